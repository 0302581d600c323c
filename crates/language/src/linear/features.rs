//! Feature hashing.

/// Mixes a value into a running hash.
#[inline(always)]
pub fn mix(hash: u64, value: u64) -> u64 {
    let x = (hash.rotate_left(17) ^ value).wrapping_mul(0x9FB2_1C65_1E98_DF25);
    x ^ (x >> 29)
}

/// FNV-1a of some bytes, folded to 32 bits; a string's identity in features.
#[inline]
pub fn hash_bytes(bytes: impl IntoIterator<Item = u8>) -> u32 {
    let mut hash = 0xcbf2_9ce4_8422_2325u64;
    for b in bytes {
        hash = (hash ^ b as u64).wrapping_mul(0x0100_0000_01b3);
    }
    (hash ^ (hash >> 32)) as u32
}

/// The features of one decision: each is the hash of its template's number and the values it joins.
#[derive(Debug, Default)]
pub struct Features {
    keys: Vec<u64>,
    template: u64,
}

impl Features {
    /// Forgets all features and starts numbering templates from zero.
    #[inline]
    pub fn clear(&mut self) {
        self.keys.clear();
        self.template = 0;
    }

    /// The hashes in the order of their templates.
    #[inline]
    pub fn keys(&self) -> &[u64] {
        &self.keys
    }

    /// Adds the next template with its values.
    #[inline(always)]
    pub fn add<const N: usize>(&mut self, values: [u32; N]) {
        self.template += 1;
        let mut hash = self.template.wrapping_mul(0x2545_F491_4F6C_DD1D);
        for value in values {
            hash = mix(hash, value as u64);
        }
        self.keys.push(mix(hash, 0x77));
    }
}
