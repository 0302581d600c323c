//! The network's weights.

use super::inputs::FEATURES;
use super::math::Matrix;
use super::rounded::Rounded;
use super::whole::{Rows, Weights};
use crate::store::{Reader, Writer};

/// The network's measures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Sizes {
    /// Rows of the embedding table.
    pub rows: usize,
    /// Width of a word's vector; half of it reads from the left, half from the right.
    pub width: usize,
    /// Recurrent layers.
    pub layers: usize,
    /// Width of the vectors that arcs are scored with.
    pub arc: usize,
    /// Joint tags, relations, and classes of names (four for each kind and one for "none").
    pub tags: usize,
    pub relations: usize,
    pub names: usize,
}

/// The embedding table as it is stored: 8-bit integers with one scale for all, so that rows are summed as integers.
#[derive(Clone, Debug, Default)]
pub(crate) struct Packed {
    scale: f32,
    cells: Vec<i8>,
}

impl Packed {
    /// Rounds the table; the few cells beyond the 99.99th percentile are cut to it.
    fn of(table: &Matrix) -> Packed {
        let mut sizes: Vec<f32> = table.data.iter().map(|x| x.abs()).collect();
        sizes.sort_by(f32::total_cmp);
        let last = sizes.len().saturating_sub(1);
        let at = if last < 10_000 { last } else { sizes.len() / 10_000 * 9_999 };
        let top = sizes.get(at).copied().unwrap_or(0.0).max(1e-6);
        let round = |x: &f32| (x / top * 127.0).round().clamp(-127.0, 127.0) as i8;
        Packed { scale: top / 127.0, cells: table.data.iter().map(round).collect() }
    }
}

/// All weights. Matrices are `inputs × outputs`.
#[derive(Clone, Debug, Default)]
pub(crate) struct Net {
    pub sizes: Sizes,
    /// The embedding table while learning; without rows in a network read from a file, which has `packed` instead.
    pub embedding: Matrix,
    pub packed: Packed,
    /// Of three words to one.
    pub window: Matrix,
    pub window_bias: Matrix,
    /// Each to candidate, forget gate and highway gate.
    pub layers: Vec<(Matrix, Matrix)>,
    /// To dependent, head, and the same two for relations.
    pub ends: Matrix,
    pub ends_bias: Matrix,
    pub bilinear: Matrix,
    /// One row: how much each word is worth as a head of any.
    pub headness: Matrix,
    /// Two rows: the artificial root as a head, and as a head for relations.
    pub root: Matrix,
    pub relation: Matrix,
    pub relation_bias: Matrix,
    /// To tags, then names.
    pub classes: Matrix,
    pub classes_bias: Matrix,
    /// The weights in whole numbers, in a network read from a file.
    pub whole: Option<Box<Whole>>,
}

/// The matrices of [`Net`] that words are multiplied with, in whole numbers.
#[derive(Clone, Debug, Default)]
pub(crate) struct Whole {
    pub window: Weights,
    pub layers: Vec<Weights>,
    pub ends: Weights,
    pub bilinear: Weights,
    pub relation: Weights,
    pub classes: Weights,
    /// The same as they stand in the file.
    rounded: Vec<Rounded>,
}

impl Net {
    /// A network of zeros.
    pub fn zeros(s: Sizes) -> Net {
        let z = Matrix::zeros;
        Net {
            sizes: s,
            embedding: z(s.rows, s.width),
            packed: Packed::default(),
            window: z(3 * s.width, s.width),
            window_bias: z(1, s.width),
            layers: (0..s.layers).map(|_| (z(s.width, 3 * s.width), z(1, 3 * s.width))).collect(),
            ends: z(s.width, 4 * s.arc),
            ends_bias: z(1, 4 * s.arc),
            bilinear: z(s.arc, s.arc),
            headness: z(1, s.arc),
            root: z(2, s.arc),
            relation: z(s.arc, s.relations),
            relation_bias: z(1, s.relations),
            classes: z(s.width, s.tags + s.names),
            classes_bias: z(1, s.tags + s.names),
            whole: None,
        }
    }

