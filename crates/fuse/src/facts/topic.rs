//! What a claim is about, in one word: the topic that tells moves and tracks apart.

use crate::words::each_word;
use std::sync::LazyLock;

static TOPICS: LazyLock<Vec<(&'static str, Vec<&'static str>)>> = LazyLock::new(|| {
    let rows = include_str!("../../data/topics.tsv").lines().filter(|l| !l.starts_with('#'));
    rows.filter_map(|l| l.split_once('\t')).map(|(topic, words)| (topic, words.split(';').collect())).collect()
});

/// Words for those at the top of a side, and for meetings at their level.
const LEADERS: &[&str] = &[
    "leader",
    "leaders",
    "leadership",
    "president",
    "presidents",
    "presidential",
    "summit",
    "premier",
    "premiers",
    "king",
    "kings",
    "chancellor",
    "monarch",
    "heads",
    "personally",
    "top",
];

/// A topic that is a meeting of leaders.
pub const LEADERS_MEETING: &str = "leaders' meeting";

fn topic_of(word: &str) -> Option<&'static str> {
    let fits = |pattern: &&str| pattern.strip_suffix('*').map_or(word == *pattern, |start| word.starts_with(start));
    TOPICS.iter().find(|(_, words)| words.iter().any(&fits)).map(|(t, _)| *t)
}

/// The topic of some words: the first that names one; but a topic right before a word for a meeting only qualifies it ("truce talks").
/// `leaders`: the parties named are themselves leaders.
pub fn topic(text: &str, leaders: bool) -> Option<&'static str> {
    let mut words = Vec::new();
    each_word(text, |w| words.push(w.to_owned()));
    let hits: Vec<(usize, &str)> = words.iter().enumerate().filter_map(|(i, w)| Some((i, topic_of(w)?))).collect();
    let by_name = words.iter().any(|w| LEADERS.contains(&w.as_str()));
    let Some(&(at, mut found)) = hits.first() else {
        return (words.iter().any(|w| w == "summit") || leaders && words.iter().any(|w| matches!(w.as_str(), "sit" | "face" | "see")))
            .then_some(LEADERS_MEETING);
    };
    if let Some(&(next, "talks")) = hits.get(1)
        && next == at + 1
    {
        found = "talks";
    }
    if found == "talks" && (by_name || leaders) { Some(LEADERS_MEETING) } else { Some(found) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_head_of_a_phrase_decides() {
        assert_eq!(topic("truce talks", false), Some("talks"));
        assert_eq!(topic("a truce of ten days", false), Some("ceasefire"));
        assert_eq!(topic("a meeting of the presidents", false), Some(LEADERS_MEETING));
        assert_eq!(topic("to meet him", true), Some(LEADERS_MEETING));
        assert_eq!(topic("lower its tone", false), None);
    }
}
