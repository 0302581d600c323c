//! Words that say that something was asked or agreed, and not what: "its latest offer", "a corresponding protocol"; `data/bare.tsv`.

use crate::table::rows;
use std::collections::HashMap;
use std::sync::LazyLock;

pub(crate) const TABLE: &str = include_str!("../data/bare.tsv");

static CLASSES: LazyLock<HashMap<&'static str, Vec<&'static str>>> = LazyLock::new(|| {
    let mut classes: HashMap<&'static str, Vec<&'static str>> = HashMap::new();
    for [word, class] in rows::<2>(TABLE) {
        classes.entry(word).or_default().push(class);
    }
    classes
});

/// Words before such a noun that only determine it.
const DETERMINERS: &[&str] =
    &["a", "an", "any", "each", "every", "her", "his", "its", "no", "our", "some", "that", "the", "their", "these", "this", "those"];

/// Words that bring in what is asked or agreed, wherever they stand behind the noun.
const CONTENT: &[&str] = &["about", "concerning", "for", "if", "on", "over", "regarding", "that", "to", "under", "which", "whereby"];

fn is(word: &str, class: &str) -> bool {
    CLASSES.get(word).is_some_and(|classes| classes.contains(&class))
}

/// Whether a phrase names what was asked and nothing of its content: "his latest offer", "the union's demands", "a draft presented by the chair", "an
/// offer to the union on Friday"; not "an offer to meet", "the demand for pay".
pub fn is_bare_move(phrase: &str) -> bool {
    is_bare(phrase, "move")
}

/// Whether a phrase names what was agreed and nothing of its content: "an agreement", "the deal signed in May", "a protocol with Ruritania"; not "an
/// agreement on borders", "a peace treaty".
pub fn is_bare_deal(phrase: &str) -> bool {
    is_bare(phrase, "deal")
}

/// Whether a phrase is the content of nothing: a name alone ("Ruritania"), what points elsewhere ("do so at their meeting", "the four"), or a word that is left
/// of a saying ("the table", "say").
pub fn is_empty(phrase: &str) -> bool {
    let words: Vec<&str> = phrase.split_whitespace().map(|w| w.trim_matches(|c: char| !c.is_alphanumeric())).collect();
    let at = words.iter().take_while(|w| DETERMINERS.contains(&w.to_lowercase().as_str())).count();
    // "Them" and "this" point elsewhere by themselves.
    let bare = if at == words.len() { &words[..] } else { &words[at..] };
    match bare {
        [] => true,
        [word] if is(&word.to_lowercase(), "empty") || DETERMINERS.contains(&word.to_lowercase().as_str()) => true,
        [verb, so, ..] if DOING.contains(&verb.to_lowercase().as_str()) && is(&so.to_lowercase(), "empty") => true,
        _ => bare[0].starts_with(char::is_uppercase) && crate::find_actor(&bare.join(" ")).is_some(),
    }
}

/// Whether a phrase names an agreement by its kind, whatever is said of it behind: "a carriage deal with Klow", "the declaration of principles signed in
/// Zenda"; not "the release of prisoners", "talks about a deal".
pub fn is_deal(phrase: &str) -> bool {
    let words = phrase.split_whitespace().map(|w| w.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase());
    let named = words.take_while(|w| !(CONTENT.contains(&w.as_str()) || matches!(w.as_str(), "of" | "in" | "with" | "between")));
    named.last().is_some_and(|head| is(&head, "deal") || is(&head, "paper"))
}

/// "Do so", "doing it".
const DOING: &[&str] = &["did", "do", "does", "doing", "done"];

/// How several are spoken of as one: "a list of demands".
const SEVERAL: &[&str] =
    &["a list of ", "a long list of ", "a package of ", "a raft of ", "a series of ", "a set of ", "its list of ", "the list of "];

