//! Calendar dates: days, months, years, weekdays, decades, feasts, numbers with separators.

use super::{Found, Lexemes, counts};
use crate::times::meaning::{InYear, Meaning, Parsed, Which};
use crate::times::words::{Class, Key};

/// A date that names itself.
pub fn date(lexemes: Lexemes<'_>, i: usize) -> Found<Parsed> {
    [weekday_date(lexemes, i), month_first(lexemes, i), day_first(lexemes, i), digits(lexemes, i), years(lexemes, i), feast(lexemes, i)]
        .into_iter()
        .flatten()
        .max_by_key(|(_, end)| *end)
        .map(|(meaning, end)| (Parsed::of(meaning), end))
}

/// "Saturday", "Friday, Oct. 13", "Monday 3 March 2025".
fn weekday_date(lexemes: Lexemes<'_>, i: usize) -> Found<Meaning> {
    let Class::Weekday(weekday) = lexemes.class(i) else { return None };
    if lexemes.word(i).ends_with("days") {
        return None;
    }
    let dotted = if lexemes.word(i).len() <= 5 { lexemes.skip_sign(i + 1, b'.') } else { i + 1 };
    let behind = lexemes.skip_sign(dotted, b',');
    let behind = lexemes.skip(behind, &[Key::The]);
    if let Some(found) = month_first(lexemes, behind).or_else(|| day_first(lexemes, behind))
        && matches!(found.0, Meaning::Day { .. })
    {
        return Some(found);
    }
    Some((Meaning::Weekday { weekday, which: Which::Bare }, i + 1))
}

/// A month's name with its abbreviation point.
fn month(lexemes: Lexemes<'_>, i: usize) -> Found<i8> {
    let Class::Month(month) = lexemes.class(i) else { return None };
    let abbreviated = lexemes.word(i).len() <= 4 && !matches!(lexemes.word(i), "May" | "June" | "July");
    Some((month, if abbreviated && lexemes.glued(i + 1) { lexemes.skip_sign(i + 1, b'.') } else { i + 1 }))
}

/// The number of a day: "26", "26th", "twenty-sixth" is read as an ordinal word.
fn day_number(lexemes: Lexemes<'_>, i: usize) -> Found<i8> {
    match lexemes.class(i) {
        Class::Number(day @ 1..=31, 1..=2) => Some((day as i8, i + 1)),
        Class::Ordinal(day @ 1..=31) => Some((day as i8, i + 1)),
        Class::Cardinal(tens @ (20 | 30)) => match lexemes.class(lexemes.skip_sign(i + 1, b'-')) {
            Class::Ordinal(ones @ 1..=9) => Some(((tens + ones) as i8, lexemes.skip_sign(i + 1, b'-') + 1)),
            _ => None,
        },
        _ => None,
    }
}

/// Behind a day or month: ", 2025", "2025", "of 2025", "this year", "of last year".
pub fn in_year(lexemes: Lexemes<'_>, i: usize) -> (InYear, usize) {
    let comma = lexemes.skip_sign(i, b',');
    if let Some((year, next)) = counts::year(lexemes, comma)
        && !(comma > i && matches!(lexemes.class(next), Class::Unit(..)))
    {
        return (InYear::Exact(year), next);
    }
    let of = lexemes.skip(i, &[Key::Of, Key::In]);
    if let Some((year, next)) = counts::year(lexemes, of) {
        return (InYear::Exact(year), next);
    }
    // "of last year"; a bare "in this year" is another expression.
    let of = lexemes.skip(i, &[Key::Of]);
    let the = lexemes.skip(of, &[Key::The]);
    let which = match lexemes.class(the) {
        Class::Key(Key::This | Key::Current) => Some(Which::This),
        Class::Key(Key::Last | Key::Previous) => Some(Which::Last),
        Class::Key(Key::Next) => Some(Which::Next),
        _ => None,
    };
    match (which, lexemes.word(the + 1)) {
        (Some(which), "year") => (InYear::Which(which), the + 2),
        _ => (InYear::Open, i),
    }
}

/// "June 26", "June 3-5, 2025", "March eighth", "November 1995", "July last year", "June".
fn month_first(lexemes: Lexemes<'_>, i: usize) -> Found<Meaning> {
    let (month, next) = month(lexemes, i)?;
    let the = lexemes.skip(next, &[Key::The]);
    if let Some((day, behind)) = day_number(lexemes, the)
        && !(lexemes.sign(behind, b':') && lexemes.glued(behind + 1) && matches!(lexemes.class(behind + 1), Class::Number(..)))
        && !lexemes.sign(behind, b'%')
    {
        let dash = if lexemes.sign(behind, b'-') { behind + 1 } else { lexemes.skip(behind, &[Key::To]) };
        let (to, behind) = match day_number(lexemes, dash) {
            Some((to, end)) if dash > behind && to > day => (Some(to), end),
            _ => (None, behind),
        };
        let (year, end) = in_year(lexemes, behind);
        return Some((Meaning::Day { year, month, day, to }, end));
    }
    let (year, end) = in_year(lexemes, next);
    // "In May, 200 people …" was no year; "June, 1989" is one.
    Some((Meaning::Month { year, month, which: Which::Bare }, end))
}

