//! What of the record is wanted: the same filters for every export, every page and every list.
//!
//! A condition is held against what an entry itself says: facts by their own fields (with those of their move), statements by theirs, claims
//! by theirs. What a single claim cannot know, its track and on how many sources it rests, it has from the fact that it is fused into.

use super::part::Part;
use super::ties::Ties;
use crate::index::Index;
use crate::keys::{ByKey, Keys};
use jiff::civil::Date;
use model::{Actor, Claim, ClaimKind, Envelope, Fact, Fields, Move, Record, Status, Utterance};
use serde::{Deserialize, Serialize};
use std::cell::RefCell;

/// Conditions on facts; all that are set must hold, within a list one suffices. The default wants everything.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Filter {
    /// An actor that takes part: its id, one of its names, or, where no actor is called so, the beginning of a word of a name, whatever the
    /// case. A state or party stands for its people too.
    pub actor: Vec<String>,
    /// A part of the name of the track of a move; its facts and answers come along.
    pub track: Vec<String>,
    /// Kinds.
    pub kind: Vec<ClaimKind>,
    /// Statuses.
    pub status: Vec<Status>,
    /// A part of the name of an outlet that carries it.
    pub outlet: Vec<String>,
    /// It may lie on or after this day.
    pub from: Option<Date>,
    /// It may lie on or before this day.
    pub to: Option<Date>,
    /// It rests on at least so many independent sources.
    pub roots: u32,
}

impl Filter {
    /// Whether everything is wanted.
    pub fn is_open(&self) -> bool {
        *self == Filter::default()
    }

    /// What the filter leaves of a record: the facts wanted with their moves and conflicts, the statements wanted, and the reports,
    /// derivations, actors and processes that these rest on. Statements have neither track, kind nor status: those conditions leave none.
    pub fn apply(&self, record: Record) -> Record {
        if self.is_open() { record } else { self.select(&record) }
    }

    /// The same from a record that stays: only what is wanted is copied.
    pub fn select(&self, record: &Record) -> Record {
        let index = Index::new(record);
        let ties = Ties::new(record, &index);
        Part::of(self, None, record, &index, &ties).copy(record, &ties)
    }

    /// What belongs to one process: its facts with their moves and conflicts, and what these rest on.
    pub fn process(record: &Record, id: &str) -> Record {
        let index = Index::new(record);
        let ties = Ties::new(record, &index);
        Part::of(&Filter::default(), Some(id), record, &index, &ties).copy(record, &ties)
    }
}

/// A filter with its names looked up in one record: says of each entry whether it is wanted.
#[derive(Debug)]
pub struct Selection<'f> {
    filter: &'f Filter,
    /// Canonical and other names of the actors asked for and of their people, in lower case.
    actors: Keys<String>,
    /// What was asked for and is the name of no actor, in lower case.
    words: Vec<String>,
    /// Names of the actors asked for, in lower case: they may stand within words of a report that name no actor ("Ruritanian forces").
    heads: Vec<String>,
    /// Names of all actors, in lower case.
    known: Keys<String>,
    /// Ids of the reports of the outlets asked for.
    reports: Keys<String>,
    days: Envelope,
    /// Names that have been decided on: a record names the same few again and again.
    decided: RefCell<ByKey<String, bool>>,
}

impl<'f> Selection<'f> {
    /// Looks the names of a filter up in a record.
    pub fn new(filter: &'f Filter, record: &Record) -> Selection<'f> {
        let mut actors: Keys<String> = Keys::default();
        let (mut words, mut inner, mut known) = (Vec::new(), Vec::new(), Keys::default());
        for asked in &filter.actor {
            let asked = asked.to_lowercase();
            let called = |name: &String| name.to_lowercase() == asked;
            let is = |actor: &&Actor| called(&actor.id) || called(&actor.name) || actor.names.iter().any(called);
            let mut named: Vec<&Actor> = record.actors.iter().filter(is).collect();
            // "UK" is the United Kingdom where there is one, and only otherwise the beginning of "Ukraine".
            if named.is_empty() {
                let begins = |name: &String| word_begins(name, &asked);
                named = record.actors.iter().filter(|actor| begins(&actor.name) || actor.names.iter().any(begins)).collect();
                words.push(asked);
            }
            inner.extend(named.iter().flat_map(|actor| actor.names.iter().chain([&actor.name])).map(|name| name.to_lowercase()));
            let heads: Keys<&str> = named.iter().map(|actor| actor.name.as_str()).collect();
            let people = record.actors.iter().filter(|actor| actor.side.as_deref().is_some_and(|side| heads.contains(side)));
            for actor in named.iter().copied().chain(people) {
                actors.extend(actor.names.iter().chain([&actor.name]).map(|name| name.to_lowercase()));
            }
        }
        if !filter.actor.is_empty() {
            known.extend(record.actors.iter().flat_map(|actor| actor.names.iter().chain([&actor.name])).map(|name| name.to_lowercase()));
        }
        let asked = |name: &str| filter.outlet.iter().any(|word| contains(name, word));
        let reports = record.reports.iter().filter(|r| r.outlet.as_deref().is_some_and(asked)).map(|report| report.id.clone()).collect();
        Selection {
            filter,
            actors,
            words,
            heads: inner,
            known,
            reports,
            days: Envelope::new(filter.from, filter.to),
            decided: RefCell::default(),
        }
    }

    /// Whether everything is wanted.
    pub fn is_open(&self) -> bool {
        self.filter.is_open()
    }

    fn actor(&self, name: &str) -> bool {
        if let Some(known) = self.decided.borrow().get(name) {
            return *known;
        }
        let wanted = self.decide(name);
        self.decided.borrow_mut().insert(name.to_owned(), wanted);
        wanted
    }

    fn decide(&self, name: &str) -> bool {
        let name = name.to_lowercase();
        let inside = || self.heads.iter().any(|head| within(&name, head).any(|(_, after)| after));
        self.actors.contains(&name) || self.words.iter().any(|word| word_begins(&name, word)) || !self.known.contains(&name) && inside()
    }

    fn actors<'n>(&self, fields: &'n Fields, others: impl Iterator<Item = &'n str>) -> bool {
        let roles = fields.iter().filter(|(key, _)| key.is_role()).flat_map(|(_, value)| value.texts());
        self.filter.actor.is_empty() || roles.chain(others).any(|name| self.actor(name))
    }

