//! Words of one language that names are built with. An engine without them names what its network sees.

use lexicon::NameWords;
use model::EntityKind;
use std::collections::BTreeMap;

/// What is known of single words.
#[derive(Clone, Debug, Default)]
pub(crate) struct Knowledge {
    words: BTreeMap<&'static str, Word>,
    beside: BTreeMap<&'static str, Beside>,
    /// Words that end or begin names of a kind.
    lasts: BTreeMap<&'static str, EntityKind>,
    firsts: BTreeMap<&'static str, EntityKind>,
}

/// The kind of a name beside a noun, by where the noun stands.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Beside {
    /// "the village of X"
    pub of: Option<EntityKind>,
    /// "X village"
    pub behind: Option<EntityKind>,
    /// "the newspaper X"
    pub before: Option<EntityKind>,
}

/// What a word may be; all false for words not known.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Word {
    /// Ends a name of an organisation.
    pub head: bool,
    /// Such a name may go on with "of" or "for".
    pub goes_on: bool,
    /// Such a name may begin with a person's name.
    pub named: bool,
    /// With its capital it is a name by itself.
    pub alone: bool,
    /// Stands before a person's name.
    pub title: bool,
    /// In capitals, but no organisation.
    pub abbreviation: bool,
}

impl Knowledge {
    /// The words of English, from the lexicon.
    pub fn english() -> Knowledge {
        let mut words: BTreeMap<&'static str, Word> = BTreeMap::new();
        for head in lexicon::organisation_heads() {
            let word = words.entry(head.word).or_default();
            (word.head, word.goes_on, word.named, word.alone) = (true, head.goes_on, head.named, head.alone);
        }
        for title in lexicon::name_words(NameWords::Titles) {
            words.entry(title).or_default().title = true;
        }
        for abbreviation in lexicon::name_words(NameWords::Abbreviations) {
            words.entry(abbreviation).or_default().abbreviation = true;
        }
        let mut it = Knowledge { words, ..Knowledge::default() };
        for word in lexicon::kind_words() {
            let kind = |is: bool| is.then_some(word.kind);
            if word.last {
                it.lasts.insert(word.word, word.kind);
            }
            if word.first {
                it.firsts.insert(word.word, word.kind);
            }
            if word.of || word.behind || word.before {
                it.beside.insert(word.word, Beside { of: kind(word.of), behind: kind(word.behind), before: kind(word.before) });
            }
        }
        it
    }

    /// Whether nothing is known.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// What is known of a word.
    pub fn word(&self, form: &str) -> Word {
        self.words.get(form).copied().unwrap_or_default()
    }

    /// What a noun tells of the name beside it.
    pub fn beside(&self, form: &str) -> Beside {
        self.beside.get(form).copied().unwrap_or_default()
    }

    /// The kind of a name that ends in the word.
    pub fn last(&self, form: &str) -> Option<EntityKind> {
        self.lasts.get(form).copied()
    }

    /// The kind of a name that begins with the word.
    pub fn first(&self, form: &str) -> Option<EntityKind> {
        self.firsts.get(form).copied()
    }
}
