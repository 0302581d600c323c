//! The content words of a text with what tells names and figures from other words.

use crate::words::{hash, is_content, stem};
use std::collections::BTreeMap;

/// A stem of a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Term {
    /// Hash of the stem.
    pub hash: u64,
    /// How often it stands there.
    pub count: u32,
    /// Written with a capital inside a sentence.
    pub name: bool,
    /// Begins with a digit.
    pub figure: bool,
}

/// The stems of the content words, in order of their hashes.
pub(super) fn terms(text: &str) -> Vec<Term> {
    let mut out: BTreeMap<u64, Term> = BTreeMap::new();
    // Whether a sentence or quotation has just begun: a capital says nothing there.
    let mut fresh = true;
    let mut lower = String::new();
    let mut chars = text.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        if !c.is_alphanumeric() {
            fresh |= matches!(c, '.' | '!' | '?' | '\n' | '“' | '"' | ':');
            continue;
        }
        lower.clear();
        lower.extend(c.to_lowercase());
        let capital = c.is_uppercase();
        let mut previous = c;
        while let Some(&(at, d)) = chars.peek() {
            // "1,000" is one figure.
            let inside =
                d.is_alphanumeric() || d == ',' && previous.is_ascii_digit() && text[at + 1..].starts_with(|n: char| n.is_ascii_digit());
            if !inside {
                break;
            }
            chars.next();
            if d != ',' {
                lower.extend(d.to_lowercase());
            }
            previous = d;
        }
        let possessive = lower == "s" && text[..start].ends_with(['\'', '’']);
        if !possessive && is_content(&lower) {
            let hash = hash(stem(&lower).as_bytes());
            let term = out.entry(hash).or_insert(Term { hash, count: 0, name: false, figure: c.is_ascii_digit() });
            term.count += 1;
            term.name |= capital && !fresh;
        }
        fresh = false;
    }
    out.into_values().collect()
}
