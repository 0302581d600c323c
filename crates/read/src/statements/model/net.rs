//! A small network over hashed atoms: each word's atoms are embedded and added up, two convolutions look at the neighbours, and an output
//! layer scores the labels (the scheme of Collobert et al. 2011, *Natural Language Processing (Almost) from Scratch*).

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

/// The network as it is used: embeddings of 8 bits, which the file keeps in 4 with a scale for each row.
#[derive(Clone, Debug)]
pub struct Net<const L: usize> {
    rows: Vec<[i8; WIDTH]>,
    step: f32,
    upper: Upper<L>,
    outputs: Outputs,
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

impl<const L: usize> Net<L> {
    /// Freezes embeddings.
    pub fn new(rows: &[Layer], upper: Upper<L>) -> Net<L> {
        let top = rows.iter().flatten().fold(1e-6f32, |top, w| top.max(w.abs())).min(4.0);
        let step = top / 127.0;
        let whole = |row: &Layer| row.map(|w| (w / step).round().clamp(-127.0, 127.0) as i8);
        let rows = rows.iter().map(|r| unpack(&pack(&whole(r)))).collect();
        let outputs = forward::outputs(&upper);
        Net { rows, step, upper, outputs }
    }

    /// Adds the scores of words with these atoms.
    #[inline(always)]
    pub fn score<'a, S: Simd>(&self, simd: S, atoms: impl Iterator<Item = &'a [u32]>, layers: &mut Layers, scores: &mut [[f32; L]]) {
        for (layer, atoms) in layers.lowest(scores.len()).iter_mut().zip(atoms) {
            let mut sums = [0i16; WIDTH];
            for &atom in atoms {
                for (sum, &weight) in sums.iter_mut().zip(&self.rows[row(atom)]) {
                    *sum = sum.saturating_add(i16::from(weight));
                }
            }
            *layer = self.upper.bias;
            for (value, sum) in layer.iter_mut().zip(sums) {
                *value = (*value + f32::from(sum) * self.step).max(0.0);
            }
        }
        layers.forward(simd, &self.upper, &self.outputs, scores);
    }

    /// Bytes of the weights.
    pub fn write(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(&self.step.to_le_bytes());
        for value in self.upper.weights() {
            out.extend_from_slice(&value.to_le_bytes());
        }
        self.rows.iter().for_each(|row| out.extend(pack(row)));
    }

    /// Weights from bytes, which are advanced; `None` where they are too short.
    pub fn read(bytes: &mut &[u8]) -> Option<Net<L>> {
        let step = float(bytes)?;
        let mut upper = Upper::zero();
        for value in upper.weights_mut() {
            *value = float(bytes)?;
        }
        let width = size_of::<Packed>();
        let (rows, rest) = bytes.split_at_checked(width << BITS)?;
        *bytes = rest;
        let rows = rows.chunks_exact(width).map(unpack).collect();
        let outputs = forward::outputs(&upper);
        Some(Net { rows, step, upper, outputs })
    }
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
