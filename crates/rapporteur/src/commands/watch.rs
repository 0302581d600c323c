//! `rapporteur watch`: visits the sources of a dossier and reads what is new.

use super::sources::address_of;
use super::{Outcome, is_own_file, plural, stop_on_interrupt};
use crate::output::Output;
use crate::surroundings;
use anyhow::{Context, bail};
use intake::fetch::{Client, Manner};
use intake::watch::{Event, Health, Kind, Source, Visiting};
use intake::{Incoming, sha256_hex};
use record::{Adding, Dossier};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// Visit feeds, web pages and folders again and again, and read what is new
#[derive(clap::Args)]
#[command(after_help = "Examples:\n  \
    rapporteur watch talks.rapporteur https://example.org/feed.xml saved/\n      a feed and a folder, until Ctrl-C\n  \
    rapporteur watch talks.rapporteur --once\n      one visit to each known source, for cron\n  \
    rapporteur sources talks.rapporteur\n      how the sources do\n\n\
    Sources are kept in the dossier; what was read is not read again, also after a restart. Hosts are asked politely: robots.txt is \
    followed, one request at a time a host, with a pause between two, and longer and longer pauses where a host fails. A fault of one \
    source never stops the others. Ctrl-C loses nothing.")]
pub struct Watch {
    /// The dossier; it is made where it does not exist.
    #[arg(value_name = "DOSSIER")]
    dossier: PathBuf,
    /// Feeds, web pages, folders to add to its sources.
    #[arg(value_name = "SOURCE")]
    sources: Vec<String>,
    /// Visit each source once and end.
    #[arg(long)]
    once: bool,
    /// Minutes from one visit of a web source to the next.
    #[arg(long, value_name = "MINUTES", default_value_t = 15, value_parser = clap::value_parser!(i64).range(1..=10_080))]
    every: i64,
    /// Take entries as the feeds have them; do not fetch their pages.
    #[arg(long)]
    entries_only: bool,
    /// Pages fetched for one feed in one visit; the rest waits for the next visit.
    #[arg(long, value_name = "N", default_value_t = 60)]
    pages: usize,
    /// Seconds between two requests to one host.
    #[arg(long, value_name = "SECONDS", default_value_t = 1.0)]
    pause: f64,
    /// Seconds after which a request is given up.
    #[arg(long, value_name = "SECONDS", default_value_t = 30.0)]
    timeout: f64,
    /// Megabytes above which an answer is given up.
    #[arg(long, value_name = "MB", default_value_t = 16, value_parser = clap::value_parser!(u64).range(1..=1024))]
    max_size: u64,
    /// Let machines in private networks and this machine be asked.
    #[arg(long)]
    allow_private: bool,
    /// An address at which hosts can reach you, sent along with each request.
    #[arg(long, value_name = "MAIL-OR-URL")]
    contact: Option<String>,
    /// Only what could not be read.
    #[arg(long, short)]
    quiet: bool,
}

/// Folders are looked at this often.
const LOOK: Duration = Duration::from_secs(5);
/// Reports that wait before they are read together.
const BATCH: usize = 32;

