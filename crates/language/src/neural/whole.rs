//! Products of whole numbers, for reading: weights and activations are rounded to twelve bits, multiplied in pairs and summed in 32 bits without loss,
//! so that every processor gives the same result (AVX-512 with and without VNNI, AVX2, or plain numbers).

use super::math::Matrix;
use super::rounded::Rounded;
use pulp::bytemuck::cast_slice_mut;

/// Columns of a panel.
const COLUMNS: usize = 32;

/// Largest activation.
const TOP: i32 = 2047;

/// Rows that are read together.
const ROWS: usize = 8;

/// A matrix of weights (`inputs × outputs`) in whole numbers with a scale for each column, and what is added to each column. Everything is laid out in
/// panels of 32 columns.
#[derive(Clone, Debug, Default)]
pub(crate) struct Weights {
    /// Pairs of inputs.
    pairs: usize,
    columns: usize,
    scales: Vec<[f32; COLUMNS]>,
    bias: Vec<[f32; COLUMNS]>,
    /// For each panel and each two inputs the weights, two 16-bit numbers in one.
    panels: Vec<[i32; COLUMNS]>,
}

impl Weights {
    /// Lays out a rounded matrix.
    pub fn of(rounded: &Rounded, bias: &Matrix) -> Weights {
        let columns = rounded.scales.len();
        let inner = rounded.numbers.len().checked_div(columns).unwrap_or(0);
        let (pairs, panels) = (inner.div_ceil(2), columns.div_ceil(COLUMNS));
        let mut it = Weights {
            pairs,
            columns,
            scales: vec![[0.0; COLUMNS]; panels],
            bias: vec![[0.0; COLUMNS]; panels],
            panels: vec![[0; COLUMNS]; pairs * panels],
        };
        for column in 0..columns {
            let (panel, place) = (column / COLUMNS, column % COLUMNS);
            it.scales[panel][place] = rounded.scales[column];
            it.bias[panel][place] = bias.data.get(column).copied().unwrap_or(0.0);
            let weight = |row: usize| rounded.numbers.get(row * columns + column).copied().unwrap_or(0);
            for pair in 0..pairs {
                it.panels[panel * pairs + pair][place] = pulp::cast([weight(2 * pair), weight(2 * pair + 1)]);
            }
        }
        it
    }
}

/// Rows of activations in whole numbers.
#[derive(Clone, Debug, Default)]
pub(crate) struct Rows {
    /// The numbers, two 16-bit ones in one.
    pub pairs: Vec<i32>,
    /// Where in `pairs` each row begins; rows may share numbers.
    pub starts: Vec<usize>,
    /// What each row's numbers are to be multiplied with.
    pub scales: Vec<f32>,
    /// The numbers of eight rows at a time, pair by pair.
    packed: Vec<[i32; ROWS]>,
}

impl Rows {
    /// Empties it and makes room for `count` pairs, all zero.
    pub fn reset(&mut self, count: usize) {
        self.pairs.clear();
        self.pairs.resize(count, 0);
        self.starts.clear();
        self.scales.clear();
    }

    /// Lays out the first `pairs` pairs of all rows by eights; rows that are missing from the last eight are zero.
    fn pack(&mut self, pairs: usize) {
        let blocks = self.starts.len().div_ceil(ROWS);
        self.packed.resize(blocks * pairs, [0; ROWS]);
        for (block, starts) in self.packed.chunks_exact_mut(pairs.max(1)).zip(self.starts.chunks(ROWS)) {
            if starts.len() < ROWS {
                block.fill([0; ROWS]);
            }
            for (place, &start) in starts.iter().enumerate() {
                let row = &self.pairs[start..start + pairs];
                block.iter_mut().zip(row).for_each(|(into, &pair)| into[place] = pair);
            }
        }
    }

    /// The numbers one by one.
    pub fn numbers(&mut self) -> &mut [i16] {
        cast_slice_mut(&mut self.pairs)
    }
}

/// A plan to round rows of floats (the first `inner` of each): the largest of a row becomes 2047.
pub(super) struct Round<'m> {
    pub from: &'m Matrix,
    pub inner: usize,
    pub to: &'m mut Rows,
}

