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
mod linked;
mod meaning;
mod resolve;
mod tense;
mod value;
mod words;

pub use bearing::{Bearing, bearing, reach};
pub use due::due;

pub(crate) use calendar::{plus_days, week};
pub(crate) use linked::{Phase, days_of, phase};

use crate::Document;
use grammar::Lexemes;
use meaning::{Meaning, TimeOfDay};
use model::{Anchor, BlockKind, Envelope, Granularity, Span, TimeExpression, TimexType};
use resolve::{Context, Direction};

/// Fills `document.times`, anchored on the date of publication as far as known. Calling it again with a better date replaces what was found.
pub fn find(document: &mut Document) {
    let publication = document.published().map_or(Envelope::OPEN, |p| p.envelope);
    let mut times = Vec::new();
    let mut last_day = None;
    let mut quarter = None;
    let mut lexemes = Vec::new();
    let mut hanging = Vec::new();
    for block in &document.article.blocks {
        if block.kind.is_read() {
            lexemes.clear();
            lexer::lex(&document.article.text, block.span, &mut lexemes);
            read_block(document, &lexemes, publication, block.kind, &mut last_day, &mut quarter, &mut times, &mut hanging);
        }
    }
    linked::resolve(document, &mut times, &hanging);
    // "Mira May left" is no month.
    let surname = |t: &TimeExpression| {
        let within = |n: &model::NameSpan| n.kind == model::EntityKind::Person && n.span.start < t.span.start && n.span.contains(t.span);
        document.name_spans.iter().any(within)
    };
    times.retain(|t| !surname(t));
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
    quarter: &mut Option<(i16, u8)>,
    out: &mut Vec<TimeExpression>,
    hanging: &mut Vec<linked::Hanging>,
) {
    let lexemes = Lexemes { text: document.text(), all };
    let mut reference = None;
    let mut i = 0;
    // The next word from which an expression can take its meaning: most words of a text are far from any.
    let mut core = 0;
    while i < all.len() {
        if core <= i {
            core = (i..all.len()).find(|&k| grammar::is_core(all[k].class)).unwrap_or(all.len());
        }
        if core > i + grammar::LEAD {
            i = core - grammar::LEAD;
            if core == all.len() {
                break;
            }
            continue;
        }
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
        let lent = if only_time { day_behind(document, lexemes, next, publication).or(lent) } else { lent };
        let reference_here = if only_time { lent } else { reference };
        let context = Context { publication, direction, reference: reference_here, quarter: *quarter, adjectival };
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
        if resolved.anchor != Anchor::Expression {
            *quarter = quarter_of(&resolved.value).or(*quarter);
        }
        let behind = all.get(next).map_or(span.end, |l| l.span.end);
        if let Some(link) = linked::link(&parsed, lexemes.word(next), lexemes.ends_clause(next)) {
            hanging.push(linked::Hanging { time: out.len(), link, behind });
        }
        out.push(TimeExpression { span, ..resolved });
        i = next.max(i + 1);
    }
}

/// "8 p.m. on Thursday": the day that the next words lend a time of day.
fn day_behind(document: &Document, lexemes: Lexemes<'_>, next: usize, publication: Envelope) -> Option<(Envelope, Granularity)> {
    if !lexemes.key(next, words::Key::On) {
        return None;
    }
    let (parsed, end) = grammar::expression(lexemes, next + 1)?;
    let span = lexemes.all[next + 1].span.cover(lexemes.all[end - 1].span);
    let direction = tense::direction(document, span);
    let context = Context { publication, direction, reference: None, quarter: None, adjectival: false };
    let day = resolve::resolve(&parsed, &context);
    matches!(day.granularity, Granularity::Day | Granularity::Time).then_some((day.envelope, Granularity::Day))
}

/// Year and number of a quarter's value: `2031-Q2`.
fn quarter_of(value: &str) -> Option<(i16, u8)> {
    let (year, index) = value.split_once("-Q")?;
    Some((year.parse().ok()?, index.parse().ok()?))
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

/// Whether the report tells for certain that the time of an expression has begun: it hangs on a finite verb in the past, behind "in" or "on" at most.
pub(crate) fn surely_past(document: &Document, time: &TimeExpression) -> bool {
    tense::surely_past(document, time.span)
}
