//! Time expressions: strict and relaxed spans, types and values, as TempEval-3's toolkit defines them (UzZaman et al. 2013).

use crate::gold::{self, Input};
use crate::measures::{Figures, ratio};
use anyhow::Context;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;

/// A document with its expressions.
pub struct Document {
    id: String,
    text: String,
    created: Option<String>,
    times: Vec<Timex>,
}

/// An expression; offsets in code points.
#[derive(Debug, PartialEq)]
struct Timex {
    start: usize,
    end: usize,
    kind: Option<String>,
    value: Option<String>,
}

impl Document {
    /// The report to annotate.
    pub fn input(&self) -> Input {
        Input::plain(&self.id, &self.text).published(self.created.as_deref())
    }
}

/// Reads JSON Lines (`{"id", "text", "dct", "timex": [{"start", "end", "type", "value"}]}`), a TimeML document, or a folder of these.
pub fn read(path: &Path) -> anyhow::Result<Vec<Document>> {
    if path.is_dir() {
        let mut files: Vec<_> = std::fs::read_dir(path)?.filter_map(|entry| entry.ok().map(|entry| entry.path())).collect();
        files.retain(|file| file.extension().is_some_and(|ending| ending == "tml"));
        files.sort();
        return files.iter().map(|file| time_ml(file).with_context(|| file.display().to_string())).collect();
    }
    if path.extension().is_some_and(|ending| ending == "tml") {
        return Ok(vec![time_ml(path)?]);
    }
    let lines = gold::json_lines(path)?;
    lines
        .iter()
        .map(|line| {
            let text = line["text"].as_str().context("a line has no \"text\"")?.to_owned();
            let created = ["published", "dct", "date"].iter().find_map(|key| line[*key].as_str()).map(str::to_owned);
            Ok(Document { id: gold::id(line), text, created, times: expressions(line) })
        })
        .collect()
}

fn expressions(line: &Value) -> Vec<Timex> {
    let list = if line["times"].is_array() { &line["times"] } else { &line["timex"] };
    let word = |one: &Value, key: &str| one[key].as_str().map(str::to_owned);
    let one = |one: &Value| {
        Some(Timex {
            start: one["start"].as_u64()? as usize,
            end: one["end"].as_u64()? as usize,
            kind: word(one, "type"),
            value: word(one, "value"),
        })
    };
    list.as_array().into_iter().flatten().filter_map(one).collect()
}

/// A TimeML document: the text under `TEXT`, its `TIMEX3` elements, the creation time under `DCT`.
fn time_ml(path: &Path) -> anyhow::Result<Document> {
    let xml = gold::text(path)?;
    let options = roxmltree::ParsingOptions { allow_dtd: true, ..Default::default() };
    let tree = roxmltree::Document::parse_with_options(&xml, options)?;
    let element = |name: &str| tree.descendants().find(|node| node.has_tag_name(name));
    let created = element("DCT")
        .and_then(|dct| dct.descendants().find(|node| node.has_tag_name("TIMEX3")))
        .and_then(|time| time.attribute("value"))
        .map(|value| value.chars().take(10).collect());
    let body = element("TEXT").context("the document has no TEXT")?;
    let (mut text, mut at, mut times) = (String::new(), 0, Vec::new());
    for node in body.descendants() {
        if node.has_tag_name("TIMEX3") {
            let length =
                node.descendants().filter(roxmltree::Node::is_text).filter_map(|t| t.text()).map(|t| t.chars().count()).sum::<usize>();
            let attribute = |name: &str| node.attribute(name).map(str::to_owned);
            times.push(Timex { start: at, end: at + length, kind: attribute("type"), value: attribute("value") });
        } else if let Some(piece) = node.text().filter(|_| node.is_text()) {
            text.push_str(piece);
            at += piece.chars().count();
        }
    }
    let id = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    Ok(Document { id, text, created, times })
}

#[derive(Default)]
struct Counts {
    gold: usize,
    given: usize,
    relaxed: usize,
    strict: usize,
    kind: usize,
    value: usize,
}

