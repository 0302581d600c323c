//! `rapporteur backup`: a copy while others read and write.

use super::{Outcome, Within};
use crate::output::Output;
use std::path::PathBuf;

/// Copy the dossier as it stands, while others may read and write it
#[derive(clap::Args)]
#[command(after_help = "Example:\n  rapporteur backup talks.rapporteur talks-2025-07-20.rapporteur")]
pub struct Backup {
    #[command(flatten)]
    within: Within,
    /// The copy; it must not exist yet.
    #[arg(value_name = "COPY")]
    to: PathBuf,
}

impl Backup {
    /// Runs the command.
    pub fn run(self, out: &mut Output) -> anyhow::Result<Outcome> {
        self.within.open()?.backup(&self.to)?;
        out.line(format!("{} is a copy of {}.", self.to.display(), self.within.dossier.display()))?;
        Ok(Outcome::Done)
    }
}
