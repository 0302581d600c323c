//! Descriptions: "the Kenyan minister", "the Kremlin boss", "the Sudanese side", "both delegations", "countries buying oil", "his country".

use super::labels::{self, Whose};
use super::positions::{counterpart, nearest_person, side_state, whose};
use super::resolve::Scene;
use super::titles::{Owner, same_office};
use super::words::{capital, genitive, is, lower, span_of, stretch, supports};
use crate::Document;
use lexicon::{CollectiveClass, Sense, TitleClass};
use model::{ActorIndex, ActorKind, EntityKind, Envelope, MentionForm, Upos};

/// Finds the descriptions of the document.
pub(super) fn find(document: &Document, scene: &mut Scene) {
    collectives(document, scene);
    groups(document, scene);
    titled(document, scene);
    countries(document, scene);
}

/// Includes an article, number word or possessive before word `first`.
fn with_determiner(document: &Document, s: usize, first: usize) -> usize {
    let mut first = first;
    while first > 0
        && matches!(
            lower(document, s, first - 1).as_str(),
            "the" | "a" | "an" | "both" | "two" | "this" | "that" | "these" | "those" | "all" | "three" | "his" | "her" | "their" | "its"
        )
    {
        first -= 1;
    }
    first
}

/// Titles without a name: the person who has that position here, else dated knowledge if that person is in the report, else somebody
/// known by the position alone.
fn titled(document: &Document, scene: &mut Scene) {
    let when = document.published().map_or(Envelope::OPEN, |p| p.envelope);
    for index in 0..scene.titles.len() {
        if scene.holder_of[index].is_some() {
            continue;
        }
        let phrase = scene.titles[index].clone();
        let s = phrase.sentence;
        let owned =
            matches!(phrase.owner, Owner::Title(_)) || scene.titles.iter().any(|t| matches!(t.owner, Owner::Title(i) if i == index));
        let mut actor = None;
        if phrase.plural {
            actor = plural(document, scene, index);
            if actor.is_none() {
                continue;
            }
        } else if phrase.definite && !phrase.indefinite {
            actor = one(document, scene, index, when);
        } else if phrase.owner != Owner::None && phrase.title.is_some_and(|t| matches!(t.class, TitleClass::Other | TitleClass::Adviser)) {
            // "a senior Hamas official"
            actor = unnamed(document, scene, index, when);
        }
        if phrase.indefinite && actor.is_none() || owned && actor.is_none() {
            continue;
        }
        let first = with_determiner(document, s, phrase.first);
        let span = span_of(document, s, first, phrase.last);
        let kind = if phrase.plural { EntityKind::Group } else { EntityKind::Person };
        scene.mention(document, s, (first, phrase.last), span, kind, MentionForm::Nominal, actor);
    }
}

/// "Sudanese negotiators", "Hamas leaders": they act for their side.
fn plural(document: &Document, scene: &mut Scene, index: usize) -> Option<ActorIndex> {
    let phrase = &scene.titles[index];
    let Owner::Name(n) = phrase.owner else { return None };
    let acts = phrase.title.is_some_and(|t| {
        matches!(
            t.class,
            TitleClass::Negotiator
                | TitleClass::Envoy
                | TitleClass::Other
                | TitleClass::Leader
                | TitleClass::Spokesperson
                | TitleClass::Military
        )
    });
    let _ = document;
    acts.then(|| scene.actor_of[n]).flatten().filter(|&a| scene.cast.actor(a).kind != ActorKind::Person)
}

