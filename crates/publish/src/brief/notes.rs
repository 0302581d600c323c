//! Numbers for the sentences that lines rest on.

use super::{Material, Note, ReportText};
use crate::index::Index;
use crate::told::passage;
use crate::wording;
use model::{Evidence, Span, Stance};
use std::collections::BTreeMap;

/// At most so many notes per line: one sentence of each independent source, the rest is one look away in the record.
const PER_LINE: usize = 2;

/// Longest quotation in a note, in characters.
const LONGEST: usize = 240;

/// The place of the sentence that a piece of evidence stands in.
fn sentence_of(report: &ReportText, evidence: &Evidence) -> Span {
    report.sentences.get(evidence.sentence as usize).copied().unwrap_or(evidence.span)
}

/// Gives each sentence one number, in the order in which lines first lean on it.
pub(super) struct Notes<'m> {
    material: Material<'m>,
    numbers: BTreeMap<(String, u32), usize>,
    notes: Vec<Note>,
    index: &'m Index,
}

impl<'m> Notes<'m> {
    pub(super) fn new(material: Material<'m>, index: &'m Index) -> Notes<'m> {
        Notes { material, numbers: BTreeMap::new(), notes: Vec::new(), index }
    }

    /// The numbers of the notes for this evidence: one sentence of each independent source, up to the limit.
    pub(super) fn number(&mut self, evidence: &[Evidence]) -> Vec<usize> {
        let mut chosen: Vec<&Evidence> = Vec::new();
        let mut roots: Vec<&str> = Vec::new();
        let said = evidence.iter().filter(|e| e.stance != Stance::Repeats);
        // A sentence that is quoted already serves again before a new one is taken.
        let known = |e: &&Evidence| !self.numbers.contains_key(&(e.report.clone(), e.sentence));
        let mut said: Vec<&Evidence> = said.collect();
        said.sort_by_key(|e| known(e));
        for entry in said {
            let root = self.index.report(self.material.record, &entry.report).map_or("", |(_, report)| report.root.as_str());
            if chosen.len() < PER_LINE && !roots.contains(&root) {
                roots.push(root);
                chosen.push(entry);
            }
        }
        if chosen.is_empty() {
            chosen.extend(evidence.first());
        }
        let mut numbers: Vec<usize> = chosen.into_iter().filter_map(|entry| self.note(entry)).collect();
        numbers.sort_unstable();
        numbers.dedup();
        numbers
    }

    fn note(&mut self, evidence: &Evidence) -> Option<usize> {
        let key = (evidence.report.clone(), evidence.sentence);
        if let Some(&number) = self.numbers.get(&key) {
            return Some(number);
        }
        let report = self.material.texts.get(&evidence.report)?;
        let span = sentence_of(report, evidence);
        let words = wording::clip(evidence.span.of(&report.text), LONGEST);
        let entry = self.index.report(self.material.record, &evidence.report).map(|(_, report)| report);
        let number = self.notes.len() + 1;
        self.notes.push(Note {
            number,
            report: evidence.report.clone(),
            outlet: entry.and_then(|e| e.outlet.clone()).unwrap_or_else(|| wording::no_outlet(&evidence.report)),
            published: entry
                .and_then(|e| e.published.as_ref())
                .and_then(|p| wording::when(p.envelope))
                .unwrap_or_else(|| "undated".to_owned()),
            sentence: wording::clip(span.of(&report.text), LONGEST),
            words,
        });
        self.numbers.insert(key, number);
        Some(number)
    }

    /// Whether a line leans already on a sentence of this evidence.
    pub(super) fn has(&self, evidence: &[Evidence]) -> bool {
        evidence.iter().any(|e| self.numbers.contains_key(&(e.report.clone(), e.sentence)))
    }

    /// The last day on which a report says so.
    pub(super) fn day(&self, evidence: &[Evidence]) -> Option<jiff::civil::Date> {
        let report = |e: &Evidence| self.index.report(self.material.record, &e.report).and_then(|(_, report)| report.published.as_ref());
        evidence.iter().filter_map(|e| report(e)?.envelope.latest).max()
    }

    /// The words of a report under this evidence, fit to be quoted alone.
    pub(super) fn words(&self, evidence: &[Evidence]) -> String {
        let entry = evidence.iter().find(|e| e.stance != Stance::Repeats).or(evidence.first());
        entry.and_then(|e| Some(passage(self.material.texts.get(&e.report)?, e))).unwrap_or_default()
    }

    /// The whole sentence of a report under this evidence, as its note has it.
    pub(super) fn sentence(&self, evidence: &[Evidence]) -> String {
        let entry = evidence.iter().find(|e| e.stance != Stance::Repeats).or(evidence.first());
        let told = entry.and_then(|e| self.material.texts.get(&e.report).map(|report| (e, report)));
        told.map(|(e, report)| wording::clip(sentence_of(report, e).of(&report.text), LONGEST)).unwrap_or_default()
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.notes.len()
    }

    /// Takes back all but the first, which lines lean on that are not told.
    pub(super) fn forget(&mut self, first: usize) {
        self.notes.truncate(first);
        self.numbers.retain(|_, number| *number <= first);
    }

    pub(super) fn finish(self) -> Vec<Note> {
        self.notes
    }
}
