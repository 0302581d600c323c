//! `rapporteur actors`: who takes part.

use super::{Outcome, Within, days, lines};
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
                    .map(|p| format!("{}{} {}", if p.ended { "formerly " } else { "" }, p.label, days(p.envelope)).trim().to_owned())
                    .collect();
                let other: Vec<&str> = actor.names.iter().map(String::as_str).filter(|name| *name != actor.name).collect();
                [
                    actor.id.clone(),
                    actor.name.clone(),
                    actor.kind.to_string(),
                    actor.side.clone().unwrap_or_default(),
                    other.join(", "),
                    positions.join("; "),
                ]
            })
            .collect();
        out.table(["id", "name", "kind", "side", "also", "positions"], &rows)?;
        Ok(Outcome::Done)
    }
}
