//! What a move asks, as a short clause: chosen among what the reports say, cut of what does not belong to it.

use crate::Source;
use crate::facts::{EMPTY, Item, topic};
use model::{ClaimKind, FieldKey, FieldValue};
use std::collections::BTreeSet;

/// Beginnings that only say that something is asked.
const OPENINGS: &[&str] = &[
    "that ",
    "to ",
    "for ",
    "a proposal to ",
    "a proposal for ",
    "a proposal of ",
    "an offer to ",
    "an offer of ",
    "an offer for ",
    "an invitation to ",
    "an invitation for ",
    "a call for ",
    "a call to ",
    "called on to ",
    "called for ",
    "calling for ",
    "wants to ",
    "its proposal to ",
    "its offer of ",
    "his offer of ",
    "her offer of ",
    "their offer of ",
    "we are ready to ",
    "we are willing to ",
];

/// Where a clause goes on about something else.
const TAILS: &[&str] = &[
    ", according to ",
    " according to ",
    ", stating",
    ", saying",
    ", adding",
    ", claiming",
    ", aiming ",
    ", warning",
    ", following ",
    ", after ",
    " after ",
    " following ",
    " amid ",
    " ahead of ",
    ", which ",
    " which ",
    ", who ",
    ", while ",
    " while ",
    ", as ",
    " — ",
    " – ",
    "; ",
    ", but ",
    ", stressing",
    ", something",
    ", calling ",
    ", insisting ",
    " in an effort ",
    " in a bid ",
    ", citing ",
    " because ",
    ", because ",
    ", said ",
    ", says ",
    ", he ",
    ", she ",
    ", they ",
    ", told ",
    ". ",
];

/// Aims told as such: the clause begins behind them.
const AIMS: &[&str] = &[
    " goal is to ",
    " aim is to ",
    " wants to ",
    " want to ",
    " hopes to ",
    " plans to ",
    " proposed to ",
    " offered to ",
    " ready to ",
    " willing to ",
];

/// Words with which a clause behind "that" begins.
const SUBJECTS: &[&str] = &[
    "the", "a", "an", "all", "both", "every", "no", "any", "it", "he", "she", "they", "we", "its", "his", "her", "their", "our", "talks",
    "there",
];

/// Askings told with their addressee: the clause begins behind the "to" that follows.
const ASKINGS: &[&str] =
    &["called on ", "calls on ", "call on ", "calling on ", "urged ", "urges ", "asked ", "pressed ", "told ", "demanded of "];

/// Words that begin an object: behind a form in -ed they tell that it is a verb ("increased the aid"), not what the aid is like ("increased aid").
const OBJECTS: &[&str] = &["the", "a", "an", "all", "both", "every", "its", "his", "her", "their", "our", "this", "these", "those"];

/// Whether a clause tells something as done: a regular verb in the past tense with its object, "suspended the strike".
pub(super) fn is_done(clause: &str) -> bool {
    let mut words = clause.split_whitespace();
    let past = words.next().is_some_and(|verb| verb.len() > 4 && verb.ends_with("ed") && !verb.ends_with("eed"));
    past && words.next().is_some_and(|next| OBJECTS.contains(&next))
}

/// A clause for the move: the best of its claims' contents, with term and consequence for an ultimatum.
pub(super) fn content(
    sources: &[Source<'_>],
    claims: &[&Item<'_>],
    kind: ClaimKind,
    named: &[&str],
    by: &[String],
    to: &[String],
) -> String {
    let mut options: Vec<(f64, String)> = Vec::new();
    // Copies say the same in the same words.
    let mut seen: BTreeSet<(&str, bool, bool, bool)> = BTreeSet::new();
    for item in claims {
        let text = &sources[item.report].reading.article.text;
        let given = item.claim.fields.texts(FieldKey::Content).into_iter().map(|c| (c, 1.0));
        for (words, bonus) in given.chain([(item.claim.span.of(text), 0.0)]) {
            if !seen.insert((words, bonus > 0.0, item.heading, item.topic.is_some())) {
                continue;
            }
            let clause = clause(words, by, to);
            let worth = worth(&clause, item, by, to) + bonus - if item.heading { 1.0 } else { 0.0 };
            options.push((worth, clause));
        }
    }
    // What an answer calls the move is second to what the move's own claims say.
    if let Some(item) = claims.first() {
        for words in named {
            let clause = clause(words, by, to);
            options.push((worth(&clause, item, by, to) - 0.8, clause));
        }
    }
    options.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| (a.1.len(), &a.1).cmp(&(b.1.len(), &b.1))));
    let best = options.into_iter().map(|(_, c)| c).find(|c| !c.is_empty() && !only_when(c)).unwrap_or_default();
    if kind == ClaimKind::Ultimatum { with_term(best, claims) } else { best }
}

