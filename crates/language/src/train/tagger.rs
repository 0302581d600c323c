//! Learning the tagger and its dictionary.

use super::{Example, Options};
use crate::linear::{Features, Shuffle, Sparse, SparseLearner};
use crate::tagger::{START, Tag, Tagger, certain, tag_features};
use crate::treebank::Document;
use model::Upos;
use std::collections::BTreeMap;

/// The joint tags of the treebank, most frequent first; at most 250. Where there are more, the treebank's own tags are dropped.
pub fn inventory(documents: &[Document]) -> Vec<(Upos, String)> {
    let mut counts: BTreeMap<(Upos, String), u32> = BTreeMap::new();
    for word in documents.iter().flat_map(|d| &d.sentences).flat_map(|s| &s.words) {
        *counts.entry((word.upos, word.xpos.clone())).or_default() += 1;
    }
    if counts.len() > 250 {
        let mut coarse: BTreeMap<(Upos, String), u32> = BTreeMap::new();
        for ((upos, _), count) in counts {
            *coarse.entry((upos, String::new())).or_default() += count;
        }
        counts = coarse;
    }
    // A tag seen once or twice in a large treebank is a slip of its annotators.
    let total: u32 = counts.values().sum();
    let least = if total > 50_000 { 4 } else { 1 };
    let mut tags: Vec<_> = counts.into_iter().filter(|c| c.1 >= least).collect();
    tags.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    tags.into_iter().map(|t| t.0).collect()
}

/// The joint tag of a word; where it is not in the inventory, the most frequent one with its part of speech.
pub fn index(tags: &[(Upos, String)], upos: Upos, xpos: &str) -> Tag {
    let exact = tags.iter().position(|t| t.0 == upos && t.1 == xpos);
    exact.or_else(|| tags.iter().position(|t| t.0 == upos)).unwrap_or(0) as Tag
}

/// Fills the dictionary of frequent words: what each may be.
pub fn dictionary(examples: &[Example], tagger: &mut Tagger) {
    let mut seen: BTreeMap<u32, BTreeMap<Tag, u32>> = BTreeMap::new();
    for example in examples {
        for (word, &tag) in example.words.iter().zip(&example.gold_tags) {
            *seen.entry(word.lower).or_default().entry(tag).or_default() += 1;
        }
    }
    let mut classes: BTreeMap<Vec<Tag>, u32> = BTreeMap::new();
    (tagger.known, tagger.facts) = (Vec::new(), Vec::new());
    for (word, tags) in seen {
        let total: u32 = tags.values().sum();
        if total < 5 {
            continue;
        }
        let possible: Vec<Tag> = tags.iter().filter(|t| *t.1 * 20 >= total).map(|t| *t.0).collect();
        let next = classes.len() as u32 + 2;
        let class = *classes.entry(possible).or_insert(next);
        let most = tags.iter().max_by_key(|t| t.1).map_or((0, 0), |t| (*t.0, *t.1));
        let sure = total >= 60 && most.1 * 500 >= total * 499;
        tagger.known.push(word);
        tagger.facts.push(class << 8 | if sure { most.0 as u32 + 1 } else { 0 });
    }
}

/// Learns from the examples that `take` picks by number.
pub fn learn(examples: &[Example], tagger: &Tagger, options: &Options, take: impl Fn(usize) -> bool) -> Sparse {
    let mut learner = SparseLearner::new(tagger.tags.len());
    let mut order: Vec<usize> = (0..examples.len()).filter(|&i| take(i)).collect();
    let mut shuffle = Shuffle::new(options.seed);
    let (mut features, mut sums, mut facts) = (Features::default(), Vec::new(), Vec::new());
    for _ in 0..options.tagger_epochs {
        shuffle.shuffle(&mut order);
        for &at in &order {
            let example = &examples[at];
            tagger.look_up(&example.words, &mut facts);
            let (mut one, mut two) = (START, START);
            for i in 0..example.words.len() {
                let tag = certain(facts[i], &example.words[i]).unwrap_or_else(|| {
                    tag_features(&example.words, &facts, i, one, two, &mut features);
                    let best = learner.best(features.keys(), &mut sums);
                    let gold = example.gold_tags[i] as usize;
                    if best != gold {
                        learner.update(features.keys(), gold, best);
                    }
                    best as Tag
                });
                (two, one) = (one, tag as u32);
            }
        }
    }
    learner.freeze(0.04)
}

/// Tags every example by a tagger that has not seen it, and returns the share of right tags.
pub fn jackknife(examples: &mut [Example], tagger: &Tagger, options: &Options) -> f64 {
    let short = Options { tagger_epochs: options.tagger_epochs.min(4), ..options.clone() };
    let (mut right, mut all) = (0, 0);
    let (mut features, mut sums, mut facts, mut tags) = (Features::default(), [0; 256], Vec::new(), Vec::new());
    let fold = |i: usize| (i / 40) % options.folds;
    for part in 0..options.folds {
        let partial = Tagger { model: learn(examples, tagger, &short, |i| fold(i) != part), ..tagger.clone() };
        for (_, example) in examples.iter_mut().enumerate().filter(|(i, _)| fold(*i) == part) {
            partial.look_up(&example.words, &mut facts);
            partial.tag(&example.words, &facts, &mut features, &mut sums, &mut tags);
            right += tags.iter().zip(&example.gold_tags).filter(|(a, b)| a == b).count();
            all += tags.len();
            example.tags.clone_from(&tags);
        }
    }
    right as f64 / all.max(1) as f64
}
