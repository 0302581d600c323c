//! Times that hang on an event or on another time: "the third day of the truce", "two days after the summit", "the year ended 31 March".
//!
//! An event is known by its noun and dated where a day hangs on the same clause ("The truce took effect on Monday"). What cannot be dated stays open
//! and is marked as implicit; nothing is guessed from the nearest date.

use super::calendar as cal;
use super::meaning::{Count, Length, Meaning, Parsed, Unit};
use crate::Document;
use jiff::civil::Date;
use model::{Anchor, Envelope, Granularity, TimeExpression, TimexType, Upos};

/// On what an expression hangs.
#[derive(Clone, Copy, Debug)]
pub(super) enum Link {
    /// Its number within an event.
    Nth { index: u8, unit: Unit },
    /// So long before or after an event.
    From { length: Length, back: bool, of: bool },
    /// The period that ends on the day named next.
    Ending(Unit),
}

/// An expression that hangs on something: its index, and where the words behind it begin.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hanging {
    pub time: usize,
    pub link: Link,
    pub behind: u32,
}

/// How an expression hangs on what `next` and the words behind it say; `None` where it stands by itself.
pub(super) fn link(parsed: &Parsed, next: &str, ends_clause: bool) -> Option<Link> {
    match parsed.meaning {
        Meaning::Nth { index, unit } => Some(Link::Nth { index, unit }),
        Meaning::Duration(length) if !ends_clause && matches!(next, "after" | "since" | "into" | "from" | "of") => {
            Some(Link::From { length, back: false, of: next == "of" })
        }
        Meaning::Duration(length) if !ends_clause && next == "before" => Some(Link::From { length, back: true, of: false }),
        Meaning::Unit { unit: unit @ (Unit::Year | Unit::Quarter), .. } if matches!(next, "ended" | "ending" | "to") => {
            Some(Link::Ending(unit))
        }
        _ => None,
    }
}

/// Dates what hangs, now that all expressions are known.
pub(super) fn resolve(document: &Document, times: &mut [TimeExpression], hanging: &[Hanging]) {
    for one in hanging {
        match one.link {
            Link::Ending(unit) => ending(times, one, unit),
            Link::Nth { index, unit } => {
                let Some(first) = event_day(document, times, one.behind) else { continue };
                let day = cal::shift(first, i64::from(index) - 1, unit);
                let envelope = match unit {
                    Unit::Day => Envelope::day(day),
                    _ => cal::span(day, cal::plus_days(cal::shift(day, 1, unit), -1)),
                };
                let Some(time) = times.get_mut(one.time) else { continue };
                time.envelope = envelope;
                time.implicit = false;
                if unit == Unit::Day {
                    time.value = day.to_string();
                }
            }
            Link::From { length, back, of } => {
                let within = within(document, times, one.time);
                // "24 hours of talks" is how long they took.
                if of && !within {
                    continue;
                }
                let Some(day) = event_day(document, times, one.behind) else {
                    if let Some(time) = times.get_mut(one.time) {
                        (time.anchor, time.implicit) = (Anchor::Event, true);
                    }
                    continue;
                };
                let (Count::Exact(count) | Count::Half(count) | Count::Range(count, _)) = length.count else { continue };
                let there = cal::shift(day, if back { -i64::from(count) } else { i64::from(count) }, length.unit);
                let Some(time) = times.get_mut(one.time) else { continue };
                time.anchor = Anchor::Event;
                time.envelope = match (within, back) {
                    (true, false) => cal::span(day, there),
                    (true, true) => cal::span(there, day),
                    _ => around(there, length.unit),
                };
            }
        }
    }
}

/// A day counted in units is as exact as they are: days and weeks give the day, months the month, years the year.
fn around(day: Date, unit: Unit) -> Envelope {
    match unit {
        Unit::Month | Unit::Quarter => cal::month(day.year(), day.month()),
        Unit::Year | Unit::Decade | Unit::Century | Unit::Millennium => cal::years(day.year(), day.year()),
        _ => Envelope::day(day),
    }
}

