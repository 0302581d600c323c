//! An Atom feed (RFC 4287) of changes: what came into the record, changed in it, left it, and what a person ruled; the newest first.

use super::xml::{element, writer};
use super::{Result, View};
use crate::told::{Told, url_part};
use quick_xml::Writer;
use quick_xml::events::{BytesEnd, BytesStart, Event};
use record::{HistoryEntry, HistoryWhat};
use std::collections::BTreeSet;
use std::io::Write;

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
    xml.write_event(Event::Start(BytesStart::new("feed").with_attributes([("xmlns", "http://www.w3.org/2005/Atom")])))?;
    element(&mut xml, "id", &[], &identifier(view, "feed"))?;
    element(&mut xml, "title", &[], &format!("{}: changes of the record", view.title))?;
    element(&mut xml, "updated", &[], updated)?;
    xml.write_event(Event::Start(BytesStart::new("author")))?;
    element(&mut xml, "name", &[], "Rapporteur")?;
    xml.write_event(Event::End(BytesEnd::new("author")))?;
    if let Some(base) = view.base {
        element(&mut xml, "link", &[("rel", "alternate"), ("href", base)], "")?;
    }
    // A move and its fact share an id and change together: one entry tells both.
    let mut seen = BTreeSet::new();
    let mut written = 0;
    for step in history.iter().rev() {
        if written == LONGEST {
            break;
        }
        if seen.insert((step.at.as_str(), step.id.as_str(), step.what.name())) && entry(&mut xml, view, &told, step)? {
            written += 1;
        }
    }
    xml.write_event(Event::End(BytesEnd::new("feed")))?;
    xml.into_inner().write_all(b"\n")?;
    Ok(())
}

/// A tag URI (RFC 4151): stable, and an address of nothing.
fn identifier(view: &View<'_>, path: &str) -> String {
    format!("tag:rapporteur.invalid,2025:{}/{path}", url_part(view.title))
}

/// Writes a step in the history, if it concerns an entry that people read about and that the filter left.
fn entry<W: Write>(xml: &mut Writer<W>, view: &View<'_>, told: &Told<'_>, step: &HistoryEntry) -> std::io::Result<bool> {
    let Some((title, lines)) = words(view, told, step) else { return Ok(false) };
    xml.write_event(Event::Start(BytesStart::new("entry")))?;
    let path = format!("{}/{}/{}", url_part(&step.id), url_part(&step.at), step.what.name());
    element(xml, "id", &[], &identifier(view, &path))?;
    element(xml, "title", &[], &title)?;
    element(xml, "updated", &[], &step.at)?;
    element(xml, "category", &[("term", step.what.name())], "")?;
    if let Some(address) = told.address(&step.id) {
        element(xml, "link", &[("rel", "alternate"), ("href", &address)], "")?;
    }
    element(xml, "content", &[("type", "text")], &lines.join("\n"))?;
    xml.write_event(Event::End(BytesEnd::new("entry")))?;
    Ok(true)
}

/// Title and lines of a step; `None` for entries that only serve others (actors, derivations) and for what the filter left out.
fn words(view: &View<'_>, told: &Told<'_>, step: &HistoryEntry) -> Option<(String, Vec<String>)> {
    let what = match step.what {
        HistoryWhat::New => "New",
        HistoryWhat::Changed => "Changed",
        HistoryWhat::Gone => "Gone",
        HistoryWhat::Ruled => "Ruled on",
    };
    let cause = step.reason.as_ref().map_or_else(|| step.cause.clone(), |reason| format!("{} ({reason})", step.cause));
    let told_lines = |mut lines: Vec<String>| {
        lines.push(format!("cause: {cause}"));
        lines
    };
    if let Some(fact) = view.record.facts.iter().find(|f| f.id == step.id) {
        return Some((format!("{what}: {}", told.fact(fact)), told_lines(told.grounds(&fact.evidence, fact.reports, fact.roots))));
    }
    if let Some(conflict) = view.record.conflicts.iter().find(|c| c.id == step.id) {
        let lines = conflict.values.iter().map(|value| format!("{} ({})", value.value, value.reports.join(", "))).collect();
        return Some((format!("{what} difference between reports: {}", conflict.field), told_lines(lines)));
    }
    if let Some(report) = told.report(&step.id).filter(|_| step.shelf == "report") {
        let title = report.title.as_deref().unwrap_or("(no headline)");
        return Some((format!("{what} report: {title}"), told_lines(report.outlet.iter().cloned().collect())));
    }
    (step.what == HistoryWhat::Gone && step.shelf == "fact").then(|| (format!("{what}: {}", step.id), told_lines(Vec::new())))
}
