//! Negotiations: facts grouped by the parties and time of their reports, with tracks.

mod mediation;
mod parties;
mod sides;
mod table;

use crate::Source;
use crate::actors::Cast;
use crate::facts::{Cluster, Item, reported};
use crate::gist::Told;
use crate::nearness::Nearness;
use crate::words::hash;
use jiff::civil::Date;
use model::{ClaimKind, Envelope, FieldKey, Move, Process, Track};
use rayon::prelude::*;
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

/// Which reports and facts are of which negotiation, and who deals with whom in it.
#[derive(Clone, Debug, Default)]
pub struct Tables {
    /// By report: its negotiation, told by the first report of it.
    of_report: Vec<usize>,
    /// By cluster.
    of_cluster: Vec<Option<usize>>,
    groups: BTreeMap<usize, Group>,
}

/// The reports of one negotiation, its parties, and the day that its reports have surely reached.
#[derive(Clone, Debug)]
struct Group {
    reports: Vec<usize>,
    parties: Vec<String>,
    reached: Option<Date>,
}

impl Tables {
    /// Of all reports, by what their claims tell.
    pub fn new(sources: &[Source<'_>], items: &[Item<'_>], cast: &Cast, nearness: &Nearness<'_>) -> Tables {
        let mut told: Vec<Vec<usize>> = vec![Vec::new(); sources.len()];
        for (i, item) in items.iter().enumerate() {
            told[item.report].push(i);
        }
        let mut named: Vec<Sides> = told.par_iter().map(|mine| Sides::of(items, mine)).collect();
        let mediators: Vec<BTreeSet<String>> = sources.par_iter().enumerate().map(|(r, s)| mediation::mediators(s, r, cast)).collect();
        for (report, source) in sources.iter().enumerate() {
            named[report].told.extend(mediation::named(source, report, cast));
            named[report].seen = parties::spoken_of(source, report, cast);
            named[report].sort_out(|name| cast.kind_of(name));
        }
        mediation::no_sides(&mut named, &mediators, nearness);
        let of_report = table::tables(&named, nearness);
        let mut reports: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (r, p) in of_report.iter().enumerate() {
            reports.entry(*p).or_default().push(r);
        }
        let day = |r: &usize| sources[*r].reading.article.published.as_ref().and_then(|p| p.envelope.earliest);
        let group = |reports: Vec<usize>| Group {
            parties: parties::of(&reports.iter().map(|&r| &named[r]).collect::<Vec<_>>(), cast),
            reached: reports.iter().filter_map(day).max(),
            reports,
        };
        let groups = reports.into_iter().map(|(p, reports)| (p, group(reports))).collect();
        Tables { of_report, of_cluster: Vec::new(), groups }
    }

    /// The reports of each negotiation.
    pub fn reports(&self) -> impl Iterator<Item = &[usize]> {
        self.groups.values().map(|group| group.reports.as_slice())
    }

    /// Puts each fact to its negotiation.
    pub fn seat(&mut self, items: &[Item<'_>], clusters: &[Cluster]) {
        self.of_cluster = clusters.iter().map(|cluster| of_fact(items, cluster, &self.of_report)).collect();
    }

    /// The negotiation of a fact, by index; [`Tables::seat`] comes first.
    pub fn of_cluster(&self, cluster: usize) -> Option<usize> {
        self.of_cluster.get(cluster).copied().flatten()
    }

    /// The parties of the negotiation of a report.
    pub fn parties_of(&self, report: usize) -> &[String] {
        self.of_report.get(report).map_or(&[], |&table| self.parties(table))
    }

    /// The parties of a negotiation.
    pub fn parties(&self, table: usize) -> &[String] {
        self.groups.get(&table).map_or(&[], |group| &group.parties)
    }

    /// The last day on which, at the earliest, a report of a negotiation was published.
    pub fn reached(&self, table: usize) -> Option<Date> {
        self.groups.get(&table)?.reached
    }
}

/// Groups the facts and names their process.
pub fn group(
    sources: &[Source<'_>],
    items: &[Item<'_>],
    tables: Tables,
    clusters: &mut [Cluster],
    moves: &[Move],
    told: &Told<'_>,
) -> Vec<Process> {
    let mut clusters_of: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for c in 0..clusters.len() {
        if let Some(p) = tables.of_cluster(c) {
            clusters_of.entry(p).or_default().push(c);
        }
    }
    let moves: BTreeMap<&str, &Move> = moves.iter().map(|m| (m.id.as_str(), m)).collect();
    // The agreements that closed a move.
    let links = clusters.iter().flat_map(|c| &c.fact.links).filter(|l| l.relation == crate::moves::CLOSED_BY);
    let closing: BTreeSet<String> = links.map(|l| l.to.clone()).collect();
    let mut out = Vec::new();
    let mut taken: BTreeMap<String, u32> = BTreeMap::new();
    for (p, Group { reports, parties: sides, .. }) in tables.groups {
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
        let mut settled: Option<Date> = None;
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
            if closing.contains(&cluster.fact.id) {
                settled = settled.max(when.latest);
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
        // Talks that broke off and then brought the agreement on what was asked are over.
        if let Some((when, name)) = state.as_mut().filter(|(when, _)| settled > when.latest)
            && matches!(name.as_str(), "stopped" | "stalled" | "resumed" | "running" | "started")
        {
            when.latest = settled;
            "ended".clone_into(name);
        }
        let years: BTreeSet<i16> = [envelope.earliest, envelope.latest].into_iter().flatten().map(|d| d.year()).collect();
        let years: Vec<String> = years.iter().map(i16::to_string).collect();
        out.push(Process {
            id,
            name: format!("{} {}", sides.join(" – "), years.join("–")).trim().to_owned(),
            gist: told.gist(&reports, &sides),
            parties: sides,
            tracks: tracks.into_values().collect(),
            state: state.map(|(_, s)| s),
            envelope,
            facts,
        });
    }
    out
}
