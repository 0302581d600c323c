//! States: names, adjectives, peoples, capitals.

use crate::table::{list, rows};
use std::sync::LazyLock;

pub(crate) const TABLE: &str = include_str!("../data/states.tsv");

/// A state, or an entity that takes part in talks as one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct State {
    /// ISO 3166-1 alpha-3; codes beginning with `X` are our own.
    pub code: &'static str,
    /// Short English name: "Ukraine".
    pub name: &'static str,
    /// Other English names, official ones and abbreviations among them.
    pub names: Vec<&'static str>,
    /// "Ukrainian"; the first is the usual one.
    pub adjectives: Vec<&'static str>,
    /// "Ukrainians".
    pub peoples: Vec<String>,
    /// Capital, and other seats of government; the first is the usual spelling.
    pub capitals: Vec<&'static str>,
    /// Names of the state and its capital in other languages.
    pub foreign: Vec<&'static str>,
}

impl State {
    /// The name as it stands after "of": "the United States", "Ukraine".
    pub fn after_of(&self) -> String {
        let article = ["United ", "Netherlands", "Philippines", "Democratic Republic", "Republic of", "Central African", "Czech Republic"]
            .iter()
            .any(|start| self.name.starts_with(start))
            || ["Islands", "Bahamas", "Maldives", "Seychelles", "Comoros", "Holy See", "Gambia", "Dominican Republic"]
                .iter()
                .any(|end| self.name.ends_with(end));
        if article { format!("the {}", self.name) } else { self.name.to_owned() }
    }
}

static STATES: LazyLock<Vec<State>> = LazyLock::new(|| {
    rows::<7>(TABLE)
        .map(|[code, name, names, adjectives, peoples, capitals, foreign]| {
            let adjectives = list(adjectives);
            let mut peoples: Vec<String> = list(peoples).into_iter().map(str::to_owned).collect();
            if peoples.is_empty() {
                peoples = adjectives.iter().filter(|a| !a.ends_with('.') && a.len() > 2).map(|a| format!("{a}s")).collect();
            }
            State { code, name, names: list(names), adjectives, peoples, capitals: list(capitals), foreign: list(foreign) }
        })
        .collect()
});

/// All states, in the order of the table.
pub fn states() -> &'static [State] {
    &STATES
}

/// The state with this code.
pub fn state(code: &str) -> Option<&'static State> {
    STATES.iter().find(|s| s.code == code)
}

/// The state with this short name ("Ukraine"), as [`State::name`] spells it.
pub fn state_named(name: &str) -> Option<&'static State> {
    STATES.iter().find(|s| s.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_row_is_whole_and_every_code_and_name_is_one_states_own() {
        assert!(crate::table::widths(TABLE).iter().all(|&w| w == 7));
        assert!(states().len() >= 195, "193 members and two observers at least, found {}", states().len());
        let codes: BTreeSet<_> = states().iter().map(|s| s.code).collect();
        assert_eq!(codes.len(), states().len());
        assert!(codes.iter().all(|c| c.len() == 3 && c.bytes().all(|b| b.is_ascii_uppercase())));
        let mut names = BTreeSet::new();
        for state in states() {
            for name in std::iter::once(&state.name).chain(&state.names) {
                assert!(names.insert(*name), "{name} names two states");
            }
        }
    }

    #[test]
    fn a_name_after_of_takes_its_article() {
        assert_eq!(state("USA").unwrap().after_of(), "the United States");
        assert_eq!(state("NLD").unwrap().after_of(), "the Netherlands");
        assert_eq!(state("KEN").unwrap().after_of(), "Kenya");
        assert_eq!(state("KEN").unwrap().peoples, ["Kenyans"]);
    }
}
