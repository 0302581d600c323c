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

/// Going on or taking up again, with the stems of the four content words behind it.
fn phrases(text: &str) -> Vec<(&'static str, BTreeSet<String>)> {
    let mut words: Vec<String> = Vec::new();
    each_word(text, |w| {
        if is_content(w) {
            words.push(w.to_owned());
        }
    });
    let mut out = Vec::new();
    for (at, word) in words.iter().enumerate() {
        if let Some(name) = aspect(word).filter(|a| *a != "stop") {
            let object = words[at + 1..].iter().take(3).map(|w| stem(w).to_owned()).collect();
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
                self.add(format!("{} of {by}", fact.kind), Verdict::Conflict, values);
            }
        }
    }

    /// Wordings of one utterance, and sentences of which one retells the other.
    pub(super) fn aligned_aspects(&mut self, statements: &[Utterance]) {
        let mut pairs: BTreeSet<(Evidence, Evidence)> = BTreeSet::new();
        let place = |r: usize, sentence: u32, span: Span| Evidence {
            report: self.sources[r].id.to_owned(),
            sentence,
            span,
            stance: Stance::Supports,
        };
        for a in 0..self.sources.len() {
            for sibling in self.graph.siblings[a].iter().filter(|s| s.other > a) {
                for &(i, j) in &sibling.sentences {
                    let spans = self.sources[a]
                        .reading
                        .sentences
                        .get(i as usize)
                        .zip(self.sources[sibling.other].reading.sentences.get(j as usize));
                    if let Some((x, y)) = spans {
                        pairs.insert((place(a, i, x.span), place(sibling.other, j, y.span)));
                    }
                }
            }
        }
        let index: BTreeMap<&str, usize> = self.sources.iter().enumerate().map(|(r, s)| (s.id, r)).collect();
        let in_sentence = |w: &model::Wording| {
            let r = *index.get(w.report.as_str())?;
            let s = self.sources[r].reading.sentences.iter().position(|s| s.span.overlaps(w.span))?;
            Some(place(r, s as u32, w.span))
        };
        for utterance in statements {
            let places: Vec<Evidence> = utterance.wordings.iter().filter_map(in_sentence).collect();
            for (k, y) in places.iter().enumerate() {
                pairs.extend(places[..k].iter().filter(|x| x.report != y.report).map(|x| (x.clone(), y.clone())));
            }
        }
        let text = |e: &Evidence| index.get(e.report.as_str()).map_or("", |&r| e.span.of(&self.sources[r].reading.article.text));
        let mut found: BTreeMap<BTreeSet<String>, BTreeMap<&str, BTreeSet<Evidence>>> = BTreeMap::new();
        for (x, y) in &pairs {
            for (p, object) in phrases(text(x)) {
                for (q, other) in phrases(text(y)) {
                    let shared: BTreeSet<String> = object.intersection(&other).cloned().collect();
                    if p != q && shared.len() >= 2 {
                        let values = found.entry(shared).or_default();
                        values.entry(p).or_default().insert(x.clone());
                        values.entry(q).or_default().insert(y.clone());
                    }
                }
            }
        }
        for (object, values) in found {
            // Two wordings in one report of one sentence are one place.
            let values: Vec<(String, Vec<Evidence>)> = values.into_iter().map(|(n, e)| (n.to_owned(), e.into_iter().collect())).collect();
            let covered = self.out.iter().any(|c| {
                let has =
                    |e: &Evidence| c.values.iter().any(|v| v.evidence.iter().any(|x| x.report == e.report && x.span.overlaps(e.span)));
                c.verdict == Verdict::Conflict && values.iter().all(|(_, e)| e.iter().any(has))
            });
            if !covered {
                let about: Vec<&str> = object.iter().map(String::as_str).collect();
                self.add_places(format!("continued or resumed: {}", about.join(" ")), Verdict::Conflict, values);
            }
        }
    }
}
