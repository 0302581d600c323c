//! Reading reports into the dossier: many readers, one writer, a commit per batch.

use super::evidence::{self, Arrival};
use super::{Dossier, reading};
use crate::{Result, read_report};
use intake::Incoming;
use model::Report;
use rayon::prelude::*;
use rusqlite::{Connection, TransactionBehavior};
use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};

/// How to add.
#[derive(Clone, Copy, Debug)]
pub struct Adding<'a> {
    /// The time to write down (RFC 3339): the record has no clock.
    pub at: &'a str,
    /// Set by the front end when the user wants to stop: the open batch is finished and committed, the rest is left.
    pub stop: &'a AtomicBool,
}

/// What has happened so far, after each batch.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Reports looked at.
    pub seen: u64,
    /// Of these, read.
    pub read: u64,
    /// Of these, known already.
    pub known: u64,
}

/// A report that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// The report's id.
    pub id: String,
    /// Why, and what to do.
    pub why: String,
}

/// The outcome.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Added {
    /// Ids of the reports read, in order.
    pub read: Vec<String>,
    /// Reports that were known already.
    pub known: u64,
    /// Ids of known reports that now have a (new) date and were read again with it.
    pub dated: Vec<String>,
    /// Reports that could not be read.
    pub troubles: Vec<Trouble>,
    /// Reports by language other than English: kept as evidence, but no claim is read in them.
    pub languages: BTreeMap<String, u64>,
    /// Reports that gave no claim.
    pub silent: Vec<String>,
    /// Reports that were read before by another version of the reader and have now been read anew.
    pub renewed: u64,
    /// Stopped before the end.
    pub stopped: bool,
}

/// Reports per commit. A killed process loses at most this many, and the next run reads them again.
const BATCH: usize = 32;
/// A batch is closed early when it holds this many bytes.
const BATCH_BYTES: usize = 8 << 20;
/// Bodies above this are not reports: page dumps of news are below 1 MB.
const LONGEST_TEXT: usize = 4 << 20;
const LONGEST_HTML: usize = 32 << 20;

impl Dossier {
    /// Adds reports: those not known yet are read, in batches side by side, and committed batch by batch in the order given.
    pub fn add(
        &mut self,
        reports: impl IntoIterator<Item = Incoming>,
        how: Adding<'_>,
        mut progress: impl FnMut(Progress),
    ) -> Result<Added> {
        let mut added = Added::default();
        let mut so_far = Progress::default();
        let mut reports = reports.into_iter();
        loop {
            if how.stop.load(Ordering::Relaxed) {
                added.stopped = true;
                return Ok(added);
            }
            let mut batch = Vec::new();
            let mut bytes = 0;
            while batch.len() < BATCH && bytes < BATCH_BYTES {
                let Some(report) = reports.next() else { break };
                bytes += evidence::form_of(&report.report.body).1.len();
                batch.push(report);
            }
            if batch.is_empty() {
                return Ok(added);
            }
            so_far.seen += batch.len() as u64;
            self.add_batch(batch, how.at, &mut added)?;
            so_far.read = added.read.len() as u64;
            so_far.known = added.known;
            progress(so_far);
        }
    }

    fn add_batch(&mut self, batch: Vec<Incoming>, at: &str, added: &mut Added) -> Result<()> {
        let mut jobs: Vec<Job> = Vec::with_capacity(batch.len());
        let mut in_batch = BTreeSet::new();
        for Incoming { report, bytes_sha256, .. } in batch {
            if let Some(why) = unreadable(&report) {
                added.troubles.push(Trouble { id: report.id, why });
                continue;
            }
            let content = evidence::content_hash(&report);
            // What is known is not read again; whatever else happens is decided under the write lock.
            let known = evidence::arrival(&self.connection, &report, &content)? == Arrival::Known;
            let twice = !in_batch.insert((content, report.id.clone(), report.published.clone()));
            if known || twice {
                added.known += 1;
            } else {
                jobs.push(Job { report, sha256: bytes_sha256, content, outcome: Outcome::Open });
            }
        }
        jobs.par_iter_mut().for_each(Job::read);
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let mut outcome = Added::default();
        for job in jobs {
            job.write(&transaction, at, &mut outcome)?;
        }
        transaction.commit()?;
        added.read.append(&mut outcome.read);
        added.dated.append(&mut outcome.dated);
        added.troubles.append(&mut outcome.troubles);
        added.silent.append(&mut outcome.silent);
        added.known += outcome.known;
        for (language, count) in outcome.languages {
            *added.languages.entry(language).or_default() += count;
        }
        Ok(())
    }

