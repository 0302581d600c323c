//! A record with what pages ask of it again and again: look-ups, orders of lists, the days on which reports brought things. Made once for a
//! state of the record, so that a page costs what it shows.

use crate::terms::fold;
use jiff::civil::Date;
use model::{Actor, Evidence, Fact, Move, Process, Record, ReportEntry, Stance, Status, Utterance};
use publish::brief::ReportText;
use publish::index::Index;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

/// A record, whole or filtered, with its look-ups.
#[derive(Debug, Default)]
pub struct View {
    /// The record.
    pub record: Arc<Record>,
    /// Look-ups by id.
    pub index: Index,
    /// Reports in order of their earliest day; the undated last.
    pub by_day: Vec<u32>,
    /// What every page says of the record, counted once.
    totals: Totals,
    days: OnceLock<Days>,
    statements: OnceLock<Vec<u32>>,
    facts: [OnceLock<Vec<u32>>; 3],
    queue: OnceLock<Vec<(u8, u32)>>,
    words: OnceLock<Words>,
    tracks: OnceLock<Vec<String>>,
    outlets: OnceLock<Vec<String>>,
}

/// Orders of the list of facts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FactOrder {
    /// The latest first.
    Time,
    /// By kind.
    Kind,
    /// Those with most sources first.
    Sources,
}

/// What the frame around every page needs.
#[derive(Debug, Default)]
struct Totals {
    last_day: Option<Date>,
    /// Processes, the one told of last first.
    processes: Vec<u32>,
}

/// The days on which reports brought entries, by the entries' places; `None` where no such report is dated.
#[derive(Debug, Default)]
pub struct Days {
    /// The first and the last day of the reports on which a fact rests.
    pub facts: Vec<(Option<Date>, Option<Date>)>,
    /// The first day of a move.
    pub moves: Vec<Option<Date>>,
    /// The first day of each answer to each move.
    pub answers: Vec<Vec<Option<Date>>>,
    /// The first day of a statement.
    pub statements: Vec<Option<Date>>,
    /// The day on which the last of the values of a conflict was first reported.
    pub conflicts: Vec<Option<Date>>,
}

/// What search looks through, folded ([`fold`]), by the entries' places.
#[derive(Debug, Default)]
pub struct Words {
    /// Moves: what is put, by whom, to whom.
    pub moves: Vec<String>,
    /// Facts other than moves; those are empty here.
    pub facts: Vec<String>,
    /// Statements: who said it, in all its wordings.
    pub statements: Vec<String>,
}

impl Totals {
    fn of(record: &Record) -> Totals {
        let mut processes: Vec<u32> = (0..record.processes.len() as u32).collect();
        processes.sort_by_key(|&at| {
            let process = &record.processes[at as usize];
            (Reverse(process.envelope.latest), Reverse(process.envelope.earliest), &process.id)
        });
        Totals { last_day: record.reports.iter().filter_map(|r| r.published.as_ref()?.envelope.earliest).max(), processes }
    }
}

impl Days {
    fn of(view: &View) -> Days {
        let record = &view.record;
        let first = |evidence: &[Evidence]| view.first_reported(evidence);
        let reported = |evidence: &[Evidence]| evidence.iter().filter_map(|e| published(view.report(&e.report)?)).max();
        Days {
            facts: record.facts.iter().map(|fact| (first(&fact.evidence), reported(&fact.evidence))).collect(),
            moves: record.moves.iter().map(|entry| first(&entry.evidence)).collect(),
            answers: record.moves.iter().map(|entry| entry.answers.iter().map(|a| first(&a.evidence)).collect()).collect(),
            statements: record.statements.iter().map(|statement| view.first_worded(statement)).collect(),
            conflicts: record.conflicts.iter().map(|c| c.values.iter().filter_map(|value| first(&value.evidence)).max()).collect(),
        }
    }
}

