//! `rapporteur changes`: what reports since a day have brought.

use super::{Outcome, Within, day, days, fields, lines_of, plural};
use crate::output::Output;
use jiff::ToSpan;
use model::Record;
use record::Dossier;
use record::changes::{self, Changes};
use serde_json::{Value, json};

/// List what reports published since a day have brought: new moves, answers, facts, differences
#[derive(clap::Args)]
#[command(
    after_help = "Example:\n  rapporteur changes talks.rapporteur --since 2025-07-19\n\nCompares the record of all reports with that of the reports published before the day."
)]
pub struct ChangesSince {
    #[command(flatten)]
    within: Within,
    /// The first day that counts as new.
    #[arg(long, value_name = "DATE")]
    since: String,
    /// Print JSON.
    #[arg(long)]
    json: bool,
}

impl ChangesSince {
    /// Runs the command.
    pub fn run(self, out: &mut Output) -> anyhow::Result<Outcome> {
        let since = day(&self.since)?;
        let dossier = self.within.open()?;
        let before = match since.checked_sub(1.day()) {
            Ok(eve) => dossier.record_as_of(eve)?,
            Err(_) => model::Record::default(),
        };
        let changes = changes::between(&before, &dossier.record()?);
        if self.json {
            out.json(&json(&dossier, &changes)?)?;
            return Ok(Outcome::Done);
        }
        print(out, &changes, &self.since)?;
        Ok(Outcome::Done)
    }
}

fn print(out: &mut Output, changes: &Changes, since: &str) -> std::io::Result<()> {
    if changes.is_empty() {
        return out.line(format!("Nothing has changed since {since}."));
    }
    section(out, "New moves", &changes.moves, |m| {
        let owes = if m.owes.is_empty() { String::new() } else { format!("; owes an answer: {}", m.owes.join(", ")) };
        format!("{}  {} by {} to {}: {}{owes}", m.id, m.kind, m.by.join(", "), m.to.join(", "), m.content)
    })?;
    section(out, "New answers", &changes.answers, |a| {
        let condition = a.answer.condition.as_ref().map(|c| format!(" (if {c})")).unwrap_or_default();
        format!("{}  {}: {}{condition} to: {}", a.id, a.answer.by, a.answer.answer, a.content)
    })?;
    section(out, "Moves that stand differently", &changes.moved, |m| {
        let none = |text: &str| if text.is_empty() { "none".to_owned() } else { text.to_owned() };
        format!("{}  {}: {} was {}, is {}", m.id, m.content, m.field, none(&m.before), none(&m.now))
    })?;
    section(out, "New facts", &changes.facts, |f| {
        format!("{}  {}, {} {}: {}", f.id, f.kind, f.status, days(f.envelope), fields(&f.fields))
    })?;
    section(out, "Facts on more or fewer independent sources", &changes.corroborated, |c| {
        format!("{}  was {}, is {}", c.id, plural(c.before.into(), "source"), plural(c.now.into(), "source"))
    })?;
    section(out, "New differences between reports", &changes.conflicts, |c| format!("{}  {}: {}", c.id, c.verdict, c.field))?;
    section(out, "New statements", &changes.statements, |s| {
        let words = s.wordings.first().map(|w| w.text.split_whitespace().collect::<Vec<_>>().join(" ")).unwrap_or_default();
        format!("{}  {}: {words}", s.id, s.speaker.as_deref().unwrap_or("speaker not stated"))
    })?;
    section(out, "New reports", &changes.reports, |r| {
        format!("{}  {}  {}", r.id, r.outlet.as_deref().unwrap_or(""), r.title.as_deref().unwrap_or(""))
    })
}

fn section<T>(out: &mut Output, name: &str, entries: &[T], text: impl Fn(&T) -> String) -> std::io::Result<()> {
    if entries.is_empty() {
        return Ok(());
    }
    out.heading(&format!("{name} ({})", entries.len()))?;
    for entry in entries {
        out.paragraph("  ", &text(entry))?;
    }
    Ok(())
}

/// The changes, new entries in the exchange format (part 3).
fn json(dossier: &Dossier, changes: &Changes) -> record::Result<Value> {
    let new = Record {
        reports: changes.reports.clone(),
        moves: changes.moves.clone(),
        facts: changes.facts.clone(),
        statements: changes.statements.clone(),
        conflicts: changes.conflicts.clone(),
        ..Record::default()
    };
    let answers: Vec<Value> = changes
        .answers
        .iter()
        .map(|a| json!({ "move": a.id, "content": a.content, "by": a.answer.by, "answer": a.answer.answer, "condition": a.answer.condition }))
        .collect();
    Ok(json!({
        "new": lines_of(dossier, &new, |_| true)?, "answers": answers, "moved": changes.moved, "corroborated": changes.corroborated,
    }))
}
