//! Grows forests: histogram gradient boosting with logistic loss (Friedman 2001; binned as in LightGBM), complete trees of one depth.

use article::training::Forest;

const BINS: usize = 64;

/// A table of numbers by column, cut into bins.
pub struct Table {
    pub rows: usize,
    pub width: usize,
    limits: Vec<Vec<f32>>,
    bins: Vec<Vec<u8>>,
}

impl Table {
    /// From rows that lie one behind the other.
    pub fn new(data: &[f32], width: usize) -> Table {
        let rows = data.len() / width;
        let (mut limits, mut bins) = (Vec::new(), Vec::new());
        for f in 0..width {
            let step = (rows / 20_000).max(1);
            let mut sample: Vec<f32> = (0..rows).step_by(step).map(|r| data[r * width + f]).collect();
            sample.sort_by(f32::total_cmp);
            let mut cuts: Vec<f32> = (1..BINS).map(|b| sample[(b * sample.len() / BINS).min(sample.len() - 1)]).collect();
            cuts.dedup();
            bins.push((0..rows).map(|r| cuts.partition_point(|c| *c < data[r * width + f]) as u8).collect());
            limits.push(cuts);
        }
        Table { rows, width, limits, bins }
    }
}

/// What to grow.
pub struct Settings {
    pub trees: usize,
    pub depth: usize,
    pub rate: f32,
    pub rows: f32,
    pub columns: f32,
}

/// A small generator (xorshift) with a fixed seed, so that the same data give the same forest.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Dice {
        Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    pub fn roll(&mut self) -> f32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 40) as f32 / (1u64 << 24) as f32
    }
}

/// Grows a forest on the rows in `use_rows`, for the targets `y` (0 to 1) with the weights `w`.
pub fn grow(table: &Table, use_rows: &[usize], y: &[f32], w: &[f32], settings: &Settings) -> Forest {
    let (depth, inner, outer) = (settings.depth, (1usize << settings.depth) - 1, 1usize << settings.depth);
    let (sum, total) = use_rows.iter().fold((0.0f64, 0.0f64), |(a, b), &r| (a + f64::from(y[r] * w[r]), b + f64::from(w[r])));
    let mean = (sum / total).clamp(1e-3, 1.0 - 1e-3);
    let bias = (mean / (1.0 - mean)).ln() as f32;
    let mut forest = Forest { features: table.width, depth, bias, ..Forest::default() };
    let mut score = vec![bias; table.rows];
    let mut dice = Dice::new(7);
    let mut gradient = vec![(0.0f32, 0.0f32); table.rows];
    for _ in 0..settings.trees {
        let sample: Vec<usize> = use_rows.iter().copied().filter(|_| dice.roll() < settings.rows).collect();
        let columns: Vec<usize> = (0..table.width).filter(|_| dice.roll() < settings.columns).collect();
        for &r in &sample {
            let p = 1.0 / (1.0 + (-score[r]).exp());
            gradient[r] = ((p - y[r]) * w[r], (p * (1.0 - p)).max(1e-4) * w[r]);
        }
        let mut node_of = vec![0u16; table.rows];
        let mut nodes = vec![(0u16, f32::MAX, u8::MAX); inner];
        for level in 0..depth {
            let (from, count) = ((1usize << level) - 1, 1usize << level);
            let mut best = vec![(0.0f32, 0usize, u8::MAX); count];
            let mut hist = vec![(0.0f32, 0.0f32); count * BINS];
            for &f in &columns {
                hist.fill((0.0, 0.0));
                let column = &table.bins[f];
                for &r in &sample {
                    let cell = &mut hist[(node_of[r] as usize - from) * BINS + column[r] as usize];
                    cell.0 += gradient[r].0;
                    cell.1 += gradient[r].1;
                }
                for node in 0..count {
                    let cells = &hist[node * BINS..(node + 1) * BINS];
                    let (g, h) = cells.iter().fold((0.0, 0.0), |(a, b), c| (a + c.0, b + c.1));
                    let whole = g * g / (h + 3.0);
                    let (mut a, mut b) = (0.0, 0.0);
                    for (bin, cell) in cells.iter().enumerate().take(table.limits[f].len()) {
                        a += cell.0;
                        b += cell.1;
                        if b < 4.0 || h - b < 4.0 {
                            continue;
                        }
                        let gain = a * a / (b + 3.0) + (g - a) * (g - a) / (h - b + 3.0) - whole;
                        if gain > best[node].0 {
                            best[node] = (gain, f, bin as u8);
                        }
                    }
                }
            }
            for (node, (gain, f, bin)) in best.iter().enumerate() {
                if *gain > 0.5 {
                    nodes[from + node] = (*f as u16, table.limits[*f][*bin as usize], *bin);
                }
            }
            for &r in use_rows {
                let node = node_of[r] as usize;
                let (f, _, bin) = nodes[node];
                node_of[r] = (2 * node + 1 + usize::from(bin != u8::MAX && table.bins[f as usize][r] > bin)) as u16;
            }
        }
        let mut sums = vec![(0.0f32, 0.0f32); outer];
        for &r in &sample {
            let leaf = &mut sums[node_of[r] as usize - inner];
            leaf.0 += gradient[r].0;
            leaf.1 += gradient[r].1;
        }
        let leaves: Vec<f32> = sums.iter().map(|(g, h)| -settings.rate * g / (h + 3.0)).collect();
        for &r in use_rows {
            score[r] += leaves[node_of[r] as usize - inner];
        }
        forest.nodes.extend(nodes.iter().map(|(f, limit, _)| (*f, *limit)));
        forest.leaves.extend(leaves);
    }
    forest
}
