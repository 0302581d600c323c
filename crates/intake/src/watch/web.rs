//! Feeds and pages of the web.

use super::{Health, Kind, State, Visit};
use crate::fetch::{Answer, Fault, Known, Lasts, Page, web_address};
use crate::files::{looks_like_page, read_whole};
use crate::formats::feed::{Entry, looks_like_feed, parse_feed};
use crate::{Incoming, Options, Origin, charset, sha256_hex};
use model::{Body, Report};
use std::collections::VecDeque;
use std::path::PathBuf;

/// The mark of an entry whose page could not be had this many times.
const TRIED: &str = "tried ";
/// After this many tries an entry is taken as the feed has it.
const TRIES: u32 = 3;

/// The host of an address; empty for paths.
pub(super) fn host(address: &str) -> String {
    if !super::is_web(address) {
        return String::new();
    }
    web_address(address).ok().and_then(|url| url.host_str().map(str::to_owned)).unwrap_or_default()
}

pub(super) fn visit(visit: &mut Visit<'_>, state: &mut State) {
    let every = visit.how.every;
    match visit.how.client.get(&visit.source.address, &state.known) {
        Ok(Answer::Same) => state.well(every, "nothing new".to_owned()),
        Ok(Answer::Body(page)) => {
            let known = page.known.clone();
            let moved = page.moved.clone();
            let whole = if looks_like_feed(&page.bytes) { feed(visit, state, &page) } else { plain_page(visit, state, page) };
            // Where something is left for the next visit, the whole is asked for again.
            state.known = if whole { known } else { Known::default() };
            if let Some(moved) = moved {
                state.note.push_str(&format!("; it has moved to {moved}: put that in its place"));
            }
        }
        Err(fault) => state.failed(every, &fault),
    }
}

/// A page or file that is watched itself; `true` where all of it was handed on.
fn plain_page(visit: &mut Visit<'_>, state: &mut State, page: Page) -> bool {
    let every = visit.how.every;
    if state.kind == Kind::Feed {
        state.failed(
            every,
            &Fault { note: "it was a feed and is none any more; look at the address".to_owned(), lasts: Lasts::Long, after: None },
        );
        return false;
    }
    state.kind = Kind::Page;
    let announced = announced_feed(&page);
    let mut problems = Vec::new();
    for item in read_page(&page, &visit.how.options) {
        match item {
            Ok(incoming) => visit.report(incoming, true),
            Err(problem) => problems.push(problem),
        }
    }
    match problems.first() {
        None => {
            let note = if visit.reports > 0 { "read" } else { "nothing to read" };
            state.well(every, note.to_owned());
            if let Some(feed) = announced {
                state.note.push_str(&format!("; it announces a feed: {feed}"));
            }
        }
        Some(problem) => state.failed(every, &Fault { note: problem.clone(), lasts: Lasts::Long, after: None }),
    }
    true
}

/// What an address gave, as reports; an `Err` says in words why a part of it gives none. A feed gives its entries as far as it brings their
/// text.
pub fn read_page(page: &Page, options: &Options) -> Vec<Result<Incoming, String>> {
    let origin = Origin { path: PathBuf::from(&page.address), line: None, name: page.address.clone() };
    let feed = looks_like_feed(&page.bytes);
    if !feed && (looks_like_page(&page.bytes) || !is_other_format(&page.bytes)) {
        let label = page.label.clone().or_else(|| charset::label_in_page(&page.bytes));
        return match charset::decode(&page.bytes, label.as_deref()) {
            Ok(decoded) if decoded.text.trim().is_empty() => Vec::new(),
            Ok(decoded) => {
                let html = looks_like_page(decoded.text.as_bytes()) || decoded.text.trim_start().starts_with('<');
                let body = if html { Body::Html(decoded.text) } else { Body::Text(decoded.text) };
                let report = Report { id: page.address.clone(), url: Some(page.address.clone()), body, ..Report::default() };
                vec![Ok(Incoming { report, bytes_sha256: sha256_hex(&page.bytes), origin })]
            }
            Err(kind) => vec![Err(kind.to_string())],
        };
    }
    let mut out = VecDeque::new();
    if let Err(kind) = read_whole(&page.bytes, &origin, options, &mut out) {
        return vec![Err(kind.to_string())];
    }
    let read = out.into_iter().filter_map(|item| match item {
        Ok(mut incoming) => {
            incoming.report.url.get_or_insert_with(|| page.address.clone());
            Some(Ok(incoming))
        }
        Err(problem) if problem.is_warning() => None,
        Err(problem) => Some(Err(problem.kind.to_string())),
    });
    read.collect()
}

/// Whether bytes are a document of a kind that is taken apart, not a page.
fn is_other_format(bytes: &[u8]) -> bool {
    bytes.starts_with(b"%PDF-") || bytes.starts_with(b"PK\x03\x04")
}

