//! Learning the network: Adam, dropout, and examples that may lack trees or names.

use super::backward::Backward;
use super::target::Target;
use crate::linear::Shuffle;
use crate::neural::{FEATURES, Forward, Matrix, Net, Sizes, Tree, tree};

/// A sentence as the network learns it.
#[derive(Clone, Debug)]
pub struct Sample {
    /// The words' rows as the sentence stands, and with other names or blanks.
    pub variants: Vec<Vec<[u32; FEATURES]>>,
    pub targets: Vec<Target>,
}

/// How to learn.
#[derive(Clone, Debug)]
pub struct Schedule {
    /// Passes over the data.
    pub epochs: usize,
    /// Words in a batch, about.
    pub batch: usize,
    /// Adam's step at its largest.
    pub rate: f32,
    /// Share of cells dropped between layers.
    pub dropout: f32,
    /// Share of words that are seen without their form, to learn from affixes and context.
    pub word_dropout: f32,
    /// Start of the random order and weights.
    pub seed: u64,
}

struct Adam {
    first: Net,
    second: Net,
    step: i32,
    /// For each row of the embedding the step of its last change.
    rows: Vec<i32>,
    /// The weights' running mean (Polyak and Juditsky 1992), which is the result; rows of the embedding stand as of their last change.
    mean: Net,
    /// What of the mean a step leaves.
    keep: f32,
}

/// Uniform in ±`bound`.
fn fill(matrix: &mut Matrix, bound: f32, random: &mut Shuffle) {
    matrix.data.iter_mut().for_each(|x| *x = bound * (random.below(20_001) as f32 / 10_000.0 - 1.0));
}

/// A network with random weights.
pub fn fresh(sizes: Sizes, seed: u64) -> Net {
    let mut random = Shuffle::new(seed);
    let mut net = Net::zeros(sizes);
    fill(&mut net.embedding, 0.3, &mut random);
    let glorot = |m: &mut Matrix, random: &mut Shuffle| {
        let bound = (6.0 / (m.rows + m.columns) as f32).sqrt();
        fill(m, bound, random);
    };
    glorot(&mut net.window, &mut random);
    for (weights, bias) in &mut net.layers {
        // Three outputs for each input are three matrices side by side.
        let bound = (6.0 / (2 * sizes.width) as f32).sqrt();
        fill(weights, bound, &mut random);
        bias.data[sizes.width..2 * sizes.width].fill(0.5);
    }
    glorot(&mut net.ends, &mut random);
    fill(&mut net.bilinear, 0.1, &mut random);
    fill(&mut net.root, 0.3, &mut random);
    glorot(&mut net.relation, &mut random);
    glorot(&mut net.classes, &mut random);
    net
}

