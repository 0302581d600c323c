//! Matrices, and the functions that the units apply.

use super::product::Product;
use pulp::Arch;

/// A row-major matrix.
#[derive(Clone, Debug, Default)]
pub(crate) struct Matrix {
    pub rows: usize,
    pub columns: usize,
    pub data: Vec<f32>,
}

impl Matrix {
    pub fn zeros(rows: usize, columns: usize) -> Matrix {
        Matrix { rows, columns, data: vec![0.0; rows * columns] }
    }

    /// Makes it `rows` × `columns`, all zero, keeping the memory.
    pub fn reset(&mut self, rows: usize, columns: usize) {
        (self.rows, self.columns) = (rows, columns);
        self.data.clear();
        self.data.resize(rows * columns, 0.0);
    }

    /// Makes it `rows` × `columns` with whatever it held, for results that are written whole.
    pub fn shape(&mut self, rows: usize, columns: usize) {
        (self.rows, self.columns) = (rows, columns);
        self.data.resize(rows * columns, 0.0);
    }

    #[inline]
    pub fn row(&self, at: usize) -> &[f32] {
        &self.data[at * self.columns..(at + 1) * self.columns]
    }

    #[inline]
    pub fn row_mut(&mut self, at: usize) -> &mut [f32] {
        &mut self.data[at * self.columns..(at + 1) * self.columns]
    }
}

/// `out = a b + bias` (the bias added to every row; none where it is empty). `panel` is a buffer.
pub(crate) fn product(a: &Matrix, b: &Matrix, bias: &[f32], out: &mut Matrix, panel: &mut Vec<f32>) {
    out.shape(a.rows, b.columns);
    if a.columns == b.rows && (bias.is_empty() || bias.len() == b.columns) {
        let (a, inner, columns) = (&a.data, b.rows, b.columns);
        Arch::new().dispatch(Product { a, b: &b.data, bias, inner, columns, out: &mut out.data, panel });
    }
}

/// Products with a transposed factor, and the buffers for them.
#[cfg(feature = "train")]
#[derive(Clone, Debug, Default)]
pub(crate) struct Transposed {
    turned: Matrix,
    result: Matrix,
    panel: Vec<f32>,
}

#[cfg(feature = "train")]
impl Transposed {
    fn turn(&mut self, from: &Matrix) {
        const BLOCK: usize = 16;
        self.turned.shape(from.columns, from.rows);
        // By blocks, so that both sides stay near.
        for top in (0..from.rows).step_by(BLOCK) {
            for left in (0..from.columns).step_by(BLOCK) {
                for row in top..(top + BLOCK).min(from.rows) {
                    for column in left..(left + BLOCK).min(from.columns) {
                        self.turned.data[column * from.rows + row] = from.data[row * from.columns + column];
                    }
                }
            }
        }
    }

    fn add(&self, keep: f32, out: &mut Matrix) {
        out.data.iter_mut().zip(&self.result.data).for_each(|(o, r)| *o = keep * *o + r);
    }

    /// `out += aᵀ b`: the gradient of a weight matrix.
    pub fn add_product(&mut self, a: &Matrix, b: &Matrix, out: &mut Matrix) {
        self.turn(a);
        product(&self.turned, b, &[], &mut self.result, &mut self.panel);
        self.add(1.0, out);
    }

    /// `out = a bᵀ + keep · out`: the gradient of a layer's input.
    pub fn product_transposed(&mut self, a: &Matrix, b: &Matrix, keep: f32, out: &mut Matrix) {
        self.turn(b);
        if keep == 0.0 {
            return product(a, &self.turned, &[], out, &mut self.panel);
        }
        product(a, &self.turned, &[], &mut self.result, &mut self.panel);
        self.add(keep, out);
    }
}

/// Hyperbolic tangent as a rational function (error under 1e-4), which compilers turn into vector code.
#[inline(always)]
pub(crate) fn tanh(x: f32) -> f32 {
    let x = x.clamp(-4.97, 4.97);
    let s = x * x;
    let p = x * (135_135.0 + s * (17_325.0 + s * (378.0 + s)));
    let q = 135_135.0 + s * (62_370.0 + s * (3_150.0 + s * 28.0));
    (p / q).clamp(-1.0, 1.0)
}

/// Logistic function.
#[inline(always)]
pub(crate) fn sigmoid(x: f32) -> f32 {
    0.5 + 0.5 * tanh(0.5 * x)
}

/// Scalar product.
#[inline(always)]
pub(crate) fn dot(a: &[f32], b: &[f32]) -> f32 {
    let mut sums = [0f32; 8];
    let (a_parts, b_parts) = (a.chunks_exact(8), b.chunks_exact(8));
    let tail: f32 = a_parts.remainder().iter().zip(b_parts.remainder()).map(|(x, y)| x * y).sum();
    for (x, y) in a_parts.zip(b_parts) {
        for k in 0..8 {
            sums[k] += x[k] * y[k];
        }
    }
    sums.iter().sum::<f32>() + tail
}
