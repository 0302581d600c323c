//! `rapporteur serve`: the pages and the API in a browser.

use super::Outcome;
use crate::output::Output;
use crate::surroundings;
use std::path::PathBuf;

/// Open the dossier in the browser: board, timeline, evidence, review, adding reports; and an HTTP API
#[derive(clap::Args)]
#[command(
    after_help = "Examples:\n  rapporteur serve talks.rapporteur\n  rapporteur serve talks.rapporteur --address 127.0.0.1:8080 --no-open\n\n\
    Listens on this machine alone unless told otherwise, and fetches nothing but the addresses that you add. Ctrl-C ends it.\n\
    Writing over the API needs the token that is printed at the start; pages carry it themselves."
)]
pub struct Serve {
    /// The dossier; it is made where it does not exist.
    #[arg(value_name = "DOSSIER")]
    dossier: PathBuf,
    /// Where to listen; port 0 takes any free port.
    #[arg(long, value_name = "HOST:PORT", default_value = "127.0.0.1:0")]
    address: String,
    /// Do not open a browser.
    #[arg(long)]
    no_open: bool,
    /// Nothing can be ruled or added.
    #[arg(long)]
    read_only: bool,
    /// Addresses in private networks and of this machine may be fetched on the page for adding.
    #[arg(long)]
    allow_private: bool,
    /// The token for writing over the API; drawn anew at each start where not given.
    #[arg(long, value_name = "TOKEN", env = "RAPPORTEUR_TOKEN", hide_env_values = true)]
    token: Option<String>,
}

impl Serve {
    /// Runs the command.
    pub fn run(self, out: &mut Output) -> anyhow::Result<Outcome> {
        let options = serve::Options {
            dossier: self.dossier,
            address: self.address,
            now: surroundings::now,
            user: surroundings::user(),
            token: self.token,
            read_only: self.read_only,
            manner: intake::fetch::Manner { allow_private: self.allow_private, ..intake::fetch::Manner::default() },
        };
        let read_only = options.read_only;
        let mut told = Ok(());
        serve::serve(options, |running| {
            let address = format!("http://{}/", running.address);
            told = tell(out, &address, (!read_only).then_some(running.token.as_str()));
            if !self.no_open {
                open(&address);
            }
        })?;
        told?;
        Ok(Outcome::Done)
    }
}

fn tell(out: &mut Output, address: &str, token: Option<&str>) -> std::io::Result<()> {
    out.line(address)?;
    if let Some(token) = token {
        out.line(format!("Token for writing over the API: {token}"))?;
    }
    out.line("Ctrl-C ends it.")?;
    out.flush()
}

/// Asks the system to show the address. Where it cannot, the address stands on the screen.
fn open(address: &str) {
    let (program, arguments): (&str, &[&str]) = match std::env::consts::OS {
        "macos" => ("open", &[]),
        "windows" => ("explorer", &[]),
        _ => ("xdg-open", &[]),
    };
    let quiet = std::process::Stdio::null;
    let _ = std::process::Command::new(program).args(arguments).arg(address).stdin(quiet()).stdout(quiet()).stderr(quiet()).spawn();
}