/// Learns on `samples`; after each pass `after` is told its number, the mean loss, and may look at the network.
pub fn learn(net: &mut Net, samples: &[Sample], schedule: &Schedule, after: &mut dyn FnMut(usize, f32, &Net)) {
    let mut random = Shuffle::new(schedule.seed + 11);
    let mut order: Vec<usize> = (0..samples.len()).collect();
    let sizes = net.sizes;
    let mut backward = Backward::new(sizes);
    let (mut forward, mut masks) = (Forward::default(), Vec::new());
    let words: usize = samples.iter().map(|s| s.targets.len()).sum();
    let total = (schedule.epochs * words.div_ceil(schedule.batch)).max(1) as f32;
    // The mean reaches over the last fiftieth of the way, about.
    let keep = (1.0 - 50.0 / total).max(0.0);
    let mut adam =
        Adam { first: Net::zeros(sizes), second: Net::zeros(sizes), step: 0, rows: vec![0; sizes.rows], mean: net.clone(), keep };
    let mut done = 0.0f32;
    let (mut ids, mut targets, mut ends): (Vec<[u32; FEATURES]>, Vec<Target>, Vec<usize>) = Default::default();
    for epoch in 0..schedule.epochs {
        random.shuffle(&mut order);
        let (mut loss, mut batches) = (0.0, 0);
        for (number, &at) in order.iter().enumerate() {
            let sample = &samples[at];
            if sample.targets.is_empty() {
                continue;
            }
            let variant = if random.below(100) < 55 { 0 } else { random.below(sample.variants.len()) };
            for rows in &sample.variants[variant] {
                let mut rows = *rows;
                let chance = random.below(1000);
                if chance < (schedule.word_dropout * 1000.0) as usize {
                    // Without the form; of these a third without the longer affixes too, which nearly tell it.
                    (rows[0], rows[1]) = (0, 0);
                    if chance.is_multiple_of(3) {
                        (rows[5], rows[8], rows[9], rows[10]) = (0, 0, 0, 0);
                    }
                }
                ids.push(rows);
            }
            targets.extend(&sample.targets);
            ends.push(ids.len());
            if ids.len() < schedule.batch && number + 1 < order.len() {
                continue;
            }
            masks.clear();
            let keep = 1.0 - schedule.dropout;
            let mut drop = |m: &mut Matrix| {
                let mut mask = Matrix::zeros(m.rows, m.columns);
                let limit = (schedule.dropout * 65_536.0) as u64;
                for (x, cell) in m.data.chunks_mut(4).zip(mask.data.chunks_mut(4)) {
                    // One draw of 64 bits decides on four cells.
                    let mut draw = random.bits();
                    for (x, cell) in x.iter_mut().zip(cell) {
                        *cell = if draw & 0xFFFF >= limit { 1.0 / keep } else { 0.0 };
                        *x *= *cell;
                        draw >>= 16;
                    }
                }
                masks.push(mask);
            };
            forward.run(net, &ids, &ends, if schedule.dropout > 0.0 { Some(&mut drop) } else { None });
            loss += backward.run(net, &forward, &ids, &ends, &targets, &masks);
            batches += 1;
            done += 1.0;
            // Warm up over the first fiftieth, then fall to nothing along a cosine.
            let part = (done / total).min(1.0);
            let rate = schedule.rate * (part * 50.0).min(1.0) * (0.5 + 0.5 * (std::f32::consts::PI * part).cos()).max(0.01);
            adam.step(net, &mut backward, rate);
            ids.clear();
            targets.clear();
            ends.clear();
        }
        let mean = adam.mean(net);
        after(epoch + 1, loss / batches.max(1) as f32, &mean);
        if epoch + 1 == schedule.epochs {
            *net = mean;
        }
    }
}

const DECAY: (f32, f32) = (0.9, 0.99);

impl Adam {
    fn step(&mut self, net: &mut Net, backward: &mut Backward, rate: f32) {
        self.step += 1;
        let squares: f32 = backward.grads.dense().iter().flat_map(|m| &m.data).map(|g| g * g).sum();
        let clip = (4.0 / squares.sqrt().max(1e-9)).min(1.0);
        let fix = (1.0 - DECAY.0.powi(self.step), 1.0 - DECAY.1.powi(self.step));
        let all = net.dense_mut().into_iter().zip(backward.grads.dense_mut());
        for (((weights, grads), first), second) in all.zip(self.first.dense_mut()).zip(self.second.dense_mut()) {
            update(&mut weights.data, &mut grads.data, &mut first.data, &mut second.data, rate, clip, fix);
        }
        for (mean, weights) in self.mean.dense_mut().into_iter().zip(net.dense()) {
            approach(&mut mean.data, &weights.data, self.keep);
        }
        backward.touched.sort_unstable();
        backward.touched.dedup();
        let d = net.sizes.width;
        for &row in &backward.touched {
            let cells = row as usize * d..(row as usize + 1) * d;
            // Rows rest while their words are not seen: their moments fade for that long.
            let rest = self.step - self.rows[row as usize] - 1;
            self.rows[row as usize] = self.step;
            let fade = (DECAY.0.powi(rest), DECAY.1.powi(rest));
            let (first, second) = (&mut self.first.embedding.data[cells.clone()], &mut self.second.embedding.data[cells.clone()]);
            if rest > 0 {
                first.iter_mut().for_each(|x| *x *= fade.0);
                second.iter_mut().for_each(|x| *x *= fade.1);
            }
            let (weights, grads) = (&mut net.embedding.data[cells.clone()], &mut backward.grads.embedding.data[cells.clone()]);
            let mean = &mut self.mean.embedding.data[cells];
            approach(mean, weights, self.keep.powi(rest));
            update(weights, grads, first, second, rate, clip, fix);
            approach(mean, weights, self.keep);
        }
        backward.touched.clear();
    }

