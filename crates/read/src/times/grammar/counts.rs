//! Numbers in digits and words, and how many of something.

use super::{Found, Lexemes};
use crate::times::meaning::Count;
use crate::times::words::{Class, Key};

/// A whole number: "50", "fifty", "twenty-four", "two thousand", "a hundred".
pub fn number(lexemes: Lexemes<'_>, i: usize) -> Found<u32> {
    let (mut value, mut next) = match lexemes.class(i) {
        Class::Number(value, _) => (value, i + 1),
        Class::Cardinal(tens) if tens >= 20 => {
            let joined = lexemes.skip_sign(i + 1, b'-');
            match lexemes.class(joined) {
                Class::Cardinal(ones) if ones < 10 => (u32::from(tens + ones), joined + 1),
                _ => (u32::from(tens), i + 1),
            }
        }
        Class::Cardinal(value) => (u32::from(value), i + 1),
        Class::Key(Key::A) if matches!(lexemes.class(i + 1), Class::Scale(_)) => (1, i + 1),
        Class::Scale(_) if !lexemes.word(i).ends_with('s') => (1, i),
        _ => return None,
    };
    while let Class::Scale(scale) = lexemes.class(next) {
        value = value.saturating_mul(scale);
        next += 1;
        if let Class::Cardinal(_) = lexemes.class(next)
            && let Some((more, end)) = number(lexemes, next)
            && more < scale
        {
            value = value.saturating_add(more);
            next = end;
        }
    }
    Some((value, next))
}

/// How many: "12 to 18", "2 1/2", "a few", "several", "two or three". The unit comes behind it.
pub fn count(lexemes: Lexemes<'_>, i: usize) -> Found<Count> {
    let vague = |next: usize| Some((Count::Vague, next));
    match (lexemes.class(i), lexemes.class(i + 1), lexemes.class(i + 2)) {
        (Class::Key(Key::A), Class::Key(Key::Few), _) => return vague(i + 2),
        (Class::Key(Key::A), Class::Key(Key::Couple), Class::Key(Key::Of)) => return Some((Count::Exact(2), i + 3)),
        (Class::Key(Key::A), Class::Key(Key::Couple), _) => return Some((Count::Exact(2), i + 2)),
        (Class::Key(Key::Couple), Class::Key(Key::Of), _) => return Some((Count::Exact(2), i + 2)),
        (Class::Key(Key::Several | Key::Few | Key::Many), ..) => return vague(i + 1),
        (Class::Scale(_), Class::Key(Key::Of), _) if lexemes.word(i).ends_with('s') => return vague(i + 2),
        _ => {}
    }
    let (low, next) = number(lexemes, i)?;
    // "2 1/2", "2.5"
    if let (Class::Number(1, 1), Class::Sign(b'/'), Class::Number(2, 1)) =
        (lexemes.class(next), lexemes.class(next + 1), lexemes.class(next + 2))
    {
        return Some((Count::Half(low), next + 3));
    }
    if lexemes.sign(next, b'.') && lexemes.glued(next) && lexemes.glued(next + 1) {
        return match lexemes.class(next + 1) {
            Class::Number(5, 1) => Some((Count::Half(low), next + 2)),
            _ => None,
        };
    }
    if lexemes.key(next, Key::And) && lexemes.key(next + 1, Key::A) && lexemes.key(next + 2, Key::Half) {
        return Some((Count::Half(low), next + 3));
    }
    // "12 to 18", "two or three", "10-12", "two-to-three"
    let joint = lexemes.skip_sign(next, b'-');
    let joint_word = lexemes.skip(joint, &[Key::To, Key::Or]);
    let behind = if joint_word > joint { lexemes.skip_sign(joint_word, b'-') } else { joint };
    if behind > next
        && let Some((high, end)) = number(lexemes, behind)
        && high > low
        && high < 10_000
    {
        return Some((Count::Range(low, high), end));
    }
    Some((Count::Exact(low), next))
}

/// A year in digits or words: "2025", "nineteen ninety-seven", "two thousand five", "twenty twenty-five".
pub fn year(lexemes: Lexemes<'_>, i: usize) -> Found<i16> {
    match lexemes.class(i) {
        Class::Number(value @ 1000..=2100, 4) => Some((value as i16, i + 1)),
        Class::Cardinal(century @ (17..=21)) => {
            let (rest, next) = number(lexemes, lexemes.skip_sign(i + 1, b'-'))?;
            (10..100).contains(&rest).then_some((i16::from(century) * 100 + rest as i16, next))
        }
        Class::Cardinal(2) if lexemes.class(i + 1) == Class::Scale(1000) => {
            let (value, next) = number(lexemes, i)?;
            (2000..2100).contains(&value).then_some((value as i16, next))
        }
        _ => None,
    }
}
