//! Retellings: the same content in other words, in the same order. MinHash does not see them; aligned sentences do.
//!
//! Sentences are vectors of stems, weighted by rarity in whole steps; a sentence is covered where its best counterpart has a cosine of at least .30. Steps,
//! because exact weights move with every report that comes in, and with them the score of every pair, though nothing is new about it. How well two texts lie
//! on each other is made of coverage × max(Kendall's τ of the counterparts' order, 0), the mean cosine, the names and figures that stand in the same order in both
//! (no synonym replaces them), shared pairs of words, and shared quotations. τ counts sentences at least three apart: who retells moves a
//! sentence up or down, but keeps the order of the whole. And who retells keeps the names: reports in the same turns of phrase about other people and other
//! figures lie on each other well, and are none of each other's. A short text in other words whose sentences all lie on some of a long one's tells of the same
//! day, and need not come from it: both sides must be covered.

use crate::words::{Frequencies, each_cased, hash, is_content, overlap, stem, stem_hashes};
use model::Span;

/// Least cosine of two sentences that tell the same.
const COVERED: f64 = 0.30;
/// Sentences nearer than this may change places.
const FAR: usize = 3;
/// Names and figures compared, from the beginning of the texts.
const NAMES: usize = 300;

/// A stem of a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Stem {
    hash: u64,
    sentence: u32,
    /// The square of its weight.
    square: u32,
}

/// A text prepared for alignment.
#[derive(Clone, Debug, Default)]
pub struct Prepared {
    /// Sentences that count (no headlines, no pull quotes), in bytes.
    pub sentences: Vec<Span>,
    /// Hash over all stems in order: equal where the words are.
    pub text: u64,
    /// Each stem with the sentences in which it stands, in order of stem: what two texts share is found by walking along both.
    stems: Vec<Stem>,
    /// The square of each sentence's length, as a vector.
    sizes: Vec<u32>,
    quotations: Vec<Vec<u64>>,
    figures: Vec<u64>,
    /// Names and figures in order.
    names: Vec<u64>,
    /// The different ones, sorted.
    cast: Vec<u64>,
    shingles: Vec<u64>,
}

