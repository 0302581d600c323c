//! Rulings over the derived record. Pure: the same record and the same rulings give the same result.
//!
//! The machine's record is never changed at rest; a person's rulings are laid over it whenever it is asked for. A ruling finds its fact by
//! id; where a better reader has moved the id, by the words that the person saw: the fact that rests on the sentence with these words in the
//! report with this hash. A ruling that finds nothing is an orphan: kept, listed, without effect.

mod actors;

pub use actors::ACTORS;
use fuse::moves::{CLOSED_BY, IN_PRINCIPLE, MET, SUPERSEDED_BY};
use model::{AnswerEntry, Evidence, Fact, FieldKey, Fields, Move, Record, Ruling, RulingVerb, Stance, Status};
use std::collections::{BTreeMap, BTreeSet};

/// A ruling with what it was laid on.
#[derive(Clone, Debug, PartialEq)]
pub struct Applied {
    /// The record with the rulings over it.
    pub record: Record,
    /// Ruling number -> id of the fact that it holds for now.
    pub found: BTreeMap<i64, String>,
    /// Numbers of rulings that hold and find no fact.
    pub orphans: Vec<i64>,
}

/// Rulings that hold: not undone, in order of decision.
pub fn holding(rulings: &[Ruling]) -> Vec<&Ruling> {
    let mut undone = BTreeSet::new();
    // An undo may itself be undone: go backwards.
    for ruling in rulings.iter().rev() {
        if ruling.verb == RulingVerb::Undo
            && !undone.contains(&ruling.id)
            && let Some(target) = ruling.other.as_deref().and_then(|other| other.parse::<i64>().ok())
        {
            undone.insert(target);
        }
    }
    rulings.iter().filter(|ruling| ruling.verb != RulingVerb::Undo && !undone.contains(&ruling.id)).collect()
}

/// Lays the rulings over the record.
pub fn apply(mut record: Record, rulings: &[Ruling]) -> Applied {
    let mut found = BTreeMap::new();
    let mut orphans = Vec::new();
    for ruling in holding(rulings) {
        if actors::is_about(ruling) {
            match actors::merge(&mut record, ruling) {
                Some(kept) => drop(found.insert(ruling.id, kept)),
                None => orphans.push(ruling.id),
            }
            continue;
        }
        match locate(&record, ruling) {
            Some(at) => {
                let id = record.facts[at].id.clone();
                if lay(&mut record, ruling, at) {
                    found.insert(ruling.id, id);
                } else {
                    orphans.push(ruling.id);
                }
            }
            None => orphans.push(ruling.id),
        }
    }
    Applied { record, found, orphans }
}

/// Index of the fact that a ruling is about.
fn locate(record: &Record, ruling: &Ruling) -> Option<usize> {
    if let Some(at) = record.facts.iter().position(|fact| fact.id == ruling.fact) {
        return Some(at);
    }
    let (sha256, words) = ruling.anchor.as_ref()?;
    let report = record.reports.iter().find(|report| report.sha256 == *sha256)?;
    // The words are kept as "START-END kind words": the offsets hold as long as the text does, and the bytes of evidence never change.
    let (start, end, kind) = parse_anchor(words)?;
    let overlap = |evidence: &Evidence| {
        let from = evidence.span.start.max(start);
        evidence.span.end.min(end).saturating_sub(from)
    };
    record
        .facts
        .iter()
        .enumerate()
        .filter(|(_, fact)| kind.is_none_or(|kind| fact.kind.name() == kind))
        .filter_map(|(at, fact)| {
            let best = fact.evidence.iter().filter(|e| e.report == report.id).map(overlap).max()?;
            // More than half of the words seen then.
            (best * 2 > end.saturating_sub(start)).then_some((best, at))
        })
        .max_by_key(|&(best, at)| (best, std::cmp::Reverse(at)))
        .map(|(_, at)| at)
}

/// The text form of an anchor: where the words stood, the fact's kind, the words.
pub fn anchor_words(start: u32, end: u32, kind: &str, words: &str) -> String {
    format!("{start}-{end} {kind} {words}")
}

fn parse_anchor(words: &str) -> Option<(u32, u32, Option<&str>)> {
    let (place, rest) = words.split_once(' ')?;
    let (start, end) = place.split_once('-')?;
    Some((start.parse().ok()?, end.parse().ok()?, rest.split(' ').next()))
}

