//! `rapporteur sources`: what a dossier is fed from.

use super::{Outcome, plural};
use crate::output::Output;
use crate::surroundings;
use anyhow::{Context, bail};
use clap::Subcommand;
use intake::Outline;
use intake::watch::{Health, Kind, Source, is_web};
use record::Dossier;
use serde_json::json;
use std::io::Read;
use std::path::{Path, PathBuf};

/// List, add and remove the feeds, pages and folders that `watch` visits
#[derive(clap::Args)]
#[command(after_help = "Examples:\n  rapporteur sources talks.rapporteur                                 the sources and how they do\n  \
    rapporteur sources talks.rapporteur add https://example.org/feed    a feed or a page\n  \
    rapporteur sources talks.rapporteur add saved-pages/                a folder\n  \
    rapporteur sources talks.rapporteur import feeds.opml               the list of a feed reader\n  \
    rapporteur sources talks.rapporteur export > feeds.opml")]
pub struct Sources {
    /// The dossier.
    #[arg(value_name = "DOSSIER")]
    dossier: PathBuf,
    /// Print JSON.
    #[arg(long)]
    json: bool,
    #[command(subcommand)]
    action: Option<Action>,
}

#[derive(Subcommand)]
enum Action {
    /// List the sources, what they gave, and how the last visit went
    List,
    /// Add feeds, pages and folders; one that was given up is visited again
    Add {
        /// Web addresses and paths.
        #[arg(value_name = "SOURCE", required = true)]
        sources: Vec<String>,
    },
    /// Remove sources; the reports read from them stay
    Remove {
        /// Web addresses and paths, as `list` shows them.
        #[arg(value_name = "SOURCE", required = true)]
        sources: Vec<String>,
    },
    /// Add the feeds of an OPML list, as feed readers export it
    Import {
        /// The list; `-` for standard input.
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
    /// Print the feeds as an OPML list
    Export,
}

impl Sources {
    /// Runs the command.
    pub fn run(self, out: &mut Output) -> anyhow::Result<Outcome> {
        match &self.action {
            None | Some(Action::List) => self.list(out),
            Some(Action::Add { sources }) => {
                let mut dossier = Dossier::open_or_create(&self.dossier)?;
                for source in sources {
                    let address = address_of(source)?;
                    let new = dossier.add_source(&address, None, &surroundings::now())?;
                    out.line(format!("{address}: {}", if new { "added" } else { "there already" }))?;
                }
                Ok(Outcome::Done)
            }
            Some(Action::Remove { sources }) => {
                let mut dossier = Dossier::open(&self.dossier)?;
                let mut outcome = Outcome::Done;
                for source in sources {
                    // As it is shown, or as the user would name it.
                    let removed =
                        dossier.remove_source(source)? || address_of(source).is_ok_and(|a| dossier.remove_source(&a).unwrap_or(false));
                    if removed {
                        out.line(format!("{source}: removed; its reports stay"))?;
                    } else {
                        eprintln!("{source}: no such source; `rapporteur sources {}` lists them", self.dossier.display());
                        outcome = Outcome::Partly;
                    }
                }
                Ok(outcome)
            }
            Some(Action::Import { file }) => self.import(file, out),
            Some(Action::Export) => {
                let feeds: Vec<Outline> = Dossier::open_read_only(&self.dossier)?
                    .sources()?
                    .into_iter()
                    .filter(Source::is_web)
                    .map(|source| Outline { title: source.title.or(source.state.name), address: source.address })
                    .collect();
                let name = self.dossier.file_stem().unwrap_or_default().to_string_lossy();
                out.line(intake::write_opml(&format!("Sources of {name}"), &feeds).trim_end())?;
                Ok(Outcome::Done)
            }
        }
    }

    fn import(&self, file: &Path, out: &mut Output) -> anyhow::Result<Outcome> {
        let mut bytes = Vec::new();
        match file.as_os_str() == "-" {
            true => std::io::stdin().read_to_end(&mut bytes).context("standard input cannot be read")?,
            false => std::fs::File::open(file)
                .and_then(|mut f| f.read_to_end(&mut bytes))
                .with_context(|| format!("{} cannot be read", file.display()))?,
        };
        let text = intake::decode(&bytes, None)?.text;
        let outlines = intake::read_opml(&text)?;
        let mut dossier = Dossier::open_or_create(&self.dossier)?;
        let (mut new, mut known, mut wrong) = (0, 0, 0);
        for outline in outlines {
            match address_of(&outline.address).and_then(|a| Ok(dossier.add_source(&a, outline.title.as_deref(), &surroundings::now())?)) {
                Ok(true) => new += 1,
                Ok(false) => known += 1,
                Err(error) => {
                    eprintln!("not added: {error}");
                    wrong += 1;
                }
            }
        }
        let known = if known > 0 { format!(", {known} there already") } else { String::new() };
        out.line(format!("{} added{known}", plural(new, "source")))?;
        Ok(if wrong > 0 { Outcome::Partly } else { Outcome::Done })
    }

    fn list(&self, out: &mut Output) -> anyhow::Result<Outcome> {
        let sources = Dossier::open_read_only(&self.dossier)?.sources()?;
        if self.json {
            let lines: Vec<_> = sources.iter().map(|s| json!({ "address": s.address, "title": s.title, "state": s.state })).collect();
            out.json(&lines)?;
            return Ok(Outcome::Done);
        }
        if sources.is_empty() {
            out.line(format!("No sources yet; `rapporteur sources {} add ADDRESS` adds one.", self.dossier.display()))?;
            return Ok(Outcome::Done);
        }
        let rows: Vec<[String; 6]> = sources.iter().map(row).collect();
        out.table(["source", "kind", "state", "reports", "last visit", "note"], &rows)?;
        Ok(Outcome::Done)
    }
}

fn row(source: &Source) -> [String; 6] {
    let state = &source.state;
    let kind = match state.kind {
        Kind::Unknown => "",
        Kind::Feed => "feed",
        Kind::Page => "page",
        Kind::Folder => "folder",
    };
    let health = match (state.health, state.failures) {
        (Health::New, _) => "not visited".to_owned(),
        (Health::Well, _) => "well".to_owned(),
        (Health::Ailing, 0..=1) => "ailing".to_owned(),
        (Health::Ailing, failures) => format!("ailing ({failures} times)"),
        (Health::Gone, _) => "given up".to_owned(),
    };
    let visited = if state.visited > 0 { surroundings::shown(state.visited) } else { String::new() };
    [source.address.clone(), kind.to_owned(), health, state.reports.to_string(), visited, state.note.clone()]
}

/// The address under which a source is kept: web addresses in their normal form, paths whole.
pub fn address_of(text: &str) -> anyhow::Result<String> {
    let text = text.trim();
    // "feed:" is how browsers once marked feeds.
    let text = text
        .strip_prefix("feed:")
        .map(|rest| if rest.starts_with("//") { format!("https:{rest}") } else { rest.to_owned() })
        .unwrap_or_else(|| text.to_owned());
    if is_web(&text) {
        return Ok(intake::fetch::web_address(&text)?.to_string());
    }
    let path = Path::new(text.strip_prefix("file://").unwrap_or(&text));
    if !path.exists() {
        let hint = if text.contains('.') && !text.contains(std::path::MAIN_SEPARATOR) {
            format!("; a web address is written https://{text}")
        } else {
            String::new()
        };
        bail!("{text}: no such file or folder{hint}");
    }
    let whole = std::path::absolute(path).with_context(|| format!("{text} has no absolute path"))?;
    Ok(whole.to_string_lossy().into_owned())
}
