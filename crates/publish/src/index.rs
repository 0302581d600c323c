//! Look-ups in a record, made once for a state of it: what would otherwise be a walk over all of it for every line of a page.
//!
//! Holds places and hashes, not copies: sixteen bytes an entry.

pub use crate::keys::distinct;
use crate::keys::hash;
use model::{Actor, Conflict, Evidence, Fact, Move, Process, Record, ReportEntry, Utterance};
use std::collections::BTreeSet;

/// Look-ups by id and across entries. Each of them asks for the record that it was made from.
#[derive(Clone, Debug, Default)]
pub struct Index {
    facts: Places,
    moves: Places,
    reports: Places,
    statements: Places,
    conflicts: Places,
    processes: Places,
    actor_ids: Places,
    actor_names: Places,
    /// The process that tells a fact, by the fact's place.
    owners: Vec<u32>,
    /// Process and fact that it tells, by process, in the process's order.
    told: Vec<(u32, u32)>,
    /// The move that a fact is, by the fact's place.
    entries: Vec<u32>,
    /// Report and fact, sorted: which facts rest on a report.
    within: Vec<(u32, u32)>,
    /// Fact and conflict, sorted.
    disputes: Vec<(u32, u32)>,
    /// Conflicts that concern no fact.
    loose: Vec<u32>,
    /// Independent sources of the whole record.
    pub sources: usize,
}

const NONE: u32 = u32::MAX;

/// Places by key: sorted by a hash of the key, so that a look-up compares numbers that lie side by side, and strings once.
#[derive(Clone, Debug, Default)]
struct Places(Vec<(u64, u32)>);

impl Places {
    fn of<'r, T: 'r>(items: &'r [T], key: impl Fn(&'r T) -> &'r str) -> Places {
        let mut places: Vec<(u64, u32)> = items.iter().enumerate().map(|(at, item)| (hash(key(item)), at as u32)).collect();
        places.sort_unstable();
        Places(places)
    }

    /// The entry with this key; of several the first.
    fn find<'r, T>(&self, items: &'r [T], wanted: &str, key: impl Fn(&T) -> &str) -> Option<(usize, &'r T)> {
        let sought = hash(wanted);
        let from = self.0.partition_point(|(hash, _)| *hash < sought);
        let alike = self.0[from..].iter().take_while(|(hash, _)| *hash == sought);
        alike.filter_map(|(_, at)| Some((*at as usize, items.get(*at as usize)?))).find(|(_, item)| key(item) == wanted)
    }
}

/// The second halves of the pairs that begin with this.
fn of(pairs: &[(u32, u32)], first: u32) -> impl Iterator<Item = usize> {
    let from = pairs.partition_point(|pair| pair.0 < first);
    pairs[from..].iter().take_while(move |pair| pair.0 == first).map(|pair| pair.1 as usize)
}

impl Index {
    /// Makes the look-ups of a record.
    pub fn new(record: &Record) -> Index {
        let mut index = Index {
            facts: Places::of(&record.facts, |e| &e.id),
            moves: Places::of(&record.moves, |e| &e.id),
            reports: Places::of(&record.reports, |e| &e.id),
            statements: Places::of(&record.statements, |e| &e.id),
            conflicts: Places::of(&record.conflicts, |e| &e.id),
            processes: Places::of(&record.processes, |e| &e.id),
            actor_ids: Places::of(&record.actors, |e| &e.id),
            actor_names: Places::of(&record.actors, |e| &e.name),
            owners: vec![NONE; record.facts.len()],
            entries: Vec::with_capacity(record.facts.len()),
            sources: distinct(record.reports.iter().map(|report| report.root.as_str())),
            ..Index::default()
        };
        index.own(record);
        for (at, fact) in record.facts.iter().enumerate() {
            index.entries.push(index.entry(record, &fact.id).map_or(NONE, |(entry, _)| entry as u32));
            let reports = fact.evidence.iter().filter_map(|place| index.reports.find(&record.reports, &place.report, |e| &e.id));
            index.within.extend(reports.map(|(report, _)| (report as u32, at as u32)));
        }
        index.within.sort_unstable();
        index.within.dedup();
        for (at, conflict) in record.conflicts.iter().enumerate() {
            let facts = conflict.facts.iter().filter_map(|id| index.facts.find(&record.facts, id, |e| &e.id));
            index.disputes.extend(facts.map(|(fact, _)| (fact as u32, at as u32)));
            if conflict.facts.is_empty() {
                index.loose.push(at as u32);
            }
        }
        index.disputes.sort_unstable();
        index.disputes.dedup();
        index
    }

