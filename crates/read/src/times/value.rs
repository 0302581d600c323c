//! TIMEX3 values (TimeML 1.2.1, ISO 8601 with its extensions).

use super::calendar as cal;
use super::meaning::{Count, DayPart, Length, Meaning, Parsed, Recurrence, Season, TimeOfDay, Unit};
use model::{Envelope, Granularity};

/// The value of a calendar interval.
pub fn of(envelope: Envelope, granularity: Granularity) -> String {
    let Some(first) = envelope.earliest else { return "XXXX-XX-XX".to_owned() };
    match granularity {
        Granularity::Time | Granularity::Day | Granularity::Span => first.to_string(),
        Granularity::Week => {
            let week = first.iso_week_date();
            format!("{:04}-W{:02}", week.year(), week.week())
        }
        Granularity::Month => format!("{:04}-{:02}", first.year(), first.month()),
        Granularity::Quarter => format!("{:04}-Q{}", first.year(), (first.month() as u8).div_ceil(3)),
        Granularity::Year => format!("{:04}", first.year()),
        Granularity::Era => format!("{:03}", first.year() / 10),
    }
}

/// The value of a length: `P50D`, `PT24H`, `P2Y6M`, `PXW`.
pub fn length(length: Length) -> String {
    if length.unit == Unit::Second && length.count == Count::Vague {
        return "PXX".to_owned();
    }
    let (factor, letter, clock) = letter(length.unit);
    let t = if clock { "T" } else { "" };
    match (length.count, length.rest) {
        (Count::Vague, _) => format!(
            "P{t}X{}",
            match length.unit {
                Unit::Decade => "DE",
                Unit::Century => "CE",
                _ => letter,
            }
        ),
        (Count::Half(n), _) => {
            let (half, finer) = match length.unit {
                Unit::Year => (6, "M"),
                Unit::Decade => (5 + 10 * n, "Y"),
                Unit::Century => (50 + 100 * n, "Y"),
                Unit::Hour => (30, "M"),
                Unit::Minute => (30, "S"),
                Unit::Day => (12, "H"),
                Unit::Quarter => (45, "D"),
                Unit::Month => (15, "D"),
                _ => return format!("P{t}{n}.5{letter}"),
            };
            let inner = if length.unit == Unit::Day { "T" } else { "" };
            if n == 0 || matches!(length.unit, Unit::Decade | Unit::Century) {
                format!("P{t}{inner}{half}{finer}")
            } else {
                format!("P{t}{}{letter}{inner}{half}{finer}", n * factor)
            }
        }
        (Count::Exact(n) | Count::Range(n, _), None) => format!("P{t}{}{letter}", n.saturating_mul(factor)),
        (Count::Exact(n) | Count::Range(n, _), Some((more, finer))) => {
            let (finer_factor, finer_letter, finer_clock) = self::letter(finer);
            let inner = if finer_clock && !clock { "T" } else { "" };
            format!("P{t}{}{letter}{inner}{}{finer_letter}", n.saturating_mul(factor), more.saturating_mul(finer_factor))
        }
    }
}

/// Factor, letter, and whether it stands behind the T.
const fn letter(unit: Unit) -> (u32, &'static str, bool) {
    match unit {
        Unit::Second => (1, "S", true),
        Unit::Minute => (1, "M", true),
        Unit::Hour => (1, "H", true),
        Unit::Day => (1, "D", false),
        Unit::Week | Unit::Weekend => (1, "W", false),
        Unit::Fortnight => (2, "W", false),
        Unit::Month => (1, "M", false),
        Unit::Quarter => (1, "Q", false),
        Unit::Year => (1, "Y", false),
        Unit::Decade => (10, "Y", false),
        Unit::Century => (100, "Y", false),
        Unit::Millennium => (1000, "Y", false),
    }
}

