//! What of the record is wanted: the same filters for every export, every page and every list.

use jiff::civil::Date;
use model::{ClaimKind, Envelope, Fact, Move, Process, Record, Status};
use serde::{Deserialize, Serialize};
use std::collections::{HashMap, HashSet};

/// Conditions on facts; all that are set must hold, within a list one suffices. The default wants everything.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Filter {
    /// An actor that takes part: its id, or a part of one of its names, whatever the case. A state or party stands for its people too.
    pub actor: Vec<String>,
    /// A part of the name of the track of a move; its facts and answers come along.
    pub track: Vec<String>,
    /// Kinds.
    pub kind: Vec<ClaimKind>,
    /// Statuses.
    pub status: Vec<Status>,
    /// A part of the name of an outlet that carries it.
    pub outlet: Vec<String>,
    /// It may lie on or after this day.
    pub from: Option<Date>,
    /// It may lie on or before this day.
    pub to: Option<Date>,
    /// It rests on at least so many independent sources.
    pub roots: u32,
}

impl Filter {
    /// Whether everything is wanted.
    pub fn is_open(&self) -> bool {
        *self == Filter::default()
    }

    /// What the filter leaves of a record: the facts wanted with their moves and conflicts, the statements wanted, and the reports,
    /// derivations, actors and processes that these rest on. Statements have neither track, kind nor status: those conditions leave none.
    pub fn apply(&self, record: Record) -> Record {
        if self.is_open() { record } else { self.select(&record) }
    }

    /// The same from a record that stays: only what is wanted is copied.
    pub fn select(&self, record: &Record) -> Record {
        let wanted = Wanted::new(self, record);
        let moves: HashMap<&str, &Move> = record.moves.iter().map(|m| (m.id.as_str(), m)).collect();
        let facts: Vec<Fact> =
            record.facts.iter().filter(|fact| wanted.fact(fact, moves.get(fact.id.as_str()).copied())).cloned().collect();
        let keep: HashSet<&str> = facts.iter().map(|fact| fact.id.as_str()).collect();
        let left = Record {
            moves: record.moves.iter().filter(|entry| keep.contains(entry.id.as_str())).cloned().collect(),
            statements: record.statements.iter().filter(|statement| wanted.utterance(statement)).cloned().collect(),
            conflicts: record.conflicts.iter().filter(|c| c.facts.iter().any(|fact| keep.contains(fact.as_str()))).cloned().collect(),
            processes: record.processes.iter().filter_map(|process| reduced(process, &keep)).collect(),
            ..Record::default()
        };
        with_grounds(Record { facts, ..left }, record)
    }

    /// What belongs to one process: its facts with their moves and conflicts, and what these rest on.
    pub fn process(record: &Record, id: &str) -> Record {
        let processes: Vec<Process> = record.processes.iter().filter(|p| p.id == id).cloned().collect();
        let keep: HashSet<&str> = processes.iter().flat_map(|p| &p.facts).map(String::as_str).collect();
        let facts: Vec<Fact> = record.facts.iter().filter(|fact| keep.contains(fact.id.as_str())).cloned().collect();
        let reports: HashSet<&str> = facts.iter().flat_map(|fact| &fact.evidence).map(|e| e.report.as_str()).collect();
        let left = Record {
            moves: record.moves.iter().filter(|entry| keep.contains(entry.id.as_str())).cloned().collect(),
            statements: record
                .statements
                .iter()
                .filter(|s| s.wordings.iter().any(|w| reports.contains(w.report.as_str())))
                .cloned()
                .collect(),
            conflicts: record.conflicts.iter().filter(|c| c.facts.iter().any(|fact| keep.contains(fact.as_str()))).cloned().collect(),
            ..Record::default()
        };
        let reports: HashSet<String> = reports.into_iter().map(str::to_owned).collect();
        let mut left = with_grounds(Record { facts, ..left }, record);
        left.processes = processes;
        // A statement of this process may have been worded elsewhere too; those reports belong to other talks.
        left.reports.retain(|report| reports.contains(&report.id));
        left.derivations.retain(|edge| reports.contains(&edge.from));
        left
    }
}

/// A process with the facts that are left; `None` where none is.
fn reduced(process: &Process, keep: &HashSet<&str>) -> Option<Process> {
    let facts: Vec<String> = process.facts.iter().filter(|fact| keep.contains(fact.as_str())).cloned().collect();
    (!facts.is_empty()).then(|| Process { facts, ..process.clone() })
}

/// The filter with its names looked up in one record.
struct Wanted<'f> {
    filter: &'f Filter,
    /// Canonical and other names of the actors asked for and of their people, in lower case.
    actors: HashSet<String>,
    /// Ids of the reports of the outlets asked for.
    reports: HashSet<String>,
    days: Envelope,
}

