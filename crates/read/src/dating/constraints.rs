//! What a text says about its own date: offices held, dated wars and treaties, dates with their year, appointments that are "last week".

use super::Days;
use crate::Document;
use crate::times::{in_past, plus_days, surely_past, week};
use jiff::civil::Date;
use lexicon::{Office, events, offices, offices_of};
use model::{Anchor, Envelope, Granularity, MentionForm, PositionMention, TimeExpression};
use std::cmp::Reverse;

/// The days that one finding allows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Constraint {
    /// The days of publication that it allows.
    pub days: Days,
    /// The reason in words: what the text says, and the row of dated knowledge.
    pub ground: String,
}

impl Constraint {
    fn new(envelope: Envelope, ground: String) -> Constraint {
        Constraint { days: Days::from(vec![envelope]), ground }
    }
}

/// An office of the dated table that the report gives to a person.
struct Held {
    actor: u32,
    rows: Vec<&'static Office>,
    ended: bool,
    /// The report writes more than a surname. The table holds all terms of its persons in an office, but not of those before them: a bare surname may
    /// be that of an earlier holder.
    full_name: bool,
}

impl Held {
    /// The days on which a report can call this person the holder.
    fn days(&self) -> Vec<Envelope> {
        let mut days: Vec<Envelope> = self.rows.iter().map(|row| row.envelope()).collect();
        if let (false, Some(first)) = (self.full_name, self.rows.first()) {
            let begins = offices().iter().filter(|row| row.label == first.label).map(|row| row.from).min();
            days.push(Envelope::new(None, begins));
        }
        days
    }

    /// Newest first: a report is at least as late as the latest of what it tells as present.
    fn recency(&self) -> Reverse<(bool, Option<Date>, Option<Date>)> {
        let last = self.rows.iter().map(|row| (row.to.is_none(), row.to, Some(row.from))).max();
        Reverse(last.unwrap_or_default())
    }
}

/// All constraints of a document, the surest first.
pub fn constraints(document: &Document) -> Vec<Constraint> {
    let held = held(document);
    let mut out = Vec::new();
    years(document, &mut out);
    dated_events(document, &mut out);
    for office in &held {
        office_constraint(office, &mut out);
    }
    appointments(document, &held, &mut out);
    days_of_office(document, &held, &mut out);
    out
}

fn held(document: &Document) -> Vec<Held> {
    let mut out: Vec<Held> = Vec::new();
    for position in document.positions.iter().filter(|p| p.doubt.is_none() && !told_of_the_past(document, p)) {
        let Some(actor) = document.actors.get(position.person as usize) else { continue };
        let rows: Vec<_> = offices_of(&actor.name).filter(|row| same_office(row.label, &position.label)).collect();
        let known = out.iter().any(|h| {
            h.actor == position.person && h.ended == position.ended && h.rows.first().map(|r| r.label) == rows.first().map(|r| r.label)
        });
        if !rows.is_empty() && !known {
            let full_name = document.mentions.iter().any(|m| {
                m.actor == Some(position.person)
                    && m.form == MentionForm::Name
                    && m.span.of(document.text()).trim().contains([' ', '\u{a0}'])
            });
            out.push(Held { actor: position.person, rows, ended: position.ended, full_name });
        }
    }
    out.sort_by_key(Held::recency);
    out
}

/// Whether the sentence of a position tells of a year that it names: the holder of that year need not be the one of today.
fn told_of_the_past(document: &Document, position: &PositionMention) -> bool {
    let Some(sentence) = document.sentences.get(position.sentence as usize) else { return false };
    document.times.iter().any(|t| {
        t.anchor == Anchor::Absolute
            && t.envelope.earliest.is_some()
            && t.span.start >= sentence.span.start
            && t.span.end <= sentence.span.end
    })
}

/// Whether a label of the text names the office of a row: the same words, or at least two of them and no other.
fn same_office(row: &str, label: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        text.split_ascii_whitespace().filter(|w| w.len() > 3).map(|w| w.to_ascii_lowercase().replace("defense", "defence")).collect()
    };
    let (row, label) = (words(row), words(label));
    row == label || (label.len() >= 2 && label.iter().all(|w| row.contains(w)))
}

fn office_constraint(held: &Held, out: &mut Vec<Constraint>) {
    let Some(first) = held.rows.first() else { return };
    if held.ended {
        if !held.full_name {
            return;
        }
        if let Some(to) = held.rows.iter().filter_map(|row| row.to).min() {
            out.push(Constraint::new(Envelope::new(Some(to), None), format!("{} is a former {} (until {to})", first.person, first.label)));
        }
        return;
    }
    let terms: Vec<String> =
        held.rows.iter().map(|row| format!("{}..{}", row.from, row.to.map_or_else(String::new, |to| to.to_string()))).collect();
    out.push(Constraint { days: Days::from(held.days()), ground: format!("{} is {} ({})", first.person, first.label, terms.join(", ")) });
}

/// The text of the sentence that holds an expression, with its index.
fn sentence_of<'d>(document: &'d Document, time: &TimeExpression) -> Option<(usize, &'d str)> {
    let index = document.sentences.partition_point(|s| s.span.end <= time.span.start);
    document.sentences.get(index).map(|s| (index, s.span.of(document.text())))
}

