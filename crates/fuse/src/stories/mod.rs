//! Stories, online: each report joins the story whose centre is nearest, or begins one.
//!
//! Sparse TF-IDF over stems, in which names and figures weigh more: two strikes share their words, not their companies. An index over the weightiest
//! terms of the centres finds the few stories to compare with, and stories that nothing was added to for a while leave it, so that the cost
//! of a report does not grow with the length of the stream.

mod events;
mod split;
mod terms;

use crate::words::{Frequencies, IdMap};
pub use events::{Told, events};
use jiff::civil::Date;
use rayon::prelude::*;
use std::collections::BTreeMap;
use terms::{Term, terms};

/// Least cosine with a story's centre.
const JOIN: f64 = 0.25;
/// Terms of a report that count, the weightiest.
const KEPT: usize = 120;
/// Terms of a report by which stories are looked up.
const LOOKED_UP: usize = 40;
/// Stories compared in full.
const COMPARED: usize = 24;
/// Terms that a centre keeps; it is cut back to them when it holds twice as many.
const CENTRE: usize = 400;
/// Weight of names and of figures, against 1 for other words.
const NAMES: f64 = 1.5;
const FIGURES: f64 = 1.5;
/// Days after its last report at which a story closes.
const CLOSES: i32 = 60;

#[derive(Debug)]
struct Story {
    name: String,
    /// Terms with their weights, in order of terms.
    centre: Vec<(u64, f64)>,
    norm: f64,
    last: Option<Date>,
    closed: bool,
}

impl Story {
    /// The weight of a term in the centre.
    fn weight(&self, term: u64) -> f64 {
        self.centre.binary_search_by_key(&term, |(term, _)| *term).map_or(0.0, |at| self.centre[at].1)
    }
}

/// The stories so far. Each report is seen once, in the order given.
#[derive(Debug, Default)]
struct Stories {
    frequencies: Frequencies,
    stories: Vec<Story>,
    /// Term -> stories that hold it.
    index: IdMap<Vec<u32>>,
    /// The latest day seen, and the day of the last sweep.
    now: Option<Date>,
    swept: Option<Date>,
}

impl Stories {
    /// The story of a report: its name is the id of the story's first report. `day` is the latest day on which the report can have been published.
    fn assign(&mut self, id: &str, text: &str, day: Option<Date>) -> String {
        let terms = terms(text);
        self.frequencies.count_text(terms.iter().map(|t| t.hash));
        let vector = self.vector(terms);
        self.now = self.now.max(day);
        self.sweep();
        let at = match self.nearest(&vector, day) {
            Some((cosine, at)) if cosine >= JOIN => at,
            _ => {
                self.stories.push(Story { name: id.to_owned(), centre: Vec::new(), norm: 0.0, last: None, closed: false });
                self.stories.len() - 1
            }
        };
        self.join(at, &vector, day);
        self.stories[at].name.clone()
    }

    /// Log term frequency times rarity, length 1, the weightiest terms first.
    fn vector(&self, terms: Vec<Term>) -> Vec<(u64, f64)> {
        let weight = |t: &Term| {
            let kind = if t.figure { FIGURES } else { 1.0 } * if t.name { NAMES } else { 1.0 };
            kind * (1.0 + f64::from(t.count).ln()) * self.frequencies.weight(t.hash)
        };
        let mut out: Vec<(u64, f64)> = terms.iter().map(|t| (t.hash, weight(t))).collect();
        out.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        out.truncate(KEPT);
        let norm = out.iter().map(|(_, w)| w * w).sum::<f64>().sqrt().max(f64::MIN_POSITIVE);
        out.iter_mut().for_each(|(_, w)| *w /= norm);
        out
    }

    /// The open story with the nearest centre; the earlier one where two are as near.
    fn nearest(&self, vector: &[(u64, f64)], day: Option<Date>) -> Option<(f64, usize)> {
        let mut shared: BTreeMap<u32, f64> = BTreeMap::new();
        for (term, weight) in vector.iter().take(LOOKED_UP) {
            for story in self.index.get(term).map_or(&[][..], Vec::as_slice) {
                let centre = &self.stories[*story as usize];
                if !centre.closed {
                    *shared.entry(*story).or_default() += weight * centre.weight(*term) / centre.norm;
                }
            }
        }
        let mut order: Vec<(u32, f64)> = shared.into_iter().collect();
        order.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        let mut best: Option<(f64, usize)> = None;
        for (story, _) in order.into_iter().take(COMPARED) {
            let centre = &self.stories[story as usize];
            // Reports can come out of order, but not by weeks.
            if matches!((centre.last, day), (Some(last), Some(day)) if (day - last).get_days().abs() > CLOSES) {
                continue;
            }
            let dot: f64 = vector.iter().map(|(t, w)| w * centre.weight(*t)).sum();
            let cosine = dot / centre.norm.max(f64::MIN_POSITIVE);
            if best.is_none_or(|(b, _)| cosine > b) {
                best = Some((cosine, story as usize));
            }
        }
        best
    }

