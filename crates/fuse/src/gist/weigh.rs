//! What a sentence counts for: words that several origins use, and facts that rest on it.

use super::{Passage, Told};
use crate::words::{IdMap, hash};
use model::{ClaimKind, Fact, Status};
use std::collections::BTreeSet;

/// What a fact bears on a negotiation: what asks for an answer, answers or settles bears most, and what several origins tell bears more. What may well
/// be misread still shows that its sentence speaks of such a thing.
pub(super) fn bearing(fact: &Fact) -> f64 {
    use ClaimKind as K;
    let kind = match fact.kind {
        K::Agreement | K::Ultimatum => 1.0,
        K::Answer | K::Proposal | K::Ceasefire => 0.9,
        K::Demand | K::Threat | K::Exchange | K::ProcessState => 0.7,
        K::Meeting | K::Pledge | K::Sanction => 0.6,
        K::Hostilities | K::Aid | K::Appointment => 0.3,
        K::Goal | K::Assessment | K::Accusation | K::Speech | K::Office => 0.0,
    };
    let ahead = if matches!(fact.status, Status::Planned) { 1.15 } else { 1.0 };
    let sure = if fact.unsure { 0.6 } else { 1.0 };
    kind * ahead * sure * (1.0 + 0.2 * f64::from(fact.roots.max(1)).ln())
}

/// What several facts bear together: the strongest, and a part of each other one, for a sentence has room for only so much.
pub(super) fn together(weights: impl Iterator<Item = f64>) -> f64 {
    let (mut most, mut sum) = (0.0f64, 0.0);
    for weight in weights {
        most = most.max(weight);
        sum += weight;
    }
    (most + 0.25 * (sum - most)).min(1.6)
}

/// The weights of stems within one negotiation.
pub(super) struct Weights {
    /// In how many passages a stem stands.
    passages: IdMap<u32>,
    /// How many independent origins use it.
    origins: IdMap<u32>,
    /// Of so many.
    all_passages: f64,
    all_origins: f64,
}

impl Weights {
    pub(super) fn new(told: &Told<'_>, reports: &[usize], passages: &[Passage]) -> Weights {
        let mut out =
            Weights { passages: IdMap::default(), origins: IdMap::default(), all_passages: passages.len() as f64, all_origins: 0.0 };
        for stem in passages.iter().flat_map(|p| &p.stems) {
            *out.passages.entry(*stem).or_default() += 1;
        }
        // Copies of one story use its words once.
        let mut used: BTreeSet<(u64, u64)> = BTreeSet::new();
        let root = |report: usize| hash(told.graph.roots[report].as_bytes());
        for passage in passages {
            let root = root(passage.report);
            for stem in &passage.stems {
                if used.insert((root, *stem)) {
                    *out.origins.entry(*stem).or_default() += 1;
                }
            }
        }
        out.all_origins = reports.iter().map(|&r| root(r)).collect::<BTreeSet<u64>>().len() as f64;
        out
    }

    /// How much a stem tells passages apart.
    pub(super) fn rare(&self, stem: u64) -> f64 {
        let count = f64::from(self.passages.get(&stem).copied().unwrap_or(0));
        ((self.all_passages + 1.0) / (count + 0.5)).ln().max(0.1)
    }

    /// How central is what a passage adds: the part of the origins that use its words, over all its words, those that are told already for nothing.
    pub(super) fn central(&self, passage: &Passage, told: &BTreeSet<u64>) -> f64 {
        let shared = |stem: &u64| {
            let others = f64::from(self.origins.get(stem).copied().unwrap_or(1)) - 1.0;
            if self.all_origins > 1.0 { others / (self.all_origins - 1.0) } else { 0.0 }
        };
        // A few words more than it has, so that no short passage is central by chance.
        passage.stems.iter().filter(|stem| !told.contains(stem)).map(shared).sum::<f64>() / (passage.stems.len() as f64 + 4.0)
    }

    /// Cosine of two passages over their stems, those that tell apart weighing more.
    pub(super) fn likeness(&self, a: &[u64], b: &[u64]) -> f64 {
        let square = |stem: &u64| self.rare(*stem).powi(2);
        let norm = |stems: &[u64]| stems.iter().map(square).sum::<f64>().sqrt();
        let both: f64 = a.iter().filter(|stem| b.binary_search(stem).is_ok()).map(square).sum();
        let norms = norm(a) * norm(b);
        if norms > 0.0 { both / norms } else { 0.0 }
    }

    /// The part of a passage, by weight, that is told already.
    pub(super) fn covered(&self, stems: &[u64], told: &BTreeSet<u64>) -> f64 {
        let weight = |stems: &mut dyn Iterator<Item = &u64>| stems.map(|stem| self.rare(*stem)).sum::<f64>();
        let all = weight(&mut stems.iter());
        if all > 0.0 { weight(&mut stems.iter().filter(|stem| told.contains(stem))) / all } else { 0.0 }
    }
}

/// The part of a headline's words that a passage adds to what is told.
pub(super) fn repeats(title: &[u64], stems: &[u64], told: &BTreeSet<u64>) -> f64 {
    let adds = |stem: &&u64| stems.binary_search(stem).is_ok() && !told.contains(stem);
    if title.is_empty() { 0.0 } else { title.iter().filter(adds).count() as f64 / title.len() as f64 }
}
