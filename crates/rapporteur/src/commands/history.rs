//! `rapporteur history`: how an entry came to be what it is.

use super::{Outcome, Within};
use crate::output::Output;

/// Show how an entry came to be what it is: what reading changed, what a person ruled
#[derive(clap::Args)]
#[command(
    after_help = "Examples:\n  rapporteur history talks.rapporteur f3a9c1\n  rapporteur history talks.rapporteur --since 2025-07-20   everything since a day of reading"
)]
pub struct History {
    #[command(flatten)]
    within: Within,
    /// The entry's id, or its beginning.
    #[arg(required_unless_present = "since")]
    id: Option<String>,
    /// Everything that happened to the record since this day or time.
    #[arg(long, value_name = "TIME", conflicts_with = "id")]
    since: Option<String>,
    /// Print JSON.
    #[arg(long)]
    json: bool,
}

impl History {
    /// Runs the command.
    pub fn run(self, out: &mut Output) -> anyhow::Result<Outcome> {
        let dossier = self.within.open()?;
        let steps = match (&self.since, &self.id) {
            (Some(since), _) => dossier.journal_since(since)?,
            (None, Some(id)) => {
                let steps = dossier.history(id)?;
                // Not a whole id, or one without history: the beginning of a present entry's id will do.
                if steps.is_empty() { dossier.history(dossier.find(&dossier.record()?, id)?.id())? } else { steps }
            }
            (None, None) => Vec::new(),
        };
        if self.json {
            out.json(&steps)?;
            return Ok(Outcome::Done);
        }
        let rows: Vec<[String; 6]> = steps
            .into_iter()
            .map(|step| [step.at, step.what.name().to_owned(), step.shelf, step.id, step.cause, step.reason.unwrap_or_default()])
            .collect();
        out.table(["when", "what", "entry", "id", "cause", "because"], &rows)?;
        Ok(Outcome::Done)
    }
}