/// "26 June 2025", "the 26th of June".
fn day_first(lexemes: Lexemes<'_>, i: usize) -> Found<Meaning> {
    let the = lexemes.skip(i, &[Key::The]);
    let (day, mut behind) = day_number(lexemes, the)?;
    if the > i && !matches!(lexemes.class(the), Class::Ordinal(_)) {
        return None;
    }
    let mut to = None;
    if lexemes.sign(behind, b'-')
        && let Some((last, end)) = day_number(lexemes, behind + 1)
        && last > day
    {
        (to, behind) = (Some(last), end);
    }
    let of = lexemes.skip(behind, &[Key::Of]);
    if of > behind && !matches!(lexemes.class(the), Class::Ordinal(_)) {
        return None;
    }
    let (month, next) = month(lexemes, of)?;
    // "on 9 Feb. 4 people …": a number that a month with its own day follows is no day.
    let (year, end) = in_year(lexemes, next);
    Some((Meaning::Day { year, month, day, to }, end))
}

/// "2025-07-20", "20.07.2025", "7/8/07", "20/07/2025".
fn digits(lexemes: Lexemes<'_>, i: usize) -> Found<Meaning> {
    let Class::Number(first, width) = lexemes.class(i) else { return None };
    let Class::Sign(separator @ (b'-' | b'/' | b'.')) = lexemes.class(i + 1) else { return None };
    if !(1..5).all(|k| lexemes.glued(i + k)) || !lexemes.sign(i + 3, separator) {
        return None;
    }
    let (Class::Number(second, 1..=2), Class::Number(third, last)) = (lexemes.class(i + 2), lexemes.class(i + 4)) else { return None };
    let (year, month, day) = match (width, last) {
        (4, 1..=2) => (first, second, third),
        (1..=2, 2 | 4) => {
            let year = if last == 4 {
                third
            } else if third < 50 {
                2000 + third
            } else {
                1900 + third
            };
            // Month first with strokes (as in American usage) unless that cannot be; day first with points.
            if separator == b'.' || first > 12 { (year, second, first) } else { (year, first, second) }
        }
        _ => return None,
    };
    let fits = (1500..=2100).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
    fits.then_some((Meaning::Digits { year: year as i16, month: month as i8, day: day as i8 }, i + 5))
}

/// "2025", "'82", "the 1990s", "the nineties", "the 20th century", "2014-16", "fiscal 1988".
fn years(lexemes: Lexemes<'_>, i: usize) -> Found<Meaning> {
    let the = lexemes.skip(i, &[Key::The]);
    if let Class::Decade(decade) = lexemes.class(the) {
        return Some((Meaning::Decade(1900 + i16::from(decade)), the + 1));
    }
    let century_word = |at: usize| lexemes.word(at).eq_ignore_ascii_case("century");
    if let Some((number, behind)) = day_number(lexemes, the)
        && matches!(lexemes.class(behind - 1), Class::Ordinal(_))
        && century_word(lexemes.skip_sign(behind, b'-'))
    {
        return Some((Meaning::Century(i16::from(number)), lexemes.skip_sign(behind, b'-') + 1));
    }
    // "'80s", "'82"
    let quote = if lexemes.sign(the, b'\'') { the + 1 } else { the };
    if quote > the {
        let Class::Number(short, 2) = lexemes.class(quote) else { return None };
        if !lexemes.glued(quote) || (lexemes.glued(the) && the > 0) {
            return None;
        }
        let year = if short > 30 { 1900 + short } else { 2000 + short } as i16;
        return match decade_ending(lexemes, quote + 1) {
            Some(end) => Some((Meaning::Decade(year / 10 * 10), end)),
            None => Some((Meaning::Year { year, to: None }, quote + 1)),
        };
    }
    if let Class::Number(value, 2 | 4) = lexemes.class(the)
        && let Some(end) = decade_ending(lexemes, the + 1)
        && value % 10 == 0
    {
        let year = if value < 100 { 1900 + value } else { value } as i16;
        return Some((Meaning::Decade(year), end));
    }
    let fiscal = if lexemes.key(the, Key::Fiscal) {
        let behind = lexemes.skip_sign(the + 1, b'-');
        if lexemes.word(behind) == "year" { behind + 1 } else { behind }
    } else if lexemes.word(the) == "year" && the > i {
        the + 1
    } else {
        the
    };
    if lexemes.key(the, Key::Fiscal) && !lexemes.key(fiscal, Key::Fiscal) {
        return fiscal_year(lexemes, fiscal);
    }
    let (year, next) = counts::year(lexemes, fiscal)?;
    if fiscal == the && (the > i || !is_year(lexemes, i, next)) {
        return None;
    }
    if lexemes.sign(next, b'-') && lexemes.glued(next) {
        let to = match lexemes.class(next + 1) {
            Class::Number(to, 4) if to > year as u32 && to < year as u32 + 100 => Some(to as i16),
            Class::Number(to, 2) if to > year as u32 % 100 => Some(year / 100 * 100 + to as i16),
            _ => None,
        };
        if to.is_some() {
            return Some((Meaning::Year { year, to }, next + 2));
        }
    }
    Some((Meaning::Year { year, to: None }, next))
}

