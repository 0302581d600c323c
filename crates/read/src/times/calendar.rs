//! The calendar: intervals of days and feasts. Weeks are ISO 8601 (Monday first) unless said otherwise.

use super::meaning::{Season, Unit};
use jiff::{Span, ToSpan, civil::Date};
use model::Envelope;

/// A day moved by `days`; stays where the calendar ends.
pub fn plus_days(date: Date, days: i64) -> Date {
    plus(date, days.clamp(-3_000_000, 3_000_000).days())
}

/// A day moved by a span; stays where the calendar ends.
pub fn plus(date: Date, span: Span) -> Date {
    date.checked_add(span).unwrap_or(date)
}

/// A day moved by so many units; months and years keep the day of the month where they can.
pub fn shift(date: Date, count: i64, unit: Unit) -> Date {
    let count = count.clamp(-4000, 4000);
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour => date,
        Unit::Day => plus_days(date, count),
        Unit::Week | Unit::Weekend => plus_days(date, count * 7),
        Unit::Fortnight => plus_days(date, count * 14),
        Unit::Month => plus(date, count.months()),
        Unit::Quarter => plus(date, (count * 3).months()),
        Unit::Year => plus(date, count.years()),
        Unit::Decade => plus(date, (count * 10).years()),
        Unit::Century => plus(date, (count.clamp(-60, 60) * 100).years()),
        Unit::Millennium => plus(date, (count.clamp(-6, 6) * 1000).years()),
    }
}

/// From `a` to `b`.
pub fn span(a: Date, b: Date) -> Envelope {
    Envelope::new(Some(a), Some(b))
}

/// A day from its numbers; a day beyond the month's end gives none.
pub fn day(year: i16, month: i8, day: i8) -> Option<Date> {
    Date::new(year, month, day).ok()
}

/// All days of a month.
pub fn month(year: i16, month: i8) -> Envelope {
    day(year, month, 1).map_or(Envelope::OPEN, |first| span(first, first.last_of_month()))
}

/// From 1 January of one year to 31 December of another.
pub fn years(from: i16, to: i16) -> Envelope {
    Envelope::new(day(from, 1, 1), day(to, 12, 31))
}

/// Part `index` (from 1) of a year cut in `of`.
pub fn fraction(year: i16, index: u8, of: u8) -> Envelope {
    let months = 12 / of.max(1) as i8;
    let first = (index.max(1) as i8 - 1) * months + 1;
    Envelope::new(day(year, first, 1), day(year, first + months - 1, 1).map(Date::last_of_month))
}

/// The ISO week of a day.
pub fn week(date: Date) -> Envelope {
    let monday = plus_days(date, -i64::from(date.weekday().to_monday_zero_offset()));
    span(monday, plus_days(monday, 6))
}

/// The week of a day where weeks begin on Sunday.
pub fn sunday_week(date: Date) -> Envelope {
    let sunday = plus_days(date, -i64::from(date.weekday().to_sunday_zero_offset()));
    span(sunday, plus_days(sunday, 6))
}

/// The season that begins in `year`: the meteorological quarters of the northern hemisphere; winter runs into the next year.
pub fn season(year: i16, season: Season) -> Envelope {
    let first = match season {
        Season::Spring => 3,
        Season::Summer => 6,
        Season::Autumn | Season::Fall => 9,
        Season::Winter => 12,
    };
    let end = if first == 12 { day(year + 1, 2, 1) } else { day(year, first + 2, 1) };
    Envelope::new(day(year, first, 1), end.map(Date::last_of_month))
}

/// The feast by its number in the vocabulary, in `year`.
pub fn feast(year: i16, feast: u8) -> Option<Date> {
    match feast {
        0 => day(year, 12, 25),
        1 => easter(year),
        2 => day(year, 11, 1)?.nth_weekday_of_month(4, jiff::civil::Weekday::Thursday).ok(),
        3 => day(year, 1, 1),
        4 => day(year, 12, 31),
        _ => day(year, 12, 24),
    }
}

/// Easter Sunday of the Gregorian calendar (Meeus, "Astronomical Algorithms", chapter 8).
fn easter(year: i16) -> Option<Date> {
    let year = i32::from(year);
    let (a, b, c) = (year % 19, year / 100, year % 100);
    let h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    let l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    day(year as i16, (n / 31) as i8, (n % 31 + 1) as i8)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn feasts_fall_on_their_days() {
        assert_eq!(feast(2025, 1), Some(date(2025, 4, 20)));
        assert_eq!(feast(2031, 1), Some(date(2031, 4, 13)));
        assert_eq!(feast(2023, 2), Some(date(2023, 11, 23)));
    }

    #[test]
    fn the_two_weeks_of_a_sunday_differ() {
        let sunday = date(2031, 3, 9);
        assert_eq!(week(sunday), span(date(2031, 3, 3), sunday));
        assert_eq!(sunday_week(sunday), span(sunday, date(2031, 3, 15)));
    }
}
