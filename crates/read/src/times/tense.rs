//! Where the clause around an expression points: past or future.
//!
//! Cues right before the expression win ("scheduled for", "ahead of", "since"); then the tense of the governing verb, by the syntax where the
//! language engine gives tags, else by the nearest verb forms of the sentence. A reported clause's "would" says nothing about the anchor.

use super::resolve::Direction;
use crate::Document;
use model::Span;

/// Words before a preposition that put what follows ahead: "scheduled for Friday", "the deadline of 9 May".
const AHEAD: &[&str] = &[
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
    "adjourned",
    "extended",
    "rescheduled",
    "deferred",
];

/// Stems of verbs whose object lies ahead of them, whatever their own tense: "has scheduled a hearing Thursday".
const ARRANGING: &[&str] =
    &["schedul", "reschedul", "slate", "plan", "postpon", "adjourn", "extend", "defer", "await", "expect", "anticipat"];

/// Lemmas of verbs of telling: a report's present tense for what is over.
const TELLING: &[&str] = &["say", "tell", "report", "add", "note", "write", "quote"];

/// Nouns for what has been said or sent once a report names its day: "a Thursday statement".
const SAID: &[&str] = &["announcement", "email", "filing", "interview", "letter", "memo", "post", "remark", "speech", "statement", "tweet"];

/// The direction of the clause that holds `span`.
pub fn direction(document: &Document, span: Span) -> Direction {
    let Some((sentence, token)) = document.word_at(span.start) else { return Direction::Unknown };
    let tree = &document.sentences[sentence];
    let head = tree.head(token).filter(|_| tree.tokens[token].relation() == "compound");
    if head.is_some_and(|head| SAID.contains(&tree.tokens[head].lemma.as_str())) {
        return Direction::Past;
    }
    if let Some(found) = cue(document, sentence, token) {
        return found;
    }
    let tagged = document.sentences[sentence].tokens.iter().any(|t| !t.xpos.is_empty());
    let found = if tagged { governed(document, sentence, token) } else { nearby(document, sentence, token) };
    let before = token.checked_sub(1).map_or("", |t| document.form(sentence, t));
    let limit = ["until", "till", "through", "by"].iter().any(|w| before.eq_ignore_ascii_case(w));
    if limit && (found == Direction::Unknown || puts_off(document, sentence, token)) { Direction::Future } else { found }
}

/// "paused the talks until Monday", "gave them until Friday": the end lies ahead of what was done.
fn puts_off(document: &Document, sentence: usize, token: usize) -> bool {
    const STEMS: &[&str] =
        &["paus", "suspend", "halt", "adjourn", "recess", "extend", "prolong", "postpon", "delay", "defer", "give", "allow"];
    let tree = &document.sentences[sentence];
    let until =
        document.form(sentence, token - 1).eq_ignore_ascii_case("until") || document.form(sentence, token - 1).eq_ignore_ascii_case("till");
    let mut at = token;
    for _ in 0..3 {
        let Some(up) = tree.head(at).filter(|&up| up != at) else { break };
        if tree.tokens[up].upos == model::Upos::Verb {
            return until && STEMS.iter().any(|stem| tree.tokens[up].lemma.starts_with(stem));
        }
        at = up;
    }
    false
}

