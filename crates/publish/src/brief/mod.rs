//! The brief: the state of play on one page, each line with "n reports, m sources" and numbered notes that lead to the sentences.
//!
//! [`compose`] makes plain data from a record; [`text`], [`markdown`], [`html`], [`docx`] and serde's JSON only lay it out.

mod board;
mod compose;
mod docx;
mod gist;
mod html;
mod kept;
mod leads;
mod markdown;
mod notes;
mod plain;
mod sheet;

pub use compose::{compose, compose_with};
pub use docx::docx;
pub use html::html;
pub use kept::{kept, maker};
pub use markdown::markdown;
pub use plain::{GIST, text};

use jiff::civil::Date;
use model::{Record, Span};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The text of a report, to quote its sentences from.
#[derive(Clone, Debug, Default)]
pub struct ReportText {
    /// The article's text.
    pub text: String,
    /// Bytes of its sentences, in order.
    pub sentences: Vec<Span>,
}

/// What a brief is made from.
#[derive(Clone, Copy, Debug)]
pub struct Material<'r> {
    /// The record, already reduced to what was known on the day asked for.
    pub record: &'r Record,
    /// Texts by report id.
    pub texts: &'r BTreeMap<String, ReportText>,
    /// The day that the brief speaks of; without it each process is told as of its last report.
    pub as_of: Option<Date>,
}

/// A brief, ready to be laid out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Brief {
    /// The day asked for.
    pub as_of: Option<Date>,
    /// Reports in the record.
    pub reports: usize,
    /// Independent sources among them.
    pub sources: usize,
    /// One part per negotiation, the most recent first.
    pub processes: Vec<ProcessBrief>,
    /// Names of the next negotiations, which the brief does not speak of.
    pub others: Vec<String>,
    /// How many more there are behind those.
    pub more_others: usize,
    /// Reports and what they rest on: all of them, or in a large record those that the notes quote.
    pub origins: Vec<Origin>,
    /// Reports that are not among the origins.
    pub more_origins: usize,
    /// The sentences behind the lines.
    pub notes: Vec<Note>,
}

/// One negotiation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProcessBrief {
    /// Id in the record.
    pub id: String,
    /// Its parties and time.
    pub name: String,
    /// The last day on which a report spoke of it, or the day asked for.
    pub as_of: Option<Date>,
    /// Reports that speak of it.
    pub reports: u32,
    /// Independent sources among them.
    pub sources: u32,
    /// What it comes down to, in whole sentences of the reports, the newest first.
    #[serde(default)]
    pub gist: Vec<Line>,
    /// The day of the reports before the latest ones; what only the latest ones say is new. `None` where all are of one day.
    pub since: Option<Date>,
    /// The bold lines that are new: who owes, what runs out, what comes next, and what else the latest reports brought.
    pub news: Vec<Line>,
    /// The bold lines that stand from before (all of them where nothing can be called new).
    pub leads: Vec<Line>,
    /// State of the talks, the latest first.
    pub state: Section,
    /// Moves by track.
    pub tracks: Vec<TrackTable>,
    /// Moves that did not find room.
    pub more_moves: usize,
    /// Deadlines, dates asked for and what is fixed for a day, soonest first.
    pub due: Vec<DueLine>,
    /// Fixed or expected, without a day.
    pub ahead: Section,
    /// Agreed and done, the latest first.
    pub done: Section,
    /// Fighting, sanctions and arms: what goes on beside the table.
    pub beside: Section,
    /// What did not come about.
    pub failed: Section,
    /// Where reports differ.
    pub disputed: Vec<Dispute>,
    /// Entries of the record that are left out as less sure: their sentences may well have been misread.
    #[serde(default)]
    pub unsure: usize,
    /// What may be moves and is less sure, in the words of the reports.
    pub perhaps: Section,
}

/// A list that holds as much as a page has room for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// The lines.
    pub lines: Vec<Line>,
    /// How many more the record holds.
    pub more: usize,
}

