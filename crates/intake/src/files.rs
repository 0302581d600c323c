//! Paths and streams: what each is, and who reads it.

use crate::json::{self, JsonLines, push_value, stem};
use crate::warc::Archive;
use crate::{Item, Options, Origin, Problem, ProblemKind, charset};
use model::{Body, Report};
use serde_json::Value;
use std::collections::VecDeque;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

pub(crate) type Items = Box<dyn Iterator<Item = Item>>;

fn one(origin: &Origin, kind: ProblemKind) -> Items {
    Box::new(std::iter::once(Err(Problem::new(origin, kind))))
}

/// Everything under a path that the user named.
pub(crate) fn read_path(path: PathBuf, options: &Options) -> Items {
    if path.as_os_str() == "-" {
        return read_stream(Box::new(BufReader::new(io::stdin())), path, options);
    }
    let origin = Origin { path: path.clone(), line: None };
    match fs::metadata(&path) {
        Ok(meta) if meta.is_dir() => read_folder(path, options),
        Ok(meta) if meta.is_file() => read_file(path, options),
        // Pipes and the like: a process substitution, /dev/stdin.
        Ok(_) => match File::open(&path) {
            Ok(file) => read_stream(Box::new(BufReader::new(file)), path, options),
            Err(error) => one(&origin, error.into()),
        },
        Err(error) => one(&origin, error.into()),
    }
}

/// A folder's reports, sorted by name, folders below in their place. Links to folders are not followed, so that no circle can arise.
fn read_folder(path: PathBuf, options: &Options) -> Items {
    let origin = Origin { path: path.clone(), line: None };
    let entries: io::Result<Vec<_>> = fs::read_dir(&path).and_then(|entries| entries.collect());
    let mut entries = match entries {
        Ok(entries) => entries,
        Err(error) => return one(&origin, error.into()),
    };
    entries.sort_by_key(fs::DirEntry::file_name);
    let options = options.clone();
    Box::new(entries.into_iter().flat_map(move |entry| {
        let path = entry.path();
        let hidden = entry.file_name().as_encoded_bytes().first() == Some(&b'.');
        let kind = entry.file_type().ok();
        let linked_folder = kind.is_some_and(|k| k.is_symlink()) && path.is_dir();
        if hidden || linked_folder || is_sidecar(&path) { Box::new(std::iter::empty()) } else { read_path(path, &options) }
    }))
}

const TEXT_ENDINGS: [&str; 6] = ["txt", "text", "md", "html", "htm", "xhtml"];

fn ending(path: &Path) -> String {
    path.extension().map(|e| e.to_string_lossy().to_lowercase()).unwrap_or_default()
}

/// `NAME.json` with a text or page of the same name beside it.
fn is_sidecar(path: &Path) -> bool {
    ending(path) == "json" && TEXT_ENDINGS.iter().any(|e| path.with_extension(e).is_file())
}

fn read_file(path: PathBuf, options: &Options) -> Items {
    let origin = Origin { path: path.clone(), line: None };
    let file = match File::open(&path) {
        Ok(file) => BufReader::with_capacity(1 << 16, file),
        Err(error) => return one(&origin, error.into()),
    };
    match ending(&path).as_str() {
        "jsonl" | "ndjson" => Box::new(JsonLines::new(file, path, options)),
        _ => read_stream(Box::new(file), path, options),
    }
}

/// Reads a stream whose kind shows in its first bytes.
pub(crate) fn read_stream(mut stream: Box<dyn BufRead>, path: PathBuf, options: &Options) -> Items {
    let origin = Origin { path: path.clone(), line: None };
    let head = match stream.fill_buf() {
        Ok(head) => head.get(..head.len().min(512)).unwrap_or_default().to_vec(),
        Err(error) => return one(&origin, error.into()),
    };
    if head.starts_with(b"\x1f\x8b") {
        let inner = BufReader::with_capacity(1 << 16, flate2::bufread::MultiGzDecoder::new(stream));
        // The name without ".gz" tells the kind of what is inside; a second gzip layer is not opened.
        let lines = ending(&path.with_extension("")) == "jsonl" || ending(&path.with_extension("")) == "ndjson";
        let mut inner = inner;
        if inner.fill_buf().is_ok_and(|head| head.starts_with(b"WARC/")) {
            return Box::new(Archive::new(inner, path, options));
        }
        return if lines { Box::new(JsonLines::new(inner, path, options)) } else { whole(inner, path, options) };
    }
    if head.starts_with(b"WARC/") {
        return Box::new(Archive::new(stream, path, options));
    }
    let first = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&head).trim_ascii_start().first().copied();
    if first == Some(b'{') && ending(&path) != "json" && !TEXT_ENDINGS.contains(&ending(&path).as_str()) {
        return Box::new(JsonLines::new(stream, path, options));
    }
    whole(stream, path, options)
}

