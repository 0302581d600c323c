//! Learning lemma rules: for each tag and suffix the edit that most words with it take.

use crate::lemma::{Edit, LONGEST, Lemmatiser, plain, rule_key};
use crate::treebank::Document;
use compact_str::CompactString;
use model::Upos;
use std::collections::BTreeMap;

/// Learns the rules.
pub fn learn(documents: &[Document], tags: &[(Upos, String)]) -> Lemmatiser {
    let mut edits: Vec<Edit> = Vec::new();
    let mut numbers: BTreeMap<Edit, u16> = BTreeMap::new();
    // (tag, suffix length) and suffix to counts by edit.
    let mut counts: BTreeMap<(usize, u8, String), BTreeMap<u16, u32>> = BTreeMap::new();
    for document in documents {
        for word in document.sentences.iter().flat_map(|s| &s.words) {
            if word.lemma.is_empty() || word.lemma == "_" && word.upos != Upos::Punct {
                continue;
            }
            let form = word.span.of(&document.text);
            let edit = Edit::between(form, &word.lemma);
            if numbers.len() >= u16::MAX as usize {
                continue;
            }
            let number = *numbers.entry(edit.clone()).or_insert_with(|| {
                edits.push(edit);
                edits.len() as u16 - 1
            });
            let tag = super::tags::index(tags, word.upos, &word.xpos);
            let mut buffer = CompactString::default();
            let form = plain(form, &mut buffer);
            *counts.entry((LONGEST + 1, tag, form.to_owned())).or_default().entry(number).or_default() += 1;
            let whole = edits[number as usize].cut == 255;
            let mut starts = vec![form.len()];
            starts.extend(form.char_indices().rev().take(LONGEST).map(|c| c.0));
            for (k, &start) in starts.iter().enumerate() {
                // An irregular lemma says nothing about other words with its ending.
                if !whole {
                    *counts.entry((k, tag, form[start..].to_owned())).or_default().entry(number).or_default() += 1;
                }
            }
        }
    }
    let best = |c: &BTreeMap<u16, u32>| c.iter().fold((0, 0), |a, (&edit, &n)| if n > a.1 { (edit, n) } else { a }).0;
    // Long suffixes are kept only where they decide otherwise than the next shorter one.
    let mut rules: BTreeMap<u32, u16> = BTreeMap::new();
    let mut shorter: BTreeMap<(u8, String), u16> = BTreeMap::new();
    for ((length, tag, part), by_edit) in &counts {
        let edit = best(by_edit);
        let parent = (0..=part.len()).filter(|&i| i > 0 || *length > LONGEST).filter(|&i| part.is_char_boundary(i));
        let known = parent.filter_map(|i| shorter.get(&(*tag, part[i..].to_owned()))).next();
        if *length <= LONGEST {
            let total: u32 = by_edit.values().sum();
            if *length > 3 && total < 2 {
                continue;
            }
        }
        if known != Some(&edit) {
            rules.insert(rule_key(*tag, *length, part), edit);
        }
        if *length <= LONGEST {
            shorter.insert((*tag, part.clone()), edit);
        }
    }
    Lemmatiser::index(edits, rules.into_iter().collect())
}
