//! The scorer: a sum of 8-bit weights of hashed keys.

use crate::hashing::row;

/// Bits of a key's hash that choose its weight.
pub const BITS: u32 = 17;

/// First bytes of a model file.
pub const MAGIC: &[u8; 8] = b"RCREF\x00\x00\x01";

/// The sum of the weights of keys.
pub fn score(weights: &[u8], keys: &[u32]) -> i32 {
    keys.iter().map(|&k| i32::from(weights[row::<BITS>(k)] as i8)).sum()
}

/// The weights in the bytes of a model file; `None` where they are damaged.
pub fn weights(bytes: &[u8]) -> Option<&[u8]> {
    bytes.strip_prefix(MAGIC).filter(|weights| weights.len() == 1 << BITS)
}

/// The weights compiled in, where there are some.
pub fn embedded() -> Option<&'static [u8]> {
    EMBEDDED.and_then(weights)
}

include!(concat!(env!("OUT_DIR"), "/embedded_coreference.rs"));
