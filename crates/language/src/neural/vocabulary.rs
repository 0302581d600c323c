//! Which row of the embedding table stands for which attribute of a word.
//!
//! Only attributes that the training data show often enough have a row. All others have none: an unknown word is read by its affixes, shape and
//! neighbours, as the network has learned to by words left out, and not by the row of a known word that happens to share its hash.

use super::inputs::FEATURES;
use crate::linear::mix;
use crate::store::{Reader, Writer};
use std::collections::BTreeMap;

/// Known attributes: `(feature, value)` to rows from 1 on.
#[derive(Clone, Debug, Default)]
pub(crate) struct Vocabulary {
    /// Sorted keys; the row of `keys[i]` is `i + 1`.
    keys: Vec<u32>,
    /// Open addressing over `keys`: rows, 0 where free. Its length is a power of two.
    table: Vec<u32>,
}

/// The values of a word's features, before they have rows.
pub(crate) type Values = [u32; FEATURES];

fn key(feature: usize, value: u32) -> u32 {
    (mix(mix(feature as u64 + 1, value as u64), 0x3D) >> 24) as u32
}

impl Vocabulary {
    /// Rows of the table, row 0 included.
    pub fn rows(&self) -> usize {
        self.keys.len() + 1
    }

    /// The rows of a word's features; 0 for those not known.
    #[inline]
    pub fn rows_of(&self, values: &Values) -> [u32; FEATURES] {
        std::array::from_fn(|feature| self.row(key(feature, values[feature])))
    }

    /// Whether a word is known as it is written, by the hash of its form ([`crate::words::Word::form`]).
    pub fn knows_form(&self, form: u32) -> bool {
        self.row(key(1, form)) != 0
    }

    #[inline]
    fn row(&self, key: u32) -> u32 {
        let mask = self.table.len().wrapping_sub(1);
        let mut at = slot(key) & mask;
        while let Some(&row) = self.table.get(at) {
            if row == 0 || self.keys[row as usize - 1] == key {
                return row;
            }
            at = (at + 1) & mask;
        }
        0
    }

    fn new(keys: Vec<u32>) -> Vocabulary {
        let mut table = vec![0u32; (keys.len() * 2 + 2).next_power_of_two()];
        let mask = table.len() - 1;
        for (at, &key) in keys.iter().enumerate() {
            let mut place = slot(key) & mask;
            while table[place] != 0 {
                place = (place + 1) & mask;
            }
            table[place] = at as u32 + 1;
        }
        Vocabulary { keys, table }
    }

    pub fn write(&self, to: &mut Writer) {
        to.numbers(self.keys.iter().copied());
    }

    pub fn read(from: &mut Reader) -> Option<Vocabulary> {
        let keys = from.numbers()?;
        keys.is_sorted_by(|a, b| a < b).then(|| Vocabulary::new(keys))
    }
}

#[inline]
fn slot(key: u32) -> usize {
    (key.wrapping_mul(0x9E37_79B1) >> 7) as usize
}

/// Counts attributes while a vocabulary is made.
#[derive(Debug, Default)]
pub(crate) struct Counts(BTreeMap<u32, u32>);

impl Counts {
    /// Counts the given features of a word once.
    pub fn add(&mut self, values: &Values, features: impl IntoIterator<Item = usize>) {
        for feature in features {
            *self.0.entry(key(feature, values[feature])).or_default() += 1;
        }
    }

    /// Counts the given features of a word once where they were counted before.
    pub fn add_known(&mut self, values: &Values, features: impl IntoIterator<Item = usize>) {
        for feature in features {
            if let Some(count) = self.0.get_mut(&key(feature, values[feature])) {
                *count += 1;
            }
        }
    }

    /// The vocabulary of what was counted at least `least` times.
    pub fn vocabulary(&self, least: u32) -> Vocabulary {
        Vocabulary::new(self.0.iter().filter(|c| *c.1 >= least).map(|c| *c.0).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frequent_attributes_have_rows_of_their_own() {
        let mut counts = Counts::default();
        for word in 0..3000u32 {
            counts.add(&[word; FEATURES], 0..FEATURES);
            if word < 1000 {
                counts.add(&[word; FEATURES], [0, 4]);
            }
        }
        let known = counts.vocabulary(2);
        assert_eq!(known.rows(), 2001);
        let mut seen = vec![false; known.rows()];
        for word in 0..1000 {
            let rows = known.rows_of(&[word; FEATURES]);
            for (feature, &row) in rows.iter().enumerate() {
                assert_eq!(row != 0, matches!(feature, 0 | 4), "word {word}, feature {feature}");
                assert!(row == 0 || !std::mem::replace(&mut seen[row as usize], true), "row {row} twice");
            }
        }
        assert_eq!(known.rows_of(&[2000; FEATURES]), [0; FEATURES]);
        let mut file = Writer::default();
        known.write(&mut file);
        let file = file.finish();
        let again = Vocabulary::read(&mut Reader::new(&file)).expect("whole");
        assert_eq!(again.rows_of(&[7; FEATURES]), known.rows_of(&[7; FEATURES]));
        assert_eq!(Vocabulary::default().rows_of(&[7; FEATURES]), [0; FEATURES]);
    }
}
