//! Facts that ask for an answer, with their answers, and who still owes one.

mod answers;
mod asked;
mod closing;
mod wording;

use crate::Source;
use crate::facts::{Cluster, Item, add_doubt, of_reports};
pub use answers::assign;
pub use closing::{CLOSED_BY, IN_PRINCIPLE, MET, SUPERSEDED_BY, as_of, close, state_on};
use model::{AnswerEntry, AnswerKind, ClaimKind, Doubt, FieldKey, Link, Move, Stage, Stance, Status};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// Makes the moves, and links each answer's fact to its move.
pub fn moves(sources: &[Source<'_>], items: &[Item<'_>], clusters: &mut [Cluster]) -> Vec<Move> {
    let of_report = of_reports(items, clusters);
    let at: Vec<usize> = (0..clusters.len()).filter(|&c| is_move(items, clusters, &of_report, c)).collect();
    // Answers carry the first claim of the group that they answer.
    let by_first: BTreeMap<usize, usize> = at.iter().flat_map(|&m| clusters[m].items.iter().map(move |&i| (i, m))).collect();
    let mut answers: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for c in 0..clusters.len() {
        let Some(&m) = clusters[c].items.iter().find_map(|&i| by_first.get(&items[i].answers?)) else { continue };
        answers.entry(m).or_default().push(c);
        let to = clusters[m].fact.id.clone();
        clusters[c].fact.links.push(Link { relation: "answers".to_owned(), to });
    }
    let of = |m: usize| answers.get(&m).map_or(&[][..], Vec::as_slice);
    let made: Vec<Move> = at.par_iter().map(|&m| make(sources, items, clusters, m, of(m))).collect();
    // An offer of which no report says what is offered, and to which nobody answered.
    for (entry, &m) in made.iter().zip(&at) {
        let told = clusters[m].items.iter().any(|&i| items[i].claim.fields.get(FieldKey::Content).is_some());
        if !told && entry.answers.is_empty() {
            add_doubt(&mut clusters[m], Doubt::Bare);
        }
        // Where the models are of two minds, an answer speaks for a move.
        if entry.answers.is_empty() && clusters[m].fact.doubts.contains(&Doubt::Undecided) {
            add_doubt(&mut clusters[m], Doubt::Doubtful);
        }
    }
    // "Its demands" alone, which nobody answered, tells a reader nothing to act on; the fact stays.
    made.into_iter().filter(|m| !m.answers.is_empty() || !wording::says_nothing(&m.content, &m.by, &m.to)).collect()
}

