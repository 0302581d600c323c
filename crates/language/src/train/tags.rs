//! The inventories of joint tags and relations.

use crate::treebank::Document;
use model::Upos;
use std::collections::BTreeMap;

/// The joint tags of the treebanks, most frequent first; at most 200. Where there are more, the treebanks' own tags are dropped.
pub fn tags(documents: &[Document]) -> Vec<(Upos, String)> {
    let mut counts: BTreeMap<(Upos, String), u32> = BTreeMap::new();
    for word in documents.iter().flat_map(|d| &d.sentences).flat_map(|s| &s.words) {
        *counts.entry((word.upos, word.xpos.clone())).or_default() += 1;
    }
    // A tag seen a few times in a large treebank is a slip of its annotators.
    let total: u32 = counts.values().sum();
    let least = if total > 50_000 { 4 } else { 1 };
    if counts.values().filter(|&&c| c >= least).count() > 200 {
        let mut coarse: BTreeMap<(Upos, String), u32> = BTreeMap::new();
        for ((upos, _), count) in counts {
            *coarse.entry((upos, String::new())).or_default() += count;
        }
        counts = coarse;
    }
    let mut tags: Vec<_> = counts.into_iter().filter(|c| c.1 >= least).collect();
    tags.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    tags.into_iter().map(|t| t.0).collect()
}

/// The joint tag of a word; where it is not in the inventory, the most frequent one with its part of speech.
pub fn index(tags: &[(Upos, String)], upos: Upos, xpos: &str) -> u8 {
    let exact = tags.iter().position(|t| t.0 == upos && t.1 == xpos);
    exact.or_else(|| tags.iter().position(|t| t.0 == upos)).unwrap_or(0) as u8
}

/// The relations of the treebanks, most frequent first; at most 200.
pub fn relations(documents: &[Document]) -> Vec<String> {
    let mut counts: BTreeMap<&str, u32> = BTreeMap::new();
    for word in documents.iter().flat_map(|d| &d.sentences).flat_map(|s| &s.words) {
        *counts.entry(&word.deprel).or_default() += 1;
    }
    let mut relations: Vec<_> = counts.into_iter().collect();
    relations.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
    relations.into_iter().take(200).map(|r| r.0.to_owned()).collect()
}
