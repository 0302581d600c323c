//! Positions that the report gives to persons (`holders`), leaders of delegations, and whose office each is; then what dated knowledge adds or doubts.

use super::holders::holder;
use super::labels::{self, Whose};
use super::resolve::{Held, Scene};
use super::succession;
use super::titles::{Owner, TitlePhrase};
use super::words::{is, lower, span_of, stretch};
use crate::Document;
use lexicon::{Sense, TitleClass};
use model::{ActorIndex, ActorKind, EntityKind, Envelope, PositionMention, Upos};

/// A title found to be a person's, before its label is known.
#[derive(Clone, Copy, Debug)]
pub(super) struct Given {
    pub title: usize,
    pub name: Option<usize>,
    pub person: ActorIndex,
    pub ended: bool,
}

/// Finds the positions of the document.
pub(super) fn assign(document: &Document, scene: &mut Scene) {
    let mut given: Vec<Given> = Vec::new();
    for title in 0..scene.titles.len() {
        let passing = succession::find(document, scene, title);
        let found = if passing.is_empty() { holder(document, scene, title).into_iter().collect() } else { passing };
        scene.holder_of[title] = found.first().map(|f| f.person);
        given.extend(found);
    }
    let when = document.published().map_or(Envelope::OPEN, |p| p.envelope);
    // Titles of states and bodies first; those that hang on another person's office ("his counterpart", "her adviser") after.
    for late in [false, true] {
        for found in &given {
            let phrase = &scene.titles[found.title];
            let hangs = phrase.title.is_none() || matches!(phrase.owner, Owner::Pronoun(_)) || owned_by_person(scene, phrase);
            if hangs == late {
                record(document, scene, *found, when);
            }
        }
    }
    delegations(document, scene);
    complete(document, scene, when);
}

fn owned_by_person(scene: &Scene, phrase: &TitlePhrase) -> bool {
    matches!(phrase.owner, Owner::Name(n) if scene.names[n].kind == EntityKind::Person)
}

/// The name of a person at word `at`.
pub(super) fn name_at(scene: &Scene, s: usize, at: usize) -> Option<usize> {
    scene.names.iter().position(|n| n.sentence == s && n.first <= at && at <= n.last && n.kind == EntityKind::Person)
}

/// The person who is subject of a verb or predicate; for "who" the word it refers to.
pub(super) fn subject_name(document: &Document, scene: &Scene, s: usize, verb: usize) -> Option<usize> {
    let sentence = &document.sentences[s];
    if let Some(subject) = sentence.child(verb, "nsubj") {
        if let Some(name) = name_at(scene, s, subject) {
            return Some(name);
        }
        if !matches!(lower(document, s, subject).as_str(), "who" | "that") {
            return None;
        }
    }
    let up = sentence.head(verb)?;
    matches!(sentence.tokens[verb].relation(), "acl" | "appos" | "xcomp" | "advcl").then(|| name_at(scene, s, up)).flatten()
}

/// The person named last before sentence `s`, if the sentence before names one.
pub(super) fn last_person_before(scene: &Scene, s: usize) -> Option<ActorIndex> {
    let index = scene.names.iter().rposition(|n| n.sentence < s && n.sentence + 2 > s && n.kind == EntityKind::Person)?;
    scene.actor_of[index]
}

/// Whose position a title is.
pub(super) fn whose(document: &Document, scene: &Scene, index: usize, when: Envelope) -> Whose {
    let phrase = &scene.titles[index];
    match phrase.owner {
        Owner::None => Whose::Nobody,
        Owner::Name(n) => of_name(document, scene, n, phrase, when),
        Owner::Title(inner) => match scene.titles[inner].title {
            Some(title) => Whose::Holder(labels::label(title, &whose(document, scene, inner, when))),
            None => Whose::Nobody,
        },
        Owner::Pronoun(_) => {
            let Some(person) = nearest_person(scene, phrase.sentence, phrase.first) else { return Whose::Nobody };
            of_person(scene, person, phrase, when)
        }
    }
}

/// "Kiplagat's adviser" advises her in her office; "Kiplagat's interior minister" is one of her state.
fn of_person(scene: &Scene, person: ActorIndex, phrase: &TitlePhrase, when: Envelope) -> Whose {
    let personal = phrase.title.is_some_and(|t| {
        matches!(t.class, TitleClass::Adviser | TitleClass::Spokesperson | TitleClass::Envoy) || t.normal == "Chief of Staff"
    });
    if personal {
        return office_of(scene, person, when).map_or(Whose::Nobody, Whose::Holder);
    }
    side_state(scene, person).map_or(Whose::Nobody, Whose::State)
}

