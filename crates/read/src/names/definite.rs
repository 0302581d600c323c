//! Bodies spoken of again by their noun: "the union", "the ministry", "the ferry workers' union", "the rebels".
//!
//! A description means the only body of the report that its noun fits, or, of several, the one named last nearby; where two were named together, it
//! means nobody. What stands before the noun ("ferry workers'") must stand in the name too.

use super::resolve::Scene;
use super::words::{genitive, lower, span_of};
use crate::Document;
use model::{ActorIndex, ActorKind, EntityKind, LocalActor, MentionForm, Upos};

/// How many sentences back a body among several is still the one spoken of.
const NEAR: usize = 3;

/// Finds descriptions of bodies.
pub(super) fn find(document: &Document, scene: &mut Scene) {
    let called = appositions(document, scene);
    for s in 0..document.sentences.len() {
        for at in 1..document.sentences[s].tokens.len() {
            let noun = lower(document, s, at);
            if !lexicon::body_noun(&noun).spoken || scene.names.iter().any(|n| n.sentence == s && n.first <= at && at <= n.last) {
                continue;
            }
            let Some(first) = article(document, s, at) else { continue };
            if !stands_alone(document, s, at) {
                continue;
            }
            let qualifiers: Vec<String> = (first + 1..at).filter(|&i| tells(document, s, i)).map(|i| lower(document, s, i)).collect();
            if let Some(actor) = meant(document, scene, &called, (s, at), &noun, &qualifiers) {
                let span = span_of(document, s, first, at);
                scene.mention(document, s, (first, at), span, EntityKind::Organisation, MentionForm::Nominal, Some(actor));
            }
        }
    }
}

/// The word "the" before the noun at `at`, over nouns and genitives that qualify it.
fn article(document: &Document, s: usize, at: usize) -> Option<usize> {
    let tokens = &document.sentences[s].tokens;
    let mut i = at;
    for _ in 0..7 {
        i = i.checked_sub(1)?;
        let word = lower(document, s, i);
        if word == "the" {
            return Some(i);
        }
        let qualifies = matches!(tokens[i].upos, Upos::Noun | Upos::Adj) && word == document.form(s, i)
            || tokens[i].upos == Upos::Noun
            || genitive(document.form(s, i))
            || word == "-";
        if !qualifies {
            return None;
        }
    }
    None
}

/// Whether a word before the noun tells which body is meant: "ferry" of "the ferry union", not "leftist", nor either part of "left-wing".
fn tells(document: &Document, s: usize, at: usize) -> bool {
    let hyphen = |i: usize| document.form(s, i) == "-";
    let part = hyphen(at) || hyphen(at + 1) || at > 0 && hyphen(at - 1);
    !part && !genitive(document.form(s, at)) && document.sentences[s].tokens[at].upos != Upos::Adj
}

/// Whether the noun is the head of its phrase and nothing behind it says which one is meant.
fn stands_alone(document: &Document, s: usize, at: usize) -> bool {
    let sentence = &document.sentences[s];
    let Some(next) = sentence.tokens.get(at + 1) else { return true };
    let compound = matches!(sentence.tokens[at].relation(), "compound" | "amod") && !genitive(document.form(s, at + 1));
    !compound
        && !matches!(next.upos, Upos::Noun | Upos::Propn | Upos::Num)
        && !matches!(
            lower(document, s, at + 1).as_str(),
            "of" | "to" | "that" | "between" | "with" | "for" | "-" | "representing" | "which" | "line" | "lines"
        )
}

