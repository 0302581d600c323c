//! Headlines that attribute by a colon: "Minister: No deal before May", "No deal before May: minister".

use super::attribution::Attribution;
use super::rules::content_span;
use super::tree::Tree;
use crate::Document;
use lexicon::saying::CueClass;
use model::Upos;

/// Whether sentence `index` is such a line; what it says is added.
pub fn find(document: &Document, index: usize, tree: &Tree, out: &mut Vec<Attribution>) -> bool {
    let text = &document.article.text;
    let tokens = &tree.sentence.tokens;
    let Some(block) = document.block(index) else { return false };
    // A line of its own that begins with the sentence.
    if tree.len() < 4 || block.span.start != tree.sentence.span.start || tree.len() > 40 {
        return false;
    }
    let Some(colon) = tokens.iter().position(|t| t.span.of(text) == ":") else { return false };
    let named = |a: usize, b: usize| {
        a <= b
            && b - a < 5
            && tokens[a..=b].iter().any(|t| t.upos == Upos::Propn)
            && tokens[a..=b].iter().all(|t| matches!(t.upos, Upos::Propn | Upos::Noun | Upos::Adj | Upos::Adp | Upos::Det | Upos::Part))
    };
    let last = tree.len() - 1;
    let (source, content) = if colon > 0 && colon < last && named(0, colon - 1) {
        ((0, colon - 1), (colon + 1, last))
    } else {
        return false;
    };
    let mut found = Attribution::new(index, (colon, colon), colon, CueClass::Statement);
    let source = tree.trim(source);
    found.source = Some((index, source));
    found.source_head = (source.0..=source.1).find(|&i| tree.sentence.head(i).is_none_or(|h| h < source.0 || h > source.1));
    found.add(content_span(tree, content), text);
    if found.content.is_empty() {
        return false;
    }
    out.push(found);
    true
}
