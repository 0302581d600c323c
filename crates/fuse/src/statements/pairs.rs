//! Pairs of statements worth comparing. Within a report and between reports of one origin these are all of one side; elsewhere those of one speaker
//! within a week that share a rare word. The last follows prefix filtering (Chaudhuri, Ganti, Kaushik 2006: A primitive operator for similarity
//! joins in data cleaning): where most of the shorter statement's words must be in the longer one, one of its few rarest words is.

use super::{ALIKE, Said, WEEK};
use crate::nearness::{Nearness, Timeline, distinct};
use crate::words::{IdMap, hash};
use std::collections::BTreeMap;

/// One hash of a speaker and a word. Two that share it by chance only lead to a comparison in vain.
fn key(speaker: u64, stem: u64) -> u64 {
    speaker.rotate_left(17) ^ stem
}

/// Where statements are found.
pub(super) struct Pairs<'s> {
    said: &'s [Said],
    of_report: BTreeMap<usize, Vec<usize>>,
    /// Hash of the speaker's name, of each statement.
    speakers: Vec<Option<u64>>,
    /// By speaker and word, as one hash.
    by_word: IdMap<Timeline>,
    /// In how many statements a word stands.
    frequency: IdMap<u32>,
}

impl<'s> Pairs<'s> {
    pub(super) fn new(said: &'s [Said], nearness: &Nearness<'_>) -> Pairs<'s> {
        let mut of_report: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        let speakers: Vec<Option<u64>> = said.iter().map(|x| Some(hash(x.speaker.as_ref()?.as_bytes()))).collect();
        let mut words: Vec<(u64, usize)> = Vec::new();
        let mut frequency: IdMap<u32> = IdMap::default();
        for (i, x) in said.iter().enumerate() {
            of_report.entry(x.report).or_default().push(i);
            for &stem in &x.stems {
                *frequency.entry(stem).or_default() += 1;
                words.extend(speakers[i].map(|speaker| (key(speaker, stem), i)));
            }
        }
        words.sort_unstable();
        let timeline = |all: &[(u64, usize)]| Timeline::new(all.iter().map(|&(_, i)| (nearness.days(said[i].report), i)));
        // A word that its speaker used once leads nowhere.
        let several = words.chunk_by(|a, b| a.0 == b.0).filter(|all| all.len() > 1);
        let by_word = several.map(|all| (all[0].0, timeline(all))).collect();
        Pairs { said, of_report, speakers, by_word, frequency }
    }

    /// Statements to compare with one, each once, in order.
    pub(super) fn of(&self, i: usize, nearness: &Nearness<'_>) -> Vec<usize> {
        let x = &self.said[i];
        let mut out: Vec<usize> = Vec::new();
        match &x.side {
            Some(side) => {
                let origin = std::iter::once(x.report).chain(nearness.siblings(x.report).iter().map(|s| s.other));
                let told = origin.filter_map(|r| self.of_report.get(&r)).flatten();
                out.extend(told.filter(|&&j| self.said[j].side.as_ref() == Some(side)));
                if let Some(speaker) = self.speakers[i].filter(|_| x.stems.len() >= ALIKE) {
                    let days = nearness.days(x.report);
                    let found = self.rare(x).into_iter().filter_map(|stem| self.by_word.get(&key(speaker, stem)));
                    out.extend(found.flat_map(|line| line.near(days, WEEK)));
                }
            }
            // Without a speaker: what stands in an aligned sentence.
            None => {
                for sibling in nearness.siblings(x.report) {
                    let told = self.of_report.get(&sibling.other).into_iter().flatten();
                    out.extend(told.filter(|&&j| sibling.sentences.contains(&(x.sentence, self.said[j].sentence))));
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
