//! `accuracy`: how good each stage is, measured against public gold files, for people who have nothing but this repository.
//!
//! One seam serves all stages: reports in, annotations out (JSON Lines, offsets in code points). Without `--annotations` the reports are made
//! from the gold and read by this version of the program; with it, any tool's annotations are scored, so that peers are measured alike.
//!
//! Measures: `syntax` after the CoNLL 2018 shared task's evaluation, `times` after TempEval-3, `events` after the PLV protocol (coded actors
//! given), `facts` as kinds and statuses of hand-coded claims of whole reports, `truth` as those of our own hand-coded sentences.

mod events;
mod facts;
mod gold;
mod measures;
mod names;
mod syntax;
mod times;
mod truth;

use anyhow::{Context, bail};
use clap::{Parser, ValueEnum};
use gold::Input;
use measures::Figures;
use rayon::prelude::*;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Accuracy per stage against gold files
#[derive(Parser)]
#[command(
    version,
    after_help = "Examples:\n  accuracy truth eval/truth/held.txt eval/truth/dev.txt\n  accuracy syntax en_ewt-ud-dev.conllu\n  accuracy times timebank/data/timeml   a folder of .tml files, or JSON Lines with \"timex\"\n  accuracy events plv.jsonl --format json\n  accuracy syntax dev.conllu --annotations other_tool.jsonl   another tool's annotations\n  accuracy syntax dev.conllu --reports > reports.jsonl         what to give to another tool\n\nFiles may be gzipped (.gz). Nothing is fetched: the gold comes from its makers."
)]
struct Arguments {
    /// What to measure.
    stage: Stage,
    /// Gold files, or folders of them.
    #[arg(required = true)]
    gold: Vec<PathBuf>,
    /// Score these annotations instead of reading the reports.
    #[arg(long, value_name = "FILE")]
    annotations: Option<PathBuf>,
    /// Print the reports to annotate, and measure nothing.
    #[arg(long, conflicts_with = "annotations")]
    reports: bool,
    /// How to print the figures.
    #[arg(long, value_enum, default_value = "table")]
    format: Format,
    /// Any claim of a sentence may answer for a coded event, whoever its actors are.
    #[arg(long)]
    loose: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Stage {
    /// Tokens, sentences, tags, lemmas, dependencies: CoNLL-U
    Syntax,
    /// Time expressions: TimeML documents, or JSON Lines with "timex"
    Times,
    /// Coded events (PLOVER roots) with their actors given: JSON Lines with "source", "target", "code"
    Events,
    /// Claims of whole reports: rows with "report", "kind", "status", the reports' texts beside them
    Facts,
    /// Claims of sentences coded by hand (eval/truth)
    Truth,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A Markdown table
    Table,
    /// One JSON object a gold file
    Json,
}

fn main() -> anyhow::Result<()> {
    let arguments = Arguments::parse();
    if arguments.annotations.is_some() && arguments.gold.len() > 1 {
        bail!("--annotations belongs to one gold file; {} are given", arguments.gold.len());
    }
    let mut rows = Vec::new();
    for path in &arguments.gold {
        let figures = measure(path, &arguments).with_context(|| path.display().to_string())?;
        rows.extend(figures.map(|figures| (name(path), figures)));
    }
    match arguments.format {
        Format::Table => print!("{}", measures::table(&rows)),
        Format::Json => rows.iter().for_each(|(name, figures)| println!("{}", figures.json(name))),
    }
    Ok(())
}

/// A gold file's figures; `None` where only its reports were asked for.
fn measure(path: &Path, arguments: &Arguments) -> anyhow::Result<Option<Figures>> {
    let figures = match arguments.stage {
        Stage::Syntax => {
            let gold = syntax::conllu::read(&gold::text(path)?)?;
            let inputs = gold.iter().map(|document| Input::plain(&document.id, &document.text)).collect();
            annotate(inputs, arguments)?.map(|found| syntax::score(&gold, &found))
        }
        Stage::Times => {
            let gold = times::read(path)?;
            let inputs = gold.iter().map(times::Document::input).collect();
            annotate(inputs, arguments)?.map(|found| times::score(&gold, &found))
        }
        Stage::Events => {
            let gold = gold::json_lines(path)?;
            let inputs = gold.iter().map(Input::from_gold).collect::<anyhow::Result<_>>()?;
            annotate(inputs, arguments)?.map(|found| events::score(&gold, &found, arguments.loose))
        }
        Stage::Facts => {
            let gold = facts::Gold::read(path)?;
            annotate(gold.inputs(), arguments)?.map(|found| facts::score(&gold, &found))
        }
        Stage::Truth => {
            let gold = truth::read(&gold::text(path)?)?;
            let inputs = gold.iter().map(truth::Coded::input).collect();
            annotate(inputs, arguments)?.map(|found| truth::score(&gold, &found))
        }
    };
    Ok(figures)
}

/// Annotations by report id: read by this program, or from a file. `None` where the reports are printed instead.
fn annotate(inputs: Vec<Input>, arguments: &Arguments) -> anyhow::Result<Option<BTreeMap<String, Value>>> {
    if arguments.reports {
        inputs.iter().for_each(|input| println!("{}", input.json()));
        return Ok(None);
    }
    let found: Vec<Value> = match &arguments.annotations {
        Some(file) => gold::json_lines(file)?,
        None => {
            inputs.par_iter().map(|input| publish::annotation::annotation(&input.report.id, &record::read_report(&input.report))).collect()
        }
    };
    let by_id: BTreeMap<String, Value> = found.into_iter().map(|one| (gold::id(&one), one)).collect();
    let missing = inputs.iter().filter(|input| !by_id.contains_key(&input.report.id)).count();
    if missing > 0 {
        eprintln!("{missing} of {} reports have no annotation; they count as read with nothing found", inputs.len());
    }
    Ok(Some(by_id))
}

fn name(path: &Path) -> String {
    path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned())
}
