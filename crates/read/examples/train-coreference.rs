//! Trains the model of coreference: `cargo run --release -p read --example train-coreference -- GOLD.jsonl MODEL.bin`, and with `--folds N` in the place of
//! MODEL.bin prints annotations of the gold's documents for `eval/coref.py`, each by weights learned from the documents of the other folds.
//!
//! GOLD: one document a line, `{"id", "text", "mentions": [{"start", "end", "entity"}]}`, offsets in code points, entities from 1. Every line of a text
//! is a block. The same bytes each time.
#![allow(clippy::disallowed_methods)]

mod common;

use model::{CodePoints, Reading};
use read::coreference::learn::{self, Example};
use read::coreference::{Prepared, find_with};
use serde_json::{Value, json};
use std::collections::BTreeMap;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        [gold, "--folds", folds] => cross_validate(&read_gold(gold), folds.parse().expect("a number of folds")),
        [gold, to] => {
            let documents = read_gold(gold);
            let examples: Vec<&Example> = documents.iter().map(|d| &d.example).collect();
            std::fs::write(to, learn::learn(&examples, learn::SETTINGS).to_bytes()).expect("the model can be written");
        }
        _ => panic!("GOLD.jsonl MODEL.bin, or GOLD.jsonl --folds N"),
    }
}

struct Document {
    id: Value,
    reading: Reading,
    example: Example,
}

fn read_gold(file: &str) -> Vec<Document> {
    let mut analyst = common::Analyst::english();
    let file = std::fs::File::open(file).expect("gold can be read");
    common::values(std::io::BufReader::new(file))
        .map(|gold| {
            let document = analyst.document(gold["text"].as_str().unwrap_or(""));
            let reading = read::read(document.article, document.sentences, document.name_spans);
            let points = CodePoints::new(&reading.article.text);
            let number = |value: &Value| value.as_u64().unwrap_or(0) as usize;
            let mentions = gold["mentions"].as_array().map(Vec::as_slice).unwrap_or_default();
            let entities: BTreeMap<(usize, usize), u32> =
                mentions.iter().rev().map(|m| ((number(&m["start"]), number(&m["end"])), number(&m["entity"]) as u32)).collect();
            let prepared = Prepared::new(&reading);
            let gold_of = prepared.spans().map(|span| entities.get(&points.span(span)).copied().unwrap_or(0)).collect();
            Document { id: gold["id"].clone(), example: Example { prepared, gold: gold_of }, reading }
        })
        .collect()
}

fn cross_validate(documents: &[Document], folds: usize) {
    for fold in 0..folds {
        let (mut others, mut own) = (Vec::new(), Vec::new());
        for (number, document) in documents.iter().enumerate() {
            if number % folds == fold { own.push(document) } else { others.push(&document.example) }
        }
        let weights = learn::learn(&others, learn::SETTINGS);
        for document in own {
            let points = CodePoints::new(&document.reading.article.text);
            let entities: Vec<Value> = find_with(&document.reading, &weights)
                .iter()
                .map(|mention| {
                    let (start, end) = points.span(mention.span);
                    json!({"start": start, "end": end, "kind": mention.kind, "mention": mention.form, "actor": mention.chain})
                })
                .collect();
            println!("{}", json!({"id": document.id, "entities": entities}));
        }
    }
}
