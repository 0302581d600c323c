//! The record under a filter, or all of it: which entries a page is about. They stay where they stand in the whole record; nothing is copied
//! until something asks for a record of its own.

use crate::whole::{FactOrder, Whole};
use jiff::civil::Date;
use model::{Actor, Conflict, Derivation, Evidence, Fact, Move, Process, Record, ReportEntry, Utterance};
use publish::export::{Filter, Part};
use publish::index::Index;
use std::cmp::Reverse;
use std::sync::{Arc, OnceLock};

/// Entries of a record. Look-ups by id find those of the whole record; lists hold what the filter left.
#[derive(Debug)]
pub struct View {
    /// The record that the entries stand in.
    pub whole: Arc<Whole>,
    /// The entries.
    pub part: Part,
    /// Whether it is less than the whole.
    filtered: bool,
    /// Facts of the one process that was asked for, in its order.
    told: Option<Vec<u32>>,
    last_day: Option<Date>,
    /// Processes, the one told of last first.
    processes: Vec<u32>,
    sources: usize,
    copy: OnceLock<(Arc<Record>, Index)>,
}

/// The entries in these places, with the places.
fn at<'v, T>(items: &'v [T], places: &'v [u32]) -> impl Iterator<Item = (usize, &'v T)> {
    places.iter().filter_map(|&at| Some((at as usize, items.get(at as usize)?)))
}

impl View {
    /// All of a record.
    pub fn all(whole: Arc<Whole>) -> View {
        let part = Part::whole(&whole.record);
        View::new(whole, part, false, None)
    }

    /// What a filter leaves of it, within one process where one is named.
    pub fn filtered(whole: &Arc<Whole>, filter: &Filter, process: Option<&str>) -> View {
        let part = Part::of(filter, process, &whole.record, &whole.index, whole.ties());
        let told = process.map(|_| {
            let listed = part.processes.iter().flat_map(|at| whole.ties().listed(*at)).copied();
            listed.filter(|at| part.has_fact(*at as usize)).collect()
        });
        View::new(Arc::clone(whole), part, true, told)
    }

    fn new(whole: Arc<Whole>, part: Part, filtered: bool, told: Option<Vec<u32>>) -> View {
        let record = &whole.record;
        let reports = || part.reports.iter().filter_map(|&at| record.reports.get(at as usize));
        let mut processes = part.processes.clone();
        processes.sort_by_key(|&at| {
            let process = &record.processes[at as usize];
            (Reverse(process.envelope.latest), Reverse(process.envelope.earliest), &process.id)
        });
        let last_day = reports().filter_map(|r| r.published.as_ref()?.envelope.earliest).max();
        let sources = publish::index::distinct(reports().map(|report| report.root.as_str()));
        View { part, filtered, told, last_day, processes, sources, copy: OnceLock::new(), whole }
    }

    /// The entries as a record of its own with its look-ups, for what reads a whole record; of all entries, the record itself.
    pub fn record(&self) -> (&Arc<Record>, &Index) {
        if !self.filtered {
            return (&self.whole.record, &self.whole.index);
        }
        let (record, index) = self.copy.get_or_init(|| {
            let record = self.part.copy(&self.whole.record, self.whole.ties());
            let index = Index::new(&record);
            (Arc::new(record), index)
        });
        (record, index)
    }

    /// How many facts it holds as copies.
    pub fn copied(&self) -> usize {
        self.copy.get().map_or(0, |(record, _)| record.facts.len())
    }

    /// Reports, in the record's order.
    pub fn reports(&self) -> impl Iterator<Item = &ReportEntry> {
        at(&self.whole.record.reports, &self.part.reports).map(|(_, report)| report)
    }

    /// Reports, the latest first; before them the undated.
    pub fn reports_by_day(&self) -> impl Iterator<Item = &ReportEntry> {
        let left = self.whole.by_day.iter().rev().filter(|at| self.part.has_report(**at as usize));
        left.filter_map(|&at| self.whole.record.reports.get(at as usize))
    }

