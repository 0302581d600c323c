//! Learning of the scorer: stochastic gradient ascent on the likelihood that each word gets one of its right labels, one thread, in orders drawn
//! from a fixed seed. A label's weight is the sum of three that learn together, its own, its kind's and its status's, so that a rare pair profits from the others;
//! the file holds the sums.

use super::labels::{self, LABELS};
use super::scorer::{BITS, SCALE, Weights, softmax};
use crate::chance::Chance;
pub use crate::ftrl::Settings;
use crate::ftrl::{self, Ftrl};
use crate::hashing::row;

/// A word to learn from.
#[derive(Clone, Debug, Default)]
pub struct Example {
    /// What is seen of it.
    pub keys: Vec<u32>,
    /// Numbers of the labels that are right.
    pub right: Vec<usize>,
}

/// What the shipped model is learned with.
pub const SETTINGS: Settings = Settings { epochs: 20, rate: 0.2, decay: 1.0, sparse: 0.5, seen: 6, dropout: 0.4, seeds: 5 };

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
    examples.iter().flat_map(|e| &e.keys).for_each(|&k| counts[row::<BITS>(k)] += 1);
    let rows: Vec<Vec<usize>> = examples
        .iter()
        .map(|e| {
            let mut rows: Vec<usize> = e.keys.iter().map(|&k| row::<BITS>(k)).filter(|&r| counts[r] >= settings.seen).collect();
            rows.sort_unstable();
            rows.dedup();
            rows
        })
        .collect();
    let placed = places();
    let mut kept: Vec<usize> = Vec::new();
    let learn = |ftrl: &mut Ftrl, which: usize, chance: &mut Chance| {
        kept.clear();
        kept.extend(rows[which].iter().filter(|_| chance.share() >= settings.dropout));
        take(ftrl, &placed, &kept, &examples[which].right, &settings);
    };
    let sums = ftrl::sum_of_runs(WIDE << BITS, examples.len(), &settings, learn);
    let share = settings.share(SCALE);
    let stored = |row: &[f32]| placed.map(|place| ftrl::stored(place.iter().map(|&p| row[p]).sum::<f32>() * share));
    Weights::from_rows(sums.chunks(WIDE).map(stored))
}

/// Has the weights take a word, by those of its rows that are kept.
fn take(ftrl: &mut Ftrl, places: &[[usize; 3]; LABELS], rows: &[usize], right: &[usize], settings: &Settings) {
    let mut wide = [0f32; WIDE];
    for &r in rows {
        wide.iter_mut().zip(&ftrl.weights[r * WIDE..][..WIDE]).for_each(|(sum, w)| *sum += w);
    }
    let likely = softmax(places.map(|place| place.iter().map(|&p| wide[p]).sum()));
    let share: f32 = right.iter().map(|&label| likely[label]).sum::<f32>().max(1e-9);
    if 1.0 - share < 1e-3 {
        return;
    }
    let mut slope = [0f32; WIDE];
    for (label, place) in places.iter().enumerate() {
        let wanted = if right.contains(&label) { likely[label] / share } else { 0.0 };
        place.iter().for_each(|&p| slope[p] += likely[label] - wanted);
    }
    let steep: Vec<(usize, f32)> = slope.iter().copied().enumerate().filter(|(_, g)| g.abs() > 1e-4).collect();
    for &r in rows {
        for &(at, g) in &steep {
            ftrl.step(r * WIDE + at, g, settings);
        }
    }
}
