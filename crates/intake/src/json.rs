//! Reports as JSON: one object a line (FORMATS.md 1), or one object or list a file.

use crate::{Incoming, Item, Options, Origin, Problem, ProblemKind, sha256_hex};
use model::{Body, Envelope, Report};
use serde_json::{Map, Value};
use std::collections::VecDeque;
use std::io::BufRead;
use std::path::PathBuf;

/// Reports from a stream with one JSON object a line. Blank lines are passed over, bad ones are problems; a line above the limit is
/// skipped without being held.
pub struct JsonLines<R> {
    stream: R,
    path: PathBuf,
    options: Options,
    line: u64,
    buffer: Vec<u8>,
    waiting: VecDeque<Item>,
    ended: bool,
}

impl<R: BufRead> JsonLines<R> {
    /// Reads from `stream`; `path` stands for it in messages and, without its ending, in the ids of reports that have none.
    pub fn new(stream: R, path: PathBuf, options: &Options) -> JsonLines<R> {
        JsonLines { stream, path, options: options.clone(), line: 0, buffer: Vec::new(), waiting: VecDeque::new(), ended: false }
    }

    fn origin(&self) -> Origin {
        Origin { path: self.path.clone(), line: Some(self.line) }
    }

    /// Reads the next line into the buffer; `false` at the end. The buffer holds at most one byte more than the limit.
    fn read_line(&mut self) -> std::io::Result<bool> {
        self.buffer.clear();
        let mut any = false;
        loop {
            let chunk = match self.stream.fill_buf() {
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
                other => other?,
            };
            if chunk.is_empty() {
                return Ok(any);
            }
            any = true;
            let end = chunk.iter().position(|b| *b == b'\n');
            let taken = end.unwrap_or(chunk.len());
            let room = (self.options.max_bytes + 1).saturating_sub(self.buffer.len());
            self.buffer.extend_from_slice(&chunk[..taken.min(room)]);
            let used = taken + usize::from(end.is_some());
            self.stream.consume(used);
            if end.is_some() {
                return Ok(true);
            }
        }
    }
}

impl<R: BufRead> Iterator for JsonLines<R> {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        loop {
            if let Some(item) = self.waiting.pop_front() {
                return Some(item);
            }
            if self.ended {
                return None;
            }
            self.line += 1;
            match self.read_line() {
                Ok(false) => return None,
                Ok(true) => {}
                Err(error) => {
                    self.ended = true;
                    return Some(Err(Problem::new(&self.origin(), error.into())));
                }
            }
            let origin = self.origin();
            if self.buffer.len() > self.options.max_bytes {
                return Some(Err(Problem::new(&origin, ProblemKind::TooLong { limit: self.options.max_bytes })));
            }
            let line = self.buffer.strip_prefix(b"\xef\xbb\xbf").filter(|_| self.line == 1).unwrap_or(&self.buffer).trim_ascii();
            if line.is_empty() {
                continue;
            }
            let fallback = format!("{}-{}", stem(&self.path), self.line);
            match serde_json::from_slice::<Value>(line) {
                Ok(value) => push_value(value, line, fallback, &origin, &self.options, &mut self.waiting),
                Err(error) => return Some(Err(Problem::new(&origin, ProblemKind::Json { reason: error.to_string() }))),
            }
        }
    }
}

/// A file's name without its endings, the id of a report that has none.
pub(crate) fn stem(path: &std::path::Path) -> String {
    let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let mut name = name.as_str();
    for ending in [
        ".gz", ".jsonl", ".ndjson", ".json", ".txt", ".text", ".html", ".htm", ".xhtml", ".md", ".csv", ".tsv", ".xml", ".rss", ".atom",
        ".warc", ".eml",
    ] {
        name = name.strip_suffix(ending).filter(|rest| !rest.is_empty()).unwrap_or(name);
    }
    if name == "-" || name.is_empty() { "stdin".to_owned() } else { name.to_owned() }
}

