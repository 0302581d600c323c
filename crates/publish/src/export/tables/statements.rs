//! Statements as rows: who said what when, one row for each wording.

use super::{Cell, Column, Result, Table, Take, View, column};
use crate::told::one_line;
use model::CodePoints;

pub(in crate::export) const STATEMENTS: Table =
    Table { name: "Statements", about: "one row per wording of a statement; wordings of one statement share its id", columns, rows };

fn columns() -> Vec<Column> {
    vec![
        column("id", "stable id of the statement"),
        column("speaker", "who said it; empty: not stated"),
        column("earliest", "first day on which it may have been said; empty: open"),
        column("latest", "last day on which it may have been said; empty: open"),
        column("edtf", "both in EDTF; ..: nothing known"),
        column("roots", "number of independent sources among the reports that have it"),
        column("report", "id of the report that has this wording"),
        column("mode", "direct: word for word; indirect: retold; mixed: both"),
        column("start", "first code point of the words in the report's text, from 0"),
        column("end", "code point after the words"),
        column("words", "the words"),
    ]
}

fn rows(view: &View<'_>, take: &mut Take<'_>) -> Result<()> {
    for statement in &view.record.statements {
        for wording in &statement.wordings {
            let points = view.texts.get(&wording.report).map(|report| CodePoints::new(&report.text).span(wording.span));
            take(&[
                statement.id.as_str().into(),
                statement.speaker.as_deref().into(),
                statement.envelope.earliest.into(),
                statement.envelope.latest.into(),
                statement.envelope.edtf().into(),
                statement.roots.into(),
                wording.report.as_str().into(),
                wording.mode.name().into(),
                points.map_or(Cell::Empty, |(start, _)| Cell::Number(start as i64)),
                points.map_or(Cell::Empty, |(_, end)| Cell::Number(end as i64)),
                one_line(&wording.text).into(),
            ])?;
        }
    }
    Ok(())
}
