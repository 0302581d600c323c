//! Trains the model of roles: `cargo run --release -p read --example train-roles -- MODEL.bin CODED.txt...`, and with `--folds N` in the place of MODEL.bin
//! prints how many roles are filled right in the coded reports, by rule and by weights learned from the reports of the other folds; with `--held FILE` behind
//! it, in that file by weights learned from the others.
//!
//! CODED: sentences coded by hand with the word that carries a claim and the words that name its parties (eval/truth/README.md). The same bytes each time.
#![allow(clippy::disallowed_methods)]

#[path = "../tests/common/mod.rs"]
mod common;

use common::{Coded, coded, parsed};
use model::Span;
use read::Document;
use read::claims::srl::learn::{self, Example, SETTINGS};
use read::claims::srl::{Role, Seen, Weights, roles};

struct Asked {
    seen: Seen,
    example: Example,
    text: std::rc::Rc<str>,
    sentence: String,
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        ["--folds", folds, ref files @ ..] => {
            let folds: usize = folds.parse().expect("a number of folds");
            let reports = read_gold(files);
            let mut counts = Counts::default();
            for fold in 0..folds {
                let others = reports.iter().enumerate().filter(|(at, _)| at % folds != fold).flat_map(|(_, r)| r).map(|a| &a.example);
                let weights = learn::learn(&others.collect::<Vec<_>>(), SETTINGS);
                reports.iter().skip(fold).step_by(folds).flatten().for_each(|asked| counts.add(asked, &weights));
            }
            counts.print();
        }
        ["--held", held, ref files @ ..] => {
            let reports = read_gold(files);
            let weights = learn::learn(&reports.iter().flatten().map(|a| &a.example).collect::<Vec<_>>(), SETTINGS);
            let mut counts = Counts::default();
            read_gold(&[held]).iter().flatten().for_each(|asked| counts.add(asked, &weights));
            counts.print();
        }
        [to, ref files @ ..] if !files.is_empty() => {
            let reports = read_gold(files);
            let examples: Vec<&Example> = reports.iter().flatten().map(|a| &a.example).collect();
            std::fs::write(to, learn::learn(&examples, SETTINGS).to_bytes()).expect("the model can be written");
        }
        _ => panic!("MODEL.bin CODED.txt..., --folds N CODED.txt..., or --held FILE CODED.txt..."),
    }
}

fn read_gold(files: &[&str]) -> Vec<Vec<Asked>> {
    let texts = files.iter().map(|file| std::fs::read_to_string(file).expect("coded sentences can be read"));
    texts.flat_map(|text| coded(&text)).map(|report| prepare(&report)).collect()
}

/// Places of a word in a sentence, as bytes of the text.
fn places(sentence: &str, at: usize, word: &str) -> Vec<Span> {
    let edge = |at: Option<char>| !at.is_some_and(char::is_alphanumeric);
    let whole = |&(i, _): &(usize, &str)| edge(sentence[..i].chars().next_back()) && edge(sentence[i + word.len()..].chars().next());
    sentence.match_indices(word).filter(whole).map(|(i, _)| Span::new(at + i, at + i + word.len())).collect()
}

/// The roles of the claims that are read and asked for, with who is right.
fn prepare(sentences: &[Coded]) -> Vec<Asked> {
    let text: String = sentences.iter().map(|(s, _)| format!("{s}\n")).collect();
    let whole: std::rc::Rc<str> = text.as_str().into();
    let (article, tokens, names) = parsed(&text, "2025-07-20");
    let mut document = Document::new(article, tokens, names);
    read::times::find(&mut document);
    read::names::find(&mut document);
    read::statements::find(&mut document);
    let seen = roles(&document, read::claims::model::Weights::embedded());
    let mut out = Vec::new();
    let asked = sentences.iter().flat_map(|(_, wanted)| wanted).any(|want| want.what.is_some());
    let mut at = 0;
    for (sentence, wanted) in sentences {
        let end = (at + sentence.len()) as u32;
        let mut used = vec![false; seen.len()];
        for want in wanted {
            let Some((word, nth)) = &want.trigger else { continue };
            let Some(&trigger) = places(sentence, at, word).get(nth - 1) else { continue };
            for role in Role::ALL.into_iter().filter(|role| asked || *role != Role::Content) {
                let fits = |&n: &usize| {
                    let s = &seen[n];
                    !used[n]
                        && s.role == role
                        && s.span.start >= at as u32
                        && s.span.start < end
                        && want.labels.iter().any(|label| *label == format!("{}/{}", s.kind, s.status))
                };
                let carried = (0..seen.len()).filter(fits).find(|&n| seen[n].sites.iter().any(|site| site.overlaps(trigger)));
                let found = carried.or_else(|| (0..seen.len()).filter(fits).find(|&n| seen[n].span.contains(trigger)));
                let Some(n) = found else { continue };
                used[n] = true;
                let named = match role {
                    Role::Doer => want.by.as_ref().map(|word| places(sentence, at, word)),
                    Role::Other => want.to.as_ref().map(|word| places(sentence, at, word)),
                    Role::Content => {
                        want.what.as_ref().map(|(word, nth)| places(sentence, at, word).into_iter().skip(nth - 1).take(1).collect())
                    }
                };
                let right: Vec<usize> = match named {
                    None => vec![0],
                    Some(places) => {
                        (1..seen[n].words.len()).filter(|&w| places.iter().any(|place| place.overlaps(seen[n].words[w]))).collect()
                    }
                };
                let actors: Vec<u32> = right.iter().filter_map(|&n_| seen[n].actors[n_]).collect();
                let right: Vec<usize> = if right == [0] {
                    right
                } else {
                    (1..seen[n].words.len())
                        .filter(|w| right.contains(w) || seen[n].actors[*w].is_some_and(|a| actors.contains(&a)))
                        .collect()
                };
                // An answer to an offer: whose it is, the code does not say.
                let thing = role == Role::Other
                    && seen[n].kind != model::ClaimKind::Hostilities
                    && right != [0]
                    && !right.iter().any(|&w| seen[n].animate[w]);
                if !right.is_empty() && !thing {
                    out.push(Asked {
                        example: Example { keys: seen[n].keys.clone(), right },
                        seen: seen[n].clone(),
                        text: whole.clone(),
                        sentence: sentence.clone(),
                    });
                }
            }
        }
        at += sentence.len() + 1;
    }
    out
}

