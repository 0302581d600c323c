//! A learned second opinion: which words are cues, and which words are the content and the source of a cue.
//!
//! Two linear-chain fields ([`crf`]) over the words' neighbours, the dependency tree, the quotation marks and the rules' own answers
//! ([`features`]). The first labels cues in a sentence; the second reads, for one cue, its sentence (and the sentences beside it that a
//! quotation joins to it), as semantic role labellers do. Weights stand in a file of their own, `models/statements.bin`; without it the
//! rules speak alone.

pub mod crf;
pub mod features;
pub mod train;

use super::attribution::Attribution;
use super::quotes::{self, Quote};
use super::rules::content_span;
use super::tree::{Tree, Words};
use crf::Crf;
use features::{Frame, Word};
use lexicon::saying::{self, CueClass};
use model::{Span, Upos};
use std::sync::OnceLock;

/// First bytes of a model file.
pub const MAGIC: &[u8; 8] = b"RSTMT\x00\x00\x01";

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

/// Taken from the score of "no cue": above zero finds more cues than the likeliest labelling has. Chosen on the development set.
const CUE_BIAS: f32 = 0.4;

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

    fn to_bytes(&self) -> Vec<u8> {
        let mut out = MAGIC.to_vec();
        self.cues.write(&mut out);
        self.arguments.write(&mut out);
        out
    }

    /// The attributions that the model finds.
    pub fn find(&self, text: &str, trees: &[Tree], blocks: &[u32], all: &[Quote], rules: &[Attribution]) -> Vec<Attribution> {
        let words: Vec<Vec<Word>> = trees.iter().map(|t| features::words(t, text, all)).collect();
        let mut out = Vec::new();
        let mut cues: Vec<Words> = Vec::new();
        let (mut keys, mut scores, mut kinds, mut labels) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let mut first_rule = 0;
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
                scores.clear();
                kinds.clear();
                let opening = s == 0 || blocks.get(s) != blocks.get(s - 1);
                for i in 0..tree.len() {
                    keys.clear();
                    features::cue(&words[s], tree, &thought, i, opening, &mut keys);
                    let mut score = self.cues.score(&keys);
                    score[0] -= CUE_BIAS;
                    scores.push(score);
                    kinds.push(words[s][i].kind());
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
        let mut ends = Vec::new();
        let mut wide: Vec<[f32; ARGUMENT_LABELS]> = Vec::new();
        for s in 0..trees.len() {
            for &cue in &found[s] {
                let frame = frame(text, s, cue, trees, &words, blocks, all, rules, &found);
                keys.clear();
                ends.clear();
                features::arguments(&frame, all, &mut keys, &mut ends);
                wide.clear();
                kinds.clear();
                let mut start = 0;
                for &end in &ends {
                    wide.push(self.arguments.score(&keys[start..end as usize]));
                    start = end as usize;
                }
                kinds.extend(frame.sentences.iter().flat_map(|(_, _, w)| w.iter().map(Word::kind)));
                self.arguments.decode(&wide, &kinds, allowed, &mut labels);
                out.extend(read_labels(&frame, &labels, text));
            }
        }
        out
    }
}

/// The window of a cue: its sentence, and its neighbours of the same block that a quotation joins to it.
#[allow(clippy::too_many_arguments)]
fn frame<'a>(
    text: &str,
    s: usize,
    cue: Words,
    trees: &'a [Tree<'a>],
    words: &'a [Vec<Word>],
    blocks: &[u32],
    all: &[Quote],
    rules: &[Attribution],
    cues: &[Vec<Words>],
) -> Frame<'a> {
    let own = trees[s].sentence.span;
    // A sentence cut in two at an abbreviation goes on in small letters, or its first half ends in a title.
    let cut = |a: usize, b: usize| {
        let before = trees[a].sentence.span.of(text).rsplit(' ').next().unwrap_or("");
        let title = before.len() <= 5 && before.ends_with('.') && before.starts_with(char::is_uppercase);
        title || trees[b].sentence.span.of(text).starts_with(char::is_lowercase)
    };
    let joined = |other: usize| {
        let span = trees[other].sentence.span;
        blocks.get(other) == blocks.get(s)
            && (cut(other.min(s), other.max(s))
                || quotes::within(all, span)
                    .iter()
                    .any(|q| q.span.overlaps(own) || q.span.end.abs_diff(own.start) <= 3 || q.span.start.abs_diff(own.end) <= 3))
    };
    let mut members = Vec::with_capacity(3);
    if s > 0 && joined(s - 1) {
        members.push(s - 1);
    }
    let place = members.len();
    members.push(s);
    if s + 1 < trees.len() && joined(s + 1) {
        members.push(s + 1);
    }
    let mut others = Vec::new();
    for &m in &members {
        let from = others.len();
        others.resize(from + trees[m].len(), false);
        for &(a, b) in &cues[m] {
            if m != s || (a, b) != cue {
                others[from + a..=from + b].fill(true);
            }
        }
    }
    let mut frame = Frame {
        own: place,
        sentences: members.into_iter().map(|m| (m, &trees[m], words[m].as_slice())).collect(),
        cue,
        head: features::cue_head(&words[s], cue),
        rules: Vec::new(),
        ruled: false,
        others,
    };
    features::rule_labels(&mut frame, rules);
    frame
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
