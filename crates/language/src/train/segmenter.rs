//! Learning where chunks and sentences are cut.

use crate::linear::{DenseLearner, Features, Shuffle};
use crate::segment::{
    Boundary, Place, SegmentScratch, Segmenter, boundary, class, is_candidate, lower_char, lower_hash, next_class, place_features,
};
use crate::segment::{sentence_features, view};
use crate::treebank::Document;
use model::Span;
use std::collections::{BTreeMap, BTreeSet};

const EPOCHS: usize = 8;

/// Learns both classifiers from the documents' raw text.
pub fn learn(documents: &[Document], seed: u64) -> Segmenter {
    let mut segmenter = Segmenter::default();
    merged(documents, &mut segmenter);
    let mut learner = DenseLearner::<2>::new(17);
    let mut shuffle = Shuffle::new(seed);
    let mut order: Vec<usize> = (0..documents.len()).collect();
    let mut features = Features::default();
    for _ in 0..EPOCHS {
        shuffle.shuffle(&mut order);
        for &at in &order {
            let document = &documents[at];
            let ends: BTreeSet<usize> = document.sentences.iter().flat_map(|s| s.words.iter().map(|w| w.span.end as usize)).collect();
            cuts(&document.text, &ends, &mut learner, &mut features);
        }
    }
    segmenter.tokens.cuts = learner.freeze();
    let mut learner = DenseLearner::<2>::new(17);
    let mut scratch = SegmentScratch::default();
    for _ in 0..EPOCHS {
        shuffle.shuffle(&mut order);
        for &at in &order {
            let document = &documents[at];
            segmenter.tokens.tokenise(&document.text, Span::new(0, document.text.len()), &segmenter.stops, &mut scratch);
            sentence_ends(document, &mut learner, &mut scratch);
        }
    }
    segmenter.sentences.ends = learner.freeze();
    segmenter
}

/// Chunks of letters alone that are usually several words.
fn merged(documents: &[Document], segmenter: &mut Segmenter) {
    // Lower-case chunk to (times seen, its cuts to times seen).
    let mut seen: BTreeMap<String, (u32, BTreeMap<u32, u32>)> = BTreeMap::new();
    for document in documents {
        let starts: BTreeSet<usize> = document.sentences.iter().flat_map(|s| s.words.iter().map(|w| w.span.start as usize)).collect();
        let mut at = 0;
        for chunk in document.text.split_whitespace() {
            let start = document.text[at..].find(chunk).map_or(at, |i| at + i);
            at = start + chunk.len();
            if chunk.chars().count() > 20 || !chunk.chars().all(|c| class(c) == crate::segment::Class::Letter) {
                continue;
            }
            let cuts = chunk.char_indices().enumerate().skip(1).filter(|(_, (i, _))| starts.contains(&(start + i)));
            let bits = cuts.fold(0u32, |bits, (number, _)| bits | 1 << number);
            let entry = seen.entry(chunk.to_lowercase()).or_default();
            entry.0 += 1;
            *entry.1.entry(bits).or_default() += 1;
        }
    }
    let mut found: Vec<(u32, u32)> = Vec::new();
    for (form, (total, cuts)) in &seen {
        if let Some((&bits, &times)) = cuts.iter().filter(|c| *c.0 != 0).max_by_key(|c| c.1)
            && times * 2 > *total
        {
            found.push((lower_hash(form), bits));
        }
    }
    found.sort();
    found.dedup_by_key(|f| f.0);
    segmenter.tokens.merged = found.iter().map(|f| f.0).collect();
    segmenter.tokens.merged_cuts = found.iter().map(|f| f.1).collect();
}

fn cuts(text: &str, ends: &BTreeSet<usize>, learner: &mut DenseLearner<2>, features: &mut Features) {
    let mut at = 0;
    for chunk in text.split_whitespace() {
        let start = text[at..].find(chunk).map_or(at, |i| at + i);
        at = start + chunk.len();
        let chars: Vec<char> = chunk.chars().map(lower_char).collect();
        let classes: Vec<_> = chunk.chars().map(class).collect();
        if classes.iter().all(|&c| c == crate::segment::Class::Letter) {
            continue;
        }
        let next = next_class(&text[at..]);
        let mut from = 0;
        for (i, (offset, _)) in chunk.char_indices().enumerate().skip(1) {
            let cut = ends.contains(&(start + offset));
            if is_candidate(&chars, &classes, i) {
                place_features(&Place { chars: &chars, classes: &classes, at: i, from, next }, features);
                let sums = learner.score(features.keys());
                if (sums[1] > sums[0]) != cut {
                    learner.update(features.keys(), cut as usize, !cut as usize);
                }
            }
            if cut {
                from = i;
            }
        }
    }
}

fn sentence_ends(document: &Document, learner: &mut DenseLearner<2>, scratch: &mut SegmentScratch) {
    let ends: BTreeSet<u32> = document.sentences.iter().filter_map(|s| s.words.last().map(|w| w.span.end)).collect();
    view(&document.text, &scratch.tokens, &mut scratch.shapes);
    let (mut from, mut quotes) = (0, 0);
    for at in 1..scratch.tokens.len() {
        quotes += scratch.shapes[at - 1].is_quote() as u32;
        let end = ends.contains(&scratch.tokens[at - 1].end);
        if boundary(&scratch.shapes, from, at) == Boundary::Ask {
            sentence_features(&scratch.shapes, from, at, quotes, &mut scratch.features);
            let sums = learner.score(scratch.features.keys());
            if (sums[1] > sums[0]) != end {
                learner.update(scratch.features.keys(), end as usize, !end as usize);
            }
        }
        if end {
            (from, quotes) = (at, 0);
        }
    }
}
