//! A linear-chain conditional random field (Lafferty, McCallum & Pereira 2001): each word's labels are scored by 8-bit weights of hashed keys
//! and by a small network over its atoms.

use super::features::Features;
use super::forward::Layers;
use super::net::{Nets, float};
use pulp::{Arch, Simd, WithSimd};

/// Rows of weights: keys share a row where their hashes agree in these bits.
pub const BITS: u32 = 19;

/// Kinds of words that transitions know: word, comma, full stop, colon or dash, quotation mark, other mark.
pub const KINDS: usize = 6;

/// Row of a key.
#[inline(always)]
pub fn row(key: u32) -> usize {
    (key >> (32 - BITS)) as usize
}

/// Weights for `L` labels.
#[derive(Clone, Debug)]
pub struct Crf<const L: usize> {
    /// One row for each hash.
    pub rows: Vec<[i8; L]>,
    /// Value of one step of a row's weights.
    pub step: f32,
    /// The networks, where some were learned.
    pub nets: Nets<L>,
    /// Transition from label to label, by the kind of the word that is entered.
    pub moves: Moves<L>,
}

/// The networks over a sentence, in the widest vectors that the processor has: each sum is of its own lane and in the same order, so that the scores are the
/// same everywhere.
struct Run<'r, const L: usize> {
    nets: &'r Nets<L>,
    features: &'r Features,
    layers: &'r mut Layers,
    scores: &'r mut [[f32; L]],
}

impl<const L: usize> WithSimd for Run<'_, L> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        self.nets.score(simd, self.features, self.layers, self.scores);
    }
}

/// Transitions from label to label, by the kind of the word that is entered.
pub type Moves<const L: usize> = [[[f32; L]; L]; KINDS];

impl<const L: usize> Crf<L> {
    /// Scores of the labels of every word.
    pub fn score(&self, features: &Features, layers: &mut Layers, scores: &mut Vec<[f32; L]>) {
        scores.clear();
        for i in 0..features.len() {
            let mut sums = [0i32; L];
            for &key in features.keys(i) {
                for (sum, &weight) in sums.iter_mut().zip(&self.rows[row(key)]) {
                    *sum += i32::from(weight);
                }
            }
            scores.push(sums.map(|s| s as f32 * self.step));
        }
        Arch::new().dispatch(Run { nets: &self.nets, features, layers, scores });
    }

    /// The best labels for words with these scores and kinds (Viterbi); label 0 is the label before the first word.
    pub fn decode(&self, scores: &[[f32; L]], kinds: &[u8], allowed: impl Fn(usize, usize) -> bool, labels: &mut Vec<u8>) {
        labels.clear();
        let n = scores.len();
        if n == 0 {
            return;
        }
        let mut back: Vec<[u8; L]> = vec![[0; L]; n];
        let mut best = [f32::NEG_INFINITY; L];
        best[0] = 0.0;
        for i in 0..n {
            let moves = &self.moves[kinds[i] as usize % KINDS];
            let mut next = [f32::NEG_INFINITY; L];
            for to in 0..L {
                for from in 0..L {
                    let value = best[from] + moves[from][to];
                    if allowed(from, to) && value > next[to] {
                        next[to] = value;
                        back[i][to] = from as u8;
                    }
                }
                next[to] += scores[i][to];
            }
            best = next;
        }
        let mut at = (0..L).fold(0, |m, l| if best[l] > best[m] { l } else { m });
        labels.resize(n, 0);
        for i in (0..n).rev() {
            labels[i] = at as u8;
            at = back[i][at] as usize;
        }
    }

    /// Bytes of the weights.
    pub fn write(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(&self.step.to_le_bytes());
        for value in self.moves.iter().flatten().flatten() {
            out.extend_from_slice(&value.to_le_bytes());
        }
        out.extend(self.rows.iter().flatten().map(|&w| w as u8));
        self.nets.write(out);
    }

