//! Which entries of a record stand on which, by their places: what a filter follows from the facts that it wants to all that they rest on.
//! Made once for a state of the record, since finding an entry by its id costs more than all the rest of filtering.

use crate::index::Index;
use model::{Evidence, Record};

/// Where nothing is known by an id.
const NONE: u32 = u32::MAX;

/// Places by place.
#[derive(Clone, Debug, Default)]
struct Groups {
    /// Where each group ends.
    ends: Vec<u32>,
    places: Vec<u32>,
}

impl Groups {
    fn of<'r, T: 'r, P: Iterator<Item = usize>>(items: &'r [T], places: impl Fn(&'r T) -> P) -> Groups {
        let mut groups = Groups::default();
        for item in items {
            groups.places.extend(places(item).map(|at| at as u32));
            groups.ends.push(groups.places.len() as u32);
        }
        groups
    }

    fn get(&self, at: u32) -> &[u32] {
        let at = at as usize;
        let from = if at == 0 { 0 } else { self.ends.get(at - 1).map_or(0, |end| *end as usize) };
        self.ends.get(at).and_then(|end| self.places.get(from..*end as usize)).unwrap_or_default()
    }
}

/// The ties of one record.
#[derive(Clone, Debug, Default)]
pub struct Ties {
    facts: Groups,
    answers: Groups,
    statements: Groups,
    conflicts: Groups,
    concerned: Groups,
    processes: Groups,
    derivations: Vec<(u32, u32)>,
}

impl Ties {
    /// Looks all ids up; `index` is made of `record`.
    pub fn new(record: &Record, index: &Index) -> Ties {
        let report = |id: &String| index.report(record, id).map(|(at, _)| at);
        let reports = |evidence: &'_ [Evidence]| -> Vec<usize> { evidence.iter().filter_map(|place| report(&place.report)).collect() };
        let fact = |id: &String| index.fact(record, id).map(|(at, _)| at);
        let end = |id: &String| report(id).map_or(NONE, |at| at as u32);
        Ties {
            facts: Groups::of(&record.facts, |entry| reports(&entry.evidence).into_iter()),
            answers: Groups::of(&record.moves, |entry| entry.answers.iter().flat_map(|answer| reports(&answer.evidence))),
            statements: Groups::of(&record.statements, |entry| entry.wordings.iter().filter_map(|wording| report(&wording.report))),
            conflicts: Groups::of(&record.conflicts, |entry| entry.values.iter().flat_map(|value| &value.reports).filter_map(report)),
            concerned: Groups::of(&record.conflicts, |entry| entry.facts.iter().filter_map(fact)),
            processes: Groups::of(&record.processes, |entry| entry.facts.iter().filter_map(fact)),
            derivations: record.derivations.iter().map(|edge| (end(&edge.from), end(&edge.to))).collect(),
        }
    }

    /// Reports on which a fact rests.
    pub fn of_fact(&self, fact: u32) -> &[u32] {
        self.facts.get(fact)
    }

    /// Reports on which the answers to a move rest.
    pub fn of_answers(&self, entry: u32) -> &[u32] {
        self.answers.get(entry)
    }

    /// Reports that carry a statement.
    pub fn of_statement(&self, statement: u32) -> &[u32] {
        self.statements.get(statement)
    }

    /// Reports that differ.
    pub fn of_conflict(&self, conflict: u32) -> &[u32] {
        self.conflicts.get(conflict)
    }

    /// Facts that a conflict concerns.
    pub fn concerned(&self, conflict: u32) -> &[u32] {
        self.concerned.get(conflict)
    }

    /// Facts that a process lists, in its order.
    pub fn listed(&self, process: u32) -> &[u32] {
        self.processes.get(process)
    }

    /// The reports at both ends of an edge; `None` for an origin that nobody read.
    pub fn ends(&self, derivation: u32) -> (Option<usize>, Option<usize>) {
        let (from, to) = self.derivations.get(derivation as usize).copied().unwrap_or((NONE, NONE));
        let known = |at: u32| (at != NONE).then_some(at as usize);
        (known(from), known(to))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_give_what_each_was_given() {
        let items = [vec![3, 1], vec![], vec![7]];
        let groups = Groups::of(&items, |item: &Vec<usize>| item.iter().copied());
        assert_eq!((groups.get(0), groups.get(1), groups.get(2), groups.get(3)), (&[3, 1][..], &[][..], &[7][..], &[][..]));
        assert!(Groups::default().get(0).is_empty());
    }
}
