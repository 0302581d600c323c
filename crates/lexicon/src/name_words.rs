//! Words that names are made of: lists for the name tagger.

use crate::{bodies, outlets, states};
use model::EntityKind;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// A family of words or names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameWords {
    /// Given names and surnames.
    People,
    /// States, regions, cities, waters.
    Places,
    /// Peoples, religions, political currents.
    Groups,
    /// Bodies, firms, outlets.
    Organisations,
    /// Words before a person's name that are no part of it.
    Titles,
    /// Abbreviations in capitals that name no organisation.
    Abbreviations,
}

const GIVEN: [&str; 2] = [include_str!("../data/names/given.txt"), include_str!("../data/names/given_more.txt")];
const SURNAMES: &str = include_str!("../data/names/surnames.txt");
const PLACES: [&str; 2] = [include_str!("../data/names/places.txt"), include_str!("../data/names/places_more.txt")];
const GROUPS: &str = include_str!("../data/names/demonyms.txt");
const ORGANISATIONS: [&str; 2] = [include_str!("../data/names/organisations.txt"), include_str!("../data/names/organisations_more.txt")];
const TITLES: [&str; 2] = [include_str!("../data/names/titles.txt"), include_str!("../data/names/titles_more.txt")];
const ABBREVIATIONS: &str = include_str!("../data/names/abbreviations.txt");
const STOPS: &str = include_str!("../data/names/stops.txt");
const HEADS: &str = include_str!("../data/names/organisation_heads.txt");
const FIRMS: &str = include_str!("../data/names/firm_words.txt");
const KIND_WORDS: &str = include_str!("../data/names/kind_words.txt");

fn entries(list: &'static str) -> impl Iterator<Item = &'static str> {
    let lines = list.lines().filter(|line| !line.starts_with('#'));
    lines.flat_map(|line| line.split(',')).map(str::trim).filter(|entry| !entry.is_empty())
}

/// All entries of a family, those of the tables of states, bodies and outlets included; some come twice.
pub fn name_words(family: NameWords) -> Vec<&'static str> {
    let mut all: Vec<&str> = Vec::new();
    match family {
        NameWords::People => all.extend(GIVEN.into_iter().chain([SURNAMES]).flat_map(entries)),
        NameWords::Places => {
            all.extend(PLACES.into_iter().flat_map(entries));
            all.extend(states().iter().flat_map(|s| std::iter::once(s.name).chain(s.capitals.iter().copied())));
        }
        NameWords::Groups => {
            all.extend(entries(GROUPS));
            // "US" before a noun is a place all the same.
            let adjectives = states().iter().flat_map(|s| {
                let own = s.adjectives.iter().copied().chain(s.peoples.iter().map(String::as_str));
                // "Myanmar" is a state's name first.
                own.filter(move |form| *form != s.name)
            });
            all.extend(adjectives.filter(|form| form.chars().any(char::is_lowercase)));
        }
        NameWords::Organisations => {
            all.extend(ORGANISATIONS.into_iter().flat_map(entries));
            all.extend(bodies().iter().flat_map(|b| std::iter::once(b.name).chain(b.names.iter().copied())));
            // A single ordinary word ("Time", "Independent") names an outlet only in its context.
            let outlets = outlets().iter().flat_map(|o| std::iter::once(o.name).chain(o.names.iter().copied()));
            all.extend(outlets.filter(|name| name.contains(' ') || name.chars().skip(1).any(char::is_uppercase)));
        }
        NameWords::Titles => all.extend(TITLES.into_iter().flat_map(entries)),
        NameWords::Abbreviations => all.extend(entries(ABBREVIATIONS)),
    }
    all
}

/// Abbreviations that keep their full stop, and whether no sentence ends after them since a name follows.
pub fn stopped_abbreviations() -> impl Iterator<Item = (&'static str, bool)> {
    let lines = STOPS.lines().filter(|line| !line.starts_with('#'));
    lines.enumerate().flat_map(|(number, line)| line.split(',').map(move |form| (form.trim(), number == 0))).filter(|a| !a.0.is_empty())
}

