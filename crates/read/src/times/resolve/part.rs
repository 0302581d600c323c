//! Parts of an interval: early, mid, late; the time of day.

use super::Context;
use crate::times::calendar as cal;
use crate::times::meaning::{Clock, Portion, TimeOfDay};
use crate::times::value;
use jiff::civil::Date;
use model::{Envelope, Granularity, TimeExpression, TimexType};

/// Cuts the envelope to a part of itself; the value stays that of the whole.
pub fn cut(resolved: &mut TimeExpression, portion: Portion, day: Date) {
    let (Some(first), Some(last)) = (resolved.envelope.earliest, resolved.envelope.latest) else { return };
    match portion {
        Portion::Earlier => resolved.envelope.latest = Some(last.min(day).max(first)),
        Portion::Later => resolved.envelope.earliest = Some(first.max(day).min(last)),
        _ if resolved.granularity == Granularity::Month => {
            // Newspapers' "early" reaches to the middle of the month, in the narrow sense to the tenth; "late" begins on the 20th or 21st.
            let on = |d: i8| cal::day(first.year(), first.month(), d);
            let (wide, narrow) = match portion {
                Portion::Early | Portion::Start => ((on(1), on(15)), Some((on(1), on(10)))),
                Portion::Mid => ((on(10), on(20)), Some((on(11), on(20)))),
                _ => ((on(20), Some(last)), Some((on(21), Some(last)))),
            };
            resolved.envelope = Envelope::new(wide.0, wide.1);
            resolved.alternatives = narrow.map(|(a, b)| Envelope::new(a, b)).into_iter().collect();
        }
        _ => {
            let days = i64::from((last - first).get_days());
            if days == 0 {
                return;
            }
            let (from, to) = match portion {
                Portion::Early | Portion::Start => (0, days / 2),
                Portion::Mid => (days / 4, days * 3 / 4),
                _ => (days / 2, days),
            };
            resolved.envelope = cal::span(cal::plus_days(first, from), cal::plus_days(first, to));
        }
    }
}

/// Adds a time of day to a date.
pub fn add_time(resolved: &mut TimeExpression, time: TimeOfDay, context: &Context) {
    resolved.timex = TimexType::Time;
    resolved.granularity = Granularity::Time;
    let suffix = match time {
        TimeOfDay::Clock(Clock { hour, minute, utc }) => {
            let zone = if utc { "Z" } else { "" };
            minute.map_or_else(|| format!("T{hour:02}:00{zone}"), |m| format!("T{hour:02}:{m:02}{zone}"))
        }
        TimeOfDay::Part(part) => value::part_letters(part).to_owned(),
    };
    if context.adjectival && context.reference.is_none() {
        resolved.value = "XXXX-XX-XX".to_owned();
    }
    resolved.value.push_str(&suffix);
}
