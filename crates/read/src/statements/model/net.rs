//! A small network over hashed atoms: each word's atoms are embedded and added up, two convolutions look at the neighbours, and an output
//! layer scores the labels (the scheme of Collobert et al. 2011, *Natural Language Processing (Almost) from Scratch*).

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

/// Values of every layer for a run of words.
#[derive(Clone, Debug, Default)]
pub struct Layers(pub [Vec<Layer>; 3]);

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

    /// From the lowest layer, which must be filled, to the scores, which are added to.
    #[inline(always)]
    pub fn forward(&self, layers: &mut Layers, scores: &mut [[f32; L]]) {
        let Layers([first, second, third]) = layers;
        self.convolutions[0].forward(first, REACH[0], second);
        self.convolutions[1].forward(second, REACH[1], third);
        for (layer, weights) in [first, second, third].into_iter().zip(&self.output) {
            for (values, sums) in layer.iter().zip(scores.iter_mut()) {
                for (value, weights) in values.iter().zip(weights) {
                    for (sum, weight) in sums.iter_mut().zip(weights) {
                        *sum += value * weight;
                    }
                }
            }
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

/// The network as it is used: embeddings of 8 bits.
#[derive(Clone, Debug)]
pub struct Net<const L: usize> {
    rows: Vec<[i8; WIDTH]>,
    step: f32,
    upper: Upper<L>,
}

impl<const L: usize> Net<L> {
    /// Freezes embeddings.
    pub fn new(rows: &[Layer], upper: Upper<L>) -> Net<L> {
        let top = rows.iter().flatten().fold(1e-6f32, |top, w| top.max(w.abs())).min(4.0);
        let step = top / 127.0;
        let rows = rows.iter().map(|r| r.map(|w| (w / step).round().clamp(-127.0, 127.0) as i8)).collect();
        Net { rows, step, upper }
    }

    /// Adds the scores of words with these atoms.
    #[inline(always)]
    pub fn score<'a>(&self, atoms: impl Iterator<Item = &'a [u32]>, layers: &mut Layers, scores: &mut [[f32; L]]) {
        let first = &mut layers.0[0];
        first.clear();
        for atoms in atoms {
            let mut sums = [0i16; WIDTH];
            for &atom in atoms {
                for (sum, &weight) in sums.iter_mut().zip(&self.rows[row(atom)]) {
                    *sum = sum.saturating_add(i16::from(weight));
                }
            }
            let mut layer = self.upper.bias;
            for (value, sum) in layer.iter_mut().zip(sums) {
                *value = (*value + f32::from(sum) * self.step).max(0.0);
            }
            first.push(layer);
        }
        self.upper.forward(layers, scores);
    }

    /// Bytes of the weights.
    pub fn write(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(&self.step.to_le_bytes());
        for value in self.upper.weights() {
            out.extend_from_slice(&value.to_le_bytes());
        }
        out.extend(self.rows.iter().flatten().map(|&w| w as u8));
    }

    /// Weights from bytes, which are advanced; `None` where they are too short.
    pub fn read(bytes: &mut &[u8]) -> Option<Net<L>> {
        let step = float(bytes)?;
        let mut upper = Upper::zero();
        for value in upper.weights_mut() {
            *value = float(bytes)?;
        }
        let (rows, rest) = bytes.split_at_checked(WIDTH << BITS)?;
        *bytes = rest;
        let rows = rows.chunks_exact(WIDTH).map(|c| std::array::from_fn(|i| c[i] as i8)).collect();
        Some(Net { rows, step, upper })
    }
}

/// A number from bytes, which are advanced.
pub fn float(bytes: &mut &[u8]) -> Option<f32> {
    let (head, rest) = bytes.split_first_chunk::<4>()?;
    *bytes = rest;
    Some(f32::from_le_bytes(*head))
}
