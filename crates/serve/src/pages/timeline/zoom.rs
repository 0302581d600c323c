//! Which days the timeline covers, and the way to other days: nearer, wider, earlier, later. All of it stands in the address.

use super::Dated;
use crate::pages::ask::Ask;
use jiff::ToSpan;
use jiff::civil::Date;
use maud::{Markup, html};

/// Spans that have a name, in days.
pub const NAMED: &[(&str, &str)] = &[("7", "a week"), ("31", "a month"), ("92", "three months"), ("366", "a year")];
/// Spans in days from step to step.
const STEPS: &[i64] = &[4, 7, 14, 31, 62, 92, 183, 366, 732, 1461, 3653, 7305];
/// Without a choice, this much before the last report is looked at.
const BEFORE: i64 = 400;

/// The days shown.
pub struct Window {
    /// The first day.
    pub first: Date,
    /// The last day.
    pub last: Date,
    /// The first and the last day of anything.
    whole: (Date, Date),
}

/// The days that the picture covers; `None` where nothing has a day.
pub fn window(ask: &Ask, facts: &[Dated<'_>]) -> Option<Window> {
    let mut days: Vec<Date> = facts.iter().filter_map(|(days, _)| days.earliest.or(days.latest)).collect();
    days.sort_unstable();
    let ends = facts.iter().filter_map(|(days, _)| days.latest.or(days.earliest));
    let whole = (*days.first()?, ends.max()?);
    let now = ask.view.last_day().unwrap_or(whole.1);
    let until = ask.query.get("until").and_then(|day| day.parse::<Date>().ok());
    let (first, last) = match ask.query.get("span") {
        Some("all") => whole,
        Some(text) => {
            let span = text.parse::<i64>().unwrap_or(366).clamp(1, 40_000);
            // What lies ahead of the last report belongs to its month.
            let last = until.unwrap_or(moved(now, span / 3).min(whole.1).max(now));
            (moved(last, -span), last)
        }
        None => what_matters(&days, now, whole),
    };
    let (from, to) = (ask.query.filter.from, ask.query.filter.to);
    let (first, last) = (from.unwrap_or(first), to.unwrap_or(last));
    Some(Window { first: first.min(last), last: last.max(first), whole })
}

/// A good year before the last report and whatever lies ahead, without what stands alone at either end: one mention of a far day must not press
/// everything else together.
fn what_matters(days: &[Date], now: Date, whole: (Date, Date)) -> (Date, Date) {
    let edge = moved(now.min(whole.1), -BEFORE);
    let near: Vec<Date> = days.iter().copied().filter(|day| *day >= edge).collect();
    let (Some(mut first), mut last) = (near.first().copied(), whole.1) else { return whole };
    let few = near.len() / 8;
    loop {
        let middle = moved(first, i64::from((last - first).get_days()) / 2);
        let begins = |after: &Date| *after >= middle;
        let (early, late) =
            (near.iter().filter(|d| **d >= first && **d < middle).count(), near.iter().filter(|d| **d >= middle && **d <= last).count());
        if (last - first).get_days() < 14 {
            break;
        } else if early <= few && late > few && now >= middle {
            let Some(next) = near.iter().copied().find(begins) else { break };
            first = next;
        } else if late <= few && early > few && now < middle {
            last = near.iter().copied().rfind(|day| *day < middle).unwrap_or(middle).max(now);
        } else {
            break;
        }
    }
    (first, last)
}

/// So many days later, as far as the calendar goes.
fn moved(day: Date, days: i64) -> Date {
    day.checked_add(days.days()).unwrap_or(day)
}

/// Links to other days; the script gives them keys.
pub fn links(ask: &Ask, shown: &Option<Window>) -> Markup {
    let Some(Window { first, last, whole }) = shown else { return html! {} };
    let days = i64::from((*last - *first).get_days());
    let to = |days: i64, until: Date| {
        ask.here_with(&[("span", &days.to_string()), ("until", &until.to_string()), ("page", ""), ("from", ""), ("to", "")])
    };
    let middle = moved(*first, days / 2);
    let closer = STEPS.iter().rev().find(|step| **step < days).map(|step| to(*step, moved(middle, step / 2)));
    let wider = STEPS
        .iter()
        .find(|step| **step > days && days < i64::from((whole.1 - whole.0).get_days()) + 14)
        .map(|step| to(*step, moved(middle, step / 2)));
    let earlier = (*first > whole.0).then(|| to(days.max(1), moved(*last, -(days / 2).max(1))));
    let later = (*last < whole.1).then(|| to(days.max(1), moved(*last, (days / 2).max(1))));
    let link = |name: &str, key: &str, word: &str, href: Option<String>| html! { @match href { Some(href) => a.button href={(href) "#days"} data-zoom=(name) aria-keyshortcuts=(key) { (word) }, None => span.button.off { (word) } } " " };
    html! {
        nav.zoom #days aria-label="Days shown" {
            p { b { (publish::wording::day(*first)) " – " (publish::wording::day(*last)) } }
            p { (link("earlier", "[", "← earlier", earlier)) (link("closer", "+", "+ closer", closer)) (link("wider", "-", "− wider", wider)) (link("later", "]", "later →", later)) }
            p.faint { "Keys: " kbd { "+" } " closer, " kbd { "-" } " wider, " kbd { "[" } " earlier, " kbd { "]" } " later" }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn what_stands_alone_at_an_end_is_left_out() {
        let busy = (1..=20).map(|d| date(2031, 3, d));
        let days: Vec<Date> = [date(2030, 5, 1)].into_iter().chain(busy).chain([date(2036, 1, 1)]).collect();
        let (first, last) = what_matters(&days, date(2031, 3, 15), (days[0], *days.last().expect("a day")));
        assert_eq!(first, date(2031, 3, 1));
        assert!(last >= date(2031, 3, 20) && last < date(2031, 8, 1), "{last}");
        // What is spread evenly stays whole, and the day of the last report is never cut off.
        let even: Vec<Date> = (1..=12).map(|m| date(2031, m, 1)).collect();
        assert_eq!(what_matters(&even, date(2031, 12, 1), (even[0], even[11])), (even[0], even[11]));
        let alone = [date(2031, 1, 1), date(2031, 1, 2), date(2031, 1, 3), date(2031, 12, 1)];
        assert!(what_matters(&alone, date(2031, 11, 1), (alone[0], alone[3])).1 >= date(2031, 11, 1));
    }
}
