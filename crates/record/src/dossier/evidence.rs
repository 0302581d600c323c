//! Evidence: documents as they were read. Appended, never changed.

use super::Dossier;
use crate::{Error, Result};
use flate2::Compression;
use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;
use model::{Body, Report};
use rusqlite::{Connection, OptionalExtension, Row};
use std::io::{Read, Write};

/// Effort of the compression (zlib, RFC 1950) of bodies and readings: reading waits for it, and higher levels save little.
const COMPRESSION: Compression = Compression::new(3);

/// The first bytes of what versions before the first release wrote (Zstandard).
const EARLY: [u8; 4] = [0x28, 0xb5, 0x2f, 0xfd];

/// What the dossier knows of a document, without its body.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct DocumentEntry {
    /// The report's id.
    pub id: String,
    /// SHA-256 of the bytes as read, in hexadecimal.
    pub sha256: String,
    /// Address.
    pub url: Option<String>,
    /// Title as given.
    pub title: Option<String>,
    /// Outlet as given.
    pub outlet: Option<String>,
    /// Date as given.
    pub published: Option<String>,
    /// When it was added (RFC 3339).
    pub added: String,
    /// Remarks of the reader.
    pub notes: Vec<String>,
}

/// What is to be done with a report that comes in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Arrival {
    /// Not known yet: add under this id.
    New(String),
    /// Known by this row.
    Known,
    /// Known by this row, but now a date is given that was not known, or another one.
    Dated(i64),
}

/// Hash of what makes a report this report and no other: its words and where they stood. Not the id (files are renamed) and not the date
/// (it may become known later).
pub(super) fn content_hash(report: &Report) -> [u8; 32] {
    let (form, body) = form_of(&report.body);
    let mut hash = blake3::Hasher::new();
    hash.update(form.as_bytes()).update(&[0]).update(&(body.len() as u64).to_le_bytes()).update(body.as_bytes());
    for part in [&report.url, &report.outlet, &report.title, &report.author] {
        match part {
            Some(text) => hash.update(&(text.len() as u64 + 1).to_le_bytes()).update(text.as_bytes()),
            None => hash.update(&0u64.to_le_bytes()),
        };
    }
    hash.finalize().into()
}

/// The name of a body's form and its text.
pub(super) fn form_of(body: &Body) -> (&'static str, &str) {
    match body {
        Body::Text(text) => ("text", text),
        Body::Plain(text) => ("plain", text),
        Body::Html(html) => ("html", html),
    }
}

