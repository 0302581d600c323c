//! What was made of the record and is kept beside it, so that the next one who asks need not load everything: derived, made anew whenever the record, a
//! ruling or the maker has changed, and never needed.

use super::entries::{fused_key, load, stored_key};
use super::{Dossier, ReportText, evidence};
use crate::{Result, overlay};
use model::Record;
use rusqlite::{Connection, OptionalExtension, TransactionBehavior};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Makes something of a record: a page that is asked for again and again.
#[derive(Clone, Copy)]
pub struct Maker<'m> {
    /// What it is called in the dossier.
    pub name: &'m str,
    /// Another one where the same record would give something else.
    pub version: &'m str,
    /// Makes it of the record under its rulings and the texts of its reports, in order of id.
    pub make: &'m dyn Fn(&Record, Vec<ReportText>) -> Vec<u8>,
}

impl Maker<'_> {
    /// Makes it of what the machine says and keeps it. The record is the one that is stored.
    pub(super) fn keep(self, connection: &Connection, derived: Record, texts: Vec<ReportText>) -> Result<()> {
        let record = overlay::apply(derived, &super::ruling::all(connection)?).record;
        // A page that cannot be made must not keep the record from being stored.
        let Ok(made) = catch_unwind(AssertUnwindSafe(|| (self.make)(&record, texts))) else { return Ok(()) };
        let made = evidence::pack(&made)?;
        let value = [&state(connection, self.version)?, made.as_slice()].concat();
        connection.execute("INSERT OR REPLACE INTO setting (name, value) VALUES (?1, ?2)", (setting(self.name), value))?;
        Ok(())
    }
}

fn setting(name: &str) -> String {
    format!("kept {name}")
}

/// A hash over everything that decides what is made: the stored record, the rulings (which only ever become more) and the maker's version.
fn state(connection: &Connection, version: &str) -> Result<[u8; 32]> {
    let rulings: Option<i64> = connection.query_row("SELECT max(id) FROM ruling", [], |row| row.get(0))?;
    let mut hash = blake3::Hasher::new();
    hash.update(&stored_key(connection)?.unwrap_or_default()).update(&rulings.unwrap_or(0).to_le_bytes()).update(version.as_bytes());
    Ok(hash.finalize().into())
}

/// What is kept under a name, where it is that of the stored record and the rulings.
fn kept(connection: &Connection, name: &str, version: &str) -> Result<Option<Vec<u8>>> {
    let value: Option<Vec<u8>> =
        connection.query_row("SELECT value FROM setting WHERE name = ?1", [setting(name)], |row| row.get(0)).optional()?;
    let Some((key, made)) = value.as_deref().and_then(|value| value.split_first_chunk::<32>()) else { return Ok(None) };
    Ok(if *key == state(connection, version)? { evidence::unpack(made).ok() } else { None })
}

impl Dossier {
    /// What was made of the record as it stands now, rulings and all, by this version of its maker. `None` where it has to be made.
    pub fn kept(&self, name: &str, version: &str) -> Result<Option<Vec<u8>>> {
        // One state of the file for all questions.
        let transaction = self.connection.unchecked_transaction()?;
        if stored_key(&transaction)?.as_deref() != Some(fused_key(&transaction)?.as_slice()) {
            return Ok(None);
        }
        kept(&transaction, name, version)
    }

    /// Makes anew what is not that of the settled record any more.
    pub(super) fn make_anew(&mut self, maker: Maker<'_>) -> Result<()> {
        if kept(&self.connection, maker.name, maker.version)?.is_some() {
            return Ok(());
        }
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let Some(record) = load(&transaction)? else { return Ok(()) };
        maker.keep(&transaction, record, super::reading::texts(&transaction)?)?;
        Ok(transaction.commit()?)
    }
}
