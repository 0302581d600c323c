//! A cheap tokeniser and sparse vectors over word stems, for comparing texts without a parser.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// Words that say nothing about what a text is about. Sorted.
const STOP: &[&str] = &[
    "a", "about", "after", "again", "against", "all", "also", "am", "an", "and", "any", "are", "as", "at", "be", "because", "been",
    "before", "being", "but", "by", "can", "could", "did", "do", "does", "down", "during", "each", "for", "from", "further", "had", "has",
    "have", "having", "he", "her", "here", "hers", "him", "himself", "his", "how", "i", "if", "in", "into", "is", "it", "its", "itself",
    "just", "may", "me", "more", "most", "much", "my", "no", "nor", "not", "now", "of", "off", "on", "once", "only", "or", "other", "our",
    "out", "over", "own", "said", "same", "say", "saying", "says", "she", "should", "so", "some", "such", "than", "that", "the", "their",
    "them", "then", "there", "these", "they", "this", "those", "through", "to", "too", "under", "until", "up", "very", "was", "we", "were",
    "what", "when", "where", "which", "while", "who", "whom", "why", "will", "with", "would", "you", "your",
];

/// Calls `each` with every word of the text in lower case: letters and figures, "1,000" as one, without possessive endings.
pub fn each_word(text: &str, mut each: impl FnMut(&str)) {
    each_cased(text, |word, _| each(word));
}

/// As [`each_word`], and says whether the word is written with a capital.
pub fn each_cased(text: &str, mut each: impl FnMut(&str, bool)) {
    let mut word = String::new();
    let mut capital = false;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if c.is_alphanumeric() {
            if word.is_empty() {
                capital = c.is_uppercase();
            }
            if c.is_ascii() {
                word.push(c.to_ascii_lowercase());
            } else {
                word.extend(c.to_lowercase());
            }
            continue;
        }
        let digits = word.ends_with(|w: char| w.is_ascii_digit()) && chars.peek().is_some_and(char::is_ascii_digit);
        if c == ',' && digits {
            continue;
        }
        if matches!(c, '\'' | '’') && !word.is_empty() && chars.peek() == Some(&'s') {
            chars.next();
            if chars.peek().is_some_and(|n| n.is_alphanumeric()) {
                word.push('s');
                continue;
            }
        }
        if !word.is_empty() {
            each(&word, capital);
            word.clear();
        }
    }
    if !word.is_empty() {
        each(&word, capital);
    }
}

/// Whether the word (lower case) carries content.
pub fn is_content(word: &str) -> bool {
    STOP.binary_search(&word).is_err() && (word.len() > 1 || word.starts_with(|c: char| c.is_ascii_digit()))
}

/// A light stem: plural, past and gerund endings off, British and American spellings joined. It need not be a word.
pub fn stem(word: &str) -> &str {
    if !word.is_ascii() || word.len() < 4 || word.starts_with(|c: char| c.is_ascii_digit()) {
        return word;
    }
    // In the order in which they are tried; only those that end as the word does.
    let endings: &[&str] = match word.as_bytes()[word.len() - 1] {
        b's' => &["ations", "ments", "ings", "ions", "ies", "ers", "ness", "es", "s"],
        b'n' => &["ation", "ion"],
        b'y' => &["ingly", "edly", "ly", "y"],
        b't' => &["ment"],
        b'g' => &["ing"],
        b'd' => &["ied", "ed"],
        b'r' => &["er"],
        b'e' => &["e"],
        _ => &[],
    };
    let mut out = word;
    for ending in endings {
        if let Some(rest) = out.strip_suffix(ending)
            && rest.len() >= 3
            && !(*ending == "s" && rest.ends_with('s'))
        {
            out = rest;
            break;
        }
    }
    // "stopp", "hidd": a doubled last consonant belongs to the ending.
    let bytes = out.as_bytes();
    if out.len() > 3 && bytes[out.len() - 1] == bytes[out.len() - 2] && !matches!(bytes[out.len() - 1], b'l' | b's') {
        out = &out[..out.len() - 1];
    }
    out
}

