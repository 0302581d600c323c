//! Who can be a party: names that act, and shorter forms of organisations' names.

use super::Cast;
use lexicon::seating;

/// Whether a word is a day or a month, which names of parties are mistaken for; "march" and "may" are words besides.
fn is_date(head: &str) -> bool {
    lexicon::is_weekday(head) || lexicon::is_month(head) && !matches!(head, "march" | "may")
}

/// The head of a noun phrase: its last word before "of", "that", "who", "in" or "for".
fn head(phrase: &str) -> &str {
    let mut last = "";
    for word in phrase.split_whitespace() {
        if !last.is_empty() && matches!(word, "of" | "that" | "who" | "which" | "in" | "for" | "from" | "with") {
            break;
        }
        last = word;
    }
    last
}

/// Whether words that name no known actor can be a party: "the dockers", but not "all efforts" or "Friday".
pub(super) fn plausible(name: &str) -> bool {
    let head = head(name).trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    if head.is_empty() || is_date(&head) {
        return false;
    }
    if name.starts_with(|c: char| c.is_uppercase()) && name.split_whitespace().count() > 1 && !seating::is_matter(&head) {
        return true;
    }
    let abstract_ending =
        ["tion", "tions", "sion", "sions", "ness", "ism", "ing", "ings"].iter().any(|e| head.len() > e.len() + 2 && head.ends_with(e));
    !seating::is_matter(&head) && (!abstract_ending || name.starts_with(|c: char| c.is_uppercase()) || seating::is_body(&head))
}

/// A phrase without article and possessive ending.
pub(super) fn bare(name: &str) -> &str {
    let name = name.trim();
    let name = ["the ", "The ", "a ", "an "].iter().find_map(|d| name.strip_prefix(d)).unwrap_or(name);
    name.trim_end_matches("'s").trim_end_matches("’s").trim_end_matches(['’', '\''])
}

fn capitals(name: &str) -> Vec<&str> {
    name.split_whitespace().filter(|w| w.starts_with(|c: char| c.is_uppercase())).collect()
}

/// Keys under which a full name of an organisation is found by a shorter one: its endings of two words and more, and its initials.
pub(super) fn full_keys(name: &str) -> Vec<String> {
    let words: Vec<&str> = name.split_whitespace().collect();
    let mut out: Vec<String> =
        (1..words.len().saturating_sub(1)).map(|at| format!("end {}", words[at..].join(" ").to_lowercase())).collect();
    let initials: String = capitals(name).iter().filter_map(|w| w.chars().next()).collect();
    if initials.chars().count() >= 3 {
        out.push(format!("initials {initials}"));
    }
    out
}

/// Whether a name consists of three to six capitals.
pub(super) fn is_acronym(name: &str) -> bool {
    (3..=6).contains(&name.chars().count()) && name.chars().all(char::is_uppercase)
}

/// Keys that a short name can be the short form of.
pub(super) fn short_keys(name: &str) -> Vec<String> {
    let words = name.split_whitespace().count();
    if words >= 2 {
        vec![format!("end {}", name.to_lowercase())]
    } else if is_acronym(name) {
        vec![format!("initials {name}")]
    } else {
        Vec::new()
    }
}

/// Whether a name only says what a party is ("the union", "Port employers", "dockworkers"), so that it may be anybody's.
pub fn is_generic(name: &str) -> bool {
    if name == lexicon::OPPOSITION {
        return false;
    }
    let Some(head) = name.split_whitespace().next_back() else { return true };
    // "African Union" and "Brotherhood of Miners" are names: every word of them has a capital letter.
    let small = |word: &str| matches!(word, "of" | "and" | "for" | "the" | "&");
    let capitals = name.split_whitespace().all(|word| word.starts_with(char::is_uppercase) || small(word));
    lexicon::people::is_role_word(head) && (!capitals || !name.contains(' '))
}

