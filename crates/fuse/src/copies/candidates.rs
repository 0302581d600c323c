//! Pairs of reports worth aligning: they share several rare words and appeared within weeks. An inverted index that forgets what is too old, so that
//! the cost grows with the number of reports and not with its square.

use super::align::Prepared;
use crate::nearness::Days;
use crate::words::{Frequencies, IdMap};
use std::collections::VecDeque;

/// Rare words of a report that are looked up.
const RARE: usize = 40;
/// A word in more reports than this, of those that are near in time, is not rare. Counted over the whole dossier, the names of a long war would not be.
const COMMON: usize = 400;
/// Least number of rare words shared.
const SHARED: u32 = 6;
/// Least share of the weight of the rare words, of the report where they weigh less, in percent: who retells keeps more than a third of it, and reports in
/// the same turns of phrase about other people share many words and little weight.
const WEIGHT: u32 = 15;

/// Pairs of indices, the smaller first, in order. Reports are `expires` days near, or their time is not known.
pub(super) fn candidates(prepared: &[&Prepared], frequencies: &Frequencies, days: &[Days], expires: i32) -> Vec<(usize, usize)> {
    let mut order: Vec<usize> = (0..prepared.len()).collect();
    // In order of the earliest day: what has expired for one report has expired for all that follow.
    order.sort_by_key(|&at| (days[at].earliest(), at));
    let mut postings: IdMap<VecDeque<usize>> = IdMap::default();
    // How many rare words are shared with each report, and what they weigh; what its rare words weigh in all.
    let mut shared = vec![(0u32, 0u32); prepared.len()];
    let mut whole = vec![0u32; prepared.len()];
    let mut out = Vec::new();
    for at in order {
        let mut touched: Vec<usize> = Vec::new();
        for (word, weight) in rare(prepared[at], frequencies) {
            let posting = postings.entry(word).or_default();
            while posting.front().is_some_and(|&other| days[other].gap(days[at]) > expires) {
                posting.pop_front();
            }
            if posting.len() <= COMMON {
                whole[at] += weight;
                for &other in posting.iter().filter(|&&other| days[other].gap(days[at]) <= expires) {
                    if shared[other].0 == 0 {
                        touched.push(other);
                    }
                    shared[other].0 += 1;
                    shared[other].1 += weight;
                }
            }
            posting.push_back(at);
        }
        for other in touched {
            let (count, weight) = std::mem::take(&mut shared[other]);
            if count >= SHARED && weight * 100 >= WEIGHT * whole[at].min(whole[other]) {
                out.push((at.min(other), at.max(other)));
            }
        }
    }
    out.sort_unstable();
    out
}

/// The rarest words that stand in other reports too, with the squares of their weights.
fn rare(prepared: &Prepared, frequencies: &Frequencies) -> Vec<(u64, u32)> {
    let counted = prepared.weighed().map(|(word, weight)| (frequencies.count(word), word, weight));
    let mut words: Vec<(u32, u64, u32)> = counted.filter(|(count, ..)| *count > 1).collect();
    if words.len() > RARE {
        words.select_nth_unstable(RARE);
        words.truncate(RARE);
    }
    words.into_iter().map(|(_, word, weight)| (word, weight)).collect()
}
