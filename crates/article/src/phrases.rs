//! Many phrases looked for in very many lines.

use aho_corasick::{AhoCorasick, Anchored, Input, Match, MatchKind, StartKind};

/// Bits of the table of beginnings.
const BITS: u32 = 15;

/// Finds phrases from left to right, at each place the longest, as an automaton over all of them does. At most places of a line none of them
/// begins, and a table of their first three bytes says so without a look at the automaton, which is larger than the processor's nearest
/// caches.
pub struct Phrases {
    finder: AhoCorasick,
    beginnings: Vec<bool>,
    fold: u32,
}

impl Phrases {
    /// Of these phrases, whose places in the list are the numbers of their matches; with `any_case`, ASCII letters match their capitals.
    pub fn new<'p>(phrases: impl Iterator<Item = &'p str>, any_case: bool) -> Option<Phrases> {
        let phrases: Vec<&str> = phrases.collect();
        let fold = if any_case { 0x20_2020 } else { 0 };
        let mut beginnings = vec![false; 1 << BITS];
        for phrase in &phrases {
            match *phrase.as_bytes() {
                [a, b, c, ..] => beginnings[place(key(key(key(0, a), b), c) | fold)] = true,
                [a, b] => (0..=255).for_each(|any| beginnings[place(key(key(key(0, a), b), any) | fold)] = true),
                _ => return None,
            }
        }
        let mut builder = AhoCorasick::builder();
        builder.match_kind(MatchKind::LeftmostLongest).start_kind(StartKind::Anchored).ascii_case_insensitive(any_case);
        Some(Phrases { finder: builder.build(&phrases).ok()?, beginnings, fold })
    }

    /// Matches that do not overlap.
    pub fn find_iter<'t>(&self, bytes: &'t [u8]) -> impl Iterator<Item = Match> + use<'_, 't> {
        let from = |at: usize| key(key(0, bytes.get(at).copied().unwrap_or(0)), bytes.get(at + 1).copied().unwrap_or(0));
        let (mut at, mut seen) = (0, from(0));
        std::iter::from_fn(move || {
            while at + 1 < bytes.len() {
                seen = key(seen, bytes.get(at + 2).copied().unwrap_or(0));
                if self.beginnings[place(seen | self.fold)]
                    && let Some(hit) = self.finder.find(Input::new(bytes).range(at..).anchored(Anchored::Yes))
                {
                    (at, seen) = (hit.end(), from(hit.end()));
                    return Some(hit);
                }
                at += 1;
            }
            None
        })
    }
}

/// The last three bytes, one more read.
fn key(seen: u32, next: u8) -> u32 {
    (seen << 8 | u32::from(next)) & 0xff_ffff
}

/// Where three bytes stand in the table. Others may stand there too: the automaton has the last word.
fn place(key: u32) -> usize {
    (key.wrapping_mul(0x9e37_79b1) >> (32 - BITS)) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(phrases: &[&str], any_case: bool, text: &str) -> Vec<(usize, usize, usize)> {
        let finder = Phrases::new(phrases.iter().copied(), any_case).expect("phrases");
        finder.find_iter(text.as_bytes()).map(|hit| (hit.pattern().as_usize(), hit.start(), hit.end())).collect()
    }

    #[test]
    fn the_longest_at_each_place_from_left_to_right() {
        let phrases = ["share", "share this", "his page", "ad", "a"];
        assert!(Phrases::new(phrases.into_iter(), true).is_none(), "one byte is no phrase");
        assert_eq!(found(&phrases[..4], true, "Share this page, AD"), [(1, 0, 10), (3, 17, 19)]);
        assert_eq!(found(&phrases[..4], true, "share thus"), [(0, 0, 5)]);
        assert_eq!(found(&phrases[..4], true, "ad"), [(3, 0, 2)]);
        assert_eq!(found(&phrases[..4], true, "adad a"), [(3, 0, 2), (3, 2, 4)]);
        assert_eq!(found(&phrases[..4], false, "Share this page, AD"), [(2, 7, 15)]);
        assert_eq!(found(&phrases[..4], false, ""), []);
    }

    #[test]
    fn the_same_as_the_automaton_alone() {
        let phrases: Vec<String> =
            (0..60u32).map(|n| format!("{}{}", ["ab", "ba", "aa", "abb"][n as usize % 4], "ab".repeat(n as usize % 5))).collect();
        let alone = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(&phrases).expect("automaton");
        let finder = Phrases::new(phrases.iter().map(String::as_str), false).expect("phrases");
        let mut state = 7u32;
        for length in 0..200 {
            let text: String = (0..length)
                .map(|_| {
                    state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                    ['a', 'b', 'a', 'b', 'c'][(state >> 16) as usize % 5]
                })
                .collect();
            let spans = |hit: Match| (hit.start(), hit.end());
            assert!(finder.find_iter(text.as_bytes()).map(spans).eq(alone.find_iter(&text).map(spans)), "{text}");
        }
    }
}
