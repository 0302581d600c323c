//! An Atom feed (RFC 4287) of changes: what came into the record, changed in it, left it, and what a person ruled; the newest first.

use super::xml::{element, writer};
use super::{Result, Selection, View};
use crate::brief::count_words;
use crate::told::{Told, one_line, url_part};
use crate::wording;
use model::{Conflict, Fact};
use quick_xml::Writer;
use quick_xml::escape::escape;
use quick_xml::events::{BytesEnd, BytesStart, Event};
use record::{HistoryEntry, HistoryWhat};
use serde::Deserialize;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;

/// Who writes what no person ruled.
const MACHINE: &str = "Rapporteur";

/// Entries of a feed; readers fetch often and keep what they saw.
const LONGEST: usize = 500;

/// Where no change is known, as in a dossier that was never settled.
const NEVER: &str = "1970-01-01T00:00:00Z";

/// Writes the feed.
pub fn atom(view: &View<'_>, out: &mut dyn Write) -> Result<()> {
    let told = view.told();
    let history = view.source.history()?;
    let updated = history.iter().map(|step| step.at.as_str()).max().unwrap_or(NEVER);
    let mut xml = writer(out)?;
    xml.write_event(Event::Start(BytesStart::new("feed").with_attributes([("xmlns", "http://www.w3.org/2005/Atom"), ("xml:lang", "en")])))?;
    element(&mut xml, "id", &[], &identifier(view, "feed"))?;
    element(&mut xml, "title", &[], &format!("{}: what changed in the record", view.title))?;
    element(&mut xml, "updated", &[], updated)?;
    element(&mut xml, "generator", &[], MACHINE)?;
    author(&mut xml, MACHINE)?;
    if let Some(address) = view.address {
        link(&mut xml, "self", address)?;
    }
    if let Some(base) = view.base {
        link(&mut xml, "alternate", base)?;
    }
    let shelves = Shelves::new(view);
    // A move and its fact share an id and change together: one entry tells both.
    let mut seen = BTreeSet::new();
    let mut steps: Vec<(&HistoryEntry, News)> = Vec::new();
    for step in history.iter().rev() {
        if seen.insert((step.at.as_str(), step.id.as_str(), step.what.name()))
            && let Some(news) = shelves.news(&told, step)
        {
            steps.push((step, news));
        }
    }
    // Of one time, first what asks for an answer.
    steps.sort_by_key(|(step, news)| (Reverse(step.at.as_str()), news.rank));
    for (step, news) in steps.into_iter().take(LONGEST) {
        entry(&mut xml, view, &told, step, &news)?;
    }
    xml.write_event(Event::End(BytesEnd::new("feed")))?;
    xml.into_inner().write_all(b"\n")?;
    Ok(())
}

/// A tag URI (RFC 4151): stable, and an address of nothing.
fn identifier(view: &View<'_>, path: &str) -> String {
    format!("tag:rapporteur.invalid,2025:{}/{path}", url_part(view.title))
}

fn link<W: Write>(xml: &mut Writer<W>, relation: &str, address: &str) -> std::io::Result<()> {
    element(xml, "link", &[("rel", relation), ("href", address)], "")
}

fn author<W: Write>(xml: &mut Writer<W>, name: &str) -> std::io::Result<()> {
    xml.write_event(Event::Start(BytesStart::new("author")))?;
    element(xml, "name", &[], name)?;
    xml.write_event(Event::End(BytesEnd::new("author")))
}

/// A step in the history of an entry, told to people.
struct News {
    title: String,
    /// Paragraphs of the content.
    lines: Vec<String>,
    /// Who did it.
    author: String,
    /// Smaller ones come first among those of one time.
    rank: u8,
}

fn entry<W: Write>(xml: &mut Writer<W>, view: &View<'_>, told: &Told<'_>, step: &HistoryEntry, news: &News) -> std::io::Result<()> {
    xml.write_event(Event::Start(BytesStart::new("entry")))?;
    let path = format!("{}/{}/{}", url_part(&step.id), url_part(&step.at), step.what.name());
    element(xml, "id", &[], &identifier(view, &path))?;
    element(xml, "title", &[], &news.title)?;
    element(xml, "updated", &[], &step.at)?;
    author(xml, &news.author)?;
    element(xml, "category", &[("term", step.what.name()), ("label", word(step.what))], "")?;
    if let Some(address) = told.address(&step.id) {
        link(xml, "alternate", &address)?;
    }
    let paragraphs: String = news.lines.iter().map(|line| format!("<p>{}</p>", escape(line.as_str()))).collect();
    element(xml, "content", &[("type", "html")], &paragraphs)?;
    xml.write_event(Event::End(BytesEnd::new("entry")))
}

