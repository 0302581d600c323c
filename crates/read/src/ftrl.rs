//! Learning of sparse linear models, one example at a time: FTRL-Proximal (McMahan et al., *Ad Click Prediction: a View from the Trenches*, KDD 2013).

use crate::chance::Chance;

/// Settings of a learner.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    /// Passes over the examples.
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

/// Weights while they are learned: each has a rate of its own, and a pull to zero that keeps most of them there.
pub(crate) struct Ftrl {
    pub weights: Vec<f32>,
    /// Sums of slopes, each with its correction.
    sums: Vec<f32>,
    squares: Vec<f32>,
}

impl Ftrl {
    /// So many weights, all zero.
    pub fn new(count: usize) -> Ftrl {
        Ftrl { weights: vec![0.0; count], sums: vec![0.0; count], squares: vec![0.0; count] }
    }

    /// Takes a step against a slope.
    #[inline(always)]
    pub fn step(&mut self, at: usize, slope: f32, settings: &Settings) {
        let before = self.squares[at].sqrt();
        self.squares[at] += slope * slope;
        let after = self.squares[at].sqrt();
        self.sums[at] += slope - (after - before) / settings.rate * self.weights[at];
        let sum = self.sums[at];
        self.weights[at] = if sum.abs() <= settings.sparse {
            0.0
        } else {
            -(sum - sum.signum() * settings.sparse) / ((1.0 + after) / settings.rate + settings.decay)
        };
    }
}

/// Learns so many weights as often as the settings say, each time with the examples in other orders, and adds the runs up: `take` has the weights take the
/// example of a number, of which it leaves out keys by the share that the settings say.
pub(crate) fn sum_of_runs(
    count: usize,
    examples: usize,
    settings: &Settings,
    mut take: impl FnMut(&mut Ftrl, usize, &mut Chance),
) -> Vec<f32> {
    let mut sums = vec![0f32; count];
    for run in 0..settings.seeds {
        let mut chance = Chance::of_run(run);
        let mut ftrl = Ftrl::new(count);
        let mut order: Vec<usize> = (0..examples).collect();
        for _ in 0..settings.epochs {
            chance.shuffle(&mut order);
            for &which in &order {
                take(&mut ftrl, which, &mut chance);
            }
        }
        sums.iter_mut().zip(&ftrl.weights).for_each(|(sum, weight)| *sum += weight);
    }
    sums
}

impl Settings {
    /// What makes a sum of runs their mean, in steps of one by `scale`, less what was left out in learning.
    pub(crate) fn share(&self, scale: f32) -> f32 {
        scale * (1.0 - self.dropout) / self.seeds as f32
    }
}

/// A weight in 8 bits.
pub(crate) fn stored(weight: f32) -> i8 {
    weight.round().clamp(-127.0, 127.0) as i8
}
