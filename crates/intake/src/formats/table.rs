//! Tables: CSV (RFC 4180), tab-separated and semicolon-separated, one report a row, with a row of column names first.

use super::json::{apply_fields, finish};
use crate::{Item, Options, Origin, Problem, ProblemKind, charset};
use model::{Body, Report};
use serde_json::{Map, Value};
use std::collections::VecDeque;

/// Column names that are read as a key where [`Options::columns`] maps none to it.
const USUAL: [(&str, &[&str]); 8] = [
    ("id", &["id", "doc_id", "uri"]),
    ("text", &["text", "body", "content", "article", "full_text", "maintext"]),
    ("html", &["html"]),
    ("url", &["url", "link", "href"]),
    ("published", &["published", "date", "pubdate", "published_at", "publish_date", "publication_date", "date_publish"]),
    ("title", &["title", "headline"]),
    ("outlet", &["outlet", "source", "publisher", "publication"]),
    ("author", &["author", "authors", "byline"]),
];

/// Reads all rows of a table; a bad row is a problem, and the next is read.
pub(crate) fn rows(bytes: &[u8], tabs: bool, origin: &Origin, options: &Options, out: &mut VecDeque<Item>) -> Result<(), ProblemKind> {
    let text = charset::decode(bytes, None)?.text;
    let first = text.lines().next().unwrap_or_default();
    let count = |c: char| first.matches(c).count();
    let delimiter = if tabs || count('\t') > count(',').max(count(';')) {
        b'\t'
    } else if count(';') > count(',') {
        b';'
    } else {
        b','
    };
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(text.as_bytes());
    let names: Vec<String> =
        reader.headers().map_err(|e| ProblemKind::Shape { reason: e.to_string() })?.iter().map(|h| h.trim().to_lowercase()).collect();
    let column = |key: &str, usual: &[&str]| match options.columns.iter().find(|(k, _)| k == key) {
        Some((_, name)) => names.iter().position(|n| *n == name.to_lowercase()),
        None => usual.iter().find_map(|usual| names.iter().position(|n| n == usual)),
    };
    let columns: Vec<(&str, usize)> = USUAL.iter().filter_map(|(key, usual)| Some((*key, column(key, usual)?))).collect();
    let Some((body_key, body)) = columns.iter().copied().find(|(key, _)| matches!(*key, "text" | "html")) else {
        let reason = format!("no column is known to hold the text (columns: {}); say which one does", names.join(", "));
        return Err(ProblemKind::Shape { reason });
    };
    for (row, record) in reader.records().enumerate() {
        let line = record.as_ref().ok().and_then(|r| r.position().map(csv::Position::line)).unwrap_or(row as u64 + 2);
        let origin = origin.at(line);
        let record = match record {
            Ok(record) => record,
            Err(error) => {
                out.push_back(Err(Problem::new(&origin, ProblemKind::Shape { reason: error.to_string() })));
                continue;
            }
        };
        let cell = |at: usize| record.get(at).unwrap_or_default();
        let text = cell(body).to_owned();
        let body = match body_key {
            "html" => Body::Html(text),
            _ if options.plain => Body::Plain(text),
            _ => Body::Text(text),
        };
        let mut report = Report { id: origin.at(row as u64 + 1).id(), body, ..Report::default() };
        let fields: Map<String, Value> = columns.iter().map(|(key, at)| ((*key).to_owned(), Value::String(cell(*at).to_owned()))).collect();
        apply_fields(&mut report, &fields, &origin, out);
        finish(report, record.as_slice().as_bytes(), &origin, options, out);
    }
    Ok(())
}
