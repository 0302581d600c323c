//! Which move an answer answers. Limits first: nobody answers his own move, one to whom a move was not put answers it only where the words name it,
//! nobody answers before a move is known. Then a score over party, topic, words and nearness.

use super::asked::{Asked, Directory};
use crate::Source;
use crate::facts::{Item, LEADERS_MEETING, topic};
use crate::nearness::{EPISODE, Nearness, distinct};
use crate::words::stem_set;
use model::{AnswerKind, ClaimKind, Envelope, FieldKey};
use std::collections::BTreeMap;

/// Least score at which an answer is joined to a move.
const ANSWERS: f64 = 0.6;

/// An answer's words for what it answers.
struct Reply<'i, 'r> {
    item: &'i Item<'r>,
    /// The words that the reader gives for the move, in lower case.
    to: String,
    stems: Vec<u64>,
    topic: Option<&'static str>,
    /// Those words stand in the claim's own sentence; else the reader took them from an earlier one.
    own: bool,
    /// The kinds of move that the claim's words can mean ("the ultimatum").
    kinds: Vec<ClaimKind>,
}

/// For each claim that is an answer, the first claim of the group of claims that it answers. `groups` are those of the moves.
pub fn assign(sources: &[Source<'_>], items: &[Item<'_>], nearness: &Nearness<'_>, groups: &[Vec<usize>]) -> BTreeMap<usize, usize> {
    let asked: Vec<Asked<'_, '_>> = groups.iter().filter_map(|g| Asked::of(sources, items, nearness, g)).collect();
    let directory = Directory::new(nearness, &asked);
    let mut chosen: BTreeMap<usize, (usize, f64)> = BTreeMap::new();
    // The answer before this one in the same report: who goes on answering goes on about the same.
    let mut last: Option<(usize, usize)> = None;
    for (i, item) in items.iter().enumerate() {
        if item.claim.kind != ClaimKind::Answer || item.unreal {
            continue;
        }
        let reply = reply(sources, item);
        let before = last.filter(|&(j, _)| follows(items, j, i));
        let mut best: Option<(f64, usize)> = None;
        for (m, origin) in directory.near(nearness, item) {
            let Some(mut score) = fit(sources, nearness, &reply, &asked[m], origin) else { continue };
            if before.is_some_and(|(_, to)| to == m) && !reply.own {
                score += 0.5;
            }
            if best.is_none_or(|(b, _)| score > b) {
                best = Some((score, m));
            }
        }
        last = None;
        if let Some((score, m)) = best
            && score >= ANSWERS
        {
            chosen.insert(i, (m, score));
            last = Some((i, m));
        }
    }
    agree(items, nearness, &mut chosen);
    chosen.into_iter().map(|(i, (m, _))| (i, asked[m].first)).collect()
}

/// Whether answer `i` stands at most a sentence behind answer `j` and is of the same side.
fn follows(items: &[Item<'_>], j: usize, i: usize) -> bool {
    let (a, b) = (&items[j], &items[i]);
    a.report == b.report && b.claim.sentence.saturating_sub(a.claim.sentence) <= 1 && (a.by == b.by || b.by.is_empty())
}

/// Copies of one answer answer one move: the one that fits best over all of them.
fn agree(items: &[Item<'_>], nearness: &Nearness<'_>, chosen: &mut BTreeMap<usize, (usize, f64)>) {
    let mut of_report: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for &i in chosen.keys() {
        of_report.entry(items[i].report).or_default().push(i);
    }
    let mut better = chosen.clone();
    for &i in chosen.keys() {
        let a = &items[i];
        let told = nearness.siblings(a.report).iter().filter_map(|s| of_report.get(&s.other)).flatten().copied();
        let copy = |&j: &usize| {
            let b = &items[j];
            nearness.aligned(a.place(), b.place()) && a.by == b.by && a.claim.answer == b.claim.answer
        };
        let mut sums: BTreeMap<usize, f64> = BTreeMap::new();
        for j in distinct(told.filter(copy).chain([i])) {
            *sums.entry(chosen[&j].0).or_default() += chosen[&j].1;
        }
        let best = sums.into_iter().max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)));
        if let Some((m, _)) = best {
            better.insert(i, (m, chosen[&i].1));
        }
    }
    *chosen = better;
}

