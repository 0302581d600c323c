//! The window of a cue: the sentences in which its content and source may stand.

use super::features::Word;
use crate::statements::attribution::Attribution;
use crate::statements::quotes::{self, Quote};
use crate::statements::tree::{Tree, Words};

/// A cue and the words around it that may be its arguments.
pub struct Frame<'a> {
    /// Sentence of the cue within the window.
    pub own: usize,
    /// The sentences of the window, in order.
    pub sentences: Vec<(usize, &'a Tree<'a>, &'a [Word])>,
    /// The cue's words in its sentence.
    pub cue: Words,
    /// Its head word.
    pub head: usize,
    /// Labels of the rules for the same cue, word by word of the window (0 outside, 1 content, 2 source), with whether there are any.
    pub rules: Vec<u8>,
    /// Whether a rule found this cue.
    pub ruled: bool,
    /// Other cues of the window, word by word.
    pub others: Vec<bool>,
}

/// Head word of a cue: the one whose head lies outside.
pub fn cue_head(words: &[Word], cue: Words) -> usize {
    let outside = |i: usize| (words[i].head as usize).checked_sub(1).is_none_or(|h| h < cue.0 || h > cue.1);
    let verb = (cue.0..=cue.1).find(|&i| outside(i) && words[i].class > 0);
    verb.or_else(|| (cue.0..=cue.1).find(|&i| outside(i))).unwrap_or(cue.0)
}

/// Rule labels of a window for a cue: content and source of the attribution whose cue overlaps most.
pub fn rule_labels(frame: &mut Frame, rules: &[Attribution]) {
    let sentence = frame.sentences[frame.own].0;
    let overlap = |c: Words| (c.1.min(frame.cue.1) + 1).saturating_sub(c.0.max(frame.cue.0));
    let best = rules
        .iter()
        .filter(|a| a.sentence == sentence)
        .filter_map(|a| a.cue.map(|c| (overlap(c), a)))
        .filter(|(o, _)| *o > 0)
        .max_by_key(|(o, a)| (*o, a.head == Some(frame.head), std::cmp::Reverse(a.cue)));
    let total = frame.sentences.iter().map(|(_, t, _)| t.len()).sum();
    frame.rules = vec![0; total];
    frame.ruled = best.is_some();
    let Some((_, rule)) = best else { return };
    let mut at = 0;
    for (s, tree, _) in &frame.sentences {
        for (k, token) in tree.sentence.tokens.iter().enumerate() {
            frame.rules[at] = if rule.covers(token.span) {
                1
            } else if rule.source.is_some_and(|(i, (a, b))| i == *s && (a..=b).contains(&k)) {
                2
            } else {
                0
            };
            at += 1;
        }
    }
}

/// The window of a cue: its sentence, and its neighbours of the same block that a quotation joins to it.
#[allow(clippy::too_many_arguments)]
pub fn frame<'a>(
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
        head: cue_head(&words[s], cue),
        rules: Vec::new(),
        ruled: false,
        others,
    };
    rule_labels(&mut frame, rules);
    frame
}
