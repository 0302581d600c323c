//! Mentions of events across reports: which are of one?
//!
//! Those of one story that tell one deed are of one event: the usual strong baseline for coreference of events across documents (Cybulska, Vossen 2014: Using a
//! sledgehammer to crack a nut?), with stories found instead of given. From there:
//!
//! - an utterance is another one of each speaker;
//! - deeds told in turn ("purchase", "takeover") are one where their sentences are alike and they do not stand in one sentence: who says two words there
//!   mostly means two deeds;
//! - so are any two deeds that one did to the same other;
//! - what says little by itself ("make", "cause") is one only with what shares a participant.

mod deed;
mod told;

use crate::words::Frequencies;
use lexicon::DeedClass;
use model::{Reading, Span};
use std::collections::{BTreeMap, BTreeSet};
use told::{Mention, mention};

/// Least cosine between the sentences of two deeds told in turn.
const ALIKE: f64 = 0.2;
/// Most of the sentences of the rarer of two deeds that may tell the other too.
const TOGETHER: f64 = 0.3;
/// Light deeds told more often than this are what the story is about.
const FEW: usize = 4;

/// A report with the places of its mentions of events.
#[derive(Clone, Copy, Debug)]
pub struct Told<'r> {
    /// The report's story.
    pub story: &'r str,
    /// What was read there.
    pub reading: &'r Reading,
    /// The words of each mention.
    pub mentions: &'r [Vec<Span>],
}

/// The event of each mention of each report, by name: equal names are one event.
pub fn events(reports: &[Told<'_>]) -> Vec<Vec<String>> {
    let mut frequencies = Frequencies::default();
    for report in reports {
        let stems = crate::words::stem_set(&report.reading.article.text);
        frequencies.count_text(stems.into_iter());
    }
    let mut stories: BTreeMap<&str, Vec<(usize, usize)>> = BTreeMap::new();
    for (r, report) in reports.iter().enumerate() {
        stories.entry(report.story).or_default().extend((0..report.mentions.len()).map(|m| (r, m)));
    }
    let mut out: Vec<Vec<String>> = reports.iter().map(|report| vec![String::new(); report.mentions.len()]).collect();
    for (story, places) in stories {
        let mentions: Vec<Mention> = places.iter().map(|&(r, m)| mention(r, reports[r].reading, &reports[r].mentions[m])).collect();
        let groups = Story { mentions: &mentions, frequencies: &frequencies }.groups();
        for (group, members) in groups.into_iter().enumerate() {
            let deed = &mentions[members[0]].deed.kin;
            for member in members {
                let (r, m) = places[member];
                out[r][m] = format!("{story}|{deed}|{group}");
            }
        }
    }
    out
}

/// The mentions of one story.
struct Story<'m> {
    mentions: &'m [Mention],
    frequencies: &'m Frequencies,
}

/// Groups of mentions, by place.
type Groups = Vec<Vec<usize>>;

impl Story<'_> {
    fn groups(&self) -> Groups {
        let (speech, deeds): (Vec<usize>, Vec<usize>) =
            (0..self.mentions.len()).partition(|&m| self.mentions[m].deed.class == DeedClass::Speech);
        let by_deed = joined(&deeds, |m| [self.mentions[m].deed.name.clone()]);
        let by_kin = self.kin(by_deed);
        let mut out: Groups = self.who_whom(by_kin).into_iter().flat_map(|group| self.light(group)).collect();
        out.extend(joined(&speech, |m| self.mentions[m].speakers.clone()));
        out
    }

    /// Joins groups whose deeds are told in turn.
    fn kin(&self, groups: Groups) -> Groups {
        let mut kin: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (g, group) in groups.iter().enumerate() {
            kin.entry(&self.mentions[group[0]].deed.kin).or_default().push(g);
        }
        let mut pairs = Vec::new();
        for kin in kin.into_values() {
            for (n, &a) in kin.iter().enumerate() {
                let alike = kin[..n].iter().filter(|&&b| self.alike(&groups[a], &groups[b]) && !self.together(&groups[a], &groups[b]));
                pairs.extend(alike.map(|&b| (a, b)));
            }
        }
        linked(groups, &pairs)
    }

    /// Joins groups in which one does something to the same other.
    fn who_whom(&self, groups: Groups) -> Groups {
        let mut held: BTreeMap<(&str, &str), Vec<(usize, usize)>> = BTreeMap::new();
        for (g, group) in groups.iter().enumerate() {
            for &m in group {
                let Mention { doers, done_to, .. } = &self.mentions[m];
                for doer in doers {
                    for other in done_to.iter().filter(|other| *other != doer) {
                        held.entry((doer, other)).or_default().push((g, m));
                    }
                }
            }
        }
        let mut pairs = BTreeSet::new();
        for held in held.into_values() {
            for (n, &(a, one)) in held.iter().enumerate() {
                let elsewhere = held[..n].iter().filter(|(b, other)| a != *b && self.mentions[one].place != self.mentions[*other].place);
                pairs.extend(elsewhere.map(|&(b, _)| (a.min(b), a.max(b))));
            }
        }
        let pairs: Vec<(usize, usize)> = pairs.into_iter().filter(|&(a, b)| !self.together(&groups[a], &groups[b])).collect();
        linked(groups, &pairs)
    }

    /// Parts a small group of light deeds into those that share a participant.
    fn light(&self, group: Vec<usize>) -> Groups {
        if group.len() > FEW || group.iter().any(|&m| self.mentions[m].deed.class != DeedClass::Light) {
            return vec![group];
        }
        joined(&group, |m| self.mentions[m].beside.clone())
    }

    /// Whether two groups stand in the same sentences.
    fn together(&self, a: &[usize], b: &[usize]) -> bool {
        let places = |group: &[usize]| group.iter().map(|&m| self.mentions[m].place).collect::<BTreeSet<_>>();
        let (a, b) = (places(a), places(b));
        a.intersection(&b).count() as f64 > TOGETHER * a.len().min(b.len()) as f64
    }

    /// Whether the sentences of two groups share enough of their words, rare ones above all.
    fn alike(&self, a: &[usize], b: &[usize]) -> bool {
        let vector = |group: &[usize]| {
            let mut vector: BTreeMap<u64, f64> = BTreeMap::new();
            for word in group.iter().flat_map(|&m| &self.mentions[m].words) {
                *vector.entry(*word).or_default() += self.frequencies.weight(*word);
            }
            vector
        };
        let norm = |vector: &BTreeMap<u64, f64>| vector.values().map(|w| w * w).sum::<f64>().sqrt();
        let (a, b) = (vector(a), vector(b));
        let dot: f64 = a.iter().filter_map(|(word, w)| b.get(word).map(|v| v * w)).sum();
        dot >= ALIKE * norm(&a) * norm(&b) && dot > 0.0
    }
}

