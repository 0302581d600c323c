//! Deeds that news tell of and the words for them; `data/deeds.tsv`.

use crate::table::{list, rows};
use std::sync::LazyLock;

pub(crate) const TABLE: &str = include_str!("../data/deeds.tsv");

/// What a deed's words say by themselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeedClass {
    /// They tell what was done.
    Plain,
    /// An utterance: another one of each speaker.
    Speech,
    /// Little: what was done lies in what it was done to ("make", "cause").
    Light,
}

/// A verb with the nouns made from it and the set phrases for it.
#[derive(Clone, Debug)]
pub struct DeedWords {
    /// Its first word.
    pub name: &'static str,
    /// The deed with which it is told in turn; its own name where it is that.
    pub kin: &'static str,
    /// What it says by itself.
    pub class: DeedClass,
    /// Words and phrases, without regular endings.
    pub words: Vec<&'static str>,
}

static DEEDS: LazyLock<Vec<DeedWords>> = LazyLock::new(|| {
    rows::<4>(TABLE)
        .map(|[name, kin, class, words]| DeedWords {
            name,
            kin: if kin.is_empty() { name } else { kin },
            class: match class {
                "speech" => DeedClass::Speech,
                "light" => DeedClass::Light,
                _ => DeedClass::Plain,
            },
            words: list(words),
        })
        .collect()
});

/// All deeds, in the order of the table.
pub fn deed_words() -> &'static [DeedWords] {
    &DEEDS
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_row_is_read_and_every_word_stands_once() {
        assert_eq!(deed_words().len(), crate::table::widths(TABLE).len() - 1);
        assert!(rows::<4>(TABLE).all(|[_, _, class, _]| matches!(class, "" | "speech" | "light")));
        let mut words = BTreeSet::new();
        for deed in deed_words() {
            assert_eq!(deed.words.first(), Some(&deed.name));
            assert!(deed_words().iter().any(|d| d.name == deed.kin && d.kin == d.name), "{}: no deed {}", deed.name, deed.kin);
            for word in &deed.words {
                assert!(words.insert(*word), "{word} stands twice");
                assert_eq!(word.to_lowercase(), **word);
            }
        }
    }
}
