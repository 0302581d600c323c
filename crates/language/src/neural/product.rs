//! The product of two matrices in the widest vectors that the processor has (AVX-512, AVX2 with FMA, else plain numbers).
//!
//! The right matrix is laid out in panels of two vectors; six rows of the left one meet a panel at a time, with the twelve sums in registers. Each
//! cell is summed in the order of the inner dimension whatever the width, so that all processors with fused multiply-add agree to the last bit.

use pulp::{Simd, WithSimd};

/// Rows of the left matrix that are read together.
const ROWS: usize = 6;

/// `out = a b + bias`, with `a` of `inner` columns and `b` of `columns`; an empty bias is none.
pub(super) struct Product<'m> {
    pub a: &'m [f32],
    pub b: &'m [f32],
    pub bias: &'m [f32],
    pub inner: usize,
    pub columns: usize,
    pub out: &'m mut [f32],
    /// A buffer for one panel.
    pub panel: &'m mut Vec<f32>,
}

impl WithSimd for Product<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        let Product { a, b, bias, inner, columns, out, panel } = self;
        let lanes = S::F32_LANES;
        if inner == 0 || columns == 0 {
            return;
        }
        let rows = a.len() / inner;
        panel.clear();
        panel.resize(inner * 2 * lanes, 0.0);
        let mut from = 0;
        while from < columns {
            let width = (columns - from).min(2 * lanes);
            for (into, row) in panel.chunks_exact_mut(2 * lanes).zip(b.chunks_exact(columns)) {
                into[..width].copy_from_slice(&row[from..from + width]);
                into[width..].fill(0.0);
            }
            let low = width.min(lanes);
            let start = match bias {
                [] => [simd.splat_f32s(0.0); 2],
                _ => [simd.partial_load_f32s(&bias[from..from + low]), simd.partial_load_f32s(&bias[from + low..from + width])],
            };
            let vectors = S::as_simd_f32s(panel).0;
            let mut at = 0;
            while at < rows {
                let store = |out: &mut [f32], row: usize, sums: [S::f32s; 2]| {
                    let cells = &mut out[row * columns + from..row * columns + from + width];
                    let (first, second) = cells.split_at_mut(low);
                    simd.partial_store_f32s(first, sums[0]);
                    simd.partial_store_f32s(second, sums[1]);
                };
                if at + ROWS <= rows {
                    let sums = block::<S, ROWS>(simd, &a[at * inner..(at + ROWS) * inner], inner, vectors, start);
                    for (row, sums) in sums.into_iter().enumerate() {
                        store(out, at + row, sums);
                    }
                    at += ROWS;
                } else {
                    let [sums] = block::<S, 1>(simd, &a[at * inner..(at + 1) * inner], inner, vectors, start);
                    store(out, at, sums);
                    at += 1;
                }
            }
            from += width;
        }
    }
}

/// `R` rows times one panel.
#[inline(always)]
fn block<S: Simd, const R: usize>(simd: S, a: &[f32], inner: usize, panel: &[S::f32s], start: [S::f32s; 2]) -> [[S::f32s; 2]; R] {
    let rows: [&[f32]; R] = std::array::from_fn(|row| &a[row * inner..(row + 1) * inner]);
    let mut sums = [start; R];
    for (k, pair) in panel.chunks_exact(2).enumerate().take(inner) {
        for row in 0..R {
            let x = simd.splat_f32s(rows[row][k]);
            sums[row][0] = simd.mul_add_e_f32s(x, pair[0], sums[row][0]);
            sums[row][1] = simd.mul_add_e_f32s(x, pair[1], sums[row][1]);
        }
    }
    sums
}

#[cfg(test)]
mod tests {
    use super::*;
    use pulp::{Arch, Scalar};

    #[test]
    fn all_widths_give_the_product() {
        for (rows, inner, columns) in [(1, 1, 1), (7, 5, 3), (13, 17, 70), (6, 64, 32), (19, 40, 33)] {
            let number = |i: usize| ((i * 7919 + 13) % 101) as f32 / 50.0 - 1.0;
            let a: Vec<f32> = (0..rows * inner).map(number).collect();
            let b: Vec<f32> = (0..inner * columns).map(|i| number(i + 3)).collect();
            let bias: Vec<f32> = (0..columns).map(|i| number(i + 5)).collect();
            let mut want = vec![0f64; rows * columns];
            for (i, cell) in want.iter_mut().enumerate() {
                let (row, column) = (i / columns, i % columns);
                let sum: f64 = (0..inner).map(|k| a[row * inner + k] as f64 * b[k * columns + column] as f64).sum();
                *cell = sum + bias[column] as f64;
            }
            for scalar in [true, false] {
                let (mut out, mut panel) = (vec![9f32; rows * columns], Vec::new());
                let product = Product { a: &a, b: &b, bias: &bias, inner, columns, out: &mut out, panel: &mut panel };
                if scalar {
                    product.with_simd(Scalar);
                } else {
                    Arch::new().dispatch(product);
                }
                for (got, want) in out.iter().zip(&want) {
                    assert!((*got as f64 - want).abs() < 1e-4, "{rows} x {inner} x {columns}, scalar {scalar}: {got} for {want}");
                }
            }
        }
    }
}
