//! Pronouns of the third person: he, she, it, they and their forms.
//!
//! A salience rule in the manner of Lappin & Leass (1994): mentions before the pronoun weigh by nearness and by their place in the clause; those that
//! the grammar rules out (the object of the same verb, the speaker of the quotation that the pronoun stands in) do not count.

use super::resolve::Scene;
use super::words::lower;
use crate::Document;
use lexicon::Gender;
use model::{ActorIndex, ActorKind, EntityKind, Mention, MentionForm, Sentence, Upos};
use std::collections::BTreeMap;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Class {
    Person(Gender),
    Thing,
    Many,
}

fn class_of(word: &str) -> Option<Class> {
    Some(match word {
        "he" | "him" | "his" | "himself" => Class::Person(Gender::He),
        "she" | "her" | "hers" | "herself" => Class::Person(Gender::She),
        "it" | "its" | "itself" => Class::Thing,
        "they" | "them" | "their" | "theirs" | "themselves" => Class::Many,
        _ => return None,
    })
}

/// Resolves the pronouns of the document.
pub(super) fn find(document: &Document, scene: &mut Scene) {
    scene.mentions.sort_by_key(|m| (m.span.start, m.span.end));
    let mut genders: BTreeMap<ActorIndex, Gender> = known_genders(document, scene);
    for (s, sentence) in document.sentences.iter().enumerate() {
        for at in 0..sentence.tokens.len() {
            if sentence.tokens[at].upos != Upos::Pron {
                continue;
            }
            let Some(class) = class_of(&lower(document, s, at)) else { continue };
            if class == Class::Thing && expletive(document, sentence, s, at) {
                continue;
            }
            let actor = antecedent(document, scene, &genders, s, at, class);
            if let (Some(actor), Class::Person(gender)) = (actor, class) {
                genders.entry(actor).or_insert(gender);
            }
            if actor.is_none() && !matches!(class, Class::Person(_)) {
                continue;
            }
            let kind = match class {
                Class::Person(_) => EntityKind::Person,
                Class::Thing => EntityKind::Organisation,
                Class::Many => EntityKind::Group,
            };
            let span = sentence.tokens[at].span;
            scene.mention(document, s, (at, at), span, kind, MentionForm::Pronoun, actor);
            scene.mentions.sort_by_key(|m| (m.span.start, m.span.end));
        }
    }
}

/// Words of the text that tell: "spokeswoman", "Mrs".
fn known_genders(document: &Document, scene: &Scene) -> BTreeMap<ActorIndex, Gender> {
    let mut out = BTreeMap::new();
    for position in &scene.positions {
        let written = position.as_written.to_lowercase();
        let told = written.split(|c: char| !c.is_alphabetic()).find_map(lexicon::gender_of_noun);
        if let Some(gender) = told {
            out.entry(position.person).or_insert(gender);
        }
    }
    for (index, name) in scene.names.iter().enumerate() {
        let Some(actor) = scene.actor_of[index].filter(|_| name.kind == EntityKind::Person && name.first > 0) else { continue };
        let before = lower(document, name.sentence, name.first - 1);
        if let Some(gender) = lexicon::gender_of_noun(before.trim_end_matches('.')) {
            out.entry(actor).or_insert(gender);
        }
    }
    out
}

/// "it" that refers to nothing: "it is clear that", "it seems".
fn expletive(document: &Document, sentence: &Sentence, s: usize, at: usize) -> bool {
    if sentence.tokens[at].relation() == "expl" {
        return true;
    }
    if lower(document, s, at) != "it" {
        return false;
    }
    let Some(verb) = sentence.head(at) else { return true };
    if !sentence.tokens[at].relation().starts_with("nsubj") {
        // An object "it" is most often a thing, not an actor.
        return true;
    }
    let lemma = sentence.tokens[verb].lemma.as_str();
    let clause = sentence
        .children(verb)
        .any(|c| matches!(sentence.tokens[c].relation(), "csubj" | "ccomp") && sentence.tokens[verb].upos != Upos::Verb);
    clause || matches!(lemma, "seem" | "appear" | "rain" | "take" | "happen" | "turn") || sentence.child(verb, "cop").is_some()
}

fn fits(kind: ActorKind, class: Class) -> bool {
    match class {
        Class::Person(_) => kind == ActorKind::Person,
        Class::Thing => !matches!(kind, ActorKind::Person | ActorKind::Collective),
        Class::Many => kind != ActorKind::Person,
    }
}

