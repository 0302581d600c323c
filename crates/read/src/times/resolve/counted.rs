//! Weekdays, units and shifts: what is counted from the anchor or from the time last spoken of.

use super::years::offset;
use super::{Context, Direction, core, dated, expression};
use crate::times::calendar as cal;
use crate::times::meaning::{Base, Count, Length, Meaning, Unit, Vague, Which};
use jiff::civil::Date;
use model::{Anchor, Envelope, Granularity, TimeExpression, TimexType};

/// A weekday.
pub fn weekday(weekday: i8, which: Which, day: Date, context: &Context) -> TimeExpression {
    let today = day.weekday().to_monday_one_offset();
    let back = i64::from((today - weekday).rem_euclid(7));
    let ahead = i64::from((weekday - today).rem_euclid(7));
    let on = |date: Date| dated(Envelope::day(date), Granularity::Day, Anchor::Publication);
    let reference = context.reference.and_then(|(envelope, _)| envelope.earliest);
    match which {
        Which::Last => {
            let latest = cal::plus_days(day, if back == 0 { -7 } else { -back });
            let mut out = on(latest);
            // In the running week it may be the day of the week before.
            if back != 0 && cal::week(latest) == cal::week(day) {
                out.alternatives.push(Envelope::day(cal::plus_days(latest, -7)));
            }
            out
        }
        Which::Next => {
            let nearest = cal::plus_days(day, if ahead == 0 { 7 } else { ahead });
            let mut out = on(nearest);
            if cal::week(nearest) == cal::week(day) {
                out.alternatives.push(Envelope::day(cal::plus_days(nearest, 7)));
            }
            out
        }
        Which::This => on(cal::plus_days(day, if context.direction == Direction::Past { -back } else { ahead })),
        Which::Previous | Which::Same if reference.is_some() => {
            let from = reference.unwrap_or(day);
            let back = i64::from((from.weekday().to_monday_one_offset() - weekday).rem_euclid(7));
            on(cal::plus_days(from, if back == 0 && which == Which::Previous { -7 } else { -back }))
        }
        Which::Following if reference.is_some() => {
            let from = reference.unwrap_or(day);
            let ahead = i64::from((weekday - from.weekday().to_monday_one_offset()).rem_euclid(7));
            on(cal::plus_days(from, if ahead == 0 { 7 } else { ahead }))
        }
        Which::Previous | Which::Latest | Which::Same => on(cal::plus_days(day, if back == 0 { -7 } else { -back })),
        Which::Following => on(cal::plus_days(day, if ahead == 0 { 7 } else { ahead })),
        // 45 % are the day of publication, 92 % lie within the six days before it.
        Which::Bare => match context.direction {
            Direction::Future => on(cal::plus_days(day, ahead)),
            Direction::Past | Direction::Unknown => on(cal::plus_days(day, -back)),
        },
    }
}

