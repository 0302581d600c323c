//! A learned second opinion on claims: how likely each word of a sentence carries a claim of each kind and status.
//!
//! A log-linear model over hashed keys ([`features`]) of the word, its tree, what the rules have read there and what the word lists say it can carry
//! ([`hinted`]). It is learned ([`learn`]) from sentences coded by hand (`eval/truth/written`, our own words), and stands in `models/claims.bin`;
//! without the file the rules speak alone. What it changes in their claims stands in [`apply`]; who and what belongs to a claim that it adds is read
//! off the tree ([`build`]).

mod apply;
mod build;
mod features;
mod hinted;
mod labels;
pub mod learn;
mod scorer;

pub use labels::{LABELS, number, pairs};
pub use scorer::Weights;

use crate::Document;
use ::model::Span;

/// A word that can carry a claim, and what is seen of it.
#[derive(Clone, Debug)]
pub struct Seen {
    /// Its bytes.
    pub span: Span,
    /// Keys of the model.
    pub keys: Vec<u32>,
}

/// The words of a document that can carry claims, in order. Times, names and statements must have been read.
pub fn words(document: &Document) -> Vec<Seen> {
    let mut out = Vec::new();
    super::each_sentence(document, |reader| {
        let told = features::Told::new(&reader);
        for word in (0..reader.scene.len()).filter(|&word| features::is_candidate(&reader.scene, &told, word)) {
            let mut keys = Vec::new();
            features::see(&reader, &told, word, &mut keys);
            out.push(Seen { span: reader.scene.token_span(word), keys });
        }
    });
    out
}
