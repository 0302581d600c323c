//! Times of an article: TIMEX3 expressions (TimeML 1.2.1) with the envelope of days that each means.
//!
//! In: an article's text, its blocks and syntax, and when it was published as far as known. Out: [`model::TimeExpression`]s in order.
//! `lexer` gives every word its class, `grammar` finds the longest expressions, `tense` says where the clause points, `resolve` meets the calendar.
//! Pure; needs no date of publication: what only an anchor could say stays open.

mod bearing;
mod calendar;
mod due;
mod grammar;
mod lexer;
mod meaning;
mod resolve;
mod tense;
mod value;
mod words;

pub use bearing::{Bearing, bearing, reach};
pub use due::due;

pub(crate) use calendar::{plus_days, week};

use crate::Document;
use grammar::Lexemes;
use meaning::{Meaning, TimeOfDay};
use model::{BlockKind, Envelope, Granularity, Span, TimeExpression, TimexType};
use resolve::{Context, Direction, Resolved};

/// Fills `document.times`, anchored on the date of publication as far as known. Calling it again with a better date replaces what was found.
pub fn find(document: &mut Document) {
    let publication = document.published().map_or(Envelope::OPEN, |p| p.envelope);
    let mut times = Vec::new();
    let mut last_day = None;
    let mut lexemes = Vec::new();
    for block in &document.article.blocks {
        if block.kind.is_read() {
            lexemes.clear();
            lexer::lex(&document.article.text, block.span, &mut lexemes);
            read_block(document, &lexemes, publication, block.kind, &mut last_day, &mut times);
        }
    }
    document.times = times;
}

/// How many sentences a day lends itself to a time of day without one.
const DAY_LASTS: usize = 2;

/// The expressions of one block. `last_day`: the day last spoken of and the sentence that named it.
fn read_block(
    document: &Document,
    all: &[lexer::Lexeme],
    publication: Envelope,
    kind: BlockKind,
    last_day: &mut Option<(usize, Envelope)>,
    out: &mut Vec<TimeExpression>,
) {
    let lexemes = Lexemes { text: document.text(), all };
    let mut reference = None;
    let mut quarter = None;
    let mut i = 0;
    while i < all.len() {
        let Some((parsed, next)) = grammar::expression(lexemes, i) else {
            i += 1;
            continue;
        };
        let span = all[i].span.cover(all[next - 1].span);
        let adjectival = matches!(parsed.meaning, Meaning::TimeOnly)
            && matches!(parsed.time, Some(TimeOfDay::Part(_)))
            && !matches!(lexemes.class(i), words::Class::Key(words::Key::The))
            && !matches!(
                parsed.time,
                Some(TimeOfDay::Part(
                    meaning::DayPart::Overnight | meaning::DayPart::Tonight | meaning::DayPart::Noon | meaning::DayPart::Midnight
                ))
            );
        let mut direction = if needs_direction(&parsed.meaning) { tense::direction(document, span) } else { Direction::Unknown };
        // Headlines write the past in the present tense.
        if kind != BlockKind::Body && kind != BlockKind::PullQuote && direction == Direction::Future && !future_word(document, span) {
            direction = Direction::Unknown;
        }
        let sentence = document.sentences.partition_point(|s| s.span.end <= span.start);
        let only_time = matches!(parsed.meaning, Meaning::TimeOnly);
        let lent = last_day.filter(|(named, _)| only_time && named + DAY_LASTS >= sentence).map(|(_, day)| (day, Granularity::Day));
        let reference_here = if only_time { lent } else { reference };
        let context = Context { publication, direction, reference: reference_here, quarter, adjectival };
        let resolved = resolve::resolve(&parsed, &context);
        if resolved.timex != TimexType::Duration
            && resolved.timex != TimexType::Set
            && !resolved.implicit
            && resolved.envelope.earliest.is_some()
        {
            reference = Some((resolved.envelope, resolved.granularity));
        }
        if matches!(resolved.granularity, Granularity::Day | Granularity::Time)
            && !resolved.envelope.is_open()
            && !resolved.implicit
            && !only_time
        {
            *last_day = Some((sentence, resolved.envelope));
        }
        quarter = resolved.quarter.or(quarter);
        out.push(expression(span, resolved));
        i = next.max(i + 1);
    }
}

fn expression(span: Span, resolved: Resolved) -> TimeExpression {
    TimeExpression {
        span,
        timex: resolved.timex,
        value: resolved.value,
        envelope: resolved.envelope,
        granularity: resolved.granularity,
        anchor: resolved.anchor,
        alternatives: resolved.alternatives,
        implicit: resolved.implicit,
    }
}

/// Whether tense can change what it means.
fn needs_direction(meaning: &Meaning) -> bool {
    matches!(
        meaning,
        Meaning::Day { .. }
            | Meaning::Month { .. }
            | Meaning::Weekday { .. }
            | Meaning::Fraction { .. }
            | Meaning::Season { .. }
            | Meaning::Feast { .. }
            | Meaning::Unit { unit: meaning::Unit::Weekend, .. }
    )
}

/// Whether the sentence of `span` has "will" or "to": all that a headline uses for the future.
fn future_word(document: &Document, span: Span) -> bool {
    let Some((sentence, _)) = document.word_at(span.start) else { return false };
    (0..document.sentences[sentence].tokens.len()).any(|t| matches!(document.form(sentence, t), "will" | "to" | "To" | "Will"))
}

/// Whether the clause of an expression tells what is over.
pub(crate) fn in_past(document: &Document, time: &TimeExpression) -> bool {
    tense::direction(document, time.span) == Direction::Past
}
