//! What can be read: lists with paging, single entries with their sentences, search, changes.

use crate::pages::search::{self, Entries};
use crate::pages::{Ask, Fault};
use crate::whole::published;
use jiff::civil::Date;
use model::{Evidence, Record};
use publish::record_lines::record_lines;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// Entries of a list where the request does not say, and at most.
pub const LIMIT: usize = 50;
pub const MOST: usize = 500;
/// Entries that a request may pass over: more than any dossier has, and exact in every program's numbers.
pub const FARTHEST: usize = 1_000_000_000;

/// What this is.
pub fn about(ask: &Ask) -> Result<Value, Fault> {
    let whole = &ask.snapshot.whole;
    let record = ask.snapshot.record();
    Ok(json!({
        "dossier": ask.house.name(),
        "version": env!("CARGO_PKG_VERSION"),
        "state": ask.snapshot.number,
        "busy": ask.house.is_busy(),
        "last_report": whole.last_day(),
        "sources": whole.sources(),
        "counts": {
            "reports": record.reports.len(), "actors": record.actors.len(), "statements": record.statements.len(), "facts": record.facts.len(),
            "moves": record.moves.len(), "conflicts": record.conflicts.len(), "processes": record.processes.len(),
        },
        "openapi": "/api/v1/openapi.json",
    }))
}

fn number(ask: &Ask, key: &str, default: usize, least: usize, most: usize) -> Result<usize, Fault> {
    match ask.query.get(key) {
        None => Ok(default),
        Some(text) => match text.parse::<usize>() {
            Ok(number) if (least..=most).contains(&number) => Ok(number),
            _ => Err(Fault::wrong(format!("{key} is a number from {least} to {most}."))),
        },
    }
}

/// A piece of a list, with where it stands and where it goes on.
fn piece<'a, T: Clone + 'a>(
    ask: &'a Ask,
    all: impl Iterator<Item = &'a T>,
    total: usize,
    put: impl FnOnce(Vec<T>) -> Record,
) -> Result<Value, Fault> {
    let (limit, offset) = (number(ask, "limit", LIMIT, 1, MOST)?, number(ask, "offset", 0, 0, FARTHEST)?);
    let shown: Vec<T> = all.skip(offset).take(limit).cloned().collect();
    Ok(paged(ask, total, offset, limit, lines(ask, &put(shown))))
}

fn paged(ask: &Ask, total: usize, offset: usize, limit: usize, items: Vec<Value>) -> Value {
    let after = offset.saturating_add(limit);
    let next = (after < total).then(|| ask.here_with(&[("offset", &after.to_string()), ("limit", &limit.to_string())]));
    json!({ "total": total, "offset": offset, "limit": limit, "next": next, "items": items })
}

/// Entries in the exchange format. Only the texts that they point to are looked at.
fn lines(ask: &Ask, record: &Record) -> Vec<Value> {
    let mut reports: BTreeSet<&str> = BTreeSet::new();
    let take = |evidence: &'_ [Evidence]| -> Vec<String> { evidence.iter().map(|e| e.report.clone()).collect() };
    let mut named: Vec<String> = Vec::new();
    record.facts.iter().for_each(|f| named.extend(take(&f.evidence)));
    record.moves.iter().for_each(|m| {
        named.extend(take(&m.evidence));
        m.answers.iter().for_each(|a| named.extend(take(&a.evidence)));
    });
    record.actors.iter().flat_map(|a| &a.positions).for_each(|t| named.extend(take(&t.evidence)));
    record.conflicts.iter().flat_map(|c| &c.values).for_each(|v| named.extend(take(&v.evidence)));
    record.statements.iter().flat_map(|s| &s.wordings).for_each(|w| named.push(w.report.clone()));
    record.derivations.iter().for_each(|d| named.extend([d.from.clone(), d.to.clone()]));
    reports.extend(named.iter().map(String::as_str));
    let texts = reports.into_iter().filter_map(|id| Some((id, ask.snapshot.text(id)?.text.as_str())));
    record_lines(record, texts)
}

fn single(ask: &Ask, record: &Record) -> Result<Value, Fault> {
    lines(ask, record).into_iter().next().ok_or_else(|| Fault::not_found("Nothing in the record has this id."))
}

