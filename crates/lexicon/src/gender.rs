//! Words that tell the gender of who is called so: `data/gender.tsv`.

use crate::table::rows;
use std::collections::HashMap;
use std::sync::LazyLock;

pub(crate) const TABLE: &str = include_str!("../data/gender.tsv");

/// Natural gender.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gender {
    /// "he"
    He,
    /// "she"
    She,
}

static WORDS: LazyLock<HashMap<&'static str, (Gender, bool)>> = LazyLock::new(|| {
    let row = |[word, gender, class]: [&'static str; 3]| (word, (if gender == "she" { Gender::She } else { Gender::He }, class == "given"));
    rows::<3>(TABLE).map(row).collect()
});

/// The gender that a noun or title tells: "spokeswoman", "Mrs" (in small letters, without a full stop).
pub fn gender_of_noun(word: &str) -> Option<Gender> {
    WORDS.get(word).filter(|w| !w.1).map(|w| w.0)
}

/// The gender that a given name tells (in small letters).
pub fn gender_of_given_name(word: &str) -> Option<Gender> {
    WORDS.get(word).filter(|w| w.1).map(|w| w.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nouns_and_given_names() {
        assert_eq!(gender_of_noun("spokeswoman"), Some(Gender::She));
        assert_eq!(gender_of_noun("minister"), None);
        assert_eq!(gender_of_given_name("ivan"), Some(Gender::He));
        assert_eq!(gender_of_noun("ivan"), None);
    }

    #[test]
    fn every_row_has_known_classes() {
        assert!(crate::table::widths(TABLE).iter().all(|&w| w == 3));
        for [word, gender, class] in rows::<3>(TABLE) {
            assert!(matches!(gender, "he" | "she") && matches!(class, "noun" | "given"), "{word}");
        }
    }
}
