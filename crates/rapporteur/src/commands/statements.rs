//! `rapporteur statements`: who said what, in which words.

use super::{Outcome, Within, days_in_words, lines, plural};
use crate::output::Output;

/// List who said what, with the wording of each report
#[derive(clap::Args)]
#[command(after_help = "Example:\n  rapporteur statements talks.rapporteur --speaker Guterres")]
pub struct Statements {
    #[command(flatten)]
    within: Within,
    /// Only statements of speakers whose name contains this.
    #[arg(long, value_name = "NAME")]
    speaker: Option<String>,
    /// Print JSON.
    #[arg(long)]
    json: bool,
}

impl Statements {
    /// Runs the command.
    pub fn run(self, out: &mut Output) -> anyhow::Result<Outcome> {
        let dossier = self.within.open()?;
        let mut record = dossier.record()?;
        if let Some(name) = self.speaker.as_deref().map(str::to_lowercase) {
            record.statements.retain(|s| s.speaker.as_deref().is_some_and(|speaker| speaker.to_lowercase().contains(&name)));
        }
        if self.json {
            out.json(&lines(&dossier, &record, "statement")?)?;
            return Ok(Outcome::Done);
        }
        for statement in &record.statements {
            let speaker = statement.speaker.as_deref().unwrap_or("speaker not stated");
            let when = days_in_words(statement.envelope);
            let roots = plural(statement.roots.into(), "source");
            let parts: Vec<&str> = [speaker, &when, &roots, statement.id.as_str()].into_iter().filter(|part| !part.is_empty()).collect();
            out.heading(&parts.join("  "))?;
            for wording in &statement.wordings {
                let words: Vec<&str> = wording.text.split_whitespace().collect();
                out.paragraph("  ", &format!("{} ({}): {}", wording.report, wording.mode, words.join(" ")))?;
            }
        }
        Ok(Outcome::Done)
    }
}
