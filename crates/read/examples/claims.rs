//! Reads plain sentences or reports and shows their parse and claims: what a person who extends the word lists looks at.
//!
//! `claims TEXT…` shows each text; `claims --jsonl [--plain] < reports.jsonl` writes the claims of each report as annotations.

use model::{Body, CodePoints, Report, Span};
use std::io::BufRead;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let mut scratch = language::Scratch::default();
    if arguments.iter().any(|a| a == "--jsonl") {
        let plain = arguments.iter().any(|a| a == "--plain");
        for line in std::io::stdin().lock().lines().map_while(Result::ok) {
            let Ok(value) = serde_json::from_str::<serde_json::Value>(&line) else { continue };
            let text = value["text"].as_str().unwrap_or("").to_owned();
            let published = value["published"].as_str().map(str::to_owned);
            let body = if plain { Body::Plain(text) } else { Body::Text(text) };
            let reading = reading(&mut scratch, &Report { body, published, ..Report::default() });
            let points = CodePoints::new(&reading.article.text);
            let pair = |s: &Span| {
                let (a, b) = points.span(*s);
                serde_json::json!([a, b])
            };
            let claims: Vec<serde_json::Value> = reading.claims.iter().map(|c| {
                let (a, b) = points.span(c.span);
                serde_json::json!({"kind": c.kind.name(), "status": c.status.name(), "start": a, "end": b, "sentence": c.sentence, "speaker": c.speaker,
                    "chain": c.chain, "fields": c.fields,
                    "time": c.time.as_ref().map(|t| serde_json::json!({"earliest": t.envelope.earliest.map(|d| d.to_string()), "latest": t.envelope.latest.map(|d| d.to_string()), "implicit": t.implicit})),
                    "code": c.code.map(|p| p.name()), "source": c.source.iter().map(pair).collect::<Vec<_>>(), "target": c.target.iter().map(pair).collect::<Vec<_>>()})
            }).collect();
            let deeds = reading.deeds.iter().map(|d| {
                let (a, b) = points.span(d.span);
                serde_json::json!({"kind": null, "status": d.status.name(), "start": a, "end": b, "sentence": d.sentence, "speaker": d.speaker,
                    "chain": d.chain, "fields": {}, "time": null, "code": d.root.name(),
                    "source": d.source.iter().map(pair).collect::<Vec<_>>(), "target": d.target.iter().map(pair).collect::<Vec<_>>()})
            });
            let claims: Vec<serde_json::Value> = claims.into_iter().chain(deeds).collect();
            let sentences: Vec<_> =
                reading.sentences.iter().map(|s| points.span(s.span)).map(|(a, b)| serde_json::json!({"start": a, "end": b})).collect();
            println!("{}", serde_json::json!({"id": value["id"], "text": reading.article.text, "sentences": sentences, "claims": claims}));
        }
        return;
    }
    let from_args = !arguments.is_empty();
    let texts: Vec<String> = if from_args { arguments } else { std::io::stdin().lock().lines().map_while(Result::ok).collect() };
    for text in texts {
        let reading =
            reading(&mut scratch, &Report { body: Body::Plain(text), published: Some("2025-07-20".to_owned()), ..Report::default() });
        for sentence in &reading.sentences {
            println!("# {}", sentence.span.of(&reading.article.text));
            for (i, t) in sentence.tokens.iter().enumerate() {
                println!(
                    "{:>3} {:<18} {:<14} {:<6} {:<5} {:>3} {}",
                    i + 1,
                    t.span.of(&reading.article.text),
                    t.lemma,
                    t.upos.name(),
                    t.xpos,
                    t.head,
                    t.deprel
                );
            }
        }
        for d in &reading.deeds {
            println!("-> {} {} [{}]", d.root.name(), d.status, d.span.of(&reading.article.text));
        }
        for c in &reading.claims {
            println!(
                "=> {}/{} [{}] {} speaker={:?} time={:?} code={:?} s={:?} t={:?}",
                c.kind,
                c.status,
                c.span.of(&reading.article.text),
                serde_json::to_string(&c.fields).unwrap_or_default(),
                c.speaker,
                c.time.as_ref().map(|t| t.envelope.edtf()),
                c.code.map(|p| p.name()),
                c.source.iter().map(|s| s.of(&reading.article.text)).collect::<Vec<_>>(),
                c.target.iter().map(|s| s.of(&reading.article.text)).collect::<Vec<_>>()
            );
        }
    }
}

fn reading(scratch: &mut language::Scratch, report: &Report) -> model::Reading {
    let article = article::judge(report);
    let ranges: Vec<Span> = article.blocks.iter().filter(|b| b.kind.is_read()).map(|b| b.span).collect();
    let analysis = language::Engine::english().analyse(&article.text, &ranges, scratch);
    let names = analysis
        .names
        .into_iter()
        .filter_map(|n| Some(model::NameSpan { span: n.span, kind: model::EntityKind::parse(n.kind.name())? }))
        .collect();
    read::read(article, analysis.sentences, names)
}