    /// The derivation graph.
    pub fn derivations(&self) -> impl Iterator<Item = &Derivation> {
        at(&self.whole.record.derivations, &self.part.derivations).map(|(_, edge)| edge)
    }

    /// Actors.
    pub fn actors(&self) -> impl Iterator<Item = &Actor> {
        at(&self.whole.record.actors, &self.part.actors).map(|(_, actor)| actor)
    }

    /// Facts.
    pub fn facts(&self) -> impl Iterator<Item = &Fact> {
        at(&self.whole.record.facts, &self.part.facts).map(|(_, fact)| fact)
    }

    /// Facts with the move that each is, where it is one.
    pub fn facts_and_moves(&self) -> impl Iterator<Item = (&Fact, Option<&Move>)> {
        at(&self.whole.record.facts, &self.part.facts).map(|(at, fact)| (fact, self.entry_at(at)))
    }

    /// Facts with the first and the last day on which a report brought them.
    pub fn facts_with_days(&self) -> impl Iterator<Item = (&Fact, (Option<Date>, Option<Date>))> {
        let days = self.whole.days();
        at(&self.whole.record.facts, &self.part.facts).map(|(at, fact)| (fact, days.facts.get(at).copied().unwrap_or_default()))
    }

    /// Facts in one of their orders.
    pub fn facts_by(&self, order: FactOrder) -> Vec<u32> {
        self.whole.facts_by(order).iter().copied().filter(|at| self.part.has_fact(*at as usize)).collect()
    }

    /// Facts in the order of review, with what makes them urgent (0 most).
    pub fn queue(&self) -> impl Iterator<Item = (u8, &Fact)> {
        let left = self.whole.queue().iter().filter(|(_, at)| self.part.has_fact(*at as usize));
        left.filter_map(|&(urgency, at)| Some((urgency, self.whole.record.facts.get(at as usize)?)))
    }

    /// Moves.
    pub fn moves(&self) -> impl Iterator<Item = &Move> {
        at(&self.whole.record.moves, &self.part.moves).map(|(_, entry)| entry)
    }

    /// Moves with the first day on which a report brought them, and that of each of their answers.
    pub fn moves_with_days(&self) -> impl Iterator<Item = (&Move, Option<Date>, &[Option<Date>])> {
        let days = self.whole.days();
        let of = |at: usize| (days.moves.get(at).copied().flatten(), days.answers.get(at).map_or(&[][..], Vec::as_slice));
        at(&self.whole.record.moves, &self.part.moves).map(move |(at, entry)| (entry, of(at).0, of(at).1))
    }

    /// Statements, in the record's order.
    pub fn statements(&self) -> impl Iterator<Item = &Utterance> {
        at(&self.whole.record.statements, &self.part.statements).map(|(_, statement)| statement)
    }

    /// Statements with the first day on which a report carried them.
    pub fn statements_with_days(&self) -> impl Iterator<Item = (&Utterance, Option<Date>)> {
        let days = self.whole.days();
        at(&self.whole.record.statements, &self.part.statements).map(|(at, one)| (one, days.statements.get(at).copied().flatten()))
    }

    /// Statements in the order of lists: the latest first.
    pub fn statements_by_day(&self) -> impl Iterator<Item = &Utterance> {
        let left = self.whole.statements_by_day().iter().filter(|at| self.part.has_statement(**at as usize));
        left.filter_map(|&at| self.whole.record.statements.get(at as usize))
    }

    /// Conflicts.
    pub fn conflicts(&self) -> impl Iterator<Item = &Conflict> {
        at(&self.whole.record.conflicts, &self.part.conflicts).map(|(_, conflict)| conflict)
    }

    /// Conflicts with the day on which the last of their values was first reported.
    pub fn conflicts_with_days(&self) -> impl Iterator<Item = (&Conflict, Option<Date>)> {
        let days = self.whole.days();
        at(&self.whole.record.conflicts, &self.part.conflicts).map(|(at, one)| (one, days.conflicts.get(at).copied().flatten()))
    }

    /// The fact with this id.
    pub fn fact(&self, id: &str) -> Option<&Fact> {
        self.whole.index.fact(&self.whole.record, id).map(|(_, fact)| fact)
    }

