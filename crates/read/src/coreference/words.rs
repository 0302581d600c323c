//! Closed classes of words that the phrases' descriptions need.

use super::phrases::{Gender, Number};

/// What a pronoun says of what it means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pronoun {
    /// Its citation form ("he" for "him", "his", "himself").
    pub kind: PronounKind,
    /// Bound in its own clause.
    pub reflexive: bool,
}

/// Citation forms of pronouns; the order is that of the model's keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum PronounKind {
    I = 1,
    You,
    He,
    She,
    It,
    We,
    They,
    This,
    That,
    These,
    Those,
    One,
    /// "someone", "both", "each other", "all".
    Other,
}

impl PronounKind {
    /// Whether it points at the one who speaks or is spoken to.
    pub fn is_of_speech(self) -> bool {
        matches!(self, PronounKind::I | PronounKind::You | PronounKind::We)
    }

    /// Grammatical number.
    pub fn number(self) -> Number {
        match self {
            PronounKind::You | PronounKind::Other => Number::Unknown,
            PronounKind::We | PronounKind::They | PronounKind::These | PronounKind::Those => Number::Many,
            _ => Number::One,
        }
    }

    /// Gender, where the form tells it.
    pub fn gender(self) -> Gender {
        match self {
            PronounKind::He => Gender::He,
            PronounKind::She => Gender::She,
            _ => Gender::Unknown,
        }
    }
}

/// The pronoun that a word in small letters is; relative and interrogative ones are none, since their clauses belong to the phrase.
pub fn pronoun(word: &str) -> Option<Pronoun> {
    use PronounKind::*;
    let kind = match word {
        "i" | "me" | "my" | "mine" | "myself" => I,
        "you" | "your" | "yours" | "yourself" | "yourselves" | "ya" | "ye" => You,
        "he" | "him" | "his" | "himself" => He,
        "she" | "her" | "hers" | "herself" => She,
        "it" | "its" | "itself" => It,
        "we" | "us" | "our" | "ours" | "ourselves" | "'s" | "’s" => We,
        "they" | "them" | "their" | "theirs" | "themselves" | "'em" | "em" => They,
        "this" => This,
        "that" => That,
        "these" => These,
        "those" => Those,
        "one" | "oneself" => One,
        "who" | "whom" | "whose" | "which" | "what" | "where" | "whoever" | "whatever" | "when" | "how" | "why" => return None,
        _ => Other,
    };
    Some(Pronoun { kind, reflexive: word.ends_with("self") || word.ends_with("selves") })
}

/// Bytes of the longest word of a closed class.
pub const LONGEST: usize = 16;

/// A word in small letters, written into `memory`; nothing where it is longer than any word of a closed class.
pub fn in_small_letters<'m>(word: &str, memory: &'m mut [u8; LONGEST]) -> &'m str {
    let Some(place) = memory.get_mut(..word.len()) else { return "" };
    place.copy_from_slice(word.as_bytes());
    place.make_ascii_lowercase();
    std::str::from_utf8(place).unwrap_or("")
}
