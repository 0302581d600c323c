//! Names that are said with "the" in English: `data/articles.tsv`, and the states whose names have it.

use crate::states;
use crate::table::rows;
use std::collections::HashSet;
use std::sync::LazyLock;

pub(crate) const TABLE: &str = include_str!("../data/articles.tsv");

static NAMES: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    let states = states().iter().flat_map(|state| &state.names).filter_map(|name| name.strip_prefix("The "));
    rows::<3>(TABLE).map(|[name, _, _]| name).chain(states).collect()
});

/// Whether a name as written, without an article, is said with "the": "Netherlands", "Kremlin". What ends in the noun of a body is not asked
/// here (`body_noun`).
pub fn has_article(name: &str) -> bool {
    NAMES.contains(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_are_said_with_an_article() {
        assert!(["Netherlands", "Bahamas", "Maldives", "Philippines", "Vatican", "Kremlin"].iter().all(|name| has_article(name)));
        assert!(!["Ukraine", "Graustark", "France", "the Netherlands", ""].iter().any(|name| has_article(name)));
    }

    #[test]
    fn every_row_has_its_years() {
        assert!(crate::table::widths(TABLE).iter().all(|&w| w == 3));
        let year = |cell: &str| cell.is_empty() || cell.len() == 4 && cell.parse::<u16>().is_ok();
        assert!(rows::<3>(TABLE).all(|[_, since, until]| year(since) && year(until)));
    }
}
