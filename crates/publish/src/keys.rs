//! Sets and maps of ids and names: hashed quickly (FNV-1a, 64 bits), since nobody can choose these keys to make them collide and gain by it.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

/// A set of keys.
pub type Keys<K> = HashSet<K, BuildHasherDefault<Fnv>>;
/// What stands under keys.
pub type ByKey<K, V> = HashMap<K, V, BuildHasherDefault<Fnv>>;

/// FNV-1a (64 bits).
#[derive(Clone, Copy, Debug)]
pub struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Fnv {
        Fnv(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for Fnv {
    fn write(&mut self, bytes: &[u8]) {
        self.0 = bytes.iter().fold(self.0, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3));
    }

    fn finish(&self) -> u64 {
        // The tables take the high bits for their own ends: spread what FNV leaves in the low ones.
        self.0 ^ self.0 >> 29
    }
}

/// The hash of one key.
pub fn hash(key: &str) -> u64 {
    let mut hasher = Fnv::default();
    hasher.write(key.as_bytes());
    hasher.0
}

/// How many different keys there are. By their hashes: of a million, two are taken for one with a chance of 1 in 36 million.
pub fn distinct<'k>(keys: impl Iterator<Item = &'k str>) -> usize {
    let mut hashes: Vec<u64> = keys.map(hash).collect();
    hashes.sort_unstable();
    hashes.dedup();
    hashes.len()
}
