//! A line among its neighbours as numbers, for the forests.

use crate::forest::Forest;
use crate::shape::{CLASSES, Shape};
use std::sync::LazyLock;

/// What only a page knows of a line: where it stands in the tree of elements.
#[derive(Clone, Debug, Default)]
pub struct Markup {
    /// Share of its characters inside links.
    pub links: f32,
    /// What its own element is: see `html::tree`.
    pub element: u8,
    /// Depth in the tree.
    pub depth: u8,
    /// Flags of the elements around it, in an order of their own.
    pub around: u32,
    /// Leaning of class names and ids around it, for (+) or against (-) running text.
    pub lean: f32,
    /// Its container: log of words, share of words in links, share of words in sentences.
    pub parent: [f32; 3],
    /// The same of the container around that.
    pub above: [f32; 3],
    /// Steps from the container of the page's densest text up to the first that holds the line too; 0 inside it.
    pub apart: u8,
    /// Steps from the line up to that one.
    pub up: u8,
    /// The container itself.
    pub container: u32,
}

/// Features of a line's own look.
const OWN: usize = 18 + CLASSES.len();
/// Features of a line's place in a page.
const MARKUP: usize = 12 + AROUND;
/// Flags in [`Markup::around`].
pub const AROUND: usize = 28;
/// Neighbours on either side that are looked at one by one.
const NEAR: usize = 3;
/// What is taken from each near neighbour.
const BRIEF: usize = 6;
/// Neighbourhoods, in lines to either side, whose means are taken.
const WINDOWS: [usize; 3] = [4, 10, 25];

/// Length of a first-stage vector.
pub const fn width(page: bool) -> usize {
    OWN + if page { MARKUP } else { 0 } + 2 * NEAR * (BRIEF + if page { 2 } else { 0 }) + WINDOWS.len() * 3 + 6
}

/// What the second stage adds: the first stage's answers around a line.
pub const SECOND: usize = 1 + 2 * 5 + WINDOWS.len() + 5;

fn own(s: &Shape, out: &mut Vec<f32>) {
    let words = s.words.max(1) as f32;
    let flag = |b: bool| f32::from(u8::from(b));
    out.extend([
        (1.0 + s.words as f32).ln(),
        s.chars as f32 / words,
        s.capitals as f32 / words,
        s.small as f32 / words,
        s.upper as f32 / s.letters.max(1) as f32,
        s.digits as f32 / s.chars.max(1) as f32,
        s.commas as f32 / words,
        s.bars as f32,
        (s.stops as f32).min(12.0),
        s.quotes as f32,
        flag(s.ends_sentence) + flag(s.ends_question) - flag(s.ends_ellipsis) * 3.0,
        flag(s.ends_colon),
        flag(s.starts_quote),
        flag(s.starts_lower),
        flag(s.starts_bullet),
        flag(s.address),
        s.you as f32 / words,
        s.furniture_share(),
    ]);
    out.extend(s.furniture.iter().map(|n| *n as f32));
}

fn brief(s: &Shape, out: &mut Vec<f32>) {
    let words = s.words.max(1) as f32;
    out.extend([
        (1.0 + s.words as f32).ln(),
        f32::from(u8::from(s.ends_sentence)),
        s.small as f32 / words,
        s.capitals as f32 / words,
        s.furniture_share(),
        s.digits as f32 / s.chars.max(1) as f32,
    ]);
}

/// What a line has to do with the rest of the text.
#[derive(Clone, Debug, Default)]
pub struct Bearing {
    /// How often the line stands in the text, 1 at least.
    pub repeats: Vec<u32>,
    /// Of its telling words (four letters and more) the share that running text elsewhere uses too.
    pub topic: Vec<f32>,
}

