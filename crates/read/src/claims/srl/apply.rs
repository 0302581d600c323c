//! What the model makes of the roles that the rules have read: it fills what is empty, empties what is wrong, and puts one for another.

use super::features::Part;
use super::scorer::{Weights, softmax};
use super::{Played, Role};
use crate::claims::frames::Topic;
use crate::claims::keys;
use crate::claims::reader::Reader;
use crate::linear::largest;
use model::{FieldKey, FieldValue, Span, Stage};

/// Likelihood from which an empty role is filled.
const FILLED: f32 = 0.7;

/// Likelihood from which somebody takes the place of whom the rules chose.
const fn replaced(role: Role) -> f32 {
    if matches!(role, Role::Other) { 0.4 } else { 0.7 }
}

/// Likelihood from which somebody takes the place of whom the rules found in another sentence, or as the speaker.
const OUTWEIGHED: f32 = 0.95;

/// Likelihood of "nobody named" from which a role is emptied.
const fn emptied(role: Role) -> f32 {
    if matches!(role, Role::Other) { 0.6 } else { 0.7 }
}

/// Likelihood from which a phrase is what a move asks in the place of the rules' phrase, or where they have none.
const REWORDED: f32 = 0.5;

/// Likelihood of "nothing said" from which what a move asks is emptied.
const EMPTIED_OF_CONTENT: f32 = 0.5;

/// A role with the likelihoods of nobody and of each candidate.
type Weighed = (Part, Vec<f32>);

impl Reader<'_, '_> {
    /// Weighs who plays the roles of each claim.
    pub fn recast(&mut self, weights: &Weights) {
        for claim in 0..self.out.len() {
            let doer = self.weigh(claim, Role::Doer, weights);
            let other = self.weigh(claim, Role::Other, weights);
            let best = best(self, doer.as_ref(), other.as_ref());
            let weighed = [doer, other];
            let changes = weighed.iter().zip(best).map(|(part, best)| self.change(claim, part.as_ref()?, best)).collect::<Vec<_>>();
            let mut cast_as = [None; 3];
            for ((role, weighed), change) in [Role::Doer, Role::Other].into_iter().zip(&weighed).zip(changes) {
                cast_as[role as usize] = weighed.as_ref().map(|weighed| self.cast_as(weighed, change));
                if let Some(change) = change {
                    self.make(claim, role, change);
                }
            }
            cast_as[Role::Content as usize] = self.reword(claim, weights);
            self.cast_as.push(cast_as);
        }
    }

    /// How a role is filled with a change or without, and how likely that is.
    fn cast_as(&self, (part, likely): &Weighed, change: Option<Option<usize>>) -> (Played, f32) {
        let sum = |holds: &dyn Fn(usize) -> bool| (0..part.candidates.len()).filter(|&n| holds(n)).map(|n| likely[n + 1]).sum::<f32>();
        match change {
            Some(Some(word)) => (Played::Recast, sum(&|n| self.alike(part.candidates[n], word))),
            Some(None) => (Played::Nobody, likely[0]),
            None if part.chosen().next().is_some() => {
                (Played::Ruled, sum(&|n| part.same[n] || part.chosen().any(|word| self.alike(part.candidates[n], word))))
            }
            None if part.outside => (Played::Outside, likely[0] + sum(&|n| part.same[n])),
            None => (Played::Nobody, likely[0]),
        }
    }

    /// Weighs what a move asks.
    fn reword(&mut self, claim: usize, weights: &Weights) -> Option<(Played, f32)> {
        let weighed = self.weigh(claim, Role::Content, weights)?;
        let (part, likely) = &weighed;
        let best = largest(likely);
        let rules = part.outside || part.chosen().next().is_some();
        let Some(which) = best.checked_sub(1) else {
            let emptied = rules && !part.outside && likely[0] >= EMPTIED_OF_CONTENT;
            if emptied {
                self.out[claim].fields.remove(FieldKey::Content);
            }
            return Some(self.cast_as(&weighed, emptied.then_some(None)));
        };
        let word = part.candidates[which];
        // "proposed a corridor to bring in food" and "a corridor was discussed to …" mean the corridor; "proposed a plan to open the corridor", to open it.
        let scene = &self.scene;
        let verb = *self.sites[claim].last().unwrap_or(&word);
        let put =
            |thing: usize| scene.under(thing, word) || scene.is_passive(verb) && scene.patient(verb) == Some(thing) && scene.is_verb(word);
        let aim = part.chosen().any(|thing| put(thing) && scene.topic(thing) != Topic::Move && !scene.is_animate(thing));
        let reworded = !part.chosen[which] && !aim && likely[best] >= REWORDED;
        let cast_as = self.cast_as(&weighed, reworded.then_some(Some(word)));
        if reworded {
            let words = self.words(word);
            self.out[claim].fields.set(FieldKey::Content, words);
        }
        Some(cast_as)
    }