/// Each name once, sorted.
fn distinct<'n>(names: impl Iterator<Item = &'n str>) -> Vec<String> {
    let names: BTreeSet<&str> = names.collect();
    names.into_iter().map(str::to_owned).collect()
}

/// Places in the order of a key.
fn ordered<T, K: Ord>(items: &[T], key: impl Fn(usize, &T) -> K) -> Vec<u32> {
    let mut order: Vec<u32> = (0..items.len() as u32).collect();
    order.sort_by_cached_key(|&at| key(at as usize, &items[at as usize]));
    order
}

impl View {
    /// Builds the look-ups.
    pub fn new(record: Arc<Record>) -> View {
        let by_day = ordered(&record.reports, |at, report| (published(report).is_none(), published(report), at));
        View { index: Index::new(&record), by_day, totals: Totals::of(&record), record, ..View::default() }
    }

    /// Makes now what the first pages would otherwise wait for.
    pub fn prepare(&self, texts: &BTreeMap<String, ReportText>) {
        let _ready = (
            self.days(),
            self.statements_by_day(),
            self.queue(),
            self.facts_by(FactOrder::Time),
            self.words(texts),
            self.tracks(),
            self.outlets(),
        );
    }

    /// The days on which reports brought entries.
    pub fn days(&self) -> &Days {
        self.days.get_or_init(|| Days::of(self))
    }

    /// Statements in the order of lists: the latest first.
    pub fn statements_by_day(&self) -> &[u32] {
        self.statements.get_or_init(|| {
            let days = self.days();
            ordered(&self.record.statements, |at, statement| {
                let day = statement.envelope.latest.or(statement.envelope.earliest).or(days.statements.get(at).copied().flatten());
                (Reverse(day), statement.speaker.is_none(), Reverse(statement.wordings.len()), statement.id.clone())
            })
        })
    }

    /// Facts in one of their orders.
    pub fn facts_by(&self, order: FactOrder) -> &[u32] {
        let facts = &self.record.facts;
        self.facts[order as usize].get_or_init(|| match order {
            FactOrder::Time => ordered(facts, |_, f| Reverse(f.envelope.latest.or(f.envelope.earliest))),
            FactOrder::Kind => ordered(facts, |_, f| (f.kind, f.id.clone())),
            FactOrder::Sources => ordered(facts, |_, f| Reverse((f.roots, f.reports))),
        })
    }

    /// Facts in the order of review, with what makes them urgent (0 most).
    pub fn queue(&self) -> &[(u8, u32)] {
        self.queue.get_or_init(|| {
            let mut queue: Vec<(u8, u32)> = (0..self.record.facts.len() as u32).map(|at| (self.urgency(at as usize), at)).collect();
            let facts = &self.record.facts;
            queue.sort_by_key(|&(urgency, at)| (urgency, Reverse(facts[at as usize].reports), facts[at as usize].id.as_str()));
            queue
        })
    }

    /// What of a fact wants a look first, by what is at stake: 0 a move that awaits an answer, has a term or no known author; 1 another move;
    /// 2 reports differ; 3 a meeting or another event that is planned; 4 an event; 5 other.
    fn urgency(&self, fact: usize) -> u8 {
        let entry = self.index.entry_of(&self.record, fact).map(|(_, entry)| entry);
        let Some(fact_entry) = self.record.facts.get(fact) else { return 5 };
        match () {
            () if entry.is_some_and(|m| m.by.is_empty() || !m.owes.is_empty() || m.due.is_some_and(|due| !due.is_open())) => 0,
            () if entry.is_some() => 1,
            () if self.index.conflicts_of(fact).next().is_some() => 2,
            () if crate::pages::is_event(fact_entry.kind) && fact_entry.status == Status::Planned => 3,
            () if crate::pages::is_event(fact_entry.kind) => 4,
            () => 5,
        }
    }

