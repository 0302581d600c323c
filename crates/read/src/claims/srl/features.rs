//! What the model sees of a candidate for a role, as hashed keys.

use super::Role;
use crate::claims::attribution;
use crate::claims::frames::Lexemes;
use crate::claims::keys;
use crate::claims::model::number;
use crate::claims::reader::Reader;
use crate::claims::scene::Scene;
use crate::hashing::{hash, key};
use model::{ClaimKind, FieldKey, Span, Upos};

/// A role of a claim, and who could play it.
pub(crate) struct Part {
    pub role: Role,
    /// Number of the claim's kind and status.
    label: u32,
    /// Its word and the verb that carries it.
    head: usize,
    verb: usize,
    /// Words that could name who plays the role.
    pub candidates: Vec<usize>,
    /// Which of them the rules chose for it, and for the other role.
    pub chosen: Vec<bool>,
    elsewhere: Vec<bool>,
    agent: Option<usize>,
    /// Whom or what the rules take it to be done to, or what they take for what it asks.
    object: Option<usize>,
    sayer: Option<usize>,
    /// Bytes of the source of the statement that the claim stands in.
    sources: Vec<Span>,
    /// Bytes of the words of the claim.
    span: Span,
    /// Whether the rules filled the role with somebody who is no candidate, such as a name of another sentence.
    pub outside: bool,
    /// Whether each candidate is, by name, somebody whom the rules chose.
    pub same: Vec<bool>,
}

/// Whether a word can name who plays a role.
fn is_candidate(scene: &Scene<'_>, word: usize) -> bool {
    let own = matches!(scene.xpos(word), "PRP$") || scene.mention(word).is_some();
    match scene.upos(word) {
        Upos::Noun => scene.rel(word) != "compound" || scene.mention(word).is_some() || lexicon::people::is_role_word(scene.lemma(word)),
        Upos::Propn => !matches!(scene.rel(word), "flat" | "compound") || own,
        Upos::Pron => !matches!(scene.lemma(word), "it" if scene.rel(word) == "expl") && !matches!(scene.xpos(word), "WP$" | "EX"),
        Upos::Num | Upos::Det => !matches!(scene.rel(word), "nummod" | "det" | "compound") && scene.rel(word) != "case",
        Upos::Adj => own || matches!(scene.rel(word), "nsubj" | "obj" | "obl"),
        _ => false,
    }
}

/// Whether a word can head what a move asks.
fn is_content(scene: &Scene<'_>, word: usize) -> bool {
    match scene.upos(word) {
        Upos::Verb | Upos::Noun | Upos::Propn => true,
        Upos::Adj => scene.kid(word, "cop").is_some() || matches!(scene.rel(word), "xcomp" | "ccomp" | "obj"),
        Upos::Num | Upos::Pron | Upos::Adv => matches!(scene.rel(word), "obj" | "xcomp" | "ccomp"),
        _ => false,
    }
}

impl Part {
    /// The role of a claim; `None` for kinds whose roles are read otherwise.
    pub fn of(reader: &Reader<'_, '_>, claim: usize, role: Role) -> Option<Part> {
        use ClaimKind::{Answer, Appointment, Demand, Pledge, Proposal, Threat, Ultimatum};
        let told = &reader.out[claim];
        let label = number(told.kind, told.status) as u32;
        let has = match role {
            Role::Doer => told.kind != Appointment,
            // The codes of answers name what is answered, not whose it is.
            Role::Other => told.kind != Answer && keys::other(told.kind).is_some(),
            Role::Content => matches!(told.kind, Proposal | Demand | Ultimatum | Pledge | Threat),
        };
        if label == 0 || !has {
            return None;
        }
        let scene = &reader.scene;
        let sites = &reader.sites[claim];
        let (head, verb) = (sites[0], *sites.last().unwrap_or(&sites[0]));
        let fits = |&word: &usize| match role {
            Role::Content => is_content(scene, word),
            _ => word != head && word != verb && is_candidate(scene, word),
        };
        let candidates: Vec<usize> = (0..scene.len()).filter(fits).collect();
        let picked = |role: Role| -> Vec<bool> {
            let spans = || reader.cast[claim].iter().filter(|(key, _)| role.holds(*key)).flat_map(|(_, spans)| spans);
            let heads = |word: usize| {
                let own = scene.token_span(word);
                spans().any(|span| {
                    // The head of the phrase, or the head of one of its coordinated parts.
                    span.contains(own)
                        && match scene.head(word) {
                            Some(up) => !span.contains(scene.token_span(up)) || scene.rel(word) == "conj",
                            None => true,
                        }
                })
            };
            candidates.iter().map(|&word| heads(word)).collect()
        };
        let content = told.fields.text(FieldKey::Content).unwrap_or_default();
        let heads = |&word: &usize| !content.is_empty() && content.contains(scene.form(word)) && reader.words(word).starts_with(content);
        let (chosen, elsewhere) = match role {
            Role::Content => {
                // Of words of one phrase the one that the others hang on.
                let all: Vec<bool> = candidates.iter().map(heads).collect();
                let first = |n: &usize| all[*n] && !(0..all.len()).any(|m| all[m] && m != *n && scene.under(candidates[m], candidates[*n]));
                let chosen = (0..all.len()).map(|n| first(&n)).collect();
                (chosen, picked(Role::Other).iter().zip(picked(Role::Doer)).map(|(a, b)| *a || b).collect())
            }
            Role::Doer => (picked(Role::Doer), picked(Role::Other)),
            Role::Other => (picked(Role::Other), picked(Role::Doer)),
        };
        let names: Vec<&str> = told.fields.iter().filter(|(key, _)| role.holds(*key)).flat_map(|(key, _)| told.fields.texts(key)).collect();
        let outside = !names.is_empty() && !chosen.iter().any(|&c| c);
        let is_same = |&word: &usize| {
            let actor = scene.actor_at(word).and_then(|actor| reader.doc.actors.get(actor as usize));
            actor.is_some_and(|actor| names.contains(&actor.name.as_str()))
        };
        let same = candidates.iter().map(is_same).collect();
        let attribution = attribution::of(reader.doc, scene.token_span(head));
        let sources = attribution.statement.map(|at| reader.doc.statements[at].source.clone()).unwrap_or_default();
        let site = crate::claims::reader::Site { head, verb, light: None };
        let agent = reader.agent(site);
        let object = match role {
            Role::Content => reader.content(site),
            _ => scene.patient(head).or_else(|| scene.patient(verb)),
        };
        let sayer = reader.sayer(head);
        Some(Part { role, label, head, verb, candidates, chosen, elsewhere, agent, object, sayer, sources, span: told.span, outside, same })
    }