fn of_name(document: &Document, scene: &Scene, n: usize, phrase: &TitlePhrase, when: Envelope) -> Whose {
    let name = &scene.names[n];
    if let Some(organ) = &name.organ {
        let full = scene.actor_of[n].map_or(organ.name.clone(), |a| scene.cast.actor(a).name.clone());
        let side = scene.actor_of[n].and_then(|a| scene.cast.actor(a).side.clone());
        let id = lexicon::bodies().iter().find(|b| b.name == full).map(|b| b.id.to_owned());
        let short = if full == organ.name { organ.short.clone() } else { full.clone() };
        return Whose::Body { name: full, short, kind: ActorKind::Organ, id, side };
    }
    if name.kind == EntityKind::Person {
        return scene.actor_of[n].map_or(Whose::Nobody, |person| of_person(scene, person, phrase, when));
    }
    if let Some((known, sense)) = name.known {
        let city = sense == Sense::Capital && phrase.title.is_some_and(|t| matches!(t.normal, "Mayor" | "Governor"));
        if let Some(state) = lexicon::state(known.id).filter(|_| !city) {
            return Whose::State(state);
        }
        let written = if city { name.span.of(document.text()).to_owned() } else { known.name.to_owned() };
        return Whose::Body {
            name: written.clone(),
            short: written,
            kind: known.kind,
            id: Some(known.id.to_owned()),
            side: known.side.map(str::to_owned),
        };
    }
    let written = match name.stands_for.and(scene.actor_of[n]) {
        Some(full) => scene.cast.actor(full).name.clone(),
        None => super::cast::trimmed(name, document.text()).to_owned(),
    };
    Whose::Body { name: written.clone(), short: written, kind: ActorKind::Organisation, id: None, side: None }
}

/// The nearest person named before word `before` of sentence `s`, in this sentence or the one before.
pub(super) fn nearest_person(scene: &Scene, s: usize, before: usize) -> Option<ActorIndex> {
    let index =
        scene.names.iter().rposition(|n| n.kind == EntityKind::Person && (n.sentence == s && n.last < before || n.sentence + 1 == s))?;
    scene.actor_of[index]
}

/// The label of the highest position of a person: found in the report, else the lexicon's for the time.
pub(super) fn office_of(scene: &Scene, person: ActorIndex, when: Envelope) -> Option<String> {
    let here = scene.held.iter().filter(|h| h.person == person && !h.doubted && h.whose != Whose::Nobody).min_by_key(|h| h.title.class);
    if let Some(held) = here {
        return Some(held.label.clone());
    }
    let name = &scene.cast.actor(person).name;
    let mut labels: Vec<&str> = lexicon::offices_of(name).filter(|o| o.held(when)).map(|o| o.label).collect();
    labels.dedup();
    match labels[..] {
        [one] => Some(one.to_owned()),
        _ => None,
    }
}

/// The state that a person belongs to, by positions here or by the lexicon.
pub(super) fn side_state(scene: &Scene, person: ActorIndex) -> Option<&'static lexicon::State> {
    let by_position = scene.held.iter().filter(|h| h.person == person && !h.doubted).find_map(|h| h.whose.side());
    let side = by_position.or_else(|| scene.cast.actor(person).side.clone())?;
    lexicon::state_named(&side)
}

fn record(document: &Document, scene: &mut Scene, found: Given, when: Envelope) {
    let phrase = scene.titles[found.title].clone();
    let s = phrase.sentence;
    let (title, whose) = match phrase.title {
        Some(title) => (title, whose(document, scene, found.title, when)),
        None => match counterpart(scene, document, &phrase, found.person) {
            Some(known) => known,
            None => return,
        },
    };
    let label = labels::label_of_field(title, phrase.portfolio.as_deref(), &whose);
    let mut span = span_of(document, s, phrase.first, phrase.last);
    if let Some(n) = found.name {
        span = span.cover(scene.names[n].span);
    }
    let as_written = stretch(document, s, phrase.first, phrase.last).to_owned();
    scene.held.push(Held {
        person: found.person,
        title,
        field: phrase.portfolio.clone(),
        whose: whose.clone(),
        label: label.clone(),
        doubted: false,
    });
    scene.positions.push(PositionMention {
        span,
        sentence: s as u32,
        person: found.person,
        label,
        as_written,
        body: whose.body(),
        ended: found.ended,
        doubt: None,
    });
}

