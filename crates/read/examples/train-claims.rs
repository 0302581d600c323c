//! Trains the model of claims: `cargo run --release -p read --example train-claims -- MODEL.bin CODED.txt...`, and with `--folds N` in the place of MODEL.bin
//! prints what is found in the coded reports, each read with weights learned from those of the other folds.
//!
//! CODED: sentences coded by hand, the word that carries a claim marked (eval/truth/README.md). The same bytes each time.
#![allow(clippy::disallowed_methods)]

#[path = "../tests/common/mod.rs"]
mod common;

use common::{Coded, Score, coded};
use model::Span;
use read::Document;
use read::claims::model::learn::{self, Example, SETTINGS};
use read::claims::model::{number, pairs, words};

struct Report {
    sentences: Vec<Coded>,
    document: Document,
    examples: Vec<Example>,
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        ["--folds", folds, ref files @ ..] => cross_validate(&read_gold(files), folds.parse().expect("a number of folds")),
        [to, ref files @ ..] if !files.is_empty() => {
            let reports = read_gold(files);
            let examples: Vec<&Example> = reports.iter().flat_map(|r| &r.examples).collect();
            std::fs::write(to, learn::learn(&examples, SETTINGS).to_bytes()).expect("the model can be written");
        }
        _ => panic!("MODEL.bin CODED.txt..., or --folds N CODED.txt..."),
    }
}

fn read_gold(files: &[&str]) -> Vec<Report> {
    let texts = files.iter().map(|file| std::fs::read_to_string(file).expect("coded sentences can be read"));
    texts.flat_map(|text| coded(&text)).map(prepare).collect()
}

fn prepare(sentences: Vec<Coded>) -> Report {
    let document = common::document(&sentences);
    let mut gold: Vec<(Span, Vec<usize>)> = Vec::new();
    let mut at = 0;
    for (sentence, wanted) in &sentences {
        for want in wanted {
            let Some((word, nth)) = &want.trigger else { continue };
            let Some(&trigger) = common::places(sentence, at, word).get(nth - 1) else { continue };
            let label = |name: &String| pairs().find(|(kind, status)| format!("{kind}/{status}") == *name).map(|(k, s)| number(k, s));
            // What reasonable coders leave out is not to be added.
            let right: Vec<usize> = if want.optional { vec![0] } else { want.labels.iter().filter_map(label).collect() };
            gold.push((trigger, right));
        }
        at += sentence.len() + 1;
    }
    let examples = words(&document)
        .into_iter()
        .map(|seen| {
            let right: Vec<usize> = gold.iter().filter(|(span, _)| span.overlaps(seen.span)).flat_map(|(_, right)| right.clone()).collect();
            Example { keys: seen.keys, right: if right.is_empty() { vec![0] } else { right } }
        })
        .collect();
    Report { sentences, document, examples }
}

fn cross_validate(reports: &[Report], folds: usize) {
    let (mut before, mut after) = (Score::default(), Score::default());
    for fold in 0..folds {
        let others = reports.iter().enumerate().filter(|(at, _)| at % folds != fold).flat_map(|(_, r)| &r.examples);
        let weights = learn::learn(&others.collect::<Vec<_>>(), SETTINGS);
        for report in reports.iter().skip(fold).step_by(folds) {
            let mut document = report.document.clone();
            read::claims::find_with(&mut document, None, None);
            before.add(&report.sentences, &document.claims);
            read::claims::find_with(&mut document, Some(&weights), None);
            after.add(&report.sentences, &document.claims);
        }
    }
    println!("rules alone: {before}");
    println!("with the model: {after}");
}
