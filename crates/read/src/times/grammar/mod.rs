//! The grammar: lexemes to parsed expressions, longest match first.
//!
//! Spans follow the TimeML 1.2.1 guidelines: prepositions stay outside, determiners and modifiers ("the", "about", "early", "the end of") go in.

mod counted;
mod counts;
mod dates;
mod day_times;
mod lengths;
mod periods;
mod recurring;
mod relative;
mod vague;

use super::lexer::Lexeme;
use super::meaning::{Meaning, Parsed, Portion, TimeOfDay, Unit};
use super::words::{Class, Key};

/// A parse with the index of the first lexeme behind it.
type Found<T> = Option<(T, usize)>;

/// The lexemes of one block, read by index; beyond the end everything is `Class::Other`.
#[derive(Clone, Copy)]
pub struct Lexemes<'a> {
    /// The whole text.
    pub text: &'a str,
    /// The block's lexemes.
    pub all: &'a [Lexeme],
}

impl<'a> Lexemes<'a> {
    /// The class of lexeme `i`.
    pub fn class(&self, i: usize) -> Class {
        self.all.get(i).map_or(Class::Other, |l| l.class)
    }

    /// The class of the lexeme before `i`.
    pub fn before(&self, i: usize) -> Class {
        i.checked_sub(1).map_or(Class::Other, |p| self.class(p))
    }

    /// Whether lexeme `i` is the function word `key`.
    pub fn key(&self, i: usize, key: Key) -> bool {
        self.class(i) == Class::Key(key)
    }

    /// Whether lexeme `i` is the sign `sign`.
    pub fn sign(&self, i: usize, sign: u8) -> bool {
        self.class(i) == Class::Sign(sign)
    }

    /// `i`, or the index behind it where it is one of `keys`.
    pub fn skip(&self, i: usize, keys: &[Key]) -> usize {
        match self.class(i) {
            Class::Key(key) if keys.contains(&key) => i + 1,
            _ => i,
        }
    }

    /// `i`, or the index behind it where it is the sign.
    pub fn skip_sign(&self, i: usize, sign: u8) -> usize {
        i + usize::from(self.sign(i, sign))
    }

    /// Whether lexeme `i` stands without a blank behind the one before it.
    pub fn glued(&self, i: usize) -> bool {
        self.all.get(i).is_some_and(|l| l.glued)
    }

    /// The words of lexeme `i`.
    pub fn word(&self, i: usize) -> &'a str {
        self.all.get(i).map_or("", |l| l.span.of(self.text))
    }

    /// Whether the clause ends before `i`: "two days before." but not "two days before the summit".
    pub fn ends_clause(&self, i: usize) -> bool {
        self.all.get(i).is_none_or(|l| l.breaks || matches!(l.class, Class::Sign(_)))
    }

    /// Whether `'s` stands at `i`; the index behind it.
    pub fn genitive(&self, i: usize) -> Option<usize> {
        (self.sign(i, b'\'') && self.word(i + 1).eq_ignore_ascii_case("s") && self.glued(i + 1)).then_some(i + 2)
    }
}

/// The longest expression that begins at lexeme `i`, with the index behind it.
pub fn expression(lexemes: Lexemes<'_>, i: usize) -> Option<(Parsed, usize)> {
    if !begins(lexemes.class(i)) {
        return None;
    }
    let candidates =
        [vague::reference(lexemes, i), recurring::set(lexemes, i), counted::nth(lexemes, i), measured(lexemes, i), dated(lexemes, i)];
    let mut best: Option<(Parsed, usize)> = None;
    for candidate in candidates.into_iter().flatten() {
        if best.is_none_or(|(_, end)| candidate.1 > end) {
            best = Some(candidate);
        }
    }
    best
}

/// Whether an expression can begin with it at all: most words of a text end here.
fn begins(class: Class) -> bool {
    match class {
        Class::Other | Class::Zone | Class::Meridiem(_) => false,
        Class::Sign(sign) => sign == b'\'',
        Class::Key(key) => !matches!(
            key,
            Key::Of
                | Key::And
                | Key::Or
                | Key::To
                | Key::Than
                | Key::On
                | Key::In
                | Key::For
                | Key::Since
                | Key::Until
                | Key::By
                | Key::During
        ),
        _ => true,
    }
}

/// How many words an expression can have before its core: "no more than the last couple of years".
pub const LEAD: usize = 8;

/// Whether a word is the core of expressions: units, names of days and months, numbers, words that are times by themselves. Modifiers ("the",
/// "early", "at least") are not.
pub fn is_core(class: Class) -> bool {
    match class {
        Class::Other | Class::Sign(_) | Class::Zone | Class::Meridiem(_) | Class::Scale(_) => false,
        Class::Key(key) => matches!(
            key,
            Key::Now
                | Key::Nowadays
                | Key::Currently
                | Key::Current
                | Key::Recent
                | Key::Recently
                | Key::Soon
                | Key::Future
                | Key::Past
                | Key::Term
                | Key::Period
                | Key::Meantime
                | Key::Moment
                | Key::While
                | Key::Fiscal
                | Key::Q
        ),
        _ => true,
    }
}

