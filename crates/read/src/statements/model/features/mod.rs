//! What the model sees of a word, as hashed keys: its neighbours, its place in the tree, quotation marks, and what the rules think.
//!
//! Each word has two lists: **keys** of templates and their conjunctions, which the linear part weighs, and **atoms**, single properties that
//! the network embeds and conjoins by itself.

mod arguments;
mod cue;
mod words;

pub use arguments::arguments;
pub use cue::{cue, rule_cues};
pub use words::{Marked, Word, words};

/// Hash of a form (FNV-1a).
fn hash(bytes: &[u8]) -> u32 {
    let mut h = 0x811C_9DC5u32;
    for &b in bytes {
        h = (h ^ u32::from(b)).wrapping_mul(0x0100_0193);
    }
    h
}

#[inline(always)]
fn mix(a: u32, b: u32) -> u32 {
    let x = (u64::from(a) << 32 | u64::from(b)).wrapping_mul(0x9FB2_1C65_1E98_DF25);
    ((x ^ x >> 29).wrapping_mul(0xD6E8_FEB8_6659_FD93) >> 32) as u32
}

/// The keys and atoms of consecutive words.
#[derive(Clone, Debug, Default)]
pub struct Features {
    /// Keys of all words, one after the other.
    pub keys: Vec<u32>,
    /// Where each word's keys end.
    pub key_ends: Vec<u32>,
    /// Atoms of all words, one after the other.
    pub atoms: Vec<u32>,
    /// Where each word's atoms end.
    pub atom_ends: Vec<u32>,
}

impl Features {
    /// Forgets all words.
    pub fn clear(&mut self) {
        self.keys.clear();
        self.key_ends.clear();
        self.atoms.clear();
        self.atom_ends.clear();
    }

    /// Number of words.
    pub fn len(&self) -> usize {
        self.key_ends.len()
    }

    /// Whether there is no word.
    pub fn is_empty(&self) -> bool {
        self.key_ends.is_empty()
    }

    /// Keys of word `i`.
    pub fn keys(&self, i: usize) -> &[u32] {
        slice(&self.keys, &self.key_ends, i)
    }

    /// Atoms of word `i`.
    pub fn atoms(&self, i: usize) -> &[u32] {
        slice(&self.atoms, &self.atom_ends, i)
    }

    fn end_word(&mut self) {
        self.key_ends.push(self.keys.len() as u32);
        self.atom_ends.push(self.atoms.len() as u32);
    }
}

fn slice<'a>(list: &'a [u32], ends: &[u32], i: usize) -> &'a [u32] {
    let start = if i == 0 { 0 } else { ends[i - 1] as usize };
    &list[start..ends[i] as usize]
}

/// Collects keys; each template has its number.
struct Keys<'k> {
    keys: &'k mut Vec<u32>,
    template: u32,
}

impl<'k> Keys<'k> {
    fn new(keys: &'k mut Vec<u32>) -> Keys<'k> {
        Keys { keys, template: 0 }
    }

    /// A key of the next template.
    #[inline(always)]
    fn add(&mut self, values: &[u32]) {
        self.template += 1;
        self.keys.push(conjoin(self.template, values));
    }

    /// A key of template `template`, which may come several times or not at all.
    #[inline(always)]
    fn same(&mut self, template: u32, values: &[u32]) {
        self.keys.push(conjoin(template + 1000, values));
    }
}

#[inline(always)]
fn conjoin(template: u32, values: &[u32]) -> u32 {
    values.iter().fold(template.wrapping_mul(0x9E37_79B1), |h, &v| mix(h, v))
}
