//! Characters as the models see them.

/// The typewriter equivalent of typographic quotation marks, apostrophes, dashes and blanks; other characters unchanged. Treebanks mostly
/// hold the typewriter forms, newspapers mostly the others.
#[inline]
pub fn normalise(c: char) -> char {
    if c.is_ascii() {
        return c;
    }
    match c {
        '’' | '‘' | '‛' | 'ʼ' | '′' | '´' => '\'',
        '“' | '”' | '„' | '‟' | '«' | '»' | '″' => '"',
        '–' | '—' | '―' | '‐' | '‑' | '−' => '-',
        '…' => '.',
        _ => c,
    }
}

/// Coarse class of a character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    Letter,
    Digit,
    Other,
}

#[inline]
pub(crate) fn class(c: char) -> Class {
    if c.is_ascii() {
        return if c.is_ascii_alphabetic() {
            Class::Letter
        } else if c.is_ascii_digit() {
            Class::Digit
        } else {
            Class::Other
        };
    }
    // Marks (accents, vowel signs, joiners) belong to the letter they follow.
    if c.is_alphabetic()
        || matches!(c, '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5bd}' | '\u{64b}'..='\u{65f}' | '\u{200c}' | '\u{200d}' | 'ʼ')
    {
        Class::Letter
    } else if c.is_numeric() {
        Class::Digit
    } else {
        Class::Other
    }
}

/// Whether the character always stands apart from its neighbours.
#[inline]
pub(crate) fn stands_alone(c: char) -> bool {
    matches!(c, '“' | '”' | '„' | '«' | '»' | '—' | '―' | '…' | '"' | '•' | '\u{3001}' | '\u{3002}' | '\u{ff0c}' | '\u{ff01}' | '\u{ff1f}')
}

/// Whether the character can end a sentence.
#[inline]
pub(crate) fn is_final(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | ':' | ';' | '؟' | '۔' | '।' | '。' | '！' | '？')
}

/// Whether the character can stand between the end of a sentence and the blank after it.
#[inline]
pub(crate) fn is_closer(c: char) -> bool {
    matches!(c, '"' | '\'' | '”' | '’' | '»' | '“' | ')' | ']' | '}' | '*' | '-' | '_' | '=' | '<' | '>')
}
