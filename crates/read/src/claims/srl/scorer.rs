//! The scorer: a sum of 8-bit weights of hashed keys for each candidate, made to likelihoods by softmax.

use crate::hashing::row;

/// Bits of a key's hash that choose its weight.
pub const BITS: u32 = 17;

/// First bytes of a model file.
pub const MAGIC: &[u8; 8] = b"RROLE\x00\x00\x01";

/// Steps of a stored weight in one.
pub const SCALE: f32 = 40.0;

/// Weights of the keys.
#[derive(Clone, Debug)]
pub struct Weights(std::borrow::Cow<'static, [u8]>);

impl Weights {
    /// Weights in steps of one by [`SCALE`].
    pub fn new(weights: Vec<u8>) -> Weights {
        Weights(weights.into())
    }

    /// The bytes of a model file.
    pub fn to_bytes(&self) -> Vec<u8> {
        [MAGIC.as_slice(), &self.0].concat()
    }

    /// The weights compiled in, where there are some.
    pub fn embedded() -> Option<Weights> {
        let weights = EMBEDDED?.strip_prefix(MAGIC)?;
        (weights.len() == 1 << BITS).then_some(Weights(weights.into()))
    }

    /// The score of a candidate.
    pub fn score(&self, keys: &[u32]) -> f32 {
        keys.iter().map(|&key| i32::from(self.0[row::<BITS>(key)] as i8)).sum::<i32>() as f32 / SCALE
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
