//! `rapporteur moves`: the board of moves.

use super::{Outcome, Within, counted, days, lines};
use crate::output::Output;

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
        let rows: Vec<[String; 8]> = record
            .moves
            .iter()
            .map(|m| {
                let answers: Vec<String> = m.answers.iter().map(|a| format!("{}: {}", a.by, a.answer)).collect();
                [
                    m.id.clone(),
                    m.kind.to_string(),
                    format!("{} -> {}", list(&m.by), list(&m.to)),
                    format!("{}, {}", m.stage, m.state),
                    m.due.map(days).unwrap_or_default(),
                    answers.join("; "),
                    m.owes.join(", "),
                    format!("{} ({})", m.content, counted(m.reports, m.roots)),
                ]
            })
            .collect();
        out.table(["id", "kind", "from -> to", "stage", "due", "answers", "owes", "content"], &rows)?;
        Ok(Outcome::Done)
    }
}

fn list(names: &[String]) -> String {
    if names.is_empty() { "?".to_owned() } else { names.join(", ") }
}