/// "the war in … on February 24": a day without a year that is the day of an event of the dated table named in the sentence.
fn dated_events(document: &Document, out: &mut Vec<Constraint>) {
    for time in document.times.iter().filter(|t| t.value.starts_with("XXXX-")) {
        let Some((_, sentence)) = sentence_of(document, time) else { continue };
        let lower = sentence.to_lowercase();
        for event in events() {
            let day = event.from.strftime("XXXX-%m-%d").to_string();
            if day == time.value && event.names.iter().any(|name| lower.contains(&name.to_lowercase())) {
                let ground = format!("“{}” is the start of the {} ({})", time.span.of(document.text()), event.name, event.from);
                out.push(Constraint::new(Envelope::new(Some(event.from), None), ground));
            }
        }
    }
}

/// Days and months with their year that the text tells as past.
fn years(document: &Document, out: &mut Vec<Constraint>) {
    for time in &document.times {
        let precise = matches!(time.granularity, Granularity::Day | Granularity::Month | Granularity::Year | Granularity::Time);
        if time.anchor == Anchor::Absolute && precise && time.envelope.earliest.is_some() && surely_past(document, time) {
            let ground = format!("“{}” is past", time.span.of(document.text()));
            out.push(Constraint::new(Envelope::new(time.envelope.earliest, None), ground));
        }
    }
}

/// Whether a mention of the actor stands in the sentence.
fn mentioned(document: &Document, actor: u32, sentence: usize) -> bool {
    document.mentions.iter().any(|m| m.actor == Some(actor) && m.head.0 as usize == sentence)
}

/// "was appointed last week": the start of the office bounds the day of the report.
fn appointments(document: &Document, held: &[Held], out: &mut Vec<Constraint>) {
    const TAKES_OFFICE: [&str; 6] = ["appointed", "sworn in", "named as", "elected", "inaugurated", "took office"];
    for time in &document.times {
        let Some((index, sentence)) = sentence_of(document, time) else { continue };
        if !TAKES_OFFICE.iter().any(|verb| sentence.contains(verb)) {
            continue;
        }
        for office in held.iter().filter(|h| !h.ended && mentioned(document, h.actor, index)) {
            let words = time.span.of(document.text());
            let allowed: Vec<Envelope> = office.rows.iter().filter_map(|row| published_after(words, row.from)).collect();
            if let (false, Some(row)) = (allowed.is_empty(), office.rows.first()) {
                let starts: Vec<String> = office.rows.iter().map(|row| row.from.to_string()).collect();
                let ground = format!("{} became {} “{words}” ({})", row.person, row.label, starts.join(", "));
                out.push(Constraint { days: Days::from(allowed), ground });
            }
        }
    }
}

/// The days on which a report can put `event` at "last week" and the like. Both week conventions and the loose sense of seven days are allowed.
fn published_after(words: &str, event: Date) -> Option<Envelope> {
    let from_next = Some(plus_days(event, 1));
    match words.to_ascii_lowercase().as_str() {
        "last week" => Some(Envelope::new(from_next, week(plus_days(event, 7)).latest)),
        "this week" | "earlier this week" => Some(Envelope::new(Some(event), Some(plus_days(event, 7)))),
        "last month" => {
            let next = event.last_of_month();
            Some(Envelope::new(Some(plus_days(next, 1)), Some(plus_days(next, 1).last_of_month())))
        }
        "yesterday" => Some(Envelope::new(from_next, from_next)),
        "today" => Some(Envelope::day(event)),
        "recently" | "recent" | "earlier this month" => Some(Envelope::new(Some(event), None)),
        _ => None,
    }
}

/// "Speaking on June 26, the minister …": the day lies in the term of the office that its speaker holds, and the report is not older.
fn days_of_office(document: &Document, held: &[Held], out: &mut Vec<Constraint>) {
    // The terms that all offices of the report allow together.
    let mut terms = Days::all();
    for office in held.iter().filter(|h| !h.ended) {
        let narrowed = terms.narrow(&Days::from(office.days()));
        if !narrowed.is_empty() {
            terms = narrowed;
        }
    }
    let hull = terms.hull();
    let Some(from) = hull.earliest else { return };
    for time in &document.times {
        let mut parts = time.value.split('-');
        let (Some("XXXX"), Some(month), Some(day)) = (parts.next(), parts.next(), parts.next()) else { continue };
        let (Ok(month), Ok(day)) = (month.parse::<i8>(), day.parse::<i8>()) else { continue };
        let Some((index, _)) = sentence_of(document, time) else { continue };
        if !in_past(document, time) || !held.iter().any(|h| !h.ended && mentioned(document, h.actor, index)) {
            continue;
        }
        // The first such day of the terms: a later one would make the report later still.
        let first = (from.year()..from.year().saturating_add(2)).filter_map(|y| Date::new(y, month, day).ok()).find(|d| *d >= from);
        if let Some(first) = first {
            let ground = format!("“{}” is past and lies in the terms of those who act on it", time.span.of(document.text()));
            out.push(Constraint::new(Envelope::new(Some(first), None), ground));
        }
    }
}
