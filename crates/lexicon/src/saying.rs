//! Verbs, nouns and phrases that attribute words or thoughts to somebody ("said", "his call for", "according to").

use crate::table::rows;
use std::collections::BTreeMap;
use std::sync::LazyLock;

const VERBS: &str = include_str!("../data/saying/verbs.tsv");
const NOUNS: &str = include_str!("../data/saying/nouns.tsv");
const PHRASES: &str = include_str!("../data/saying/phrases.tsv");
const SETTINGS: &str = include_str!("../data/saying/settings.tsv");
const LIGHT: &str = include_str!("../data/saying/light.tsv");

/// What an attribution rests on. Only the first two are speech; a record of statements leaves the others aside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CueClass {
    /// Words are uttered: "said", "according to".
    Statement,
    /// Something is done by speaking: "urged", "rejected", "her call for".
    Act,
    /// Thought, wish, feeling: "believes", "wants".
    Attitude,
    /// A document or finding shows something: "the survey found".
    Evidence,
}

impl CueClass {
    /// Its name in the tables.
    pub const fn name(self) -> &'static str {
        match self {
            CueClass::Statement => "statement",
            CueClass::Act => "act",
            CueClass::Attitude => "attitude",
            CueClass::Evidence => "evidence",
        }
    }

    /// Whether somebody uttered something.
    pub const fn is_speech(self) -> bool {
        matches!(self, CueClass::Statement | CueClass::Act)
    }

    fn parse(name: &str) -> Option<CueClass> {
        [CueClass::Statement, CueClass::Act, CueClass::Attitude, CueClass::Evidence].into_iter().find(|c| c.name() == name)
    }
}

/// Who is addressed, by grammar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Addressee {
    /// Not said by this word.
    None,
    /// Its object: "told reporters".
    Object,
    /// The object of this preposition: "said to".
    Preposition(&'static str),
}

/// A verb or noun of saying, with the complements that its content takes.
#[derive(Clone, Copy, Debug)]
pub struct Saying {
    /// Lemmas; several for a verb with a particle or preposition, which stands last.
    pub words: &'static str,
    /// Speech or thought.
    pub class: CueClass,
    /// A clause can be the content.
    pub clause: bool,
    /// A quotation can be the content.
    pub quote: bool,
    /// An infinitive can be the content.
    pub infinitive: bool,
    /// An object, or the object of the preposition, can be the content.
    pub object: bool,
    /// Who is addressed.
    pub addressee: Addressee,
}

/// What a noun tells of the circumstances of an utterance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Circumstance {
    /// "at a briefing".
    Occasion,
    /// "in a statement", "on Telegram".
    Medium,
}

struct Tables {
    settings: BTreeMap<&'static str, Circumstance>,
    verbs: BTreeMap<&'static str, Vec<Saying>>,
    nouns: BTreeMap<&'static str, Saying>,
    phrases: Vec<Phrase>,
    light: Vec<(&'static str, Option<&'static str>)>,
}

/// A fixed phrase that attributes.
#[derive(Clone, Debug)]
pub struct Phrase {
    /// Its words, lower case.
    pub words: Vec<&'static str>,
    /// Speech or thought.
    pub class: CueClass,
    /// The source follows ("according to"); otherwise nobody is named ("reportedly").
    pub source_follows: bool,
}

fn sayings(table: &'static str) -> impl Iterator<Item = Saying> {
    rows::<4>(table).filter_map(|[words, class, content, addressee]| {
        Some(Saying {
            words,
            class: CueClass::parse(class)?,
            clause: content.contains('c'),
            quote: content.contains('q'),
            infinitive: content.contains('i'),
            object: content.contains('o'),
            addressee: match addressee {
                "-" => Addressee::None,
                "o" => Addressee::Object,
                other => Addressee::Preposition(other),
            },
        })
    })
}

static TABLES: LazyLock<Tables> = LazyLock::new(|| {
    let mut verbs: BTreeMap<&'static str, Vec<Saying>> = BTreeMap::new();
    for saying in sayings(VERBS) {
        let verb = saying.words.split(' ').next().unwrap_or_default();
        verbs.entry(verb).or_default().push(saying);
    }
    // The longest combination is tried first: "speak out against" before "speak out" before "speak".
    for list in verbs.values_mut() {
        list.sort_by_key(|s| std::cmp::Reverse(s.words.split(' ').count()));
    }
    let phrases = rows::<4>(PHRASES).filter_map(|[words, class, place, _]| {
        Some(Phrase { words: words.split(' ').collect(), class: CueClass::parse(class)?, source_follows: place == "before" })
    });
    let light = rows::<2>(LIGHT).map(|[words, _]| match words.split_once(' ') {
        Some((verb, particle)) => (verb, Some(particle)),
        None => (words, None),
    });
    let settings = rows::<2>(SETTINGS).filter_map(|[lemma, what]| match what {
        "occasion" => Some((lemma, Circumstance::Occasion)),
        "medium" => Some((lemma, Circumstance::Medium)),
        _ => None,
    });
    let settings = settings.collect();
    Tables { settings, verbs, nouns: sayings(NOUNS).map(|s| (s.words, s)).collect(), phrases: phrases.collect(), light: light.collect() }
});

/// The entries whose verb has this lemma, longest first.
pub fn verbs(lemma: &str) -> &'static [Saying] {
    TABLES.verbs.get(lemma).map_or(&[], Vec::as_slice)
}

/// The entry of a noun's lemma.
pub fn noun(lemma: &str) -> Option<&'static Saying> {
    TABLES.nouns.get(lemma)
}

/// All fixed phrases.
pub fn phrases() -> &'static [Phrase] {
    &TABLES.phrases
}

/// The occasion or medium that a noun with this lemma (lower case) tells.
pub fn setting(lemma: &str) -> Option<Circumstance> {
    TABLES.settings.get(lemma).copied()
}

/// The ways in which a verb with this lemma makes a saying of its object noun ("issued a warning"): the particle of each, if it needs one.
pub fn light(lemma: &str) -> impl Iterator<Item = Option<&'static str>> + use<'_> {
    TABLES.light.iter().filter(move |(verb, _)| *verb == lemma).map(|(_, particle)| *particle)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_whole() {
        for (table, width) in [(VERBS, 4), (NOUNS, 4), (PHRASES, 4), (LIGHT, 2), (SETTINGS, 2)] {
            assert!(crate::table::widths(table).iter().all(|&w| w == width));
        }
        assert_eq!(sayings(VERBS).count(), rows::<4>(VERBS).count());
        assert_eq!(sayings(NOUNS).count(), rows::<4>(NOUNS).count());
    }

    #[test]
    fn the_longest_combination_comes_first() {
        assert_eq!(verbs("speak")[0].words, "speak out against");
        assert!(verbs("say").iter().all(|s| s.class == CueClass::Statement && s.clause && s.quote));
        assert!(noun("call").is_some_and(|s| s.infinitive && s.class == CueClass::Act));
        assert!(verbs("walk").is_empty());
    }
}
