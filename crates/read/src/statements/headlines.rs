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
    let (source, content) = if colon > 0 && colon < last && named(0, colon - 1) && !dateline(document, tree, colon) {
        ((0, colon - 1), (colon + 1, last))
    } else if colon > 3 && last > colon && speaker_at_end(document, tree, (colon + 1, last)) {
        ((colon + 1, last), (0, colon - 1))
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

/// "NAIROBI: The parties …": a place in capitals before the colon says where the report was written, not who speaks.
fn dateline(document: &Document, tree: &Tree, colon: usize) -> bool {
    let words = tree.sentence.tokens[0].span.cover(tree.sentence.tokens[colon - 1].span);
    let capitals = !words.of(document.text()).chars().any(char::is_lowercase);
    let place = |kind: model::EntityKind, span: model::Span| kind == model::EntityKind::Place && span.overlaps(words);
    capitals && (document.name_spans.iter().any(|n| place(n.kind, n.span)) || document.mentions.iter().any(|m| place(m.kind, m.span)))
}

/// "No deal before May: minister": a short line that ends in a name or an office after its only colon.
fn speaker_at_end(document: &Document, tree: &Tree, (first, last): (usize, usize)) -> bool {
    let text = document.text();
    let tokens = &tree.sentence.tokens;
    let last = if tokens[last].upos == Upos::Punct { last - 1 } else { last };
    if last < first || last - first > 4 || tree.len() > 25 {
        return false;
    }
    // A line without a full stop, of one sentence: the shape of a headline.
    let alone = document.block(tree_index(document, tree)).is_some_and(|b| b.span.end <= tree.sentence.span.end + 1);
    let stopped = text[..tree.sentence.span.end as usize].ends_with('.');
    let one_colon = tokens.iter().filter(|t| t.span.of(text) == ":").count() == 1;
    let nominal = tokens[first..=last]
        .iter()
        .all(|t| matches!(t.upos, Upos::Propn | Upos::Noun | Upos::Adj | Upos::Part | Upos::Adp | Upos::Det) && t.span.of(text) != ",");
    let index = tree_index(document, tree);
    let speaks = (first..=last).any(|i| {
        let word = tokens[i].lemma.to_lowercase();
        tokens[i].upos == Upos::Propn
            || lexicon::find_title(&word).is_some()
            || document.mention_at(index, i).is_some_and(|m| m.actor.is_some())
    });
    alone && !stopped && one_colon && nominal && speaks
}

fn tree_index(document: &Document, tree: &Tree) -> usize {
    document.sentences.partition_point(|s| s.span.start < tree.sentence.span.start)
}
