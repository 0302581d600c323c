//! iCalendar (RFC 5545): meetings, deadlines and the dates that moves ask for as events, owed answers as to-dos.
//!
//! An envelope of several days is an all-day event over all of them that says so and leaves the time free; an end that is open is told in
//! the description. Calendar programs update entries by their UID, which is the id in the record.

use super::{Result, View};
use crate::told::{Told, doubt};
use crate::wording;
use jiff::ToSpan;
use jiff::civil::Date;
use model::{ClaimKind, Envelope, Evidence, Fact, Move, Status};
use std::io::Write;

/// Octets of a line, without its end (RFC 5545, 3.1).
const LINE: usize = 75;

/// Writes the calendar.
pub fn ical(view: &View<'_>, out: &mut dyn Write) -> Result<()> {
    let told = view.told();
    let mut calendar = Calendar { out, told: &told };
    calendar.line("BEGIN", "VCALENDAR")?;
    calendar.line("VERSION", "2.0")?;
    calendar.line("PRODID", "-//Rapporteur//Record of negotiations//EN")?;
    calendar.line("CALSCALE", "GREGORIAN")?;
    calendar.text("NAME", view.title)?;
    calendar.text("X-WR-CALNAME", view.title)?;
    // Programs that subscribe look again every hour (RFC 7986, and what went before it).
    calendar.line("REFRESH-INTERVAL;VALUE=DURATION", "PT1H")?;
    calendar.line("X-PUBLISHED-TTL", "PT1H")?;
    if let Some(address) = view.address {
        calendar.line("SOURCE;VALUE=URI", address)?;
    }
    for fact in &view.record.facts {
        if is_event(fact) {
            calendar.event(fact)?;
        }
    }
    for entry in &view.record.moves {
        if let Some(due) = entry.due.filter(|due| !due.is_open() && !matches!(entry.state.as_str(), "closed" | "withdrawn")) {
            calendar.deadline(entry, due)?;
        }
        for party in &entry.owes {
            calendar.owed(entry, party)?;
        }
    }
    calendar.line("END", "VCALENDAR")
}

/// Meetings and what else happens on a day that a calendar should show: with a date, and not a move (whose date is a deadline).
fn is_event(fact: &Fact) -> bool {
    use ClaimKind as K;
    let shown = match fact.kind {
        K::Meeting => true,
        K::Agreement | K::Ceasefire | K::Exchange | K::Sanction | K::Aid => matches!(fact.status, Status::Planned | Status::Hypothetical),
        _ => false,
    };
    shown && !fact.envelope.is_open()
}

struct Calendar<'o, 'v> {
    out: &'o mut dyn Write,
    told: &'o Told<'v>,
}