/// Looks at all lines together.
pub fn bearing<'t>(lines: impl Iterator<Item = &'t str>, shapes: &[Shape]) -> Bearing {
    let mut whole = Vec::with_capacity(shapes.len());
    let mut words = Vec::new();
    for (at, line) in (0..shapes.len()).zip(lines) {
        whole.push((hashes(line, at, &mut words), at));
    }
    let mut repeats = vec![1; shapes.len()];
    whole.sort_unstable();
    for same in whole.chunk_by(|a, b| a.0 == b.0) {
        same.iter().for_each(|(_, at)| repeats[*at] = same.len() as u32);
    }
    // Each word once a line; then a word's lines stand together.
    words.sort_unstable();
    words.dedup();
    let (mut elsewhere, mut own) = (vec![0u32; shapes.len()], vec![0u32; shapes.len()]);
    for same in words.chunk_by(|a, b| a.0 == b.0) {
        let used = same.iter().filter(|(_, at)| shapes[*at].is_prose()).count();
        for (_, at) in same {
            own[*at] += 1;
            elsewhere[*at] += u32::from(used > usize::from(shapes[*at].is_prose()));
        }
    }
    let topic = elsewhere.iter().zip(&own).map(|(elsewhere, own)| *elsewhere as f32 / (*own).max(1) as f32).collect();
    Bearing { repeats, topic }
}

const SEED: u64 = 0xcbf2_9ce4_8422_2325;

/// FNV-1a over lower-cased characters.
fn mix(hash: u64, c: char) -> u64 {
    let low = if c.is_ascii() { c.to_ascii_lowercase() } else { c.to_lowercase().next().unwrap_or(c) };
    (hash ^ u64::from(low)).wrapping_mul(0x0100_0000_01b3)
}

/// The hash of the line; those of its words of at least four letters go to `words`, with its place.
fn hashes(line: &str, at: usize, words: &mut Vec<(u64, usize)>) -> u64 {
    let (mut whole, mut word, mut letters) = (SEED, SEED, 0);
    for c in line.chars() {
        whole = mix(whole, c);
        if c.is_alphanumeric() {
            word = mix(word, c);
            letters += 1;
            continue;
        }
        if letters > 3 {
            words.push((word, at));
        }
        (word, letters) = (SEED, 0);
    }
    if letters > 3 {
        words.push((word, at));
    }
    whole
}

/// First-stage vectors of all lines, one behind the other. `markup` is empty for a dump.
pub fn vectors(shapes: &[Shape], markup: &[Markup], bearing: &Bearing) -> Vec<f32> {
    let page = !markup.is_empty();
    let (n, width) = (shapes.len(), width(page));
    let mut out = Vec::with_capacity(n * width);
    let prose: Vec<f32> = shapes.iter().map(|s| if s.is_prose() { s.words as f32 } else { 0.0 }).collect();
    let long = sums(shapes.iter().map(|s| (1.0 + s.words as f32).ln()));
    let running = sums(prose.iter().copied());
    let furniture = sums(shapes.iter().map(|s| f32::from(u8::from(s.furniture_share() >= 0.3))));
    let total = running.last().copied().unwrap_or(0.0).max(1.0);
    let (last, next) = nearest(&prose);
    for at in 0..n {
        let from = out.len();
        own(&shapes[at], &mut out);
        if page {
            let m = &markup[at];
            out.extend([m.links, f32::from(m.element), f32::from(m.depth), m.lean, f32::from(m.apart), f32::from(m.up)]);
            out.extend(m.parent);
            out.extend(m.above);
            out.extend((0..AROUND).map(|bit| f32::from(u8::from(m.around >> bit & 1 == 1))));
        }
        for near in (1..=NEAR).flat_map(|d| [at.checked_sub(d), Some(at + d)]) {
            match near.filter(|i| *i < n) {
                Some(i) => brief(&shapes[i], &mut out),
                None => out.extend([-1.0; BRIEF]),
            }
            if page {
                let other = near.and_then(|i| markup.get(i));
                out.extend(other.map_or([-1.0; 2], |m| [m.links, f32::from(u8::from(m.container == markup[at].container))]));
            }
        }
        for reach in WINDOWS {
            let (a, b) = (at.saturating_sub(reach), (at + reach + 1).min(n));
            let count = (b - a) as f32;
            out.extend([
                (long[b] - long[a]) / count,
                ((running[b] - running[a]) / count).min(100.0),
                (furniture[b] - furniture[a]) / count,
            ]);
        }
        out.extend([
            at as f32 / n as f32,
            running[at] / total,
            (n as f32).ln(),
            last[at].min(60) as f32 - next[at].min(60) as f32 / 100.0,
            bearing.repeats.get(at).map_or(1.0, |r| (*r).min(9) as f32),
            bearing.topic.get(at).copied().unwrap_or(0.0),
        ]);
        debug_assert_eq!(out.len() - from, width);
    }
    out
}

