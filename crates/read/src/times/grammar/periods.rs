//! Quarters, halves, seasons and fiscal years.

use super::{Found, Lexemes, counts, dates};
use crate::times::meaning::{InYear, Length, Meaning, Parsed, Season, Unit, Which};
use crate::times::words::{Class, Key};

/// A part of a year by number or name.
pub fn period(lexemes: Lexemes<'_>, i: usize) -> Found<Parsed> {
    [
        quarter(lexemes, i),
        compact_quarter(lexemes, i),
        season(lexemes, i),
        year_end(lexemes, i),
        first_months(lexemes, i),
        compared(lexemes, i),
    ]
    .into_iter()
    .flatten()
    .max_by_key(|(_, end)| *end)
}

/// The year before a quarter or season: "1988", "last year's", "this year's".
fn year_before(lexemes: Lexemes<'_>, i: usize) -> Found<InYear> {
    if let Some((year, next)) = counts::year(lexemes, i) {
        return Some((InYear::Exact(year), lexemes.genitive(next).unwrap_or(next)));
    }
    let which = match lexemes.class(i) {
        Class::Key(Key::This) => Which::This,
        Class::Key(Key::Last) => Which::Last,
        Class::Key(Key::Next) => Which::Next,
        _ => return None,
    };
    if lexemes.word(i + 1) != "year" {
        return None;
    }
    lexemes.genitive(i + 2).map(|next| (InYear::Which(which), next))
}

/// "the third quarter of 1990", "fiscal second-quarter", "last year's first half", "the 1988 quarter".
fn quarter(lexemes: Lexemes<'_>, i: usize) -> Found<Parsed> {
    let the = lexemes.skip(i, &[Key::The, Key::Its]);
    let (mut year, mut at) = year_before(lexemes, the).unwrap_or((InYear::Open, the));
    let mut fiscal = false;
    if lexemes.key(at, Key::Fiscal) {
        fiscal = true;
        at = lexemes.skip_sign(at + 1, b'-');
    }
    let (index, behind) = match lexemes.class(at) {
        Class::Ordinal(index @ 1..=4) => (index, lexemes.skip_sign(at + 1, b'-')),
        Class::Key(Key::Final) => (4, at + 1),
        _ => return None,
    };
    let behind = if lexemes.key(behind, Key::Fiscal) { behind + 1 } else { behind };
    let of = match lexemes.class(behind) {
        Class::Unit(Unit::Quarter, false) => 4,
        Class::Key(Key::Half) if index <= 2 => 2,
        _ => return None,
    };
    let mut end = behind + 1;
    if year == InYear::Open {
        let skip_fiscal = if lexemes.key(end, Key::Of) && lexemes.key(end + 1, Key::Fiscal) { end + 2 } else { end };
        (year, end) = match dates::in_year(lexemes, skip_fiscal) {
            (InYear::Open, _) => (InYear::Open, end),
            found => found,
        };
    }
    if of == 2 && year == InYear::Open && the == i {
        return None;
    }
    Some((Parsed::of(Meaning::Fraction { index, of, year, which: Which::Bare, fiscal }), end))
}

/// "Q3 2025", "2025 Q3", "Q1".
fn compact_quarter(lexemes: Lexemes<'_>, i: usize) -> Found<Parsed> {
    let (year, at) = match counts::year(lexemes, i) {
        Some((year, next)) => (InYear::Exact(year), next),
        None => (InYear::Open, i),
    };
    let bytes = lexemes.word(at).as_bytes();
    if !matches!(bytes, [b'Q']) || !lexemes.glued(at + 1) {
        return None;
    }
    let Class::Number(index @ 1..=4, 1) = lexemes.class(at + 1) else { return None };
    let (year, end) = if year == InYear::Open { dates::in_year(lexemes, at + 2) } else { (year, at + 2) };
    Some((Parsed::of(Meaning::Fraction { index: index as u8, of: 4, year, which: Which::Bare, fiscal: false }), end))
}

