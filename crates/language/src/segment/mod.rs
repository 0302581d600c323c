//! From text to sentences of token spans.
//!
//! Blanks cut the text into chunks; a classifier over characters cuts chunks into tokens; a second one over tokens finds sentence ends. Both
//! are learned from a treebank's raw text, so contractions, abbreviations and the treebank's habits need no rules here. Only what small
//! treebanks never show is fixed: typographic quotation marks, dashes and ellipses stand alone.

pub(crate) mod chars;
mod sentences;
mod tokens;

pub use chars::normalise;
pub(crate) use chars::{Class, class};
pub(crate) use sentences::{Boundary, SentenceModel, boundary, sentence_features, view};
pub(crate) use tokens::{Place, TokenModel, is_candidate, lower_char, lower_hash, next_class, place_features};

use crate::linear::Features;
use crate::store::{Reader, Writer};
use model::Span;

/// Longest sentence in tokens; longer ones are cut, at punctuation where there is some, so that later stages need bounded time and memory.
pub const MAX_SENTENCE: usize = 180;

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
}

impl Segmenter {
    /// Cuts the block `range` of `text`; tokens and sentence ends are left in `scratch`.
    pub fn segment(&self, text: &str, range: Span, scratch: &mut SegmentScratch) {
        self.tokens.tokenise(text, range, scratch);
        self.sentences.split(text, scratch);
    }

    pub(crate) fn write(&self, to: &mut Writer) {
        self.tokens.write(to);
        self.sentences.write(to);
    }

    pub(crate) fn read(from: &mut Reader) -> Option<Segmenter> {
        Some(Segmenter { tokens: TokenModel::read(from)?, sentences: SentenceModel::read(from)? })
    }
}
