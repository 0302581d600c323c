//! A table of 8-bit weights of hashed keys, a weight a key.

use crate::ftrl::{Settings, stored};
use crate::hashing::row;

/// Weights, two to the power of `BITS`.
#[derive(Clone, Debug)]
pub(crate) struct Table<const BITS: u32>(std::borrow::Cow<'static, [u8]>);

impl<const BITS: u32> Table<BITS> {
    /// The mean of learned runs, from their sum, in steps of one by `scale`.
    pub fn of_runs(sums: &[f32], settings: &Settings, scale: f32) -> Self {
        let share = settings.share(scale);
        Table(sums.iter().map(|sum| stored(sum * share) as u8).collect())
    }

    /// The weights of a file that begins with `magic`; `None` where it is not one, or damaged.
    pub fn from_bytes(bytes: &'static [u8], magic: &[u8]) -> Option<Self> {
        let weights = bytes.strip_prefix(magic)?;
        (weights.len() == 1 << BITS).then_some(Table(weights.into()))
    }

    /// The bytes of a file.
    pub fn to_bytes(&self, magic: &[u8]) -> Vec<u8> {
        [magic, &self.0].concat()
    }

    /// The sum of the weights of keys, in stored steps.
    pub fn sum(&self, keys: &[u32]) -> i32 {
        keys.iter().map(|&key| i32::from(self.0[row::<BITS>(key)] as i8)).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SETTINGS: Settings = Settings { epochs: 1, rate: 0.1, decay: 1.0, sparse: 0.0, seen: 1, dropout: 0.0, seeds: 2 };

    #[test]
    fn a_file_that_is_cut_is_no_table() {
        let bytes = Table::<4>::of_runs(&[2.0; 16], &SETTINGS, 10.0).to_bytes(b"MAGIC");
        let whole: &'static [u8] = bytes.leak();
        let table = Table::<4>::from_bytes(whole, b"MAGIC").expect("a whole file");
        assert_eq!(table.sum(&[1, 2, 3]), 30, "the mean of two runs, ten steps to one");
        assert!(Table::<4>::from_bytes(&whole[..whole.len() - 1], b"MAGIC").is_none());
        assert!(Table::<4>::from_bytes(whole, b"OTHER").is_none());
    }
}