/// "reach a truce", 50 days, tariffs: "reach a truce within 50 days or face tariffs".
fn with_term(mut clause: String, claims: &[&Item<'_>]) -> String {
    let days = claims.iter().find_map(|i| match i.claim.fields.get(FieldKey::DeadlineDays) {
        Some(FieldValue::Number(n)) => Some(*n),
        _ => None,
    });
    if let Some(days) = days
        && !clause.contains("within ")
        && !clause.contains(&days.to_string())
    {
        clause = format!("{clause} within {days} days");
    }
    let threats = claims.iter().map(|i| i.claim.fields.texts(FieldKey::Consequence)).max_by_key(Vec::len).unwrap_or_default();
    if !threats.is_empty() && !clause.contains(" or ") && !threats.iter().any(|t| clause.contains(t)) {
        clause = format!("{clause} or face {}", threats.join(" and "));
    }
    clause
}

/// Whether a clause only says that something is asked, names the parties, or points at what was said before ("do so").
pub(super) fn says_nothing(clause: &str, by: &[String], to: &[String]) -> bool {
    let points = || {
        clause.split_whitespace().count() > 1 && lexicon::is_empty(clause) && clause.starts_with("do")
            || clause.contains(" to do so")
            || to.is_empty() && only_put(clause)
    };
    points()
        || !clause.contains(' ') && lexicon::is_empty(clause)
        || clause.split_whitespace().all(|w| {
            let w = w.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
            let w = w.trim_end_matches("'s").trim_end_matches("’s");
            let party = || by.iter().chain(to).any(|p| p.to_lowercase().contains(w));
            w.len() <= 2 || EMPTY.contains(&w) || matches!(w, "for" | "with" | "and" | "from") || party()
        })
}

/// A clause that names a move and nothing of what it asks ("its counteroffer", "what we can offer") gives way to its sentence, from where it speaks of
/// the move.
pub(super) fn or_sentence(clause: String, sources: &[Source<'_>], claims: &[&Item<'_>]) -> String {
    let vague = only_put(&clause) || clause.starts_with("what ") || clause == "meaningful" || clause.ends_with(" an ultimatum");
    if !(vague || lexicon::is_bare_move(&clause) || lexicon::is_bare_deal(&clause) || lexicon::is_empty(&clause)) {
        return clause;
    }
    let body = claims.iter().filter(|i| !i.heading).chain(claims).find_map(|item| {
        let reading = sources[item.report].reading;
        let sentence = reading.sentences.get(item.claim.sentence as usize)?.span;
        Some((sentence.of(&reading.article.text), item.claim.span.start.saturating_sub(sentence.start) as usize))
    });
    let Some((sentence, at)) = body else { return clause };
    // A long sentence may come to the move late: then from the clause that speaks of it.
    let before = sentence.get(..at).unwrap_or("");
    let cut = before
        .rfind([',', ';', ':', '“', '"'])
        .map(|cut| cut + before[cut..].chars().next().map_or(1, char::len_utf8))
        .max(before.rfind(" that ").map(|cut| cut + " that ".len()));
    let from = cut.filter(|_| sentence.len() > LINE && at > LINE / 2).unwrap_or(0);
    let told = sentence.get(from..).unwrap_or(sentence).split_whitespace().collect::<Vec<_>>().join(" ");
    let told = told.trim_matches(|c: char| matches!(c, '"' | '“' | '”' | '.' | ',' | ';' | ':' | ' '));
    if told.split_whitespace().count() > clause.split_whitespace().count() { lower_first(told) } else { clause }
}

/// Whether a clause tells only that a move was made: "the king presented the proposal".
fn only_put(clause: &str) -> bool {
    const PUT: &[&str] =
        &[" announced ", " handed over ", " made ", " outlined ", " presented ", " put forward ", " submitted ", " unveiled "];
    PUT.iter().any(|verb| clause.split_once(verb).is_some_and(|(who, what)| who.split(' ').count() <= 6 && lexicon::is_bare_move(what)))
}

/// Bytes that a line of the board has room for.
const LINE: usize = 120;

/// "after the minister presented the proposal": when, not what.
fn only_when(clause: &str) -> bool {
    let lower = clause.to_lowercase();
    ["after ", "before ", "when ", "as ", "while ", "since ", "because ", "once "].iter().any(|word| lower.starts_with(word))
}

/// How well a clause tells what is asked. Short and whole, with the topic in it, without the parties.
fn worth(clause: &str, item: &Item<'_>, by: &[String], to: &[String]) -> f64 {
    let words: Vec<&str> = clause.split_whitespace().collect();
    let mut out = 0.0;
    let n = words.len() as f64;
    out += match words.len() {
        0 => -10.0,
        1 => -0.3,
        2 => 0.4,
        3..=12 => 1.0,
        _ => 1.0 - 0.15 * (n - 12.0),
    };
    if item.topic.is_some() && topic(clause, false).is_some() {
        out += 1.0;
    }
    let lower = clause.to_lowercase();
    if says_nothing(clause, by, to) || only_put(clause) || lexicon::is_bare_move(clause) || lexicon::is_empty(clause) {
        out -= 2.5;
    }
    // A relative clause that lost its noun.
    if ["that ", "which ", "who "].iter().any(|w| lower.starts_with(w)) {
        out -= 3.0;
    }
    if lower.contains(',') {
        out -= 0.4;
    }
    if by.iter().any(|p| lower.starts_with(&p.to_lowercase())) {
        out -= 0.5;
    }
    out
}

/// Cuts the words of a claim to a clause.
fn clause(words: &str, by: &[String], to: &[String]) -> String {
    let joined = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut text = joined.trim_matches(|c: char| matches!(c, '"' | '“' | '”' | '*' | '.' | ',' | ';' | ':' | ' ' | '!')).to_owned();
    for tail in TAILS {
        // A cut must leave a clause; the full stop of "U.S." ends nothing.
        let ends = |at: &usize| *tail != ". " || !is_abbreviated(&text[..*at]);
        let cut = text.match_indices(tail).map(|(at, _)| at).find(ends);
        if let Some(at) = cut.filter(|&at| text[..at].split_whitespace().count() >= 2) {
            text.truncate(at);
        }
    }
    // Far into the text such words belong to something else.
    const NEAR: usize = 60;
    if let Some((at, aim)) = AIMS.iter().filter_map(|a| text.find(a).map(|at| (at, a))).min().filter(|(at, _)| *at <= NEAR) {
        text = text[at + aim.len()..].to_owned();
    }
    if let Some(at) = ASKINGS.iter().filter_map(|a| text.find(a).map(|at| at + a.len())).min().filter(|at| *at <= NEAR)
        && let Some(to) = text[at..].find(" to ").filter(|to| text[at..at + to].split_whitespace().count() <= 6)
    {
        text = text[at + to + 4..].to_owned();
    }
    text = without_author(&text, by).to_owned();
    let mut changed = true;
    while changed {
        changed = false;
        for opening in OPENINGS {
            if text.len() > opening.len() && text.get(..opening.len()).is_some_and(|s| s.eq_ignore_ascii_case(opening)) {
                let rest = &text[opening.len()..];
                // "that bought oil": a relative clause, not a wish.
                let subject = |w: &str| w.starts_with(|c: char| c.is_uppercase()) || SUBJECTS.contains(&w);
                if *opening == "that " && !rest.split_whitespace().next().is_some_and(subject) {
                    continue;
                }
                text = rest.to_owned();
                changed = true;
            }
        }
    }
    text = imperative(&text, by, to);
    let text = text.trim_matches(|c: char| matches!(c, '"' | '“' | '”' | '*' | '.' | ',' | ';' | ':' | ' '));
    lower_first(text)
}

/// Whether a full stop behind these words is one of an abbreviation or an initial: "U.S", "J", "Mr".
fn is_abbreviated(before: &str) -> bool {
    let word = before.rsplit([' ', '(']).next().unwrap_or("");
    let letters = word.split('.').all(|part| part.chars().count() == 1 && part.starts_with(char::is_uppercase));
    letters || lexicon::stopped_abbreviations().any(|(form, _)| form.strip_suffix('.') == Some(word))
}

/// "Borduria presented a list of demands" is "a list of demands" once its author is named.
fn without_author<'t>(text: &'t str, by: &[String]) -> &'t str {
    for party in by {
        let Some(rest) = text.strip_prefix(party.as_str()).and_then(|r| r.strip_prefix(' ')) else { continue };
        let Some((verb, object)) = rest.split_once(' ') else { continue };
        let asks = verb.ends_with("ed") || verb.ends_with('s') && verb.len() > 3;
        if asks && object.split_whitespace().count() >= 2 {
            return object;
        }
    }
    text
}