impl Round<'_> {
    #[inline(always)]
    fn run(self) {
        let Round { from, inner, to } = self;
        let pairs = inner.div_ceil(2);
        to.pairs.resize(from.rows * pairs, 0);
        to.starts.clear();
        to.scales.clear();
        let numbers: &mut [i16] = cast_slice_mut(&mut to.pairs);
        for (row, out) in numbers.chunks_exact_mut(2 * pairs.max(1)).enumerate().take(from.rows) {
            let values = &from.row(row)[..inner];
            // The largest bits are those of the largest size; whole numbers compare in vectors.
            let bits = values.iter().fold(0u32, |most, x| most.max(x.to_bits() & 0x7FFF_FFFF));
            let largest = f32::from_bits(bits).clamp(1e-20, 1e20);
            let by = TOP as f32 / largest;
            for (o, x) in out.iter_mut().zip(values) {
                // Adding 1.5 · 2^23 leaves the nearest whole number in the lowest bits.
                *o = (x * by + 12_582_912.0).to_bits() as i16;
            }
            out[inner..].fill(0);
            to.starts.push(row * pairs);
            to.scales.push(largest / TOP as f32);
        }
    }
}

/// `out = rows · weights`, and what is added to each column.
struct Multiply<'m> {
    rows: &'m Rows,
    weights: &'m Weights,
    out: &'m mut [f32],
}

/// Vectors of 32-bit numbers, each two of 16 bits.
trait Lanes: Copy {
    type Vector: Copy;
    /// Parts of a panel that are read after each other, each of two vectors.
    const PARTS: usize;
    fn zero(self) -> Self::Vector;
    /// The two vectors of a part of a panel's row.
    fn load(self, from: &[i32; COLUMNS], part: usize) -> [Self::Vector; 2];
    fn splat(self, pair: i32) -> Self::Vector;
    /// `sum + a₀ b₀ + a₁ b₁` in each lane.
    fn step(self, sum: Self::Vector, a: Self::Vector, b: Self::Vector) -> Self::Vector;
    /// Puts the vectors of a part to its place.
    fn store(self, sums: [Self::Vector; 2], part: usize, to: &mut [i32; COLUMNS]);
}

impl Multiply<'_> {
    /// `R` of the eight rows at a time have their sums in registers.
    #[inline(always)]
    fn run<L: Lanes, const R: usize>(self, lanes: L) {
        let Multiply { rows, weights, out } = self;
        let (pairs, columns, count) = (weights.pairs, weights.columns, rows.starts.len());
        if pairs == 0 || columns == 0 {
            return;
        }
        let part_width = COLUMNS / L::PARTS;
        let parts = weights.panels.chunks_exact(pairs).zip(&weights.scales).zip(&weights.bias);
        for (number, ((panel, scales), bias)) in parts.enumerate() {
            let from = number * COLUMNS;
            let width = (columns - from).min(COLUMNS);
            for (block, packed) in rows.packed.chunks_exact(pairs).enumerate() {
                for half in 0..ROWS / R {
                    let first = block * ROWS + half * R;
                    for low in (0..width).step_by(part_width) {
                        let part = low / part_width;
                        let sums = block_of::<L, R>(lanes, packed, half * R, panel, part);
                        for (row, pair) in (first..count).zip(sums) {
                            let own = rows.scales[row];
                            let (mut sums, mut cells) = ([0; COLUMNS], [0f32; COLUMNS]);
                            lanes.store(pair, part, &mut sums);
                            for k in low..low + part_width {
                                cells[k] = sums[k] as f32 * (own * scales[k]) + bias[k];
                            }
                            let (place, high) = (row * columns + from + low, width.min(low + part_width));
                            if high == low + part_width {
                                // A length that the compiler knows.
                                out[place..place + part_width].copy_from_slice(&cells[low..low + part_width]);
                            } else {
                                out[place..place + high - low].copy_from_slice(&cells[low..high]);
                            }
                        }
                    }
                }
            }
        }
    }
}

/// `R` rows of eight, from `first` on, times one part of a panel.
#[inline(always)]
fn block_of<L: Lanes, const R: usize>(
    lanes: L,
    rows: &[[i32; ROWS]],
    first: usize,
    panel: &[[i32; COLUMNS]],
    part: usize,
) -> [[L::Vector; 2]; R] {
    let mut sums = [[lanes.zero(); 2]; R];
    for (row, weights) in rows.iter().zip(panel) {
        let pair = lanes.load(weights, part);
        for r in 0..R {
            let a = lanes.splat(row[(first + r) % ROWS]);
            sums[r][0] = lanes.step(sums[r][0], a, pair[0]);
            sums[r][1] = lanes.step(sums[r][1], a, pair[1]);
        }
    }
    sums
}

/// Without vectors.
#[derive(Clone, Copy)]
struct Plain;

impl Lanes for Plain {
    type Vector = [i32; 4];
    const PARTS: usize = 4;

    #[inline(always)]
    fn zero(self) -> [i32; 4] {
        [0; 4]
    }

    #[inline(always)]
    fn load(self, from: &[i32; COLUMNS], part: usize) -> [[i32; 4]; 2] {
        pulp::cast::<_, [[[i32; 4]; 2]; 4]>(*from)[part]
    }

