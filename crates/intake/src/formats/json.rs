//! Reports as JSON: one object a line (FORMATS.md 1), or one object or list a file.

use crate::steps::{Steps, Stepwise};
use crate::{Incoming, Item, Options, Origin, Problem, ProblemKind, sha256_hex};
use model::{Body, Envelope, Report};
use serde_json::{Map, Value};
use std::collections::VecDeque;
use std::io::{BufRead, Read};

/// Reports from a stream with one JSON object a line. Blank lines are passed over, bad ones are problems; a line above the limit is
/// skipped without being held.
pub(crate) struct JsonLines<R> {
    stream: R,
    file: Origin,
    options: Options,
    line: u64,
    buffer: Vec<u8>,
}

impl<R: BufRead> JsonLines<R> {
    /// Reads from `stream`; `file` stands for it in messages and in the ids of reports that have none.
    pub(crate) fn open(stream: R, file: Origin, options: &Options) -> Stepwise<JsonLines<R>> {
        Stepwise::new(JsonLines { stream, file, options: options.clone(), line: 0, buffer: Vec::new() })
    }

    /// Reads the next line into the buffer; `false` at the end. The buffer holds at most one byte more than the limit.
    fn read_line(&mut self) -> std::io::Result<bool> {
        self.buffer.clear();
        let most = (self.options.max_bytes as u64).saturating_add(1);
        if (&mut self.stream).take(most).read_until(b'\n', &mut self.buffer)? == 0 {
            return Ok(false);
        }
        if self.buffer.pop_if(|last| *last == b'\n').is_none() && self.buffer.len() as u64 == most {
            self.stream.skip_until(b'\n')?;
        }
        Ok(true)
    }
}

impl<R: BufRead> Steps for JsonLines<R> {
    fn step(&mut self, out: &mut VecDeque<Item>) -> std::io::Result<bool> {
        self.line += 1;
        if !self.read_line()? {
            return Ok(false);
        }
        let origin = self.origin();
        if self.buffer.len() > self.options.max_bytes {
            out.push_back(Err(Problem::new(&origin, ProblemKind::TooLong { limit: self.options.max_bytes })));
            return Ok(true);
        }
        let line = self.buffer.strip_prefix(b"\xef\xbb\xbf").filter(|_| self.line == 1).unwrap_or(&self.buffer).trim_ascii();
        if line.is_empty() {
            return Ok(true);
        }
        match serde_json::from_slice::<Value>(line) {
            Ok(value) => push_value(value, line, origin.id(), &origin, &self.options, out),
            Err(error) => out.push_back(Err(Problem::new(&origin, ProblemKind::Json { reason: error.to_string() }))),
        }
        Ok(true)
    }

    fn origin(&self) -> Origin {
        self.file.at(self.line)
    }
}

/// A file that holds one JSON document: a report, a list of them, or a JSON Feed.
pub(crate) fn document(bytes: &[u8], origin: &Origin, options: &Options, out: &mut VecDeque<Item>) {
    match serde_json::from_slice::<Value>(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)) {
        Ok(Value::Array(items)) => {
            for (at, item) in items.into_iter().enumerate() {
                let origin = origin.at(at as u64 + 1);
                let bytes = item.to_string();
                push_value(item, bytes.as_bytes(), origin.id(), &origin, options, out);
            }
        }
        Ok(value) => push_value(value, bytes, origin.id(), origin, options, out),
        Err(error) => out.push_back(Err(Problem::new(origin, ProblemKind::Json { reason: error.to_string() }))),
    }
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