impl Watch {
    /// Runs the command.
    pub fn run(self, out: &mut Output) -> anyhow::Result<Outcome> {
        let mut dossier = Dossier::open_or_create(&self.dossier)?;
        for source in &self.sources {
            dossier.add_source(&address_of(source)?, None, &surroundings::now())?;
        }
        if dossier.sources()?.is_empty() {
            bail!("{} has no sources yet; name some: `rapporteur watch {0} https://… FOLDER`", self.dossier.display());
        }
        let stop = stop_on_interrupt();
        let client = Client::new(self.manner(), std::sync::Arc::clone(&stop));
        let mut outcome = Outcome::Done;
        let mut first = true;
        loop {
            let now = surroundings::seconds();
            let resting = |s: &Source| s.state.due > now && (!self.once || s.state.failures > 0);
            let due: Vec<Source> = dossier.sources()?.into_iter().filter(|s| s.state.health != Health::Gone && !resting(s)).collect();
            let round = self.round(&mut dossier, &due, &client, now, out)?;
            if round.read > 0 || first {
                dossier.settle_with(&surroundings::now(), "watch", Some(publish::brief::maker()))?;
            }
            first = false;
            if self.once {
                let sources = dossier.sources()?;
                let ill = sources.iter().filter(|s| matches!(s.state.health, Health::Ailing | Health::Gone)).count() as u64;
                let rested = sources.iter().filter(|s| resting(s)).count() as u64;
                if ill > 0 || round.unread > 0 || stop.load(Ordering::Relaxed) {
                    outcome = Outcome::Partly;
                }
                if !self.quiet {
                    let mut parts =
                        vec![format!("{} visited", plural(due.len() as u64, "source")), format!("{} read", plural(round.read, "report"))];
                    for (count, what) in
                        [(round.known, "known already"), (ill, "sources ailing or given up"), (rested, "sources left to rest")]
                    {
                        if count > 0 {
                            parts.push(format!("{count} {what}"));
                        }
                    }
                    out.line(format!("{}: {}.", self.dossier.display(), parts.join(", ")))?;
                }
                return Ok(outcome);
            }
            out.flush()?;
            if !wait(&dossier, &stop)? {
                if !self.quiet {
                    out.line("Stopped; what was read is in the dossier, and the next run goes on from here.")?;
                }
                return Ok(outcome);
            }
        }
    }

    fn manner(&self) -> Manner {
        let usual = Manner::default();
        let user_agent = match &self.contact {
            Some(contact) => format!("{} {}", usual.user_agent, contact.replace(|c: char| c.is_control() || !c.is_ascii(), "")),
            None => usual.user_agent,
        };
        let seconds = |value: f64| Duration::try_from_secs_f64(value).unwrap_or(Duration::ZERO);
        Manner {
            user_agent,
            max_bytes: usize::try_from(self.max_size << 20).unwrap_or(usize::MAX),
            timeout: seconds(self.timeout).max(Duration::from_millis(100)),
            pause: seconds(self.pause),
            allow_private: self.allow_private,
        }
    }

    /// Visits the sources that are due and reads what they give.
    fn round(&self, dossier: &mut Dossier, due: &[Source], client: &Client, now: i64, out: &mut Output) -> anyhow::Result<Round> {
        let passed_over = |path: &Path| is_own_file(&self.dossier, path);
        let how = Visiting {
            options: intake::Options::default(),
            client,
            now,
            every: self.every * 60,
            pages: self.pages,
            entries_only: self.entries_only,
            patient: !self.once,
            passed_over: &passed_over,
        };
        let mut marks = Vec::with_capacity(due.len());
        for source in due {
            marks.push((source.address.clone(), dossier.marks(&source.address)?));
        }
        let mut reader = Reader { dossier, due, waiting: Vec::new(), marks: Vec::new(), round: Round::default() };
        let marks_of = |source: &Source| {
            Ok::<_, anyhow::Error>(marks.iter().find(|(a, _)| *a == source.address).map(|(_, m)| m.clone()).unwrap_or_default())
        };
        let visited = intake::watch::round(due, &how, marks_of, |event| {
            if let Some((source, note, ill, kind)) = reader.take(event)?
                && (ill || (!self.quiet && (kind != Kind::Folder || note != "nothing new")))
            {
                let line = format!("{source}: {note}");
                if ill { eprintln!("{line}") } else { out.line(line)? }
            }
            Ok::<_, anyhow::Error>(())
        });
        reader.flush().context("stopped; everything that was committed is safe")?;
        visited.context("stopped; everything that was committed is safe")?;
        Ok(reader.round)
    }
}

/// What a round brought.
#[derive(Default)]
struct Round {
    read: u64,
    known: u64,
    unread: u64,
}

/// Takes the events of a round and puts reports, marks and states into the dossier, in this order, so that a killed process forgets nothing.
struct Reader<'a> {
    dossier: &'a mut Dossier,
    due: &'a [Source],
    waiting: Vec<Incoming>,
    marks: Vec<(String, String, String)>,
    round: Round,
}