    #[inline(always)]
    fn splat(self, pair: i32) -> [i32; 4] {
        [pair; 4]
    }

    #[inline(always)]
    fn step(self, sum: [i32; 4], a: [i32; 4], b: [i32; 4]) -> [i32; 4] {
        let low = |x: i32| x as i16 as i32;
        std::array::from_fn(|k| sum[k] + low(a[k]) * low(b[k]) + (a[k] >> 16) * (b[k] >> 16))
    }

    #[inline(always)]
    fn store(self, sums: [[i32; 4]; 2], part: usize, to: &mut [i32; COLUMNS]) {
        to[part * 8..part * 8 + 8].copy_from_slice(&pulp::cast::<_, [i32; 8]>(sums));
    }
}

#[cfg(target_arch = "x86_64")]
mod x86 {
    use super::{COLUMNS, Lanes};
    use pulp::x86::{V3, V4};
    use std::arch::x86_64::{__m256i, __m512i};

    pulp::simd_type! {
        /// AVX-512 with the instructions for sums of products, which the compiler puts in for a product and a sum.
        pub(super) struct Vnni {
            pub sse: "sse",
            pub sse2: "sse2",
            pub avx: "avx",
            pub avx2: "avx2",
            pub fma: "fma",
            pub avx512f: "avx512f",
            pub avx512bw: "avx512bw",
            pub avx512cd: "avx512cd",
            pub avx512dq: "avx512dq",
            pub avx512vl: "avx512vl",
            pub avx512vnni: "avx512vnni",
        }
    }

    impl Lanes for V4 {
        type Vector = __m512i;
        const PARTS: usize = 1;

        #[inline(always)]
        fn zero(self) -> __m512i {
            self.avx512f._mm512_setzero_si512()
        }

        #[inline(always)]
        fn load(self, from: &[i32; COLUMNS], _: usize) -> [__m512i; 2] {
            let halves: [[i32; 16]; 2] = pulp::cast(*from);
            [pulp::cast(halves[0]), pulp::cast(halves[1])]
        }

        #[inline(always)]
        fn splat(self, pair: i32) -> __m512i {
            self.avx512f._mm512_set1_epi32(pair)
        }

        #[inline(always)]
        fn step(self, sum: __m512i, a: __m512i, b: __m512i) -> __m512i {
            self.avx512f._mm512_add_epi32(sum, self.avx512bw._mm512_madd_epi16(a, b))
        }

        #[inline(always)]
        fn store(self, sums: [__m512i; 2], _: usize, to: &mut [i32; COLUMNS]) {
            let parts: [[i32; 16]; 2] = [pulp::cast(sums[0]), pulp::cast(sums[1])];
            *to = pulp::cast(parts);
        }
    }

    impl Lanes for V3 {
        type Vector = __m256i;
        const PARTS: usize = 2;

        #[inline(always)]
        fn zero(self) -> __m256i {
            self.avx._mm256_setzero_si256()
        }

        #[inline(always)]
        fn load(self, from: &[i32; COLUMNS], part: usize) -> [__m256i; 2] {
            let parts = pulp::cast::<_, [[[i32; 8]; 2]; 2]>(*from)[part];
            [pulp::cast(parts[0]), pulp::cast(parts[1])]
        }

        #[inline(always)]
        fn splat(self, pair: i32) -> __m256i {
            self.avx._mm256_set1_epi32(pair)
        }

        #[inline(always)]
        fn step(self, sum: __m256i, a: __m256i, b: __m256i) -> __m256i {
            self.avx2._mm256_add_epi32(sum, self.avx2._mm256_madd_epi16(a, b))
        }

        #[inline(always)]
        fn store(self, sums: [__m256i; 2], part: usize, to: &mut [i32; COLUMNS]) {
            let parts: [[i32; 8]; 2] = [pulp::cast(sums[0]), pulp::cast(sums[1])];
            to[part * 16..part * 16 + 16].copy_from_slice(&pulp::cast::<_, [i32; 16]>(parts));
        }
    }
}

/// Where to compute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    Vnni,
    Wide,
    Narrow,
    Plain,
}

/// The best that the processor has.
fn best() -> Way {
    [Way::Vnni, Way::Wide, Way::Narrow].into_iter().find(|&way| has(way)).unwrap_or(Way::Plain)
}

#[cfg(not(target_arch = "x86_64"))]
fn has(way: Way) -> bool {
    way == Way::Plain
}

