//! Learning of the scorer: stochastic gradient ascent on the likelihood that each role gets one of those who play it, one thread, in orders drawn from a fixed
//! seed.

use super::scorer::{BITS, SCALE, Weights, row, softmax};
use crate::chance::Chance;

/// A role to learn from.
#[derive(Clone, Debug, Default)]
pub struct Example {
    /// Keys of each candidate, of nobody first.
    pub keys: Vec<Vec<u32>>,
    /// Numbers of those who are right.
    pub right: Vec<usize>,
}

/// Settings of the learner.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    /// Passes over the roles.
    pub epochs: usize,
    /// Rate of the first steps.
    pub rate: f32,
    /// Strength of the pull towards zero.
    pub decay: f32,
    /// Share of the keys that are left out, at random.
    pub dropout: f32,
    /// How many times it is learned, in other orders; the mean is kept.
    pub seeds: u64,
}

/// What the shipped model is learned with.
pub const SETTINGS: Settings = Settings { epochs: 12, rate: 0.1, decay: 1.0, dropout: 0.3, seeds: 5 };

/// Learns the weights.
pub fn learn(examples: &[&Example], settings: Settings) -> Weights {
    let mut sums = vec![0f32; 1 << BITS];
    for seed in 0..settings.seeds {
        let mut chance = Chance(0x9E37_79B9_7F4A_7C15 ^ seed.wrapping_mul(0xD6E8_FEB8_6659_FD93));
        let mut learner = Learner { weights: vec![0.0; 1 << BITS], sums: vec![0.0; 1 << BITS], squares: vec![0.0; 1 << BITS] };
        let mut order: Vec<usize> = (0..examples.len()).collect();
        for _ in 0..settings.epochs {
            for i in (1..order.len()).rev() {
                order.swap(i, (chance.next() % (i as u64 + 1)) as usize);
            }
            for &which in &order {
                learner.take(examples[which], &settings, &mut chance);
            }
        }
        sums.iter_mut().zip(&learner.weights).for_each(|(sum, weight)| *sum += weight);
    }
    let share = SCALE * (1.0 - settings.dropout) / settings.seeds as f32;
    Weights::new(sums.iter().map(|sum| (sum * share).round().clamp(-127.0, 127.0) as i8 as u8).collect())
}

/// Weights while they are learned by FTRL-Proximal (McMahan et al. 2013), without its pull to zero by absolute value.
struct Learner {
    weights: Vec<f32>,
    sums: Vec<f32>,
    squares: Vec<f32>,
}

impl Learner {
    fn take(&mut self, example: &Example, settings: &Settings, chance: &mut Chance) {
        let kept: Vec<Vec<usize>> = example
            .keys
            .iter()
            .map(|keys| {
                let stays = |_: &&u32| (chance.next() >> 40) as f32 / (1u64 << 24) as f32 >= settings.dropout;
                keys.iter().filter(stays).map(|&key| row(key)).collect()
            })
            .collect();
        let mut likely: Vec<f32> = kept.iter().map(|rows| rows.iter().map(|&row| self.weights[row]).sum()).collect();
        softmax(&mut likely);
        let share = example.right.iter().map(|&right| likely[right]).sum::<f32>().max(1e-9);
        for (n, rows) in kept.iter().enumerate() {
            let wanted = if example.right.contains(&n) { likely[n] / share } else { 0.0 };
            let slope = likely[n] - wanted;
            if slope.abs() < 1e-3 {
                continue;
            }
            for &row in rows {
                let root = self.squares[row].sqrt();
                self.squares[row] += slope * slope;
                let after = self.squares[row].sqrt();
                self.sums[row] += slope - (after - root) / settings.rate * self.weights[row];
                self.weights[row] = -self.sums[row] / ((1.0 + after) / settings.rate + settings.decay);
            }
        }
    }
}
