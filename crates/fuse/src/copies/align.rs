//! Retellings: the same content in other words, in the same order. MinHash does not see them; aligned sentences do.
//!
//! Sentences are vectors of idf-weighted stems; a sentence is covered where its best counterpart has a cosine of at least .30. The score is made
//! of coverage × max(Kendall's τ of the counterparts' order, 0), the mean cosine, the names and figures that stand in the same order in both
//! (no synonym replaces them), shared pairs of words, and shared quotations. τ counts sentences at least three apart: who retells moves a
//! sentence up or down, but keeps the order of the whole.

use crate::words::{Frequencies, cosine, each_cased, hash, is_content, overlap, stem, stem_hashes};
use model::Span;

/// Least cosine of two sentences that tell the same.
const COVERED: f64 = 0.30;
/// Sentences nearer than this may change places.
const FAR: usize = 3;
/// Names and figures compared, from the beginning of the texts.
const NAMES: usize = 300;

/// A text prepared for alignment.
#[derive(Clone, Debug, Default)]
pub struct Prepared {
    /// Sentences that count (no headlines, no pull quotes): bytes, and hashes of their stems.
    pub sentences: Vec<(Span, Vec<u64>)>,
    quotations: Vec<Vec<u64>>,
    figures: Vec<u64>,
    /// Names and figures in order.
    names: Vec<u64>,
    shingles: Vec<u64>,
}

impl Prepared {
    /// From a text and the places of its sentences.
    pub fn new(text: &str, sentences: impl IntoIterator<Item = Span>) -> Prepared {
        let mut out = Prepared::default();
        for span in sentences {
            let words = span.of(text);
            let hashes = stem_hashes(words);
            if hashes.len() < 3 {
                continue;
            }
            each_cased(words, |w, capital| {
                let figure = w.starts_with(|c: char| c.is_ascii_digit());
                if figure && w.len() > 1 {
                    out.figures.push(hash(w.as_bytes()));
                }
                if (figure || capital) && is_content(w) && out.names.len() < NAMES {
                    out.names.push(hash(stem(w).as_bytes()));
                }
            });
            for quoted in quotations(words) {
                let mut quoted = stem_hashes(quoted);
                quoted.sort_unstable();
                quoted.dedup();
                if quoted.len() >= 2 {
                    out.quotations.push(quoted);
                }
            }
            out.sentences.push((span, hashes));
        }
        let all: Vec<u64> = out.sentences.iter().flat_map(|(_, h)| h.iter().copied()).collect();
        out.shingles = all.windows(2).map(|w| hash(&[w[0].to_le_bytes(), w[1].to_le_bytes()].concat())).collect();
        for list in [&mut out.figures, &mut out.shingles] {
            list.sort_unstable();
            list.dedup();
        }
        out
    }

    /// From running text: sentences end at a full stop, question or exclamation mark before a blank, or at the end of a line.
    pub fn of_text(text: &str) -> Prepared {
        Prepared::new(text, split(text))
    }

    /// All stems.
    pub fn hashes(&self) -> Vec<u64> {
        self.sentences.iter().flat_map(|(_, h)| h.iter().copied()).collect()
    }
}

/// Sentences of running text, roughly.
fn split(text: &str) -> Vec<Span> {
    let mut out = Vec::new();
    let mut start = 0;
    let mut ended = false;
    for (at, c) in text.char_indices() {
        if c == '\n' || (ended && c.is_whitespace()) {
            out.push(Span::new(start, at));
            start = at + c.len_utf8();
            ended = false;
        } else if matches!(c, '.' | '!' | '?') {
            ended = true;
        } else if !matches!(c, '"' | '”' | '’' | ')' | '\'') {
            ended = false;
        }
    }
    out.push(Span::new(start, text.len()));
    out.retain(|s| s.of(text).split_whitespace().count() >= 4);
    out
}

/// Texts between quotation marks.
fn quotations(text: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut open = None;
    for (at, c) in text.char_indices() {
        match (c, open) {
            ('“', _) | ('"', None) => open = Some(at + c.len_utf8()),
            ('”' | '"', Some(from)) => {
                out.extend(text.get(from..at));
                open = None;
            }
            _ => {}
        }
    }
    out
}

/// How two texts lie on each other.
#[derive(Clone, Debug, Default)]
pub struct Alignment {
    /// Counterparts: indices of sentences in the two, and their cosine.
    pub pairs: Vec<(usize, usize, f64)>,
    /// Share of covered sentences, the larger of both sides.
    pub coverage: f64,
    /// Kendall's τ of the counterparts' order, over sentences that are not neighbours.
    pub tau: f64,
    /// Mean cosine of a sentence and its best counterpart, on the side where it is higher.
    pub nearness: f64,
    /// Share of names and figures in the same order, of the poorer side.
    pub named: f64,
    /// Shared quotations, shared figures, and shared pairs of words: shares of the poorer side.
    pub shared: (f64, f64, f64),
    /// 0 to 1.
    pub score: f64,
}

