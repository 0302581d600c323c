//! What a filter leaves of a record, as places in it: a page under a filter looks at these entries where they stand. Copying them took most
//! of the time of such a page.

use super::filter::{Filter, Selection};
use super::ties::Ties;
use crate::index::Index;
use crate::keys::Keys;
use model::{Actor, Process, Record};

/// Places of the entries that are left, each list in the record's order.
#[derive(Clone, Debug, Default)]
pub struct Part {
    /// Reports on which the rest stands.
    pub reports: Vec<u32>,
    /// Edges between them.
    pub derivations: Vec<u32>,
    /// Those who are named in the rest.
    pub actors: Vec<u32>,
    /// Statements.
    pub statements: Vec<u32>,
    /// Facts.
    pub facts: Vec<u32>,
    /// Moves.
    pub moves: Vec<u32>,
    /// Conflicts.
    pub conflicts: Vec<u32>,
    /// Negotiations of which facts are left.
    pub processes: Vec<u32>,
    has: Has,
}

/// Whether an entry is left, by its place.
#[derive(Clone, Debug, Default)]
struct Has {
    reports: Vec<bool>,
    statements: Vec<bool>,
    facts: Vec<bool>,
}

/// Places of the entries that are wanted.
fn places<T>(items: &[T], wanted: impl Fn(usize, &T) -> bool) -> Vec<u32> {
    items.iter().enumerate().filter(|(at, item)| wanted(*at, item)).map(|(at, _)| at as u32).collect()
}

/// The same as answers, one for each entry.
fn marked(places: &[u32], of: usize) -> Vec<bool> {
    let mut marks = vec![false; of];
    for at in places {
        marks[*at as usize] = true;
    }
    marks
}

/// Copies of the entries in these places.
fn copies<T: Clone>(items: &[T], places: &[u32]) -> Vec<T> {
    places.iter().filter_map(|at| items.get(*at as usize)).cloned().collect()
}

impl Part {
    /// All of a record.
    pub fn whole(record: &Record) -> Part {
        Part {
            reports: places(&record.reports, |_, _| true),
            derivations: places(&record.derivations, |_, _| true),
            actors: places(&record.actors, |_, _| true),
            statements: places(&record.statements, |_, _| true),
            facts: places(&record.facts, |_, _| true),
            moves: places(&record.moves, |_, _| true),
            conflicts: places(&record.conflicts, |_, _| true),
            processes: places(&record.processes, |_, _| true),
            has: Has {
                reports: vec![true; record.reports.len()],
                statements: vec![true; record.statements.len()],
                facts: vec![true; record.facts.len()],
            },
        }
    }

    /// What a filter leaves, within one process where one is named: the facts wanted with their moves and conflicts, the statements wanted (of
    /// a process, those that its reports carry), and what these rest on. `index` and `ties` are made of `record`.
    pub fn of(filter: &Filter, process: Option<&str>, record: &Record, index: &Index, ties: &Ties) -> Part {
        let wanted = Selection::new(filter, record);
        let asked = |_: usize, one: &Process| process.is_none_or(|id| one.id == id);
        let mut processes = places(&record.processes, asked);
        let told = process.map(|_| {
            let facts: Vec<u32> = processes.iter().flat_map(|at| ties.listed(*at)).copied().collect();
            marked(&facts, record.facts.len())
        });
        let facts = places(&record.facts, |at, fact| {
            told.as_ref().is_none_or(|told| told[at]) && wanted.fact(fact, index.entry_of(record, at).map(|(_, entry)| entry))
        });
        let mut moves: Vec<u32> = facts.iter().filter_map(|at| Some(index.entry_of(record, *at as usize)?.0 as u32)).collect();
        moves.sort_unstable();
        let mut reports = vec![false; record.reports.len()];
        let mut mark = |places: &[u32]| places.iter().for_each(|at| reports[*at as usize] = true);
        facts.iter().for_each(|at| mark(ties.of_fact(*at)));
        let statements = match process {
            None => places(&record.statements, |_, statement| wanted.utterance(statement)),
            Some(_) => places(&record.statements, |at, statement| {
                ties.of_statement(at as u32).iter().any(|report| reports[*report as usize]) && wanted.utterance(statement)
            }),
        };
        let has_fact = marked(&facts, record.facts.len());
        let here = |facts: &[u32]| facts.iter().any(|at| has_fact[*at as usize]);
        let conflicts = places(&record.conflicts, |at, _| here(ties.concerned(at as u32)));
        // A statement of a process may have been worded elsewhere too; those reports belong to other talks.
        if process.is_none() {
            let mut mark = |places: &[u32]| places.iter().for_each(|at| reports[*at as usize] = true);
            moves.iter().for_each(|at| mark(ties.of_answers(*at)));
            statements.iter().for_each(|at| mark(ties.of_statement(*at)));
            conflicts.iter().for_each(|at| mark(ties.of_conflict(*at)));
        }
        processes.retain(|at| here(ties.listed(*at)) || process.is_some() && filter.is_open());
        let derivations = places(&record.derivations, |at, edge| match ties.ends(at as u32) {
            (Some(from), Some(to)) => reports[from] && reports[to],
            (Some(from), None) => reports[from] && edge.to.starts_with("origin:"),
            _ => false,
        });
        let mut part = Part { derivations, statements, facts, moves, conflicts, processes, ..Part::default() };
        part.reports = places(&reports, |_, left| *left);
        part.has = Has { statements: marked(&part.statements, record.statements.len()), facts: has_fact, reports };
        part.actors = part.named(record);
        part
    }

