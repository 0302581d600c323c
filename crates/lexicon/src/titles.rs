//! Positions: how reports write them, and the normal form.

use crate::table::{list, rows};
use std::collections::BTreeMap;
use std::sync::LazyLock;

pub(crate) const TABLE: &str = include_str!("../data/titles.tsv");

/// What a position is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum TitleClass {
    HeadOfState,
    HeadOfGovernment,
    ForeignMinister,
    DefenceMinister,
    Minister,
    Spokesperson,
    Negotiator,
    Envoy,
    Adviser,
    Head,
    Leader,
    Deputy,
    Ambassador,
    Military,
    Legislator,
    Royal,
    Religious,
    Judge,
    Other,
}

impl TitleClass {
    fn parse(name: &str) -> Option<TitleClass> {
        Some(match name {
            "head_of_state" => TitleClass::HeadOfState,
            "head_of_government" => TitleClass::HeadOfGovernment,
            "foreign_minister" => TitleClass::ForeignMinister,
            "defence_minister" => TitleClass::DefenceMinister,
            "minister" => TitleClass::Minister,
            "spokesperson" => TitleClass::Spokesperson,
            "negotiator" => TitleClass::Negotiator,
            "envoy" => TitleClass::Envoy,
            "adviser" => TitleClass::Adviser,
            "head" => TitleClass::Head,
            "leader" => TitleClass::Leader,
            "deputy" => TitleClass::Deputy,
            "ambassador" => TitleClass::Ambassador,
            "military" => TitleClass::Military,
            "legislator" => TitleClass::Legislator,
            "royal" => TitleClass::Royal,
            "religious" => TitleClass::Religious,
            "judge" => TitleClass::Judge,
            "other" => TitleClass::Other,
            _ => return None,
        })
    }
}

/// Whose position it is, when a report names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TitleOf {
    /// A state's.
    State,
    /// A body's.
    Body,
    /// Either.
    Any,
}

/// A position without its state or body.
#[derive(Clone, Debug)]
pub struct Title {
    /// Normal form, the first part of a label: "Minister of Defence".
    pub normal: &'static str,
    /// How reports write it, lower case.
    pub forms: Vec<&'static str>,
    /// What it is for.
    pub class: TitleClass,
    /// Whose it can be.
    pub of: TitleOf,
}

static TITLES: LazyLock<Vec<Title>> = LazyLock::new(|| {
    rows::<4>(TABLE)
        .filter_map(|[normal, forms, class, of]| {
            let of = match of {
                "state" => TitleOf::State,
                "body" => TitleOf::Body,
                _ => TitleOf::Any,
            };
            Some(Title { normal, forms: list(forms), class: TitleClass::parse(class)?, of })
        })
        .collect()
});

static BY_FORM: LazyLock<BTreeMap<&'static str, usize>> = LazyLock::new(|| {
    let mut map = BTreeMap::new();
    for (index, title) in TITLES.iter().enumerate() {
        for form in &title.forms {
            map.entry(*form).or_insert(index);
        }
    }
    map
});

/// All positions, in the order of the table.
pub fn titles() -> &'static [Title] {
    &TITLES
}

/// The position that these lower-case words write: `find_title("defense minister")`.
pub fn find_title(words: &str) -> Option<&'static Title> {
    BY_FORM.get(words).map(|&index| &TITLES[index])
}

/// Whether a written form begins with these lower-case letters.
pub fn begins_title(letters: &str) -> bool {
    BY_FORM.range(letters..).next().is_some_and(|(form, _)| form.starts_with(letters))
}

/// Most words that a written form has.
pub const LONGEST_TITLE: usize = 6;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_spellings_of_an_office_have_one_normal_form() {
        for form in ["defence minister", "defense minister", "minister of defense", "defence secretary"] {
            assert_eq!(find_title(form).unwrap().normal, "Minister of Defence");
        }
        assert_eq!(find_title("spokeswoman").unwrap().normal, "spokesperson");
        assert!(find_title("minister of silly walks").is_none());
    }

    #[test]
    fn every_row_is_read_forms_are_lower_case_and_none_is_given_twice() {
        assert_eq!(titles().len(), crate::table::widths(TABLE).len() - 1);
        let mut seen = std::collections::BTreeSet::new();
        for form in titles().iter().flat_map(|t| &t.forms) {
            assert_eq!(*form, form.to_lowercase());
            assert!(form.split(' ').count() <= LONGEST_TITLE, "{form}");
            seen.insert(form);
        }
        let all = titles().iter().map(|t| t.forms.len()).sum::<usize>();
        assert!(all - seen.len() <= 2, "forms under two positions: {}", all - seen.len());
    }
}
