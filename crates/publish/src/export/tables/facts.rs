//! Facts as rows.

use super::{Column, Result, Table, Take, View, column, field_cells, field_columns, list, when};
use crate::export::events;
use model::{Reading, Span, Stance};
use std::collections::{BTreeMap, BTreeSet};

pub(in crate::export) const FACTS: Table =
    Table { name: "Facts", about: "one row per fact, fused from the claims of all reports", columns, rows };

fn columns() -> Vec<Column> {
    let mut all = vec![
        column("id", "stable id"),
        column("process", "id of the negotiation"),
        column("kind", "what the fact is about"),
        column("status", "status of the content"),
        column("summary", "the fact in one line, made from its fields"),
    ];
    all.extend(super::WHEN);
    all.extend(field_columns());
    all.extend([
        column("speaker", "who says so in every report that says it; empty: narrators, or reports differ"),
        column("plover", "PLOVER root; empty: not expressible there"),
        column("reports", "number of reports that say it"),
        column("roots", "number of independent sources among them"),
        column("report_ids", "the reports"),
        column("denied_by", "reports that say the contrary"),
        column("sentence", "the first sentence that says it"),
        column("links", "other facts: relation and id"),
        column("ruling", "what a person ruled on it"),
    ]);
    all
}

fn rows(view: &View<'_>, take: &mut Take<'_>) -> Result<()> {
    let told = view.told();
    let words = TimeWords::gather(view)?;
    for fact in &view.record.facts {
        let reports =
            |stance: Stance| -> BTreeSet<&str> { fact.evidence.iter().filter(|e| e.stance == stance).map(|e| e.report.as_str()).collect() };
        let spoken: BTreeSet<&str> = fact.evidence.iter().filter_map(|e| words.of(&e.report, e.span)).collect();
        let sentence = told.quotes(&fact.evidence).into_iter().next().map(|quote| quote.sentence).unwrap_or_default();
        let mut cells = vec![
            fact.id.as_str().into(),
            fact.process.as_deref().into(),
            fact.kind.name().into(),
            fact.status.name().into(),
            told.fact(fact).into(),
        ];
        cells.extend(when(fact.envelope, list(spoken)));
        cells.extend(field_cells(&fact.fields));
        cells.extend([
            fact.speaker.as_deref().into(),
            events::code(fact).map(model::Plover::name).into(),
            fact.reports.into(),
            fact.roots.into(),
            list(reports(Stance::Supports)),
            list(reports(Stance::Denies)),
            sentence.into(),
            list(fact.links.iter().map(|link| format!("{} {}", link.relation, link.to))),
            fact.ruling.as_deref().into(),
        ]);
        take(&cells)?;
    }
    Ok(())
}

/// The time words of claims, by report and place.
struct TimeWords(BTreeMap<(String, Span), String>);

impl TimeWords {
    /// Looks into every report, one at a time.
    fn gather(view: &View<'_>) -> Result<TimeWords> {
        let mut all = BTreeMap::new();
        for report in &view.record.reports {
            if let Some(reading) = view.source.reading(&report.id)? {
                for claim in &reading.claims {
                    if let Some(words) = time_words(&reading, claim) {
                        all.insert((report.id.clone(), claim.span), words);
                    }
                }
            }
        }
        Ok(TimeWords(all))
    }

    fn of(&self, report: &str, span: Span) -> Option<&str> {
        self.0.get(&(report.to_owned(), span)).map(String::as_str)
    }
}

/// The words that a claim's time rests on.
pub(super) fn time_words(reading: &Reading, claim: &model::Claim) -> Option<String> {
    let time = claim.time.as_ref()?;
    let expression = time.expression.and_then(|index| reading.times.get(index as usize));
    Some(expression.map(|e| e.span).or(time.event)?.of(&reading.article.text).to_owned())
}