/// Figures over all documents.
pub fn score(gold: &[Document], found: &BTreeMap<String, Value>) -> Figures {
    let mut sum = Counts::default();
    for document in gold {
        let given = found.get(&document.id).map(expressions).unwrap_or_default();
        count(document, &given, &mut sum);
    }
    let mut figures = Figures::default();
    figures.count("documents", gold.len()).count("expressions", sum.gold);
    figures.prf("strict", sum.strict, sum.given, sum.gold).prf("relaxed", sum.relaxed, sum.given, sum.gold);
    let relaxed = crate::measures::f1(ratio(sum.relaxed, sum.given), ratio(sum.relaxed, sum.gold));
    for (name, hits) in [("type", sum.kind), ("value", sum.value)] {
        let accuracy = ratio(hits, sum.relaxed);
        figures.add(format!("{name}_accuracy"), accuracy).add(format!("{name}_f1"), relaxed * accuracy);
    }
    figures
}

/// Each gold expression takes the free answer that overlaps it best, an equal span first.
fn count(document: &Document, given: &[Timex], sum: &mut Counts) {
    let tokens = tokens(&document.text);
    let (wanted, given) = (on_tokens(&document.times, &tokens), on_tokens(given, &tokens));
    sum.gold += wanted.len();
    sum.given += given.len();
    let mut used = vec![false; given.len()];
    for (a, b, gold) in wanted {
        let mut best: Option<((bool, usize), usize)> = None;
        for (at, (c, d, _)) in given.iter().enumerate().filter(|(at, _)| !used[*at]) {
            let overlap = (b.min(*d) + 1).saturating_sub(a.max(*c));
            let key = ((a, b) == (*c, *d), overlap);
            if overlap > 0 && best.is_none_or(|(known, _)| key > known) {
                best = Some((key, at));
            }
        }
        let Some(((strict, _), at)) = best else { continue };
        used[at] = true;
        sum.relaxed += 1;
        sum.strict += usize::from(strict);
        sum.kind += usize::from(gold.kind == given[at].2.kind);
        sum.value += usize::from(gold.value == given[at].2.value);
    }
}

/// Words and single signs, as code points.
fn tokens(text: &str) -> Vec<(usize, usize)> {
    let mut tokens: Vec<(usize, usize)> = Vec::new();
    let mut in_word = false;
    for (at, c) in text.chars().enumerate() {
        let word = c.is_alphanumeric() || c == '_';
        match tokens.last_mut() {
            Some(last) if word && in_word => last.1 = at + 1,
            _ if !c.is_whitespace() => tokens.push((at, at + 1)),
            _ => {}
        }
        in_word = word;
    }
    tokens
}

/// First and last token of each expression; one that covers no token is dropped.
fn on_tokens<'a>(times: &'a [Timex], tokens: &[(usize, usize)]) -> Vec<(usize, usize, &'a Timex)> {
    times
        .iter()
        .filter_map(|time| {
            let mut inside = tokens.iter().enumerate().filter(|(_, (a, b))| *a < time.end && *b > time.start).map(|(at, _)| at);
            let first = inside.next()?;
            Some((first, inside.next_back().unwrap_or(first), time))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn an_expression_cut_short_counts_as_relaxed_and_an_extra_one_costs_precision() {
        let text = "They met on Friday 9 March and will meet again in two weeks.".to_owned();
        let timex = |start, end, value: &str| Timex { start, end, kind: Some("DATE".into()), value: Some(value.into()) };
        let gold = [Document { id: "a".into(), text, created: None, times: vec![timex(12, 26, "2031-03-09"), timex(50, 59, "P2W")] }];
        let found = BTreeMap::from([(
            "a".to_owned(),
            json!({"times": [{"start": 19, "end": 26, "type": "DATE", "value": "2031-03-09"}, {"start": 0, "end": 4, "type": "DATE", "value": "X"}]}),
        )]);
        let figures = score(&gold, &found);
        assert_eq!(figures.of("strict_f1"), Some(0.0));
        assert_eq!(figures.of("relaxed_p"), Some(0.5));
        assert_eq!(figures.of("relaxed_r"), Some(0.5));
        assert_eq!(figures.of("value_accuracy"), Some(1.0));
    }

    #[test]
    fn words_are_runs_of_letters_and_signs_stand_alone() {
        assert_eq!(tokens("a.m. 5-day"), vec![(0, 1), (1, 2), (2, 3), (3, 4), (5, 6), (6, 7), (7, 10)]);
    }
}