    /// Whom the rules chose for it.
    pub fn chosen(&self) -> impl Iterator<Item = usize> {
        self.candidates.iter().zip(&self.chosen).filter(|(_, chosen)| **chosen).map(|(&word, _)| word)
    }

    /// What is known of the claim whoever plays the role.
    fn frame(&self, scene: &Scene<'_>) -> [u32; 4] {
        let role = self.role as u32;
        let voice =
            u32::from(scene.is_passive(self.verb)) | u32::from(scene.is_noun(self.head)) << 1 | u32::from(self.head != self.verb) << 2;
        let act = scene.senses(self.head).first().map_or(0, |frame| 1 + frame.act as u32);
        [role, key(role, self.label), key(role, voice), key(role, act)]
    }

    /// Writes the keys of "nobody named".
    pub fn see_nobody(&self, reader: &Reader<'_, '_>, keys: &mut Vec<u32>) {
        let scene = &reader.scene;
        keys.clear();
        let [role, label, voice, act] = self.frame(scene);
        let rules =
            u32::from(self.chosen.iter().any(|&c| c)) << 1 | u32::from(self.elsewhere.iter().any(|&c| c)) | u32::from(self.outside) << 2;
        let mut add = |template: u32, value: u32| keys.push(key(template, value));
        add(100, role);
        add(101, label);
        add(102, voice);
        add(103, key(label, voice));
        add(104, act);
        add(105, key(role, rules));
        add(106, key(label, rules));
        add(107, key(voice, rules));
        add(108, key(role, hash(scene.lemma(self.head))));
        add(109, key(key(role, hash(scene.lemma(self.head))), rules));
        add(110, key(role, hash(scene.deprel(self.head))));
        add(111, key(role, u32::from(self.agent.is_some()) << 1 | u32::from(self.object.is_some())));
        add(112, key(role, u32::from(reader.heading) << 1 | u32::from(self.sources.is_empty())));
        add(113, key(role, (self.candidates.len() as u32).min(6)));
        add(114, key(label, u32::from(self.sources.is_empty())));
    }

