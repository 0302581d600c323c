//! What a claim is about, in one word: the topic that tells moves and tracks apart.

use crate::words::each_word;
use std::sync::LazyLock;

/// A row of the table.
struct Row {
    topic: &'static str,
    words: Vec<&'static str>,
    /// Its words mean it only in reports about work and pay, or only in others.
    labour: Option<bool>,
}

static TOPICS: LazyLock<Vec<Row>> = LazyLock::new(|| {
    let rows = include_str!("../../data/topics.tsv").lines().filter(|l| !l.starts_with('#'));
    let row = |line: &'static str| {
        let mut cells = line.split('\t');
        let (topic, words) = (cells.next()?, cells.next()?.split(';').collect());
        let labour = cells.next().and_then(|context| match context {
            "labour" => Some(true),
            "not labour" => Some(false),
            _ => None,
        });
        Some(Row { topic, words, labour })
    };
    rows.filter_map(row).collect()
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

/// The rows of the words that begin with a byte, with the word, in the order of the table: most words of a text begin no topic's.
static BY_FIRST: LazyLock<Vec<Vec<(usize, &'static str)>>> = LazyLock::new(|| {
    let mut out: Vec<Vec<(usize, &'static str)>> = vec![Vec::new(); 256];
    for (at, row) in TOPICS.iter().enumerate() {
        for word in row.words.iter().filter(|w| !w.is_empty()) {
            out[word.as_bytes()[0] as usize].push((at, word));
        }
    }
    out
});

fn topic_of(word: &str, labour: bool) -> Option<&'static str> {
    // "a 35-hour week"
    let word = word.rsplit_once('-').filter(|(number, _)| number.bytes().all(|b| b.is_ascii_digit())).map_or(word, |(_, unit)| unit);
    let fits = |pattern: &str| pattern.strip_suffix('*').map_or(word == pattern, |start| word.starts_with(start));
    let first = usize::from(*word.as_bytes().first()?);
    let here = |&&(at, pattern): &&(usize, &str)| TOPICS[at].labour.is_none_or(|only| only == labour) && fits(pattern);
    BY_FIRST[first].iter().find(here).map(|&(at, _)| TOPICS[at].topic)
}

/// The topic of some words: the first that names one; but a topic right before a word for a meeting only qualifies it ("truce talks").
/// `leaders`: the parties named are themselves leaders.
pub fn topic(text: &str, leaders: bool) -> Option<&'static str> {
    topic_in(text, leaders, false)
}

/// The same for words of a report that is (`labour`) about work and pay.
pub fn topic_in(text: &str, leaders: bool, labour: bool) -> Option<&'static str> {
    let mut words = Vec::new();
    each_word(text, |w| words.push(w.to_owned()));
    let hits: Vec<(usize, &str)> = words.iter().enumerate().filter_map(|(i, w)| Some((i, topic_of(w, labour)?))).collect();
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

    #[test]
    fn ports_and_raises_are_what_the_report_is_about() {
        assert_eq!(topic_in("reopen the ports", false, false), Some("export"));
        assert_eq!(topic_in("employers at the ports offered a raise", false, true), Some("wages"));
        assert_eq!(topic_in("raise the matter", false, false), None);
    }
}
