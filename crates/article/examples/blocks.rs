//! Reports (JSON Lines on standard input) -> their articles, as far as this crate judges them: for the scorers of pages and lines.
//!
//! `cargo run --release -p article --example blocks < reports.jsonl > annotations.jsonl`; the seconds spent go to standard error.
#![allow(clippy::disallowed_methods)] // it measures time

use serde_json::json;
use std::io::Write;

fn main() -> std::io::Result<()> {
    let mut out = std::io::BufWriter::new(std::io::stdout());
    let (mut spent, mut count) = (std::time::Duration::ZERO, 0u32);
    let options = intake::Options { plain: std::env::args().any(|a| a == "--plain"), ..intake::Options::default() };
    for item in intake::open_stream(std::io::BufReader::new(std::io::stdin()), "-", &options) {
        let Ok(incoming) = item else { continue };
        let begun = std::time::Instant::now();
        let article = article::judge(&incoming.report);
        spent += begun.elapsed();
        count += 1;
        let points = model::CodePoints::new(&article.text);
        let place = |span| {
            let (start, end) = points.span(span);
            json!([start, end])
        };
        let blocks: Vec<_> =
            article.blocks.iter().map(|b| json!({"start": place(b.span)[0], "end": place(b.span)[1], "kind": b.kind})).collect();
        let sources: Vec<_> = article
            .sources
            .iter()
            .map(|s| json!({"outlet": s.outlet, "relation": s.relation, "words": s.span.of(&article.text)}))
            .collect();
        let published = article
            .published
            .as_ref()
            .map(|p| json!({"earliest": p.envelope.earliest, "latest": p.envelope.latest, "basis": p.basis, "grounds": p.grounds}));
        let line = json!({"id": incoming.report.id, "text": article.text, "language": article.language, "title": article.title, "byline": article.byline,
            "outlet": article.outlet, "published": published, "blocks": blocks, "sources": sources});
        writeln!(out, "{line}")?;
    }
    eprintln!("{count} reports, {:.3} s, {:.0} a second", spent.as_secs_f64(), f64::from(count) / spent.as_secs_f64());
    Ok(())
}
