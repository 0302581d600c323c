//! `rapporteur completions`: scripts for shells.

use super::Outcome;
use crate::output::Output;
use clap::CommandFactory;

/// Print the completion script for a shell
#[derive(clap::Args)]
#[command(after_help = "Example:\n  rapporteur completions bash > ~/.local/share/bash-completion/completions/rapporteur")]
pub struct Completions {
    /// The shell.
    shell: clap_complete::Shell,
}

impl Completions {
    /// Runs the command.
    pub fn run(self, out: &mut Output) -> anyhow::Result<Outcome> {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut crate::Arguments::command(), "rapporteur", &mut script);
        std::io::Write::write_all(out, &script)?;
        Ok(Outcome::Done)
    }
}