    /// A role with the likelihoods of nobody and of each candidate; `None` for kinds that have it not.
    fn weigh(&self, claim: usize, role: Role, weights: &Weights) -> Option<Weighed> {
        let part = Part::of(self, claim, role)?;
        let mut keys = Vec::new();
        part.see_nobody(self, &mut keys);
        let mut likely = vec![weights.score(&keys)];
        for which in 0..part.candidates.len() {
            part.see(self, which, &mut keys);
            likely.push(weights.score(&keys));
        }
        softmax(&mut likely);
        Some((part, likely))
    }

    /// Whether two words name the same one.
    fn alike(&self, one: usize, other: usize) -> bool {
        let actor = self.scene.actor_at(one);
        one == other || actor.is_some() && self.scene.actor_at(other) == actor
    }

    /// Whether a word is a part of the name or of the description of another: of the two the rules' choice stays, unless it alone names nobody known.
    fn is_part(&self, one: usize, other: usize) -> bool {
        let scene = &self.scene;
        scene.head(one) == Some(other) && matches!(scene.rel(one), "flat" | "appos" | "compound")
    }

    /// Who is to play a role in the place of whom the rules chose: nobody where it holds no word, and nothing where they stay.
    fn change(&self, claim: usize, (part, likely): &Weighed, best: usize) -> Option<Option<usize>> {
        if self.is_settled(claim, part) {
            return None;
        }
        let filled = part.outside || part.chosen().next().is_some();
        let joint = self.is_joint(claim);
        let Some(which) = best.checked_sub(1) else {
            // What another sentence says, this one need not say again.
            return (filled && !part.outside && !joint && likely[0] >= emptied(part.role)).then_some(None);
        };
        let word = part.candidates[which];
        if self.cannot_play(claim, part, filled, word) {
            return None;
        }
        // Words that name the same one share their likelihood.
        let alike = |other: &usize| self.alike(part.candidates[*other], word);
        let all = || (0..part.candidates.len()).filter(alike);
        if all().any(|other| part.chosen[other] || part.same[other]) {
            return None;
        }
        let known = |word: usize| self.scene.actor_at(word).is_some();
        let of_one = |other: usize| self.is_part(other, word) || self.is_part(word, other);
        if part.chosen().any(|other| of_one(other) && (known(other) || !known(word))) {
            return None;
        }
        let sure: f32 = all().map(|other| likely[other + 1]).sum();
        let enough = match (part.outside, filled && !joint) {
            (true, _) => OUTWEIGHED,
            (_, true) => replaced(part.role),
            _ => FILLED,
        };
        (sure >= enough && !self.is_opposite(claim, part.role, word)).then_some(Some(word))
    }

    /// Whether the words themselves settle whom the rules chose: "seized by a gang", "a Fund-proposed loan", "a new offer this week to the port", whatever the
    /// parser hangs it on.
    fn is_settled(&self, claim: usize, part: &Part) -> bool {
        let scene = &self.scene;
        let named = |word: usize| scene.is_animate(word) || scene.form(word).starts_with(char::is_uppercase);
        match part.role {
            Role::Doer => {
                let joined =
                    |word: usize| word + 2 < scene.len() && matches!(scene.form(word + 1), "-" | "‑") && scene.xpos(word + 2) == "VBN";
                part.chosen().any(|word| scene.case(word) == "by" || joined(word))
            }
            _ => self.out[claim].kind.is_move() && part.chosen().any(|word| scene.case(word) == "to" && named(word)),
        }
    }

    /// Whether a word cannot play a role, however likely it looks.
    fn cannot_play(&self, claim: usize, part: &Part, filled: bool, word: usize) -> bool {
        let (scene, told) = (&self.scene, &self.out[claim]);
        match part.role {
            // Whoever passes a proposal on is not its author.
            Role::Doer => !filled && told.fields.text(FieldKey::Stage) == Some(Stage::Delivered.name()),
            // "is prepared to invoke the clause": what an act is done to is not whom it is offered to.
            _ => {
                let object = scene.rel(word) == "obj" && scene.head(word).is_some_and(|verb| !self.sites[claim].contains(&verb));
                told.kind.is_move() && object && scene.actor_at(word).is_none()
            }
        }
    }