    /// What search looks through.
    pub fn words(&self, texts: &BTreeMap<String, ReportText>) -> &Words {
        self.words.get_or_init(|| {
            let record = &self.record;
            // The words of the first report stand in lines that fields tell too little of.
            let own = |fact: &Fact| {
                let place = fact.evidence.iter().find(|e| e.stance != Stance::Repeats).or(fact.evidence.first());
                place.and_then(|place| Some(place.span.of(&texts.get(&place.report)?.text))).unwrap_or("")
            };
            let told = |fact: &Fact| {
                fold(&format!("{} {} {}", publish::wording::fact(fact, ""), own(fact), fact.speaker.as_deref().unwrap_or("")))
            };
            let moves =
                |m: &Move| fold(&format!("{} {} {} {}", m.content, m.by.join(" "), m.to.join(" "), m.track.as_deref().unwrap_or("")));
            let said = |s: &Utterance| {
                let wordings = s.wordings.iter().map(|wording| wording.text.as_str());
                fold(&s.speaker.as_deref().into_iter().chain(wordings).collect::<Vec<_>>().join(" · "))
            };
            Words {
                moves: record.moves.iter().map(moves).collect(),
                facts: record.facts.iter().map(|fact| if fact.kind.is_move() { String::new() } else { told(fact) }).collect(),
                statements: record.statements.iter().map(said).collect(),
            }
        })
    }

    /// The first day on which a report carried a statement; `None` where no report is dated.
    pub fn first_worded(&self, statement: &Utterance) -> Option<Date> {
        statement.wordings.iter().filter_map(|w| published(self.report(&w.report)?)).min()
    }

    /// The fact with this id.
    pub fn fact(&self, id: &str) -> Option<&Fact> {
        self.index.fact(&self.record, id).map(|(_, fact)| fact)
    }

    /// The move with this id.
    pub fn entry(&self, id: &str) -> Option<&Move> {
        self.index.entry(&self.record, id).map(|(_, entry)| entry)
    }

    /// Facts that rest on a report.
    pub fn facts_in<'v>(&'v self, report: &str) -> impl Iterator<Item = &'v Fact> {
        self.index.facts_in(&self.record, report)
    }

    /// The report with this id.
    pub fn report(&self, id: &str) -> Option<&ReportEntry> {
        self.index.report(&self.record, id).map(|(_, report)| report)
    }

    /// The actor with this canonical name.
    pub fn actor(&self, name: &str) -> Option<&Actor> {
        self.index.actor(&self.record, name)
    }

    /// The process that tells a fact.
    pub fn process_of(&self, fact: &str) -> Option<&Process> {
        self.index.owner(&self.record, self.index.fact(&self.record, fact)?.0)
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
        self.index.sources
    }

    /// Processes, the one told of last first.
    pub fn processes(&self) -> Vec<&Process> {
        self.totals.processes.iter().filter_map(|&at| self.record.processes.get(at as usize)).collect()
    }

    /// Moves that a process tells, in its order.
    pub fn moves_of<'v>(&'v self, process: &'v Process) -> impl Iterator<Item = &'v Move> {
        self.index.moves_of(&self.record, process)
    }

    /// Facts that a process tells, in its order.
    pub fn facts_of<'v>(&'v self, process: &'v Process) -> impl Iterator<Item = &'v Fact> {
        self.index.facts_of(&self.record, process).map(|(_, fact)| fact)
    }

    /// Tracks of all moves, sorted.
    pub fn tracks(&self) -> &[String] {
        self.tracks.get_or_init(|| distinct(self.record.moves.iter().filter_map(|m| m.track.as_deref())))
    }

    /// Outlets of all reports, sorted.
    pub fn outlets(&self) -> &[String] {
        self.outlets.get_or_init(|| distinct(self.record.reports.iter().filter_map(|r| r.outlet.as_deref())))
    }
}

/// The day of a report: the earliest on which it may have been published.
pub fn published(report: &ReportEntry) -> Option<Date> {
    let envelope = report.published.as_ref()?.envelope;
    envelope.earliest.or(envelope.latest)
}
