//! Dates as users and sources write them beside a report: the machine-readable forms only, never prose.

use crate::Envelope;
use jiff::civil::{Date, DateTime};

impl Envelope {
    /// The days that a given date allows: `2031-03-09`, `20310309`, `2031-03`, `2031`, `A/B` with two days, a date-time with or without a
    /// zone (RFC 3339, ISO 8601), or a mail's date (RFC 2822). A date-time counts as the day on its own clock. `None` for anything else,
    /// impossible days among it.
    pub fn parse_given(text: &str) -> Option<Envelope> {
        let text = text.trim();
        if let Some((a, b)) = text.split_once('/').filter(|(a, _)| a.len() >= 10) {
            let (a, b) = (day(a)?, day(b)?);
            return (a <= b).then_some(Envelope::new(Some(a), Some(b)));
        }
        let digits = text.len() >= 4 && text.as_bytes().iter().all(|b| b.is_ascii_digit() || *b == b'-');
        if digits && text.len() == 4 {
            let first = Date::new(text.parse().ok()?, 1, 1).ok()?;
            return Some(Envelope::new(Some(first), Some(first.last_of_year())));
        }
        if digits && text.len() == 7 && text.as_bytes()[4] == b'-' {
            let first = Date::new(text[..4].parse().ok()?, text[5..].parse().ok()?, 1).ok()?;
            return Some(Envelope::new(Some(first), Some(first.last_of_month())));
        }
        day(text).map(Envelope::day)
    }
}

/// The day of a date or a date-time.
fn day(text: &str) -> Option<Date> {
    if let Ok(zoned) = jiff::fmt::rfc2822::DateTimeParser::new().relaxed_weekday(true).parse_zoned(text) {
        return Some(zoned.date());
    }
    if let Ok(time) = text.parse::<DateTime>() {
        return Some(time.date());
    }
    // An offset or "Z" behind the clock time: the day is the one on the writer's clock, so the zone itself is not needed.
    let head = text.get(..19).filter(|_| jiff::fmt::temporal::DateTimeParser::new().parse_timestamp(text).is_ok())?;
    head.parse::<DateTime>().ok().map(|t| t.date())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn machine_readable_forms_are_understood_and_nothing_else() {
        let day = Some(Envelope::day(date(2031, 3, 9)));
        for text in [
            "2031-03-09",
            "20310309",
            " 2031-03-09T23:30:00-08:00",
            "2031-03-09T01:00:00Z",
            "2031-03-09T01:00:00.250+02:00",
            "2031-03-09 08:15:00",
            "2031-03-09T08:15",
            "Sun, 9 Mar 2031 08:15:00 +0000",
            "Sun, 09 Mar 2031 08:15:00 GMT",
        ] {
            assert_eq!(Envelope::parse_given(text), day, "{text}");
        }
        assert_eq!(Envelope::parse_given("2031-02"), Some(Envelope::new(Some(date(2031, 2, 1)), Some(date(2031, 2, 28)))));
        assert_eq!(Envelope::parse_given("2031"), Some(Envelope::new(Some(date(2031, 1, 1)), Some(date(2031, 12, 31)))));
        assert_eq!(Envelope::parse_given("2031-03-08/2031-03-09"), Some(Envelope::new(Some(date(2031, 3, 8)), Some(date(2031, 3, 9)))));
        for text in ["", "soon", "2031-02-30", "2031-13", "09/03/2031", "2031-03-09/2031-03-01", "3", "2031-03-09Tnoon", "éééééééééééé"]
        {
            assert_eq!(Envelope::parse_given(text), None, "{text}");
        }
    }
}