    /// The mean as of the present step.
    fn mean(&self, net: &Net) -> Net {
        let (mut mean, d) = (self.mean.clone(), net.sizes.width);
        for (row, &changed) in self.rows.iter().enumerate() {
            let cells = row * d..(row + 1) * d;
            approach(&mut mean.embedding.data[cells.clone()], &net.embedding.data[cells], self.keep.powi(self.step - changed));
        }
        mean
    }
}

/// Moves a mean towards the weights: `keep` of it stays.
fn approach(mean: &mut [f32], weights: &[f32], keep: f32) {
    mean.iter_mut().zip(weights).for_each(|(m, w)| *m = w + keep * (*m - w));
}

fn update(weights: &mut [f32], grads: &mut [f32], first: &mut [f32], second: &mut [f32], rate: f32, clip: f32, fix: (f32, f32)) {
    let step = rate * fix.1.sqrt() / fix.0;
    for (((w, g), m), v) in weights.iter_mut().zip(grads).zip(first).zip(second) {
        let x = *g * clip;
        *g = 0.0;
        *m = DECAY.0 * *m + (1.0 - DECAY.0) * x;
        *v = DECAY.1 * *v + (1.0 - DECAY.1) * x * x;
        *w -= step * *m / (v.sqrt() + 1e-7);
    }
}

/// Shares of right tags, heads, and heads with relations, on samples that have them.
pub fn evaluate(net: &Net, samples: &[Sample]) -> (f32, f32, f32) {
    let (mut forward, mut found, mut relations) = (Forward::default(), Tree::default(), Vec::new());
    let (mut all, mut tags, mut heads, mut labels) = (0u32, 0u32, 0u32, 0u32);
    for sample in samples.iter().filter(|s| s.targets.first().is_some_and(|t| t.head != u16::MAX)) {
        forward.run(net, &sample.variants[0], &[sample.targets.len()], None);
        tree(net, &forward.out, 0, sample.targets.len(), &mut found);
        forward.out.relations(net, 0, &found.heads, &mut relations);
        for (at, target) in sample.targets.iter().enumerate() {
            let scores = &forward.out.classes.row(at)[..net.sizes.tags];
            let tag = (0..scores.len()).fold(0, |b, c| if scores[c] > scores[b] { c } else { b });
            let head = found.heads[at + 1] as usize;
            all += 1;
            tags += (Some(tag) == target.tag.best()) as u32;
            if head == target.head as usize {
                heads += 1;
                labels += (Some(relations[at] as usize) == target.label.best()) as u32;
            }
        }
    }
    let share = |n: u32| n as f32 / all.max(1) as f32;
    (share(tags), share(heads), share(labels))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rows of the embedding that rest for some steps stand in the mean as if they had been counted at each.
    #[test]
    fn the_mean_counts_every_step() {
        let sizes = Sizes { rows: 3, width: 2, layers: 1, arc: 2, tags: 1, relations: 1, names: 0 };
        let mut net = fresh(sizes, 3);
        let keep = 0.75;
        let mut adam =
            Adam { first: Net::zeros(sizes), second: Net::zeros(sizes), step: 0, rows: vec![0; sizes.rows], mean: net.clone(), keep };
        let mut backward = Backward::new(sizes);
        let (mut embedding, mut window) = (net.embedding.data.clone(), net.window.data.clone());
        for touched in [vec![1], vec![1, 2, 1], vec![2], vec![2], vec![1], vec![2]] {
            for &row in &touched {
                backward.grads.embedding.row_mut(row as usize).fill(0.5 - row as f32);
            }
            backward.grads.window.data[0] = 0.1 * (touched.len() as f32 - 1.5);
            backward.touched = touched;
            adam.step(&mut net, &mut backward, 0.1);
            // Written out: of the mean so far three quarters, of the weights as they now are one.
            embedding.iter_mut().zip(&net.embedding.data).for_each(|(m, w)| *m = 0.75 * *m + 0.25 * w);
            window.iter_mut().zip(&net.window.data).for_each(|(m, w)| *m = 0.75 * *m + 0.25 * w);
        }
        let mean = adam.mean(&net);
        let near = |a: &[f32], b: &[f32]| a.iter().zip(b).all(|(x, y)| (x - y).abs() < 1e-5);
        assert!(near(&mean.embedding.data, &embedding), "{:?} {embedding:?}", mean.embedding.data);
        assert!(near(&mean.window.data, &window));
        assert!(!near(&mean.embedding.data, &net.embedding.data) && near(&net.embedding.data[..2], &mean.embedding.data[..2]));
    }
}
