//! Readings at rest: the article's text as text (for search), all else as compressed MessagePack, with the pass that made them. The words of the sentences,
//! which are most of a reading, are packed by themselves behind the rest: whoever fuses needs none of them.

use super::{Dossier, evidence};
use crate::{Error, Result};
use model::{Reading, Report, Span, Token};
use rusqlite::{Connection, OptionalExtension};
use serde::Deserialize;
use serde::de::IgnoredAny;

/// Version of the reader: a hash over sources and data of the crates that read (see `build.rs`).
pub(super) const READER: &str = env!("READER_VERSION");

/// The stage's name in the table of passes.
const STAGE: &str = "reading";

/// The text of a report, to quote from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReportText {
    /// Report id.
    pub id: String,
    /// The article's text.
    pub text: String,
    /// Bytes of its sentences, in order.
    pub sentences: Vec<Span>,
}

/// A reading made ready for the file, outside the writer.
#[derive(Debug)]
pub(super) struct Packed {
    text: String,
    sentences: Vec<u8>,
    rest: Vec<u8>,
    key: [u8; 32],
    output: [u8; 32],
}

/// Hash over the reader's version and everything that it sees of the report.
pub(super) fn key(report: &Report) -> [u8; 32] {
    let mut hash = blake3::Hasher::new();
    hash.update(READER.as_bytes()).update(&evidence::content_hash(report));
    hash.update(report.published.as_deref().unwrap_or("\0").as_bytes());
    hash.finalize().into()
}

/// Makes a reading ready.
pub(super) fn pack(report: &Report, mut reading: Reading) -> Result<Packed> {
    let text = std::mem::take(&mut reading.article.text);
    let words: Vec<Vec<Token>> = reading.sentences.iter_mut().map(|sentence| std::mem::take(&mut sentence.tokens)).collect();
    let ends = reading.sentences.iter().flat_map(|sentence| [sentence.span.start, sentence.span.end]);
    let sentences = ends.flat_map(u32::to_le_bytes).collect();
    let plain = rmp_serde::to_vec(&reading).map_err(Error::encoding)?;
    let words = rmp_serde::to_vec(&words).map_err(Error::encoding)?;
    let mut hash = blake3::Hasher::new();
    hash.update(&(text.len() as u64).to_le_bytes()).update(text.as_bytes()).update(&plain).update(&words);
    let plain = evidence::pack(&plain)?;
    let words = evidence::pack(&words)?;
    let rest = [&[APART][..], &(plain.len() as u32).to_le_bytes(), &plain, &words].concat();
    Ok(Packed { text, sentences, rest, key: key(report), output: hash.finalize().into() })
}

/// The first byte of a reading whose words are packed by themselves: then comes the length of the rest in four bytes, the lowest first, the rest, and the words.
/// Earlier versions packed all as one, which begins with another byte.
const APART: u8 = 0x01;

/// The rest of a stored reading and its words, both packed; the words are in the rest where an earlier version wrote it.
fn parts(stored: &[u8]) -> Option<(&[u8], Option<&[u8]>)> {
    let Some((&APART, behind)) = stored.split_first() else { return Some((stored, None)) };
    let (length, behind) = behind.split_first_chunk::<4>()?;
    let (rest, words) = behind.split_at_checked(u32::from_le_bytes(*length) as usize)?;
    Some((rest, Some(words)))
}

/// The stored form of a reading.
#[cfg(test)]
pub(super) fn packed_for_tests(report: &Report, reading: Reading) -> Vec<u8> {
    pack(report, reading).expect("packs").rest
}

/// The stored form of a reading as versions wrote it that packed its words with the rest.
#[cfg(test)]
pub(super) fn packed_as_one(mut reading: Reading) -> Vec<u8> {
    reading.article.text.clear();
    evidence::pack(&rmp_serde::to_vec(&reading).expect("encodes")).expect("packs")
}

/// Stores a reading; says whether it differs from what was there.
pub(super) fn store(connection: &Connection, doc: i64, packed: &Packed, at: &str) -> Result<bool> {
    let before: Option<Vec<u8>> = connection
        .prepare_cached("SELECT output FROM pass WHERE doc = ?1 AND stage = ?2")?
        .query_row((doc, STAGE), |row| row.get(0))
        .optional()?;
    connection.prepare_cached("INSERT OR REPLACE INTO pass (doc, stage, key, output, at) VALUES (?1, ?2, ?3, ?4, ?5)")?.execute((
        doc,
        STAGE,
        packed.key.as_slice(),
        packed.output.as_slice(),
        at,
    ))?;
    if before.as_deref() == Some(packed.output.as_slice()) {
        return Ok(false);
    }
    connection
        .prepare_cached(
            "INSERT INTO reading (doc, text, sentences, rest) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (doc) DO UPDATE SET text = excluded.text, sentences = excluded.sentences, rest = excluded.rest",
        )?
        .execute((doc, &packed.text, &packed.sentences, &packed.rest))?;
    Ok(true)
}

