//! From the network's classes to the names of a text: what lists of words know ([`knowledge`]), how names are built ([`compose`]), what their
//! words and neighbours tell of their kinds ([`kinds`]), and what one mention tells of the others ([`agree`]).

mod agree;
mod compose;
mod kinds;
mod knowledge;

pub(crate) use agree::agree;
pub(crate) use knowledge::Knowledge;

use crate::neural::{Gazetteer, Vocabulary};
use model::{EntityKind, NameSpan, Sentence, Span, Upos};
use std::ops::Range;

/// A name in tokens of its sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    tokens: Range<usize>,
    kind: EntityKind,
}

/// A sentence and what is known of its tokens.
#[derive(Clone, Copy)]
pub(crate) struct Context<'a> {
    pub text: &'a str,
    pub sentence: &'a Sentence,
    /// See [`Gazetteer::mark`].
    pub marks: &'a [u32],
    /// See [`crate::neural::bilou_path`].
    pub path: &'a [u8],
    pub gazetteer: &'a Gazetteer,
    pub vocabulary: &'a Vocabulary,
    pub knowledge: &'a Knowledge,
    /// Whether the text has blanks around the hyphens of compounds, as texts do that were stored as tokens.
    pub spread: bool,
}

impl<'a> Context<'a> {
    fn form(&self, at: usize) -> &'a str {
        self.sentence.tokens.get(at).map_or("", |t| t.span.of(self.text))
    }

    fn upos(&self, at: usize) -> Upos {
        self.sentence.tokens.get(at).map_or(Upos::X, |t| t.upos)
    }

    /// Whether a blank stands before the token.
    fn spaced(&self, at: usize) -> bool {
        at == 0 || self.sentence.tokens[at].span.start != self.sentence.tokens[at - 1].span.end
    }

    /// Whether the token is a word that is known in lower case.
    fn common(&self, at: usize) -> bool {
        let lower = self.form(at).to_lowercase();
        let mut word = Vec::new();
        crate::words::fill(&lower, &[Span::new(0, lower.len())], &mut word);
        word.first().is_some_and(|w| self.vocabulary.knows_form(w.form))
    }

    /// Whether the token is a hyphen inside a compound.
    fn tie(&self, at: usize) -> bool {
        let within = at > 0 && at + 1 < self.marks.len();
        within && matches!(self.form(at), "-" | "‑" | "‐") && (self.spread || !self.spaced(at) && !self.spaced(at + 1))
    }

    /// Whether the token is a given name or a surname, and of no other kind.
    fn given(&self, at: usize) -> bool {
        self.marks.get(at).is_some_and(|&mark| self.gazetteer.is_person(mark))
    }

    /// Whether the token begins with a capital letter.
    fn capital(&self, at: usize) -> bool {
        self.form(at).chars().next().is_some_and(char::is_uppercase)
    }
}

/// Whether a text has blanks around the hyphens of compounds: three or more, and none without but in addresses.
pub(crate) fn is_spread(text: &str) -> bool {
    let bytes = text.as_bytes();
    let mut spaced = 0;
    for (at, _) in text.match_indices('-') {
        let letter = |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(|b| b.is_ascii_alphabetic());
        if letter(at.checked_sub(1)) && letter(Some(at + 1)) {
            if in_address(bytes, at) {
                continue;
            }
            return false;
        }
        spaced += (letter(at.checked_sub(2)) && letter(Some(at + 2)) && bytes[at - 1] == b' ' && bytes[at + 1] == b' ') as u32;
    }
    spaced >= 3
}

/// Whether the byte stands in a word with a slash, as in "https://example.org/two-words", of which no more is looked at than an address needs.
fn in_address(bytes: &[u8], at: usize) -> bool {
    const FAR: usize = 200;
    let word = |b: &&u8| !b.is_ascii_whitespace();
    let before = bytes[at.saturating_sub(FAR)..at].iter().rev().take_while(word);
    let after = bytes[at..bytes.len().min(at + FAR)].iter().take_while(word);
    before.chain(after).any(|&b| b == b'/')
}

/// The names of one sentence.
pub(crate) fn find(context: Context, found: &mut Vec<Found>, out: &mut Vec<NameSpan>) {
    found.clear();
    classes(context, found);
    compose::compose(context, found);
    let tokens = &context.sentence.tokens;
    out.extend(
        found
            .iter()
            .filter(|f| !f.tokens.is_empty())
            .map(|f| NameSpan { span: tokens[f.tokens.start].span.cover(tokens[f.tokens.end - 1].span), kind: f.kind }),
    );
}

/// Turns classes into names. A name that is as a whole in a word list of one kind is of that kind; one that the network missed and that is tagged
/// as a name is added.
fn classes(context: Context, found: &mut Vec<Found>) {
    let Context { marks, path, gazetteer, .. } = context;
    let mut start = 0;
    let mut at = 0;
    while at < path.len() {
        let Some(class) = path[at].checked_sub(1) else {
            match gazetteer.kind(&marks[at..]) {
                Some((kind, length)) if context.upos(at) == Upos::Propn && path[at..at + length].iter().all(|&c| c == 0) => {
                    found.push(Found { tokens: at..at + length, kind });
                    at += length;
                }
                _ => at += 1,
            }
            continue;
        };
        if matches!(class % 4, 0 | 3) {
            start = at;
        }
        if matches!(class % 4, 2 | 3) {
            let kind = EntityKind::ALL.get(class as usize / 4).copied().unwrap_or(EntityKind::Other);
            let whole = gazetteer.kind(&marks[start..]).filter(|&(_, length)| length == at + 1 - start);
            found.push(Found { tokens: start..at + 1, kind: whole.map_or(kind, |w| w.0) });
        }
        at += 1;
    }
}
