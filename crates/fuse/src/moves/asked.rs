//! Moves as those who answer see them, and where to find the ones that an answer can be to.

use crate::Source;
use crate::facts::{Item, topic};
use crate::nearness::{EPISODE, Nearness, Timeline, distinct};
use crate::words::overlap;
use model::{ClaimKind, Envelope, FieldKey, Stage, Status};
use std::collections::{BTreeMap, BTreeSet};

/// A move as all of its claims tell it.
pub(super) struct Asked<'i, 'r> {
    /// The group's first claim: what an answer is linked to.
    pub first: usize,
    /// By report.
    claims: BTreeMap<usize, Vec<&'i Item<'r>>>,
    /// Words of content and of the whole claim, each pair once.
    words: BTreeSet<(&'i [u64], &'i [u64])>,
    pub by: BTreeSet<String>,
    pub to: BTreeSet<String>,
    pub topics: BTreeSet<&'static str>,
    pub kind: ClaimKind,
    pub delivered: bool,
    /// The stories of its reports, as numbers.
    pub stories: BTreeSet<usize>,
    /// Since when it is known: when it was put, else the first report of it.
    pub known: Envelope,
}

impl<'i, 'r> Asked<'i, 'r> {
    /// Of a group of claims; `None` where none of them asks for anything.
    pub(super) fn of(sources: &[Source<'_>], items: &'i [Item<'r>], nearness: &Nearness<'_>, group: &[usize]) -> Option<Asked<'i, 'r>> {
        let claims: Vec<&Item<'r>> =
            group.iter().map(|&i| &items[i]).filter(|i| i.is_move() && i.claim.status != Status::Refused).collect();
        let first = *group.first()?;
        let kind = claims.iter().find(|i| !i.heading).or(claims.first())?.claim.kind;
        let union = |of: for<'x> fn(&'x Item<'r>) -> &'x BTreeSet<String>| -> BTreeSet<String> {
            claims.iter().flat_map(|i| of(i)).cloned().collect()
        };
        let by = union(|i| &i.by);
        let to = union(|i| &i.to).difference(&by).cloned().collect();
        let published = |i: &&Item<'r>| sources[i.report].reading.article.published.as_ref().map_or(Envelope::OPEN, |p| p.envelope);
        let put = claims.iter().filter_map(|i| i.made).reduce(|a, b| a.narrow(b).unwrap_or_else(|| a.hull(b)));
        let reported = claims.iter().map(published).filter_map(|e| e.earliest).min();
        // An ultimatum is told by its demand in one report and by its threat in the other.
        let mut topics: BTreeSet<&'static str> = claims.iter().filter_map(|i| i.topic).collect();
        if kind == ClaimKind::Ultimatum {
            for i in &claims {
                let text = [FieldKey::Content, FieldKey::Consequence].iter().flat_map(|k| i.claim.fields.texts(*k)).collect::<Vec<_>>();
                topics.extend(text.iter().filter_map(|t| topic(t, false)));
            }
        }
        let delivered = claims.iter().any(|i| super::stage(i) == Stage::Delivered);
        let known = put.unwrap_or(Envelope::new(reported, None));
        let words = claims.iter().map(|i| (i.content.as_slice(), i.words.as_slice())).collect();
        let mut of_report: BTreeMap<usize, Vec<&Item<'r>>> = BTreeMap::new();
        for claim in claims {
            of_report.entry(claim.report).or_default().push(claim);
        }
        let stories = of_report.keys().map(|&report| nearness.story_number(report)).collect();
        Some(Asked { first, claims: of_report, words, by, to, topics, kind, delivered, stories, known })
    }

    /// Its claims in a report.
    pub(super) fn in_report(&self, report: usize) -> &[&'i Item<'r>] {
        self.claims.get(&report).map_or(&[], Vec::as_slice)
    }

    /// The reports that tell it, in order.
    pub(super) fn reports(&self) -> impl Iterator<Item = usize> + '_ {
        self.claims.keys().copied()
    }

    /// How much of the words `stems` is in the words of a claim, at best; 0 to 1.
    pub(super) fn words(&self, stems: &[u64]) -> f64 {
        self.words.iter().map(|(content, words)| overlap(stems, content).1.max(overlap(stems, words).0)).fold(0.0, f64::max)
    }
}

/// The moves by their reports, by the sides that they are put to and by, and by time.
pub(super) struct Directory<'a> {
    of_report: BTreeMap<usize, Vec<usize>>,
    to: BTreeMap<&'a str, Timeline>,
    by: BTreeMap<&'a str, Timeline>,
    /// Put to nobody by name, by story.
    to_nobody: BTreeMap<usize, Timeline>,
}

impl<'a> Directory<'a> {
    pub(super) fn new(nearness: &Nearness<'_>, asked: &'a [Asked<'_, '_>]) -> Directory<'a> {
        let mut of_report: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (m, one) in asked.iter().enumerate() {
            for report in one.reports() {
                of_report.entry(report).or_default().push(m);
            }
        }
        let times = |of: &dyn Fn(&'a Asked<'_, '_>) -> &'a BTreeSet<String>| -> BTreeMap<&'a str, Timeline> {
            let mut lists: BTreeMap<&'a str, Vec<usize>> = BTreeMap::new();
            for (m, one) in asked.iter().enumerate() {
                of(one).iter().for_each(|side| lists.entry(side.as_str()).or_default().push(m));
            }
            lists.into_iter().map(|(side, list)| (side, timeline(nearness, asked, list))).collect()
        };
        let mut nobody: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (m, one) in asked.iter().enumerate().filter(|(_, one)| one.to.is_empty()) {
            one.stories.iter().for_each(|story| nobody.entry(*story).or_default().push(m));
        }
        let to_nobody = nobody.into_iter().map(|(story, list)| (story, timeline(nearness, asked, list))).collect();
        Directory { of_report, to: times(&|a| &a.to), by: times(&|a| &a.by), to_nobody }
    }

    /// The moves that an answer can be to, each once, in order: those told in its report or one of the same origin (and that they are); of the same
    /// episode, those that were put to its side, by the side to which it goes, or, in the same story, to nobody by name.
    pub(super) fn near(&self, nearness: &Nearness<'_>, answer: &Item<'_>) -> Vec<(usize, bool)> {
        let siblings = nearness.siblings(answer.report).iter().map(|s| s.other);
        let origin = std::iter::once(answer.report).chain(siblings).filter_map(|r| self.of_report.get(&r)).flatten();
        let origin = distinct(origin.copied());
        let mut out = Vec::new();
        if !answer.by.is_empty() {
            let days = nearness.days(answer.report);
            let lines = answer.by.iter().filter_map(|side| self.to.get(side.as_str()));
            let lines = lines.chain(answer.to.iter().filter_map(|side| self.by.get(side.as_str())));
            let story = self.to_nobody.get(&nearness.story_number(answer.report));
            out.extend(lines.chain(story).flat_map(|line| line.near(days, EPISODE)));
        }
        let all = distinct(out.into_iter().chain(origin.iter().copied()));
        all.into_iter().map(|m| (m, origin.binary_search(&m).is_ok())).collect()
    }
}

/// A move lies in time wherever a report of it does.
fn timeline(nearness: &Nearness<'_>, asked: &[Asked<'_, '_>], list: Vec<usize>) -> Timeline {
    Timeline::new(list.into_iter().flat_map(|m| asked[m].reports().map(move |report| (nearness.days(report), m))))
}
