//! To whom a title is given: before or behind a name, by a copula, by words of appointing.

use super::positions::{Given, last_person_before, name_at, subject_name};
use super::resolve::Scene;
use super::titles::TitlePhrase;
use super::words::{is, lower};
use crate::Document;
use lexicon::TitleClass;
use model::{EntityKind, Upos};

/// The person that a title is given to.
pub(super) fn holder(document: &Document, scene: &Scene, index: usize) -> Option<Given> {
    let phrase = &scene.titles[index];
    let s = phrase.sentence;
    let tokens = &document.sentences[s].tokens;
    let person = |n: usize| scene.actor_of[n].filter(|_| scene.names[n].kind == EntityKind::Person);
    let given = |n: usize, ended: bool| person(n).map(|person| Given { title: index, name: Some(n), person, ended: ended || phrase.ended });
    let name_from = |at: usize| scene.names.iter().position(|n| n.sentence == s && n.first == at && n.kind == EntityKind::Person);
    // "Defence Minister General X": a rank between the office and the name
    let behind_rank = |at: usize| {
        let rank = |t: &&TitlePhrase| t.sentence == s && t.first == at && t.title.is_some_and(|t| t.class == TitleClass::Military);
        scene.titles.iter().find(rank).and_then(|t| name_from(t.last + 1))
    };
    let starting = |at: usize| name_from(at).or_else(|| behind_rank(at));
    // "President X", "the president of Y X"
    if let Some(n) = starting(phrase.last + 1).or_else(|| {
        let next = lower(document, s, phrase.last + 1);
        super::spans::honorific(&next).then(|| starting(phrase.last + 2)).flatten()
    }) {
        if phrase.plural {
            return None;
        }
        return given(n, false);
    }
    if phrase.plural {
        return None;
    }
    // "Kenya's foreign minister, X, said"
    if is(document, s, phrase.last + 1, ",")
        && let Some(n) = starting(phrase.last + 2)
        && (scene.names[n].last + 1 >= tokens.len()
            || matches!(document.form(s, scene.names[n].last + 1), "," | "." | ";" | "—" | "–" | ")"))
        && phrase.definite
    {
        return given(n, false);
    }
    // "X, the foreign minister of Kenya, said", also after a further apposition
    let before = |at: usize| at.checked_sub(1);
    let mut at = before(phrase.first);
    while let Some(i) = at
        && matches!(lower(document, s, i).as_str(), "the" | "a" | "an" | "currently" | "now" | "also" | "then" | "both")
    {
        at = before(i);
    }
    if let Some(i) = at {
        let mark = document.form(s, i);
        let next = phrase.last + 1;
        let ends = next >= tokens.len() || !matches!(tokens[next].upos, Upos::Verb | Upos::Aux);
        if matches!(mark, "," | "(" | "—" | "–")
            && i > 0
            && ends
            && let Some(n) = scene.names.iter().position(|n| n.sentence == s && n.last == i - 1 && n.kind == EntityKind::Person)
        {
            return given(n, false);
        }
        // "X, a former minister and the president's adviser"
        if matches!(mark, "and" | ",")
            && let Some(previous) = scene.titles[..index].iter().rposition(|t| t.sentence == s && t.last + 1 == i)
            && let Some(person) = scene.holder_of[previous]
            && (mark == "and" || ends)
            && scene.titles[previous].first > 0
            && scene.names.iter().any(|n| n.sentence == s && n.last < scene.titles[previous].first && n.kind == EntityKind::Person)
        {
            return Some(Given { title: index, name: None, person, ended: phrase.ended });
        }
    }
    appointed(document, scene, index).or_else(|| copula(document, scene, index))
}

fn appointing(lemma: &str) -> bool {
    matches!(
        lemma,
        "appoint"
            | "name"
            | "elect"
            | "install"
            | "nominate"
            | "designate"
            | "become"
            | "serve"
            | "work"
            | "act"
            | "pick"
            | "choose"
            | "reappoint"
            | "re-elect"
            | "reelect"
            | "confirm"
            | "inaugurate"
            | "swear"
            | "remain"
            | "promote"
            | "tap"
            | "return"
    )
}

/// "X, who was appointed last week as the head of Y", "X became prime minister".
fn appointed(document: &Document, scene: &Scene, index: usize) -> Option<Given> {
    let phrase = &scene.titles[index];
    let s = phrase.sentence;
    let sentence = &document.sentences[s];
    let mut i = phrase.first;
    while i > 0 && matches!(lower(document, s, i - 1).as_str(), "the" | "a" | "an" | "its" | "new" | "in") {
        i -= 1;
    }
    let as_word = i > 0 && is(document, s, i - 1, "as");
    // With "as" some words may stand between ("appointed last week as"), without it the verb stands right before.
    let reach = if as_word { 6 } else { 1 };
    let from = if as_word { i - 1 } else { i };
    let verb = (from.saturating_sub(reach)..from).rev().find(|&v| {
        let lemma = sentence.tokens[v].lemma.as_str();
        appointing(lemma)
            && matches!(sentence.tokens[v].upos, Upos::Verb | Upos::Aux | Upos::Adj)
            && (as_word || !matches!(lemma, "serve" | "work" | "act" | "return"))
    })?;
    let lemma = sentence.tokens[verb].lemma.as_str();
    let served = matches!(lemma, "serve" | "work" | "act") && sentence.tokens[verb].xpos.starts_with("VBD");
    // A passive or intransitive verb: its subject. An active one with an object: the object ("the king named X prime minister").
    let object = sentence.child(verb, "obj").and_then(|o| name_at(scene, s, o));
    let name = object
        .or_else(|| subject_name(document, scene, s, verb))
        .or_else(|| scene.names.iter().rposition(|n| n.sentence == s && n.last < verb && n.kind == EntityKind::Person));
    let person = match name {
        Some(n) => scene.actor_of[n]?,
        None => last_person_before(scene, s)?,
    };
    Some(Given { title: index, name, person, ended: phrase.ended || served })
}

/// "X is the foreign minister of Y".
fn copula(document: &Document, scene: &Scene, index: usize) -> Option<Given> {
    let phrase = &scene.titles[index];
    let s = phrase.sentence;
    let sentence = &document.sentences[s];
    let head = phrase.core.1;
    let cop = sentence.child(head, "cop")?;
    let name = subject_name(document, scene, s, head)?;
    let past = is(document, s, cop, "was") || is(document, s, cop, "were");
    let person = scene.actor_of[name]?;
    let negated = sentence.children(head).any(|c| matches!(sentence.tokens[c].lemma.as_str(), "not" | "no" | "never"));
    (!negated).then_some(Given { title: index, name: Some(name), person, ended: phrase.ended || past })
}
