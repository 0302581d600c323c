//! `rapporteur export`: the record for other programs.

use super::{Outcome, Within};
use crate::output::Output;

/// Print the whole record for other programs
#[derive(clap::Args)]
#[command(after_help = "Example:\n  rapporteur export --format jsonl talks.rapporteur > record.jsonl")]
pub struct Export {
    #[command(flatten)]
    within: Within,
    /// The form.
    #[arg(long, value_enum, default_value_t = Format::Jsonl)]
    format: Format,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum Format {
    /// One JSON object a line, each with its `type`.
    Jsonl,
}

impl Export {
    /// Runs the command.
    pub fn run(self, out: &mut Output) -> anyhow::Result<Outcome> {
        let dossier = self.within.open()?;
        let record = dossier.record()?;
        match self.format {
            Format::Jsonl => {
                let texts = dossier.texts()?;
                for line in publish::record_lines::record_lines(&record, texts.iter().map(|t| (t.id.as_str(), t.text.as_str()))) {
                    out.line(line)?;
                }
            }
        }
        Ok(Outcome::Done)
    }
}
