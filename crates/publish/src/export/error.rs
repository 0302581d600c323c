//! What can go wrong on the way out: writing, or reading the dossier.

/// Result of an export.
pub type Result<T> = std::result::Result<T, Error>;

/// Why an export did not come about. Odd content never makes one: it is written as it is, or left out where the form cannot hold it.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub struct Error(Kind);

#[derive(Debug, thiserror::Error)]
enum Kind {
    #[error("the export cannot be written: {0}")]
    Writing(#[source] std::io::Error),
    #[error(transparent)]
    Dossier(record::Error),
}

impl Error {
    /// Whether the way out failed (disk full, pipe closed).
    pub fn is_writing(&self) -> bool {
        matches!(self.0, Kind::Writing(_))
    }

    /// Whether the dossier could not be read.
    pub fn is_dossier(&self) -> bool {
        matches!(self.0, Kind::Dossier(_))
    }
}

impl From<std::io::Error> for Error {
    fn from(error: std::io::Error) -> Error {
        Error(Kind::Writing(error))
    }
}

impl From<record::Error> for Error {
    fn from(error: record::Error) -> Error {
        Error(Kind::Dossier(error))
    }
}

impl From<serde_json::Error> for Error {
    fn from(error: serde_json::Error) -> Error {
        Error(Kind::Writing(error.into()))
    }
}
