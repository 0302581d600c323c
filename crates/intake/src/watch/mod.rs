//! Sources that are visited again and again: folders, feeds, pages. A visit gives what is new since the last one and says how it went; what
//! must be remembered between visits is the caller's to keep ([`State`], and a mark for each piece that was handed on).

mod folder;
mod round;
mod web;

pub use round::round;
pub use web::read_page;

use crate::fetch::{Client, Fault, Known, Lasts};
use crate::{Incoming, Options};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// What a source is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Not visited yet.
    #[default]
    Unknown,
    /// A feed.
    Feed,
    /// A page, or a file on the web.
    Page,
    /// A folder or file of this machine.
    Folder,
}

/// How a source does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Health {
    /// Not visited yet.
    #[default]
    New,
    /// The last visit went well.
    Well,
    /// The last visit did not go well, or not wholly; the note says why.
    Ailing,
    /// It is not asked again.
    Gone,
}

/// What is kept of a source between visits.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct State {
    /// What it is.
    pub kind: Kind,
    /// The name that it gives itself.
    pub name: Option<String>,
    /// How it does.
    pub health: Health,
    /// What happened at the last visit, for a person.
    pub note: String,
    /// What to send along at the next request.
    pub known: Known,
    /// When it was last visited, in seconds since 1970; 0 for never.
    pub visited: i64,
    /// Before this it is not visited, in seconds since 1970.
    pub due: i64,
    /// Visits in a row that failed.
    pub failures: u32,
    /// Reports that it has given so far.
    pub reports: u64,
}

/// A source.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source {
    /// A web address, or a path.
    pub address: String,
    /// Its name, where the user or a list gave one.
    pub title: Option<String>,
    /// What is kept of it.
    pub state: State,
}

impl Source {
    /// Whether it is on the web.
    pub fn is_web(&self) -> bool {
        is_web(&self.address)
    }
}

/// Whether an address is of the web, not a path.
pub fn is_web(address: &str) -> bool {
    let head = address.trim_start().get(..8).unwrap_or(address).to_ascii_lowercase();
    head.starts_with("http://") || head.starts_with("https://")
}

/// How visits are made.
pub struct Visiting<'a> {
    /// How reports are read.
    pub options: Options,
    /// What fetches.
    pub client: &'a Client,
    /// The present time, in seconds since 1970.
    pub now: i64,
    /// Seconds from one visit of a web source to the next, where it does well; a feed's own wish counts where it is longer.
    pub every: i64,
    /// Pages fetched for one feed in one visit; the rest waits for the next.
    pub pages: usize,
    /// Entries are taken as the feed has them; their pages are not fetched.
    pub entries_only: bool,
    /// A file changed in the last seconds may still be written, and waits for the next visit.
    pub patient: bool,
    /// Files that are no reports: the dossier itself.
    pub passed_over: &'a (dyn Fn(&Path) -> bool + Sync),
}

/// What a visit gives, in order: the reports of a piece, then the piece's mark.
#[derive(Debug)]
pub enum Event {
    /// A report.
    Report {
        /// The source's place in the list that was given.
        source: usize,
        /// The report.
        incoming: Box<Incoming>,
        /// The report is the source itself (a watched page): it counts as new only where its article has changed.
        page: bool,
    },
    /// A piece has been handed on whole: it is remembered under `key` with `stamp`, and not handed on again while the stamp holds.
    Handled {
        /// The source's place in the list that was given.
        source: usize,
        /// Which piece: a file's path, an entry's key.
        key: String,
        /// Its version.
        stamp: String,
    },
    /// Something in it could not be read; what it was and why.
    Problem {
        /// The source's place in the list that was given.
        source: usize,
        /// What it was, for a person.
        text: String,
    },
    /// The visit is over.
    Done {
        /// The source's place in the list that was given.
        source: usize,
        /// What to keep of it; `reports` counts only those handed on in this visit.
        state: State,
    },
}

/// The marks that are kept of a source: piece to version.
pub type Marks = BTreeMap<String, String>;

/// One visit: what it needs, and where its events go. `send` gives `false` when nobody listens any more.
struct Visit<'a> {
    source: &'a Source,
    place: usize,
    marks: Marks,
    how: &'a Visiting<'a>,
    send: &'a mut dyn FnMut(Event) -> bool,
    reports: u64,
    unread: u64,
}

impl Visit<'_> {
    fn run(mut self) {
        let mut state = State { visited: self.how.now, reports: 0, ..self.source.state.clone() };
        match self.source.is_web() {
            true => web::visit(&mut self, &mut state),
            false => folder::visit(&mut self, &mut state),
        }
        // A visit that the user broke off is no visit: the next begins where it stopped.
        if self.how.client.stopped() {
            return;
        }
        state.reports = self.reports;
        (self.send)(Event::Done { source: self.place, state });
    }

    fn report(&mut self, incoming: Incoming, page: bool) {
        self.reports += 1;
        (self.send)(Event::Report { source: self.place, incoming: Box::new(incoming), page });
    }

    fn handled(&mut self, key: String, stamp: String) {
        (self.send)(Event::Handled { source: self.place, key, stamp });
    }

    fn problem(&mut self, text: String) {
        self.unread += 1;
        (self.send)(Event::Problem { source: self.place, text });
    }
}

/// The longest time between two visits of a source that fails.
const LONGEST_WAIT: i64 = 24 * 3600;

impl State {
    fn well(&mut self, every: i64, note: String) {
        self.health = Health::Well;
        self.failures = 0;
        self.due = self.visited + every;
        self.note = note;
    }

    /// After a fault the pause doubles from visit to visit, up to a day; what the server asks for counts where it is longer.
    fn failed(&mut self, every: i64, fault: &Fault) {
        self.failures += 1;
        let doubled = every.max(60).saturating_mul(1 << self.failures.min(12));
        let asked = fault.after.map_or(0, |after| i64::try_from(after).unwrap_or(LONGEST_WAIT).min(7 * LONGEST_WAIT));
        self.due = self.visited + doubled.min(LONGEST_WAIT).max(every).max(asked);
        self.health = if fault.lasts == Lasts::Forever { Health::Gone } else { Health::Ailing };
        self.note = fault.note.clone();
    }
}

/// The stamp of a file: length and time of change.
fn stamp_of(path: &Path) -> Option<(String, i64)> {
    let meta = path.metadata().ok()?;
    let changed = meta.modified().ok()?.duration_since(std::time::UNIX_EPOCH).ok()?;
    Some((format!("{}-{}", meta.len(), changed.as_nanos()), i64::try_from(changed.as_secs()).unwrap_or(i64::MAX)))
}

/// A path from an address as the user wrote it (`file://` allowed).
fn path_of(address: &str) -> PathBuf {
    PathBuf::from(address.strip_prefix("file://").unwrap_or(address))
}
