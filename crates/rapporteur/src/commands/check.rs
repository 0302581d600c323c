//! `rapporteur check`: is the file sound?

use super::{Outcome, Within, plural};
use crate::output::Output;

/// Look through the whole dossier for damage
#[derive(clap::Args)]
#[command(after_help = "Example:\n  rapporteur check talks.rapporteur\n\nExit code 1 where something is damaged.")]
pub struct Check {
    #[command(flatten)]
    within: Within,
    /// Print JSON.
    #[arg(long)]
    json: bool,
}

impl Check {
    /// Runs the command.
    pub fn run(self, out: &mut Output) -> anyhow::Result<Outcome> {
        let checked = self.within.open()?.check()?;
        let outcome = if checked.faults.is_empty() { Outcome::Done } else { Outcome::Partly };
        if self.json {
            out.json(&checked)?;
            return Ok(outcome);
        }
        for fault in &checked.faults {
            out.line(format!("damaged: {fault}"))?;
        }
        for remark in &checked.remarks {
            out.line(format!("note: {remark}"))?;
        }
        let verdict = if checked.faults.is_empty() { "sound" } else { "damaged" };
        out.line(format!("{}: {verdict}, {}.", self.within.dossier.display(), plural(checked.reports, "report")))?;
        Ok(outcome)
    }
}
