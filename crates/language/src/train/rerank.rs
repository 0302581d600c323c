//! Learning to rank a word's likeliest tags: maximum likelihood by AdaGrad (Duchi, Hazan and Singer 2011) over the treebanks' sentences, read by the network as it is.

use crate::engine::{Engine, Scratch};
use crate::linear::{Features, Shuffle};
use crate::rerank::{Candidates, Reranker, place};
use crate::train::tags;
use crate::treebank::Document;
use model::Span;

/// Runs whose mean is kept, and passes of each over the words.
const RUNS: u64 = 4;
const EPOCHS: usize = 4;

/// Rows of the model, as a power of two.
const BITS: u32 = 19;

/// Length of the first steps, and the pull towards zero.
const RATE: f32 = 0.1;
const DECAY: f32 = 0.001;

/// What is this nearly right already teaches nothing.
const SMALL: f32 = 0.001;

/// A word whose tag is open: its candidates, their features, and which of them is right.
struct Case {
    candidates: Candidates,
    keys: Vec<u64>,
    right: usize,
}

/// Learns from the words of the treebanks that the network doubts and that have their tag among the likeliest: the mean of some runs, each with the words in
/// other orders. `engine` reads with the network that the ranking is for.
pub fn learn(engine: &Engine, documents: &[Document], seed: u64) -> Reranker {
    let cases = cases(engine, documents);
    let mut mean = vec![0f32; 1 << BITS];
    for run in 0..RUNS {
        let weights = run_over(&cases, seed + run);
        mean.iter_mut().zip(&weights).for_each(|(sum, weight)| *sum += weight / RUNS as f32);
    }
    rounded(&mean)
}

fn run_over(cases: &[Case], seed: u64) -> Vec<f32> {
    let count = 1usize << BITS;
    let (mut weights, mut squares) = (vec![0f32; count], vec![1f32; count]);
    let mut order: Vec<usize> = (0..cases.len()).collect();
    let mut shuffle = Shuffle::new(seed);
    for _ in 0..EPOCHS {
        shuffle.shuffle(&mut order);
        for case in order.iter().map(|&at| &cases[at]) {
            let places = |tag: u8| case.keys.iter().map(move |&key| place(key, tag, count));
            let sum = |&(tag, score): &(u8, f32)| score + places(tag).map(|at| weights[at]).sum::<f32>();
            let sums: Vec<f32> = case.candidates.get().iter().map(sum).collect();
            let most = sums.iter().fold(f32::NEG_INFINITY, |most, &sum| most.max(sum));
            let whole: f32 = sums.iter().map(|sum| (sum - most).exp()).sum();
            for (which, (&(tag, _), sum)) in case.candidates.get().iter().zip(&sums).enumerate() {
                let slope = (sum - most).exp() / whole - (which == case.right) as u8 as f32;
                if slope.abs() < SMALL {
                    continue;
                }
                for at in places(tag) {
                    let slope = slope + DECAY * weights[at];
                    squares[at] += slope * slope;
                    weights[at] -= RATE * slope / squares[at].sqrt();
                }
            }
        }
    }
    weights
}

/// The weights in 8 bits; the few beyond the 99.99th percentile are cut to it.
fn rounded(weights: &[f32]) -> Reranker {
    let mut sizes: Vec<f32> = weights.iter().map(|w| w.abs()).collect();
    sizes.sort_by(f32::total_cmp);
    let step = sizes.get(sizes.len() / 10_000 * 9_999).copied().unwrap_or(0.0).max(1e-6) / 127.0;
    Reranker { step, weights: weights.iter().map(|w| (w / step).round().clamp(-127.0, 127.0) as i8).collect() }
}

fn cases(engine: &Engine, documents: &[Document]) -> Vec<Case> {
    let (mut cases, mut scratch, mut features) = (Vec::new(), Scratch::default(), Features::default());
    for (document, sentence) in documents.iter().flat_map(|d| d.sentences.iter().map(move |s| (d, s))) {
        let tokens: Vec<Span> = sentence.words.iter().map(|w| w.span).collect();
        engine.look(&document.text, &tokens, &mut scratch, |seen, scores| {
            for (at, word) in sentence.words.iter().enumerate() {
                let candidates = Candidates::of(scores(at));
                let gold = tags::index(&engine.models().tags, word.upos, &word.xpos);
                let Some(right) = candidates.get().iter().position(|c| c.0 == gold) else { continue };
                if candidates.get().len() > 1 {
                    seen.features(at, &mut features);
                    cases.push(Case { candidates, keys: features.keys().to_vec(), right });
                }
            }
        });
    }
    cases
}