fn one(document: &Document, scene: &mut Scene, index: usize, when: Envelope) -> Option<ActorIndex> {
    let phrase = scene.titles[index].clone();
    let s = phrase.sentence;
    let Some(title) = phrase.title else {
        // "his Sudanese counterpart": the office, whoever holds it.
        let (title, of) = counterpart(scene, document, &phrase, ActorIndex::MAX)?;
        return Some(by_office(scene, title, &of, &labels::label(title, &of), when));
    };
    let of = whose(document, scene, index, when);
    if of == Whose::Nobody {
        // "the minister": the person with such a position who was named last before.
        let begin = document.sentences[s].tokens[phrase.first].span.start;
        return scene
            .mentions
            .iter()
            .filter(|m| m.span.end <= begin && m.head.0 as usize + 4 > s)
            .filter(|m| m.actor.is_some_and(|a| scene.held.iter().any(|h| h.person == a && !h.doubted && same_office(title, h.title))))
            .max_by_key(|m| m.span.start)
            .and_then(|m| m.actor);
    }
    if matches!(title.class, TitleClass::Other | TitleClass::Legislator) {
        return unnamed(document, scene, index, when);
    }
    if phrase.portfolio.is_some() {
        let label = labels::label_of_field(title, phrase.portfolio.as_deref(), &of);
        let held = scene.held.iter().find(|h| !h.doubted && h.label == label).map(|h| h.person);
        return Some(held.unwrap_or_else(|| scene.cast.named(&label, ActorKind::Person, None, of.side().as_deref())));
    }
    let label = labels::label(title, &of);
    // "the Kremlin boss": what the label means is an office of the state.
    Some(by_office(scene, title, &of, &label, when))
}

/// The holder of an office: here, by dated knowledge among those named here, or an actor known by the office only.
fn by_office(scene: &mut Scene, title: &'static lexicon::Title, of: &Whose, label: &str, when: Envelope) -> ActorIndex {
    let exact = scene.held.iter().filter(|h| !h.doubted).find(|h| h.label == label);
    let similar = || {
        let same =
            scene.held.iter().filter(|h| !h.doubted && h.whose.body() == of.body() && of.body().is_some() && same_office(title, h.title));
        let mut persons: Vec<ActorIndex> = same.map(|h| h.person).collect();
        persons.dedup();
        match persons[..] {
            [one] => Some(one),
            _ => None,
        }
    };
    if let Some(person) = exact.map(|h| h.person).or_else(similar) {
        return person;
    }
    let known = |label: &str| {
        let mut holders: Vec<&str> = lexicon::holders(label, when).map(|o| o.person).collect();
        holders.dedup();
        let mut here =
            holders.iter().filter_map(|name| scene.cast.actors.iter().position(|a| a.kind == ActorKind::Person && a.name == *name));
        match (here.next(), here.next()) {
            (Some(one), None) => Some(one as ActorIndex),
            _ => None,
        }
    };
    if let Some(person) = known(label) {
        return person;
    }
    // "the Kenyan leader": the head of state or government of whom the report speaks.
    if matches!(title.class, TitleClass::Leader)
        && let Whose::State(state) = of
    {
        for head in [format!("President of {}", state.after_of()), format!("Prime Minister of {}", state.after_of())] {
            if let Some(person) = known(&head) {
                return person;
            }
        }
    }
    scene.cast.named(label, ActorKind::Person, None, of.side().as_deref())
}

/// "a Kenyan official": nobody in particular, of a side.
fn unnamed(document: &Document, scene: &mut Scene, index: usize, when: Envelope) -> Option<ActorIndex> {
    let phrase = scene.titles[index].clone();
    let title = phrase.title?;
    let of = whose(document, scene, index, when);
    let side = of.side();
    let body = match &of {
        Whose::State(state) => state.adjectives.first().copied().unwrap_or(state.name).to_owned(),
        Whose::Body { short, .. } => short.clone(),
        _ => return None,
    };
    Some(scene.cast.named(&format!("{body} {}", title.normal), ActorKind::Person, None, side.as_deref()))
}

/// Nouns for those who act for a state or body.
fn group_noun(word: &str) -> bool {
    matches!(
        word,
        "side"
            | "delegation"
            | "delegations"
            | "negotiators"
            | "representatives"
            | "officials"
            | "government"
            | "authorities"
            | "team"
            | "leadership"
            | "forces"
            | "troops"
            | "army"
            | "military"
            | "diplomats"
            | "soldiers"
            | "administration"
            | "regime"
            | "camp"
            | "movement"
            | "group"
            | "rebels"
            | "militants"
            | "fighters"
            | "leaders"
            | "junta"
            | "militia"
            | "militias"
            | "faction"
    )
}

