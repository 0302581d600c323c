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
    /// Of a word that nobody coded: the labels that a teacher gives it, with their shares.
    pub taught: Vec<(usize, f32)>,
}

/// What the shipped model is learned with.
pub const SETTINGS: Settings = Settings { epochs: 8, rate: 0.2, decay: 1.0, sparse: 0.5, seen: 6, dropout: 0.4, seeds: 5 };

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
        take(ftrl, &placed, &kept, examples[which], &settings);
    };
    let sums = ftrl::sum_of_runs(WIDE << BITS, examples.len(), &settings, learn);
    let share = settings.share(SCALE);
    let stored = |row: &[f32]| placed.map(|place| large(ftrl::stored(place.iter().map(|&p| row[p]).sum::<f32>() * share)));
    Weights::from_rows(sums.chunks(WIDE).map(stored))
}

/// Steps of a stored weight, at least: a third of them are a single one, change nothing that can be measured, and would make the file larger by half.
const LEAST: i8 = 2;

/// The weight, or none where it is too small.
fn large(weight: i8) -> i8 {
    if weight.unsigned_abs() < LEAST.unsigned_abs() { 0 } else { weight }
}

/// Has the weights take a word, by those of its rows that are kept.
fn take(ftrl: &mut Ftrl, places: &[[usize; 3]; LABELS], rows: &[usize], example: &Example, settings: &Settings) {
    let mut wide = [0f32; WIDE];
    for &r in rows {
        wide.iter_mut().zip(&ftrl.weights[r * WIDE..][..WIDE]).for_each(|(sum, w)| *sum += w);
    }
    let likely = softmax(places.map(|place| place.iter().map(|&p| wide[p]).sum()));
    let wanted = wanted(&likely, example);
    if likely.iter().zip(&wanted).all(|(likely, wanted)| (likely - wanted).abs() < 1e-3) {
        return;
    }
    let mut slope = [0f32; WIDE];
    for ((likely, wanted), place) in likely.iter().zip(wanted).zip(places) {
        place.iter().for_each(|&p| slope[p] += likely - wanted);
    }
    let steep: Vec<(usize, f32)> = slope.iter().copied().enumerate().filter(|(_, g)| g.abs() > 1e-4).collect();
    for &r in rows {
        for &(at, g) in &steep {
            ftrl.step(r * WIDE + at, g, settings);
        }
    }
}

/// The likelihoods that a word's labels should have: a teacher's; or all that they have now given to the right ones, in their present proportion.
fn wanted(likely: &[f32; LABELS], example: &Example) -> [f32; LABELS] {
    let mut out = [0f32; LABELS];
    if example.taught.is_empty() {
        let share: f32 = example.right.iter().map(|&label| likely[label]).sum::<f32>().max(1e-9);
        example.right.iter().for_each(|&label| out[label] = likely[label] / share);
    } else {
        let all: f32 = example.taught.iter().map(|(_, share)| share).sum();
        example.taught.iter().for_each(|&(label, share)| out[label] = share / all);
    }
    out
}