/// Lays one ruling on the fact at `at`; false where it cannot be.
fn lay(record: &mut Record, ruling: &Ruling, at: usize) -> bool {
    let mark = format!("{} by {}", past(ruling.verb), ruling.who);
    match ruling.verb {
        RulingVerb::Confirm => record.facts[at].ruling = Some(mark),
        RulingVerb::Reject => reject(record, at),
        RulingVerb::Edit => {
            edit(record, at, &ruling.patch, ruling.status);
            record.facts[at].ruling = Some(mark);
        }
        RulingVerb::Merge => {
            let Some(other) = ruling.other.as_deref().and_then(|other| record.facts.iter().position(|fact| fact.id == other)) else {
                return false;
            };
            if other == at {
                return false;
            }
            let kept = record.facts[at].id.clone();
            merge(record, at, other);
            if let Some(fact) = record.facts.iter_mut().find(|fact| fact.id == kept) {
                fact.ruling = Some(mark);
            }
        }
        RulingVerb::Split => {
            let Some(place) = ruling.other.as_deref() else { return false };
            return split(record, at, place, ruling.id, &mark);
        }
        RulingVerb::Undo => {}
    }
    true
}

fn past(verb: RulingVerb) -> &'static str {
    match verb {
        RulingVerb::Confirm => "confirmed",
        RulingVerb::Reject => "rejected",
        RulingVerb::Edit => "edited",
        RulingVerb::Merge => "merged",
        RulingVerb::Split => "split",
        RulingVerb::Undo => "undone",
    }
}

/// A rejected fact leaves the record everywhere: itself, its move, the answer that it is, the lists that name it.
fn reject(record: &mut Record, at: usize) {
    let fact = record.facts.remove(at);
    record.moves.retain(|m| m.id != fact.id);
    if fact.kind == model::ClaimKind::Answer {
        let gone: BTreeSet<_> = fact.evidence.iter().map(|e| (&e.report, e.span)).collect();
        for m in &mut record.moves {
            let before = m.answers.len();
            for answer in &mut m.answers {
                answer.evidence.retain(|e| !gone.contains(&(&e.report, e.span)));
            }
            m.answers.retain(|answer| !answer.evidence.is_empty());
            if m.answers.len() != before {
                // What only an answer had closed waits again.
                let settled = record.facts.iter().any(|f| f.id == m.id && f.links.iter().any(|l| closes(&l.relation)));
                if m.state == "closed" && !settled {
                    m.state = "open".to_owned();
                }
                owe(m);
            }
        }
    }
    reopen(record, &fact.id);
    forget(record, &fact.id, None);
}

/// Whether a link of this relation closes the move of its fact.
fn closes(relation: &str) -> bool {
    matches!(relation, CLOSED_BY | SUPERSEDED_BY | MET)
}

/// The moves that a fact had closed, by agreement or by being put in their place, wait again.
fn reopen(record: &mut Record, gone: &str) {
    let closing = |link: &model::Link| link.to == gone && (closes(&link.relation) || link.relation == IN_PRINCIPLE);
    let closed: BTreeSet<&str> = record.facts.iter().filter(|f| f.links.iter().any(closing)).map(|f| f.id.as_str()).collect();
    for m in record.moves.iter_mut().filter(|m| closed.contains(m.id.as_str())) {
        if m.state == "closed" {
            m.state = if m.kind == model::ClaimKind::Ultimatum { "running" } else { "open" }.to_owned();
        }
        if m.stage == model::Stage::Superseded {
            m.stage = model::Stage::Stated;
        }
        owe(m);
    }
}

/// Takes an id out of the lists that name it, or puts another in its place.
fn forget(record: &mut Record, id: &str, instead: Option<&str>) {
    for fact in &mut record.facts {
        match instead {
            Some(other) => fact.links.iter_mut().filter(|link| link.to == id).for_each(|link| link.to = other.to_owned()),
            None => fact.links.retain(|link| link.to != id),
        }
    }
    let replace = |ids: &mut Vec<String>| {
        let had = ids.iter().any(|other| other == id);
        ids.retain(|other| other != id);
        if let Some(other) = instead
            && had
            && !ids.iter().any(|known| known == other)
        {
            ids.push(other.to_owned());
        }
    };
    record.conflicts.iter_mut().for_each(|conflict| replace(&mut conflict.facts));
    record.processes.iter_mut().for_each(|process| replace(&mut process.facts));
}

fn edit(record: &mut Record, at: usize, patch: &Fields, status: Option<Status>) {
    let fact = &mut record.facts[at];
    for (key, value) in patch.iter() {
        fact.fields.set(key, value.clone());
    }
    if let Some(status) = status {
        fact.status = status;
    }
    let (id, fields) = (fact.id.clone(), fact.fields.clone());
    if let Some(m) = record.moves.iter_mut().find(|m| m.id == id) {
        for (key, _) in patch.iter() {
            let texts = || fields.texts(key).into_iter().map(str::to_owned).collect::<Vec<_>>();
            match key {
                FieldKey::Proposer | FieldKey::By => m.by = texts(),
                FieldKey::Addressee | FieldKey::Target => {
                    m.to = texts();
                    owe(m);
                }
                FieldKey::Content => m.content = texts().join("; "),
                FieldKey::Condition => m.condition = fields.text(key).map(str::to_owned),
                FieldKey::Stage => m.stage = fields.text(key).and_then(model::Stage::parse).unwrap_or(m.stage),
                _ => {}
            }
        }
    }
}