const fn word(what: HistoryWhat) -> &'static str {
    match what {
        HistoryWhat::New => "New",
        HistoryWhat::Changed => "Changed",
        HistoryWhat::Gone => "No longer in the record",
        HistoryWhat::Ruled => "Ruled on",
    }
}

/// What the history speaks of, by id.
struct Shelves<'v> {
    facts: BTreeMap<&'v str, &'v Fact>,
    conflicts: BTreeMap<&'v str, &'v Conflict>,
    /// For what has left the record: whether it was wanted.
    selection: Selection<'v>,
}

impl<'v> Shelves<'v> {
    fn new(view: &View<'v>) -> Shelves<'v> {
        Shelves {
            facts: view.record.facts.iter().map(|fact| (fact.id.as_str(), fact)).collect(),
            conflicts: view.record.conflicts.iter().map(|conflict| (conflict.id.as_str(), conflict)).collect(),
            selection: Selection::new(view.filter, view.whole),
        }
    }

    /// A step told, if it concerns an entry that people read about and that is wanted; `None` for entries that only serve others (actors,
    /// derivations).
    fn news(&self, told: &Told<'_>, step: &HistoryEntry) -> Option<News> {
        let what = word(step.what);
        let ruling = ruling(&step.cause);
        let author = ruling.map_or(MACHINE, |(person, _)| person).to_owned();
        let news = |title: String, mut lines: Vec<String>, rank: u8| {
            if let Some((person, verb)) = ruling {
                let why = step.reason.as_ref().map(|reason| format!(": {reason}")).unwrap_or_default();
                lines.push(format!("Ruling of {person}, {verb}{why}."));
            }
            Some(News { title, lines, author, rank })
        };
        if let Some(fact) = self.facts.get(step.id.as_str()) {
            let (now, rank) = (told.fact(fact), if fact.kind.is_move() { 0 } else { 2 });
            let mut lines = when(fact);
            lines.extend(step.before.as_ref().and_then(was).and_then(|was| difference(told, &was, fact)));
            lines.extend(told.grounds(&fact.evidence, fact.reports, fact.roots));
            return news(format!("{what}: {now}"), lines, rank);
        }
        if let Some(conflict) = self.conflicts.get(step.id.as_str()) {
            let values = conflict.values.iter().map(|value| {
                let reports: Vec<_> = value.reports.iter().map(|report| told.outlet(report)).collect();
                format!("“{}”: {}", wording::value(&value.value), wording::list(&reports))
            });
            let lines = values.chain([format!("{}.", wording::upper_first(wording::verdict(conflict.verdict)))]).collect();
            return news(format!("{what}, reports differ: {}", wording::tidy(&conflict.field, wording::LONG)), lines, 1);
        }
        if let Some(report) = told.report(&step.id).filter(|_| step.shelf == "report") {
            let title = report.title.as_deref().map_or_else(|| "(no headline)".to_owned(), one_line);
            return news(format!("{what} report: {title}"), vec![told.source_line(report)], 3);
        }
        let was = step.before.as_ref().filter(|_| step.what == HistoryWhat::Gone && step.shelf == "fact").and_then(was)?;
        // Its move is gone with it: whether that was on a track cannot be asked any more.
        self.selection.fact(&was, None).then(|| news(format!("{what}: {}", told.fact(&was)), when(&was), 2)).flatten()
    }
}

/// Who ruled and how: "ruling 3 by N. N.: reject".
fn ruling(cause: &str) -> Option<(&str, &str)> {
    cause.strip_prefix("ruling ")?.split_once(" by ")?.1.rsplit_once(": ")
}

/// A fact as the history keeps it.
fn was(before: &serde_json::Value) -> Option<Fact> {
    Fact::deserialize(before).ok()
}

fn when(fact: &Fact) -> Vec<String> {
    wording::when(fact.envelope).map(|when| format!("When: {when}.")).into_iter().collect()
}

/// What was told before and is told otherwise now.
fn difference(told: &Told<'_>, was: &Fact, now: &Fact) -> Option<String> {
    let line = |fact: &Fact| {
        let when = wording::when(fact.envelope).map(|when| format!(", {when}")).unwrap_or_default();
        format!("{}{when} ({})", told.fact(fact), count_words(fact.reports, fact.roots))
    };
    let before = line(was);
    (before != line(now)).then(|| format!("Before: {before}."))
}