/// "his Sudanese counterpart X": the office of the person before, in the state named.
pub(super) fn counterpart(
    scene: &Scene,
    document: &Document,
    phrase: &TitlePhrase,
    not: ActorIndex,
) -> Option<(&'static lexicon::Title, Whose)> {
    let of = scene
        .names
        .iter()
        .enumerate()
        .rev()
        .filter(|(_, n)| {
            n.kind == EntityKind::Person && (n.sentence == phrase.sentence && n.last < phrase.first || n.sentence + 1 == phrase.sentence)
        })
        .find_map(|(i, _)| scene.actor_of[i].filter(|&a| a != not))?;
    let state = match phrase.owner {
        Owner::Name(n) => lexicon::state(scene.names[n].known?.0.id)?,
        _ => return Option::None,
    };
    let when = document.published().map_or(Envelope::OPEN, |p| p.envelope);
    let by_report = scene
        .held
        .iter()
        .filter(|h| h.person == of && !h.doubted && matches!(h.whose, Whose::State(_)))
        .min_by_key(|h| h.title.class)
        .map(|h| h.title);
    let name = scene.cast.actor(of).name.clone();
    let title = by_report.filter(|t| t.normal != "Minister").or_else(|| {
        let label = lexicon::offices_of(&name).find(|o| o.held(when))?.label;
        lexicon::titles().iter().find(|t| label.starts_with(&format!("{} of ", t.normal)))
    });
    Some((title.or(by_report)?, Whose::State(state)))
}

/// "chaired his country's delegation", "leads the Kenyan delegation", "headed by X".
fn delegations(document: &Document, scene: &mut Scene) {
    let Some(title) = lexicon::find_title("head of delegation") else { return };
    for s in 0..document.sentences.len() {
        let sentence = &document.sentences[s];
        for at in 0..sentence.tokens.len() {
            let token = &sentence.tokens[at];
            let leading = matches!(
                lower(document, s, at).as_str(),
                "led" | "leads" | "leading" | "headed" | "heads" | "heading" | "chaired" | "chairs" | "chairing"
            );
            if !(leading || matches!(token.lemma.as_str(), "lead" | "head" | "chair") && token.upos == Upos::Verb) {
                continue;
            }
            let Some(object) =
                (at + 1..sentence.tokens.len().min(at + 8)).find(|&i| matches!(lower(document, s, i).as_str(), "delegation" | "team"))
            else {
                continue;
            };
            let team_of_talks = is(document, s, object, "delegation")
                || object > 0 && matches!(lower(document, s, object - 1).as_str(), "negotiating" | "negotiation");
            if !team_of_talks || (at + 1..object).any(|i| matches!(document.form(s, i), "," | "." | ";")) {
                continue;
            }
            let owner = scene.names.iter().position(|n| n.sentence == s && n.first > at && n.last < object);
            let person = match subject_name(document, scene, s, at)
                .or_else(|| scene.names.iter().rposition(|n| n.sentence == s && n.last < at && n.kind == EntityKind::Person))
            {
                Some(n) => scene.actor_of[n],
                None => last_person_before(scene, s),
            };
            let Some(person) = person else { continue };
            let state = match owner {
                Some(n) => scene.names[n].known.and_then(|(k, _)| lexicon::state(k.id)),
                None => side_state(scene, person),
            };
            let whose = match (state, owner) {
                (Some(state), _) => Whose::State(state),
                (None, Some(n)) => match scene.names[n].known {
                    Some((known, _)) => Whose::Body {
                        name: known.name.to_owned(),
                        short: known.name.to_owned(),
                        kind: known.kind,
                        id: None,
                        side: known.side.map(str::to_owned),
                    },
                    None => Whose::Nobody,
                },
                (None, None) => Whose::Nobody,
            };
            let label = labels::label(title, &whose);
            let past = token.xpos == "VBD" || token.xpos == "VBN" && sentence.child(at, "aux").is_some();
            let words = span_of(document, s, at, object);
            scene.held.push(Held { person, title, field: None, whose: whose.clone(), label: label.clone(), doubted: false });
            scene.positions.push(PositionMention {
                span: words,
                sentence: s as u32,
                person,
                label,
                as_written: stretch(document, s, at, object).to_owned(),
                body: whose.body(),
                ended: past,
                doubt: None,
            });
        }
    }
}

