//! Comma-separated values (RFC 4180, UTF-8, lines end in CR LF): the tables of the record, one a file.

use super::tables::{self, Cell, Table};
use super::{Result, View};
use std::io::Write;

/// One row per fact.
pub fn facts(view: &View<'_>, out: &mut dyn Write) -> Result<()> {
    table(&tables::FACTS, view, out)
}

/// One row per move.
pub fn moves(view: &View<'_>, out: &mut dyn Write) -> Result<()> {
    table(&tables::MOVES, view, out)
}

/// One row per answer to a move, and per answer owed.
pub fn answers(view: &View<'_>, out: &mut dyn Write) -> Result<()> {
    table(&tables::ANSWERS, view, out)
}

/// One row per claim of a report.
pub fn claims(view: &View<'_>, out: &mut dyn Write) -> Result<()> {
    table(&tables::CLAIMS, view, out)
}

/// One row per wording of a statement.
pub fn statements(view: &View<'_>, out: &mut dyn Write) -> Result<()> {
    table(&tables::STATEMENTS, view, out)
}

/// One row per value on which reports differ.
pub fn conflicts(view: &View<'_>, out: &mut dyn Write) -> Result<()> {
    table(&tables::CONFLICTS, view, out)
}

/// One row per actor and position.
pub fn actors(view: &View<'_>, out: &mut dyn Write) -> Result<()> {
    table(&tables::ACTORS, view, out)
}

/// One row per report.
pub fn reports(view: &View<'_>, out: &mut dyn Write) -> Result<()> {
    table(&tables::REPORTS, view, out)
}

/// What columns and values mean.
pub fn codebook(view: &View<'_>, out: &mut dyn Write) -> Result<()> {
    table(&tables::CODEBOOK, view, out)
}

fn table(table: &Table, view: &View<'_>, out: &mut dyn Write) -> Result<()> {
    let mut sheet = Sheet::new(out);
    sheet.head(&(table.columns)().iter().map(|column| column.name).collect::<Vec<_>>())?;
    (table.rows)(view, &mut |cells| {
        let cells: Vec<String> = cells.iter().map(Cell::text).collect();
        sheet.row(&cells)
    })?;
    sheet.finish()
}

/// A file of rows. Cells that a spreadsheet would take for a formula get an apostrophe in front: reports are written by strangers.
pub(super) struct Sheet<'o> {
    writer: csv::Writer<&'o mut dyn Write>,
}

impl<'o> Sheet<'o> {
    pub fn new(out: &'o mut dyn Write) -> Sheet<'o> {
        Sheet { writer: csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out) }
    }

    pub fn head(&mut self, names: &[&str]) -> Result<()> {
        self.writer.write_record(names).map_err(as_written)?;
        Ok(())
    }

    pub fn row(&mut self, cells: &[String]) -> Result<()> {
        for cell in cells {
            let field = guard(cell);
            self.writer.write_field(field.as_ref()).map_err(as_written)?;
        }
        self.writer.write_record(None::<&[u8]>).map_err(as_written)?;
        Ok(())
    }

    pub fn finish(mut self) -> Result<()> {
        self.writer.flush()?;
        Ok(())
    }
}

/// What went wrong on the way out, with its own kind: a closed pipe is no fault.
fn as_written(error: csv::Error) -> std::io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => std::io::Error::other(format!("{other:?}")),
    }
}

/// The cell, made harmless for spreadsheets (OWASP, "CSV injection").
pub(super) fn guard(cell: &str) -> std::borrow::Cow<'_, str> {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}").into() } else { cell.into() }
}
