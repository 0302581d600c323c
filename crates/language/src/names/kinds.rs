//! What stands beside a name, or within it, tells its kind: "the village of X", "the newspaper X", "X Prefecture", a given name before a surname.

use super::compose::{overlapping, put};
use super::{Context, Found};
use model::{EntityKind, Upos};

/// Mends kinds and boundaries of the names of a sentence, which stay in order.
pub(super) fn settle(context: Context, found: &mut Vec<Found>) {
    joined(context, found);
    letters(context, found);
    ends(context, found);
    for number in 0..found.len() {
        let name = &found[number];
        let listed = context.gazetteer.kind(&context.marks[name.tokens.start..]).filter(|&(_, length)| length == name.tokens.len());
        let kind = beside(context, name, listed.map(|l| l.0))
            .or_else(|| if listed.is_none() { within(context, name).or_else(|| inside(context, name)) } else { None });
        if let Some(kind) = kind {
            found[number].kind = kind;
        }
    }
    missed(context, found);
}

/// "the ambassador to Tonga Ida Lindqvist": a place and a person that the network took for one name.
fn joined(context: Context, found: &mut Vec<Found>) {
    let mut number = 0;
    while number < found.len() {
        let tokens = found[number].tokens.clone();
        let place = context.gazetteer.kind(&context.marks[tokens.start..]).filter(|k| k.0 == EntityKind::Place);
        if let Some((kind, length)) = place
            && matches!(found[number].kind, EntityKind::Person | EntityKind::Place)
            && tokens.len() >= length + 2
            && !context.tie(tokens.start + length)
            && (tokens.start + length..tokens.end).all(|at| context.capital(at) && context.upos(at) == Upos::Propn)
            && (found[number].kind == EntityKind::Person || context.given(tokens.start + length))
            && context.knowledge.last(context.form(tokens.end - 1)).is_none()
        {
            let at = tokens.start + length;
            found[number] = Found { tokens: at..tokens.end, kind: EntityKind::Person };
            found.insert(number, Found { tokens: tokens.start..at, kind });
            number += 1;
        }
        number += 1;
    }
}

/// "the head of the KRFU Ida Lindqvist": letters and a person that the network took for one name; two letters may be initials.
fn letters(context: Context, found: &mut Vec<Found>) {
    let capitals = |at: usize| context.form(at).chars().all(char::is_uppercase);
    let mut number = 0;
    while number < found.len() {
        let name = found[number].clone();
        let start = name.tokens.start;
        if name.kind == EntityKind::Person
            && name.tokens.len() > 2
            && context.form(start).len() > 2
            && capitals(start)
            && !capitals(start + 1)
        {
            found[number].tokens.start += 1;
            if !context.knowledge.word(context.form(start)).abbreviation && context.marks[start] == 0 {
                found.insert(number, Found { tokens: start..start + 1, kind: EntityKind::Organisation });
                number += 1;
            }
        }
        number += 1;
    }
}

/// "Lindqvist MP": letters behind a person's name are no part of it.
fn ends(context: Context, found: &mut [Found]) {
    for name in found.iter_mut().filter(|f| f.kind == EntityKind::Person) {
        let last = context.form(name.tokens.end - 1);
        if name.tokens.len() > 1 && last.len() > 1 && !last.contains('.') && context.knowledge.word(last).abbreviation {
            name.tokens.end -= 1;
        }
    }
}

/// The kind by a noun in small letters beside the name.
fn beside(context: Context, name: &Found, listed: Option<EntityKind>) -> Option<EntityKind> {
    use EntityKind::{Group, Organisation, Person, Place};
    let (start, end) = (name.tokens.start, name.tokens.end);
    if name.kind == Group || listed == Some(Group) {
        return None;
    }
    let noun = |at: Option<usize>| at.filter(|&at| context.upos(at) == Upos::Noun).map(|at| context.knowledge.beside(context.form(at)));
    let behind = noun(Some(end).filter(|&at| at < context.marks.len())).unwrap_or_default();
    let before = noun(start.checked_sub(1)).unwrap_or_default();
    let of = start.checked_sub(2).filter(|_| context.form(start - 1) == "of");
    let of = noun(of).unwrap_or_default();
    if (behind.behind == Some(Place) || of.of == Some(Place)) && listed != Some(Organisation) {
        // "the Lindqvist family's village" has a verb or a noun between; an organisation's village is rare, its name in capitals is none's.
        let acronym = context.form(start).chars().all(char::is_uppercase);
        return (name.kind == Person && !person_in_full(context, name) || name.kind == Organisation && !acronym && end - start == 1)
            .then_some(Place);
    }
    // "Reuters CEO", "the chairman of Petronas": an unknown word that the network took for a person.
    let unknown = end - start == 1 && context.marks[start] == 0;
    let told = before.before == Some(Organisation) || [behind.behind, of.of].contains(&Some(Organisation)) && unknown;
    let told = told || behind.behind == Some(Organisation) && name.kind == Place && listed.is_none();
    (told && listed != Some(Place) && !person_in_full(context, name)).then_some(Organisation)
}

/// Whether the name begins with a given name and goes on.
fn person_in_full(context: Context, name: &Found) -> bool {
    name.tokens.len() > 1 && context.given(name.tokens.start)
}

/// The kind by the name's own words.
fn within(context: Context, name: &Found) -> Option<EntityKind> {
    use EntityKind::{Organisation, Person, Place};
    let (first, last) = (context.form(name.tokens.start), context.form(name.tokens.end - 1));
    if name.tokens.len() < 2 || !matches!(name.kind, Organisation | Place | Person) {
        return None;
    }
    if let Some(kind) = context.knowledge.last(last) {
        // "Veronica Lake"
        return (!person_in_full(context, name)).then_some(kind);
    }
    if let Some(kind) = context.knowledge.first(first).filter(|&kind| name.kind == Person || kind == Organisation) {
        return Some(kind);
    }
    let word = |at: usize| {
        let form = context.form(at);
        context.capital(at)
            && form.chars().all(char::is_alphabetic)
            && form.chars().any(char::is_lowercase)
            && !context.knowledge.word(form).head
    };
    let person = name.tokens.len() <= 3 && context.given(name.tokens.start) && name.tokens.clone().all(word);
    (person && name.kind != Person).then_some(Person)
}

/// "in X": where somebody or something is, for a name of one word that nobody knows and that the network took for a person.
fn inside(context: Context, name: &Found) -> Option<EntityKind> {
    let (start, end) = (name.tokens.start, name.tokens.end);
    let preposition = start > 0 && matches!(context.form(start - 1), "in" | "near" | "In" | "Near");
    let trust = start > 1 && {
        let before = context.form(start - 2);
        ["trust", "confid", "faith", "belie", "interest", "invest", "stake", "hope"].iter().any(|w| before.starts_with(w))
    };
    let owner = matches!(context.form(end), "'s" | "’s" | "'" | "’");
    let unknown = end - start == 1 && context.marks[start] == 0;
    (name.kind == EntityKind::Person && unknown && preposition && !trust && !owner).then_some(EntityKind::Place)
}

/// "the village of X", where the network saw no name.
fn missed(context: Context, found: &mut Vec<Found>) {
    for at in 2..context.marks.len() {
        if context.form(at - 1) == "of"
            && context.capital(at)
            && context.upos(at) == Upos::Propn
            && context.knowledge.beside(context.form(at - 2)).of == Some(EntityKind::Place)
            && overlapping(found, at, at + 1).next().is_none()
        {
            put(found, Found { tokens: at..at + 1, kind: EntityKind::Place });
        }
    }
}
