//! What the examples share: clean running text -> a document with its syntax, every line a block of the body.
#![allow(dead_code)]

use model::{Article, Block, BlockKind, Span};
use read::Document;
use serde_json::Value;
use std::io::BufRead;

/// The language engine with its memory.
pub struct Analyst {
    engine: &'static language::Engine,
    scratch: language::Scratch,
}

impl Analyst {
    /// English.
    pub fn english() -> Analyst {
        Analyst { engine: language::Engine::english(), scratch: language::Scratch::default() }
    }

    /// The text's syntax and names, nothing else read.
    pub fn document(&mut self, text: &str) -> Document {
        let blocks = lines(text);
        let ranges: Vec<Span> = blocks.iter().map(|b| b.span).collect();
        let analysis = self.engine.analyse(text, &ranges, &mut self.scratch);
        let article = Article {
            text: text.to_owned(),
            language: "en".into(),
            published: None,
            title: None,
            byline: None,
            outlet: None,
            blocks,
            sources: vec![],
        };
        Document::new(article, analysis.sentences, analysis.names)
    }
}

/// The values of JSON Lines.
pub fn values(lines: impl BufRead) -> impl Iterator<Item = Value> {
    lines.lines().map(|line| serde_json::from_str(&line.expect("input is text")).expect("input is JSON Lines"))
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
