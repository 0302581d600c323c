//! `rapporteur search`: words in all reports.

use super::{Outcome, Within};
use crate::output::Output;

/// Find reports by their words
#[derive(clap::Args)]
#[command(
    after_help = "Examples:\n  rapporteur search talks.rapporteur full ceasefire\n  rapporteur search talks.rapporteur '\"full ceasefire\"'   a phrase\n  rapporteur search talks.rapporteur 'negotiat*'          a beginning\n\nAll words must occur; case and accents do not matter. Words that begin with a dash come after `--`."
)]
pub struct Search {
    #[command(flatten)]
    within: Within,
    /// The words.
    #[arg(required = true)]
    words: Vec<String>,
    /// At most this many reports.
    #[arg(long, default_value_t = 20, value_name = "N")]
    limit: usize,
    /// Print JSON.
    #[arg(long)]
    json: bool,
}

impl Search {
    /// Runs the command.
    pub fn run(self, out: &mut Output) -> anyhow::Result<Outcome> {
        let found = self.within.open()?.search(&self.words.join(" "), self.limit)?;
        if self.json {
            out.json(&found.iter().map(json).collect::<Vec<_>>())?;
            return Ok(Outcome::Done);
        }
        if found.is_empty() {
            out.line("No report has all these words.")?;
        }
        for report in &found {
            let parts: Vec<&str> =
                [Some(report.report.as_str()), report.outlet.as_deref(), report.published.as_deref(), report.title.as_deref()]
                    .into_iter()
                    .flatten()
                    .collect();
            out.heading(&parts.join("  "))?;
            for sentence in &report.sentences {
                let text = out.marked(&sentence.text, sentence.words.iter().map(|word| word.range()));
                out.paragraph("  ", &text.split_whitespace().collect::<Vec<_>>().join(" "))?;
            }
        }
        Ok(Outcome::Done)
    }
}

/// A found report; offsets leave as code points of the sentence.
fn json(found: &record::FoundReport) -> serde_json::Value {
    let sentences: Vec<serde_json::Value> = found
        .sentences
        .iter()
        .map(|sentence| {
            let points = model::CodePoints::new(&sentence.text);
            let words: Vec<(usize, usize)> = sentence.words.iter().map(|&word| points.span(word)).collect();
            serde_json::json!({ "sentence": sentence.sentence, "text": sentence.text, "words": words })
        })
        .collect();
    serde_json::json!({
        "report": found.report, "title": found.title, "outlet": found.outlet, "published": found.published, "score": found.score,
        "sentences": sentences,
    })
}
