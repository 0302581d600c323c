//! Hashed keys of what learned models see.

/// Hash of a form (FNV-1a), without regard to capitals of ASCII letters.
pub fn hash(word: &str) -> u32 {
    word.bytes().fold(0x811C_9DC5, |h, b| (h ^ u32::from(b.to_ascii_lowercase())).wrapping_mul(0x0100_0193))
}

/// The place of a key's weights in a table of two to the power of `BITS` rows.
#[inline(always)]
pub fn row<const BITS: u32>(key: u32) -> usize {
    (key.wrapping_mul(0x9E37_79B1) >> (32 - BITS)) as usize
}

/// Mixes a template's number and a value to a key.
#[inline(always)]
pub fn key(template: u32, value: u32) -> u32 {
    let x = (value ^ template.wrapping_mul(0x9E37_79B1)).wrapping_mul(0x85EB_CA6B);
    (x ^ x >> 15).wrapping_add(template)
}