/// "the Sudanese side", "Kenya's government", "Hamas negotiators": the state or body itself.
fn groups(document: &Document, scene: &mut Scene) {
    for s in 0..document.sentences.len() {
        for at in 1..document.sentences[s].tokens.len() {
            let word = lower(document, s, at);
            if !group_noun(&word) {
                continue;
            }
            let mut first = at;
            let mut owner = None;
            for i in (at.saturating_sub(4)..at).rev() {
                let form = document.form(s, i);
                if let Some(n) = scene.names.iter().position(|n| n.sentence == s && n.last == i) {
                    // "the Saudi-backed government" is not Saudi Arabia's.
                    let behind = lower(document, s, i + 2);
                    if lower(document, s, i + 1) == "-" && supports(&behind) {
                        break;
                    }
                    owner = Some(n);
                    first = scene.names[n].first;
                    break;
                }
                let modifier = matches!(document.sentences[s].tokens[i].upos, Upos::Adj | Upos::Noun | Upos::Verb) && !capital(form)
                    || genitive(form)
                    || matches!(form, "-");
                if !modifier {
                    break;
                }
            }
            let actor = match owner {
                Some(n) => {
                    let known = scene.names[n].known;
                    let people = known.is_some_and(|(k, sense)| k.kind == ActorKind::Person || sense == Sense::People)
                        || scene.names[n].kind == EntityKind::Person;
                    if people { None } else { scene.actor_of[n].or_else(|| known.map(|(k, _)| scene.cast.known(k))) }
                }
                None => None,
            };
            let Some(actor) = actor.filter(|&a| !matches!(scene.cast.actor(a).kind, ActorKind::Outlet | ActorKind::Organ)) else {
                continue;
            };
            let first = with_determiner(document, s, first);
            let span = span_of(document, s, first, at);
            scene.mention(document, s, (first, at), span, EntityKind::Group, MentionForm::Nominal, Some(actor));
        }
    }
}

/// "both sides", "the mediators", "the international community", "nations buying Kenyan tea".
fn collectives(document: &Document, scene: &mut Scene) {
    for s in 0..document.sentences.len() {
        let tokens = &document.sentences[s].tokens;
        let mut at = 0;
        while at < tokens.len() {
            let found = (0..3usize.min(tokens.len() - at)).rev().find_map(|n| {
                let words = stretch(document, s, at, at + n).to_lowercase();
                lexicon::find_collective(&words).map(|c| (at + n, c))
            });
            let Some((last, collective)) = found else {
                at += 1;
                continue;
            };
            let first = with_determiner(document, s, at);
            let determiner: Vec<String> = (first..at).map(|i| lower(document, s, i)).collect();
            let counted = determiner.iter().any(|d| matches!(d.as_str(), "both" | "two" | "all" | "three"));
            let definite = counted || determiner.iter().any(|d| d == "the");
            let named = at > 0 && scene.names.iter().any(|n| n.sentence == s && n.last + 1 == at);
            let sides_proper = matches!(
                collective.phrase,
                "sides"
                    | "parties"
                    | "delegations"
                    | "negotiating teams"
                    | "warring parties"
                    | "warring sides"
                    | "belligerents"
                    | "adversaries"
                    | "foes"
            );
            // "Kenya's warring parties" are those of this war, whatever stands before them
            let warring = collective.phrase.starts_with("warring");
            let counts = match collective.class {
                CollectiveClass::Sides => counted || (definite || warring) && sides_proper,
                CollectiveClass::Mediators => definite,
                CollectiveClass::World => {
                    collective.phrase.contains(' ')
                        || definite && matches!(collective.phrase, "west" | "opposition" | "rebels" | "separatists" | "allies")
                }
                CollectiveClass::Media => named || collective.phrase.contains(' '),
            };
            if counts && (!named || warring || collective.class == CollectiveClass::Media) && !inside_name(scene, s, at) {
                let (begin, name) = match scene.names.iter().position(|n| n.sentence == s && n.last + 1 == at) {
                    Some(n) if named && !warring => (scene.names[n].first, stretch(document, s, scene.names[n].first, last).to_owned()),
                    _ => (first, collective.name.to_owned()),
                };
                let begin = with_determiner(document, s, begin);
                let actor = scene.cast.named(&name, ActorKind::Collective, None, None);
                let span = span_of(document, s, begin, last);
                scene.mention(document, s, (begin, last), span, EntityKind::Group, MentionForm::Nominal, Some(actor));
            } else if matches!(collective.phrase, "countries" | "nations") && !definite {
                described(document, scene, s, at);
            }
            at = last + 1;
        }
    }
}

