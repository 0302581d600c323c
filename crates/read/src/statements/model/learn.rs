//! Learning of a field: stochastic gradient ascent on the conditional likelihood, one thread, in orders drawn from a fixed seed.

use super::crf::{self, KINDS, Lattice, Moves};
use super::features::Features;
use super::net::{self, Layer, REACH, Upper, WIDTH};
use super::teach::Target;
use crate::chance::Chance;

/// A sequence to learn from.
#[derive(Clone, Debug, Default)]
pub struct Sequence {
    /// What is seen of each word.
    pub features: Features,
    /// Transition kinds.
    pub kinds: Vec<u8>,
    /// The right labels.
    pub gold: Vec<u8>,
    /// Number of its document.
    pub document: u32,
}

/// Settings of the learner.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    /// Passes over the sequences.
    pub epochs: usize,
    /// AdaGrad's rate for keys and transitions.
    pub rate: f32,
    /// AdaGrad's rate for embeddings.
    pub row_rate: f32,
    /// Adam's rate for the layers above the embeddings; zero leaves the network out.
    pub upper_rate: f32,
    /// Strength of the Gaussian prior on keys, spread over the occurrences of a key.
    pub decay: f32,
    /// Share of the values of every layer that is left out at random.
    pub dropout: f32,
    /// Share of the atoms of a word that is left out at random.
    pub atom_dropout: f32,
    /// Keys and atoms seen less often are left out.
    pub least: u32,
    /// How many fields are learned and joined.
    pub seeds: u64,
    /// Into how many parts the documents are cut, each to be labelled by teachers that learned from the others; none for no teachers.
    pub folds: u32,
    /// How many teachers are joined.
    pub teachers: u64,
    /// How much of what is learned is the teachers' doubt rather than the right labels.
    pub doubt: f32,
}

/// Learns a field once from the chosen sequences.
pub(super) fn learn_once<const L: usize>(
    sequences: &[Sequence],
    chosen: &[usize],
    targets: &[Target<L>],
    settings: Settings,
    seed: u64,
    allowed: &impl Fn(usize, usize) -> bool,
) -> Learner<L> {
    let mut learner = Learner::<L>::new(sequences, chosen, settings, seed);
    let mut order = chosen.to_vec();
    let total = (settings.epochs * order.len()).max(1) as f32;
    let mut done = 0;
    for _ in 0..settings.epochs {
        learner.chance.shuffle(&mut order);
        for &which in &order {
            learner.cooling = 1.0 - 0.95 * done as f32 / total;
            learner.take(&sequences[which], &targets[which], allowed);
            done += 1;
        }
    }
    learner
}

/// Sequences between two steps of Adam.
const BATCH: usize = 4;

/// A field while it learns.
pub(super) struct Learner<const L: usize> {
    settings: Settings,
    chance: Chance,
    /// Share of the first rates that is left: they fall linearly.
    cooling: f32,
    seen: Vec<u32>,
    atoms_seen: Vec<u32>,
    pub(super) rows: Vec<[f32; L]>,
    squares: Vec<[f32; L]>,
    pub(super) moves: Moves<L>,
    move_squares: Moves<L>,
    pub(super) embeddings: Vec<Layer>,
    embedding_squares: Vec<Layer>,
    pub(super) upper: Upper<L>,
    gradient: Upper<L>,
    first_moment: Vec<f32>,
    second_moment: Vec<f32>,
    gathered: usize,
    steps: i32,
    layers: [Vec<Layer>; 3],
    kept: Vec<u32>,
    kept_ends: Vec<u32>,
    local: Vec<[f32; L]>,
    lattice: Lattice<L>,
    slope: Vec<[f32; L]>,
    slopes: [Vec<Layer>; 3],
}

