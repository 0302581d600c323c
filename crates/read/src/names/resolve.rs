//! From names to actors.

use super::cast::{Cast, candidates, trimmed};
use super::metonyms;
use super::spans::Name;
use super::titles::TitlePhrase;
use super::words::head_of;
use crate::Document;
use lexicon::{Sense, Title};
use model::{ActorIndex, ActorKind, EntityKind, Mention, MentionForm, PositionMention, Span};

use super::labels::Whose;

/// A position as far as the readers of names need it again.
#[derive(Clone, Debug)]
pub(super) struct Held {
    pub person: ActorIndex,
    pub title: &'static Title,
    /// What it is for, where the title's table has no entry of its own.
    pub field: Option<String>,
    pub whose: Whose,
    pub label: String,
    pub doubted: bool,
}

/// Everything known while a document's names are read.
#[derive(Debug)]
pub(super) struct Scene {
    pub names: Vec<Name>,
    pub titles: Vec<TitlePhrase>,
    pub cast: Cast,
    /// Actor of each name.
    pub actor_of: Vec<Option<ActorIndex>>,
    /// Person that each title is given to.
    pub holder_of: Vec<Option<ActorIndex>>,
    pub held: Vec<Held>,
    pub mentions: Vec<Mention>,
    pub positions: Vec<PositionMention>,
}

impl Scene {
    pub(super) fn new(names: Vec<Name>, titles: Vec<TitlePhrase>) -> Scene {
        let (name_count, title_count) = (names.len(), titles.len());
        Scene {
            names,
            titles,
            cast: Cast::default(),
            actor_of: vec![None; name_count],
            holder_of: vec![None; title_count],
            held: Vec::new(),
            mentions: Vec::new(),
            positions: Vec::new(),
        }
    }

    /// Adds a mention over the words `first..=last` unless one has exactly this span.
    pub(super) fn mention(
        &mut self,
        document: &Document,
        sentence: usize,
        words: (usize, usize),
        span: Span,
        kind: EntityKind,
        form: MentionForm,
        actor: Option<ActorIndex>,
    ) {
        if self.mentions.iter().any(|m| m.span == span) {
            return;
        }
        let head = head_of(&document.sentences[sentence], words.0, words.1);
        let name = actor.map(|a| self.cast.actor(a).name.clone());
        self.mentions.push(Mention { span, head: (sentence as u32, head as u32), kind, form, actor, name });
        if let Some(actor) = actor {
            self.cast.saw(actor, sentence);
        }
    }
}

/// Gives every name its actor.
pub(super) fn actors(document: &Document, scene: &mut Scene) {
    persons(document, scene);
    identify(document, scene);
    bodies(document, scene);
    let names = scene.names.clone();
    for (index, name) in names.iter().enumerate() {
        let actor = scene.actor_of[index];
        let place = name.known.filter(|_| actor.is_none()).map(|(_, _)| name.span.of(document.text()).to_owned());
        scene.mention(document, name.sentence, (name.first, name.last), name.span, name.kind, MentionForm::Name, actor);
        if actor.is_none()
            && matches!(name.kind, EntityKind::Place | EntityKind::Organisation | EntityKind::Other)
            && let Some(mention) = scene.mentions.last_mut().filter(|m| m.span == name.span)
        {
            mention.name = Some(place.unwrap_or_else(|| name.span.of(document.text()).to_owned()));
        }
    }
}

/// Names that the lexicon knows, then other full names, then single words, so that a headline's surname finds the full name further down.
fn persons(document: &Document, scene: &mut Scene) {
    let text = document.text();
    let words = |name: &Name| name.span.of(text).split_whitespace().count();
    for round in 0..3 {
        for index in 0..scene.names.len() {
            let name = &scene.names[index];
            let own_round = if name.known.is_some() {
                0
            } else if words(name) > 1 {
                1
            } else {
                2
            };
            if name.kind != EntityKind::Person || own_round != round {
                continue;
            }
            let (sentence, written) = (name.sentence, name.span.of(text));
            let actor = match name.known {
                Some((known, _)) => Some(scene.cast.known(known)),
                None => scene.cast.person(written, sentence),
            };
            if let Some(actor) = actor {
                scene.cast.saw(actor, sentence);
            }
            scene.actor_of[index] = actor;
        }
    }
}

