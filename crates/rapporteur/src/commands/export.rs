//! `rapporteur export`: the record for other programs.

use super::{Outcome, day, filter::Filters};
use crate::output::Output;
use anyhow::Context;
use publish::export::{self, FORMATS, Material};
use record::Dossier;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::PathBuf;

/// Write the record for other programs: tables, calendars, feeds, graphs, bibliographies
#[derive(clap::Args)]
#[command(after_help = formats())]
pub struct Export {
    /// The dossier.
    #[arg(value_name = "DOSSIER", required_unless_present = "list")]
    dossier: Option<PathBuf>,
    /// The form; see the list below.
    #[arg(long, short, value_name = "NAME", default_value = "jsonl", value_parser = parse_format, hide_possible_values = true)]
    format: &'static export::Format,
    /// List the forms with what they hold, and write nothing.
    #[arg(long)]
    list: bool,
    /// The file to write; standard output where not given.
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    /// The state at the end of this day, from the reports published by then.
    #[arg(long, value_name = "DATE")]
    as_of: Option<String>,
    /// Where `rapporteur serve` shows this dossier, so that entries of feeds and calendars link to their pages.
    #[arg(long, value_name = "ADDRESS", value_parser = parse_base)]
    base: Option<String>,
    #[command(flatten)]
    filters: Filters,
}

fn parse_format(name: &str) -> Result<&'static export::Format, String> {
    export::format(name).ok_or_else(|| format!("the forms are {}", FORMATS.iter().map(|f| f.name).collect::<Vec<_>>().join(", ")))
}

fn parse_base(address: &str) -> Result<String, String> {
    let web = address.starts_with("http://") || address.starts_with("https://");
    if web { Ok(address.to_owned()) } else { Err("an address of the web, as in http://127.0.0.1:8080/".to_owned()) }
}

/// The list of forms and examples, under the help text.
fn formats() -> String {
    let widest = FORMATS.iter().map(|format| format.name.len()).max().unwrap_or(0);
    let mut text = String::from("Forms:\n");
    for format in FORMATS {
        text.push_str(&format!("  {:widest$}  {}: {}\n", format.name, format.title, format.about));
    }
    text + "\nExamples:\n  rapporteur export talks.rapporteur > record.jsonl\n  \
            rapporteur export talks.rapporteur --format xlsx -o talks.xlsx\n  \
            rapporteur export talks.rapporteur --format csv --kind proposal --kind demand --roots 2 -o moves.csv\n  \
            rapporteur export talks.rapporteur --format ical --actor Borduria -o borduria.ics"
}

/// Prints the forms.
fn list(out: &mut Output) -> anyhow::Result<Outcome> {
    let row = |format: &export::Format| [format.name, format.title, format.ending, format.about].map(str::to_owned);
    out.table(["form", "name", "file", "what it holds"], &FORMATS.iter().map(row).collect::<Vec<_>>())?;
    Ok(Outcome::Done)
}

impl Export {
    /// Runs the command.
    pub fn run(self, out: &mut Output) -> anyhow::Result<Outcome> {
        let Some(dossier) = self.dossier else { return list(out) };
        if self.list {
            return list(out);
        }
        let as_of = self.as_of.as_deref().map(day).transpose()?;
        let filter = self.filters.filter()?;
        let dossier = Dossier::open_read_only(&dossier)?;
        let material = Material::load(&dossier, &filter, as_of)?;
        let view = material.view(&dossier, self.base.as_deref());
        let Some(path) = self.output else {
            self.format.write(&view, out)?;
            return Ok(Outcome::Done);
        };
        let cannot = || format!("{} cannot be written", path.display());
        let mut file = BufWriter::new(File::create(&path).with_context(cannot)?);
        self.format.write(&view, &mut file)?;
        file.flush().with_context(cannot)?;
        Ok(Outcome::Done)
    }
}
