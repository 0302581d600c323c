//! From scores to trees and names.

use super::forward::Outputs;
use super::math::{Matrix, dot};
use super::net::Net;
use pulp::{Arch, Simd, WithSimd};

/// Buffers of the search for a sentence's tree.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tree {
    /// Score of each head (column, 0 is the root) for each word (row, from 0).
    pub scores: Matrix,
    /// `heads[i + 1]` is the head of word `i`; `heads[0]` is unused.
    pub heads: Vec<u16>,
    chart: Vec<[f32; 4]>,
    splits: Vec<[u16; 3]>,
    seen: Vec<u16>,
}

const NEVER: f32 = -1e9;

/// Finds the best tree with one root for the words `from..end` of a batch: the best head of each word where these form a tree without crossing
/// arcs, else the best projective tree (Eisner 1996).
pub(crate) fn tree(net: &Net, out: &Outputs, from: usize, end: usize, tree: &mut Tree) {
    let n = end - from;
    tree.score(net, out, from, end);
    tree.heads.clear();
    tree.heads.resize(n + 1, 0);
    for word in 0..n {
        let row = tree.scores.row(word);
        let best = (0..=n).fold(0, |b, h| if row[h] > row[b] { h } else { b });
        tree.heads[word + 1] = best as u16;
    }
    if !tree.is_tree() || !tree.is_projective() {
        tree.eisner(n);
    }
}

/// The score of each head for each word of a sentence.
struct Score<'m> {
    net: &'m Net,
    out: &'m Outputs,
    from: usize,
    n: usize,
    scores: &'m mut Matrix,
}

impl WithSimd for Score<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, _: S) {
        let Score { net, out, from, n, scores } = self;
        let a = net.sizes.arc;
        for word in 0..n {
            let wanted = out.wanted.row(from + word);
            let row = &mut scores.data[word * (n + 1)..(word + 1) * (n + 1)];
            row[0] = dot(wanted, net.root.row(0));
            for head in 0..n {
                row[head + 1] = if head == word { NEVER } else { dot(wanted, &out.ends.row(from + head)[a..2 * a]) };
            }
        }
    }
}

impl Tree {
    /// Fills the scores.
    pub fn score(&mut self, net: &Net, out: &Outputs, from: usize, end: usize) {
        let n = end - from;
        self.scores.shape(n, n + 1);
        Arch::new().dispatch(Score { net, out, from, n, scores: &mut self.scores });
    }

    /// Whether the heads form a tree with one root.
    fn is_tree(&mut self) -> bool {
        let n = self.heads.len() - 1;
        if n == 0 || self.heads[1..].iter().filter(|&&h| h == 0).count() != 1 {
            return n == 0;
        }
        // Walk up from every word; a walk that meets itself is a cycle.
        self.seen.clear();
        self.seen.resize(n + 1, 0);
        for start in 1..=n {
            let mut at = start;
            while at != 0 && self.seen[at] == 0 {
                self.seen[at] = start as u16;
                at = self.heads[at] as usize;
            }
            if at != 0 && self.seen[at] == start as u16 {
                return false;
            }
        }
        true
    }

    /// Whether no two arcs cross, the root's included. Of the crossing arcs that the best heads make, more are slips than are right.
    fn is_projective(&self) -> bool {
        (1..self.heads.len()).all(|word| {
            let head = self.heads[word] as usize;
            let (low, high) = (word.min(head), word.max(head));
            (low + 1..high).all(|k| (low..=high).contains(&(self.heads[k] as usize)))
        })
    }

    fn eisner(&mut self, n: usize) {
        // Cell (s, e): best complete span with head e, with head s; best span with the arc e → s, with the arc s → e.
        let cell = |s: usize, e: usize| s * n + e;
        self.chart.clear();
        self.chart.resize(n * n, [0.0, 0.0, NEVER, NEVER]);
        self.splits.clear();
        self.splits.resize(n * n, [0; 3]);
        let (chart, splits, scores) = (&mut self.chart, &mut self.splits, &self.scores);
        for length in 1..n {
            for s in 0..n - length {
                let e = s + length;
                let mut best = (f32::NEG_INFINITY, s);
                for r in s..e {
                    let sum = chart[cell(s, r)][1] + chart[cell(r + 1, e)][0];
                    if sum > best.0 {
                        best = (sum, r);
                    }
                }
                let here = cell(s, e);
                chart[here][2] = best.0 + scores.data[s * (n + 1) + e + 1];
                chart[here][3] = best.0 + scores.data[e * (n + 1) + s + 1];
                splits[here][2] = best.1 as u16;
                let mut left = (f32::NEG_INFINITY, s);
                let mut right = (f32::NEG_INFINITY, e);
                for r in s..e {
                    let sum = chart[cell(s, r)][0] + chart[cell(r, e)][2];
                    if sum > left.0 {
                        left = (sum, r);
                    }
                    let sum = chart[cell(s, r + 1)][3] + chart[cell(r + 1, e)][1];
                    if sum > right.0 {
                        right = (sum, r + 1);
                    }
                }
                (chart[here][0], chart[here][1]) = (left.0, right.0);
                (splits[here][0], splits[here][1]) = (left.1 as u16, right.1 as u16);
            }
        }
        let mut root = (f32::NEG_INFINITY, 0);
        for r in 0..n {
            let sum = chart[cell(0, r)][0] + chart[cell(r, n - 1)][1] + scores.data[r * (n + 1)];
            if sum > root.0 {
                root = (sum, r);
            }
        }
        self.heads[root.1 + 1] = 0;
        // (start, end, which of the four).
        let mut open = vec![(0, root.1, 0), (root.1, n - 1, 1)];
        while let Some((s, e, kind)) = open.pop() {
            if s == e {
                continue;
            }
            let split = self.splits[cell(s, e)];
            match kind {
                0 => open.extend([(s, split[0] as usize, 0), (split[0] as usize, e, 2)]),
                1 => open.extend([(s, split[1] as usize, 3), (split[1] as usize, e, 1)]),
                _ => {
                    let (dependent, head) = if kind == 2 { (s, e) } else { (e, s) };
                    self.heads[dependent + 1] = head as u16 + 1;
                    open.extend([(s, split[2] as usize, 1), (split[2] as usize + 1, e, 0)]);
                }
            }
        }
    }
}