fn missing() -> Fault {
    Fault::not_found("Nothing in the record has this id.")
}

/// Reports.
pub fn reports(ask: &Ask) -> Result<Value, Fault> {
    piece(ask, ask.view.reports(), ask.view.part.reports.len(), |reports| Record { reports, ..Record::default() })
}

/// One report, with its text and the ids of the facts that rest on it.
pub fn report(ask: &Ask, id: &str) -> Result<Value, Fault> {
    let whole = &ask.snapshot.whole;
    let entry = whole.report(id).ok_or_else(missing)?;
    let mut value = single(ask, &Record { reports: vec![entry.clone()], ..Record::default() })?;
    value["text"] = json!(ask.snapshot.text(id).map(|t| &t.text));
    value["facts"] = json!(whole.facts_in(id).map(|f| &f.id).collect::<Vec<_>>());
    Ok(value)
}

/// The derivation graph.
pub fn derivations(ask: &Ask) -> Result<Value, Fault> {
    piece(ask, ask.view.derivations(), ask.view.part.derivations.len(), |derivations| Record { derivations, ..Record::default() })
}

/// Actors.
pub fn actors(ask: &Ask) -> Result<Value, Fault> {
    piece(ask, ask.view.actors(), ask.view.part.actors.len(), |actors| Record { actors, ..Record::default() })
}

/// One actor.
pub fn actor(ask: &Ask, id: &str) -> Result<Value, Fault> {
    let entry = ask.snapshot.whole.actor_by_id(id).ok_or_else(missing)?;
    single(ask, &Record { actors: vec![entry.clone()], ..Record::default() })
}

/// Statements.
pub fn statements(ask: &Ask) -> Result<Value, Fault> {
    piece(ask, ask.view.statements(), ask.view.part.statements.len(), |statements| Record { statements, ..Record::default() })
}

/// One statement.
pub fn statement(ask: &Ask, id: &str) -> Result<Value, Fault> {
    let entry = ask.snapshot.whole.statement(id).ok_or_else(missing)?;
    single(ask, &Record { statements: vec![entry.clone()], ..Record::default() })
}

/// Facts.
pub fn facts(ask: &Ask) -> Result<Value, Fault> {
    piece(ask, ask.view.facts(), ask.view.part.facts.len(), |facts| Record { facts, ..Record::default() })
}

/// One fact, with the sentences that it rests on.
pub fn fact(ask: &Ask, id: &str) -> Result<Value, Fault> {
    let entry = ask.snapshot.whole.fact(id).ok_or_else(missing)?;
    let mut value = single(ask, &Record { facts: vec![entry.clone()], ..Record::default() })?;
    value["sentences"] = json!(ask.house.reader().cited(&entry.evidence)?);
    Ok(value)
}

/// Moves.
pub fn moves(ask: &Ask) -> Result<Value, Fault> {
    piece(ask, ask.view.moves(), ask.view.part.moves.len(), |moves| Record { moves, ..Record::default() })
}

/// One move, with the sentences that it and its answers rest on.
pub fn one_move(ask: &Ask, id: &str) -> Result<Value, Fault> {
    let entry = ask.snapshot.whole.entry(id).ok_or_else(missing)?;
    let mut value = single(ask, &Record { moves: vec![entry.clone()], ..Record::default() })?;
    let evidence: Vec<Evidence> = entry.evidence.iter().chain(entry.answers.iter().flat_map(|a| &a.evidence)).cloned().collect();
    value["sentences"] = json!(ask.house.reader().cited(&evidence)?);
    Ok(value)
}

/// Conflicts.
pub fn conflicts(ask: &Ask) -> Result<Value, Fault> {
    piece(ask, ask.view.conflicts(), ask.view.part.conflicts.len(), |conflicts| Record { conflicts, ..Record::default() })
}

/// One conflict.
pub fn conflict(ask: &Ask, id: &str) -> Result<Value, Fault> {
    let entry = ask.snapshot.whole.conflict(id).ok_or_else(missing)?;
    single(ask, &Record { conflicts: vec![entry.clone()], ..Record::default() })
}

