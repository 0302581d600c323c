//! Finding an entry by its id, and the sentences that it rests on.

use super::{Dossier, reading};
use crate::{Error, Result};
use model::{Actor, Conflict, Derivation, Evidence, Fact, Move, Process, Reading, Record, ReportEntry, Span, Stance, Utterance};
use std::collections::BTreeMap;

/// An entry of the record.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
#[expect(clippy::large_enum_variant, reason = "one is made for one page or one answer")]
pub enum Item {
    /// A report with the edges of the derivation graph that touch it.
    Report {
        /// The report.
        report: ReportEntry,
        /// Its edges.
        derivations: Vec<Derivation>,
    },
    /// An actor.
    Actor {
        /// The actor.
        actor: Actor,
    },
    /// An utterance.
    Statement {
        /// The utterance.
        statement: Utterance,
    },
    /// A fact; a move has its board entry with it.
    Fact {
        /// The fact.
        fact: Fact,
        /// The move, where the fact asks for an answer.
        #[serde(rename = "move")]
        moved: Option<Move>,
    },
    /// A conflict.
    Conflict {
        /// The conflict.
        conflict: Conflict,
    },
    /// A process.
    Process {
        /// The process.
        process: Process,
    },
}

/// A place in a report, with its words: what a note of the brief leads to.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Cited {
    /// Report id.
    pub report: String,
    /// Its headline.
    pub title: Option<String>,
    /// Its outlet.
    pub outlet: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// The days on which it may have been published (EDTF).
    pub published: Option<String>,
    /// The sentence, from 0.
    pub sentence: u32,
    /// The whole sentence.
    pub text: String,
    /// The words that carry the claim.
    pub words: String,
    /// Bytes of the words in the report's text (not serialised: outside, offsets are code points).
    #[serde(skip)]
    pub span: Span,
    /// How they bear on the fact.
    pub stance: Stance,
}

impl Item {
    /// The entry's id.
    pub fn id(&self) -> &str {
        match self {
            Item::Report { report, .. } => &report.id,
            Item::Actor { actor } => &actor.id,
            Item::Statement { statement } => &statement.id,
            Item::Fact { fact, .. } => &fact.id,
            Item::Conflict { conflict } => &conflict.id,
            Item::Process { process } => &process.id,
        }
    }

    /// The places that the entry rests on.
    pub fn evidence(&self) -> Vec<Evidence> {
        let mut all: Vec<Evidence> = match self {
            Item::Report { .. } | Item::Process { .. } => Vec::new(),
            Item::Actor { actor } => actor.positions.iter().flat_map(|position| position.evidence.iter().cloned()).collect(),
            Item::Statement { statement } => statement
                .wordings
                .iter()
                .map(|w| Evidence { report: w.report.clone(), sentence: u32::MAX, span: w.span, stance: Stance::Supports })
                .collect(),
            Item::Fact { fact, moved } => {
                let answers = moved.iter().flat_map(|m| &m.answers).flat_map(|answer| answer.evidence.iter().cloned());
                fact.evidence.iter().cloned().chain(answers).collect()
            }
            Item::Conflict { conflict } => conflict.values.iter().flat_map(|value| value.evidence.iter().cloned()).collect(),
        };
        all.sort();
        all.dedup();
        all
    }
}

impl Dossier {
    /// The entry with this id, or the only one whose id begins so.
    pub fn find(&self, record: &Record, id: &str) -> Result<Item> {
        let ids: Vec<&str> = record
            .reports
            .iter()
            .map(|e| e.id.as_str())
            .chain(record.actors.iter().map(|e| e.id.as_str()))
            .chain(record.statements.iter().map(|e| e.id.as_str()))
            .chain(record.facts.iter().map(|e| e.id.as_str()))
            .chain(record.conflicts.iter().map(|e| e.id.as_str()))
            .chain(record.processes.iter().map(|e| e.id.as_str()))
            .collect();
        let id = match ids.iter().find(|known| **known == id) {
            Some(exact) => *exact,
            None => {
                let mut close: Vec<&str> = ids.into_iter().filter(|known| !id.is_empty() && known.starts_with(id)).collect();
                close.sort_unstable();
                close.dedup();
                match close[..] {
                    [] => return Err(Error::unknown(id)),
                    [one] => one,
                    _ => return Err(Error::ambiguous(id, &close[..close.len().min(8)])),
                }
            }
        };
        if let Some(fact) = record.facts.iter().find(|e| e.id == id) {
            let moved = record.moves.iter().find(|e| e.id == id).cloned();
            return Ok(Item::Fact { fact: fact.clone(), moved });
        }
        if let Some(report) = record.reports.iter().find(|e| e.id == id) {
            let derivations = record.derivations.iter().filter(|d| d.from == id || d.to == id).cloned().collect();
            return Ok(Item::Report { report: report.clone(), derivations });
        }
        if let Some(actor) = record.actors.iter().find(|e| e.id == id) {
            return Ok(Item::Actor { actor: actor.clone() });
        }
        if let Some(statement) = record.statements.iter().find(|e| e.id == id) {
            return Ok(Item::Statement { statement: statement.clone() });
        }
        if let Some(conflict) = record.conflicts.iter().find(|e| e.id == id) {
            return Ok(Item::Conflict { conflict: conflict.clone() });
        }
        let process = record.processes.iter().find(|e| e.id == id).ok_or_else(|| Error::unknown(id))?;
        Ok(Item::Process { process: process.clone() })
    }

    /// The sentences behind places in reports, in the order given. Places in reports that are not there are left out.
    pub fn cited(&self, evidence: &[Evidence]) -> Result<Vec<Cited>> {
        let mut readings: BTreeMap<&str, Option<(Reading, Option<String>)>> = BTreeMap::new();
        let mut cited = Vec::with_capacity(evidence.len());
        for place in evidence {
            if !readings.contains_key(place.report.as_str()) {
                readings.insert(&place.report, self.opened(&place.report)?);
            }
            let Some(Some((reading, url))) = readings.get(place.report.as_str()) else { continue };
            cited.push(cite(place, reading, url.as_deref()));
        }
        Ok(cited)
    }

    fn opened(&self, report: &str) -> Result<Option<(Reading, Option<String>)>> {
        let row = match self.row_of(report) {
            Ok(row) => row,
            Err(error) if error.is_unknown_id() => return Ok(None),
            Err(error) => return Err(error),
        };
        let Some(reading) = reading::load(&self.connection, row)? else { return Ok(None) };
        let url = self.connection.query_row("SELECT url FROM document WHERE id = ?1", [row], |row| row.get(0))?;
        Ok(Some((reading, url)))
    }
}

fn cite(place: &Evidence, reading: &Reading, url: Option<&str>) -> Cited {
    let text = reading.article.text.as_str();
    let sentence = match reading.sentences.get(place.sentence as usize) {
        Some(_) => place.sentence as usize,
        None => reading.sentences.partition_point(|s| s.span.end <= place.span.start),
    };
    let whole = reading.sentences.get(sentence).map_or(place.span, |s| s.span.cover(place.span));
    Cited {
        report: place.report.clone(),
        title: reading.article.title.clone(),
        outlet: reading.article.outlet.clone(),
        url: url.map(str::to_owned),
        published: reading.article.published.as_ref().map(|p| p.envelope.edtf()),
        sentence: sentence as u32,
        text: one_line(whole.of(text)),
        words: one_line(place.span.of(text)),
        span: place.span,
        stance: place.stance,
    }
}

/// The text on one line, runs of blanks as one.
pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