    fn join(&mut self, at: usize, vector: &[(u64, f64)], day: Option<Date>) {
        let story = &mut self.stories[at];
        let known = story.centre.len();
        for &(term, weight) in vector {
            match story.centre[..known].binary_search_by_key(&term, |(term, _)| *term) {
                Ok(held) => story.centre[held].1 += weight,
                Err(_) => {
                    self.index.entry(term).or_default().push(at as u32);
                    story.centre.push((term, weight));
                }
            }
        }
        story.centre.sort_unstable_by_key(|(term, _)| *term);
        if story.centre.len() > 2 * CENTRE {
            let mut weights: Vec<f64> = story.centre.iter().map(|(_, w)| *w).collect();
            weights.sort_by(|a, b| b.total_cmp(a));
            let least = weights[CENTRE];
            story.centre.retain(|(_, w)| *w > least);
        }
        story.norm = story.centre.iter().map(|(_, w)| w * w).sum::<f64>().sqrt();
        story.last = story.last.max(day);
    }

    /// Closes the stories that are over, every few days of the stream.
    fn sweep(&mut self) {
        let Some(now) = self.now else { return };
        if self.swept.is_some_and(|last| (now - last).get_days() < 7) {
            return;
        }
        self.swept = Some(now);
        let mut over = false;
        for story in self.stories.iter_mut().filter(|s| !s.closed) {
            if story.last.is_some_and(|last| (now - last).get_days() > CLOSES) {
                story.closed = true;
                story.centre.clear();
                over = true;
            }
        }
        if over {
            let stories = &self.stories;
            self.index.retain(|_, holders| {
                holders.retain(|s| !stories[*s as usize].closed);
                !holders.is_empty()
            });
        }
    }
}

/// Assigns a story to each `(id, text, day)`, in order of the days, and parts those that are two events; a story is named after its first report. The answer is
/// in the order given.
pub fn assign<'t>(reports: &[(&'t str, &'t str, Option<Date>)]) -> Vec<String> {
    let mut order: Vec<usize> = (0..reports.len()).collect();
    order.sort_by_key(|&i| (reports[i].2.is_none(), reports[i].2, reports[i].0));
    let mut stories = Stories::default();
    let mut out = vec![String::new(); reports.len()];
    let mut members: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for i in order {
        let (id, text, day) = reports[i];
        out[i] = stories.assign(id, text, day);
        members.entry(out[i].clone()).or_default().push(i);
    }
    let members: Vec<Vec<usize>> = members.into_values().filter(|m| split::can_part(m.len())).collect();
    let parted = members.par_iter().filter_map(|members| {
        let told: Vec<Vec<Term>> = members.iter().map(|&i| terms(reports[i].1)).collect();
        let (_, other) = split::split(&told)?;
        Some(other.into_iter().map(|at| members[at]).collect::<Vec<usize>>())
    });
    for other in parted.collect::<Vec<_>>() {
        let name = reports[other[0]].0;
        for i in other {
            out[i] = name.to_owned();
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    const BORDURIA: &str = "Miners at the Zileheroum pits walked out on Monday. The Borduria Miners Union asks for nine percent. Talks with Sponsz Mining failed.";
    const BORDURIA_2: &str = "Sponsz Mining offered the Borduria Miners Union four percent. The pits at Zileheroum have been closed since Monday, and talks go on.";
    const POLDEVIA: &str = "Nurses in Polishagrad left their wards on Tuesday. The Poldevia Nurses Union wants shorter shifts. The health ministry refused talks.";

    #[test]
    fn names_tell_two_strikes_apart() {
        let mut stories = Stories::default();
        assert_eq!(stories.assign("a", BORDURIA, None), "a");
        assert_eq!(stories.assign("b", POLDEVIA, None), "b");
        assert_eq!(stories.assign("c", BORDURIA_2, None), "a");
    }

    #[test]
    fn a_story_closes_after_two_months() {
        let mut stories = Stories::default();
        stories.assign("a", BORDURIA, Some(date(2031, 3, 1)));
        assert_eq!(stories.assign("b", BORDURIA_2, Some(date(2031, 3, 20))), "a");
        assert_eq!(stories.assign("c", BORDURIA_2, Some(date(2031, 9, 1))), "c");
    }
}
