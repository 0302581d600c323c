//! Literate tests of the reader of statements: `tests/statements/*.md` say what must be found, in prose that a researcher can read.
#![allow(clippy::unwrap_used)]

use model::{Article, Block, BlockKind, Span};
use read::Document;
use read::statements::{self, model::Model};

fn document(text: &str) -> Document {
    let mut at = 0;
    let mut blocks = Vec::new();
    for line in text.split_inclusive('\n') {
        if !line.trim().is_empty() {
            blocks.push(Block { span: Span::new(at, at + line.trim_end().len()), kind: BlockKind::Body });
        }
        at += line.len();
    }
    let ranges: Vec<Span> = blocks.iter().map(|b| b.span).collect();
    let analysis = language::Engine::english().analyse(text, &ranges, &mut language::Scratch::default());
    let article = Article {
        text: text.to_owned(),
        language: "en".to_owned(),
        published: None,
        title: None,
        byline: None,
        outlet: None,
        blocks,
        sources: Vec::new(),
    };
    let names = analysis
        .names
        .iter()
        .filter_map(|n| Some(model::NameSpan { span: n.span, kind: model::EntityKind::parse(n.kind.name())? }))
        .collect();
    Document::new(article, analysis.sentences, names)
}

/// "mode | source | cue | content" of every statement found.
fn found(text: &str, model: Option<&Model>) -> Vec<String> {
    let mut document = document(text);
    statements::find_with(&mut document, model);
    let words = |spans: &[Span]| spans.iter().map(|s| s.of(text)).collect::<Vec<_>>().join(" // ");
    document
        .statements
        .iter()
        .map(|s| format!("{} | {} | {} | {}", s.mode.name(), words(&s.source), words(&s.cue), words(&s.content)))
        .collect()
}

fn cells(line: &str) -> Vec<String> {
    // Full stops, commas and colons at the edges of a part are nobody's loss; quotation marks are.
    line.split('|').map(|c| c.trim().trim_matches(['.', ',', ':']).to_owned()).collect()
}

fn fits(expected: &str, line: &str) -> bool {
    let (expected, line) = (cells(expected), cells(line));
    expected.len() == line.len() && expected.iter().zip(&line).all(|(e, l)| e == "*" || e == l)
}

fn check(file: &str, model: Option<&Model>, who: &str) -> Vec<String> {
    let path = format!("{}/tests/statements/{file}", env!("CARGO_MANIFEST_DIR"));
    let source = std::fs::read_to_string(path).unwrap();
    let mut faults = Vec::new();
    let mut text = String::new();
    let mut cases = 0;
    let mut blocks = source.split("```");
    blocks.next();
    while let (Some(block), _) = (blocks.next(), blocks.next()) {
        if let Some(body) = block.strip_prefix("text\n") {
            text = body.trim_end().to_owned();
        } else if let Some(body) = block.strip_prefix("statements\n") {
            cases += 1;
            let lines = found(&text, model);
            for expected in body.lines().filter(|l| !l.trim().is_empty()) {
                let (wanted, pattern) = match expected.strip_prefix('!') {
                    Some(rest) => (false, rest),
                    None => (true, expected),
                };
                if lines.iter().any(|l| fits(pattern, l)) != wanted {
                    faults.push(format!("{who}, {file}: {text}\n  expected {expected}\n  found    {lines:?}"));
                }
            }
        }
    }
    assert!(cases > 0, "{file} holds no case");
    faults
}