/// Decides about a report: new, known, or known with a new date.
pub(super) fn arrival(connection: &Connection, report: &Report, content: &[u8; 32]) -> Result<Arrival> {
    let mut query = connection.prepare_cached("SELECT id, name, published FROM document WHERE content = ?1 ORDER BY id")?;
    let known: Vec<(i64, String, Option<String>)> =
        query.query_map([content.as_slice()], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?.collect::<rusqlite::Result<_>>()?;
    let same_name = |name: &str| name == report.id || name.strip_prefix(&report.id).is_some_and(|rest| rest.starts_with('~'));
    if let Some((row, _, published)) = known.iter().find(|k| same_name(&k.1)).or_else(|| known.iter().find(|k| k.2 == report.published)) {
        return Ok(if report.published.is_none() || *published == report.published { Arrival::Known } else { Arrival::Dated(*row) });
    }
    // The same words under another name: the same report, unless both are dated and differ.
    match (known.first(), &report.published) {
        (Some(_), None) => return Ok(Arrival::Known),
        (Some(_), Some(_)) => {
            if let Some((row, ..)) = known.iter().find(|k| k.2.is_none()) {
                return Ok(Arrival::Dated(*row));
            }
        }
        (None, _) => {}
    }
    Ok(Arrival::New(free_name(connection, &report.id, content)?))
}

/// The report's own id where it is free, else the id with the first digits of the content's hash, which does not depend on the order.
fn free_name(connection: &Connection, id: &str, content: &[u8; 32]) -> Result<String> {
    let mut taken = connection.prepare_cached("SELECT 1 FROM document WHERE name = ?1")?;
    let id = if id.is_empty() { "report" } else { id };
    if !taken.exists([id])? {
        return Ok(id.to_owned());
    }
    let digits = blake3::Hash::from(*content).to_hex();
    for length in [6, 12, 64] {
        let name = format!("{id}~{}", &digits[..length]);
        if !taken.exists([&name])? {
            return Ok(name);
        }
    }
    Err(Error::refused(format!("no free id for report {id}")))
}

/// Adds a document and gives its row.
pub(super) fn insert(connection: &Connection, name: &str, report: &Report, sha256: &str, content: &[u8; 32], at: &str) -> Result<i64> {
    let (form, body) = form_of(&report.body);
    let packed = pack(body.as_bytes())?;
    connection
        .prepare_cached(
            "INSERT INTO document (name, content, sha256, form, body, url, title, outlet, author, published, added)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
        )?
        .execute(rusqlite::params![
            name,
            content.as_slice(),
            sha256,
            form,
            packed,
            report.url,
            report.title,
            report.outlet,
            report.author,
            report.published,
            at
        ])?;
    Ok(connection.last_insert_rowid())
}

/// The report of a row, as it came in (with the id that the dossier gave it).
pub(super) fn report(connection: &Connection, row: i64) -> Result<Report> {
    let found = connection
        .prepare_cached("SELECT name, form, body, url, title, outlet, author, published FROM document WHERE id = ?1")?
        .query_row([row], |row| {
            Ok((
                Report {
                    id: row.get(0)?,
                    body: Body::default(),
                    url: row.get(3)?,
                    title: row.get(4)?,
                    outlet: row.get(5)?,
                    author: row.get(6)?,
                    published: row.get(7)?,
                },
                row.get::<_, String>(1)?,
                row.get::<_, Vec<u8>>(2)?,
            ))
        })
        .optional()?;
    let (mut report, form, packed) = found.ok_or_else(|| Error::unknown(&row.to_string()))?;
    let body = String::from_utf8(unpack(&packed)?).map_err(Error::encoding)?;
    report.body = match form.as_str() {
        "html" => Body::Html(body),
        "plain" => Body::Plain(body),
        _ => Body::Text(body),
    };
    Ok(report)
}

/// Compresses.
pub(super) fn pack(plain: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = ZlibEncoder::new(Vec::with_capacity(plain.len() / 3), COMPRESSION);
    encoder.write_all(plain).map_err(Error::encoding)?;
    encoder.finish().map_err(Error::encoding)
}

/// Uncompresses; an error where the bytes are damaged, or written before the first release.
pub(super) fn unpack(packed: &[u8]) -> Result<Vec<u8>> {
    if packed.starts_with(&EARLY) {
        return Err(Error::encoding("written by a version before the first release; read its reports into a new dossier"));
    }
    let mut plain = Vec::with_capacity(packed.len() * 4);
    ZlibDecoder::new(packed).read_to_end(&mut plain).map_err(Error::encoding)?;
    Ok(plain)
}

impl Dossier {
    /// How many reports the dossier holds.
    pub fn len(&self) -> Result<u64> {
        Ok(self.connection.query_row("SELECT count(*) FROM document", [], |row| row.get::<_, i64>(0))? as u64)
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> Result<bool> {
        Ok(self.len()? == 0)
    }

    /// The documents in order of id.
    pub fn documents(&self) -> Result<Vec<DocumentEntry>> {
        let mut query =
            self.connection.prepare("SELECT name, sha256, url, title, outlet, published, added, d.id FROM document d ORDER BY name")?;
        let rows = query.query_map([], |row| Ok((entry(row)?, row.get::<_, i64>(7)?)))?;
        rows.map(|row| {
            let (mut entry, id) = row?;
            entry.notes = super::reading::load(&self.connection, id)?.map(|reading| reading.notes).unwrap_or_default();
            Ok(entry)
        })
        .collect()
    }

    /// A report as it came in.
    pub fn report(&self, id: &str) -> Result<Report> {
        report(&self.connection, self.row_of(id)?)
    }

    /// The row of a report.
    pub(super) fn row_of(&self, id: &str) -> Result<i64> {
        self.connection
            .prepare_cached("SELECT id FROM document WHERE name = ?1")?
            .query_row([id], |row| row.get(0))
            .optional()?
            .ok_or_else(|| Error::unknown(id))
    }
}

fn entry(row: &Row<'_>) -> rusqlite::Result<DocumentEntry> {
    Ok(DocumentEntry {
        id: row.get(0)?,
        sha256: row.get(1)?,
        url: row.get(2)?,
        title: row.get(3)?,
        outlet: row.get(4)?,
        published: row.get(5)?,
        added: row.get(6)?,
        notes: Vec::new(),
    })
}
