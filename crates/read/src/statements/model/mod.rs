//! A learned second opinion: which words are cues, and which words are the content and the source of a cue.
//!
//! Two linear-chain fields ([`crf`]) over the words' neighbours, the dependency tree, the quotation marks and the rules' own answers
//! ([`features`]). The first labels cues in a sentence; the second reads, for one cue, its sentence (and the sentences beside it that a
//! quotation joins to it), as semantic role labellers do. Weights stand in a file of their own, `models/statements.bin`; without it the
//! rules speak alone.

mod crf;
mod features;
mod forward;
mod frame;
mod learn;
mod net;
mod teach;
pub mod train;

use super::attribution::Attribution;
use super::quotes::Quote;
use super::rules::content_span;
use super::tree::{Tree, Words};
use crf::{Crf, Lattice};
use features::{Features, Word};
use frame::{Frame, frame};
use lexicon::saying::{self, CueClass};
use model::{Span, Upos};
use std::sync::OnceLock;

/// First bytes of a model file.
pub const MAGIC: &[u8; 8] = b"RSTMT\x00\x00\x03";

/// Labels of cues: outside, first word, later word.
pub const CUE_LABELS: usize = 3;

/// Labels of arguments: outside, first and later word of the content, first and later word of the source.
pub const ARGUMENT_LABELS: usize = 5;

/// Both fields.
#[derive(Debug)]
pub struct Model {
    cues: Crf<CUE_LABELS>,
    arguments: Crf<ARGUMENT_LABELS>,
}

/// Whether a label may follow another one: a later word only what begins or continues the same.
pub fn allowed(from: usize, to: usize) -> bool {
    match to {
        2 => from == 1 || from == 2,
        4 => from == 3 || from == 4,
        _ => true,
    }
}

impl Model {
    /// The model compiled in, where there is one.
    pub fn embedded() -> Option<&'static Model> {
        static MODEL: OnceLock<Option<Model>> = OnceLock::new();
        MODEL.get_or_init(|| EMBEDDED.and_then(Model::from_bytes)).as_ref()
    }

    /// A model from the bytes of its file; `None` where they are damaged.
    pub fn from_bytes(bytes: &[u8]) -> Option<Model> {
        let mut rest = bytes.strip_prefix(MAGIC)?;
        let cues = Crf::read(&mut rest)?;
        let arguments = Crf::read(&mut rest)?;
        Some(Model { cues, arguments })
    }

    /// Bytes of its file.
    fn to_bytes(&self) -> Vec<u8> {
        let mut out = MAGIC.to_vec();
        self.cues.write(&mut out);
        self.arguments.write(&mut out);
        out
    }

    /// The attributions that the model finds, and how likely it holds each rule's cue to be one, from 0 to 1.
    pub fn find(&self, text: &str, trees: &[Tree], blocks: &[u32], all: &[Quote], rules: &[Attribution]) -> (Vec<Attribution>, Vec<f32>) {
        let words: Vec<Vec<Word>> = trees.iter().map(|t| features::words(t, text, all)).collect();
        let mut out = Vec::new();
        let mut cues: Vec<Words> = Vec::new();
        let (mut seen, mut layers) = (Features::default(), forward::Layers::default());
        let (mut scores, mut kinds, mut labels) = (Vec::new(), Vec::new(), Vec::new());
        let mut first_rule = 0;
        let mut lattice = Lattice::default();
        let mut beliefs = vec![0.0; rules.len()];
        let found: Vec<Vec<Words>> = trees
            .iter()
            .enumerate()
            .map(|(s, tree)| {
                while rules.get(first_rule).is_some_and(|r| r.sentence < s) {
                    first_rule += 1;
                }
                let own = &rules[first_rule..];
                let own = &own[..own.partition_point(|r| r.sentence <= s)];
                let thought = features::rule_cues(s, tree.len(), own);
                seen.clear();
                kinds.clear();
                let opening = s == 0 || blocks.get(s) != blocks.get(s - 1);
                for i in 0..tree.len() {
                    features::cue(&words[s], tree, &thought, i, opening, &mut seen);
                    kinds.push(words[s][i].kind());
                }
                self.cues.score(&seen, &mut layers, &mut scores);
                if !own.is_empty() {
                    lattice.fill(&scores, &kinds, &self.cues.moves, &allowed);
                    for (belief, rule) in beliefs[first_rule..].iter_mut().zip(own) {
                        *belief = rule.cue.map_or(0.0, |(a, b)| (a..=b).map(|i| 1.0 - lattice.share(i, 0)).fold(0.0, f32::max));
                    }
                }
                self.cues.decode(&scores, &kinds, allowed, &mut labels);
                cues.clear();
                for (i, &label) in labels.iter().enumerate() {
                    match label {
                        1 => cues.push((i, i)),
                        2 => {
                            if let Some(last) = cues.last_mut() {
                                last.1 = i;
                            }
                        }
                        _ => {}
                    }
                }
                cues.clone()
            })
            .collect();
        let mut wide: Vec<[f32; ARGUMENT_LABELS]> = Vec::new();
        for s in 0..trees.len() {
            for &cue in &found[s] {
                let frame = frame(text, s, cue, trees, &words, blocks, all, rules, &found);
                seen.clear();
                features::arguments(&frame, all, &mut seen);
                self.arguments.score(&seen, &mut layers, &mut wide);
                kinds.clear();
                kinds.extend(frame.sentences.iter().flat_map(|(_, _, w)| w.iter().map(Word::kind)));
                self.arguments.decode(&wide, &kinds, allowed, &mut labels);
                out.extend(read_labels(&frame, &labels, text));
            }
        }
        (out, beliefs)
    }
}