impl Prepared {
    /// From a text and the places of its sentences.
    pub fn new(text: &str, sentences: impl IntoIterator<Item = Span>) -> Prepared {
        let mut out = Prepared::default();
        let mut all: Vec<u64> = Vec::new();
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
            let (at, begin) = (out.sentences.len() as u32, out.stems.len());
            all.extend(&hashes);
            out.stems.extend(hashes.iter().map(|&hash| Stem { hash, sentence: at, square: 1 }));
            out.stems[begin..].sort_unstable();
            out.stems.dedup();
            out.sizes.push((out.stems.len() - begin) as u32);
            out.sentences.push(span);
        }
        out.stems.sort_unstable();
        let bytes: Vec<u8> = all.iter().flat_map(|h| h.to_le_bytes()).collect();
        out.text = hash(&bytes);
        // Pairs of words that follow each other.
        out.shingles = bytes.windows(16).step_by(8).map(hash).collect();
        out.cast.clone_from(&out.names);
        for list in [&mut out.figures, &mut out.shingles, &mut out.cast] {
            list.sort_unstable();
            list.dedup();
        }
        out
    }

    /// From running text: sentences end at a full stop, question or exclamation mark before a blank, or at the end of a line.
    pub fn of_text(text: &str) -> Prepared {
        Prepared::new(text, split(text))
    }

    /// The different stems, in order.
    pub fn stems(&self) -> impl Iterator<Item = u64> + '_ {
        let mut last = None;
        self.stems.iter().map(|stem| stem.hash).filter(move |&hash| last.replace(hash) != Some(hash))
    }

    /// The different stems with the squares of their weights.
    pub fn weighed(&self) -> impl Iterator<Item = (u64, u32)> + '_ {
        self.stems.chunk_by(|a, b| a.hash == b.hash).map(|same| (same[0].hash, same[0].square))
    }

    /// Weighs the stems by how many texts they stand in; until then all weigh the same.
    pub fn weigh(&mut self, frequencies: &Frequencies) {
        self.sizes.iter_mut().for_each(|size| *size = 0);
        for stem in &mut self.stems {
            // Steps of a half: a stem changes its step when its share of the texts grows by two thirds.
            let steps = (2.0 * frequencies.weight(stem.hash)).round().max(1.0) as u32;
            stem.square = steps * steps;
            self.sizes[stem.sentence as usize] += stem.square;
        }
    }

    /// For each sentence of this text (row) and each of another the product of their vectors.
    fn common(&self, other: &Prepared) -> Vec<u32> {
        let (a, b) = (&self.stems[..], &other.stems[..]);
        let mut out = vec![0u32; self.sizes.len() * other.sizes.len()];
        let (mut i, mut j) = (0, 0);
        while i < a.len() && j < b.len() {
            match a[i].hash.cmp(&b[j].hash) {
                std::cmp::Ordering::Less => i += 1,
                std::cmp::Ordering::Greater => j += 1,
                std::cmp::Ordering::Equal => {
                    let row = a[i].sentence as usize * other.sizes.len();
                    let there = b[j..].iter().take_while(|x| x.hash == b[j].hash);
                    there.for_each(|x| out[row + x.sentence as usize] += x.square);
                    i += 1;
                }
            }
        }
        out
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
    /// The same of the other side: small where a short text lies on a part of a long one.
    pub both: f64,
    /// Kendall's τ of the counterparts' order, over sentences that are not neighbours.
    pub tau: f64,
    /// Mean cosine of a sentence and its best counterpart, on the side where it is higher.
    pub nearness: f64,
    /// Share of names and figures in the same order, of the poorer side.
    pub named: f64,
    /// Share of the different names and figures that both have, of the side that has fewer; 1 where that side has too few to tell.
    pub kept: f64,
    /// Whether that share is enough for texts with so many names.
    pub same_cast: bool,
    /// Shared quotations, shared figures, and shared pairs of words: shares of the poorer side.
    pub shared: (f64, f64, f64),
    /// How well the two lie on each other by sentences, order and words, 0 to 1.
    pub laid: f64,
    /// 0 to 1: what is laid on each other, on both sides, and keeps the names.
    pub score: f64,
}

impl Alignment {
    /// Whether the texts lie on each other this well, on both sides, and name the same.
    pub fn retells(&self, least: f64) -> bool {
        self.laid >= least && (self.both >= BOTH || self.is_copied()) && self.same_cast
    }

    /// Whether the words are the same in the main, not only what they tell.
    pub fn is_copied(&self) -> bool {
        self.shared.2 >= COPIED
    }
}

/// Least share of covered sentences of the side that is covered less: a short report of one day's news lies on a part of every long one.
const BOTH: f64 = 0.25;
/// Least share of pairs of words that a copy or an excerpt has from the other text.
const COPIED: f64 = 0.6;
/// Least share of names and figures that a retelling keeps: who retells leaves out, and names nobody else.
const KEPT: f64 = 0.6;
/// The same where there are few: one name spelled otherwise is a tenth of them.
const KEPT_OF_FEW: f64 = 0.45;
/// From so many names on [`KEPT`] holds.
const MANY: usize = 16;
/// Fewer names say nothing.
const FEW: usize = 4;

/// The share of names and figures that both have, of the side that has fewer, and whether it is enough for a retelling.
fn kept(a: &Prepared, b: &Prepared) -> (f64, bool) {
    match a.cast.len().min(b.cast.len()) {
        names if names < FEW => (1.0, true),
        names => {
            let share = overlap(&a.cast, &b.cast).1;
            (share, share >= if names < MANY { KEPT_OF_FEW } else { KEPT })
        }
    }
}

