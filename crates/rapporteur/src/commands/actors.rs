//! `rapporteur actors`: who takes part.

use super::{Outcome, Within, days_in_words, lines};
use crate::output::Output;

/// List the actors with their names and positions
#[derive(clap::Args)]
#[command(after_help = "Example:\n  rapporteur actors talks.rapporteur")]
pub struct Actors {
    #[command(flatten)]
    within: Within,
    /// Print JSON.
    #[arg(long)]
    json: bool,
}

impl Actors {
    /// Runs the command.
    pub fn run(self, out: &mut Output) -> anyhow::Result<Outcome> {
        let dossier = self.within.open()?;
        let record = dossier.record()?;
        if self.json {
            out.json(&lines(&dossier, &record, "actor")?)?;
            return Ok(Outcome::Done);
        }
        let rows: Vec<[String; 6]> = record
            .actors
            .iter()
            .map(|actor| {
                let positions: Vec<String> = actor
                    .positions
                    .iter()
                    .map(|p| {
                        let when = days_in_words(p.envelope);
                        let when = if when.is_empty() { when } else { format!(" ({when})") };
                        format!("{}{}{when}", if p.ended { "formerly " } else { "" }, p.label)
                    })
                    .collect();
                let other: Vec<&str> = actor.names.iter().map(String::as_str).filter(|name| *name != actor.name).collect();
                [
                    actor.name.clone(),
                    actor.kind.name().replace('_', " "),
                    actor.side.clone().unwrap_or_default(),
                    positions.join("; "),
                    other.join(", "),
                    actor.id.clone(),
                ]
            })
            .collect();
        out.table(["name", "kind", "side", "positions, when shown", "also named", "id"], &rows)?;
        Ok(Outcome::Done)
    }
}
