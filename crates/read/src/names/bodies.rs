//! Bodies by the noun that ends their names (unions, associations, parties, companies), and the acronyms that a report gives them.
//!
//! Acronyms in parentheses are met with the words before them as in Schwartz and Hearst, "A Simple Algorithm for Identifying Abbreviation Definitions in
//! Biomedical Text" (PSB 2003), on first letters alone; a name that ends right there is taken even where the letters differ.

use super::spans::{Name, honorific_or_title, name};
use super::words::{capital, genitive, lower, shouted};
use crate::Document;
use lexicon::Sense;
use model::{ActorKind, EntityKind, Span, Upos};

/// Whether the word ends names of bodies.
pub(super) fn is_body(word: &str) -> bool {
    lexicon::body_noun(word).head
}

/// The last word of a body named after its members: "International Longshoremen's Association", "Teachers' Union".
pub(super) fn members_body(document: &Document, known: &[Name], s: usize, last: usize) -> usize {
    let count = document.sentences[s].tokens.len();
    let members = lower(document, s, last);
    let plural = members.ends_with('s') || members.ends_with("men") || members.ends_with("people");
    if !plural || last + 2 >= count || !genitive(&lower(document, s, last + 1)) {
        return last;
    }
    let named = |i: usize| covered(known, s, i);
    let end = (last + 2..count.min(last + 6)).take_while(|&i| capital(document.form(s, i)) && !named(i)).last();
    end.filter(|&end| !named(last) && is_body(&lower(document, s, end))).unwrap_or(last)
}

/// The first word of a body's name of which the engine found the end: "International Longshore and Warehouse Union". Goes left over words with
/// capitals, and over "and" behind one, up to another known name.
pub(super) fn whole_body(document: &Document, known: &[Name], s: usize, first: usize, last: usize) -> usize {
    if !is_body(&lower(document, s, last)) {
        return first;
    }
    leftmost(document, known, s, first)
}

fn leftmost(document: &Document, known: &[Name], s: usize, first: usize) -> usize {
    let tokens = &document.sentences[s].tokens;
    let part = |i: usize| {
        matches!(tokens[i].upos, Upos::Propn | Upos::Adj | Upos::Noun)
            && capital(document.form(s, i))
            && (i > 0 || tokens[i].upos == Upos::Propn)
            && !honorific_or_title(&lower(document, s, i))
            && !covered(known, s, i)
    };
    let mut begin = first;
    while begin > 0 {
        if part(begin - 1) {
            begin -= 1;
        } else if begin > 2 && lower(document, s, begin - 1) == "and" && part(begin - 2) && part(begin - 3)
            || begin > 1 && genitive(document.form(s, begin - 1)) && part(begin - 2)
        {
            begin -= 2;
        } else {
            break;
        }
    }
    begin
}

fn covered(names: &[Name], s: usize, at: usize) -> bool {
    names.iter().any(|n| n.sentence == s && n.first <= at && at <= n.last)
}

/// Bodies by the noun at the end of their names, whatever the engine found of them, and those that bear a state's name and are no part of it: "Harbour
/// Pilots' Union", "United States Maritime Alliance", "German Cabin Crew Union".
pub(super) fn by_noun(document: &Document, known: &[Name]) -> Vec<Name> {
    let mut out = Vec::new();
    for (s, sentence) in document.sentences.iter().enumerate() {
        if shouted(sentence.span.of(document.text())) || title_case(document, s) {
            continue;
        }
        for last in 1..sentence.tokens.len() {
            let form = document.form(s, last);
            if !capital(form) || !lexicon::body_noun(&form.to_lowercase()).private || covered(known, s, last) {
                continue;
            }
            let first = leftmost(document, known, s, last);
            let sure = lexicon::body_noun(&form.to_lowercase()).sure;
            let end = if sure { members_behind(document, known, s, last) } else { last };
            let state = known.iter().find(|k| k.sentence == s && k.last + 1 == first).filter(|k| {
                k.known.is_some_and(|(actor, sense)| actor.kind == ActorKind::State && matches!(sense, Sense::Name | Sense::Adjective))
            });
            match state.filter(|_| first < last) {
                Some(state) => out.push(name(document, s, state.first, end, EntityKind::Organisation)),
                None if first < end && sure => out.push(name(document, s, first, end, EntityKind::Organisation)),
                None => {}
            }
        }
    }
    out
}

/// The last word of a body named by its members behind "of": "Brotherhood of Locomotive Engineers and Trainmen".
fn members_behind(document: &Document, known: &[Name], s: usize, head: usize) -> usize {
    let count = document.sentences[s].tokens.len();
    let part = |i: usize| i < count && capital(document.form(s, i)) && !covered(known, s, i);
    if lower(document, s, head + 1) != "of" || !part(head + 2) {
        return head;
    }
    let mut last = head + 2;
    loop {
        if part(last + 1) {
            last += 1;
        } else if matches!(lower(document, s, last + 1).as_str(), "and" | "&") && part(last + 2) {
            last += 2;
        } else {
            return last;
        }
    }
}

