//! "Continue" against "resume": the second presupposes a stop.

use super::Finder;
use crate::words::{each_word, is_content, stem};
use model::{ClaimKind as K, Evidence, FieldKey, Span, Stance, Status, Utterance, Verdict};
use std::collections::{BTreeMap, BTreeSet};

/// Words for going on, for taking up again, for stopping: each presupposes another past.
const ASPECTS: &[(&str, &[&str])] = &[
    ("continue", &["continu", "maintain", "keep", "keeps"]),
    ("resume", &["resum", "restart", "reopen"]),
    ("stop", &["stop", "halt", "suspend", "cease", "end"]),
];

/// The aspect that a word names.
fn aspect(word: &str) -> Option<&'static str> {
    let fits = |x: &&str| word == *x || x.len() > 4 && word.starts_with(*x);
    ASPECTS.iter().find(|(_, words)| words.iter().any(fits)).map(|(name, _)| *name)
}

/// Content words in order: stem, and as written.
type Object = Vec<(String, String)>;

/// Whether a text has the letters of a word for going on or taking up again: most have none, and need not be cut into words.
fn may_tell(text: &str) -> bool {
    let bytes = text.as_bytes();
    let begins = |at: usize, word: &str| bytes.get(at..at + word.len()).is_some_and(|there| there.eq_ignore_ascii_case(word.as_bytes()));
    let words = || ASPECTS.iter().filter(|(name, _)| *name != "stop").flat_map(|(_, words)| *words);
    // By first letters, since nearly every letter of a text begins none of them.
    let first = words().fold(0u32, |set, word| set | 1 << (word.as_bytes()[0] & 31));
    bytes.iter().enumerate().any(|(at, byte)| first & 1 << (byte & 31) != 0 && words().any(|word| begins(at, word)))
}

/// Going on or taking up again, with the three content words behind it.
fn phrases(text: &str) -> Vec<(&'static str, Object)> {
    if !may_tell(text) {
        return Vec::new();
    }
    let mut words: Vec<String> = Vec::new();
    each_word(text, |w| {
        if is_content(w) {
            words.push(w.to_owned());
        }
    });
    let mut out = Vec::new();
    for (at, word) in words.iter().enumerate() {
        if let Some(name) = aspect(word).filter(|a| *a != "stop") {
            let object = words[at + 1..].iter().take(3).map(|w| (stem(w).to_owned(), w.clone())).collect();
            out.push((name, object));
        }
    }
    out
}

impl Finder<'_, '_> {
    /// Claims of one fact.
    pub(super) fn aspects(&mut self) {
        for c in 0..self.clusters.len() {
            let fact = &self.clusters[c].fact;
            if !matches!(fact.kind, K::Aid | K::Exchange | K::Hostilities | K::Sanction) || fact.status == Status::Negated {
                continue;
            }
            let mut found: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
            for &i in &self.clusters[c].items {
                let content = self.items[i].claim.fields.texts(FieldKey::Content).join(" ").to_lowercase();
                let text = if content.is_empty() { self.words(i).to_lowercase() } else { content };
                if let Some(name) = text.split(|c: char| !c.is_alphabetic()).find_map(aspect) {
                    found.entry(name).or_default().push(i);
                }
            }
            if found.len() > 1 {
                let by = fact.fields.text(FieldKey::By).unwrap_or("").to_owned();
                let values = found.into_iter().map(|(n, at)| (n.to_owned(), at)).collect();
                let field = if by.is_empty() { fact.kind.to_string() } else { format!("{} of {by}", fact.kind) };
                self.add(field, Verdict::Conflict, values);
            }
        }
    }

