//! The scorer: a sum of weights of hashed keys for each candidate, made to likelihoods by softmax.

use crate::linear::{self, magic};

/// Weights of the keys.
pub type Weights = linear::Weights<17, { magic(b"RROLE\x00\x00\x01") }, 40>;

/// The weights compiled in, where there are some.
pub fn embedded() -> Option<Weights> {
    Weights::from_bytes(EMBEDDED?)
}

/// Scores to likelihoods, in place.
pub fn softmax(scores: &mut [f32]) {
    let top = scores.iter().copied().fold(f32::MIN, f32::max);
    scores.iter_mut().for_each(|score| *score = (*score - top).exp());
    let all: f32 = scores.iter().sum();
    scores.iter_mut().for_each(|score| *score /= all);
}

include!(concat!(env!("OUT_DIR"), "/embedded_roles.rs"));
