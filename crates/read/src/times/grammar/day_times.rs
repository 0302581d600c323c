//! Times of day: by the clock or by name.

use super::{Found, Lexemes};
use crate::times::meaning::{Clock, DayPart, TimeOfDay};
use crate::times::words::{Class, Key};

/// A time of day without its date.
pub fn time_of_day(lexemes: Lexemes<'_>, i: usize) -> Found<TimeOfDay> {
    match lexemes.class(i) {
        Class::Number(..) | Class::Cardinal(_) => clock(lexemes, i).map(|(clock, next)| (TimeOfDay::Clock(clock), next)),
        Class::Part(part @ (DayPart::Noon | DayPart::Midnight)) => {
            let next = zone(lexemes, i + 1).map_or(i + 1, |(_, next)| next);
            Some((TimeOfDay::Part(part), next))
        }
        Class::Part(part @ (DayPart::Overnight | DayPart::Tonight)) => Some((TimeOfDay::Part(part), i + 1)),
        Class::Part(part) if !lexemes.word(i).ends_with('s') => {
            // Only behind a day: "Friday evening"; the rest needs "this", "the", "last".
            matches!(
                lexemes.before(if lexemes.sign(i.wrapping_sub(1), b'-') { i - 1 } else { i }),
                Class::Weekday(_) | Class::Deictic(_) | Class::Number(..) | Class::Ordinal(_) | Class::Feast(_)
            )
            .then_some((TimeOfDay::Part(part), i + 1))
        }
        Class::Key(Key::Mid) => {
            let at = lexemes.skip_sign(i + 1, b'-');
            match lexemes.class(at) {
                Class::Part(part @ (DayPart::Morning | DayPart::Afternoon)) => Some((TimeOfDay::Part(part), at + 1)),
                _ => None,
            }
        }
        _ => None,
    }
}

/// "9:20 a.m. ET", "5 p.m.", "08:30 UTC", "0800 GMT", "3 o'clock", "3 in the morning".
fn clock(lexemes: Lexemes<'_>, i: usize) -> Found<Clock> {
    let (hour, digits) = match lexemes.class(i) {
        Class::Number(hour, digits @ 1..=4) => (hour, digits),
        Class::Cardinal(hour @ 1..=12) => (u32::from(hour), 1),
        _ => return None,
    };
    if digits >= 3 {
        // "0800 UTC", "1430 hours GMT"
        let (utc, next) = zone(lexemes, i + 1)?;
        let (hour, minute) = (hour / 100, hour % 100);
        return (digits == 4 && hour <= 24 && minute < 60).then_some((Clock { hour: hour as u8, minute: Some(minute as u8), utc }, next));
    }
    if hour > 24 {
        return None;
    }
    let separated = (lexemes.sign(i + 1, b':') || lexemes.sign(i + 1, b'.')) && lexemes.glued(i + 1) && lexemes.glued(i + 2);
    let minute = match lexemes.class(i + 2) {
        Class::Number(minute @ 0..=59, 2) if separated => Some(minute as u8),
        _ => None,
    };
    let mut at = if minute.is_some() { i + 3 } else { i + 1 };
    // Seconds are read over: "14:05:30".
    if minute.is_some() && lexemes.sign(at, b':') && matches!(lexemes.class(at + 1), Class::Number(0..=59, 2)) {
        at += 2;
    }
    let mut hour = hour as u8;
    let with_colon = minute.is_some() && lexemes.sign(i + 1, b':');
    let certain = match lexemes.class(at) {
        Class::Meridiem(afternoon) if hour <= 12 => {
            hour = match (hour, afternoon) {
                (12, false) => 0,
                (12, true) => 12,
                (h, true) => h + 12,
                (h, false) => h,
            };
            at += 1;
            true
        }
        Class::Key(Key::Oclock) => {
            at += 1;
            true
        }
        _ => false,
    };
    if let Some((utc, next)) = zone(lexemes, at)
        && (certain || with_colon)
    {
        return Some((Clock { hour, minute, utc }, next));
    }
    if let (Class::Key(Key::In), Class::Key(Key::The), Class::Part(part)) =
        (lexemes.class(at), lexemes.class(at + 1), lexemes.class(at + 2))
        && hour <= 12
        && (certain || with_colon || matches!(lexemes.before(i), Class::Key(Key::At | Key::Until | Key::By)))
    {
        let afternoon = matches!(part, DayPart::Afternoon | DayPart::Evening) || (part == DayPart::Night && hour >= 6);
        let hour = if afternoon && hour < 12 { hour + 12 } else { hour };
        return Some((Clock { hour, minute, utc: false }, at + 3));
    }
    let introduced = matches!(
        lexemes.before(i),
        Class::Key(
            Key::At | Key::Until | Key::By | Key::Since | Key::From | Key::Before | Key::After | Key::About | Key::To | Key::Between
        ) | Class::Sign(b',')
            | Class::Weekday(_)
    );
    (certain || (with_colon && introduced)).then_some((Clock { hour, minute, utc: false }, at))
}

/// A time zone behind a clock time: "ET", "(GMT +8)", "local time". Whether it is UTC.
fn zone(lexemes: Lexemes<'_>, i: usize) -> Found<bool> {
    let hours = usize::from(lexemes.word(i) == "hours");
    let open = usize::from(lexemes.sign(i + hours, b'('));
    let at = i + hours + open;
    if lexemes.class(at) == Class::Zone {
        let mut next = at + 1;
        let mut utc = matches!(lexemes.word(at), "UTC" | "GMT");
        let signed = matches!(lexemes.class(next), Class::Sign(b'+' | b'-')) && matches!(lexemes.class(next + 1), Class::Number(_, 1..=2));
        if signed {
            next += 2;
            utc = false;
        }
        if open == 1 {
            return lexemes.sign(next, b')').then_some((utc, next + 1));
        }
        return Some((utc, next));
    }
    // "New York time", "Hong Kong time"
    let name = |at: usize| lexemes.all.get(at).is_some_and(|l| l.capital && !l.breaks);
    if name(i) && name(i + 1) && lexemes.word(i + 2) == "time" {
        return Some((false, i + 3));
    }
    // "local time", "Moscow time"
    if lexemes.word(i + 1) == "time" && (lexemes.word(i) == "local" || lexemes.all.get(i).is_some_and(|l| l.capital && !l.breaks)) {
        return Some((false, i + 2));
    }
    None
}
