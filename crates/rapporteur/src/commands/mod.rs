//! One file per subcommand, and what they share.

pub mod actors;
pub mod annotate;
pub mod backup;
pub mod bench;
pub mod brief;
pub mod changes;
pub mod check;
pub mod compact;
pub mod completions;
pub mod conflicts;
pub mod demo;
pub mod export;
pub mod filter;
pub mod history;
pub mod moves;
pub mod read;
pub mod reports;
pub mod review;
pub mod rule;
pub mod schema;
pub mod search;
pub mod serve;
pub mod show;
pub mod sources;
pub mod statements;
pub mod timeline;
pub mod watch;

use anyhow::{Context, bail};
use jiff::civil::Date;
use model::{Envelope, FieldKey, FieldValue, Fields, Record};
use publish::brief::ReportText;
use record::Dossier;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// All done: exit code 0.
    Done,
    /// Done, but something could not be read: exit code 1.
    Partly,
}

/// A dossier to look into.
#[derive(clap::Args)]
pub struct Within {
    /// The dossier.
    #[arg(value_name = "DOSSIER")]
    pub dossier: PathBuf,
}

impl Within {
    /// Opens it to read.
    pub fn open(&self) -> record::Result<Dossier> {
        Dossier::open_read_only(&self.dossier)
    }
}

/// The lines of the exchange format (part 3) that have this type.
pub fn lines(dossier: &Dossier, record: &Record, kind: &str) -> record::Result<Vec<Value>> {
    lines_of(dossier, record, |line| line["type"] == kind)
}

/// The lines of the exchange format (part 3) that are wanted. Offsets are code points there.
pub fn lines_of(dossier: &Dossier, record: &Record, wanted: impl Fn(&Value) -> bool) -> record::Result<Vec<Value>> {
    let texts = dossier.texts()?;
    let all = publish::record_lines::record_lines(record, texts.iter().map(|t| (t.id.as_str(), t.text.as_str())));
    Ok(all.into_iter().filter(|line| wanted(line)).collect())
}

/// A day as the user gives it.
pub fn day(text: &str) -> anyhow::Result<Date> {
    let envelope = Envelope::parse_given(text).with_context(|| format!("“{text}” is no date; write it as 2025-07-20"))?;
    match envelope.single_day() {
        Some(day) => Ok(day),
        None => bail!("“{text}” is more than one day; write it as 2025-07-20"),
    }
}

/// Days in few signs: EDTF, nothing where unknown.
pub fn days(envelope: Envelope) -> String {
    if envelope.is_open() { String::new() } else { envelope.edtf() }
}

/// Days in words, nothing where unknown.
pub fn days_in_words(envelope: Envelope) -> String {
    publish::wording::when(envelope).unwrap_or_default()
}

/// The texts of the reports, to quote from.
pub fn texts(dossier: &Dossier) -> record::Result<BTreeMap<String, ReportText>> {
    Ok(dossier.texts()?.into_iter().map(|t| (t.id, ReportText { text: t.text, sentences: t.sentences })).collect())
}

/// The answers to a move in words, and who owes one.
pub fn answers(entry: &model::Move) -> String {
    let told = entry.answers.iter().filter(|a| !entry.owes.contains(&a.by));
    let told = told.map(|a| format!("{} {}", a.by, publish::wording::answer(a.answer, a.condition.as_deref())));
    let mut words: Vec<String> = Vec::new();
    for word in told.chain(entry.owes.iter().map(|party| format!("{party} owes an answer"))) {
        if !words.contains(&word) {
            words.push(word);
        }
    }
    words.join("; ")
}

/// "3 reports, 1 source".
pub fn counted(reports: u32, roots: u32) -> String {
    format!("{}, {}", plural(reports.into(), "report"), plural(roots.into(), "source"))
}

/// "1 report", "2 reports".
pub fn plural(count: u64, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

/// A fact's fields in one line, the roles first.
pub fn fields(fields: &Fields) -> String {
    field_lines(fields).join("; ")
}

/// A fact's fields, one a line, the roles first.
pub fn field_lines(fields: &Fields) -> Vec<String> {
    let shown = |(key, value): (FieldKey, &FieldValue)| match value {
        FieldValue::Unknown => None,
        value => Some(format!("{}: {}", key.name().replace('_', " "), value_text(value))),
    };
    let roles = fields.iter().filter(|(key, _)| key.is_role()).filter_map(shown);
    let terms = fields.iter().filter(|(key, _)| !key.is_role()).filter_map(shown);
    roles.chain(terms).collect()
}

fn value_text(value: &FieldValue) -> String {
    match value {
        FieldValue::Unknown => "unknown".to_owned(),
        FieldValue::Flag(flag) => if *flag { "yes" } else { "no" }.to_owned(),
        FieldValue::Number(number) => number.to_string(),
        FieldValue::Text(text) => text.clone(),
        FieldValue::List(list) => list.iter().map(value_text).collect::<Vec<_>>().join(", "),
    }
}

/// Whether a path is the dossier itself or one of SQLite's files beside it.
pub fn is_own_file(dossier: &Path, path: &Path) -> bool {
    let (Some(own), Some(name)) = (dossier.file_name(), path.file_name()) else { return false };
    let (own, name) = (own.to_string_lossy(), name.to_string_lossy());
    let beside = name.strip_prefix(own.as_ref()).is_some_and(|rest| matches!(rest, "" | "-wal" | "-shm" | "-journal"));
    let folder = |path: &Path| path.parent().map(|p| if p.as_os_str().is_empty() { PathBuf::from(".") } else { p.to_owned() });
    let same = |a: &Path, b: &Path| a.canonicalize().ok().is_some_and(|a| Some(a) == b.canonicalize().ok());
    beside && folder(path).zip(folder(dossier)).is_some_and(|(a, b)| same(&a, &b))
}

/// A flag that Ctrl-C raises; the second Ctrl-C ends the process, which loses no more than the open batch.
pub fn stop_on_interrupt() -> Arc<AtomicBool> {
    let stop = Arc::new(AtomicBool::new(false));
    let raised = Arc::clone(&stop);
    // Where the handler cannot be set, Ctrl-C ends the process at once: as safe, less polite.
    let _ = ctrlc::set_handler(move || {
        if raised.swap(true, Ordering::Relaxed) {
            std::process::exit(130);
        }
        eprintln!("\nFinishing the open batch …");
    });
    stop
}
