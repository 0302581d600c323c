//! Pairs of statements worth comparing. Within a report and between reports of one origin these are all of one side; elsewhere those of one speaker
//! within a week that share a rare word. The last follows prefix filtering (Chaudhuri, Ganti, Kaushik 2006: A primitive operator for similarity
//! joins in data cleaning): where most of the shorter statement's words must be in the longer one, one of its few rarest words is.

use super::{ALIKE, Said, WEEK};
use crate::nearness::{Nearness, Timeline, distinct};
use crate::words::IdMap;
use std::collections::BTreeMap;

/// Where statements are found.
pub(super) struct Pairs<'s> {
    said: &'s [Said],
    by_side: BTreeMap<(usize, &'s str), Vec<usize>>,
    by_sentence: BTreeMap<(usize, u32), Vec<usize>>,
    /// By speaker and word.
    by_word: BTreeMap<(&'s str, u64), Timeline>,
    /// In how many statements a word stands.
    frequency: IdMap<u32>,
}

impl<'s> Pairs<'s> {
    pub(super) fn new(said: &'s [Said], nearness: &Nearness<'_>) -> Pairs<'s> {
        let mut by_side: BTreeMap<(usize, &str), Vec<usize>> = BTreeMap::new();
        let mut by_sentence: BTreeMap<(usize, u32), Vec<usize>> = BTreeMap::new();
        let mut words: BTreeMap<(&str, u64), Vec<usize>> = BTreeMap::new();
        let mut frequency: IdMap<u32> = IdMap::default();
        for (i, x) in said.iter().enumerate() {
            if let Some(side) = &x.side {
                by_side.entry((x.report, side)).or_default().push(i);
            }
            by_sentence.entry((x.report, x.sentence)).or_default().push(i);
            for &stem in &x.stems {
                *frequency.entry(stem).or_default() += 1;
                if let Some(speaker) = &x.speaker {
                    words.entry((speaker, stem)).or_default().push(i);
                }
            }
        }
        let timeline = |all: Vec<usize>| Timeline::new(all.into_iter().map(|i| (nearness.days(said[i].report), i)));
        let by_word = words.into_iter().map(|(key, all)| (key, timeline(all))).collect();
        Pairs { said, by_side, by_sentence, by_word, frequency }
    }

    /// Statements to compare with one, each once, in order.
    pub(super) fn of(&self, i: usize, nearness: &Nearness<'_>) -> Vec<usize> {
        let x = &self.said[i];
        let mut out: Vec<usize> = Vec::new();
        match &x.side {
            Some(side) => {
                let origin = std::iter::once(x.report).chain(nearness.siblings(x.report).iter().map(|s| s.other));
                out.extend(origin.filter_map(|r| self.by_side.get(&(r, side.as_str()))).flatten());
                if let Some(speaker) = x.speaker.as_deref().filter(|_| x.stems.len() >= ALIKE) {
                    let days = nearness.days(x.report);
                    let found = self.rare(x).into_iter().filter_map(|stem| self.by_word.get(&(speaker, stem)));
                    out.extend(found.flat_map(|line| line.near(days, WEEK)));
                }
            }
            // Without a speaker: what stands in an aligned sentence.
            None => {
                for sibling in nearness.siblings(x.report) {
                    let there = sibling.sentences.iter().filter(|(here, _)| *here == x.sentence);
                    out.extend(there.filter_map(|(_, there)| self.by_sentence.get(&(sibling.other, *there))).flatten());
                }
            }
        }
        out.retain(|&j| j != i);
        distinct(out)
    }

    /// The rarest words of a statement, one of which stands in every other that holds two thirds of its words.
    fn rare(&self, x: &Said) -> Vec<u64> {
        let mut stems = x.stems.clone();
        stems.sort_by_key(|stem| (self.frequency.get(stem).copied().unwrap_or(0), *stem));
        let shared = (2 * stems.len()).div_ceil(3);
        stems.truncate(stems.len() - shared + 1);
        stems
    }
}