#[test]
fn rules_alone_and_with_the_model_find_what_the_cases_say() {
    let mut faults = Vec::new();
    for file in ["speech.md", "marks.md", "attribution.md", "transcripts.md"] {
        faults.extend(check(file, None, "rules"));
        if let Some(model) = Model::embedded() {
            faults.extend(check(file, Some(model), "model"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn with_the_model_the_sentences_of_agencies_are_read() {
    let faults = Model::embedded().map(|model| check("agencies.md", Some(model), "model")).unwrap_or_default();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn nested_statements_know_their_parent_and_chains_run_outermost_first() {
    let text = "The spokesman said the president had promised that the hostages would come home.";
    let mut document = document(text);
    statements::find(&mut document);
    let at = text.find("hostages").unwrap();
    let chain = statements::chain_at(&document, Span::new(at, at + 8));
    let cues: Vec<&str> = chain.iter().map(|&i| document.statements[i].cue[0].of(text)).collect();
    assert_eq!(cues, ["said", "had promised"]);
    assert_eq!(document.statements[chain[1]].parent, Some(chain[0] as u32));
}

#[test]
fn what_somebody_wants_is_no_speech() {
    let text = "The minister wants to meet the rebels.";
    let mut document = document(text);
    statements::find(&mut document);
    assert!(document.statements.iter().all(|s| !statements::class(&document, s).is_speech()));
    let at = text.find("rebels").unwrap();
    assert!(statements::chain_at(&document, Span::new(at, at + 6)).is_empty());
}

/// Addressee, occasion, medium, place and time of the only statement with this cue.
fn setting(text: &str, cue: &str) -> [String; 5] {
    let mut document = document(text);
    read::times::find(&mut document);
    read::names::find(&mut document);
    statements::find(&mut document);
    let s = document.statements.iter().find(|s| s.cue.iter().any(|c| c.of(text) == cue)).unwrap();
    let words = |span: Option<Span>| span.map_or("", |s| s.of(text)).to_owned();
    let to = s.addressee.map_or("", |a| document.actors[a as usize].name.as_str()).to_owned();
    [to, words(s.setting.occasion), words(s.setting.medium), words(s.setting.place), words(s.setting.time)]
}

#[test]
fn the_words_beside_the_cue_tell_the_circumstances() {
    let at = |text: &str| setting(text, "said");
    assert_eq!(
        at("The envoy said at a news conference in Geneva on Friday that the text was ready."),
        ["", "at a news conference", "", "Geneva", "Friday"]
    );
    assert_eq!(at("“We will sign,” the ministry said in a written statement on Tuesday.")[2], "in a written statement");
    assert_eq!(at("Speaking by telephone from Nairobi, the mediator said the talks were over.")[3], "Nairobi");
    // What is said to happen on Friday was not said on Friday.
    assert_eq!(at("The envoy said that the parties would meet on Friday in Oslo."), ["", "", "", "", ""]);
    assert_eq!(setting("Peru told Chile that the border would open.", "told")[0], "Chile");
}

#[test]
fn outlets_named_as_sources_are_cited() {
    let text = "According to Al Jazeera, the truce began at noon. “We are ready,” the envoy told Reuters. State media reported that the road was open.";
    let mut document = document(text);
    statements::find(&mut document);
    let outlets: Vec<&str> = document.sources.iter().map(|s| s.outlet.as_str()).collect();
    assert!(outlets.contains(&"Al Jazeera") && outlets.contains(&"Reuters"), "{outlets:?}");
    assert!(outlets.iter().any(|o| o.eq_ignore_ascii_case("state media")), "{outlets:?}");
}

#[test]
fn odd_input_gives_fewer_statements_and_no_panic() {
    for text in [
        "",
        "“",
        "””””",
        "said",
        "\"\" said \"\"",
        "— said — “ — ” —",
        "according to",
        "’s ’s ’s",
        "\u{200b}“\u{200b}”",
        "::::",
        "He said “a “b “c “d",
    ] {
        found(text, None);
        found(text, Model::embedded());
    }
    let marks = "“ ‘ ” ’ \" ' « » „ ".repeat(400);
    found(&marks, Model::embedded());
}

#[test]
fn a_word_of_a_longer_name_is_no_outlet() {
    let cited = |text: &str| -> Vec<String> {
        let mut document = document(text);
        statements::find_with(&mut document, None);
        document.sources.iter().map(|source| source.outlet.clone()).collect()
    };
    assert_eq!(cited("The Island Liberation Front said on Monday that it would study the draft."), Vec::<String>::new());
    assert_eq!(cited("The mayor told Liberation on Monday that he would study the draft."), ["Libération"]);
    assert_eq!(cited("Reuters News Agency reported on Monday that the draft was signed."), ["Reuters"]);
}
