//! Learning of the scorer: stochastic gradient ascent on the likelihood that each word gets one of its right labels, one thread, in orders drawn
//! from a fixed seed. A label's weight is the sum of three that learn together, its own, its kind's and its status's, so that a rare pair profits from the others;
//! the file holds the sums.

use super::labels::{self, LABELS};
use super::scorer::{BITS, SCALE, Weights, row, softmax};
use crate::chance::Chance;

/// A word to learn from.
#[derive(Clone, Debug, Default)]
pub struct Example {
    /// What is seen of it.
    pub keys: Vec<u32>,
    /// Numbers of the labels that are right.
    pub right: Vec<usize>,
}

/// Settings of the learner.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    /// Passes over the words.
    pub epochs: usize,
    /// Rate of the first steps.
    pub rate: f32,
    /// Strength of the pull towards zero.
    pub decay: f32,
    /// Sum of slopes below which a weight stays zero.
    pub sparse: f32,
    /// How often a key must be seen.
    pub seen: u32,
    /// Share of the keys that are left out, at random.
    pub dropout: f32,
    /// How many times it is learned, in other orders; the mean is kept.
    pub seeds: u64,
}

/// What the shipped model is learned with.
pub const SETTINGS: Settings = Settings { epochs: 20, rate: 0.2, decay: 1.0, sparse: 0.5, seen: 3, dropout: 0.4, seeds: 5 };

const KINDS: usize = model::ClaimKind::ALL.len() + 1;
const STATUSES: usize = model::Status::ALL.len() + 1;
/// Own weights, then those of kinds, then those of statuses.
const WIDE: usize = LABELS + KINDS + STATUSES;

/// Where the three weights of each label stand in a row.
fn places() -> [[usize; 3]; LABELS] {
    let mut out = [[0, LABELS, LABELS + KINDS]; LABELS];
    for (at, (kind, status)) in labels::pairs().enumerate() {
        out[at + 1] = [at + 1, LABELS + 1 + kind as usize, LABELS + KINDS + 1 + status as usize];
    }
    out
}

/// Learns the weights.
pub fn learn(examples: &[&Example], settings: Settings) -> Weights {
    let mut counts = vec![0u32; 1 << BITS];
    examples.iter().flat_map(|e| &e.keys).for_each(|&k| counts[row(k)] += 1);
    let rows: Vec<Vec<usize>> = examples
        .iter()
        .map(|e| {
            let mut rows: Vec<usize> = e.keys.iter().map(|&k| row(k)).filter(|&r| counts[r] >= settings.seen).collect();
            rows.sort_unstable();
            rows.dedup();
            rows
        })
        .collect();
    let mut sums = vec![0f32; WIDE << BITS];
    for seed in 0..settings.seeds {
        let mut chance = Chance(0x9E37_79B9_7F4A_7C15 ^ seed.wrapping_mul(0xD6E8_FEB8_6659_FD93));
        let mut learner = Learner::default();
        let mut order: Vec<usize> = (0..examples.len()).collect();
        let mut kept: Vec<usize> = Vec::new();
        for _ in 0..settings.epochs {
            for i in (1..order.len()).rev() {
                order.swap(i, (chance.next() % (i as u64 + 1)) as usize);
            }
            for &which in &order {
                kept.clear();
                kept.extend(rows[which].iter().filter(|_| (chance.next() >> 40) as f32 / (1u64 << 24) as f32 >= settings.dropout));
                learner.take(&kept, &examples[which].right, &settings);
            }
        }
        sums.iter_mut().zip(&learner.weights).for_each(|(s, w)| *s += w);
    }
    let share = SCALE * (1.0 - settings.dropout) / settings.seeds as f32;
    let places = places();
    let stored = |row: &[f32]| places.map(|place| (place.iter().map(|&p| row[p]).sum::<f32>() * share).round().clamp(-127.0, 127.0) as i8);
    Weights::from_rows(sums.chunks(WIDE).map(stored))
}

/// Weights while they are learned by FTRL-Proximal (McMahan et al. 2013): rates of their own, and a pull to zero that keeps most of them there.
struct Learner {
    places: [[usize; 3]; LABELS],
    weights: Vec<f32>,
    /// Sums of slopes, each with its correction.
    sums: Vec<f32>,
    squares: Vec<f32>,
}

impl Default for Learner {
    fn default() -> Learner {
        let zeros = || vec![0f32; WIDE << BITS];
        Learner { places: places(), weights: zeros(), sums: zeros(), squares: zeros() }
    }
}

impl Learner {
    fn take(&mut self, rows: &[usize], right: &[usize], settings: &Settings) {
        let mut wide = [0f32; WIDE];
        for &r in rows {
            wide.iter_mut().zip(&self.weights[r * WIDE..][..WIDE]).for_each(|(sum, w)| *sum += w);
        }
        let likely = softmax(self.places.map(|place| place.iter().map(|&p| wide[p]).sum()));
        let share: f32 = right.iter().map(|&label| likely[label]).sum::<f32>().max(1e-9);
        if 1.0 - share < 1e-3 {
            return;
        }
        let mut slope = [0f32; WIDE];
        for (label, place) in self.places.iter().enumerate() {
            let wanted = if right.contains(&label) { likely[label] / share } else { 0.0 };
            place.iter().for_each(|&p| slope[p] += likely[label] - wanted);
        }
        let steep: Vec<(usize, f32)> = slope.iter().copied().enumerate().filter(|(_, g)| g.abs() > 1e-4).collect();
        for &r in rows {
            for &(at, g) in &steep {
                let at = r * WIDE + at;
                let root = self.squares[at].sqrt();
                self.squares[at] += g * g;
                let after = self.squares[at].sqrt();
                self.sums[at] += g - (after - root) / settings.rate * self.weights[at];
                let sum = self.sums[at];
                self.weights[at] = if sum.abs() <= settings.sparse {
                    0.0
                } else {
                    -(sum - sum.signum() * settings.sparse) / ((1.0 + after) / settings.rate + settings.decay)
                };
            }
        }
    }
}