/// Labels of a window -> an attribution; none where no content was found.
fn read_labels(frame: &Frame, labels: &[u8], text: &str) -> Option<Attribution> {
    let (index, tree, _) = frame.sentences[frame.own];
    let class = class_of(tree, frame.cue, frame.head);
    let mut found = Attribution::new(index, frame.cue, frame.head, class);
    let mut at = 0;
    let mut source: Option<(usize, Words, bool)> = None;
    for (number, (s, tree, _)) in frame.sentences.iter().enumerate() {
        let mut i = 0;
        let own = &labels[at..at + tree.len()];
        while i < own.len() {
            let kind = own[i];
            let mut last = i;
            if kind == 1 || kind == 3 {
                while last + 1 < own.len() && own[last + 1] == kind + 1 {
                    last += 1;
                }
                // A content runs on over the edge of a sentence.
                if kind == 1 {
                    found.add(content_span(tree, (i, last)), text);
                } else if source.is_none() || number == frame.own && !source.is_some_and(|s| s.2) {
                    source = Some((*s, (i, last), number == frame.own));
                }
            } else if kind == 2 {
                while last + 1 < own.len() && own[last + 1] == 2 {
                    last += 1;
                }
                found.add(content_span(tree, (i, last)), text);
            }
            i = last + 1;
        }
        at += tree.len();
    }
    if let Some((s, words, _)) = source {
        let sentence = frame.sentences.iter().find(|x| x.0 == s).map(|x| x.1)?;
        found.source = Some((s, words));
        found.source_head = (words.0..=words.1).find(|&i| sentence.sentence.head(i).is_none_or(|h| h < words.0 || h > words.1));
    }
    (!found.content.is_empty()).then_some(found)
}

/// Class of a cue by the lexicon; an unknown verb is an act, anything else speech.
fn class_of(tree: &Tree, cue: Words, head: usize) -> CueClass {
    let tokens = &tree.sentence.tokens;
    let of = |i: usize| match tokens[i].upos {
        Upos::Verb => saying::verbs(&tokens[i].lemma).last().map(|s| s.class),
        Upos::Noun => saying::noun(&tokens[i].lemma).map(|s| s.class),
        _ => None,
    };
    of(head).or_else(|| (cue.0..=cue.1).filter_map(of).min()).unwrap_or(match tokens[head].upos {
        Upos::Adp | Upos::Punct => CueClass::Statement,
        _ => CueClass::Attitude,
    })
}

/// A gold attribution, in bytes.
#[derive(Clone, Debug, Default)]
pub struct Gold {
    /// Cue.
    pub cue: Vec<Span>,
    /// Content.
    pub content: Vec<Span>,
    /// Source.
    pub source: Vec<Span>,
}

include!(concat!(env!("OUT_DIR"), "/embedded_statements.rs"));
