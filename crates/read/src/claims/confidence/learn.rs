//! Learning of the scorer: stochastic gradient ascent on the likelihood of right and wrong, one thread, in orders drawn from a fixed seed.

use super::scorer::{Weights, logistic};
use crate::chance::Chance;
use crate::ftrl::{self, Ftrl, Settings};

/// A claim to learn from.
#[derive(Clone, Debug, Default)]
pub struct Example {
    /// Its keys.
    pub keys: Vec<u32>,
    /// Whether it was read right.
    pub right: bool,
}

/// What the shipped model is learned with.
pub const SETTINGS: Settings = Settings { epochs: 10, rate: 0.05, decay: 1.0, sparse: 0.0, seen: 1, dropout: 0.2, seeds: 5 };

/// Learns the weights.
pub fn learn(examples: &[&Example], settings: Settings) -> Weights {
    let mut kept: Vec<usize> = Vec::new();
    let take = |ftrl: &mut Ftrl, which: usize, chance: &mut Chance| {
        let example = examples[which];
        kept.clear();
        kept.extend(example.keys.iter().filter(|_| chance.share() >= settings.dropout).map(|&key| Weights::row(key)));
        let likely = logistic(kept.iter().map(|&row| ftrl.weights[row]).sum());
        let slope = likely - f32::from(u8::from(example.right));
        kept.iter().for_each(|&row| ftrl.step(row, slope, &settings));
    };
    let sums = ftrl::sum_of_runs(Weights::COUNT, examples.len(), &settings, take);
    Weights::of_runs(&sums, &settings)
}

#[cfg(test)]
mod tests {
    use super::super::likelihood;
    use super::*;

    #[test]
    fn what_was_mostly_wrong_is_doubted() {
        // Two signs, one of claims that are right in nine cases of ten, one of those that are wrong as often; a third says nothing.
        let examples: Vec<Example> =
            (0..400).map(|n| Example { keys: vec![1 + n % 2, 77], right: (n % 2 == 0) == (n % 20 < 18) }).collect();
        let weights = learn(&examples.iter().collect::<Vec<_>>(), SETTINGS);
        // Few examples and the pull to zero keep both nearer to a half.
        let [right, wrong] = [[1, 77], [2, 77]].map(|keys| likelihood(&weights, &keys));
        assert!((0.7..0.9).contains(&right) && (0.1..0.3).contains(&wrong), "{right} {wrong}");
    }
}