    /// The network with its embedding as floats, to go on learning.
    pub fn unpacked(&self) -> Net {
        let data = self.packed.cells.iter().map(|&c| c as f32 * self.packed.scale).collect();
        Net {
            embedding: Matrix { rows: self.sizes.rows, columns: self.sizes.width, data },
            packed: Packed::default(),
            whole: None,
            ..self.clone()
        }
    }

    /// The sums of the words' rows in whole numbers, sentence by sentence with a row of zeros before, between and after them, so that a word's window begins a row before it.
    #[inline(always)]
    pub fn windows(&self, ids: &[[u32; FEATURES]], ends: &[usize], out: &mut Rows) {
        // As many cells of 8 bits cannot leave the range of activations.
        const { assert!(FEATURES * 127 < 2048) };
        let width = self.sizes.width;
        out.reset((ids.len() + ends.len() + 1) * width / 2);
        let (mut from, mut place) = (0, 1);
        for &end in ends {
            for rows in &ids[from..end] {
                let sums = &mut out.numbers()[place * width..(place + 1) * width];
                for row in rows.iter().map(|&r| r as usize).filter(|&r| r != 0) {
                    let cells = &self.packed.cells[row * width..(row + 1) * width];
                    sums.iter_mut().zip(cells).for_each(|(s, &c)| *s += c as i16);
                }
                out.starts.push((place - 1) * width / 2);
                out.scales.push(self.packed.scale);
                place += 1;
            }
            place += 1;
            from = end;
        }
    }

    /// The sum of rows of the embedding; row 0 stands for nothing. `sums` is a buffer.
    #[inline(always)]
    pub fn embed(&self, rows: &[u32], sums: &mut Vec<i16>, out: &mut [f32]) {
        let width = self.sizes.width;
        let rows = rows.iter().map(|&r| r as usize).filter(|&r| r != 0);
        if self.packed.cells.is_empty() {
            out.fill(0.0);
            rows.for_each(|r| out.iter_mut().zip(self.embedding.row(r)).for_each(|(s, e)| *s += e));
            return;
        }
        sums.clear();
        sums.resize(width, 0);
        for row in rows {
            let cells = &self.packed.cells[row * width..(row + 1) * width];
            sums.iter_mut().zip(cells).for_each(|(s, &c)| *s += c as i16);
        }
        out.iter_mut().zip(&*sums).for_each(|(o, &s)| *o = self.packed.scale * s as f32);
    }

    /// All matrices but the embedding, in a fixed order.
    pub fn dense(&self) -> Vec<&Matrix> {
        let mut all = vec![&self.window, &self.window_bias];
        self.layers.iter().for_each(|(w, b)| all.extend([w, b]));
        all.extend([&self.ends, &self.ends_bias, &self.bilinear, &self.headness, &self.root]);
        all.extend([&self.relation, &self.relation_bias, &self.classes, &self.classes_bias]);
        all
    }

    /// The same, to change.
    pub fn dense_mut(&mut self) -> Vec<&mut Matrix> {
        let mut all = vec![&mut self.window, &mut self.window_bias];
        self.layers.iter_mut().for_each(|(w, b)| all.extend([w, b]));
        all.extend([&mut self.ends, &mut self.ends_bias, &mut self.bilinear, &mut self.headness, &mut self.root]);
        all.extend([&mut self.relation, &mut self.relation_bias, &mut self.classes, &mut self.classes_bias]);
        all
    }

    /// The matrices that words are multiplied with, in a fixed order.
    fn products(&mut self) -> Vec<&mut Matrix> {
        let mut all = vec![&mut self.window];
        all.extend(self.layers.iter_mut().map(|layer| &mut layer.0));
        all.extend([&mut self.ends, &mut self.bilinear, &mut self.relation, &mut self.classes]);
        all
    }

