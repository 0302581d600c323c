//! Turns of an interview or a transcript: "NAME: words", and the paragraphs that follow until the next name.
//!
//! A document is read so where at least three of its lines begin with a speaker's label and either a label comes back or labels are written
//! as transcripts write them (capitals, "Q", "Question"); a single "Name: words" is a headline (`headlines`).

use super::attribution::Attribution;
use super::tree::{Tree, Words};
use crate::Document;
use lexicon::saying::CueClass;
use model::{BlockKind, Span, Upos};

/// A line that begins with a speaker's label.
struct Labelled {
    block: usize,
    sentence: usize,
    label: Words,
    /// The colon; none where the label stands alone ("Q   Will you …").
    colon: Option<usize>,
    /// Written as only transcripts write.
    formal: bool,
}

/// Paragraphs that a turn may have without a new label.
const LONGEST_TURN: usize = 12;

/// The turns of the document, one attribution a paragraph; none where it is no transcript.
pub fn find(document: &Document, trees: &[Tree]) -> Vec<Attribution> {
    let labelled = labels(document, trees);
    let words = |l: &Labelled| label_span(document, l).of(document.text());
    let returning = labelled.iter().enumerate().any(|(i, l)| labelled[..i].iter().any(|k| words(k) == words(l)));
    let formal = labelled.iter().filter(|l| l.formal).count() >= 2;
    if labelled.len() < 3 || !(returning || formal) {
        return Vec::new();
    }
    let mut out = Vec::new();
    for (number, turn) in labelled.iter().enumerate() {
        out.extend(paragraph(document, turn, turn.block));
        let Some(next) = labelled.get(number + 1) else { break };
        if next.block - turn.block <= LONGEST_TURN {
            out.extend((turn.block + 1..next.block).filter_map(|block| paragraph(document, turn, block)));
        }
    }
    out
}

fn label_span(document: &Document, l: &Labelled) -> Span {
    let tokens = &document.sentences[l.sentence].tokens;
    tokens[l.label.0].span.cover(tokens[l.label.1].span)
}

fn labels(document: &Document, trees: &[Tree]) -> Vec<Labelled> {
    let mut out: Vec<Labelled> = Vec::new();
    for (sentence, tree) in trees.iter().enumerate() {
        let block = document.sentence_blocks[sentence] as usize;
        let first = sentence == 0 || document.sentence_blocks[sentence - 1] as usize != block;
        if first && document.block_kind(sentence) == BlockKind::Body {
            out.extend(label(document, sentence, tree, block));
        }
    }
    out
}

fn label(document: &Document, sentence: usize, tree: &Tree, block: usize) -> Option<Labelled> {
    let text = document.text();
    let tokens = &tree.sentence.tokens;
    let form = |i: usize| tokens[i].span.of(text);
    let colon = (1..tokens.len().min(9)).find(|&i| form(i) == ":");
    // "Q   Will you …", "A. We will." and the like: a letter alone, then a capital.
    if matches!(form(0), "Q" | "A" | "Q." | "A.") {
        let next = tokens.get(1).filter(|t| !matches!(t.span.of(text), ":" | "."));
        let apart = |t: &model::Token| t.span.start - tokens[0].span.end >= 2 || form(0).ends_with('.') || form(0) == "Q";
        if next.is_some_and(|t| apart(t) && t.span.of(text).starts_with(char::is_uppercase)) {
            return Some(Labelled { block, sentence, label: (0, 0), colon: None, formal: true });
        }
    }
    let colon = colon?;
    let words = &tokens[..colon];
    let capitals = words.iter().any(|t| t.span.of(text).chars().any(char::is_alphabetic))
        && words.iter().all(|t| !t.span.of(text).chars().any(char::is_lowercase));
    let role = words.len() <= 2
        && words.iter().any(|t| {
            matches!(
                t.lemma.to_lowercase().as_str(),
                "question" | "answer" | "reporter" | "interviewer" | "moderator" | "journalist" | "host" | "correspondent"
            )
        });
    let name = words.len() <= 7
        && words.iter().any(|t| t.upos == Upos::Propn)
        && words.iter().all(|t| {
            matches!(t.upos, Upos::Propn | Upos::Noun | Upos::Adj | Upos::Det | Upos::Part | Upos::Adp)
                || matches!(t.span.of(text), "." | ",")
        });
    (capitals || role || name).then(|| Labelled {
        block,
        sentence,
        label: tree.trim((0, colon - 1)),
        colon: Some(colon),
        formal: capitals || role,
    })
}

/// What a turn says in one paragraph.
fn paragraph(document: &Document, turn: &Labelled, block: usize) -> Option<Attribution> {
    let span = document.article.blocks.get(block).filter(|b| b.kind == BlockKind::Body)?.span;
    let (sentence, start) = if block == turn.block {
        let last = turn.colon.unwrap_or(turn.label.1);
        (turn.sentence, document.sentences[turn.sentence].tokens[last].span.end)
    } else {
        (document.sentence_blocks.partition_point(|&b| (b as usize) < block), span.start)
    };
    let inner = Span { start, end: span.end }.of(document.text());
    let start = start + (inner.len() - inner.trim_start().len()) as u32;
    let end = start + inner.trim().len() as u32;
    let tokens = &document.sentences[turn.sentence].tokens;
    let inside = |h: u32| h.checked_sub(1).is_some_and(|h| (turn.label.0..=turn.label.1).contains(&(h as usize)));
    (start < end && sentence < document.sentences.len()).then(|| Attribution {
        sentence,
        cue: turn.colon.filter(|_| block == turn.block).map(|c| (c, c)),
        head: None,
        source: Some((turn.sentence, turn.label)),
        source_head: (turn.label.0..=turn.label.1).find(|&i| !inside(tokens[i].head.into())),
        content: vec![Span { start, end }],
        class: CueClass::Statement,
        addressee: None,
        spoken: true,
    })
}
