//! Sentences coded by hand (`eval/truth`): F1 of kind and status on those that rules may be written from, and on those that they may not.

mod common;
use common::{Score, coded, reading};
use std::path::Path;

fn score(file: &str) -> Option<Score> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../eval/truth").join(file);
    let mut score = Score::default();
    for report in coded(&std::fs::read_to_string(path).ok()?) {
        let text: String = report.iter().map(|(s, _)| format!("{s}\n")).collect();
        score.add(&report, &reading(&text, "2025-07-20").claims);
    }
    Some(score)
}

fn report(file: &str, at_least: f64) {
    let Some(score) = score(file) else {
        println!("{file}: absent, skipped");
        return;
    };
    println!("{file}: {score}");
    let (_, _, f1) = score.shares();
    assert!(f1 >= at_least, "{file}: F1 {f1:.3} under {at_least}");
}

#[test]
fn claims_of_coded_sentences() {
    report("dev.txt", 0.80);
    report("held.txt", 0.80);
    report("news.txt", 0.85);
    report("unseen.txt", 0.55);
    report("fresh.txt", 0.55);
}
