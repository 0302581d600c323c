//! Deadlines: a length plus the envelope of the day on which the term began to run.

use super::calendar as cal;
use super::meaning::Unit;
use model::Envelope;

/// When a term of `length` (a TIMEX3 duration, `P50D`, `P2W`, `P1Y6M`, `PT72H`) that was set in `issued` is over.
///
/// Each end is moved by the length; hours count as the days that they touch. `None` where the length has no number (`PXD`) or is no duration; an open end
/// stays open.
pub fn due(length: &str, issued: Envelope) -> Option<Envelope> {
    let body = length.strip_prefix('P')?;
    let mut steps: Vec<(i64, Unit)> = Vec::new();
    let mut clock = false;
    let mut digits = String::new();
    for c in body.chars() {
        if c == 'T' {
            clock = true;
            continue;
        }
        if c.is_ascii_digit() {
            digits.push(c);
            continue;
        }
        let count: i64 = digits.parse().ok()?;
        digits.clear();
        steps.push(match (c, clock) {
            ('D', false) => (count, Unit::Day),
            ('W', false) => (count, Unit::Week),
            ('M', false) => (count, Unit::Month),
            ('Q', false) => (count, Unit::Quarter),
            ('Y', false) => (count, Unit::Year),
            ('H', true) => (count.saturating_add(23) / 24, Unit::Day),
            ('M' | 'S', true) => (0, Unit::Day),
            _ => return None,
        });
    }
    if steps.is_empty() || !digits.is_empty() {
        return None;
    }
    let moved = |date: Option<jiff::civil::Date>| date.map(|d| steps.iter().fold(d, |d, (count, unit)| cal::shift(d, *count, *unit)));
    Some(Envelope::new(moved(issued.earliest), moved(issued.latest)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_term_moves_both_ends_of_the_days_of_issue() {
        let week = cal::span(date(2031, 3, 3), date(2031, 3, 9));
        assert_eq!(due("P30D", week), Some(cal::span(date(2031, 4, 2), date(2031, 4, 8))));
        assert_eq!(due("PT72H", Envelope::day(date(2031, 3, 3))), Some(Envelope::day(date(2031, 3, 6))));
        assert_eq!(due("P1Y6M", Envelope::day(date(2031, 3, 3))), Some(Envelope::day(date(2032, 9, 3))));
        assert_eq!(due("PXD", week), None);
        assert_eq!(due("soon", week), None);
    }
}
