//! Which line of a dump is the headline, and what of it is only the site's name.

use crate::lines::Line;
use crate::shape::Shape;
use std::collections::{BTreeMap, BTreeSet};

/// The words of a text in lower case, in order.
pub fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_lowercase).collect()
}

/// The words of at least four letters: those that say what a text is about.
fn telling(text: &str) -> BTreeSet<String> {
    words(text).into_iter().filter(|w| w.chars().count() >= 4).collect()
}

/// A headline without marks of emphasis and without the site's name or section behind a bar or dash: "Envoys meet | World | Daily Post" ->
/// "Envoys meet". Tails go where they are short beside what stands before; a tail that the body speaks of stays.
pub fn trim_site(title: &str) -> &str {
    let mut head = title.trim_matches(|c: char| c == '*' || c == '_' || c == '#' || c.is_whitespace());
    loop {
        let cut = [" | ", " – ", " — ", " - ", " » ", " :: ", " • ", " · "]
            .iter()
            .filter_map(|bar| head.rfind(bar).map(|at| (at, bar.len())))
            .max();
        let Some((at, bar)) = cut else { return head };
        let (front, tail) = (head[..at].trim_end(), &head[at + bar..]);
        let (before, behind) = (words(front).len(), words(tail).len());
        // A bar sets off a site's name nearly always, a dash only where a short name in capitals follows.
        let strong = head[at..].starts_with(" | ") || head[at..].starts_with(" :: ") || head[at..].starts_with(" » ");
        let named =
            tail.split_whitespace().filter(|w| w.chars().count() > 3).all(|w| w.starts_with(|c: char| c.is_uppercase() || c.is_numeric()));
        if before >= 3 && behind <= 5 && behind * 2 <= before + 2 && (strong || (named && behind <= 4)) {
            head = front;
        } else {
            return head;
        }
    }
}

/// The index of the headline among `lines`, with the index of the first line of running text; `content` is how much each looks like text.
pub fn find(text: &str, lines: &[Line], shapes: &[Shape], content: &[f32]) -> Option<usize> {
    let of = |at: usize| lines[at].span.of(text);
    let first_prose = (0..lines.len())
        .find(|&at| shapes[at].is_prose() && content[at] >= 0.5 && shapes[at].words >= 12 && !quotation(of(at), &shapes[at]))?;
    // How many lines of running text use each telling word.
    let mut used: BTreeMap<String, u32> = BTreeMap::new();
    for at in (first_prose..lines.len()).filter(|&at| shapes[at].is_prose() && content[at] >= 0.5).take(40) {
        for word in telling(of(at)) {
            *used.entry(word).or_default() += 1;
        }
    }
    let heads: Vec<(&str, Vec<String>)> = (0..first_prose).map(|at| trim_site(of(at))).map(|head| (head, words(head))).collect();
    let mut best: Option<(f32, usize)> = None;
    for (at, shape) in shapes.iter().enumerate().take(first_prose) {
        let (title, own) = (heads[at].0, &heads[at].1);
        let count = own.len();
        if !(3..=40).contains(&count) || shape.starts_quote && shape.ends_sentence {
            continue;
        }
        let telling = telling(title);
        let hits: f32 = telling.iter().filter_map(|w| used.get(w)).map(|n| (*n as f32).min(4.0)).sum();
        let share = telling.iter().filter(|w| used.contains_key(*w)).count() as f32 / telling.len().max(1) as f32;
        let mut score = hits.min(12.0) / 4.0 + 2.0 * share + (count.min(12) as f32) / 6.0;
        score -= 3.0 * shape.furniture_share() + f32::from(shape.ends_sentence && !shape.ends_question) + f32::from(count > 25);
        score -= f32::from(shape.address) + 0.02 * (first_prose - at).min(60) as f32;
        // The page's title repeats the headline; a teaser of another story does not.
        score += if heads.iter().enumerate().any(|(other, (_, head))| other != at && same_words(own, head)) { 1.5 } else { 0.0 };
        score += if shape.marked { 0.5 } else { 0.0 };
        // Of equals the first.
        if best.is_none_or(|(most, _)| score > most + 0.6) {
            best = Some((score, at));
        }
    }
    best.filter(|(score, _)| *score > 1.2).map(|(_, at)| at)
}

/// Whether two lines are one headline: equal in words, or one is the beginning or the end of the other.
pub fn same_headline(a: &str, b: &str) -> bool {
    same_words(&words(a), &words(b))
}

/// [`same_headline`] for lines whose words are known.
pub fn same_words(a: &[String], b: &[String]) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    short.len() >= 3 && (long.starts_with(short) || long.ends_with(short))
}

/// A line that is one quotation with at most a few words of who said it.
pub fn quotation(line: &str, shape: &Shape) -> bool {
    if !shape.starts_quote {
        return false;
    }
    let close = line.char_indices().skip(1).filter(|(_, c)| crate::shape::is_quote(*c) || *c == '’').last().map(|(at, _)| at);
    close.is_some_and(|at| words(&line[at..]).len() <= 5 && words(&line[..at]).len() >= 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn site_names_go_and_parts_of_the_headline_stay() {
        assert_eq!(trim_site("Envoys meet in the old mill | World | Daily Post"), "Envoys meet in the old mill");
        assert_eq!(trim_site("**Envoys meet in the old mill - The Daily Post**"), "Envoys meet in the old mill");
        assert_eq!(trim_site("Envoys meet – but nothing is signed"), "Envoys meet – but nothing is signed");
        assert_eq!(trim_site("Truce | Talks"), "Truce | Talks", "too short to tell");
    }

    #[test]
    fn headlines_repeat_in_parts() {
        assert!(same_headline("Slow progress: Envoys meet in the mill", "Envoys meet in the mill"));
        assert!(!same_headline("Envoys meet in the mill", "Envoys leave the mill"));
    }
}
