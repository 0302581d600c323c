//! Reports as rows.

use super::{Cell, Column, Result, Table, Take, View, column, list};
use crate::told::one_line;
use model::Envelope;

pub(in crate::export) const REPORTS: Table =
    Table { name: "Reports", about: "one row per report, with the independent origin that it rests on", columns, rows };

fn columns() -> Vec<Column> {
    vec![
        column("id", "id of the report"),
        column("outlet", "outlet"),
        column("title", "headline"),
        column("url", "address"),
        column("published_earliest", "first day on which it may have been published"),
        column("published_latest", "last day on which it may have been published"),
        column("published_edtf", "both in EDTF"),
        column("published_basis", "on what the date rests"),
        column("root", "id of the independent origin: its own id, or origin: and a name"),
        column("origin", "name of the origin where it was never read"),
        column("leans_on", "relation and what it leans on, after the derivation graph"),
        column("story", "the story that it belongs to"),
        column("sha256", "SHA-256 of the bytes as read"),
    ]
}

fn rows(view: &View<'_>, take: &mut Take<'_>) -> Result<()> {
    for report in view.reports()? {
        let published = report.published.as_ref();
        let when = published.map_or(Envelope::OPEN, |p| p.envelope);
        let edges = view.whole.derivations.iter().filter(|edge| edge.from == report.id);
        take(&[
            report.id.as_str().into(),
            report.outlet.as_deref().into(),
            report.title.as_deref().map(one_line).unwrap_or_default().into(),
            report.url.as_deref().into(),
            when.earliest.into(),
            when.latest.into(),
            if when.is_open() { Cell::Empty } else { when.edtf().into() },
            published.map(|p| p.basis.name()).into(),
            report.root.as_str().into(),
            report.origin.as_deref().into(),
            list(edges.map(|edge| format!("{} {}", edge.relation, edge.to))),
            report.story.as_deref().into(),
            report.sha256.as_str().into(),
        ])?;
    }
    Ok(())
}
