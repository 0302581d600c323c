//! The record at rest: fused once for a state of the readings, kept entry by entry, every change written in the journal.

use super::kept::Maker;
use super::shelves::store;
use super::{Dossier, ReportText, reading};
use crate::{Result, overlay};
use fuse::Source;
use jiff::civil::Date;
use model::{Reading, Record};
use rayon::prelude::*;
use rusqlite::{Connection, OptionalExtension, TransactionBehavior};
use serde::de::DeserializeOwned;
use std::collections::BTreeSet;

/// Version of the fusing: a hash over the sources of the crates that fuse (see `build.rs`).
const FUSER: &str = env!("FUSER_VERSION");

/// What fusing changed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Settled {
    /// Entries that are new.
    pub new: u64,
    /// Entries that changed.
    pub changed: u64,
    /// Entries that are gone.
    pub gone: u64,
}

/// A reading with what the dossier knows of its report.
pub(super) struct Held {
    name: String,
    url: Option<String>,
    sha256: String,
    reading: Reading,
}

impl Held {
    fn into_text(self) -> ReportText {
        let sentences = self.reading.sentences.iter().map(|sentence| sentence.span).collect();
        ReportText { id: self.name, text: self.reading.article.text, sentences }
    }
}

impl Dossier {
    /// The record: what was fused from all readings, with the rulings over it. From the store where that is up to date, else fused now.
    pub fn record(&self) -> Result<Record> {
        Ok(overlay::apply(self.derived()?, &self.rulings()?).record)
    }

    /// The record without rulings: what the machine says.
    pub fn derived(&self) -> Result<Record> {
        let key = fused_key(&self.connection)?;
        if stored_key(&self.connection)?.as_deref() == Some(key.as_slice())
            && let Some(record) = load(&self.connection)?
        {
            return Ok(record);
        }
        Ok(fuse_all(&held(&self.connection)?))
    }

    /// The record as it stood at the end of a day: fused from the reports published by then. A report without any date counts as published
    /// before. Rulings hold whenever they were made.
    pub fn record_as_of(&self, day: Date) -> Result<Record> {
        let held: Vec<Held> = held(&self.connection)?.into_iter().filter(|held| by(&held.reading, day)).collect();
        let mut record = fuse_all(&held);
        fuse::moves::as_of(&mut record, day);
        Ok(overlay::apply(record, &self.rulings()?).record)
    }

    /// Whether the stored record is that of the stored readings.
    pub fn is_settled(&self) -> Result<bool> {
        Ok(stored_key(&self.connection)?.as_deref() == Some(fused_key(&self.connection)?.as_slice()))
    }

    /// A hash over all readings and the version of the fusing: while it is the same, so are texts, sentences and what the machine says.
    pub fn fingerprint(&self) -> Result<[u8; 32]> {
        fused_key(&self.connection)
    }

    /// Fuses what has changed and stores the record, with a line in the journal for each entry that is new, changed or gone.
    pub fn settle(&mut self, at: &str, cause: &str) -> Result<Settled> {
        self.settle_with(at, cause, None)
    }

    /// The same, and keeps what a maker makes of the record: in the same transaction, so that it never belongs to another record.
    pub fn settle_with(&mut self, at: &str, cause: &str, maker: Option<Maker<'_>>) -> Result<Settled> {
        let key = fused_key(&self.connection)?;
        if stored_key(&self.connection)?.as_deref() == Some(key.as_slice()) {
            maker.map_or(Ok(()), |maker| self.make_anew(maker))?;
            return Ok(Settled::default());
        }
        let held = held(&self.connection)?;
        let record = fuse_all(&held);
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        // Another process may have added reports meanwhile; then its own run settles them.
        if fused_key(&transaction)? != key {
            return Ok(Settled::default());
        }
        let settled = store(&transaction, &record, at, cause)?;
        transaction.execute("INSERT OR REPLACE INTO setting (name, value) VALUES ('fused', ?1)", [key.as_slice()])?;
        if let Some(maker) = maker {
            maker.keep(&transaction, record, held.into_iter().map(Held::into_text).collect())?;
        }
        transaction.commit()?;
        Ok(settled)
    }
}