impl<'f> Wanted<'f> {
    fn new(filter: &'f Filter, record: &Record) -> Wanted<'f> {
        let asked = |words: &[String], name: &str| words.iter().any(|word| contains(name, word));
        let mut actors: HashSet<String> = HashSet::new();
        if !filter.actor.is_empty() {
            let named = record.actors.iter().filter(|actor| {
                filter.actor.contains(&actor.id) || asked(&filter.actor, &actor.name) || actor.names.iter().any(|n| asked(&filter.actor, n))
            });
            let heads: HashSet<&str> = named.clone().map(|actor| actor.name.as_str()).collect();
            let people = record.actors.iter().filter(|actor| actor.side.as_deref().is_some_and(|side| heads.contains(side)));
            for actor in named.chain(people) {
                actors.extend(actor.names.iter().chain([&actor.name]).map(|name| name.to_lowercase()));
            }
        }
        let reports = record.reports.iter().filter(|r| r.outlet.as_deref().is_some_and(|outlet| asked(&filter.outlet, outlet)));
        let reports = reports.map(|report| report.id.clone()).collect();
        Wanted { filter, actors, reports, days: Envelope::new(filter.from, filter.to) }
    }

    fn actor(&self, name: &str) -> bool {
        self.actors.contains(&name.to_lowercase()) || self.filter.actor.iter().any(|word| contains(name, word))
    }

    fn days(&self, envelope: Envelope) -> bool {
        self.days.is_open() || !envelope.is_open() && envelope.compatible(self.days)
    }

    fn outlets<'e>(&self, mut reports: impl Iterator<Item = &'e String>) -> bool {
        self.filter.outlet.is_empty() || reports.any(|report| self.reports.contains(report))
    }

    fn fact(&self, fact: &Fact, entry: Option<&Move>) -> bool {
        let filter = self.filter;
        let track = || {
            let track = entry.and_then(|m| m.track.as_deref());
            track.is_some_and(|track| filter.track.iter().any(|word| contains(track, word)))
        };
        let actor = || {
            let roles = fact.fields.iter().filter(|(key, _)| key.is_role()).flat_map(|(_, value)| value.texts());
            let parties = entry.into_iter().flat_map(|m| m.by.iter().chain(&m.to).chain(m.answers.iter().map(|a| &a.by)));
            roles.chain(fact.speaker.as_deref()).chain(parties.map(String::as_str)).any(|name| self.actor(name))
        };
        (filter.kind.is_empty() || filter.kind.contains(&fact.kind))
            && (filter.status.is_empty() || filter.status.contains(&fact.status))
            && fact.roots >= filter.roots
            && (self.days(fact.envelope) || entry.and_then(|m| m.due).is_some_and(|due| self.days(due)))
            && (filter.track.is_empty() || track())
            && (filter.actor.is_empty() || actor())
            && self.outlets(fact.evidence.iter().map(|e| &e.report))
    }

    fn utterance(&self, utterance: &model::Utterance) -> bool {
        let filter = self.filter;
        filter.kind.is_empty()
            && filter.status.is_empty()
            && filter.track.is_empty()
            && utterance.roots >= filter.roots
            && self.days(utterance.envelope)
            && (filter.actor.is_empty() || utterance.speaker.as_deref().is_some_and(|name| self.actor(name)))
            && self.outlets(utterance.wordings.iter().map(|w| &w.report))
    }
}

/// Adds the reports, derivations and actors of the whole on which what is left rests.
fn with_grounds(mut left: Record, whole: &Record) -> Record {
    let mut reports: HashSet<&str> = HashSet::new();
    let mut names: HashSet<&str> = HashSet::new();
    for fact in &left.facts {
        reports.extend(fact.evidence.iter().map(|e| e.report.as_str()));
        names.extend(fact.fields.iter().filter(|(key, _)| key.is_role()).flat_map(|(_, value)| value.texts()));
        names.extend(fact.speaker.as_deref());
    }
    for entry in &left.moves {
        names.extend(entry.by.iter().chain(&entry.to).chain(&entry.owes).map(String::as_str));
        names.extend(entry.answers.iter().map(|answer| answer.by.as_str()));
        reports.extend(entry.answers.iter().flat_map(|answer| &answer.evidence).map(|e| e.report.as_str()));
    }
    for statement in &left.statements {
        reports.extend(statement.wordings.iter().map(|w| w.report.as_str()));
        names.extend(statement.speaker.as_deref());
    }
    for conflict in &left.conflicts {
        reports.extend(conflict.values.iter().flat_map(|value| value.reports.iter().map(String::as_str)));
    }
    let here = |report: &str| reports.contains(report);
    let kept_reports = whole.reports.iter().filter(|report| here(&report.id)).cloned().collect();
    let edges = whole.derivations.iter().filter(|edge| here(&edge.from) && (here(&edge.to) || edge.to.starts_with("origin:")));
    let edges = edges.cloned().collect();
    let actors =
        whole.actors.iter().filter(|actor| names.contains(actor.name.as_str()) || actor.names.iter().any(|n| names.contains(n.as_str())));
    let actors = actors.cloned().collect();
    (left.reports, left.derivations, left.actors) = (kept_reports, edges, actors);
    left
}

/// Whether `name` contains `word`, whatever the case.
fn contains(name: &str, word: &str) -> bool {
    name.to_lowercase().contains(&word.to_lowercase())
}