/// Whether "within" stands before an expression.
fn within(document: &Document, times: &[TimeExpression], time: usize) -> bool {
    let before = times.get(time).and_then(|t| document.text().get(..t.span.start as usize)).unwrap_or("");
    before.split_ascii_whitespace().next_back().is_some_and(|word| word.eq_ignore_ascii_case("within"))
}

/// "the year ended 31 March 2031", "the quarter to 30 June".
fn ending(times: &mut [TimeExpression], one: &Hanging, unit: Unit) {
    let end = times.get(one.time + 1).filter(|t| t.granularity == Granularity::Day && t.span.start < one.behind + 16);
    let Some(last) = end.and_then(|t| t.envelope.single_day()) else { return };
    let anchor = end.map_or(Anchor::Publication, |t| t.anchor);
    let Some(time) = times.get_mut(one.time) else { return };
    time.envelope = cal::span(cal::plus_days(cal::shift(last, -1, unit), 1), last);
    time.anchor = anchor;
    if unit == Unit::Year {
        time.timex = TimexType::Duration;
        time.value = "P1Y".to_owned();
    } else if last.month() % 3 == 0 && last == last.last_of_month() {
        time.value = super::value::of(Envelope::day(last), Granularity::Quarter);
    }
}

/// The day of the event that the words from byte `at` on name.
fn event_day(document: &Document, times: &[TimeExpression], at: u32) -> Option<Date> {
    let tree = document.sentences.get(document.sentences.partition_point(|s| s.span.end <= at))?;
    let token = tree.tokens.partition_point(|t| t.span.end <= at);
    // A day that the event bears itself: "two days after the attack of 3 May".
    let noun = (token..tree.tokens.len()).take(6).find(|&t| {
        let word = &tree.tokens[t];
        matches!(word.upos, Upos::Noun) && !matches!(tree.tokens.get(t + 1).map(|n| n.upos), Some(Upos::Noun)) || word.xpos == "VBG"
    })?;
    let lemma = tree.tokens[noun].lemma.as_str();
    let own = times.iter().find(|t| dated(t) && t.span.start >= at && t.span.end <= tree.span.end && hangs_on(document, t, lemma));
    if let Some(day) = own.and_then(|t| t.envelope.single_day()) {
        return Some(day);
    }
    let mut days = times.iter().filter(|t| dated(t) && hangs_on(document, t, lemma)).filter_map(|t| t.envelope.single_day());
    let first = days.next()?;
    // Two days for one noun are two events, or one told twice.
    days.all(|d| d == first).then_some(first)
}

fn dated(time: &TimeExpression) -> bool {
    time.anchor != Anchor::Event && !time.implicit && matches!(time.timex, TimexType::Date | TimexType::Time)
}

/// Whether a time hangs on a word with this lemma, or on a verb of which such a word is subject or object.
fn hangs_on(document: &Document, time: &TimeExpression, lemma: &str) -> bool {
    let Some((sentence, token)) = document.word_at(time.span.start) else { return false };
    let tree = &document.sentences[sentence];
    // "The election is on 30 March": the day is the predicate.
    let last = tree.tokens.partition_point(|t| t.span.start < time.span.end);
    if (token..last).any(|t| tree.child(t, "cop").is_some() && tree.child(t, "nsubj").is_some_and(|s| tree.tokens[s].lemma == lemma)) {
        return true;
    }
    let mut at = token;
    for _ in 0..4 {
        let Some(up) = tree.head(at) else { return false };
        at = up;
        let word = &tree.tokens[at];
        if word.lemma == lemma {
            return true;
        }
        if word.xpos.starts_with("VB") {
            return tree.children(at).any(|c| matches!(tree.tokens[c].relation(), "nsubj" | "obj") && tree.tokens[c].lemma == lemma);
        }
    }
    false
}