/// Whether a report was (or may have been) published by the end of a day.
fn by(reading: &Reading, day: Date) -> bool {
    let earliest = reading.article.published.as_ref().and_then(|published| published.envelope.earliest);
    earliest.is_none_or(|earliest| earliest <= day)
}

pub(super) fn fused_key(connection: &Connection) -> Result<[u8; 32]> {
    let mut hash = reading::state(connection)?;
    hash.update(FUSER.as_bytes());
    Ok(hash.finalize().into())
}

pub(super) fn stored_key(connection: &Connection) -> Result<Option<Vec<u8>>> {
    Ok(connection.query_row("SELECT value FROM setting WHERE name = 'fused'", [], |row| row.get(0)).optional()?)
}

/// All readings in order of the reports' ids, without the words of their sentences.
pub(super) fn held(connection: &Connection) -> Result<Vec<Held>> {
    let mut query = connection
        .prepare("SELECT d.name, d.url, d.sha256, r.text, r.rest FROM document d JOIN reading r ON r.doc = d.id ORDER BY d.name")?;
    let rows: Vec<(String, Option<String>, String, String, Vec<u8>)> = query
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?)))?
        .collect::<rusqlite::Result<_>>()?;
    Ok(rows
        .into_par_iter()
        .filter_map(|(name, url, sha256, text, rest)| Some(Held { name, url, sha256, reading: reading::unpack_wordless(text, &rest)? }))
        .collect())
}

/// Fuses.
fn fuse_all(held: &[Held]) -> Record {
    let sources: Vec<Source<'_>> =
        held.iter().map(|held| Source { id: &held.name, url: held.url.as_deref(), sha256: &held.sha256, reading: &held.reading }).collect();
    fuse::fuse(&sources)
}

/// The stored record; `None` where an older version stored it in a form that this one does not know.
pub(super) fn load(connection: &Connection) -> Result<Option<Record>> {
    let mut query = connection.prepare("SELECT shelf, body FROM entry ORDER BY shelf, place")?;
    let mut rows = query.query([])?;
    let mut record = Record::default();
    let mut odd: BTreeSet<&'static str> = BTreeSet::new();
    while let Some(row) = rows.next()? {
        let body = row.get_ref(1)?.as_str().unwrap_or_default();
        match row.get_ref(0)?.as_str().unwrap_or_default() {
            "report" => take(&mut record.reports, body, "report", &mut odd),
            "derivation" => take(&mut record.derivations, body, "derivation", &mut odd),
            "actor" => take(&mut record.actors, body, "actor", &mut odd),
            "statement" => take(&mut record.statements, body, "statement", &mut odd),
            "fact" => take(&mut record.facts, body, "fact", &mut odd),
            "move" => take(&mut record.moves, body, "move", &mut odd),
            "conflict" => take(&mut record.conflicts, body, "conflict", &mut odd),
            "process" => take(&mut record.processes, body, "process", &mut odd),
            _ => {}
        }
    }
    Ok(odd.is_empty().then_some(record))
}

fn take<T: DeserializeOwned>(shelf: &mut Vec<T>, body: &str, name: &'static str, odd: &mut BTreeSet<&'static str>) {
    match serde_json::from_str(body) {
        Ok(entry) => shelf.push(entry),
        Err(_) => {
            odd.insert(name);
        }
    }
}

/// Stores a record as if it had been fused from the present readings.
#[cfg(test)]
pub(super) fn put_for_tests(connection: &mut Connection, record: &Record, at: &str) -> Result<()> {
    let transaction = connection.transaction()?;
    store(&transaction, record, at, "test")?;
    let key = fused_key(&transaction)?;
    transaction.execute("INSERT OR REPLACE INTO setting (name, value) VALUES ('fused', ?1)", [key.as_slice()])?;
    transaction.commit()?;
    Ok(())
}
