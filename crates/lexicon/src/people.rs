//! Nouns for who can act at a table, and for the texts that lie on it: `data/people.tsv`.

use crate::table::rows;
use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::LazyLock;

pub(crate) const TABLE: &str = include_str!("../data/people.tsv");

#[derive(Debug, Default)]
struct Nouns {
    acts: HashSet<&'static str>,
    own: HashSet<&'static str>,
    thing: HashSet<&'static str>,
    terms: HashSet<&'static str>,
    words: HashSet<&'static str>,
    works: HashSet<&'static str>,
}

static NOUNS: LazyLock<Nouns> = LazyLock::new(|| {
    let mut nouns = Nouns::default();
    for [noun, class] in rows::<2>(TABLE) {
        match class {
            "acts" => nouns.acts.insert(noun),
            "own" => nouns.own.insert(noun),
            "thing" => nouns.thing.insert(noun),
            "terms" => nouns.terms.insert(noun),
            "words" => nouns.words.insert(noun),
            "works" => nouns.works.insert(noun),
            _ => false,
        };
    }
    nouns
});

/// Whether a noun (lemma) is one for people or bodies that act: a row of the table, or an agent noun by its form.
pub fn is_person_noun(lemma: &str) -> bool {
    if NOUNS.acts.contains(lemma) {
        return true;
    }
    if NOUNS.thing.contains(lemma) {
        return false;
    }
    let ends = |ending: &str, longer_than: usize| lemma.ends_with(ending) && lemma.len() > longer_than;
    ends("er", 4) || ends("man", 5) || ends("woman", 5) || ends("ist", 4) || ends("ian", 4) || ends("ee", 5) || ends("or", 4)
}

/// Whether a word as written, singular or plural, is a row of the table for people or bodies that act: "rebels", "Union", "parties". Unlike
/// [`is_person_noun`] it goes by no ending, so that no name is taken for a noun.
pub fn is_role_word(word: &str) -> bool {
    let word = word.to_lowercase();
    let known = |noun: &str| NOUNS.acts.contains(noun) || NOUNS.works.contains(noun);
    known(&word)
        || word.strip_suffix('s').is_some_and(known)
        || word.strip_suffix("ies").is_some_and(|stem| known(&format!("{stem}y")))
        || word.strip_suffix("men").is_some_and(|stem| known(&format!("{stem}man")))
}

/// Names of parties that are nouns for their followers too.
const PARTIES: &[&str] =
    &["Communists", "Conservatives", "Democrats", "Greens", "Labour", "Liberals", "Nationalists", "Republicans", "Socialists", "Unionists"];

/// Words that name nobody, as they stand inside of a sentence: "Gang members" is "gang members", "These nations" "nations", "184 countries unable" "184
/// countries"; names stay as they are.
pub fn spoken(words: &str) -> Cow<'_, str> {
    let mut words = words;
    while let Some((before, last)) = words.rsplit_once(' ') {
        if !matches!(last, "unable" | "able" | "ready" | "willing" | "unwilling" | "likely") {
            break;
        }
        words = before;
    }
    let (first, rest) = words.split_once(' ').unwrap_or((words, ""));
    if matches!(first, "These" | "Those" | "these" | "those") && rest.starts_with(char::is_lowercase) {
        return rest.into();
    }
    let noun = first.starts_with(char::is_uppercase) && first.chars().skip(1).all(char::is_lowercase) && is_role_word(first);
    // "The Greens" are a party, and whoever is called so in the middle of a sentence has a name.
    let noun = noun && !PARTIES.contains(&first);
    // "Parliament" and "the Kremlin" stand alone as names; "Rebels" do not.
    let noun = noun && (!rest.is_empty() || first.ends_with('s') && crate::find_actor(first).is_none());
    // "Port Authority" and "Union of Miners" are names: another word of them has a capital letter.
    if noun && !rest.contains(char::is_uppercase) { words.to_lowercase().into() } else { words.into() }
}

/// Whether a plural is the name of a party: "Greens".
pub fn is_party_name(word: &str) -> bool {
    PARTIES.contains(&word)
}

/// Whether people of this noun act for themselves and not for the state or body that is named with them: "Zambia's creditors".
pub fn acts_for_itself(lemma: &str) -> bool {
    NOUNS.own.contains(lemma)
}

/// Whether the noun is one for people by their work, who strike and walk out: "nurses", "dockers".
pub fn is_worker(lemma: &str) -> bool {
    NOUNS.works.contains(lemma)
}

/// Whether the noun is one for a text of terms, which makes no move of its own: "the draft", "the deal".
pub fn is_terms(lemma: &str) -> bool {
    NOUNS.terms.contains(lemma)
}

/// Whether the noun is one for a text through which its author speaks: "a statement".
pub fn is_words(lemma: &str) -> bool {
    NOUNS.words.contains(lemma)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agents_things_and_texts() {
        assert!(is_person_noun("negotiator") && is_person_noun("striker") && is_person_noun("army"));
        assert!(!is_person_noun("order") && !is_person_noun("letter") && !is_person_noun("corridor"));
        assert!(acts_for_itself("creditor") && !acts_for_itself("minister"));
        for word in ["Rebels", "union", "parties", "longshoremen", "dockworkers"] {
            assert!(is_role_word(word), "{word}");
        }
        for name in ["Niger", "Ecuador", "Paris", "Hamas"] {
            assert!(!is_role_word(name), "{name}");
        }
        assert!(is_terms("draft") && is_words("letter") && !is_terms("minister"));
    }

    #[test]
    fn every_row_has_a_class() {
        assert!(crate::table::widths(TABLE).iter().all(|&w| w == 2));
        assert!(rows::<2>(TABLE).all(|[_, class]| matches!(class, "acts" | "own" | "thing" | "terms" | "words" | "works")));
    }

    #[test]
    fn words_are_told_as_inside_of_a_sentence() {
        let told = [
            "Gang members",
            "Greens",
            "These nations",
            "40 countries unable",
            "Rebels",
            "Port Authority",
            "Miners of Zenda",
            "dockers",
            "FLR members",
        ];
        let expected =
            ["gang members", "Greens", "nations", "40 countries", "rebels", "Port Authority", "Miners of Zenda", "dockers", "FLR members"];
        assert_eq!(told.map(|words| spoken(words).into_owned()), expected);
    }
}
