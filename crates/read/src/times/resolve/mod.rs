//! Meanings meet the calendar: TIMEX3 value, envelope, granularity.
//!
//! A publication date that is itself an envelope is resolved at both of its ends; the result is the hull, and the value keeps only what both agree
//! on. Every operator is monotone in the anchor, so the hull holds whatever day the report really bears.

mod counted;
mod part;
mod years;

use super::calendar as cal;
use super::meaning::{InYear, Meaning, Parsed, Unit, Vague, Which};
use super::value;
use jiff::civil::Date;
use model::{Anchor, Envelope, Granularity, Span, TimeExpression, TimexType};
use years::{fresh, nearest_year, occurrence, offset};

/// Where the sentence points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// The governing clause is past.
    Past,
    /// The governing clause or a cue is future.
    Future,
    /// Neither.
    Unknown,
}

/// What an expression is resolved against.
#[derive(Clone, Copy, Debug)]
pub struct Context {
    /// The days of publication.
    pub publication: Envelope,
    /// Direction of the clause.
    pub direction: Direction,
    /// The date last spoken of in the block.
    pub reference: Option<(Envelope, Granularity)>,
    /// The quarter last spoken of: year and number.
    pub quarter: Option<(i16, u8)>,
    /// An adjective before a noun ("his evening address"): its day is not said.
    pub adjectival: bool,
}
/// An expression whose words are not placed yet.
fn expression(timex: TimexType, value: String, envelope: Envelope, granularity: Granularity, anchor: Anchor) -> TimeExpression {
    TimeExpression { span: Span::new(0, 0), timex, value, envelope, granularity, anchor, alternatives: Vec::new(), implicit: false }
}

/// A date with the value of its envelope.
fn dated(envelope: Envelope, granularity: Granularity, anchor: Anchor) -> TimeExpression {
    expression(TimexType::Date, value::of(envelope, granularity), envelope, granularity, anchor)
}

/// Resolves a parsed expression in its context.
pub fn resolve(parsed: &Parsed, context: &Context) -> TimeExpression {
    let ends = (context.publication.earliest, context.publication.latest);
    match ends {
        (Some(a), Some(b)) if a == b => at(parsed, a, context),
        (Some(_), _) | (_, Some(_)) => {
            let low = ends.0.map(|day| at(parsed, day, context));
            let high = ends.1.map(|day| at(parsed, day, context));
            between(parsed, low, high, context.publication)
        }
        (None, None) => {
            // Two imaginary anchors far apart: what both agree on needs no anchor.
            let low = at(parsed, cal::day(2001, 3, 7).unwrap_or_default(), context);
            let high = at(parsed, cal::day(2014, 9, 19).unwrap_or_default(), context);
            if low.value == high.value && low.envelope == high.envelope {
                return low;
            }
            TimeExpression { value: value::underspecified(parsed), envelope: Envelope::OPEN, alternatives: Vec::new(), ..low }
        }
    }
}

/// Days of publication beyond which they are no estimate of a day.
const WIDE_DAYS: i64 = 60;

/// The hull of two resolutions, each at one end of the days of publication; a missing end is open.
fn between(parsed: &Parsed, low: Option<TimeExpression>, high: Option<TimeExpression>, publication: Envelope) -> TimeExpression {
    match (low, high) {
        (Some(low), Some(high)) => {
            if low.value == high.value && low.envelope == high.envelope {
                return low;
            }
            let value = if low.value == high.value { low.value.clone() } else { value::underspecified(parsed) };
            let mut envelope = low.envelope.hull(high.envelope);
            // The ends of wide days of publication are those of terms and wars: no weekday is counted off them.
            if matches!(parsed.meaning, Meaning::Weekday { .. }) && publication.days().is_some_and(|days| days > WIDE_DAYS) {
                envelope = envelope.hull(publication);
            }
            TimeExpression { value, envelope, alternatives: Vec::new(), ..low }
        }
        (Some(one), None) => open_ended(parsed, one, true),
        (None, Some(one)) => open_ended(parsed, one, false),
        (None, None) => unanchored(parsed),
    }
}

fn unanchored(parsed: &Parsed) -> TimeExpression {
    expression(TimexType::Date, value::underspecified(parsed), Envelope::OPEN, Granularity::Span, Anchor::Publication)
}

