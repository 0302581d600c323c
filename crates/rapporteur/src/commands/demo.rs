//! `rapporteur demo`: the program on reports that it brings along.

use super::{Outcome, brief, plural};
use crate::output::Output;
use crate::surroundings;
use anyhow::{Context, bail};
use record::{Adding, Dossier};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

/// The files of `examples/`, by name.
const EXAMPLES: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/examples.rs"));

/// Read the reports that come with the program into a fresh dossier and print its brief
#[derive(clap::Args)]
#[command(after_help = "Examples:\n  rapporteur demo\n  rapporteur demo --in my-first-dossier")]
pub struct Demo {
    /// Where the reports and the dossier are put; a folder for temporary files where not given.
    #[arg(long = "in", value_name = "FOLDER")]
    folder: Option<PathBuf>,
}

impl Demo {
    /// Runs the command.
    pub fn run(self, out: &mut Output) -> anyhow::Result<Outcome> {
        if EXAMPLES.is_empty() {
            bail!("this program was built without its examples");
        }
        let folder = self.folder.unwrap_or_else(|| std::env::temp_dir().join(format!("rapporteur-demo-{}", surroundings::user())));
        let reports = folder.join("reports");
        lay_out(&reports)?;
        let path = folder.join("demo.rapporteur");
        fresh(&path)?;
        let mut dossier = Dossier::create(&path)?;
        let (at, stop) = (surroundings::now(), AtomicBool::new(false));
        let incoming = intake::open(std::slice::from_ref(&reports), &intake::Options::default()).filter_map(Result::ok);
        let added = dossier.add(incoming, Adding { at: &at, stop: &stop }, |_| ())?;
        dossier.settle(&at, "demo")?;
        let page = brief::compose(&dossier, None)?;
        write!(out, "{}", publish::brief::text(&page, brief::width()))?;
        let (dossier, reports) = (path.display(), reports.display());
        out.line("")?;
        out.heading(&format!("This is the brief of {} in {reports}.", plural(added.read.len() as u64, "report")))?;
        out.line("Try next:")?;
        out.line(format!("  rapporteur reports {dossier}              which of them rest on one another"))?;
        out.line(format!("  rapporteur moves {dossier} --owing        who owes an answer"))?;
        out.line(format!("  rapporteur timeline {dossier}             all facts, with ids"))?;
        out.line(format!("  rapporteur show {dossier} ID              the sentences behind a fact"))?;
        out.line(format!("  rapporteur search {dossier} ceasefire     words in the reports"))?;
        out.line("  rapporteur read talks.rapporteur FOLDER    your own reports")?;
        Ok(Outcome::Done)
    }
}

/// Writes the examples into a folder.
fn lay_out(folder: &Path) -> anyhow::Result<()> {
    for (name, bytes) in EXAMPLES {
        let path = folder.join(name);
        let parent = path.parent().unwrap_or(folder);
        std::fs::create_dir_all(parent).with_context(|| format!("{} cannot be made", parent.display()))?;
        std::fs::write(&path, bytes).with_context(|| format!("{} cannot be written", path.display()))?;
    }
    Ok(())
}

/// Takes an earlier demo's dossier away; never a file that is something else.
fn fresh(path: &Path) -> anyhow::Result<()> {
    if !path.exists() {
        return Ok(());
    }
    if let Err(error) = Dossier::open_read_only(path)
        && error.is_not_a_dossier()
        && path.metadata().is_ok_and(|m| m.len() > 0)
    {
        return Err(error.into());
    }
    for suffix in ["", "-wal", "-shm"] {
        let mut file = path.as_os_str().to_owned();
        file.push(suffix);
        match std::fs::remove_file(&file) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(error).with_context(|| format!("{} cannot be replaced", path.display()));
            }
            _ => {}
        }
    }
    Ok(())
}
