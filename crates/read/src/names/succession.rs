//! Offices that pass from one person to another: "X stepped down as foreign minister of Y", "X replaced Z as …", "X took over as …".

use super::positions::{Given, last_person_before, name_at, subject_name};
use super::resolve::Scene;
use super::words::{is, lower};
use crate::Document;
use model::EntityKind;

/// How a verb before "as" moves an office.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Moves {
    /// The subject, or in the passive the one dismissed, has it no more.
    Ends,
    /// The subject has it from the object.
    Passes,
    /// The subject has it.
    Begins,
}

fn moves(lemma: &str) -> Option<Moves> {
    Some(match lemma {
        "resign" | "step" | "quit" | "retire" | "sack" | "dismiss" | "fire" | "oust" | "remove" | "suspend" => Moves::Ends,
        "replace" | "succeed" => Moves::Passes,
        "take" => Moves::Begins,
        _ => return None,
    })
}

/// The persons to whom the title at `index` is given by such a verb: with the office, or with its end. Empty where there is none.
pub(super) fn find(document: &Document, scene: &Scene, index: usize) -> Vec<Given> {
    let phrase = &scene.titles[index];
    let s = phrase.sentence;
    let sentence = &document.sentences[s];
    let mut out = Vec::new();
    let mut at = phrase.first;
    while at > 0 && matches!(lower(document, s, at - 1).as_str(), "the" | "a" | "an" | "its") {
        at -= 1;
    }
    if phrase.plural || at == 0 || !is(document, s, at - 1, "as") {
        return out;
    }
    let Some((verb, how)) = ((at - 1).saturating_sub(8)..at - 1).rev().find_map(|v| Some((v, moves(sentence.tokens[v].lemma.as_str())?)))
    else {
        return out;
    };
    let ahead = sentence.children(verb).any(|c| {
        matches!(sentence.tokens[c].relation(), "aux" | "mark")
            && matches!(lower(document, s, c).as_str(), "will" | "would" | "to" | "may" | "might" | "could" | "should")
    });
    let passive = sentence.children(verb).any(|c| sentence.tokens[c].deprel == "aux:pass" || sentence.tokens[c].deprel == "nsubj:pass");
    let subject = subject_name(document, scene, s, verb)
        .or_else(|| scene.names.iter().rposition(|n| n.sentence == s && n.last < verb && n.kind == EntityKind::Person));
    let object = sentence.child(verb, "obj").and_then(|o| name_at(scene, s, o)).or_else(|| {
        let before = at - 1;
        scene.names.iter().position(|n| n.sentence == s && n.first > verb && n.last < before && n.kind == EntityKind::Person)
    });
    let agent =
        sentence.children(verb).filter(|&c| sentence.children(c).any(|k| is(document, s, k, "by"))).find_map(|c| name_at(scene, s, c));
    let mut give = |name: Option<usize>, ended: bool| {
        let person = match name {
            Some(n) => scene.actor_of[n],
            None => last_person_before(scene, s),
        };
        if let Some(person) = person {
            out.push(Given { title: index, name, person, ended: ended || phrase.ended });
        }
    };
    match how {
        Moves::Begins if is(document, s, verb + 1, "over") => give(subject, false),
        Moves::Begins => {}
        // The king dismissed X as prime minister; X was dismissed, X resigned.
        Moves::Ends if !passive && object.is_some() => give(object, !ahead),
        Moves::Ends => give(subject, !ahead),
        Moves::Passes if passive => {
            give(subject, !ahead);
            if agent.is_some() && !ahead {
                give(agent, false);
            }
        }
        Moves::Passes => {
            if !ahead {
                give(subject, false);
            }
            if object.is_some() {
                give(object, !ahead);
            }
        }
    }
    out
}
