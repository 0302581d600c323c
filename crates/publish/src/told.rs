//! Entries told in words, with the sentences that they rest on: what calendars, feeds, timelines, tables and lists show to people.

use crate::brief::{ReportText, count_words};
use crate::wording;
use jiff::civil::Date;
use model::{Envelope, Evidence, Fact, Move, Record, ReportEntry, Span, Stance};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// The entries of a record, by id, to be told.
pub struct Told<'v> {
    texts: &'v BTreeMap<String, ReportText>,
    base: Option<&'v str>,
    reports: BTreeMap<&'v str, &'v ReportEntry>,
    moves: BTreeMap<&'v str, &'v Move>,
}

/// A sentence that carries an entry.
pub struct Quote<'v> {
    /// The outlet of the report; where it is not known, that, and the report's id.
    pub outlet: Cow<'v, str>,
    /// When it was published, in words.
    pub published: String,
    /// The whole sentence on one line.
    pub sentence: String,
}

impl<'v> Told<'v> {
    /// Of a record with the texts of its reports; `base` is the address of its pages, where there are any.
    pub fn new(record: &'v Record, texts: &'v BTreeMap<String, ReportText>, base: Option<&'v str>) -> Told<'v> {
        let reports = record.reports.iter().map(|r| (r.id.as_str(), r)).collect();
        let moves = record.moves.iter().map(|m| (m.id.as_str(), m)).collect();
        Told { texts, base, reports, moves }
    }

    /// The report with this id.
    pub fn report(&self, id: &str) -> Option<&'v ReportEntry> {
        self.reports.get(id).copied()
    }