/// A word that ends an organisation's name when all the name's words have capitals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OrganisationHead {
    /// With its capital.
    pub word: &'static str,
    /// The name may go on with "of" or "for".
    pub goes_on: bool,
    /// It may begin with a person's name.
    pub named: bool,
    /// Inside a sentence, with a capital, it is a name by itself.
    pub alone: bool,
}

/// The words that end names of organisations.
pub fn organisation_heads() -> impl Iterator<Item = OrganisationHead> {
    HEADS.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).map(|line| {
        let (word, flags) = line.split_once('\t').unwrap_or((line, ""));
        let has = |flag: &str| flags.split(' ').any(|f| f == flag);
        OrganisationHead { word, goes_on: has("of"), named: has("named"), alone: has("alone") }
    })
}

/// Whether a word ends names of firms that begin with a people or a state: "Airways".
pub fn is_firm_word(word: &str) -> bool {
    static WORDS: LazyLock<BTreeSet<&str>> = LazyLock::new(|| entries(FIRMS).collect());
    WORDS.contains(word)
}

/// A word that tells the kind of the name beside it or around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KindWord {
    /// As it is written where it tells it.
    pub word: &'static str,
    /// The name's kind.
    pub kind: EntityKind,
    /// With "of" before the name: "the village of X".
    pub of: bool,
    /// Behind the name: "X village".
    pub behind: bool,
    /// Before the name: "the newspaper X".
    pub before: bool,
    /// It ends the name: "X Prefecture".
    pub last: bool,
    /// It begins the name: "Mount X".
    pub first: bool,
}

/// The words that tell the kinds of names.
pub fn kind_words() -> impl Iterator<Item = KindWord> {
    KIND_WORDS.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).filter_map(|line| {
        let mut fields = line.split('\t');
        let (word, kind, places) = (fields.next()?, EntityKind::parse(fields.next()?)?, fields.next()?);
        let has = |place: &str| places.split(' ').any(|p| p == place);
        Some(KindWord { word, kind, of: has("of"), behind: has("behind"), before: has("before"), last: has("last"), first: has("first") })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_read() {
        assert!(name_words(NameWords::Places).contains(&"Nunavut") && name_words(NameWords::Places).contains(&"Kyiv"));
        assert!(name_words(NameWords::Organisations).contains(&"United Nations"));
        assert!(!name_words(NameWords::Organisations).contains(&"Time"));
        assert!(is_firm_word("Airways") && is_firm_word("Steel") && !is_firm_word("Government"));
        assert!(name_words(NameWords::People).contains(&"Mandela") && name_words(NameWords::People).contains(&"Anna"));
        let stops: Vec<_> = stopped_abbreviations().collect();
        assert!(stops.contains(&("Sen.", true)) && stops.contains(&("Mass.", false)) && stops.iter().all(|a| a.0.ends_with('.')));
        let heads: Vec<_> = organisation_heads().collect();
        let head = |word: &str| heads.iter().find(|h| h.word == word).copied();
        assert_eq!(head("Ministry").map(|h| (h.goes_on, h.named, h.alone)), Some((true, false, true)));
        assert_eq!(head("University").map(|h| (h.goes_on, h.named, h.alone)), Some((true, true, false)));
        let kinds: Vec<_> = kind_words().collect();
        assert_eq!(kinds.len(), KIND_WORDS.lines().filter(|line| !line.starts_with('#')).count());
        let village = kinds.iter().find(|k| k.word == "village");
        assert!(village.is_some_and(|k| k.kind == EntityKind::Place && k.of && k.behind && !k.before && !k.last));
        assert_eq!(head("Airways").map(|h| (h.goes_on, h.named, h.alone)), Some((false, false, false)));
    }
}
