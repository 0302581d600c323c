//! Names of persons.

use super::distance::edits;
use super::words::{Script, Word, Words};

/// Score of two names of persons.
pub(super) fn score(a: &Words, b: &Words) -> f64 {
    if a.script == Script::Signs && b.script == Script::Signs {
        return if a.signs == b.signs { 1.0 } else { 0.2 };
    }
    if a.words.is_empty() || b.words.is_empty() {
        return 0.0;
    }
    let (few, many) = if (a.words.len(), a.letters()) <= (b.words.len(), b.letters()) { (a, b) } else { (b, a) };
    let budget = budget(few.letters().min(many.letters()));
    let skeletons = (a.script == Script::Consonants) != (b.script == Script::Consonants);
    let aligned = align(few, many, skeletons);
    // Written together, or cut elsewhere: "AbdulRahman", "Tse-tung".
    let whole = if aligned.cost <= 0.5 { f64::MAX } else { joined(few, many) };
    let cost = aligned.cost.min(whole);
    let extra = if whole <= aligned.cost { 0 } else { many.words.len().saturating_sub(few.words.len()) };
    if extra > 0 && few.words.len() == 1 {
        // A surname alone says too little, unless a title stood with it.
        let last = many.words.last().is_some_and(|w| cost_of(&few.words[0], w, skeletons) <= 0.4);
        return if few.titled && last { 0.72 } else { 0.55 - 0.1 * cost.min(4.0) };
    }
    if cost <= budget {
        let share = if budget > 0.0 { cost / budget } else { 0.0 };
        1.0 - 0.27 * share - 0.01 * extra.min(3) as f64
    } else {
        (0.66 - 0.08 * (cost - budget)).max(0.0)
    }
}

/// Edits that a name of so many letters may have.
fn budget(letters: usize) -> f64 {
    match letters {
        0..=3 => 0.0,
        4..=6 => 1.0,
        _ => 2.0,
    }
}

struct Alignment {
    cost: f64,
}

/// Every word of the shorter name finds its cheapest partner in the longer one.
fn align(few: &Words, many: &Words, skeletons: bool) -> Alignment {
    let mut used = [false; 16];
    let mut cost = 0.0;
    // The longest words choose first.
    let mut order: [usize; 16] = std::array::from_fn(|i| i);
    let count = few.words.len().min(16);
    order[..count].sort_by_key(|&i| std::cmp::Reverse(few.words[i].roman.len()));
    for &i in &order[..count] {
        let mut best: Option<(f64, usize)> = None;
        for (j, word) in many.words.iter().enumerate().take(16) {
            if used[j] {
                continue;
            }
            let price = cost_of(&few.words[i], word, skeletons);
            if best.is_none_or(|b| price < b.0) {
                best = Some((price, j));
            }
        }
        let Some((price, j)) = best else { break };
        used[j] = true;
        cost += price;
    }
    Alignment { cost }
}

/// Cost of taking one word for another, in edits.
fn cost_of(a: &Word, b: &Word, skeletons: bool) -> f64 {
    if a.roman == b.roman {
        return 0.0;
    }
    let (short, long) = if a.roman.len() <= b.roman.len() { (a, b) } else { (b, a) };
    if short.roman.len() == 1 {
        return if long.roman.starts_with(short.roman.as_str()) { 0.5 } else { 5.0 };
    }
    if skeletons {
        let (x, y) = (skeleton(a.key()), skeleton(b.key()));
        return edits(&x, &y) as f64;
    }
    let plain = edits(&a.roman, &b.roman) as f64;
    // Far apart: no convention of spelling brings them together.
    if plain > 6.0 || plain <= 1.0 {
        return if plain > 6.0 { plain + 3.0 } else { plain.min(if a.key() == b.key() { 0.2 } else { plain }) };
    }
    let folded = edits(a.key(), b.key()) as f64 + 0.2;
    let cost = plain.min(folded);
    // Half of a word changed is another word, whatever the budget.
    let longest = long.roman.len() as f64;
    if cost > longest * 0.5 || cost > 2.9 { cost + 3.0 } else { cost }
}

/// The consonants of a key.
fn skeleton(key: &str) -> String {
    key.chars().filter(|c| !matches!(c, 'a' | 'e' | 'i' | 'o' | 'u')).collect()
}

fn joined(a: &Words, b: &Words) -> f64 {
    let (x, y) = (a.joined(), b.joined());
    if x.len().abs_diff(y.len()) > 3 {
        return f64::MAX;
    }
    let plain = edits(&x, &y) as f64;
    if plain <= 2.0 || plain > 6.0 {
        return plain;
    }
    let (x, y) = (lexicon::fold::fold_roman(&x), lexicon::fold::fold_roman(&y));
    plain.min(edits(&x, &y) as f64 + 0.2)
}