/// One report (or one JSON document) that is read as a whole.
fn whole(stream: impl Read, path: PathBuf, options: &Options) -> Items {
    let origin = Origin { path: path.clone(), line: None };
    let mut bytes = Vec::new();
    if let Err(error) = stream.take(options.max_bytes as u64 + 1).read_to_end(&mut bytes) {
        return one(&origin, error.into());
    }
    if bytes.len() > options.max_bytes {
        return one(&origin, ProblemKind::TooLong { limit: options.max_bytes });
    }
    if bytes.trim_ascii().is_empty() {
        return one(&origin, ProblemKind::Empty);
    }
    let mut out = VecDeque::new();
    let inner_ending = if ending(&path) == "gz" { ending(&path.with_extension("")) } else { ending(&path) };
    if inner_ending == "csv" || inner_ending == "tsv" {
        if let Err(kind) = crate::table::rows(&bytes, inner_ending == "tsv", &origin, options, &mut out) {
            out.push_back(Err(Problem::new(&origin, kind)));
        }
    } else if ending(&path) == "json" {
        json_document(&bytes, &origin, options, &mut out);
    } else if let Err(kind) = page_or_text(&bytes, &origin, options, &mut out) {
        out.push_back(Err(Problem::new(&origin, kind)));
    }
    Box::new(out.into_iter())
}

fn json_document(bytes: &[u8], origin: &Origin, options: &Options, out: &mut VecDeque<Item>) {
    let id = stem(&origin.path);
    match serde_json::from_slice::<Value>(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)) {
        Ok(Value::Array(items)) => {
            for (at, item) in items.into_iter().enumerate() {
                let origin = Origin { path: origin.path.clone(), line: Some(at as u64 + 1) };
                let bytes = item.to_string();
                push_value(item, bytes.as_bytes(), format!("{id}-{}", at + 1), &origin, options, out);
            }
        }
        Ok(value) => push_value(value, bytes, id, origin, options, out),
        Err(error) => out.push_back(Err(Problem::new(origin, ProblemKind::Json { reason: error.to_string() }))),
    }
}

fn page_or_text(bytes: &[u8], origin: &Origin, options: &Options, out: &mut VecDeque<Item>) -> Result<(), ProblemKind> {
    let path = &origin.path;
    let named_page = matches!(ending(path).as_str(), "html" | "htm" | "xhtml");
    let label = charset::label_in_page(bytes).filter(|_| named_page || looks_like_page(bytes));
    let decoded = charset::decode(bytes, label.as_deref())?;
    if decoded.lossy {
        out.push_back(Err(Problem::new(origin, ProblemKind::DoubtfulCharset { encoding: decoded.encoding })));
    }
    let page = named_page || (ending(path) != "txt" && looks_like_page(decoded.text.as_bytes()));
    let body = match () {
        () if page => Body::Html(decoded.text),
        () if options.plain => Body::Plain(decoded.text),
        () => Body::Text(decoded.text),
    };
    let mut report = Report { id: stem(path), body, ..Report::default() };
    sidecar(&mut report, origin, out);
    json::finish(report, bytes, origin, options, out);
    Ok(())
}

/// Reads `NAME.json` beside the file, where there is one.
fn sidecar(report: &mut Report, origin: &Origin, out: &mut VecDeque<Item>) {
    let beside = origin.path.with_extension("json");
    if beside == origin.path || !beside.is_file() {
        return;
    }
    let at = Origin { path: beside.clone(), line: None };
    let read = fs::read(&beside).map_err(|e| e.to_string());
    match read.and_then(|bytes| serde_json::from_slice::<Value>(&bytes).map_err(|e| e.to_string())) {
        Ok(Value::Object(fields)) => json::apply_fields(report, &fields, &at, out),
        Ok(_) => out.push_back(Err(Problem::new(&at, ProblemKind::Sidecar { reason: "it is a value of another kind".to_owned() }))),
        Err(reason) => out.push_back(Err(Problem::new(&at, ProblemKind::Sidecar { reason }))),
    }
}

fn looks_like_page(bytes: &[u8]) -> bool {
    let head: Vec<u8> = bytes.iter().take(1024).map(u8::to_ascii_lowercase).collect();
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&head).trim_ascii_start();
    let begins = |what: &[u8]| head.starts_with(what);
    let within = |what: &[u8]| head.windows(what.len()).any(|w| w == what);
    begins(b"<!doctype html")
        || begins(b"<html")
        || begins(b"<head")
        || (begins(b"<") && (within(b"<html") || within(b"<body") || within(b"<head")))
}
