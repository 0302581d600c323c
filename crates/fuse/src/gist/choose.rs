//! Which sentences tell a negotiation: the one that counts most, then each time the one that adds most to those chosen.

use super::weigh::{Weights, repeats};
use super::{Passage, Told, alone};
use crate::words::stem_set;
use model::{Envelope, Reading, TimexType};
use std::collections::{BTreeMap, BTreeSet};

/// Sentences of a gist, at most; of few reports one more than there are of them.
const MOST: usize = 6;
/// What a sentence must count for to be told besides the first.
const ENOUGH: f64 = 0.35;
/// Days behind its report after which what a sentence tells is history.
const PAST: i32 = 45;

/// Days within which reports tell of the same.
const DAYS: i32 = 1;
/// How much of its likeness to what other days brought counts against a passage.
const AGAIN_LATER: f64 = 0.5;

/// Two passages of this likeness say the same; of the lesser one where a fact rests on both.
const SAME: f64 = 0.55;
const SAME_FACT: f64 = 0.3;

/// What a sentence counts for, by the parts of its worth.
mod worth {
    pub const LEAD: f64 = 0.9;
    pub const TITLE: f64 = 0.8;
    pub const CENTRAL: f64 = 1.0;
    pub const BEARING: f64 = 0.5;
    pub const PARTY: f64 = 0.1;
    pub const FIGURE: f64 = 0.1;
    pub const AHEAD: f64 = 0.2;
    pub const NEW: f64 = 0.6;
    pub const PAST: f64 = 0.7;
    pub const SPEECH: f64 = 0.6;
    pub const LIKE: f64 = 1.0;
    pub const COVERED: f64 = 0.6;
    pub const AGAIN: f64 = 0.45;
    pub const KIND: f64 = 0.3;
}

/// A passage that can be read alone.
struct Candidate {
    at: usize,
    /// How well, 0 to 1.
    fit: f64,
    /// What it counts for, whatever else is told.
    worth: f64,
    /// How like it is to what is told.
    like: f64,
}

/// The places of the passages that tell a negotiation, in the order in which they were chosen.
pub(super) fn choose(told: &Told<'_>, passages: &[Passage], weights: &Weights, parties: &[String]) -> Vec<usize> {
    let days: BTreeSet<_> = passages.iter().filter_map(|p| told.day(p.report)).collect();
    let days: Vec<_> = days.into_iter().collect();
    let newness = |report: usize| {
        let at = told.day(report).and_then(|day| days.binary_search(&day).ok());
        at.filter(|_| days.len() > 1).map_or(0.5, |at| at as f64 / (days.len() - 1) as f64)
    };
    let candidate = |(at, passage): (usize, &Passage)| {
        let text = passage.span.of(&told.sources[passage.report].reading.article.text);
        let fit = alone::fitness(text, passage.place == 0)?;
        Some(Candidate { at, fit, worth: fit * own_worth(told, passage, parties) + worth::NEW * newness(passage.report), like: 0.0 })
    };
    let mut left: Vec<Candidate> = passages.iter().enumerate().filter_map(candidate).collect();
    let titles: BTreeMap<usize, Vec<u64>> =
        passages.iter().filter(|p| p.place == 0).map(|p| (p.report, title(told.sources[p.report].reading))).collect();
    let mut chosen: Vec<usize> = Vec::new();
    // By report, the words that a reader has met who comes to it: what was told of its own days.
    let mut met: BTreeMap<usize, BTreeSet<u64>> = titles.keys().map(|&report| (report, BTreeSet::new())).collect();
    while chosen.len() < MOST.min(titles.len() + 1) {
        let adds = |one: &Candidate| {
            let passage = &passages[one.at];
            let (title, met) = (&titles[&passage.report], &met[&passage.report]);
            let worth =
                one.worth + one.fit * (worth::TITLE * repeats(title, &passage.stems, met) + worth::CENTRAL * weights.central(passage, met));
            let mine = || chosen.iter().map(|&c| &passages[c]).filter(|c| told.one_story(c.report, passage.report));
            let again = mine().count();
            // A second agreement in one report is mostly the same one told at length.
            let kind = passage.kind.is_some_and(|kind| mine().any(|c| c.kind == Some(kind)));
            worth
                - worth::LIKE * one.like
                - worth::COVERED * weights.covered(&passage.stems, met)
                - worth::AGAIN * again as f64
                - worth::KIND * f64::from(u8::from(kind))
        };
        // Of equals the first in order.
        let best = left.iter().map(|one| (one.at, adds(one))).fold(None, |best: Option<(usize, f64)>, one| match best {
            Some(best) if best.1 >= one.1 => Some(best),
            _ => Some(one),
        });
        let Some((at, _)) = best.filter(|(_, value)| *value >= ENOUGH || chosen.is_empty()) else {
            break;
        };
        let taken = &passages[at];
        // What happened again is told in like words, and is news all the same.
        let near: BTreeSet<usize> = titles.keys().copied().filter(|&report| near(told, taken.report, report)).collect();
        left.retain(|other| other.at != at && !tells_again(told, taken, &passages[other.at], weights));
        for other in &mut left {
            let passage = &passages[other.at];
            let share = if near.contains(&passage.report) { 1.0 } else { AGAIN_LATER };
            other.like = other.like.max(share * weights.likeness(&passage.stems, &taken.stems));
        }
        met.iter_mut().filter(|(report, _)| near.contains(report)).for_each(|(_, met)| met.extend(&taken.stems));
        chosen.push(at);
    }
    chosen
}

