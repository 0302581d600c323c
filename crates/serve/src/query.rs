//! The address's query: the filters that hold for every view, and what a single view asks besides.

use jiff::civil::Date;
use model::{ClaimKind, Status};
use publish::export::Filter;

/// Keys that are carried from view to view.
const CARRIED: &[&str] = &["actor", "track", "kind", "status", "outlet", "from", "to", "roots", "process"];

/// What a view, or an address of the API, understands: whether the filters, and which keys besides.
pub fn keys_of(path: &str) -> (bool, &'static [&'static str]) {
    let mut parts = path.trim_matches('/').split('/');
    if let Some(rest) = path.strip_prefix("/api/v1") {
        let mut parts = rest.trim_matches('/').split('/');
        return match (parts.next().unwrap_or(""), parts.next().is_some()) {
            ("changes", false) => (true, &["since"]),
            ("search", false) => (true, &["q", "limit"]),
            ("rulings", false) => (false, &["limit", "offset"]),
            ("" | "events" | "openapi.json", _) | (_, true) => (false, &[]),
            _ => (true, &["limit", "offset"]),
        };
    }
    let keys: &[&str] = match (parts.next().unwrap_or(""), parts.next().is_some()) {
        ("timeline", _) => &["lanes", "span", "until", "kinds", "page"],
        ("calendar", _) => &["month"],
        ("changes", _) => &["since"],
        ("facts", _) => &["order", "page"],
        ("statements", _) => &["speaker", "page"],
        ("reports", false) => &["root", "page"],
        ("reports", true) => &["mark"],
        ("compare", _) => &["report"],
        ("search", _) => &["q", "in", "page"],
        ("evidence" | "brief" | "export" | "downloads" | "add" | "api" | "keys", _) | ("actors", true) => &[],
        _ => &["page"],
    };
    (true, keys)
}

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
    /// Parses the query of an address; keys that its view does not know are noted too.
    pub fn of(path: &str, text: &str) -> Query {
        let mut query = Query::parse(text);
        let (filtered, keys) = keys_of(path);
        let page = !path.starts_with("/api/v1");
        for (key, value) in form_urlencoded::parse(text.as_bytes()) {
            let known = filtered && CARRIED.contains(&&*key) || keys.contains(&&*key) || page && key == "part";
            if !known {
                query.problems.push(format!("“{}” is nothing that can be asked here", shown(&key)));
            } else if page && !sensible(&key, value.trim()) {
                query.problems.push(format!("“{}” is no value of {key}", shown(&value)));
            }
        }
        query
    }

    /// Keys and values of this view besides the filters, for forms that set those.
    pub fn besides<'q>(&'q self, path: &str) -> impl Iterator<Item = (&'q str, &'q str)> {
        let keys = keys_of(path).1;
        let kept = self.pairs.iter().filter(move |(key, _)| key != "page" && keys.contains(&key.as_str()));
        kept.map(|(key, value)| (key.as_str(), value.as_str()))
    }

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

    /// These keys alone, as the end of an address.
    pub fn alone(pairs: &[(&str, &str)]) -> String {
        Query::default().written(|_| false, pairs)
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

/// The beginning of what somebody wrote into an address.
fn shown(text: &str) -> String {
    let mut cut: String = text.chars().take(60).collect();
    if cut.len() < text.len() {
        cut.push('…');
    }
    cut
}

/// Whether a view can do something with the value of one of its own keys; an empty one means none.
fn sensible(key: &str, value: &str) -> bool {
    value.is_empty()
        || match key {
            "order" => matches!(value, "time" | "sources" | "kind"),
            "lanes" => matches!(value, "track" | "actor" | "kind"),
            "kinds" => value == "all",
            "in" => matches!(value, "actors" | "moves" | "facts" | "statements" | "reports"),
            "span" => value == "all" || value.parse::<u32>().is_ok(),
            "page" => value.parse::<u32>().is_ok(),
            "until" => value.parse::<Date>().is_ok(),
            "month" => format!("{value}-01").parse::<Date>().is_ok(),
            _ => true,
        }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_view_does_not_know_is_told() {
        assert!(Query::of("/timeline", "span=31&lanes=actor&until=2031-03-05&actor=Ruritania&part=1&page=2").problems.is_empty());
        assert_eq!(Query::of("/timeline", "spam=31&lanes=up&until=soon").problems.len(), 3);
        assert_eq!(Query::of("/", "order=time").problems, ["“order” is nothing that can be asked here"]);
        assert!(Query::of("/api/v1/facts", "limit=3&offset=4&roots=2").problems.is_empty());
        for (path, query) in
            [("/api/v1/facts", "part=1"), ("/api/v1/facts/f1", "roots=1"), ("/api/v1", "limit=1"), ("/api/v1/rulings", "kind=meeting")]
        {
            assert_eq!(Query::of(path, query).problems.len(), 1, "{path}?{query}");
        }
    }

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
