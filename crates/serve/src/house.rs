//! The dossier as the server holds it: the record in memory until somebody writes, and one way to write.

use crate::progress::{Phase, Progress};
use crate::snapshot::Snapshot;
use intake::fetch::{Client, Manner};
use record::{Added, Adding, Dossier, NewRuling};
use std::net::SocketAddr;
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
    /// How addresses are fetched that a person gives on the page for adding; nothing else ever is.
    pub manner: Manner,
}

/// The dossier, shared by all requests.
pub struct House {
    options: Options,
    token: String,
    /// Where the server listens, once it does.
    bound: OnceLock<SocketAddr>,
    reader: Mutex<Dossier>,
    state: Mutex<State>,
    writing: Mutex<()>,
    busy: AtomicBool,
    stop: Arc<AtomicBool>,
    numbers: AtomicU64,
    changes: watch::Sender<u64>,
    progress: watch::Sender<Progress>,
    client: OnceLock<Client>,
}

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
        // What an earlier version fused, or a run that was cut off left unfused, is fused once and kept, not at every start.
        if !options.read_only && !reader.is_settled()? {
            Dossier::open(&options.dossier)?.settle_with(&(options.now)(), "opened in the browser", Some(publish::brief::maker()))?;
        }
        let snapshot = Arc::new(Snapshot::load(&reader, 1, None)?);
        snapshot.whole.whole.prepare(snapshot.texts());
        let state = Mutex::new(State { generation: reader.generation()?, snapshot });
        let token = options.token.clone().unwrap_or_else(draw_token);
        let house = House {
            options,
            token,
            bound: OnceLock::new(),
            reader: Mutex::new(reader),
            state,
            writing: Mutex::new(()),
            busy: AtomicBool::new(false),
            stop: Arc::new(AtomicBool::new(false)),
            numbers: AtomicU64::new(1),
            changes: watch::channel(1).0,
            progress: watch::channel(Progress::default()).0,
            client: OnceLock::new(),
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

    /// Notes where the server listens.
    pub fn listens(&self, address: SocketAddr) {
        let _first = self.bound.set(address);
    }

    /// The address of the pages, as programs are to write it: "http://127.0.0.1:8080".
    pub fn address(&self) -> String {
        self.bound.get().map_or_else(|| format!("http://{}", self.options.address), |bound| format!("http://{bound}"))
    }

    /// The dossier's name, for titles.
    pub fn name(&self) -> String {
        self.options.dossier.file_stem().map_or_else(|| "dossier".to_owned(), |stem| stem.to_string_lossy().into_owned())
    }

    /// Counts up whenever the record in memory is another one.
    pub fn watch(&self) -> watch::Receiver<u64> {
        self.changes.subscribe()
    }

    /// How far adding reports has come.
    pub fn progress(&self) -> watch::Receiver<Progress> {
        self.progress.subscribe()
    }

    /// Whether reports are being read in right now.
    pub fn is_busy(&self) -> bool {
        self.busy.load(Ordering::Relaxed)
    }

    /// Ends reading in after the open batch.
    pub fn halt(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }

    /// What fetches addresses; one for all requests, so that a host is asked politely.
    pub fn client(&self) -> &Client {
        self.client.get_or_init(|| Client::new(self.options.manner.clone(), Arc::clone(&self.stop)))
    }

    /// Tells how far fetching has come, unless somebody else's reports are being read in.
    pub fn fetched(&self, received: u64, seen: u64, failed: u64) {
        if !self.is_busy() {
            self.progress.send_replace(Progress { phase: Phase::Fetching, received, seen, failed, ..Progress::default() });
        }
    }

    /// Tells that it ended before anything was read.
    pub fn gave_up(&self) {
        if !self.is_busy() {
            self.progress.send_modify(|progress| progress.phase = Phase::Failed);
        }
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
            // Another process is in the middle of it: keep what we have until it has settled. A ruling changes no reading.
            let same_reports = reader.fingerprint()? == *state.snapshot.fingerprint();
            if same_reports || reader.is_settled()? || state.snapshot.record().reports.is_empty() {
                let number = self.numbers.fetch_add(1, Ordering::Relaxed) + 1;
                state.snapshot = Arc::new(Snapshot::load(&reader, number, Some(&state.snapshot))?);
                state.generation = generation;
                self.changes.send_replace(number);
                // What no page of this moment waits for is made beside it.
                let snapshot = Arc::clone(&state.snapshot);
                std::thread::spawn(move || snapshot.whole.whole.prepare(snapshot.texts()));
            }
        }
        Ok(Arc::clone(&state.snapshot))
    }

    /// The dossier to read from.
    pub fn reader(&self) -> MutexGuard<'_, Dossier> {
        locked(&self.reader)
    }

    /// Lays down a ruling on the record in memory.
    pub fn rule(&self, new: &NewRuling<'_>) -> record::Result<model::Ruling> {
        let _one = locked(&self.writing);
        let snapshot = self.snapshot()?;
        let ruling = Dossier::open(&self.options.dossier)?.rule_on(snapshot.derived(), snapshot.record(), new)?;
        self.snapshot()?;
        Ok(ruling)
    }

    /// Undoes a ruling.
    pub fn undo(&self, number: i64, who: &str, reason: Option<&str>) -> record::Result<model::Ruling> {
        let _one = locked(&self.writing);
        let ruling = Dossier::open(&self.options.dossier)?.undo(number, &(self.options.now)(), who, reason)?;
        self.snapshot()?;
        Ok(ruling)
    }

    /// Reads reports in and brings the record up to date.
    pub fn add(&self, reports: Vec<intake::Incoming>) -> record::Result<Added> {
        let _one = locked(&self.writing);
        let received = reports.len() as u64;
        self.progress.send_replace(Progress { phase: Phase::Reading, received, ..Progress::default() });
        self.busy.store(true, Ordering::Relaxed);
        let done = self.add_now(reports, received);
        self.busy.store(false, Ordering::Relaxed);
        let phase = if done.is_ok() { Phase::Done } else { Phase::Failed };
        // The new record first: who hears that it is done may ask for it.
        let shown = self.snapshot();
        self.progress.send_modify(|progress| progress.phase = phase);
        let added = done?;
        shown.map(|_| added)
    }

    fn add_now(&self, reports: Vec<intake::Incoming>, received: u64) -> record::Result<Added> {
        let mut dossier = Dossier::open(&self.options.dossier)?;
        let at = (self.options.now)();
        let how = Adding { at: &at, stop: &self.stop };
        let added = dossier.add(reports, how, |batches| {
            self.progress.send_replace(Progress::at(received, batches));
        })?;
        self.progress.send_modify(|progress| progress.phase = Phase::Fusing);
        dossier.settle_with(&at, "read in the browser", Some(publish::brief::maker()))?;
        Ok(added)
    }
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