/// Words right before the expression.
fn cue(document: &Document, sentence: usize, token: usize) -> Option<Direction> {
    let word = |back: usize| token.checked_sub(back).map_or("", |t| document.form(sentence, t));
    let (one, two, three) = (word(1), word(2), word(3));
    let is = |w: &str, options: &[&str]| options.iter().any(|o| w.eq_ignore_ascii_case(o));
    if is(one, &["since"]) {
        return Some(Direction::Past);
    }
    if is(one, &["for", "on", "in", "to", "until", "by", "of"]) && is(two, AHEAD) {
        // "had been due on Friday": by now it is over, or it did not come.
        let over = is(three, &["been"]) && !is(one, &["until"]);
        return Some(if over { Direction::Unknown } else { Direction::Future });
    }
    if is(one, &["of"]) && is(two, &["ahead"]) {
        return Some(Direction::Future);
    }
    if is(one, &["due", "starting", "beginning", "effective", "scheduled"]) {
        return Some(Direction::Future);
    }
    // "as early as Monday", "no later than Friday"
    if is(one, &["as"]) && is(two, &["early", "soon", "late"]) || is(one, &["than"]) && is(two, &["later"]) {
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
            && let Some(found) = tense(document, sentence, at, copula, token)
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

/// The tense of one verb with its auxiliaries; `None` where the verb above it must say. `time`: the word whose clause this is.
fn tense(document: &Document, sentence: usize, verb: usize, copula: Option<usize>, time: usize) -> Option<Direction> {
    let tree = &document.sentences[sentence];
    let (mut past, mut perfect, mut modal, mut will, mut before_to) = (false, false, false, false, false);
    let mut to_mark = None;
    for child in tree.children(verb) {
        let form = document.form(sentence, child);
        match tree.tokens[child].relation() {
            "mark" if form.eq_ignore_ascii_case("to") => to_mark = Some(child),
            "aux" | "cop" => match form.to_ascii_lowercase().as_str() {
                "will" | "'ll" | "’ll" | "shall" | "wo" => will = true,
                "would" | "may" | "might" | "could" | "can" | "must" | "should" => modal = true,
                "have" | "'ve" | "’ve" => perfect = true,
                "had" | "has" => (past, perfect) = (true, true),
                "was" | "were" | "did" | "been" => past = true,
                "to" => to_mark = Some(child),
                _ => {}
            },
            _ => {}
        }
    }
    if let Some(to) = to_mark {
        before_to = time < to;
    }
    let token = &tree.tokens[verb];
    if will {
        return Some(Direction::Future);
    }
    if ARRANGING.iter().any(|stem| token.lemma.starts_with(stem)) && verb < time && !(past && perfect) {
        return Some(Direction::Future);
    }
    if modal {
        // "may have left", "could not be reached" tell what is over.
        let could = tree.children(verb).any(|c| document.form(sentence, c).eq_ignore_ascii_case("could"));
        let denied = tree.children(verb).any(|c| matches!(document.form(sentence, c), "not" | "n't" | "n’t" | "Neither" | "neither"));
        return Some(if perfect || (could && denied) { Direction::Past } else { Direction::Future });
    }
    if to_mark.is_some() {
        // A time before "to" belongs to the verb above: "met on Monday to discuss".
        if before_to {
            return None;
        }
        let due = tree.head(verb).is_some_and(|up| {
            AHEAD.contains(&tree.tokens[up].lemma.as_str())
                && tree.children(up).any(|c| document.form(sentence, c).eq_ignore_ascii_case("had"))
        });
        return Some(if due { Direction::Unknown } else { Direction::Future });
    }
    if past || perfect {
        return Some(Direction::Past);
    }
    if copula.is_some() {
        return Some(Direction::Unknown);
    }
    match token.xpos.as_str() {
        "VBD" | "VBN" => Some(Direction::Past),
        "VBZ" | "VBP" => Some(if TELLING.contains(&token.lemma.as_str()) { Direction::Past } else { Direction::Future }),
        _ => None,
    }
}

/// Whether the words of `span` hang directly on a finite verb in the past tense, with no preposition but "in", "on" or "during".
pub fn surely_past(document: &Document, span: Span) -> bool {
    let Some((sentence, token)) = document.word_at(span.start) else { return false };
    let tree = &document.sentences[sentence];
    let last = document.word_at(span.end.saturating_sub(1)).map_or(token, |(_, t)| t);
    let Some(head) = (token..=last.min(tree.tokens.len() - 1)).find(|&t| tree.head(t).is_none_or(|h| h < token || h > last)) else {
        return false;
    };
    let before = token.checked_sub(1).map_or("", |t| document.form(sentence, t)).to_ascii_lowercase();
    let inside = matches!(before.as_str(), "in" | "on" | "during" | ",");
    if before == "since" {
        return true;
    }
    let (Some(verb), true) = (tree.head(head), inside) else { return false };
    // "How many will be left in 1995?" he asked: the verb outside the quotation says nothing.
    let between = document.text().get(span.end as usize..tree.tokens[verb].span.start.max(span.end) as usize).unwrap_or("");
    if between.contains(['"', '“', '”', '\'']) {
        return false;
    }
    let finite = tree.tokens[verb].xpos == "VBD"
        || tree.tokens[verb].xpos == "VBN"
            && tree.children(verb).any(|c| matches!(document.form(sentence, c), "was" | "were" | "had" | "has" | "have"));
    finite && tree.tokens[head].relation() == "obl" && tense(document, sentence, verb, None, token) == Some(Direction::Past)
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
