//! Web archives (WARC 1.0 and 1.1, ISO 28500), plain or gzip: each page that was answered with success is a report.
//!
//! One record is held at a time. Records of other types, answers that are no pages and pages that were redirected are passed over; a record
//! that cannot be read is a problem, and reading goes on with the next `WARC/` line.

use crate::json::{finish, stem};
use crate::{Item, Options, Origin, Problem, ProblemKind, charset};
use model::{Body, Report};
use std::collections::VecDeque;
use std::io::{self, BufRead, Read};
use std::path::PathBuf;

/// Reports from the records of an archive.
pub(crate) struct Archive<R> {
    stream: R,
    path: PathBuf,
    options: Options,
    record: u64,
    waiting: VecDeque<Item>,
    ended: bool,
}

/// The fields of a record's head that count here.
#[derive(Default)]
struct Head {
    kind: String,
    url: Option<String>,
    date: Option<String>,
    length: Option<u64>,
}

impl<R: BufRead> Archive<R> {
    pub(crate) fn new(stream: R, path: PathBuf, options: &Options) -> Archive<R> {
        Archive { stream, path, options: options.clone(), record: 0, waiting: VecDeque::new(), ended: false }
    }

    fn origin(&self) -> Origin {
        Origin { path: self.path.clone(), line: Some(self.record) }
    }

    /// A line without its end, of 64 KiB at most; `None` at the end of the stream.
    fn line(&mut self) -> io::Result<Option<String>> {
        let mut line = Vec::new();
        let read = (&mut self.stream).take(1 << 16).read_until(b'\n', &mut line)?;
        Ok((read > 0).then(|| String::from_utf8_lossy(&line).trim_end().to_owned()))
    }

    /// Reads one record; `false` at the end of the archive.
    fn next_record(&mut self) -> io::Result<bool> {
        loop {
            match self.line()? {
                None => return Ok(false),
                Some(line) if line.starts_with("WARC/") => break,
                Some(_) => {}
            }
        }
        self.record += 1;
        let mut head = Head::default();
        while let Some(line) = self.line()?.filter(|l| !l.is_empty()) {
            let Some((name, value)) = line.split_once(':') else { continue };
            let value = value.trim();
            match name.to_ascii_lowercase().as_str() {
                "warc-type" => head.kind = value.to_ascii_lowercase(),
                "warc-target-uri" => head.url = Some(value.trim_matches(['<', '>']).to_owned()),
                "warc-date" => head.date = Some(value.to_owned()),
                "content-length" => head.length = value.parse().ok(),
                _ => {}
            }
        }
        let origin = self.origin();
        let Some(length) = head.length else {
            let reason = "the record does not say how long it is".to_owned();
            self.waiting.push_back(Err(Problem::new(&origin, ProblemKind::Shape { reason })));
            return Ok(true);
        };
        let wanted = matches!(head.kind.as_str(), "response" | "resource");
        if !wanted || length > self.options.max_bytes as u64 {
            if wanted {
                self.waiting.push_back(Err(Problem::new(&origin, ProblemKind::TooLong { limit: self.options.max_bytes })));
            }
            io::copy(&mut (&mut self.stream).take(length), &mut io::sink())?;
            return Ok(true);
        }
        let mut bytes = Vec::with_capacity(length as usize);
        (&mut self.stream).take(length).read_to_end(&mut bytes)?;
        if (bytes.len() as u64) < length {
            return Err(io::Error::new(io::ErrorKind::UnexpectedEof, "the archive ends inside a record"));
        }
        self.page(&head, &bytes, &origin);
        Ok(true)
    }

    fn page(&mut self, head: &Head, bytes: &[u8], origin: &Origin) {
        let answer =
            if head.kind == "response" { Answer::read(bytes) } else { Some(Answer { body: bytes.to_vec(), html: true, label: None }) };
        let Some(answer) = answer.filter(|a| a.html && !a.body.trim_ascii().is_empty()) else { return };
        let label = answer.label.or_else(|| charset::label_in_page(&answer.body));
        match charset::decode(&answer.body, label.as_deref()) {
            // What an archive calls a page and is a picture is no fault of the user's.
            Err(_) => {}
            Ok(decoded) => {
                let id = head.url.clone().unwrap_or_else(|| format!("{}-{}", stem(&self.path), self.record));
                let report = Report { id, url: head.url.clone(), body: Body::Html(decoded.text), ..Report::default() };
                finish(report, bytes, origin, &self.options, &mut self.waiting);
            }
        }
        // The day of the crawl is no date of publication; it is not handed on.
        let _ = &head.date;
    }
}

/// The answer of a web server.
struct Answer {
    body: Vec<u8>,
    html: bool,
    label: Option<String>,
}

impl Answer {
    /// Takes an HTTP answer apart; `None` where it is none, or not one of success.
    fn read(bytes: &[u8]) -> Option<Answer> {
        let end = bytes
            .windows(4)
            .position(|w| w == b"\r\n\r\n")
            .map(|at| (at, at + 4))
            .or_else(|| bytes.windows(2).position(|w| w == b"\n\n").map(|at| (at, at + 2)))?;
        let head = String::from_utf8_lossy(&bytes[..end.0]).to_lowercase();
        let mut lines = head.lines();
        let status = lines.next()?.split(' ').nth(1)?.to_owned();
        let field = |name: &str| head.lines().find_map(|l| l.strip_prefix(name)?.strip_prefix(':').map(|v| v.trim().to_owned()));
        let kind = field("content-type").unwrap_or_default();
        let mut body = bytes[end.1..].to_vec();
        if field("transfer-encoding").is_some_and(|v| v.contains("chunked")) {
            body = unchunk(&body).unwrap_or(body);
        }
        if field("content-encoding").is_some_and(|v| v.contains("gzip")) && body.starts_with(b"\x1f\x8b") {
            let mut plain = Vec::new();
            flate2::read::GzDecoder::new(&body[..]).take(64 << 20).read_to_end(&mut plain).ok()?;
            body = plain;
        }
        let label = kind.split("charset=").nth(1).map(|l| l.trim_matches(['"', ' ', ';']).to_owned());
        (status == "200").then(|| Answer { html: kind.contains("html") || kind.is_empty(), body, label })
    }
}

/// The body behind HTTP's chunks; `None` where the lengths do not fit (archives often keep the header and store the body whole).
fn unchunk(bytes: &[u8]) -> Option<Vec<u8>> {
    let (mut rest, mut out) = (bytes, Vec::new());
    loop {
        let end = rest.iter().take(20).position(|b| *b == b'\n')?;
        let size = std::str::from_utf8(&rest[..end]).ok()?.split(';').next()?.trim().to_owned();
        let size = usize::from_str_radix(&size, 16).ok()?;
        rest = rest.get(end + 1..)?;
        if size == 0 {
            return Some(out);
        }
        out.extend_from_slice(rest.get(..size)?);
        rest = rest.get(size..)?;
        rest = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n"))?;
    }
}

impl<R: BufRead> Iterator for Archive<R> {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        loop {
            if let Some(item) = self.waiting.pop_front() {
                return Some(item);
            }
            if self.ended {
                return None;
            }
            match self.next_record() {
                Ok(true) => {}
                Ok(false) => self.ended = true,
                Err(error) => {
                    self.ended = true;
                    return Some(Err(Problem::new(&self.origin(), error.into())));
                }
            }
        }
    }
}
