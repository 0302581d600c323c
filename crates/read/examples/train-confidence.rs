//! Trains the model of confidence: `cargo run --release -p read --example train-confidence -- MODEL.bin CODED.txt...`. With `--folds` in the place of MODEL.bin it
//! prints how often the claims of the coded reports are right, by the likelihood that weights learned from the reports of the other folds give them.
//!
//! Behind the coded files may stand `--taught LABELS.jsonl PLAIN.txt...`, as for the model of claims.
//!
//! CODED: sentences coded by hand, the word that carries a claim marked (eval/truth/README.md). Claims are read by models of claims and roles that are learned
//! from the reports of the other three quarters. The same bytes each time.
#![allow(clippy::disallowed_methods)]

mod gold;

use gold::common::{Wanted, is_scored};
use gold::{Line, Report};
use model::{Claim, ClaimKind};
use read::claims::confidence::learn::{self, Example, SETTINGS};
use read::claims::confidence::{Seen, Weights, claims, likelihood};
use read::claims::srl::Role;
use read::claims::{model as labels, srl};

/// Parts that the reports are dealt to.
const FOLDS: usize = 4;

/// How often the models of claims of the folds are learned: fewer times than the one that ships, which they stand for.
const SEEDS: u64 = 2;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        ["--folds", ref files @ ..] => {
            let reports = read_gold(files);
            let mut scored: Vec<(f32, bool)> = Vec::new();
            for fold in 0..FOLDS {
                let others = reports.iter().enumerate().filter(|(at, _)| at % FOLDS != fold).flat_map(|(_, r)| r);
                let weights = learned(others);
                let own = reports.iter().skip(fold).step_by(FOLDS).flatten();
                scored.extend(own.map(|example| (likelihood(&weights, &example.keys), example.right)));
            }
            print(&scored);
        }
        [to, ref files @ ..] if !files.is_empty() => {
            let reports = read_gold(files);
            std::fs::write(to, learned(reports.iter().flatten()).to_bytes()).expect("the model can be written");
        }
        _ => panic!("MODEL.bin CODED.txt..., or --folds CODED.txt..."),
    }
}

fn learned<'e>(examples: impl Iterator<Item = &'e Example>) -> Weights {
    learn::learn(&examples.collect::<Vec<_>>(), SETTINGS)
}

/// How often claims of each likelihood are right, and how well the likelihood parts right from wrong.
fn print(scored: &[(f32, bool)]) {
    for tenth in 0..10 {
        let of: Vec<bool> = scored.iter().filter(|(p, _)| ((p * 10.0) as usize).min(9) == tenth).map(|(_, right)| *right).collect();
        let right = of.iter().filter(|right| **right).count();
        println!(".{tenth}: {} claims, {:.3} right", of.len(), right as f64 / of.len().max(1) as f64);
    }
    let mut order: Vec<&(f32, bool)> = scored.iter().collect();
    order.sort_by(|a, b| a.0.total_cmp(&b.0));
    let (mut wrong, mut below) = (0u64, 0u64);
    for (_, right) in order {
        if *right {
            below += wrong;
        } else {
            wrong += 1;
        }
    }
    let right = scored.len() as u64 - wrong;
    println!("{} claims, {right} right; area under the curve {:.3}", scored.len(), below as f64 / (wrong * right).max(1) as f64);
}

/// Examples of each report, its claims read by models that have not seen it.
fn read_gold(files: &[&str]) -> Vec<Vec<Example>> {
    let (coded, told) = gold::arguments(files);
    let reports = gold::reports(coded);
    let words: Vec<Vec<_>> = reports.iter().map(gold::words_of).collect();
    let mut out = vec![Vec::new(); reports.len()];
    for fold in 0..FOLDS {
        let others = |at: &usize| at % FOLDS != fold;
        let taught: Vec<&_> = (0..reports.len()).filter(others).flat_map(|at| &words[at]).chain(&told).collect();
        let weights = labels::learn::learn(&taught, labels::learn::Settings { seeds: SEEDS, ..labels::learn::SETTINGS });
        let asked: Vec<_> = (0..reports.len()).filter(others).flat_map(|at| gold::roles_of(&reports[at], Some(&weights))).collect();
        let roles = srl::learn::learn(&asked.iter().map(|asked| &asked.example).collect::<Vec<_>>(), srl::learn::SETTINGS);
        for at in (fold..reports.len()).step_by(FOLDS) {
            out[at] = examples(&reports[at], &weights, &roles);
        }
    }
    out
}

fn examples(report: &Report, weights: &labels::Weights, roles: &srl::Weights) -> Vec<Example> {
    let seen = claims(&report.document, weights, roles);
    let coded = report.tells_content();
    let mut out = Vec::new();
    for (line, wanted) in report.lines() {
        let mut used = vec![false; wanted.len()];
        for seen in seen.iter().filter(|seen| line.span().contains(seen.claim.span) && is_scored(&seen.claim)) {
            let fits = |n: &usize| !used[*n] && wanted[*n].is_met_by(&seen.claim);
            let carries = |n: &usize| line.trigger(&wanted[*n]).is_some_and(|t| seen.sites.iter().any(|site| site.overlaps(t)));
            let holds = |n: &usize| line.trigger(&wanted[*n]).is_none_or(|t| seen.claim.span.contains(t));
            let all = || (0..wanted.len()).filter(fits);
            let found = all().find(carries).or_else(|| all().find(holds));
            if let Some(n) = found {
                used[n] = true;
            }
            let want = found.map(|n| &wanted[n]);
            // What reasonable coders leave out is neither right nor wrong.
            if want.is_some_and(|want| want.optional) {
                continue;
            }
            let right = want.is_some_and(|want| !is_of_parties(&seen.claim) || is_cast(line, seen, want, coded));
            out.push(Example { keys: seen.keys.clone(), right });
        }
    }
    out
}

/// Whether a claim says nothing without its parties and its words: a move or an answer. Of a meeting or a deal it is much to know that it came about.
fn is_of_parties(claim: &Claim) -> bool {
    claim.kind.is_move() || matches!(claim.kind, ClaimKind::Threat | ClaimKind::Answer)
}

/// Whether those play the roles of a claim whom its code names, and nobody those for which it names nobody; what a move asks, where that is `coded`.
fn is_cast(line: Line<'_>, seen: &Seen, want: &Wanted, coded: bool) -> bool {
    let fields = &seen.claim.fields;
    Role::ALL.into_iter().filter(|role| coded || *role != Role::Content).all(|role| {
        let Some(played) = &seen.played[role as usize] else { return true };
        let name = match role {
            Role::Doer => want.by.as_deref(),
            Role::Other => want.to.as_deref(),
            Role::Content => None,
        };
        let wanted = line.named(want, role).unwrap_or_default();
        let mut texts = fields.iter().flat_map(|(key, _)| fields.texts(key));
        let told = name.is_some_and(|name| texts.any(|text| text.to_lowercase().contains(&name.to_lowercase())));
        wanted.is_empty() && played.is_empty() || told || played.iter().any(|span| wanted.iter().any(|w| w.overlaps(*span)))
    })
}