/// Who by dated knowledge held his last office a year ago or longer acts for that state no more, unless the report gives him a post in it.
fn retired(scene: &mut Scene, when: Envelope) {
    let Some(year) = when.earliest.and_then(|day| day.checked_sub(jiff::Span::new().years(1)).ok()) else { return };
    let lately = Envelope::new(Some(year), when.latest);
    for index in 0..scene.cast.actors.len() {
        let actor = scene.cast.actor(index as ActorIndex);
        if actor.kind != ActorKind::Person || actor.side.is_none() {
            continue;
        }
        let held = lexicon::offices_of(&actor.name).map(|office| office.held(lately)).max();
        let left = held == Some(false);
        let posted = scene.held.iter().zip(&scene.positions).any(|(held, position)| {
            held.person == index as ActorIndex && !held.doubted && !position.ended && held.whose.side() == actor.side
        });
        if left && !posted {
            scene.cast.actors[index].side = None;
        }
    }
}

/// Sides of persons from their positions; states for titles that did not say theirs; fuller labels from dated knowledge; doubts.
fn complete(_document: &Document, scene: &mut Scene, when: Envelope) {
    for at in 0..scene.positions.len() {
        let (person, title, whose) = (scene.held[at].person, scene.held[at].title, scene.held[at].whose.clone());
        let name = scene.cast.actor(person).name.clone();
        let ended = scene.positions[at].ended;
        if labels::contradicted(&name, title, &whose, when) || contradicted_here(scene, at) {
            scene.held[at].doubted = true;
            scene.positions[at].doubt = Some("asserted but contradicted".to_owned());
            continue;
        }
        if scene.held[at].field.is_none()
            && let Some(label) = labels::refine(&name, title, &whose, when, ended)
        {
            set_label(scene, at, label.to_owned(), labels::label_state(label).map_or(whose, Whose::State));
        }
    }
    for at in 0..scene.positions.len() {
        // Who once was a state's president acts for it no more.
        if scene.held[at].doubted || scene.positions[at].ended {
            continue;
        }
        let person = scene.held[at].person;
        if let Some(side) = scene.held[at].whose.side() {
            let actor = &mut scene.cast.actors[person as usize];
            if actor.side.is_none() {
                actor.side = Some(side);
            }
        }
    }
    retired(scene, when);
    for at in 0..scene.positions.len() {
        let (person, title) = (scene.held[at].person, scene.held[at].title);
        let of_state = title.of == lexicon::TitleOf::State || matches!(title.class, TitleClass::HeadOfState | TitleClass::Negotiator);
        if scene.held[at].whose == Whose::Nobody
            && of_state
            && !scene.held[at].doubted
            && let Some(state) = side_state(scene, person)
        {
            let whose = Whose::State(state);
            set_label(scene, at, labels::label_of_field(title, scene.held[at].field.as_deref(), &whose), whose);
        }
    }
}

fn set_label(scene: &mut Scene, at: usize, label: String, whose: Whose) {
    scene.positions[at].body = whose.body();
    scene.positions[at].label.clone_from(&label);
    scene.held[at].label = label;
    scene.held[at].whose = whose;
}

/// A head of one state whom the same report makes head of another, where a third person heads that other one.
fn contradicted_here(scene: &Scene, at: usize) -> bool {
    let own = &scene.held[at];
    let top = |t: &lexicon::Title| matches!(t.class, TitleClass::HeadOfState | TitleClass::Leader);
    let Whose::State(state) = own.whose else { return false };
    if !top(own.title) {
        return false;
    }
    let other_state = scene.held.iter().any(|h| {
        h.person == own.person
            && top(h.title)
            && matches!(h.whose, Whose::State(s) if s.code != state.code)
            && h.title.class == TitleClass::HeadOfState
    });
    let other_head = scene.held.iter().any(|h| {
        h.person != own.person && h.title.class == TitleClass::HeadOfState && matches!(h.whose, Whose::State(s) if s.code == state.code)
    });
    other_head && other_state
}
