//! Text to lexemes: words with their class, numbers, signs. One pass over the bytes, no allocation per word.

use super::words::{Class, Key, class_of};
use model::Span;

/// A word, number or sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lexeme {
    /// Bytes in the text.
    pub span: Span,
    /// What it may be.
    pub class: Class,
    /// No blank before it.
    pub glued: bool,
    /// Begins with a capital.
    pub capital: bool,
    /// A line break before it.
    pub breaks: bool,
}

/// Appends the lexemes of `text[block]` to `out`. Returns whether any of them can be in a time expression at all.
pub fn lex(text: &str, block: Span, out: &mut Vec<Lexeme>) {
    let bytes = &text.as_bytes()[..(block.end as usize).min(text.len())];
    let mut at = block.start as usize;
    let mut glued = false;
    let mut breaks = false;
    while at < bytes.len() {
        let start = at;
        let byte = bytes[at];
        let class = match byte {
            b' ' | b'\t' | b'\r' | b'\n' => {
                breaks |= byte == b'\n';
                glued = false;
                at += 1;
                continue;
            }
            b'a'..=b'z' | b'A'..=b'Z' => word(bytes, &mut at),
            b'0'..=b'9' => number(bytes, &mut at),
            0..=127 => {
                at += 1;
                Class::Sign(byte)
            }
            _ => other(bytes, &mut at),
        };
        // A no-break space is a blank.
        if class == Class::Sign(b' ') {
            glued = false;
            continue;
        }
        out.push(Lexeme { span: Span::new(start, at), class, glued, capital: byte.is_ascii_uppercase(), breaks });
        glued = true;
        breaks = false;
    }
    demote(out);
}

/// A word of ASCII letters; letters beyond ASCII make it another word. "a.m." and its like are one.
fn word(bytes: &[u8], at: &mut usize) -> Class {
    let start = *at;
    let mut lower = [0u8; 16];
    let mut length = 0;
    while let Some(&b) = bytes.get(*at) {
        if !b.is_ascii_alphabetic() {
            if b >= 0xC3 && b != 0xE2 {
                length = usize::MAX / 2;
                *at += 1;
                while bytes.get(*at).is_some_and(|b| *b & 0xC0 == 0x80) {
                    *at += 1;
                }
                continue;
            }
            break;
        }
        if length < 16 {
            lower[length] = b.to_ascii_lowercase();
        }
        length += 1;
        *at += 1;
    }
    let known = lower.get(..length).unwrap_or(&[]);
    match known {
        b"am" | b"pm" if start > 0 => Class::Meridiem(known[0] == b'p'),
        b"a" | b"p" => match bytes.get(start + 1..start + 3) {
            Some([b'.', b'm' | b'M']) if !bytes.get(start + 3).is_some_and(u8::is_ascii_alphabetic) => {
                *at = start + 3 + usize::from(bytes.get(start + 3) == Some(&b'.'));
                Class::Meridiem(known[0] == b'p')
            }
            _ => class_of(known),
        },
        b"o" => match bytes.get(start + 1..) {
            Some([b'\'', rest @ ..]) if rest.starts_with(b"clock") => {
                *at = start + 7;
                Class::Key(Key::Oclock)
            }
            Some([0xE2, 0x80, 0x99, rest @ ..]) if rest.starts_with(b"clock") => {
                *at = start + 9;
                Class::Key(Key::Oclock)
            }
            _ => Class::Other,
        },
        _ => class_of(known),
    }
}

/// How many digits a number with commas counts as: more than any date has.
const GROUPED: u8 = 9;

/// Digits, with groups of three behind commas joined, and an ordinal ending.
fn number(bytes: &[u8], at: &mut usize) -> Class {
    let mut value = 0u32;
    let mut digits = 0u8;
    let mut grouped = false;
    loop {
        match bytes.get(*at) {
            Some(b @ b'0'..=b'9') => {
                value = value.saturating_mul(10).saturating_add(u32::from(b - b'0'));
                digits = digits.saturating_add(1);
                *at += 1;
            }
            Some(b',') if digits <= 3 || grouped => {
                let group = bytes.get(*at + 1..*at + 4).is_some_and(|g| g.iter().all(u8::is_ascii_digit));
                if !group || bytes.get(*at + 4).is_some_and(u8::is_ascii_digit) {
                    break;
                }
                grouped = true;
                *at += 1;
            }
            _ => break,
        }
    }
    let ending = bytes.get(*at..*at + 2).map(|e| [e[0].to_ascii_lowercase(), e[1].to_ascii_lowercase()]);
    let ends = !bytes.get(*at + 2).is_some_and(u8::is_ascii_alphabetic);
    if digits <= 2 && !grouped && ends && matches!(ending.as_ref(), Some(b"st" | b"nd" | b"rd" | b"th")) {
        *at += 2;
        return Class::Ordinal(value as u8);
    }
    // A number with a comma is no year and no day.
    Class::Number(value, if grouped { GROUPED } else { digits })
}