impl Reader<'_> {
    /// What there is to tell of a visit that is over: source, note, whether it is ailing, kind.
    fn take(&mut self, event: Event) -> anyhow::Result<Option<(String, String, bool, Kind)>> {
        match event {
            Event::Report { source, incoming, page } => {
                if page && !self.has_changed(source, &incoming)? {
                    return Ok(None);
                }
                self.waiting.push(*incoming);
                if self.waiting.len() >= BATCH {
                    self.flush()?;
                }
            }
            Event::Handled { source, key, stamp } => {
                self.marks.push((self.address(source), key, stamp));
                if self.marks.len() >= 32 * BATCH {
                    self.flush()?;
                }
            }
            Event::Problem { source, text } => {
                self.round.unread += 1;
                eprintln!("not read: {}: {text}", self.address(source));
            }
            Event::Done { source, state } => {
                self.flush()?;
                let address = self.address(source);
                self.dossier.visited(&address, &state)?;
                let ill = matches!(state.health, Health::Ailing | Health::Gone);
                return Ok(Some((address, state.note, ill, state.kind)));
            }
        }
        Ok(None)
    }

    fn address(&self, source: usize) -> String {
        self.due.get(source).map(|s| s.address.clone()).unwrap_or_default()
    }

    /// Whether a watched page has another article than at the last visit.
    fn has_changed(&mut self, source: usize, incoming: &Incoming) -> anyhow::Result<bool> {
        let (address, piece) = (self.address(source), incoming.report.id.clone());
        let stamp = sha256_hex(record::article_text(&incoming.report).as_bytes());
        if self.dossier.marks(&address)?.get(&piece) == Some(&stamp) {
            return Ok(false);
        }
        self.marks.push((address, piece, stamp));
        Ok(true)
    }

    fn flush(&mut self) -> anyhow::Result<()> {
        let (waiting, at) = (std::mem::take(&mut self.waiting), surroundings::now());
        // The open batch is finished also when the user wants to stop.
        let never = AtomicBool::new(false);
        if !waiting.is_empty() {
            let added = patiently(|| self.dossier.add(waiting.clone(), Adding { at: &at, stop: &never }, |_| ()))?;
            self.round.read += (added.read.len() + added.dated.len()) as u64;
            self.round.known += added.known;
            for trouble in &added.troubles {
                self.round.unread += 1;
                eprintln!("not read: {}: {}", trouble.id, trouble.why);
            }
        }
        let marks = std::mem::take(&mut self.marks);
        if !marks.is_empty() {
            patiently(|| self.dossier.mark(&marks))?;
        }
        Ok(())
    }
}

/// Tries again where another process writes to the dossier for long.
fn patiently<T>(mut attempt: impl FnMut() -> record::Result<T>) -> record::Result<T> {
    for _ in 0..5 {
        match attempt() {
            Err(error) if error.is_locked() => {}
            other => return other,
        }
    }
    attempt()
}

/// Waits until a source is due or folders are to be looked at; `false` when the user wants to stop.
fn wait(dossier: &Dossier, stop: &AtomicBool) -> anyhow::Result<bool> {
    let sources = dossier.sources()?;
    let now = surroundings::seconds();
    let folders = sources.iter().any(|s| !s.is_web());
    let next = sources.iter().filter(|s| s.is_web() && s.state.health != Health::Gone).map(|s| s.state.due - now).min();
    let until_due = Duration::from_secs(next.unwrap_or(3600).clamp(1, 3600).unsigned_abs());
    let mut left = if folders { until_due.min(LOOK) } else { until_due };
    // Sources that another process adds are found within a minute.
    left = left.min(Duration::from_secs(60));
    while !left.is_zero() {
        if stop.load(Ordering::Relaxed) {
            return Ok(false);
        }
        let step = left.min(Duration::from_millis(200));
        std::thread::sleep(step);
        left -= step;
    }
    Ok(!stop.load(Ordering::Relaxed))
}
