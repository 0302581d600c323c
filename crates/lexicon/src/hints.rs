//! Words and phrases that *can* carry a claim: `data/hinting/*.tsv`, wide and uncertain.
//!
//! [`doing`](crate::doing) holds what the rules may trust; a row here only says which kinds of claim journalists use the words for. Whether they do in a
//! sentence is weighed by a learned model.

use crate::doing::Pos;
use model::{ClaimKind, Status};
use std::collections::HashMap;
use std::sync::LazyLock;

/// The data files: name and content.
const FILES: &[(&str, &str)] = &[
    ("answers", include_str!("../data/hinting/answers.tsv")),
    ("moves", include_str!("../data/hinting/moves.tsv")),
    ("talks", include_str!("../data/hinting/talks.tsv")),
    ("deeds", include_str!("../data/hinting/deeds.tsv")),
    ("views", include_str!("../data/hinting/views.tsv")),
];

/// A row: what may follow its first word, and what it can carry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    /// Part of speech of the first word; `None` for adverbs and prepositions.
    pub pos: Option<Pos>,
    /// Lemmas behind the first word; `~` stands for an object of a few words.
    pub rest: Vec<&'static str>,
    /// The marks ([`mark`]) of these lemmas: a sentence without one of them does not hold the row.
    pub marks: u128,
    /// Kinds with statuses, the commonest first.
    pub labels: Vec<(ClaimKind, Status)>,
}

static HINTS: LazyLock<HashMap<&'static str, Vec<Hint>>> = LazyLock::new(|| {
    let mut hints: HashMap<&'static str, Vec<Hint>> = HashMap::new();
    for (_, text) in FILES {
        for (first, hint) in text.lines().filter_map(read) {
            hints.entry(first).or_default().push(hint);
        }
    }
    // The longest first, so that a phrase comes before its verb alone.
    hints.values_mut().for_each(|rows| rows.sort_by_key(|row| std::cmp::Reverse(row.rest.len())));
    hints
});

fn read(line: &'static str) -> Option<(&'static str, Hint)> {
    let mut cells = line.split('\t');
    let (words, pos, labels) = (cells.next()?, cells.next()?, cells.next()?);
    let pos = match pos {
        "V" => Some(Pos::Verb),
        "N" => Some(Pos::Noun),
        "A" => Some(Pos::Adjective),
        "R" => None,
        _ => return None,
    };
    let labels: Option<Vec<_>> = labels
        .split(' ')
        .map(|label| label.split_once('/').and_then(|(kind, status)| Some((ClaimKind::parse(kind)?, Status::parse(status)?))))
        .collect();
    let mut words = words.split(' ');
    let (first, rest) = (words.next()?, words.collect::<Vec<_>>());
    let marks = rest.iter().filter(|lemma| **lemma != "~").fold(0, |marks, lemma| marks | mark(lemma));
    Some((first, Hint { pos, rest, marks, labels: labels? }))
}

/// One bit of 128 for a lemma. What a sentence holds by the marks of its words, it may hold; what it does not, it does not.
pub fn mark(lemma: &str) -> u128 {
    let hash = lemma.bytes().fold(0x811C_9DC5u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    1 << (hash.wrapping_mul(0x9E37_79B1) >> 25)
}

/// The rows that begin with this lemma, those of most words first.
pub fn hints(lemma: &str) -> &'static [Hint] {
    HINTS.get(lemma).map_or(&[], Vec::as_slice)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_readable_and_stands_once() {
        for (file, text) in FILES {
            let rows = || text.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
            assert!(rows().all(|line| read(line).is_some()), "{file}");
        }
        for (first, rows) in HINTS.iter().collect::<std::collections::BTreeMap<_, _>>() {
            for (at, row) in rows.iter().enumerate() {
                assert!(!rows[..at].iter().any(|other| other.pos == row.pos && other.rest == row.rest), "{first} {row:?}");
            }
        }
    }

    #[test]
    fn phrases_come_before_their_verb() {
        let rows = hints("walk");
        assert!(rows.len() > 1 && rows[0].rest.len() >= rows[rows.len() - 1].rest.len());
        assert!(hints("banana").is_empty());
    }
}