    /// What is added to their columns, in their order, and the root.
    fn sums(&mut self) -> Vec<&mut Matrix> {
        let mut all = vec![&mut self.window_bias];
        all.extend(self.layers.iter_mut().map(|layer| &mut layer.1));
        all.extend([&mut self.ends_bias, &mut self.headness, &mut self.relation_bias, &mut self.classes_bias, &mut self.root]);
        all
    }

    /// Writes the weights: embeddings as 8-bit integers with one scale, what words are multiplied with in whole numbers, the rest as 32-bit floats.
    pub fn write(&self, to: &mut Writer) {
        let s = self.sizes;
        to.numbers([s.rows, s.width, s.layers, s.arc, s.tags, s.relations, s.names].map(|n| n as u32).into_iter());
        let fresh = Packed::of(&self.embedding);
        let packed = if self.packed.cells.is_empty() { &fresh } else { &self.packed };
        to.bytes(&packed.scale.to_le_bytes());
        to.bytes(&packed.cells.iter().map(|&c| c as u8).collect::<Vec<u8>>());
        let mut it = self.clone();
        // What was read in whole numbers is written in the same ones.
        let read = self.whole.as_ref().map(|whole| whole.rounded.clone());
        let rounded = read.unwrap_or_else(|| it.products().into_iter().map(|matrix| Rounded::of(matrix)).collect());
        rounded.iter().for_each(|matrix| matrix.write(to));
        for matrix in it.sums() {
            to.bytes(&matrix.data.iter().flat_map(|x| x.to_le_bytes()).collect::<Vec<u8>>());
        }
    }

    /// Reads what [`Net::write`] wrote.
    pub fn read(from: &mut Reader) -> Option<Net> {
        let n: Vec<usize> = from.numbers()?.into_iter().map(|n| n as usize).collect();
        let &[rows, width, layers, arc, tags, relations, names] = n.as_slice() else { return None };
        if rows > 1 << 20 || width > 1024 || layers > 16 || arc > 1024 || tags > 256 || relations > 256 || names > 256 || rows == 0 {
            return None;
        }
        let sizes = Sizes { rows, width, layers, arc, tags, relations, names };
        let mut net = Net { sizes, ..Net::zeros(Sizes { rows: 0, ..sizes }) };
        let (scale, cells) = (from.bytes()?, from.bytes()?);
        if cells.len() != rows * width {
            return None;
        }
        net.packed = Packed { scale: f32::from_le_bytes(scale.try_into().ok()?), cells: cells.iter().map(|&c| c as i8).collect() };
        let mut rounded = Vec::new();
        for matrix in net.products() {
            rounded.push(Rounded::read(from, matrix.rows, matrix.columns)?);
            *matrix = rounded.last()?.matrix();
        }
        for matrix in net.sums() {
            floats(from, matrix)?;
        }
        // Words are read in pairs of numbers.
        if width.is_multiple_of(2) {
            let biases: Vec<Matrix> = net.sums().into_iter().map(|m| m.clone()).collect();
            let mut weights = rounded.iter().zip(&biases).map(|(matrix, bias)| Weights::of(matrix, bias));
            net.whole = Some(Box::new(Whole {
                window: weights.next()?,
                layers: weights.by_ref().take(layers).collect(),
                ends: weights.next()?,
                bilinear: weights.next()?,
                relation: weights.next()?,
                classes: weights.next()?,
                rounded,
            }));
        }
        Some(net)
    }
}

/// Reads the numbers of a matrix that has its shape already.
fn floats(from: &mut Reader, matrix: &mut Matrix) -> Option<()> {
    let bytes = from.bytes()?;
    let numbers = bytes.chunks_exact(4).map(|c| f32::from_le_bytes([c[0], c[1], c[2], c[3]]));
    matrix.data.iter_mut().zip(numbers).for_each(|(x, n)| *x = n);
    (bytes.len() == matrix.data.len() * 4).then_some(())
}
