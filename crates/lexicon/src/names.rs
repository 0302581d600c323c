//! Names of states, bodies, seats and outlets, as they stand in running text.

use crate::{bodies, outlets, persons, seats, state, states};
use aho_corasick::{AhoCorasick, MatchKind};
use model::{ActorKind, Span};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// In what way a form names an actor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sense {
    /// Its own name: "Ukraine", "Hamas".
    Name,
    /// An adjective: "Ukrainian", "UN" before a noun.
    Adjective,
    /// Its people: "Ukrainians".
    People,
    /// Its capital: a place, or the government.
    Capital,
    /// A seat that stands for who sits there: "the Kremlin".
    Seat,
}

/// An actor that the lexicon knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownActor {
    /// A state's code, a body's id; for seats and outlets their name.
    pub id: &'static str,
    /// What it is.
    pub kind: ActorKind,
    /// Canonical name.
    pub name: &'static str,
    /// Name of the state or party that it belongs to.
    pub side: Option<&'static str>,
}

/// A form and what it names.
#[derive(Clone, Copy, Debug)]
pub struct KnownName {
    /// The actor.
    pub actor: &'static KnownActor,
    /// In what way.
    pub sense: Sense,
}

/// A known name in a text.
#[derive(Clone, Copy, Debug)]
pub struct NameHit {
    /// Bytes.
    pub span: Span,
    /// What it names.
    pub known: KnownName,
}

struct Index {
    actors: Vec<KnownActor>,
    /// Form -> (actor, sense); the first sense given stays.
    forms: BTreeMap<String, (usize, Sense)>,
    automaton: Option<AhoCorasick>,
    patterns: Vec<(usize, Sense)>,
}

impl Index {
    fn add(&mut self, actor: usize, sense: Sense, form: &str) {
        self.forms.entry(form.to_owned()).or_insert((actor, sense));
        if form.contains('\'') {
            self.forms.entry(form.replace('\'', "’")).or_insert((actor, sense));
        }
    }

    fn actor(&mut self, id: &'static str, kind: ActorKind, name: &'static str, side: Option<&'static str>) -> usize {
        match self.actors.iter().position(|a| a.name == name) {
            Some(at) => at,
            None => {
                self.actors.push(KnownActor { id, kind, name, side });
                self.actors.len() - 1
            }
        }
    }
}

static INDEX: LazyLock<Index> = LazyLock::new(|| {
    let mut index = Index { actors: Vec::new(), forms: BTreeMap::new(), automaton: None, patterns: Vec::new() };
    let state_actors: Vec<usize> = states().iter().map(|s| index.actor(s.code, ActorKind::State, s.name, Some(s.name))).collect();
    for (state, &actor) in states().iter().zip(&state_actors) {
        for name in std::iter::once(&state.name).chain(&state.names) {
            index.add(actor, Sense::Name, name);
        }
    }
    for (state, &actor) in states().iter().zip(&state_actors) {
        for name in &state.adjectives {
            index.add(actor, Sense::Adjective, name);
        }
        // "Brussels" acts as the seat of the Union, not as the capital of Belgium
        let lent = |name: &str| seats().iter().any(|s| s.actor.starts_with('@') && (s.name == name || s.names.contains(&name)));
        for name in state.capitals.iter().filter(|name| !lent(name)) {
            index.add(actor, Sense::Capital, name);
        }
    }
    for (state, &actor) in states().iter().zip(&state_actors) {
        for name in &state.peoples {
            index.add(actor, Sense::People, name);
        }
    }
    for body in bodies() {
        let actor = index.actor(body.id, body.kind, body.name, body.side);
        for name in std::iter::once(&body.name).chain(&body.names) {
            index.add(actor, Sense::Name, name);
        }
        for name in &body.adjectives {
            index.add(actor, Sense::Adjective, name);
        }
    }
    for seat in seats() {
        if let Some(body) = seat.actor.strip_prefix('@') {
            let Some(body) = bodies().iter().find(|b| b.id == body) else { continue };
            let actor = index.actor(body.id, body.kind, body.name, body.side);
            for name in std::iter::once(&seat.name).chain(&seat.names) {
                index.add(actor, Sense::Capital, name);
            }
            continue;
        }
        let actor = match seat.actor.strip_prefix('=') {
            Some(code) => match states().iter().position(|s| s.code == code) {
                Some(at) => state_actors[at],
                None => continue,
            },
            None => index.actor(seat.actor, ActorKind::Organ, seat.actor, state(seat.state).map(|s| s.name)),
        };
        for name in std::iter::once(&seat.name).chain(&seat.names) {
            index.add(actor, Sense::Seat, name);
        }
    }
    for person in persons() {
        let side = state(person.body).map(|s| s.name).or_else(|| crate::body(person.body).and_then(|b| b.side));
        if person.name.contains(' ') {
            let actor = index.actor(person.name, ActorKind::Person, person.name, side);
            index.add(actor, Sense::Name, person.name);
        }
    }
    for outlet in outlets() {
        let actor = index.actor(outlet.name, ActorKind::Outlet, outlet.name, None);
        for name in std::iter::once(&outlet.name).chain(&outlet.names) {
            index.add(actor, Sense::Name, name);
        }
    }
    for (state, &actor) in states().iter().zip(&state_actors) {
        for name in &state.foreign {
            index.add(actor, Sense::Name, name);
        }
    }
    // Headlines in capitals.
    let capitals: Vec<(String, usize, Sense)> = index
        .forms
        .iter()
        .filter(|(form, _)| form.chars().count() >= 4)
        .map(|(form, &(actor, sense))| (form.to_uppercase(), actor, sense))
        .collect();
    for (form, actor, sense) in capitals {
        index.add(actor, sense, &form);
    }
    index.patterns = index.forms.values().copied().collect();
    index.automaton = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(index.forms.keys()).ok();
    index
});

