//! The way from text to sentences.

use crate::Analysis;
use compact_str::CompactString;
use model::{Sentence, Span, Token, Upos};
use std::sync::OnceLock;

/// Loaded models. `Sync` and cheap to share; one per process is enough.
#[derive(Debug, Default)]
pub struct Engine {}

/// Buffers that one thread reuses from text to text.
#[derive(Debug, Default)]
pub struct Scratch {}

impl Engine {
    /// The English engine with the embedded models, loaded on first use.
    pub fn english() -> &'static Engine {
        static ENGINE: OnceLock<Engine> = OnceLock::new();
        ENGINE.get_or_init(Engine::default)
    }

    /// Analyses the blocks `ranges` (bytes of `text`, ordered, not overlapping). Ranges that do not fit the text are skipped.
    pub fn analyse(&self, text: &str, ranges: &[Span], _scratch: &mut Scratch) -> Analysis {
        let mut analysis = Analysis::default();
        for range in ranges {
            let block = range.of(text);
            let mut tokens = Vec::new();
            let mut start = None;
            let base = range.start as usize;
            let push = |tokens: &mut Vec<Token>, a: usize, b: usize| {
                let head = tokens.len().min(1) as u16;
                let form = &block[a..b];
                tokens.push(Token {
                    span: Span::new(base + a, base + b),
                    lemma: CompactString::from(form.to_lowercase()),
                    upos: if form.chars().all(char::is_alphanumeric) { Upos::Noun } else { Upos::Punct },
                    xpos: CompactString::default(),
                    head,
                    deprel: CompactString::from(if head == 0 { "root" } else { "dep" }),
                });
            };
            for (at, c) in block.char_indices() {
                if c.is_alphanumeric() {
                    start.get_or_insert(at);
                    continue;
                }
                if let Some(a) = start.take() {
                    push(&mut tokens, a, at);
                }
                if !c.is_whitespace() {
                    push(&mut tokens, at, at + c.len_utf8());
                }
                if matches!(c, '.' | '!' | '?' | '\n') {
                    flush(&mut tokens, &mut analysis);
                }
            }
            if let Some(a) = start.take() {
                push(&mut tokens, a, block.len());
            }
            flush(&mut tokens, &mut analysis);
        }
        analysis
    }
}

fn flush(tokens: &mut Vec<Token>, analysis: &mut Analysis) {
    if let (Some(first), Some(last)) = (tokens.first(), tokens.last()) {
        let span = first.span.cover(last.span);
        analysis.sentences.push(Sentence { span, tokens: std::mem::take(tokens) });
    }
}
