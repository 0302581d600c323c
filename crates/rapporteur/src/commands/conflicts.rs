//! `rapporteur conflicts`: where reports differ.

use super::{Outcome, Within, lines, plural};
use crate::output::Output;
use model::AnswerKind;

/// List where reports differ, with what each of them says
#[derive(clap::Args)]
#[command(after_help = "Example:\n  rapporteur conflicts talks.rapporteur")]
pub struct Conflicts {
    #[command(flatten)]
    within: Within,
    /// Print JSON.
    #[arg(long)]
    json: bool,
}

impl Conflicts {
    /// Runs the command.
    pub fn run(self, out: &mut Output) -> anyhow::Result<Outcome> {
        let dossier = self.within.open()?;
        let record = dossier.record()?;
        if self.json {
            out.json(&lines(&dossier, &record, "conflict")?)?;
            return Ok(Outcome::Done);
        }
        if record.conflicts.is_empty() {
            out.line("No report contradicts another.")?;
        }
        for conflict in &record.conflicts {
            let verdict = publish::wording::verdict(conflict.verdict);
            out.heading(&format!("{} ({verdict})", conflict.field))?;
            for value in &conflict.values {
                let words =
                    AnswerKind::parse(&value.value).map_or_else(|| value.value.clone(), |answer| publish::wording::answer(answer, None));
                out.paragraph("  ", &format!("{words}  ({})", value.reports.join(", ")))?;
            }
            out.line(format!("  {}, {}", plural(conflict.roots.into(), "source"), conflict.id))?;
        }
        Ok(Outcome::Done)
    }
}
