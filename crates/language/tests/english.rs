//! Sentences in the manner of news, written for these tests: what the readers of claims rely on must be right.
#![cfg(any(feature = "by-sa-models", feature = "news-models"))]

use language::{Engine, Scratch};
use model::{EntityKind, Sentence, Span, Upos};

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
    let cases: [(&str, &[&str]); 10] = [
        ("Its members left.", &["Its", "members", "left", "."]),
        ("I think its a good plan.", &["I", "think", "it", "s", "a", "good", "plan", "."]),
        ("Read www.example.org/a_2b-c.html, he wrote.", &["Read", "www.example.org/a_2b-c.html", ",", "he", "wrote", "."]),
        ("She sent (draft_3b.pdf) to press@example.org.", &["She", "sent", "(", "draft_3b.pdf", ")", "to", "press@example.org", "."]),
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
        // A letter's ends and heads have no marks, names inside a sentence none either.
        (
            "Prime Minister Anna Berg met UN Secretary General Tom Lind. PM Berg told Finance Minister Lee Park that Norway Airlines flew.",
            2,
        ),
        ("Kim Brown 03/14/2003 09:20 AM Could you send me the draft?", 3),
        ("In Geneva President Anna Berg and Foreign Minister Tom Lind met on 3 May 2025 at the Hotel Royal.", 1),
        ("Talks with the Amalgamated Ferry Workers' Union failed on Tuesday.", 1),
        ("BCPE President Owen Hart blamed the owners.", 1),
        ("No deal on water before the rains: Kenyan minister", 1),
        ("Acme Corp. Chairman Lee Park said Israel and Egypt had agreed.", 1),
    ];
    for (text, count) in cases {
        let sentences = Engine::english().analyse(text, &[Span::new(0, text.len())], &mut Scratch::default()).sentences;
        let found: Vec<&str> = sentences.iter().map(|s| s.span.of(text)).collect();
        assert_eq!(sentences.len(), count, "{found:?}");
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
    let found: Vec<(&str, EntityKind)> = analysis.names.iter().map(|n| (n.span.of(text), n.kind)).collect();
    for want in [
        ("Anna Kovacs", EntityKind::Person),
        ("Hamid al-Rashid", EntityKind::Person),
        ("World Health Organization", EntityKind::Organisation),
        ("New Delhi", EntityKind::Place),
        ("Kovacs", EntityKind::Person),
        ("Norway", EntityKind::Place),
    ] {
        assert!(found.contains(&want), "{want:?} in {found:?}");
    }
}

#[test]
fn abbreviations_before_names_end_no_sentence() {
    for text in [
        "The letter was signed by Rep. Maria Vance (D-Mass.) and Sen. Paul Orr (R-Tex.) last week.",
        "The order came from Gen. Karl Weiss, Col. Anna Boe and Gov. Reyes of the region.",
        "“We are ready to sign!” said Prof. Hans Maier.",
    ] {
        let s = one(text);
        assert!(forms(text, &s).iter().all(|form| !matches!(*form, "Rep" | "Sen" | "Gov" | "Prof")), "{:?}", forms(text, &s));
    }
}

#[test]
fn headlines_in_title_case_have_verbs() {
    for (text, verb) in
        [("Norway Rejects Truce Offer, Says Talks Must Wait", "Rejects"), ("Peru Accepts New Trade Deal as Chile Waits", "Accepts")]
    {
        let s = one(text);
        let token = s.tokens.iter().find(|t| t.span.of(text) == verb).expect("the verb is a token");
        assert_eq!(token.upos, Upos::Verb, "{verb} in: {text}");
    }
}

/// Asserts that the text's names hold `want`, and none of `unwanted`.
fn names(text: &str, want: &[(&str, EntityKind)], unwanted: &[&str]) {
    let analysis = Engine::english().analyse(text, &[Span::new(0, text.len())], &mut Scratch::default());
    let found: Vec<(&str, EntityKind)> = analysis.names.iter().map(|n| (n.span.of(text), n.kind)).collect();
    for want in want {
        assert!(found.contains(want), "{want:?} in {found:?}");
    }
    for form in unwanted {
        assert!(found.iter().all(|f| f.0 != *form), "{form:?} in {found:?}");
    }
}

#[test]
fn organisations_end_in_their_heads() {
    use EntityKind::{Organisation, Place};
    names(
        "The Lapland Ports Authority and the Ministry of Fisheries and Trade of Tonga asked Tonga Airways to pay.",
        &[("Lapland Ports Authority", Organisation), ("Tonga Airways", Organisation)],
        &["Lapland", "Ministry", "Airways"],
    );
    // A listed place is not taken apart by a word that often ends a body's name.
    names("Settlers in the West Bank stayed away.", &[("West Bank", Place)], &["Bank"]);
    names("He told the European Union that talks had failed.", &[("European Union", Organisation)], &["European"]);
}

#[test]
fn acronyms_are_organisations_unless_known_otherwise() {
    use EntityKind::Organisation;
    names("Members of the KRFU walked out, and the KRFU's chair said the GDP figure was wrong.", &[("KRFU", Organisation)], &["GDP"]);
}

#[test]
fn hyphens_tie_names_of_persons_and_titles_do_not_belong() {
    use EntityKind::Person;
    names(
        "Lawyer Miriam Jean-Baptiste met Yoon Min-soo on Tuesday.",
        &[("Miriam Jean-Baptiste", Person), ("Yoon Min-soo", Person)],
        &["Baptiste", "soo"],
    );
    names("Mr Adeyemi and Sheikh Hamad Al-Thani left early.", &[("Adeyemi", Person), ("Hamad Al-Thani", Person)], &["Mr Adeyemi", "Mr"]);
}

#[test]
fn what_stands_beside_a_name_tells_its_kind() {
    use EntityKind::{Organisation, Person, Place};
    names("Floods cut off the village of Drezhnava on Monday.", &[("Drezhnava", Place)], &[]);
    names("Police searched Kotharpur district for the men.", &[("Kotharpur", Place)], &[]);
    names("The newspaper Velmara reported the talks.", &[("Velmara", Organisation)], &[]);
    names("Officials in Tokushima Prefecture closed the road.", &[("Tokushima Prefecture", Place)], &["Tokushima"]);
    // A given name before what is also a place's or a body's name.
    names("Grace Hama said that the dam was safe.", &[("Grace Hama", Person)], &["Hama"]);
    names("The ambassador to Tonga Ida Lindqvist left early.", &[("Tonga", Place), ("Ida Lindqvist", Person)], &[]);
}

#[test]
fn syllables_behind_a_hyphen_are_names_and_compounds_are_not() {
    use EntityKind::Person;
    names("Kim Tae-man met reporters.", &[("Kim Tae-man", Person)], &["man"]);
    let text = "https://example.org/two-words/of-it\nChoi Ji - young met Lee Min - ji on Friday, and Kim Tae - man left.";
    names(text, &[("Choi Ji - young", Person), ("Lee Min - ji", Person), ("Kim Tae - man", Person)], &["young"]);
}

#[test]
fn a_bare_surname_that_is_also_a_place_is_a_person_where_the_text_names_one_in_full() {
    use EntityKind::{Person, Place};
    let text = "Talks with Grace Hamilton went on. Hamilton said they were hard. She lives in Hamilton.";
    names(text, &[("Grace Hamilton", Person), ("Hamilton", Person), ("Hamilton", Place)], &[]);
}