/// "The Bordurian side should leave the valley" asks them to "leave the valley".
fn imperative(text: &str, by: &[String], to: &[String]) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    for (at, word) in words.iter().enumerate().take(7).skip(1) {
        let skip = match (*word, words.get(at + 1).copied()) {
            ("must" | "should", _) => 1,
            ("has" | "have" | "needs" | "need" | "ought", Some("to")) => 2,
            _ => continue,
        };
        let subject = words[..at].join(" ").to_lowercase();
        let stem = |p: &String| p.chars().take(4).collect::<String>().to_lowercase();
        let passive = words.get(at + skip) == Some(&"be");
        if !passive && to.iter().chain(by).any(|p| subject.contains(&stem(p))) {
            return words[at + skip..].join(" ");
        }
        return text.to_owned();
    }
    // "the union end the strike", demanded of the union.
    for party in to {
        for start in [format!("{party} "), format!("the {party} ")] {
            if let Some(rest) = text.strip_prefix(start.as_str()).filter(|r| r.split_whitespace().count() >= 2) {
                return rest.strip_prefix("to ").unwrap_or(rest).to_owned();
            }
        }
    }
    text.to_owned()
}

/// The first word in lower case where it is no name.
fn lower_first(text: &str) -> String {
    const PLAIN: &[&str] = &[
        "A",
        "All",
        "An",
        "And",
        "At",
        "But",
        "By",
        "Another",
        "Both",
        "Direct",
        "Every",
        "Everything",
        "Fresh",
        "Full",
        "He",
        "Her",
        "His",
        "If",
        "Immediate",
        "In",
        "It",
        "Its",
        "New",
        "No",
        "On",
        "Our",
        "Peace",
        "Renewed",
        "She",
        "So",
        "Talks",
        "The",
        "Their",
        "There",
        "These",
        "They",
        "This",
        "To",
        "Under",
        "We",
        "More",
    ];
    let first = text.split_whitespace().next().unwrap_or("");
    if PLAIN.contains(&first) { format!("{}{}", first.to_lowercase(), &text[first.len()..]) } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(words: &str, to: &str) -> String {
        clause(words, &["Borduria".to_owned()], &[to.to_owned()])
    }

    #[test]
    fn a_past_tense_with_its_object_is_done() {
        assert!(is_done("suspended the strike") && is_done("lifted its blockade of the harbour"));
        for open in [
            "increased aid to the valley",
            "limited ceasefire",
            "proceed the next day",
            "suspend the strike",
            "suspended",
            "exceed the quota",
            "",
        ] {
            assert!(!is_done(open), "{open}");
        }
    }

    #[test]
    fn a_clause_without_its_own_matter_is_known() {
        let nothing = |clause: &str| says_nothing(clause, &["Borduria".to_owned()], &[]);
        assert!(nothing("do so at their next meeting") && nothing("the ministers pledged to do so") && nothing("say"));
        assert!(!nothing("do more for the valley") && !nothing("leave the valley"));
        assert!(only_put("King Ottokar presented the proposal") && !only_put("King Ottokar presented a proposal to leave the valley"));
        assert_eq!(cut("further talks led by U.S. Ambassador Flavia", "Syldavia"), "further talks led by U.S. Ambassador Flavia");
        assert_eq!(cut("leave the valley. Nobody moved", "Syldavia"), "leave the valley");
    }

    #[test]
    fn what_does_not_belong_to_the_clause_is_cut() {
        assert_eq!(
            cut("hold a new round of talks with Syldavia next week after the pause, according to the Daily Pelican", "Syldavia"),
            "hold a new round of talks with Syldavia next week"
        );
        assert_eq!(cut("The Syldavian side should leave the valley.", "Syldavia"), "leave the valley");
        assert_eq!(
            cut("the country’s next goal is to organize a meeting of the presidents", "Syldavia"),
            "organize a meeting of the presidents"
        );
        assert_eq!(cut("the union end the strike", "union"), "end the strike");
        assert_eq!(cut("Borduria presented a list of demands", "Syldavia"), "a list of demands");
        assert_eq!(cut("The envoy called on the world community to put pressure on Syldavia", "Syldavia"), "put pressure on Syldavia");
        assert_eq!(cut("that bought Bordurian oil", "Syldavia"), "that bought Bordurian oil");
        assert_eq!(cut("“Everything must be done for a truce”", "Syldavia"), "everything must be done for a truce");
    }
}
