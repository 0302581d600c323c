//! What an analysis holds.

use model::{NameSpan, Sentence};

/// The analysis of the given ranges of one text; both lists are ordered by position.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Analysis {
    /// Sentences with their words. No sentence crosses the edge of a range.
    pub sentences: Vec<Sentence>,
    /// Names: whole tokens, without titles ("President") and without a genitive "'s". They do not overlap and never cross a sentence.
    pub names: Vec<NameSpan>,
}
