//! Where a sentence has words and phrases that can carry a claim (`lexicon::hints`).

use super::labels;
use crate::claims::scene::Scene;
use lexicon::doing::Pos;
use lexicon::hints::{Hint, hints, mark};
use model::Upos;

/// How far behind the first word of a phrase the next one may stand.
const REACH: usize = 6;

/// Which word of a row a word is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Place {
    /// A row of one word, of the word's part of speech.
    Word,
    /// A row of one word, of another part of speech.
    Other,
    /// First word of a phrase.
    First,
    /// Last word of a phrase.
    Last,
}

/// A label that a word can carry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Hinted {
    pub place: Place,
    /// Rank of the label in its row.
    pub rank: u8,
    /// Its number.
    pub label: u8,
}

/// The labels that each word of a sentence can carry.
pub(crate) fn find(scene: &Scene<'_>) -> Vec<Vec<Hinted>> {
    let mut out = vec![Vec::new(); scene.len()];
    let marks = (0..scene.len()).fold(0, |marks, word| marks | mark(scene.lemma(word)));
    for word in 0..scene.len() {
        let rows = hints(scene.lemma(word));
        // A participle may be a row as it is written.
        let form = if rows.is_empty() && matches!(scene.xpos(word), "VBN" | "VBG" | "NNS" | "JJ") {
            hints(&scene.form(word).to_lowercase())
        } else {
            &[]
        };
        let mut longest = 0;
        for row in rows.iter().chain(form) {
            if row.rest.len() < longest {
                break;
            }
            // Of most rows a word is missing.
            let Some(last) = (row.marks & !marks == 0).then(|| end(scene, word, row)).flatten() else { continue };
            longest = row.rest.len();
            let place = match (row.rest.is_empty(), fits(scene, word, row.pos)) {
                (true, true) => Place::Word,
                (true, false) => Place::Other,
                _ => Place::First,
            };
            for (rank, &(kind, status)) in row.labels.iter().enumerate() {
                let label = labels::number(kind, status) as u8;
                out[word].push(Hinted { place, rank: rank.min(2) as u8, label });
                if last != word {
                    out[last].push(Hinted { place: Place::Last, rank: rank.min(2) as u8, label });
                }
            }
        }
    }
    out
}

fn fits(scene: &Scene<'_>, word: usize, pos: Option<Pos>) -> bool {
    match pos {
        Some(Pos::Verb) => scene.is_verb(word),
        Some(Pos::Noun) => matches!(scene.upos(word), Upos::Noun | Upos::Propn),
        Some(Pos::Adjective) => matches!(scene.upos(word), Upos::Adj | Upos::Verb),
        None => matches!(scene.upos(word), Upos::Adv | Upos::Adp | Upos::Sconj),
    }
}

/// The last word of a row that begins here: its words follow near by, or hang on the first.
fn end(scene: &Scene<'_>, first: usize, row: &Hint) -> Option<usize> {
    let mut at = first;
    for lemma in row.rest.iter().filter(|lemma| **lemma != "~") {
        let is = |word: &usize| scene.lemma(*word) == *lemma;
        let near = (at + 1..scene.len().min(at + 1 + REACH)).find(is);
        at = near.or_else(|| scene.kids(first).iter().copied().find(is))?;
    }
    Some(at)
}
