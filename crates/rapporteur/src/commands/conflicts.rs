//! `rapporteur conflicts`: where reports differ.

use super::{Outcome, Within, lines, plural};
use crate::output::Output;

/// List where reports differ, with what each of them says
#[derive(clap::Args)]
#[command(after_help = "Example:\n  rapporteur conflicts talks.rapporteur")]
pub struct Conflicts {
    #[command(flatten)]
    within: Within,
    /// Print JSON.
    #[arg(long)]
    json: bool,
}

impl Conflicts {
    /// Runs the command.
    pub fn run(self, out: &mut Output) -> anyhow::Result<Outcome> {
        let dossier = self.within.open()?;
        let record = dossier.record()?;
        if self.json {
            out.json(&lines(&dossier, &record, "conflict")?)?;
            return Ok(Outcome::Done);
        }
        if record.conflicts.is_empty() {
            out.line("No report contradicts another.")?;
        }
        for conflict in &record.conflicts {
            out.heading(&format!(
                "{}  {}: {} ({})",
                conflict.id,
                conflict.verdict,
                conflict.field,
                plural(conflict.roots.into(), "source")
            ))?;
            for value in &conflict.values {
                out.line(format!("  {}  ({})", value.value, value.reports.join(", ")))?;
            }
        }
        Ok(Outcome::Done)
    }
}