/// "the summer of 2025", "spring 2026", "in the winter", "the fall of 1995".
fn season(lexemes: Lexemes<'_>, i: usize) -> Found<Parsed> {
    let the = lexemes.skip(i, &[Key::The]);
    let Class::Season(season) = lexemes.class(the) else { return None };
    let portion_before = matches!(lexemes.before(the), Class::Key(Key::Early | Key::Late) | Class::Sign(b'-'));
    let (year, end) = dates::in_year(lexemes, the + 1);
    let dated = year != InYear::Open;
    let before = lexemes.before(i);
    let introduced =
        matches!(before, Class::Key(Key::In | Key::By | Key::Since | Key::Until | Key::During | Key::Of | Key::Before | Key::Through))
            || portion_before;
    let fits = match season {
        Season::Fall | Season::Spring => dated || (introduced && !lexemes.key(the + 1, Key::Of) && (the > i || portion_before)),
        _ => dated || introduced || (the > i && !lexemes.key(the + 1, Key::Of)),
    };
    if lexemes.word(the).ends_with('s') || !fits {
        return None;
    }
    Some((Parsed::of(Meaning::Season { season, year, which: Which::Bare }), end))
}

/// "year-end", "the year's end", "year end".
fn year_end(lexemes: Lexemes<'_>, i: usize) -> Found<Parsed> {
    use crate::times::meaning::Portion;
    let the = lexemes.skip(i, &[Key::The]);
    let unit = match lexemes.word(the) {
        "year" => Unit::Year,
        "month" => Unit::Month,
        "week" => Unit::Week,
        _ => return None,
    };
    let at = lexemes.genitive(the + 1).unwrap_or_else(|| lexemes.skip_sign(the + 1, b'-'));
    if !lexemes.key(at, Key::End) {
        return None;
    }
    let mut parsed = Parsed::of(Meaning::Unit { unit, which: Which::This });
    parsed.portion = Some(Portion::End);
    Some((parsed, at + 1))
}

/// "the first nine months", "the first two years": a length from the start of something.
fn first_months(lexemes: Lexemes<'_>, i: usize) -> Found<Parsed> {
    let the = lexemes.skip(i, &[Key::The]);
    let at = if lexemes.class(the) == Class::Ordinal(1) { the + 1 } else { the };
    if the == i && at == the {
        return None;
    }
    let (length, end) = super::lengths::length(lexemes, at)?;
    matches!(lexemes.class(end - 1), Class::Unit(_, true)).then_some((Parsed::of(Meaning::Duration(length)), end))
}

/// Periods set beside another: "the year-earlier quarter", "the year-ago period", "a year ago" is a shift, "the same period last year".
fn compared(lexemes: Lexemes<'_>, i: usize) -> Found<Parsed> {
    let the = lexemes.skip(i, &[Key::The]);
    let adjective = lexemes.skip(the, &[Key::Corresponding, Key::Same]);
    let back = Length::exact(1, Unit::Year);
    let shift = Parsed::of(Meaning::Shift { length: back, back: true, base: crate::times::meaning::Base::Reference });
    if lexemes.word(adjective) == "year"
        && lexemes.sign(adjective + 1, b'-')
        && matches!(lexemes.class(adjective + 2), Class::Key(Key::Ago | Key::Earlier))
    {
        let mut end = adjective + 3;
        let mut index = None;
        if let Class::Ordinal(number @ 1..=4) = lexemes.class(end) {
            index = Some(number);
            end = lexemes.skip_sign(end + 1, b'-');
        }
        let months = super::counts::number(lexemes, end).map_or(end, |(_, next)| next);
        return match lexemes.class(months) {
            Class::Key(Key::Period) | Class::Unit(Unit::Quarter, false) => Some((Parsed::of(Meaning::QuarterBefore(index)), months + 1)),
            Class::Unit(Unit::Month, _) => Some((shift, months + 1)),
            _ => Some((shift, adjective + 3)),
        };
    }
    // "the same period last year", "the same period a year earlier", "the 1988 period"
    if the > i
        && let Some((year, next)) = counts::year(lexemes, the)
        && (lexemes.key(next, Key::Period) || lexemes.word(next) == "quarter")
    {
        return Some((Parsed::of(Meaning::Year { year, to: None }), next + 1));
    }
    if adjective > the && matches!(lexemes.class(adjective), Class::Key(Key::Period) | Class::Unit(Unit::Month | Unit::Quarter, false)) {
        let (year, end) = dates::in_year(lexemes, adjective + 1);
        if let InYear::Which(which) = year {
            return Some((Parsed::of(Meaning::Unit { unit: Unit::Year, which }), end));
        }
        if let Some((parsed, end)) = super::lengths::measured(lexemes, adjective + 1)
            && matches!(parsed.meaning, Meaning::Shift { .. })
        {
            return Some((shift, end));
        }
    }
    if adjective == the && lexemes.key(adjective, Key::Latest) && lexemes.key(adjective + 1, Key::Period) {
        return Some((Parsed::of(Meaning::Unit { unit: Unit::Quarter, which: Which::Latest }), adjective + 2));
    }
    None
}