/// Whether a noun can mean an actor.
fn fits(noun: &str, actor: &LocalActor) -> bool {
    let name = actor.name.to_lowercase();
    let last = name.rsplit(' ').next().unwrap_or(&name);
    if matches!(actor.kind, ActorKind::Person | ActorKind::State | ActorKind::Collective | ActorKind::Outlet) {
        return false;
    }
    let called = last == noun || name.starts_with(&format!("{noun} of ")) || name.contains(&format!(" {noun} of "));
    let armed = actor.kind == ActorKind::ArmedGroup || matches!(last, "front" | "army" | "brigades" | "militia" | "guerrillas");
    match noun {
        "union" => {
            let of_members = name.contains("s' ") || name.contains("s’ ") || name.contains("n's ") || name.contains("n’s ");
            actor.kind != ActorKind::International
                && (called
                    || matches!(last, "unions" | "brotherhood" | "guild" | "workers" | "teamsters")
                    || name.contains("workers")
                    || name.contains("union of ")
                    || of_members && matches!(last, "association" | "federation" | "organization" | "organisation"))
        }
        "company" | "firm" => {
            matches!(
                last,
                "company" | "corporation" | "corp" | "corp." | "inc" | "inc." | "ltd" | "ltd." | "plc" | "ag" | "gmbh" | "co" | "co."
            ) || matches!(last, "airlines" | "airways" | "motors" | "shipping" | "industries" | "holdings" | "energy" | "lines")
        }
        "airline" | "carrier" => matches!(last, "airlines" | "airways" | "air" | "airline" | "aviation"),
        "ministry" => actor.kind == ActorKind::Organ && name.starts_with("ministry of "),
        "bloc" => {
            actor.kind == ActorKind::International
                && (matches!(last, "union" | "community" | "league")
                    || actor.name.chars().all(char::is_uppercase) && !matches!(actor.name.as_str(), "IAEA" | "OSCE" | "UNRWA"))
        }
        "lender" => matches!(last, "fund" | "bank") || called,
        "rebels" | "guerrillas" | "militants" | "militia" | "insurgents" | "paramilitaries" => armed,
        "group" | "movement" => called || armed,
        _ => called,
    }
}

/// What the report itself says that a body is: "the union, the Lakeside Education Association, said", "the Lakeside Association, a union of teachers".
fn appositions(document: &Document, scene: &Scene) -> Vec<(String, ActorIndex)> {
    let mut out = Vec::new();
    for (index, name) in scene.names.iter().enumerate() {
        let Some(actor) = scene.actor_of[index].filter(|_| name.kind == EntityKind::Organisation) else { continue };
        let (s, tokens) = (name.sentence, &document.sentences[name.sentence].tokens);
        let noun = |at: usize| Some(lower(document, s, at)).filter(|w| lexicon::body_noun(w).spoken);
        let before = name.first.checked_sub(1).map(|i| if lower(document, s, i) == "the" { i.saturating_sub(1) } else { i });
        if let Some(comma) = before.filter(|&i| document.form(s, i) == "," && i > 1)
            && let Some(word) = noun(comma - 1)
            && article(document, s, comma - 1).is_some()
            && tokens.get(name.last + 1).is_some_and(|t| matches!(t.span.of(document.text()), "," | "." | ")" | "("))
        {
            out.push((word, actor));
        }
        if lower(document, s, name.last + 1) == "," && matches!(lower(document, s, name.last + 2).as_str(), "the" | "a" | "an") {
            let stop =
                |i: usize| matches!(lower(document, s, i).as_str(), "," | "." | "of" | "that" | "which" | "representing" | "for" | "in");
            let end = (name.last + 3..tokens.len().min(name.last + 9)).find(|&i| stop(i));
            if let Some(word) = end.and_then(|end| noun(end - 1)) {
                out.push((word, actor));
            }
        }
    }
    out
}

/// Whom a description means.
fn meant(
    document: &Document,
    scene: &Scene,
    called: &[(String, ActorIndex)],
    (s, at): (usize, usize),
    noun: &str,
    qualifiers: &[String],
) -> Option<ActorIndex> {
    let fits = |a: ActorIndex| fits(noun, scene.cast.actor(a)) || called.iter().any(|(word, actor)| word == noun && *actor == a);
    let begin = document.sentences[s].tokens[at].span.start;
    let mut named: Vec<(usize, u32, ActorIndex)> = Vec::new();
    for (index, name) in scene.names.iter().enumerate() {
        let Some(actor) = scene.actor_of[index].filter(|&a| fits(a)) else { continue };
        let own = scene.cast.actor(actor).name.to_lowercase();
        let holds = |word: &String| {
            matches!(word.as_str(), "rebel" | "armed" | "militant" | "guerrilla" | "insurgent" | "separatist")
                || own.contains(word.trim_end_matches('s'))
        };
        if qualifiers.iter().all(holds) {
            named.push((name.sentence, name.span.start, actor));
        }
    }
    let (_, _, any) = *named.first()?;
    if named.iter().all(|n| n.2 == any) {
        return Some(any);
    }
    let before: Vec<_> = named.iter().filter(|n| n.1 < begin).collect();
    let &&(sentence, _, last) = before.last()?;
    let rival = before.iter().any(|n| n.2 != last && n.0 == sentence);
    (!rival && sentence + NEAR >= s).then_some(last)
}
