//! From rows of the embedding table to scores.

use super::inputs::FEATURES;
use super::math::{Matrix, product, sigmoid, tanh};
use super::net::Net;
use super::whole::{self, Rows, Weights};
use pulp::{Arch, Simd, WithSimd};

/// One layer's intermediate results, kept for learning.
#[derive(Clone, Debug, Default)]
pub(crate) struct Layer {
    /// What came in, after dropout.
    pub input: Matrix,
    /// Candidate, forget gate, highway gate (gates after the logistic function).
    pub gates: Matrix,
    pub cells: Matrix,
    pub output: Matrix,
}

/// Buffers of one pass over a batch of sentences.
#[derive(Clone, Debug, Default)]
pub(crate) struct Forward {
    pub words: Matrix,
    pub windows: Matrix,
    pub window_out: Matrix,
    pub layers: Vec<Layer>,
    pub out: Outputs,
    buffers: Buffers,
}

/// Buffers of the products.
#[derive(Clone, Debug, Default)]
struct Buffers {
    panel: Vec<f32>,
    rows: Rows,
}

impl Buffers {
    /// `out = input · weights + bias`, in whole numbers where the weights are there as such.
    fn dense(&mut self, input: &Matrix, weights: &Matrix, whole: Option<&Weights>, bias: &Matrix, out: &mut Matrix) {
        match whole {
            Some(whole) => {
                whole::round(input, input.columns, &mut self.rows);
                whole::product(&mut self.rows, whole, out);
            }
            None => product(input, weights, &bias.data, out, &mut self.panel),
        }
    }
}

/// What the passes end in; one row a word.
#[derive(Clone, Debug, Default)]
pub(crate) struct Outputs {
    /// Top of the stack.
    pub top: Matrix,
    /// Scores of tags, then of names.
    pub classes: Matrix,
    /// Dependent, head, and both for relations (the first two after rectification).
    pub ends: Matrix,
    /// The dependent's vector times the bilinear matrix, plus the general worth of heads.
    pub wanted: Matrix,
    dependents: Matrix,
    pairs: Matrix,
    relations: Matrix,
    buffers: Buffers,
}

/// Dropout in learning: what a cell is multiplied with, given its stage and place.
pub(crate) type Drop<'a> = Option<&'a mut dyn FnMut(&mut Matrix)>;

impl Forward {
    /// Reads the sentences, whose words' rows lie one after the other in `ids`; `ends` are the sentences' ends.
    pub fn run(&mut self, net: &Net, ids: &[[u32; FEATURES]], ends: &[usize], mut drop: Drop) {
        let (n, d) = (ids.len(), net.sizes.width);
        if let Some(whole) = &net.whole {
            let rows = &mut self.buffers.rows;
            Arch::new().dispatch(Windows { net, ids, ends, out: rows });
            whole::product(rows, &whole.window, &mut self.window_out);
        } else {
            self.words.shape(n, d);
            Arch::new().dispatch(Embed { net, ids, out: &mut self.words });
            if let Some(drop) = drop.as_mut() {
                drop(&mut self.words);
            }
            self.window(net, ends);
        }
        self.window_out.data.iter_mut().for_each(|x| *x = x.max(0.0));
        self.layers.resize(net.sizes.layers, Layer::default());
        for at in 0..net.sizes.layers {
            let (before, rest) = self.layers.split_at_mut(at);
            let layer = &mut rest[0];
            // What goes in is not needed where it came out.
            std::mem::swap(&mut layer.input, before.last_mut().map_or(&mut self.window_out, |l| &mut l.output));
            if let Some(drop) = drop.as_mut() {
                drop(&mut layer.input);
            }
            let (weights, bias) = &net.layers[at];
            self.buffers.dense(&layer.input, weights, net.whole.as_ref().and_then(|w| w.layers.get(at)), bias, &mut layer.gates);
            Arch::new().dispatch(Recur { width: d, ends, layer });
        }
        std::mem::swap(&mut self.out.top, self.layers.last_mut().map_or(&mut self.window_out, |l| &mut l.output));
        if let Some(drop) = drop.as_mut() {
            drop(&mut self.out.top);
        }
        self.out.finish(net);
    }

    fn window(&mut self, net: &Net, ends: &[usize]) {
        let (n, d) = (self.words.rows, net.sizes.width);
        self.windows.shape(n, 3 * d);
        let mut from = 0;
        for &end in ends {
            for at in from..end {
                let out = self.windows.row_mut(at);
                match at > from {
                    true => out[..d].copy_from_slice(self.words.row(at - 1)),
                    false => out[..d].fill(0.0),
                }
                out[d..2 * d].copy_from_slice(self.words.row(at));
                match at + 1 < end {
                    true => out[2 * d..].copy_from_slice(self.words.row(at + 1)),
                    false => out[2 * d..].fill(0.0),
                }
            }
            from = end;
        }
        product(&self.windows, &net.window, &net.window_bias.data, &mut self.window_out, &mut self.buffers.panel);
    }
}

/// The windows of words in whole numbers.
struct Windows<'m> {
    net: &'m Net,
    ids: &'m [[u32; FEATURES]],
    ends: &'m [usize],
    out: &'m mut Rows,
}

