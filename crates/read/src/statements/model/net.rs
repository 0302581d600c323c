//! A small network over hashed atoms: each word's atoms are embedded and added up, two convolutions look at the neighbours, and an output
//! layer scores the labels (the scheme of Collobert et al. 2011, *Natural Language Processing (Almost) from Scratch*).

use super::features::Features;
use super::forward::{self, Layers, Outputs};
use pulp::Simd;

/// Width of every layer.
pub const WIDTH: usize = 48;

/// Rows of embeddings: atoms share a row where their hashes agree in these bits.
pub const BITS: u32 = 15;

/// How far the three columns of a convolution stand apart, layer by layer.
pub const REACH: [usize; 2] = [1, 2];

/// Values of one layer at one word.
pub type Layer = [f32; WIDTH];

/// Row of an atom.
#[inline(always)]
pub fn row(atom: u32) -> usize {
    (atom >> (32 - BITS)) as usize
}

/// A convolution over three words: the word itself and one at some distance on either side.
#[derive(Clone, Debug, PartialEq)]
pub struct Convolution {
    /// Added to every sum.
    pub bias: Layer,
    /// Weights from each input of each of the three words.
    pub weights: Vec<Layer>,
}

/// All that lies above the embeddings.
#[derive(Clone, Debug, PartialEq)]
pub struct Upper<const L: usize> {
    /// Added to the sum of a word's embeddings.
    pub bias: Layer,
    /// Convolutions, from below.
    pub convolutions: [Convolution; 2],
    /// Output weights from the embedding, the first and the second convolution.
    pub output: [Vec<[f32; L]>; 3],
}

impl Convolution {
    /// All weights zero.
    pub fn zero() -> Convolution {
        Convolution { bias: [0.0; WIDTH], weights: vec![[0.0; WIDTH]; 3 * WIDTH] }
    }

    /// `out[i] = max(0, bias + weights · (inputs around i))`.
    #[inline(always)]
    pub fn forward(&self, inputs: &[Layer], reach: usize, out: &mut Vec<Layer>) {
        out.clear();
        for i in 0..inputs.len() {
            let mut sums = self.bias;
            for column in 0..3 {
                let Some(input) = at(inputs, i, column, reach) else { continue };
                for (value, weights) in inputs[input].iter().zip(&self.weights[column * WIDTH..]) {
                    if *value != 0.0 {
                        for (sum, weight) in sums.iter_mut().zip(weights) {
                            *sum += value * weight;
                        }
                    }
                }
            }
            out.push(sums.map(|s| s.max(0.0)));
        }
    }
}

/// Index of the word in `column` (0 before, 1 itself, 2 after) around `i`.
#[inline(always)]
pub fn at(inputs: &[Layer], i: usize, column: usize, reach: usize) -> Option<usize> {
    let place = (i + column * reach).checked_sub(reach)?;
    (place < inputs.len()).then_some(place)
}

impl<const L: usize> Upper<L> {
    /// All weights zero.
    pub fn zero() -> Upper<L> {
        Upper {
            bias: [0.0; WIDTH],
            convolutions: [Convolution::zero(), Convolution::zero()],
            output: std::array::from_fn(|_| vec![[0.0; L]; WIDTH]),
        }
    }

    /// Every weight, in the order of the file.
    pub fn weights(&self) -> impl Iterator<Item = &f32> {
        let layers = self.convolutions.iter().flat_map(|c| c.bias.iter().chain(c.weights.iter().flatten()));
        self.bias.iter().chain(layers).chain(self.output.iter().flatten().flatten())
    }

    /// Every weight, to be set.
    pub fn weights_mut(&mut self) -> impl Iterator<Item = &mut f32> {
        let layers = self.convolutions.iter_mut().flat_map(|c| c.bias.iter_mut().chain(c.weights.iter_mut().flatten()));
        self.bias.iter_mut().chain(layers).chain(self.output.iter_mut().flatten().flatten())
    }
}

/// A network as it is used, all but its embeddings.
#[derive(Clone, Debug)]
struct Net<const L: usize> {
    /// Value of one step of its embeddings.
    step: f32,
    upper: Upper<L>,
    outputs: Outputs,
}

/// The networks of a field; each adds its scores. Embeddings are of 8 bits, which the file keeps in 4 with a scale for each row.
#[derive(Clone, Debug, Default)]
pub struct Nets<const L: usize> {
    nets: Vec<Net<L>>,
    /// The rows of an atom in all networks stand side by side: they are fetched together.
    rows: Vec<[i8; WIDTH]>,
}

/// A row in the file: its scale in sixteenths, then two weights a byte.
type Packed = [u8; 1 + WIDTH / 2];

/// A weight of four bits at a scale.
#[inline]
fn scaled(weight: i32, scale: i32) -> i32 {
    (weight * scale + 8) >> 4
}

/// The row in four bits, by the scale that loses least.
fn pack(row: &[i8; WIDTH]) -> Packed {
    let nearest = |weight: i8, scale: i32| {
        let about = (i32::from(weight) * 16) / scale;
        (about - 1..=about + 1).map(|w| w.clamp(-7, 7)).min_by_key(|&w| (scaled(w, scale) - i32::from(weight)).abs()).unwrap_or(0)
    };
    let loss = |scale: i32| row.iter().map(|&w| (scaled(nearest(w, scale), scale) - i32::from(w)).pow(2)).sum::<i32>();
    // Seven times the largest scale is the largest weight.
    let scale = (1..=255).filter(|s| 7 * s / 16 <= 127).min_by_key(|&s| loss(s)).unwrap_or(1);
    let mut out = [0; 1 + WIDTH / 2];
    out[0] = scale as u8;
    for (byte, pair) in out[1..].iter_mut().zip(row.chunks_exact(2)) {
        *byte = (nearest(pair[0], scale) + 8) as u8 | ((nearest(pair[1], scale) + 8) as u8) << 4;
    }
    out
}

