//! The scorer: for each label a sum of 8-bit weights of hashed keys, made to likelihoods by softmax.

use super::labels::LABELS;
use crate::hashing::row;
use std::sync::LazyLock;

/// Bits of a key's hash that choose its row of weights.
pub const BITS: u32 = 17;

/// First bytes of a model file.
pub const MAGIC: &[u8; 8] = b"RCLAM\x00\x00\x01";

/// Steps of a stored weight in one.
pub const SCALE: f32 = 40.0;

/// Weights of the labels, a row a key; most are zero and not stored.
#[derive(Clone, Debug)]
pub struct Weights {
    /// Where each row begins in `cells`, and where the last one ends.
    starts: Vec<u32>,
    /// Labels with their weights.
    cells: Vec<(u8, i8)>,
}

impl Weights {
    /// Weights from the rows of all labels.
    pub fn from_rows(rows: impl Iterator<Item = [i8; LABELS]>) -> Weights {
        let mut weights = Weights { starts: vec![0], cells: Vec::new() };
        for row in rows {
            weights.cells.extend(row.iter().enumerate().filter(|(_, weight)| **weight != 0).map(|(label, &weight)| (label as u8, weight)));
            weights.starts.push(weights.cells.len() as u32);
        }
        weights
    }

    /// The weights in the bytes of a model file; `None` where they are damaged.
    pub fn from_bytes(bytes: &[u8]) -> Option<Weights> {
        let mut rest = bytes.strip_prefix(MAGIC)?;
        let mut weights = Weights { starts: vec![0], cells: Vec::with_capacity(rest.len() / 2) };
        for _ in 0..1usize << BITS {
            let (&count, after) = rest.split_first()?;
            let (row, after) = after.split_at_checked(2 * usize::from(count))?;
            for cell in row.chunks_exact(2) {
                weights.cells.push((cell[0], cell[1] as i8));
            }
            weights.starts.push(weights.cells.len() as u32);
            rest = after;
        }
        let known = weights.cells.iter().all(|&(label, _)| usize::from(label) < LABELS);
        (rest.is_empty() && known).then_some(weights)
    }

    /// The bytes of a model file: for each row how many weights it has, then labels and weights.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        for ends in self.starts.windows(2) {
            let row = &self.cells[ends[0] as usize..ends[1] as usize];
            bytes.push(row.len() as u8);
            bytes.extend(row.iter().flat_map(|&(label, weight)| [label, weight as u8]));
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
        // Where the rows stand is looked up for many at a time, so that the memory answers for all of them at once.
        for keys in keys.chunks(32) {
            let mut rows = [(0u32, 0u32); 32];
            for (place, &key) in rows.iter_mut().zip(keys) {
                let row = row::<BITS>(key);
                *place = (self.starts[row], self.starts[row + 1]);
            }
            for &(from, to) in rows.iter().filter(|(from, to)| from < to) {
                for &(label, weight) in &self.cells[from as usize..to as usize] {
                    sums[usize::from(label)] += i32::from(weight);
                }
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