    /// The move with this id.
    pub fn entry(&self, id: &str) -> Option<&Move> {
        self.whole.index.entry(&self.whole.record, id).map(|(_, entry)| entry)
    }

    fn entry_at(&self, fact: usize) -> Option<&Move> {
        self.whole.index.entry_of(&self.whole.record, fact).map(|(_, entry)| entry)
    }

    /// Facts that rest on a report.
    pub fn facts_in<'v>(&'v self, report: &str) -> impl Iterator<Item = &'v Fact> {
        self.whole.index.facts_in(&self.whole.record, report)
    }

    /// The report with this id.
    pub fn report(&self, id: &str) -> Option<&ReportEntry> {
        self.whole.index.report(&self.whole.record, id).map(|(_, report)| report)
    }

    /// The report with this id, if the filter left it.
    pub fn report_left(&self, id: &str) -> Option<&ReportEntry> {
        self.whole.index.report(&self.whole.record, id).filter(|(at, _)| self.part.has_report(*at)).map(|(_, report)| report)
    }

    /// The statement with this id.
    pub fn statement(&self, id: &str) -> Option<&Utterance> {
        self.whole.index.statement(&self.whole.record, id)
    }

    /// The conflict with this id.
    pub fn conflict(&self, id: &str) -> Option<&Conflict> {
        self.whole.index.conflict(&self.whole.record, id)
    }

    /// The process with this id.
    pub fn process(&self, id: &str) -> Option<&Process> {
        self.whole.index.process(&self.whole.record, id)
    }

    /// The actor with this canonical name.
    pub fn actor(&self, name: &str) -> Option<&Actor> {
        self.whole.index.actor(&self.whole.record, name)
    }

    /// The actor with this id.
    pub fn actor_by_id(&self, id: &str) -> Option<&Actor> {
        self.whole.index.actor_by_id(&self.whole.record, id)
    }

    /// The process that tells a fact.
    pub fn process_of(&self, fact: &str) -> Option<&Process> {
        self.whole.index.owner(&self.whole.record, self.whole.index.fact(&self.whole.record, fact)?.0)
    }

    /// The first day on which a report brought one of these places; `None` where no report is dated.
    pub fn first_reported(&self, evidence: &[Evidence]) -> Option<Date> {
        self.whole.first_reported(evidence)
    }

    /// The last day on which a report was published, as far as known.
    pub fn last_day(&self) -> Option<Date> {
        self.last_day
    }

    /// Independent sources.
    pub fn sources(&self) -> usize {
        self.sources
    }

    /// Processes, the one told of last first.
    pub fn processes(&self) -> Vec<&Process> {
        self.processes.iter().filter_map(|&at| self.whole.record.processes.get(at as usize)).collect()
    }

    /// Some of the processes in the record's order, each with those of its facts that the filter left.
    pub fn processes_left(&self, offset: usize, limit: usize) -> Vec<Process> {
        let shown = self.part.processes.iter().skip(offset).take(limit);
        shown.filter_map(|at| self.part.process(*at, &self.whole.record, self.whole.ties())).collect()
    }

    /// Moves that a process tells, in its order.
    pub fn moves_of<'v>(&'v self, process: &'v Process) -> impl Iterator<Item = &'v Move> {
        self.told(process).filter_map(|at| self.entry_at(at))
    }

    /// Facts that a process tells, in its order.
    pub fn facts_of<'v>(&'v self, process: &'v Process) -> impl Iterator<Item = &'v Fact> {
        self.told(process).filter_map(|at| self.whole.record.facts.get(at))
    }

    /// Places of the facts that a process tells: the process that was asked for tells all of its own, also what is told elsewhere otherwise.
    fn told<'v>(&'v self, process: &'v Process) -> impl Iterator<Item = usize> {
        let asked = self.told.iter().flatten().map(|at| *at as usize);
        let own = self.told.is_none().then(|| self.whole.index.facts_of(&self.whole.record, process)).into_iter().flatten();
        asked.chain(own.map(|(at, _)| at).filter(|at| self.part.has_fact(*at)))
    }
}
