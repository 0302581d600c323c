//! Newspapers, broadcasters, agencies and sites.

use crate::table::{list, rows};
use std::collections::BTreeMap;
use std::sync::LazyLock;

pub(crate) const TABLE: &str = include_str!("../data/outlets.tsv");

/// An outlet.
#[derive(Clone, Debug)]
pub struct Outlet {
    /// Canonical name, without "The".
    pub name: &'static str,
    /// `agency`, `newspaper`, `broadcaster`, `magazine`, `site`.
    pub kind: &'static str,
    /// Other names.
    pub names: Vec<&'static str>,
    /// Domains, lower case, without `www.`.
    pub domains: Vec<&'static str>,
    /// ISO 3166-1 alpha-3, where it has a country.
    pub country: Option<&'static str>,
}

static OUTLETS: LazyLock<Vec<Outlet>> = LazyLock::new(|| {
    rows::<5>(TABLE)
        .map(|[name, kind, names, domains, country]| Outlet {
            name,
            kind,
            names: list(names),
            domains: list(domains),
            country: (!country.is_empty()).then_some(country),
        })
        .collect()
});

static BY_NAME: LazyLock<BTreeMap<String, usize>> = LazyLock::new(|| {
    let mut map = BTreeMap::new();
    for (index, outlet) in OUTLETS.iter().enumerate() {
        for name in std::iter::once(&outlet.name).chain(&outlet.names).chain(&outlet.domains) {
            map.entry(name.to_lowercase()).or_insert(index);
        }
    }
    map
});

/// All outlets, in the order of the table.
pub fn outlets() -> &'static [Outlet] {
    &OUTLETS
}

/// The outlet with this name or domain, whatever its letter case, with or without "the" and `www.`; for a domain also one of its parents.
pub fn outlet(name: &str) -> Option<&'static Outlet> {
    let lower = name.trim().to_lowercase();
    let bare = lower.strip_prefix("the ").or_else(|| lower.strip_prefix("www.")).unwrap_or(&lower);
    let found = |key: &str| BY_NAME.get(key).map(|&index| &OUTLETS[index]);
    if let Some(outlet) = found(&lower).or_else(|| found(bare)) {
        return Some(outlet);
    }
    let mut rest = bare;
    while !bare.contains(' ')
        && let Some((_, parent)) = rest.split_once('.')
        && parent.contains('.')
    {
        if let Some(outlet) = found(parent) {
            return Some(outlet);
        }
        rest = parent;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn names_and_domains_lead_to_the_outlet() {
        for written in ["the new york times", "New York Times", "nytimes.com", "www.nytimes.com", "cooking.nytimes.com"] {
            assert_eq!(outlet(written).unwrap().name, "New York Times", "{written}");
        }
        assert!(outlet("com").is_none());
        assert!(outlet("example.org").is_none());
    }

    #[test]
    fn every_row_is_whole_and_every_domain_is_one_outlets_own() {
        assert!(crate::table::widths(TABLE).iter().all(|&w| w == 5));
        let mut domains = BTreeSet::new();
        for outlet in outlets() {
            assert!(["agency", "newspaper", "broadcaster", "magazine", "site"].contains(&outlet.kind), "{}", outlet.name);
            assert!(outlet.domains.iter().all(|d| domains.insert(*d)), "{}", outlet.name);
        }
    }
}
