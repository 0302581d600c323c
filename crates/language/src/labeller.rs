//! Relations: names the arc of each word, from the whole tree.

use crate::linear::{Features, Sparse};
use crate::store::{Reader, Writer};
use crate::tagger::Tag;
use crate::words::Word;

/// The learned labeller.
#[derive(Clone, Debug, Default)]
pub struct Labeller {
    /// Relations with their subtypes.
    pub relations: Vec<String>,
    pub(crate) model: Sparse,
}

/// The dependents of each word of a tree, in order, in one list.
#[derive(Debug, Default)]
pub struct Children {
    starts: Vec<u16>,
    list: Vec<u16>,
}

impl Children {
    /// Fills the lists from heads (`heads[0]` is unused).
    pub fn fill(&mut self, heads: &[u16]) {
        let n = heads.len();
        self.starts.clear();
        self.starts.resize(n + 1, 0);
        for &h in &heads[1.min(n)..] {
            self.starts[(h as usize + 1).min(n)] += 1;
        }
        for i in 0..n {
            self.starts[i + 1] += self.starts[i];
        }
        self.list.clear();
        self.list.resize(n, 0);
        let mut at: [u16; 512] = [0; 512];
        let mut spill: Vec<u16> = Vec::new();
        let cursor: &mut [u16] = if n <= 512 {
            &mut at[..n]
        } else {
            spill.resize(n, 0);
            &mut spill
        };
        cursor.copy_from_slice(&self.starts[..n]);
        for d in 1..n {
            let h = heads[d] as usize;
            self.list[cursor[h] as usize] = d as u16;
            cursor[h] += 1;
        }
    }

    /// The dependents of `word`.
    pub fn of(&self, word: usize) -> &[u16] {
        &self.list[self.starts[word] as usize..self.starts[word + 1] as usize]
    }
}

/// What of a tree the features need.
pub(crate) struct Tree<'a> {
    pub words: &'a [Word],
    pub tags: &'a [Tag],
    pub heads: &'a [u16],
    pub children: &'a Children,
}

impl Labeller {
    /// Names the arcs of the tree; `labels[i]` is the relation of word `i`, from 0.
    pub(crate) fn label(&self, tree: &Tree, features: &mut Features, sums: &mut [i32; 256], labels: &mut Vec<u8>) {
        labels.clear();
        for d in 1..tree.heads.len() {
            label_features(tree, d, labels.last().copied(), features);
            labels.push(self.model.best(features.keys(), sums) as u8);
        }
    }

    pub(crate) fn write(&self, to: &mut Writer) {
        to.strings(&self.relations);
        self.model.write(to);
    }

    pub(crate) fn read(from: &mut Reader) -> Option<Labeller> {
        let it = Labeller { relations: from.strings()?, model: Sparse::read(from)? };
        (it.model.classes() == it.relations.len()).then_some(it)
    }
}

/// The features of the arc to word `d` (from 1); `before` is the relation of the word before it.
pub(crate) fn label_features(tree: &Tree, d: usize, before: Option<u8>, f: &mut Features) {
    let n = tree.words.len();
    let inside = |i: usize| i >= 1 && i <= n;
    let w = |i: usize| if inside(i) { tree.words[i - 1].lower } else { 5 };
    let t = |i: usize| if inside(i) { tree.tags[i - 1] as u32 + 11 } else { 5 };
    let s2 = |i: usize| if inside(i) { tree.words[i - 1].suffix[1] } else { 5 };
    let s3 = |i: usize| if inside(i) { tree.words[i - 1].suffix[2] } else { 5 };
    let h = tree.heads[d] as usize;
    let dir = (h < d) as u32;
    let distance = h.abs_diff(d).min(6) as u32;
    let (own, siblings) = (tree.children.of(d), tree.children.of(h));
    let up = if h == 0 { 0 } else { tree.heads[h] as usize };
    let place = siblings.iter().position(|&x| x as usize == d).unwrap_or(0);
    let previous = if place > 0 { siblings[place - 1] as usize } else { 0 };
    let following = siblings.get(place + 1).map_or(0, |&x| x as usize);
    let first = own.first().map_or(0, |&x| x as usize).min(d) % d;
    let last = own.last().map_or(0, |&x| if (x as usize) > d { x as usize } else { 0 });
    let label = before.map_or(255, |l| l as u32);
    f.clear();
    f.add([dir]);
    f.add([t(d), dir]);
    f.add([w(d), dir]);
    f.add([t(h), dir]);
    f.add([w(h), dir]);
    f.add([t(d), t(h), dir]);
    f.add([w(d), t(h), dir]);
    f.add([t(d), w(h), dir]);
    f.add([w(d), w(h), dir]);
    f.add([t(d), t(h), dir, distance]);
    f.add([s3(d), t(h), dir]);
    f.add([t(d), s3(h), dir]);
    f.add([s2(d), t(d)]);
    f.add([t(d), t(first), t(h), dir]);
    f.add([t(d), w(first), t(h), dir]);
    f.add([t(d), t(last), t(h), dir]);
    f.add([w(first), t(h), dir]);
    f.add([w(first), w(h)]);
    f.add([w(first), w(d)]);
    f.add([t(d), t(previous), t(h), dir]);
    f.add([t(d), t(following), t(h), dir]);
    f.add([t(d), w(previous), dir]);
    f.add([t(d), w(following), dir]);
    f.add([t(d), t(d - 1), t(d + 1)]);
    f.add([t(d), w(d - 1)]);
    f.add([t(d), w(d + 1)]);
    f.add([t(h), t(h + 1), t(d), dir]);
    f.add([t(d), t(h), t(up), dir]);
    f.add([t(d), w(up), t(h), dir]);
    f.add([t(d), own.len().min(4) as u32, dir]);
    f.add([t(d), t(h), place.min(4) as u32, (siblings.len() - place).min(4) as u32, dir]);
    // The words that the head already has on its left (auxiliaries, markers, subject), and any marker or case of the word itself.
    f.add([siblings.iter().filter(|&&x| (x as usize) < h).fold(7u32, |a, &x| a.wrapping_mul(31).wrapping_add(t(x as usize))), t(d), dir]);
    f.add([siblings.iter().filter(|&&x| (x as usize) > h).fold(7u32, |a, &x| a.wrapping_mul(31).wrapping_add(t(x as usize))), t(d), dir]);
    f.add([own.iter().fold(9u32, |a, &x| a.wrapping_mul(31).wrapping_add(t(x as usize))), t(d), dir]);
    f.add([s3(d), s3(h), dir]);
    f.add([label, t(d), t(h), dir]);
    f.template_each([t(d), dir], siblings.iter().filter(|&&x| x as usize != d).take(8).map(|&x| w(x as usize)));
    f.template_each([t(d), t(h)], own.iter().take(8).map(|&x| w(x as usize)));
}
