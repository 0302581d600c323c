//! Mentions of events across reports: those of one story whose head words have one stem are of one event. The usual strong baseline for coreference of events
//! across documents (Cybulska, Vossen 2014: Using a sledgehammer to crack a nut?), with stories found instead of given.

use crate::words::{each_word, stem};

/// Words that are no heads: particles of verbs, determiners.
const PARTICLES: &[&str] = &[
    "in", "into", "to", "by", "on", "up", "out", "off", "down", "over", "at", "for", "with", "from", "away", "back", "under", "of", "the",
    "a",
];

/// The event of a mention, by name: equal names are one event. `words` are the mention's.
pub fn event(story: &str, words: &str) -> String {
    let (mut last, mut head) = (String::new(), String::new());
    each_word(words, |word| {
        word.clone_into(&mut last);
        if !PARTICLES.contains(&word) {
            word.clone_into(&mut head);
        }
    });
    let head = if head.is_empty() { last } else { head };
    format!("{story}|{}", stem(lexicon::irregular_lemma(&head).unwrap_or(&head)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_head_in_one_story_is_one_event() {
        assert_eq!(event("a", "checked into"), event("a", "checking in"));
        assert_eq!(event("a", "the walkout"), event("a", "walkouts"));
        assert_eq!(event("a", "struck"), event("a", "the strike"));
        assert_ne!(event("a", "walkout"), event("b", "walkout"), "of another story");
        assert_ne!(event("a", "in"), event("a", "over"), "a particle alone is a head");
    }
}
