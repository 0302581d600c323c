//! Occasions, and what a report is about, as far as it decides what a word means: `data/occasions.tsv`, `data/labour.tsv`.

use crate::table::rows;
use std::collections::HashSet;
use std::sync::LazyLock;

pub(crate) const OCCASIONS: &str = include_str!("../data/occasions.tsv");
pub(crate) const LABOUR: &str = include_str!("../data/labour.tsv");

static NOUNS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| rows::<1>(OCCASIONS).map(|[noun]| noun).collect());
/// Phrases, and whether they speak of work.
static PHRASES: LazyLock<Vec<(&'static str, bool)>> =
    LazyLock::new(|| rows::<2>(LABOUR).map(|[phrase, side]| (phrase, side == "work")).collect());

/// Whether a noun (lemma) is one for an occasion before or after which other things lie: "election", "coup".
pub fn is_occasion(lemma: &str) -> bool {
    NOUNS.contains(lemma)
}

/// Whether a text is about work and pay, so that a strike in it is a walkout: more phrases of it speak of work than of war.
pub fn is_about_labour(text: &str) -> bool {
    let count = |side: bool| PHRASES.iter().filter(|(phrase, work)| *work == side && text.contains(phrase)).count();
    count(true) > count(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn occasions_and_labour() {
        assert!(is_occasion("election") && is_occasion("handover"));
        assert!(!is_occasion("committee") && !is_occasion("noun") && !is_occasion("phrase"));
        assert!(is_about_labour("The nurses reject the offer") && !is_about_labour("The strike hit a bridge"));
        // Who tells of an attack, and whom it hit, are people with work.
        assert!(!is_about_labour("The doctors said that an air strike killed two aid workers"));
        assert!(is_about_labour("The union called the drivers out on strike after a picket was killed"));
        assert!(crate::table::widths(OCCASIONS).iter().all(|&w| w == 1));
        assert!(rows::<2>(LABOUR).all(|[_, side]| matches!(side, "work" | "war")));
    }
}
