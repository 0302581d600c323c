//! The dossier: one SQLite file that holds the evidence, what was read in it, the record fused from it, and a person's rulings.

mod add;
mod entries;
mod evidence;
mod find;
mod history;
mod kept;
mod open;
mod reading;
mod ruling;
mod search;
mod shelves;
mod sources;
mod upkeep;

#[cfg(test)]
mod tests;

pub use add::{Added, Adding, Progress, Trouble};
pub use entries::Settled;
pub use evidence::DocumentEntry;
pub use find::{Cited, Item};
pub use history::{HistoryEntry, HistoryWhat};
pub use kept::Maker;
pub use reading::ReportText;
pub use ruling::{NewRuling, Review, RulingEntry, parse_field, standing};
pub use search::{Found, FoundReport};
pub use upkeep::{Checked, Compacted};

use rusqlite::Connection;
use std::path::PathBuf;

/// An open dossier. One process may write while others read.
#[derive(Debug)]
pub struct Dossier {
    connection: Connection,
    path: PathBuf,
    writable: bool,
}

impl Dossier {
    /// Where the file lies.
    pub fn path(&self) -> &std::path::Path {
        &self.path
    }

    /// Whether this process may write.
    pub fn is_writable(&self) -> bool {
        self.writable
    }
}