    /// Weights from bytes, which are advanced; `None` where they are too short.
    pub fn read(bytes: &mut &[u8]) -> Option<Crf<L>> {
        let step = float(bytes)?;
        let mut moves = [[[0.0; L]; L]; KINDS];
        for value in moves.iter_mut().flatten().flatten() {
            *value = float(bytes)?;
        }
        let (rows, rest) = bytes.split_at_checked(L << BITS)?;
        *bytes = rest;
        let rows = rows.chunks_exact(L).map(|c| std::array::from_fn(|i| c[i] as i8)).collect();
        let nets = Nets::read(bytes)?;
        Some(Crf { rows, step, nets, moves })
    }
}

/// Scores of all labellings of a sequence, summed forwards and backwards.
#[derive(Clone, Debug, Default)]
pub struct Lattice<const L: usize> {
    /// Logarithm of the sum over the labellings up to a word that end in a label.
    pub forward: Vec<[f32; L]>,
    /// The same from a word's label on, without its own score.
    pub backward: Vec<[f32; L]>,
    /// The same over all labellings.
    pub norm: f32,
}

/// Score of a transition that is not allowed.
const FORBIDDEN: f32 = -1e9;

/// Score of the transition into a word of this kind.
#[inline]
pub fn transition<const L: usize>(moves: &Moves<L>, kind: u8, from: usize, to: usize, allowed: &impl Fn(usize, usize) -> bool) -> f32 {
    if allowed(from, to) { moves[kind as usize % KINDS][from][to] } else { FORBIDDEN }
}

impl<const L: usize> Lattice<L> {
    /// Sums over all labellings of words with these scores and kinds.
    pub fn fill(&mut self, scores: &[[f32; L]], kinds: &[u8], moves: &Moves<L>, allowed: &impl Fn(usize, usize) -> bool) {
        let n = scores.len();
        let step = |kind: u8, from: usize, to: usize| transition(moves, kind, from, to, allowed);
        self.forward.clear();
        self.forward.resize(n, [FORBIDDEN; L]);
        self.backward.clear();
        self.backward.resize(n, [0.0; L]);
        self.norm = 0.0;
        if n == 0 {
            return;
        }
        for to in 0..L {
            self.forward[0][to] = step(kinds[0], 0, to) + scores[0][to];
        }
        for i in 1..n {
            for to in 0..L {
                let values: [f32; L] = std::array::from_fn(|from| self.forward[i - 1][from] + step(kinds[i], from, to));
                self.forward[i][to] = log_sum(&values) + scores[i][to];
            }
        }
        for i in (0..n - 1).rev() {
            for from in 0..L {
                let values: [f32; L] =
                    std::array::from_fn(|to| self.backward[i + 1][to] + scores[i + 1][to] + step(kinds[i + 1], from, to));
                self.backward[i][from] = log_sum(&values);
            }
        }
        self.norm = log_sum(&self.forward[n - 1]);
    }

    /// Probability of label `l` at word `i`.
    pub fn share(&self, i: usize, l: usize) -> f32 {
        (self.forward[i][l] + self.backward[i][l] - self.norm).exp()
    }

    /// Probability of label `to` at word `i` after `from`, where the lattice was filled with these scores and transitions.
    #[allow(clippy::too_many_arguments)]
    pub fn joint(
        &self,
        i: usize,
        from: usize,
        to: usize,
        scores: &[[f32; L]],
        kind: u8,
        moves: &Moves<L>,
        allowed: &impl Fn(usize, usize) -> bool,
    ) -> f32 {
        let lead = match i.checked_sub(1) {
            Some(before) => self.forward[before][from],
            None if from == 0 => 0.0,
            None => return 0.0,
        };
        (lead + transition(moves, kind, from, to, allowed) + scores[i][to] + self.backward[i][to] - self.norm).exp()
    }
}

fn log_sum<const L: usize>(values: &[f32; L]) -> f32 {
    let top = values.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    top + values.iter().map(|v| (v - top).exp()).sum::<f32>().ln()
}
