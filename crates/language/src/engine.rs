//! The way from text to sentences.

use crate::Analysis;
use crate::labeller::{Children, Tree};
use crate::linear::Features;
use crate::models::Models;
use crate::parser::State;
use crate::segment::SegmentScratch;
use crate::tagger::Tag;
use crate::words::{self, Word};
use compact_str::CompactString;
use model::{Sentence, Span, Token, Upos};
use std::sync::OnceLock;

/// Loaded models. `Sync` and cheap to share; one per process is enough.
#[derive(Clone, Debug, Default)]
pub struct Engine {
    models: Models,
    tags: Vec<(Upos, CompactString)>,
    relations: Vec<CompactString>,
}

/// Buffers that one thread reuses from text to text.
#[derive(Debug)]
pub struct Scratch {
    segment: SegmentScratch,
    words: Vec<Word>,
    facts: Vec<u32>,
    tags: Vec<Tag>,
    state: State,
    children: Children,
    labels: Vec<u8>,
    features: Features,
    sums: [i32; 256],
}

impl Default for Scratch {
    fn default() -> Scratch {
        Scratch {
            segment: SegmentScratch::default(),
            words: Vec::new(),
            facts: Vec::new(),
            tags: Vec::new(),
            state: State::default(),
            children: Children::default(),
            labels: Vec::new(),
            features: Features::default(),
            sums: [0; 256],
        }
    }
}

/// The models built into the library.
const ENGLISH: &[u8] = include_bytes!("../models/english-by-sa.bin");

impl Engine {
    /// The English engine with the embedded models, loaded on first use.
    pub fn english() -> &'static Engine {
        static ENGINE: OnceLock<Engine> = OnceLock::new();
        ENGINE.get_or_init(|| Engine::new(Models::from_bytes(ENGLISH).unwrap_or_default()))
    }

    /// An engine with models of one's own.
    pub fn new(models: Models) -> Engine {
        let tags = models.tagger.tags.iter().map(|t| (t.0, CompactString::from(t.1.as_str()))).collect();
        let relations = models.labeller.relations.iter().map(CompactString::from).collect();
        Engine { models, tags, relations }
    }

    /// Analyses the blocks `ranges` (bytes of `text`, ordered, not overlapping). Ranges that do not fit the text are skipped.
    pub fn analyse(&self, text: &str, ranges: &[Span], scratch: &mut Scratch) -> Analysis {
        let mut analysis = Analysis::default();
        for &range in ranges {
            self.models.segmenter.segment(text, range, &mut scratch.segment);
            let tokens = std::mem::take(&mut scratch.segment.tokens);
            let ends = std::mem::take(&mut scratch.segment.ends);
            let mut from = 0;
            for &end in &ends {
                if let Some(sentence) = self.sentence(text, &tokens[from..end], scratch) {
                    analysis.sentences.push(sentence);
                }
                from = end;
            }
            (scratch.segment.tokens, scratch.segment.ends) = (tokens, ends);
        }
        analysis
    }

    /// Tags, parses and labels one sentence.
    fn sentence(&self, text: &str, tokens: &[Span], scratch: &mut Scratch) -> Option<Sentence> {
        let span = tokens.first()?.cover(*tokens.last()?);
        let Scratch { words, facts, tags, state, children, labels, features, sums, .. } = scratch;
        let models = &self.models;
        words::fill(text, tokens, words);
        models.tagger.look_up(words, facts);
        models.tagger.tag(words, facts, features, sums, tags);
        models.parser.parse(words, tags, state, features);
        children.fill(&state.heads);
        models.labeller.label(&Tree { words, tags, heads: &state.heads, children }, features, sums, labels);
        let token = |(i, &span): (usize, &Span)| {
            let (upos, xpos) = self.tags.get(tags[i] as usize).cloned().unwrap_or_default();
            let head = state.heads[i + 1];
            let deprel = match self.relations.get(labels[i] as usize) {
                _ if head == 0 => CompactString::const_new("root"),
                Some(relation) if relation != "root" => relation.clone(),
                _ => CompactString::const_new("dep"),
            };
            Token { span, lemma: models.lemmatiser.lemma(span.of(text), tags[i]), upos, xpos, head, deprel }
        };
        Some(Sentence { span, tokens: tokens.iter().enumerate().map(token).collect() })
    }
}
