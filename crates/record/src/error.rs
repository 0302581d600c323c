//! What can go wrong with a dossier.

use std::path::{Path, PathBuf};

/// An error of the dossier. Opaque: ask its predicates; its text says what to do.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub struct Error(Box<Kind>);

/// A result with the dossier's error.
pub type Result<T> = std::result::Result<T, Error>;

#[derive(Debug, thiserror::Error)]
enum Kind {
    #[error("{0} is not there; `rapporteur read {0} PATH…` makes a dossier")]
    Missing(String),
    #[error("{0} is there already; give the new dossier another name")]
    Exists(String),
    #[error("{path} is not a dossier: {why}")]
    NotADossier { path: String, why: &'static str },
    #[error(
        "{path} was written by a newer rapporteur (dossier version {found}, this program knows {known}); use that program or a newer one"
    )]
    Newer { path: String, found: i32, known: i32 },
    #[error("no space is left for the dossier; what was committed before is safe: free some space and run the same command again")]
    Full(#[source] rusqlite::Error),
    #[error("another process is writing to the dossier; try again when it has finished")]
    Locked(#[source] rusqlite::Error),
    #[error("the dossier cannot be written: it or its folder is read-only")]
    ReadOnly(#[source] rusqlite::Error),
    #[error("the dossier's file is damaged ({0}); `rapporteur check DOSSIER` says more; take it from a backup")]
    Damaged(#[source] rusqlite::Error),
    #[error(
        "the disk gave an error ({0}); what was committed before is safe: see that there is space and that the disk is well, then run the same command again"
    )]
    Disk(#[source] rusqlite::Error),
    #[error("nothing in the dossier has the id {0}")]
    Unknown(String),
    #[error("{0} could be any of {1}; give more of the id")]
    Ambiguous(String, String),
    #[error("{0}")]
    Refused(String),
    #[error("the dossier cannot be reached: {0}")]
    Sql(#[source] rusqlite::Error),
    #[error("{0}")]
    Encoding(String),
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}

impl Error {
    pub(crate) fn missing(path: &Path) -> Error {
        Kind::Missing(shown(path)).into()
    }

    pub(crate) fn exists(path: &Path) -> Error {
        Kind::Exists(shown(path)).into()
    }

    pub(crate) fn not_a_dossier(path: &Path, why: &'static str) -> Error {
        Kind::NotADossier { path: shown(path), why }.into()
    }

    pub(crate) fn newer(path: PathBuf, found: i32, known: i32) -> Error {
        Kind::Newer { path: shown(&path), found, known }.into()
    }

    pub(crate) fn unknown(id: &str) -> Error {
        Kind::Unknown(id.to_owned()).into()
    }

    pub(crate) fn ambiguous(id: &str, all: &[&str]) -> Error {
        Kind::Ambiguous(id.to_owned(), all.join(", ")).into()
    }

    pub(crate) fn refused(why: impl Into<String>) -> Error {
        Kind::Refused(why.into()).into()
    }

    pub(crate) fn encoding(what: impl std::fmt::Display) -> Error {
        Kind::Encoding(what.to_string()).into()
    }

    /// The file is not there.
    pub fn is_missing(&self) -> bool {
        matches!(*self.0, Kind::Missing(_))
    }

    /// The file is something else than a dossier.
    pub fn is_not_a_dossier(&self) -> bool {
        matches!(*self.0, Kind::NotADossier { .. })
    }

    /// A newer program wrote the dossier.
    pub fn is_newer(&self) -> bool {
        matches!(*self.0, Kind::Newer { .. })
    }

    /// No space is left on the disk.
    pub fn is_full(&self) -> bool {
        matches!(*self.0, Kind::Full(_))
    }

    /// Another process writes.
    pub fn is_locked(&self) -> bool {
        matches!(*self.0, Kind::Locked(_))
    }

    /// File or folder cannot be written.
    pub fn is_read_only(&self) -> bool {
        matches!(*self.0, Kind::ReadOnly(_))
    }

    /// The file's structure is broken.
    pub fn is_damaged(&self) -> bool {
        matches!(*self.0, Kind::Damaged(_))
    }

    /// No entry has the id that was asked for, or several begin with it.
    pub fn is_unknown_id(&self) -> bool {
        matches!(*self.0, Kind::Unknown(_) | Kind::Ambiguous(..))
    }

    /// The request makes no sense (a ruling on something that cannot be ruled on).
    pub fn is_refused(&self) -> bool {
        matches!(*self.0, Kind::Refused(_))
    }
}

impl From<Kind> for Error {
    fn from(kind: Kind) -> Error {
        Error(Box::new(kind))
    }
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Error {
        use rusqlite::ErrorCode as Code;
        match error.sqlite_error_code() {
            Some(Code::DiskFull) => Kind::Full(error),
            Some(Code::DatabaseBusy | Code::DatabaseLocked) => Kind::Locked(error),
            Some(Code::SystemIoFailure) => Kind::Disk(error),
            Some(Code::ReadOnly) => Kind::ReadOnly(error),
            Some(Code::DatabaseCorrupt | Code::NotADatabase) => Kind::Damaged(error),
            _ => Kind::Sql(error),
        }
        .into()
    }
}
