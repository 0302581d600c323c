//! Differences between reports as rows, one for each value.

use super::{Column, Result, Table, Take, View, column, list};

pub(in crate::export) const CONFLICTS: Table =
    Table { name: "Conflicts", about: "one row per value on which reports differ; values of one difference share its id", columns, rows };

fn columns() -> Vec<Column> {
    vec![
        column("id", "stable id of the difference"),
        column("field", "what differs"),
        column("value", "what the reports of this row say"),
        column("verdict", "what the difference amounts to"),
        column("roots", "number of independent sources among all its reports"),
        column("facts", "ids of the facts that it concerns"),
        column("report_ids", "the reports that say this value"),
        column("sentence", "the first sentence that says it"),
    ]
}

fn rows(view: &View<'_>, take: &mut Take<'_>) -> Result<()> {
    let told = view.told();
    for conflict in &view.record.conflicts {
        for value in &conflict.values {
            take(&[
                conflict.id.as_str().into(),
                conflict.field.as_str().into(),
                value.value.as_str().into(),
                conflict.verdict.name().into(),
                conflict.roots.into(),
                list(&conflict.facts),
                list(&value.reports),
                told.quotes(&value.evidence).into_iter().next().map(|quote| quote.sentence).unwrap_or_default().into(),
            ])?;
        }
    }
    Ok(())
}
