//! The way from text to sentences and names.

use crate::models::Models;
use crate::neural::{FEATURES, Forward, Net, Sizes, Tree, bilou_path, input_ids, tree};
use crate::segment::SegmentScratch;
use crate::words::{self, Word};
use crate::{Analysis, names};
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
#[derive(Debug, Default)]
pub struct Scratch {
    segment: SegmentScratch,
    words: Vec<Word>,
    marks: Vec<u32>,
    batch: Batch,
    forward: Forward,
    tree: Tree,
    back: Vec<[u8; 32]>,
    path: Vec<u8>,
}

/// Sentences that are read together: the matrix products are the faster the more words they hold.
#[derive(Debug, Default)]
struct Batch {
    tokens: Vec<Span>,
    ids: Vec<[u32; FEATURES]>,
    marks: Vec<u32>,
    ends: Vec<usize>,
}

/// Words in a batch, at least, where the text has them; it bounds the memory of a pass.
const BATCH: usize = 512;

/// The models built into the library: the better ones, a data file under CC BY-SA 4.0, or those learned from free data alone.
#[cfg(feature = "by-sa-models")]
const ENGLISH: &[u8] = include_bytes!("../models/english-by-sa.bin");
#[cfg(not(feature = "by-sa-models"))]
const ENGLISH: &[u8] = include_bytes!("../models/english-free.bin");

impl Engine {
    /// The English engine with the embedded models, loaded on first use.
    pub fn english() -> &'static Engine {
        static ENGINE: OnceLock<Engine> = OnceLock::new();
        ENGINE.get_or_init(|| Engine::new(Models::from_bytes(ENGLISH).unwrap_or_default()))
    }

    /// An engine with models of one's own.
    pub fn new(mut models: Models) -> Engine {
        if models.net.sizes.rows < 2 {
            // No network at all: segments still come out, as words of no known kind.
            models.net = Net::zeros(Sizes { rows: 2, width: 2, arc: 1, ..Sizes::default() });
        }
        let tags = models.tags.iter().map(|t| (t.0, CompactString::from(t.1.as_str()))).collect();
        let relations = models.relations.iter().map(CompactString::from).collect();
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
                self.queue(text, &tokens[from..end], scratch);
                from = end;
                if scratch.batch.tokens.len() >= BATCH {
                    self.read(text, scratch, &mut analysis);
                }
            }
            (scratch.segment.tokens, scratch.segment.ends) = (tokens, ends);
        }
        self.read(text, scratch, &mut analysis);
        names::agree(text, &mut analysis);
        analysis
    }

    /// Puts a sentence into the batch.
    fn queue(&self, text: &str, tokens: &[Span], scratch: &mut Scratch) {
        words::fill(text, tokens, &mut scratch.words);
        self.models.gazetteer.mark(&scratch.words, &mut scratch.marks);
        input_ids(&scratch.words, &scratch.marks, self.models.net.sizes.rows, &mut scratch.batch.ids);
        scratch.batch.marks.extend(&scratch.marks);
        scratch.batch.tokens.extend(tokens);
        scratch.batch.ends.push(scratch.batch.tokens.len());
    }

    /// Reads the batch and empties it.
    fn read(&self, text: &str, scratch: &mut Scratch, analysis: &mut Analysis) {
        let Scratch { batch, forward, tree: found, back, path, .. } = scratch;
        let net = &self.models.net;
        let tags = net.sizes.tags;
        forward.run(net, &batch.ids, &batch.ends, None);
        let mut from = 0;
        for &end in &batch.ends {
            let tokens = &batch.tokens[from..end];
            tree(net, &forward.out, from, end, found);
            if let (Some(first), Some(last)) = (tokens.first(), tokens.last()) {
                let words = tokens.iter().enumerate().map(|(at, &span)| {
                    let scores = &forward.out.classes.row(from + at)[..tags];
                    let tag = (0..tags).fold(0, |best, c| if scores[c] > scores[best] { c } else { best });
                    let head = found.heads[at + 1];
                    let relation = forward.out.relation(net, from + at, (head as usize).checked_sub(1).map(|h| from + h));
                    self.token(text, span, tag, head, relation)
                });
                analysis.sentences.push(Sentence { span: first.cover(*last), tokens: words.collect() });
            }
            if net.sizes.names > 0 {
                bilou_path((from..end).map(|at| &forward.out.classes.row(at)[tags..]), back, path);
                if let Some(sentence) = analysis.sentences.last() {
                    names::spans(&sentence.tokens, &batch.marks[from..end], path, &self.models.gazetteer, &mut analysis.names);
                }
            }
            from = end;
        }
        batch.tokens.clear();
        batch.ids.clear();
        batch.marks.clear();
        batch.ends.clear();
    }

    fn token(&self, text: &str, span: Span, tag: usize, head: u16, relation: usize) -> Token {
        let (upos, xpos) = self.tags.get(tag).cloned().unwrap_or_default();
        let deprel = match self.relations.get(relation) {
            _ if head == 0 => CompactString::const_new("root"),
            Some(relation) if relation != "root" => relation.clone(),
            _ => CompactString::const_new("dep"),
        };
        Token { span, lemma: self.models.lemmatiser.lemma(span.of(text), tag as u8), upos, xpos, head, deprel }
    }
}