/// Groups of items of which each shares a key with another of its group; an item without keys stands alone. In the order of their first items.
fn joined<K>(items: &[usize], keys: impl Fn(usize) -> K) -> Groups
where
    K: IntoIterator<Item = String>,
{
    let mut first: BTreeMap<String, usize> = BTreeMap::new();
    let mut pairs = Vec::new();
    for (at, &item) in items.iter().enumerate() {
        for key in keys(item) {
            pairs.push((at, *first.entry(key).or_insert(at)));
        }
    }
    linked(items.iter().map(|&item| vec![item]).collect(), &pairs)
}

/// The groups with those of each pair made one. In the order of their first groups.
fn linked(groups: Groups, pairs: &[(usize, usize)]) -> Groups {
    let mut root: Vec<usize> = (0..groups.len()).collect();
    fn find(root: &mut [usize], mut at: usize) -> usize {
        while root[at] != at {
            root[at] = root[root[at]];
            at = root[at];
        }
        at
    }
    for &(a, b) in pairs {
        let (a, b) = (find(&mut root, a), find(&mut root, b));
        root[a.max(b)] = a.min(b);
    }
    let mut out: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, group) in groups.into_iter().enumerate() {
        out.entry(find(&mut root, at)).or_default().extend(group);
    }
    out.into_values().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn set(words: &[&str]) -> BTreeSet<String> {
        words.iter().map(|word| (*word).to_owned()).collect()
    }

    /// A mention of "doer deed other" in a report of its own, among the words `around`.
    fn told(report: usize, doer: &str, words: &str, other: &str, around: &[u64]) -> Mention {
        let deed = deed::deed(words);
        let speakers = if deed.class == DeedClass::Speech { set(&[doer]) } else { set(&[]) };
        let (doers, done_to, beside) = (set(&[doer]), set(&[other]), set(&[doer, other]));
        Mention { deed, place: (report, 0), doers, done_to, beside, speakers, words: around.to_vec() }
    }

    fn groups(mentions: &[Mention]) -> Groups {
        Story { mentions, frequencies: &Frequencies::default() }.groups()
    }

    #[test]
    fn deeds_told_in_turn_are_one_unless_one_sentence_tells_both() {
        let bought = told(0, "sponsz", "bought", "pits", &[1, 2]);
        let takeover = told(1, "union", "the takeover", "talks", &[2, 3]);
        assert_eq!(groups(&[bought.clone(), takeover.clone()]), [[0, 1]]);
        let elsewhere = Mention { words: vec![7, 8], ..takeover.clone() };
        assert_eq!(groups(&[bought.clone(), elsewhere]), [[0], [1]]);
        assert_eq!(groups(&[bought, Mention { place: (0, 0), ..takeover }]), [[0], [1]]);
    }

    #[test]
    fn who_did_it_to_whom_tells_one_deed() {
        let shut = told(0, "sponsz", "shut", "pits", &[]);
        let sealed = told(1, "sponsz", "mothballed", "pits", &[]);
        let others = told(2, "sponsz", "flooded", "tunnels", &[]);
        assert_eq!(groups(&[shut, sealed, others]), [vec![0, 1], vec![2]]);
    }

    #[test]
    fn speakers_and_participants_part_what_says_little() {
        let said = |report, who| told(report, who, "said", "", &[]);
        assert_eq!(groups(&[said(0, "berg"), said(1, "falk"), said(2, "berg")]), [vec![0, 2], vec![1]]);
        assert_eq!(groups(&[told(0, "berg", "made", "offer", &[]), told(1, "falk", "makes", "progress", &[])]), [[0], [1]]);
        assert_eq!(groups(&[told(0, "berg", "made", "offer", &[]), told(1, "falk", "makes", "offer", &[])]), [[0, 1]]);
    }
}
