//! Coded events after the PLV protocol: for each gold sentence with its source and target given, the PLOVER root.

use crate::gold;
use crate::measures::{Figures, f1, ratio};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// The pentaclasses of PLOVER's roots (0 to 4: neutral, verbal and material cooperation, verbal and material conflict).
const PENTA: [(&str, u64); 15] = [
    ("AGREE", 1),
    ("CONSULT", 1),
    ("SUPPORT", 1),
    ("COOPERATE", 2),
    ("AID", 2),
    ("YIELD", 2),
    ("REQUEST", 3),
    ("ACCUSE", 3),
    ("REJECT", 3),
    ("THREATEN", 3),
    ("PROTEST", 4),
    ("SANCTION", 4),
    ("MOBILIZE", 4),
    ("COERCE", 4),
    ("ASSAULT", 4),
];

fn penta(root: &str) -> Option<u64> {
    PENTA.iter().find(|(known, _)| *known == root).map(|(_, class)| *class)
}

fn letters(spans: &Value) -> BTreeSet<u64> {
    let Some(list) = spans.as_array() else { return BTreeSet::new() };
    let span = |pair: &[Value]| pair.first().and_then(Value::as_u64).zip(pair.get(1).and_then(Value::as_u64)).map(|(a, b)| a..b);
    if list.first().is_some_and(Value::is_u64) {
        return span(list).into_iter().flatten().collect();
    }
    list.iter().filter_map(|pair| span(pair.as_array()?)).flatten().collect()
}

fn dice(a: &BTreeSet<u64>, b: &BTreeSet<u64>) -> f64 {
    ratio(2 * a.intersection(b).count(), a.len() + b.len())
}

/// The claim whose actors meet the gold's and overlap them best answers. Loose: any claim may; one with the gold root, else class, counts.
fn answer<'a>(item: &Value, class: u64, claims: &[&'a Value], loose: bool) -> Option<&'a str> {
    let (source, target) = (letters(&item["source"]), letters(&item["target"]));
    let mut best: Option<((bool, bool, f64), &str)> = None;
    for claim in claims {
        let root = claim["code"].as_str()?;
        let (s, t) = (dice(&source, &letters(&claim["source"])), dice(&target, &letters(&claim["target"])));
        let key = if loose {
            (Some(root) == item["code"].as_str(), penta(root) == Some(class), s + t)
        } else if (s > 0.0 || source.is_empty()) && (t > 0.0 || target.is_empty()) {
            (false, false, s + t)
        } else {
            continue;
        };
        if best.is_none_or(|(known, _)| key > known) {
            best = Some((key, root));
        }
    }
    best.map(|(_, root)| root)
}

/// Figures over all sentences.
pub fn score(gold: &[Value], found: &BTreeMap<String, Value>, loose: bool) -> Figures {
    let (mut items, mut answered, mut classes, mut rooted, mut roots_right) = (0, 0, 0, 0, 0);
    // Root -> gold, given, right.
    let mut roots: BTreeMap<&str, [usize; 3]> = BTreeMap::new();
    for line in gold {
        let claims: Vec<&Value> = found
            .get(&gold::id(line))
            .and_then(|one| one["claims"].as_array())
            .into_iter()
            .flatten()
            .filter(|claim| claim["code"].as_str().is_some_and(|code| !code.is_empty()))
            .collect();
        let several = line["events"].as_array();
        let events: Vec<&Value> = several.map_or_else(|| vec![line], |events| events.iter().collect());
        for item in events {
            let root = item["code"].as_str();
            let Some(class) = item["penta"].as_u64().filter(|class| *class > 0).or_else(|| root.and_then(penta)) else { continue };
            let given = answer(item, class, &claims, loose);
            items += 1;
            answered += usize::from(given.is_some());
            classes += usize::from(given.and_then(penta) == Some(class));
            let Some(root) = root else { continue };
            rooted += 1;
            roots.entry(root).or_default()[0] += 1;
            if let Some(given) = given {
                roots.entry(given).or_default()[1] += 1;
            }
            if given == Some(root) {
                roots.entry(root).or_default()[2] += 1;
                roots_right += 1;
            }
        }
    }
    let mut figures = Figures::default();
    figures.count("sentences", gold.len()).count("events", items);
    figures.add("answered", ratio(answered, items)).add("penta_accuracy", ratio(classes, items));
    if rooted > 0 {
        roots.retain(|_, counts| counts[0] > 0);
        let by_root: Vec<(&str, f64)> =
            roots.iter().map(|(root, [gold, given, right])| (*root, f1(ratio(*right, *given), ratio(*right, *gold)))).collect();
        figures.add("root_accuracy", ratio(roots_right, rooted));
        figures.add("root_macro_f1", by_root.iter().map(|(_, value)| value).sum::<f64>() / by_root.len() as f64);
        for (root, value) in by_root {
            figures.add(format!("f1:{root}"), value);
        }
    }
    figures
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_claim_between_the_two_actors_answers() {
        let gold =
            [json!({"id": 1, "text": "A threatened B and thanked C.", "source": [[0, 1]], "target": [[13, 14]], "code": "THREATEN"})];
        let thanks = json!({"code": "SUPPORT", "source": [[0, 1]], "target": [[27, 28]]});
        let threat = json!({"code": "THREATEN", "source": [[0, 1]], "target": [[13, 14]]});
        let of = |claims: Value, loose| score(&gold, &BTreeMap::from([("1".to_owned(), json!({ "claims": claims }))]), loose);
        let both = of(json!([thanks, threat]), false);
        assert_eq!((both.of("root_accuracy"), both.of("root_macro_f1")), (Some(1.0), Some(1.0)));
        let other = of(json!([thanks]), false);
        assert_eq!((other.of("answered"), other.of("root_accuracy")), (Some(0.0), Some(0.0)));
        assert_eq!(of(json!([thanks]), true).of("answered"), Some(1.0));
    }
}
