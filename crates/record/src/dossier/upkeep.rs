//! Keeping a dossier well: check, backup, compact.

use super::{Dossier, evidence, reading};
use crate::{Error, Result};
use rusqlite::Connection;
use rusqlite::backup::Backup;
use std::path::Path;
use std::time::Duration;

/// What a check found.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Checked {
    /// Reports in the dossier.
    pub reports: u64,
    /// Faults, one sentence each; none in a sound dossier.
    pub faults: Vec<String>,
    /// Remarks that are no faults: readings by an older reader, a record that is not up to date.
    pub remarks: Vec<String>,
}

/// Sizes before and after, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Compacted {
    /// Before.
    pub before: u64,
    /// After.
    pub after: u64,
}

impl Dossier {
    /// Looks through the whole file: SQLite's own checks, every body against its hash, every report for its reading, the search index.
    pub fn check(&self) -> Result<Checked> {
        let mut checked = Checked { reports: self.len()?, ..Checked::default() };
        let mut query = self.connection.prepare("PRAGMA integrity_check")?;
        for line in query.query_map([], |row| row.get::<_, String>(0))? {
            let line = line?;
            if line != "ok" {
                checked.faults.push(line);
            }
        }
        let mut query = self.connection.prepare("PRAGMA foreign_key_check")?;
        let loose = query.query_map([], |row| row.get::<_, String>(0))?.count();
        if loose > 0 {
            checked.faults.push(format!("{loose} rows point to rows that are not there"));
        }
        let mut query = self.connection.prepare("SELECT id, name, content FROM document ORDER BY id")?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            let (id, name, content): (i64, String, Vec<u8>) = (row.get(0)?, row.get(1)?, row.get(2)?);
            let whole = evidence::report(&self.connection, id).is_ok_and(|report| evidence::content_hash(&report).as_slice() == content);
            if !whole {
                checked.faults.push(format!("the text of report {name} is not what was read"));
            }
            if reading::load(&self.connection, id)?.is_none() {
                checked.faults.push(format!("report {name} has no reading; `rapporteur read DOSSIER` reads it anew"));
            }
        }
        if !self.search_is_whole()? {
            checked.faults.push("the search index does not agree with the texts; `rapporteur compact DOSSIER` rebuilds it".to_owned());
        }
        let stale = self.stale()?;
        if stale > 0 {
            checked
                .remarks
                .push(format!("{stale} reports were read by another version of the reader; `rapporteur read DOSSIER` reads them anew"));
        }
        if !self.is_settled()? {
            checked.remarks.push("the record is not up to date; `rapporteur read DOSSIER` brings it up to date".to_owned());
        }
        Ok(checked)
    }

    fn search_is_whole(&self) -> Result<bool> {
        // FTS5's own integrity check is written as an insert, which a reader may not do: compare the counts there.
        if self.writable {
            return Ok(self.connection.execute("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)", []).is_ok());
        }
        let counts: (i64, i64) =
            self.connection.query_row("SELECT (SELECT count(*) FROM reading), (SELECT count(*) FROM search_docsize)", [], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })?;
        Ok(counts.0 == counts.1)
    }

    /// Copies the dossier as it stands, while others may read and write it. The copy must not exist yet.
    pub fn backup(&self, to: &Path) -> Result<()> {
        if to.exists() {
            return Err(Error::exists(to));
        }
        let mut copy = Connection::open(to)?;
        let done = Backup::new(&self.connection, &mut copy).and_then(|backup| backup.run_to_completion(4096, Duration::ZERO, None));
        // One file, without a log beside it.
        let done = done.and_then(|()| copy.pragma_update(None, "journal_mode", "delete"));
        drop(copy);
        if let Err(error) = done {
            // A torn copy must not be taken for a backup.
            let _ = std::fs::remove_file(to);
            return Err(error.into());
        }
        Ok(())
    }

    /// Rebuilds the search index and gives unused space back to the disk. Needs as much free space again as the file has.
    pub fn compact(&mut self) -> Result<Compacted> {
        let size = |path: &Path| path.metadata().map(|m| m.len()).unwrap_or(0);
        self.connection.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)")?;
        let before = size(&self.path);
        self.connection.execute_batch(
            "INSERT INTO search (search) VALUES ('rebuild'); INSERT INTO search (search) VALUES ('optimize'); ANALYZE; VACUUM; PRAGMA wal_checkpoint(TRUNCATE);",
        )?;
        Ok(Compacted { before, after: size(&self.path) })
    }
}

impl Dossier {
    /// A number that is another one whenever another connection, of this or another process, has written to the dossier: what a reader who
    /// keeps the record in memory asks before each use.
    pub fn generation(&self) -> Result<i64> {
        Ok(self.connection.pragma_query_value(None, "data_version", |row| row.get(0))?)
    }
}
