//! `rapporteur review`: rulings that want another look.

use super::{Outcome, Within};
use crate::output::Output;
use record::Review;

/// List rulings that want another look: those that find no fact any more, and where the machine says something else
#[derive(clap::Args)]
#[command(after_help = "Example:\n  rapporteur review talks.rapporteur")]
pub struct ReviewRulings {
    #[command(flatten)]
    within: Within,
    /// Print JSON.
    #[arg(long)]
    json: bool,
}

impl ReviewRulings {
    /// Runs the command.
    pub fn run(self, out: &mut Output) -> anyhow::Result<Outcome> {
        let review = self.within.open()?.review()?;
        if self.json {
            out.json(&review)?;
            return Ok(Outcome::Done);
        }
        if review.is_empty() {
            out.line("No ruling wants another look.")?;
        }
        for entry in &review {
            match entry {
                Review::Orphan { ruling } => {
                    let words = ruling.anchor.as_ref().map_or("", |(_, words)| words.splitn(3, ' ').nth(2).unwrap_or(""));
                    out.line(format!(
                        "ruling {} ({} {} by {}) finds its fact no more: {words}",
                        ruling.id, ruling.verb, ruling.fact, ruling.who
                    ))?;
                }
                Review::Differs { ruling, fact, field, person, then, now } => {
                    let moved = if then == now { String::new() } else { format!(" (said {then} then)") };
                    out.line(format!("ruling {}: {fact}: {field}: {} set {person}; the machine says {now}{moved}", ruling.id, ruling.who))?;
                }
            }
        }
        Ok(Outcome::Done)
    }
}
