//! Trains the model of statements: `cargo run --release -p read --example train-statements -- GOLD.jsonl MODEL.bin`.
//!
//! GOLD: one document a line, `{"text", "statements": [{"cue", "content", "source"}]}`, offsets in code points (a `.gz` must be unpacked
//! before). Every line of a text is a block. One thread, the same bytes each time.
#![allow(clippy::disallowed_methods)]

mod common;

use model::{CodePoints, Span};
use read::statements::model::{Gold, train};
use serde_json::Value;

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let [_, gold, to] = arguments.as_slice() else { panic!("GOLD.jsonl MODEL.bin") };
    let begun = std::time::Instant::now();
    let trainer = read_gold(gold);
    eprintln!("read after {:.0} s", begun.elapsed().as_secs_f64());
    let bytes = trainer.finish(train::CUES, train::ARGUMENTS);
    eprintln!("learned after {:.0} s", begun.elapsed().as_secs_f64());
    std::fs::write(to, bytes).expect("the model can be written");
}

fn read_gold(file: &str) -> train::Trainer {
    let mut analyst = common::Analyst::english();
    let mut trainer = train::Trainer::default();
    let file = std::fs::File::open(file).expect("gold can be read");
    for report in common::values(std::io::BufReader::new(file)) {
        let document = analyst.document(report["text"].as_str().unwrap_or(""));
        let points = CodePoints::new(document.text());
        let spans = |value: &Value| -> Vec<Span> {
            let pairs = value.as_array().map(Vec::as_slice).unwrap_or_default();
            pairs.iter().map(|p| points.bytes(p[0].as_u64().unwrap_or(0) as usize, p[1].as_u64().unwrap_or(0) as usize)).collect()
        };
        let statements = report["statements"].as_array().map(Vec::as_slice).unwrap_or_default();
        let gold: Vec<Gold> =
            statements.iter().map(|s| Gold { cue: spans(&s["cue"]), content: spans(&s["content"]), source: spans(&s["source"]) }).collect();
        trainer.add(&document, &gold);
    }
    trainer
}
