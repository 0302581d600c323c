//! A second look at tags. The network decides on a word's tag before there is a tree; where it doubts, its likeliest tags are ranked anew by what then stands
//! around the word: its relation and its head, its neighbours and their tags. A log-linear model over hashed features beside the network's own scores
//! (Collins and Koo, *Discriminative Reranking for Natural Language Parsing*, 2005).

use crate::linear::{Features, mix};
use crate::store::{Reader, Writer};
use crate::words::Word;

/// Tags of a word that are ranked, at most.
const MOST: usize = 5;

/// How far below the network's best score (natural logarithm) a tag may lie to be ranked at all.
const MARGIN: f32 = 6.0;

/// What stands before the first and behind the last word, or above the root.
const OUTSIDE: u32 = u32::MAX;

/// Learned weights; without any the network's best tag stays.
#[derive(Clone, Debug, Default)]
pub(crate) struct Reranker {
    /// What one step of a weight is worth in the network's scores.
    pub step: f32,
    /// A power of two of them, or none.
    pub weights: Vec<i8>,
}

/// A sentence with what the network and the tree's search made of it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Seen<'s> {
    pub words: &'s [Word],
    /// The network's best tag of each word.
    pub tags: &'s [u8],
    /// `heads[i + 1]` is the head of word `i`, counted from 1; 0 is the root.
    pub heads: &'s [u16],
    pub relations: &'s [u8],
}

/// The likeliest tags of a word with the network's scores, best first; at least one where the network knows any.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Candidates {
    tags: [(u8, f32); MOST],
    count: usize,
}

impl Candidates {
    /// Those of a row of scores.
    pub fn of(scores: &[f32]) -> Candidates {
        let best = scores.iter().fold(f32::NEG_INFINITY, |best, &score| best.max(score));
        let mut it = Candidates::default();
        for (tag, &score) in scores.iter().enumerate().filter(|(_, score)| **score > best - MARGIN) {
            // The earlier of two equal ones goes first, as it does where the best is sought.
            let place = it.get().iter().position(|other| score > other.1).unwrap_or(it.count);
            if place < MOST {
                it.count = (it.count + 1).min(MOST);
                it.tags[place..it.count].rotate_right(1);
                it.tags[place] = (tag as u8, score);
            }
        }
        it
    }

    pub fn get(&self) -> &[(u8, f32)] {
        &self.tags[..self.count]
    }
}

impl Seen<'_> {
    /// What the ranking looks at for a word. Template numbers are part of the model: new ones go to the end.
    pub fn features(&self, at: usize, features: &mut Features) {
        let word = &self.words[at];
        let lower = |at: Option<usize>| at.and_then(|at| self.words.get(at)).map_or(OUTSIDE, |w| w.lower);
        let tag = |at: Option<usize>| at.and_then(|at| self.tags.get(at)).map_or(OUTSIDE, |&t| t as u32);
        let (before, after) = (at.checked_sub(1), Some(at + 1));
        let head = (self.heads[at + 1] as usize).checked_sub(1);
        let relation = self.relations[at] as u32;
        features.clear();
        features.add([]);
        features.add([relation]);
        features.add([relation, tag(head)]);
        features.add([relation, head.is_some_and(|head| head > at) as u32]);
        features.add([tag(before)]);
        features.add([tag(after)]);
        features.add([tag(before), tag(after)]);
        features.add([tag(at.checked_sub(2)), tag(before)]);
        features.add([tag(after), tag(Some(at + 2))]);
        features.add([word.lower]);
        features.add([word.form]);
        features.add([word.suffix[1]]);
        features.add([word.suffix[2]]);
        features.add([word.shape]);
        features.add([word.shape, relation]);
        features.add([word.shape, (at == 0) as u32]);
        features.add([lower(before)]);
        features.add([lower(after)]);
        features.add([lower(head)]);
        features.add([word.lower, relation]);
        features.add([word.lower, tag(before)]);
        features.add([word.lower, tag(after)]);
        features.add([word.lower, lower(before)]);
        features.add([word.lower, lower(after)]);
    }
}

/// The weight of a feature for a tag.
#[inline(always)]
pub(crate) fn place(key: u64, tag: u8, count: usize) -> usize {
    (mix(key, tag as u64 + 1) >> 20) as usize & (count - 1)
}

impl Reranker {
    /// The tag of the word at `at`, whose scores by the network are `scores`.
    pub fn tag(&self, seen: &Seen, at: usize, scores: &[f32], features: &mut Features) -> u8 {
        let candidates = Candidates::of(scores);
        if candidates.get().len() < 2 || self.weights.is_empty() {
            return seen.tags[at];
        }
        seen.features(at, features);
        let worth = |&(tag, score): &(u8, f32)| {
            let steps: i32 = features.keys().iter().map(|&key| self.weights[place(key, tag, self.weights.len())] as i32).sum();
            (tag, score + self.step * steps as f32)
        };
        let ranked = candidates.get().iter().map(worth);
        ranked.reduce(|best, other| if other.1 > best.1 { other } else { best }).map_or(seen.tags[at], |best| best.0)
    }

    pub fn write(&self, to: &mut Writer) {
        to.bytes(&self.step.to_le_bytes());
        to.bytes(&self.weights.iter().map(|&w| w as u8).collect::<Vec<u8>>());
    }

    pub fn read(from: &mut Reader) -> Option<Reranker> {
        let step = f32::from_le_bytes(from.bytes()?.try_into().ok()?);
        let weights: Vec<i8> = from.bytes()?.iter().map(|&b| b as i8).collect();
        (weights.is_empty() || weights.len().is_power_of_two()).then_some(Reranker { step, weights })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_likeliest_tags_come_best_first_and_the_unlikely_not_at_all() {
        let row = [1.0, 7.5, -3.0, 7.5, 2.0, 7.0, 3.0, 6.0, 5.0];
        let tags: Vec<u8> = Candidates::of(&row).get().iter().map(|c| c.0).collect();
        assert_eq!(tags, [1, 3, 5, 7, 8]);
        assert_eq!(Candidates::of(&[0.0, 9.0]).get(), [(1, 9.0)]);
        assert!(Candidates::of(&[]).get().is_empty());
    }

    #[test]
    fn a_weight_for_the_relation_turns_a_doubtful_tag() {
        let words = [Word::default()];
        let seen = |relations| Seen { words: &words, tags: &[0], heads: &[0, 0], relations };
        let mut features = Features::default();
        seen(&[4]).features(0, &mut features);
        // The second template is the relation alone.
        let mut ranker = Reranker { step: 0.1, weights: vec![0; 1 << 12] };
        ranker.weights[place(features.keys()[1], 1, 1 << 12)] = 20;
        assert_eq!(ranker.tag(&seen(&[4]), 0, &[3.0, 2.0], &mut features), 1);
        assert_eq!(ranker.tag(&seen(&[5]), 0, &[3.0, 2.0], &mut features), 0);
        assert_eq!(ranker.tag(&seen(&[4]), 0, &[9.0, 2.0], &mut features), 0, "where the network is sure, it stays");
    }
}
