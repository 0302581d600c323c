//! Nouns that bodies are called by: `data/body_nouns.tsv`.

use crate::table::{list, rows};
use std::collections::HashMap;
use std::sync::LazyLock;

pub(crate) const TABLE: &str = include_str!("../data/body_nouns.tsv");

/// What a noun tells of a body that is called by it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BodyNoun {
    /// It ends names of bodies.
    pub head: bool,
    /// Such a body belongs to no state, though its name may stand in the body's.
    pub private: bool,
    /// It ends a name of several capitalised words only where it is a body's.
    pub sure: bool,
    /// Bodies are spoken of by it: "the union".
    pub spoken: bool,
    /// A name that ends in it is said with "the": "the Maritime Alliance".
    pub article: bool,
}

static NOUNS: LazyLock<HashMap<&'static str, BodyNoun>> = LazyLock::new(|| {
    let row = |[noun, classes]: [&'static str; 2]| {
        let classes = list(classes);
        let has = |class: &str| classes.contains(&class);
        (noun, BodyNoun { head: has("head"), private: has("private"), sure: has("sure"), spoken: has("spoken"), article: has("article") })
    };
    rows::<2>(TABLE).map(row).collect()
});

/// What is known of a noun as written, in lower case; all false where it is no row.
pub fn body_noun(word: &str) -> BodyNoun {
    NOUNS.get(word).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nouns_of_bodies() {
        let union = body_noun("union");
        assert!(union.head && union.private && union.sure && union.spoken);
        assert!(body_noun("council").head && !body_noun("council").private);
        assert!(body_noun("rebels").spoken && !body_noun("rebels").head);
        assert!(union.article && body_noun("republic").article && !body_noun("republic").head && !body_noun("airways").article);
        assert_eq!(body_noun("treaty"), BodyNoun::default());
    }

    #[test]
    fn every_row_has_known_classes() {
        assert!(crate::table::widths(TABLE).iter().all(|&w| w == 2));
        for [noun, classes] in rows::<2>(TABLE) {
            assert!(list(classes).iter().all(|c| matches!(*c, "head" | "private" | "sure" | "spoken" | "article")), "{noun}");
            assert!(body_noun(noun) != BodyNoun::default(), "{noun}");
        }
    }
}
