//! Expressions counted from a day that the words do not name: "last week", "this morning", "the previous Friday", "the past two months".

use super::{Found, Lexemes, counts, lengths};
use crate::times::meaning::{Count, DayPart, InYear, Length, Meaning, Parsed, Portion, TimeOfDay, Unit, Vague, Which};
use crate::times::words::{Class, Key};

/// An expression relative to the anchor.
pub fn relative(lexemes: Lexemes<'_>, i: usize) -> Found<Parsed> {
    [deictic(lexemes, i), which_one(lexemes, i), the_unit(lexemes, i), stretch(lexemes, i), occasion(lexemes, i)]
        .into_iter()
        .flatten()
        .max_by_key(|(_, end)| *end)
}

/// "today", "yesterday morning", "the day before yesterday", "tomorrow".
fn deictic(lexemes: Lexemes<'_>, i: usize) -> Found<Parsed> {
    let the = lexemes.skip(i, &[Key::The]);
    if lexemes.word(the) == "day"
        && let (Class::Key(side @ (Key::Before | Key::After)), Class::Deictic(day @ (-1 | 1))) =
            (lexemes.class(the + 1), lexemes.class(the + 2))
    {
        return ((side == Key::Before) == (day < 0)).then_some((Parsed::of(Meaning::Offset(day * 2)), the + 3));
    }
    let Class::Deictic(day) = lexemes.class(i) else { return None };
    // "today's" generation and the like stay dates: newswire means the day.
    Some((Parsed::of(Meaning::Offset(day)), i + 1))
}

/// Which one of several the words at `i` say, behind an optional article: "last", "this past", "the previous".
fn which(lexemes: Lexemes<'_>, i: usize) -> Found<Which> {
    let which = |w, next| Some((w, next));
    match (lexemes.class(i), lexemes.class(i + 1)) {
        (Class::Key(Key::This), Class::Key(Key::Past)) => which(Which::Last, i + 2),
        (Class::Key(Key::This), Class::Key(Key::Coming)) => which(Which::Next, i + 2),
        (Class::Key(Key::This | Key::Current), _) => which(Which::This, i + 1),
        (Class::Key(Key::Last | Key::Past), _) => which(Which::Last, i + 1),
        (Class::Key(Key::Next | Key::Coming), _) => which(Which::Next, i + 1),
        (Class::Key(Key::Previous | Key::Preceding), _) => which(Which::Previous, i + 1),
        (Class::Key(Key::Following), _) => which(Which::Following, i + 1),
        (Class::Key(Key::That | Key::Same), _) => which(Which::Same, i + 1),
        (Class::Key(Key::Latest), _) => which(Which::Latest, i + 1),
        _ => None,
    }
}

/// "last week", "this September", "next Monday", "the previous day", "last night", "that year".
fn which_one(lexemes: Lexemes<'_>, i: usize) -> Found<Parsed> {
    let the = lexemes.skip(i, &[Key::The, Key::That, Key::Its]);
    let (mut which, at) = match which(lexemes, the) {
        Some(found) => found,
        // "that" was taken for the article.
        None if lexemes.key(i, Key::That) => (Which::Same, i + 1),
        None => return None,
    };
    let article = the > i && lexemes.key(i, Key::The);
    // "the next morning", "the next day": counted from the time last spoken of.
    let counted = article && which == Which::Next;
    let at = lexemes.skip(at, &[Key::Full, Key::Fiscal, Key::Whole]);
    let fiscal = lexemes.key(at.wrapping_sub(1), Key::Fiscal);
    let found = |meaning, end| Some((Parsed::of(meaning), end));
    match lexemes.class(at) {
        Class::Weekday(weekday) if !lexemes.word(at).ends_with("days") => {
            // "this coming Sunday, March eighth"
            if lexemes.sign(at + 1, b',')
                && let Some((date, end)) = super::dates::date(lexemes, at + 2)
                && matches!(date.meaning, Meaning::Day { .. })
            {
                return Some((date, end));
            }
            found(Meaning::Weekday { weekday, which }, at + 1)
        }
        Class::Month(month) => found(Meaning::Month { year: InYear::Open, month, which }, at + 1),
        Class::Season(season) if !lexemes.word(at).ends_with('s') => found(Meaning::Season { season, year: InYear::Open, which }, at + 1),
        Class::Feast(feast) => found(Meaning::Feast { feast, year: InYear::Open, which }, at + 1),
        Class::Ordinal(index @ 1..=4) if matches!(lexemes.class(lexemes.skip_sign(at + 1, b'-')), Class::Unit(Unit::Quarter, false)) => {
            found(Meaning::Fraction { index, of: 4, year: InYear::Open, which, fiscal }, lexemes.skip_sign(at + 1, b'-') + 1)
        }
        Class::Part(part) if !lexemes.word(at).ends_with('s') => {
            let day = match which {
                Which::This if matches!(part, DayPart::Noon | DayPart::Midnight) => return None,
                Which::This => Meaning::Offset(0),
                Which::Last if !article && part == DayPart::Night => Meaning::Offset(-1),
                Which::Next | Which::Following => Meaning::Unit { unit: Unit::Day, which: Which::Following },
                Which::Previous => Meaning::Unit { unit: Unit::Day, which: Which::Previous },
                Which::Same => Meaning::Unit { unit: Unit::Day, which: Which::Same },
                _ => return None,
            };
            Some((Parsed { time: Some(TimeOfDay::Part(part)), ..Parsed::of(day) }, at + 1))
        }
        Class::Unit(unit, false) => {
            if unit < Unit::Day && which != Which::Previous && which != Which::Following {
                return None;
            }
            if which == Which::Latest && unit < Unit::Week {
                return None;
            }
            if counted && unit == Unit::Day {
                which = Which::Following;
            }
            if which == Which::Last && unit == Unit::Day {
                return None;
            }
            if article && which == Which::Last && matches!(unit, Unit::Decade | Unit::Century) {
                return found(Meaning::Stretch { length: Length::exact(1, unit), ahead: false }, at + 1);
            }
            let parsed = Parsed::of(Meaning::Unit { unit, which });
            let portion = match (lexemes.key(at + 1, Key::Of), article && which == Which::Last) {
                (false, _) => None,
                // "the last week of March"
                (true, true) => {
                    let (inner, end) = super::dates::date(lexemes, at + 2)?;
                    return Some((Parsed { portion: Some(Portion::End), ..inner }, end));
                }
                (true, false) => None,
            };
            Some((Parsed { portion, ..parsed }, at + 1))
        }
        // "recent weeks", "coming months", "past years" without a number
        Class::Unit(_, true) if matches!(which, Which::Last) && !article => found(Meaning::Vague(Vague::Past), at + 1),
        Class::Unit(_, true) if matches!(which, Which::Next) => found(Meaning::Vague(Vague::Future), at + 1),
        _ => None,
    }
}

