//! Whether a sentence can be read alone: whole, of a reader's length, with nothing in it that only the sentences before it explain.

/// Words of a sentence that can be read alone, at least and at most, and up to how many it is easily read.
const SHORTEST: usize = 7;
const LONGEST: usize = 58;
const EASY: usize = 42;
/// Bytes of the place of a place line, at most.
const PLACE: usize = 40;

/// Words that lean on what was said before when a sentence opens with them. Of other languages none is known, and nothing is held against them.
const LEANING: &[&str] = &[
    "also",
    "although",
    "and",
    "because",
    "both",
    "but",
    "he",
    "hence",
    "her",
    "his",
    "however",
    "instead",
    "it",
    "its",
    "likewise",
    "moreover",
    "nevertheless",
    "nonetheless",
    "nor",
    "or",
    "otherwise",
    "she",
    "so",
    "still",
    "such",
    "that",
    "their",
    "then",
    "therefore",
    "these",
    "they",
    "this",
    "those",
    "thus",
    "which",
    "who",
    "yet",
];

/// Stretches of time that a report names by its own day.
const TIMES: &[&str] =
    &["afternoon", "evening", "month", "morning", "spring", "summer", "autumn", "fall", "winter", "week", "weekend", "year"];

/// What the narrator's own voice uses only in columns and appeals to readers.
const FIRST: &[&str] = &["I", "I'm", "My", "Our", "We", "We're", "my", "our", "ourselves", "we"];

/// How well a text can be read alone, 0 to 1; `None` where it cannot. `lead`: it opens its report.
pub(super) fn fitness(text: &str, lead: bool) -> Option<f64> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let whole = text.ends_with(['.', '!', '”', '"', '’', '»', '。', ')']) && !text.contains('\n');
    let opens = text.starts_with(|c: char| !c.is_lowercase() && (c.is_alphanumeric() || matches!(c, '“' | '"' | '‘' | '«')));
    if !whole || !opens || !balanced(text) || !(SHORTEST..=LONGEST).contains(&words.len()) {
        return None;
    }
    let told = unquoted(text);
    // Whose words they are the sentence beside it says.
    if told.chars().filter(|c| c.is_alphabetic()).count() < 3 {
        return None;
    }
    let narrated: Vec<&str> =
        told.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '(' | ')')).filter(|w| !w.is_empty()).collect();
    if narrated.iter().any(|word| FIRST.contains(word)) || told.trim_end_matches(['"', '”', ' ']).ends_with('?') {
        return None;
    }
    let first = words[0].trim_matches(|c: char| !c.is_alphanumeric()).split(['\'', '’']).next().unwrap_or_default().to_lowercase();
    // Before a lead nothing was said that "it" could mean: "It is official: …".
    // "This week" means the week of the report, whose day stands beside the sentence.
    let dated = first == "this" && TIMES.contains(&words[1].trim_matches(|c: char| !c.is_alphanumeric()));
    if LEANING.contains(&first.as_str()) && !dated && !(lead && first == "it") {
        return None;
    }
    let mut fit = 1.0;
    // Who "he" is must be named first.
    let pronoun =
        narrated.iter().position(|w| matches!(w.to_lowercase().as_str(), "he" | "she" | "they" | "his" | "her" | "their" | "him" | "them"));
    let name = narrated.iter().skip(1).position(|w| w.starts_with(char::is_uppercase)).map(|at| at + 1);
    if pronoun.is_some_and(|at| name.is_none_or(|name| name > at)) {
        fit -= 0.35;
    }
    if name.is_none() {
        fit -= 0.15;
    }
    // "The decision was announced", "the union also": which decision, besides what?
    let definite = matches!(words[0], "The" | "Both" | "Another") && words[1].starts_with(char::is_lowercase);
    if !lead && (definite || narrated.contains(&"also")) {
        fit -= 0.12;
    }
    if words.len() > EASY {
        fit -= 0.15;
    }
    Some(fit)
}

/// Bytes of a place line that opens a sentence and was read as part of it: "Nov. 21 (Zenda Wire) — ", "STRELSAU (Zenda Wire, 3 June) ", "STRELSAU: ",
/// "Strelsau, Ruritania – ".
pub(super) fn place_line(text: &str) -> usize {
    let end = text.char_indices().find(|(_, c)| matches!(c, '(' | ':' | '–' | '—' | '-')).map_or(0, |(at, _)| at);
    let (place, behind) = text.split_at(end);
    let words: Vec<&str> = place.split_whitespace().collect();
    let named = words.iter().all(|word| word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()));
    if words.is_empty() || words.len() > 4 || place.len() > PLACE || !named {
        return 0;
    }
    let capitals = |word: &str| word.chars().filter(|c| c.is_alphabetic()).count() >= 4 && !word.chars().any(char::is_lowercase);
    // "The union (ZPA) met" names nobody's agency: there a dash, or capitals before it, tell.
    let (agency, behind) = match behind.strip_prefix('(').and_then(|rest| rest.split_once(')')) {
        Some((agency, rest)) if agency.len() <= 2 * PLACE && agency.starts_with(char::is_uppercase) => (true, rest),
        Some(_) => return 0,
        None => (false, behind),
    };
    let rest = behind.trim_start_matches([' ', '\u{a0}', '-', '–', '—', ':']);
    let sign = &behind[..behind.len() - rest.len()];
    let dash = sign.contains(['–', '—']) || sign.contains(" -");
    let placed = place.ends_with(' ') && words.len() > 1 && words[0].ends_with(',');
    let shown = if agency {
        dash || sign.contains(':') || capitals(words[0])
    } else {
        capitals(words[0]) && !sign.is_empty() && !place.ends_with('-') || placed && dash
    };
    let opens = rest.starts_with(|c: char| c.is_uppercase() || matches!(c, '“' | '"'));
    // A hyphen inside a word is none of these.
    let inside = sign == "-";
    if opens && shown && !inside { text.len() - rest.len() } else { 0 }
}

