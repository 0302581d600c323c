//! Trains the model of roles: `cargo run --release -p read --example train-roles -- MODEL.bin CODED.txt...`. With `--folds N` in the place of MODEL.bin it
//! prints how many roles of the coded reports are filled right, by rule and by weights learned from the reports of the other folds; with `--held FILE`, how
//! many of that file by weights learned from the others.
//!
//! CODED: sentences coded by hand with the word that carries a claim, its parties and what it asks (eval/truth/README.md). The same bytes each time.
#![allow(clippy::disallowed_methods)]

#[path = "../tests/common/mod.rs"]
mod common;

use common::{Coded, Wanted, coded};
use model::{ClaimKind, Span};
use read::claims::srl::learn::{self, Example, SETTINGS};
use read::claims::srl::{Role, Seen, Weights, likeliest, roles, softmax};
use std::collections::BTreeMap;

/// A role that a claim was read with, and who is right.
struct Asked {
    seen: Seen,
    example: Example,
}

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
    let texts = files.iter().map(|file| std::fs::read_to_string(file).expect("coded sentences can be read"));
    texts.flat_map(|text| coded(&text)).map(|report| prepare(&report)).collect()
}

/// The roles of the claims of a report that are read and asked for.
fn prepare(sentences: &[Coded]) -> Vec<Asked> {
    let document = common::document(sentences);
    let seen = roles(&document, read::claims::model::Weights::embedded());
    // Where no move of a report says what it asks, nobody has coded it.
    let coded = sentences.iter().flat_map(|(_, wanted)| wanted).any(|want| want.what.is_some());
    let mut out = Vec::new();
    let mut at = 0;
    for (sentence, wanted) in sentences {
        let line = Line { sentence, at };
        let mut used = vec![false; seen.len()];
        for want in wanted {
            for role in Role::ALL.into_iter().filter(|role| coded || *role != Role::Content) {
                let Some(n) = line.read_as(want, role, &seen, &used) else { continue };
                used[n] = true;
                if let Some(right) = line.right(want, &seen[n]) {
                    out.push(Asked { example: Example { keys: seen[n].keys.clone(), right }, seen: seen[n].clone() });
                }
            }
        }
        at += sentence.len() + 1;
    }
    out
}

/// A sentence and where it begins in its report.
struct Line<'s> {
    sentence: &'s str,
    at: usize,
}

impl Line<'_> {
    fn places(&self, word: &str) -> Vec<Span> {
        common::places(self.sentence, self.at, word)
    }

    /// The role of the claim that is read where one is asked for: by its word, else by words around that.
    fn read_as(&self, want: &Wanted, role: Role, seen: &[Seen], used: &[bool]) -> Option<usize> {
        let (word, nth) = want.trigger.as_ref()?;
        let trigger = *self.places(word).get(nth - 1)?;
        let inside = Span::new(self.at, self.at + self.sentence.len());
        let fits = |&n: &usize| {
            let s = &seen[n];
            let same = || want.labels.iter().any(|label| *label == format!("{}/{}", s.kind, s.status));
            !used[n] && s.role == role && inside.contains(s.span) && same()
        };
        let carried = (0..seen.len()).filter(fits).find(|&n| seen[n].sites.iter().any(|site| site.overlaps(trigger)));
        carried.or_else(|| (0..seen.len()).filter(fits).find(|&n| seen[n].span.contains(trigger)))
    }

    /// Numbers of the candidates that are right, of nobody first; `None` where the code does not tell.
    fn right(&self, want: &Wanted, seen: &Seen) -> Option<Vec<usize>> {
        let places = match seen.role {
            Role::Doer => want.by.as_ref().map(|word| self.places(word)),
            Role::Other => want.to.as_ref().map(|word| self.places(word)),
            Role::Content => want.what.as_ref().map(|(word, nth)| self.places(word).into_iter().skip(nth - 1).take(1).collect()),
        };
        let Some(places) = places else { return Some(vec![0]) };
        let named: Vec<usize> = (1..seen.words.len()).filter(|&w| places.iter().any(|place| place.overlaps(seen.words[w]))).collect();
        // Whoever names the same one is right too.
        let actors: Vec<u32> = named.iter().filter(|_| seen.role != Role::Content).filter_map(|&w| seen.actors[w]).collect();
        let same = |w: usize| seen.actors[w].is_some_and(|actor| actors.contains(&actor));
        let right: Vec<usize> = (1..seen.words.len()).filter(|&w| named.contains(&w) || same(w)).collect();
        // What is agreed or judged is nobody.
        let thing = seen.role == Role::Other && seen.kind != ClaimKind::Hostilities && !right.iter().any(|&w| seen.animate[w]);
        (!right.is_empty() && !thing).then_some(right)
    }
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
        let best = likeliest(&likely);
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