/// Turns one JSON value into a report, after its warnings, or a problem.
pub(crate) fn push_value(value: Value, bytes: &[u8], fallback: String, origin: &Origin, options: &Options, out: &mut VecDeque<Item>) {
    let Value::Object(mut fields) = value else {
        let reason = "an object with “text” or “html” is expected".to_owned();
        out.push_back(Err(Problem::new(origin, ProblemKind::Shape { reason })));
        return;
    };
    let mut report = Report { id: fallback, ..Report::default() };
    apply_fields(&mut report, &fields, origin, out);
    match report_body(&mut fields, options.plain) {
        Ok(body) => report.body = body,
        Err(reason) => {
            out.push_back(Err(Problem::new(origin, ProblemKind::Shape { reason })));
            return;
        }
    }
    finish(report, bytes, origin, options, out);
}

/// One report from the text of one JSON object, for callers with a reader of their own; `id` where it brings none.
pub fn report_from_json(line: &str, id: &str, options: &Options) -> Result<Report, ProblemKind> {
    let value = serde_json::from_str(line).map_err(|error| ProblemKind::Json { reason: error.to_string() })?;
    let mut out = VecDeque::new();
    push_value(value, line.as_bytes(), id.to_owned(), &Origin::default(), options, &mut out);
    match out.pop_back() {
        Some(Ok(incoming)) => Ok(incoming.report),
        Some(Err(problem)) => Err(problem.kind),
        None => Err(ProblemKind::Empty),
    }
}

/// Adds what the options give, refuses an empty body, and hands the report on.
pub(crate) fn finish(mut report: Report, bytes: &[u8], origin: &Origin, options: &Options, out: &mut VecDeque<Item>) {
    let (Body::Text(text) | Body::Plain(text) | Body::Html(text)) = &report.body;
    if text.trim().is_empty() {
        out.push_back(Err(Problem::new(origin, ProblemKind::Empty)));
        return;
    }
    if report.published.is_none() {
        report.published.clone_from(&options.published);
    }
    out.push_back(Ok(Incoming { report, bytes_sha256: sha256_hex(bytes), origin: origin.clone() }));
}

/// Sets id, address, date, title, outlet and author from an object's keys; `null` and unknown keys change nothing.
pub(crate) fn apply_fields(report: &mut Report, fields: &Map<String, Value>, origin: &Origin, out: &mut VecDeque<Item>) {
    let text = |key: &str| match fields.get(key) {
        Some(Value::String(s)) if !s.trim().is_empty() => Some(s.trim().to_owned()),
        Some(Value::Number(n)) => Some(n.to_string()),
        _ => None,
    };
    if let Some(id) = text("id") {
        report.id = id;
    }
    for (key, slot) in [
        ("url", &mut report.url),
        ("title", &mut report.title),
        ("outlet", &mut report.outlet),
        ("author", &mut report.author),
        ("published", &mut report.published),
    ] {
        if let Some(value) = text(key) {
            *slot = Some(value);
        }
    }
    if let Some(given) = report.published.take_if(|d| Envelope::parse_given(d).is_none()) {
        out.push_back(Err(Problem::new(origin, ProblemKind::Date { given })));
    }
}

fn report_body(fields: &mut Map<String, Value>, plain: bool) -> Result<Body, String> {
    let mut take = |key: &str| match fields.remove(key) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text)),
        Some(_) => Err(format!("“{key}” must be a string")),
    };
    match (take("text")?, take("html")?) {
        (Some(text), None) => Ok(if plain { Body::Plain(text) } else { Body::Text(text) }),
        (None, Some(html)) => Ok(Body::Html(html)),
        (Some(_), Some(_)) => Err("it has both “text” and “html”: keep one of them".to_owned()),
        (None, None) => Err("it has neither “text” nor “html”".to_owned()),
    }
}
