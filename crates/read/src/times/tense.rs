//! Where the clause around an expression points: past or future.
//!
//! Cues right before the expression win ("scheduled for", "ahead of", "since"); then the tense of the governing verb, by the syntax where the
//! language engine gives tags, else by the nearest verb forms of the sentence. A reported clause's "would" says nothing about the anchor.

use super::resolve::Direction;
use crate::Document;
use model::Span;

/// The direction of the clause that holds `span`.
pub fn direction(document: &Document, span: Span) -> Direction {
    let Some((sentence, token)) = document.word_at(span.start) else { return Direction::Unknown };
    if let Some(found) = cue(document, sentence, token) {
        return found;
    }
    let tagged = document.sentences[sentence].tokens.iter().any(|t| !t.xpos.is_empty());
    if tagged { governed(document, sentence, token) } else { nearby(document, sentence, token) }
}

/// Words right before the expression.
fn cue(document: &Document, sentence: usize, token: usize) -> Option<Direction> {
    let word = |back: usize| token.checked_sub(back).map_or("", |t| document.form(sentence, t));
    let (one, two) = (word(1), word(2));
    let is = |w: &str, options: &[&str]| options.iter().any(|o| w.eq_ignore_ascii_case(o));
    if is(one, &["since"]) {
        return Some(Direction::Past);
    }
    if is(one, &["for", "on", "in", "to", "until", "by", "of"])
        && is(
            two,
            &[
                "scheduled",
                "set",
                "slated",
                "planned",
                "due",
                "expected",
                "postponed",
                "delayed",
                "deadline",
                "expires",
                "expire",
                "expiring",
                "ends",
            ],
        )
    {
        return Some(Direction::Future);
    }
    if is(one, &["due", "starting", "beginning", "effective", "scheduled"]) {
        return Some(Direction::Future);
    }
    None
}

/// The tense of the verb that governs the word, read off the tree.
fn governed(document: &Document, sentence: usize, token: usize) -> Direction {
    let tree = &document.sentences[sentence];
    let mut at = token;
    for _ in 0..tree.tokens.len() {
        let verb = &tree.tokens[at];
        let copula = tree.child(at, "cop");
        if (verb.xpos.starts_with("VB") || verb.xpos == "MD" || copula.is_some())
            && let Some(found) = tense(document, sentence, at, copula)
        {
            return found;
        }
        match tree.head(at) {
            Some(head) if head != at => at = head,
            _ => break,
        }
    }
    Direction::Unknown
}

/// The tense of one verb with its auxiliaries; `None` where the verb above it must say.
fn tense(document: &Document, sentence: usize, verb: usize, copula: Option<usize>) -> Option<Direction> {
    let tree = &document.sentences[sentence];
    let auxiliaries = tree.children(verb).filter(|&c| tree.tokens[c].relation() == "aux" || tree.tokens[c].relation() == "cop");
    let mut past = false;
    let mut to_mark =
        tree.children(verb).any(|c| tree.tokens[c].relation() == "mark" && document.form(sentence, c).eq_ignore_ascii_case("to"));
    for auxiliary in auxiliaries {
        let form = document.form(sentence, auxiliary).to_ascii_lowercase();
        match form.as_str() {
            "will" | "'ll" | "’ll" | "shall" | "wo" | "would" | "may" | "might" | "could" | "can" | "must" | "should" => {
                return Some(Direction::Future);
            }
            "was" | "were" | "had" | "did" | "has" | "have" | "been" => past = true,
            "to" => to_mark = true,
            _ => {}
        }
    }
    if to_mark {
        return Some(Direction::Future);
    }
    if past {
        return Some(Direction::Past);
    }
    let token = &tree.tokens[verb];
    if copula.is_some() {
        return Some(Direction::Unknown);
    }
    match token.xpos.as_str() {
        "VBD" => Some(Direction::Past),
        "VBN" => Some(Direction::Past),
        "VBZ" | "VBP" => Some(match token.lemma.as_str() {
            "say" | "tell" | "report" | "add" | "note" => Direction::Past,
            _ => Direction::Future,
        }),
        "VB" => None,
        _ => None,
    }
}

/// Without tags: the nearest telling form before the expression in its clause, else behind it.
fn nearby(document: &Document, sentence: usize, token: usize) -> Direction {
    let tokens = &document.sentences[sentence].tokens;
    let judge = |t: usize| {
        let form = document.form(sentence, t).to_ascii_lowercase();
        match form.as_str() {
            "will" | "shall" | "going" | "plans" | "expects" | "expected" | "scheduled" | "would" | "to" => Some(Direction::Future),
            "was" | "were" | "had" | "did" | "said" | "has" | "have" | "met" | "told" | "began" | "held" | "took" | "came" | "went"
            | "made" | "gave" => Some(Direction::Past),
            f if f.len() > 4 && f.ends_with("ed") => Some(Direction::Past),
            _ => None,
        }
    };
    let before = (0..token).rev().take(8).find_map(|t| judge(t).filter(|_| document.form(sentence, t) != "to" || t + 4 > token));
    before.or_else(|| (token..tokens.len()).take(14).find_map(judge)).unwrap_or(Direction::Unknown)
}
