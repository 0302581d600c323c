//! What differs between two states of the record: the answer to "what changed since". Pure.

use model::{AnswerEntry, Conflict, Fact, Move, Record, ReportEntry, Utterance};
use std::collections::BTreeMap;

/// What is new or different in a later record.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Changes {
    /// Reports that were not there before.
    pub reports: Vec<ReportEntry>,
    /// Moves that were not there before.
    pub moves: Vec<Move>,
    /// Answers that were not there before, with the move's id and content.
    pub answers: Vec<NewAnswer>,
    /// Moves that were there and stand differently now.
    pub moved: Vec<Moved>,
    /// Facts (other than moves) that were not there before.
    pub facts: Vec<Fact>,
    /// Facts that now rest on more, or on fewer, independent origins.
    pub corroborated: Vec<Corroborated>,
    /// Statements that were not there before.
    pub statements: Vec<Utterance>,
    /// Differences between reports that were not there before.
    pub conflicts: Vec<Conflict>,
}

/// An answer that came in.
#[derive(Clone, Debug, PartialEq)]
pub struct NewAnswer {
    /// The move's id.
    pub id: String,
    /// What was asked.
    pub content: String,
    /// The answer.
    pub answer: AnswerEntry,
}

/// A move that stands differently.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Moved {
    /// The move's id.
    pub id: String,
    /// What was asked.
    pub content: String,
    /// What is different: `stage`, `state`, `owes`, `due`.
    pub field: &'static str,
    /// Before.
    pub before: String,
    /// Now.
    pub now: String,
}

/// A fact that rests on another number of origins.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Corroborated {
    /// The fact's id.
    pub id: String,
    /// Independent origins before.
    pub before: u32,
    /// Independent origins now.
    pub now: u32,
}

impl Changes {
    /// Whether nothing differs.
    pub fn is_empty(&self) -> bool {
        *self == Changes::default()
    }
}

/// Compares two records by the ids of their entries.
pub fn between(before: &Record, now: &Record) -> Changes {
    let mut changes = Changes {
        reports: fresh(&before.reports, &now.reports, |e| &e.id),
        moves: fresh(&before.moves, &now.moves, |e| &e.id),
        statements: fresh(&before.statements, &now.statements, |e| &e.id),
        conflicts: fresh(&before.conflicts, &now.conflicts, |e| &e.id),
        ..Changes::default()
    };
    let moves: BTreeMap<&str, &Move> = before.moves.iter().map(|m| (m.id.as_str(), m)).collect();
    for m in &now.moves {
        if let Some(old) = moves.get(m.id.as_str()) {
            compare(old, m, &mut changes);
        }
    }
    let facts: BTreeMap<&str, &Fact> = before.facts.iter().map(|f| (f.id.as_str(), f)).collect();
    for fact in &now.facts {
        match facts.get(fact.id.as_str()) {
            None if !fact.kind.is_move() => changes.facts.push(fact.clone()),
            Some(old) if old.roots != fact.roots => {
                changes.corroborated.push(Corroborated { id: fact.id.clone(), before: old.roots, now: fact.roots });
            }
            _ => {}
        }
    }
    changes
}

fn fresh<T: Clone>(before: &[T], now: &[T], id: impl Fn(&T) -> &String) -> Vec<T> {
    let known: std::collections::BTreeSet<&String> = before.iter().map(&id).collect();
    now.iter().filter(|entry| !known.contains(id(entry))).cloned().collect()
}

fn compare(old: &Move, now: &Move, changes: &mut Changes) {
    for answer in &now.answers {
        if !old.answers.iter().any(|known| known.by == answer.by && known.answer == answer.answer) {
            changes.answers.push(NewAnswer { id: now.id.clone(), content: now.content.clone(), answer: answer.clone() });
        }
    }
    let mut differ = |field: &'static str, before: String, after: String| {
        if before != after {
            changes.moved.push(Moved { id: now.id.clone(), content: now.content.clone(), field, before, now: after });
        }
    };
    differ("stage", old.stage.to_string(), now.stage.to_string());
    differ("state", old.state.clone(), now.state.clone());
    differ("owes", old.owes.join(", "), now.owes.join(", "));
    let due = |m: &Move| m.due.map(|due| due.edtf()).unwrap_or_default();
    differ("due", due(old), due(now));
}
