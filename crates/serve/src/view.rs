//! A record with what pages ask of it again and again: look-ups by id, the process of a fact, the day of its first report.

use jiff::civil::Date;
use model::{Actor, Evidence, Fact, Move, Process, Record, ReportEntry};
use std::collections::BTreeMap;

/// A record, whole or filtered, with its look-ups.
#[derive(Debug, Default)]
pub struct View {
    /// The record.
    pub record: Record,
    facts: BTreeMap<String, usize>,
    moves: BTreeMap<String, usize>,
    reports: BTreeMap<String, usize>,
    actors: BTreeMap<String, usize>,
    processes: BTreeMap<String, usize>,
    /// Facts by the reports that they rest on.
    within: BTreeMap<String, Vec<usize>>,
    /// Reports in order of their earliest day; the undated last.
    pub by_day: Vec<usize>,
}

impl View {
    /// Builds the look-ups.
    pub fn new(record: Record) -> View {
        let index = |ids: Vec<&String>| ids.into_iter().enumerate().map(|(at, id)| (id.clone(), at)).collect();
        let facts = index(record.facts.iter().map(|f| &f.id).collect());
        let moves = index(record.moves.iter().map(|m| &m.id).collect());
        let reports = index(record.reports.iter().map(|r| &r.id).collect());
        let mut actors: BTreeMap<String, usize> = BTreeMap::new();
        for (at, actor) in record.actors.iter().enumerate() {
            actors.entry(actor.name.clone()).or_insert(at);
        }
        let mut processes = BTreeMap::new();
        for (at, process) in record.processes.iter().enumerate() {
            for fact in &process.facts {
                processes.insert(fact.clone(), at);
            }
        }
        let mut within: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (at, fact) in record.facts.iter().enumerate() {
            for place in &fact.evidence {
                let facts = within.entry(place.report.clone()).or_default();
                if facts.last() != Some(&at) {
                    facts.push(at);
                }
            }
        }
        let mut by_day: Vec<usize> = (0..record.reports.len()).collect();
        by_day.sort_by_key(|&at| (published(&record.reports[at]).is_none(), published(&record.reports[at]), at));
        View { facts, moves, reports, actors, processes, within, by_day, record }
    }

    /// The fact with this id.
    pub fn fact(&self, id: &str) -> Option<&Fact> {
        self.facts.get(id).and_then(|&at| self.record.facts.get(at))
    }

    /// The move with this id.
    pub fn entry(&self, id: &str) -> Option<&Move> {
        self.moves.get(id).and_then(|&at| self.record.moves.get(at))
    }

    /// Facts that rest on a report.
    pub fn facts_in(&self, report: &str) -> impl Iterator<Item = &Fact> {
        self.within.get(report).into_iter().flatten().filter_map(|&at| self.record.facts.get(at))
    }

    /// The report with this id.
    pub fn report(&self, id: &str) -> Option<&ReportEntry> {
        self.reports.get(id).and_then(|&at| self.record.reports.get(at))
    }

    /// The actor with this canonical name.
    pub fn actor(&self, name: &str) -> Option<&Actor> {
        self.actors.get(name).and_then(|&at| self.record.actors.get(at))
    }

    /// The process of a fact.
    pub fn process_of(&self, fact: &str) -> Option<&Process> {
        self.processes.get(fact).and_then(|&at| self.record.processes.get(at))
    }

    /// The first day on which a report brought one of these places; `None` where no report is dated.
    pub fn first_reported(&self, evidence: &[Evidence]) -> Option<Date> {
        evidence.iter().filter_map(|e| published(self.report(&e.report)?)).min()
    }

    /// The last day on which a report was published, as far as known.
    pub fn last_day(&self) -> Option<Date> {
        self.record.reports.iter().filter_map(|r| r.published.as_ref()?.envelope.earliest).max()
    }

    /// Independent sources.
    pub fn sources(&self) -> usize {
        let mut roots: Vec<&str> = self.record.reports.iter().map(|r| r.root.as_str()).collect();
        roots.sort_unstable();
        roots.dedup();
        roots.len()
    }

    /// Processes, the one told of last first.
    pub fn processes(&self) -> Vec<&Process> {
        let mut all: Vec<&Process> = self.record.processes.iter().collect();
        all.sort_by_key(|p| (std::cmp::Reverse(p.envelope.latest), std::cmp::Reverse(p.envelope.earliest), p.id.clone()));
        all
    }

    /// Moves of a process, in the record's order.
    pub fn moves_of<'v>(&'v self, process: &'v Process) -> impl Iterator<Item = &'v Move> {
        process.facts.iter().filter_map(|id| self.entry(id))
    }

    /// Facts of a process, in the record's order.
    pub fn facts_of<'v>(&'v self, process: &'v Process) -> impl Iterator<Item = &'v Fact> {
        process.facts.iter().filter_map(|id| self.fact(id))
    }

    /// Tracks of all moves, sorted.
    pub fn tracks(&self) -> Vec<&str> {
        let mut tracks: Vec<&str> = self.record.moves.iter().filter_map(|m| m.track.as_deref()).collect();
        tracks.sort_unstable();
        tracks.dedup();
        tracks
    }

    /// Outlets of all reports, sorted.
    pub fn outlets(&self) -> Vec<&str> {
        let mut outlets: Vec<&str> = self.record.reports.iter().filter_map(|r| r.outlet.as_deref()).collect();
        outlets.sort_unstable();
        outlets.dedup();
        outlets
    }
}

/// The day of a report: the earliest on which it may have been published.
pub fn published(report: &ReportEntry) -> Option<Date> {
    let envelope = report.published.as_ref()?.envelope;
    envelope.earliest.or(envelope.latest)
}
