//! Making and opening dossiers.

use super::Dossier;
use crate::{Error, Result};
use rusqlite::{Connection, ErrorCode, OpenFlags, TransactionBehavior};
use std::path::Path;
use std::time::Duration;

/// "RAPP" in the file's header: what makes an SQLite file a dossier (`PRAGMA application_id`).
pub(super) const APPLICATION: i32 = 0x5241_5050;

/// Each step leads from version n to n + 1 (`PRAGMA user_version`); files of every earlier version stay readable.
const MIGRATIONS: &[&str] =
    &[include_str!("../../migrations/0001.sql"), include_str!("../../migrations/0002.sql"), include_str!("../../migrations/0003.sql")];

/// How long to wait for another writer.
const PATIENCE: Duration = Duration::from_secs(10);

impl Dossier {
    /// Makes a new dossier; the file must not exist yet (an empty file counts as none).
    pub fn create(path: &Path) -> Result<Dossier> {
        if path.metadata().is_ok_and(|m| m.len() > 0 || !m.is_file()) {
            return Err(Error::exists(path));
        }
        Dossier::open_or_create(path)
    }

    /// Opens a dossier to read and write; makes one where the file is not there or empty.
    pub fn open_or_create(path: &Path) -> Result<Dossier> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        Dossier::prepare(connect(path, flags)?, path, true)
    }

    /// Opens a dossier to read and write.
    pub fn open(path: &Path) -> Result<Dossier> {
        present(path)?;
        Dossier::prepare(connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX)?, path, false)
    }

    /// Opens a dossier to read; works on files and folders that cannot be written, and beside a process that writes.
    pub fn open_read_only(path: &Path) -> Result<Dossier> {
        present(path)?;
        // A connection that may write tidies up the write-ahead log when it closes; one that may not leaves files behind. So ask for
        // the former and forbid writing, and fall back where file or folder is read-only.
        let first = connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX);
        if let Ok(connection) = first
            && connection.is_readonly("main").is_ok_and(|read_only| !read_only)
        {
            let attempt = verify(&connection, path).and_then(|_| Ok(connection.query_row("SELECT count(*) FROM setting", [], |_| Ok(()))?));
            match attempt {
                Ok(()) => {
                    connection.pragma_update(None, "query_only", true)?;
                    return Ok(Dossier { connection, path: path.to_owned(), writable: false });
                }
                Err(error) if error.is_not_a_dossier() || error.is_newer() || error.is_damaged() => return Err(error),
                Err(_) => {}
            }
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let log = path.with_file_name(format!("{}-wal", path.file_name().unwrap_or_default().to_string_lossy()));
        let connection = if log.metadata().is_ok_and(|m| m.len() > 0) {
            connect(path, flags)?
        } else {
            // No log and nobody can write: the file is all there is.
            let name = path.to_string_lossy().replace('%', "%25").replace('?', "%3f").replace('#', "%23");
            connect(Path::new(&format!("file:{name}?immutable=1")), flags | OpenFlags::SQLITE_OPEN_URI)?
        };
        verify(&connection, path)?;
        Ok(Dossier { connection, path: path.to_owned(), writable: false })
    }

    fn prepare(mut connection: Connection, path: &Path, may_create: bool) -> Result<Dossier> {
        connection.busy_timeout(PATIENCE)?;
        let blank = may_create && is_blank(&connection).map_err(|e| foreign(e, path))?;
        let version = if blank { 0 } else { verify(&connection, path)? };
        if version < MIGRATIONS.len() as i32 {
            // One transaction for the mark and the tables, so that a killed process leaves a whole dossier or an empty file.
            let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            // Another process may have been faster.
            if is_blank(&transaction)? {
                transaction.pragma_update(None, "application_id", APPLICATION)?;
            }
            let version = verify(&transaction, path)?;
            for (step, sql) in MIGRATIONS.iter().enumerate().skip(version.max(0) as usize) {
                transaction.execute_batch(sql)?;
                transaction.pragma_update(None, "user_version", step as i32 + 1)?;
            }
            transaction.commit()?;
        }
        // Write-ahead log: readers never wait for the writer, and a killed process loses at most the open batch. FULL: what is committed
        // survives a power cut too; batches are few, so the cost is one fsync each.
        connection.pragma_update(None, "journal_mode", "wal")?;
        connection.pragma_update(None, "synchronous", "full")?;
        connection.pragma_update(None, "foreign_keys", true)?;
        Ok(Dossier { connection, path: path.to_owned(), writable: true })
    }
}

fn present(path: &Path) -> Result<()> {
    if path.exists() { Ok(()) } else { Err(Error::missing(path)) }
}

fn connect(path: &Path, flags: OpenFlags) -> Result<Connection> {
    if path.is_dir() {
        return Err(Error::not_a_dossier(path, "it is a folder"));
    }
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(PATIENCE)?;
    Ok(connection)
}

/// The dossier's version; an error where the file is none, or newer than this program.
fn verify(connection: &Connection, path: &Path) -> Result<i32> {
    let application: i32 = connection.pragma_query_value(None, "application_id", |row| row.get(0)).map_err(|e| foreign(e, path))?;
    if application != APPLICATION {
        let why = if is_blank(connection)? { "it is empty" } else { "it is another program's database" };
        return Err(Error::not_a_dossier(path, why));
    }
    let version: i32 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    if version > MIGRATIONS.len() as i32 {
        return Err(Error::newer(path.to_owned(), version, MIGRATIONS.len() as i32));
    }
    Ok(version)
}

/// Whether the database holds nothing at all.
fn is_blank(connection: &Connection) -> rusqlite::Result<bool> {
    let application: i32 = connection.pragma_query_value(None, "application_id", |row| row.get(0))?;
    let tables: i64 = connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    Ok(application == 0 && tables == 0)
}

/// A file that SQLite does not know is no dossier; other errors keep their meaning.
fn foreign(error: rusqlite::Error, path: &Path) -> Error {
    match error.sqlite_error_code() {
        Some(ErrorCode::NotADatabase) => Error::not_a_dossier(path, "it is some other kind of file"),
        _ => error.into(),
    }
}