    /// Reads anew every report whose reading is missing or was made by another version of the reader. Returns how many, and whether stopped.
    pub fn renew(&mut self, how: Adding<'_>, mut progress: impl FnMut(u64, u64)) -> Result<(u64, bool)> {
        let stale = reading::stale(&self.connection)?;
        let mut done = 0;
        for rows in stale.chunks(BATCH) {
            if how.stop.load(Ordering::Relaxed) {
                return Ok((done, true));
            }
            let reports: Vec<(i64, Report)> =
                rows.iter().map(|&row| Ok((row, evidence::report(&self.connection, row)?))).collect::<Result<_>>()?;
            let packed: Vec<(i64, Result<Option<reading::Packed>>)> =
                reports.par_iter().map(|(row, report)| (*row, read(report).1)).collect();
            let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            for (row, packed) in packed {
                if let Some(packed) = packed? {
                    reading::store(&transaction, row, &packed, how.at)?;
                }
            }
            transaction.commit()?;
            done += rows.len() as u64;
            progress(done, stale.len() as u64);
        }
        reading::all_by_this_reader(&self.connection)?;
        Ok((done, false))
    }
}

/// Why a report cannot be read at all, where so.
fn unreadable(report: &Report) -> Option<String> {
    let (form, body) = evidence::form_of(&report.body);
    let longest = if form == "html" { LONGEST_HTML } else { LONGEST_TEXT };
    if body.trim().is_empty() {
        return Some("it is empty".to_owned());
    }
    (body.len() > longest).then(|| {
        format!("it is {} MB long and a report may have {}; if it holds several reports, split it", body.len() >> 20, longest >> 20)
    })
}

/// What the reader found besides the reading itself.
#[derive(Debug, Default)]
struct Sight {
    language: String,
    claims: usize,
}

/// Reads and packs one report. `None`: the reader broke down, which is a defect of the reader; the rest is read all the same.
fn read(report: &Report) -> (Sight, Result<Option<reading::Packed>>) {
    match catch_unwind(AssertUnwindSafe(|| read_report(report))) {
        Ok(reading) => {
            let sight = Sight { language: reading.article.language.clone(), claims: reading.claims.len() };
            (sight, reading::pack(report, reading).map(Some))
        }
        Err(_) => (Sight::default(), Ok(None)),
    }
}

/// A report on its way into the dossier.
struct Job {
    report: Report,
    sha256: String,
    content: [u8; 32],
    outcome: Outcome,
}

enum Outcome {
    Open,
    Read(Sight, Result<Option<reading::Packed>>),
}

impl Job {
    fn read(&mut self) {
        let (sight, packed) = read(&self.report);
        self.outcome = Outcome::Read(sight, packed);
    }

    fn write(self, connection: &Connection, at: &str, added: &mut Added) -> Result<()> {
        let Job { mut report, sha256, content, outcome: Outcome::Read(sight, packed) } = self else { return Ok(()) };
        let Some(packed) = packed? else {
            let why = "the reader broke down on it; please report this, with the report if you may".to_owned();
            added.troubles.push(Trouble { id: report.id, why });
            return Ok(());
        };
        match evidence::arrival(connection, &report, &content)? {
            Arrival::Known => {
                added.known += 1;
                return Ok(());
            }
            Arrival::New(name) => {
                let row = evidence::insert(connection, &name, &report, &sha256, &content, at)?;
                reading::store(connection, row, &packed, at)?;
                added.read.push(name.clone());
                report.id = name;
            }
            Arrival::Dated(row) => {
                connection.execute("UPDATE document SET published = ?2 WHERE id = ?1", (row, &report.published))?;
                reading::store(connection, row, &packed, at)?;
                report.id = connection.query_row("SELECT name FROM document WHERE id = ?1", [row], |row| row.get(0))?;
                added.dated.push(report.id.clone());
            }
        }
        if !matches!(sight.language.as_str(), "en" | "und") {
            *added.languages.entry(sight.language).or_default() += 1;
        } else if sight.claims == 0 {
            added.silent.push(report.id);
        }
        Ok(())
    }
}
