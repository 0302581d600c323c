//! A workbook (Office Open XML): every table on a sheet of its own, with a codebook. Words are written as words, so that nothing is ever
//! taken for a formula.

use super::tables::{CODEBOOK, Cell, TABLES, Table};
use super::{Error, Result, View};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError};
use std::io::Write;

/// Rows of a sheet under its head: the form's own limit.
const ROWS: u32 = 1_048_575;

/// Characters of a cell: the form's own limit is 32,767 UTF-16 units.
const LONGEST: usize = 16_000;

/// Columns are at least and at most so many characters wide.
const WIDTHS: (usize, usize) = (8, 60);

struct Looks {
    head: Format,
    day: Format,
    words: Format,
}

/// Writes the workbook.
pub fn xlsx(view: &View<'_>, out: &mut dyn Write) -> Result<()> {
    let mut book = Workbook::new();
    // The writer would put the clock's time in; the same record gives the same bytes.
    let created = ExcelDateTime::from_ymd(2000, 1, 1)?;
    book.set_properties(&DocProperties::new().set_title(view.title).set_author("Rapporteur").set_creation_datetime(&created));
    let looks = Looks {
        head: Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Top),
        day: Format::new().set_num_format("yyyy-mm-dd").set_align(FormatAlign::Top),
        words: Format::new().set_align(FormatAlign::Top),
    };
    for table in TABLES.iter().chain([&&CODEBOOK]) {
        sheets(&mut book, table, view, &looks)?;
    }
    out.write_all(&book.save_to_buffer()?)?;
    Ok(())
}

/// A table on one sheet, or on several where it has more rows than one holds.
fn sheets(book: &mut Workbook, table: &Table, view: &View<'_>, looks: &Looks) -> Result<()> {
    let mut number = 1;
    let mut row = 0;
    let mut widths = Vec::new();
    open(book, table, number, looks, &mut widths)?;
    (table.rows)(view, &mut |cells| {
        if row == ROWS {
            close(book, row, &widths)?;
            (number, row) = (number + 1, 0);
            open(book, table, number, looks, &mut widths)?;
        }
        row += 1;
        let sheet = last(book)?;
        for (column, cell) in cells.iter().enumerate() {
            widths[column] = widths[column].max(width(cell));
            put(sheet, row, column as u16, cell, looks)?;
        }
        Ok(())
    })?;
    close(book, row, &widths)
}

fn open(book: &mut Workbook, table: &Table, number: u32, looks: &Looks, widths: &mut Vec<usize>) -> Result<()> {
    let sheet = book.add_worksheet();
    sheet.set_name(if number == 1 { table.name.to_owned() } else { format!("{} {number}", table.name) })?;
    let columns = (table.columns)();
    *widths = columns.iter().map(|column| column.name.chars().count() + 2).collect();
    for (at, column) in columns.iter().enumerate() {
        sheet.write_string_with_format(0, at as u16, column.name, &looks.head)?;
    }
    sheet.set_freeze_panes(1, 1)?;
    Ok(())
}

fn close(book: &mut Workbook, rows: u32, widths: &[usize]) -> Result<()> {
    let sheet = last(book)?;
    for (at, &width) in widths.iter().enumerate() {
        sheet.set_column_width(at as u16, width.clamp(WIDTHS.0, WIDTHS.1) as f64)?;
    }
    if let Some(columns) = widths.len().checked_sub(1) {
        sheet.autofilter(0, 0, rows, columns as u16)?;
    }
    Ok(())
}

fn last(book: &mut Workbook) -> Result<&mut Worksheet> {
    let at = book.worksheets().len().saturating_sub(1);
    Ok(book.worksheet_from_index(at)?)
}

fn put(sheet: &mut Worksheet, row: u32, column: u16, cell: &Cell, looks: &Looks) -> Result<()> {
    match cell {
        Cell::Empty => return Ok(()),
        Cell::Text(text) => sheet.write_string_with_format(row, column, short(text), &looks.words)?,
        Cell::Number(number) => sheet.write_number_with_format(row, column, *number as f64, &looks.words)?,
        // Days before 1900 have no number in a workbook: they stay words.
        Cell::Day(day) => match ExcelDateTime::from_ymd(day.year().max(0) as u16, day.month() as u8, day.day() as u8) {
            Ok(date) => sheet.write_datetime_with_format(row, column, &date, &looks.day)?,
            Err(_) => sheet.write_string_with_format(row, column, day.to_string(), &looks.words)?,
        },
        Cell::Flag(flag) => sheet.write_boolean_with_format(row, column, *flag, &looks.words)?,
    };
    Ok(())
}

/// The text, cut where a cell cannot hold it, which is said.
fn short(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{} … [cut]", &text[..end]),
        None => text.to_owned(),
    }
}

fn width(cell: &Cell) -> usize {
    match cell {
        Cell::Day(_) => 11,
        cell => cell.text().chars().take(WIDTHS.1).count() + 1,
    }
}

impl From<XlsxError> for Error {
    fn from(error: XlsxError) -> Error {
        Error::from(std::io::Error::other(error))
    }
}