impl<const L: usize> Learner<L> {
    fn new(sequences: &[Sequence], chosen: &[usize], settings: Settings, seed: u64) -> Learner<L> {
        let mut seen = vec![0u32; 1 << crf::BITS];
        let mut atoms_seen = vec![0u32; 1 << net::BITS];
        for s in chosen.iter().map(|&i| &sequences[i]) {
            s.features.keys.iter().for_each(|&k| seen[crf::row(k)] += 1);
            s.features.atoms.iter().for_each(|&a| atoms_seen[net::row(a)] += 1);
        }
        let mut chance = Chance::of_run(seed);
        let mut embeddings = vec![[0f32; WIDTH]; 1 << net::BITS];
        for (row, &count) in embeddings.iter_mut().zip(&atoms_seen) {
            if count >= settings.least {
                row.fill_with(|| (chance.share() - 0.5) * 0.1);
            }
        }
        let mut upper = Upper::<L>::zero();
        for convolution in &mut upper.convolutions {
            let scale = (6.0 / (3 * WIDTH) as f32).sqrt();
            convolution.weights.iter_mut().flatten().for_each(|w| *w = (chance.share() * 2.0 - 1.0) * scale);
        }
        let scale = (1.0 / WIDTH as f32).sqrt();
        upper.output.iter_mut().flatten().flatten().for_each(|w| *w = (chance.share() * 2.0 - 1.0) * scale);
        let count = upper.weights().count();
        Learner {
            settings,
            chance,
            cooling: 1.0,
            seen,
            atoms_seen,
            rows: vec![[0.0; L]; 1 << crf::BITS],
            squares: vec![[1e-2; L]; 1 << crf::BITS],
            moves: [[[0.0; L]; L]; KINDS],
            move_squares: [[[1e-2; L]; L]; KINDS],
            embeddings,
            embedding_squares: vec![[1e-2; WIDTH]; 1 << net::BITS],
            gradient: Upper::zero(),
            upper,
            first_moment: vec![0.0; count],
            second_moment: vec![0.0; count],
            gathered: 0,
            steps: 0,
            layers: Default::default(),
            kept: Vec::new(),
            kept_ends: Vec::new(),
            local: Vec::new(),
            lattice: Lattice::default(),
            slope: Vec::new(),
            slopes: Default::default(),
        }
    }

    /// One step on one sequence.
    fn take(&mut self, s: &Sequence, target: &Target<L>, allowed: &impl Fn(usize, usize) -> bool) {
        if s.gold.is_empty() {
            return;
        }
        self.score(s);
        self.expect(s, target, allowed);
        self.change_keys(s);
        if self.settings.upper_rate > 0.0 {
            self.change_network();
        }
    }

    fn score(&mut self, s: &Sequence) {
        let n = s.gold.len();
        self.local.clear();
        self.kept.clear();
        self.kept_ends.clear();
        let [first, second, third] = &mut self.layers;
        first.clear();
        for i in 0..n {
            let mut sums = [0f32; L];
            for &key in s.features.keys(i) {
                for (sum, weight) in sums.iter_mut().zip(&self.rows[crf::row(key)]) {
                    *sum += weight;
                }
            }
            self.local.push(sums);
            if self.settings.upper_rate == 0.0 {
                continue;
            }
            let mut layer = self.upper.bias;
            for &atom in s.features.atoms(i) {
                let row = net::row(atom);
                if self.atoms_seen[row] < self.settings.least || self.chance.share() < self.settings.atom_dropout {
                    continue;
                }
                self.kept.push(row as u32);
                for (value, weight) in layer.iter_mut().zip(&self.embeddings[row]) {
                    *value += weight;
                }
            }
            self.kept_ends.push(self.kept.len() as u32);
            first.push(layer.map(|v| v.max(0.0)));
        }
        if self.settings.upper_rate == 0.0 {
            return;
        }
        let keep = 1.0 - self.settings.dropout;
        let mut thin = |layer: &mut Vec<Layer>| {
            if keep < 1.0 {
                for value in layer.iter_mut().flatten() {
                    *value = if self.chance.share() < keep { *value / keep } else { 0.0 };
                }
            }
        };
        thin(first);
        self.upper.convolutions[0].forward(first, REACH[0], second);
        thin(second);
        self.upper.convolutions[1].forward(second, REACH[1], third);
        thin(third);
        for (layer, weights) in [first, second, third].into_iter().zip(&self.upper.output) {
            for (values, sums) in layer.iter().zip(self.local.iter_mut()) {
                for (value, weights) in values.iter().zip(weights) {
                    for (sum, weight) in sums.iter_mut().zip(weights) {
                        *sum += value * weight;
                    }
                }
            }
        }
    }

    /// The slope of the likelihood by each score (forward-backward), and a step of the transitions.
    fn expect(&mut self, s: &Sequence, target: &Target<L>, allowed: &impl Fn(usize, usize) -> bool) {
        let n = s.gold.len();
        self.lattice.fill(&self.local, &s.kinds, &self.moves, allowed);
        let (local, lattice) = (&self.local, &self.lattice);
        let moves = self.moves;
        self.slope.clear();
        for i in 0..n {
            let slope: [f32; L] = std::array::from_fn(|l| target[i].iter().map(|row| row[l]).sum::<f32>() - lattice.share(i, l));
            let small = slope.iter().all(|g| g.abs() < 1e-3);
            self.slope.push(if small { [0.0; L] } else { slope });
            if small {
                continue;
            }
            let kind = s.kinds[i] as usize % KINDS;
            for from in 0..L {
                for to in 0..L {
                    if !allowed(from, to) || i == 0 && from != 0 {
                        continue;
                    }
                    let g = target[i][from][to] - lattice.joint(i, from, to, local, s.kinds[i], &moves, allowed);
                    let square = &mut self.move_squares[kind][from][to];
                    *square += g * g;
                    self.moves[kind][from][to] += self.settings.rate * self.cooling * g / square.sqrt();
                }
            }
        }
    }

