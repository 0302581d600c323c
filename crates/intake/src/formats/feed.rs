//! Feeds: RSS 0.9 to 2.0, Atom (RFC 4287), JSON Feed 1.x. Each entry is a report, as far as the feed brings its text.

use super::json::finish;
use crate::{Item, Options, Origin, Problem, ProblemKind, charset};
use ::model::{Body, Report};
use feed_rs::{model, parser};
use std::collections::VecDeque;

/// A feed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Feed {
    /// Its name.
    pub title: Option<String>,
    /// Minutes that it asks to be left alone between two visits (RSS `ttl`).
    pub rest: Option<u32>,
    /// Its entries in its own order.
    pub entries: Vec<Entry>,
    /// What is wrong with it, where some of it could be read all the same.
    pub fault: Option<String>,
}

/// An entry of a feed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What tells it from the feed's other entries, on every visit the same: its `guid` or `id`, else its address, else its words.
    pub key: String,
    /// What the feed says of it; the body is empty where it brings none.
    pub report: Report,
    /// Whether the body is the whole article, as far as its length tells, and not only its beginning.
    pub whole: bool,
}

/// Characters of text from which on an entry's body is taken for the whole article. Summaries end at some hundred.
const WHOLE: usize = 1200;

/// Whether bytes look like a feed.
pub(crate) fn looks_like_feed(bytes: &[u8]) -> bool {
    let head = String::from_utf8_lossy(bytes.get(..bytes.len().min(4096)).unwrap_or_default());
    let head = head.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']);
    if head.starts_with('{') {
        return head.contains("://jsonfeed.org/version/");
    }
    root(head).is_some_and(|(name, _)| matches!(name.as_str(), "rss" | "feed" | "rdf:rdf"))
}

/// The root element of an XML text: its name in lower case, and where its tag begins.
pub(crate) fn root(text: &str) -> Option<(String, usize)> {
    let mut at = 0;
    loop {
        let rest = text.get(at..)?;
        at += rest.len() - rest.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']).len();
        let rest = text.get(at..)?;
        if rest.starts_with("<!--") {
            at += rest.find("-->")? + 3;
        } else if rest.starts_with("<?") || rest.starts_with("<!") {
            at += rest.find('>')? + 1;
        } else {
            let name = rest.strip_prefix('<')?;
            let end = name.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, ':' | '-' | '_' | '.')))?;
            return Some((name.get(..end)?.to_ascii_lowercase(), at));
        }
    }
}

/// Reads a feed. `label` is the encoding that a header names; `address` is where the feed was, for links that are relative to it.
/// A feed with faults gives the entries that can be read and says what is wrong; one with no entry that can be read is an error.
pub fn parse_feed(bytes: &[u8], label: Option<&str>, address: Option<&str>) -> Result<Feed, ProblemKind> {
    let declared = charset::label_in_page(bytes);
    let text = charset::decode(bytes, label.or(declared.as_deref()))?.text;
    // The text is decoded; an encoding in its declaration would have it decoded twice.
    let text = root(&text).and_then(|(_, at)| text.get(at..)).unwrap_or(text.trim_start_matches('\u{feff}'));
    if !looks_like_feed(text.as_bytes()) {
        let reason = if crate::files::looks_like_page(bytes) { "it is a web page" } else { "it is something else" };
        return Err(ProblemKind::Feed { reason: reason.to_owned(), read: 0 });
    }
    let whole = parse(text, address);
    match whole {
        Ok(feed) => Ok(read(feed)),
        Err(error) => match piecewise(text, address) {
            Some(feed) => Ok(Feed { fault: Some(error.to_string()), ..feed }),
            None => Err(ProblemKind::Feed { reason: error.to_string(), read: 0 }),
        },
    }
}

fn parse(text: &str, address: Option<&str>) -> parser::ParseFeedResult<model::Feed> {
    // The library's own ids for entries that have none are random where they have no link either.
    let named = |links: &[model::Link], title: &Option<model::Text>, _: Option<&str>| {
        links.first().map(|link| link.href.clone()).or_else(|| title.as_ref().map(|t| t.content.clone())).unwrap_or_default()
    };
    parser::Builder::new().base_uri(address).id_generator(named).build().parse(text.as_bytes())
}

/// Reads a feed that is badly formed entry by entry, each on its own within the feed's root element. `None` where no entry can be read.
fn piecewise(text: &str, address: Option<&str>) -> Option<Feed> {
    let (name, at) = root(text)?;
    let begin = text.get(at..)?;
    let open = begin.get(..=begin.find('>')?)?;
    let (tag, before, after) = match name.as_str() {
        "feed" => ("entry", String::new(), "</feed>".to_owned()),
        "rss" => ("item", "<channel>".to_owned(), "</channel></rss>".to_owned()),
        _ => ("item", String::new(), format!("</{}>", open.get(1..)?.split([' ', '>', '\n', '\t', '\r']).next()?)),
    };
    let (start, end) = (format!("<{tag}"), format!("</{tag}>"));
    let mut found = Feed::default();
    let mut rest = begin;
    while let Some(from) = rest.find(&start) {
        rest = rest.get(from..)?;
        let next = rest.get(start.len()..).and_then(|r| r.find(&start)).map_or(rest.len(), |n| n + start.len());
        let piece = rest.get(..next)?;
        rest = rest.get(next..)?;
        let Some(piece) = piece.find(&end).and_then(|at| piece.get(..at + end.len())) else { continue };
        let alone = |piece: &str| parse(&format!("{open}{before}{piece}{after}"), address).ok();
        let Some(feed) = alone(piece).or_else(|| alone(&escape_ampersands(piece))) else { continue };
        found.entries.append(&mut read(feed).entries);
    }
    (!found.entries.is_empty()).then_some(found)
}

