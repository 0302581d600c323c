//! The scorer: for each label a sum of 8-bit weights of hashed keys, made to likelihoods by softmax.

use super::labels::LABELS;
use crate::hashing::row;
use std::sync::LazyLock;

/// Bits of a key's hash that choose its row of weights.
pub const BITS: u32 = 18;

/// First bytes of a model file.
pub const MAGIC: &[u8; 8] = b"RCLAM\x00\x00\x01";

/// Steps of a stored weight in one.
pub const SCALE: f32 = 40.0;

/// Weights of a key's labels, filled up to what the memory hands over at once.
#[derive(Clone, Copy, Debug)]
#[repr(align(64))]
struct Row([i8; 64]);

/// Weights of the labels, a row a key. Most are zero and not stored in a file; in memory rows are whole, since a key then costs one look at
/// the memory and adds all labels side by side.
#[derive(Clone, Debug)]
pub struct Weights {
    rows: Vec<Row>,
}

impl Weights {
    /// Weights from the rows of all labels.
    pub fn from_rows(rows: impl Iterator<Item = [i8; LABELS]>) -> Weights {
        let whole = |row: [i8; LABELS]| {
            let mut whole = Row([0; 64]);
            whole.0[..LABELS].copy_from_slice(&row);
            whole
        };
        Weights { rows: rows.map(whole).collect() }
    }

    /// The weights in the bytes of a model file; `None` where they are damaged.
    pub fn from_bytes(bytes: &[u8]) -> Option<Weights> {
        let mut rest = bytes.strip_prefix(MAGIC)?;
        let mut weights = Weights { rows: vec![Row([0; 64]); 1 << BITS] };
        for row in &mut weights.rows {
            let (&count, after) = rest.split_first()?;
            let (cells, after) = after.split_at_checked(2 * usize::from(count))?;
            for cell in cells.chunks_exact(2) {
                *row.0[..LABELS].get_mut(usize::from(cell[0]))? = cell[1] as i8;
            }
            rest = after;
        }
        rest.is_empty().then_some(weights)
    }

    /// The bytes of a model file: for each row how many weights it has, then labels and weights.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        for row in &self.rows {
            let cells = || row.0.iter().zip(0u8..).filter(|(weight, _)| **weight != 0);
            bytes.push(cells().count() as u8);
            bytes.extend(cells().flat_map(|(&weight, label)| [label, weight as u8]));
        }
        bytes
    }

    /// The weights compiled in, where there are some.
    pub fn embedded() -> Option<&'static Weights> {
        static WEIGHTS: LazyLock<Option<Weights>> = LazyLock::new(|| EMBEDDED.and_then(Weights::from_bytes));
        WEIGHTS.as_ref()
    }

    /// How likely each label is, from 0 to 1.
    pub fn likelihoods(&self, keys: &[u32]) -> [f32; LABELS] {
        let mut sums = [0i32; LABELS];
        // As many rows as sixteen bits can surely hold the sums of.
        for keys in keys.chunks(128) {
            let mut some = [0i16; 64];
            for &key in keys {
                for (sum, &weight) in some.iter_mut().zip(&self.rows[row::<BITS>(key)].0) {
                    *sum += i16::from(weight);
                }
            }
            for (sum, &some) in sums.iter_mut().zip(&some) {
                *sum += i32::from(some);
            }
        }
        softmax(sums.map(|sum| sum as f32 / SCALE))
    }
}

/// Scores to likelihoods.
pub fn softmax(scores: [f32; LABELS]) -> [f32; LABELS] {
    let top = scores.iter().copied().fold(f32::MIN, f32::max);
    let weights = scores.map(|score| (score - top).exp());
    let all: f32 = weights.iter().sum();
    weights.map(|weight| weight / all)
}

include!(concat!(env!("OUT_DIR"), "/embedded_claims.rs"));
