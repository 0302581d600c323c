//! Numbers for the sentences that lines rest on.

use super::{Material, Note};
use crate::wording;
use model::{Evidence, Stance};
use std::collections::BTreeMap;

/// At most so many notes per line: a person follows three; the rest is one look away in the record.
const PER_LINE: usize = 3;

/// Longest quotation in a note, in characters.
const LONGEST: usize = 320;

/// Gives each sentence one number, in the order in which lines first lean on it.
pub(super) struct Notes<'m> {
    material: Material<'m>,
    numbers: BTreeMap<(String, u32), usize>,
    notes: Vec<Note>,
}

impl<'m> Notes<'m> {
    pub(super) fn new(material: Material<'m>) -> Notes<'m> {
        Notes { material, numbers: BTreeMap::new(), notes: Vec::new() }
    }

    /// The numbers of the notes for this evidence: first one sentence of each report, then more, up to the limit.
    pub(super) fn number(&mut self, evidence: &[Evidence]) -> Vec<usize> {
        let mut chosen: Vec<&Evidence> = Vec::new();
        for fresh_report in [true, false] {
            for entry in evidence.iter().filter(|e| e.stance != Stance::Repeats) {
                let known = chosen.iter().any(|c| c.report == entry.report && (fresh_report || c.sentence == entry.sentence));
                if !known && chosen.len() < PER_LINE {
                    chosen.push(entry);
                }
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
        let span = report.sentences.get(evidence.sentence as usize).copied().unwrap_or(evidence.span);
        let entry = self.material.record.reports.iter().find(|r| r.id == evidence.report);
        let number = self.notes.len() + 1;
        self.notes.push(Note {
            number,
            report: evidence.report.clone(),
            outlet: entry.and_then(|e| e.outlet.clone()).unwrap_or_else(|| evidence.report.clone()),
            published: entry
                .and_then(|e| e.published.as_ref())
                .and_then(|p| wording::when(p.envelope))
                .unwrap_or_else(|| "undated".to_owned()),
            sentence: shorten(span.of(&report.text)),
        });
        self.numbers.insert(key, number);
        Some(number)
    }

    /// The words of a report under this evidence, on one line.
    pub(super) fn words(&self, evidence: &[Evidence]) -> String {
        let entry = evidence.iter().find(|e| e.stance != Stance::Repeats).or(evidence.first());
        let words = entry.and_then(|e| Some(e.span.of(&self.material.texts.get(&e.report)?.text)));
        shorten(words.unwrap_or(""))
    }

    pub(super) fn finish(self) -> Vec<Note> {
        self.notes
    }
}

fn shorten(text: &str) -> String {
    let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if flat.chars().count() <= LONGEST {
        return flat;
    }
    let cut: String = flat.chars().take(LONGEST).collect();
    let end = cut.rfind(' ').unwrap_or(cut.len());
    format!("{} …", &cut[..end])
}