/// A unit of the calendar.
pub fn unit(unit: Unit, which: Which, day: Date, context: &Context) -> TimeExpression {
    let reference = context.reference.and_then(|(envelope, _)| envelope.earliest);
    let base = match which {
        Which::Previous | Which::Following | Which::Same => reference.unwrap_or(day),
        _ => day,
    };
    let anchor = if base == day { Anchor::Publication } else { Anchor::Expression };
    let step = i64::from(offset(which));
    let there = cal::shift(base, step, unit);
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => dated(Envelope::day(there), Granularity::Day, anchor),
        Unit::Week | Unit::Fortnight => {
            let mut out = dated(cal::week(there), Granularity::Week, anchor);
            let sunday = cal::sunday_week(there);
            if base.weekday() == jiff::civil::Weekday::Sunday && which != Which::Same {
                // On a Sunday the two conventions are a week apart: in the past either may be meant.
                if step < 0 {
                    out.alternatives = vec![out.envelope, sunday];
                    out.envelope = out.envelope.hull(sunday);
                } else {
                    out.alternatives = vec![sunday];
                }
            } else if sunday != out.envelope {
                out.alternatives = vec![sunday];
            }
            out
        }
        Unit::Weekend => {
            let weekend = |d: Date| {
                let monday = cal::week(d).earliest.unwrap_or(d);
                cal::span(cal::plus_days(monday, 5), cal::plus_days(monday, 6))
            };
            // "the weekend" is the one at hand: it needs no day spoken of before. Early in a week it is the one just over.
            let today = day.weekday().to_monday_one_offset();
            let back = match (which, context.direction) {
                (Which::Bare | Which::Same, Direction::Past | Direction::Unknown) if today < 6 => -7,
                (Which::Last | Which::Previous, _) => -7,
                (Which::Next | Which::Following, _) => 7,
                _ => 0,
            };
            let from = if matches!(which, Which::Previous | Which::Following) { base } else { day };
            let mut out = dated(weekend(cal::plus_days(from, back)), Granularity::Week, Anchor::Publication);
            out.value.push_str("-WE");
            out
        }
        Unit::Month => dated(cal::month(there.year(), there.month()), Granularity::Month, anchor),
        Unit::Quarter => {
            let current = (there.year(), (there.month() as u8).div_ceil(3));
            let (year, index) = match (which, context.quarter) {
                (Which::Same | Which::Latest, Some(quarter)) => quarter,
                (Which::Same | Which::Latest | Which::Last, None) | (Which::Last, _) => {
                    let last = cal::shift(day, -1, Unit::Quarter);
                    (last.year(), (last.month() as u8).div_ceil(3))
                }
                _ => current,
            };
            expression(TimexType::Date, format!("{year:04}-Q{index}"), cal::fraction(year, index, 4), Granularity::Quarter, anchor)
        }
        Unit::Year => dated(cal::years(there.year(), there.year()), Granularity::Year, anchor),
        Unit::Decade => {
            let first = there.year() / 10 * 10;
            dated(cal::years(first, first + 9), Granularity::Era, anchor)
        }
        Unit::Century | Unit::Millennium => {
            let first = there.year() / 100 * 100;
            expression(TimexType::Date, format!("{:02}", there.year() / 100), cal::years(first, first + 99), Granularity::Era, anchor)
        }
    }
}

/// How many units, the lower number of a range.
pub fn number(count: Count) -> Option<i64> {
    match count {
        Count::Exact(n) | Count::Half(n) | Count::Range(n, _) => Some(i64::from(n)),
        Count::Vague => None,
    }
}

/// A quarter to which another is compared.
pub fn quarter_of(year: i16, index: u8) -> TimeExpression {
    expression(TimexType::Date, format!("{year:04}-Q{index}"), cal::fraction(year, index, 4), Granularity::Quarter, Anchor::Expression)
}

/// "two years ago", "three days later".
pub fn shifted(length: Length, back: bool, base: Base, day: Date, context: &Context) -> TimeExpression {
    let Some(count) = number(length.count) else {
        return core(&Meaning::Vague(if back { Vague::Past } else { Vague::Future }), day, context);
    };
    let sign = if back { -1 } else { 1 };
    // "a year earlier" beside a quarter means that quarter of the year before.
    if length == Length::exact(1, Unit::Year)
        && let Some((year, index)) = context.quarter
    {
        return quarter_of(year + sign as i16, index);
    }
    let reference = context.reference.filter(|_| base == Base::Reference);
    let from = reference.and_then(|(envelope, _)| envelope.earliest).unwrap_or(day);
    let anchor = if reference.is_some() { Anchor::Expression } else { Anchor::Publication };
    let there = cal::shift(from, sign * count, length.unit);
    match length.unit {
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => dated(Envelope::day(there), Granularity::Day, anchor),
        Unit::Week | Unit::Weekend | Unit::Fortnight => dated(cal::week(there), Granularity::Week, anchor),
        Unit::Month => dated(cal::month(there.year(), there.month()), Granularity::Month, anchor),
        Unit::Quarter => dated(cal::fraction(there.year(), (there.month() as u8).div_ceil(3), 4), Granularity::Quarter, anchor),
        Unit::Year | Unit::Decade | Unit::Century | Unit::Millennium => {
            dated(cal::years(there.year(), there.year()), Granularity::Year, anchor)
        }
    }
}