/// Processes.
pub fn processes(ask: &Ask) -> Result<Value, Fault> {
    let (limit, offset) = (number(ask, "limit", LIMIT, 1, MOST)?, number(ask, "offset", 0, 0, FARTHEST)?);
    let processes = ask.view.processes_left(offset, limit);
    Ok(paged(ask, ask.view.part.processes.len(), offset, limit, lines(ask, &Record { processes, ..Record::default() })))
}

/// One process.
pub fn process(ask: &Ask, id: &str) -> Result<Value, Fault> {
    let entry = ask.snapshot.whole.process(id).ok_or_else(missing)?;
    single(ask, &Record { processes: vec![entry.clone()], ..Record::default() })
}

/// What reports published since a day brought that no earlier report had.
pub fn changes(ask: &Ask) -> Result<Value, Fault> {
    let text = ask.query.get("since").ok_or_else(|| Fault::wrong("Say since when: since=2025-07-20."))?;
    let since: Date = text.parse().map_err(|_| Fault::wrong(format!("“{text}” is no day; write it as 2025-07-20.")))?;
    let view = &ask.view;
    let is_new = |day: &Option<Date>| day.is_some_and(|day| day >= since);
    let new = Record {
        reports: view.reports().filter(|r| is_new(&published(r))).cloned().collect(),
        facts: view.facts_with_days().filter(|(_, (first, _))| is_new(first)).map(|(fact, _)| fact.clone()).collect(),
        moves: view.moves_with_days().filter(|(_, first, _)| is_new(first)).map(|(entry, ..)| entry.clone()).collect(),
        conflicts: view.conflicts().filter(|c| c.values.iter().any(|v| is_new(&view.first_reported(&v.evidence)))).cloned().collect(),
        ..Record::default()
    };
    let answers = view.moves_with_days().flat_map(|(m, _, days)| m.answers.iter().zip(days).map(move |(a, day)| (m, a, day)));
    let answers: Vec<Value> = answers
        .filter(|(_, _, day)| is_new(day))
        .map(|(m, a, _)| json!({ "move": m.id, "by": a.by, "answer": a.answer, "condition": a.condition }))
        .collect();
    Ok(json!({ "since": since, "new": lines(ask, &new), "answers": answers }))
}

/// Search over everything, under the filters: reports with their sentences, and entries of the record.
pub fn search(ask: &Ask) -> Result<Value, Fault> {
    let words = ask.query.get("q").ok_or_else(|| Fault::wrong("Say what to look for: q=ceasefire."))?;
    let limit = number(ask, "limit", LIMIT, 1, MOST)?;
    let (found, total) = search::reports(ask, words, limit)?;
    let items: Vec<Value> = found
        .iter()
        .map(|report| {
            let sentences: Vec<Value> = report.sentences.iter().map(|s| json!({ "sentence": s.sentence, "text": s.text })).collect();
            json!({ "report": report.report, "title": report.title, "outlet": report.outlet, "published": report.published, "score": report.score, "sentences": sentences })
        })
        .collect();
    let Entries { actors, moves, facts, statements } = search::entries(ask, words);
    let totals =
        json!({ "reports": total, "actors": actors.len(), "moves": moves.len(), "facts": facts.len(), "statements": statements.len() });
    let actors = lines(ask, &Record { actors: actors.into_iter().take(limit).cloned().collect(), ..Record::default() });
    let moves = lines(ask, &Record { moves: moves.into_iter().take(limit).cloned().collect(), ..Record::default() });
    let facts = lines(ask, &Record { facts: facts.into_iter().take(limit).cloned().collect(), ..Record::default() });
    let statements = lines(ask, &Record { statements: statements.into_iter().take(limit).cloned().collect(), ..Record::default() });
    Ok(
        json!({ "query": words, "totals": totals, "items": items, "actors": actors, "moves": moves, "facts": facts, "statements": statements }),
    )
}

/// Rulings with their standing.
pub fn rulings(ask: &Ask) -> Result<Value, Fault> {
    let entries = &ask.snapshot.rulings;
    let (limit, offset) = (number(ask, "limit", LIMIT, 1, MOST)?, number(ask, "offset", 0, 0, FARTHEST)?);
    let items = entries.iter().skip(offset).take(limit).map(|entry| json!(entry)).collect();
    Ok(paged(ask, entries.len(), offset, limit, items))
}
