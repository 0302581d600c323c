//! From text to sentences of token spans.
//!
//! Blanks cut the text into chunks; a classifier over characters cuts chunks into tokens; a second one over tokens finds sentence ends. Both
//! are learned from a treebank's raw text, so contractions, abbreviations and the treebank's habits need no rules here. Only what small
//! treebanks never show is fixed: typographic quotation marks, dashes and ellipses stand alone.

pub(crate) mod chars;
mod links;
mod sentences;
mod tokens;

pub use chars::normalise;
pub(crate) use chars::{Class, class};
#[cfg(feature = "train")]
pub(crate) use links::link;
pub(crate) use sentences::{Boundary, SentenceModel, boundary, sentence_features, view};
#[cfg(feature = "train")]
pub(crate) use tokens::{LONGEST_MERGED, merged_features};
pub(crate) use tokens::{Place, TokenModel, is_candidate, lower_char, lower_hash, next_class, place_features};

use crate::linear::Features;
use crate::store::{Reader, Writer};
use model::Span;

/// Longest sentence in tokens; longer ones are cut, at punctuation where there is some, so that later stages need bounded time and memory.
pub const MAX_SENTENCE: usize = 180;

impl Stops {
    /// Hash of a form that tells "Ill." from "ill.".
    pub fn hash(form: &str) -> u32 {
        lower_hash(form) ^ form.starts_with(char::is_uppercase) as u32
    }

    /// From forms, and whether a name follows each.
    pub fn new<'a>(forms: impl Iterator<Item = (&'a str, bool)>) -> Stops {
        let mut stops = Stops::default();
        for (form, name_follows) in forms {
            stops.all.push(Stops::hash(form));
            if name_follows {
                stops.before_names.push(lower_hash(form));
            }
        }
        stops.all.sort_unstable();
        stops.before_names.sort_unstable();
        stops
    }
}

/// Buffers of the segmenter.
#[derive(Debug, Default)]
pub struct SegmentScratch {
    pub(crate) features: Features,
    pub(crate) chars: Vec<(char, u32)>,
    pub(crate) shapes: Vec<sentences::TokenView>,
    /// Tokens of the block in hand.
    pub tokens: Vec<Span>,
    /// For each sentence of the block: one past its last token.
    pub ends: Vec<usize>,
}

/// The learned segmenter.
#[derive(Clone, Debug, Default)]
pub struct Segmenter {
    pub(crate) tokens: TokenModel,
    pub(crate) sentences: SentenceModel,
    /// Known beside what was learned; empty in a model file.
    pub(crate) stops: Stops,
}

/// Abbreviations that keep their full stop, as sorted hashes.
#[derive(Clone, Debug, Default)]
pub(crate) struct Stops {
    /// All of them, by [`Stops::hash`].
    pub all: Vec<u32>,
    /// Those after which a name follows, so that no sentence ends there, by the hash of the form in lower case.
    pub before_names: Vec<u32>,
}

impl Segmenter {
    /// Cuts the block `range` of `text`; tokens and sentence ends are left in `scratch`.
    pub fn segment(&self, text: &str, range: Span, scratch: &mut SegmentScratch) {
        self.tokens.tokenise(text, range, &self.stops, scratch);
        self.sentences.split(text, &self.stops, scratch);
    }

    pub(crate) fn write(&self, to: &mut Writer) {
        self.tokens.write(to);
        self.sentences.write(to);
    }

    pub(crate) fn read(from: &mut Reader) -> Option<Segmenter> {
        Some(Segmenter { tokens: TokenModel::read(from)?, sentences: SentenceModel::read(from)?, stops: Stops::default() })
    }
}