    /// Whether a word names whom the other role of a claim holds.
    fn is_opposite(&self, claim: usize, role: Role, word: usize) -> bool {
        let other = if role == Role::Doer { Role::Other } else { Role::Doer };
        let told = &self.out[claim].fields;
        let held = || told.iter().filter(|(key, _)| other.holds(*key) && !role.holds(*key)).flat_map(|(key, _)| told.texts(key));
        self.party(word).names.iter().any(|name| held().any(|held| held == name))
    }

    /// Whether those who do it stand in one field.
    fn is_joint(&self, claim: usize) -> bool {
        let told = &self.out[claim];
        told.fields.get(FieldKey::Participants).is_some() || keys::doer(told.kind) == FieldKey::Participants
    }

    /// Has a word play a role of a claim, beside those who do it together, or in the place of whom the rules chose; nobody where there is none.
    fn make(&mut self, claim: usize, role: Role, word: Option<usize>) {
        let mut joint = self.is_joint(claim);
        let told = &self.out[claim];
        let own = if role == Role::Doer { Some(keys::doer(told.kind)) } else { keys::other(told.kind) };
        let key = if joint { Some(FieldKey::Participants) } else { self.key_of(claim, role).or(own) };
        let Some(key) = key else { return };
        let party = word.map(|word| self.party(word)).unwrap_or_default();
        if word.is_some() && party.is_empty() {
            return;
        }
        // "the army declared a truce with the rebels": a truce of both
        if key == FieldKey::Participants && !joint {
            joint = true;
            self.cast[claim].iter_mut().filter(|(held, _)| *held == FieldKey::By).for_each(|(held, _)| *held = key);
            let told = &mut self.out[claim].fields;
            let by: Vec<String> = told.texts(FieldKey::By).into_iter().map(str::to_owned).collect();
            told.remove(FieldKey::By);
            told.set(key, by);
        }
        let behalf = if role == Role::Doer && !joint { self.on_behalf(&party) } else { None };
        let before: Vec<Span> = match joint {
            true => Vec::new(),
            false => self.cast[claim].iter().filter(|(held, _)| *held == key).flat_map(|(_, spans)| spans.clone()).collect(),
        };
        self.cast[claim].retain(|(held, _)| joint || *held != key);
        self.cast[claim].push((key, party.spans.clone()));
        let told = &mut self.out[claim];
        let mut names: Vec<String> = told.fields.texts(key).into_iter().filter(|_| joint).map(str::to_owned).collect();
        let more: Vec<String> = party.names.iter().filter(|name| !names.contains(name)).cloned().collect();
        names.extend(more);
        match names.as_slice() {
            [] => {
                told.fields.remove(key);
            }
            [name] if key != FieldKey::Participants => {
                told.fields.set(key, FieldValue::from(name.as_str()));
            }
            _ => {
                told.fields.set(key, names);
            }
        }
        if role == Role::Doer && !joint {
            told.fields.remove(FieldKey::OnBehalf);
            if let Some(side) = behalf {
                told.fields.set(FieldKey::OnBehalf, side);
            }
        }
        // PLOVER wants the words of two actors, whoever they are.
        if told.code.is_some() && word.is_some() {
            let spans = if role == Role::Doer { &mut told.source } else { &mut told.target };
            spans.retain(|span| !before.contains(span));
            spans.splice(0..0, party.spans);
        }
    }

    /// The field in which a role of a claim stands.
    fn key_of(&self, claim: usize, role: Role) -> Option<FieldKey> {
        self.out[claim].fields.iter().map(|(key, _)| key).find(|&key| role.holds(key))
    }
}

/// The likeliest two, nobody or numbers of candidates from 1; nobody does a thing to himself.
fn best(reader: &Reader<'_, '_>, doer: Option<&Weighed>, other: Option<&Weighed>) -> [usize; 2] {
    let (Some((part, doer)), Some((_, other))) = (doer, other) else {
        return [doer, other].map(|weighed| weighed.map_or(0, |(_, likely)| largest(likely)));
    };
    let mut best = (0.0, [0, 0]);
    for (d, doer) in doer.iter().enumerate() {
        for (o, other) in other.iter().enumerate() {
            if doer * other > best.0 && (d == 0 || o == 0 || !reader.alike(part.candidates[d - 1], part.candidates[o - 1])) {
                best = (doer * other, [d, o]);
            }
        }
    }
    best.1
}
