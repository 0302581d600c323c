//! Paths and streams: what each is, and who reads it.

use crate::archive::{Archive, Members};
use crate::formats::json::JsonLines;
use crate::formats::{feed, json, mail, office, page, pdf, table};
use crate::origin::stem;
use crate::{Item, Options, Origin, Problem, ProblemKind};
use std::collections::{BTreeMap, VecDeque};
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

pub(crate) type Items = Box<dyn Iterator<Item = Item>>;

fn one(origin: &Origin, kind: ProblemKind) -> Items {
    Box::new(std::iter::once(Err(Problem::new(origin, kind))))
}

/// Names for the paths that a user gave: the stem; where two would be the same, with the folder before it. Reports of a folder are named
/// from that folder, or from the folder's own name where several folders are read.
pub(crate) fn named(paths: Vec<PathBuf>) -> Vec<Origin> {
    let folders = paths.iter().filter(|path| path.is_dir()).count();
    let mut count: BTreeMap<String, u32> = BTreeMap::new();
    for path in paths.iter().filter(|path| !path.is_dir()) {
        *count.entry(stem(path)).or_default() += 1;
    }
    let above = |path: &Path| path.parent().map(stem).filter(|name| name != "stdin").map(|name| format!("{name}/")).unwrap_or_default();
    let name = |path: &Path| match path.is_dir() {
        true if folders > 1 => path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default(),
        true => String::new(),
        false if count.get(&stem(path)).is_some_and(|n| *n > 1) => format!("{}{}", above(path), stem(path)),
        false => stem(path),
    };
    let names: Vec<String> = paths.iter().map(|path| name(path)).collect();
    paths.into_iter().zip(names).map(|(path, name)| Origin { path, line: None, name }).collect()
}

/// Everything under a path that the user named.
pub(crate) fn read_path(origin: Origin, options: &Options) -> Items {
    if origin.path.as_os_str() == "-" {
        return read_stream(Box::new(BufReader::new(io::stdin())), origin, options);
    }
    match fs::metadata(&origin.path) {
        Ok(meta) if meta.is_dir() => read_folder(origin, options),
        Ok(meta) if meta.is_file() => read_file(origin, options),
        // Pipes and the like: a process substitution, /dev/stdin.
        Ok(_) => match File::open(&origin.path) {
            Ok(file) => read_stream(Box::new(BufReader::new(file)), origin, options),
            Err(error) => one(&origin, error.into()),
        },
        Err(error) => one(&origin, error.into()),
    }
}

/// A folder's entries that are read, sorted by name, with their names; links to folders are not followed, so that no circle can arise.
pub(crate) fn entries(folder: &Origin) -> io::Result<Vec<Origin>> {
    let mut entries: Vec<fs::DirEntry> = fs::read_dir(&folder.path)?.collect::<io::Result<_>>()?;
    entries.sort_by_key(fs::DirEntry::file_name);
    let mut found = Vec::new();
    for entry in entries {
        let path = entry.path();
        let hidden = entry.file_name().as_encoded_bytes().first() == Some(&b'.');
        let linked_folder = entry.file_type().is_ok_and(|kind| kind.is_symlink()) && path.is_dir();
        if !hidden && !linked_folder && !is_sidecar(&path) {
            found.push(path);
        }
    }
    let mut count: BTreeMap<String, u32> = BTreeMap::new();
    for path in &found {
        *count.entry(stem(path)).or_default() += 1;
    }
    let within = if folder.name.is_empty() { String::new() } else { format!("{}/", folder.name) };
    let name = |path: &Path| {
        let whole = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        // "a.txt" beside "a.html" keep their endings, and a folder its whole name.
        let twice = count.get(&stem(path)).is_some_and(|n| *n > 1);
        format!("{within}{}", if twice || path.is_dir() { whole } else { stem(path) })
    };
    Ok(found.into_iter().map(|path| Origin { name: name(&path), path, line: None }).collect())
}

/// A folder's reports, folders below in their place.
fn read_folder(origin: Origin, options: &Options) -> Items {
    match entries(&origin) {
        Ok(entries) => {
            let options = options.clone();
            Box::new(entries.into_iter().flat_map(move |entry| read_path(entry, &options)))
        }
        Err(error) => one(&origin, error.into()),
    }
}

const TEXT_ENDINGS: [&str; 9] = ["txt", "text", "md", "html", "htm", "xhtml", "docx", "odt", "pdf"];

pub(crate) fn ending(path: &Path) -> String {
    path.extension().map(|e| e.to_string_lossy().to_lowercase()).unwrap_or_default()
}

/// `NAME.json` with a text or page of the same name beside it.
fn is_sidecar(path: &Path) -> bool {
    ending(path) == "json" && TEXT_ENDINGS.iter().any(|e| path.with_extension(e).is_file())
}

fn read_file(origin: Origin, options: &Options) -> Items {
    let file = match File::open(&origin.path) {
        Ok(file) => BufReader::with_capacity(1 << 16, file),
        Err(error) => return one(&origin, error.into()),
    };
    match ending(&origin.path).as_str() {
        "jsonl" | "ndjson" => Box::new(JsonLines::open(file, origin, options)),
        _ => read_stream(Box::new(file), origin, options),
    }
}

