//! The dossier as the server holds it: the record in memory until somebody writes, and one way to write.

use crate::view::View;
use publish::brief::ReportText;
use publish::export::Filter;
use record::{Added, Adding, Dossier, NewRuling, Review, RulingEntry};
use std::collections::{BTreeMap, VecDeque};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use tokio::sync::watch;

/// What the server is started with. It has no clock and no user name of its own.
#[derive(Clone, Debug)]
pub struct Options {
    /// The dossier.
    pub dossier: PathBuf,
    /// Where to listen, as "127.0.0.1:0".
    pub address: String,
    /// The time now (RFC 3339).
    pub now: fn() -> String,
    /// Who rules, where a ruling does not say.
    pub user: String,
    /// The token that writing needs; one is drawn where not given.
    pub token: Option<String>,
    /// No writing at all.
    pub read_only: bool,
}

/// The record in memory with the texts it rests on.
#[derive(Debug)]
pub struct Snapshot {
    /// Counts states of the dossier since the server began.
    pub number: u64,
    /// Texts by report id.
    pub texts: Arc<BTreeMap<String, ReportText>>,
    /// What they were read from.
    fingerprint: [u8; 32],
    /// The whole record.
    pub whole: Arc<View>,
    /// Rulings with their standing, and those that want another look: both compare with the machine's record, once for a state.
    rulings: OnceLock<(Vec<RulingEntry>, Vec<Review>)>,
    /// What filters left of it, the last few.
    filtered: Mutex<VecDeque<(String, Arc<View>)>>,
}

/// Filtered records that are kept: one person looks through a handful of filters.
const KEPT: usize = 8;

impl Snapshot {
    /// The record under a filter, and within one process where one is named.
    pub fn view(&self, filter: &Filter, process: Option<&str>) -> Arc<View> {
        if filter.is_open() && process.is_none() {
            return Arc::clone(&self.whole);
        }
        let key = format!("{filter:?} {process:?}");
        let mut kept = locked(&self.filtered);
        if let Some((_, view)) = kept.iter().find(|(known, _)| *known == key) {
            return Arc::clone(view);
        }
        let whole = &self.whole.record;
        let record = match process {
            Some(id) if filter.is_open() => Filter::process(whole, id),
            Some(id) => Filter::process(&filter.select(whole), id),
            None => filter.select(whole),
        };
        let view = Arc::new(View::new(record));
        kept.push_front((key, Arc::clone(&view)));
        // Of wide filters fewer are kept: together they hold no more than the record twice over.
        let mut room = 2 * whole.facts.len();
        let fits = kept.iter().take(KEPT).take_while(|(_, view)| {
            let fits = view.record.facts.len() <= room;
            room = room.saturating_sub(view.record.facts.len());
            fits
        });
        let fits = fits.count().max(1);
        kept.truncate(fits);
        view
    }
}

/// The dossier, shared by all requests.
#[derive(Debug)]
pub struct House {
    options: Options,
    token: String,
    reader: Mutex<Dossier>,
    state: Mutex<State>,
    writing: Mutex<()>,
    busy: AtomicBool,
    stop: AtomicBool,
    numbers: AtomicU64,
    changes: watch::Sender<u64>,
}

#[derive(Debug)]
struct State {
    generation: i64,
    snapshot: Arc<Snapshot>,
}