/// "the year", "the quarter", "the weekend", "the morning", "the day": the one that the text is about.
fn the_unit(lexemes: Lexemes<'_>, i: usize) -> Found<Parsed> {
    if !lexemes.key(i, Key::The) {
        return match lexemes.class(i) {
            Class::Unit(Unit::Weekend, false) if matches!(lexemes.before(i), Class::Key(Key::On | Key::Over | Key::Early | Key::Late)) => {
                Some((Parsed::of(Meaning::Unit { unit: Unit::Weekend, which: Which::Bare }), i + 1))
            }
            _ => None,
        };
    }
    let at = lexemes.skip(i + 1, &[Key::Fiscal, Key::Full, Key::Whole]);
    let next = at + 1;
    match lexemes.class(at) {
        Class::Unit(unit @ (Unit::Year | Unit::Quarter | Unit::Month | Unit::Week | Unit::Weekend), false) => {
            let bounded = matches!(
                lexemes.before(i),
                Class::Key(
                    Key::Of
                        | Key::In
                        | Key::For
                        | Key::During
                        | Key::Over
                        | Key::By
                        | Key::Through
                        | Key::Within
                        | Key::This
                        | Key::Earlier
                        | Key::Later
                        | Key::Until
                )
            ) || at > i + 1
                || unit == Unit::Weekend;
            let general = lexemes.key(next, Key::Of) || lexemes.sign(next, b'-') || lexemes.genitive(next).is_some();
            if !bounded || general {
                return None;
            }
            Some((Parsed::of(Meaning::Unit { unit, which: Which::Same }), next))
        }
        Class::Part(part @ (DayPart::Morning | DayPart::Afternoon | DayPart::Evening)) => {
            let introduced =
                matches!(lexemes.before(i), Class::Key(Key::In | Key::During | Key::At | Key::By | Key::Of | Key::Until | Key::Through));
            introduced.then_some((Parsed { time: Some(TimeOfDay::Part(part)), ..Parsed::of(Meaning::TimeOnly) }, next))
        }
        _ => None,
    }
}

/// "the last two weeks", "the next few days", "the past several quarters", "recent weeks".
fn stretch(lexemes: Lexemes<'_>, i: usize) -> Found<Parsed> {
    // The verb: "the fund would last two years".
    if lexemes.key(i, Key::Last) {
        let before = i.checked_sub(1).map_or("", |p| lexemes.word(p));
        if ["will", "would", "could", "can", "may", "might", "must", "should", "shall", "to", "not", "t", "did", "does"].contains(&before) {
            return None;
        }
    }
    let the = lexemes.skip(i, &[Key::The, Key::These, Key::Those]);
    let (ahead, at) = match lexemes.class(the) {
        Class::Key(Key::Last | Key::Past | Key::Previous | Key::Preceding | Key::Latest) => (false, the + 1),
        Class::Key(Key::Next | Key::Coming | Key::Following) => (true, the + 1),
        _ => return None,
    };
    let (count, next) = counts::count(lexemes, at)
        .or_else(|| (lexemes.key(at, Key::Couple)).then_some((Count::Exact(2), lexemes.skip(at + 1, &[Key::Of]))))?;
    let next = lengths::adjectives(lexemes, lexemes.skip_sign(next, b'-'));
    match lexemes.class(next) {
        Class::Unit(unit, _) => {
            let length = Length { count, unit, rest: None };
            let or_so = if lexemes.key(next + 1, Key::Or) && lexemes.key(next + 2, Key::So) { next + 3 } else { next + 1 };
            Some((Parsed::of(Meaning::Stretch { length, ahead }), or_so))
        }
        Class::Season(season) if lexemes.word(next).ends_with('s') => {
            Some((Parsed::of(Meaning::Set(crate::times::meaning::Recurrence::Season(season))), next + 1))
        }
        _ => None,
    }
}

/// "evening address", "morning briefing": the part of the day of an occasion of speaking.
fn occasion(lexemes: Lexemes<'_>, i: usize) -> Found<Parsed> {
    let Class::Part(part @ (DayPart::Morning | DayPart::Afternoon | DayPart::Evening | DayPart::Night)) = lexemes.class(i) else {
        return None;
    };
    let speech = ["address", "speech", "broadcast", "briefing", "statement", "message", "session", "meeting", "call", "video"];
    speech.contains(&lexemes.word(i + 1)).then_some((Parsed { time: Some(TimeOfDay::Part(part)), ..Parsed::of(Meaning::TimeOnly) }, i + 1))
}