impl Cast {
    /// The side for which a name in a claim's role acts, `None` where the words name nobody ("all efforts", "Friday").
    pub fn party(&self, report: usize, name: &str) -> Option<String> {
        let bare = bare(name);
        if let Some(party) = self.called(report, bare) {
            return Some(party.to_owned());
        }
        // "Zenda's opposition", "the Zendan opposition"
        if bare.rsplit(' ').next() == Some("opposition") {
            return Some(lexicon::OPPOSITION.to_owned());
        }
        if self.knows(report, name) || lexicon::find_actor(name).is_some() {
            return Some(self.side(report, name));
        }
        if self.knows(report, bare) || lexicon::find_actor(bare).is_some() {
            return Some(self.side(report, bare));
        }
        if let Some(known) = lexicon::find_collective(&bare.to_lowercase()) {
            return Some(known.name.to_owned());
        }
        // "pro-business Nova": a name that other words of the record have without what stands before it
        let tail = bare.find(|c: char| c.is_uppercase()).filter(|&at| at > 0 && bare[..at].ends_with(' ')).map(|at| &bare[at..]);
        if let Some(tail) = tail.filter(|tail| !tail.contains(' ') && (self.knows(report, tail) || self.kind_of(tail).is_some())) {
            return Some(self.side(report, tail));
        }
        // "NUMSA members" speak for NUMSA.
        if let Some((whole, _)) =
            bare.rsplit_once(' ').filter(|(whole, part)| seating::is_member(part) && whole.contains(|c: char| c.is_uppercase()))
        {
            // "other NUMSA members"
            let whole = ["other ", "senior ", "top "].iter().find_map(|word| whole.strip_prefix(word)).unwrap_or(whole);
            if !whole.starts_with(char::is_uppercase) {
                return plausible(bare).then(|| lexicon::people::spoken(bare).to_string());
            }
            let owned = whole.ends_with(['’', '\'']) || whole.ends_with("'s") || whole.ends_with("’s");
            let whole = whole.trim_end_matches("'s").trim_end_matches("’s").trim_end_matches(['’', '\'']);
            if self.knows(report, whole) || lexicon::find_actor(whole).is_some() {
                return Some(self.side(report, whole));
            }
            if owned || whole.split_whitespace().count() > 1 || whole.chars().filter(|c| c.is_uppercase()).count() > 1 {
                return Some(whole.to_owned());
            }
        }
        plausible(bare).then(|| lexicon::people::spoken(bare).to_string())
    }

    /// Whether the person is at the head of a state, government or party in any report.
    pub fn is_leader(&self, report: usize, name: &str) -> bool {
        const HEADS: &[&str] =
            &["President of", "Prime Minister", "Chancellor of", "King", "Queen", "leader of", "Supreme Leader", "Premier"];
        let Some(actor) = self.actor(report, name) else { return false };
        actor.positions.iter().any(|t| !t.ended && t.verdict.is_none() && HEADS.iter().any(|h| t.label.starts_with(h)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn things_and_days_are_no_parties() {
        for name in
            ["the dockers", "union", "families of the captives", "Port Authority", "the Borduria delegation", "countries that buy oil"]
        {
            assert!(plausible(bare(name)), "{name}");
        }
        for name in ["All efforts", "Friday", "the talks", "documents", "a suspension of hostilities", "this proposal"] {
            assert!(!plausible(bare(name)), "{name}");
        }
    }

    #[test]
    fn what_a_side_is_called_is_no_name_of_it() {
        for name in ["union", "Port employers", "dockworkers", "both sides", "Rebels"] {
            assert!(is_generic(name), "{name}");
        }
        for name in ["African Union", "Graustark", "Steelworkers of Zenda", "Brotherhood of Miners"] {
            assert!(!is_generic(name), "{name}");
        }
    }

    #[test]
    fn short_forms_meet_full_names() {
        assert!(full_keys("Meridan Port Authority").contains(&short_keys("Port Authority")[0]));
        assert!(full_keys("International Longshore Alliance").contains(&short_keys("ILA")[0]));
        assert!(short_keys("Port").is_empty());
    }
}
