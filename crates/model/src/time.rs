//! Time as envelopes: words, anchor, `[earliest, latest]`, either end open.

use crate::{Span, vocabulary::closed_list};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

closed_list! {
    /// TIMEX3 types (TimeML 1.2.1).
    TimexType {
        /// A calendar date or a stretch of them.
        Date = "DATE",
        /// A time of day.
        Time = "TIME",
        /// A length of time.
        Duration = "DURATION",
        /// A recurring time.
        Set = "SET",
    }
}

closed_list! {
    /// How fine the words of an expression are.
    Granularity {
        /// Finer than a day.
        Time = "time",
        /// A day.
        Day = "day",
        /// A week.
        Week = "week",
        /// A month.
        Month = "month",
        /// A quarter.
        Quarter = "quarter",
        /// A year.
        Year = "year",
        /// A decade or century.
        Era = "era",
        /// A stretch between two ends.
        Span = "span",
    }
}

closed_list! {
    /// What an expression is counted from.
    Anchor {
        /// Nothing: it names its date itself.
        Absolute = "absolute",
        /// The report's date of publication.
        Publication = "publication",
        /// The time of the speech that contains it.
        Utterance = "utterance",
        /// Another expression of the text.
        Expression = "expression",
        /// Another event ("after the talks").
        Event = "event",
    }
}

/// A closed calendar interval; `None` is an open end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Envelope {
    /// First day on which it may lie.
    pub earliest: Option<Date>,
    /// Last day on which it may lie.
    pub latest: Option<Date>,
}

impl Envelope {
    /// Nothing known.
    pub const OPEN: Envelope = Envelope { earliest: None, latest: None };

    /// From two ends.
    pub const fn new(earliest: Option<Date>, latest: Option<Date>) -> Envelope {
        Envelope { earliest, latest }
    }

    /// Exactly one day.
    pub const fn day(date: Date) -> Envelope {
        Envelope { earliest: Some(date), latest: Some(date) }
    }

    /// Both ends open.
    pub const fn is_open(self) -> bool {
        self.earliest.is_none() && self.latest.is_none()
    }

    /// The one day that it allows, if one.
    pub fn single_day(self) -> Option<Date> {
        self.earliest.filter(|e| Some(*e) == self.latest)
    }

    /// Days from the first to the last, at least 1; `None` where an end is open.
    pub fn days(self) -> Option<i64> {
        Some((self.latest? - self.earliest?).get_days() as i64 + 1)
    }

    /// Whether some day lies in both.
    pub fn compatible(self, other: Envelope) -> bool {
        let before = |a: Option<Date>, b: Option<Date>| matches!((a, b), (Some(a), Some(b)) if a < b);
        !before(self.latest, other.earliest) && !before(other.latest, self.earliest)
    }

    /// The days in both; `None` where there is none.
    pub fn narrow(self, other: Envelope) -> Option<Envelope> {
        self.compatible(other).then(|| Envelope {
            earliest: [self.earliest, other.earliest].into_iter().flatten().max(),
            latest: [self.latest, other.latest].into_iter().flatten().min(),
        })
    }

    /// The smallest envelope around both.
    pub fn hull(self, other: Envelope) -> Envelope {
        Envelope {
            earliest: self.earliest.zip(other.earliest).map(|(a, b)| a.min(b)),
            latest: self.latest.zip(other.latest).map(|(a, b)| a.max(b)),
        }
    }

    /// The envelope in Extended Date/Time Format (EDTF level 1, ISO 8601-2): a day, a month, a year, or an interval with open ends.
    pub fn edtf(self) -> String {
        match (self.earliest, self.latest) {
            (None, None) => "..".to_owned(),
            (Some(a), Some(b)) if a == b => a.to_string(),
            (Some(a), Some(b)) if a == a.first_of_month() && b == a.last_of_month() => a.strftime("%Y-%m").to_string(),
            (Some(a), Some(b)) if a == a.first_of_year() && b == a.last_of_year() => a.strftime("%Y").to_string(),
            (a, b) => {
                format!("{}/{}", a.map_or_else(|| "..".to_owned(), |d| d.to_string()), b.map_or_else(|| "..".to_owned(), |d| d.to_string()))
            }
        }
    }
}

/// A time expression of a report with what it may mean.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimeExpression {
    /// Bytes of the words.
    pub span: Span,
    /// TIMEX3 type.
    pub timex: TimexType,
    /// TIMEX3 value: `2025-06-26`, `2025-W30`, `P50D`, `XXXX-06-26`, …
    pub value: String,
    /// The closed calendar envelope of what the words mean; for a duration without anchor, open.
    pub envelope: Envelope,
    /// How fine the words are.
    pub granularity: Granularity,
    /// What it is counted from.
    pub anchor: Anchor,
    /// Other envelopes that the words allow (week conventions, direction in doubt).
    pub alternatives: Vec<Envelope>,
    /// True for a time that is inherited, vague ("recently") or hangs on an event without a date.
    pub implicit: bool,
}

/// When a report was published and how that is known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Publication {
    /// The days on which it may have been published.
    pub envelope: Envelope,
    /// On what it rests.
    pub basis: crate::DateBasis,
    /// The reasons, one line each, for a person to check: quoted words, rows of the dated table.
    pub grounds: Vec<String>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn envelope(a: Option<Date>, b: Option<Date>) -> Envelope {
        Envelope::new(a, b)
    }

    #[test]
    fn edtf_names_whole_months_and_years_and_open_ends() {
        assert_eq!(Envelope::day(date(2031, 3, 9)).edtf(), "2031-03-09");
        assert_eq!(envelope(Some(date(2032, 2, 1)), Some(date(2032, 2, 29))).edtf(), "2032-02");
        assert_eq!(envelope(Some(date(2031, 1, 1)), Some(date(2031, 12, 31))).edtf(), "2031");
        assert_eq!(envelope(None, Some(date(2031, 5, 4))).edtf(), "../2031-05-04");
        assert_eq!(Envelope::OPEN.edtf(), "..");
    }

    #[test]
    fn narrowing_keeps_what_both_allow_and_fails_where_nothing_is_left() {
        let may = envelope(Some(date(2031, 5, 1)), Some(date(2031, 5, 31)));
        let from_20 = envelope(Some(date(2031, 5, 20)), None);
        assert_eq!(may.narrow(from_20), Some(envelope(Some(date(2031, 5, 20)), Some(date(2031, 5, 31)))));
        assert_eq!(may.narrow(envelope(Some(date(2031, 6, 1)), None)), None);
        assert_eq!(may.hull(from_20), envelope(Some(date(2031, 5, 1)), None));
        assert_eq!(may.days(), Some(31));
    }
}