/// What exactly this name names; letter case counts ("Turkey", "US"), a leading "the" does not.
pub fn find_actor(name: &str) -> Option<KnownName> {
    let name = name.trim();
    let bare = name.strip_prefix("the ").or_else(|| name.strip_prefix("The ")).unwrap_or(name);
    let &(actor, sense) = INDEX.forms.get(name).or_else(|| INDEX.forms.get(bare))?;
    Some(KnownName { actor: &INDEX.actors[actor], sense })
}

/// The known actor with this id ("UKR", "UN").
pub fn actor_by_id(id: &str) -> Option<&'static KnownActor> {
    INDEX.actors.iter().find(|a| a.id == id)
}

/// Every known name in a text, left to right, the longest where several begin, whole words only. A hyphen ends a word: "US-led".
pub fn actors_in(text: &str) -> Vec<NameHit> {
    let mut hits = Vec::new();
    let Some(automaton) = &INDEX.automaton else { return hits };
    let bytes = text.as_bytes();
    let mut from = 0;
    while let Some(found) = automaton.find(aho_corasick::Input::new(text).range(from..)) {
        let (start, end) = (found.start(), found.end());
        let before = text[..start].chars().next_back();
        let after = text[end..].chars().next();
        let inside = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        if inside(before) || inside(after) && bytes[end - 1] != b'.' {
            from = start + text[start..].chars().next().map_or(1, char::len_utf8);
            continue;
        }
        let (actor, sense) = INDEX.patterns[found.pattern().as_usize()];
        hits.push(NameHit { span: Span::new(start, end), known: KnownName { actor: &INDEX.actors[actor], sense } });
        from = end;
    }
    hits
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_gives_the_longest_whole_names() {
        let text = "Omani mediators met the UN Security Council's envoy; Nigerian, US-led and Maliki's camps stayed out of Niger.";
        let found: Vec<_> = actors_in(text).iter().map(|h| (h.span.of(text), h.known.actor.id, h.known.sense)).collect();
        assert_eq!(
            found,
            [
                ("Omani", "OMN", Sense::Adjective),
                ("UN Security Council", "UNSC", Sense::Name),
                ("Nigerian", "NGA", Sense::Adjective),
                ("US", "USA", Sense::Name),
                ("Niger", "NER", Sense::Name),
            ]
        );
    }

    #[test]
    fn seats_and_capitals_say_in_what_way_they_name_a_state() {
        let capital = find_actor("Nairobi").unwrap();
        assert_eq!((capital.actor.id, capital.sense), ("KEN", Sense::Capital));
        let seat = find_actor("the Élysée").unwrap();
        assert_eq!((seat.actor.kind, seat.actor.side, seat.sense), (ActorKind::Organ, Some("France"), Sense::Seat));
        assert_eq!(find_actor("Agence France-Presse").unwrap().actor.kind, ActorKind::Outlet);
        assert!(find_actor("us").is_none(), "a pronoun is no state");
    }

    #[test]
    fn names_in_capitals_and_in_other_languages_are_found() {
        assert_eq!(find_actor("KENYA").unwrap().actor.id, "KEN");
        assert_eq!(find_actor("Österreich").unwrap().actor.id, "AUT");
        assert_eq!(find_actor("Грузія").unwrap().actor.id, "GEO");
    }
}
