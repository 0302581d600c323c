//! Who a noun phrase stands for: canonical names of its actors, with the bytes that name them.

use super::scene::Scene;
use crate::Document;
use model::{ActorIndex, ActorKind, Span, Upos};
use std::collections::BTreeMap;

/// The actors of one argument.
#[derive(Clone, Debug, Default)]
pub(crate) struct Party {
    /// Canonical names, or the text's words where it is no known actor.
    pub names: Vec<String>,
    /// Actors, where known.
    pub actors: Vec<ActorIndex>,
    /// Bytes of the whole phrases.
    pub spans: Vec<Span>,
    /// Whether the names are canonical.
    pub known: bool,
    /// "both sides", "the two delegations", a plural or a coordination.
    pub plural: bool,
}

impl Party {
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// Takes in another's actors, each name once.
    pub fn join(&mut self, other: Party) {
        for (n, name) in other.names.into_iter().enumerate() {
            if !self.names.contains(&name) {
                self.names.push(name);
                self.actors.extend(other.actors.get(n));
            }
        }
        self.spans.extend(other.spans);
        self.known |= other.known;
        self.plural |= other.plural;
    }

    fn add(&mut self, scene: &Scene<'_>, actor: ActorIndex) {
        if let Some(found) = scene.doc.actors.get(actor as usize) {
            if !self.names.contains(&found.name) {
                self.names.push(found.name.clone());
                self.actors.push(actor);
            }
            self.known = true;
        }
    }
}

/// The side of an actor that can be one of two.
fn side_of(actor: &model::LocalActor) -> Option<&str> {
    if matches!(actor.kind, ActorKind::Outlet | ActorKind::Collective | ActorKind::International) {
        return None;
    }
    let own = matches!(actor.kind, ActorKind::State | ActorKind::ArmedGroup).then_some(actor.name.as_str());
    actor.side.as_deref().or(own)
}

/// The two sides that the article names side by side oftener than any others, twice at least: "Borduria and Syldavia", "the Bordurian-Syldavian border".
/// A host or mediator that is named as often as they are is not one of them.
fn paired_sides(doc: &Document) -> Option<Vec<String>> {
    let text = doc.text();
    let mut named: Vec<(Span, &str)> = doc
        .mentions
        .iter()
        .filter(|m| m.form == model::MentionForm::Name)
        .filter_map(|m| Some((m.span, side_of(doc.actors.get(m.actor? as usize)?)?)))
        .collect();
    named.sort_by_key(|(span, _)| (span.start, span.end));
    let between = |a: Span, b: Span| text.get(a.end as usize..b.start as usize).unwrap_or(".").trim();
    let mut counts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for (n, two) in named.windows(2).enumerate() {
        let [(a, one), (b, other)] = two else { continue };
        if one == other || !matches!(between(*a, *b), "and" | "and the" | "-" | "–" | "&") {
            continue;
        }
        // The last two of a longer list are no pair.
        if n > 0 && matches!(between(named[n - 1].0, *a), "," | ", the") {
            continue;
        }
        *counts.entry((one.min(other), one.max(other))).or_default() += 1;
    }
    let mut counts: Vec<((&str, &str), usize)> = counts.into_iter().collect();
    counts.sort_by_key(|&(_, count)| std::cmp::Reverse(count));
    let (pair, count) = *counts.first()?;
    (count > 1 && counts.get(1).is_none_or(|(_, next)| *next < count)).then(|| vec![pair.0.to_owned(), pair.1.to_owned()])
}

/// The two sides that the article speaks of most: who "both sides" are. Empty where it is not clear.
pub(crate) fn main_sides(doc: &Document) -> Vec<String> {
    if let Some(pair) = paired_sides(doc) {
        return pair;
    }
    let mut counts: BTreeMap<&str, (usize, u32)> = BTreeMap::new();
    for mention in &doc.mentions {
        let Some(actor) = mention.actor.and_then(|a| doc.actors.get(a as usize)) else { continue };
        let Some(side) = side_of(actor) else { continue };
        // Where they meet is no side: "held in Norway".
        let before = doc.text().get(..mention.span.start as usize).unwrap_or("");
        if mention.form == model::MentionForm::Name && before.ends_with(" in ") {
            continue;
        }
        let entry = counts.entry(side).or_insert((0, mention.span.start));
        entry.0 += 1;
    }
    let mut sides: Vec<(&str, usize, u32)> = counts.into_iter().map(|(side, (count, at))| (side, count, at)).collect();
    sides.sort_by_key(|&(_, count, at)| (std::cmp::Reverse(count), at));
    if sides.len() < 2 || sides[1].1 < 2 || sides.get(2).is_some_and(|third| third.1 == sides[1].1) {
        return Vec::new();
    }
    sides.into_iter().take(2).map(|(side, _, _)| side.to_owned()).collect()
}