/// A lock that outlives a panic of another request: the data behind it is replaced whole, never left half written.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl House {
    /// Opens the dossier (makes it where it is missing, unless read-only) and loads the record.
    pub fn open(options: Options) -> record::Result<House> {
        if !options.read_only && !options.dossier.exists() {
            drop(Dossier::create(&options.dossier)?);
        }
        let reader = Dossier::open_read_only(&options.dossier)?;
        let snapshot = Arc::new(load(&reader, 1, None)?);
        let state = Mutex::new(State { generation: reader.generation()?, snapshot });
        let token = options.token.clone().unwrap_or_else(draw_token);
        let house = House {
            options,
            token,
            reader: Mutex::new(reader),
            state,
            writing: Mutex::new(()),
            busy: AtomicBool::new(false),
            stop: AtomicBool::new(false),
            numbers: AtomicU64::new(1),
            changes: watch::channel(1).0,
        };
        Ok(house)
    }

    /// The options it was opened with.
    pub fn options(&self) -> &Options {
        &self.options
    }

    /// What writing requests must show.
    pub fn token(&self) -> &str {
        &self.token
    }

    /// The dossier's name, for titles.
    pub fn name(&self) -> String {
        self.options.dossier.file_stem().map_or_else(|| "dossier".to_owned(), |stem| stem.to_string_lossy().into_owned())
    }

    /// Counts up whenever the record in memory is another one.
    pub fn watch(&self) -> watch::Receiver<u64> {
        self.changes.subscribe()
    }

    /// Whether reports are being read in right now.
    pub fn is_busy(&self) -> bool {
        self.busy.load(Ordering::Relaxed)
    }

    /// Ends reading in after the open batch.
    pub fn halt(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }

    /// The record as the dossier has it now. While reports are being read in, the state before stays: half a day's reports are no record.
    pub fn snapshot(&self) -> record::Result<Arc<Snapshot>> {
        let mut state = locked(&self.state);
        if self.is_busy() {
            return Ok(Arc::clone(&state.snapshot));
        }
        let reader = locked(&self.reader);
        let generation = reader.generation()?;
        if generation != state.generation {
            // Another process is in the middle of it: keep what we have until it has settled.
            if reader.is_settled()? || state.snapshot.whole.record.reports.is_empty() {
                let number = self.numbers.fetch_add(1, Ordering::Relaxed) + 1;
                state.snapshot = Arc::new(load(&reader, number, Some(&state.snapshot))?);
                state.generation = generation;
                self.changes.send_replace(number);
            }
        }
        Ok(Arc::clone(&state.snapshot))
    }

    /// The dossier to read from.
    pub fn reader(&self) -> MutexGuard<'_, Dossier> {
        locked(&self.reader)
    }

    /// Rulings with their standing, and those that want another look.
    pub fn rulings<'s>(&self, snapshot: &'s Snapshot) -> record::Result<(&'s [RulingEntry], &'s [Review])> {
        if let Some((entries, wanting)) = snapshot.rulings.get() {
            return Ok((entries, wanting));
        }
        let reader = self.reader();
        // Both look at the machine's record: not before there is a ruling.
        let found = if reader.rulings()?.is_empty() { (Vec::new(), Vec::new()) } else { (reader.ruling_entries()?, reader.review()?) };
        drop(reader);
        let (entries, wanting) = snapshot.rulings.get_or_init(|| found);
        Ok((entries, wanting))
    }

    /// Lays down a ruling.
    pub fn rule(&self, new: &NewRuling<'_>) -> record::Result<model::Ruling> {
        let _one = locked(&self.writing);
        Dossier::open(&self.options.dossier)?.rule(new)
    }

    /// Undoes a ruling.
    pub fn undo(&self, number: i64, who: &str, reason: Option<&str>) -> record::Result<model::Ruling> {
        let _one = locked(&self.writing);
        Dossier::open(&self.options.dossier)?.undo(number, &(self.options.now)(), who, reason)
    }

    /// Reads reports in and brings the record up to date.
    pub fn add(&self, reports: Vec<intake::Incoming>) -> record::Result<Added> {
        let _one = locked(&self.writing);
        self.busy.store(true, Ordering::Relaxed);
        let done = self.add_now(reports);
        self.busy.store(false, Ordering::Relaxed);
        done
    }

    fn add_now(&self, reports: Vec<intake::Incoming>) -> record::Result<Added> {
        let mut dossier = Dossier::open(&self.options.dossier)?;
        let at = (self.options.now)();
        let added = dossier.add(reports, Adding { at: &at, stop: &self.stop }, |_| ())?;
        dossier.settle(&at, "read in the browser")?;
        Ok(added)
    }
}

/// Loads the record. After a ruling the reports are the same: then the texts in memory stay.
fn load(dossier: &Dossier, number: u64, before: Option<&Snapshot>) -> record::Result<Snapshot> {
    let (fingerprint, record) = (dossier.fingerprint()?, dossier.record()?);
    let texts = match before.filter(|before| before.fingerprint == fingerprint) {
        Some(before) => Arc::clone(&before.texts),
        None => Arc::new(dossier.texts()?.into_iter().map(|t| (t.id, ReportText { text: t.text, sentences: t.sentences })).collect()),
    };
    let whole = View::new(record);
    whole.prepare();
    Ok(Snapshot { number, texts, fingerprint, whole: Arc::new(whole), rulings: OnceLock::new(), filtered: Mutex::default() })
}

/// 128 bits from the system's generator, in hexadecimal.
fn draw_token() -> String {
    let mut bytes = [0u8; 16];
    if getrandom::fill(&mut bytes).is_err() {
        // Without randomness nothing may be written: an empty token matches none (see `guard`).
        return String::new();
    }
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
