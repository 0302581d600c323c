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
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

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
    /// Write the annotations that were scored to this file.
    #[arg(long, value_name = "FILE", conflicts_with = "annotations")]
    save: Option<PathBuf>,
    /// Print the reports to annotate, and measure nothing.
    #[arg(long, conflicts_with = "annotations")]
    reports: bool,
    /// How to print the figures.
    #[arg(long, value_enum, default_value = "table")]
    format: Format,
    /// Fail (exit code 1) where a figure is lower than this, in every gold file; may be given several times.
    #[arg(long, value_name = "FIGURE=VALUE", value_parser = gate)]
    at_least: Vec<(String, f64)>,
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

/// `kind_status_f1=.80`
fn gate(text: &str) -> Result<(String, f64), String> {
    let (name, value) = text.split_once('=').ok_or("write FIGURE=VALUE, as in las_f1=.78")?;
    Ok((name.to_owned(), value.parse().map_err(|_| format!("{value:?} is no number"))?))
}

fn main() -> anyhow::Result<ExitCode> {
    let arguments = Arguments::parse();
    if (arguments.annotations.is_some() || arguments.save.is_some()) && arguments.gold.len() > 1 {
        bail!("--annotations and --save belong to one gold file; {} are given", arguments.gold.len());
    }
    let mut rows = Vec::new();
    for path in &arguments.gold {
        let figures = measure(path, &arguments).with_context(|| path.display().to_string())?;
        rows.extend(figures.map(|figures| (name(path), figures)));
    }
    let out = match arguments.format {
        Format::Table => measures::table(&rows),
        Format::Json => rows.iter().map(|(name, figures)| format!("{}\n", figures.json(name))).collect(),
    };
    print(&out)?;
    let mut code = ExitCode::SUCCESS;
    for (file, figures) in &rows {
        for (name, least) in &arguments.at_least {
            let value = figures.of(name).with_context(|| format!("{file}: there is no figure {name:?}"))?;
            if value < *least {
                eprintln!("{file}: {name} is {value:.4}, lower than {least}");
                code = ExitCode::FAILURE;
            }
        }
    }
    Ok(code)
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

/// Prints; a reader that has seen enough (`| head`) is no fault.
fn print(text: &str) -> anyhow::Result<()> {
    match std::io::stdout().lock().write_all(text.as_bytes()) {
        Err(fault) if fault.kind() != std::io::ErrorKind::BrokenPipe => Err(fault.into()),
        _ => Ok(()),
    }
}

fn lines<'a>(values: impl Iterator<Item = &'a Value>) -> String {
    values.map(|value| format!("{value}\n")).collect()
}

/// Annotations by report id: read by this program, or from a file. `None` where the reports are printed instead.
fn annotate(inputs: Vec<Input>, arguments: &Arguments) -> anyhow::Result<Option<BTreeMap<String, Value>>> {
    if arguments.reports {
        let reports: Vec<Value> = inputs.iter().map(Input::json).collect();
        print(&lines(reports.iter()))?;
        return Ok(None);
    }
    let found: Vec<Value> = match &arguments.annotations {
        Some(file) => gold::json_lines(file)?,
        None => inputs
            .par_iter()
            .map(|input| {
                Ok(serde_json::to_value(publish::annotation::annotation(&input.report.id, &record::read_report(&input.report), &[]))?)
            })
            .collect::<anyhow::Result<_>>()?,
    };
    if let Some(file) = &arguments.save {
        std::fs::write(file, lines(found.iter())).with_context(|| file.display().to_string())?;
    }
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
