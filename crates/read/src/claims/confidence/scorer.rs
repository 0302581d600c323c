//! The scorer: a sum of weights of hashed keys, made to a likelihood by the logistic function.

use crate::linear::{self, magic};

/// Weights of the keys.
pub type Weights = linear::Weights<14, { magic(b"RCONF\x00\x00\x01") }, 60>;

/// The weights compiled in, where there are some.
pub fn embedded() -> Option<Weights> {
    Weights::from_bytes(EMBEDDED?)
}

/// A score to a likelihood.
pub fn logistic(score: f32) -> f32 {
    1.0 / (1.0 + (-score).exp())
}

include!(concat!(env!("OUT_DIR"), "/embedded_confidence.rs"));
