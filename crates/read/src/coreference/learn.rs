//! Learning of the scorer: stochastic gradient ascent on the likelihood that each phrase finds one of its right antecedents
//! (Durrett & Klein 2013), one thread, in orders drawn from a fixed seed.

use super::Prepared;
use super::chains::State;
use super::features::{Passed, Seen};
use super::scorer::Weights;
use crate::chance::Chance;
use crate::linear::largest;

/// A text to learn from.
pub struct Example {
    /// Its phrases.
    pub prepared: Prepared,
    /// Chain of each phrase; 0 where it has none.
    pub gold: Vec<u32>,
}

/// Settings of the learner.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    /// Passes over the texts.
    pub epochs: usize,
    /// AdaGrad's rate.
    pub rate: f32,
    /// Strength of the pull towards zero, a step.
    pub decay: f32,
    /// Costs of an antecedent for what has none, of none for what has one, of a wrong one.
    pub costs: [f32; 3],
    /// How many times it is learned, in other orders; the mean is kept.
    pub seeds: u64,
}

/// What the shipped model is learned with.
pub const SETTINGS: Settings = Settings { epochs: 8, rate: 0.03, decay: 0.001, costs: [0.2, 2.5, 1.0], seeds: 3 };

struct Learner {
    weights: Vec<f32>,
    squares: Vec<f32>,
}

/// Learns weights and rounds them to 8 bits: what [`find_with`](super::find_with) takes.
pub fn learn(examples: &[&Example], settings: Settings) -> Weights {
    let mut sums = vec![0f32; Weights::COUNT];
    for seed in 0..settings.seeds {
        let mut chance = Chance::of_run(seed);
        let mut learner = Learner { weights: vec![0.0; Weights::COUNT], squares: vec![0.01; Weights::COUNT] };
        let mut order: Vec<usize> = (0..examples.len()).collect();
        for epoch in 0..settings.epochs {
            chance.shuffle(&mut order);
            let cooling = 1.0 - 0.9 * epoch as f32 / settings.epochs as f32;
            for &which in &order {
                learner.take(examples[which], &settings, cooling, epoch);
            }
            // The mean of the last half of the passes.
            if epoch * 2 >= settings.epochs {
                sums.iter_mut().zip(&learner.weights).for_each(|(s, w)| *s += w);
            }
        }
    }
    let share = 1.0 / ((settings.epochs - settings.epochs / 2).max(1) as f32 * settings.seeds as f32);
    Weights::of_learned(sums.iter().map(|sum| sum * share))
}

impl Learner {
    fn take(&mut self, example: &Example, settings: &Settings, cooling: f32, epoch: usize) {
        let (all, pools) = (&example.prepared.all, &example.prepared.pools);
        let mut state = State::default();
        let mut candidates = Vec::new();
        let mut seen: Vec<Seen> = Vec::new();
        let mut scores: Vec<f32> = Vec::new();
        for (j, t) in all.iter().enumerate() {
            let gold = example.gold[j];
            state.candidates(all, pools, j, &mut candidates);
            seen.resize_with(seen.len().max(candidates.len() + 1), Seen::default);
            scores.clear();
            seen[0].none(t, pools, &candidates, all);
            let mut passed = Passed::default();
            for (k, &i) in candidates.iter().enumerate() {
                seen[k + 1].pair(all, pools, &state, i as usize, j, &mut passed);
            }
            scores.extend(seen[..=candidates.len()].iter().map(|s| s.keys.iter().map(|&k| self.weights[Weights::row(k)]).sum::<f32>()));
            let right = |k: usize| k > 0 && gold != 0 && example.gold[candidates[k - 1] as usize] == gold;
            let some = (1..scores.len()).any(right);
            let is_right = |k: usize| if some { right(k) } else { k == 0 };
            // The model's own choice makes the chains that later phrases see; in the first pass, the right one.
            let best = largest(&scores);
            let choice = if epoch == 0 { (0..scores.len()).find(|&k| is_right(k)).unwrap_or(0) } else { best };
            for (k, score) in scores.iter_mut().enumerate() {
                if !is_right(k) {
                    *score += if !some {
                        settings.costs[0]
                    } else if k == 0 {
                        settings.costs[1]
                    } else {
                        settings.costs[2]
                    };
                }
            }
            let top = scores.iter().copied().fold(f32::MIN, f32::max);
            let all_sum: f32 = scores.iter().map(|s| (s - top).exp()).sum();
            let right_sum: f32 = scores.iter().enumerate().filter(|(k, _)| is_right(*k)).map(|(_, s)| (s - top).exp()).sum();
            for (k, score) in scores.iter().enumerate() {
                let e = (score - top).exp();
                let slope = if is_right(k) { e / right_sum.max(1e-20) } else { 0.0 } - e / all_sum;
                if slope.abs() >= 1e-3 {
                    self.step(&seen[k].keys, slope, settings.decay, settings.rate * cooling);
                }
            }
            state.join(all, pools, j, choice.checked_sub(1).map(|c| candidates[c]));
        }
    }

    fn step(&mut self, keys: &[u32], slope: f32, decay: f32, rate: f32) {
        for &k in keys {
            let row = Weights::row(k);
            let g = slope - decay * self.weights[row];
            self.squares[row] += g * g;
            self.weights[row] += rate * g / self.squares[row].sqrt();
        }
    }
}