impl<'v> Calendar<'_, 'v> {
    fn event(&mut self, fact: &'v Fact) -> Result<()> {
        self.begin("VEVENT", &fact.id, &fact.id, &fact.evidence)?;
        self.text("SUMMARY", &self.told.fact(fact))?;
        self.days(fact.envelope)?;
        // What is only planned may still not come about: reports of the plan confirm nothing.
        let status = match fact.status {
            Status::Happened | Status::Holds | Status::Stated => "CONFIRMED",
            Status::Refused | Status::Negated => "CANCELLED",
            _ => "TENTATIVE",
        };
        self.line("STATUS", status)?;
        self.text("CATEGORIES", wording::kind(fact.kind))?;
        let places = fact.fields.texts(model::FieldKey::Place);
        if !places.is_empty() {
            self.text("LOCATION", &places.join(", "))?;
        }
        self.describe(fact.envelope, Vec::new(), &fact.evidence, fact.reports, fact.roots)?;
        self.line("END", "VEVENT")
    }

    fn deadline(&mut self, entry: &'v Move, due: Envelope) -> Result<()> {
        self.begin("VEVENT", &format!("{}-due", entry.id), &entry.id, &entry.evidence)?;
        let what = if entry.kind == ClaimKind::Ultimatum { "Term runs out" } else { "Asked for" };
        self.text("SUMMARY", &format!("{what}: {}", self.told.move_(entry)))?;
        self.days(due)?;
        self.line("STATUS", "TENTATIVE")?;
        self.text("CATEGORIES", "Deadline")?;
        let mut lines = Vec::new();
        if !entry.owes.is_empty() {
            lines.push(format!("An answer is owed by {}.", wording::names(&entry.owes)));
        }
        if let Some(condition) = &entry.condition {
            lines.push(format!("Condition: {condition}."));
        }
        self.describe(due, lines, &entry.evidence, entry.reports, entry.roots)?;
        self.line("END", "VEVENT")
    }

    fn owed(&mut self, entry: &'v Move, party: &str) -> Result<()> {
        let uid = format!("{}-owes-{}", entry.id, party.to_lowercase().replace(' ', "-"));
        self.begin("VTODO", &uid, &entry.id, &entry.evidence)?;
        self.text("SUMMARY", &wording::owed(&[party], entry, wording::LONG))?;
        if let Some(latest) = entry.due.and_then(|due| due.latest) {
            self.line("DUE;VALUE=DATE", &basic(latest))?;
        }
        self.line("STATUS", "NEEDS-ACTION")?;
        self.text("CATEGORIES", "Answer owed")?;
        self.describe(entry.due.unwrap_or(Envelope::OPEN), Vec::new(), &entry.evidence, entry.reports, entry.roots)?;
        self.line("END", "VTODO")
    }

    /// Opens a component: its stamp is the day of the last report that carries it, since the record has no clock.
    fn begin(&mut self, component: &str, uid: &str, id: &str, evidence: &[Evidence]) -> Result<()> {
        self.line("BEGIN", component)?;
        self.text("UID", &format!("{uid}@rapporteur"))?;
        let day = self.told.last_said(evidence).map_or_else(|| "19700101".to_owned(), basic);
        self.line("DTSTAMP", &format!("{day}T000000Z"))?;
        if let Some(address) = self.told.address(id) {
            self.line("URL", &address)?;
        }
        Ok(())
    }

    /// All days of the envelope; one end for both where the other is open.
    fn days(&mut self, envelope: Envelope) -> Result<()> {
        let Some((first, last)) = envelope.earliest.or(envelope.latest).zip(envelope.latest.or(envelope.earliest)) else { return Ok(()) };
        self.line("DTSTART;VALUE=DATE", &basic(first))?;
        // The end is exclusive; at the end of the calendar there is no day after, and an event without an end lasts its day.
        if let Ok(after) = last.checked_add(1.day()) {
            self.line("DTEND;VALUE=DATE", &basic(after))?;
        }
        self.line("TRANSP", "TRANSPARENT")
    }

    fn describe(&mut self, when: Envelope, mut lines: Vec<String>, evidence: &'v [Evidence], reports: u32, roots: u32) -> Result<()> {
        if let Some(doubt) = doubt(when) {
            lines.insert(0, format!("When: {doubt}."));
        }
        lines.extend(self.told.grounds(evidence, reports, roots));
        self.text("DESCRIPTION", &lines.join("\n"))
    }

    /// A property whose value is text: escaped (RFC 5545, 3.3.11).
    fn text(&mut self, name: &str, value: &str) -> Result<()> {
        let mut escaped = String::with_capacity(value.len());
        for c in value.chars() {
            match c {
                '\\' | ';' | ',' => {
                    escaped.push('\\');
                    escaped.push(c);
                }
                '\n' => escaped.push_str("\\n"),
                c if c.is_control() => escaped.push(' '),
                c => escaped.push(c),
            }
        }
        self.line(name, &escaped)
    }

    /// A line, folded at 75 octets, never within a character.
    fn line(&mut self, name: &str, value: &str) -> Result<()> {
        let line = format!("{name}:{value}");
        let (mut at, mut room) = (0, LINE);
        while line.len() - at > room {
            let mut end = at + room;
            while !line.is_char_boundary(end) {
                end -= 1;
            }
            self.out.write_all(&line.as_bytes()[at..end])?;
            self.out.write_all(b"\r\n ")?;
            // The blank at the head of a folded line counts.
            (at, room) = (end, LINE - 1);
        }
        self.out.write_all(&line.as_bytes()[at..])?;
        self.out.write_all(b"\r\n")?;
        Ok(())
    }
}

/// "20250720".
fn basic(date: Date) -> String {
    date.strftime("%Y%m%d").to_string()
}
