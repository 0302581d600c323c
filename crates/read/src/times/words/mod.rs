//! The closed vocabulary of time expressions: each word with what it may be.
//!
//! One table, sorted, found by first letter and length; a word that is not in it cannot be part of an expression. Ambiguous words ("may", "second",
//! "fall", "march") are resolved by the lexer (capital letters) or the grammar (neighbours).

mod table;

use super::meaning::{DayPart, Season, Unit};
use table::WORDS;

/// What a word, number or sign may be in a time expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// Anything else.
    Other,
    /// Digits: the number and how many digits it was written with; too large numbers are cut.
    Number(u32, u8),
    /// A number word below a hundred.
    Cardinal(u8),
    /// "hundred", "thousand", "million", "dozen".
    Scale(u32),
    /// An ordinal word, or the ending of a number ("20th", "3rd") joined by the lexer.
    Ordinal(u8),
    /// A month, 1 to 12.
    Month(i8),
    /// A weekday, 1 = Monday to 7.
    Weekday(i8),
    /// A unit; true for the plural.
    Unit(Unit, bool),
    /// A part of the day.
    Part(DayPart),
    /// A season.
    Season(Season),
    /// "a.m." (false) or "p.m." (true).
    Meridiem(bool),
    /// The name of a time zone.
    Zone,
    /// A day off by so many from the day of publication.
    Deictic(i8),
    /// A named day or feast, an index for `calendar::feast`.
    Feast(u8),
    /// The name of a decade ("nineties").
    Decade(u8),
    /// An adverb or adjective of recurrence, in [`Unit`]s: "daily", "weekly".
    Recurrent(Unit),
    /// A function word of the grammar.
    Key(Key),
    /// A sign.
    Sign(u8),
}

/// Function words of the grammar.
#[allow(missing_docs)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    A,
    The,
    Last,
    Next,
    This,
    That,
    These,
    Those,
    Past,
    Previous,
    Preceding,
    Coming,
    Following,
    Current,
    Latest,
    Same,
    Recent,
    Early,
    Earlier,
    Mid,
    Middle,
    Late,
    Later,
    Beginning,
    Start,
    End,
    Half,
    Few,
    Several,
    Couple,
    Many,
    Some,
    About,
    Nearly,
    Over,
    More,
    Less,
    Than,
    At,
    Least,
    Most,
    Up,
    To,
    Under,
    No,
    Within,
    Ago,
    Before,
    After,
    From,
    Now,
    Since,
    Until,
    By,
    On,
    In,
    Of,
    Between,
    And,
    Or,
    During,
    Every,
    Each,
    Per,
    For,
    Fiscal,
    Full,
    Additional,
    Long,
    Old,
    Period,
    Oclock,
    Sometime,
    Once,
    Twice,
    Times,
    So,
    Future,
    Currently,
    Recently,
    Soon,
    Then,
    Right,
    Present,
    Moment,
    Near,
    Term,
    Nowadays,
    Meantime,
    Other,
    Time,
    Ended,
    Final,
    Just,
    Very,
    Exactly,
    Trading,
    As,
    Possible,
    Much,
    Ahead,
    Through,
    Whole,
    Corresponding,
    Set,
    Due,
    Scheduled,
    Deadline,
    Point,
    Hence,
    Q,
    While,
    Its,
}

/// Where the words of each letter begin.
const STARTS: [u16; 27] = {
    let mut starts = [0u16; 27];
    let mut letter = 0;
    let mut at = 0;
    while letter < 27 {
        while at < WORDS.len() && (WORDS[at].0.as_bytes()[0] as usize) < b'a' as usize + letter {
            at += 1;
        }
        starts[letter] = at as u16;
        letter += 1;
    }
    starts
};

/// What the lower-case ASCII word `word` may be.
pub fn class_of(word: &[u8]) -> Class {
    let Some(first @ b'a'..=b'z') = word.first() else { return Class::Other };
    let letter = (first - b'a') as usize;
    let stretch = &WORDS[STARTS[letter] as usize..STARTS[letter + 1] as usize];
    stretch.iter().find(|(text, _)| text.len() == word.len() && text.as_bytes() == word).map_or(Class::Other, |(_, class)| *class)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_are_in_the_order_of_their_letters() {
        let firsts: Vec<u8> = WORDS.iter().map(|(word, _)| word.as_bytes()[0]).collect();
        assert!(firsts.is_sorted());
        for (word, class) in WORDS {
            assert_eq!(class_of(word.as_bytes()), *class, "{word} stands twice");
        }
        assert_eq!(class_of(b"zebra"), Class::Other);
    }
}