fn merge(record: &mut Record, at: usize, other: usize) {
    let gone = record.facts[other].clone();
    let fact = &mut record.facts[at];
    fact.evidence.extend(gone.evidence.iter().cloned());
    fact.evidence.sort();
    fact.evidence.dedup();
    fact.envelope = fact.envelope.narrow(gone.envelope).unwrap_or_else(|| fact.envelope.hull(gone.envelope));
    for (key, value) in gone.fields.iter() {
        if fact.fields.get(key).is_none() {
            fact.fields.set(key, value.clone());
        }
    }
    let kept = fact.id.clone();
    record.facts.remove(other);
    count(record, &kept);
    if let Some(from) = record.moves.iter().position(|m| m.id == gone.id) {
        let from = record.moves.remove(from);
        if let Some(m) = record.moves.iter_mut().find(|m| m.id == kept) {
            m.answers.extend(from.answers);
            dedup(&mut m.answers);
            owe(m);
        }
    }
    forget(record, &gone.id, Some(&kept));
}

fn dedup(answers: &mut Vec<AnswerEntry>) {
    let mut seen: Vec<AnswerEntry> = Vec::new();
    for answer in answers.drain(..) {
        match seen.iter_mut().find(|s| s.by == answer.by && s.answer == answer.answer) {
            Some(same) => {
                same.evidence.extend(answer.evidence);
                same.evidence.sort();
                same.evidence.dedup();
            }
            None => seen.push(answer),
        }
    }
    *answers = seen;
}

/// The evidence at `place` ("REPORT:SENTENCE") leaves the fact for one of its own.
fn split(record: &mut Record, at: usize, place: &str, ruling: i64, mark: &str) -> bool {
    let Some((report, sentence)) = place.rsplit_once(':').and_then(|(r, s)| Some((r.to_owned(), s.parse::<u32>().ok()?))) else {
        return false;
    };
    let leaves = |e: &Evidence| e.report == report && e.sentence == sentence;
    let fact = &mut record.facts[at];
    let (going, staying): (Vec<Evidence>, Vec<Evidence>) = fact.evidence.iter().cloned().partition(leaves);
    if going.is_empty() || staying.is_empty() {
        return false;
    }
    fact.evidence = staying;
    fact.ruling = Some(mark.to_owned());
    let id = fact.id.clone();
    let own = Fact { id: format!("{id}.s{ruling}"), evidence: going, links: Vec::new(), ..fact.clone() };
    let (own_id, process) = (own.id.clone(), own.process.clone());
    let moved = record.moves.iter().find(|m| m.id == id).map(|m| Move {
        id: own_id.clone(),
        evidence: own.evidence.clone(),
        answers: Vec::new(),
        owes: m.to.clone(),
        ..m.clone()
    });
    record.facts.insert(at + 1, own);
    record.moves.extend(moved);
    count(record, &id);
    count(record, &own_id);
    if let Some(process) = record.processes.iter_mut().find(|p| Some(&p.id) == process.as_ref()) {
        process.facts.push(own_id);
    }
    true
}

/// Counts a fact's reports and independent roots again.
fn count(record: &mut Record, id: &str) {
    let roots: BTreeMap<&str, &str> = record.reports.iter().map(|r| (r.id.as_str(), r.root.as_str())).collect();
    let Some(fact) = record.facts.iter_mut().find(|fact| fact.id == id) else { return };
    let reports: BTreeSet<&str> = fact.evidence.iter().filter(|e| e.stance == Stance::Supports).map(|e| e.report.as_str()).collect();
    let distinct: BTreeSet<&str> = reports.iter().map(|report| roots.get(report).copied().unwrap_or(report)).collect();
    fact.reports = reports.len() as u32;
    fact.roots = distinct.len() as u32;
    if let Some(m) = record.moves.iter_mut().find(|m| m.id == id) {
        m.evidence = fact.evidence.clone();
        (m.reports, m.roots) = (fact.reports, fact.roots);
    }
}

/// Who still owes an answer: each addressee without one, or whose last one leaves it owing; nobody where the move waits for none any more.
fn owe(m: &mut Move) {
    if matches!(m.state.as_str(), "closed" | "withdrawn" | "lapsed") {
        m.owes.clear();
        return;
    }
    m.owes =
        m.to.iter()
            .filter(|to| m.answers.iter().rfind(|answer| answer.by == **to).is_none_or(|answer| answer.answer.leaves_owing()))
            .cloned()
            .collect();
}