fn inside_name(scene: &Scene, s: usize, at: usize) -> bool {
    scene.names.iter().any(|n| n.sentence == s && n.first <= at && at <= n.last)
}

/// "countries that buy Kenyan tea": several actors known by what they do.
fn described(document: &Document, scene: &mut Scene, s: usize, at: usize) {
    let sentence = &document.sentences[s];
    if sentence.child(at, "acl").is_none() {
        return;
    }
    let (first, last) = sentence.extent(at);
    let (first, last) = (first.max(at.saturating_sub(3)), last.min(at + 12));
    // What follows the first clause of the description is no part of a name.
    let last =
        (at + 1..=last).find(|&i| matches!(document.form(s, i), "," | ";" | "if" | "unless" | "until" | "." | ":")).map_or(last, |i| i - 1);
    if last <= at {
        return;
    }
    let mut begin = at;
    while begin > first && sentence.tokens[begin - 1].upos == Upos::Adj {
        begin -= 1;
    }
    let first = begin;
    let name = stretch(document, s, first, last).to_owned();
    let actor = scene.cast.named(&name, ActorKind::Collective, None, None);
    let span = span_of(document, s, first, last);
    scene.mention(document, s, (first, last), span, EntityKind::Group, MentionForm::Nominal, Some(actor));
}

/// "the country", "his country".
fn countries(document: &Document, scene: &mut Scene) {
    for s in 0..document.sentences.len() {
        for at in 1..document.sentences[s].tokens.len() {
            if !is(document, s, at, "country") && !is(document, s, at, "nation") {
                continue;
            }
            let before = lower(document, s, at - 1);
            let begin = document.sentences[s].tokens[at].span.start;
            let actor = match before.as_str() {
                "the" if is(document, s, at, "nation") => {
                    nearest_person(scene, s, at).and_then(|p| side_state(scene, p)).map(|state| state_actor(scene, state))
                }
                "his" | "her" => nearest_person(scene, s, at).and_then(|p| side_state(scene, p)).map(|state| state_actor(scene, state)),
                "the" => scene
                    .mentions
                    .iter()
                    .filter(|m| m.span.end <= begin && m.head.0 as usize + 3 > s && m.form == MentionForm::Name)
                    .filter(|m| m.actor.is_some_and(|a| scene.cast.actor(a).kind == ActorKind::State))
                    .max_by_key(|m| (m.head.0, subject(document, m.head), m.span.start))
                    .and_then(|m| m.actor),
                _ => continue,
            };
            let span = span_of(document, s, at - 1, at);
            scene.mention(document, s, (at - 1, at), span, EntityKind::Place, MentionForm::Nominal, actor);
        }
    }
}

fn state_actor(scene: &mut Scene, state: &'static lexicon::State) -> ActorIndex {
    scene.cast.named(state.name, ActorKind::State, Some(state.code), Some(state.name))
}

fn subject(document: &Document, head: (u32, u32)) -> bool {
    document.sentences[head.0 as usize].tokens[head.1 as usize].relation() == "nsubj"
}