/// Whether every quotation that is opened is closed.
fn balanced(text: &str) -> bool {
    text.matches('“').count() == text.matches('”').count() && text.matches('"').count().is_multiple_of(2)
}

/// The part of a text that stands in quotation marks, 0 to 1.
pub(super) fn quoted(text: &str) -> f64 {
    let all = text.chars().count();
    if all == 0 { 0.0 } else { 1.0 - unquoted(text).chars().count() as f64 / all as f64 }
}

/// A text without what stands in quotation marks.
fn unquoted(text: &str) -> String {
    let mut inside = false;
    text.chars()
        .filter(|c| match c {
            '“' | '«' => {
                inside = true;
                false
            }
            '”' | '»' => {
                inside = false;
                false
            }
            '"' => {
                inside = !inside;
                false
            }
            _ => !inside,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stands(text: &str) -> bool {
        fitness(text, false).is_some()
    }

    #[test]
    fn whole_sentences_stand_alone() {
        assert!(stands("Ruritania handed Graustark an offer of talks in Vienna next week."));
        assert!(stands("This week Ruritania has set Graustark a term of fifty days for an answer."));
        assert!(stands("The pilots of Zenda Air will strike on 3 June, their union said."));
        assert!(stands("“The offer is final and will not be improved,” the Ruritanian envoy said in Vienna."));
    }

    #[test]
    fn what_leans_on_other_sentences_does_not() {
        for text in [
            "He told reporters in Vienna that Ruritania would not answer before Friday.",
            "But Ruritania said on Monday that the offer of talks was too late.",
            "This would be the first meeting of Ruritania and Graustark in ten years.",
            "and Ruritania said on Monday that the offer of talks was too late.",
            "Ruritania said on Monday that “the offer of talks was too late.",
            "Will Ruritania answer the offer of Graustark before the end of June?",
            "We believe that Ruritania should answer the offer of Graustark this week.",
            "Envoys of Ruritania and Graustark in Vienna, 3 June, before the first round",
            "Ruritania said no.",
            "“Ruritania will comply with the order until a new agreement is signed.”",
        ] {
            assert!(!stands(text), "{text}");
        }
        assert!(!stands(&format!("Ruritania {}refused.", "and Graustark and Ruritania ".repeat(20))), "too long");
    }

    #[test]
    fn before_a_lead_nothing_was_said_that_it_could_mean() {
        let text = "It is official: the pilots of Zenda Air have been on strike since midnight.";
        assert!(fitness(text, true).is_some() && fitness(text, false).is_none());
    }

    #[test]
    fn who_he_is_must_be_named_first() {
        let named = fitness("The envoy of Ruritania, Rudolf Rassendyll, said that he would answer on Friday.", false);
        let unnamed = fitness("After the talks he will answer the offer that came from Graustark.", false);
        assert!(named > unnamed, "{named:?} {unnamed:?}");
    }

    #[test]
    fn place_lines_are_left_out() {
        for (text, told) in [
            ("June 3 (Zenda Wire) — The pilots met.", "The pilots met."),
            ("STRELSAU (Coast News / Zenda Wire - 3rd June, 2031) The pilots met.", "The pilots met."),
            ("STRELSAU: The pilots met.", "The pilots met."),
            ("STRELSAU, RUR. — The pilots met.", "The pilots met."),
            ("Strelsau, Ruritania – Talks on the pilots' pay are to resume.", "Talks on the pilots' pay are to resume."),
            ("UN-Envoys met on Monday.", "UN-Envoys met on Monday."),
            ("ZENDA-Airlines met the pilots.", "ZENDA-Airlines met the pilots."),
            ("The envoy – Ruritania's first – met Graustark's.", "The envoy – Ruritania's first – met Graustark's."),
            ("The union (ZPA) met on Monday.", "The union (ZPA) met on Monday."),
            ("The Pilots' Union (ZPA) - founded in 1931 - met.", "The Pilots' Union (ZPA) - founded in 1931 - met."),
        ] {
            assert_eq!(&text[place_line(text)..], told);
        }
    }

    #[test]
    fn quotations_are_measured() {
        assert!(quoted("No word of this is quoted.") < 0.01);
        assert!(quoted("“All of this is quoted,” said the envoy.") > 0.5);
        assert!(quoted("\"All of this is quoted\"") > 0.9);
    }
}