/// Behind "fiscal", "the financial year", "FY": "2025", "25", "2024-25", "2024/25".
fn fiscal_year(lexemes: Lexemes<'_>, i: usize) -> Found<Meaning> {
    let (year, next) = match lexemes.class(i) {
        Class::Number(short, 2) if lexemes.glued(i) => (2000 + short as i16, i + 1),
        _ => counts::year(lexemes, i)?,
    };
    if matches!(lexemes.class(next), Class::Sign(b'-' | b'/')) && lexemes.glued(next) && lexemes.glued(next + 1) {
        let following = match lexemes.class(next + 1) {
            Class::Number(to, 4) => to as i16,
            Class::Number(to, 2) => year / 100 * 100 + to as i16,
            _ => 0,
        };
        if following == year + 1 {
            return Some((Meaning::Fiscal { year, to: Some(following) }, next + 2));
        }
    }
    Some((Meaning::Fiscal { year, to: None }, next))
}

/// "s" or "'s" glued to a number: the end of a decade's name.
fn decade_ending(lexemes: Lexemes<'_>, i: usize) -> Option<usize> {
    if lexemes.word(i) == "s" && lexemes.glued(i) {
        return Some(i + 1);
    }
    lexemes
        .genitive(i)
        .filter(|end| matches!(lexemes.class(*end), Class::Other | Class::Sign(_) | Class::Key(Key::And)) && lexemes.glued(i))
}

/// Whether a number of four digits is a year here, and no amount, address or flight.
fn is_year(lexemes: Lexemes<'_>, i: usize, next: usize) -> bool {
    let before = lexemes.before(i);
    if matches!(before, Class::Sign(b'$' | b'#' | b'.' | b':' | b'/') if lexemes.glued(i)) {
        return false;
    }
    if lexemes.glued(i)
        && matches!(before, Class::Sign(b'-'))
        && !matches!(lexemes.class(i.wrapping_sub(2)), Class::Key(Key::Mid) | Class::Number(..))
    {
        return lexemes.word(i.wrapping_sub(2)).eq_ignore_ascii_case("post") || lexemes.word(i.wrapping_sub(2)).eq_ignore_ascii_case("pre");
    }
    let digit_behind = lexemes.glued(next + 1) && matches!(lexemes.class(next + 1), Class::Number(..));
    if matches!(lexemes.class(next), Class::Sign(b'%' | b'/') if lexemes.glued(next))
        || matches!(lexemes.class(next), Class::Sign(b'.' | b':') if lexemes.glued(next) && digit_behind)
        || matches!(lexemes.class(next), Class::Unit(..) | Class::Scale(_))
    {
        return false;
    }
    let introduced = matches!(
        before,
        Class::Key(
            Key::In
                | Key::Since
                | Key::By
                | Key::Until
                | Key::From
                | Key::Of
                | Key::Early
                | Key::Late
                | Key::Mid
                | Key::During
                | Key::Before
                | Key::After
                | Key::And
                | Key::To
                | Key::Through
                | Key::Between
        ) | Class::Sign(b'(')
    );
    if matches!(before, Class::Sign(b'$'))
        || matches!(before, Class::Other if i > 0 && ["No", "Route", "Flight", "Nasdaq", "about"].contains(&lexemes.word(i - 1)))
    {
        return false;
    }
    // "1200 soldiers", "2000 tonnes": a lower-case plural counts something, unless a preposition of time stands before.
    let following = lexemes.all.get(next);
    let plural = following.is_some_and(|l| {
        !l.capital
            && !l.breaks
            && l.class == Class::Other
            && lexemes.word(next).len() > 3
            && lexemes.word(next).ends_with('s')
            && !lexemes.word(next).ends_with("ss")
    });
    let round = matches!(lexemes.class(i), Class::Number(value, 4) if value < 1700);
    (introduced && !(round && plural)) || (!plural && !round)
}

/// "Christmas", "Easter week", "Thanksgiving Day", "New Year's Eve", "Election Day".
fn feast(lexemes: Lexemes<'_>, i: usize) -> Found<Meaning> {
    let (feast, mut next) = match lexemes.class(i) {
        Class::Feast(feast) => (feast, i + 1),
        Class::Other if lexemes.word(i) == "New" && lexemes.word(i + 1) == "Year" => {
            let behind = lexemes.genitive(i + 2).unwrap_or(i + 2);
            match lexemes.word(behind) {
                "Eve" => (4, behind),
                "Day" => (3, behind),
                _ => return None,
            }
        }
        _ => return None,
    };
    if matches!(lexemes.word(next), "Day" | "Eve" | "Sunday") {
        next += 1;
    } else if feast >= 3 {
        return None;
    }
    let eve = feast == 0 && lexemes.word(next - 1) == "Eve";
    let (year, end) = in_year(lexemes, next);
    Some((Meaning::Feast { feast: if eve { 5 } else { feast }, year, which: Which::Bare }, end))
}
