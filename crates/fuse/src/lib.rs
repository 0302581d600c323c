//! Many readings -> one record: origins, actors, statements, facts, moves, conflicts. Pure and independent of the order of its input.

pub mod names;

use model::{Reading, Record};

/// A reading with what the dossier knows of its report.
#[derive(Clone, Copy, Debug)]
pub struct Source<'r> {
    /// Report id.
    pub id: &'r str,
    /// Address.
    pub url: Option<&'r str>,
    /// SHA-256 of the bytes as read, in hexadecimal.
    pub sha256: &'r str,
    /// What was read.
    pub reading: &'r Reading,
}

/// Fuses readings into a record.
pub fn fuse(_sources: &[Source<'_>]) -> Record {
    Record::default()
}