/// Whether most words of a sentence begin with a capital, as in headlines, so that capitals mark no name.
fn title_case(document: &Document, s: usize) -> bool {
    let (mut upper, mut all) = (0, 0);
    for at in 0..document.sentences[s].tokens.len() {
        let form = document.form(s, at);
        if form.chars().count() > 3 && form.starts_with(char::is_alphabetic) {
            all += 1;
            upper += usize::from(capital(form));
        }
    }
    all > 3 && upper * 4 > all * 3
}

/// Whether a word looks like an acronym: "ILA", "M23", "MoD".
fn acronym(form: &str) -> bool {
    let upper = form.chars().filter(|c| c.is_uppercase()).count();
    let length = form.chars().count();
    (2..=9).contains(&length)
        && upper >= 2
        && upper * 2 >= length
        && form.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '&' | '.' | '/'))
}

/// Acronyms that the report gives to bodies in parentheses. A body that nobody found becomes a name; every later mention of the acronym stands for it.
pub(super) fn acronyms(document: &Document, names: &mut Vec<Name>) {
    let mut given: Vec<(String, Span)> = Vec::new();
    for s in 0..document.sentences.len() {
        for open in 1..document.sentences[s].tokens.len().saturating_sub(2) {
            let or = document.form(s, open) == "or" && document.form(s, open - 1) == ",";
            if document.form(s, open) != "(" && !or {
                continue;
            }
            let quoted = usize::from(matches!(document.form(s, open + 1), "\"" | "“" | "'" | "‘" | "``"));
            let form = document.form(s, open + 1 + quoted);
            let closed = matches!(lower(document, s, open + 2 + quoted).as_str(), ")" | "," | ";" | "or" | "\"" | "”" | "'" | "’" | "''");
            if !closed || !acronym(form) || given.iter().any(|(known, _)| known == form) {
                continue;
            }
            let last = if or { open.saturating_sub(2) } else { open - 1 };
            // Behind "or" the letters must agree: "the airline, or AI, said".
            if or && initials(document, s, last, form).is_none() {
                continue;
            }
            if let Some(full) = bearer(document, names, s, last, form) {
                given.push((form.to_owned(), full));
            }
        }
    }
    for (form, full) in &given {
        for s in 0..document.sentences.len() {
            for at in 0..document.sentences[s].tokens.len() {
                if document.form(s, at) != form {
                    continue;
                }
                let mut own = name(document, s, at, at, EntityKind::Organisation);
                own.stands_for = Some(*full);
                if names.iter().any(|n| n.span.overlaps(own.span) && n.span.len() > own.span.len() && n.first != n.last) {
                    continue;
                }
                names.retain(|n| !n.span.overlaps(own.span));
                names.push(own);
            }
        }
    }
    names.sort_by_key(|n| (n.span.start, n.span.end));
}

/// The name that the acronym `form` right behind word `last` belongs to.
fn bearer(document: &Document, names: &mut Vec<Name>, s: usize, last: usize, form: &str) -> Option<Span> {
    let by_letters = initials(document, s, last, form);
    if let Some(at) = names.iter().position(|n| n.sentence == s && n.last == last) {
        let found = &names[at];
        let known_body = found.known.is_some_and(|(k, _)| !matches!(k.kind, ActorKind::Person | ActorKind::State));
        if known_body || found.organ.is_some() {
            return Some(found.span);
        }
        let longer = by_letters.filter(|&first| first < found.first);
        if longer.is_none() && found.kind == EntityKind::Organisation {
            return Some(found.span);
        }
        // A state's own acronym, a person's party.
        if found.known.is_some() && found.kind != EntityKind::Organisation && by_letters.is_none_or(|first| first >= found.first) {
            return None;
        }
    }
    let first = by_letters.or_else(|| {
        let first = leftmost(document, &[], s, last);
        (first < last && capital(document.form(s, last)) && is_body(&lower(document, s, last))).then_some(first)
    })?;
    let own = name(document, s, first, last, EntityKind::Organisation);
    names.retain(|n| !n.span.overlaps(own.span));
    names.push(own.clone());
    Some(own.span)
}

/// The first of the words up to `last` whose first letters are those of `form`; small words between need no letter.
fn initials(document: &Document, s: usize, last: usize, form: &str) -> Option<usize> {
    let letters: Vec<char> = form.chars().filter(|c| c.is_alphabetic()).collect();
    let mut left = letters.len();
    let mut at = last;
    loop {
        let word = document.form(s, at);
        let begins = word.chars().next()?;
        if capital(word) && begins.is_alphabetic() {
            if left == 0 || !letters[left - 1].to_uppercase().eq(begins.to_uppercase()) {
                return None;
            }
            left -= 1;
            if left == 0 {
                return (at < last).then_some(at);
            }
        } else {
            let small = matches!(
                word,
                "and" | "of" | "for" | "the" | "in" | "on" | "de" | "la" | "del" | "des" | "du" | "y" | "et" | "&" | "-" | "to"
            );
            if !small && !genitive(word) {
                return None;
            }
        }
        at = at.checked_sub(1)?;
    }
}
