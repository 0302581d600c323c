//! Gradients of the network, by hand.

use super::target::{Choice, Target};
use crate::neural::{Forward, Matrix, Net, Sizes, Transposed};

/// Buffers of the backward pass.
#[derive(Default)]
pub struct Backward {
    pub grads: Net,
    /// Rows of the embedding that the batch used.
    pub touched: Vec<u32>,
    classes: Matrix,
    ends: Matrix,
    wanted: Matrix,
    top: Matrix,
    below: Matrix,
    gates: Matrix,
    scratch: Vec<f32>,
    hidden: Vec<f32>,
    turned: Transposed,
}

/// Turns scores into the gradient of the cross-entropy with the shares of `gold`, times `weight`, and returns the loss. All classes of `gold` must be
/// among the scores.
fn cross_entropy(scores: &[f32], gold: &Choice, weight: f32, out: &mut [f32]) -> f32 {
    let top = scores.iter().fold(f32::NEG_INFINITY, |a, &x| a.max(x));
    let mut sum = 0.0;
    for (o, &x) in out.iter_mut().zip(scores) {
        *o = (x - top).exp();
        sum += *o;
    }
    let loss: f32 = gold.shares().map(|(class, share)| -share * (out[class] / sum).max(1e-12).ln()).sum();
    out.iter_mut().for_each(|o| *o *= weight / sum);
    gold.shares().for_each(|(class, share)| out[class] -= share * weight);
    loss * weight
}

fn add_scaled(out: &mut [f32], x: &[f32], by: f32) {
    out.iter_mut().zip(x).for_each(|(o, x)| *o += by * x);
}

impl Backward {
    /// Buffers for networks of these measures.
    pub fn new(sizes: Sizes) -> Backward {
        Backward { grads: Net::zeros(sizes), ..Backward::default() }
    }

    /// A pass over a batch that `forward` has just read. `masks` are the dropout masks in the order of their use (empty without dropout).
    /// Adds to `self.grads` and returns the loss.
    pub fn run(
        &mut self,
        net: &Net,
        forward: &Forward,
        ids: &[[u32; crate::neural::FEATURES]],
        ends: &[usize],
        targets: &[Target],
        masks: &[Matrix],
    ) -> f32 {
        let s = net.sizes;
        let (n, a, d) = (ids.len(), s.arc, s.width);
        let out = &forward.out;
        let weight = 1.0 / n.max(1) as f32;
        let mut loss = 0.0;
        self.classes.reset(n, s.tags + s.names);
        self.ends.reset(n, 4 * a);
        self.wanted.reset(n, a);
        for (at, target) in targets.iter().enumerate() {
            let (scores, grad) = (out.classes.row(at), self.classes.row_mut(at));
            if target.tag.is_below(s.tags) {
                loss += cross_entropy(&scores[..s.tags], &target.tag, weight, &mut grad[..s.tags]);
            }
            if target.name.is_below(s.names) {
                loss += cross_entropy(&scores[s.tags..], &target.name, 1.5 * weight, &mut grad[s.tags..]);
            }
        }
        let mut from = 0;
        for &end in ends {
            loss += self.arcs(net, forward, from, end, targets, weight);
            from = end;
        }
        // The bilinear product and the rectified ends.
        self.turned.add_product(out.dependents(), &self.wanted, &mut self.grads.bilinear);
        for row in self.wanted.data.chunks_exact(a) {
            add_scaled(&mut self.grads.headness.data, row, 1.0);
        }
        self.turned.product_transposed(&self.wanted, &net.bilinear, 0.0, &mut self.below);
        for at in 0..n {
            let ends = out.ends.row(at);
            let grad = self.ends.row_mut(at);
            grad[..a].copy_from_slice(self.below.row(at));
            grad[..2 * a].iter_mut().zip(ends).for_each(|(g, e)| *g = if *e > 0.0 { *g } else { 0.0 });
        }
        self.turned.add_product(&out.top, &self.ends, &mut self.grads.ends);
        self.ends.data.chunks_exact(4 * a).for_each(|r| add_scaled(&mut self.grads.ends_bias.data, r, 1.0));
        self.turned.add_product(&out.top, &self.classes, &mut self.grads.classes);
        self.classes.data.chunks_exact(s.tags + s.names).for_each(|r| add_scaled(&mut self.grads.classes_bias.data, r, 1.0));
        self.turned.product_transposed(&self.ends, &net.ends, 0.0, &mut self.top);
        self.turned.product_transposed(&self.classes, &net.classes, 1.0, &mut self.top);
        let mut mask = masks.iter().rev();
        apply(mask.next(), &mut self.top);
        for at in (0..s.layers).rev() {
            self.recur(net, forward, at, ends);
            apply(mask.next(), &mut self.top);
        }
        self.window(net, forward, ends);
        apply(mask.next(), &mut self.top);
        for (at, rows) in ids.iter().enumerate() {
            for &row in rows.iter().filter(|&&r| r != 0) {
                self.touched.push(row);
                let grad = &mut self.grads.embedding.data[row as usize * d..(row as usize + 1) * d];
                add_scaled(grad, self.top.row(at), 1.0);
            }
        }
        loss
    }

