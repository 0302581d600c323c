//! Stories, online: each report joins the story whose centre is nearest, or begins one. Sparse TF-IDF over stems.

use crate::words::{Frequencies, cosine, stem_hashes};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Least cosine with a story's centre.
const JOIN: f64 = 0.25;
/// Terms that a centre keeps.
const KEPT: usize = 120;

#[derive(Debug)]
struct Story {
    name: String,
    centre: BTreeMap<u64, f64>,
    size: f64,
}

/// The stories so far. Each report is seen once, in the order given.
#[derive(Debug, Default)]
pub struct Stories {
    frequencies: Frequencies,
    stories: Vec<Story>,
}

impl Stories {
    /// The story of a report: its name is the id of the story's first report. `day` is the latest day on which the report can have been published.
    pub fn assign(&mut self, id: &str, text: &str, _day: Option<Date>) -> String {
        let hashes = stem_hashes(text);
        self.frequencies.add(&hashes);
        let mut vector = weighted(&self.frequencies, &hashes);
        vector.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        vector.truncate(KEPT);
        vector.sort_unstable_by_key(|x| x.0);
        unit(&mut vector);
        let mut best: Option<(f64, usize)> = None;
        for (at, story) in self.stories.iter().enumerate() {
            let mut centre: Vec<(u64, f64)> = story.centre.iter().map(|(h, w)| (*h, *w)).collect();
            unit(&mut centre);
            let c = cosine(&vector, &centre);
            if best.is_none_or(|(b, _)| c > b) {
                best = Some((c, at));
            }
        }
        let at = match best {
            Some((c, at)) if c >= JOIN => at,
            _ => {
                self.stories.push(Story { name: id.to_owned(), centre: BTreeMap::new(), size: 0.0 });
                self.stories.len() - 1
            }
        };
        let story = &mut self.stories[at];
        story.size += 1.0;
        for (h, w) in vector {
            *story.centre.entry(h).or_default() += w;
        }
        story.name.clone()
    }
}

/// Assigns a story to each `(id, text)` in the order given; a story is named after its first report.
pub fn assign_online<'t>(reports: impl IntoIterator<Item = (&'t str, &'t str)>) -> Vec<(String, String)> {
    let mut stories = Stories::default();
    reports.into_iter().map(|(id, text)| (id.to_owned(), stories.assign(id, text, None))).collect()
}

/// Log term frequency times squared rarity: what a story shares is its rare words.
fn weighted(frequencies: &Frequencies, hashes: &[u64]) -> Vec<(u64, f64)> {
    let mut counts: BTreeMap<u64, f64> = BTreeMap::new();
    for h in hashes {
        *counts.entry(*h).or_default() += 1.0;
    }
    counts.into_iter().map(|(h, n)| (h, (1.0 + f64::ln(n)) * frequencies.weight(h))).collect()
}

fn unit(vector: &mut [(u64, f64)]) {
    let norm = vector.iter().map(|(_, w)| w * w).sum::<f64>().sqrt().max(f64::MIN_POSITIVE);
    vector.iter_mut().for_each(|(_, w)| *w /= norm);
}