fn is_bare(phrase: &str, class: &str) -> bool {
    let phrase = SEVERAL.iter().find_map(|opening| phrase.strip_prefix(opening)).unwrap_or(phrase);
    let written: Vec<&str> = phrase.split_whitespace().map(|w| w.trim_matches(|c: char| !c.is_alphanumeric())).collect();
    let words: Vec<String> = written.iter().map(|w| w.to_lowercase()).collect();
    let owner = |at: usize| ["'s", "’s", "s'", "s’"].iter().any(|end| phrase.split_whitespace().nth(at).is_some_and(|w| w.ends_with(end)));
    // What stands before the noun says whose it is or which it is; a name may own it ("Air Borduria's latest offer").
    let Some(noun) = words.iter().position(|w| is(w, class)) else { return false };
    let owned = (0..noun).rev().find(|&at| owner(at)).map_or(0, |at| at + 1);
    // "A Bordurian proposal" says whose it is.
    let whose = |at: usize| written[at].starts_with(char::is_uppercase) && crate::find_actor(written[at]).is_some();
    let determined = (owned..noun).all(|at| DETERMINERS.contains(&words[at].as_str()) || is(&words[at], "like") || whose(at));
    let named = written[..owned]
        .iter()
        .all(|w| w.starts_with(char::is_uppercase) || DETERMINERS.contains(&w.to_lowercase().as_str()) || w.len() < 24);
    if !determined || !named || owned > 4 {
        return false;
    }
    let behind = &words[noun + 1..];
    let Some(first) = behind.first() else { return true };
    // "An offer to the union on Friday" goes to somebody; "an offer to meet" says what for.
    let to_somebody = |at: usize| {
        words.get(at + 1).is_some_and(|w| DETERMINERS.contains(&w.as_str()))
            || written.get(at + 1).is_some_and(|w| w.starts_with(char::is_uppercase))
    };
    let named = || written.get(noun + 2).is_some_and(|w| w.starts_with(char::is_uppercase));
    let somebody = (first == "to" && to_somebody(noun + 1) || first == "for" && named()) && class == "move";
    let of_somebody = first == "of" && class == "move" && written.get(noun + 2).is_some_and(|w| w.starts_with(char::is_uppercase));
    // "On Friday", "in May": a time or place that begins with a capital letter.
    let placed =
        |at: usize| matches!(words[at].as_str(), "on" | "in") && written.get(at + 1).is_some_and(|w| w.starts_with(char::is_uppercase));
    let brings = (noun + 1 + usize::from(somebody)..words.len()).any(|at| CONTENT.contains(&words[at].as_str()) && !placed(at));
    (somebody || of_somebody || is(first, "behind") || is(first, "day") || placed(noun + 1)) && !brings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_offer_alone_says_nothing_and_one_for_something_does() {
        for bare in [
            "its counteroffer",
            "his latest offer to the RVP Wednesday",
            "the FPR’s insistence",
            "the party’s domestic demands",
            "draft, presented by the Chair",
            "Air Borduria's latest offer, detailed in a Thursday statement",
            "the invitation of Queen Flavia",
            "a French proposal",
            "a list of harsh demands for Ruritania",
            "the board's prior proposals",
        ] {
            assert!(is_bare_move(bare), "{bare}");
        }
        for told in [
            "an offer to meet",
            "a demand for higher pay",
            "the employers’ offer of five percent",
            "release the captives",
            "a position on tariffs",
            "",
        ] {
            assert!(!is_bare_move(told), "{told}");
        }
    }

    #[test]
    fn a_deal_alone_says_nothing_and_one_on_something_does() {
        for bare in [
            "an agreement",
            "The deal",
            "it",
            "any agreement",
            "a corresponding protocol",
            "a conclusive agreement with the Government of Ruritania",
            "the agreement announced by Chief Rassendyll",
            "agreements",
            "the deal signed in May",
        ] {
            assert!(is_bare_deal(bare), "{bare}");
        }
        for told in [
            "an agreement on fishing",
            "a peace treaty",
            "a deal to share the quota",
            "wages",
            "an agreement that ends the strike",
            "the ceasefire agreement",
            "an agreement of cessation of hostilities",
        ] {
            assert!(!is_bare_deal(told), "{told}");
        }
    }

    #[test]
    fn what_points_elsewhere_is_no_content() {
        for empty in [
            "",
            "it",
            "this",
            "the table",
            "the media",
            "say",
            "do so at their meeting in Vienna",
            "France",
            "the United Nations",
            "the four",
        ] {
            assert!(is_empty(empty), "{empty}");
        }
        for told in [
            "talks",
            "the table of wages",
            "four ships",
            "the release of prisoners",
            "say who pays",
            "do more for the valley",
            "France's border",
        ] {
            assert!(!is_empty(told), "{told}");
        }
    }

    #[test]
    fn deals_are_named_by_their_kind() {
        for deal in ["a deal", "a carriage agreement with Klow", "a “declaration of principles” in Zenda", "the ceasefire", "Klow pact"]
        {
            assert!(is_deal(deal), "{deal}");
        }
        for other in ["", "talks about a deal", "the release of prisoners", "carry out the deal's terms", "wages"] {
            assert!(!is_deal(other), "{other}");
        }
    }

    #[test]
    fn every_row_has_a_known_class() {
        assert!(rows::<2>(TABLE).all(|[_, class]| matches!(class, "move" | "deal" | "like" | "behind" | "day" | "empty" | "paper")));
        assert!(crate::table::widths(TABLE).iter().all(|&w| w == 2));
    }
}