#[cfg(target_arch = "x86_64")]
fn has(way: Way) -> bool {
    use pulp::x86::{V3, V4};
    match way {
        Way::Vnni => x86::Vnni::is_available() && V4::is_available(),
        Way::Wide => V4::is_available(),
        Way::Narrow => V3::is_available(),
        Way::Plain => true,
    }
}

fn multiply(way: Way, work: Multiply) {
    struct Inner<'m, L, const R: usize>(Multiply<'m>, L);
    impl<L: Lanes, const R: usize> pulp::NullaryFnOnce for Inner<'_, L, R> {
        type Output = ();
        #[inline(always)]
        fn call(self) {
            self.0.run::<L, R>(self.1);
        }
    }
    #[cfg(target_arch = "x86_64")]
    {
        use pulp::x86::{V3, V4};
        match way {
            Way::Vnni => {
                if let (Some(vnni), Some(wide)) = (x86::Vnni::try_new(), V4::try_new()) {
                    return vnni.vectorize(Inner::<_, 8>(work, wide));
                }
            }
            Way::Wide => {
                if let Some(wide) = V4::try_new() {
                    return wide.vectorize(Inner::<_, 8>(work, wide));
                }
            }
            Way::Narrow => {
                if let Some(narrow) = V3::try_new() {
                    return narrow.vectorize(Inner::<_, 4>(work, narrow));
                }
            }
            Way::Plain => {}
        }
    }
    let _ = way;
    pulp::NullaryFnOnce::call(Inner::<_, 2>(work, Plain));
}

/// Rounds the first `inner` columns of `from` into `rows`.
pub(super) fn round(from: &Matrix, inner: usize, rows: &mut Rows) {
    struct Inner<'m>(Round<'m>);
    impl pulp::WithSimd for Inner<'_> {
        type Output = ();
        #[inline(always)]
        fn with_simd<S: pulp::Simd>(self, _: S) {
            self.0.run();
        }
    }
    pulp::Arch::new().dispatch(Inner(Round { from, inner, to: rows }));
}

/// `out = rows · weights`, and what is added to each column.
pub(super) fn product(rows: &mut Rows, weights: &Weights, out: &mut Matrix) {
    out.shape(rows.starts.len(), weights.columns);
    rows.pack(weights.pairs);
    multiply(best(), Multiply { rows, weights, out: &mut out.data });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_ways_give_the_same_and_nearly_the_product() {
        for (rows, inner, columns) in [(1, 1, 1), (7, 5, 3), (13, 17, 70), (9, 576, 32), (19, 192, 110)] {
            let number = |i: usize| ((i * 7919 + 13) % 1009) as f32 / 500.0 - 1.0;
            let a = Matrix { rows, columns: inner, data: (0..rows * inner).map(number).collect() };
            let b = Matrix { rows: inner, columns, data: (0..inner * columns).map(|i| number(i + 3)).collect() };
            let bias: Vec<f32> = (0..columns).map(|i| number(i + 5)).collect();
            let (weights, mut whole) = (Weights::of(&Rounded::of(&b), &Matrix { rows: 1, columns, data: bias.clone() }), Rows::default());
            round(&a, inner, &mut whole);
            whole.pack(inner.div_ceil(2));
            let mut first: Option<Vec<f32>> = None;
            for way in [Way::Plain, Way::Narrow, Way::Wide, Way::Vnni] {
                let mut out = vec![9f32; rows * columns];
                multiply(way, Multiply { rows: &whole, weights: &weights, out: &mut out });
                for (i, got) in out.iter().enumerate() {
                    let (row, column) = (i / columns, i % columns);
                    let want: f64 = (0..inner).map(|k| a.row(row)[k] as f64 * b.row(k)[column] as f64).sum::<f64>() + bias[column] as f64;
                    assert!(
                        (*got as f64 - want).abs() < 0.002 * (inner as f64).sqrt(),
                        "{way:?} {rows} x {inner} x {columns}: {got} for {want}"
                    );
                }
                assert_eq!(*first.get_or_insert(out.clone()), out, "{way:?}");
            }
        }
    }

    #[test]
    fn the_largest_sums_stay_in_32_bits() {
        let (a, b) = (Matrix { rows: 1, columns: 3072, data: vec![-3.0; 3072] }, Matrix { rows: 3072, columns: 2, data: vec![0.5; 6144] });
        let (weights, mut whole, mut out) =
            (Weights::of(&Rounded::of(&b), &Matrix { rows: 1, columns: 2, data: vec![0.0, 1.0] }), Rows::default(), Matrix::default());
        round(&a, 3072, &mut whole);
        product(&mut whole, &weights, &mut out);
        assert!((out.data[0] + 4608.0).abs() < 0.01 && (out.data[1] + 4607.0).abs() < 0.01, "{:?}", out.data);
    }
}
