//! `rapporteur show`: one entry with the sentences that it rests on.

use super::{Outcome, Within, counted, days, field_lines};
use crate::output::Output;
use model::{Derivation, Fact, Move, ReportEntry, Stance};
use publish::wording;
use record::{Cited, Item};

/// Show an entry with the sentences that say it: a fact, move, statement, actor, conflict, process or report
#[derive(clap::Args)]
#[command(after_help = "Example:\n  rapporteur show talks.rapporteur f3a9c1\n\nThe beginning of an id is enough where no other begins so.")]
pub struct Show {
    #[command(flatten)]
    within: Within,
    /// The id, or its beginning.
    id: String,
    /// Print JSON.
    #[arg(long)]
    json: bool,
}

impl Show {
    /// Runs the command.
    pub fn run(self, out: &mut Output) -> anyhow::Result<Outcome> {
        let dossier = self.within.open()?;
        let record = dossier.record()?;
        let item = dossier.find(&record, &self.id)?;
        let cited = dossier.cited(&item.evidence())?;
        if self.json {
            let entries = super::lines_of(&dossier, &record, |line| line["id"] == item.id())?;
            out.json(&serde_json::json!({ "entries": entries, "evidence": cited }))?;
            return Ok(Outcome::Done);
        }
        match &item {
            Item::Fact { fact, moved } => show_fact(out, fact, moved.as_ref())?,
            Item::Report { report, derivations } => show_report(out, report, derivations)?,
            Item::Actor { actor } => {
                out.heading(&format!("{}  {} ({})", actor.id, actor.name, actor.kind))?;
                out.paragraph("  ", &format!("named: {}", actor.names.join(", ")))?;
                if let Some(side) = &actor.side {
                    out.line(format!("  belongs to: {side}"))?;
                }
                for position in &actor.positions {
                    let verb = if position.ended { "was over" } else { "held" };
                    out.line(format!("  {}: {verb} {}", position.label, days(position.envelope)))?;
                }
            }
            Item::Statement { statement } => {
                let speaker = statement.speaker.as_deref().unwrap_or("speaker not stated");
                out.heading(&format!("{}  {speaker}  {}", statement.id, days(statement.envelope)))?;
                for wording in &statement.wordings {
                    out.paragraph("  ", &format!("{} ({}): {}", wording.report, wording.mode, wording.text))?;
                }
            }
            Item::Conflict { conflict } => {
                out.heading(&format!("{}  {}: {}", conflict.id, conflict.verdict, conflict.field))?;
                for value in &conflict.values {
                    out.paragraph("  ", &format!("{}  ({})", value.value, value.reports.join(", ")))?;
                }
            }
            Item::Process { process } => {
                out.heading(&format!("{}  {}", process.id, process.name))?;
                out.line(format!("  parties: {}", process.parties.join(", ")))?;
                out.line(format!("  days: {}", days(process.envelope)))?;
                for track in &process.tracks {
                    out.line(format!("  {}: {}  {}", track.name, track.state.as_deref().unwrap_or("-"), days(track.changed)))?;
                }
                out.paragraph("  ", &format!("facts: {}", process.facts.join(", ")))?;
            }
        }
        print_cited(out, &cited)?;
        Ok(Outcome::Done)
    }
}

fn show_fact(out: &mut Output, fact: &Fact, moved: Option<&Move>) -> std::io::Result<()> {
    out.heading(&format!("{}  {}, {}  {}", fact.id, fact.kind, fact.status, days(fact.envelope)))?;
    for line in field_lines(&fact.fields) {
        out.paragraph("  ", &line)?;
    }
    if let Some(speaker) = &fact.speaker {
        out.line(format!("  according to: {speaker}"))?;
    }
    if let Some(moved) = moved {
        let due = moved.due.map(|due| format!("; due {}", days(due))).unwrap_or_default();
        out.line(format!("  stage: {}; {}{due}", moved.stage, moved.state))?;
        for answer in &moved.answers {
            let condition = answer.condition.as_ref().map(|c| format!(", if {c}")).unwrap_or_default();
            out.line(format!("  answer: {}: {}{condition}  {}", answer.by, answer.answer, days(answer.envelope)))?;
        }
        if !moved.owes.is_empty() {
            out.line(format!("  owes an answer: {}", moved.owes.join(", ")))?;
        }
    }
    for link in &fact.links {
        out.line(format!("  {}: {}", link.relation.replace('_', " "), link.to))?;
    }
    if let (Some(words), None) = (wording::doubts(&fact.doubts), &fact.ruling) {
        out.paragraph(
            "  ",
            &format!("{}: {words}", if fact.unsure { "less sure, not in the lists of the brief" } else { "to be read with care" }),
        )?;
    }
    if let Some(ruling) = &fact.ruling {
        out.line(format!("  {ruling}"))?;
    }
    out.line(format!("  {}", counted(fact.reports, fact.roots)))
}

fn show_report(out: &mut Output, report: &ReportEntry, derivations: &[Derivation]) -> std::io::Result<()> {
    out.heading(&format!("{}  {}", report.id, report.title.as_deref().unwrap_or("(no headline)")))?;
    out.line(format!("  outlet: {}", report.outlet.as_deref().unwrap_or("not stated")))?;
    if let Some(url) = &report.url {
        out.line(format!("  address: {url}"))?;
    }
    match &report.published {
        Some(published) => {
            out.line(format!("  published: {} ({})", published.envelope.edtf(), published.basis))?;
            for ground in &published.grounds {
                out.line(format!("    {ground}"))?;
            }
        }
        None => out.line("  published: not known")?,
    }
    out.line(format!("  independent origin: {}", report.origin.as_deref().unwrap_or(&report.root)))?;
    for edge in derivations {
        out.line(format!("  {} {} {} ({:.2})", edge.from, edge.relation, edge.to, edge.score))?;
    }
    out.line(format!("  sha256: {}", report.sha256))
}

/// The sentences behind an entry, the words that carry it emphasised.
pub fn print_cited(out: &mut Output, cited: &[Cited]) -> std::io::Result<()> {
    for place in cited {
        let published = place.published.as_deref().unwrap_or("undated");
        let outlet = place.outlet.as_deref().map(|o| format!(", {o}")).unwrap_or_default();
        let stance = match place.stance {
            Stance::Supports => "",
            Stance::Denies => ", denies it",
            Stance::Repeats => ", repeats it",
        };
        out.line(format!("\n  [{}{outlet}, {published}, sentence {}{stance}]", place.report, place.sentence + 1))?;
        let at = place.text.find(&place.words).map(|at| at..at + place.words.len());
        let text = out.marked(&place.text, at);
        out.paragraph("  ", &text)?;
    }
    Ok(())
}
