//! `rapporteur timeline`: the facts in order of time.

use super::{Outcome, Within, counted, day, days, fields, lines};
use crate::output::Output;
use model::{ClaimKind, Envelope};

/// List what happened, was planned or proposed, in order of time
#[derive(clap::Args)]
#[command(
    after_help = "Examples:\n  rapporteur timeline talks.rapporteur --from 2025-06-01\n  rapporteur timeline talks.rapporteur --kind meeting --kind agreement"
)]
pub struct Timeline {
    #[command(flatten)]
    within: Within,
    /// Only facts that may lie on or after this day.
    #[arg(long, value_name = "DATE")]
    from: Option<String>,
    /// Only facts that may lie on or before this day.
    #[arg(long, value_name = "DATE")]
    to: Option<String>,
    /// Only facts of this kind; may be given several times.
    #[arg(long, value_name = "KIND", value_parser = parse_kind)]
    kind: Vec<ClaimKind>,
    /// Print JSON.
    #[arg(long)]
    json: bool,
}

fn parse_kind(text: &str) -> Result<ClaimKind, String> {
    ClaimKind::parse(text).ok_or_else(|| {
        let all: Vec<&str> = ClaimKind::ALL.iter().map(|kind| kind.name()).collect();
        format!("the kinds are {}", all.join(", "))
    })
}

impl Timeline {
    /// Runs the command.
    pub fn run(self, out: &mut Output) -> anyhow::Result<Outcome> {
        let wanted = Envelope::new(self.from.as_deref().map(day).transpose()?, self.to.as_deref().map(day).transpose()?);
        let dossier = self.within.open()?;
        let mut record = dossier.record()?;
        record.facts.retain(|fact| {
            (self.kind.is_empty() || self.kind.contains(&fact.kind))
                && (wanted.is_open() || !fact.envelope.is_open() && fact.envelope.compatible(wanted))
        });
        // Facts without any date come last.
        record.facts.sort_by_key(|fact| {
            let at = fact.envelope.earliest.or(fact.envelope.latest);
            (at.is_none(), at, fact.envelope.latest, fact.id.clone())
        });
        if self.json {
            out.json(&lines(&dossier, &record, "fact")?)?;
            return Ok(Outcome::Done);
        }
        let rows: Vec<[String; 6]> = record
            .facts
            .iter()
            .map(|fact| {
                [
                    days(fact.envelope),
                    fact.kind.to_string(),
                    fact.status.to_string(),
                    fact.id.clone(),
                    counted(fact.reports, fact.roots),
                    fields(&fact.fields),
                ]
            })
            .collect();
        out.table(["when", "kind", "status", "id", "says who", "what"], &rows)?;
        Ok(Outcome::Done)
    }
}
