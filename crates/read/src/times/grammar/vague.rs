//! Times that point nowhere in particular: now, recently, soon, the past, the near future; and lengths without a number.

use super::{Found, Lexemes, lengths};
use crate::times::meaning::{Count, Length, Meaning, Parsed, Unit, Vague};
use crate::times::words::{Class, Key};

/// A vague reference.
pub fn reference(lexemes: Lexemes<'_>, i: usize) -> Found<Parsed> {
    let found = |vague, end| Some((Parsed::of(Meaning::Vague(vague)), end));
    match lexemes.class(i) {
        Class::Unit(_, true) => lengths::bare_plural(lexemes, i),
        Class::Key(key) => match key {
            Key::Right | Key::Just if lexemes.key(i + 1, Key::Now) => found(Vague::Present, i + 2),
            Key::Now if !lexemes.key(i.wrapping_sub(1), Key::From) && !lexemes.sign(i + 1, b'-') => found(Vague::Present, i + 1),
            Key::Currently | Key::Nowadays => found(Vague::Present, i + 1),
            Key::Current if matches!(lexemes.class(i + 1), Class::Other) => found(Vague::Present, i + 1),
            Key::Recently => found(Vague::Past, i + 1),
            Key::More if lexemes.key(i + 1, Key::Recently) => found(Vague::Past, i + 2),
            Key::Recent => match lexemes.class(i + 1) {
                Class::Unit(unit, true) => match (lexemes.class(i + 2), lexemes.class(i + 3)) {
                    (Class::Key(Key::And | Key::Or), Class::Unit(_, true)) => found(Vague::Past, i + 4),
                    _ => {
                        let length = Length { count: Count::Vague, unit, rest: None };
                        Some((Parsed::of(Meaning::Stretch { length, ahead: false }), i + 2))
                    }
                },
                _ => found(Vague::Past, i + 1),
            },
            Key::Soon
                if lexemes.key(i.wrapping_sub(1), Key::As)
                    || matches!(lexemes.class(i + 1), Class::Key(Key::After | Key::As) | Class::Sign(b'-')) =>
            {
                None
            }
            Key::Soon => found(Vague::Future, i + 1),
            Key::As if lexemes.key(i + 1, Key::Soon) && lexemes.key(i + 2, Key::As) && lexemes.key(i + 3, Key::Possible) => {
                found(Vague::Future, i + 4)
            }
            Key::The => the(lexemes, i),
            Key::A if lexemes.key(i + 1, Key::While) => {
                Some((Parsed::of(Meaning::Duration(Length { count: Count::Vague, unit: Unit::Second, rest: None })), i + 2))
            }
            Key::These if matches!(lexemes.class(i + 1), Class::Unit(Unit::Day, true)) => found(Vague::Present, i + 2),
            _ => None,
        },
        _ => None,
    }
}

/// "the future", "the past", "the near future", "the short term", "the coming weeks", "the weeks ahead".
fn the(lexemes: Lexemes<'_>, i: usize) -> Found<Parsed> {
    let found = |vague, end| Some((Parsed::of(Meaning::Vague(vague)), end));
    match lexemes.class(i + 1) {
        Class::Key(Key::Future) => found(Vague::Future, i + 2),
        Class::Key(Key::Near) if matches!(lexemes.class(i + 2), Class::Key(Key::Future | Key::Term)) => found(Vague::Future, i + 3),
        Class::Key(Key::Past)
            if !matches!(
                lexemes.class(i + 2),
                Class::Unit(..) | Class::Number(..) | Class::Cardinal(_) | Class::Season(_) | Class::Key(_) | Class::Other
            ) =>
        {
            found(Vague::Past, i + 2)
        }
        Class::Key(Key::Past) if matches!(lexemes.class(i + 2), Class::Key(Key::And | Key::To)) => found(Vague::Past, i + 2),
        Class::Other
            if matches!(lexemes.word(i + 1), "short" | "foreseeable")
                && matches!(lexemes.class(i + 2), Class::Key(Key::Term | Key::Future)) =>
        {
            found(Vague::Future, i + 3)
        }
        Class::Key(Key::Recent) => match lexemes.class(i + 2) {
            Class::Key(Key::Past) => found(Vague::Past, i + 3),
            _ => None,
        },
        Class::Unit(unit, true) if lexemes.key(i + 2, Key::Ahead) => {
            Some((Parsed::of(Meaning::Stretch { length: Length { count: Count::Vague, unit, rest: None }, ahead: true }), i + 3))
        }
        _ => None,
    }
}
