//! What is counted from an event: "the third day of the truce", "in its fifth week", "for a second consecutive day".

use super::{Found, Lexemes};
use crate::times::meaning::{Meaning, Parsed, Unit};
use crate::times::words::{Class, Key};

/// A day, week, month or year by its number within an event.
pub fn nth(lexemes: Lexemes<'_>, i: usize) -> Found<Parsed> {
    let at = lexemes.skip(i, &[Key::The, Key::A, Key::Its]);
    let own = lexemes.key(i, Key::Its);
    let (index, behind) = ordinal(lexemes, at)?;
    let running = lexemes.skip(behind, &[Key::Trading, Key::Full]);
    let in_a_row = running > behind && !lexemes.key(behind, Key::Full);
    let Class::Unit(unit @ (Unit::Day | Unit::Week | Unit::Month | Unit::Year), false) = lexemes.class(running) else { return None };
    let end = running + 1;
    let of_event = lexemes.key(end, Key::Of) && event_behind(lexemes, end + 1);
    (own && at > i || of_event || in_a_row && at > i).then_some((Parsed::of(Meaning::Nth { index, unit }), end))
}

/// "third", "21st", "hundredth" beyond.
fn ordinal(lexemes: Lexemes<'_>, i: usize) -> Found<u8> {
    match lexemes.class(i) {
        Class::Ordinal(index @ 1..) => Some((index, i + 1)),
        Class::Cardinal(tens) if tens >= 20 => match lexemes.class(lexemes.skip_sign(i + 1, b'-')) {
            Class::Ordinal(ones @ 1..=9) => Some((tens + ones, lexemes.skip_sign(i + 1, b'-') + 1)),
            _ => None,
        },
        _ => None,
    }
}

/// Whether an event may follow "of": no month, year, week or other stretch of the calendar.
fn event_behind(lexemes: Lexemes<'_>, i: usize) -> bool {
    let at = lexemes.skip(i, &[Key::The, Key::A, Key::Its, Key::That, Key::This]);
    match lexemes.class(at) {
        Class::Other => lexemes.all.get(at).is_some_and(|l| l.span.len() > 1),
        Class::Number(..) | Class::Cardinal(_) => matches!(lexemes.class(at + 1), Class::Sign(b'-')),
        _ => false,
    }
}