    /// The move that a fact is.
    pub fn move_of(&self, fact: &str) -> Option<&'v Move> {
        self.moves.get(fact).copied()
    }

    /// The outlet of a report; where it is not known, that, and the report's id.
    pub fn outlet(&self, report: &str) -> Cow<'v, str> {
        match self.report(report).and_then(|r| r.outlet.as_deref()) {
            Some(outlet) => outlet.into(),
            None => wording::no_outlet(report).into(),
        }
    }

    /// Outlet and day of a report: "The Strelsau Post, 20 July 2031".
    pub fn source_line(&self, report: &ReportEntry) -> String {
        let day = report.published.as_ref().and_then(|p| wording::when(p.envelope)).unwrap_or_else(|| "undated".to_owned());
        format!("{}, {day}", self.outlet(&report.id))
    }

    /// A fact in one line.
    pub fn fact(&self, fact: &Fact) -> String {
        match self.move_of(&fact.id) {
            Some(entry) => self.move_(entry),
            None => wording::fact(fact, &self.words(&fact.evidence)),
        }
    }

    /// A move in one line: "Offer by A to B: talks in C".
    pub fn move_(&self, entry: &Move) -> String {
        format!("{}: {}", wording::move_head(entry), wording::tidy(&entry.content, wording::LONG))
    }

    /// The words of the first place that says it, on one line, fit to be quoted alone.
    pub fn words(&self, evidence: &[Evidence]) -> String {
        let place = evidence.iter().find(|e| e.stance != Stance::Repeats).or(evidence.first());
        place.and_then(|e| Some(passage(self.texts.get(&e.report)?, e))).unwrap_or_default()
    }

    /// The sentences behind an entry, one per sentence of a report; headings only where there is nothing else.
    pub fn quotes(&self, evidence: &'v [Evidence]) -> Vec<Quote<'v>> {
        let mut places: Vec<&Evidence> = evidence.iter().filter(|e| e.stance != Stance::Repeats).collect();
        if places.is_empty() {
            places.extend(evidence.first());
        }
        places.dedup_by_key(|e| (e.report.as_str(), e.sentence));
        places.into_iter().filter_map(|e| self.quote(e)).collect()
    }

    fn quote(&self, place: &'v Evidence) -> Option<Quote<'v>> {
        let report = self.texts.get(&place.report)?;
        let span = report.sentences.get(place.sentence as usize).copied().unwrap_or(place.span);
        let published = self.report(&place.report).and_then(|r| r.published.as_ref()).and_then(|p| wording::when(p.envelope));
        Some(Quote {
            outlet: self.outlet(&place.report),
            published: published.unwrap_or_else(|| "undated".to_owned()),
            sentence: one_line(span.of(&report.text)),
        })
    }

    /// Counts and sentences as lines of text: "2 reports, 1 source" and then each sentence with outlet and date.
    pub fn grounds(&self, evidence: &'v [Evidence], reports: u32, roots: u32) -> Vec<String> {
        let mut lines = vec![count_words(reports, roots)];
        let quoted = |quote: &Quote<'_>| format!("{}, {}: “{}”", quote.outlet, quote.published, wording::inner_quotes(&quote.sentence));
        lines.extend(self.quotes(evidence).iter().map(quoted));
        lines
    }

    /// The last day on which a report that carries it may have been published: when this was last known to stand so.
    pub fn last_said(&self, evidence: &[Evidence]) -> Option<Date> {
        let published = evidence.iter().filter_map(|e| self.report(&e.report)?.published.as_ref());
        published.filter_map(|p| p.envelope.latest.or(p.envelope.earliest)).max()
    }

    /// The address of an entry's page, where there are pages.
    pub fn address(&self, id: &str) -> Option<String> {
        self.base.map(|base| format!("{}/evidence/{}", base.trim_end_matches('/'), url_part(id)))
    }
}

/// The text on one line, runs of blanks as one.
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The words of a place, fit to be quoted alone: words that begin in the middle of a sentence have its beginning before them ("who was
/// appointed" says nothing without whom), a few words the whole sentence; cut where they are too long for a line.
pub fn passage(report: &ReportText, place: &Evidence) -> String {
    const FEW: usize = 40;
    let text = report.text.as_str();
    let sentence = report.sentences.get(place.sentence as usize).copied().unwrap_or(place.span);
    // "Talks will resume only" says something else without "when the strike is over".
    let limited = |rest: &str| [" if ", " once ", " only ", " unless ", " until ", " when "].iter().any(|mark| rest.starts_with(mark));
    let open = sentence.end > place.span.end && limited(&text[place.span.end as usize..sentence.end as usize]);
    let span = Span { start: place.span.start, end: if open { sentence.end } else { place.span.end } };
    let words = one_line(span.of(text));
    let inside = words.starts_with(char::is_lowercase) && sentence.start < span.start;
    let led = if inside { one_line(Span { start: sentence.start, end: span.end }.of(text)) } else { words.clone() };
    let whole = one_line(sentence.of(text));
    let fits = |words: &str| words.chars().count() <= wording::LONG;
    match () {
        () if led.chars().count() < FEW && fits(&whole) => wording::tidy(without_dateline(&whole), wording::LONG),
        () if fits(&led) => wording::tidy(without_dateline(&led), wording::LONG),
        // "… an agreement" says nothing: the end of what leads to it does.
        () if inside && words.chars().count() < FEW => format!("… {}", wording::tidy(last(&led, wording::LONG), wording::LONG)),
        () if inside => format!("… {}", wording::tidy(&words, wording::LONG)),
        () => wording::tidy(without_dateline(&words), wording::LONG),
    }
}

/// The last words of a text within so many characters, from where a clause begins, if there is such a place.
fn last(text: &str, limit: usize) -> &str {
    let Some(skip) = text.chars().count().checked_sub(limit) else { return text };
    let from = text.char_indices().nth(skip).map_or(0, |(at, _)| at);
    let tail = &text[from..];
    let clause = ["; ", ": ", ", ", " that ", " as ", " when ", " after ", " because ", " but "].iter();
    let cut = clause.filter_map(|mark| tail.find(mark).map(|at| at + mark.len())).min().filter(|cut| tail.len() - cut > limit / 3);
    let word = tail.find(' ').map_or(0, |at| at + 1);
    &tail[cut.unwrap_or(word)..]
}

/// A first sentence without the place and the day that its agency put before it: "STRELSAU, 3 March (Zenda Wire) - ", "Strelsau (ZW) — ".
fn without_dateline(text: &str) -> &str {
    const FAR: usize = 60;
    let head = text.char_indices().nth(FAR).map_or(text, |(end, _)| &text[..end]);
    let closed = |mark: &&str| head.find(*mark).map(|at| (at, at + mark.len()));
    let marks = [") - ", ") -", ") – ", ") — ", ") –", ") —", ") "];
    let wired = marks.iter().filter_map(closed).min_by_key(|(at, end)| (*at, std::cmp::Reverse(*end))).map(|(_, end)| end);
    // "STRELSAU - The king": a place in capitals before a dash or a colon.
    let dash = || [" - ", " – ", " — ", ": "].iter().filter_map(closed).min().filter(|(at, _)| is_loud(&head[..*at])).map(|(_, end)| end);
    let place = |words: &str| {
        let plain = words.split(['(', ',']).next().unwrap_or("").trim();
        !plain.is_empty() && plain.split(' ').count() <= 3 && plain.split(' ').all(|word| word.starts_with(char::is_uppercase))
    };
    // Without a dash behind it only a day tells that a parenthesis names the agency: "Dockers' Union (RDU) President Flavia".
    let agency = |end: usize| {
        head[..end].contains('(')
            && (head[..end].trim_end().ends_with(['-', '–', '—']) || head[..end].contains(|c: char| c.is_ascii_digit()))
    };
    match wired.filter(|&end| agency(end) && place(&head[..end])).or_else(dash) {
        Some(end) if text[end..].trim_start().starts_with(char::is_uppercase) => text[end..].trim_start(),
        _ => text,
    }
}

/// Whether words are written in capitals.
fn is_loud(words: &str) -> bool {
    words.chars().filter(|c| c.is_alphabetic()).count() > 3 && !words.contains(char::is_lowercase)
}

/// What people must know of an envelope that a form with single days cannot hold: "some day of 21–27 July 2025"; `None` for one day.
pub fn doubt(envelope: Envelope) -> Option<String> {
    match (envelope.earliest, envelope.latest) {
        (None, None) => Some("no report says when".to_owned()),
        (Some(a), Some(b)) if a == b => None,
        (Some(_), Some(_)) => Some(format!("within {}; the day is not known", wording::when(envelope)?)),
        _ => Some(format!("{}; more is not known", wording::when(envelope)?)),
    }
}

/// An id as a part of an address: everything but unreserved characters as `%XX` (RFC 3986).
pub fn url_part(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for &byte in text.as_bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(byte as char);
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_agency_puts_before_its_report_is_left_out() {
        for (told, said) in [
            ("STRELSAU (Zenda Wire) -The king has signed the pact", "The king has signed the pact"),
            ("Strelsau, March 01 (ZW) Ruritania has proposed a pact", "Ruritania has proposed a pact"),
            ("STRELSAU — The king has signed", "The king has signed"),
            ("STRELSAU: The king has signed", "The king has signed"),
            ("The Dockers' Union (RDU) said no", "The Dockers' Union (RDU) said no"),
            ("Dockers' Union (RDU) President Flavia said no", "Dockers' Union (RDU) President Flavia said no"),
            ("They agreed: The king signs", "They agreed: The king signs"),
        ] {
            assert_eq!(without_dateline(told), said);
        }
    }

    #[test]
    fn the_end_of_a_long_sentence_begins_with_a_clause() {
        let text = format!(
            "{} and the talks went on, as one of the four leaders walked out without an agreement",
            "They spoke at length".repeat(9)
        );
        assert_eq!(last(&text, 70), "as one of the four leaders walked out without an agreement");
        assert_eq!(last("short", 70), "short");
    }
}
