//! Reads reports (`{"id", "text"}`, JSON Lines) as clean running text and writes annotations that hold statements and sources only: what the
//! scorer of statements reads. `--model FILE` uses another model than the embedded one, `--rules` none.
#![allow(clippy::disallowed_methods)]

mod common;

use model::{CodePoints, Span};
use read::statements::model::Model;
use serde_json::{Value, json};
use std::io::Write;

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let own = arguments
        .iter()
        .position(|a| a == "--model")
        .and_then(|i| arguments.get(i + 1))
        .map(|file| Model::from_bytes(&std::fs::read(file).expect("model file can be read")).expect("model file is whole"));
    let rules = arguments.iter().any(|a| a == "--rules");
    let model = if rules { None } else { own.as_ref().or(Model::embedded()) };
    let mut analyst = common::Analyst::english();
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let (mut seconds, mut tokens) = (0.0, 0);
    for report in common::values(std::io::stdin().lock()) {
        let mut document = analyst.document(report["text"].as_str().unwrap_or(""));
        read::times::find(&mut document);
        read::names::find(&mut document);
        let begun = std::time::Instant::now();
        read::statements::find_with(&mut document, model);
        seconds += begun.elapsed().as_secs_f64();
        tokens += document.sentences.iter().map(|s| s.tokens.len()).sum::<usize>();
        let points = CodePoints::new(document.text());
        let spans = |list: &[Span]| list.iter().map(|s| json!(points.span(*s))).collect::<Vec<_>>();
        let words = |span: Option<Span>| span.map(|s| s.of(document.text()));
        let statements: Vec<Value> = document
            .statements
            .iter()
            .map(|s| {
                let name = |a: Option<u32>| a.map(|a| document.actors[a as usize].name.clone());
                json!({"mode": s.mode, "cue": spans(&s.cue), "content": spans(&s.content), "source": spans(&s.source), "parent": s.parent,
                       "speaker": name(s.speaker), "addressee": name(s.addressee), "class": read::statements::class(&document, s).name(),
                       "occasion": words(s.setting.occasion), "medium": words(s.setting.medium), "place": words(s.setting.place),
                       "time": words(s.setting.time)})
            })
            .collect();
        writeln!(out, "{}", json!({"id": report["id"], "text": report["text"], "statements": statements})).expect("output can be written");
    }
    eprintln!("{tokens} tokens, {seconds:.3} s for statements, {:.0} tokens/s", tokens as f64 / seconds);
}