    /// Heads and relations of one sentence.
    fn arcs(&mut self, net: &Net, forward: &Forward, from: usize, end: usize, targets: &[Target], weight: f32) -> f32 {
        let (n, a, out) = (end - from, net.sizes.arc, &forward.out);
        let mut loss = 0.0;
        let mut tree = crate::neural::Tree::default();
        if targets[from].head == u16::MAX {
            return 0.0;
        }
        tree.score(net, out, from, end);
        let mut grad = vec![0f32; n + 1];
        for word in 0..n {
            let target = &targets[from + word];
            let gold = target.head as usize;
            if gold > n || gold == word + 1 || !target.heads.is_below(n + 1) {
                continue;
            }
            loss += cross_entropy(tree.scores.row(word), &target.heads, weight, &mut grad);
            let wanted = out.wanted.row(from + word);
            for (head, &g) in grad.iter().enumerate() {
                if g.abs() < 1e-9 || head == word + 1 {
                    continue;
                }
                let into = self.wanted.row_mut(from + word);
                if head == 0 {
                    add_scaled(into, net.root.row(0), g);
                    add_scaled(&mut self.grads.root.data[..a], wanted, g);
                } else {
                    add_scaled(into, &out.ends.row(from + head - 1)[a..2 * a], g);
                    add_scaled(&mut self.ends.row_mut(from + head - 1)[a..2 * a], wanted, g);
                }
            }
            if !target.label.is_below(net.sizes.relations) {
                continue;
            }
            let other = if gold == 0 { net.root.row(1) } else { &out.ends.row(from + gold - 1)[3 * a..] };
            self.hidden.clear();
            self.hidden.extend(out.ends.row(from + word)[2 * a..3 * a].iter().zip(other).map(|(x, y)| (x + y).max(0.0)));
            let relations = net.sizes.relations;
            let mut scores = net.relation_bias.data.clone();
            for (h, row) in self.hidden.iter().zip(net.relation.data.chunks_exact(relations)) {
                add_scaled(&mut scores, row, *h);
            }
            self.scratch.clear();
            self.scratch.resize(relations, 0.0);
            loss += cross_entropy(&scores, &target.label, weight, &mut self.scratch);
            add_scaled(&mut self.grads.relation_bias.data, &self.scratch, 1.0);
            for k in 0..a {
                if self.hidden[k] <= 0.0 {
                    continue;
                }
                let weights = net.relation.row(k);
                let g: f32 = crate::neural::dot(weights, &self.scratch);
                let h = self.hidden[k];
                add_scaled(self.grads.relation.row_mut(k), &self.scratch, h);
                self.ends.row_mut(from + word)[2 * a + k] += g;
                if gold == 0 {
                    self.grads.root.data[a + k] += g;
                } else {
                    self.ends.row_mut(from + gold - 1)[3 * a + k] += g;
                }
            }
        }
        loss
    }

