//! `rapporteur read`: reports into a dossier.

use super::{Outcome, is_own_file, plural, stop_on_interrupt};
use crate::output::Output;
use crate::surroundings;
use anyhow::{Context, bail};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use model::Envelope;
use record::{Added, Adding, Dossier};
use std::cell::RefCell;
use std::io::IsTerminal;
use std::path::PathBuf;
use std::time::Duration;

/// Read reports into a dossier: text, web pages, feeds, mail, documents, archives, JSON Lines, tables, folders of them
#[derive(clap::Args)]
#[command(after_help = "Examples:\n  rapporteur read talks.rapporteur reports/                      every report in a folder\n  \
    rapporteur read talks.rapporteur a.txt --published 2025-07-20  a text whose date you know\n  \
    cat day.jsonl | rapporteur read talks.rapporteur -             JSON Lines from a pipe\n  \
    rapporteur read talks.rapporteur                               read anew what an older version had read\n\n\
    A report that was read before is passed over. Stopping (Ctrl-C) loses nothing: run the same command again.\n\
    Read are: .txt .md .html .mhtml .docx .odt .pdf .eml .mbox .json .jsonl .csv .tsv .warc, RSS, Atom and JSON feeds, and .gz of most.\n\
    Beside NAME.txt a file NAME.json may give \"url\", \"published\", \"title\", \"outlet\", \"author\".")]
pub struct Read {
    /// The dossier; it is made where it does not exist.
    #[arg(value_name = "DOSSIER")]
    dossier: PathBuf,
    /// Files, folders, or `-` for standard input.
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Date of publication of reports that bring none of their own, as 2025-07-20.
    #[arg(long, value_name = "DATE")]
    published: Option<String>,
    /// Outlet of reports that name none of their own.
    #[arg(long, value_name = "NAME")]
    outlet: Option<String>,
    /// Take text as clean running text: no line of it is judged boilerplate.
    #[arg(long)]
    plain: bool,
    /// Threads that read; all cores where not given.
    #[arg(long, value_name = "N")]
    threads: Option<usize>,
    /// No progress bar and no summary; only what could not be read.
    #[arg(long, short)]
    quiet: bool,
}

impl Read {
    /// Runs the command.
    pub fn run(self, out: &mut Output) -> anyhow::Result<Outcome> {
        if let Some(date) = &self.published
            && Envelope::parse_given(date).is_none()
        {
            bail!("“{date}” is no date of publication; write it as 2025-07-20 or 2025-07-20T08:15:00Z");
        }
        if let Some(threads) = self.threads {
            rayon::ThreadPoolBuilder::new().num_threads(threads.max(1)).build_global().context("the threads cannot be started")?;
        }
        let mut dossier = Dossier::open_or_create(&self.dossier)?;
        let stop = stop_on_interrupt();
        let bar = self.bar();
        let at = surroundings::now();
        let how = Adding { at: &at, stop: &stop };
        let problems = RefCell::new(Vec::new());
        let options = intake::Options { published: self.published.clone(), plain: self.plain, ..intake::Options::default() };
        let incoming = intake::open(&self.paths, &options).filter_map(|item| match item {
            Ok(mut incoming) => {
                if incoming.report.outlet.is_none() {
                    incoming.report.outlet.clone_from(&self.outlet);
                }
                Some(incoming)
            }
            // The dossier may lie in the folder that is read.
            Err(problem) if is_own_file(&self.dossier, &problem.origin.path) => None,
            Err(problem) => {
                problems.borrow_mut().push((problem.is_warning(), problem.to_string()));
                None
            }
        });
        let added = dossier.add(incoming, how, |progress| {
            bar.set_position(progress.seen);
            bar.set_message(format!("{} read, {} known", progress.read, progress.known));
        });
        let mut added = added.with_context(|| self.what_is_safe())?;
        if !added.stopped {
            bar.set_message("reading anew what an older version had read");
            (added.renewed, added.stopped) = dossier.renew(how, |done, of| {
                bar.set_length(of);
                bar.set_position(done);
            })?;
        }
        if !added.stopped {
            bar.set_message("bringing the record up to date");
            dossier.settle_with(&at, "read", Some(publish::brief::maker())).with_context(|| self.what_is_safe())?;
        }
        bar.finish_and_clear();
        self.tell(out, &added, problems.into_inner())
    }

    fn what_is_safe(&self) -> String {
        format!("stopped; everything that {} had committed is safe", self.dossier.display())
    }

    fn bar(&self) -> ProgressBar {
        let bar = match self.quiet || !std::io::stderr().is_terminal() {
            true => ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden()),
            false => ProgressBar::new_spinner(),
        };
        let style = ProgressStyle::with_template("{spinner} {pos} reports, {per_sec}  {msg}");
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_spinner()));
        bar.enable_steady_tick(Duration::from_millis(120));
        bar
    }

    fn tell(&self, out: &mut Output, added: &Added, problems: Vec<(bool, String)>) -> anyhow::Result<Outcome> {
        let faults = problems.iter().filter(|(warning, _)| !warning).count() + added.troubles.len();
        for (warning, text) in &problems {
            eprintln!("{}: {text}", if *warning { "note" } else { "not read" });
        }
        for trouble in &added.troubles {
            eprintln!("not read: {}: {}", trouble.id, trouble.why);
        }
        if !self.quiet {
            let mut parts = vec![format!("{} read", plural(added.read.len() as u64, "report"))];
            for (count, what) in [
                (added.known, "known already"),
                (added.dated.len() as u64, "read again with a new date"),
                (added.renewed, "read anew by this version"),
                (faults as u64, "not read"),
            ] {
                if count > 0 {
                    parts.push(format!("{count} {what}"));
                }
            }
            out.line(format!("{}: {}.", self.dossier.display(), parts.join(", ")))?;
            for (language, count) in &added.languages {
                out.line(format!("  {} in another language ({language}): kept, but nothing was read in them.", plural(*count, "report")))?;
            }
            if !added.silent.is_empty() {
                let some: Vec<&str> = added.silent.iter().take(5).map(String::as_str).collect();
                let more = if added.silent.len() > some.len() { ", …" } else { "" };
                out.line(format!("  {} gave no claim: {}{more}.", plural(added.silent.len() as u64, "report"), some.join(", ")))?;
            }
        }
        if added.stopped {
            eprintln!("Stopped. What was read is in the dossier; run the same command again to read the rest.");
        }
        Ok(if faults > 0 || added.stopped { Outcome::Partly } else { Outcome::Done })
    }
}
