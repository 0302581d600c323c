//! Literate tests of actors, mentions and positions: `tests/names/*.md`.
//!
//! A case is a heading `## …`, a text in lines that begin with `> `, optionally `published: YYYY-MM-DD`, and checks:
//! - `- actor: NAME, KIND` and optionally `, side SIDE`: there is exactly one such actor;
//! - `- position: PERSON = LABEL`, optionally ` (ended)` or ` (doubted)`; `- no position: PERSON = LABEL`;
//! - `- "words" = ACTOR`: the first mention with these words has this actor; `"words"#2` the second; `= nobody`: no actor, or no mention.

use model::{Body, EntityKind, NameSpan, Reading, Report, Span};
use std::fmt::Write;

fn read(text: &str, published: Option<&str>) -> Reading {
    let report = Report { body: Body::Plain(text.to_owned()), published: published.map(str::to_owned), ..Report::default() };
    let article = article::judge(&report);
    let ranges: Vec<Span> = article.blocks.iter().filter(|b| b.kind.is_read()).map(|b| b.span).collect();
    let analysis = language::Engine::english().analyse(&article.text, &ranges, &mut language::Scratch::default());
    let kind = |name: &str| EntityKind::ALL.iter().copied().find(|k| k.name() == name).unwrap();
    let names = analysis.names.iter().map(|n| NameSpan { span: n.span, kind: kind(n.kind.name()) }).collect();
    read::read(article, analysis.sentences, names)
}

/// Why a check fails; `None` where it holds.
fn check(reading: &Reading, line: &str) -> Option<String> {
    let positions = || {
        reading.positions.iter().map(|p| {
            let end = if p.ended { " (ended)" } else { "" };
            let doubt = if p.doubt.is_some() { " (doubted)" } else { "" };
            format!("{} = {}{end}{doubt}", reading.actors[p.person as usize].name, p.label)
        })
    };
    if let Some(asked) = line.strip_prefix("actor: ") {
        let mut parts = asked.split(", ");
        let (name, kind) = (parts.next().unwrap(), parts.next().unwrap());
        let side = parts.next().map(|s| s.strip_prefix("side ").unwrap());
        let found = reading
            .actors
            .iter()
            .filter(|a| a.name == name && a.kind.name() == kind && (side.is_none() || a.side.as_deref() == side))
            .count();
        let all: Vec<String> = reading.actors.iter().map(|a| format!("{} [{}] {:?}", a.name, a.kind, a.side)).collect();
        return (found != 1).then(|| format!("{found} such actors among {all:?}"));
    }
    if let Some(asked) = line.strip_prefix("position: ") {
        return (!positions().any(|p| p == asked)).then(|| format!("positions are {:?}", positions().collect::<Vec<_>>()));
    }
    if let Some(asked) = line.strip_prefix("no position: ") {
        return positions().any(|p| p == asked || p.starts_with(&format!("{asked} ("))).then(|| "it is there".to_owned());
    }
    let (words, expected) = line.strip_prefix('"').and_then(|l| l.split_once("\" = ").or_else(|| l.split_once("\"#"))).expect("a check");
    let (number, expected) = match expected.split_once(" = ") {
        Some((number, expected)) => (number.parse::<usize>().unwrap(), expected),
        None => (1, expected),
    };
    let text = &reading.article.text;
    let at = text.match_indices(words).map(|(at, _)| at).filter(|&at| {
        let edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
        edge(text[..at].chars().next_back()) && edge(text[at + words.len()..].chars().next())
    });
    let at = at.clone().nth(number - 1).expect("the words stand in the text");
    let span = Span::new(at, at + words.len());
    let actor = reading.mentions.iter().find(|m| m.span == span).and_then(|m| m.actor).map(|a| reading.actors[a as usize].name.as_str());
    (actor.unwrap_or("nobody") != expected).then(|| format!("it is {actor:?}"))
}

#[test]
fn the_cases_hold() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/names");
    let mut files: Vec<_> =
        std::fs::read_dir(folder).unwrap().map(|f| f.unwrap().path()).filter(|f| f.extension().is_some_and(|e| e == "md")).collect();
    files.sort();
    let (mut checks, mut failures, mut report) = (0, 0, String::new());
    for file in &files {
        let content = std::fs::read_to_string(file).unwrap();
        for case in content.split("\n## ").skip(1) {
            let heading = case.lines().next().unwrap();
            let text: Vec<&str> = case.lines().filter_map(|l| l.strip_prefix("> ")).collect();
            let published = case.lines().find_map(|l| l.strip_prefix("published: "));
            let reading = read(&text.join("\n"), published);
            // "- known: …" marks what does not hold yet; such a check must go on failing, so that the mark goes when it is mended.
            for line in case.lines().filter_map(|l| l.strip_prefix("- ")) {
                checks += 1;
                let (line, known) = line.strip_prefix("known: ").map_or((line, false), |l| (l, true));
                match (check(&reading, line), known) {
                    (Some(why), false) => {
                        failures += 1;
                        writeln!(report, "{heading}\n    {line}\n    {why}").unwrap();
                    }
                    (None, true) => {
                        failures += 1;
                        writeln!(report, "{heading}\n    {line}\n    holds now: take the mark off").unwrap();
                    }
                    _ => {}
                }
            }
        }
    }
    assert!(checks >= 80, "only {checks} checks found");
    assert_eq!(failures, 0, "{failures} of {checks} checks fail\n{report}");
}