/// A line with the evidence that carries it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// Id of the fact or move.
    pub id: String,
    /// What it says.
    pub text: String,
    /// When, in words.
    pub when: Option<String>,
    /// Reports that say it.
    pub reports: u32,
    /// Independent sources among them.
    pub sources: u32,
    /// Numbers of the notes.
    pub notes: Vec<usize>,
}

/// The moves of one track.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TrackTable {
    /// Topic.
    pub name: String,
    /// Its moves.
    pub rows: Vec<MoveRow>,
}

/// One move and its answers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MoveRow {
    /// Id of the move.
    pub id: String,
    /// "Offer", "Demand", "Ultimatum", "Pledge".
    pub kind: String,
    /// Who puts it; "not stated" where no report says.
    pub by: String,
    /// To whom.
    pub to: String,
    /// What is asked.
    pub content: String,
    /// How far it has come: the word of the record, and only where it tells more than "said in public".
    pub stage: Option<String>,
    /// The term, in words.
    pub due: Option<String>,
    /// Answers, one a party.
    pub answers: Vec<AnswerCell>,
    /// Who owes an answer.
    pub owes: Vec<String>,
    /// `open`, `closed`, `running`, `lapsed`, `withdrawn`.
    pub state: String,
    /// Reports that say it.
    pub reports: u32,
    /// Independent sources among them.
    pub sources: u32,
    /// Numbers of the notes.
    pub notes: Vec<usize>,
}

/// One party's answer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnswerCell {
    /// The party.
    pub by: String,
    /// The answer in words, with its condition.
    pub answer: String,
    /// Numbers of the notes.
    pub notes: Vec<usize>,
}

/// Something that falls due.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DueLine {
    /// First day.
    pub earliest: Option<Date>,
    /// Last day.
    pub latest: Option<Date>,
    /// The line.
    pub line: Line,
}

/// A difference between reports.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dispute {
    /// What differs.
    pub field: String,
    /// Values with their notes.
    pub values: Vec<Line>,
    /// "conflict", "error in a report", "one says more".
    pub verdict: String,
}

/// A report and the source that it rests on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// Report id.
    pub report: String,
    /// Outlet and title.
    pub label: String,
    /// When published, in words, with its basis.
    pub published: String,
    /// What it rests on: "its own reporting", "Outlet (not read)", another report.
    pub rests_on: String,
    /// Whether it rests on its own reporting.
    pub own: bool,
}

/// A sentence that a line rests on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// From 1.
    pub number: usize,
    /// Report id.
    pub report: String,
    /// Outlet, or the report's id where no outlet is known.
    pub outlet: String,
    /// Date of the report, in words.
    pub published: String,
    /// The sentence.
    pub sentence: String,
    /// The part of it on which lines lean.
    pub words: String,
}

impl Line {
    /// "3 reports, 1 source".
    pub fn evidence_words(&self) -> String {
        count_words(self.reports, self.sources)
    }
}

impl ProcessBrief {
    /// "and 3 more in the record", of moves.
    fn more_words(&self) -> Option<String> {
        plain::more_words(self.more_moves)
    }
}

impl Section {
    /// "and 3 more in the record".
    fn more_words(&self) -> Option<String> {
        plain::more_words(self.more)
    }
}

impl MoveRow {
    /// "3 reports, 1 source".
    pub fn evidence_words(&self) -> String {
        count_words(self.reports, self.sources)
    }
}

/// "3 reports, 1 source".
pub(crate) fn count_words(reports: u32, sources: u32) -> String {
    let plural = |n: u32, word: &str| format!("{n} {word}{}", if n == 1 { "" } else { "s" });
    format!("{}, {}", plural(reports, "report"), plural(sources, "source"))
}

/// "[1][4]".
pub(crate) fn note_marks(notes: &[usize]) -> String {
    notes.iter().map(|number| format!("[{number}]")).collect()
}