    /// Wordings of one utterance, and sentences of which one retells the other.
    pub(super) fn aligned_aspects(&mut self, statements: &[Utterance]) {
        let graph = self.made_of.graph;
        let mut found = Found::default();
        // Few sentences speak of going on: the others need no partner.
        let telling: Vec<BTreeMap<u32, Place>> = (0..self.sources.len()).map(|r| self.telling(r)).collect();
        for (a, here) in telling.iter().enumerate() {
            for sibling in self.nearness.siblings(a).iter().filter(|s| s.other > a) {
                let both = |(i, j): &(u32, u32)| here.get(i).zip(telling[sibling.other].get(j));
                sibling.sentences.iter().filter_map(both).for_each(|(x, y)| found.compare(&graph.roots[a], x, y));
            }
        }
        for utterance in statements {
            let places: Vec<(usize, Place)> = utterance.wordings.iter().filter_map(|w| self.wording(w)).collect();
            for (k, (b, y)) in places.iter().enumerate() {
                let others = places[..k].iter().filter(|(a, _)| a != b);
                others.for_each(|(a, x)| found.compare(&graph.roots[*a.min(b)], x, y));
            }
        }
        for (about, values) in found.0.into_values() {
            // Two wordings in one report of one sentence are one place.
            let values: Vec<(String, Vec<Evidence>)> = values.into_iter().map(|(n, e)| (n.to_owned(), e.into_iter().collect())).collect();
            let covered = self.out.iter().filter(|c| c.verdict == Verdict::Conflict).any(|c| {
                let has =
                    |e: &Evidence| c.values.iter().any(|v| v.evidence.iter().any(|x| x.report == e.report && x.span.overlaps(e.span)));
                values.iter().all(|(_, e)| e.iter().any(has))
            });
            if !covered {
                self.add_places(format!("continued or resumed: {about}"), Verdict::Conflict, values);
            }
        }
    }

    fn place(&self, report: usize, sentence: u32, span: Span) -> Option<Place> {
        let source = &self.sources[report];
        let phrases = phrases(span.of(&source.reading.article.text));
        let at = Evidence { report: source.id.to_owned(), sentence, span, stance: Stance::Supports };
        (!phrases.is_empty()).then_some(Place { at, phrases })
    }

    /// The sentences of a report that speak of going on.
    fn telling(&self, report: usize) -> BTreeMap<u32, Place> {
        if self.nearness.siblings(report).is_empty() {
            return BTreeMap::new();
        }
        let sentences = self.sources[report].reading.sentences.iter().zip(0..);
        sentences.filter_map(|(s, at)| Some((at, self.place(report, at, s.span)?))).collect()
    }

    fn wording(&self, wording: &model::Wording) -> Option<(usize, Place)> {
        let report = *self.report.get(wording.report.as_str())?;
        let sentence = self.sources[report].reading.sentences.iter().position(|s| s.span.overlaps(wording.span))?;
        Some((report, self.place(report, sentence as u32, wording.span)?))
    }
}

/// Words of a report that speak of going on.
struct Place {
    at: Evidence,
    phrases: Vec<(&'static str, Object)>,
}

/// Going on against taking up again, by origin and by the stems of what goes on: its words, and where each is told.
#[derive(Default)]
struct Found<'g>(BTreeMap<(&'g str, BTreeSet<String>), (String, Told)>);

type Told = BTreeMap<&'static str, BTreeSet<Evidence>>;

impl<'g> Found<'g> {
    fn compare(&mut self, root: &'g str, x: &Place, y: &Place) {
        for (p, object) in &x.phrases {
            for (q, other) in &y.phrases {
                let both: Vec<&(String, String)> = object.iter().filter(|(stem, _)| other.iter().any(|(s, _)| s == stem)).collect();
                let shared: BTreeSet<String> = both.iter().map(|(stem, _)| stem.clone()).collect();
                if p != q && shared.len() >= 2 {
                    let words = || both.iter().map(|(_, word)| word.as_str()).collect::<Vec<_>>().join(" ");
                    let (_, values) = self.0.entry((root, shared)).or_insert_with(|| (words(), Told::new()));
                    values.entry(p).or_default().insert(x.at.clone());
                    values.entry(q).or_default().insert(y.at.clone());
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_may_tell_nothing_tells_nothing() {
        for text in ["Talks KEEP going in the old town", "The strikes continued at night", "Deliveries of grain were resumed on Monday"] {
            assert!(may_tell(text) && !phrases(text).is_empty(), "{text}");
        }
        for text in ["They stopped.", "The keen reader", "", "Kee"] {
            assert!(!may_tell(text), "{text}");
        }
        assert_eq!(phrases("They will resume the old talks in Klow")[0].0, "resume");
    }
}
