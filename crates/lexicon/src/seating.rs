//! How those who sit at a table are called beside their names, and what is never one of them: `data/seating.tsv`.

use crate::table::rows;
use std::collections::HashSet;
use std::sync::LazyLock;

pub(crate) const TABLE: &str = include_str!("../data/seating.tsv");

static WORDS: LazyLock<HashSet<(&'static str, &'static str)>> =
    LazyLock::new(|| rows::<2>(TABLE).map(|[word, class]| (word, class)).collect());

/// Whether a word (small letters, as written) stands for people of any party, or for who stands between: "leaders", "moderator".
pub fn is_anybody(word: &str) -> bool {
    WORDS.contains(&(word, "anybody"))
}

/// Whether it stands for people of a body, who act for it: "members", "management".
pub fn is_member(word: &str) -> bool {
    WORDS.contains(&(word, "member"))
}

/// Whether it stands for what is no party, whatever its place in the sentence: "talks", "draft".
pub fn is_matter(word: &str) -> bool {
    WORDS.contains(&(word, "matter"))
}

/// Whether it is a body though it ends like an abstract noun: "delegation".
pub fn is_body(word: &str) -> bool {
    WORDS.contains(&(word, "body"))
}

/// Whether it says what the body is whose acronym follows: "party".
pub fn is_kind(word: &str) -> bool {
    WORDS.contains(&(word, "kind"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_around_a_table() {
        assert!(is_anybody("negotiators") && is_member("negotiators") && !is_anybody("farmers"));
        assert!(is_matter("draft") && !is_matter("drafters") && is_body("delegation") && !is_body("negotiation") && is_kind("union"));
    }

    #[test]
    fn every_row_has_a_known_class_and_stands_once() {
        assert!(crate::table::widths(TABLE).iter().all(|&w| w == 2));
        assert!(rows::<2>(TABLE).all(|[_, class]| matches!(class, "anybody" | "member" | "matter" | "body" | "kind")));
        assert_eq!(WORDS.len(), rows::<2>(TABLE).count());
    }
}
