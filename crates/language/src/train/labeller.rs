//! Learning to name relations, on gold trees with predicted tags.

use super::{Example, Options};
use crate::labeller::{Children, Tree, label_features};
use crate::linear::{Features, Shuffle, Sparse, SparseLearner};
use crate::treebank::Document;
use std::collections::BTreeMap;

/// The relations of the treebank, most frequent first; at most 250.
pub fn inventory(documents: &[Document]) -> Vec<String> {
    let mut counts: BTreeMap<&str, u32> = BTreeMap::new();
    for word in documents.iter().flat_map(|d| &d.sentences).flat_map(|s| &s.words) {
        *counts.entry(&word.deprel).or_default() += 1;
    }
    let mut relations: Vec<_> = counts.into_iter().collect();
    relations.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
    relations.into_iter().take(250).map(|r| r.0.to_owned()).collect()
}

/// Learns the classifier.
pub fn learn(examples: &[Example], relations: usize, options: &Options) -> Sparse {
    let mut learner = SparseLearner::new(relations);
    let mut shuffle = Shuffle::new(options.seed + 3);
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let (mut features, mut sums, mut children) = (Features::default(), Vec::new(), Children::default());
    for _ in 0..options.labeller_epochs {
        shuffle.shuffle(&mut order);
        for &at in &order {
            let example = &examples[at];
            let mut heads = example.heads.clone();
            heads[0] = 0;
            children.fill(&heads);
            let tree = Tree { words: &example.words, tags: &example.tags, heads: &heads, children: &children };
            let mut before = None;
            for d in 1..heads.len() {
                label_features(&tree, d, before, &mut features);
                let best = learner.best(features.keys(), &mut sums);
                let gold = example.labels[d - 1] as usize;
                if best != gold {
                    learner.update(features.keys(), gold, best);
                }
                before = Some(best as u8);
            }
        }
    }
    learner.freeze(0.08)
}
