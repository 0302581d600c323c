//! What of the record is wanted: the same filters for every export, every page and every list.

use jiff::civil::Date;
use model::{ClaimKind, Conflict, Envelope, Fact, Move, Record, Status};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

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
    pub fn apply(&self, mut record: Record) -> Record {
        if self.is_open() {
            return record;
        }
        let wanted = Wanted::new(self, &record);
        let moves: BTreeMap<&str, &Move> = record.moves.iter().map(|m| (m.id.as_str(), m)).collect();
        let keep: BTreeSet<String> =
            record.facts.iter().filter(|fact| wanted.fact(fact, moves.get(fact.id.as_str()).copied())).map(|f| f.id.clone()).collect();
        let statements: BTreeSet<String> = record.statements.iter().filter(|s| wanted.utterance(s)).map(|s| s.id.clone()).collect();
        let conflicts: BTreeSet<String> = record.conflicts.iter().filter(|c| wanted.conflict(c, &keep)).map(|c| c.id.clone()).collect();
        record.facts.retain(|fact| keep.contains(&fact.id));
        record.moves.retain(|entry| keep.contains(&entry.id));
        record.statements.retain(|statement| statements.contains(&statement.id));
        record.conflicts.retain(|conflict| conflicts.contains(&conflict.id));
        for process in &mut record.processes {
            process.facts.retain(|fact| keep.contains(fact));
        }
        record.processes.retain(|process| !process.facts.is_empty());
        trim(record)
    }
}

/// The filter with its names looked up in one record.
struct Wanted<'f> {
    filter: &'f Filter,
    /// Canonical and other names of the actors asked for and of their people, in lower case.
    actors: BTreeSet<String>,
    /// Ids of the reports of the outlets asked for.
    reports: BTreeSet<String>,
    days: Envelope,
}

impl<'f> Wanted<'f> {
    fn new(filter: &'f Filter, record: &Record) -> Wanted<'f> {
        let asked = |words: &[String], name: &str| words.iter().any(|word| contains(name, word));
        let mut actors: BTreeSet<String> = BTreeSet::new();
        if !filter.actor.is_empty() {
            let named = record.actors.iter().filter(|actor| {
                filter.actor.contains(&actor.id) || asked(&filter.actor, &actor.name) || actor.names.iter().any(|n| asked(&filter.actor, n))
            });
            let heads: BTreeSet<&str> = named.clone().map(|actor| actor.name.as_str()).collect();
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

    fn conflict(&self, conflict: &Conflict, facts: &BTreeSet<String>) -> bool {
        conflict.facts.iter().any(|fact| facts.contains(fact))
    }
}

/// Takes away reports, derivations and actors on which nothing that is left rests.
fn trim(mut record: Record) -> Record {
    let mut reports: BTreeSet<String> = BTreeSet::new();
    let mut names: BTreeSet<String> = BTreeSet::new();
    for fact in &record.facts {
        reports.extend(fact.evidence.iter().map(|e| e.report.clone()));
        names.extend(fact.fields.iter().filter(|(key, _)| key.is_role()).flat_map(|(_, value)| value.texts()).map(str::to_owned));
        names.extend(fact.speaker.clone());
    }
    for entry in &record.moves {
        names.extend(entry.by.iter().chain(&entry.to).chain(&entry.owes).cloned());
        names.extend(entry.answers.iter().map(|answer| answer.by.clone()));
        reports.extend(entry.answers.iter().flat_map(|answer| &answer.evidence).map(|e| e.report.clone()));
    }
    for statement in &record.statements {
        reports.extend(statement.wordings.iter().map(|w| w.report.clone()));
        names.extend(statement.speaker.clone());
    }
    for conflict in &record.conflicts {
        reports.extend(conflict.values.iter().flat_map(|value| value.reports.iter().cloned()));
    }
    record.reports.retain(|report| reports.contains(&report.id));
    record.derivations.retain(|edge| reports.contains(&edge.from) && (reports.contains(&edge.to) || edge.to.starts_with("origin:")));
    record.actors.retain(|actor| names.contains(&actor.name) || actor.names.iter().any(|name| names.contains(name)));
    record
}

/// Whether `name` contains `word`, whatever the case.
fn contains(name: &str, word: &str) -> bool {
    name.to_lowercase().contains(&word.to_lowercase())
}
