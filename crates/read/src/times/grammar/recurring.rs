//! Recurring times: "every Monday", "daily", "twice a week", "each year", "Tuesday nights".

use super::{Found, Lexemes, counts};
use crate::times::meaning::{Length, Meaning, Parsed, Recurrence, Unit};
use crate::times::words::{Class, Key};

/// A TIMEX3 set.
pub fn set(lexemes: Lexemes<'_>, i: usize) -> Found<Parsed> {
    let found = |recurrence, end| Some((Parsed::of(Meaning::Set(recurrence)), end));
    match lexemes.class(i) {
        Class::Key(Key::Every | Key::Each) => each(lexemes, i),
        // "a quarterly dividend" is a kind of dividend.
        Class::Recurrent(Unit::Quarter) if !lexemes.ends_clause(i + 1) => None,
        Class::Recurrent(unit) => found(Recurrence::Period(Length::exact(1, unit)), i + 1),
        // "Mondays", "Tuesday nights"
        Class::Weekday(weekday) => match lexemes.class(i + 1) {
            Class::Part(part) if lexemes.word(i + 1).ends_with('s') => found(Recurrence::Weekday(weekday, Some(part)), i + 2),
            _ if lexemes.word(i).ends_with("days") => found(Recurrence::Weekday(weekday, None), i + 1),
            _ => None,
        },
        Class::Unit(Unit::Weekend, true) => found(Recurrence::Weekend, i + 1),
        // "$3 a day", "5 percent a year", "twice a week"
        Class::Key(Key::A | Key::Per) => {
            let Class::Unit(unit, false) = lexemes.class(i + 1) else { return None };
            let word = i.checked_sub(1).map_or("", |p| lexemes.word(p));
            let rate = matches!(
                lexemes.before(i),
                Class::Key(Key::Once | Key::Twice | Key::Times) | Class::Number(..) | Class::Scale(_) | Class::Sign(b'%')
            ) || matches!(
                word,
                "percent" | "barrels" | "dollars" | "cents" | "tons" | "tonnes" | "people" | "euros" | "pounds" | "cent"
            );
            let behind = lexemes.class(i + 2);
            (rate && unit >= Unit::Hour && !matches!(behind, Class::Key(Key::Ago | Key::Earlier | Key::Later)))
                .then_some((Parsed::of(Meaning::Set(Recurrence::Period(Length::exact(1, unit)))), i + 2))
        }
        _ => None,
    }
}

/// "every two weeks", "each July", "every other day", "each Thursday", "every morning".
fn each(lexemes: Lexemes<'_>, i: usize) -> Found<Parsed> {
    let found = |recurrence, end| Some((Parsed::of(Meaning::Set(recurrence)), end));
    // "each of the past three years"
    if lexemes.key(i + 1, Key::Of) {
        let (parsed, end) = super::relative::relative(lexemes, i + 2)?;
        return matches!(parsed.meaning, Meaning::Stretch { .. }).then_some((parsed, end));
    }
    let at = i + 1;
    match lexemes.class(at) {
        Class::Unit(Unit::Weekend, _) => found(Recurrence::Weekend, at + 1),
        Class::Unit(unit, _) => found(Recurrence::Period(Length::exact(1, unit)), at + 1),
        Class::Weekday(weekday) => match lexemes.class(at + 1) {
            Class::Part(part) => found(Recurrence::Weekday(weekday, Some(part)), at + 2),
            _ => found(Recurrence::Weekday(weekday, None), at + 1),
        },
        Class::Month(month) => found(Recurrence::Month(month), at + 1),
        Class::Season(season) => found(Recurrence::Season(season), at + 1),
        Class::Part(part) => found(Recurrence::Part(part), at + 1),
        Class::Key(Key::Other) => match lexemes.class(at + 1) {
            Class::Unit(unit, _) => found(Recurrence::Period(Length::exact(2, unit)), at + 2),
            Class::Weekday(weekday) => found(Recurrence::Weekday(weekday, None), at + 2),
            _ => None,
        },
        Class::Ordinal(n) => match lexemes.class(at + 1) {
            Class::Unit(unit, _) => found(Recurrence::Period(Length::exact(u32::from(n), unit)), at + 2),
            _ => None,
        },
        _ => {
            let (count, next) = counts::count(lexemes, at)?;
            match lexemes.class(next) {
                Class::Unit(unit, true) => found(Recurrence::Period(Length { count, unit, rest: None }), next + 1),
                _ => None,
            }
        }
    }
}