    fn days(&self, envelope: Envelope) -> bool {
        self.days.is_open() || !envelope.is_open() && envelope.compatible(self.days)
    }

    fn outlets<'e>(&self, mut reports: impl Iterator<Item = &'e str>) -> bool {
        self.filter.outlet.is_empty() || reports.any(|report| self.reports.contains(report))
    }

    fn kind(&self, kind: ClaimKind, status: Status) -> bool {
        let filter = self.filter;
        (filter.kind.is_empty() || filter.kind.contains(&kind)) && (filter.status.is_empty() || filter.status.contains(&status))
    }

    /// What only a fact knows: its track, and on how many sources it rests.
    fn standing(&self, fact: &Fact, entry: Option<&Move>) -> bool {
        let track = entry.and_then(|m| m.track.as_deref()).unwrap_or_default();
        fact.roots >= self.filter.roots
            && (self.filter.track.is_empty() || self.filter.track.iter().any(|word| !track.is_empty() && contains(track, word)))
    }

    /// Whether a fact is wanted; `entry` is the move that it is, where it is one.
    pub fn fact(&self, fact: &Fact, entry: Option<&Move>) -> bool {
        let parties = || entry.into_iter().flat_map(|m| m.by.iter().chain(&m.to).chain(m.answers.iter().map(|a| &a.by)));
        self.kind(fact.kind, fact.status)
            && self.standing(fact, entry)
            && (self.days(fact.envelope) || entry.and_then(|m| m.due).is_some_and(|due| self.days(due)))
            && self.actors(&fact.fields, fact.speaker.as_deref().into_iter().chain(parties().map(String::as_str)))
            && self.outlets(fact.evidence.iter().map(|e| e.report.as_str()))
    }

    /// Whether a claim of a report is wanted; `fused` is the fact that it is a part of, with the move that this is.
    pub fn claim(&self, report: &str, claim: &Claim, fused: Option<(&Fact, Option<&Move>)>) -> bool {
        let standing = || fused.is_some_and(|(fact, entry)| self.standing(fact, entry));
        self.kind(claim.kind, claim.status)
            && self.days(claim.time.as_ref().map_or(Envelope::OPEN, |time| time.envelope))
            && self.actors(&claim.fields, claim.speaker.iter().chain(&claim.chain).map(String::as_str))
            && self.outlets([report].into_iter())
            && (self.filter.roots == 0 && self.filter.track.is_empty() || standing())
    }

    /// Whether a statement is wanted. It has neither track, kind nor status: no statement meets a condition on these.
    pub fn utterance(&self, utterance: &Utterance) -> bool {
        let filter = self.filter;
        filter.kind.is_empty()
            && filter.status.is_empty()
            && filter.track.is_empty()
            && utterance.roots >= filter.roots
            && self.days(utterance.envelope)
            && (filter.actor.is_empty() || utterance.speaker.as_deref().is_some_and(|name| self.actor(name)))
            && self.outlets(utterance.wordings.iter().map(|w| w.report.as_str()))
    }
}

/// Whether `name` contains `word`, whatever the case.
fn contains(name: &str, word: &str) -> bool {
    name.to_lowercase().contains(&word.to_lowercase())
}

/// Whether a word of `name` begins with `word` (in lower case).
fn word_begins(name: &str, word: &str) -> bool {
    within(&name.to_lowercase(), word).next().is_some()
}

/// Where words of `name` begin with `word` (both in lower case), and whether they also end with it. Letters without case stand in scripts
/// that may not part words: there any place will do.
fn within<'n>(name: &'n str, word: &'n str) -> impl Iterator<Item = (usize, bool)> + 'n {
    let free = !word.chars().next().is_some_and(|first| first.is_lowercase() || first.is_numeric());
    let places = name.match_indices(word).map(|(at, _)| at).filter(move |_| !word.is_empty());
    let begins = move |at: &usize| free || !name[..*at].chars().next_back().is_some_and(char::is_alphanumeric);
    places.filter(begins).map(move |at| (at, free || !name[at + word.len()..].chars().next().is_some_and(char::is_alphanumeric)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_asked_for_by_its_beginning() {
        assert!(word_begins("Ruritania", "ruri") && word_begins("Army of Ruritania", "ruri") && word_begins("Al-Hamra", "hamra"));
        assert!(!word_begins("Ruritania", "tania") && !word_begins("Russia", "us") && !word_begins("Ruritania", ""));
        assert!(word_begins("中华人民共和国", "人民"), "no blanks part the words of this script");
    }
}
