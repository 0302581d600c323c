//! `rapporteur bench`: single stages for benchmarks, JSON Lines on standard input to JSON Lines on standard output, in input order.

use super::Outcome;
use crate::output::Output;
use anyhow::Context;
use fuse::names::{self, Schema};
use serde::Deserialize;
use serde_json::{Value, json};
use std::io::BufRead;

/// Run one stage for a benchmark: JSON Lines on standard input to JSON Lines on standard output, in input order
#[derive(clap::Args)]
#[command(after_help = "Example:\n  rapporteur bench names < pairs.jsonl > scores.jsonl")]
pub struct Bench {
    /// The stage.
    #[arg(value_enum)]
    stage: Stage,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum Stage {
    /// {"id", "name1", "name2", "schema"} -> {"id", "score"}: do two spellings name the same?
    Names,
}

#[derive(Deserialize)]
struct NamePair {
    id: Value,
    name1: String,
    name2: String,
    #[serde(default)]
    schema: String,
}

impl Bench {
    /// Runs the command.
    pub fn run(self, out: &mut Output) -> anyhow::Result<Outcome> {
        for (number, line) in std::io::stdin().lock().lines().enumerate() {
            let place = || format!("line {} of standard input", number + 1);
            let line = line.with_context(place)?;
            if line.trim().is_empty() {
                continue;
            }
            match self.stage {
                Stage::Names => {
                    let pair: NamePair = serde_json::from_str(&line).with_context(place)?;
                    let score = names::score(&pair.name1, &pair.name2, Schema::parse(&pair.schema));
                    out.line(json!({ "id": pair.id, "score": score }))?;
                }
            }
        }
        Ok(Outcome::Done)
    }
}
