//! Occasions, and what a report is about, as far as it decides what a word means: `data/occasions.tsv`, `data/labour.tsv`.

use crate::table::rows;
use std::collections::HashSet;
use std::sync::LazyLock;

pub(crate) const OCCASIONS: &str = include_str!("../data/occasions.tsv");
pub(crate) const LABOUR: &str = include_str!("../data/labour.tsv");

static NOUNS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| rows::<1>(OCCASIONS).map(|[noun]| noun).collect());
static PHRASES: LazyLock<Vec<&'static str>> = LazyLock::new(|| rows::<1>(LABOUR).map(|[phrase]| phrase).collect());

/// Whether a noun (lemma) is one for an occasion before or after which other things lie: "election", "coup".
pub fn is_occasion(lemma: &str) -> bool {
    NOUNS.contains(lemma)
}

/// Whether a text is about work and pay: a strike in it is a walkout.
pub fn is_about_labour(text: &str) -> bool {
    PHRASES.iter().any(|phrase| text.contains(phrase))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn occasions_and_labour() {
        assert!(is_occasion("election") && is_occasion("handover"));
        assert!(!is_occasion("committee") && !is_occasion("noun") && !is_occasion("phrase"));
        assert!(is_about_labour("The nurses reject the offer") && !is_about_labour("The strike hit a bridge"));
        assert!(crate::table::widths(OCCASIONS).iter().chain(&crate::table::widths(LABOUR)).all(|&w| w == 1));
    }
}
