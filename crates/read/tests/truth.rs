//! Sentences coded by hand (`eval/truth`): F1 of kind and status on those that rules may be written from, and on those that they may not.

mod common;
use common::{Wanted, is_scored, reading};
use std::path::Path;

struct Score {
    predicted: usize,
    wanted: usize,
    right: usize,
    found: usize,
    roles: (usize, usize),
}

fn score(file: &str) -> Option<Score> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../eval/truth").join(file);
    let text = std::fs::read_to_string(path).ok()?;
    let mut reports: Vec<Vec<(String, Vec<Wanted>)>> = Vec::new();
    for line in text.lines() {
        if line.starts_with("##") {
            reports.push(Vec::new());
        } else if line.starts_with('#') || line.trim().is_empty() {
        } else if line.starts_with("  ") {
            reports.last_mut()?.last_mut()?.1.push(Wanted::parse(line));
        } else {
            reports.last_mut()?.push((line.to_owned(), Vec::new()));
        }
    }
    let mut score = Score { predicted: 0, wanted: 0, right: 0, found: 0, roles: (0, 0) };
    for report in &reports {
        let text: String = report.iter().map(|(s, _)| format!("{s}\n")).collect();
        let reading = reading(&text, "2025-07-20");
        let mut at = 0u32;
        for (sentence, wanted) in report {
            let end = at + sentence.len() as u32;
            let claims: Vec<_> = reading.claims.iter().filter(|c| is_scored(c) && c.span.start >= at && c.span.start < end).collect();
            let mut used = vec![false; claims.len()];
            for want in wanted {
                score.wanted += usize::from(!want.optional);
                if let Some(i) = (0..claims.len()).find(|&i| !used[i] && want.is_met_by(claims[i])) {
                    used[i] = true;
                    score.right += 1;
                    score.found += usize::from(!want.optional);
                    let (asked, met) = want.roles(claims[i]);
                    score.roles.0 += asked;
                    score.roles.1 += met;
                }
            }
            score.predicted += claims.len();
            at = end + 1;
        }
    }
    Some(score)
}

fn report(file: &str, at_least: f64) {
    let Some(s) = score(file) else {
        println!("{file}: absent, skipped");
        return;
    };
    let ratio = |a: usize, b: usize| a as f64 / b.max(1) as f64;
    let (p, r) = (ratio(s.right, s.predicted), ratio(s.found, s.wanted));
    let f1 = 2.0 * p * r / (p + r).max(1e-9);
    println!(
        "{file}: precision {p:.3} recall {r:.3} F1 {f1:.3} ({} claims wanted, {} predicted), roles {:.3} of {}",
        s.wanted,
        s.predicted,
        ratio(s.roles.1, s.roles.0),
        s.roles.0
    );
    assert!(f1 >= at_least, "{file}: F1 {f1:.3} under {at_least}");
}

#[test]
fn claims_of_coded_sentences() {
    report("dev.txt", 0.80);
    report("held.txt", 0.80);
    report("news.txt", 0.85);
    report("unseen.txt", 0.55);
}
