//! `rapporteur annotate`: reports in, annotations out, in input order.

use super::Outcome;
use crate::output::Output;
use anyhow::Context;
use model::{Body, Report};
use rayon::prelude::*;
use serde::Deserialize;
use std::io::{BufRead, Write};

/// Annotate reports: JSON Lines on standard input, annotations on standard output, one line each, in input order
#[derive(clap::Args)]
#[command(
    after_help = "Example:\n  rapporteur annotate < reports.jsonl > annotations.jsonl\n\nA line: {\"id\": …, \"text\" or \"html\": …, and optionally \"url\", \"published\", \"title\", \"outlet\", \"author\"}"
)]
pub struct Annotate {
    /// Take `text` as clean running text: every line is body, none is judged boilerplate.
    #[arg(long)]
    plain: bool,
}

/// A line of the exchange format, part 1.
#[derive(Deserialize)]
struct Line {
    id: serde_json::Value,
    text: Option<String>,
    html: Option<String>,
    url: Option<String>,
    published: Option<String>,
    title: Option<String>,
    outlet: Option<String>,
    author: Option<String>,
}

/// Reports that are read side by side before their annotations are written: bounds the memory.
const BATCH: usize = 64;

impl Annotate {
    /// Runs the command.
    pub fn run(self, out: &mut Output) -> anyhow::Result<Outcome> {
        let mut batch = Vec::with_capacity(BATCH);
        for (number, line) in std::io::stdin().lock().lines().enumerate() {
            let line = line.with_context(|| format!("line {} of standard input", number + 1))?;
            if line.trim().is_empty() {
                continue;
            }
            let line: Line = serde_json::from_str(&line).with_context(|| format!("line {} of standard input", number + 1))?;
            batch.push(self.report(line));
            if batch.len() == BATCH {
                write_all(out, &mut batch)?;
            }
        }
        write_all(out, &mut batch)?;
        Ok(Outcome::Done)
    }

    fn report(&self, line: Line) -> Report {
        let body = match (line.html, line.text) {
            (Some(html), _) => Body::Html(html),
            (None, Some(text)) if self.plain => Body::Plain(text),
            (None, text) => Body::Text(text.unwrap_or_default()),
        };
        let id = line.id.as_str().map_or_else(|| line.id.to_string(), str::to_owned);
        Report { id, body, url: line.url, published: line.published, title: line.title, outlet: line.outlet, author: line.author }
    }
}

fn write_all(out: &mut impl Write, batch: &mut Vec<Report>) -> anyhow::Result<()> {
    let annotate = |report: &Report| {
        let reading = record::read_report(report);
        serde_json::to_string(&publish::annotation::annotation(&report.id, &reading, &record::chains(&reading)))
    };
    let lines: Vec<String> = batch.par_iter().map(annotate).collect::<Result<_, _>>()?;
    for line in lines {
        writeln!(out, "{line}")?;
    }
    batch.clear();
    Ok(())
}
