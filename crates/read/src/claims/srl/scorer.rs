//! The scorer: a sum of 8-bit weights of hashed keys for each candidate, made to likelihoods by softmax.

use crate::linear::Table;

/// Bits of a key's hash that choose its weight.
pub const BITS: u32 = 17;

/// First bytes of a model file.
pub const MAGIC: &[u8; 8] = b"RROLE\x00\x00\x01";

/// Steps of a stored weight in one.
pub const SCALE: f32 = 40.0;

/// Weights of the keys.
#[derive(Clone, Debug)]
pub struct Weights(pub(super) Table<BITS>);

impl Weights {
    /// The bytes of a model file.
    pub fn to_bytes(&self) -> Vec<u8> {
        self.0.to_bytes(MAGIC)
    }

    /// The weights compiled in, where there are some.
    pub fn embedded() -> Option<Weights> {
        Table::from_bytes(EMBEDDED?, MAGIC).map(Weights)
    }

    /// The score of a candidate.
    pub fn score(&self, keys: &[u32]) -> f32 {
        self.0.sum(keys) as f32 / SCALE
    }
}

/// The number of the largest likelihood, the first of equal ones.
pub fn likeliest(likely: &[f32]) -> usize {
    (0..likely.len()).max_by(|&a, &b| likely[a].total_cmp(&likely[b]).then(b.cmp(&a))).unwrap_or(0)
}

/// Scores to likelihoods, in place.
pub fn softmax(scores: &mut [f32]) {
    let top = scores.iter().copied().fold(f32::MIN, f32::max);
    scores.iter_mut().for_each(|score| *score = (*score - top).exp());
    let all: f32 = scores.iter().sum();
    scores.iter_mut().for_each(|score| *score /= all);
}

include!(concat!(env!("OUT_DIR"), "/embedded_roles.rs"));
