//! Which deed the words of a mention tell.

use crate::words::{each_word, stem};
use lexicon::{DeedClass, DeedWords, deed_words};
use std::collections::HashMap;
use std::sync::LazyLock;

/// Words that are no heads: particles of verbs, determiners.
const PARTICLES: &[&str] = &[
    "in", "into", "to", "by", "on", "up", "out", "off", "down", "over", "at", "for", "with", "from", "away", "back", "under", "of", "the",
    "a",
];

/// The table of deeds by word, by stem and by phrase of stems.
struct Known {
    words: HashMap<&'static str, &'static DeedWords>,
    stems: HashMap<&'static str, &'static DeedWords>,
    phrases: HashMap<String, &'static DeedWords>,
}

static KNOWN: LazyLock<Known> = LazyLock::new(|| {
    let mut known = Known { words: HashMap::new(), stems: HashMap::new(), phrases: HashMap::new() };
    for deed in deed_words() {
        for &word in &deed.words {
            if word.contains(' ') {
                known.phrases.insert(stems(word), deed);
            } else {
                known.words.insert(word, deed);
                known.stems.entry(lemma(word)).or_insert(deed);
            }
        }
    }
    known
});

/// What a mention tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Deed {
    /// The deed, or the stem of the head where it is in no table.
    pub name: String,
    /// The deed with which it is told in turn.
    pub kin: String,
    /// What it says by itself.
    pub class: DeedClass,
}

/// The deed that `words` tell.
pub(super) fn deed(words: &str) -> Deed {
    let (mut last, mut head) = (String::new(), String::new());
    each_word(words, |word| {
        word.clone_into(&mut last);
        if !PARTICLES.contains(&word) {
            word.clone_into(&mut head);
        }
    });
    let head = if head.is_empty() { last } else { head };
    let known = KNOWN.phrases.get(&stems(words)).or_else(|| KNOWN.words.get(head.as_str()));
    match known.or_else(|| KNOWN.stems.get(lemma(&head))) {
        Some(deed) => Deed { name: deed.name.to_owned(), kin: deed.kin.to_owned(), class: deed.class },
        None => Deed { name: lemma(&head).to_owned(), kin: lemma(&head).to_owned(), class: DeedClass::Plain },
    }
}

/// The stem of a word's verb.
pub(super) fn lemma(word: &str) -> &str {
    stem(lexicon::irregular_lemma(word).unwrap_or(word))
}

fn stems(words: &str) -> String {
    let mut out = String::new();
    each_word(words, |word| {
        out.push_str(lemma(word));
        out.push(' ');
    });
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(words: &str) -> String {
        deed(words).name
    }

    #[test]
    fn words_of_one_deed() {
        for (one, other) in [
            ("checked into", "checking in"),
            ("the walkout", "walkouts"),
            ("struck", "the strike"),
            ("was acquired", "acquisition"),
            ("resigned", "stepping down"),
            ("steps down", "her resignation"),
        ] {
            assert_eq!(name(one), name(other));
        }
        assert_ne!(name("in"), name("over"), "a particle alone is a head");
        assert_ne!(name("bought"), name("the acquisition"));
        assert_eq!(deed("bought").kin, deed("the acquisition").kin);
        assert_eq!((deed("said").class, deed("made").class), (DeedClass::Speech, DeedClass::Light));
    }
}
