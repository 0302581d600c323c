//! Learning of the scorer: stochastic gradient ascent on the likelihood that each role gets one of those who play it, one thread, in orders drawn from a fixed
//! seed.

use super::scorer::{BITS, SCALE, Weights, softmax};
use crate::chance::Chance;
use crate::ftrl::{Ftrl, Settings};
use crate::hashing::row;

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
    let mut sums = vec![0f32; 1 << BITS];
    for seed in 0..settings.seeds {
        let mut chance = Chance::of_run(seed);
        let mut ftrl = Ftrl::new(1 << BITS);
        let mut order: Vec<usize> = (0..examples.len()).collect();
        for _ in 0..settings.epochs {
            chance.shuffle(&mut order);
            for &which in &order {
                take(&mut ftrl, examples[which], &settings, &mut chance);
            }
        }
        sums.iter_mut().zip(&ftrl.weights).for_each(|(sum, weight)| *sum += weight);
    }
    let share = SCALE * (1.0 - settings.dropout) / settings.seeds as f32;
    Weights::new(sums.iter().map(|sum| (sum * share).round().clamp(-127.0, 127.0) as i8 as u8).collect())
}

fn take(ftrl: &mut Ftrl, example: &Example, settings: &Settings, chance: &mut Chance) {
    let mut kept = |keys: &Vec<u32>| -> Vec<usize> {
        keys.iter().filter(|_| chance.share() >= settings.dropout).map(|&key| row::<BITS>(key)).collect()
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
