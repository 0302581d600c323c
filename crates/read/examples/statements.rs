//! Reads reports (`{"id", "text"}`, JSON Lines) as clean running text and writes annotations that hold statements and sources only: what the
//! scorer of statements reads. `--model FILE` uses another model than the embedded one, `--rules` none.
#![allow(clippy::disallowed_methods)]

use model::{Article, Block, BlockKind, CodePoints, EntityKind, Span};
use read::statements::model::Model;
use serde_json::{Value, json};
use std::io::{BufRead, Write};

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let own = arguments
        .iter()
        .position(|a| a == "--model")
        .and_then(|i| arguments.get(i + 1))
        .map(|file| Model::from_bytes(&std::fs::read(file).expect("model file can be read")).expect("model file is whole"));
    let rules = arguments.iter().any(|a| a == "--rules");
    let model = if rules { None } else { own.as_ref().or(Model::embedded()) };
    let engine = language::Engine::english();
    let mut scratch = language::Scratch::default();
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let (mut seconds, mut tokens) = (0.0, 0);
    for line in std::io::stdin().lock().lines() {
        let report: Value = serde_json::from_str(&line.expect("input is text")).expect("input is JSON Lines");
        let text = report["text"].as_str().unwrap_or("").to_owned();
        let blocks = lines(&text);
        let ranges: Vec<Span> = blocks.iter().map(|b| b.span).collect();
        let analysis = engine.analyse(&text, &ranges, &mut scratch);
        let points = CodePoints::new(&text);
        let article = Article {
            text: text.clone(),
            language: "en".into(),
            published: None,
            title: None,
            byline: None,
            outlet: None,
            blocks,
            sources: vec![],
        };
        tokens += analysis.sentences.iter().map(|s| s.tokens.len()).sum::<usize>();
        let names = analysis.names.iter().map(|n| model::NameSpan { span: n.span, kind: kind(n.kind) }).collect();
        let mut document = read::Document::new(article, analysis.sentences, names);
        read::names::find(&mut document);
        let begun = std::time::Instant::now();
        read::statements::find_with(&mut document, model);
        seconds += begun.elapsed().as_secs_f64();
        let spans = |list: &[Span]| list.iter().map(|s| json!([points.span(*s).0, points.span(*s).1])).collect::<Vec<_>>();
        let statements: Vec<Value> = document
            .statements
            .iter()
            .map(|s| {
                let name = |a: Option<u32>| a.map(|a| document.actors[a as usize].name.clone());
                json!({"mode": s.mode, "cue": spans(&s.cue), "content": spans(&s.content), "source": spans(&s.source), "parent": s.parent,
                       "speaker": name(s.speaker), "addressee": name(s.addressee), "class": read::statements::class(&document, s).name()})
            })
            .collect();
        writeln!(out, "{}", json!({"id": report["id"], "text": text, "statements": statements})).expect("output can be written");
    }
    eprintln!("{tokens} tokens, {seconds:.3} s for statements, {:.0} tokens/s", tokens as f64 / seconds);
}

fn kind(kind: language::NameKind) -> EntityKind {
    match kind {
        language::NameKind::Person => EntityKind::Person,
        language::NameKind::Organisation => EntityKind::Organisation,
        language::NameKind::Place => EntityKind::Place,
        language::NameKind::Group => EntityKind::Group,
        language::NameKind::Other => EntityKind::Other,
    }
}

fn lines(text: &str) -> Vec<Block> {
    let mut at = 0;
    let mut out = Vec::new();
    for line in text.split_inclusive('\n') {
        let lead = line.len() - line.trim_start().len();
        let body = line.trim();
        if !body.is_empty() {
            out.push(Block { span: Span::new(at + lead, at + lead + body.len()), kind: BlockKind::Body });
        }
        at += line.len();
    }
    out
}
