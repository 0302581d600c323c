//! Literate tests of chains: `tests/coreference/*.md`.
//!
//! A case is a heading `## …`, a text in lines that begin with `> `, and checks over phrases of the text, `"words"` the first place of the words and
//! `"words"#2` the second:
//! - `- one: "words" | "words" …`: all of them are in one chain;
//! - `- apart: "words" | "words" …`: no two of them are.

mod common;

use model::{ChainMention, Reading, Span};
use std::fmt::Write;

fn place(text: &str, phrase: &str) -> Span {
    let (words, number) = phrase.trim().strip_prefix('"').and_then(|p| p.split_once('"')).expect("words in quotation marks");
    let number = number.strip_prefix('#').map_or(1, |n| n.parse::<usize>().expect("a number"));
    let edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    let places = text.match_indices(words).map(|(at, _)| at);
    let mut whole = places.filter(|&at| edge(text[..at].chars().next_back()) && edge(text[at + words.len()..].chars().next()));
    let at = whole.nth(number - 1).unwrap_or_else(|| panic!("{phrase} stands in the text"));
    Span::new(at, at + words.len())
}

/// Why a check fails; `None` where it holds.
fn check(reading: &Reading, chains: &[ChainMention], line: &str) -> Option<String> {
    let text = &reading.article.text;
    let (asked, phrases) = line.split_once(": ").expect("a check");
    let chain = |phrase: &str| chains.iter().find(|m| m.span == place(text, phrase)).map(|m| m.chain);
    let found: Vec<Option<u32>> = phrases.split('|').map(chain).collect();
    let holds = match asked {
        "one" => found.iter().all(|c| c.is_some() && *c == found[0]),
        "apart" => (0..found.len()).all(|i| found[i].is_none() || !found[..i].contains(&found[i])),
        _ => panic!("no such check: {asked}"),
    };
    let told = || chains.iter().map(|m| (m.chain, m.span.of(text))).collect::<Vec<_>>();
    (!holds).then(|| format!("chains are {:?}", told()))
}

#[test]
fn literate() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/coreference");
    let mut failures = String::new();
    let mut count = 0;
    for entry in std::fs::read_dir(folder).expect("the folder of cases") {
        let file = std::fs::read_to_string(entry.expect("an entry").path()).expect("a file of cases");
        for case in file.split("\n## ").skip(1) {
            let text: Vec<&str> = case.lines().filter_map(|l| l.strip_prefix("> ")).collect();
            let reading = common::reading(&text.join("\n"), "2025-03-03");
            let chains = read::coreference::find(&reading);
            for line in case.lines().filter_map(|l| l.strip_prefix("- ")) {
                count += 1;
                if let Some(why) = check(&reading, &chains, line) {
                    let _ = writeln!(failures, "{}: {line}: {why}", case.lines().next().unwrap_or(""));
                }
            }
        }
    }
    assert!(count > 0);
    assert!(failures.is_empty(), "{failures}");
}

/// Phrases come in order, with chains of at least two, and every chain number below the last is used.
#[test]
fn chains_are_well_formed() {
    let text =
        "The envoy met the general. He told him that they would meet again; the envoy said he hoped so.\n«» ((( ''' — a a a a the the";
    let reading = common::reading(text, "2025-03-03");
    let chains = read::coreference::find(&reading);
    assert!(chains.is_sorted_by_key(|m| (m.span.start, m.span.end)));
    let last = chains.iter().map(|m| m.chain).max().unwrap_or(0);
    for chain in 0..=last {
        assert_ne!(chains.iter().filter(|m| m.chain == chain).count(), 1);
    }
}
