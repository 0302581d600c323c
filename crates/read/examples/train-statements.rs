//! Trains the model of statements: `cargo run --release -p read --example train-statements -- GOLD.jsonl MODEL.bin [SETTING=VALUE…]`.
//!
//! GOLD: one document a line, `{"text", "statements": [{"cue", "content", "source"}]}`, offsets in code points (a `.gz` must be unpacked
//! before). Every line of a text is a block. One thread, the same bytes each time.
#![allow(clippy::disallowed_methods)]

use model::{Article, Block, BlockKind, CodePoints, Span};
use read::statements::model::{Gold, train};
use serde_json::Value;
use std::io::BufRead;

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let [_, gold, to, settings @ ..] = arguments.as_slice() else { panic!("GOLD.jsonl MODEL.bin [SETTING=VALUE…]") };
    let engine = language::Engine::english();
    let mut scratch = language::Scratch::default();
    let mut trainer = train::Trainer::default();
    let begun = std::time::Instant::now();
    let file = std::fs::File::open(gold).expect("gold can be read");
    for line in std::io::BufReader::new(file).lines() {
        let report: Value = serde_json::from_str(&line.expect("gold is text")).expect("gold is JSON Lines");
        let text = report["text"].as_str().unwrap_or("").to_owned();
        let points = CodePoints::new(&text);
        let spans = |value: &Value| -> Vec<Span> {
            let pairs = value.as_array().map(Vec::as_slice).unwrap_or_default();
            pairs.iter().map(|p| points.bytes(p[0].as_u64().unwrap_or(0) as usize, p[1].as_u64().unwrap_or(0) as usize)).collect()
        };
        let statements = report["statements"].as_array().map(Vec::as_slice).unwrap_or_default();
        let gold: Vec<Gold> =
            statements.iter().map(|s| Gold { cue: spans(&s["cue"]), content: spans(&s["content"]), source: spans(&s["source"]) }).collect();
        let blocks = lines(&text);
        let ranges: Vec<Span> = blocks.iter().map(|b| b.span).collect();
        let analysis = engine.analyse(&text, &ranges, &mut scratch);
        let article = Article {
            text: text.clone(),
            language: "en".into(),
            published: None,
            title: None,
            byline: None,
            outlet: None,
            blocks,
            sources: vec![],
        };
        trainer.add(&read::Document::new(article, analysis.sentences, vec![]), &gold);
    }
    eprintln!("read after {:.0} s", begun.elapsed().as_secs_f64());
    // Several groups of settings, parted by "--", make several models: MODEL.bin, MODEL.bin.1, …
    for (number, group) in settings.split(|s| s == "--").enumerate() {
        let bytes = trainer.finish(read_settings(group));
        eprintln!("learned after {:.0} s", begun.elapsed().as_secs_f64());
        let file = if number == 0 { to.clone() } else { format!("{to}.{number}") };
        std::fs::write(file, bytes).expect("the model can be written");
    }
}

fn read_settings(settings: &[String]) -> train::Settings {
    let mut chosen = train::Settings::default();
    for setting in settings {
        let (name, value) = setting.split_once('=').expect("SETTING=VALUE");
        let number: f32 = value.parse().expect("a number");
        match name {
            "cue_epochs" => chosen.cue_epochs = number as usize,
            "argument_epochs" => chosen.argument_epochs = number as usize,
            "rate" => chosen.rate = number,
            "decay" => chosen.decay = number,
            other => panic!("no setting {other}"),
        }
    }
    chosen
}

fn lines(text: &str) -> Vec<Block> {
    let mut at = 0;
    let mut out = Vec::new();
    for line in text.split_inclusive('\n') {
        let lead = line.len() - line.trim_start().len();
        let body = line.trim();
        if !body.is_empty() {
            out.push(Block { span: Span::new(at + lead, at + lead + body.len()), kind: BlockKind::Body });
        }
        at += line.len();
    }
    out
}