/// Names persons as the lexicon does where it knows them: by full name, or by a surname that only one office-holder has if the report
/// names that person's state too.
fn identify(document: &Document, scene: &mut Scene) {
    let when = document.published().and_then(|p| p.envelope.latest);
    for index in 0..scene.cast.actors.len() {
        let actor = index as ActorIndex;
        if scene.cast.actor(actor).kind != ActorKind::Person || scene.cast.actor(actor).id.is_some() {
            continue;
        }
        let key = scene.cast.key(actor).clone();
        let mut found = candidates(&key).filter(|known| in_office_by(known.name, when));
        let (Some(one), None) = (found.next(), found.next()) else { continue };
        let named = scene.names.iter().any(|n| n.known.is_some_and(|(k, _)| k.name != one.name && k.side == one.side));
        if key.len() >= 2 || named {
            if let Some(same) = scene.cast.actors.iter().position(|a| a.name == one.name && a.kind == ActorKind::Person) {
                // The full name stands elsewhere under a spelling that did not meet this one.
                for slot in &mut scene.actor_of {
                    if *slot == Some(actor) {
                        *slot = Some(same as ActorIndex);
                    }
                }
                continue;
            }
            scene.cast.identify(actor, one);
        }
    }
}

/// How long before their first office people are already in the news under it: candidates, deputies.
const BEFORE_OFFICE_DAYS: i64 = 1500;

/// Whether a person of the table can be meant by a report of that day: not one who takes office years later.
fn in_office_by(person: &str, when: Option<jiff::civil::Date>) -> bool {
    let Some(when) = when else { return true };
    let limit = crate::times::plus_days(when, BEFORE_OFFICE_DAYS);
    lexicon::offices_of(person).any(|term| term.from <= limit)
}

/// States, bodies, organs, outlets; organs that name their state before those that do not.
fn bodies(document: &Document, scene: &mut Scene) {
    for index in 0..scene.names.len() {
        let name = &scene.names[index];
        let Some((known, sense)) = name.known else { continue };
        let government = sense != Sense::Capital || metonyms::is_government(document, name);
        if name.kind != EntityKind::Person && government && sense != Sense::People {
            scene.actor_of[index] = Some(scene.cast.known(known));
        }
    }
    for with_state in [true, false] {
        for index in 0..scene.names.len() {
            let Some(organ) = scene.names[index].organ.clone() else { continue };
            if organ.state.is_some() == with_state {
                scene.actor_of[index] = Some(scene.cast.organ(&organ));
            }
        }
    }
    for index in 0..scene.names.len() {
        let name = &scene.names[index];
        if name.known.is_none() && name.organ.is_none() && name.stands_for.is_none() && name.kind == EntityKind::Organisation {
            let written = trimmed(name, document.text()).to_owned();
            let actor = match same_body(scene, &written) {
                Some(actor) => actor,
                None => scene.cast.named(&written, ActorKind::Organisation, None, None),
            };
            scene.actor_of[index] = Some(actor);
        }
    }
    for index in 0..scene.names.len() {
        if let Some(full) = scene.names[index].stands_for {
            scene.actor_of[index] = scene.names.iter().position(|n| n.span == full).and_then(|at| scene.actor_of[at]);
        }
    }
}

/// An organisation here whose name this one shortens: the first letters of its words, or its beginning.
fn same_body(scene: &Scene, written: &str) -> Option<ActorIndex> {
    let short = !written.contains(' ') && written.len() >= 2 && written.chars().all(|c| c.is_uppercase() || c == '.');
    scene
        .cast
        .actors
        .iter()
        .position(|actor| {
            let body = matches!(
                actor.kind,
                ActorKind::Organisation | ActorKind::Organ | ActorKind::International | ActorKind::ArmedGroup | ActorKind::Outlet
            );
            if !body {
                return false;
            }
            let first_letters: String =
                actor.name.split([' ', '-']).filter_map(|w| w.chars().next()).filter(|c| c.is_uppercase()).collect();
            actor.name.eq_ignore_ascii_case(written) || short && first_letters == written.replace('.', "") && first_letters.len() >= 2
        })
        .map(|at| at as ActorIndex)
}

/// Leaves out actors that nothing refers to and renumbers the others.
pub(super) fn compact(scene: &mut Scene) {
    let mut used = vec![false; scene.cast.actors.len()];
    for actor in scene.mentions.iter().filter_map(|m| m.actor).chain(scene.positions.iter().map(|p| p.person)) {
        used[actor as usize] = true;
    }
    let mut place = Vec::with_capacity(used.len());
    let mut count = 0;
    for &used in &used {
        place.push(count);
        count += u32::from(used);
    }
    let mut keep = used.iter();
    scene.cast.actors.retain(|_| keep.next().copied().unwrap_or(false));
    for mention in &mut scene.mentions {
        mention.actor = mention.actor.map(|a| place[a as usize]);
        // A name may have become known after its first mention.
        if let Some(actor) = mention.actor {
            mention.name = Some(scene.cast.actors[actor as usize].name.clone());
        }
    }
    for position in &mut scene.positions {
        position.person = place[position.person as usize];
    }
}