    /// From the gradient of a layer's output, in `self.top`, to that of its input, left there.
    fn recur(&mut self, net: &Net, forward: &Forward, at: usize, ends: &[usize]) {
        let d = net.sizes.width;
        let half = d / 2;
        let layer = &forward.layers[at];
        let n = layer.input.rows;
        self.gates.reset(n, 3 * d);
        self.below.reset(n, d);
        let zeros = vec![0f32; half];
        let mut from = 0;
        for &end in ends {
            for (side, forward_side) in [(0..half, true), (half..d, false)] {
                let mut carry = vec![0f32; half];
                for step in 0..end - from {
                    // Against the direction of reading.
                    let word = if forward_side { end - 1 - step } else { from + step };
                    let before =
                        if forward_side { word.checked_sub(1).filter(|&w| w >= from) } else { Some(word + 1).filter(|&w| w < end) };
                    let gates = layer.gates.row(word);
                    let (z, f) = (&gates[side.clone()], &gates[d..][side.clone()]);
                    let r = &gates[2 * d..][side.clone()];
                    let (cells, inputs) = (&layer.cells.row(word)[side.clone()], &layer.input.row(word)[side.clone()]);
                    let grads = &self.top.row(word)[side.clone()];
                    let last = before.map_or(&zeros[..half], |b| &layer.cells.row(b)[side.clone()]);
                    let (out_z, rest) = self.gates.row_mut(word).split_at_mut(d);
                    let (out_f, out_r) = rest.split_at_mut(d);
                    let (out_z, out_f, out_r) = (&mut out_z[side.clone()], &mut out_f[side.clone()], &mut out_r[side.clone()]);
                    let below = &mut self.below.row_mut(word)[side.clone()];
                    for k in 0..half {
                        let t = crate::neural::tanh(cells[k]);
                        let dc = grads[k] * r[k] * (1.0 - t * t) + carry[k];
                        carry[k] = dc * f[k];
                        out_z[k] = dc * (1.0 - f[k]);
                        out_f[k] = dc * (last[k] - z[k]) * f[k] * (1.0 - f[k]);
                        out_r[k] = grads[k] * (t - inputs[k]) * r[k] * (1.0 - r[k]);
                        below[k] = grads[k] * (1.0 - r[k]);
                    }
                }
            }
            from = end;
        }
        let (weights, bias) = &mut self.grads.layers[at];
        self.turned.add_product(&layer.input, &self.gates, weights);
        self.gates.data.chunks_exact(3 * d).for_each(|r| add_scaled(&mut bias.data, r, 1.0));
        self.turned.product_transposed(&self.gates, &net.layers[at].0, 1.0, &mut self.below);
        std::mem::swap(&mut self.below, &mut self.top);
    }

    fn window(&mut self, net: &Net, forward: &Forward, ends: &[usize]) {
        let d = net.sizes.width;
        let n = self.top.rows;
        let rectified = forward.layers.first().map_or(&forward.out.top, |l| &l.input);
        self.top.data.iter_mut().zip(&rectified.data).for_each(|(g, o)| *g = if *o > 0.0 { *g } else { 0.0 });
        self.turned.add_product(&forward.windows, &self.top, &mut self.grads.window);
        self.top.data.chunks_exact(d).for_each(|r| add_scaled(&mut self.grads.window_bias.data, r, 1.0));
        self.turned.product_transposed(&self.top, &net.window, 0.0, &mut self.gates);
        self.below.reset(n, d);
        let mut from = 0;
        for &end in ends {
            for at in from..end {
                let grad = self.gates.row(at);
                if at > from {
                    add_scaled(self.below.row_mut(at - 1), &grad[..d], 1.0);
                }
                add_scaled(self.below.row_mut(at), &grad[d..2 * d], 1.0);
                if at + 1 < end {
                    add_scaled(self.below.row_mut(at + 1), &grad[2 * d..], 1.0);
                }
            }
            from = end;
        }
        std::mem::swap(&mut self.below, &mut self.top);
    }
}

