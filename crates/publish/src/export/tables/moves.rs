//! Moves and their answers as rows.

use super::{Cell, Column, Result, Table, Take, View, column, list};
use model::Envelope;

pub(in crate::export) const MOVES: Table =
    Table { name: "Moves", about: "one row per proposal, demand, ultimatum or pledge; its id is that of its fact", columns, rows };

pub(in crate::export) const ANSWERS: Table = Table {
    name: "Answers",
    about: "one row per answer to a move, and one per answer that is owed",
    columns: answer_columns,
    rows: answer_rows,
};

fn columns() -> Vec<Column> {
    vec![
        column("id", "stable id, shared with the fact"),
        column("kind", "proposal, demand, ultimatum or pledge"),
        column("track", "topic"),
        column("by", "who puts it; empty: not stated"),
        column("to", "to whom; empty: not stated"),
        column("content", "what is asked"),
        column("condition", "under which condition"),
        column("stage", "how far it has come"),
        column("state", "open, closed, running, lapsed or withdrawn"),
        column("due_earliest", "first day of the term, or of the time asked for"),
        column("due_latest", "last day of the term, or of the time asked for"),
        column("due_edtf", "both in EDTF"),
        column("answers", "answers so far: party and kind"),
        column("owes", "who still owes an answer"),
        column("reports", "number of reports that say it"),
        column("roots", "number of independent sources among them"),
        column("sentence", "the first sentence that says it"),
    ]
}

fn rows(view: &View<'_>, take: &mut Take<'_>) -> Result<()> {
    let told = view.told();
    for entry in &view.record.moves {
        let due = entry.due.unwrap_or(Envelope::OPEN);
        take(&[
            entry.id.as_str().into(),
            entry.kind.name().into(),
            entry.track.as_deref().into(),
            list(&entry.by),
            list(&entry.to),
            entry.content.as_str().into(),
            entry.condition.as_deref().into(),
            entry.stage.name().into(),
            entry.state.as_str().into(),
            due.earliest.into(),
            due.latest.into(),
            if due.is_open() { Cell::Empty } else { due.edtf().into() },
            list(entry.answers.iter().map(|answer| format!("{}: {}", answer.by, answer.answer))),
            list(&entry.owes),
            entry.reports.into(),
            entry.roots.into(),
            told.quotes(&entry.evidence).into_iter().next().map(|quote| quote.sentence).unwrap_or_default().into(),
        ])?;
    }
    Ok(())
}

fn answer_columns() -> Vec<Column> {
    vec![
        column("move", "id of the move"),
        column("move_by", "who put the move"),
        column("content", "what the move asks"),
        column("by", "the party that answers or owes"),
        column("answer", "kind of answer; owed: none that would settle it has come"),
        column("condition", "if what"),
        column("earliest", "first day on which the answer may have been given"),
        column("latest", "last day on which it may have been given"),
        column("edtf", "both in EDTF"),
        column("report_ids", "the reports"),
        column("sentence", "the first sentence that says it"),
    ]
}

fn answer_rows(view: &View<'_>, take: &mut Take<'_>) -> Result<()> {
    let told = view.told();
    for entry in &view.record.moves {
        for answer in &entry.answers {
            let reports: std::collections::BTreeSet<&str> = answer.evidence.iter().map(|e| e.report.as_str()).collect();
            take(&[
                entry.id.as_str().into(),
                list(&entry.by),
                entry.content.as_str().into(),
                answer.by.as_str().into(),
                answer.answer.name().into(),
                answer.condition.as_deref().into(),
                answer.envelope.earliest.into(),
                answer.envelope.latest.into(),
                answer.envelope.edtf().into(),
                list(reports),
                told.quotes(&answer.evidence).into_iter().next().map(|quote| quote.sentence).unwrap_or_default().into(),
            ])?;
        }
        for party in &entry.owes {
            let mut cells =
                vec![entry.id.as_str().into(), list(&entry.by), entry.content.as_str().into(), party.as_str().into(), "owed".into()];
            cells.resize(11, Cell::Empty);
            take(&cells)?;
        }
    }
    Ok(())
}
