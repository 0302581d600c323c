//! Which reports can tell of the same: near in time, or of one origin. Answers without looking at all pairs, so that a dossier of many years
//! costs little more than the sum of its weeks.

use crate::Source;
use crate::copies::{Graph, Sibling};
use jiff::civil::{Date, date};
use model::Envelope;
use std::collections::BTreeMap;

/// The ends of an envelope as numbers of days since 1970.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Days {
    earliest: Option<i32>,
    latest: Option<i32>,
}

impl Days {
    /// Of an envelope of time.
    pub fn of(envelope: Envelope) -> Days {
        const EPOCH: Date = date(1970, 1, 1);
        let number = |day: Date| (day - EPOCH).get_days();
        Days { earliest: envelope.earliest.map(number), latest: envelope.latest.map(number) }
    }

    /// When a report was published.
    pub fn published(source: &Source<'_>) -> Days {
        Days::of(source.reading.article.published.as_ref().map_or(Envelope::OPEN, |p| p.envelope))
    }

    /// The first day, where it is known.
    pub fn earliest(self) -> Option<i32> {
        self.earliest
    }

    /// Both ends, where they are known.
    fn ends(self) -> Option<(i32, i32)> {
        self.earliest.zip(self.latest)
    }

    /// Whether both ends are known.
    pub fn is_bounded(self) -> bool {
        self.ends().is_some()
    }

    /// Least number of days between the two, as far as known.
    pub fn gap(self, other: Days) -> i32 {
        let after = |from: Days, to: Days| from.latest.zip(to.earliest).map_or(0, |(l, e)| e - l);
        after(self, other).max(after(other, self)).max(0)
    }

    /// Whether the two lie more than `days` days apart, or nobody knows.
    pub fn apart(self, other: Days, days: i32) -> bool {
        self.ends().is_none() || other.ends().is_none() || self.gap(other) > days
    }
}

/// Things in order of time, each with an index: finds those near a time. What has no bounds on both sides is near nothing.
#[derive(Clone, Debug, Default)]
pub struct Timeline {
    /// Earliest day, latest day, index; the latest at most [`Timeline::NARROW`] days behind the earliest.
    narrow: Vec<(i32, i32, usize)>,
    /// The others.
    wide: Vec<(i32, i32, usize)>,
}

impl Timeline {
    const NARROW: i32 = 62;

    /// Of any number of things.
    pub fn new(things: impl IntoIterator<Item = (Days, usize)>) -> Timeline {
        let mut out = Timeline::default();
        for (days, at) in things {
            let Some((from, to)) = days.ends() else { continue };
            let list = if to - from <= Timeline::NARROW { &mut out.narrow } else { &mut out.wide };
            list.push((from, to, at));
        }
        out.narrow.sort_unstable();
        out.wide.sort_unstable();
        out
    }

    /// The things that are not more than `within` days apart from `days`.
    pub fn near(&self, days: Days, within: i32) -> impl Iterator<Item = usize> + '_ {
        // An empty range where the time is not known.
        let (from, to) = days.ends().map_or((i32::MAX, i32::MIN), |(from, to)| (from.saturating_sub(within), to.saturating_add(within)));
        let begin = self.narrow.partition_point(|(e, _, _)| *e < from.saturating_sub(Timeline::NARROW));
        let end = self.narrow.partition_point(|(e, _, _)| *e <= to).max(begin);
        let inside = move |&&(earliest, latest, _): &&(i32, i32, usize)| earliest <= to && latest >= from;
        self.narrow[begin..end].iter().chain(&self.wide).filter(inside).map(|&(_, _, at)| at)
    }

    /// Groups of things of which each is within `within` days of another one of its group.
    pub fn chains(&self, within: i32) -> Vec<Vec<usize>> {
        let mut all: Vec<(i32, i32, usize)> = self.narrow.iter().chain(&self.wide).copied().collect();
        all.sort_unstable();
        let mut out: Vec<Vec<usize>> = Vec::new();
        let mut until: Option<i32> = None;
        for (earliest, latest, at) in all {
            match out.last_mut().filter(|_| until.is_some_and(|until| earliest - until <= within)) {
                Some(chain) => chain.push(at),
                None => out.push(vec![at]),
            }
            until = until.max(Some(latest));
        }
        out
    }
}

/// What is known of the two reports of a pair of claims.
#[derive(Clone, Copy, Debug, Default)]
pub struct Context {
    /// Their times of publication are of different episodes, or unknown.
    pub apart: bool,
    /// Days between their publications, as far as known; 0 within one origin.
    pub gap: i32,
    /// They are of one origin and their sentences of the claims are aligned.
    pub aligned: bool,
    /// They are of one origin.
    pub siblings: bool,
    /// They are of one story.
    pub story: bool,
    /// The same report.
    pub same: bool,
}

/// Days within which reports can be of one episode of talks.
pub const EPISODE: i32 = 180;

/// How the reports of a record lie to each other.
#[derive(Clone, Debug)]
pub struct Nearness<'g> {
    days: Vec<Days>,
    stories: &'g [String],
    /// By report: the story, as a number.
    story: Vec<usize>,
    graph: &'g Graph,
}

