//! Times of reports: annotations with their times alone. `times < reports.jsonl > annotations.jsonl`: {"id", "text", "published"?} a line.
//!
//! `times --dating < gold.jsonl` hides the dates of publication, infers them, and prints how many true dates lie inside and how wide the envelopes are,
//! beside a baseline: the calendar year of the latest day, month or year that the text names with its number.

use jiff::civil::Date;
use language::{Engine, Scratch};
use model::{Anchor, Body, CodePoints, EntityKind, Envelope, NameSpan, Report, Span, TimexType};
use read::{Document, dating, names, times};
use serde_json::{Value, json};
use std::io::BufRead;

fn document(report: &Report, scratch: &mut Scratch) -> Document {
    let article = article::judge(report);
    let ranges: Vec<Span> = article.blocks.iter().filter(|block| block.kind.is_read()).map(|block| block.span).collect();
    let analysis = Engine::english().analyse(&article.text, &ranges, scratch);
    let names =
        analysis.names.iter().map(|n| NameSpan { span: n.span, kind: EntityKind::parse(n.kind.name()).unwrap_or(EntityKind::Other) });
    Document::new(article, analysis.sentences, names.collect())
}

/// How often each document is read for its times, so that the speed is that of many bytes.
const TIMED: usize = 10;

/// Seconds of processor time of this process (Linux), else of the clock.
#[allow(clippy::disallowed_methods)] // a measurement
fn now() -> f64 {
    static BEGUN: std::sync::LazyLock<std::time::Instant> = std::sync::LazyLock::new(std::time::Instant::now);
    let spent = std::fs::read_to_string("/proc/self/schedstat").ok();
    let nanoseconds = spent.as_deref().and_then(|s| s.split(' ').next()).and_then(|n| n.parse::<f64>().ok());
    nanoseconds.map_or_else(|| BEGUN.elapsed().as_secs_f64(), |n| n * 1e-9)
}

/// The calendar year of the latest date of a text that bears its year.
fn latest_year(document: &Document) -> Option<Envelope> {
    let own = document.times.iter().filter(|t| t.anchor == Anchor::Absolute && t.timex != TimexType::Duration && t.timex != TimexType::Set);
    let year = own.filter_map(|t| t.envelope.latest).max()?.year();
    Some(Envelope::new(Date::new(year, 1, 1).ok(), Date::new(year, 12, 31).ok()))
}

/// How many envelopes hold the true day, and how wide those are that have both ends.
#[derive(Default)]
struct Tally {
    bounded: usize,
    inside: usize,
    widths: Vec<i64>,
    closed_inside: usize,
}

impl Tally {
    fn add(&mut self, found: Option<Envelope>, truth: Date) {
        let Some(envelope) = found else { return };
        let holds = envelope.compatible(Envelope::day(truth));
        self.bounded += 1;
        self.inside += usize::from(holds);
        if let (Some(_), Some(_), Some(days)) = (envelope.earliest, envelope.latest, envelope.days()) {
            self.widths.push(days);
            self.closed_inside += usize::from(holds);
        }
    }
}

impl std::fmt::Display for Tally {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut widths = self.widths.clone();
        widths.sort_unstable();
        let median = widths.get(widths.len() / 2).map_or_else(|| "-".to_owned(), i64::to_string);
        let (bounded, inside, closed, closed_inside) = (self.bounded, self.inside, widths.len(), self.closed_inside);
        write!(
            f,
            "{bounded} bounded, {inside} of them true; {closed} with both ends, {closed_inside} of them true, median width {median} days"
        )
    }
}

fn main() {
    let dating_only = std::env::args().any(|a| a == "--dating");
    let mut scratch = Scratch::default();
    let mut total = 0;
    let (mut ours, mut baseline) = (Tally::default(), Tally::default());
    let (mut bytes, mut spent) = (0, 0.0);
    for line in std::io::stdin().lock().lines().map_while(Result::ok) {
        let Ok(input) = serde_json::from_str::<Value>(&line) else { continue };
        let text = |key: &str| input[key].as_str().map(str::to_owned);
        let given = text("published").or_else(|| text("dct"));
        let body = Body::Plain(text("text").unwrap_or_default());
        let report =
            Report { id: text("id").unwrap_or_default(), body, published: given.clone().filter(|_| !dating_only), ..Report::default() };
        let mut document = document(&report, &mut scratch);
        let begun = now();
        for _ in 0..TIMED {
            times::find(&mut document);
        }
        spent += now() - begun;
        bytes += TIMED * document.text().len();
        if dating_only {
            names::find(&mut document);
            total += 1;
            let Some(Ok(truth)) = given.map(|g| g.parse()) else { continue };
            baseline.add(latest_year(&document), truth);
            ours.add(dating::infer(&document).map(|found| found.envelope), truth);
            continue;
        }
        let points = CodePoints::new(document.text());
        let times: Vec<Value> = document
            .times
            .iter()
            .map(|t| {
                let (start, end) = points.span(t.span);
                json!({"start": start, "end": end, "type": t.timex, "value": t.value, "earliest": t.envelope.earliest, "latest": t.envelope.latest})
            })
            .collect();
        println!("{}", json!({"id": report.id, "text": document.text(), "times": times}));
    }
    eprintln!("times alone, of processor time: {:.1} MB/s", bytes as f64 / 1e6 / spent.max(1e-9));
    if dating_only {
        println!("{total} documents\nours: {ours}\nbaseline, the year of the latest date with a year: {baseline}");
    }
}
