//! The scorer: a sum of 8-bit weights of hashed keys, made to a likelihood by the logistic function.

use crate::linear::Table;

/// Bits of a key's hash that choose its weight.
pub const BITS: u32 = 14;

/// First bytes of a model file.
pub const MAGIC: &[u8; 8] = b"RCONF\x00\x00\x01";

/// Steps of a stored weight in one.
pub const SCALE: f32 = 60.0;

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

    /// The likelihood of what has these keys.
    pub fn likelihood(&self, keys: &[u32]) -> f32 {
        logistic(self.0.sum(keys) as f32 / SCALE)
    }
}

/// A score to a likelihood.
pub fn logistic(score: f32) -> f32 {
    1.0 / (1.0 + (-score).exp())
}

include!(concat!(env!("OUT_DIR"), "/embedded_confidence.rs"));
