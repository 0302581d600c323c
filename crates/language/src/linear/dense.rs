//! Few classes: hashed rows.

use crate::store::{Reader, Writer};

/// Frozen weights for `N` classes: feature `k` speaks through row `k >> 20 & mask`. Colliding features share a row.
#[derive(Clone, Debug, Default)]
pub struct Dense<const N: usize> {
    rows: Vec<[i8; N]>,
    mask: usize,
}

#[inline(always)]
fn row(key: u64, mask: usize) -> usize {
    (key >> 20) as usize & mask
}

impl<const N: usize> Dense<N> {
    /// Sums of the weights of `keys`, by class.
    #[inline]
    pub fn score(&self, keys: &[u64]) -> [i32; N] {
        let mut sums = [0i32; N];
        if self.rows.is_empty() {
            return sums;
        }
        for &key in keys {
            let weights = &self.rows[row(key, self.mask)];
            for class in 0..N {
                sums[class] += weights[class] as i32;
            }
        }
        sums
    }

    pub(crate) fn write(&self, to: &mut Writer) {
        to.u32(self.rows.len() as u32);
        to.bytes(&self.rows.iter().flatten().map(|&w| w as u8).collect::<Vec<u8>>());
    }

    pub(crate) fn read(from: &mut Reader) -> Option<Dense<N>> {
        let count = from.u32()? as usize;
        let bytes = from.bytes()?;
        if bytes.len() != count.checked_mul(N)? || !(count == 0 || count.is_power_of_two()) {
            return None;
        }
        let rows = bytes.chunks_exact(N).map(|c| std::array::from_fn(|i| c[i] as i8)).collect();
        Some(Dense { rows, mask: count.saturating_sub(1) })
    }
}

/// Averaged-perceptron learner whose result is a [`Dense`].
#[derive(Debug)]
pub struct DenseLearner<const N: usize> {
    weights: Vec<[f32; N]>,
    /// Sum over updates of step × change, from which the average follows at the end (Daumé 2006, fig. 2.3).
    drift: Vec<[f64; N]>,
    mask: usize,
    step: f64,
}

impl<const N: usize> DenseLearner<N> {
    /// A learner with `2^bits` rows.
    pub fn new(bits: u32) -> DenseLearner<N> {
        let rows = 1usize << bits;
        DenseLearner { weights: vec![[0.0; N]; rows], drift: vec![[0.0; N]; rows], mask: rows - 1, step: 1.0 }
    }

    /// Sums of the current weights of `keys`, by class; call once a decision: it advances the clock of the average.
    #[inline]
    pub fn score(&mut self, keys: &[u64]) -> [f32; N] {
        self.step += 1.0;
        let mut sums = [0f32; N];
        for &key in keys {
            let weights = &self.weights[row(key, self.mask)];
            for class in 0..N {
                sums[class] += weights[class];
            }
        }
        sums
    }

    /// Moves `keys` towards class `good` and away from `bad`.
    #[inline]
    pub fn update(&mut self, keys: &[u64], good: usize, bad: usize) {
        for &key in keys {
            let at = row(key, self.mask);
            for (class, change) in [(good, 1.0f32), (bad, -1.0)] {
                self.weights[at][class] += change;
                self.drift[at][class] += self.step * change as f64;
            }
        }
    }

    /// The averaged weights as 8-bit integers. Weights beyond the 99.99th percentile are cut to keep the steps fine.
    pub fn freeze(&self) -> Dense<N> {
        let mean = |at: usize, class: usize| self.weights[at][class] - (self.drift[at][class] / self.step) as f32;
        let mut sizes: Vec<f32> = (0..self.weights.len())
            .flat_map(|at| (0..N).map(move |class| (at, class)))
            .map(|(a, c)| mean(a, c).abs())
            .filter(|&w| w > 0.0)
            .collect();
        sizes.sort_by(f32::total_cmp);
        let top = sizes.get((sizes.len() as f64 * 0.9999) as usize).or(sizes.last()).copied().unwrap_or(1.0);
        let scale = 127.0 / top.max(1e-6);
        let rows =
            (0..self.weights.len()).map(|at| std::array::from_fn(|c| (mean(at, c) * scale).round().clamp(-127.0, 127.0) as i8)).collect();
        Dense { rows, mask: self.mask }
    }
}
