//! Precision, recall, F1; figures with their names, as a table and as JSON.

use serde_json::{Map, Value, json};

/// Named figures in the order in which they are reported.
#[derive(Debug, Default, PartialEq)]
pub struct Figures {
    rows: Vec<(String, f64)>,
    /// What was counted: documents, gold items.
    counts: Vec<(&'static str, usize)>,
}

impl Figures {
    /// Adds a count.
    pub fn count(&mut self, name: &'static str, value: usize) -> &mut Figures {
        self.counts.push((name, value));
        self
    }

    /// Adds a figure.
    pub fn add(&mut self, name: impl Into<String>, value: f64) -> &mut Figures {
        self.rows.push((name.into(), value));
        self
    }

    /// Adds precision, recall and F1 of `hits` among `given` and `gold`.
    pub fn prf(&mut self, name: &str, hits: usize, given: usize, gold: usize) -> &mut Figures {
        self.prf_of(name, ratio(hits, given), ratio(hits, gold))
    }

    /// Adds a precision, a recall, and their F1.
    pub fn prf_of(&mut self, name: &str, p: f64, r: f64) -> &mut Figures {
        self.add(format!("{name}_p"), p).add(format!("{name}_r"), r).add(format!("{name}_f1"), f1(p, r))
    }

    /// A figure by name.
    pub fn of(&self, name: &str) -> Option<f64> {
        self.rows.iter().find(|(known, _)| known == name).map(|(_, value)| *value)
    }

    /// One object: the gold's name, counts, figures rounded to six places.
    pub fn json(&self, name: &str) -> Value {
        let mut line = Map::new();
        line.insert("gold_file".into(), json!(name));
        line.extend(self.counts.iter().map(|(name, value)| ((*name).to_owned(), json!(value))));
        line.extend(self.rows.iter().map(|(name, value)| (name.clone(), json!((value * 1e6).round() / 1e6))));
        Value::Object(line)
    }
}

/// A Markdown table: a row a figure, a column a gold file.
pub fn table(columns: &[(String, Figures)]) -> String {
    let mut names: Vec<&str> = Vec::new();
    for (name, _) in columns.iter().flat_map(|(_, figures)| &figures.rows) {
        if !names.contains(&name.as_str()) {
            names.push(name);
        }
    }
    let cells = |first: &str, cells: Vec<String>| format!("| {first} | {} |\n", cells.join(" | "));
    let mut out = String::new();
    if columns.is_empty() {
        return out;
    }
    out += &cells("", columns.iter().map(|(name, _)| name.clone()).collect());
    out += &format!("|---|{}\n", "---|".repeat(columns.len()));
    let counts = |figures: &Figures| figures.counts.iter().map(|(name, value)| format!("{value} {name}")).collect::<Vec<_>>().join(", ");
    out += &cells("measured on", columns.iter().map(|(_, figures)| counts(figures)).collect());
    for name in names {
        let value = |figures: &Figures| {
            figures.rows.iter().find(|(known, _)| known == name).map_or_else(|| "-".to_owned(), |(_, value)| format!("{value:.4}"))
        };
        out += &cells(name, columns.iter().map(|(_, figures)| value(figures)).collect());
    }
    out
}

/// `a / b`, and nothing of nothing is 0.
pub fn ratio(a: usize, b: usize) -> f64 {
    if b == 0 { 0.0 } else { a as f64 / b as f64 }
}

/// The harmonic mean.
pub fn f1(p: f64, r: f64) -> f64 {
    if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 }
}