/// "about", "nearly", "more than", "at least", "up to", …
fn approximately(lexemes: Lexemes<'_>, i: usize) -> usize {
    use Key::{
        About, As, At, Exactly, Just, Least, Less, Many, More, Most, Much, Nearly, No, Over, Some, Than, To, Under, Up, Very, Within,
    };
    let i = if lexemes.key(i, Just) && matches!(lexemes.class(i + 1), Class::Key(Over | Under)) { i + 1 } else { i };
    match (lexemes.class(i), lexemes.class(i + 1), lexemes.class(i + 2)) {
        (Class::Key(No), Class::Key(More | Less), Class::Key(Than)) => i + 3,
        (Class::Key(As), Class::Key(Many | Much), Class::Key(As)) => i + 3,
        (Class::Key(More | Less), Class::Key(Than), _) => i + 2,
        (Class::Key(At), Class::Key(Least | Most), _) => i + 2,
        (Class::Key(Up), Class::Key(To), _) => i + 2,
        (Class::Key(Within), ..) => i,
        // "over the weekend", "over the past year": a preposition.
        (Class::Key(Over | Under), Class::Key(Key::The | Key::This | Key::That | Key::These | Key::Its), _) => i,
        (Class::Key(About | Nearly | Over | Under | Some | Exactly), ..) => i + 1,
        (Class::Key(Very), ..) => i,
        _ => i,
    }
}

/// Expressions that begin with a length: "50 days", "two years ago", "a year earlier".
fn measured(lexemes: Lexemes<'_>, i: usize) -> Found<Parsed> {
    let at = approximately(lexemes, i);
    let found = lengths::measured(lexemes, at)?;
    Some(found)
}

/// Expressions that name a date or a time of day, with their modifiers.
fn dated(lexemes: Lexemes<'_>, i: usize) -> Found<Parsed> {
    let at = approximately(lexemes, i);
    let (portion, at) = portion(lexemes, at);
    if let Some((time, next)) = day_times::time_of_day(lexemes, at) {
        // "10 p.m. Wednesday", "5 p.m. EST, Nov. 6", "noon Thursday"
        let behind = lexemes.skip_sign(next, b',');
        let behind = lexemes.skip(behind, &[Key::On]);
        let plain_join = behind == next || lexemes.sign(next, b',') && !lexemes.key(behind - 1, Key::On);
        if plain_join
            && let Some((date, end)) = dates::date(lexemes, behind).or_else(|| relative::relative(lexemes, behind))
            && can_hold_time(&date.meaning)
        {
            return Some((Parsed { time: Some(time), portion: date.portion, ..date }, end));
        }
        return Some((Parsed { meaning: Meaning::TimeOnly, portion, time: Some(time) }, next));
    }
    let (mut parsed, mut next) = dates::date(lexemes, at)
        .into_iter()
        .chain(periods::period(lexemes, at))
        .chain(relative::relative(lexemes, at))
        .max_by_key(|(_, end)| *end)?;
    if let Some(portion) = portion {
        if parsed.portion.is_some() && !matches!(portion, Portion::Earlier | Portion::Later) {
            return None;
        }
        parsed.portion = Some(portion);
    }
    // "Friday evening", "Nov. 9, 5 p.m."
    if parsed.time.is_none() && can_hold_time(&parsed.meaning) {
        let behind = lexemes.skip_sign(next, b',');
        if let Some((time, end)) = day_times::time_of_day(lexemes, behind)
            && (behind == next || matches!(time, TimeOfDay::Clock(_)))
        {
            parsed.time = Some(time);
            next = end;
        }
    }
    Some((parsed, next))
}

/// Whether a time of day can be joined to it.
fn can_hold_time(meaning: &Meaning) -> bool {
    matches!(
        meaning,
        Meaning::Day { to: None, .. }
            | Meaning::Weekday { .. }
            | Meaning::Offset(_)
            | Meaning::Feast { .. }
            | Meaning::Digits { .. }
            | Meaning::Unit { unit: Unit::Day, .. }
    )
}

/// "early", "mid-", "late", "the end of", "earlier", "later in": a part of what follows.
fn portion(lexemes: Lexemes<'_>, i: usize) -> (Option<Portion>, usize) {
    let at = lexemes.skip(i, &[Key::The]);
    let at = lexemes.skip(at, &[Key::Very]);
    let named = match lexemes.class(at) {
        Class::Key(Key::Early) => Some((Portion::Early, true)),
        Class::Key(Key::Mid) => Some((Portion::Mid, true)),
        Class::Key(Key::Late) => Some((Portion::Late, true)),
        Class::Key(Key::Earlier) => Some((Portion::Earlier, true)),
        Class::Key(Key::Later) => Some((Portion::Later, true)),
        Class::Key(Key::Middle) => Some((Portion::Mid, false)),
        Class::Key(Key::Beginning | Key::Start) => Some((Portion::Start, false)),
        Class::Key(Key::End) => Some((Portion::End, false)),
        _ => None,
    };
    match named {
        Some((portion, true)) => {
            let mut next = lexemes.skip_sign(at + 1, b'-');
            if lexemes.key(next, Key::In) {
                next += 1;
            }
            (Some(portion), next)
        }
        Some((portion, false)) if lexemes.key(at + 1, Key::Of) => (Some(portion), at + 2),
        _ if lexemes.key(i, Key::Sometime) => (None, lexemes.skip(i + 1, &[Key::In])),
        _ => (None, i),
    }
}
