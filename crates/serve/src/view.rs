//! A record with what pages ask of it again and again: look-ups by id, the process of a fact, the day of its first report.

use jiff::civil::Date;
use model::{Actor, Evidence, Fact, Move, Process, Record, ReportEntry, Utterance};
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
    /// Statements in the order of lists: the latest first.
    pub statements_by_day: Vec<usize>,
    /// What every page says of the record, counted once.
    totals: Totals,
}

/// What the frame around every page needs.
#[derive(Debug, Default)]
struct Totals {
    last_day: Option<Date>,
    sources: usize,
    tracks: Vec<String>,
    outlets: Vec<String>,
    /// Processes, the one told of last first.
    processes: Vec<usize>,
}

impl Totals {
    fn of(record: &Record) -> Totals {
        let distinct = |mut names: Vec<&str>| -> Vec<String> {
            names.sort_unstable();
            names.dedup();
            names.into_iter().map(str::to_owned).collect()
        };
        let mut processes: Vec<usize> = (0..record.processes.len()).collect();
        processes.sort_by_key(|&at| {
            let process = &record.processes[at];
            (std::cmp::Reverse(process.envelope.latest), std::cmp::Reverse(process.envelope.earliest), &process.id)
        });
        Totals {
            last_day: record.reports.iter().filter_map(|r| r.published.as_ref()?.envelope.earliest).max(),
            sources: distinct(record.reports.iter().map(|r| r.root.as_str()).collect()).len(),
            tracks: distinct(record.moves.iter().filter_map(|m| m.track.as_deref()).collect()),
            outlets: distinct(record.reports.iter().filter_map(|r| r.outlet.as_deref()).collect()),
            processes,
        }
    }
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
        let totals = Totals::of(&record);
        let mut view = View { facts, moves, reports, actors, processes, within, by_day, statements_by_day: Vec::new(), totals, record };
        let statements = &view.record.statements;
        let mut order: Vec<usize> = (0..statements.len()).collect();
        order.sort_by_cached_key(|&at| {
            let statement = &statements[at];
            let day = statement.envelope.latest.or(statement.envelope.earliest).or_else(|| view.first_worded(statement));
            (std::cmp::Reverse(day), statement.speaker.is_none(), std::cmp::Reverse(statement.wordings.len()), &statement.id)
        });
        view.statements_by_day = order;
        view
    }

    /// The first day on which a report carried a statement; `None` where no report is dated.
    pub fn first_worded(&self, statement: &Utterance) -> Option<Date> {
        statement.wordings.iter().filter_map(|w| published(self.report(&w.report)?)).min()
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
        self.totals.last_day
    }

    /// Independent sources.
    pub fn sources(&self) -> usize {
        self.totals.sources
    }

    /// Processes, the one told of last first.
    pub fn processes(&self) -> Vec<&Process> {
        self.totals.processes.iter().filter_map(|&at| self.record.processes.get(at)).collect()
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
    pub fn tracks(&self) -> &[String] {
        &self.totals.tracks
    }

    /// Outlets of all reports, sorted.
    pub fn outlets(&self) -> &[String] {
        &self.totals.outlets
    }
}

/// The day of a report: the earliest on which it may have been published.
pub fn published(report: &ReportEntry) -> Option<Date> {
    let envelope = report.published.as_ref()?.envelope;
    envelope.earliest.or(envelope.latest)
}
