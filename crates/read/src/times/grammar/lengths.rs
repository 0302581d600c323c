//! Lengths of time and what hangs on them: "50 days", "a year and a half", "two weeks ago", "three days later".

use super::{Found, Lexemes, counts};
use crate::times::meaning::{Base, Count, Length, Meaning, Parsed, Unit, Vague};
use crate::times::words::{Class, Key};

/// A length with what turns it into a date.
pub fn measured(lexemes: Lexemes<'_>, i: usize) -> Found<Parsed> {
    let (length, next) = length(lexemes, i)?;
    let or_so = if lexemes.key(next, Key::Or) && lexemes.key(next + 1, Key::So) { next + 2 } else { next };
    let shift = |back, base, end| Some((Parsed::of(Meaning::Shift { length, back, base }), end));
    match (lexemes.class(or_so), lexemes.class(or_so + 1)) {
        (Class::Key(Key::Ago), _) => return shift(true, Base::Publication, or_so + 1),
        (Class::Sign(b'-'), Class::Key(Key::Ago)) => return shift(true, Base::Publication, or_so + 2),
        (Class::Key(Key::Earlier | Key::Previous), _) => return shift(true, Base::Reference, or_so + 1),
        (Class::Key(Key::Before), _) if lexemes.ends_clause(or_so + 1) => return shift(true, Base::Reference, or_so + 1),
        (Class::Key(Key::Later), _) => return shift(false, Base::Reference, or_so + 1),
        (Class::Key(Key::From), Class::Key(Key::Now)) => return shift(false, Base::Publication, or_so + 2),
        (Class::Key(Key::Hence), _) => return shift(false, Base::Publication, or_so + 1),
        _ => {}
    }
    // An age is no time: "27 years old"; but "an 8-month-old truce" counts months.
    if lexemes.key(next, Key::Old) {
        return None;
    }
    let hyphenated_old = lexemes.sign(next, b'-') && lexemes.key(next + 1, Key::Old);
    let end = if hyphenated_old { next + 2 } else { or_so };
    Some((Parsed::of(Meaning::Duration(length)), end))
}

/// A length: "50-day", "a year", "half an hour", "two years and six months", "24 hours".
pub fn length(lexemes: Lexemes<'_>, i: usize) -> Found<Length> {
    if lexemes.key(i, Key::Half) {
        let at = lexemes.skip(lexemes.skip_sign(i + 1, b'-'), &[Key::A]);
        return match lexemes.class(at) {
            Class::Unit(unit, false) => Some((Length { count: Count::Half(0), unit, rest: None }, at + 1)),
            _ => None,
        };
    }
    if lexemes.key(i, Key::A) {
        let half = i + 1;
        if lexemes.key(half, Key::Half) {
            return length(lexemes, half);
        }
        let at = adjectives(lexemes, i + 1);
        if let Class::Unit(unit, false) = lexemes.class(at)
            && !(unit == Unit::Quarter && (lexemes.key(at + 1, Key::Of) || lexemes.sign(at + 1, b',') && lexemes.key(at + 2, Key::Of)))
        {
            if lexemes.key(at + 1, Key::And) && lexemes.key(at + 2, Key::A) && lexemes.key(at + 3, Key::Half) {
                return Some((Length { count: Count::Half(1), unit, rest: None }, at + 4));
            }
            if lexemes.key(at + 1, Key::Or) && matches!(lexemes.class(at + 2), Class::Cardinal(2)) {
                return Some((Length { count: Count::Range(1, 2), unit, rest: None }, at + 3));
            }
            return Some((Length::exact(1, unit), at + 1));
        }
    }
    let (count, next) = counts::count(lexemes, i)?;
    let next = if lexemes.sign(next, b'-') { next + 1 } else { next };
    let at = adjectives(lexemes, next);
    let Class::Unit(unit, plural) = lexemes.class(at) else { return None };
    if matches!(unit, Unit::Weekend) || (matches!(count, Count::Vague) && !plural) {
        return None;
    }
    let end = at + 1;
    // "three-quarters of the vote"
    if unit == Unit::Quarter && plural && (lexemes.sign(at - 1, b'-') || lexemes.key(end, Key::Of)) {
        return None;
    }
    if lexemes.key(end, Key::And)
        && lexemes.key(end + 1, Key::A)
        && lexemes.key(end + 2, Key::Half)
        && let Count::Exact(n) = count
    {
        return Some((Length { count: Count::Half(n), unit, rest: None }, end + 3));
    }
    // "two years and six months", "five hours, 30 minutes"
    let joint = if lexemes.sign(end, b',') { end + 1 } else { end };
    let joint = lexemes.skip(joint, &[Key::And]);
    if joint > end
        && let Some((more, behind)) = counts::number(lexemes, joint)
        && let Class::Unit(finer, _) = lexemes.class(behind)
        && finer < unit
    {
        return Some((Length { count, unit, rest: Some((more, finer)) }, behind + 1));
    }
    let end = if lexemes.sign(end, b'-') && lexemes.key(end + 1, Key::Long) { end + 2 } else { end };
    Some((Length { count, unit, rest: None }, end))
}

/// "full", "additional", "more", "consecutive", "trading", …
pub fn adjectives(lexemes: Lexemes<'_>, mut i: usize) -> usize {
    while let Class::Key(Key::Full | Key::Additional | Key::More | Key::Whole | Key::Trading | Key::Other | Key::Long) = lexemes.class(i) {
        i += 1;
    }
    i
}

/// Plural units without a number: "for years", "weeks ago".
pub fn bare_plural(lexemes: Lexemes<'_>, i: usize) -> Found<Parsed> {
    let Class::Unit(unit, true) = lexemes.class(i) else { return None };
    let length = Length { count: Count::Vague, unit, rest: None };
    match lexemes.class(i + 1) {
        Class::Key(Key::Ago) => return Some((Parsed::of(Meaning::Vague(Vague::Past)), i + 2)),
        Class::Key(Key::Earlier) => return Some((Parsed::of(Meaning::Vague(Vague::Past)), i + 2)),
        Class::Key(Key::Later) => return Some((Parsed::of(Meaning::Vague(Vague::Future)), i + 2)),
        Class::Sign(b'-') if lexemes.key(i + 2, Key::Long) => return Some((Parsed::of(Meaning::Duration(length)), i + 3)),
        Class::Key(Key::Or) if matches!(lexemes.class(i + 2), Class::Unit(_, true)) => {
            return Some((Parsed::of(Meaning::Duration(length)), i + 3));
        }
        _ => {}
    }
    let introduced = matches!(lexemes.before(i), Class::Key(Key::For | Key::In | Key::Over | Key::Within | Key::After))
        || ["take", "takes", "took", "taken", "last", "lasted"].contains(&i.checked_sub(1).map_or("", |p| lexemes.word(p)));
    introduced.then_some((Parsed::of(Meaning::Duration(length)), i + 1))
}