fn reply<'i, 'r>(sources: &[Source<'_>], item: &'i Item<'r>) -> Reply<'i, 'r> {
    let reading = sources[item.report].reading;
    let text = &reading.article.text;
    let to = item.claim.fields.texts(FieldKey::To).join(" ");
    let sentence = reading.sentences.get(item.claim.sentence as usize).map_or("", |s| s.span.of(text));
    let own = !to.is_empty() && sentence.contains(to.as_str());
    let words = item.claim.span.of(text).to_lowercase();
    let lower = to.to_lowercase();
    // Where the reader took the words from elsewhere, those of the claim itself are surer.
    let named = if own { format!("{lower} {words}") } else { words };
    let has = |list: &[&str]| list.iter().any(|w| named.contains(w));
    let mut kinds = Vec::new();
    if has(&["ultimatum", "deadline", "threat"]) {
        kinds.push(ClaimKind::Ultimatum);
    }
    if has(&["demand", "terms", "condition"]) {
        kinds.push(ClaimKind::Demand);
    }
    if has(&["offer", "proposal", "proposed", "invitation", "initiative", " plan"]) {
        kinds.push(ClaimKind::Proposal);
    }
    let about = topic(&to, false).or(if to.is_empty() || !own { item.topic } else { None });
    Reply { item, stems: stem_set(&to), topic: about, to: lower, own, kinds }
}

/// How well an answer fits a move; `None` where it cannot be one. `origin`: the move is told in the answer's report, or in one of the same origin.
fn fit(sources: &[Source<'_>], nearness: &Nearness<'_>, reply: &Reply<'_, '_>, asked: &Asked<'_, '_>, origin: bool) -> Option<f64> {
    let a = reply.item;
    let mut others = a.by.iter().filter(|side| !asked.by.contains(*side)).peekable();
    if others.peek().is_none() && !a.by.is_empty() {
        return None;
    }
    if !a.to.is_empty() && !asked.by.is_empty() && a.to.is_disjoint(&asked.by) {
        return None;
    }
    let same = asked.in_report(a.report);
    let sibling = origin && same.is_empty();
    // Told elsewhere, it must be tied by a party or by the story: "rejected the offer" is said in every negotiation.
    let tied = || !a.by.is_disjoint(&asked.to) || !a.to.is_disjoint(&asked.by) || asked.stories.contains(&nearness.story_number(a.report));
    if same.is_empty() && !sibling && !(tied() && in_time(sources, nearness, a, asked)) {
        return None;
    }
    if matches!((a.time, asked.known.earliest), (Some(t), Some(from)) if t.latest.is_some_and(|l| l < from)) {
        return None;
    }
    if a.by.is_empty() && same.is_empty() {
        return None;
    }
    // How much of the answer's own words for the move are the move's.
    let words = || if reply.stems.is_empty() { 0.0 } else { asked.words(&reply.stems) };
    let kind = reply.kinds.contains(&asked.kind);
    let mut score = if same.is_empty() { if sibling { 0.1 } else { 0.0 } } else { 0.3 };
    if others.any(|side| asked.to.contains(side)) {
        score += 0.35;
    } else if !asked.to.is_empty() && !a.by.is_empty() {
        // It was put to others: only words that name this very move tie it.
        let named = !a.to.is_disjoint(&asked.by) && kind || reply.own && reply.stems.len() >= 2 && !same.is_empty() && words() >= 0.75;
        if !named {
            return None;
        }
        score -= 0.2;
    }
    if !a.to.is_disjoint(&asked.by) {
        score += 0.2;
    }
    let meeting = |t: &str| t == "talks" || t == LEADERS_MEETING;
    match reply.topic {
        Some(t) if asked.topics.contains(t) => score += if reply.own || reply.to.is_empty() { 0.35 } else { 0.2 },
        Some(t) if meeting(t) && asked.topics.iter().any(|o| meeting(o)) => score += 0.1,
        Some(_) if !asked.topics.is_empty() && !kind && reply.own => return None,
        Some(_) if !asked.topics.is_empty() => score -= 0.2,
        _ => {}
    }
    score += if reply.own { 0.4 } else { 0.25 } * words();
    if kind {
        score += 0.3;
    } else if !reply.kinds.is_empty() {
        score -= 0.3;
    }
    // The nearest before it, or in the same sentence.
    let near = same.iter().map(|m| match i64::from(a.claim.sentence) - i64::from(m.claim.sentence) {
        0 => 0.25,
        d @ 1..=8 => 0.2 - 0.02 * d as f64,
        _ => -0.05,
    });
    score += near.fold(if same.is_empty() { 0.0 } else { -0.05 }, f64::max);
    if a.claim.answer == Some(AnswerKind::NoneYet) && asked.delivered {
        // Silence is told of what was handed over.
        score += if reply.own { 0.3 } else { 0.6 };
    }
    if asked.kind == ClaimKind::Pledge && !kind {
        // Who promises waits for no answer.
        score -= 0.4;
    }
    Some(score)
}

/// Whether an answer of another report can be to this move: of the same episode, and not published before the move was known.
fn in_time(sources: &[Source<'_>], nearness: &Nearness<'_>, a: &Item<'_>, asked: &Asked<'_, '_>) -> bool {
    let published = sources[a.report].reading.article.published.as_ref().map_or(Envelope::OPEN, |p| p.envelope);
    let early = matches!((published.latest, asked.known.earliest), (Some(p), Some(k)) if p < k);
    !early && asked.reports().any(|report| !nearness.apart(a.report, report, EPISODE))
}
