//! Negotiations: facts grouped by the parties and time of their reports, with tracks.

mod sides;

use crate::Source;
use crate::copies::Graph;
use crate::facts::{Cluster, EPISODE, Item, episode_apart, reported};
use crate::words::hash;
use model::{ClaimKind, Envelope, FieldKey, Move, Process, Track};
use std::collections::{BTreeMap, BTreeSet};

/// The two sides that a report's moves, talks and agreements name most, sorted.
fn parties(items: &[&Item<'_>]) -> Vec<String> {
    let mut counts: BTreeMap<&String, u32> = BTreeMap::new();
    for i in items {
        use ClaimKind as K;
        if !matches!(
            i.claim.kind,
            K::Proposal | K::Demand | K::Answer | K::Meeting | K::Agreement | K::Ceasefire | K::Exchange | K::ProcessState
        ) {
            continue;
        }
        for name in i.by.iter().chain(&i.to).chain(&i.with) {
            *counts.entry(name).or_default() += 1;
        }
    }
    let mut order: Vec<(&String, u32)> = counts.into_iter().collect();
    order.sort_by_key(|(n, c)| (sides::generic(n), std::cmp::Reverse(*c), *n));
    let mut out: Vec<String> = order.into_iter().take(2).map(|(n, _)| n.clone()).collect();
    out.sort();
    out
}

/// Whether both ends of an envelope are known and lie at most a year apart.
fn within_a_year(envelope: &Envelope) -> bool {
    envelope.earliest.zip(envelope.latest).is_some_and(|(first, last)| (last - first).get_days() <= 366)
}

/// Groups the facts and names their process.
pub fn group(sources: &[Source<'_>], items: &[Item<'_>], graph: &Graph, clusters: &mut [Cluster], moves: &[Move]) -> Vec<Process> {
    let of_report = |r: usize| -> Vec<&Item<'_>> { items.iter().filter(|i| i.report == r).collect() };
    let parties: Vec<Vec<String>> = (0..sources.len()).map(|r| parties(&of_report(r))).collect();
    let mut process: Vec<usize> = (0..sources.len()).collect();
    for a in 0..sources.len() {
        for b in 0..a {
            let siblings = graph.siblings[a].iter().any(|s| s.other == b);
            if siblings || parties[a].len() == 2 && parties[a] == parties[b] && !episode_apart(sources, a, b, EPISODE) {
                let (to, from) = (process[b].min(process[a]), process[b].max(process[a]));
                process.iter_mut().filter(|p| **p == from).for_each(|p| *p = to);
            }
        }
    }
    for (a, b) in sides::partial(&parties, |a, b| episode_apart(sources, a, b, EPISODE)) {
        let (to, from) = (process[b].min(process[a]), process[b].max(process[a]));
        process.iter_mut().filter(|p| **p == from).for_each(|p| *p = to);
    }
    let mut found: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (r, p) in process.iter().enumerate() {
        found.entry(*p).or_default().push(r);
    }
    let mut out = Vec::new();
    for (p, reports) in found {
        let mut counts: BTreeMap<&Vec<String>, u32> = BTreeMap::new();
        for &r in &reports {
            *counts.entry(&parties[r]).or_default() += 1;
        }
        let sides = counts
            .into_iter()
            .max_by_key(|(n, c)| (n.iter().filter(|name| !sides::generic(name)).count(), n.len(), *c, std::cmp::Reverse(*n)))
            .map(|(n, _)| n.clone())
            .unwrap_or_default();
        if sides.is_empty() {
            continue;
        }
        // A report that is only known to lie within years says nothing of when the negotiation was, beside others that do.
        let days = |&r: &usize| sources[r].reading.article.published.as_ref().map_or(Envelope::OPEN, |p| p.envelope);
        let dated = reports.iter().map(days).filter(within_a_year).reduce(Envelope::hull);
        let envelope = dated.or_else(|| reports.iter().map(days).reduce(Envelope::hull)).unwrap_or_default();
        let start = envelope.earliest.map(|d| d.strftime("%Y-%m").to_string()).unwrap_or_default();
        let id = format!("p{:016x}", hash(format!("{}|{start}", sides.join("+")).as_bytes()));
        let mut facts = Vec::new();
        let mut state: Option<(Envelope, String)> = None;
        let mut tracks: BTreeMap<String, Track> = BTreeMap::new();
        for cluster in clusters.iter_mut() {
            if cluster.fact.kind == ClaimKind::Office || !cluster.items.iter().any(|&i| process[items[i].report] == p) {
                continue;
            }
            cluster.fact.process = Some(id.clone());
            facts.push(cluster.fact.id.clone());
            let when = reported(sources, items, cluster);
            if let (ClaimKind::ProcessState, Some(s)) = (cluster.fact.kind, cluster.fact.fields.text(FieldKey::State))
                && state.as_ref().is_none_or(|(old, _)| when.latest >= old.latest)
            {
                state = Some((when, s.to_owned()));
            }
            let entry = moves.iter().find(|m| m.id == cluster.fact.id);
            if let Some((entry, name)) = entry.and_then(|m| Some((m, m.track.clone()?))) {
                let track = tracks.entry(name.clone()).or_insert(Track { name, state: None, changed: Envelope::OPEN });
                if track.state.is_none() || when.latest >= track.changed.latest {
                    track.state = Some(entry.state.clone());
                    track.changed = when;
                }
            }
        }
        let years: BTreeSet<i16> = [envelope.earliest, envelope.latest].into_iter().flatten().map(|d| d.year()).collect();
        let years: Vec<String> = years.iter().map(i16::to_string).collect();
        out.push(Process {
            id,
            name: format!("{} {}", sides.join(" – "), years.join("–")).trim().to_owned(),
            parties: sides,
            tracks: tracks.into_values().collect(),
            state: state.map(|(_, s)| s),
            envelope,
            facts,
        });
    }
    out
}
