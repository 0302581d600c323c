//! `rapporteur bench`: single stages for benchmarks, JSON Lines on standard input to JSON Lines on standard output, in input order.

use super::Outcome;
use crate::output::Output;
use anyhow::Context;
use fuse::copies;
use fuse::names::{self, Schema};
use fuse::stories::{Told, assign, events};
use model::{Body, CodePoints, Envelope, Report, Span};
use rayon::prelude::*;
use serde::Deserialize;
use serde_json::{Value, json};
use std::io::BufRead;

/// Run one stage for a benchmark: JSON Lines on standard input to JSON Lines on standard output, in input order
#[derive(clap::Args)]
#[command(
    after_help = "Examples:\n  rapporteur bench names < pairs.jsonl > scores.jsonl\n  rapporteur bench stories < reports.jsonl > stories.jsonl\n  rapporteur bench retell < pairs.jsonl > scores.jsonl\n  rapporteur bench events < reports.jsonl > events.jsonl"
)]
pub struct Bench {
    /// The stage.
    #[arg(value_enum)]
    stage: Stage,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum Stage {
    /// {"id", "name1", "name2", "schema"} -> {"id", "score"}: do two spellings name the same?
    Names,
    /// {"id", "text", "published"?} -> {"id", "story"}: which reports tell one story? Read online in the order given
    Stories,
    /// {"id", "text", "published"?, "mentions": [{"spans"}]} -> a line a mention, {"doc", "spans", "kind", "cluster"}: which mentions of events are of one?
    /// Stories are read online in the order given; spans in code points
    Events,
    /// {"id", "a": {"text"}, "b": {"text"}} -> {"id", "score", "decision"}: does one text retell the other?
    Retell,
}

#[derive(Deserialize)]
struct Text {
    #[serde(default)]
    id: Value,
    text: String,
    published: Option<String>,
    #[serde(default)]
    mentions: Vec<Mention>,
}

#[derive(Deserialize)]
struct Mention {
    spans: Vec<(usize, usize)>,
}

#[derive(Deserialize)]
struct TextPair {
    id: Value,
    a: Text,
    b: Text,
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
        let mut told: Vec<Text> = Vec::new();
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
                // Two events in one story are seen when all are there.
                Stage::Stories | Stage::Events => told.push(serde_json::from_str(&line).with_context(place)?),
                Stage::Retell => {
                    let pair: TextPair = serde_json::from_str(&line).with_context(place)?;
                    let (score, decision) = copies::retelling_score(&pair.a.text, &pair.b.text);
                    out.line(json!({ "id": pair.id, "score": score, "decision": u8::from(decision) }))?;
                }
            }
        }
        self.stories(&told, out)?;
        Ok(Outcome::Done)
    }

    /// Prints the story of each report, or the event of each of its mentions.
    fn stories(&self, told: &[Text], out: &mut Output) -> anyhow::Result<()> {
        let names: Vec<String> = told.iter().map(|text| text.id.as_str().map_or_else(|| text.id.to_string(), str::to_owned)).collect();
        let day = |text: &Text| text.published.as_deref().and_then(Envelope::parse_given).and_then(|e| e.latest);
        let reports: Vec<_> = told.iter().zip(&names).map(|(text, name)| (name.as_str(), text.text.as_str(), day(text))).collect();
        let stories = assign(&reports);
        if !matches!(self.stage, Stage::Events) {
            for (text, story) in told.iter().zip(stories) {
                out.line(json!({ "id": text.id, "story": story }))?;
            }
            return Ok(());
        }
        let read = |(text, name): (&Text, &String)| {
            let report =
                Report { id: name.clone(), body: Body::Plain(text.text.clone()), published: text.published.clone(), ..Report::default() };
            let points = CodePoints::new(&text.text);
            let span = |mention: &Mention| mention.spans.iter().map(|&(start, end)| points.bytes(start, end)).collect();
            (record::read_report(&report), text.mentions.iter().map(span).collect())
        };
        let read: Vec<(_, Vec<Vec<Span>>)> = told.par_iter().zip(&names).map(read).collect();
        let reports: Vec<Told<'_>> =
            read.iter().zip(&stories).map(|((reading, mentions), story)| Told { story, reading, mentions }).collect();
        for (text, clusters) in told.iter().zip(events(&reports)) {
            for (mention, cluster) in text.mentions.iter().zip(clusters) {
                out.line(json!({ "doc": text.id, "spans": mention.spans, "kind": "event", "cluster": cluster }))?;
            }
        }
        Ok(())
    }
}
