//! The trainer: gold attributions over analysed documents -> the bytes of a model file. One thread, deterministic.

use super::frame::frame;
pub use super::learn::{Sequence, Settings};
use super::teach::learn;
use super::{Gold, Model, allowed, features};
use crate::Document;
use crate::statements::attribution::Attribution;
use crate::statements::quotes::Quote;
use crate::statements::tree::{Tree, Words};
use model::{Sentence, Span};

/// Settings of the learner of cues.
pub const CUES: Settings = Settings {
    epochs: 6,
    rate: 0.06,
    row_rate: 0.02,
    upper_rate: 0.001,
    decay: 0.2,
    dropout: 0.2,
    atom_dropout: 0.1,
    least: 2,
    seeds: 3,
    folds: 0,
    teachers: 0,
    doubt: 0.0,
};
/// For contents and sources, where a third of what is learned comes from teachers; for cues that gained precision and lost more recall.
pub const ARGUMENTS: Settings = Settings { seeds: 2, folds: 4, teachers: 2, doubt: 0.35, ..CUES };

/// Learning sequences, gathered document by document.
#[derive(Debug, Default)]
pub struct Trainer {
    /// One sequence a sentence, labelled as in `CUE_LABELS`.
    pub cues: Vec<Sequence>,
    /// One sequence a cue, labelled as in `ARGUMENT_LABELS`.
    pub arguments: Vec<Sequence>,
    /// Documents so far.
    documents: u32,
}

impl Trainer {
    /// Adds a document whose sentences are analysed, with its gold.
    pub fn add(&mut self, document: &Document, gold: &[Gold]) {
        let number = self.documents;
        self.documents += 1;
        let text = document.text();
        let quotes: Vec<Quote> = super::super::scan(document);
        let trees: Vec<Tree> = document.sentences.iter().map(Tree::new).collect();
        let mut rules: Vec<Attribution> = Vec::new();
        let turns = super::super::turns::find(document, &trees);
        super::super::collect(document, &trees, &quotes, &turns, &mut rules);
        rules.sort_by_key(|a| (a.sentence, a.cue));
        let words: Vec<Vec<features::Word>> = trees.iter().map(|t| features::words(t, text, &quotes)).collect();
        let mut cues: Vec<Vec<Words>> = vec![Vec::new(); trees.len()];
        let mut golden: Vec<(usize, Words, &Gold)> = Vec::new();
        for g in gold {
            let Some(&cue) = g.cue.first() else { continue };
            let Some((s, words)) = tokens_of(&document.sentences, cue) else { continue };
            cues[s].push(words);
            golden.push((s, words, g));
        }
        for list in &mut cues {
            list.sort_unstable();
            list.dedup();
        }
        let blocks = &document.sentence_blocks;
        for (s, tree) in trees.iter().enumerate() {
            let mut sequence = Sequence { gold: vec![0; tree.len()], document: number, ..Sequence::default() };
            for &(a, b) in &cues[s] {
                if sequence.gold[a..=b].iter().all(|&l| l == 0) {
                    sequence.gold[a..=b].fill(2);
                    sequence.gold[a] = 1;
                }
            }
            let own: Vec<Attribution> = rules.iter().filter(|r| r.sentence == s).cloned().collect();
            let thought = features::rule_cues(s, tree.len(), &own);
            let opening = s == 0 || blocks.get(s) != blocks.get(s - 1);
            for i in 0..tree.len() {
                features::cue(&words[s], tree, &thought, i, opening, &mut sequence.features);
                sequence.kinds.push(words[s][i].kind());
            }
            self.cues.push(sequence);
        }
        for (s, cue, g) in golden {
            let frame = frame(text, s, cue, &trees, &words, blocks, &quotes, &rules, &cues);
            let mut sequence = Sequence { document: number, ..Sequence::default() };
            features::arguments(&frame, &quotes, &mut sequence.features);
            for (_, tree, words) in &frame.sentences {
                sequence.kinds.extend(words.iter().map(features::Word::kind));
                let from = sequence.gold.len();
                for (k, token) in tree.sentence.tokens.iter().enumerate() {
                    let inside = |list: &[Span]| list.iter().position(|x| x.overlaps(token.span)).map(|p| p as u8);
                    let part = if inside(&g.source).is_some() {
                        3
                    } else if inside(&g.content).is_some() {
                        1
                    } else {
                        0
                    };
                    let label = match part {
                        0 => 0,
                        p => {
                            let before = k.checked_sub(1).map(|b| sequence.gold[from + b]).unwrap_or(0);
                            p + u8::from(before == p || before == p + 1)
                        }
                    };
                    sequence.gold.push(label);
                }
            }
            self.arguments.push(sequence);
        }
    }

    /// Learns and gives the bytes of the model file.
    pub fn finish(&self, cues: Settings, arguments: Settings) -> Vec<u8> {
        let (cues, arguments) = std::thread::scope(|scope| {
            let cues = scope.spawn(|| learn(&self.cues, cues, allowed));
            let arguments = learn(&self.arguments, arguments, allowed);
            (cues.join().expect("the learner ends"), arguments)
        });
        Model { cues, arguments }.to_bytes()
    }
}

/// The words under a span of one sentence.
fn tokens_of(sentences: &[Sentence], span: Span) -> Option<(usize, Words)> {
    let s = sentences.partition_point(|s| s.span.end <= span.start);
    let tokens = &sentences.get(s)?.tokens;
    let first = tokens.partition_point(|t| t.span.end <= span.start);
    let last = tokens.partition_point(|t| t.span.start < span.end);
    (first < last).then(|| (s, (first, last - 1)))
}