    /// Those who are named in facts, moves and statements that are left.
    fn named(&self, record: &Record) -> Vec<u32> {
        let mut names: Keys<&str> = Keys::default();
        for fact in self.facts.iter().map(|at| &record.facts[*at as usize]) {
            names.extend(fact.fields.iter().filter(|(key, _)| key.is_role()).flat_map(|(_, value)| value.texts()));
            names.extend(fact.speaker.as_deref());
        }
        for entry in self.moves.iter().map(|at| &record.moves[*at as usize]) {
            names.extend(entry.by.iter().chain(&entry.to).chain(&entry.owes).map(String::as_str));
            names.extend(entry.answers.iter().map(|answer| answer.by.as_str()));
        }
        names.extend(self.statements.iter().filter_map(|at| record.statements[*at as usize].speaker.as_deref()));
        let is_named = |actor: &Actor| actor.names.iter().chain([&actor.name]).any(|name| names.contains(name.as_str()));
        places(&record.actors, |_, actor| is_named(actor))
    }

    /// Whether the report in this place is left.
    pub fn has_report(&self, at: usize) -> bool {
        self.has.reports.get(at).is_some_and(|has| *has)
    }

    /// Whether the statement in this place is left.
    pub fn has_statement(&self, at: usize) -> bool {
        self.has.statements.get(at).is_some_and(|has| *has)
    }

    /// Whether the fact in this place is left.
    pub fn has_fact(&self, at: usize) -> bool {
        self.has.facts.get(at).is_some_and(|has| *has)
    }

    /// The process in this place with those of its facts that are left.
    pub fn process(&self, at: u32, record: &Record, ties: &Ties) -> Option<Process> {
        let whole = record.processes.get(at as usize)?;
        let left = ties.listed(at).iter().filter(|fact| self.has_fact(**fact as usize));
        // Reports stand in order of id.
        let quoted = |id: &str| record.reports.binary_search_by(|r| r.id.as_str().cmp(id)).is_ok_and(|at| self.has_report(at));
        Some(Process {
            facts: left.map(|fact| record.facts[*fact as usize].id.clone()).collect(),
            id: whole.id.clone(),
            name: whole.name.clone(),
            parties: whole.parties.clone(),
            tracks: whole.tracks.clone(),
            state: whole.state.clone(),
            envelope: whole.envelope,
            gist: whole.gist.iter().filter(|one| quoted(&one.report)).cloned().collect(),
        })
    }

    /// A record of its own, for what reads a whole record.
    pub fn copy(&self, record: &Record, ties: &Ties) -> Record {
        Record {
            reports: copies(&record.reports, &self.reports),
            derivations: copies(&record.derivations, &self.derivations),
            actors: copies(&record.actors, &self.actors),
            statements: copies(&record.statements, &self.statements),
            facts: copies(&record.facts, &self.facts),
            moves: copies(&record.moves, &self.moves),
            conflicts: copies(&record.conflicts, &self.conflicts),
            processes: self.processes.iter().filter_map(|at| self.process(*at, record, ties)).collect(),
        }
    }
}
