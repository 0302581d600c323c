//! The record as tables: what CSV and spreadsheets hold. Each table streams its rows, since claims of many reports do not fit into memory.

mod actors;
mod claims;
mod codebook;
mod conflicts;
mod facts;
mod moves;
mod reports;
mod statements;

use super::{Result, View};
use jiff::civil::Date;
use model::{Envelope, FieldKey, FieldValue, Fields};

pub(super) use actors::ACTORS;
pub(super) use claims::CLAIMS;
pub(super) use codebook::CODEBOOK;
pub(super) use conflicts::CONFLICTS;
pub(super) use facts::FACTS;
pub(super) use moves::{ANSWERS, MOVES};
pub(super) use reports::REPORTS;
pub(super) use statements::STATEMENTS;

/// Takes the rows of a table, one after the other.
pub(super) type Take<'t> = dyn FnMut(&[Cell]) -> Result<()> + 't;

/// A table.
pub(super) struct Table {
    /// Its name, as of a sheet.
    pub name: &'static str,
    /// What a row is.
    pub about: &'static str,
    /// Its columns.
    pub columns: fn() -> Vec<Column>,
    /// Gives its rows.
    pub rows: fn(&View<'_>, &mut Take<'_>) -> Result<()>,
}

/// All tables of a workbook but the codebook.
pub(super) const TABLES: &[&Table] = &[&FACTS, &MOVES, &ANSWERS, &STATEMENTS, &CONFLICTS, &CLAIMS, &ACTORS, &REPORTS];

/// A column with its meaning.
#[derive(Clone, Copy)]
pub(super) struct Column {
    /// Its name.
    pub name: &'static str,
    /// What its cells hold.
    pub about: &'static str,
}

/// Short for a column.
pub(super) const fn column(name: &'static str, about: &'static str) -> Column {
    Column { name, about }
}

/// A cell.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Cell {
    /// Nothing is known.
    Empty,
    /// Words.
    Text(String),
    /// A count or number.
    Number(i64),
    /// A day.
    Day(Date),
    /// Yes or no.
    Flag(bool),
}

impl Cell {
    /// The cell as CSV has it.
    pub fn text(&self) -> String {
        match self {
            Cell::Empty => String::new(),
            Cell::Text(text) => text.clone(),
            Cell::Number(number) => number.to_string(),
            Cell::Day(day) => day.to_string(),
            Cell::Flag(flag) => if *flag { "TRUE" } else { "FALSE" }.to_owned(),
        }
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Cell {
        if text.is_empty() { Cell::Empty } else { Cell::Text(text.to_owned()) }
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Cell {
        if text.is_empty() { Cell::Empty } else { Cell::Text(text) }
    }
}

impl From<u32> for Cell {
    fn from(number: u32) -> Cell {
        Cell::Number(number.into())
    }
}

impl From<Option<Date>> for Cell {
    fn from(day: Option<Date>) -> Cell {
        day.map_or(Cell::Empty, Cell::Day)
    }
}

impl<'t> From<Option<&'t str>> for Cell {
    fn from(text: Option<&'t str>) -> Cell {
        text.map_or(Cell::Empty, Cell::from)
    }
}

/// Between the values of a list within a cell.
pub(super) const BETWEEN: &str = " | ";

/// A list as one cell.
pub(super) fn list<S: AsRef<str>>(values: impl IntoIterator<Item = S>) -> Cell {
    let mut text = String::new();
    for value in values {
        if !text.is_empty() {
            text.push_str(BETWEEN);
        }
        text.push_str(value.as_ref());
    }
    Cell::from(text)
}

/// Columns for an envelope.
pub(super) const WHEN: [Column; 5] = [
    column("earliest", "first day on which it may lie; empty: open"),
    column("latest", "last day on which it may lie; empty: open"),
    column("edtf", "both ends in Extended Date/Time Format (ISO 8601-2, level 1); ..: nothing known"),
    column("days", "length of the envelope in days; 1: the day is known; empty: an end is open"),
    column("time_words", "the words of the reports that the date rests on"),
];

/// Cells for an envelope.
pub(super) fn when(envelope: Envelope, words: Cell) -> [Cell; 5] {
    [envelope.earliest.into(), envelope.latest.into(), envelope.edtf().into(), envelope.days().map_or(Cell::Empty, Cell::Number), words]
}

/// A column for every field that a claim or fact may have.
pub(super) fn field_columns() -> impl Iterator<Item = Column> {
    FieldKey::ALL.iter().map(|&key| column(key.name(), codebook::field(key)))
}

/// The cells for the fields, in the order of [`field_columns`].
pub(super) fn field_cells(fields: &Fields) -> impl Iterator<Item = Cell> {
    FieldKey::ALL.iter().map(|&key| fields.get(key).map_or(Cell::Empty, value))
}

fn value(value: &FieldValue) -> Cell {
    match value {
        FieldValue::Unknown => Cell::Empty,
        FieldValue::Flag(flag) => Cell::Flag(*flag),
        FieldValue::Number(number) => Cell::Number(*number),
        FieldValue::Text(text) => Cell::from(text.as_str()),
        FieldValue::List(values) => list(values.iter().map(|v| self::value(v).text())),
    }
}
