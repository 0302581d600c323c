//! The address's query: the filters that hold for every view, and what a single view asks besides.

use jiff::civil::Date;
use model::{ClaimKind, Status};
use publish::export::Filter;

/// Keys that are carried from view to view.
const CARRIED: &[&str] = &["actor", "track", "kind", "status", "outlet", "from", "to", "roots", "process"];

/// A parsed query.
#[derive(Clone, Debug, Default)]
pub struct Query {
    pairs: Vec<(String, String)>,
    /// The filter for the record.
    pub filter: Filter,
    /// The process asked for.
    pub process: Option<String>,
    /// What could not be understood, one sentence each.
    pub problems: Vec<String>,
}

impl Query {
    /// Parses the part of an address behind the question mark. What is odd is left out and noted.
    pub fn parse(text: &str) -> Query {
        let pairs: Vec<(String, String)> = form_urlencoded::parse(text.as_bytes())
            .map(|(key, value)| (key.into_owned(), value.trim().to_owned()))
            .filter(|(_, value)| !value.is_empty())
            .collect();
        let mut query = Query::default();
        for (key, value) in &pairs {
            query.take(key, value);
        }
        query.pairs = pairs;
        query
    }

    fn take(&mut self, key: &str, value: &str) {
        let filter = &mut self.filter;
        match key {
            "actor" => filter.actor.push(value.to_owned()),
            "track" => filter.track.push(value.to_owned()),
            "outlet" => filter.outlet.push(value.to_owned()),
            "process" => self.process = Some(value.to_owned()),
            "kind" => match ClaimKind::parse(value) {
                Some(kind) => filter.kind.push(kind),
                None => self.problems.push(format!("“{value}” is no kind")),
            },
            "status" => match Status::parse(value) {
                Some(status) => filter.status.push(status),
                None => self.problems.push(format!("“{value}” is no status")),
            },
            "from" | "to" => match value.parse::<Date>() {
                Ok(day) if key == "from" => filter.from = Some(day),
                Ok(day) => filter.to = Some(day),
                Err(_) => self.problems.push(format!("“{value}” is no day; write it as 2025-07-20")),
            },
            "roots" => match value.parse() {
                Ok(roots) => filter.roots = roots,
                Err(_) => self.problems.push(format!("“{value}” is no number of sources")),
            },
            _ => {}
        }
    }

    /// The first value of a key.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.pairs.iter().find(|(known, _)| known == key).map(|(_, value)| value.as_str())
    }

    /// All values of a key.
    pub fn all<'q>(&'q self, key: &'q str) -> impl Iterator<Item = &'q str> {
        self.pairs.iter().filter(move |(known, _)| known == key).map(|(_, value)| value.as_str())
    }

    /// A number, or the default.
    pub fn number(&self, key: &str, default: usize) -> usize {
        self.get(key).and_then(|text| text.parse().ok()).unwrap_or(default)
    }

    /// The filters alone, as the end of an address: empty or beginning with `?`.
    pub fn carried(&self) -> String {
        self.written(|key| CARRIED.contains(&key), &[])
    }

    /// The filters with other keys beside them.
    pub fn carried_with(&self, more: &[(&str, &str)]) -> String {
        self.written(|key| CARRIED.contains(&key) && !more.iter().any(|(other, _)| *other == key), more)
    }

    /// The whole query with some keys set to other values; an empty value takes the key away.
    pub fn with(&self, more: &[(&str, &str)]) -> String {
        self.written(|key| key != "part" && !more.iter().any(|(other, _)| *other == key), more)
    }

    /// Keys and values that a form must carry along, other than those it has inputs for.
    pub fn hidden<'q>(&'q self, own: &'q [&'q str]) -> impl Iterator<Item = (&'q str, &'q str)> {
        let kept = self.pairs.iter().filter(move |(key, _)| CARRIED.contains(&key.as_str()) && !own.contains(&key.as_str()));
        kept.map(|(key, value)| (key.as_str(), value.as_str()))
    }

    /// The filters in words, for people: "actor: Ruritania".
    pub fn in_words(&self) -> Vec<(String, String)> {
        let told = self.pairs.iter().filter(|(key, _)| CARRIED.contains(&key.as_str()));
        told.map(|(key, value)| (if key == "roots" { "sources ≥".to_owned() } else { key.clone() }, value.clone())).collect()
    }

    fn written(&self, keep: impl Fn(&str) -> bool, more: &[(&str, &str)]) -> String {
        let mut out = form_urlencoded::Serializer::new(String::new());
        for (key, value) in self.pairs.iter().filter(|(key, _)| keep(key)) {
            out.append_pair(key, value);
        }
        for (key, value) in more.iter().filter(|(_, value)| !value.is_empty()) {
            out.append_pair(key, value);
        }
        let text = out.finish();
        if text.is_empty() { text } else { format!("?{text}") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn filters_are_read_and_carried_and_odd_ones_are_told() {
        let query = Query::parse("actor=Ruritania+%26+sons&kind=meeting&kind=nonsense&from=2031-02-30&page=3&to=2031-05-01");
        assert_eq!(query.filter.actor, ["Ruritania & sons"]);
        assert_eq!(query.filter.kind, [ClaimKind::Meeting]);
        assert_eq!(query.filter.to.map(|d| d.to_string()).as_deref(), Some("2031-05-01"));
        assert_eq!(query.problems.len(), 2);
        assert_eq!(query.number("page", 1), 3);
        assert!(!query.carried().contains("page"));
        assert!(query.carried().starts_with("?actor=Ruritania+%26+sons"));
        assert!(query.with(&[("page", "4")]).ends_with("page=4"));
        assert!(!query.with(&[("page", "")]).contains("page"));
    }
}