/// FNV-1a: a hash that is the same on every machine and in every run.
pub fn hash(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |h, &b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3))
}

/// Hashes of the content words' stems, sorted, each once.
pub fn stem_set(text: &str) -> Vec<u64> {
    let mut out = stem_hashes(text);
    out.sort_unstable();
    out.dedup();
    out
}

/// Stems of the content words, sorted, each once.
pub fn stems(text: &str) -> Vec<String> {
    let mut out = Vec::new();
    each_word(text, |word| {
        if is_content(word) {
            out.push(stem(word).to_owned());
        }
    });
    out.sort_unstable();
    out.dedup();
    out
}

/// Hashes of the content words' stems in the order of the text.
pub fn stem_hashes(text: &str) -> Vec<u64> {
    let mut out = Vec::new();
    each_word(text, |word| {
        if is_content(word) {
            out.push(hash(stem(word).as_bytes()));
        }
    });
    out
}

/// Jaccard coefficient and containment (of the smaller in the larger) of two sorted lists.
pub fn overlap<T: Ord>(a: &[T], b: &[T]) -> (f64, f64) {
    let (mut i, mut j, mut both) = (0, 0, 0usize);
    while i < a.len() && j < b.len() {
        match a[i].cmp(&b[j]) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => (both, i, j) = (both + 1, i + 1, j + 1),
        }
    }
    let smaller = a.len().min(b.len());
    if smaller == 0 { (0.0, 0.0) } else { (both as f64 / (a.len() + b.len() - both) as f64, both as f64 / smaller as f64) }
}

/// Takes a key that is a hash already as it is. Maps with it are looked into, never walked through.
#[derive(Clone, Copy, Debug, Default)]
pub struct AsIs(u64);

impl Hasher for AsIs {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = hash(bytes);
    }

    fn write_u64(&mut self, n: u64) {
        // The map's own bits are the lowest and the highest: FNV's are good only below.
        self.0 = n ^ n.rotate_left(32);
    }
}

/// A map from hashes.
pub type IdMap<V> = HashMap<u64, V, BuildHasherDefault<AsIs>>;

/// In how many texts a stem stands.
#[derive(Clone, Debug, Default)]
pub struct Frequencies {
    texts: u32,
    of: IdMap<u32>,
}

impl Frequencies {
    /// Counts a text, given the hashes of its stems, each once.
    pub fn count_text(&mut self, hashes: impl Iterator<Item = u64>) {
        self.texts += 1;
        for hash in hashes {
            *self.of.entry(hash).or_default() += 1;
        }
    }

    /// Inverse document frequency; never below .1, so that few texts can still be compared.
    pub fn weight(&self, hash: u64) -> f64 {
        // A small collection is no sample of the language: its own counts are damped by twenty unseen texts.
        let n = f64::from(self.texts) + 20.0;
        let df = f64::from(self.of.get(&hash).copied().unwrap_or(0)) + 1.0;
        (n / df).ln().max(0.1)
    }

    /// How many texts hold the stem.
    pub fn count(&self, hash: u64) -> u32 {
        self.of.get(&hash).copied().unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_keep_figures_whole_and_lose_possessives() {
        let mut seen = Vec::new();
        each_word("Ruritania’s 1,000-for-1,000 swap", |w| seen.push(w.to_owned()));
        assert_eq!(seen, ["ruritania", "1000", "for", "1000", "swap"]);
        assert!(STOP.is_sorted());
    }

    #[test]
    fn forms_of_one_word_share_a_stem() {
        for (a, b) in
            [("stopped", "stop"), ("negotiations", "negotiation"), ("deliveries", "delivery"), ("talks", "talk"), ("proposed", "propose")]
        {
            assert_eq!(stem(a), stem(b), "{a} {b}");
        }
        assert_ne!(stem("peace"), stem("peach"));
    }

    #[test]
    fn overlap_of_sorted_lists() {
        assert_eq!(overlap(&[1, 2, 3, 4], &[2, 3]), (0.5, 1.0));
        assert_eq!(overlap::<u8>(&[], &[1]), (0.0, 0.0));
    }
}