/// Whether two reports may tell of the same days.
fn near(told: &Told<'_>, a: usize, b: usize) -> bool {
    a == b || told.day(a).zip(told.day(b)).is_none_or(|(a, b)| (a - b).get_days().abs() <= DAYS)
}

/// Whether a passage has nothing to say besides one that is told: it says the same, was copied, or rests on the same fact in a report of the same days.
fn tells_again(told: &Told<'_>, taken: &Passage, other: &Passage, weights: &Weights) -> bool {
    let fact = taken.main.is_some() && taken.main == other.main && taken.report != other.report && near(told, taken.report, other.report);
    fact || told.copied(taken, other) || says_the_same(told, taken, other, weights)
}

/// Whether two passages say the same, of the same days.
pub(super) fn says_the_same(told: &Told<'_>, a: &Passage, b: &Passage, weights: &Weights) -> bool {
    if !near(told, a.report, b.report) {
        return false;
    }
    let like = weights.likeness(&a.stems, &b.stems);
    like >= SAME || like >= SAME_FACT && !a.facts.is_disjoint(&b.facts)
}

/// What a passage counts for, whatever else is told.
fn own_worth(told: &Told<'_>, passage: &Passage, parties: &[String]) -> f64 {
    let reading = told.sources[passage.report].reading;
    let text = passage.span.of(&reading.article.text);
    let lead = match passage.place {
        0 => 1.0,
        1 => 0.55,
        2 => 0.4,
        place => 0.3 - 0.02 * place.min(15) as f64,
    };
    let (past, ahead) = times(reading, passage);
    let part = |yes: bool| f64::from(u8::from(yes));
    worth::LEAD * lead
        + worth::BEARING * passage.bearing
        + worth::PARTY * named(told, passage, parties) as f64
        + worth::FIGURE * part(text.chars().any(|c| c.is_ascii_digit()))
        + worth::AHEAD * part(ahead)
        - worth::PAST * part(past)
        // Words that settle something are no mere opinion.
        - worth::SPEECH * alone::quoted(text) * (1.0 - 0.5 * passage.bearing).max(0.0)
}

/// The stems of the headline of a report.
fn title(reading: &Reading) -> Vec<u64> {
    reading.article.title.as_deref().map(stem_set).unwrap_or_default()
}

/// How many of the parties a passage names.
fn named(told: &Told<'_>, passage: &Passage, parties: &[String]) -> usize {
    let reading = told.sources[passage.report].reading;
    let from = reading.mentions.partition_point(|m| m.span.start < passage.span.start);
    let inside = reading.mentions[from..].iter().take_while(|m| m.span.start < passage.span.end);
    let actors: BTreeSet<u32> = inside.filter(|m| m.form != model::MentionForm::Pronoun).filter_map(|m| m.actor).collect();
    let sides: BTreeSet<String> =
        actors.iter().filter_map(|&a| reading.actors.get(a as usize)).map(|a| told.cast.side(passage.report, &a.name)).collect();
    parties.iter().filter(|party| sides.contains(*party)).count()
}

/// Whether all times that a passage states lie well behind its report, and whether one lies ahead.
fn times(reading: &Reading, passage: &Passage) -> (bool, bool) {
    let Some(published) = reading.article.published.as_ref().map(|p| p.envelope) else { return (false, false) };
    let stated = reading.times.iter().filter(|t| passage.span.contains(t.span) && t.timex != TimexType::Set && !t.envelope.is_open());
    let stated: Vec<Envelope> = stated.map(|t| t.envelope).collect();
    let gap = |envelope: &Envelope| published.earliest.zip(envelope.latest).map(|(day, latest)| (day - latest).get_days());
    let past = !stated.is_empty() && stated.iter().all(|e| gap(e).is_some_and(|days| days > PAST));
    let ahead = stated.iter().any(|e| e.earliest.zip(published.latest).is_some_and(|(day, published)| day >= published));
    (past, ahead)
}
