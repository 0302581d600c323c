//! What a page is asked, and what it may answer.

use crate::house::House;
use crate::query::Query;
use crate::snapshot::Snapshot;
use crate::view::View;
use axum::http::StatusCode;
use jiff::civil::Date;
use maud::Markup;
use model::{Evidence, Fact, Stance};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use std::sync::Arc;

/// A request for a page, with the record that it is about.
pub struct Ask {
    /// The house.
    pub house: Arc<House>,
    /// The record and its texts.
    pub snapshot: Arc<Snapshot>,
    /// The record under the address's filters.
    pub view: Arc<View>,
    /// The address's query.
    pub query: Query,
    /// The address's path.
    pub path: String,
    /// Where the pages stand, as the request calls it ("http://127.0.0.1:8080"): for exports, whose links leave the browser.
    pub base: Option<String>,
}

/// What a page may answer.
pub enum Reply {
    /// A page.
    Page {
        /// Its title.
        title: String,
        /// Its content.
        body: Markup,
        /// It has pictures or tables that use the whole width.
        wide: bool,
    },
    /// Look there instead.
    Redirect(String),
    /// A page of its own that brings its style.
    Styled(String),
    /// A file to keep.
    File {
        /// Its media type.
        media_type: String,
        /// Its name.
        name: String,
        /// Its bytes.
        bytes: Vec<u8>,
    },
}

/// Why there is no page.
#[derive(Debug)]
pub struct Fault {
    /// The status.
    pub status: StatusCode,
    /// One sentence for people.
    pub detail: String,
}

impl Fault {
    /// Something that is not there.
    pub fn not_found(detail: &str) -> Fault {
        Fault { status: StatusCode::NOT_FOUND, detail: detail.to_owned() }
    }

    /// Something that makes no sense.
    pub fn wrong(detail: impl Into<String>) -> Fault {
        Fault { status: StatusCode::BAD_REQUEST, detail: detail.into() }
    }
}

impl From<record::Error> for Fault {
    fn from(error: record::Error) -> Fault {
        let status = match () {
            () if error.is_unknown_id() => StatusCode::NOT_FOUND,
            () if error.is_refused() => StatusCode::CONFLICT,
            () if error.is_locked() => StatusCode::SERVICE_UNAVAILABLE,
            () if error.is_full() => StatusCode::INSUFFICIENT_STORAGE,
            () if error.is_read_only() => StatusCode::FORBIDDEN,
            () => StatusCode::INTERNAL_SERVER_ERROR,
        };
        Fault { status, detail: error.to_string() }
    }
}

/// Everything but letters, digits and a few signs that mean nothing in addresses.
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// Longest quotation in a line of a list, in characters.
const LONGEST: usize = 220;

/// A part of a path, escaped.
pub fn segment(text: &str) -> String {
    // A segment of dots alone means another folder to browsers.
    if !text.is_empty() && text.chars().all(|c| c == '.') {
        return text.replace('.', "%2E");
    }
    utf8_percent_encode(text, ESCAPED).to_string()
}

/// The first place that is no heading, else the first.
pub fn first_place(evidence: &[Evidence]) -> Option<&Evidence> {
    evidence.iter().find(|e| e.stance != Stance::Repeats).or(evidence.first())
}

/// The text on one line, at most so many characters.
pub fn shorten(text: &str, longest: usize) -> String {
    let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if flat.chars().count() <= longest {
        return flat;
    }
    let cut: String = flat.chars().take(longest).collect();
    let end = cut.rfind(' ').filter(|end| *end > longest / 2).unwrap_or(cut.len());
    format!("{} …", cut.get(..end).unwrap_or(&cut))
}

impl Ask {
    /// Reads a request.
    pub fn new(house: Arc<House>, path: &str, query: &str) -> Result<Ask, Fault> {
        let query = Query::of(path, query);
        let snapshot = house.snapshot()?;
        let view = snapshot.view(&query.filter, query.process.as_deref());
        Ok(Ask { house, snapshot, view, query, path: path.to_owned(), base: None })
    }

    /// The same with the name under which the request calls the server (its `Host`); an odd one is left out.
    pub fn called(mut self, host: Option<&str>) -> Ask {
        let host = host.filter(|host| !host.is_empty() && host.bytes().all(|b| b.is_ascii_alphanumeric() || b".-:[]".contains(&b)));
        self.base = host.map(|host| format!("http://{host}"));
        self
    }

