//! `rapporteur timeline`: the facts in order of time.

use super::filter::Filters;
use super::{Outcome, Within, counted, days_in_words, lines, texts};
use crate::output::Output;
use publish::told::Told;

/// List what happened, was planned or proposed, in order of time
#[derive(clap::Args)]
#[command(
    after_help = "Examples:\n  rapporteur timeline talks.rapporteur --from 2025-06-01\n  rapporteur timeline talks.rapporteur --kind meeting --kind agreement\n  rapporteur timeline talks.rapporteur --actor Borduria --status planned --roots 2"
)]
pub struct Timeline {
    #[command(flatten)]
    within: Within,
    #[command(flatten)]
    filters: Filters,
    /// Print JSON.
    #[arg(long)]
    json: bool,
}

impl Timeline {
    /// Runs the command.
    pub fn run(self, out: &mut Output) -> anyhow::Result<Outcome> {
        let dossier = self.within.open()?;
        let mut record = self.filters.filter()?.apply(dossier.record()?);
        // Facts without any date come last.
        record.facts.sort_by_key(|fact| {
            let at = fact.envelope.earliest.or(fact.envelope.latest);
            (at.is_none(), at, fact.envelope.latest, fact.id.clone())
        });
        if self.json {
            out.json(&lines(&dossier, &record, "fact")?)?;
            return Ok(Outcome::Done);
        }
        let texts = texts(&dossier)?;
        let told = Told::new(&record, &texts, None);
        let rows: Vec<[String; 4]> = record
            .facts
            .iter()
            .map(|fact| [days_in_words(fact.envelope), told.fact(fact), counted(fact.reports, fact.roots), fact.id.clone()])
            .collect();
        out.table(["when", "what", "said by", "id"], &rows)?;
        Ok(Outcome::Done)
    }
}