/// Aligns two texts.
pub fn align(a: &Prepared, b: &Prepared) -> Alignment {
    laid(a, b, |_| true)
}

/// The alignment of two texts of which one retells the other, lying on it at least this well; else `None`, and sooner.
pub fn retelling(a: &Prepared, b: &Prepared, least: f64) -> Option<Alignment> {
    // Reports in the same turns of phrase about other people are many, and this is seen at once.
    if !kept(a, b).1 {
        return None;
    }
    Some(laid(a, b, |best| best >= least)).filter(|laid| laid.retells(least))
}

/// Lays two texts on each other. `worth` is asked with the best score that the costliest part can lead to, whether to go on.
fn laid(a: &Prepared, b: &Prepared, worth: impl Fn(f64) -> bool) -> Alignment {
    let mut out = Alignment::default();
    if a.sizes.is_empty() || b.sizes.is_empty() {
        return out;
    }
    (out.kept, out.same_cast) = kept(a, b);
    let common = a.common(b);
    let mut best_b = vec![0.0_f64; b.sizes.len()];
    let mut sum_a = 0.0;
    for (i, (row, &own)) in common.chunks(b.sizes.len()).zip(&a.sizes).enumerate() {
        let mut best = (0, 0.0);
        for (j, (&both, &other)) in row.iter().zip(&b.sizes).enumerate().filter(|(_, (both, _))| **both > 0) {
            let cosine = f64::from(both) / (f64::from(own) * f64::from(other)).sqrt();
            best_b[j] = best_b[j].max(cosine);
            if cosine > best.1 {
                best = (j, cosine);
            }
        }
        sum_a += best.1;
        if best.1 >= COVERED {
            out.pairs.push((i, best.0, best.1));
        }
    }
    let share = |n: usize, of: usize| n as f64 / of as f64;
    let covered_b = best_b.iter().filter(|c| **c >= COVERED).count();
    let covered = (share(out.pairs.len(), a.sizes.len()), share(covered_b, b.sizes.len()));
    (out.coverage, out.both) = (covered.0.max(covered.1), covered.0.min(covered.1));
    out.tau = tau(&out.pairs);
    out.nearness = (sum_a / a.sizes.len() as f64).max(best_b.iter().sum::<f64>() / b.sizes.len() as f64);
    // Two or three counterparts say little about order.
    let trust = (out.pairs.len() as f64 / 4.0).min(1.0);
    let order = out.tau.max(0.0);
    let sentences = out.coverage * order * trust + 2.0 * out.nearness;
    if !worth((sentences + 0.3 * order + 0.8 * 0.75 + 0.2 + 0.1) / FULL) {
        return out;
    }
    let quoted = a.quotations.iter().filter(|q| b.quotations.iter().any(|r| overlap(q, r).1 >= 0.6)).count();
    let quoted = share(quoted, a.quotations.len().min(b.quotations.len()).max(2)).min(1.0);
    out.shared = (
        quoted,
        overlap(&a.figures, &b.figures).1 * share(a.figures.len().min(b.figures.len()), 3).min(1.0),
        overlap(&a.shingles, &b.shingles).1,
    );
    let words = 0.8 * out.shared.2.min(0.75) + 0.2 * out.shared.0 + 0.1 * out.shared.1;
    if order > 0.0 && worth((sentences + 0.3 * order + words) / FULL) {
        out.named = in_order(&a.names, &b.names);
    }
    out.laid = ((sentences + 0.3 * out.named * order + words) / FULL).min(1.0);
    // An excerpt leans on the whole as much as a copy does.
    let extent = if out.is_copied() { 1.0 } else { out.both };
    out.score = out.laid * out.kept * out.kept * extent;
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

    #[test]
    fn an_excerpt_is_copied_and_a_short_report_in_other_words_is_its_own() {
        let long = format!("{A} {}", NEWS.join(" "));
        let whole = Prepared::of_text(&long);
        let excerpt = align(&whole, &Prepared::of_text(&A[..A.find("Graustark's council").expect("the third sentence")]));
        assert!(excerpt.is_copied() && excerpt.both < BOTH && excerpt.retells(0.5), "{excerpt:?}");
        let short = align(&whole, &Prepared::of_text(&B[..B.find("On Friday").expect("the third sentence")]));
        assert_eq!((short.coverage, short.is_copied()), (1.0, false));
        assert!(short.laid >= 0.4 && !short.retells(0.4), "{short:?}");
    }

    const NEWS: [&str; 8] = [
        "Farmers along the river want their fields cleared of mines before spring.",
        "The bishop of Zenda read a letter from the families of the missing.",
        "Wheat prices in the capital rose for a third week.",
        "Two bakeries closed since flour no longer comes over the mountain road.",
        "A commission of judges counts the damage to schools and mills.",
        "Its first figures are expected after the harvest.",
        "Trains between the two capitals have not run since the winter.",
        "The railway says that forty bridges need repair before they can.",
    ];

    const A: &str = "Ruritania offered Graustark a truce of ten days on Monday. The envoy Ida Berg carried the letter to Strelsau. \
                     Graustark's council will meet on Friday over the prisoners. Shelling of the bridge went on all night.";
    const B: &str = "A ten-day truce was offered to Graustark by Ruritania on Monday. Its letter was carried to Strelsau by envoy Ida Berg. \
                     On Friday the council of Graustark meets about the prisoners. The bridge was under shelling the whole night.";
    const C: &str =
        "Graustark's harvest was poor. Berg, a painter, showed her work in Vienna. The price of bread rose on Friday. A bridge opened.";

    #[test]
    fn a_retelling_scores_far_above_another_text() {
        let score = |a, b| align(&Prepared::of_text(a), &Prepared::of_text(b)).score;
        assert!(score(A, B) > 0.5, "{}", score(A, B));
        assert!(score(A, C) < 0.2, "{}", score(A, C));
        assert_eq!(score(A, ""), 0.0);
    }

    /// The same turns of phrase about other people are no retelling.
    #[test]
    fn who_retells_keeps_the_names() {
        let other =
            [("Ruritania", "Borduria"), ("Graustark", "Syldavia"), ("Ida Berg", "Otto Falk"), ("Strelsau", "Klow"), ("Monday", "Tuesday")];
        let others = other.iter().fold(A.to_owned(), |text, (from, to)| text.replace(from, to));
        let laid = |a: &str, b: &str| align(&Prepared::of_text(a), &Prepared::of_text(b));
        let (template, retold) = (laid(A, &others), laid(A, B));
        assert!(template.laid > 0.9, "sentence by sentence they are one: {}", template.laid);
        assert!(!template.retells(0.5) && retold.retells(0.5), "{} and {}", template.kept, retold.kept);
        assert!(template.score < 0.2 && retold.score > 0.4, "{} and {}", template.score, retold.score);
        // Two names say nothing.
        assert_eq!(laid("Ruritania met Graustark over the bridge.", "Borduria met Syldavia over the bridge.").kept, 1.0);
    }

    /// What is left out for a pair that cannot be a retelling changes nothing for those that are.
    #[test]
    fn a_retelling_found_sooner_is_the_same() {
        let texts: Vec<Prepared> = [A, B, C, "", "One.", A].iter().map(|t| Prepared::of_text(t)).collect();
        let mut found = 0;
        for (a, b) in texts.iter().flat_map(|a| texts.iter().map(move |b| (a, b))) {
            let whole = align(a, b);
            let early = retelling(a, b, 0.3);
            assert_eq!(early.is_some(), whole.retells(0.3));
            if let Some(early) = early {
                assert_eq!((early.score, early.named, early.pairs), (whole.score, whole.named, whole.pairs));
                found += 1;
            }
        }
        assert_eq!(found, 10, "A, B and A again each with each, and C with itself");
    }
}
