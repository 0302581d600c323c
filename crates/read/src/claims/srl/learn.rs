//! Learning of the scorer: stochastic gradient ascent on the likelihood that each role gets one of those who play it, one thread, in orders drawn from a fixed
//! seed.

use super::scorer::{Weights, softmax};
use crate::chance::Chance;
use crate::ftrl::{self, Ftrl, Settings};

/// A role to learn from.
#[derive(Clone, Debug, Default)]
pub struct Example {
    /// Keys of each candidate, of nobody first.
    pub keys: Vec<Vec<u32>>,
    /// Numbers of those who are right.
    pub right: Vec<usize>,
}

/// What the shipped model is learned with.
pub const SETTINGS: Settings = Settings { epochs: 12, rate: 0.1, decay: 1.0, sparse: 0.0, seen: 1, dropout: 0.3, seeds: 5 };

/// Learns the weights.
pub fn learn(examples: &[&Example], settings: Settings) -> Weights {
    let take = |ftrl: &mut Ftrl, which: usize, chance: &mut Chance| take(ftrl, examples[which], &settings, chance);
    let sums = ftrl::sum_of_runs(Weights::COUNT, examples.len(), &settings, take);
    Weights::of_runs(&sums, &settings)
}

fn take(ftrl: &mut Ftrl, example: &Example, settings: &Settings, chance: &mut Chance) {
    let mut kept = |keys: &Vec<u32>| -> Vec<usize> {
        keys.iter().filter(|_| chance.share() >= settings.dropout).map(|&key| Weights::row(key)).collect()
    };
    let kept: Vec<Vec<usize>> = example.keys.iter().map(&mut kept).collect();
    let mut likely: Vec<f32> = kept.iter().map(|rows| rows.iter().map(|&row| ftrl.weights[row]).sum()).collect();
    softmax(&mut likely);
    let share = example.right.iter().map(|&right| likely[right]).sum::<f32>().max(1e-9);
    for (n, rows) in kept.iter().enumerate() {
        let wanted = if example.right.contains(&n) { likely[n] / share } else { 0.0 };
        let slope = likely[n] - wanted;
        if slope.abs() >= 1e-3 {
            rows.iter().for_each(|&row| ftrl.step(row, slope, settings));
        }
    }
}