/// The best allowed sequence of name classes for rows of scores (Viterbi). Class 0 is "none", `1 + 4 k` begins a name of kind `k`, `2 + 4 k` goes
/// on, `3 + 4 k` ends it, `4 + 4 k` is one whole.
pub(crate) fn bilou_path<'r>(rows: impl ExactSizeIterator<Item = &'r [f32]>, back: &mut Vec<[u8; 32]>, path: &mut Vec<u8>) {
    path.clear();
    back.clear();
    let mut now = [NEVER; 32];
    let mut classes = 0;
    for (at, row) in rows.enumerate() {
        classes = row.len().min(32);
        // What may follow a class hangs only on whether a name of its kind is open after it.
        let better = |a: (f32, u8), b: usize| if now[b] > a.0 { (now[b], b as u8) } else { a };
        let closed = match at {
            0 => (0.0, 0),
            _ => (0..classes).filter(|&c| c == 0 || (c - 1) % 4 > 1).fold((NEVER * 2.0, 0), better),
        };
        let (mut next, mut from) = ([NEVER; 32], [0u8; 32]);
        for class in 0..classes {
            let goes_on = class != 0 && matches!((class - 1) % 4, 1 | 2);
            let best = match goes_on {
                true if at == 0 => (NEVER, 0),
                true => {
                    let first = class - (class - 1) % 4;
                    better(better((NEVER * 2.0, 0), first), first + 1)
                }
                false => closed,
            };
            next[class] = best.0 + row[class];
            from[class] = best.1;
        }
        now = next;
        back.push(from);
    }
    // A name may not stay open at the end.
    let Some(mut at) = (0..classes).filter(|&c| c == 0 || matches!((c - 1) % 4, 2 | 3)).reduce(|a, b| if now[b] > now[a] { b } else { a })
    else {
        return;
    };
    for from in back.iter().rev() {
        path.push(at as u8);
        at = from[at] as usize;
    }
    path.reverse();
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decode(scores: &[&[f32]]) -> Vec<u16> {
        let n = scores.len();
        let mut tree = Tree { scores: Matrix { rows: n, columns: n + 1, data: scores.concat() }, heads: vec![0; n + 1], ..Tree::default() };
        tree.eisner(n);
        tree.heads[1..].to_vec()
    }

    #[test]
    fn the_best_projective_tree_is_found() {
        // Words 1 and 2 would each like the other as head; one of them must take the root, which word 2 likes better.
        assert_eq!(decode(&[&[0.0, NEVER, 5.0], &[3.0, 5.0, NEVER]]), [2, 0]);
        assert_eq!(decode(&[&[4.0, NEVER, 5.0], &[0.0, 5.0, NEVER]]), [0, 1]);
        assert_eq!(decode(&[&[1.0, NEVER]]), [0]);
        // All three like the root best, but only one gets it; the others follow their second choice.
        assert_eq!(decode(&[&[9.0, NEVER, 2.0, 0.0], &[9.5, 1.0, NEVER, 0.0], &[9.0, 0.0, 2.0, NEVER]]), [2, 0, 2]);
    }

    #[test]
    fn name_classes_follow_their_order() {
        // Two kinds: 1–4 and 5–8. The second word alone would go on with the wrong kind.
        let row = |likes: &[(usize, f32)]| {
            let mut row = [0f32; 9];
            likes.iter().for_each(|&(c, s)| row[c] = s);
            row
        };
        let rows = [row(&[(1, 3.0), (8, 1.0)]), row(&[(7, 2.0), (3, 1.5)]), row(&[(0, 1.0)])];
        let (mut back, mut path) = (Vec::new(), Vec::new());
        bilou_path(rows.iter().map(|r| r.as_slice()), &mut back, &mut path);
        assert_eq!(path, [1, 3, 0]);
    }
}
