//! The way from text to sentences and names.

use crate::Analysis;
use crate::linear::Features;
use crate::models::Models;
use crate::names::{self, Context, Found, Knowledge};
use crate::neural::{FEATURES, Forward, Net, Sizes, Tree, bilou_path, input_ids, tree};
use crate::rerank::Seen;
use crate::segment::{SegmentScratch, Stops};
use crate::words::{self, Word};
use compact_str::CompactString;
use model::{EntityKind, Sentence, Span, Token, Upos};
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::OnceLock;

/// Loaded models. `Sync` and cheap to share; one per process is enough.
#[derive(Clone, Debug, Default)]
pub struct Engine {
    models: Models,
    tags: Vec<(Upos, CompactString)>,
    relations: Vec<CompactString>,
    knowledge: Knowledge,
    /// Verbs that headlines give capitals, by the hash of their form in small letters: the lexicon's, which the treebanks may not show.
    verbs: BTreeSet<u32>,
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
    relations: Vec<u8>,
    /// The network's best tags of a sentence's words, and those that stay.
    tags: [Vec<u8>; 2],
    features: Features,
    back: Vec<[u8; 32]>,
    path: Vec<u8>,
    found: Vec<Found>,
    spread: bool,
}

/// Sentences that are read together: the matrix products are the faster the more words they hold.
#[derive(Debug, Default)]
struct Batch {
    tokens: Vec<Span>,
    words: Vec<Word>,
    ids: Vec<[u32; FEATURES]>,
    marks: Vec<u32>,
    ends: Vec<usize>,
}

impl Batch {
    fn clear(&mut self) {
        self.tokens.clear();
        self.words.clear();
        self.ids.clear();
        self.marks.clear();
        self.ends.clear();
    }
}

/// The first of the best scores.
fn likeliest(scores: &[f32]) -> u8 {
    (0..scores.len()).fold(0, |best, c| if scores[c] > scores[best] { c } else { best }) as u8
}

/// What the network makes of a sentence of the batch that it has read, before its tags are ranked.
fn see<'s>(
    net: &Net,
    batch: &'s Batch,
    sentence: Range<usize>,
    forward: &mut Forward,
    best: &'s mut Tree,
    relations: &'s mut Vec<u8>,
    tags: &'s mut Vec<u8>,
) -> Seen<'s> {
    tree(net, &forward.out, sentence.start, sentence.end, best);
    forward.out.relations(net, sentence.start, &best.heads, relations);
    tags.clear();
    tags.extend(sentence.clone().map(|at| likeliest(forward.out.tag_scores(net, at))));
    Seen { words: &batch.words[sentence], tags, heads: &best.heads, relations }
}

/// Words in a batch, at least, where the text has them; it bounds the memory of a pass.
const BATCH: usize = 512;

/// The models built into the library: the best ones, which also learned from news; those learned from treebanks under CC BY-SA 4.0; or those
/// learned from free data alone. See `models/README.md`.
#[cfg(feature = "news-models")]
const ENGLISH: &[u8] = include_bytes!("../models/english-news.bin");
#[cfg(all(feature = "by-sa-models", not(feature = "news-models")))]
const ENGLISH: &[u8] = include_bytes!("../models/english-by-sa.bin");
#[cfg(not(any(feature = "by-sa-models", feature = "news-models")))]
const ENGLISH: &[u8] = include_bytes!("../models/english-free.bin");

/// Longest text in bytes that is cut into sentences at once; it bounds the segmenter's memory.
const PIECE: usize = 1 << 18;

/// The block in pieces: at the end of a sentence where one is near, else at a blank, else anywhere.
fn pieces(text: &str, range: Span) -> impl Iterator<Item = Span> {
    let end = range.end as usize;
    let mut from = if end > text.len() { end } else { range.start as usize };
    std::iter::from_fn(move || {
        if from >= end || from > 0 && !text.is_char_boundary(from) {
            return None;
        }
        let mut to = end;
        if end - from > PIECE {
            let near = (from + PIECE..).find(|&at| text.is_char_boundary(at)).unwrap_or(end).min(end);
            let half = (from + PIECE / 2..).find(|&at| text.is_char_boundary(at)).unwrap_or(near).min(near);
            let window = text.get(half..near).unwrap_or("");
            let stop = [". ", "? ", "! "].into_iter().filter_map(|mark| window.rfind(mark)).max().map(|at| at + 1);
            to = stop.or_else(|| window.rfind(char::is_whitespace)).map_or(near, |at| half + at);
        }
        let piece = Span::new(from, to);
        from = to;
        Some(piece)
    })
}