/// The reading of a row; `None` where there is none, or one that this version cannot decode (it is then read anew).
pub(super) fn load(connection: &Connection, doc: i64) -> Result<Option<Reading>> {
    let row: Option<(String, Vec<u8>)> = connection
        .prepare_cached("SELECT text, rest FROM reading WHERE doc = ?1")?
        .query_row([doc], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let Some((text, rest)) = row else { return Ok(None) };
    Ok(unpack(text, &rest))
}

/// Decodes a stored reading.
pub(super) fn unpack(text: String, rest: &[u8]) -> Option<Reading> {
    let (rest, words) = parts(rest)?;
    let mut reading: Reading = rmp_serde::from_slice(&evidence::unpack(rest).ok()?).ok()?;
    if let Some(words) = words {
        let words: Vec<Vec<Token>> = rmp_serde::from_slice(&evidence::unpack(words).ok()?).ok()?;
        reading.sentences.iter_mut().zip(words).for_each(|(sentence, words)| sentence.tokens = words);
    }
    reading.article.text = text;
    Some(reading)
}

/// A reading as stored, without the words of its sentences: they are most of it, and whoever fuses looks at none of them. Its fields stand in the order of
/// [`Reading`]'s.
#[derive(Deserialize)]
struct Wordless {
    article: model::Article,
    sentences: Vec<Bounds>,
    sentence_blocks: Vec<u32>,
    actors: Vec<model::LocalActor>,
    mentions: Vec<model::Mention>,
    positions: Vec<model::PositionMention>,
    times: Vec<model::TimeExpression>,
    statements: Vec<model::Statement>,
    sources: Vec<model::SourceReference>,
    claims: Vec<model::Claim>,
    #[serde(default)]
    deeds: Vec<model::Deed>,
    notes: Vec<String>,
}

/// A sentence of which only the place is wanted.
#[derive(Deserialize)]
struct Bounds {
    span: Span,
    #[serde(rename = "tokens")]
    _words: IgnoredAny,
}

/// Decodes a stored reading without its words.
pub(super) fn unpack_wordless(text: String, rest: &[u8]) -> Option<Reading> {
    let plain = evidence::unpack(parts(rest)?.0).ok()?;
    let there: Wordless = rmp_serde::from_slice(&plain).ok()?;
    Some(Reading {
        article: model::Article { text, ..there.article },
        sentences: there.sentences.into_iter().map(|s| model::Sentence { span: s.span, tokens: Vec::new() }).collect(),
        sentence_blocks: there.sentence_blocks,
        actors: there.actors,
        mentions: there.mentions,
        positions: there.positions,
        times: there.times,
        statements: there.statements,
        sources: there.sources,
        claims: there.claims,
        deeds: there.deeds,
        notes: there.notes,
    })
}

/// Rows whose reading is missing or was made by another reader.
pub(super) fn stale(connection: &Connection) -> Result<Vec<i64>> {
    let mut query =
        connection.prepare("SELECT d.id, p.key FROM document d LEFT JOIN pass p ON p.doc = d.id AND p.stage = ?1 ORDER BY d.id")?;
    let rows: Vec<(i64, Option<Vec<u8>>)> =
        query.query_map([STAGE], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<rusqlite::Result<_>>()?;
    let reader: Option<Vec<u8>> =
        connection.query_row("SELECT value FROM setting WHERE name = 'reader'", [], |row| row.get(0)).optional()?;
    // The common case costs nothing: one reader made all readings.
    if reader.as_deref() == Some(READER.as_bytes()) {
        return Ok(rows.into_iter().filter(|row| row.1.is_none()).map(|row| row.0).collect());
    }
    let mut stale = Vec::new();
    for (id, stored) in rows {
        if stored.is_none_or(|stored| stored != key_of_row(connection, id)) {
            stale.push(id);
        }
    }
    Ok(stale)
}

fn key_of_row(connection: &Connection, id: i64) -> [u8; 32] {
    evidence::report(connection, id).map(|report| key(&report)).unwrap_or_default()
}

/// Notes that all readings are by this reader.
pub(super) fn all_by_this_reader(connection: &Connection) -> Result<()> {
    connection.execute("INSERT OR REPLACE INTO setting (name, value) VALUES ('reader', ?1)", [READER.as_bytes()])?;
    Ok(())
}

/// Hash over ids, dates and outputs of all readings, in order of id: what the record depends on.
pub(super) fn state(connection: &Connection) -> Result<blake3::Hasher> {
    let mut hash = blake3::Hasher::new();
    let mut query =
        connection.prepare("SELECT d.name, p.output FROM document d JOIN pass p ON p.doc = d.id AND p.stage = ?1 ORDER BY d.name")?;
    let mut rows = query.query([STAGE])?;
    while let Some(row) = rows.next()? {
        let name = row.get_ref(0)?.as_bytes().unwrap_or_default();
        hash.update(&(name.len() as u64).to_le_bytes()).update(name).update(row.get_ref(1)?.as_bytes().unwrap_or_default());
    }
    Ok(hash)
}

impl Dossier {
    /// What was read in a report.
    pub fn reading(&self, id: &str) -> Result<Reading> {
        load(&self.connection, self.row_of(id)?)?.ok_or_else(|| Error::unknown(id))
    }

    /// How many reports were read by another version of the reader, or not at all.
    pub fn stale(&self) -> Result<usize> {
        Ok(stale(&self.connection)?.len())
    }
}

impl Dossier {
    /// The text of every report with the places of its sentences, in order of id: what offsets in the record point to.
    pub fn texts(&self) -> Result<Vec<ReportText>> {
        texts(&self.connection)
    }
}

/// See [`Dossier::texts`].
pub(super) fn texts(connection: &Connection) -> Result<Vec<ReportText>> {
    let mut query =
        connection.prepare("SELECT d.name, r.text, r.sentences FROM document d JOIN reading r ON r.doc = d.id ORDER BY d.name")?;
    let rows = query.query_map([], |row| {
        let number = |bytes: &[u8]| bytes.iter().rev().fold(0u32, |n, &byte| n << 8 | u32::from(byte));
        let ends = row.get_ref(2)?.as_blob()?;
        let sentences = ends.chunks_exact(8).map(|c| Span { start: number(&c[..4]), end: number(&c[4..]) }).collect();
        Ok(ReportText { id: row.get(0)?, text: row.get(1)?, sentences })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
