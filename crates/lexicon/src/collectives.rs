//! Several taken together: "both sides", "the mediators", "the international community".

use crate::table::rows;
use std::sync::LazyLock;

pub(crate) const TABLE: &str = include_str!("../data/collectives.tsv");

/// Who stands against a government, whatever words tell whose opposition it is: the name of that collective.
pub const OPPOSITION: &str = "the opposition";

/// What a collective is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CollectiveClass {
    /// The sides of the negotiation that the report is about.
    Sides,
    /// Those who mediate.
    Mediators,
    /// No definite members.
    World,
    /// Media.
    Media,
}

/// A phrase for several actors.
#[derive(Clone, Copy, Debug)]
pub struct Collective {
    /// Lower case, without determiner: "sides".
    pub phrase: &'static str,
    /// Canonical name: "both sides".
    pub name: &'static str,
    /// What it is made of.
    pub class: CollectiveClass,
}

static COLLECTIVES: LazyLock<Vec<Collective>> = LazyLock::new(|| {
    rows::<3>(TABLE)
        .filter_map(|[phrase, name, class]| {
            let class = match class {
                "sides" => CollectiveClass::Sides,
                "mediators" => CollectiveClass::Mediators,
                "world" => CollectiveClass::World,
                "media" => CollectiveClass::Media,
                _ => return None,
            };
            Some(Collective { phrase, name, class })
        })
        .collect()
});

/// All collectives, in the order of the table.
pub fn collectives() -> &'static [Collective] {
    &COLLECTIVES
}

/// The collective with this phrase (lower case, no determiner).
pub fn find_collective(phrase: &str) -> Option<&'static Collective> {
    COLLECTIVES.iter().find(|c| c.phrase == phrase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_opposition_is_a_collective() {
        assert_eq!(find_collective("opposition").map(|c| c.name), Some(OPPOSITION));
    }

    #[test]
    fn every_row_is_read_and_no_phrase_stands_twice() {
        assert_eq!(collectives().len(), crate::table::widths(TABLE).len() - 1);
        let mut phrases: Vec<_> = collectives().iter().map(|c| c.phrase).collect();
        phrases.sort_unstable();
        phrases.dedup();
        assert_eq!(phrases.len(), collectives().len());
        assert_eq!(find_collective("sides").map(|c| c.name), Some("both sides"));
    }
}
