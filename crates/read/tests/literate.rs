//! Literate tests: `tests/claims/*.md`. A line with `>` is a sentence; `- kind/status by=… to=…` a claim that it makes, with ` at=FIRST..LAST` its days; `- not kind/status`
//! one that it must not make; `- hangs on "WORDS"` words that tie a claim's time to another event. Everything else is prose.

mod common;
use common::{Wanted, reading};

#[test]
fn sentences_make_the_claims_that_the_pages_say() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/claims");
    let mut files: Vec<_> = std::fs::read_dir(folder).expect("tests/claims").map(|e| e.expect("entry").path()).collect();
    files.sort();
    let mut failures = Vec::new();
    let mut count = 0;
    for file in files {
        let text = std::fs::read_to_string(&file).expect("readable");
        let mut current = None;
        for line in text.lines() {
            if let Some(sentence) = line.strip_prefix("> ") {
                current = Some((sentence.to_owned(), reading(sentence, "2031-05-20")));
            } else if let (Some(rule), Some((sentence, reading))) = (line.strip_prefix("- "), &current) {
                count += 1;
                let (rule, wanted_there) = rule.strip_prefix("not ").map_or((rule, true), |r| (r, false));
                let there = if let Some(words) = rule.strip_prefix("hangs on ") {
                    let words = words.trim_matches('"');
                    let event = |c: &model::Claim| c.time.as_ref().and_then(|t| t.event).map(|s| s.of(&reading.article.text));
                    reading.claims.iter().any(|c| event(c) == Some(words))
                } else {
                    let wanted = Wanted::parse(rule);
                    reading.claims.iter().any(|c| wanted.is_met_by(c) && wanted.is_dated(c) && wanted.roles(c).0 == wanted.roles(c).1)
                };
                if there != wanted_there {
                    let got: Vec<String> = reading
                        .claims
                        .iter()
                        .map(|c| format!("{}/{} {:?} {:?}", c.kind, c.status, c.fields, c.time.as_ref().map(|t| t.envelope)))
                        .collect();
                    failures.push(format!("{}: {sentence}\n    {line}\n    got {got:?}", file.display()));
                }
            }
        }
    }
    assert!(count > 40, "only {count} expectations found");
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