    /// A fact that several negotiations list is told once: in the one that lists most, the first of several such.
    fn own(&mut self, record: &Record) {
        for (at, process) in record.processes.iter().enumerate() {
            for id in &process.facts {
                let Some((fact, _)) = self.facts.find(&record.facts, id, |e| &e.id) else { continue };
                let known = record.processes.get(self.owners[fact] as usize);
                if known.is_none_or(|known| known.facts.len() < process.facts.len()) {
                    self.owners[fact] = at as u32;
                }
            }
        }
        for (at, process) in record.processes.iter().enumerate() {
            let facts = process.facts.iter().filter_map(|id| self.facts.find(&record.facts, id, |e| &e.id));
            let own = facts.map(|(fact, _)| fact).filter(|fact| self.owners[*fact] == at as u32);
            self.told.extend(own.map(|fact| (at as u32, fact as u32)).collect::<Vec<_>>());
        }
    }

    /// The fact with this id, and its place.
    pub fn fact<'r>(&self, record: &'r Record, id: &str) -> Option<(usize, &'r Fact)> {
        self.facts.find(&record.facts, id, |e| &e.id)
    }

    /// The move with this id, and its place.
    pub fn entry<'r>(&self, record: &'r Record, id: &str) -> Option<(usize, &'r Move)> {
        self.moves.find(&record.moves, id, |e| &e.id)
    }

    /// The report with this id, and its place.
    pub fn report<'r>(&self, record: &'r Record, id: &str) -> Option<(usize, &'r ReportEntry)> {
        self.reports.find(&record.reports, id, |e| &e.id)
    }

    /// The statement with this id.
    pub fn statement<'r>(&self, record: &'r Record, id: &str) -> Option<&'r Utterance> {
        self.statements.find(&record.statements, id, |e| &e.id).map(|(_, entry)| entry)
    }

    /// The conflict with this id.
    pub fn conflict<'r>(&self, record: &'r Record, id: &str) -> Option<&'r Conflict> {
        self.conflicts.find(&record.conflicts, id, |e| &e.id).map(|(_, entry)| entry)
    }

    /// The process with this id.
    pub fn process<'r>(&self, record: &'r Record, id: &str) -> Option<&'r Process> {
        self.processes.find(&record.processes, id, |e| &e.id).map(|(_, entry)| entry)
    }

    /// The actor with this id.
    pub fn actor_by_id<'r>(&self, record: &'r Record, id: &str) -> Option<&'r Actor> {
        self.actor_ids.find(&record.actors, id, |e| &e.id).map(|(_, entry)| entry)
    }

    /// The actor with this canonical name.
    pub fn actor<'r>(&self, record: &'r Record, name: &str) -> Option<&'r Actor> {
        self.actor_names.find(&record.actors, name, |e| &e.name).map(|(_, entry)| entry)
    }

    /// The process that tells a fact, by the fact's place.
    pub fn owner<'r>(&self, record: &'r Record, fact: usize) -> Option<&'r Process> {
        record.processes.get(*self.owners.get(fact)? as usize)
    }

    /// Facts that a process tells, in its order, with their places.
    pub fn facts_of<'r>(&'r self, record: &'r Record, process: &'r Process) -> impl Iterator<Item = (usize, &'r Fact)> {
        let number = self.processes.find(&record.processes, &process.id, |e| &e.id).map_or(NONE, |(at, _)| at as u32);
        of(&self.told, number).filter_map(|at| Some((at, record.facts.get(at)?)))
    }

    /// Moves that a process tells, in its order.
    pub fn moves_of<'r>(&'r self, record: &'r Record, process: &'r Process) -> impl Iterator<Item = &'r Move> {
        self.facts_of(record, process).filter_map(|(at, _)| Some(self.entry_of(record, at)?.1))
    }

    /// The move that a fact is, by the fact's place.
    pub fn entry_of<'r>(&self, record: &'r Record, fact: usize) -> Option<(usize, &'r Move)> {
        let at = *self.entries.get(fact)? as usize;
        Some((at, record.moves.get(at)?))
    }

    /// Facts that rest on a report.
    pub fn facts_in<'r>(&'r self, record: &'r Record, report: &str) -> impl Iterator<Item = &'r Fact> {
        let report = self.report(record, report).map_or(NONE, |(at, _)| at as u32);
        of(&self.within, report).filter_map(|at| record.facts.get(at))
    }

    /// Places of the conflicts that concern a fact.
    pub fn conflicts_of(&self, fact: usize) -> impl Iterator<Item = usize> {
        of(&self.disputes, fact as u32)
    }

    /// Places of the conflicts that concern no fact of the record.
    pub fn loose_conflicts(&self) -> impl Iterator<Item = usize> {
        self.loose.iter().map(|at| *at as usize)
    }

    /// Independent sources among these reports.
    pub fn sources_of<'i>(&self, record: &Record, reports: impl Iterator<Item = &'i str>) -> usize {
        reports.filter_map(|id| self.report(record, id)).map(|(_, report)| report.root.as_str()).collect::<BTreeSet<_>>().len()
    }

    /// Independent sources among the reports of these places.
    pub fn sources_behind(&self, record: &Record, evidence: &[Evidence]) -> usize {
        self.sources_of(record, evidence.iter().map(|place| place.report.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::{ClaimKind, Envelope, Fields, Span, Stance, Status};

    fn fact(id: &str, report: &str) -> Fact {
        Fact {
            id: id.into(),
            kind: ClaimKind::Meeting,
            status: Status::Planned,
            fields: Fields::new(),
            envelope: Envelope::OPEN,
            speaker: None,
            evidence: vec![Evidence { report: report.into(), sentence: 0, span: Span::new(0, 1), stance: Stance::Supports }],
            reports: 1,
            roots: 1,
            process: None,
            links: Vec::new(),
            ruling: None,
            doubts: Vec::new(),
            unsure: false,
        }
    }

    fn process(id: &str, facts: &[&str]) -> Process {
        Process {
            id: id.into(),
            name: id.into(),
            parties: Vec::new(),
            tracks: Vec::new(),
            state: None,
            envelope: Envelope::OPEN,
            facts: facts.iter().map(|f| (*f).to_owned()).collect(),
            gist: Vec::new(),
        }
    }

    #[test]
    fn a_fact_of_two_negotiations_is_told_in_the_larger() {
        let record = Record {
            facts: vec![fact("c", "r"), fact("a", "r"), fact("b", "r")],
            processes: vec![process("small", &["a"]), process("large", &["b", "a"]), process("as large", &["b", "c", "missing"])],
            ..Record::default()
        };
        let index = Index::new(&record);
        let told = |at: usize| -> Vec<&str> { index.facts_of(&record, &record.processes[at]).map(|(_, f)| f.id.as_str()).collect() };
        assert!(told(0).is_empty());
        assert_eq!(told(1), ["a"]);
        assert_eq!(told(2), ["b", "c"]);
        assert_eq!(index.fact(&record, "a").map(|(at, _)| at), Some(1));
        assert!(index.fact(&record, "d").is_none() && index.fact(&record, "").is_none());
        assert_eq!(index.facts_in(&record, "r").count(), 0, "the report is not in the record");
    }
}
