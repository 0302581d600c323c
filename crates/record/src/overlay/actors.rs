//! Two actors that a person says are one: the name of the one that stays takes the place of the other's wherever it takes part.

use super::{dedup, owe};
use model::{Actor, FieldValue, Record, Ruling, RulingVerb};

/// What stands in place of a report's hash in the anchor of a ruling about actors; the words are their two names, one a line.
pub const ACTORS: &str = "actors";

/// Whether a ruling is about actors.
pub fn is_about(ruling: &Ruling) -> bool {
    ruling.verb == RulingVerb::Merge && ruling.anchor.as_ref().is_some_and(|(what, _)| what == ACTORS)
}

/// Lays it over the record; gives the id of the actor that stays, `None` where one of the two is not there.
pub fn merge(record: &mut Record, ruling: &Ruling) -> Option<String> {
    let (kept_name, gone_name) = ruling.anchor.as_ref()?.1.split_once('\n')?;
    let kept = place(&record.actors, &ruling.fact, kept_name)?;
    let gone = place(&record.actors, ruling.other.as_deref()?, gone_name).filter(|gone| *gone != kept)?;
    let (id, name) = (record.actors[kept].id.clone(), record.actors[kept].name.clone());
    let gone = record.actors.remove(gone);
    rename(record, &gone.name, &name);
    let actor = record.actors.iter_mut().find(|actor| actor.id == id)?;
    actor.names.extend(gone.names.into_iter().chain([gone.name]));
    actor.names.sort();
    actor.names.dedup();
    actor.positions.extend(gone.positions);
    actor.side = actor.side.take().or(gone.side).filter(|side| *side != name);
    Some(id)
}

/// The actor with this id; where ids have moved, the one with this name.
fn place(actors: &[Actor], id: &str, name: &str) -> Option<usize> {
    let by_id = actors.iter().position(|actor| actor.id == id);
    by_id
        .or_else(|| actors.iter().position(|actor| actor.name == name))
        .or_else(|| actors.iter().position(|a| a.names.iter().any(|n| n == name)))
}

fn rename(record: &mut Record, from: &str, to: &str) {
    let one = |name: &mut String| {
        if name == from {
            to.clone_into(name);
        }
    };
    let maybe = |name: &mut Option<String>| name.iter_mut().for_each(one);
    let all = |names: &mut Vec<String>| {
        if names.iter().any(|name| name == from) {
            names.iter_mut().for_each(one);
            let mut seen: Vec<String> = Vec::new();
            names.retain(|name| {
                let new = !seen.contains(name);
                seen.push(name.clone());
                new
            });
        }
    };
    for fact in &mut record.facts {
        maybe(&mut fact.speaker);
        let roles: Vec<_> =
            fact.fields.iter().filter(|(key, value)| key.is_role() && value.texts().contains(&from)).map(|(k, v)| (k, v.clone())).collect();
        for (key, value) in roles {
            fact.fields.set(key, renamed(&value, from, to));
        }
    }
    for entry in &mut record.moves {
        let touched = entry.to.iter().any(|name| name == from) || entry.answers.iter().any(|answer| answer.by == from);
        all(&mut entry.by);
        all(&mut entry.to);
        all(&mut entry.owes);
        if touched {
            entry.answers.iter_mut().for_each(|answer| one(&mut answer.by));
            dedup(&mut entry.answers);
            owe(entry);
        }
    }
    record.statements.iter_mut().for_each(|statement| maybe(&mut statement.speaker));
    record.processes.iter_mut().for_each(|process| all(&mut process.parties));
    record.actors.iter_mut().for_each(|actor| maybe(&mut actor.side));
    record.conflicts.iter_mut().flat_map(|conflict| &mut conflict.values).for_each(|value| one(&mut value.value));
}

/// A value with the name replaced; a list names nobody twice.
fn renamed(value: &FieldValue, from: &str, to: &str) -> FieldValue {
    match value {
        FieldValue::Text(text) if text == from => FieldValue::Text(to.to_owned()),
        FieldValue::List(list) => {
            let mut new: Vec<FieldValue> = Vec::with_capacity(list.len());
            for item in list.iter().map(|item| renamed(item, from, to)) {
                if !new.contains(&item) {
                    new.push(item);
                }
            }
            FieldValue::List(new)
        }
        other => other.clone(),
    }
}