/// Signs beyond ASCII that matter: apostrophes, dashes, no-break spaces; anything else is another word.
fn other(bytes: &[u8], at: &mut usize) -> Class {
    let sign = match &bytes[*at..] {
        [0xE2, 0x80, 0x98 | 0x99, ..] => Some((3, b'\'')),
        [0xE2, 0x80, 0x90..=0x95, ..] => Some((3, b'-')),
        [0xE2, 0x80, 0xAF, ..] | [0xE2, 0x80, 0x89, ..] => Some((3, b' ')),
        [0xE2, ..] => Some((3, b'"')),
        [0xC2, 0xA0, ..] => Some((2, b' ')),
        [0xC2, 0xA3, ..] => Some((2, b'$')),
        _ => None,
    };
    if let Some((width, sign)) = sign {
        *at = (*at + width).min(bytes.len());
        return Class::Sign(sign);
    }
    while bytes.get(*at).is_some_and(|b| *b >= 0x80 || b.is_ascii_alphanumeric()) {
        *at += 1;
    }
    Class::Other
}

/// Takes back the class of words that are something else when written so: "may", "march", "sat", "sun", "second" stay what their letters say.
fn demote(lexemes: &mut [Lexeme]) {
    for i in 0..lexemes.len() {
        let lexeme = lexemes[i];
        let keep = match lexeme.class {
            Class::Month(_) | Class::Weekday(_) | Class::Feast(_) => {
                let short = lexeme.span.len() <= 3;
                let before = i.checked_sub(1).map(|p| lexemes[p].class);
                let after = lexemes.get(i + 1).map(|l| l.class);
                let near_number = matches!(before, Some(Class::Number(_, 1..=2) | Class::Ordinal(_)))
                    || matches!(after, Some(Class::Number(_, 1..=4) | Class::Ordinal(_)));
                let dotted = after == Some(Class::Sign(b'.')) && lexemes.get(i + 1).is_some_and(|l| l.glued);
                // "Sun, 12 March" is a day, "Sun, a maker of computers" is none.
                let listed = after == Some(Class::Sign(b','))
                    && matches!(lexemes.get(i + 2).map(|l| l.class), Some(Class::Number(..) | Class::Month(_) | Class::Ordinal(_)));
                lexeme.capital && (!short || lexeme.class == Class::Month(5) || near_number || dotted || listed)
                    || (near_number && matches!(lexeme.class, Class::Month(_)) && lexeme.span.len() > 4)
            }
            Class::Zone => {
                // "est", "et" are zones behind a clock time only; the grammar asks for that, here they must be in capitals.
                lexeme.capital
            }
            _ => true,
        };
        if !keep {
            lexemes[i].class = Class::Other;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn classes(text: &str) -> Vec<Class> {
        let mut out = Vec::new();
        lex(text, Span::new(0, text.len()), &mut out);
        out.into_iter().map(|l| l.class).collect()
    }

    #[test]
    fn numbers_keep_their_digits_and_ordinals_their_endings() {
        assert_eq!(
            classes("1,200 people on the 21st"),
            [Class::Number(1200, 9), Class::Other, Class::Key(Key::On), Class::Key(Key::The), Class::Ordinal(21)]
        );
        assert_eq!(classes("1998, 2001"), [Class::Number(1998, 4), Class::Sign(b','), Class::Number(2001, 4)]);
    }

    #[test]
    fn words_that_are_months_only_with_a_capital() {
        assert_eq!(classes("they may march in May"), [Class::Other, Class::Other, Class::Other, Class::Key(Key::In), Class::Month(5)]);
        assert_eq!(classes("at 9:20 p.m. he sat")[4], Class::Meridiem(true));
        assert_eq!(
            classes("Zoë’s 3 o’clock"),
            [Class::Other, Class::Sign(b'\''), Class::Other, Class::Number(3, 1), Class::Key(Key::Oclock)]
        );
    }
}
