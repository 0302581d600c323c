//! Times that hang on an event or on another time: "the third day of the truce", "two days after the summit", "the year ended 31 March".
//!
//! An event is known by its noun and dated where a day hangs on the same clause ("The truce took effect on Monday"). What cannot be dated stays open
//! and is marked as implicit; nothing is guessed from the nearest date.

use super::calendar as cal;
use super::meaning::{Count, Length, Meaning, Parsed, Unit};
use crate::Document;
use jiff::civil::Date;
use lexicon::doing::{Act, Doing, Pos};
use model::{Anchor, Envelope, Granularity, Sentence, TimeExpression, TimexType, Upos};

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
                let Some(first) = event_day(document, times, one.behind, false) else { continue };
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
                let Some(day) = event_day(document, times, one.behind, !back) else {
                    if let Some(time) = times.get_mut(one.time) {
                        (time.anchor, time.implicit) = (Anchor::Event, true);
                    }
                    continue;
                };
                let (Count::Exact(count) | Count::Half(count) | Count::Range(count, _)) = length.count else { continue };
                let by = |count: i64, unit: Unit| cal::shift(day, if back { -count } else { count }, unit);
                let count = i64::from(count);
                // Hours reach into the day in which they end.
                let (near, far) = match length.unit {
                    Unit::Hour => (by(count / 24, Unit::Day), by((count + 23) / 24, Unit::Day)),
                    unit => (by(count, unit), by(count, unit)),
                };
                let Some(time) = times.get_mut(one.time) else { continue };
                time.anchor = Anchor::Event;
                time.envelope = match within {
                    true => cal::span(day.min(far), day.max(far)),
                    false if near != far => cal::span(near.min(far), near.max(far)),
                    false => around(near, length.unit),
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

/// The day of the event that the words from byte `at` on name; of one that lasts, its first, and its last where `end` is asked for.
fn event_day(document: &Document, times: &[TimeExpression], at: u32, end: bool) -> Option<Date> {
    let sentence = document.sentences.partition_point(|s| s.span.end <= at);
    let tree = document.sentences.get(sentence)?;
    let token = tree.tokens.partition_point(|t| t.span.end <= at);
    // A day that the event bears itself: "two days after the attack of 3 May".
    let noun = (token..tree.tokens.len()).take(6).find(|&t| {
        let word = &tree.tokens[t];
        matches!(word.upos, Upos::Noun) && !matches!(tree.tokens.get(t + 1).map(|n| n.upos), Some(Upos::Noun)) || word.xpos == "VBG"
    })?;
    let (noun, phase) = phase(document, sentence, noun);
    let (days, granularity) = days_of(document, times, sentence, noun, phase)?;
    // Weeks and months are no days to count from.
    if !matches!(granularity, Granularity::Day | Granularity::Time) {
        return None;
    }
    if end || phase == Phase::End { days.latest } else { days.earliest }
}

/// Which part of an event is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Phase {
    /// It as a whole, or its start.
    Whole,
    /// Its end.
    End,
}

/// "the end of the summit": the event inside, and which part of it is meant.
pub(crate) fn phase(document: &Document, sentence: usize, noun: usize) -> (usize, Phase) {
    let tree = &document.sentences[sentence];
    let phase = match tree.tokens[noun].lemma.as_str() {
        "end" | "close" | "conclusion" | "expiry" | "completion" => Phase::End,
        "start" | "beginning" | "opening" | "outbreak" | "onset" => Phase::Whole,
        _ => return (noun, Phase::Whole),
    };
    let inner =
        tree.children(noun).find(|&k| tree.tokens[k].relation() == "nmod" && matches!(tree.tokens[k].upos, Upos::Noun | Upos::Propn));
    inner.map_or((noun, Phase::Whole), |inner| (inner, phase))
}

/// The days of the event that a noun names, and how fine they are: those that it bears itself ("the summit on 7 April", "Thursday's talks"), or those that
/// the report tells of the one event of that name. `None` where the report tells none, or those of two.
pub(crate) fn days_of(
    document: &Document,
    times: &[TimeExpression],
    sentence: usize,
    noun: usize,
    phase: Phase,
) -> Option<(Envelope, Granularity)> {
    let tree = document.sentences.get(sentence)?;
    let lemma = tree.tokens.get(noun)?.lemma.as_str();
    let own = times.iter().filter(|t| dated(t) && t.span.start >= tree.span.start && t.span.end <= tree.span.end);
    let mut own = own.filter(|t| document.word_at(t.span.start).is_some_and(|(_, at)| bears(tree, noun, at)));
    if let Some(time) = own.next() {
        return Some((time.envelope, time.granularity));
    }
    // The days told of it as a whole, and those of its end.
    let mut found: [Vec<&TimeExpression>; 2] = [Vec::new(), Vec::new()];
    for time in times.iter().filter(|t| dated(t)) {
        let Some(told) = told_of(document, time, lemma) else { continue };
        let same = &mut found[usize::from(told.ends)];
        if !same.iter().any(|t| t.envelope == time.envelope) && one_event(document, times, (sentence, noun), (told.sentence, told.noun)) {
            same.push(time);
        }
    }
    // Two days for one noun are two events, or one told twice.
    let one = |list: &[&TimeExpression]| if let [time] = list { Some((time.envelope, time.granularity)) } else { None };
    let [whole, ends] = found;
    match phase {
        Phase::End if !ends.is_empty() => one(&ends),
        _ => one(&whole),
    }
}

