//! Linear models with a weight of 8 bits for each hashed key: the table, its file, and its sums.

use crate::ftrl::{Settings, stored};
use crate::hashing;

/// Weights, two to the power of `BITS`, in steps of one by `SCALE`; their file begins with the bytes of `MAGIC`.
#[derive(Clone, Debug)]
pub struct Weights<const BITS: u32, const MAGIC: u64, const SCALE: u32>(std::borrow::Cow<'static, [u8]>);

/// The first bytes of a model file as a number.
pub(crate) const fn magic(bytes: &[u8; 8]) -> u64 {
    u64::from_be_bytes(*bytes)
}

impl<const BITS: u32, const MAGIC: u64, const SCALE: u32> Weights<BITS, MAGIC, SCALE> {
    /// How many weights there are.
    pub(crate) const COUNT: usize = 1 << BITS;

    /// The place of a key's weight.
    #[inline(always)]
    pub(crate) fn row(key: u32) -> usize {
        hashing::row::<BITS>(key)
    }

    /// Learned weights, in 8 bits.
    pub(crate) fn of_learned(weights: impl Iterator<Item = f32>) -> Self {
        Weights(weights.map(|weight| stored(weight * SCALE as f32) as u8).collect())
    }

    /// The mean of learned runs, from their sum.
    pub(crate) fn of_runs(sums: &[f32], settings: &Settings) -> Self {
        let share = settings.share(SCALE as f32);
        Weights(sums.iter().map(|sum| stored(sum * share) as u8).collect())
    }

    /// The weights of a model file; `None` where it is not one, or damaged.
    pub(crate) fn from_bytes(bytes: &'static [u8]) -> Option<Self> {
        let weights = bytes.strip_prefix(&MAGIC.to_be_bytes())?;
        (weights.len() == Self::COUNT).then_some(Weights(weights.into()))
    }

    /// The bytes of a model file.
    pub fn to_bytes(&self) -> Vec<u8> {
        [MAGIC.to_be_bytes().as_slice(), &self.0].concat()
    }

    /// The sum of the weights of keys, in stored steps.
    pub(crate) fn steps(&self, keys: &[u32]) -> i32 {
        keys.iter().map(|&key| i32::from(self.0[Self::row(key)] as i8)).sum()
    }

    /// The sum of the weights of keys.
    pub fn score(&self, keys: &[u32]) -> f32 {
        self.steps(keys) as f32 / SCALE as f32
    }
}

/// The number of the largest, the first of equal ones.
pub fn largest(scores: &[f32]) -> usize {
    (0..scores.len()).max_by(|&a, &b| scores[a].total_cmp(&scores[b]).then(b.cmp(&a))).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SETTINGS: Settings = Settings { epochs: 1, rate: 0.1, decay: 1.0, sparse: 0.0, seen: 1, dropout: 0.0, seeds: 2 };

    type Small = Weights<4, { magic(b"SMALL\x00\x00\x01") }, 10>;

    #[test]
    fn a_file_that_is_cut_is_no_model() {
        let whole: &'static [u8] = Small::of_runs(&[2.0; 16], &SETTINGS).to_bytes().leak();
        let weights = Small::from_bytes(whole).expect("a whole file");
        assert_eq!((weights.steps(&[1, 2, 3]), weights.score(&[1, 2, 3])), (30, 3.0), "the mean of two runs, ten steps to one");
        assert!(Small::from_bytes(&whole[..whole.len() - 1]).is_none());
        assert!(Weights::<4, { magic(b"OTHER\x00\x00\x01") }, 10>::from_bytes(whole).is_none());
    }

    #[test]
    fn of_equal_ones_the_first_is_the_largest() {
        assert_eq!((largest(&[0.1, 0.5, 0.5]), largest(&[])), (1, 0));
    }
}