    /// Whether only the content is wanted, for the drawer.
    pub fn is_part(&self) -> bool {
        self.query.get("part").is_some()
    }

    /// Another view under the same filters.
    pub fn to(&self, path: &str) -> String {
        format!("{path}{}", self.query.carried())
    }

    /// Another view under the same filters and more.
    pub fn to_with(&self, path: &str, more: &[(&str, &str)]) -> String {
        format!("{path}{}", self.query.carried_with(more))
    }

    /// This view with some keys set otherwise.
    pub fn here_with(&self, more: &[(&str, &str)]) -> String {
        format!("{}{}", self.path, self.query.with(more))
    }

    /// The evidence of an entry.
    pub fn to_evidence(&self, id: &str) -> String {
        self.to(&format!("/evidence/{}", segment(id)))
    }

    /// A report.
    pub fn to_report(&self, id: &str) -> String {
        self.to(&format!("/reports/{}", segment(id)))
    }

    /// A place in a report.
    pub fn to_place(&self, report: &str, sentence: u32, mark: &str) -> String {
        let more = if mark.is_empty() { self.query.carried() } else { self.query.carried_with(&[("mark", mark)]) };
        format!("/reports/{}{more}#s{sentence}", segment(report))
    }

    /// An actor's page, by canonical name; `None` where the record has no such actor.
    pub fn to_actor(&self, name: &str) -> Option<String> {
        self.snapshot.whole.actor(name).map(|actor| self.to(&format!("/actors/{}", segment(&actor.id))))
    }

    /// Today, as the house's clock has it.
    pub fn today(&self) -> Option<Date> {
        (self.house.options().now)().get(..10)?.parse().ok()
    }

    /// A page.
    pub fn page(&self, title: &str, body: Markup) -> Result<Reply, Fault> {
        Ok(Reply::Page { title: title.to_owned(), body, wide: false })
    }

    /// A page that uses the whole width.
    pub fn wide(&self, title: &str, body: Markup) -> Result<Reply, Fault> {
        Ok(Reply::Page { title: title.to_owned(), body, wide: true })
    }

    /// The words of a place, on one line.
    pub fn words(&self, place: &Evidence) -> String {
        let report = self.snapshot.text(&place.report);
        report.map(|report| shorten(place.span.of(&report.text), LONGEST)).unwrap_or_default()
    }

    /// A fact in one line.
    pub fn line(&self, fact: &Fact) -> String {
        shorten(&publish::wording::fact(fact, &self.passage(fact)), LONGEST)
    }

    /// A fact in one line, for places that show its status beside.
    pub fn bare(&self, fact: &Fact) -> String {
        shorten(&publish::wording::bare_fact(fact, &self.passage(fact)), LONGEST)
    }

    /// The words of the first place that says it, fit to be quoted alone.
    fn passage(&self, fact: &Fact) -> String {
        let place = first_place(&fact.evidence);
        place.and_then(|place| Some(publish::told::passage(self.snapshot.texts().get(&place.report)?, place))).unwrap_or_default()
    }

    /// The name under which a report is known: its outlet, else its id.
    pub fn outlet(&self, report: &str) -> String {
        let entry = self.snapshot.whole.report(report);
        entry.and_then(|entry| entry.outlet.clone()).unwrap_or_else(|| format!("report {report}"))
    }

    /// A page of a list: the entries, the number of the page from 1, and how many pages there are.
    pub fn cut<T>(&self, mut all: Vec<T>, size: usize) -> (Vec<T>, usize, usize) {
        let pages = all.len().div_ceil(size).max(1);
        let page = self.query.number("page", 1).clamp(1, pages);
        let rest = all.split_off(((page - 1) * size).min(all.len()));
        (rest.into_iter().take(size).collect(), page, pages)
    }
}

impl Ask {
    /// The sentence of a report in which a span begins.
    pub fn sentence_at(&self, report: &str, span: model::Span) -> u32 {
        let Some(text) = self.snapshot.text(report) else { return 0 };
        text.sentences.partition_point(|s| s.end <= span.start) as u32
    }
}