fn unpack(packed: &[u8]) -> [i8; WIDTH] {
    let scale = i32::from(packed[0]);
    let weight = |i: usize| i32::from(packed[1 + i / 2] >> (i % 2 * 4) & 15) - 8;
    std::array::from_fn(|i| scaled(weight(i), scale).clamp(-127, 127) as i8)
}

impl<const L: usize> Nets<L> {
    /// Freezes networks that were learned, each with its embeddings.
    pub fn freeze(learned: Vec<(Vec<Layer>, Upper<L>)>) -> Nets<L> {
        let mut rows = Vec::new();
        let mut nets = Vec::new();
        for (embeddings, upper) in learned {
            let top = embeddings.iter().flatten().fold(1e-6f32, |top, w| top.max(w.abs())).min(4.0);
            let step = top / 127.0;
            let whole = |row: &Layer| row.map(|w| (w / step).round().clamp(-127.0, 127.0) as i8);
            rows.push(embeddings.iter().map(|row| unpack(&pack(&whole(row)))).collect());
            nets.push(Net { step, outputs: forward::outputs(&upper), upper });
        }
        Nets { nets, rows: side_by_side(&rows) }
    }

    /// Adds the scores of words with these atoms.
    #[inline(always)]
    pub fn score<S: Simd>(&self, simd: S, features: &Features, layers: &mut Layers, scores: &mut [[f32; L]]) {
        let count = self.nets.len();
        if count == 0 {
            return;
        }
        let mut sums = std::mem::take(&mut layers.sums);
        sums.clear();
        sums.resize(features.len() * count, [0; WIDTH]);
        for (i, sums) in sums.chunks_exact_mut(count).enumerate() {
            for &atom in features.atoms(i) {
                let from = row(atom) * count;
                for (sums, row) in sums.iter_mut().zip(&self.rows[from..from + count]) {
                    for (sum, &weight) in sums.iter_mut().zip(row) {
                        *sum = sum.saturating_add(i16::from(weight));
                    }
                }
            }
        }
        for (k, net) in self.nets.iter().enumerate() {
            for (layer, sums) in layers.lowest(scores.len()).iter_mut().zip(sums.chunks_exact(count)) {
                *layer = net.upper.bias;
                for (value, &sum) in layer.iter_mut().zip(&sums[k]) {
                    *value = (*value + f32::from(sum) * net.step).max(0.0);
                }
            }
            layers.forward(simd, &net.upper, &net.outputs, scores);
        }
        layers.sums = sums;
    }

    /// Bytes of the weights.
    pub fn write(&self, out: &mut Vec<u8>) {
        out.push(self.nets.len() as u8);
        for (k, net) in self.nets.iter().enumerate() {
            out.extend_from_slice(&net.step.to_le_bytes());
            for value in net.upper.weights() {
                out.extend_from_slice(&value.to_le_bytes());
            }
            self.rows.iter().skip(k).step_by(self.nets.len()).for_each(|row| out.extend(pack(row)));
        }
    }

    /// Weights from bytes, which are advanced; `None` where they are too short.
    pub fn read(bytes: &mut &[u8]) -> Option<Nets<L>> {
        let (&count, rest) = bytes.split_first()?;
        *bytes = rest;
        let width = size_of::<Packed>();
        let (mut nets, mut rows) = (Vec::new(), Vec::new());
        for _ in 0..count {
            let step = float(bytes)?;
            let mut upper = Upper::zero();
            for value in upper.weights_mut() {
                *value = float(bytes)?;
            }
            let (own, rest) = bytes.split_at_checked(width << BITS)?;
            *bytes = rest;
            rows.push(own.chunks_exact(width).map(unpack).collect());
            nets.push(Net { step, outputs: forward::outputs(&upper), upper });
        }
        Some(Nets { nets, rows: side_by_side(&rows) })
    }
}

fn side_by_side(rows: &[Vec<[i8; WIDTH]>]) -> Vec<[i8; WIDTH]> {
    (0..1 << BITS).flat_map(|at| rows.iter().map(move |own| own[at])).collect()
}

/// A number from bytes, which are advanced.
pub fn float(bytes: &mut &[u8]) -> Option<f32> {
    let (head, rest) = bytes.split_first_chunk::<4>()?;
    *bytes = rest;
    Some(f32::from_le_bytes(*head))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn four_bits_keep_a_row_nearly_and_what_they_gave_wholly() {
        let row: [i8; WIDTH] = std::array::from_fn(|i| ((i as i32 * 37 + 11) % 41 - 20) as i8);
        let kept = unpack(&pack(&row));
        let loss: i32 = row.iter().zip(kept).map(|(&a, b)| (i32::from(a) - i32::from(b)).pow(2)).sum();
        assert!(loss <= 3 * WIDTH as i32, "{loss}: {kept:?}");
        assert_eq!(unpack(&pack(&kept)), kept);
        assert_eq!(unpack(&pack(&[0; WIDTH])), [0; WIDTH]);
        assert_eq!(unpack(&pack(&[-127; WIDTH])).map(|w| w < -100), [true; WIDTH]);
    }
}
