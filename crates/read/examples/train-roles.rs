//! Trains the model of roles: `cargo run --release -p read --example train-roles -- MODEL.bin CODED.txt...`. With `--folds N` in the place of MODEL.bin it
//! prints how many roles of the coded reports are filled right, by rule and by weights learned from the reports of the other folds; with `--held FILE`, how
//! many of that file by weights learned from the others.
//!
//! CODED: sentences coded by hand with the word that carries a claim, its parties and what it asks (eval/truth/README.md). The same bytes each time.
#![allow(clippy::disallowed_methods)]

mod gold;

use gold::Asked;
use read::claims::model;
use read::claims::srl::learn::{self, Example, SETTINGS};
use read::claims::srl::{Role, Weights, largest, softmax};
use std::collections::BTreeMap;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let mut tally = Tally::default();
    match arguments[..] {
        ["--folds", folds, ref files @ ..] => {
            let folds: usize = folds.parse().expect("a number of folds");
            let reports = read_gold(files);
            for fold in 0..folds {
                let weights = learned(reports.iter().enumerate().filter(|(at, _)| at % folds != fold).map(|(_, report)| report));
                reports.iter().skip(fold).step_by(folds).flatten().for_each(|asked| tally.add(asked, &weights));
            }
            println!("{tally}");
        }
        ["--held", held, ref files @ ..] => {
            let weights = learned(&read_gold(files));
            read_gold(&[held]).iter().flatten().for_each(|asked| tally.add(asked, &weights));
            println!("{tally}");
        }
        [to, ref files @ ..] if !files.is_empty() => {
            std::fs::write(to, learned(&read_gold(files)).to_bytes()).expect("the model can be written");
        }
        _ => panic!("MODEL.bin CODED.txt..., --folds N CODED.txt..., or --held FILE CODED.txt..."),
    }
}

fn learned<'r>(reports: impl IntoIterator<Item = &'r Vec<Asked>>) -> Weights {
    let examples: Vec<&Example> = reports.into_iter().flatten().map(|asked| &asked.example).collect();
    learn::learn(&examples, SETTINGS)
}

fn read_gold(files: &[&str]) -> Vec<Vec<Asked>> {
    let weights = model::Weights::embedded();
    gold::reports(files).iter().map(|report| gold::roles_of(report, weights)).collect()
}

/// What rules and model choose, by role.
#[derive(Default)]
struct Tally {
    /// Roles that are named, those of them that rules and model fill right; the same of those that nobody is named for.
    roles: BTreeMap<Role, [[usize; 3]; 2]>,
    /// Where the model chooses otherwise, by what it does and how sure it is in tenths: right where the rules are wrong, wrong where they are right, neither.
    changes: BTreeMap<(Role, &'static str, u32), [usize; 3]>,
}

impl Tally {
    fn add(&mut self, asked: &Asked, weights: &Weights) {
        let (seen, right) = (&asked.seen, &asked.example.right);
        let mut likely: Vec<f32> = seen.keys.iter().map(|keys| weights.score(keys)).collect();
        softmax(&mut likely);
        let best = largest(&likely);
        let (rules, model) = (right.iter().any(|&n| seen.chosen[n]), right.contains(&best));
        let counts = &mut self.roles.entry(seen.role).or_default()[usize::from(right.contains(&0))];
        *counts = [counts[0] + 1, counts[1] + usize::from(rules), counts[2] + usize::from(model)];
        if !seen.chosen[best] {
            let how = match (seen.chosen[0], best) {
                (true, _) => "fills",
                (false, 0) => "empties",
                _ => "replaces",
            };
            let change = self.changes.entry((seen.role, how, (likely[best] * 10.0) as u32)).or_default();
            change[match (rules, model) {
                (false, true) => 0,
                (true, false) => 1,
                _ => 2,
            }] += 1;
        }
    }
}

impl std::fmt::Display for Tally {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (role, [named, nobody]) in &self.roles {
            for (which, [all, rules, model]) in [("named", named), ("not named", nobody)] {
                let share = |of: &usize| *of as f64 / (*all).max(1) as f64;
                writeln!(f, "{role:?}, {which}: {all}; right by rule {:.3}, by the model {:.3}", share(rules), share(model))?;
            }
        }
        for ((role, how, sure), [mends, breaks, neither]) in &self.changes {
            writeln!(f, "{role:?}: {how} at .{sure}: mends {mends}, breaks {breaks}, neither {neither}")?;
        }
        Ok(())
    }
}