    fn change_keys(&mut self, s: &Sequence) {
        let rate = self.settings.rate * self.cooling;
        if rate == 0.0 {
            return;
        }
        for (i, slope) in self.slope.iter().enumerate() {
            if slope == &[0.0; L] {
                continue;
            }
            for &key in s.features.keys(i) {
                let r = crf::row(key);
                if self.seen[r] < self.settings.least {
                    continue;
                }
                for l in 0..L {
                    let g = slope[l] - self.settings.decay / self.seen[r] as f32 * self.rows[r][l];
                    self.squares[r][l] += g * g;
                    self.rows[r][l] += rate * g / self.squares[r][l].sqrt();
                }
            }
        }
    }

    /// Backpropagation through the network.
    fn change_network(&mut self) {
        let n = self.slope.len();
        let scale = 1.0 / (1.0 - self.settings.dropout);
        let layers = &self.layers;
        for (k, slopes) in self.slopes.iter_mut().enumerate() {
            slopes.clear();
            slopes.resize(n, [0.0; WIDTH]);
            for i in 0..n {
                if self.slope[i] == [0.0; L] {
                    continue;
                }
                for h in 0..WIDTH {
                    let value = layers[k][i][h];
                    for l in 0..L {
                        slopes[i][h] += self.upper.output[k][h][l] * self.slope[i][l];
                        self.gradient.output[k][h][l] += value * self.slope[i][l];
                    }
                }
            }
        }
        for k in (0..2).rev() {
            let (below, above) = self.slopes.split_at_mut(k + 1);
            let (below, above) = (&mut below[k], &mut above[0]);
            let (convolution, gradient) = (&self.upper.convolutions[k], &mut self.gradient.convolutions[k]);
            for i in 0..n {
                let slope: Layer = std::array::from_fn(|h| if layers[k + 1][i][h] > 0.0 { above[i][h] * scale } else { 0.0 });
                if slope == [0.0; WIDTH] {
                    continue;
                }
                gradient.bias.iter_mut().zip(slope).for_each(|(g, s)| *g += s);
                for column in 0..3 {
                    let Some(j) = net::at(&layers[k], i, column, REACH[k]) else { continue };
                    for h in 0..WIDTH {
                        let value = layers[k][j][h];
                        if value == 0.0 {
                            continue;
                        }
                        let weights = &convolution.weights[column * WIDTH + h];
                        below[j][h] += dot(&slope, weights);
                        gradient.weights[column * WIDTH + h].iter_mut().zip(slope).for_each(|(g, s)| *g += value * s);
                    }
                }
            }
        }
        let rate = self.settings.row_rate * self.cooling;
        for i in 0..n {
            let slope: Layer = std::array::from_fn(|h| if layers[0][i][h] > 0.0 { self.slopes[0][i][h] * scale } else { 0.0 });
            if slope == [0.0; WIDTH] {
                continue;
            }
            self.gradient.bias.iter_mut().zip(slope).for_each(|(g, s)| *g += s);
            let start = if i == 0 { 0 } else { self.kept_ends[i - 1] as usize };
            for &row in &self.kept[start..self.kept_ends[i] as usize] {
                let (weights, squares) = (&mut self.embeddings[row as usize], &mut self.embedding_squares[row as usize]);
                for h in 0..WIDTH {
                    squares[h] += slope[h] * slope[h];
                    weights[h] += rate * slope[h] / squares[h].sqrt();
                }
            }
        }
        self.gathered += 1;
        if self.gathered == BATCH {
            self.step_upper();
        }
    }

    /// A step of Adam (Kingma & Ba 2015).
    fn step_upper(&mut self) {
        self.steps += 1;
        let rate = self.settings.upper_rate * self.cooling;
        let (first_bias, second_bias) = (1.0 - 0.9f32.powi(self.steps), 1.0 - 0.999f32.powi(self.steps));
        let moments = self.first_moment.iter_mut().zip(self.second_moment.iter_mut());
        for ((weight, &g), (m, v)) in self.upper.weights_mut().zip(self.gradient.weights()).zip(moments) {
            let g = g / BATCH as f32;
            *m += 0.1 * (g - *m);
            *v += 0.001 * (g * g - *v);
            *weight += rate * (*m / first_bias) / ((*v / second_bias).sqrt() + 1e-6);
        }
        self.gradient.weights_mut().for_each(|g| *g = 0.0);
        self.gathered = 0;
    }
}

fn dot(a: &Layer, b: &Layer) -> f32 {
    let mut sums = [0f32; 8];
    for (x, y) in a.chunks_exact(8).zip(b.chunks_exact(8)) {
        for k in 0..8 {
            sums[k] += x[k] * y[k];
        }
    }
    sums.iter().sum()
}
