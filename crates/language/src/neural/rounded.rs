//! Matrices of weights in whole numbers: as they are multiplied with ([`super::whole`]) and as they stand in the file.

use super::math::Matrix;
use crate::store::{Reader, Writer};

/// Largest weight.
const TOP: i32 = 2047;

/// A matrix (`inputs × outputs`) in whole numbers of twelve bits, row by row, with a scale for each column.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Rounded {
    pub scales: Vec<f32>,
    pub numbers: Vec<i16>,
}

impl Rounded {
    /// Rounds a matrix: its largest weight of a column becomes 2047, or less where sums of that many inputs could leave 32 bits.
    pub fn of(matrix: &Matrix) -> Rounded {
        let (inner, columns) = (matrix.rows, matrix.columns);
        let top = (i32::MAX as i64 / (TOP as i64 * inner.max(1) as i64)).min(TOP as i64) as f32;
        let largest = |column: usize| (0..inner).fold(0f32, |most, row| most.max(matrix.row(row)[column].abs()));
        let scales: Vec<f32> = (0..columns).map(|column| (largest(column) / top).max(1e-20)).collect();
        let round = |(at, weight): (usize, &f32)| (weight / scales[at % columns]).round().clamp(-top, top) as i16;
        let numbers = matrix.data.iter().enumerate().map(round).collect();
        Rounded { scales, numbers }
    }

    /// The matrix that it stands for.
    pub fn matrix(&self) -> Matrix {
        let columns = self.scales.len();
        let data = self.numbers.iter().enumerate().map(|(at, &number)| number as f32 * self.scales[at % columns]).collect();
        Matrix { rows: self.numbers.len().checked_div(columns).unwrap_or(0), columns, data }
    }

    pub fn write(&self, to: &mut Writer) {
        to.bytes(&self.scales.iter().flat_map(|x| x.to_le_bytes()).collect::<Vec<u8>>());
        to.bytes(&self.numbers.iter().flat_map(|x| x.to_le_bytes()).collect::<Vec<u8>>());
    }

    /// Reads one of as many rows and columns.
    pub fn read(from: &mut Reader, rows: usize, columns: usize) -> Option<Rounded> {
        let (scales, numbers) = (from.bytes()?, from.bytes()?);
        let fits = scales.len() == 4 * columns && numbers.len() == 2 * rows * columns;
        fits.then(|| Rounded {
            scales: scales.chunks_exact(4).map(|c| f32::from_le_bytes([c[0], c[1], c[2], c[3]])).collect(),
            numbers: numbers.chunks_exact(2).map(|c| i16::from_le_bytes([c[0], c[1]])).collect(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_matrix_is_what_it_was_but_for_the_last_bits() {
        let data: Vec<f32> = (0..21).map(|i| ((i * 7919 + 13) % 1009) as f32 / 500.0 - 1.0).collect();
        let matrix = Matrix { rows: 7, columns: 3, data };
        let rounded = Rounded::of(&matrix);
        let back = rounded.matrix();
        assert_eq!((back.rows, back.columns), (7, 3));
        for (at, (a, b)) in matrix.data.iter().zip(&back.data).enumerate() {
            assert!((a - b).abs() <= rounded.scales[at % 3] / 2.0, "{a} and {b}");
        }
        let mut file = Writer::default();
        rounded.write(&mut file);
        let file = file.finish();
        assert_eq!(Rounded::read(&mut Reader::new(&file), 7, 3), Some(rounded));
        assert_eq!(Rounded::read(&mut Reader::new(&file), 3, 7), None);
    }
}
