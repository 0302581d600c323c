//! Reader of statements: who said what, in which words, as far as the report tells.
//!
//! Finds **all attributions** (speech, acts by speech, attitudes, findings), because a report's words about what somebody wants stand in the
//! same grammar as its words about what somebody said; [`class`] tells which an attribution is, and [`chain_at`] follows speech alone.
//! Steps: quotation marks ([`quotes`]), grammar ([`rules`]), quotations joined and carried on ([`quoted`]), headlines ([`headlines`]), then
//! resolution to actors ([`resolve`]) and nesting. A report is never refused for its marks: see [`quotes`].

mod attribution;
mod chain;
mod headlines;
mod outlets;
mod quoted;
mod quotes;
mod resolve;
mod rules;
mod tree;

pub use chain::{chain_at, class, speakers_at};
pub use lexicon::saying::CueClass;

use crate::Document;
use attribution::Attribution;
use quotes::Quote;
use tree::Tree;

/// Finds the statements of the document and the outlets that its text names as sources, and stores both in it.
pub fn find(document: &mut Document) {
    let quotes = scan(document);
    let trees: Vec<Tree> = document.sentences.iter().map(Tree::new).collect();
    let mut found = Vec::new();
    collect(document, &trees, &quotes, &mut found);
    drop(trees);
    let statements = resolve::statements(document, &quotes, found);
    document.statements = statements;
    outlets::cite(document);
}

/// Quotations of the whole document, block by block.
fn scan(document: &Document) -> Vec<Quote> {
    let mut out = Vec::new();
    let mut seen = None;
    for &block in &document.sentence_blocks {
        if seen == Some(block) {
            continue;
        }
        seen = Some(block);
        if let Some(block) = document.article.blocks.get(block as usize) {
            quotes::scan(&document.article.text, block.span, &mut out);
        }
    }
    out.sort_by_key(|q| q.span);
    out
}

/// Attributions by grammar and quotation marks.
fn collect(document: &Document, trees: &[Tree], quotes: &[Quote], found: &mut Vec<Attribution>) {
    let text = &document.article.text;
    for (index, tree) in trees.iter().enumerate() {
        if !headlines::find(document, index, tree, found) {
            rules::find(index, tree, text, found);
        }
    }
    quoted::join(text, &document.sentences, quotes, found);
    quoted::carry_on(text, &document.sentences, trees, &document.sentence_blocks, quotes, found);
    found.retain(|a| !a.content.is_empty());
}
