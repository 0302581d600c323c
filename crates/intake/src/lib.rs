//! Bytes from anywhere -> [`model::Report`]: text, HTML, JSON Lines, tables, feeds, mail,
//! archives, documents, folders of them, standard input.
//!
//! [`open`] walks over paths and gives one item a report, in a fixed order, with constant memory however many there are. What cannot be
//! read is an `Err` item that names the place and says what to do; the walk goes on behind it. Nothing here judges the text: that is
//! `article`'s part.
//!
//! # What is read
//!
//! | name or first bytes | read as |
//! |---|---|
//! | `.txt`, `.text`, `.md`, anything that looks like text | one report, perhaps a scraped page |
//! | `.html`, `.htm`, `.xhtml`, or text that begins like a page | one report, a page |
//! | `.jsonl`, `.ndjson` (also with `.gz`) | one report a line (FORMATS.md 1) |
//! | `.json` | a report, or a list of reports |
//! | `.csv`, `.tsv` | one report a row, by the names of the columns ([`Options::columns`]) |
//! | `.warc`, `.warc.gz` | one report for each page that the archive holds |
//! | RSS, Atom, JSON Feed | one report an entry, as far as the feed brings its text |
//! | `.eml`, `.mbox` | one report a mail |
//! | `.mht`, `.mhtml` | one report, the page saved in it |
//! | `.docx`, `.odt` | one report, its text |
//! | `.pdf` | one report, its text by paragraphs; heads and feet of pages come once, behind it |
//! | folder | all of that in it, sorted by name, folders below it included; names that begin with a dot are passed over |
//! | `-` | standard input: JSON Lines, a page or text, as it looks |
//!
//! # Sidecars
//!
//! Beside `NAME.txt`, `NAME.html` or `NAME.docx` a file `NAME.json` may say what is known of the report: an object with any of `id`,
//! `url`, `published`, `title`, `outlet`, `author`. It is no report of its own.
//!
//! # What is visited
//!
//! [`watch`] visits folders, feeds and pages again and again and gives what is new; [`fetch`] asks the web for them, politely.

mod archive;
mod charset;
pub mod fetch;
mod files;
mod formats;
mod origin;
mod problem;
mod steps;
pub mod watch;

pub use charset::{Decoded, decode};
pub use formats::feed::{Entry, Feed, parse_feed};
pub use formats::json::report_from_json;
pub use formats::opml::{Outline, read_opml, write_opml};
pub use origin::Origin;
pub use problem::{Problem, ProblemKind};

use std::path::PathBuf;

/// How to read.
#[derive(Clone, Debug)]
pub struct Options {
    /// Date of publication for reports that bring none of their own: see [`model::Envelope::parse_given`] for the forms.
    pub published: Option<String>,
    /// Text is clean running text: no line of it is judged boilerplate.
    pub plain: bool,
    /// A report of more bytes than this is a problem, not a report. The default is 16 MiB.
    pub max_bytes: usize,
    /// For tables: which column holds which key (`text`, `id`, `published`, …), where its name is none of the usual ones.
    pub columns: Vec<(String, String)>,
}

impl Default for Options {
    fn default() -> Options {
        Options { published: None, plain: false, max_bytes: 16 << 20, columns: Vec::new() }
    }
}

/// A report as it came in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Incoming {
    /// The report, not yet judged.
    pub report: model::Report,
    /// SHA-256 of its bytes as read (the file, the JSON line, the record), in hexadecimal.
    pub bytes_sha256: String,
    /// Where it was read.
    pub origin: Origin,
}

/// What [`open`] gives: a report, or what went wrong in its place.
pub type Item = Result<Incoming, Problem>;

/// Reads all reports under `paths`: files, folders (sorted, with those below), `-` for standard input.
pub fn open(paths: &[PathBuf], options: &Options) -> impl Iterator<Item = Item> + use<> {
    let (options, paths) = (options.clone(), paths.to_owned());
    files::named(paths).into_iter().flat_map(move |origin| files::read_path(origin, &options))
}

/// Reads reports from a stream that looks like JSON Lines, a page or text; `name` stands for it in messages.
pub fn open_stream<S: std::io::BufRead + 'static>(stream: S, name: &str, options: &Options) -> impl Iterator<Item = Item> + use<S> {
    files::read_stream(Box::new(stream), Origin::file(std::path::Path::new(name)), options)
}

/// The SHA-256 of some bytes in hexadecimal.
pub fn sha256_hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    let mut out = String::with_capacity(64);
    for byte in ring::digest::digest(&ring::digest::SHA256, bytes).as_ref() {
        let _ = write!(out, "{byte:02x}");
    }
    out
}