fn apply(mask: Option<&Matrix>, grad: &mut Matrix) {
    if let Some(mask) = mask {
        grad.data.iter_mut().zip(&mask.data).for_each(|(g, m)| *g *= m);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::linear::Shuffle;
    use crate::neural::FEATURES;

    fn loss_of(net: &Net, ids: &[[u32; FEATURES]], ends: &[usize], targets: &[Target]) -> f32 {
        let mut forward = Forward::default();
        forward.run(net, ids, ends, None);
        Backward::new(net.sizes).run(net, &forward, ids, ends, targets, &[])
    }

    #[test]
    fn gradients_agree_with_differences() {
        let sizes = Sizes { rows: 40, width: 8, layers: 2, arc: 6, tags: 5, relations: 4, names: 9 };
        let mut net = Net::zeros(sizes);
        let mut random = Shuffle::new(5);
        let mut fill = |m: &mut Matrix| m.data.iter_mut().for_each(|x| *x = random.below(2001) as f32 / 1000.0 - 1.0);
        fill(&mut net.embedding);
        net.embedding.data.iter_mut().for_each(|x| *x *= 0.4);
        net.dense_mut().into_iter().for_each(fill);
        let mut random = Shuffle::new(9);
        let ids: Vec<[u32; FEATURES]> = (0..7).map(|_| std::array::from_fn(|_| 1 + random.below(39) as u32)).collect();
        let ends = [4, 7];
        let heads = [2, 0, 2, 3, 2, 3, 0];
        let targets: Vec<Target> = (0..7)
            .map(|i| Target {
                tag: Choice::of(&[(i % 5, 0.6), ((i + 2) % 5, 0.4)]),
                name: Choice::one(i * 2 % 9),
                head: heads[i],
                heads: if i == 1 { Choice::of(&[(0, 0.7), (4, 0.3)]) } else { Choice::one(heads[i] as usize) },
                label: Choice::of(&[(i % 4, 0.9), ((i + 1) % 4, 0.1)]),
            })
            .collect();
        let mut forward = Forward::default();
        forward.run(&net, &ids, &ends, None);
        let mut backward = Backward::new(sizes);
        backward.run(&net, &forward, &ids, &ends, &targets, &[]);
        let step = 2e-3;
        for matrix in 0..net.dense().len() {
            for cell in [0, 3, 11] {
                let cell = cell % net.dense()[matrix].data.len();
                let mut near = net.clone();
                near.dense_mut()[matrix].data[cell] += step;
                let up = loss_of(&near, &ids, &ends, &targets);
                near.dense_mut()[matrix].data[cell] -= 2.0 * step;
                let down = loss_of(&near, &ids, &ends, &targets);
                let (want, got) = ((up - down) / (2.0 * step), backward.grads.dense()[matrix].data[cell]);
                assert!((want - got).abs() < 0.02 + 0.05 * want.abs(), "matrix {matrix}, cell {cell}: {want} by differences, {got}");
            }
        }
        let row = ids[1][0] as usize * sizes.width;
        let mut near = net.clone();
        near.embedding.data[row] += step;
        let up = loss_of(&near, &ids, &ends, &targets);
        near.embedding.data[row] -= 2.0 * step;
        let want = (up - loss_of(&near, &ids, &ends, &targets)) / (2.0 * step);
        assert!((want - backward.grads.embedding.data[row]).abs() < 0.02 + 0.05 * want.abs(), "embedding");
    }
}
