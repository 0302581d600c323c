//! `rapporteur moves`: the board of moves.

use super::{Outcome, Within, answers, counted, days_in_words, lines, texts};
use crate::output::Output;
use publish::told::Told;

/// List the moves: who asked what of whom, who answered how, who owes an answer
#[derive(clap::Args)]
#[command(after_help = "Examples:\n  rapporteur moves talks.rapporteur\n  rapporteur moves talks.rapporteur --owing")]
pub struct Moves {
    #[command(flatten)]
    within: Within,
    /// Only moves to which somebody still owes an answer.
    #[arg(long)]
    owing: bool,
    /// Print JSON.
    #[arg(long)]
    json: bool,
}

impl Moves {
    /// Runs the command.
    pub fn run(self, out: &mut Output) -> anyhow::Result<Outcome> {
        let dossier = self.within.open()?;
        let mut record = dossier.record()?;
        if self.owing {
            record.moves.retain(|m| !m.owes.is_empty());
        }
        if self.json {
            out.json(&lines(&dossier, &record, "move")?)?;
            return Ok(Outcome::Done);
        }
        let texts = texts(&dossier)?;
        let told = Told::new(&record, &texts, None);
        let rows: Vec<[String; 6]> = record
            .moves
            .iter()
            .map(|m| {
                [
                    told.move_(m),
                    m.due.map(days_in_words).unwrap_or_default(),
                    answers(m),
                    format!("{}, {}", m.stage, m.state),
                    counted(m.reports, m.roots),
                    m.id.clone(),
                ]
            })
            .collect();
        out.table(["move", "for", "answers", "stage", "said by", "id"], &rows)?;
        Ok(Outcome::Done)
    }
}
