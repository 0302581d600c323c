//! Names of companies, bodies and ships.

use super::Schema;
use super::distance::edits;
use super::words::{Script, Word, Words};

/// Score of two names that are no persons'.
pub(super) fn score(a: &Words, b: &Words, schema: Schema) -> f64 {
    if a.script == Script::Signs && b.script == Script::Signs {
        return if a.signs == b.signs { 1.0 } else { 0.2 };
    }
    let (mine, theirs) = (significant(a, schema), significant(b, schema));
    if mine.is_empty() || theirs.is_empty() {
        return 0.0;
    }
    let forms_differ = matches!((a.legal_form, b.legal_form), (Some(x), Some(y)) if x != y && x != "co" && y != "co");
    let form_cost = if forms_differ { 0.35 } else { 0.0 };
    if let Some(score) = initials(&mine, &theirs) {
        return score - form_cost;
    }
    let whole = glue(&mine);
    let other = glue(&theirs);
    let letters = whole.len().min(other.len());
    let budget = match letters {
        0..=4 => 0.0,
        5..=7 => 1.0,
        _ => 2.0,
    };
    if schema == Schema::Organization && numbers(&mine) != numbers(&theirs) {
        return 0.4;
    }
    // Words in order, one to one; else the names written together (with the legal form, which may be glued on).
    let plain = edits(&whole, &other) as f64;
    let glued = match (a.legal_form, b.legal_form) {
        (Some(form), None) => edits(&format!("{whole}{form}"), &other) as f64,
        (None, Some(form)) => edits(&whole, &format!("{other}{form}")) as f64,
        _ => plain,
    };
    let folded = if plain > 0.0 && plain <= 8.0 { edits(&keys(&mine), &keys(&theirs)) as f64 + 0.2 } else { plain };
    let ordered = word_by_word(&mine, &theirs);
    let cost = plain.min(glued).min(folded).min(ordered);
    let asides = usize::from(a.words.iter().any(|w| w.aside) != b.words.iter().any(|w| w.aside)) as f64 * 0.05;
    if cost <= budget {
        let share = if budget > 0.0 { cost / budget } else { 0.0 };
        1.0 - 0.27 * share - form_cost - asides
    } else {
        (0.66 - 0.08 * (cost - budget) - form_cost).max(0.0)
    }
}

/// The words that tell: without brackets, without prefixes of ships.
fn significant(name: &Words, schema: Schema) -> Vec<&Word> {
    let all: Vec<&Word> = name
        .words
        .iter()
        .filter(|w| !w.aside)
        .filter(|w| !(schema == Schema::Vessel && matches!(w.roman.as_str(), "mv" | "mt" | "ss" | "ms")))
        .collect();
    if all.is_empty() { name.words.iter().collect() } else { all }
}

fn glue(words: &[&Word]) -> String {
    words.iter().filter(|w| w.roman != "the").map(|w| w.roman.as_str()).collect()
}

fn keys(words: &[&Word]) -> String {
    words.iter().filter(|w| w.roman != "the").map(|w| w.key().as_str()).collect()
}

fn numbers<'w>(words: &[&'w Word]) -> Vec<&'w str> {
    words.iter().map(|w| w.roman.as_str()).filter(|w| w.bytes().any(|b| b.is_ascii_digit())).collect()
}

/// Same number of words in any order: the edits of each with its partner.
fn word_by_word(a: &[&Word], b: &[&Word]) -> f64 {
    if a.len() != b.len() || a.len() > 16 {
        return f64::MAX;
    }
    let mut used = [false; 16];
    let mut cost = 0.0;
    for word in a {
        let best = (0..b.len()).filter(|&j| !used[j]).map(|j| (edits(&word.roman, &b[j].roman), j)).min();
        let Some((price, j)) = best else { return f64::MAX };
        used[j] = true;
        cost += price as f64;
    }
    cost
}

/// One name is the first letters of the other's words.
fn initials(a: &[&Word], b: &[&Word]) -> Option<f64> {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let [acronym] = short else { return None };
    if long.len() < 3 || acronym.roman.len() > 8 {
        return None;
    }
    let small = |w: &str| matches!(w, "of" | "and" | "for" | "the" | "in" | "de" | "des" | "du" | "la");
    let all: String = long.iter().filter_map(|w| w.roman.chars().next()).collect();
    let content: String = long.iter().filter(|w| !small(&w.roman)).filter_map(|w| w.roman.chars().next()).collect();
    (acronym.roman == all.as_str() || acronym.roman == content.as_str()).then_some(0.8)
}
