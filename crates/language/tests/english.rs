//! Sentences in the manner of news, written for these tests: what the readers of claims rely on must be right.

use language::{Engine, NameKind, Scratch};
use model::{Sentence, Span};

fn one(text: &str) -> Sentence {
    let mut all = Engine::english().analyse(text, &[Span::new(0, text.len())], &mut Scratch::default()).sentences;
    assert_eq!(all.len(), 1, "one sentence: {text}");
    all.remove(0)
}

fn forms<'t>(text: &'t str, sentence: &Sentence) -> Vec<&'t str> {
    sentence.tokens.iter().map(|t| t.span.of(text)).collect()
}

/// Asserts that the word `dependent` hangs on `head` ("" is the root) as `relation`; the first word with the form is meant.
fn arc(text: &str, sentence: &Sentence, dependent: &str, relation: &str, head: &str) {
    let at = sentence.tokens.iter().position(|t| t.span.of(text) == dependent).unwrap_or_else(|| panic!("{dependent} is a token"));
    let found = sentence.head(at).map_or("", |h| sentence.tokens[h].span.of(text));
    assert_eq!((sentence.tokens[at].relation(), found), (relation, head), "{dependent} in: {text}");
}

#[test]
fn tokens_follow_the_treebank() {
    let cases: [(&str, &[&str]); 6] = [
        ("They don't know.", &["They", "do", "n't", "know", "."]),
        ("He cannot stay.", &["He", "can", "not", "stay", "."]),
        ("It’s the country’s best offer.", &["It", "’s", "the", "country", "’s", "best", "offer", "."]),
        ("“We won’t,” she said.", &["“", "We", "wo", "n’t", ",", "”", "she", "said", "."]),
        ("He met U.S. envoys at 9 a.m. on Friday.", &["He", "met", "U.S.", "envoys", "at", "9", "a.m.", "on", "Friday", "."]),
        ("The talks — the first since May — failed.", &["The", "talks", "—", "the", "first", "since", "May", "—", "failed", "."]),
    ];
    for (text, want) in cases {
        assert_eq!(forms(text, &one(text)), want);
    }
}

#[test]
fn sentences_end_where_they_do() {
    let cases = [
        ("Talks failed. Both sides left.", 2),
        ("Gen. Ortiz met Mr. Sayed in St. Ives.", 1),
        ("“We are ready.” He left the room.", 2),
        ("The U.S. delegation arrived. It stays until Monday.", 2),
        ("Will they sign? Nobody knows!", 2),
    ];
    for (text, count) in cases {
        let sentences = Engine::english().analyse(text, &[Span::new(0, text.len())], &mut Scratch::default()).sentences;
        assert_eq!(sentences.len(), count, "{text}");
    }
}

#[test]
fn statements_are_parsed() {
    let text = "The foreign minister said on Friday that the country would not accept the plan.";
    let s = one(text);
    arc(text, &s, "said", "root", "");
    arc(text, &s, "minister", "nsubj", "said");
    arc(text, &s, "accept", "ccomp", "said");
    arc(text, &s, "country", "nsubj", "accept");
    arc(text, &s, "not", "advmod", "accept");
    arc(text, &s, "plan", "obj", "accept");
}

#[test]
fn proposals_are_parsed() {
    let text = "Estonia has proposed to hold a new round of talks with Latvia next week.";
    let s = one(text);
    arc(text, &s, "Estonia", "nsubj", "proposed");
    arc(text, &s, "hold", "xcomp", "proposed");
    arc(text, &s, "round", "obj", "hold");
    let proposed = s.tokens.iter().find(|t| t.span.of(text) == "proposed").expect("proposed");
    assert_eq!((proposed.lemma.as_str(), proposed.xpos.as_str()), ("propose", "VBN"));
}

#[test]
fn passives_and_appositions_are_parsed() {
    let text = "Maria Lopez, the chief negotiator, was appointed by the president.";
    let s = one(text);
    arc(text, &s, "negotiator", "appos", "Maria");
    arc(text, &s, "Maria", "nsubj", "appointed");
    arc(text, &s, "president", "obl", "appointed");
    assert!(s.tokens.iter().any(|t| t.deprel == "nsubj:pass"));
}

#[test]
fn names_are_found_with_their_bounds() {
    let text = "President Anna Kovacs met Hamid al-Rashid of the World Health Organization in New Delhi. Kovacs then flew to Norway.";
    let analysis = Engine::english().analyse(text, &[Span::new(0, text.len())], &mut Scratch::default());
    let found: Vec<(&str, NameKind)> = analysis.names.iter().map(|n| (n.span.of(text), n.kind)).collect();
    for want in [
        ("Anna Kovacs", NameKind::Person),
        ("Hamid al-Rashid", NameKind::Person),
        ("World Health Organization", NameKind::Organisation),
        ("New Delhi", NameKind::Place),
        ("Kovacs", NameKind::Person),
        ("Norway", NameKind::Place),
    ] {
        assert!(found.contains(&want), "{want:?} in {found:?}");
    }
}
