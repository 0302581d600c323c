//! How far adding reports has come, for everybody who watches.

use record::Progress as Batches;
use serde_json::{Value, json};

/// What is being done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Phase {
    /// Nothing has been added since the server began.
    #[default]
    Idle,
    /// Addresses are being asked for.
    Fetching,
    /// Reports are being read.
    Reading,
    /// The record is being fused from all readings.
    Fusing,
    /// It is done.
    Done,
    /// It broke off; the answer to whoever added them says why.
    Failed,
}

impl Phase {
    /// All phases, for the description of the API.
    pub const ALL: &[Phase] = &[Phase::Idle, Phase::Fetching, Phase::Reading, Phase::Fusing, Phase::Done, Phase::Failed];

    /// Its name in events.
    pub const fn name(self) -> &'static str {
        match self {
            Phase::Idle => "idle",
            Phase::Fetching => "fetching",
            Phase::Reading => "reading",
            Phase::Fusing => "fusing",
            Phase::Done => "done",
            Phase::Failed => "failed",
        }
    }
}

/// How far adding has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// What is being done.
    pub phase: Phase,
    /// Reports, or addresses while they are fetched, that came in.
    pub received: u64,
    /// Of these, dealt with.
    pub seen: u64,
    /// Of these, read.
    pub read: u64,
    /// Of these, known already.
    pub known: u64,
    /// Of these, not readable.
    pub failed: u64,
}

impl Progress {
    /// After a batch.
    pub fn at(received: u64, batches: Batches) -> Progress {
        let Batches { seen, read, known } = batches;
        Progress { phase: Phase::Reading, received, seen, read, known, failed: seen.saturating_sub(read + known) }
    }

    /// As an event tells it.
    pub fn told(&self) -> Value {
        json!({
            "phase": self.phase.name(), "received": self.received, "seen": self.seen, "read": self.read, "known": self.known, "failed": self.failed,
        })
    }
}
