//! Trains the model of claims: `cargo run --release -p read --example train-claims -- MODEL.bin CODED.txt...`, and with `--folds N` in the place of MODEL.bin
//! prints what is found in the coded reports, each read with weights learned from those of the other folds; with `--score MODEL.bin` what is found with a model that is not built in.
//! Behind the coded files may stand `--taught LABELS.jsonl PLAIN.txt...`: texts that nobody coded, and what a teacher (`crates/read/teacher`) makes of their words.
//!
//! CODED: sentences coded by hand, the word that carries a claim marked (eval/truth/README.md). The same bytes each time.
#![allow(clippy::disallowed_methods)]

mod gold;

use gold::common::Score;
use read::claims::model::Weights;
use read::claims::model::learn::{self, Example, SETTINGS};

struct Report {
    coded: gold::Report,
    examples: Vec<Example>,
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        ["--folds", folds, ref files @ ..] => cross_validate(&read_gold(files), folds.parse().expect("a number of folds")),
        ["--score", model, ref files @ ..] => {
            let weights = Weights::from_bytes(&std::fs::read(model).expect("the model can be read")).expect("a model of claims");
            for file in files {
                score(file, &weights);
            }
        }
        [to, ref files @ ..] if !files.is_empty() => {
            let (coded, taught) = gold::arguments(files);
            let reports = read_gold(coded);
            let examples: Vec<&Example> = reports.iter().flat_map(|r| &r.examples).chain(&taught).collect();
            eprintln!("{} words coded, {} taught", examples.len() - taught.len(), taught.len());
            std::fs::write(to, learn::learn(&examples, SETTINGS).to_bytes()).expect("the model can be written");
        }
        _ => {
            panic!("MODEL.bin CODED.txt... [--taught LABELS.jsonl PLAIN.txt...], --folds N CODED.txt..., or --score MODEL.bin CODED.txt...")
        }
    }
}

/// Prints what is found in coded sentences with other weights than those built in.
fn score(file: &str, weights: &Weights) {
    let (mut now, mut words, mut loss) = (Score::default(), 0, 0.0);
    for mut report in read_gold(&[file]) {
        for example in &report.examples {
            let likely = weights.likelihoods(&example.keys);
            loss -= f64::from(example.right.iter().map(|&label| likely[label]).sum::<f32>().max(1e-6)).ln();
            words += 1;
        }
        read::claims::find_with(&mut report.coded.document, Some(weights), None);
        now.add(&report.coded.sentences, &report.coded.document.claims);
    }
    println!("{file}: {now}; loss of {words} words {:.4}", loss / f64::from(words));
}

fn read_gold(files: &[&str]) -> Vec<Report> {
    let prepare = |coded: gold::Report| Report { examples: gold::words_of(&coded), coded };
    gold::reports(files).into_iter().map(prepare).collect()
}

fn cross_validate(reports: &[Report], folds: usize) {
    let (mut before, mut after) = (Score::default(), Score::default());
    for fold in 0..folds {
        let others = reports.iter().enumerate().filter(|(at, _)| at % folds != fold).flat_map(|(_, r)| &r.examples);
        let weights = learn::learn(&others.collect::<Vec<_>>(), SETTINGS);
        for report in reports.iter().skip(fold).step_by(folds) {
            let mut document = report.coded.document.clone();
            read::claims::find_with(&mut document, None, None);
            before.add(&report.coded.sentences, &document.claims);
            read::claims::find_with(&mut document, Some(&weights), None);
            after.add(&report.coded.sentences, &document.claims);
        }
    }
    println!("rules alone: {before}");
    println!("with the model: {after}");
}
