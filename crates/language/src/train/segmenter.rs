//! Learning where chunks and sentences are cut.

use crate::linear::{DenseLearner, Features, Shuffle};
use crate::segment::{
    Boundary, LONGEST_MERGED, Place, SegmentScratch, Segmenter, boundary, class, is_candidate, link, lower_char, lower_hash,
    merged_features, next_class, place_features,
};
use crate::segment::{sentence_features, view};
use crate::treebank::Document;
use model::Span;
use std::collections::{BTreeMap, BTreeSet};

const EPOCHS: usize = 8;

/// By how much a decision must be right to teach nothing: chunks of letters, cuts in other chunks, sentence ends. (Weights change by one a feature.)
const MARGINS: [f32; 3] = [20.0, 50.0, 150.0];

/// Rows of the three, as powers of two.
const BITS: [u32; 3] = [16, 18, 18];

/// Learns that the case with `features` is a cut, or is none.
fn teach(learner: &mut DenseLearner<2>, features: &Features, cut: bool, margin: f32) {
    let sums = learner.score(features.keys());
    let right = sums[cut as usize] - sums[!cut as usize];
    if right <= margin {
        learner.update(features.keys(), cut as usize, !cut as usize);
    }
}

/// Learns both classifiers from the documents' raw text.
///
/// `news` are texts that were cut into sentences without their makers' help: of these it learns that a sentence goes on where no mark stands, since in edited
/// texts it does.
pub fn learn(documents: &[Document], news: &[&Document], seed: u64) -> Segmenter {
    let mut segmenter = Segmenter::default();
    merged(documents, seed, &mut segmenter);
    let mut learner = DenseLearner::<2>::new(BITS[1]);
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
    let mut learner = DenseLearner::<2>::new(BITS[2]);
    let mut scratch = SegmentScratch::default();
    for _ in 0..EPOCHS {
        shuffle.shuffle(&mut order);
        for &at in &order {
            let document = &documents[at];
            segmenter.tokens.tokenise(&document.text, Span::new(0, document.text.len()), &segmenter.stops, &mut scratch);
            sentence_ends(document, &mut learner, &mut scratch);
        }
        for document in news {
            no_ends(document, &mut learner, &mut scratch);
        }
    }
    segmenter.sentences.ends = learner.freeze();
    segmenter
}

/// Calls `each` with the document, and start and end of each chunk of letters alone, and its cuts in characters as a bit set.
fn letter_chunks(document: &Document, mut each: impl FnMut(Span, u32)) {
    let starts: BTreeSet<usize> = document.sentences.iter().flat_map(|s| s.words.iter().map(|w| w.span.start as usize)).collect();
    let mut at = 0;
    for chunk in document.text.split_whitespace() {
        let start = document.text[at..].find(chunk).map_or(at, |i| at + i);
        at = start + chunk.len();
        if chunk.chars().count() > LONGEST_MERGED || !chunk.chars().all(|c| class(c) == crate::segment::Class::Letter) {
            continue;
        }
        let cuts = chunk.char_indices().enumerate().skip(1).filter(|(_, (i, _))| starts.contains(&(start + i)));
        each(Span::new(start, at), cuts.fold(0u32, |bits, (number, _)| bits | 1 << number));
    }
}

/// Chunks of letters alone that are several words, usually or more than once; and which of them.
fn merged(documents: &[Document], seed: u64, segmenter: &mut Segmenter) {
    // Lower-case chunk to (times seen, its cuts to times seen).
    let mut seen: BTreeMap<String, (u32, BTreeMap<u32, u32>)> = BTreeMap::new();
    for document in documents {
        letter_chunks(document, |chunk, bits| {
            let entry = seen.entry(chunk.of(&document.text).to_lowercase()).or_default();
            entry.0 += 1;
            *entry.1.entry(bits).or_default() += 1;
        });
    }
    let mut found: Vec<(u32, u32)> = Vec::new();
    for (form, (total, cuts)) in &seen {
        if let Some((&bits, &times)) = cuts.iter().filter(|c| *c.0 != 0).max_by_key(|c| c.1)
            && (times * 2 > *total || times > 3)
        {
            found.push((lower_hash(form), bits));
        }
    }
    found.sort();
    found.dedup_by_key(|f| f.0);
    let model = &mut segmenter.tokens;
    model.merged = found.iter().map(|f| f.0).collect();
    model.merged_cuts = found.iter().map(|f| f.1).collect();
    let mut cases: Vec<(&str, Span, bool)> = Vec::new();
    for document in documents {
        letter_chunks(document, |chunk, bits| {
            if model.merged.binary_search(&lower_hash(chunk.of(&document.text))).is_ok() {
                cases.push((&document.text, chunk, bits != 0));
            }
        });
    }
    let mut learner = DenseLearner::<2>::new(BITS[0]);
    let (mut shuffle, mut features) = (Shuffle::new(seed), Features::default());
    for _ in 0..EPOCHS {
        shuffle.shuffle(&mut cases);
        for &(text, chunk, cut) in &cases {
            merged_features(text, chunk, &mut features);
            teach(&mut learner, &features, cut, MARGINS[0]);
        }
    }
    model.asked = learner.freeze();
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
        let link = link(&chars).unwrap_or(0..0);
        let mut from = 0;
        for (i, (offset, _)) in chunk.char_indices().enumerate().skip(1) {
            let cut = ends.contains(&(start + offset));
            if is_candidate(&chars, &classes, i) && !(link.start <= i && i <= link.end && link.end > 0) {
                place_features(&Place { chars: &chars, classes: &classes, at: i, from, next }, features);
                teach(learner, features, cut, MARGINS[1]);
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
        if matches!(boundary(&scratch.shapes, from, at), Boundary::Ask | Boundary::Unmarked) {
            sentence_features(&scratch.shapes, from, at, quotes, &mut scratch.features);
            teach(learner, &scratch.features, end, MARGINS[2]);
        }
        if end {
            (from, quotes) = (at, 0);
        }
    }
}

/// Learns that no sentence ends inside the document's sentences where no mark stands.
fn no_ends(document: &Document, learner: &mut DenseLearner<2>, scratch: &mut SegmentScratch) {
    let tokens: Vec<Span> = document.sentences.iter().flat_map(|s| s.words.iter().map(|w| w.span)).collect();
    view(&document.text, &tokens, &mut scratch.shapes);
    let mut from = 0;
    for sentence in &document.sentences {
        let end = from + sentence.words.len();
        let mut quotes = 0;
        for at in from + 1..end {
            quotes += scratch.shapes[at - 1].is_quote() as u32;
            if boundary(&scratch.shapes, from, at) == Boundary::Unmarked {
                sentence_features(&scratch.shapes, from, at, quotes, &mut scratch.features);
                teach(learner, &scratch.features, false, MARGINS[2]);
            }
        }
        from = end;
    }
}
