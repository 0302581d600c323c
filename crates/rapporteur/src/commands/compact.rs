//! `rapporteur compact`: give unused space back.

use super::{Outcome, Within};
use crate::output::Output;
use record::Dossier;

/// Give unused space in the dossier back to the disk and rebuild its search index
#[derive(clap::Args)]
#[command(after_help = "Example:\n  rapporteur compact talks.rapporteur")]
pub struct Compact {
    #[command(flatten)]
    within: Within,
}

impl Compact {
    /// Runs the command.
    pub fn run(self, out: &mut Output) -> anyhow::Result<Outcome> {
        let compacted = Dossier::open(&self.within.dossier)?.compact()?;
        out.line(format!("{}: {} kB before, {} kB now.", self.within.dossier.display(), compacted.before / 1024, compacted.after / 1024))?;
        Ok(Outcome::Done)
    }
}
