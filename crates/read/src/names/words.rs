//! Small questions about the words of a sentence.

use crate::Document;
use model::{Sentence, Span};

/// The words `first..=last` of sentence `sentence` as one stretch of text.
pub(super) fn stretch(document: &Document, sentence: usize, first: usize, last: usize) -> &str {
    let tokens = &document.sentences[sentence].tokens;
    tokens[first].span.cover(tokens[last].span).of(document.text())
}

/// The bytes of the words `first..=last`.
pub(super) fn span_of(document: &Document, sentence: usize, first: usize, last: usize) -> Span {
    let tokens = &document.sentences[sentence].tokens;
    tokens[first].span.cover(tokens[last].span)
}

/// The form of a word in lower case; empty beyond the sentence.
pub(super) fn lower(document: &Document, sentence: usize, token: usize) -> String {
    match document.sentences[sentence].tokens.get(token) {
        Some(t) => t.span.of(document.text()).to_lowercase(),
        None => String::new(),
    }
}

/// Whether a word is exactly `word` but for letter case.
pub(super) fn is(document: &Document, sentence: usize, token: usize, word: &str) -> bool {
    document.sentences[sentence].tokens.get(token).is_some_and(|t| t.span.of(document.text()).eq_ignore_ascii_case(word))
}

/// Whether a word begins with a capital letter.
pub(super) fn capital(form: &str) -> bool {
    form.chars().next().is_some_and(char::is_uppercase)
}

/// A genitive ending: "'s", "’s" or a bare apostrophe.
pub(super) fn genitive(form: &str) -> bool {
    matches!(form, "'s" | "’s" | "'" | "’" | "'S" | "’S")
}

/// The word of `first..=last` whose head lies outside; the last where the tree does not say.
pub(super) fn head_of(sentence: &Sentence, first: usize, last: usize) -> usize {
    (first..=last).rev().find(|&i| sentence.head(i).is_none_or(|h| h < first || h > last)).unwrap_or(last)
}

/// Whether most letters of a sentence are capitals, so that capitals mean nothing in it.
pub(super) fn shouted(text: &str) -> bool {
    let (mut upper, mut lower) = (0u32, 0u32);
    for c in text.chars() {
        upper += u32::from(c.is_uppercase());
        lower += u32::from(c.is_lowercase());
    }
    upper > lower
}

/// Lower-case words that stand inside names of persons.
pub(super) fn particle(form: &str) -> bool {
    matches!(
        form,
        "de" | "la"
            | "le"
            | "del"
            | "della"
            | "der"
            | "den"
            | "von"
            | "van"
            | "zu"
            | "du"
            | "da"
            | "dos"
            | "das"
            | "do"
            | "di"
            | "bin"
            | "ibn"
            | "ben"
            | "bint"
            | "al"
            | "el"
            | "ul"
            | "ud"
            | "ould"
            | "ag"
            | "y"
            | "abu"
            | "ter"
            | "ten"
            | "af"
            | "av"
    )
}

/// Participles that tell who stands behind a party or a round of talks: "UN-backed".
const SUPPORT: &[&str] = &[
    "aligned",
    "allied",
    "armed",
    "backed",
    "brokered",
    "chartered",
    "designated",
    "facilitated",
    "funded",
    "hosted",
    "mediated",
    "recognised",
    "recognized",
    "sponsored",
    "supervised",
    "supported",
    "trained",
];

/// Whether a participle behind a name and a hyphen says that the name stands behind what follows, and is no part of it.
pub(crate) fn supports(participle: &str) -> bool {
    SUPPORT.iter().any(|word| participle.eq_ignore_ascii_case(word))
}
