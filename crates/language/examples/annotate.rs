//! Reads reports (`{"id", "text"}`, JSON Lines) from standard input and writes annotations with sentences and names: what the scorers of
//! syntax and names read. Each non-empty line of a text is a block. `--model FILE` uses another model than the embedded one; `--time` writes
//! nothing but tokens a second of processor time (of the clock, where the system does not tell the former).
#![allow(clippy::disallowed_methods)]

use language::{Engine, Models, Scratch};
use model::{CodePoints, Span};
use serde_json::{Value, json};
use std::io::{BufRead, Write};

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let own = arguments.iter().position(|a| a == "--model").and_then(|i| arguments.get(i + 1)).map(|file| {
        let bytes = std::fs::read(file).expect("model file can be read");
        Engine::new(Models::from_bytes(&bytes).expect("model file is whole")).with_english_words()
    });
    let engine = own.as_ref().unwrap_or_else(|| Engine::english());
    let timed = arguments.iter().any(|a| a == "--time");
    let mut scratch = Scratch::default();
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let (mut seconds, mut tokens) = (0.0, 0);
    for line in std::io::stdin().lock().lines() {
        let report: Value = serde_json::from_str(&line.expect("input is text")).expect("input is JSON Lines");
        let text = report["text"].as_str().unwrap_or("");
        let begun = now();
        let analysis = engine.analyse(text, &blocks(text), &mut scratch);
        seconds += now() - begun;
        tokens += analysis.sentences.iter().map(|s| s.tokens.len()).sum::<usize>();
        if timed {
            continue;
        }
        let points = CodePoints::new(text);
        let place = |span: Span| points.span(span);
        let sentences: Vec<Value> = analysis
            .sentences
            .iter()
            .map(|s| {
                let (start, end) = place(s.span);
                let tokens: Vec<Value> = s
                    .tokens
                    .iter()
                    .map(|t| {
                        let (start, end) = place(t.span);
                        json!({"start": start, "end": end, "form": t.span.of(text), "lemma": t.lemma.as_str(), "upos": t.upos.name(),
                       "xpos": t.xpos.as_str(), "head": t.head, "deprel": t.deprel.as_str()})
                    })
                    .collect();
                json!({"start": start, "end": end, "tokens": tokens})
            })
            .collect();
        let entities: Vec<Value> = analysis
            .names
            .iter()
            .map(|n| {
                let (start, end) = place(n.span);
                json!({"start": start, "end": end, "kind": n.kind.name(), "mention": "name"})
            })
            .collect();
        let annotation = json!({"id": report["id"], "text": text, "sentences": sentences, "entities": entities});
        writeln!(out, "{annotation}").expect("output can be written");
    }
    drop(out);
    if timed {
        println!("{tokens} tokens, {seconds:.3} s, {:.0} tokens/s", tokens as f64 / seconds);
    }
}

/// Seconds of processor time of this process (Linux), else of the clock.
fn now() -> f64 {
    static BEGUN: std::sync::LazyLock<std::time::Instant> = std::sync::LazyLock::new(std::time::Instant::now);
    let spent = std::fs::read_to_string("/proc/self/schedstat").ok();
    let nanoseconds = spent.as_deref().and_then(|s| s.split(' ').next()).and_then(|n| n.parse::<f64>().ok());
    nanoseconds.map_or_else(|| BEGUN.elapsed().as_secs_f64(), |n| n * 1e-9)
}

fn blocks(text: &str) -> Vec<Span> {
    let mut at = 0;
    let lines = text.split_inclusive('\n').map(|line| {
        at += line.len();
        Span::new(at - line.len(), at)
    });
    lines.filter(|s| !s.of(text).trim().is_empty()).collect()
}
