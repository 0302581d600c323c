//! `rapporteur brief`: the state of play on one page.

use super::{Outcome, Within, day};
use crate::output::Output;
use jiff::civil::Date;
use publish::brief::{self, Brief as Page, Material};
use record::Dossier;
use std::io::{IsTerminal, Write};

/// Print the state of play: what is on the table, who owes an answer, what is due, what was agreed, where reports differ
#[derive(clap::Args)]
#[command(
    after_help = "Examples:\n  rapporteur brief talks.rapporteur\n  rapporteur brief talks.rapporteur --as-of 2025-07-19\n  rapporteur brief talks.rapporteur --format html > brief.html\n  rapporteur brief talks.rapporteur --format docx > brief.docx\n\nEach line says how many reports and how many independent sources carry it; the numbered notes quote the sentences."
)]
pub struct Brief {
    #[command(flatten)]
    within: Within,
    /// The state at the end of this day, from the reports published by then.
    #[arg(long, value_name = "DATE")]
    as_of: Option<String>,
    /// The form.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum Format {
    /// Plain text for the terminal.
    Text,
    /// Markdown.
    Markdown,
    /// A page of its own.
    Html,
    /// A Word document; goes to a file: `brief DOSSIER --format docx > brief.docx`.
    Docx,
    /// JSON.
    Json,
}

impl Brief {
    /// Runs the command.
    pub fn run(self, out: &mut Output) -> anyhow::Result<Outcome> {
        let as_of = self.as_of.as_deref().map(day).transpose()?;
        let page = compose(&self.within.open()?, as_of)?;
        match self.format {
            Format::Text => write!(out, "{}", brief::text(&page, width()))?,
            Format::Markdown => write!(out, "{}", brief::markdown(&page))?,
            Format::Html => write!(out, "{}", brief::html(&page))?,
            Format::Docx => {
                anyhow::ensure!(
                    !std::io::stdout().is_terminal(),
                    "a Word document does not go to a terminal; write it to a file with `> brief.docx`"
                );
                out.write_all(&brief::docx(&page)?)?;
            }
            Format::Json => out.json(&page)?,
        }
        Ok(Outcome::Done)
    }
}

/// The brief of a dossier, as of a day or as of now; that of now is kept beside the record.
pub fn compose(dossier: &Dossier, as_of: Option<Date>) -> anyhow::Result<Page> {
    if as_of.is_none()
        && let Some(page) = brief::kept(dossier)?
    {
        return Ok(page);
    }
    let record = match as_of {
        Some(day) => dossier.record_as_of(day)?,
        None => dossier.record()?,
    };
    let texts = super::texts(dossier)?;
    Ok(brief::compose(Material { record: &record, texts: &texts, as_of }))
}

/// Columns to wrap at: the terminal's, at most 110, so that lines stay readable; 100 in a pipe.
pub fn width() -> usize {
    crate::output::width().unwrap_or(100).min(110)
}