    /// Writes the keys of a candidate.
    pub fn see(&self, reader: &Reader<'_, '_>, which: usize, keys: &mut Vec<u32>) {
        let scene = &reader.scene;
        let word = self.candidates[which];
        keys.clear();
        let [role, label, voice, act] = self.frame(scene);
        let mut add = |template: u32, value: u32| keys.push(key(template, value));
        let lemma = hash(scene.lemma(self.head));

        // Whom the rules chose.
        let any = self.chosen.iter().any(|&c| c);
        let rules = u32::from(self.chosen[which]) << 2
            | u32::from(self.elsewhere[which]) << 1
            | u32::from(any)
            | u32::from(self.outside) << 3
            | u32::from(self.same[which]) << 4;
        add(0, key(role, rules));
        add(1, key(label, rules));
        add(2, key(voice, rules));
        add(3, key(act, rules));
        add(4, key(key(role, lemma), rules));
        let read = u32::from(self.agent == Some(word))
            | u32::from(self.object == Some(word)) << 1
            | u32::from(self.sayer == Some(word)) << 2
            | u32::from(self.sources.iter().any(|s| s.contains(scene.token_span(word)))) << 3;
        add(5, key(role, read));
        add(6, key(label, read));
        add(7, key(key(role, rules), read));
        add(8, key(key(role, lemma), read));
        add(9, key(key(act, rules), read));

        // What it is.
        let kind = scene.mention(word).map_or(0, |mention| 1 + mention.kind as u32 * 4 + mention.form as u32);
        let animate = u32::from(scene.is_animate(word))
            | u32::from(scene.is_both(word)) << 1
            | u32::from(lexicon::people::is_person_noun(scene.lemma(word))) << 2;
        let what = key(kind, animate) ^ scene.upos(word) as u32;
        let own = hash(scene.lemma(word));
        add(10, key(role, what));
        add(11, key(label, what));
        add(12, key(key(role, what), rules));
        add(13, key(role, own));
        add(14, key(label, own));
        add(15, key(key(role, own), rules));
        add(16, key(role, scene.senses(word).first().map_or(0, |frame| 1 + frame.act as u32)));

        // Where it stands.
        let case = hash(scene.case(word));
        let place = key(hash(scene.deprel(word)), case);
        add(20, key(role, place));
        add(21, key(label, place));
        add(22, key(key(role, place), what));
        for (at, from) in [(0, self.verb), (1, self.head)] {
            if at == 1 && self.head == self.verb {
                break;
            }
            let path = path(scene, from, word);
            let t = 30 + at * 12;
            add(t, key(role, path));
            add(t + 1, key(voice, path));
            add(t + 2, key(act, path));
            add(t + 3, key(label, path));
            add(t + 4, key(key(role, path), case));
            add(t + 5, key(key(label, path), case));
            add(t + 6, key(key(act, path), case));
            add(t + 7, key(key(role, path), rules));
            add(t + 8, key(key(role, path), animate));
            add(t + 9, key(key(role, lemma), key(path, case)));
        }
        let before = word < self.head;
        let span = if before { word..self.head } else { self.head..word };
        let between = self.candidates.iter().filter(|&&c| span.contains(&c) && c != word && scene.is_animate(c)).count().min(4) as u32;
        let far = u32::from(before) << 4 | between;
        add(60, key(role, far));
        add(61, key(voice, far));
        add(62, key(label, far));
        add(63, key(key(role, far), animate));
        add(64, key(key(role, far), rules));
        let head = scene.head(word);
        let above = head.map_or(0, |head| hash(scene.lemma(head)));
        add(65, key(role, key(above, hash(scene.rel(word)))));
        let above = head.and_then(|head| scene.senses(head).first().copied()).map_or(0, |frame| 1 + frame.act as u32);
        add(66, key(role, key(above, place)));
        add(67, key(label, key(above, place)));
        let next = word.checked_sub(1).map_or(0, |at| hash(scene.lemma(at)));
        add(68, key(role, next));
        let next = if word + 1 < scene.len() { hash(scene.lemma(word + 1)) } else { 0 };
        add(69, key(role, next));
        add(70, key(role, u32::from(scene.kid(word, "nmod:poss").is_some()) | u32::from(scene.kid(word, "conj").is_some()) << 1));
        let inside = u32::from(self.span.contains(scene.token_span(word)));
        add(72, key(role, inside));
        add(73, key(label, inside));
        add(74, key(key(role, inside), what));
        let below = u32::from(scene.under(self.head, word))
            | u32::from(scene.under(self.verb, word)) << 1
            | u32::from(scene.under(word, self.head)) << 2
            | u32::from(word == self.head) << 3
            | u32::from(word == self.verb) << 4;
        add(75, key(role, below));
        add(76, key(label, below));
        add(77, key(key(role, below), place));
        add(71, key(key(role, u32::from(reader.heading)), place));
    }
}

/// The path from one word to another over the tree, as a hash: the relations up to the word that both hang on, then those down. Long paths are cut.
fn path(scene: &Scene<'_>, from: usize, to: usize) -> u32 {
    const LONG: usize = 7;
    let line = |word: usize| {
        let mut line = vec![word];
        while let Some(up) = scene.head(*line.last().unwrap_or(&word)).filter(|_| line.len() < 24) {
            line.push(up);
        }
        line
    };
    let (up, down) = (line(from), line(to));
    let Some((rise, fall)) = up.iter().enumerate().find_map(|(rise, word)| Some((rise, down.iter().position(|other| other == word)?)))
    else {
        return 1;
    };
    if rise + fall > LONG {
        return key(2, (rise.min(4) * 8 + fall.min(4)) as u32);
    }
    let rises = up[..rise].iter().fold(3, |so_far, &word| key(so_far, hash(scene.rel(word))));
    down[..fall].iter().rev().fold(key(rises, 7), |so_far, &word| key(so_far, hash(scene.deprel(word))))
}