impl Engine {
    /// The English engine with the embedded models, loaded on first use.
    pub fn english() -> &'static Engine {
        static ENGINE: OnceLock<Engine> = OnceLock::new();
        ENGINE.get_or_init(|| Engine::new(Models::from_bytes(ENGLISH).unwrap_or_default()).with_english_words())
    }

    /// The engine with what the lexicon knows of English names beside the lists that its models were learned with.
    pub fn with_english_words(mut self) -> Engine {
        use lexicon::NameWords::{Groups, Organisations, People, Places};
        let families = [People, Places, Groups, Organisations];
        let kinds = [EntityKind::Person, EntityKind::Place, EntityKind::Group, EntityKind::Organisation];
        for (family, kind) in families.into_iter().zip(kinds) {
            self.models.gazetteer.extend(kind, &lexicon::name_words(family));
        }
        self.knowledge = Knowledge::english();
        let mut word = Vec::new();
        for lemma in lexicon::doing::Doing::get().verbs() {
            for form in [lemma.to_owned(), format!("{lemma}s")] {
                words::fill(&form, &[Span::new(0, form.len())], &mut word);
                self.verbs.extend(word.first().map(|w| w.form));
            }
        }
        self.models.segmenter.stops = Stops::new(lexicon::stopped_abbreviations());
        self
    }

    /// An engine with models of one's own.
    pub fn new(mut models: Models) -> Engine {
        if models.net.sizes.rows == 0 {
            // No network at all: segments still come out, as words of no known kind.
            models.net = Net::zeros(Sizes { rows: 1, width: 2, arc: 1, ..Sizes::default() });
        }
        let tags = models.tags.iter().map(|t| (t.0, CompactString::from(t.1.as_str()))).collect();
        let relations = models.relations.iter().map(CompactString::from).collect();
        Engine { models, tags, relations, knowledge: Knowledge::default(), verbs: BTreeSet::new() }
    }

    /// Analyses the blocks `ranges` (bytes of `text`, ordered, not overlapping). Ranges that do not fit the text are skipped.
    pub fn analyse(&self, text: &str, ranges: &[Span], scratch: &mut Scratch) -> Analysis {
        let mut analysis = Analysis::default();
        scratch.spread = names::is_spread(text);
        for range in ranges.iter().flat_map(|&range| pieces(text, range)) {
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
        names::agree(text, &mut analysis, &self.models.gazetteer);
        analysis
    }

    /// Puts a sentence into the batch.
    fn queue(&self, text: &str, tokens: &[Span], scratch: &mut Scratch) {
        words::fill(text, tokens, &mut scratch.words);
        self.models.gazetteer.mark(&scratch.words, &mut scratch.marks);
        let common = |form| self.models.vocabulary.knows_form(form) || self.verbs.contains(&form);
        words::lower_headline(text, tokens, &mut scratch.words, &scratch.marks, common);
        input_ids(&scratch.words, &scratch.marks, &self.models.vocabulary, &mut scratch.batch.ids);
        scratch.batch.marks.extend(&scratch.marks);
        scratch.batch.words.extend(&scratch.words);
        scratch.batch.tokens.extend(tokens);
        scratch.batch.ends.push(scratch.batch.tokens.len());
    }

    /// Reads the batch and empties it.
    fn read(&self, text: &str, scratch: &mut Scratch, analysis: &mut Analysis) {
        let Scratch { batch, forward, tree: best, relations, tags: [first, tags], features, back, path, found, spread, .. } = scratch;
        let net = &self.models.net;
        forward.run(net, &batch.ids, &batch.ends, None);
        let mut from = 0;
        for &end in &batch.ends {
            let tokens = &batch.tokens[from..end];
            let seen = see(net, batch, from..end, forward, best, relations, first);
            let scores = |at: usize| forward.out.tag_scores(net, from + at);
            tags.clear();
            tags.extend((0..tokens.len()).map(|at| self.models.reranker.tag(&seen, at, scores(at), features)));
            if let (Some(first), Some(last)) = (tokens.first(), tokens.last()) {
                let words = tokens
                    .iter()
                    .enumerate()
                    .map(|(at, &span)| self.token(text, span, tags[at] as usize, seen.heads[at + 1], seen.relations[at] as usize));
                analysis.sentences.push(Sentence { span: first.cover(*last), tokens: words.collect() });
            }
            if net.sizes.names > 0 {
                bilou_path((from..end).map(|at| forward.out.name_scores(net, at)), back, path);
                if let Some(sentence) = analysis.sentences.last() {
                    let (gazetteer, knowledge) = (&self.models.gazetteer, &self.knowledge);
                    let vocabulary = &self.models.vocabulary;
                    let marks = &batch.marks[from..end];
                    let context = Context { text, sentence, marks, path, gazetteer, vocabulary, knowledge, spread: *spread };
                    names::find(context, found, &mut analysis.names);
                }
            }
            from = end;
        }
        batch.clear();
    }

    /// Shows what is made of a sentence before its tags are ranked, with the network's scores of each word's tags: what the ranking is learned from.
    #[cfg(feature = "train")]
    pub(crate) fn look<'s>(
        &self,
        text: &str,
        tokens: &[Span],
        scratch: &'s mut Scratch,
        mut show: impl FnMut(&Seen, &dyn Fn(usize) -> &'s [f32]),
    ) {
        let net = &self.models.net;
        scratch.batch.clear();
        self.queue(text, tokens, scratch);
        let Scratch { batch, forward, tree: best, relations, tags: [first, _], .. } = scratch;
        forward.run(net, &batch.ids, &batch.ends, None);
        let seen = see(net, batch, 0..tokens.len(), forward, best, relations, first);
        let out = &forward.out;
        show(&seen, &|at| out.tag_scores(net, at));
        batch.clear();
    }

    /// The models it reads with.
    #[cfg(feature = "train")]
    pub(crate) fn models(&self) -> &Models {
        &self.models
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