impl<'g> Nearness<'g> {
    /// Of the reports (by index), the story of each and their derivations.
    pub fn new(sources: &[Source<'_>], stories: &'g [String], graph: &'g Graph) -> Nearness<'g> {
        Nearness::over(sources.iter().map(Days::published).collect(), stories, graph)
    }

    /// Of reports that were published on these days.
    pub fn over(days: Vec<Days>, stories: &'g [String], graph: &'g Graph) -> Nearness<'g> {
        let mut first: BTreeMap<&str, usize> = BTreeMap::new();
        let story = stories.iter().enumerate().map(|(report, name)| *first.entry(name).or_insert(report)).collect();
        Nearness { days, stories, story, graph }
    }

    /// The story of a report, by name.
    pub fn story(&self, report: usize) -> &'g str {
        &self.stories[report]
    }

    /// The story of a report, as a number: that of its first report in order.
    pub fn story_number(&self, report: usize) -> usize {
        self.story[report]
    }

    /// When a report was published.
    pub fn days(&self, report: usize) -> Days {
        self.days[report]
    }

    /// Whether two reports were published more than `days` days apart, or nobody knows; never for a report and itself.
    pub fn apart(&self, a: usize, b: usize, days: i32) -> bool {
        a != b && self.days[a].apart(self.days[b], days)
    }

    /// Reports of one origin with a report, in order.
    pub fn siblings(&self, report: usize) -> &'g [Sibling] {
        &self.graph.siblings[report]
    }

    /// What ties two reports of one origin.
    pub fn sibling(&self, a: usize, b: usize) -> Option<&'g Sibling> {
        let all = self.siblings(a);
        all.binary_search_by_key(&b, |s| s.other).ok().map(|at| &all[at])
    }

    /// Whether a sentence of one report is aligned with one of another.
    pub fn aligned(&self, a: (usize, u32), b: (usize, u32)) -> bool {
        self.sibling(a.0, b.0).is_some_and(|s| s.sentences.contains(&(a.1, b.1)))
    }

    /// All about two claims' reports; each claim given as report and sentence.
    pub fn context(&self, a: (usize, u32), b: (usize, u32)) -> Context {
        let sibling = self.sibling(a.0, b.0);
        Context {
            same: a.0 == b.0,
            siblings: sibling.is_some(),
            story: self.story[a.0] == self.story[b.0],
            aligned: sibling.is_some_and(|s| s.sentences.contains(&(a.1, b.1))),
            gap: if sibling.is_some() { 0 } else { self.days[a.0].gap(self.days[b.0]) },
            apart: sibling.is_none() && self.apart(a.0, b.0, EPISODE),
        }
    }
}

/// The distinct members of several lists, in order.
pub fn distinct(all: impl IntoIterator<Item = usize>) -> Vec<usize> {
    let mut out: Vec<usize> = all.into_iter().collect();
    out.sort_unstable();
    out.dedup();
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(from: &str, to: &str) -> Days {
        let day = |d: &str| (!d.is_empty()).then(|| d.parse().expect("a date"));
        Days::of(Envelope::new(day(from), day(to)))
    }

    #[test]
    fn a_gap_is_counted_between_the_nearer_ends() {
        let (march, may) = (days("2031-03-01", "2031-03-31"), days("2031-05-10", "2031-05-10"));
        assert_eq!((march.gap(may), may.gap(march), march.gap(march)), (40, 40, 0));
        assert!(march.apart(may, 39) && !march.apart(may, 40));
        let open = days("", "2031-03-31");
        assert_eq!(open.gap(may), 40, "one end is enough to know a least gap");
        assert!(open.apart(may, 400), "but not to know that they are near");
    }

    /// Whatever the timeline leaves out is apart, and whatever it gives is not.
    #[test]
    fn the_timeline_gives_what_is_not_apart() {
        let mut all = vec![days("2031-01-05", ""), days("", "")];
        for n in 0..300 {
            let first = date(2030, 1, 1).checked_add(jiff::Span::new().days(n * 37 % 900)).expect("a day");
            let last = first.checked_add(jiff::Span::new().days([0, 0, 3, 45, 400][n as usize % 5])).expect("a day");
            all.push(Days::of(Envelope::new(Some(first), Some(last))));
        }
        let line = Timeline::new(all.iter().copied().zip(0..));
        for x in &all {
            for within in [0, 7, 180] {
                let found = distinct(line.near(*x, within));
                let wanted: Vec<usize> = (0..all.len()).filter(|&i| !x.apart(all[i], within)).collect();
                assert_eq!(found, wanted, "{x:?} {within}");
            }
        }
    }

    #[test]
    fn chains_end_where_a_gap_is_too_long() {
        let line = Timeline::new([
            (days("2031-01-01", "2031-01-01"), 0),
            (days("2031-01-20", "2031-06-01"), 1),
            (days("2031-02-01", "2031-02-01"), 2),
            (days("2031-06-20", "2031-06-20"), 3),
            (days("2031-09-20", "2031-09-20"), 4),
        ]);
        assert_eq!(line.chains(30), [vec![0, 1, 2, 3], vec![4]]);
    }
}
