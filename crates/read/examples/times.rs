//! Times of reports: annotations with their times alone. `times < reports.jsonl > annotations.jsonl`: {"id", "text", "published"?} a line.
//!
//! `times --dating < gold.jsonl` hides the dates of publication, infers them, and prints how many true dates lie inside and how wide the envelopes are.

use language::{Engine, Scratch};
use model::{Body, CodePoints, EntityKind, NameSpan, Report, Span};
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

#[allow(clippy::disallowed_methods)] // a measurement
fn main() {
    let dating_only = std::env::args().any(|a| a == "--dating");
    let mut scratch = Scratch::default();
    let (mut inside, mut bounded, mut total, mut widths) = (0, 0, 0, Vec::new());
    let (mut bytes, mut spent) = (0, std::time::Duration::ZERO);
    for line in std::io::stdin().lock().lines().map_while(Result::ok) {
        let Ok(input) = serde_json::from_str::<Value>(&line) else { continue };
        let text = |key: &str| input[key].as_str().map(str::to_owned);
        let given = text("published").or_else(|| text("dct"));
        let body = Body::Plain(text("text").unwrap_or_default());
        let report =
            Report { id: text("id").unwrap_or_default(), body, published: given.clone().filter(|_| !dating_only), ..Report::default() };
        let mut document = document(&report, &mut scratch);
        let begun = std::time::Instant::now();
        times::find(&mut document);
        spent += begun.elapsed();
        bytes += document.text().len();
        if dating_only {
            names::find(&mut document);
            total += 1;
            let (Some(found), Some(Ok(truth))) = (dating::infer(&document), given.map(|g| g.parse())) else { continue };
            bounded += 1;
            inside += usize::from(found.envelope.compatible(model::Envelope::day(truth)));
            widths.push(found.envelope.days().unwrap_or(i64::MAX));
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
    eprintln!("times alone: {:.1} MB/s", bytes as f64 / 1e6 / spent.as_secs_f64().max(1e-9));
    if dating_only {
        widths.sort();
        println!(
            "{total} documents, {bounded} bounded, {inside} of them with the true date inside, median width {:?} days",
            widths.get(widths.len() / 2)
        );
    }
}