/// Whether the time at word `at` stands in the noun phrase itself.
fn bears(tree: &Sentence, noun: usize, at: usize) -> bool {
    let mut at = at;
    for _ in 0..3 {
        let Some(up) = tree.head(at) else { return false };
        if !matches!(tree.tokens[at].relation(), "nmod" | "compound" | "amod" | "nummod" | "obl" | "appos" | "flat") {
            return false;
        }
        if up == noun {
            return true;
        }
        at = up;
    }
    false
}

/// Whether two noun phrases of one noun can mean one event: neither "the last round" and "the next", nor "the talks in Cairo" and those in Doha.
fn one_event(document: &Document, times: &[TimeExpression], a: (usize, usize), b: (usize, usize)) -> bool {
    let marks = |(sentence, noun): (usize, usize)| -> (Vec<&str>, Vec<&str>) {
        let tree = &document.sentences[sentence];
        let (mut order, mut names) = (Vec::new(), Vec::new());
        for k in tree.children(noun) {
            let word = &tree.tokens[k];
            let lemma = word.lemma.as_str();
            let orders = matches!(
                lemma,
                "last" | "previous" | "next" | "new" | "earlier" | "late" | "latest" | "another" | "further" | "future" | "former" | "past"
            );
            if matches!(word.relation(), "amod" | "det") && (orders || word.xpos == "JJ" && is_ordinal(lemma)) {
                order.push(lemma);
            } else if matches!(word.relation(), "nmod" | "compound" | "amod")
                && word.upos == Upos::Propn
                && !is_calendar(times, word.span.start)
            {
                names.push(lemma);
            }
        }
        (order, names)
    };
    let ((order_a, names_a), (order_b, names_b)) = (marks(a), marks(b));
    order_a == order_b && (names_a.is_empty() || names_b.is_empty() || names_a.iter().any(|n| names_b.contains(n)))
}

/// Whether two nouns name one thing: the same, or both a truce.
fn same_noun(a: &str, b: &str) -> bool {
    let truce = |noun: &str| Doing::get().senses(Pos::Noun, noun).iter().any(|f| f.act == Act::Truce);
    a == b || truce(a) && truce(b)
}

/// "first", "second", "third", …
fn is_ordinal(lemma: &str) -> bool {
    matches!(lemma, "first" | "second" | "third" | "fourth" | "fifth" | "sixth" | "seventh" | "eighth" | "ninth" | "tenth")
}

/// Whether the word at a byte is part of a date.
fn is_calendar(times: &[TimeExpression], at: u32) -> bool {
    times.iter().any(|t| t.span.start <= at && at < t.span.end)
}

fn dated(time: &TimeExpression) -> bool {
    time.anchor != Anchor::Event && !time.implicit && !time.envelope.is_open() && matches!(time.timex, TimexType::Date | TimexType::Time)
}

/// A time told of an event: its noun, and whether it is that of its end.
struct Told {
    sentence: usize,
    noun: usize,
    ends: bool,
}

/// The word with this lemma on which a time hangs, or that is subject or object of the verb on which it hangs.
fn told_of(document: &Document, time: &TimeExpression, lemma: &str) -> Option<Told> {
    let (sentence, token) = document.word_at(time.span.start)?;
    let tree = &document.sentences[sentence];
    let found = |noun: usize, ends: bool| Some(Told { sentence, noun, ends });
    // "The election is on 30 March": the day is the predicate.
    let last = tree.tokens.partition_point(|t| t.span.start < time.span.end);
    let predicate = (token..last).filter(|&t| tree.child(t, "cop").is_some()).find_map(|t| tree.child(t, "nsubj"));
    if let Some(noun) = predicate.filter(|&s| same_noun(&tree.tokens[s].lemma, lemma)) {
        return found(noun, false);
    }
    let mut at = token;
    for _ in 0..4 {
        at = tree.head(at)?;
        let word = &tree.tokens[at];
        if same_noun(&word.lemma, lemma) {
            return found(at, false);
        }
        // "Talks open in Nairobi on 5 May", the verb taken for an adjective
        if word.xpos.starts_with("VB") || tree.child(at, "nsubj").is_some() {
            let argument = |c: &usize| matches!(tree.tokens[*c].relation(), "nsubj" | "obj") && same_noun(&tree.tokens[*c].lemma, lemma);
            // "opened on 7 April and ended on 9 April": the second verb has the subject of the first
            let first = || tree.head(at).filter(|_| word.relation() == "conj").and_then(|up| tree.children(up).find(argument));
            let noun = tree.children(at).find(argument).or_else(first)?;
            let senses = Doing::get().senses(Pos::Verb, &word.lemma);
            // What was called off or put off has no day any more; "expired on Friday" is the day of the end.
            if senses.iter().any(|f| matches!(f.act, Act::Cancel | Act::Stop)) {
                return None;
            }
            return found(noun, senses.iter().any(|f| f.act == Act::End));
        }
    }
    None
}
