//! Web archives (WARC 1.0 and 1.1, ISO 28500), plain or gzip: each page that was answered with success is a report.
//!
//! One record is held at a time. Records of other types, answers that are no pages and pages that were redirected are passed over; a record
//! that cannot be read is a problem, and reading goes on with the next `WARC/` line, in gzip with the next member that begins a record.

use super::Members;
use crate::formats::json::finish;
use crate::steps::{Steps, Stepwise};
use crate::{Item, Options, Origin, Problem, ProblemKind, charset};
use model::{Body, Report};
use std::collections::VecDeque;
use std::io::{self, BufRead, BufReader, Read};

/// Reports from the records of an archive.
pub(crate) struct Archive<R> {
    stream: R,
    file: Origin,
    options: Options,
    record: u64,
    /// Sets the stream behind what cannot be read.
    resume: fn(&mut R) -> io::Result<bool>,
    /// Whether what cannot be read lies behind the record before it.
    behind: fn(&R) -> bool,
    /// A fault that lies behind the record that was just handed on.
    fault: Option<io::Error>,
}

/// The fields of a record's head that count here. Not the day of the crawl: it is no date of publication.
#[derive(Default)]
struct Head {
    kind: String,
    url: Option<String>,
    length: Option<u64>,
}

impl<R: BufRead> Archive<BufReader<Members<R>>> {
    /// Reads an archive in gzip.
    pub(crate) fn packed(stream: BufReader<Members<R>>, file: Origin, options: &Options) -> Stepwise<Self> {
        let resume = |stream: &mut BufReader<Members<R>>| stream.get_mut().resume();
        Stepwise::new(Archive {
            stream,
            file,
            options: options.clone(),
            record: 0,
            resume,
            behind: |stream| stream.get_ref().is_fresh(),
            fault: None,
        })
    }
}

impl<R: BufRead> Archive<R> {
    /// Reads an archive as it stands.
    pub(crate) fn plain(stream: R, file: Origin, options: &Options) -> Stepwise<Self> {
        Stepwise::new(Archive {
            stream,
            file,
            options: options.clone(),
            record: 0,
            resume: |stream| Ok(!stream.fill_buf()?.is_empty()),
            behind: |_| false,
            fault: None,
        })
    }

    /// A line without its end, of 64 KiB at most; `None` at the end of the stream.
    fn line(&mut self) -> io::Result<Option<String>> {
        let mut line = Vec::new();
        let read = (&mut self.stream).take(1 << 16).read_until(b'\n', &mut line)?;
        Ok((read > 0).then(|| String::from_utf8_lossy(&line).trim_end().to_owned()))
    }

    /// Reads one record; `false` at the end of the archive.
    fn record(&mut self, out: &mut VecDeque<Item>) -> io::Result<bool> {
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
                "content-length" => head.length = value.parse().ok(),
                _ => {}
            }
        }
        let origin = self.origin();
        let Some(length) = head.length else {
            let reason = "the record does not say how long it is".to_owned();
            out.push_back(Err(Problem::new(&origin, ProblemKind::Shape { reason })));
            return Ok(true);
        };
        let wanted = matches!(head.kind.as_str(), "response" | "resource");
        if !wanted || length > self.options.max_bytes as u64 {
            io::copy(&mut (&mut self.stream).take(length), &mut io::sink())?;
            if wanted {
                out.push_back(Err(Problem::new(&origin, ProblemKind::TooLong { limit: self.options.max_bytes })));
            }
            return Ok(true);
        }
        let mut bytes = Vec::with_capacity(length as usize);
        (&mut self.stream).take(length).read_to_end(&mut bytes)?;
        if (bytes.len() as u64) < length {
            return Err(io::Error::new(io::ErrorKind::UnexpectedEof, "the archive ends inside a record"));
        }
        match self.end_of_record() {
            Err(error) if (self.behind)(&self.stream) => self.fault = Some(error),
            other => other?,
        }
        self.page(&head, &bytes, &origin, out);
        Ok(true)
    }

    /// Reads the blank lines behind a record, and with them the checksum of its member: what was torn may still unpack, to something else.
    fn end_of_record(&mut self) -> io::Result<()> {
        loop {
            let ends = match self.stream.fill_buf()?.first() {
                Some(b'\r' | b'\n') => false,
                // The next record, perhaps without a blank line before it.
                None | Some(b'W') => true,
                Some(_) => return Err(io::Error::new(io::ErrorKind::InvalidData, "a record is longer or shorter than it says")),
            };
            if ends {
                return Ok(());
            }
            self.stream.consume(1);
        }
    }

    fn page(&mut self, head: &Head, bytes: &[u8], origin: &Origin, out: &mut VecDeque<Item>) {
        let answer =
            if head.kind == "response" { Answer::read(bytes) } else { Some(Answer { body: bytes.to_vec(), html: true, label: None }) };
        let Some(answer) = answer.filter(|a| a.html && !a.body.trim_ascii().is_empty()) else { return };
        let label = answer.label.or_else(|| charset::label_in_page(&answer.body));
        match charset::decode(&answer.body, label.as_deref()) {
            // What an archive calls a page and is a picture is no fault of the user's.
            Err(_) => {}
            Ok(decoded) => {
                let id = head.url.clone().unwrap_or_else(|| origin.id());
                let report = Report { id, url: head.url.clone(), body: Body::Html(decoded.text), ..Report::default() };
                finish(report, bytes, origin, &self.options, out);
            }
        }
    }
}

impl<R: BufRead> Steps for Archive<R> {
    fn step(&mut self, out: &mut VecDeque<Item>) -> io::Result<bool> {
        let read = self.fault.take().map_or_else(|| self.record(out), Err);
        read.or_else(|error| {
            out.push_back(Err(Problem::new(&self.origin(), ProblemKind::Torn { reason: error.to_string() })));
            (self.resume)(&mut self.stream)
        })
    }

    fn origin(&self) -> Origin {
        self.file.at(self.record)
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