fn antecedent(
    document: &Document,
    scene: &Scene,
    genders: &BTreeMap<ActorIndex, Gender>,
    s: usize,
    at: usize,
    class: Class,
) -> Option<ActorIndex> {
    let sentence = &document.sentences[s];
    let begin = sentence.tokens[at].span.start;
    let reach = if matches!(class, Class::Person(_)) { 3 } else { 1 };
    let barred = speaker_of_quotation(document, scene, s, begin);
    let word = lower(document, s, at);
    let possessive = sentence.tokens[at].deprel.starts_with("nmod");
    let reflexive = word.ends_with("self") || word.ends_with("selves");
    let sayer = sayer(sentence, at);
    if !possessive && sayer.is_some_and(|n| unnamed(scene, sentence, s, n, class)) {
        return None;
    }
    let mut best: Option<(i32, u32, ActorIndex)> = None;
    let mut frequency: BTreeMap<ActorIndex, i32> = BTreeMap::new();
    for mention in scene.mentions.iter().take_while(|m| m.span.start < begin) {
        let Some(actor) = mention.actor else { continue };
        *frequency.entry(actor).or_insert(0) += 1;
        let ms = mention.head.0 as usize;
        if mention.span.end > begin || ms + reach < s || !fits(scene.cast.actor(actor).kind, class) || Some(actor) == barred {
            continue;
        }
        if let Class::Person(gender) = class
            && genders.get(&actor).is_some_and(|g| *g != gender)
        {
            continue;
        }
        if ms == s && !possessive && !reflexive && same_clause(sentence, mention.head.1 as usize, at) {
            continue;
        }
        // A name that only modifies another ("Kenyan" in "the Kenyan minister") is no antecedent of a plain pronoun.
        if mention.kind == EntityKind::Group && mention.form == MentionForm::Name && !possessive {
            continue;
        }
        let told = if matches!(class, Class::Person(gender) if genders.get(&actor) == Some(&gender)) { 45 } else { 0 };
        // A reflexive means the nearest subject; right after a name it means that name.
        let next_to = reflexive && mention.span.end + 1 == begin;
        let near = if next_to {
            2000
        } else if reflexive && ms == s && subject(document, mention) {
            1000 + mention.head.1 as i32
        } else {
            0
        };
        let said = if ms == s && sayer == Some(noun_phrase(sentence, mention.head.1 as usize)) { 40 } else { 0 };
        let weight = weigh(document, mention, s, class) + near + told + said + frequency[&actor].min(5) * 3;
        let candidate = (weight, mention.span.start, actor);
        if best.is_none_or(|b| (candidate.0, candidate.1) >= (b.0, b.1)) {
            best = Some(candidate);
        }
    }
    best.filter(|b| matches!(class, Class::Person(_)) || b.0 >= 60).map(|b| b.2)
}

/// The subject of the clause that the pronoun's own is the content of: "the group" of "the group said it would not".
fn sayer(sentence: &Sentence, pronoun: usize) -> Option<usize> {
    let mut at = pronoun;
    for _ in 0..6 {
        let up = sentence.head(at)?;
        if sentence.tokens[at].relation() == "ccomp" {
            return sentence.child(up, "nsubj").filter(|&n| n != pronoun);
        }
        at = up;
    }
    None
}

/// Whether a subject can be what the pronoun means but is no known actor: then no other one is meant either.
fn unnamed(scene: &Scene, sentence: &Sentence, s: usize, noun: usize, class: Class) -> bool {
    let token = &sentence.tokens[noun];
    let many = matches!(token.xpos.as_str(), "NNS" | "NNPS");
    token.upos == Upos::Noun
        && lexicon::people::is_person_noun(&token.lemma)
        && match class {
            Class::Thing => !many,
            Class::Many => many,
            Class::Person(_) => false,
        }
        && !scene.mentions.iter().any(|m| m.head.0 as usize == s && m.head.1 as usize == noun && m.actor.is_some())
}

fn subject(document: &Document, mention: &Mention) -> bool {
    let sentence = &document.sentences[mention.head.0 as usize];
    sentence.tokens[noun_phrase(sentence, mention.head.1 as usize)].relation() == "nsubj"
}

fn weigh(document: &Document, mention: &Mention, s: usize, class: Class) -> i32 {
    let sentence = &document.sentences[mention.head.0 as usize];
    let head = noun_phrase(sentence, mention.head.1 as usize);
    let distance = (s - mention.head.0 as usize) as i32;
    let place = match sentence.tokens[head].relation() {
        "nsubj" => {
            // The subject of the main clause weighs more than that of a clause inside.
            let verb = sentence.head(head).unwrap_or(head);
            if sentence.tokens[verb].head == 0 { 80 } else { 68 }
        }
        "obj" | "iobj" => 50,
        "root" | "appos" | "flat" => 45,
        "obl" => 40,
        "nmod" | "conj" => 35,
        _ => 20,
    };
    let plural = if class == Class::Many && mention.kind == EntityKind::Group { 25 } else { 0 };
    place + plural - distance * 35 + i32::from(mention.form != MentionForm::Name) * 4
}

/// Whether two words hang on one verb, so that a pronoun at one cannot mean the other.
fn same_clause(sentence: &Sentence, a: usize, b: usize) -> bool {
    let up = |i: usize| sentence.head(i);
    match (up(a), up(b)) {
        (Some(x), Some(y)) => x == y && sentence.tokens[x].upos == Upos::Verb,
        _ => false,
    }
}

/// The speaker of the quotation that byte `begin` stands in: subject of a verb outside the quotation marks of its sentence.
fn speaker_of_quotation(document: &Document, scene: &Scene, s: usize, begin: u32) -> Option<ActorIndex> {
    let sentence = &document.sentences[s];
    let text = document.text();
    let mut open: Option<u32> = None;
    let mut inside = Vec::new();
    for token in &sentence.tokens {
        match token.span.of(text) {
            "“" | "„" | "``" => open = Some(token.span.end),
            "”" | "''" => {
                if let Some(from) = open.take() {
                    inside.push((from, token.span.start));
                }
            }
            "\"" => match open.take() {
                Some(from) => inside.push((from, token.span.start)),
                None => open = Some(token.span.end),
            },
            _ => {}
        }
    }
    let (from, to) = *inside.iter().find(|(from, to)| *from <= begin && begin < *to)?;
    scene
        .mentions
        .iter()
        .filter(|m| m.head.0 as usize == s && !(from <= m.span.start && m.span.start < to) && subject(document, m))
        .find_map(|m| m.actor)
}

/// The head of the noun phrase that a name stands in: "counterpart" for the name in "his counterpart X".
fn noun_phrase(sentence: &Sentence, mut at: usize) -> usize {
    for _ in 0..3 {
        match sentence.head(at) {
            Some(up)
                if matches!(sentence.tokens[at].relation(), "flat" | "appos" | "compound") && sentence.tokens[up].upos.is_nominal() =>
            {
                at = up
            }
            _ => break,
        }
    }
    at
}