/// The feed that a page names in its head.
fn announced_feed(page: &Page) -> Option<String> {
    let head = String::from_utf8_lossy(page.bytes.get(..page.bytes.len().min(64 << 10))?);
    head.split("<link").skip(1).find_map(|tag| {
        let tag = tag.split('>').next()?;
        let value = |name: &str| {
            let rest = tag.split_once(&format!("{name}="))?.1;
            let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
            rest.get(1..)?.split(quote).next()
        };
        let kind = value("type")?;
        let feed = kind.contains("rss+xml") || kind.contains("atom+xml") || kind.contains("feed+json");
        let to = value("href").filter(|_| feed)?.replace("&amp;", "&");
        Some(web_address(&page.address).ok()?.join(&to).ok()?.to_string())
    })
}

/// A feed's new entries; `true` where none is left for the next visit.
fn feed(visit: &mut Visit<'_>, state: &mut State, page: &Page) -> bool {
    let every = visit.how.every;
    let feed = match parse_feed(&page.bytes, page.label.as_deref(), Some(&page.address)) {
        Ok(feed) => feed,
        Err(kind) => {
            state.failed(every, &Fault { note: kind.to_string(), lasts: Lasts::Long, after: None });
            return false;
        }
    };
    state.kind = Kind::Feed;
    state.name = feed.title;
    let (mut fetched, mut left, mut lost) = (0, 0u64, Vec::new());
    for entry in feed.entries {
        if visit.how.client.stopped() {
            return false;
        }
        let mark = visit.marks.get(&entry.key).cloned().unwrap_or_default();
        let tries = mark.strip_prefix(TRIED).and_then(|n| n.parse::<u32>().ok());
        if !mark.is_empty() && tries.is_none() {
            continue;
        }
        // A feed may name an entry twice.
        visit.marks.insert(entry.key.clone(), "read".to_owned());
        let url = entry.report.url.clone().filter(|_| !entry.whole && !visit.how.entries_only);
        let Some(url) = url else {
            own_text(visit, &entry);
            visit.handled(entry.key, "read".to_owned());
            continue;
        };
        if fetched >= visit.how.pages {
            left += 1;
            continue;
        }
        fetched += 1;
        match page_of(visit, &entry, &url) {
            Ok(()) => visit.handled(entry.key, "read".to_owned()),
            Err(_) if visit.how.client.stopped() => return false,
            Err(fault) if fault.lasts == Lasts::Soon && tries.unwrap_or(0) + 1 < TRIES => {
                left += 1;
                visit.handled(entry.key, format!("{TRIED}{}", tries.unwrap_or(0) + 1));
            }
            Err(fault) => {
                own_text(visit, &entry);
                lost.push(format!("{url}: {}", fault.note));
                visit.handled(entry.key, "read".to_owned());
            }
        }
    }
    let rest = feed.rest.map_or(0, |minutes| i64::from(minutes.min(24 * 60)) * 60);
    let mut note = if visit.reports > 0 { format!("{} new", visit.reports) } else { "nothing new".to_owned() };
    if left > 0 {
        note.push_str(&format!(", {left} left for the next visit"));
    }
    state.well(if left > 0 { every } else { every.max(rest) }, note);
    if let Some(first) = lost.first() {
        state.note.push_str(&format!("; {} only as the feed has it ({first})", lost.len()));
    }
    if let Some(reason) = &feed.fault {
        state.health = Health::Ailing;
        state.note.push_str(&format!("; the feed is malformed ({reason})"));
    }
    left == 0
}

/// The entry as the feed has it, where it has a text.
fn own_text(visit: &mut Visit<'_>, entry: &Entry) {
    let (Body::Text(text) | Body::Plain(text) | Body::Html(text)) = &entry.report.body;
    if text.trim().is_empty() {
        return;
    }
    let origin = Origin { path: PathBuf::from(&visit.source.address), line: None, name: entry.report.id.clone() };
    let incoming = Incoming { bytes_sha256: sha256_hex(text.as_bytes()), report: entry.report.clone(), origin };
    visit.report(incoming, false);
}

/// The page of an entry, with what the feed says of it.
fn page_of(visit: &mut Visit<'_>, entry: &Entry, url: &str) -> Result<(), Fault> {
    let Answer::Body(page) = visit.how.client.get(url, &Known::default())? else { return Ok(()) };
    let mut any = false;
    for item in read_page(&page, &visit.how.options) {
        match item {
            Ok(mut incoming) => {
                any = true;
                let (report, given) = (&mut incoming.report, entry.report.clone());
                (report.id, report.url) = (given.id, given.url);
                report.published = given.published.or(report.published.take());
                report.title = given.title.or(report.title.take());
                report.author = given.author.or(report.author.take());
                visit.report(incoming, false);
            }
            Err(note) => return Err(Fault { note, lasts: Lasts::Long, after: None }),
        }
    }
    if any { Ok(()) } else { Err(Fault { note: "the page is empty".to_owned(), lasts: Lasts::Long, after: None }) }
}
