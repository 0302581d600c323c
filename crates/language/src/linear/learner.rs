//! Learning many classes, and a fixed order of training.

use super::Sparse;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// Feature keys are hashes already: one multiplication spreads them over the table.
#[derive(Default)]
struct KeyHasher(u64);

impl Hasher for KeyHasher {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        for &b in bytes {
            self.0 = (self.0 ^ b as u64).wrapping_mul(0x0100_0000_01b3);
        }
    }
    fn write_u64(&mut self, key: u64) {
        self.0 = key.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    }
}

struct Weight {
    class: u16,
    since: u32,
    now: f32,
    total: f32,
}

/// Averaged-perceptron learner whose result is a [`Sparse`].
pub struct SparseLearner {
    index: HashMap<u64, u32, BuildHasherDefault<KeyHasher>>,
    keys: Vec<u64>,
    rows: Vec<Vec<Weight>>,
    classes: usize,
    step: u32,
}

impl SparseLearner {
    /// A learner for `classes` classes.
    pub fn new(classes: usize) -> SparseLearner {
        SparseLearner { index: HashMap::default(), keys: Vec::new(), rows: Vec::new(), classes, step: 0 }
    }

    /// The best class now; call once a decision: it advances the clock of the average.
    pub fn best(&mut self, keys: &[u64], sums: &mut Vec<f32>) -> usize {
        self.score(keys, sums);
        let mut best = 0;
        for class in 1..self.classes {
            if sums[class] > sums[best] {
                best = class;
            }
        }
        best
    }

    /// Current sums by class; advances the clock of the average.
    pub fn score(&mut self, keys: &[u64], sums: &mut Vec<f32>) {
        self.step += 1;
        sums.clear();
        sums.resize(self.classes, 0.0);
        for key in keys {
            if let Some(&row) = self.index.get(key) {
                for w in &self.rows[row as usize] {
                    sums[w.class as usize] += w.now;
                }
            }
        }
    }

    /// Moves `keys` towards `good` and away from `bad`.
    pub fn update(&mut self, keys: &[u64], good: usize, bad: usize) {
        for &key in keys {
            let next = self.rows.len() as u32;
            let row = *self.index.entry(key).or_insert(next);
            if row == next {
                self.rows.push(Vec::new());
                self.keys.push(key);
            }
            let row = &mut self.rows[row as usize];
            for (class, change) in [(good as u16, 1.0), (bad as u16, -1.0)] {
                match row.iter_mut().find(|w| w.class == class) {
                    Some(w) => {
                        w.total += (self.step - w.since) as f32 * w.now;
                        w.since = self.step;
                        w.now += change;
                    }
                    None => row.push(Weight { class, since: self.step, now: change, total: 0.0 }),
                }
            }
        }
    }

    /// The averaged weights; those under `least` (in perceptron steps) are dropped.
    pub fn freeze(&self, least: f32) -> Sparse {
        let mut features = Vec::new();
        for (key, row) in self.keys.iter().zip(&self.rows) {
            let mean = |w: &Weight| (w.total + (self.step - w.since) as f32 * w.now) / self.step.max(1) as f32;
            let mut weights: Vec<(u16, f32)> = row.iter().map(|w| (w.class, mean(w))).filter(|w| w.1.abs() >= least).collect();
            weights.sort_by_key(|w| w.0);
            weights.truncate(255);
            if !weights.is_empty() {
                features.push((*key, weights));
            }
        }
        Sparse::build(self.classes, &features)
    }
}

/// A reproducible source of disorder (xorshift64).
#[derive(Clone, Debug)]
pub struct Shuffle(u64);

impl Shuffle {
    /// Starts from `seed`.
    pub fn new(seed: u64) -> Shuffle {
        Shuffle(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    /// The next number below `bound`.
    pub fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % bound.max(1) as u64) as usize
    }

    /// Shuffles `items` in place (Fisher and Yates).
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for i in (1..items.len()).rev() {
            items.swap(i, self.below(i + 1));
        }
    }
}