/// Running sums with a zero in front.
fn sums(values: impl Iterator<Item = f32>) -> Vec<f32> {
    let mut out = vec![0.0];
    let mut sum = 0.0;
    for value in values {
        sum += value;
        out.push(sum);
    }
    out
}

/// Lines since the last and until the next line of running text.
fn nearest(prose: &[f32]) -> (Vec<u32>, Vec<u32>) {
    let count = |distance: &mut u32, words: &f32| {
        let now = *distance;
        *distance = if *words > 0.0 { 1 } else { now.saturating_add(1) };
        now
    };
    let mut far = 1000;
    let last: Vec<u32> = prose.iter().map(|w| count(&mut far, w)).collect();
    let mut far = 1000;
    let mut next: Vec<u32> = prose.iter().rev().map(|w| count(&mut far, w)).collect();
    next.reverse();
    (last, next)
}

/// Second-stage vectors: the first-stage vectors with the first stage's probabilities around each line.
pub fn second_vectors(first: &[f32], width: usize, p: &[f32], shapes: &[Shape]) -> Vec<f32> {
    let n = p.len();
    let mut out = Vec::with_capacity(n * (width + SECOND));
    let weights = sums(shapes.iter().map(|s| (s.words as f32).sqrt()));
    let weighted = sums(shapes.iter().zip(p).map(|(s, p)| (s.words as f32).sqrt() * p));
    let most = p.iter().copied().fold(0.0, f32::max);
    let whole = weighted[n] / weights[n].max(1e-3);
    for at in 0..n {
        out.extend_from_slice(&first[at * width..(at + 1) * width]);
        out.push(p[at]);
        for d in 1..=5 {
            out.push(at.checked_sub(d).map_or(-1.0, |i| p[i]));
            out.push(p.get(at + d).copied().unwrap_or(-1.0));
        }
        for reach in WINDOWS {
            let (a, b) = (at.saturating_sub(reach), (at + reach + 1).min(n));
            out.push((weighted[b] - weighted[a]) / (weights[b] - weights[a]).max(1e-3));
        }
        out.extend([weighted[at] / weighted[n].max(1e-3), weighted[n].sqrt(), whole, most, weights[at + 1] - weights[at]]);
    }
    out
}

/// The two stages of a kind of input.
pub struct Stages {
    /// From the look and place of a line.
    pub first: Forest,
    /// With the first stage's answers around it.
    pub second: Forest,
}

impl Stages {
    /// Reads both from one file: the length of the first as u32, then one behind the other.
    pub fn from_bytes(bytes: &[u8]) -> Option<Stages> {
        let length = u32::from_le_bytes(bytes.get(..4)?.try_into().ok()?) as usize;
        Some(Stages { first: Forest::from_bytes(bytes.get(4..4 + length)?)?, second: Forest::from_bytes(bytes.get(4 + length..)?)? })
    }

    /// How likely each line belongs to the article.
    pub fn content(&self, shapes: &[Shape], markup: &[Markup], bearing: &Bearing) -> Vec<f32> {
        let width = width(!markup.is_empty());
        let first = vectors(shapes, markup, bearing);
        let p = self.first.probabilities(&first, width);
        let second = second_vectors(&first, width, &p, shapes);
        self.second.probabilities(&second, width + SECOND)
    }
}

/// The forests for dumps, trained by `examples/train_blocks`.
pub static TEXT: LazyLock<Option<Stages>> = LazyLock::new(|| Stages::from_bytes(include_bytes!("../data/text.forest")));
/// The forests for pages.
pub static PAGE: LazyLock<Option<Stages>> = LazyLock::new(|| Stages::from_bytes(include_bytes!("../data/page.forest")));
