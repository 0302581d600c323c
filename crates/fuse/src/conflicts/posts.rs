//! Positions that cannot be together: one that the reader holds to be impossible, two titles in one body at one time.

use super::Finder;
use crate::actors::position_words;
use crate::nearness::EPISODE;
use model::{Envelope, Evidence, Tenure, Verdict};
use std::collections::{BTreeMap, BTreeSet};

/// The word of an office that says what its holder is. "Head", "chief" and "leader" go with any of them.
const HEADS: &[&str] = &[
    "president",
    "secretary",
    "minister",
    "chair",
    "director",
    "ambassador",
    "envoy",
    "spokesperson",
    "adviser",
    "premier",
    "king",
    "commander",
    "governor",
    "speaker",
];

/// Words that make a lesser office of an office.
const LESSER: &[&str] = &["deputy", "vice", "acting", "assistant", "former", "honorary", "general"];

/// Words for bodies in which a person has one title; states are offices of another kind.
const BODIES: &[&str] = &[
    "council",
    "committee",
    "commission",
    "agency",
    "party",
    "union",
    "board",
    "assembly",
    "parliament",
    "federation",
    "association",
    "bank",
    "authority",
    "congress",
    "senate",
    "movement",
    "front",
];

/// Whether two times can be of one episode; unknown times can where the report is the same.
fn together(a: &Tenure, b: &Tenure) -> bool {
    let apart = |x: Envelope, y: Envelope| matches!((x.latest, y.earliest), (Some(x), Some(y)) if (y - x).get_days() > EPISODE);
    let shared = || a.evidence.iter().any(|x| b.evidence.iter().any(|y| x.report == y.report));
    if a.envelope.is_open() || b.envelope.is_open() { shared() } else { !apart(a.envelope, b.envelope) && !apart(b.envelope, a.envelope) }
}

/// The evidence that lies in the same time as another tenure's.
fn all(tenures: &[&Tenure]) -> Vec<Evidence> {
    tenures.iter().flat_map(|t| t.evidence.iter().cloned()).collect()
}

impl Finder<'_, '_> {
    /// A position that the reader marked as impossible, against what else is said of the person.
    pub(super) fn offices(&mut self) {
        for actor in &self.cast.actors {
            for doubtful in actor.positions.iter().filter(|t| t.verdict.is_some()) {
                let sound = |t: &&Tenure| t.verdict.is_none() && !t.ended;
                let near: Vec<&Tenure> = actor.positions.iter().filter(sound).filter(|t| together(doubtful, t)).collect();
                // Where nothing is known of the time, any other position of the person will do.
                let others = if near.is_empty() { actor.positions.iter().filter(sound).collect() } else { near };
                let Some(first) = others.first() else { continue };
                let field = format!("office of {}", actor.name);
                let values = vec![(doubtful.label.clone(), doubtful.evidence.clone()), (first.label.clone(), all(&others))];
                self.add_places(field, Verdict::Error, values);
            }
        }
    }

    /// Two titles of one person in one body at one time ("president" and "secretary" of a council).
    pub(super) fn titles(&mut self) {
        for actor in &self.cast.actors {
            let mut by_body: BTreeMap<&str, BTreeMap<&str, Vec<&Tenure>>> = BTreeMap::new();
            for tenure in actor.positions.iter().filter(|t| !t.ended && t.verdict.is_none()) {
                let words: BTreeSet<String> = position_words(&tenure.label);
                if LESSER.iter().any(|w| words.contains(*w)) {
                    continue;
                }
                let head = HEADS.iter().find(|h| words.contains(**h));
                let body = BODIES.iter().find(|b| words.contains(**b));
                if let (Some(head), Some(body)) = (head, body) {
                    by_body.entry(body).or_default().entry(head).or_default().push(tenure);
                }
            }
            for (body, heads) in by_body {
                let lists: Vec<&Vec<&Tenure>> = heads.values().collect();
                if lists.len() >= 2 && lists[0].iter().any(|a| lists[1].iter().any(|b| together(a, b))) {
                    let values = heads.iter().map(|(head, tenures)| ((*head).to_owned(), all(tenures))).collect();
                    self.add_places(format!("title of {} in the {body}", actor.name), Verdict::Conflict, values);
                }
            }
        }
    }
}
