//! The whole record with what pages ask of it again and again: look-ups, orders of lists, the days on which reports brought things. Made once
//! for a state of the record, so that a page costs what it shows.

use crate::terms::fold;
use jiff::civil::Date;
use model::{Evidence, Fact, Move, Record, ReportEntry, Stance, Status, Utterance};
use publish::brief::ReportText;
use publish::export::Ties;
use publish::index::Index;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

/// A record with its look-ups.
#[derive(Debug, Default)]
pub struct Whole {
    /// The record.
    pub record: Arc<Record>,
    /// Look-ups by id.
    pub index: Index,
    /// Reports in order of their earliest day; the undated last.
    pub by_day: Vec<u32>,
    ties: OnceLock<Ties>,
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

impl Days {
    fn of(whole: &Whole) -> Days {
        let record = &whole.record;
        let first = |evidence: &[Evidence]| whole.first_reported(evidence);
        let reported = |evidence: &[Evidence]| whole.reported(evidence).max();
        Days {
            facts: record.facts.iter().map(|fact| (first(&fact.evidence), reported(&fact.evidence))).collect(),
            moves: record.moves.iter().map(|entry| first(&entry.evidence)).collect(),
            answers: record.moves.iter().map(|entry| entry.answers.iter().map(|a| first(&a.evidence)).collect()).collect(),
            statements: record.statements.iter().map(|statement| whole.first_worded(statement)).collect(),
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

impl Whole {
    /// Builds the look-ups.
    pub fn new(record: Arc<Record>) -> Whole {
        let by_day = ordered(&record.reports, |at, report| (published(report).is_none(), published(report), at));
        Whole { index: Index::new(&record), by_day, record, ..Whole::default() }
    }

    /// Makes now what the first pages would otherwise wait for.
    pub fn prepare(&self, texts: &BTreeMap<String, ReportText>) {
        let _ready = (
            self.ties(),
            self.days(),
            self.statements_by_day(),
            self.queue(),
            self.facts_by(FactOrder::Time),
            self.words(texts),
            self.tracks(),
            self.outlets(),
        );
    }

    /// Which entries stand on which, for filters.
    pub fn ties(&self) -> &Ties {
        self.ties.get_or_init(|| Ties::new(&self.record, &self.index))
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

    /// Days of the reports of these places, as far as they are dated.
    fn reported(&self, evidence: &[Evidence]) -> impl Iterator<Item = Date> {
        evidence.iter().filter_map(|place| published(self.index.report(&self.record, &place.report)?.1))
    }

    /// The first day on which a report brought one of these places; `None` where no report is dated.
    pub fn first_reported(&self, evidence: &[Evidence]) -> Option<Date> {
        self.reported(evidence).min()
    }

    /// The first day on which a report carried a statement; `None` where no report is dated.
    pub fn first_worded(&self, statement: &Utterance) -> Option<Date> {
        statement.wordings.iter().filter_map(|w| published(self.index.report(&self.record, &w.report)?.1)).min()
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
