//! Who vouches for some words: the statements around them.

use crate::Document;
use lexicon::saying::{self, CueClass};
use model::{Span, Statement, Upos};

/// What the cue of a statement is: speech, an act by speech, an attitude, a finding. A statement without a cue (quoted words) is speech.
pub fn class(document: &Document, statement: &Statement) -> CueClass {
    let Some(cue) = statement.cue.first() else { return CueClass::Statement };
    let text = document.text();
    let lower = cue.of(text).to_lowercase();
    if let Some(phrase) = saying::phrases().iter().find(|p| p.words.join(" ") == lower) {
        return phrase.class;
    }
    let Some((first, last)) = document.words_in(statement.sentence as usize, *cue) else { return CueClass::Statement };
    let tokens = &document.sentences[statement.sentence as usize].tokens[first..=last];
    let verb = tokens.iter().filter(|t| t.upos == Upos::Verb).filter_map(|t| saying::verbs(&t.lemma).first().map(|s| s.class));
    let noun = tokens.iter().filter(|t| t.upos == Upos::Noun).filter_map(|t| saying::noun(&t.lemma).map(|s| s.class));
    // Of several the one nearest to speech: "wanted to say", "expressed hope".
    verb.chain(noun).min().unwrap_or(if lower.chars().any(char::is_alphabetic) { CueClass::Attitude } else { CueClass::Statement })
}

/// Indices of the statements whose content holds `span`, outermost first. Only speech counts: what somebody wants or sees is not thereby
/// told by them.
pub fn chain_at(document: &Document, span: Span) -> Vec<usize> {
    let mut around: Vec<(usize, usize)> = document
        .statements
        .iter()
        .enumerate()
        .filter(|(_, s)| s.content.iter().any(|c| c.contains(span)) && class(document, s).is_speech())
        .map(|(index, s)| (index, s.content.iter().map(|c| c.len()).sum()))
        .collect();
    around.sort_by_key(|&(index, size)| (std::cmp::Reverse(size), index));
    around.into_iter().map(|(index, _)| index).collect()
}

/// Canonical names of the speakers of [`chain_at`], outermost first; speakers that are not resolved are left out.
pub fn speakers_at(document: &Document, span: Span) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for index in chain_at(document, span) {
        if let Some(actor) = document.statements[index].speaker.and_then(|a| document.actors.get(a as usize))
            && names.last() != Some(&actor.name)
        {
            names.push(actor.name.clone());
        }
    }
    names
}
