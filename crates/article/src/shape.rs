//! What a line looks like: counts and shares that do not depend on what it is about.

use crate::phrases::Phrases;
use std::sync::LazyLock;

/// Classes of page furniture, in the order of [`Shape::furniture`].
pub const CLASSES: [&str; 8] = ["share", "offer", "legal", "menu", "talk", "more", "advert", "code"];

/// The look of one line.
#[derive(Clone, Debug, Default)]
pub struct Shape {
    /// Characters.
    pub chars: u32,
    /// Words: runs of letters and digits.
    pub words: u32,
    /// Words that begin with a capital letter.
    pub capitals: u32,
    /// Words of at most three letters in lower case: articles, prepositions, pronouns in most languages of Europe.
    pub small: u32,
    /// Letters.
    pub letters: u32,
    /// Capital letters.
    pub upper: u32,
    /// Digits.
    pub digits: u32,
    /// Commas and semicolons.
    pub commas: u32,
    /// Separators of menus: `|`, `»`, `›`, `•`, `·`, `/`, `>`, `©`.
    pub bars: u32,
    /// Ends of sentences inside and at the end.
    pub stops: u32,
    /// Quotation marks.
    pub quotes: u32,
    /// Ends like a sentence.
    pub ends_sentence: bool,
    /// Ends with a colon.
    pub ends_colon: bool,
    /// Ends with an ellipsis.
    pub ends_ellipsis: bool,
    /// Ends with a question mark.
    pub ends_question: bool,
    /// Begins with a quotation mark.
    pub starts_quote: bool,
    /// Begins with a lower-case letter.
    pub starts_lower: bool,
    /// Begins with a bullet or a number.
    pub starts_bullet: bool,
    /// Marked up as a heading or in bold from end to end (`**…**`, `# …`).
    pub marked: bool,
    /// Holds an address: `http`, `www.`, `@`.
    pub address: bool,
    /// Speaks to the reader: "you", "your".
    pub you: u32,
    /// Words that belong to phrases of page furniture, by class.
    pub furniture: [u32; CLASSES.len()],
}

impl Shape {
    /// Furniture words of all classes.
    pub fn furniture_words(&self) -> u32 {
        self.furniture.iter().sum()
    }

    /// The share of its words that belong to furniture.
    pub fn furniture_share(&self) -> f32 {
        self.furniture_words() as f32 / self.words.max(1) as f32
    }

    /// The share of words with a capital.
    pub fn capital_share(&self) -> f32 {
        self.capitals as f32 / self.words.max(1) as f32
    }

    /// Long and closed like a sentence: what running text is made of.
    pub fn is_prose(&self) -> bool {
        self.words >= 8 && (self.ends_sentence || self.words >= 30 || self.ends_colon)
    }
}

struct Furniture {
    finder: Option<Phrases>,
    classes: Vec<(usize, u32)>,
}

static FURNITURE: LazyLock<Furniture> = LazyLock::new(|| {
    let mut phrases = Vec::new();
    let mut classes = Vec::new();
    for line in include_str!("../data/furniture.tsv").lines().filter(|l| !l.starts_with('#')) {
        let Some((class, phrase)) = line.split_once('\t') else { continue };
        if let Some(at) = CLASSES.iter().position(|c| *c == class) {
            phrases.push(phrase);
            classes.push((at, phrase.split(' ').count() as u32));
        }
    }
    Furniture { finder: Phrases::new(phrases.into_iter(), true), classes }
});

/// The quotation marks that open or close a quotation, those of German, French and Russian among them.
pub fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '«' | '»' | '‟')
}

/// Looks at one line.
pub fn shape(line: &str) -> Shape {
    let mut s = Shape::default();
    let bare = line.trim_matches(|c: char| c == '*' || c == '_' || c == '#' || c.is_whitespace());
    s.marked =
        bare.len() < line.len() && (line.starts_with('#') || (line.starts_with("**") && line.ends_with("**")) || line.starts_with("__"));
    let mut word = Word::default();
    for c in line.chars() {
        s.chars += 1;
        s.letters += u32::from(c.is_alphabetic());
        s.upper += u32::from(c.is_uppercase());
        s.digits += u32::from(c.is_numeric());
        match c {
            ',' | ';' | '،' | '、' | '，' => s.commas += 1,
            '|' | '›' | '•' | '·' | '/' | '>' | '©' | '→' | '▸' => s.bars += 1,
            '.' | '!' | '?' | '。' | '؟' | '！' | '？' => s.stops += 1,
            _ if is_quote(c) => s.quotes += 1,
            _ => {}
        }
        if c.is_alphanumeric() || (matches!(c, '\'' | '’') && word.length > 0) {
            word.push(c);
        } else {
            word.end(&mut s);
        }
    }
    word.end(&mut s);
    let end = bare.trim_end_matches(|c: char| is_quote(c) || matches!(c, ')' | ']' | '\'' | '’'));
    s.ends_ellipsis = end.ends_with('…') || end.ends_with("...");
    s.ends_question = end.ends_with(['?', '؟', '？']);
    s.ends_sentence = end.ends_with(['.', '!', '?', '。', '؟', '！', '？', '…', '।', '۔']);
    s.ends_colon = end.ends_with(':');
    s.starts_quote = bare.starts_with(|c: char| is_quote(c) || c == '‘');
    s.starts_lower = bare.starts_with(char::is_lowercase);
    s.starts_bullet = bare.starts_with(|c: char| matches!(c, '-' | '–' | '•' | '·' | '▪' | '*' | '>' | '»') || c.is_numeric());
    s.address = line.contains('@') || line.as_bytes().windows(4).any(|w| w == b"http" || w == b"www.");
    if let Some(finder) = &FURNITURE.finder {
        for hit in finder.find_iter(line.as_bytes()) {
            let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
            if !word(line[..hit.start()].chars().next_back())
                && !word(line[hit.end()..].chars().next())
                && let Some((class, words)) = FURNITURE.classes.get(hit.pattern().as_usize())
            {
                s.furniture[*class] += words;
            }
        }
    }
    s
}

/// A word as it goes by.
#[derive(Default)]
struct Word {
    length: u32,
    capital: bool,
    lower: bool,
    head: [char; 4],
}

impl Word {
    fn push(&mut self, c: char) {
        if self.length == 0 {
            self.capital = c.is_uppercase();
            self.lower = true;
        }
        self.lower &= c.is_lowercase();
        if let Some(slot) = self.head.get_mut(self.length as usize) {
            *slot = c.to_ascii_lowercase();
        }
        self.length += 1;
    }

    fn end(&mut self, s: &mut Shape) {
        if self.length == 0 {
            return;
        }
        s.words += 1;
        s.capitals += u32::from(self.capital);
        s.small += u32::from(self.lower && self.length <= 3);
        s.you += u32::from(self.head.starts_with(&['y', 'o', 'u']) && (self.length == 3 || (self.length == 4 && self.head[3] == 'r')));
        *self = Word::default();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prose_and_furniture_differ() {
        let prose = shape("“We shall meet again,” the envoy said on Monday, after six hours of talks.");
        assert!(prose.is_prose() && prose.starts_quote && prose.furniture_words() == 0 && prose.words == 14);
        let button = shape("Follow us on Twitter | Subscribe");
        assert!(!button.is_prose() && button.furniture[0] == 3 && button.furniture[1] == 1 && button.bars == 1);
        assert_eq!(shape("a printer prints").furniture_words(), 0, "whole words only");
        assert!(shape("**What was said**").marked && shape("## What was said").marked && !shape("2 * 3").marked);
    }
}