impl WithSimd for Windows<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, _: S) {
        self.net.windows(self.ids, self.ends, self.out);
    }
}

/// The sums of the words' rows.
struct Embed<'m> {
    net: &'m Net,
    ids: &'m [[u32; FEATURES]],
    out: &'m mut Matrix,
}

impl WithSimd for Embed<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, _: S) {
        let mut sums = Vec::new();
        for (rows, out) in self.ids.iter().zip(self.out.data.chunks_exact_mut(self.net.sizes.width)) {
            self.net.embed(rows, &mut sums, out);
        }
    }
}

/// One bidirectional layer of simple recurrent units, from what the product left in `layer.gates`.
struct Recur<'m> {
    width: usize,
    ends: &'m [usize],
    layer: &'m mut Layer,
}

impl WithSimd for Recur<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, _: S) {
        let Recur { width: d, ends, layer } = self;
        let (n, half) = (layer.input.rows, d / 2);
        for row in layer.gates.data.chunks_exact_mut(3 * d) {
            row[d..].iter_mut().for_each(|x| *x = sigmoid(*x));
        }
        layer.cells.shape(n, d);
        let mut from = 0;
        let mut cell = vec![0f32; d];
        for &end in ends {
            cell.fill(0.0);
            for step in 0..end - from {
                for (at, side) in [(from + step, 0..half), (end - 1 - step, half..d)] {
                    let (candidate, forget) = layer.gates.row(at)[..2 * d].split_at(d);
                    let parts = candidate[side.clone()].iter().zip(&forget[side.clone()]);
                    let out = &mut layer.cells.data[at * d..(at + 1) * d][side.clone()];
                    for ((c, o), (z, f)) in cell[side].iter_mut().zip(out).zip(parts) {
                        *c = f * *c + (1.0 - f) * z;
                        *o = *c;
                    }
                }
            }
            from = end;
        }
        layer.output.shape(n, d);
        let rows = layer.gates.data.chunks_exact(3 * d).zip(layer.cells.data.chunks_exact(d)).zip(layer.input.data.chunks_exact(d));
        for (out, ((gates, cells), input)) in layer.output.data.chunks_exact_mut(d).zip(rows) {
            for (((out, gate), cell), input) in out.iter_mut().zip(&gates[2 * d..]).zip(cells).zip(input) {
                *out = gate * tanh(*cell) + (1.0 - gate) * input;
            }
        }
    }
}

impl Outputs {
    fn finish(&mut self, net: &Net) {
        let (n, a) = (self.top.rows, net.sizes.arc);
        let whole = net.whole.as_ref();
        self.buffers.dense(&self.top, &net.classes, whole.map(|w| &w.classes), &net.classes_bias, &mut self.classes);
        self.buffers.dense(&self.top, &net.ends, whole.map(|w| &w.ends), &net.ends_bias, &mut self.ends);
        self.dependents.shape(n, a);
        for at in 0..n {
            let ends = self.ends.row_mut(at);
            ends[..2 * a].iter_mut().for_each(|x| *x = x.max(0.0));
            self.dependents.data[at * a..(at + 1) * a].copy_from_slice(&ends[..a]);
        }
        self.buffers.dense(&self.dependents, &net.bilinear, whole.map(|w| &w.bilinear), &net.headness, &mut self.wanted);
    }

    /// The scores of a word's tags.
    pub fn tag_scores(&self, net: &Net, at: usize) -> &[f32] {
        &self.classes.row(at)[..net.sizes.tags]
    }

    /// The scores of the classes of names of a word.
    pub fn name_scores(&self, net: &Net, at: usize) -> &[f32] {
        &self.classes.row(at)[net.sizes.tags..]
    }

    /// The vector of the dependent's side, as it enters the bilinear product.
    pub fn dependents(&self) -> &Matrix {
        &self.dependents
    }

    /// The relation of each word of the sentence at `from` to its head: `heads[i + 1]` is the head of word `i`, counted from 1; 0 is the root.
    pub fn relations(&mut self, net: &Net, from: usize, heads: &[u16], relations: &mut Vec<u8>) {
        relations.clear();
        let a = net.sizes.arc;
        self.pairs.shape(heads.len().saturating_sub(1), a);
        for (at, (&head, out)) in heads.iter().skip(1).zip(self.pairs.data.chunks_exact_mut(a.max(1))).enumerate() {
            let other = if head == 0 { net.root.row(1) } else { &self.ends.row(from + head as usize - 1)[3 * a..] };
            let own = &self.ends.row(from + at)[2 * a..3 * a];
            out.iter_mut().zip(own).zip(other).for_each(|((o, x), y)| *o = (x + y).max(0.0));
        }
        let whole = net.whole.as_ref().map(|w| &w.relation);
        self.buffers.dense(&self.pairs, &net.relation, whole, &net.relation_bias, &mut self.relations);
        let best = |scores: &[f32]| (0..scores.len()).fold(0, |best, c| if scores[c] > scores[best] { c } else { best }) as u8;
        relations.extend((0..self.pairs.rows).map(|at| best(self.relations.row(at))));
    }
}
