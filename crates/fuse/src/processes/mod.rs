//! Negotiations: facts grouped by the parties and time of their reports, with tracks.

mod sides;
mod table;

use crate::Source;
use crate::facts::{Cluster, Item, reported};
use crate::nearness::Nearness;
use crate::words::hash;
use model::{ClaimKind, Envelope, FieldKey, Move, Process, Track};
use sides::Sides;
use std::collections::{BTreeMap, BTreeSet};

/// Whether both ends of an envelope are known and lie at most a year apart.
fn within_a_year(envelope: &Envelope) -> bool {
    envelope.earliest.zip(envelope.latest).is_some_and(|(first, last)| (last - first).get_days() <= 366)
}

/// The negotiation of a fact: the one of most of its claims' reports, the earlier in order where several are. Offices belong to none.
fn of_fact(items: &[Item<'_>], cluster: &Cluster, process: &[usize]) -> Option<usize> {
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    for &i in cluster.items.iter().filter(|_| cluster.fact.kind != ClaimKind::Office) {
        *counts.entry(process[items[i].report]).or_default() += 1;
    }
    counts.into_iter().max_by_key(|&(p, n)| (n, std::cmp::Reverse(p))).map(|(p, _)| p)
}

/// The parties of a negotiation: the two that deal with each other in most of its reports, else those that are named most.
fn parties<'s>(reports: impl Iterator<Item = &'s Sides>) -> Vec<String> {
    let mut all = Sides::default();
    for sides in reports {
        // A report counts once, however long it is.
        if let Some(pair) = sides.main() {
            *all.pairs.entry(pair.clone()).or_default() += 1;
        }
        sides.named.keys().for_each(|name| *all.named.entry(name.clone()).or_default() += 1);
        sides.called.keys().for_each(|name| *all.called.entry(name.clone()).or_default() += 1);
    }
    match all.main() {
        Some((a, b)) => vec![a.clone(), b.clone()],
        None => all.most(),
    }
}

/// Groups the facts and names their process.
pub fn group(
    sources: &[Source<'_>],
    items: &[Item<'_>],
    nearness: &Nearness<'_>,
    clusters: &mut [Cluster],
    moves: &[Move],
) -> Vec<Process> {
    let mut told: Vec<Vec<usize>> = vec![Vec::new(); sources.len()];
    for (i, item) in items.iter().enumerate() {
        told[item.report].push(i);
    }
    let named: Vec<Sides> = told.iter().map(|mine| Sides::of(items, mine)).collect();
    let process = table::tables(&named, nearness);
    let mut found: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (r, p) in process.iter().enumerate() {
        found.entry(*p).or_default().push(r);
    }
    let mut clusters_of: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (c, cluster) in clusters.iter().enumerate() {
        if let Some(p) = of_fact(items, cluster, &process) {
            clusters_of.entry(p).or_default().push(c);
        }
    }
    let moves: BTreeMap<&str, &Move> = moves.iter().map(|m| (m.id.as_str(), m)).collect();
    let mut out = Vec::new();
    let mut taken: BTreeMap<String, u32> = BTreeMap::new();
    for (p, reports) in found {
        let sides = parties(reports.iter().map(|&r| &named[r]));
        if sides.is_empty() {
            continue;
        }
        // A report that is only known to lie within years says nothing of when the negotiation was, beside others that do.
        let days = |&r: &usize| sources[r].reading.article.published.as_ref().map_or(Envelope::OPEN, |p| p.envelope);
        let dated = reports.iter().map(days).filter(within_a_year).reduce(Envelope::hull);
        let envelope = dated.or_else(|| reports.iter().map(days).reduce(Envelope::hull)).unwrap_or_default();
        let start = envelope.earliest.map(|d| d.strftime("%Y-%m").to_string()).unwrap_or_default();
        let id = format!("p{:016x}", hash(format!("{}|{start}", sides.join("+")).as_bytes()));
        let times = taken.entry(id.clone()).or_default();
        *times += 1;
        let id = if *times > 1 { format!("{id}-{times}") } else { id };
        let mut facts = Vec::new();
        let mut state: Option<(Envelope, String)> = None;
        let mut tracks: BTreeMap<String, Track> = BTreeMap::new();
        for &c in clusters_of.get(&p).into_iter().flatten() {
            let cluster = &mut clusters[c];
            cluster.fact.process = Some(id.clone());
            facts.push(cluster.fact.id.clone());
            let when = reported(sources, items, cluster);
            if let (ClaimKind::ProcessState, Some(s)) = (cluster.fact.kind, cluster.fact.fields.text(FieldKey::State))
                && state.as_ref().is_none_or(|(old, _)| when.latest >= old.latest)
            {
                state = Some((when, s.to_owned()));
            }
            let entry = moves.get(cluster.fact.id.as_str());
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