/// Whether a fact is a move to be shown: one that asks for something, of a known author (or a proposal), and no mere headline of another move.
fn is_move(items: &[Item<'_>], clusters: &[Cluster], of_report: &BTreeMap<usize, BTreeSet<usize>>, c: usize) -> bool {
    let cluster = &clusters[c];
    let fact = &cluster.fact;
    if !fact.kind.is_move() || fact.status == Status::Refused {
        return false;
    }
    let mine = || cluster.items.iter().map(|&i| &items[i]);
    if fact.kind != ClaimKind::Proposal && mine().all(|i| i.by.is_empty()) {
        return false;
    }
    let heading = mine().all(|i| i.heading);
    let told = |other: &Cluster| {
        let body = |j: &&Item<'_>| !j.heading && j.is_move() && mine().any(|i| i.report == j.report && (i.by.is_empty() || i.by == j.by));
        other.fact.kind.is_move() && other.items.iter().map(|&j| &items[j]).any(|j| body(&j))
    };
    let beside = || mine().filter_map(|i| of_report.get(&i.report)).flatten();
    !heading || !beside().any(|&o| o != c && told(&clusters[o]))
}

fn stage(m: &Item<'_>) -> Stage {
    let given = m.claim.fields.text(FieldKey::Stage).and_then(Stage::parse);
    given.unwrap_or(if m.claim.status == Status::Planned && m.claim.kind != ClaimKind::Pledge { Stage::Intended } else { Stage::Stated })
}

fn make(sources: &[Source<'_>], items: &[Item<'_>], clusters: &[Cluster], at: usize, answers: &[usize]) -> Move {
    let cluster = &clusters[at];
    let fact = &cluster.fact;
    let mine: Vec<&Item<'_>> = cluster.items.iter().map(|&i| &items[i]).collect();
    let union = |of: for<'i> fn(&'i Item<'i>) -> &'i BTreeSet<String>| -> Vec<String> {
        // What most claims say; a lone other name is no second author.
        let mut counts: BTreeMap<&String, u32> = BTreeMap::new();
        for name in mine.iter().flat_map(|i| of(i)) {
            *counts.entry(name).or_default() += 1;
        }
        counts.into_keys().cloned().collect()
    };
    let (mut by, mut to) = (union(|i| &i.by), union(|i| &i.to));
    to.retain(|side| !by.contains(side));
    // "Accepted a truce proposed by Borduria" names the author of a proposal that is told without one; who answered was asked.
    let replies = || answers.iter().flat_map(|&c| &clusters[c].items).map(|&i| &items[i]);
    if by.is_empty() {
        by = replies().flat_map(|i| &i.to).collect::<BTreeSet<_>>().into_iter().cloned().collect();
    }
    if to.is_empty() && !by.is_empty() {
        let asked: BTreeSet<&String> = replies().flat_map(|i| &i.by).filter(|side| !by.contains(side)).collect();
        to = asked.into_iter().cloned().collect();
    }
    let stage = mine
        .iter()
        .filter(|i| !i.heading)
        .map(|i| stage(i))
        .max()
        .unwrap_or_else(|| mine.iter().map(|i| stage(i)).max().unwrap_or(Stage::Stated));
    let published =
        mine.iter().filter_map(|i| sources[i.report].reading.article.published.as_ref()).map(|p| p.envelope.earliest).max().flatten();
    let ahead = fact.envelope.latest.is_some_and(|d| published.is_some_and(|p| d >= p)) && mine.iter().any(|i| i.time.is_some());
    // What was asked for a day that has passed since: an invitation to meet on the next Monday.
    let behind =
        mine.iter().any(|i| i.made.zip(i.time).is_some_and(|(made, time)| made.latest.zip(time.earliest).is_some_and(|(m, t)| m < t)));
    let mut entries: Vec<AnswerEntry> = Vec::new();
    for &c in answers {
        for &i in &clusters[c].items {
            let (item, claim) = (&items[i], items[i].claim);
            let Some(answer) = claim.answer.or_else(|| claim.fields.text(FieldKey::Answer).and_then(AnswerKind::parse)) else { continue };
            let evidence = model::Evidence {
                report: sources[item.report].id.to_owned(),
                sentence: claim.sentence,
                span: claim.span,
                stance: if item.heading { Stance::Repeats } else { Stance::Supports },
            };
            let envelope = item.time.or(item.vague).unwrap_or_default();
            let parties: Vec<String> = match item.by.is_empty() {
                true if to.len() == 1 => to.clone(),
                true => Vec::new(),
                // Nobody answers himself, and a name that strayed into the answer is no second voice beside an addressee's.
                false => {
                    let others = || item.by.iter().filter(|side| !by.contains(side));
                    let asked: Vec<String> = others().filter(|side| to.contains(side)).cloned().collect();
                    if asked.is_empty() { others().cloned().collect() } else { asked }
                }
            };
            for by in parties {
                match entries.iter_mut().find(|e| e.by == by && e.answer == answer) {
                    Some(e) => {
                        e.evidence.push(evidence.clone());
                        e.envelope = if e.envelope.is_open() { envelope } else { e.envelope.narrow(envelope).unwrap_or(e.envelope) };
                        e.condition = e.condition.take().or_else(|| claim.fields.text(FieldKey::Condition).map(str::to_owned));
                    }
                    None => entries.push(AnswerEntry {
                        by,
                        answer,
                        condition: claim.fields.text(FieldKey::Condition).map(str::to_owned),
                        envelope,
                        evidence: vec![evidence.clone()],
                    }),
                }
            }
        }
    }
    // Silence ends with the first word.
    let spoken: BTreeSet<String> = entries.iter().filter(|e| e.answer != AnswerKind::NoneYet).map(|e| e.by.clone()).collect();
    entries.retain(|e| e.answer != AnswerKind::NoneYet || !spoken.contains(&e.by));
    for e in &mut entries {
        e.evidence.sort();
        e.evidence.dedup();
    }
    entries.sort_by(|a, b| (&a.by, a.envelope.latest, a.answer).cmp(&(&b.by, b.envelope.latest, b.answer)));
    let silent = |side: &String| entries.iter().any(|e| &e.by == side && e.answer == AnswerKind::NoneYet);
    let owes = to.iter().filter(|side| {
        let said: Vec<AnswerKind> = entries.iter().filter(|e| &e.by == *side).map(|e| e.answer).collect();
        let pending = said.iter().all(|a| a.leaves_owing());
        pending
            && (stage == Stage::Delivered
                && fact.kind != ClaimKind::Pledge
                && (silent(side) || said.is_empty() && fact.kind != ClaimKind::Ultimatum)
                || !said.is_empty())
    });
    let owes: Vec<String> = owes.cloned().collect();
    let closed = !to.is_empty() && to.iter().all(|side| entries.iter().any(|e| &e.by == side && e.answer.closes()));
    let named: Vec<&str> = replies().flat_map(|i| i.claim.fields.texts(FieldKey::To)).collect();
    let content = wording::content(sources, &mine, fact.kind, &named, &by, &to);
    // "Its demands" alone, which nobody answered, is dropped; "its counteroffer" is told by its sentence.
    let dropped = entries.is_empty() && wording::says_nothing(&content, &by, &to);
    let content = if dropped { content } else { wording::or_sentence(content, sources, &mine) };
    let state = match stage {
        Stage::Withdrawn => "withdrawn",
        Stage::Lapsed => "lapsed",
        // "Agreed on wages and suspended the strike": nobody waits for what is told as done.
        _ if fact.kind == ClaimKind::Pledge && wording::is_done(&content) => "closed",
        _ if fact.kind == ClaimKind::Ultimatum => "running",
        _ if closed => "closed",
        _ => "open",
    };
    Move {
        id: fact.id.clone(),
        kind: fact.kind,
        by,
        to,
        content,
        track: track(&mine).map(str::to_owned),
        stage,
        // The term of an ultimatum is its term also when it has passed.
        due: (ahead && !beyond(sources, &mine) || behind || fact.kind == ClaimKind::Ultimatum && mine.iter().any(|i| i.time.is_some()))
            .then_some(fact.envelope),
        condition: fact.fields.text(FieldKey::Condition).map(str::to_owned),
        answers: entries,
        owes,
        state: state.to_owned(),
        evidence: fact.evidence.clone(),
        reports: fact.reports,
        roots: fact.roots,
    }
}

/// Whether the only time of a move is one that it goes beyond: "ready to talk beyond the deadline of 7 August".
fn beyond(sources: &[Source<'_>], claims: &[&Item<'_>]) -> bool {
    let mut timed = claims.iter().filter(|i| i.time.is_some()).peekable();
    let past = |i: &Item<'_>| {
        let reading = sources[i.report].reading;
        let expression = i.claim.time.as_ref().and_then(|t| reading.times.get(t.expression? as usize));
        let before = expression.and_then(|e| reading.article.text.get(i.claim.span.start as usize..e.span.start as usize)).unwrap_or("");
        let mut near = before.split_whitespace().rev().take(4);
        near.any(|word| matches!(word, "beyond" | "past" | "after"))
    };
    timed.peek().is_some() && timed.all(|i| past(i))
}

/// The topic of most claims outside headings; the first where several are.
fn track(claims: &[&Item<'_>]) -> Option<&'static str> {
    let body = claims.iter().any(|i| !i.heading && i.topic.is_some());
    let topics: Vec<&'static str> = claims.iter().filter(|i| !body || !i.heading).filter_map(|i| i.topic).collect();
    let count = |t: &str| topics.iter().filter(|o| **o == t).count();
    topics.iter().enumerate().max_by_key(|(at, t)| (count(t), std::cmp::Reverse(*at))).map(|(_, t)| *t)
}
