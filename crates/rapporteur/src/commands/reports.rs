//! `rapporteur reports`: what was read, and on which origin it rests.

use super::{Outcome, Within, lines};
use crate::output::Output;

/// List the reports with their dates and independent origins
#[derive(clap::Args)]
#[command(after_help = "Example:\n  rapporteur reports talks.rapporteur")]
pub struct Reports {
    #[command(flatten)]
    within: Within,
    /// Print JSON.
    #[arg(long)]
    json: bool,
}

impl Reports {
    /// Runs the command.
    pub fn run(self, out: &mut Output) -> anyhow::Result<Outcome> {
        let dossier = self.within.open()?;
        let record = dossier.record()?;
        if self.json {
            out.json(&lines(&dossier, &record, "report")?)?;
            return Ok(Outcome::Done);
        }
        let rows: Vec<[String; 5]> = record
            .reports
            .iter()
            .map(|report| {
                let published = report
                    .published
                    .as_ref()
                    .map(|p| format!("{} ({})", publish::wording::when(p.envelope).unwrap_or_default(), p.basis))
                    .unwrap_or_default();
                let root = match &report.origin {
                    Some(outlet) => format!("{outlet} (not read)"),
                    None if report.root == report.id => "itself".to_owned(),
                    None => report.root.clone(),
                };
                let title = report.title.as_deref().unwrap_or_default();
                let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
                [report.id.clone(), published, report.outlet.clone().unwrap_or_default(), root, title]
            })
            .collect();
        out.table(["id", "published", "outlet", "rests on", "headline"], &rows)?;
        Ok(Outcome::Done)
    }
}