/// Escapes the ampersands that begin no reference; those in CDATA stay.
fn escape_ampersands(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some(at) = rest.find(['&', '<']) {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        if from.starts_with("<![CDATA[") {
            let end = from.find("]]>").map_or(from.len(), |end| end + 3);
            out.push_str(from.get(..end).unwrap_or_default());
            rest = from.get(end..).unwrap_or_default();
            continue;
        }
        let known = ["&amp;", "&lt;", "&gt;", "&quot;", "&apos;", "&#"].iter().any(|r| from.starts_with(r));
        out.push_str(if from.starts_with('&') && !known { "&amp;" } else { from.get(..1).unwrap_or_default() });
        rest = from.get(1..).unwrap_or_default();
    }
    out.push_str(rest);
    out
}

fn read(feed: model::Feed) -> Feed {
    let title = feed.title.map(|t| plain(&t.content)).filter(|t| !t.is_empty());
    let entries = feed.entries.into_iter().map(|entry| read_entry(entry, title.as_deref())).collect();
    Feed { rest: feed.ttl, entries, title, fault: None }
}

fn read_entry(entry: model::Entry, feed: Option<&str>) -> Entry {
    let own = |link: &&model::Link| link.rel.as_deref().is_none_or(|rel| rel == "alternate");
    let url = entry.links.iter().find(own).or(entry.links.first()).map(|link| link.href.trim().to_owned()).filter(|u| u.contains("://"));
    let title = entry.title.map(|t| plain(&t.content)).filter(|t| !t.is_empty());
    let content = entry.content.and_then(|c| c.body).filter(|c| !c.trim().is_empty());
    let text = content.or(entry.summary.map(|s| s.content)).unwrap_or_default();
    let author = entry.authors.iter().filter_map(|person| name_of(person.name.as_deref()?)).collect::<Vec<_>>().join(", ");
    let key = match entry.id.trim() {
        "" => crate::sha256_hex(text.as_bytes()),
        id => id.to_owned(),
    };
    let report = Report {
        id: url.clone().unwrap_or_else(|| key.clone()),
        body: body(title.as_deref(), &text),
        // Without an address the feed's name is all that tells the outlet.
        outlet: if url.is_none() { feed.map(str::to_owned) } else { None },
        url,
        published: entry.published.or(entry.updated).map(|at| at.to_rfc3339()),
        title,
        author: Some(author).filter(|a| !a.is_empty()),
    };
    Entry { key, report, whole: plain(&text).chars().count() >= WHOLE }
}

/// The text of an entry with its headline, as the page that it would be.
fn body(title: Option<&str>, text: &str) -> Body {
    if text.trim().is_empty() {
        return Body::default();
    }
    let title = title.unwrap_or_default();
    if !has_markup(text) {
        return Body::Text(if title.is_empty() { text.trim().to_owned() } else { format!("{title}\n\n{}", text.trim()) });
    }
    let title = title.replace('&', "&amp;").replace('<', "&lt;");
    Body::Html(format!(
        "<!DOCTYPE html><html><head><title>{title}</title></head><body><main><article><h1>{title}</h1>\n{text}\n</article></main></body></html>"
    ))
}

fn has_markup(text: &str) -> bool {
    let tag = |rest: &str| rest.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/') && rest.contains('>');
    let reference = |rest: &str| {
        rest.find(';')
            .is_some_and(|end| (2..9).contains(&end) && rest.as_bytes()[..end].iter().all(|b| b.is_ascii_alphanumeric() || *b == b'#'))
    };
    text.match_indices('<').any(|(at, _)| tag(&text[at + 1..])) || text.match_indices('&').any(|(at, _)| reference(&text[at + 1..]))
}

/// Text without tags and with single blanks, for names and lengths.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut within = false;
    for c in text.chars() {
        match c {
            '<' => within = true,
            '>' if within => {
                within = false;
                out.push(' ');
            }
            c if !within => out.push(c),
            _ => {}
        }
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// "desk@example.org (Ana Tal)" is how RSS writes an author; the name is wanted.
fn name_of(author: &str) -> Option<String> {
    let author = author.trim();
    let name = match (author.contains('@'), author.split_once('('), author.split_once('<')) {
        (true, Some((_, name)), _) => name.trim_end_matches(')'),
        (true, None, Some((name, _))) => name,
        (true, ..) => "",
        _ => author,
    };
    Some(name.trim().trim_matches('"').to_owned()).filter(|name| !name.is_empty())
}

/// The reports of a feed that lies in a file.
pub(crate) fn file(bytes: &[u8], origin: &Origin, options: &Options, out: &mut VecDeque<Item>) -> Result<(), ProblemKind> {
    let feed = parse_feed(bytes, None, None)?;
    if let Some(reason) = feed.fault {
        out.push_back(Err(Problem::new(origin, ProblemKind::Feed { reason, read: feed.entries.len() })));
    }
    for (at, entry) in feed.entries.into_iter().enumerate() {
        let origin = origin.at(at as u64 + 1);
        let mut report = entry.report;
        if report.id.is_empty() {
            report.id = origin.id();
        }
        let (Body::Text(text) | Body::Plain(text) | Body::Html(text)) = &report.body;
        let bytes = text.clone();
        finish(report, bytes.as_bytes(), &origin, options, out);
    }
    Ok(())
}