/// TimeExpression at the only known end of the days of publication.
fn open_ended(parsed: &Parsed, one: TimeExpression, from: bool) -> TimeExpression {
    if one.anchor == Anchor::Absolute || one.envelope.is_open() {
        return one;
    }
    let envelope = if from { Envelope::new(one.envelope.earliest, None) } else { Envelope::new(None, one.envelope.latest) };
    TimeExpression { value: value::underspecified(parsed), envelope, alternatives: Vec::new(), ..one }
}

/// Resolves on one day of publication.
fn at(parsed: &Parsed, day: Date, context: &Context) -> TimeExpression {
    let mut resolved = core(&parsed.meaning, day, context);
    if let Some(portion) = parsed.portion {
        part::cut(&mut resolved, portion, day);
    }
    if let Some(time) = parsed.time {
        part::add_time(&mut resolved, time, context);
    }
    resolved
}

fn core(meaning: &Meaning, day: Date, context: &Context) -> TimeExpression {
    match *meaning {
        Meaning::Digits { year, month, day } => absolute_day(cal::day(year, month, day)),
        Meaning::Day { year, month, day: number, to } => {
            let (found, anchor) = match year {
                InYear::Exact(year) => (year, Anchor::Absolute),
                InYear::Which(which) => (day.year() + offset(which), Anchor::Publication),
                InYear::Open => (nearest_year(day, context.direction, |y| cal::day(y, month, number)), Anchor::Publication),
            };
            let Some(first) = cal::day(found, month, number) else { return absolute_day(None) };
            match to.and_then(|to| cal::day(found, month, to)) {
                Some(last) => {
                    let envelope = cal::span(first, last);
                    expression(TimexType::Date, format!("{first}/{last}"), envelope, Granularity::Span, anchor)
                }
                None => dated(Envelope::day(first), Granularity::Day, anchor),
            }
        }
        Meaning::Month { year, month, which } => {
            let found = match (year, which) {
                (InYear::Exact(year), _) => return dated(cal::month(year, month), Granularity::Month, Anchor::Absolute),
                (InYear::Which(which), _) => day.year() + offset(which),
                (InYear::Open, which) => occurrence(day, which, context.direction, |y| cal::month(y, month)),
            };
            dated(cal::month(found, month), Granularity::Month, Anchor::Publication)
        }
        Meaning::Year { year, to: None } => dated(cal::years(year, year), Granularity::Year, Anchor::Absolute),
        Meaning::Year { year, to: Some(to) } => {
            expression(TimexType::Date, format!("{year}/{to}"), cal::years(year, to), Granularity::Span, Anchor::Absolute)
        }
        Meaning::Decade(year) => dated(cal::years(year, year + 9), Granularity::Era, Anchor::Absolute),
        Meaning::Century(number) => expression(
            TimexType::Date,
            format!("{:02}", number - 1),
            cal::years((number - 1) * 100 + 1, number * 100),
            Granularity::Era,
            Anchor::Absolute,
        ),
        Meaning::Fraction { index, of, year, which, .. } => {
            let (found, anchor) = match year {
                InYear::Exact(year) => (year, Anchor::Absolute),
                InYear::Which(which) => (day.year() + offset(which), Anchor::Publication),
                InYear::Open => (
                    occurrence(day, which, fresh(day, which, index, of, context.direction), |y| cal::fraction(y, index, of)),
                    Anchor::Publication,
                ),
            };
            let letter = if of == 4 { 'Q' } else { 'H' };
            expression(
                TimexType::Date,
                format!("{found:04}-{letter}{index}"),
                cal::fraction(found, index, of),
                Granularity::Quarter,
                anchor,
            )
        }
        Meaning::Season { season, year, which } => {
            let (found, anchor) = match year {
                InYear::Exact(year) => (year, Anchor::Absolute),
                InYear::Which(which) => (day.year() + offset(which), Anchor::Publication),
                InYear::Open => (occurrence(day, which, context.direction, |y| cal::season(y, season)), Anchor::Publication),
            };
            let letters = value::season_letters(season);
            expression(TimexType::Date, format!("{found:04}-{letters}"), cal::season(found, season), Granularity::Quarter, anchor)
        }
        Meaning::Weekday { weekday, which } => counted::weekday(weekday, which, day, context),
        Meaning::Unit { unit, which } => counted::unit(unit, which, day, context),
        Meaning::Offset(days) => dated(Envelope::day(cal::plus_days(day, days.into())), Granularity::Day, Anchor::Publication),
        Meaning::Feast { feast, year, which } => {
            let (found, anchor) = match year {
                InYear::Exact(year) => (year, Anchor::Absolute),
                InYear::Which(which) => (day.year() + offset(which), Anchor::Publication),
                InYear::Open => {
                    let on = |y| cal::feast(y, feast).map_or(Envelope::OPEN, Envelope::day);
                    (occurrence(day, which, context.direction, on), Anchor::Publication)
                }
            };
            TimeExpression { anchor, ..absolute_day(cal::feast(found, feast)) }
        }
        Meaning::Shift { length, back, base } => counted::shifted(length, back, base, day, context),
        Meaning::QuarterBefore(index) => {
            let over = cal::shift(day, -1, Unit::Quarter);
            let (year, current) = context.quarter.unwrap_or((over.year(), (over.month() as u8).div_ceil(3)));
            counted::quarter_of(year - 1, index.unwrap_or(current))
        }
        Meaning::Duration(length) => {
            expression(TimexType::Duration, value::length(length), Envelope::OPEN, value::granularity(length.unit), Anchor::Absolute)
        }
        Meaning::Stretch { length, ahead } => {
            let mut out = expression(TimexType::Duration, value::length(length), Envelope::OPEN, Granularity::Span, Anchor::Publication);
            if let Some(count) = counted::number(length.count) {
                let far = cal::shift(day, if ahead { count } else { -count }, length.unit);
                out.envelope = if ahead { cal::span(day, far) } else { cal::span(far, day) };
            } else {
                out.envelope = if ahead { Envelope::new(Some(day), None) } else { Envelope::new(None, Some(day)) };
                out.implicit = true;
            }
            out
        }
        Meaning::Nth { unit, .. } => {
            let running = counted::unit(unit, Which::This, day, context);
            TimeExpression { anchor: Anchor::Event, implicit: true, alternatives: Vec::new(), ..running }
        }
        Meaning::Fiscal { year, to } => {
            let (value, envelope, calendar) = fiscal(year, to);
            let mut out = expression(TimexType::Date, value, envelope, Granularity::Year, Anchor::Absolute);
            out.alternatives = vec![calendar];
            out
        }
        Meaning::Set(recurrence) => {
            expression(TimexType::Set, value::recurrence(recurrence), Envelope::OPEN, Granularity::Span, Anchor::Absolute)
        }
        Meaning::Vague(vague) => {
            let (text, envelope) = match vague {
                Vague::Past => ("PAST_REF", Envelope::new(None, Some(day))),
                Vague::Present => ("PRESENT_REF", Envelope::day(day)),
                Vague::Future => ("FUTURE_REF", Envelope::new(Some(day), None)),
            };
            let mut out = expression(TimexType::Date, text.to_owned(), envelope, Granularity::Span, Anchor::Publication);
            out.implicit = true;
            out
        }
        Meaning::TimeOnly => match context.reference {
            Some((envelope, Granularity::Day | Granularity::Time)) => dated(envelope, Granularity::Day, Anchor::Expression),
            _ if context.adjectival => {
                let mut out = dated(Envelope::day(day), Granularity::Day, Anchor::Publication);
                out.envelope = Envelope::new(None, Some(day));
                out
            }
            _ => dated(Envelope::day(day), Granularity::Day, Anchor::Publication),
        },
    }
}

fn absolute_day(date: Option<Date>) -> TimeExpression {
    let envelope = date.map_or(Envelope::OPEN, Envelope::day);
    let mut out = dated(envelope, Granularity::Day, Anchor::Absolute);
    if date.is_none() {
        out.value = "XXXX-XX-XX".to_owned();
    }
    out
}

/// Value, envelope and calendar years of a fiscal year. Whose year it is the words do not say: it may begin in July or October of the year before the
/// one that it is named by (Australia, United States), or in April of that year (India, Japan, United Kingdom).
fn fiscal(year: i16, to: Option<i16>) -> (String, Envelope, Envelope) {
    match to {
        Some(to) => (format!("{year:04}/{to:04}"), Envelope::new(cal::day(year, 4, 1), cal::day(to, 6, 30)), cal::years(year, to)),
        None => (format!("{year:04}"), Envelope::new(cal::day(year - 1, 7, 1), cal::day(year + 1, 3, 31)), cal::years(year, year)),
    }
}
