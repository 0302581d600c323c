//! Facts that ask for an answer, with their answers, and who still owes one.

use crate::Source;
use crate::actors::Cast;
use crate::copies::Graph;
use crate::facts::{Cluster, EPISODE, Item, context, episode_apart, topic};
use crate::words::{overlap, stems};
use model::{AnswerEntry, AnswerKind, ClaimKind, Envelope, FieldKey, Link, Move, Stage, Stance, Status};
use std::collections::{BTreeMap, BTreeSet};

/// Makes the moves, and links each answer's fact to its move.
pub fn moves(sources: &[Source<'_>], items: &[Item<'_>], cast: &Cast, graph: &Graph, clusters: &mut [Cluster]) -> Vec<Move> {
    let at: Vec<usize> =
        (0..clusters.len()).filter(|&c| clusters[c].fact.kind.is_move() && clusters[c].fact.status != Status::Refused).collect();
    let mut answers: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for c in 0..clusters.len() {
        if clusters[c].fact.kind != ClaimKind::Answer {
            continue;
        }
        // Every claim votes for the move that it answers; copies vote with their root, once.
        let mut votes: BTreeMap<usize, f64> = BTreeMap::new();
        for &i in &clusters[c].items {
            for &m in &at {
                let best = clusters[m].items.iter().filter_map(|&j| answers_to(sources, graph, items, i, j)).fold(0.0, f64::max);
                if best > 0.0 {
                    let vote = votes.entry(m).or_default();
                    *vote = vote.max(best);
                }
            }
        }
        let best = votes.into_iter().max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)));
        if let Some((m, score)) = best
            && score >= 0.6
        {
            answers.entry(m).or_default().push(c);
            let to = clusters[m].fact.id.clone();
            clusters[c].fact.links.push(Link { relation: "answers".to_owned(), to });
        }
    }
    at.iter().map(|&m| make(sources, items, cast, clusters, m, answers.get(&m).map_or(&[][..], Vec::as_slice))).collect()
}

/// How well answer `i` fits move claim `j`; `None` where it cannot be one.
fn answers_to(sources: &[Source<'_>], graph: &Graph, items: &[Item<'_>], i: usize, j: usize) -> Option<f64> {
    let (a, m) = (&items[i], &items[j]);
    let same = a.report == m.report;
    if !a.by.is_empty() && a.by == m.by
        || !same && episode_apart(sources, a.report, m.report, EPISODE) && !context(sources, graph, a, m).siblings
    {
        return None;
    }
    let mut score = if same { 0.3 } else { 0.0 };
    if !a.by.is_disjoint(&m.to) {
        score += 0.35;
    } else if !m.to.is_empty() && !a.by.is_empty() {
        score -= 0.3;
    }
    if !a.to.is_disjoint(&m.by) {
        score += 0.2;
    } else if !a.to.is_empty() && !m.by.is_empty() {
        score -= 0.3;
    }
    let to = a.claim.fields.texts(FieldKey::To).join(" ");
    let named = topic(&to, false).or(if to.is_empty() { a.topic } else { None });
    if named.is_some() && named == m.topic {
        score += 0.35;
    } else if let (Some(x), Some(y)) = (named, m.topic) {
        let meeting = |t: &str| t == "talks" || t == crate::facts::LEADERS_MEETING;
        score += if meeting(x) && meeting(y) { 0.1 } else { -0.3 };
    }
    let words = stems(&to);
    if !words.is_empty() {
        score += 0.4 * overlap(&words, &m.content).1.max(overlap(&words, &m.words).0);
    }
    let lower = to.to_lowercase();
    let is = |words: &[&str], kind: ClaimKind| m.claim.kind == kind && words.iter().any(|w| lower.contains(w));
    if is(&["ultimatum", "deadline", "threat"], ClaimKind::Ultimatum)
        || is(&["demand", "terms", "condition"], ClaimKind::Demand)
        || is(&["offer", "proposal", "invitation", "initiative"], ClaimKind::Proposal)
    {
        score += 0.3;
    }
    if same {
        // The nearest before it, or in the same sentence.
        let distance = i64::from(a.claim.sentence) - i64::from(m.claim.sentence);
        score += match distance {
            0 => 0.25,
            1..=8 => 0.2 - 0.02 * distance as f64,
            _ => -0.05,
        };
    } else if matches!((a.time, m.time), (Some(x), Some(y)) if x.latest < y.earliest.and_then(|d| d.checked_sub(jiff::Span::new().days(60)).ok()))
    {
        return None;
    }
    // Silence is told of what was handed over.
    if a.claim.answer == Some(AnswerKind::NoneYet) && stage(m) == Stage::Delivered {
        score += 0.25;
    }
    // Who promises waits for no answer.
    if m.claim.kind == ClaimKind::Pledge {
        score -= 0.3;
    }
    Some(score)
}

fn stage(m: &Item<'_>) -> Stage {
    let given = m.claim.fields.text(FieldKey::Stage).and_then(Stage::parse);
    given.unwrap_or(if m.claim.status == Status::Planned && m.claim.kind != ClaimKind::Pledge { Stage::Intended } else { Stage::Stated })
}

fn make(sources: &[Source<'_>], items: &[Item<'_>], cast: &Cast, clusters: &[Cluster], at: usize, answers: &[usize]) -> Move {
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
    let (by, to) = (union(|i| &i.by), union(|i| &i.to));
    let stage = mine
        .iter()
        .filter(|i| !i.heading)
        .map(|i| stage(i))
        .max()
        .unwrap_or_else(|| mine.iter().map(|i| stage(i)).max().unwrap_or(Stage::Stated));
    let published =
        mine.iter().filter_map(|i| sources[i.report].reading.article.published.as_ref()).map(|p| p.envelope.earliest).max().flatten();
    let ahead = fact.envelope.latest.is_some_and(|d| published.is_some_and(|p| d >= p)) && mine.iter().any(|i| i.time.is_some());
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
            let parties: Vec<String> = if item.by.is_empty() && to.len() == 1 { to.clone() } else { item.by.iter().cloned().collect() };
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
    let state = match stage {
        Stage::Withdrawn => "withdrawn",
        Stage::Lapsed => "lapsed",
        _ if fact.kind == ClaimKind::Ultimatum => "running",
        _ if closed => "closed",
        _ => "open",
    };
    let content = fact.fields.texts(FieldKey::Content).join("; ");
    let founder = mine.iter().find(|i| !i.heading).or(mine.first());
    let words = || founder.map(|i| i.claim.span.of(&sources[i.report].reading.article.text).to_owned()).unwrap_or_default();
    let _ = cast;
    Move {
        id: fact.id.clone(),
        kind: fact.kind,
        by,
        to,
        content: if content.is_empty() { words() } else { content },
        track: mine.iter().find_map(|i| i.topic).map(str::to_owned),
        stage,
        due: ahead.then_some(fact.envelope),
        condition: fact.fields.text(FieldKey::Condition).map(str::to_owned),
        answers: entries,
        owes,
        state: state.to_owned(),
        evidence: fact.evidence.clone(),
        reports: fact.reports,
        roots: fact.roots,
    }
}

/// The state of a move on a day: a term that passed unanswered has lapsed.
pub fn state_on(entry: &Move, date: jiff::civil::Date) -> &str {
    let over = entry.due.and_then(|d: Envelope| d.latest).is_some_and(|d| d < date);
    if over && matches!(entry.state.as_str(), "open" | "running") { "lapsed" } else { &entry.state }
}