/// Reads a stream whose kind shows in its first bytes.
pub(crate) fn read_stream(mut stream: Box<dyn BufRead>, origin: Origin, options: &Options) -> Items {
    let path = &origin.path;
    let head = match stream.fill_buf() {
        Ok(head) => head.get(..head.len().min(4096)).unwrap_or_default().to_vec(),
        Err(error) => return one(&origin, error.into()),
    };
    if head.starts_with(b"\x1f\x8b") {
        // The name without ".gz" tells the kind of what is inside; a second gzip layer is not opened.
        let inside = ending(&path.with_extension(""));
        if inside == "warc" || begins_archive(&head) {
            return Box::new(Archive::packed(BufReader::with_capacity(1 << 16, Members::new(stream)), origin, options));
        }
        let inner = BufReader::with_capacity(1 << 16, flate2::bufread::MultiGzDecoder::new(stream));
        let lines = inside == "jsonl" || inside == "ndjson";
        return if lines { Box::new(JsonLines::open(inner, origin, options)) } else { whole(inner, origin, options) };
    }
    if head.starts_with(b"WARC/") {
        return Box::new(Archive::plain(stream, origin, options));
    }
    let first = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&head).trim_ascii_start().first().copied();
    let named = ending(path) == "json" || TEXT_ENDINGS.contains(&ending(path).as_str());
    if first == Some(b'{') && !named && !feed::looks_like_feed(&head) {
        return Box::new(JsonLines::open(stream, origin, options));
    }
    whole(stream, origin, options)
}

/// Whether gzip data unpacks to the head of an archive.
fn begins_archive(head: &[u8]) -> bool {
    let mut begin = [0; 5];
    flate2::bufread::GzDecoder::new(head).read_exact(&mut begin).is_ok() && &begin == b"WARC/"
}

/// A document that is read as a whole: one report, or a JSON document, a table, a feed, a box of mails.
fn whole(stream: impl Read, origin: Origin, options: &Options) -> Items {
    let mut bytes = Vec::new();
    if let Err(error) = stream.take(options.max_bytes as u64 + 1).read_to_end(&mut bytes) {
        return one(&origin, error.into());
    }
    if bytes.len() > options.max_bytes {
        return one(&origin, ProblemKind::TooLong { limit: options.max_bytes });
    }
    let mut out = VecDeque::new();
    if let Err(kind) = read_whole(&bytes, &origin, options, &mut out) {
        out.push_back(Err(Problem::new(&origin, kind)));
    }
    Box::new(out.into_iter())
}

/// Reads bytes by their look, and by the file's ending where the look does not tell.
pub(crate) fn read_whole(bytes: &[u8], origin: &Origin, options: &Options, out: &mut VecDeque<Item>) -> Result<(), ProblemKind> {
    if bytes.trim_ascii().is_empty() {
        return Err(ProblemKind::Empty);
    }
    let ending = match ending(&origin.path).as_str() {
        "gz" => ending(&origin.path.with_extension("")),
        other => other.to_owned(),
    };
    match ending.as_str() {
        _ if bytes.starts_with(b"PK\x03\x04") => {
            let report = office::document(bytes, origin.id(), options)?;
            page::with_sidecar(report, bytes, origin, options, out);
        }
        _ if bytes.starts_with(b"%PDF-") => {
            let report = pdf::document(bytes, origin.id(), options)?;
            page::with_sidecar(report, bytes, origin, options, out);
        }
        "csv" | "tsv" => table::rows(bytes, ending == "tsv", origin, options, out)?,
        "txt" | "text" | "md" => page::page_or_text(bytes, origin, options, out)?,
        _ if feed::looks_like_feed(bytes) => feed::file(bytes, origin, options, out)?,
        "json" => json::document(bytes, origin, options, out),
        "mbox" => mail::mailbox(bytes, origin, options, out),
        "eml" | "mht" | "mhtml" => mail::message(bytes, origin, options, out)?,
        "opml" => return Err(ProblemKind::FeedList),
        _ if bytes.starts_with(b"From ") && mail::looks_like_mail(bytes.splitn(2, |b| *b == b'\n').nth(1).unwrap_or_default()) => {
            mail::mailbox(bytes, origin, options, out);
        }
        _ if mail::looks_like_mail(bytes) => mail::message(bytes, origin, options, out)?,
        _ => page::page_or_text(bytes, origin, options, out)?,
    }
    Ok(())
}

pub(crate) fn looks_like_page(bytes: &[u8]) -> bool {
    let head: Vec<u8> = bytes.iter().take(1024).map(u8::to_ascii_lowercase).collect();
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&head).trim_ascii_start();
    let begins = |what: &[u8]| head.starts_with(what);
    let within = |what: &[u8]| head.windows(what.len()).any(|w| w == what);
    begins(b"<!doctype html")
        || begins(b"<html")
        || begins(b"<head")
        || (begins(b"<") && (within(b"<html") || within(b"<body") || within(b"<head")))
}