#[derive(Default)]
struct Counts {
    /// By role: asked and named, named right by rule, by the model; not named, left empty by rule, by the model.
    roles: [[usize; 6]; 3],
    /// By how sure: the model changes the rules' choice; it mends, it breaks, neither.
    changes: std::collections::BTreeMap<(u8, u8, u32), [usize; 3]>,
}

impl Counts {
    fn add(&mut self, asked: &Asked, weights: &Weights) {
        let mut likely: Vec<f32> = asked.seen.keys.iter().map(|keys| weights.score(keys)).collect();
        read::claims::srl::softmax(&mut likely);
        let best = (0..likely.len()).max_by(|&a, &b| likely[a].total_cmp(&likely[b]).then(b.cmp(&a))).unwrap_or(0);
        let right = &asked.example.right;
        let rule = (0..likely.len()).any(|n| asked.seen.chosen[n] && right.contains(&n));
        if std::env::var("SHOW").is_ok() && !right.contains(&best) {
            let w = |n: usize| asked.text.get(asked.seen.words[n].start as usize..asked.seen.words[n].end as usize).unwrap_or("-");
            let rules: Vec<&str> = (0..likely.len()).filter(|&n| asked.seen.chosen[n]).map(w).collect();
            println!(
                "{:?} {}/{} @{} right {:?} model {} {:.2} rules {:?} :: {}",
                asked.seen.role,
                asked.seen.kind,
                asked.seen.status,
                asked.text.get(asked.seen.sites[0].start as usize..asked.seen.sites[0].end as usize).unwrap_or("-"),
                right.iter().map(|&n| w(n)).collect::<Vec<_>>(),
                w(best),
                likely[best],
                rules,
                asked.sentence
            );
        }
        let counts = &mut self.roles[asked.seen.role as usize];
        let from = if right.contains(&0) { 3 } else { 0 };
        counts[from] += 1;
        counts[from + 1] += usize::from(rule);
        counts[from + 2] += usize::from(right.contains(&best));
        if !asked.seen.chosen[best] {
            // filled, emptied, replaced
            let how = if asked.seen.chosen[0] {
                0
            } else if best == 0 {
                1
            } else {
                2
            };
            let sure = (likely[best] * 20.0) as u32;
            let change = self.changes.entry((asked.seen.role as u8, how, sure)).or_default();
            let good = right.contains(&best);
            change[if good && !rule {
                0
            } else if rule && !good {
                1
            } else {
                2
            }] += 1;
        }
    }

    fn print(&self) {
        for (role, c) in ["doer", "other", "content"].iter().zip(&self.roles) {
            println!(
                "{role}: named {} (rules {:.3}, model {:.3}); not named {} (rules {:.3}, model {:.3})",
                c[0],
                c[1] as f64 / c[0] as f64,
                c[2] as f64 / c[0] as f64,
                c[3],
                c[4] as f64 / c[3] as f64,
                c[5] as f64 / c[3] as f64
            );
        }
        for ((role, how, sure), c) in &self.changes {
            println!(
                "{} {} {:.2}: mends {}, breaks {}, neither {}",
                ["doer", "other", "content"][*role as usize],
                ["fills", "empties", "replaces"][*how as usize],
                *sure as f64 / 20.0,
                c[0],
                c[1],
                c[2]
            );
        }
    }
}
