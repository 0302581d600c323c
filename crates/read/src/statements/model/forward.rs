//! The network over a run of words, in the widest vectors that the processor has: four words meet a row of weights at a time, with their sums in
//! registers. Every sum is of its own lane, in one order and with one rounding a step, so that the scores are the same on all processors.

use super::net::{Layer, REACH, Upper, WIDTH};
use pulp::Simd;

/// Words that are read together.
const WORDS: usize = 4;

/// Columns of the output weights: the labels, and zeros up to a whole vector.
const OUTPUTS: usize = 16;

/// Rows of zeros before and after the words of a layer, for columns of a convolution that reach over the edge.
const MARGIN: usize = if REACH[0] > REACH[1] { REACH[0] } else { REACH[1] };

/// Vectors that are summed together, a part of a layer's width.
const VECTORS: usize = WIDTH / 16;

/// Output weights of the three layers, row by row.
pub type Outputs = Vec<[f32; OUTPUTS]>;

/// Values of every layer for a run of words, with margins.
#[derive(Clone, Debug, Default)]
pub struct Layers {
    values: [Vec<Layer>; 3],
    /// Sums of embeddings, word by word and in it network by network.
    pub(super) sums: Vec<[i16; WIDTH]>,
}

/// Lays out the output weights.
pub fn outputs<const L: usize>(upper: &Upper<L>) -> Outputs {
    let pad = |weights: &[f32; L]| std::array::from_fn(|l| weights.get(l).copied().unwrap_or(0.0));
    upper.output.iter().flatten().map(pad).collect()
}

impl Layers {
    /// Room for the lowest layer of `count` words.
    #[inline(always)]
    pub fn lowest(&mut self, count: usize) -> &mut [Layer] {
        for layer in &mut self.values {
            layer.clear();
            layer.resize(count + 2 * MARGIN, [0.0; WIDTH]);
        }
        &mut self.values[0][MARGIN..MARGIN + count]
    }

    /// From the lowest layer, which must be filled, to the scores, which are added to.
    #[inline(always)]
    pub fn forward<S: Simd, const L: usize>(&mut self, simd: S, upper: &Upper<L>, outputs: &Outputs, scores: &mut [[f32; L]]) {
        let [first, second, third] = &mut self.values;
        let count = scores.len();
        convolve(simd, upper, 0, count, first, second);
        convolve(simd, upper, 1, count, second, third);
        let layers = [&*first, &*second, &*third];
        let input = |word: usize, layer: usize| &layers[layer][word + MARGIN];
        apply::<S, OUTPUTS, 1>(simd, count, input, outputs, &[0.0; OUTPUTS], |word, sums| {
            scores[word].iter_mut().zip(sums).for_each(|(score, sum)| *score += sum);
        });
    }
}

/// The convolution `k` over a layer.
#[inline(always)]
fn convolve<S: Simd, const L: usize>(simd: S, upper: &Upper<L>, k: usize, count: usize, from: &[Layer], to: &mut [Layer]) {
    let convolution = &upper.convolutions[k];
    let input = |word: usize, column: usize| &from[word + MARGIN + column * REACH[k] - REACH[k]];
    apply::<S, WIDTH, VECTORS>(simd, count, input, &convolution.weights, &convolution.bias, |word, sums| {
        to[word + MARGIN] = sums.map(|s| s.max(0.0));
    });
}

/// `bias + weights · (three inputs)` of each word, `V` vectors of the `C` columns at a time.
#[inline(always)]
fn apply<'a, S: Simd, const C: usize, const V: usize>(
    simd: S,
    count: usize,
    input: impl Fn(usize, usize) -> &'a Layer,
    weights: &[[f32; C]],
    bias: &[f32; C],
    mut take: impl FnMut(usize, &[f32; C]),
) {
    let mut out = [[0.0; C]; WORDS];
    for first in (0..count).step_by(WORDS) {
        // The last words stand in for those that are missing.
        let inputs: [[&Layer; 3]; WORDS] = std::array::from_fn(|w| std::array::from_fn(|column| input((first + w).min(count - 1), column)));
        for from in (0..C).step_by(V * S::F32_LANES) {
            let lanes = |row: &[f32; C]| -> [S::f32s; V] {
                let vectors = S::as_simd_f32s(&row[from..from + V * S::F32_LANES]).0;
                std::array::from_fn(|v| vectors[v])
            };
            let mut sums = [lanes(bias); WORDS];
            for (column, weights) in weights.chunks_exact(WIDTH).enumerate().take(3) {
                let rows: [&Layer; WORDS] = std::array::from_fn(|w| inputs[w][column]);
                for (k, row) in weights.iter().enumerate() {
                    let row = lanes(row);
                    for (sums, values) in sums.iter_mut().zip(rows) {
                        let value = simd.splat_f32s(values[k]);
                        for (sum, weight) in sums.iter_mut().zip(row) {
                            *sum = simd.mul_add_f32s(value, weight, *sum);
                        }
                    }
                }
            }
            for (out, sums) in out.iter_mut().zip(sums) {
                let vectors = S::as_mut_simd_f32s(&mut out[from..from + V * S::F32_LANES]).0;
                vectors.copy_from_slice(&sums);
            }
        }
        for (w, sums) in out.iter().enumerate().take(count - first) {
            take(first + w, sums);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use pulp::{Arch, Scalar, WithSimd};

    struct Run<'r>(&'r Upper<3>, usize);

    impl WithSimd for Run<'_> {
        type Output = Vec<[f32; 3]>;

        fn with_simd<S: Simd>(self, simd: S) -> Vec<[f32; 3]> {
            let Run(upper, count) = self;
            let mut layers = Layers::default();
            for (i, value) in layers.lowest(count).iter_mut().flatten().enumerate() {
                *value = (i * 31 % 17) as f32 / 16.0;
            }
            let mut scores = vec![[0.5; 3]; count];
            layers.forward(simd, upper, &outputs(upper), &mut scores);
            scores
        }
    }

    #[test]
    fn all_widths_give_the_same_scores() {
        let mut upper = Upper::<3>::zero();
        for (i, weight) in upper.weights_mut().enumerate() {
            *weight = ((i * 7919 + 13) % 1009) as f32 / 5000.0 - 0.1;
        }
        for count in [0, 1, 4, 7] {
            assert_eq!(Run(&upper, count).with_simd(Scalar), Arch::new().dispatch(Run(&upper, count)), "{count} words");
        }
        // With output weights from the lowest layer alone a score is a plain sum.
        let mut plain = Upper::<3>::zero();
        plain.output[0].iter_mut().for_each(|w| *w = [1.0, 0.0, -1.0]);
        let sum: f32 = (0..WIDTH).map(|i| (i * 31 % 17) as f32 / 16.0).sum();
        assert_eq!(Arch::new().dispatch(Run(&plain, 1)), [[0.5 + sum, 0.5, 0.5 - sum]]);
    }
}
