//! Negotiations: facts grouped by the parties and time of their reports, with tracks.

mod sides;

use crate::Source;
use crate::facts::{Cluster, Item, reported};
use crate::nearness::{EPISODE, Nearness, Timeline};
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

/// The negotiation of each report: the first report of the same one. Reports of one origin are of one negotiation, and so are those of one episode
/// that name the same two sides.
fn of_reports(parties: &[Vec<String>], nearness: &Nearness<'_>) -> Vec<usize> {
    let mut joined = Joined::new(parties.len());
    for report in 0..parties.len() {
        nearness.siblings(report).iter().for_each(|s| joined.join(report, s.other));
    }
    let mut named: BTreeMap<&Vec<String>, Vec<usize>> = BTreeMap::new();
    for (report, sides) in parties.iter().enumerate().filter(|(_, sides)| sides.len() == 2) {
        named.entry(sides).or_default().push(report);
    }
    for reports in named.values() {
        for chain in Timeline::new(reports.iter().map(|&r| (nearness.days(r), r))).chains(EPISODE) {
            chain.iter().for_each(|&report| joined.join(chain[0], report));
        }
    }
    for (a, b) in sides::partial(parties, nearness) {
        joined.join(a, b);
    }
    (0..parties.len()).map(|report| joined.first(report)).collect()
}

/// Groups of reports, each known by its first.
struct Joined(Vec<usize>);

impl Joined {
    fn new(reports: usize) -> Joined {
        Joined((0..reports).collect())
    }

    fn first(&mut self, mut report: usize) -> usize {
        while self.0[report] != report {
            self.0[report] = self.0[self.0[report]];
            report = self.0[report];
        }
        report
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.first(a), self.first(b));
        self.0[a.max(b)] = a.min(b);
    }
}

/// The negotiation of a fact: the one of most of its claims' reports, the earlier in order where several are. Offices belong to none.
fn of_fact(items: &[Item<'_>], cluster: &Cluster, process: &[usize]) -> Option<usize> {
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    for &i in cluster.items.iter().filter(|_| cluster.fact.kind != ClaimKind::Office) {
        *counts.entry(process[items[i].report]).or_default() += 1;
    }
    counts.into_iter().max_by_key(|&(p, n)| (n, std::cmp::Reverse(p))).map(|(p, _)| p)
}

/// Groups the facts and names their process.
pub fn group(
    sources: &[Source<'_>],
    items: &[Item<'_>],
    nearness: &Nearness<'_>,
    clusters: &mut [Cluster],
    moves: &[Move],
) -> Vec<Process> {
    let mut told: Vec<Vec<&Item<'_>>> = vec![Vec::new(); sources.len()];
    for item in items {
        told[item.report].push(item);
    }
    let parties: Vec<Vec<String>> = told.iter().map(|items| parties(items)).collect();
    let process = of_reports(&parties, nearness);
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