const SIDES: &[&str] = &[
    "side",
    "party",
    "country",
    "delegation",
    "nation",
    "government",
    "capital",
    "neighbour",
    "neighbor",
    "state",
    "both",
    "team",
    "camp",
    "rival",
    "foe",
];

impl Scene<'_> {
    /// Who the phrase at `head` stands for, its coordinated phrases included.
    pub fn party(&self, head: usize, main: &[String]) -> Party {
        let mut party = Party::default();
        let parts = self.conjuncts(head);
        party.plural = parts.len() > 1 || matches!(self.xpos(head), "NNS" | "NNPS") || matches!(self.lemma(head), "they" | "we" | "both");
        let head_span = self.token_span(head);
        for &part in &parts {
            if self.is_verb(part) {
                continue;
            }
            // "National Security and Defence Council": a coordination inside one name or title
            let span = self.token_span(part);
            let inside = |s: model::Span| s.contains(span) && s.contains(head_span);
            if part != head
                && (self.doc.mentions.iter().any(|m| inside(m.span))
                    || self.doc.positions.iter().any(|p| p.sentence as usize == self.index && inside(p.span)))
            {
                continue;
            }
            party.spans.push(if parts.len() > 1 { self.phrase_with_relative(part) } else { self.full_phrase(part) });
            if self.upos(part) == model::Upos::Pron {
                // "Kenya said it would": the name that the pronoun stands for, where the sentence has it
                let actor = self.mention(part).and_then(|m| m.actor);
                let before = self.doc.mentions.iter().rev().find(|m| {
                    m.actor.is_some()
                        && m.actor == actor
                        && m.head.0 as usize == self.index
                        && m.form != model::MentionForm::Pronoun
                        && m.span.start < self.token_span(part).start
                });
                party.spans.extend(before.map(|m| m.span));
            }
            self.add_party(part, main, &mut party);
        }
        party
    }

    fn add_party(&self, part: usize, main: &[String], party: &mut Party) {
        // "the delegations of Kenya and Somalia": both sides, and the words say which
        let collective = || {
            let actor = self.actor_at(part).and_then(|a| self.doc.actors.get(a as usize));
            actor.is_some_and(|a| a.kind == ActorKind::Collective)
        };
        if (self.is_both(part) || collective()) && self.add_named(part, party) {
            return;
        }
        // "US dockworkers": people of a state who act for themselves
        let own = lexicon::people::acts_for_itself(self.lemma(part))
            || lexicon::people::is_worker(self.lemma(part))
            // "Spanish Socialists" are a party and not Spain
            || lexicon::people::is_party_name(self.form(part));
        let state = |a: &u32| self.doc.actors.get(*a as usize).is_some_and(|a| a.kind == ActorKind::State);
        if let Some(actor) = self.actor_at(part).filter(|a| !(own && state(a))) {
            let both = |name: &str| ["both", "two", "sides", "parties"].iter().any(|w| name.to_lowercase().split(' ').any(|x| x == *w));
            if self.doc.actors.get(actor as usize).is_some_and(|a| a.kind == ActorKind::Collective && (self.is_both(part) || both(&a.name)))
                && !main.is_empty()
            {
                add_sides(party, main);
                return;
            }
            party.add(self, actor);
            // "between President Lind and Minister Holt": the second name is tied to the first
            if self.mention(part).is_none_or(|m| m.actor != Some(actor)) && self.kid(part, "conj").is_none() {
                for k in self.kids_of(part, "appos") {
                    for j in self.conjuncts(k).into_iter().skip(1) {
                        self.actor_at(j).into_iter().for_each(|other| party.add(self, other));
                    }
                }
            }
            // "the ministers of Georgia and Turkey": one of each
            if self.xpos(part) == "NNS" && (lexicon::people::is_person_noun(self.lemma(part)) || self.lemma(part) == "delegation") {
                for k in self.kids(part).iter().copied().filter(|&k| k < part && matches!(self.rel(k), "amod" | "compound")) {
                    for &j in self.conjuncts(k).iter().filter(|_| self.kid(k, "conj").is_some()) {
                        if let Some(actor) = self.mention(j).and_then(|m| m.actor) {
                            party.add(self, actor);
                        }
                    }
                }
                for k in self.kids_of(part, "nmod").filter(|&k| self.stands_for(part, k) && !self.is_both(k)) {
                    for &j in self.conjuncts(k).iter().skip(1) {
                        if let Some(actor) = self.mention(j).and_then(|m| m.actor) {
                            party.add(self, actor);
                        } else if self.lemma(j) == "opposition" {
                            party.names.push(lexicon::OPPOSITION.to_owned());
                        }
                    }
                }
            }
            return;
        }
        if self.is_both(part) && !main.is_empty() {
            add_sides(party, main);
            return;
        }
        // "the president's envoy, Ida Berg"
        if let Some(person) = self
            .kids_of(part, "appos")
            .find_map(|k| self.actor_at(k).filter(|&a| self.doc.actors.get(a as usize).is_some_and(|a| a.kind == ActorKind::Person)))
        {
            party.add(self, person);
            return;
        }
        // "Russian negotiators", "the ministers of both countries", "the delegation of Kenya"; Kenya's creditors are not Kenya
        let before = party.names.len();
        let own_people = own;
        for &k in self.kids(part) {
            // "Kenya's creditors", "airline pilots": named for whom they work or to whom they lend,
            // nor for where they are: "nurses in Kenya".
            let there = matches!(self.case(k), "in" | "at" | "on" | "near" | "across" | "around");
            if own_people && (self.rel(k) != "nmod" || self.deprel(k) == "nmod:poss" || there) {
                continue;
            }
            match self.rel(k) {
                "amod" | "compound" | "nmod" | "flat" | "appos" if self.acts_as_party(k) => {
                    // "Iranian and American delegations": both
                    if self.rel(k) == "appos" {
                        // "the party Nova and the movement Terra"
                        self.add_each(k, party);
                    } else {
                        for j in self.conjuncts(k).into_iter().filter(|&j| j < part || j == k || self.stands_for(part, k)) {
                            if let Some(actor) = self.mention(j).and_then(|m| m.actor) {
                                party.add(self, actor);
                            }
                        }
                    }
                }
                "nmod" if self.case(k) == "between" || self.stands_for(part, k) => {
                    if self.is_both(k) {
                        add_sides(party, main);
                    } else {
                        self.add_each(k, party);
                    }
                }
                _ => {}
            }
        }
        if party.names.len() == before && self.upos(part) != model::Upos::Pron {
            let words = self.text(self.name_phrase(part));
            let lower = words.to_lowercase();
            let cut = ["the ", "its ", "their ", "his ", "her ", "our ", "more than ", "some "]
                .iter()
                .find(|p| lower.starts_with(*p))
                .map_or(0, |p| p.len());
            let words = words.get(cut..).unwrap_or(&words).to_owned();
            // "Port Employers Raise Offer": a headline's capitals make no name
            let noun = self.heading && self.upos(part) == Upos::Noun && self.mention(part).is_none();
            let words = if noun { words.to_lowercase() } else { words };
            let nobody = matches!(
                self.lemma(part),
                "other" | "another" | "one" | "each" | "some" | "many" | "most" | "all" | "several" | "this" | "that"
            );
            if !words.is_empty() && !nobody {
                party.names.push(words);
            }
        }
    }

    /// Whether what hangs on a noun tells whom it stands for: "the ministers of Kenya", "negotiators for the port".
    fn stands_for(&self, noun: usize, k: usize) -> bool {
        let speaks =
            || matches!(self.lemma(noun), "negotiator" | "representative" | "delegate" | "envoy" | "lawyer" | "spokesperson" | "official");
        matches!(self.case(k), "of" | "from") || self.case(k) == "for" && speaks()
    }

    /// Adds the actors that the words behind a noun name: "of Kenya and Somalia", "from both".
    fn add_named(&self, part: usize, party: &mut Party) -> bool {
        let before = party.names.len();
        for k in self.kids_of(part, "nmod").filter(|&k| matches!(self.case(k), "of" | "from" | "between") && !self.is_both(k)) {
            self.add_each(k, party);
        }
        party.names.len() >= before + 2
    }

    /// Adds the actors of a coordination, and beside a known one the names of those who are none: "the leaders of Kenya and Graustark". A government's
    /// opposition is one of two.
    fn add_each(&self, k: usize, party: &mut Party) {
        let all = self.conjuncts(k);
        let actor = |j: usize| self.mention(j).and_then(|m| m.actor);
        let known = all.iter().any(|&j| actor(j).is_some());
        for j in all {
            if let Some(actor) = actor(j) {
                party.add(self, actor);
            } else if known && (self.upos(j) == Upos::Propn || self.lemma(j) == "opposition") {
                let opposition = self.lemma(j) == "opposition";
                let words = if opposition { lexicon::OPPOSITION.to_owned() } else { self.text(self.name_phrase(j)) };
                if !party.names.contains(&words) {
                    party.names.push(words);
                }
            }
        }
    }

    /// The words that name somebody unknown: the noun with what stands before it and its "of" phrase, never a clause, eight words at most.
    fn name_phrase(&self, i: usize) -> Span {
        let words = self.subtree(i, &|k| {
            let before = matches!(self.rel(k), "det" | "amod" | "compound" | "nummod" | "flat" | "nmod" | "fixed" | "advmod")
                && k < i
                && !matches!(self.xpos(k), "VBD" | "VBZ" | "VBP" | "MD");
            let after = matches!(self.rel(k), "nmod" | "flat" | "case" | "compound" | "det" | "amod" | "nummod" | "fixed")
                && !matches!(self.case(k), "on" | "over" | "about" | "after" | "before" | "since" | "amid" | "with" | "to" | "for")
                // "teachers in Chicago", not "bandits in the forest"
                && (!matches!(self.case(k), "in" | "at" | "near" | "across") || self.mention(k).is_some());
            matches!(self.xpos(k), "VBG") && k > i || !(before || after) || self.head(k) == Some(i) && self.rel(k) == "case"
        });
        let verbal = words.iter().any(|&w| w != i && matches!(self.xpos(w), "VBD" | "VBZ" | "VBP" | "MD"));
        // "their leaders all refused"; "on 3 March Zenda offered"
        let stray = |w: usize| match w < i {
            true => matches!(self.upos(w), Upos::Propn) && self.in_time(w),
            false => w > i && (matches!(self.lemma(w), "all" | "both" | "each") || self.in_time(w)),
        };
        let words: Vec<usize> = words.into_iter().filter(|&w| !stray(w)).collect();
        if words.len() > 8 || verbal {
            let core: Vec<usize> = words.iter().copied().filter(|&w| w <= i && i - w < 4 && !matches!(self.upos(w), Upos::Verb)).collect();
            return self.span_of(&core, i);
        }
        self.span_of(&words, i)
    }

    /// "both sides", "the two countries", "the parties".
    pub fn is_both(&self, i: usize) -> bool {
        let lemma = self.lemma(i);
        if lemma == "both" {
            return true;
        }
        SIDES.contains(&lemma)
            && (self.kids(i).iter().any(|&k| matches!(self.lemma(k), "both" | "two" | "either" | "each" | "warring"))
                // "the parties", not "opposition parties"
                || (matches!(lemma, "side" | "party")
                    && self.xpos(i) == "NNS"
                    && !self.kids(i).iter().any(|&k| {
                        k < i && matches!(self.rel(k), "compound" | "amod") && !matches!(self.lemma(k), "opposing" | "oppose" | "rival" | "negotiating")
                    })))
    }

    /// Whether the phrase can act: a known actor, or a person-like noun.
    pub fn is_animate(&self, i: usize) -> bool {
        self.acts_as_party(i)
            || self.is_both(i)
            || self
                .mention(i)
                .is_some_and(|m| matches!(m.kind, model::EntityKind::Person | model::EntityKind::Organisation | model::EntityKind::Group))
            || self.upos(i) == model::Upos::Propn && !self.in_time(i)
            || matches!(self.lemma(i), "he" | "she" | "they" | "we" | "i" | "who" | "you")
            || (self.upos(i) == model::Upos::Noun && lexicon::people::is_person_noun(self.lemma(i)))
    }
}

fn add_sides(party: &mut Party, main: &[String]) {
    for side in main {
        if !party.names.contains(side) {
            party.names.push(side.clone());
        }
    }
    party.known = true;
    party.plural = true;
}