/// The granularity of a unit.
pub const fn granularity(unit: Unit) -> Granularity {
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour => Granularity::Time,
        Unit::Day => Granularity::Day,
        Unit::Week | Unit::Weekend | Unit::Fortnight => Granularity::Week,
        Unit::Month => Granularity::Month,
        Unit::Quarter => Granularity::Quarter,
        Unit::Year => Granularity::Year,
        Unit::Decade | Unit::Century | Unit::Millennium => Granularity::Era,
    }
}

/// The letters of a part of the day.
pub const fn part_letters(part: DayPart) -> &'static str {
    match part {
        DayPart::Morning => "TMO",
        DayPart::Noon => "T12:00",
        DayPart::Afternoon => "TAF",
        DayPart::Evening => "TEV",
        DayPart::Night | DayPart::Overnight | DayPart::Tonight => "TNI",
        DayPart::Midnight => "T24:00",
    }
}

/// The letters of a season.
pub const fn season_letters(season: Season) -> &'static str {
    match season {
        Season::Spring => "SP",
        Season::Summer => "SU",
        Season::Autumn | Season::Fall => "FA",
        Season::Winter => "WI",
    }
}

/// The value of a recurring time.
pub fn recurrence(recurrence: Recurrence) -> String {
    match recurrence {
        Recurrence::Period(period) if period.unit == Unit::Quarter => "P3M".to_owned(),
        Recurrence::Period(period) => length(period),
        Recurrence::Weekday(day, part) => format!("XXXX-WXX-{day}{}", part.map_or("", part_letters)),
        Recurrence::Month(month) => format!("XXXX-{month:02}"),
        Recurrence::Weekend => "XXXX-WXX-WE".to_owned(),
        Recurrence::Season(season) => format!("XXXX-{}", season_letters(season)),
        Recurrence::Part(part) => format!("XXXX-XX-XX{}", part_letters(part)),
    }
}

/// The value with X for what only an anchor could say.
pub fn underspecified(parsed: &Parsed) -> String {
    let date = match parsed.meaning {
        Meaning::Day { month, day, .. } => format!("XXXX-{month:02}-{day:02}"),
        Meaning::Month { month, .. } => format!("XXXX-{month:02}"),
        Meaning::Fraction { index, of, .. } => format!("XXXX-{}{index}", if of == 4 { 'Q' } else { 'H' }),
        Meaning::Season { season, .. } => format!("XXXX-{}", season_letters(season)),
        Meaning::Weekday { weekday, .. } => format!("XXXX-WXX-{weekday}"),
        Meaning::Unit { unit, .. } => match unit {
            Unit::Week | Unit::Fortnight => "XXXX-WXX".to_owned(),
            Unit::Weekend => "XXXX-WXX-WE".to_owned(),
            Unit::Month => "XXXX-XX".to_owned(),
            Unit::Quarter => "XXXX-QX".to_owned(),
            Unit::Year => "XXXX".to_owned(),
            Unit::Decade => "XXX".to_owned(),
            Unit::Century | Unit::Millennium => "XX".to_owned(),
            _ => "XXXX-XX-XX".to_owned(),
        },
        Meaning::Feast { feast, .. } if feast != 1 && feast != 2 => {
            cal::feast(2001, feast).map_or_else(String::new, |d| format!("XXXX-{:02}-{:02}", d.month(), d.day()))
        }
        Meaning::Shift { length, .. } => match granularity(length.unit) {
            Granularity::Year | Granularity::Era => "XXXX".to_owned(),
            Granularity::Month => "XXXX-XX".to_owned(),
            Granularity::Week => "XXXX-WXX".to_owned(),
            _ => "XXXX-XX-XX".to_owned(),
        },
        Meaning::Duration(length) | Meaning::Stretch { length, .. } => self::length(length),
        _ => "XXXX-XX-XX".to_owned(),
    };
    match parsed.time {
        Some(TimeOfDay::Part(part)) => date + part_letters(part),
        Some(TimeOfDay::Clock(clock)) => format!("{date}T{:02}:{:02}", clock.hour, clock.minute.unwrap_or(0)),
        None => date,
    }
}
