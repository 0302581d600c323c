//! Learning the parser with a dynamic oracle and exploration.

use super::{Example, Options};
use crate::linear::{DenseLearner, Features, Shuffle};
use crate::parser::{Parser, State, parse_features};

/// Learns from predicted tags and gold heads.
pub fn learn(examples: &[Example], options: &Options, progress: &mut dyn FnMut(&str)) -> Parser {
    let mut learner = DenseLearner::<3>::new(options.parser_bits);
    let mut shuffle = Shuffle::new(options.seed + 7);
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let (mut features, mut state) = (Features::default(), State::default());
    for epoch in 0..options.parser_epochs {
        shuffle.shuffle(&mut order);
        let (mut all, mut wrong) = (0u32, 0u32);
        for &at in &order {
            let example = &examples[at];
            state.reset(example.words.len());
            while !state.done() {
                parse_features(&example.words, &example.tags, &state, &mut features);
                let sums = learner.score(features.keys());
                let (allowed, costs) = (state.allowed(), state.costs(&example.heads));
                let Some(least) = (0..3).filter(|&a| allowed[a]).map(|a| costs[a]).min() else { break };
                let best = |keep: &dyn Fn(usize) -> bool| {
                    (0..3).filter(|&a| allowed[a] && keep(a)).reduce(|a, b| if sums[b] > sums[a] { b } else { a }).unwrap_or(0)
                };
                let (chosen, good) = (best(&|_| true), best(&|a| costs[a] == least));
                all += 1;
                let mut follow = chosen;
                if costs[chosen] != least {
                    wrong += 1;
                    learner.update(features.keys(), good, chosen);
                    // From the second pass on, mostly live with the mistake, to learn to go on from it.
                    if epoch == 0 || shuffle.below(10) == 0 {
                        follow = good;
                    }
                }
                state.apply(follow);
            }
        }
        progress(&format!("parser, pass {}: {:.2} % of steps wrong", epoch + 1, 100.0 * wrong as f64 / all.max(1) as f64));
    }
    Parser { model: learner.freeze() }
}