/// Aligns two texts; the weights come from `frequencies`.
pub fn align(a: &Prepared, b: &Prepared, frequencies: &Frequencies) -> Alignment {
    let vectors = |p: &Prepared| -> Vec<_> { p.sentences.iter().map(|(_, h)| frequencies.vector(h)).collect() };
    let (va, vb) = (vectors(a), vectors(b));
    if va.is_empty() || vb.is_empty() {
        return Alignment::default();
    }
    let mut best_b = vec![0.0_f64; vb.len()];
    let mut sum_a = 0.0;
    let mut out = Alignment::default();
    for (i, x) in va.iter().enumerate() {
        let mut best = (0, 0.0);
        for (j, y) in vb.iter().enumerate() {
            let c = cosine(x, y);
            best_b[j] = best_b[j].max(c);
            if c > best.1 {
                best = (j, c);
            }
        }
        sum_a += best.1;
        if best.1 >= COVERED {
            out.pairs.push((i, best.0, best.1));
        }
    }
    let share = |n: usize, of: usize| n as f64 / of as f64;
    out.coverage = share(out.pairs.len(), va.len()).max(share(best_b.iter().filter(|c| **c >= COVERED).count(), vb.len()));
    out.tau = tau(&out.pairs);
    let quoted = a.quotations.iter().filter(|q| b.quotations.iter().any(|r| overlap(q, r).1 >= 0.6)).count();
    let quoted = share(quoted, a.quotations.len().min(b.quotations.len()).max(2)).min(1.0);
    out.shared = (
        quoted,
        overlap(&a.figures, &b.figures).1 * share(a.figures.len().min(b.figures.len()), 3).min(1.0),
        overlap(&a.shingles, &b.shingles).1,
    );
    out.nearness = (sum_a / va.len() as f64).max(best_b.iter().sum::<f64>() / vb.len() as f64);
    out.named = in_order(&a.names, &b.names);
    // Two or three counterparts say little about order.
    let trust = (out.pairs.len() as f64 / 4.0).min(1.0);
    let order = out.tau.max(0.0);
    let sum = out.coverage * order * trust
        + 2.0 * out.nearness
        + 0.3 * out.named * order
        + 0.8 * out.shared.2.min(0.75)
        + 0.2 * out.shared.0
        + 0.1 * out.shared.1;
    out.score = (sum / FULL).min(1.0);
    out
}

/// The sum that counts as certain.
const FULL: f64 = 3.0;

/// Length of the longest common subsequence, as a share of the shorter list.
fn in_order(a: &[u64], b: &[u64]) -> f64 {
    let shorter = a.len().min(b.len());
    if shorter == 0 {
        return 0.0;
    }
    let mut row = vec![0u32; b.len() + 1];
    for x in a {
        let mut diagonal = 0;
        for (j, y) in b.iter().enumerate() {
            let above = row[j + 1];
            row[j + 1] = if x == y { diagonal + 1 } else { above.max(row[j]) };
            diagonal = above;
        }
    }
    // Few names can agree by chance.
    f64::from(row[b.len()]) / shorter.max(4) as f64
}

fn tau(pairs: &[(usize, usize, f64)]) -> f64 {
    let share = |far: usize| {
        let (mut with, mut against) = (0i32, 0i32);
        for (k, x) in pairs.iter().enumerate() {
            for y in pairs[..k].iter().filter(|y| x.0 - y.0 >= far) {
                with += i32::from(y.1 < x.1);
                against += i32::from(y.1 > x.1);
            }
        }
        (with + against > 0).then(|| f64::from(with - against) / f64::from(with + against))
    };
    share(FAR).or_else(|| share(1)).unwrap_or(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    const A: &str = "Ruritania offered Graustark a truce of ten days on Monday. The envoy Ida Berg carried the letter to Strelsau. \
                     Graustark's council will meet on Friday over the prisoners. Shelling of the bridge went on all night.";
    const B: &str = "A ten-day truce was offered to Graustark by Ruritania on Monday. Its letter was carried to Strelsau by envoy Ida Berg. \
                     On Friday the council of Graustark meets about the prisoners. The bridge was under shelling the whole night.";
    const C: &str =
        "Graustark's harvest was poor. Berg, a painter, showed her work in Vienna. The price of bread rose on Friday. A bridge opened.";

    #[test]
    fn a_retelling_scores_far_above_another_text() {
        let score = |a, b| align(&Prepared::of_text(a), &Prepared::of_text(b), &Frequencies::default()).score;
        assert!(score(A, B) > 0.5, "{}", score(A, B));
        assert!(score(A, C) < 0.2, "{}", score(A, C));
        assert_eq!(score(A, ""), 0.0);
    }
}
