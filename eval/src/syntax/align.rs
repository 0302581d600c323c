//! Which given word is which gold word: equal spans; inside tokens of several words the longest common subsequence of forms.

use super::Word;
use std::collections::BTreeMap;

/// Positions in `given` -> positions in `gold`.
pub fn pairs(gold: &[&Word], given: &[&Word]) -> BTreeMap<usize, usize> {
    let (mut pairs, mut i, mut j) = (BTreeMap::new(), 0, 0);
    while i < gold.len() && j < given.len() {
        let (g, s) = (gold[i], given[j]);
        if !g.multi && !s.multi {
            if (g.start, g.end) == (s.start, s.end) {
                pairs.insert(j, i);
                (i, j) = (i + 1, j + 1);
            } else if g.start <= s.start {
                i += 1;
            } else {
                j += 1;
            }
            continue;
        }
        if g.multi != s.multi && g.start.max(s.start) >= g.end.min(s.end) {
            // The token of several words and the other side's word do not meet: the earlier is left behind.
            if g.end <= s.start {
                i += 1
            } else {
                j += 1
            }
            continue;
        }
        let of = |word: &Word| if word.multi { word.end } else { 0 };
        let (mut end, mut a, mut b, mut grown) = (of(g).max(of(s)), i, j, true);
        while grown {
            grown = false;
            while a < gold.len() && gold[a].start < end {
                end = end.max(of(gold[a]));
                a += 1;
                grown = true;
            }
            while b < given.len() && given[b].start < end {
                end = end.max(of(given[b]));
                b += 1;
                grown = true;
            }
        }
        let forms = |words: &[&Word]| words.iter().map(|word| word.form.to_lowercase()).collect::<Vec<_>>();
        pairs.extend(common(&forms(&gold[i..a]), &forms(&given[j..b])).into_iter().map(|(x, y)| (j + y, i + x)));
        (i, j) = (a.max(i + 1), b.max(j + 1));
    }
    pairs
}

/// Index pairs of a longest common subsequence.
fn common(a: &[String], b: &[String]) -> Vec<(usize, usize)> {
    let mut best = vec![vec![0usize; b.len() + 1]; a.len() + 1];
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            best[i][j] = if a[i] == b[j] { best[i + 1][j + 1] + 1 } else { best[i + 1][j].max(best[i][j + 1]) };
        }
    }
    let (mut i, mut j, mut pairs) = (0, 0, Vec::new());
    while i < a.len() && j < b.len() {
        if a[i] == b[j] {
            pairs.push((i, j));
            (i, j) = (i + 1, j + 1);
        } else if best[i + 1][j] >= best[i][j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    pairs
}
