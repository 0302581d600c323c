//! Actors as rows, one for each position that somebody has.

use super::{Cell, Column, Result, Table, Take, View, column, list};
use model::{Actor, Tenure};
use std::collections::BTreeSet;

pub(in crate::export) const ACTORS: Table =
    Table { name: "Actors", about: "one row per actor and position; an actor without a position has one row", columns, rows };

fn columns() -> Vec<Column> {
    vec![
        column("id", "stable id"),
        column("kind", "person, state, organ of a state, …"),
        column("name", "canonical name, as in the cells of all tables"),
        column("names", "names in the reports"),
        column("side", "canonical name of the state or party that it belongs to"),
        column("position", "office or role; empty: none is known"),
        column("position_earliest", "first day on which a report may show the position"),
        column("position_latest", "last day on which a report may show it"),
        column("position_edtf", "both in EDTF; ..: nothing known"),
        column("position_ended", "whether the reports call it a past one"),
        column("position_verdict", "doubt about the position, as of what reports say and is not so"),
        column("report_ids", "the reports that give the position"),
    ]
}

fn rows(view: &View<'_>, take: &mut Take<'_>) -> Result<()> {
    for actor in &view.record.actors {
        if actor.positions.is_empty() {
            take(&cells(actor, None))?;
        }
        for tenure in &actor.positions {
            take(&cells(actor, Some(tenure)))?;
        }
    }
    Ok(())
}

fn cells(actor: &Actor, tenure: Option<&Tenure>) -> Vec<Cell> {
    let mut cells: Vec<Cell> = vec![
        actor.id.as_str().into(),
        actor.kind.name().into(),
        actor.name.as_str().into(),
        list(&actor.names),
        actor.side.as_deref().into(),
    ];
    match tenure {
        Some(tenure) => {
            let reports: BTreeSet<&str> = tenure.evidence.iter().map(|e| e.report.as_str()).collect();
            cells.extend([
                tenure.label.as_str().into(),
                tenure.envelope.earliest.into(),
                tenure.envelope.latest.into(),
                tenure.envelope.edtf().into(),
                Cell::Flag(tenure.ended),
                tenure.verdict.as_deref().into(),
                list(reports),
            ]);
        }
        None => cells.resize(12, Cell::Empty),
    }
    cells
}
