//! Learning of sparse linear models, one example at a time: FTRL-Proximal (McMahan et al., *Ad Click Prediction: a View from the Trenches*, KDD 2013).

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
