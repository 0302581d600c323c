//! How likely it is that a claim was read right: confidence estimation (Gandrabur, Foster & Lapalme 2006).
//!
//! A logistic model over hashed keys ([`features`]): what the models of [claims](super::model) and of [roles](super::srl) hold of the claim and of those who
//! play its roles, the signs of doubt in its sentence, its kind, and what it is short of. It is learned ([`learn`]) from the sentences that those models are
//! learned from, each by models that have not seen it (`eval/truth/written`, our own words), and stands in `models/confidence.bin`; without the file nobody
//! doubts by it. It changes nothing in the claim; it gives it a sign.

mod features;
pub mod learn;
mod scorer;

pub use scorer::{Weights, embedded};

use super::reader::Reader;
use super::srl::Role;
use super::{model, srl};
use crate::Document;
use ::model::{Claim, Doubt, FieldKey, Span};

/// Likelihood below which a claim is doubtful: of lines of briefs that people judged two in three were wrong or senseless.
const DOUBTFUL: f32 = 0.2;

/// Likelihood below which it is undecided: more were wrong than right.
const UNDECIDED: f32 = 0.4;

/// How likely what has these keys was read right.
pub fn likelihood(weights: &Weights, keys: &[u32]) -> f32 {
    scorer::logistic(weights.score(keys))
}

/// A claim and what is seen of it, to learn from.
#[derive(Clone, Debug)]
pub struct Seen {
    /// The claim.
    pub claim: Claim,
    /// Bytes of the words that carry it.
    pub sites: Vec<Span>,
    /// Bytes of those who play each role; `None` for roles that its kind has not, or that words of another sentence fill.
    pub played: [Option<Vec<Span>>; 3],
    /// Keys of the model.
    pub keys: Vec<u32>,
}

/// The claims of a document as rules and models read them. Times, names and statements must have been read.
pub fn claims(document: &Document, claims: &model::Weights, roles: &srl::Weights) -> Vec<Seen> {
    let mut out = Vec::new();
    super::each_sentence(document, |mut reader| {
        reader.reconsider(claims);
        reader.recast(roles);
        for claim in 0..reader.out.len() {
            reader.sign(claim);
            let mut keys = Vec::new();
            features::see(&reader, claim, &mut keys);
            out.push(Seen {
                claim: reader.out[claim].clone(),
                sites: reader.sites[claim].iter().map(|&site| reader.scene.token_span(site)).collect(),
                played: Role::ALL.map(|role| reader.played(claim, role)),
                keys,
            });
        }
    });
    out
}

impl Reader<'_, '_> {
    /// Gives the claims that may well have been misread a sign.
    pub fn doubt_all(&mut self, weights: &Weights) {
        let mut keys = Vec::new();
        for claim in 0..self.out.len() {
            features::see(self, claim, &mut keys);
            let likely = likelihood(weights, &keys);
            let signs = &mut self.out[claim].signs;
            if likely < DOUBTFUL {
                signs.push(Doubt::Doubtful);
            } else if likely < UNDECIDED && !signs.contains(&Doubt::Undecided) {
                signs.push(Doubt::Undecided);
            }
            signs.sort_unstable();
        }
    }

    /// Bytes of those who play a role; `None` where nobody can, or words of another sentence do.
    fn played(&self, claim: usize, role: Role) -> Option<Vec<Span>> {
        let part = srl::Part::of(self, claim, role)?;
        (!part.outside || role == Role::Content).then(|| part.chosen().map(|word| self.scene.token_span(word)).collect())
    }

    /// The word that heads what a claim says that it asks.
    fn content_head(&self, claim: usize) -> Option<usize> {
        let part = srl::Part::of(self, claim, Role::Content)?;
        part.chosen().next()
    }

    /// What a claim says that it asks, in words.
    fn asks(&self, claim: usize) -> &str {
        self.out[claim].fields.text(FieldKey::Content).unwrap_or_default()
    }
}
