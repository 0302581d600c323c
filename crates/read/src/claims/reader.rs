//! Reads one sentence from the root of its tree downwards and sends each word's senses to the builders.

use super::attribution::{self, Attribution};
use super::draft::Draft;
use super::frames::{Lexemes, Topic};
use super::parties::Party;
use super::scene::Scene;
use crate::Document;
use lexicon::doing::{Act, Frame};
use model::{Claim, Evidential, FieldKey, Span, Upos, plover_root};

/// What earlier sentences leave for later ones.
#[derive(Clone, Debug, Default)]
pub(crate) struct Memory {
    /// Content of the last move, for "this proposal".
    pub last_move: Option<String>,
    /// Who put it.
    pub last_mover: Vec<String>,
    /// The last answer: its sentence and who gave it.
    pub answered: Option<(usize, Vec<String>)>,
    /// The last sentence spoke of meetings.
    pub met: Option<usize>,
}

/// Where an act stands: its own word, and the verb that carries it in the clause.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Site {
    pub head: usize,
    pub verb: usize,
    pub light: Option<Act>,
}

impl Site {
    pub fn plain(i: usize) -> Site {
        Site { head: i, verb: i, light: None }
    }

    pub fn sites(self) -> [usize; 2] {
        [self.head, self.verb]
    }
}

/// Reader of one sentence.
pub(crate) struct Reader<'d, 'm> {
    pub doc: &'d Document,
    pub scene: Scene<'d>,
    pub main: &'m [String],
    pub memory: &'m mut Memory,
    pub heading: bool,
    pub used: Vec<bool>,
    pub out: Vec<Claim>,
}

impl<'d, 'm> Reader<'d, 'm> {
    pub fn new(doc: &'d Document, index: usize, main: &'m [String], memory: &'m mut Memory, heading: bool) -> Reader<'d, 'm> {
        let scene = Scene::new(doc, index);
        let used = vec![false; scene.len()];
        Reader { doc, scene, main, memory, heading, used, out: Vec::new() }
    }

    pub fn read(&mut self) {
        let mut order: Vec<(usize, usize)> = (0..self.scene.len()).map(|i| (self.scene.depth(i), i)).collect();
        order.sort_unstable();
        self.offices();
        self.speeches();
        for &(_, i) in &order {
            if !self.used[i] {
                self.interpret(i);
            }
        }
        self.views_of_speakers();
        self.out.sort_by_key(|c| (c.span.start, c.span.end));
        self.out.dedup_by(|b, a| a.kind == b.kind && a.status == b.status && a.span == b.span && a.fields == b.fields);
    }

    fn interpret(&mut self, i: usize) {
        let senses = self.scene.senses(i);
        for &frame in senses {
            if self.act(i, frame) {
                self.used[i] = true;
                return;
            }
        }
        if senses.is_empty() || !senses.iter().any(|f| f.act != Act::Say) {
            self.modal(i);
        }
    }

    fn act(&mut self, i: usize, frame: Frame) -> bool {
        let site = Site::plain(i);
        match frame.act {
            Act::Give if self.give_term(i) => true,
            Act::Do
            | Act::Deliver
            | Act::Hold
            | Act::Occur
            | Act::Reach
            | Act::Receive
            | Act::Retract
            | Act::Lift
            | Act::Keep
            | Act::Give => self.light(i, frame.act),
            _ => self.dispatch(site, frame),
        }
    }

    pub fn dispatch(&mut self, site: Site, frame: Frame) -> bool {
        match frame.act {
            Act::Propose | Act::Suggest | Act::Offer | Act::Invite => self.propose(site, frame),
            Act::Ready
            | Act::Want
            | Act::Seek
            | Act::Plan
            | Act::PlanNoun
            | Act::Goal
            | Act::Hope
            | Act::Try
            | Act::Prepare
            | Act::Decide => self.intend(site, frame),
            Act::Call => self.call(site, frame),
            Act::Need => self.need(site),
            Act::Demand | Act::Insist | Act::Ask | Act::Order | Act::Condition => self.demand(site, frame),
            Act::Ultimatum | Act::Deadline => self.ultimatum(site, frame),
            Act::Threaten | Act::Warn | Act::Vow | Act::Retaliate => self.threaten(site, frame),
            Act::Pledge => self.pledge(site, frame),
            Act::Accept
            | Act::Consent
            | Act::Reject
            | Act::Oppose
            | Act::Opposed
            | Act::Objection
            | Act::Block
            | Act::Unacceptable
            | Act::Refuse
            | Act::RuleOut
            | Act::Welcome
            | Act::Respond
            | Act::Ignore
            | Act::Silent
            | Act::Defer
            | Act::Unable
            | Act::Mandate
            | Act::Deny
            | Act::Concede
            | Act::Criticise
            | Act::Criticism
            | Act::Condemn
            | Act::FailTo => self.answer(site, frame),
            Act::Meet | Act::Visit | Act::Discuss | Act::Mediate | Act::Travel => self.meeting(site, frame),
            Act::Agree | Act::Sign | Act::Settle | Act::Agreement | Act::Result | Act::Fruitless => self.agreement(site, frame),
            Act::Concur => self.concur(site),
            Act::Truce | Act::Breach => self.ceasefire(site, frame),
            Act::Release | Act::Swap | Act::Return => self.exchange(site, frame),
            Act::Attack | Act::Fight | Act::Seize | Act::War => self.hostilities(site, frame),
            Act::Sanction | Act::Expel | Act::Freeze | Act::Ban => self.sanction(site, frame),
            Act::Aid => self.aid(site, frame),
            Act::Decision => self.decision(site),
            Act::Appoint | Act::Depart | Act::Oust | Act::AppointNoun | Act::DepartNoun | Act::Assign => self.appointment(site, frame),
            Act::Lead => self.lead(site),
            Act::Begin
            | Act::Resume
            | Act::Stall
            | Act::Stop
            | Act::End
            | Act::Continue
            | Act::Progress
            | Act::Stalled
            | Act::Halt
            | Act::Cancel => self.process(site, frame),
            Act::Focus | Act::Shift => self.agenda(site, frame),
            Act::View | Act::Successful => self.view(site, frame),
            Act::Label => self.label(site),
            Act::Allow => self.allow(site),
            Act::Accuse | Act::Accusation => self.accuse(site, frame),
            Act::Expect | Act::Fixed | Act::Likely | Act::Manage => false,
            Act::Coerce
            | Act::CoerceNoun
            | Act::Protest
            | Act::ProtestNoun
            | Act::Mobilize
            | Act::MobilizeNoun
            | Act::Cooperate
            | Act::CooperateNoun
            | Act::Support
            | Act::SupportNoun
            | Act::Yield
            | Act::YieldNoun
            | Act::Cut
            | Act::Investigate
            | Act::InvestigateNoun
            | Act::Force => self.pressure(site, frame),
            Act::Captive | Act::Delegation | Act::Say | Act::Seem | Act::Table | Act::Wrong => false,
            Act::Do
            | Act::Deliver
            | Act::Hold
            | Act::Occur
            | Act::Reach
            | Act::Receive
            | Act::Retract
            | Act::Lift
            | Act::Keep
            | Act::Give => false,
        }
    }

    /// A light verb lends its subject and force to the event noun that it carries.
    fn light(&mut self, i: usize, light: Act) -> bool {
        let scene = &self.scene;
        // "has nothing against meeting X"
        if scene.lemma(i) == "have"
            && let Some(nothing) = scene.kid(i, "obj").filter(|&o| scene.lemma(o) == "nothing")
        {
            let against = scene
                .kids(nothing)
                .iter()
                .chain(scene.kids(i))
                .copied()
                .find(|&k| scene.mark(k) == "against" || scene.case(k) == "against");
            if let Some(content) = against {
                return self.nothing_against(i, content);
            }
        }
        let mut nouns: Vec<usize> = Vec::new();
        if light == Act::Occur {
            nouns.extend(scene.subject(i));
        } else {
            nouns.extend(scene.patient(i));
            nouns.extend(scene.kid(i, "obj"));
            nouns.extend(scene.under_preposition(i, &["in", "into", "to", "at", "on"]));
        }
        if nouns.is_empty() && matches!(light, Act::Hold | Act::Keep) {
            // "the ceasefire has held"
            nouns.extend(scene.subject(i).filter(|&s| scene.topic(s) == Topic::Truce));
        }
        nouns.dedup();
        if light == Act::Give {
            // "gave two million dollars to …"
            let money = nouns.iter().copied().find(|&n| {
                matches!(self.scene.lemma(n), "million" | "billion" | "dollar" | "euro" | "pound" | "$" | "€" | "£")
                    || self.scene.form(n).starts_with(['$', '€', '£'])
                    || self.scene.kids(n).iter().any(|&k| matches!(self.scene.form(k), "$" | "€" | "£"))
            });
            if let Some(noun) = money
                && self.aid(Site { head: noun, verb: i, light: Some(light) }, Frame { act: Act::Aid, root: None })
            {
                return true;
            }
        }
        if light == Act::Deliver {
            // "submitted a list of reforms to its creditors"
            if let Some(&noun) = nouns.first() {
                let plain = self.scene.noun_senses(self.scene.unwrapped(noun)).iter().all(|f| !carries(light, self.scene.lemma(i), f.act));
                if plain
                    && (self.scene.topic(noun) == Topic::Move || matches!(self.scene.lemma(noun), "list" | "set" | "package" | "roadmap"))
                {
                    return self.dispatch(Site { head: noun, verb: i, light: Some(light) }, Frame { act: Act::Propose, root: None });
                }
            }
        }
        for noun in nouns {
            let mut handled = false;
            for part in self.scene.conjuncts(noun) {
                let head = self.scene.unwrapped(part);
                if !self.scene.is_noun(head) || self.used[head] {
                    continue;
                }
                // "give evidence": only goods and moves are given; "have" carries only answers and results
                for &frame in self.scene.noun_senses(head) {
                    if !carries(light, self.scene.lemma(i), frame.act) {
                        continue;
                    }
                    if self.dispatch(Site { head, verb: i, light: Some(light) }, frame) {
                        self.used[head] = true;
                        self.used[part] = true;
                        handled = true;
                        break;
                    }
                }
            }
            if handled {
                return true;
            }
        }
        false
    }

    /// The one who acts at a site.
    pub fn agent(&self, site: Site) -> Option<usize> {
        if site.light.is_some() {
            if site.light == Some(Act::Occur) {
                return self.scene.noun_agent(site.head);
            }
            return self.scene.agent(site.verb).filter(|&a| a != site.head).or_else(|| self.scene.noun_agent(site.head));
        }
        if self.scene.is_noun(site.head) {
            return self.scene.noun_agent(site.head);
        }
        self.scene.agent(site.verb)
    }

    pub fn party(&self, token: usize) -> Party {
        let party = self.scene.party(token, self.main);
        if party.is_empty() && self.scene.upos(token) == Upos::Pron {
            // "the army said it would …": where nobody else is known, the one who says it
            let attribution = self.attribution(token);
            if attribution.speaker.is_some() {
                return self.speaker(&attribution);
            }
            if let Some(sayer) = self.sayer(token) {
                return self.scene.party(sayer, self.main);
            }
        }
        party
    }

    /// The subject of the nearest verb of saying above a word.
    pub fn sayer(&self, token: usize) -> Option<usize> {
        let mut at = token;
        for _ in 0..self.scene.len() {
            let up = self.scene.head(at)?;
            if self.scene.rel(at) == "ccomp"
                && self.scene.verb_senses(up).iter().any(|f| matches!(f.act, Act::Say | Act::Warn | Act::Insist))
            {
                return self.scene.subject(up).filter(|&s| self.scene.upos(s) != Upos::Pron || self.scene.acts_as_party(s));
            }
            at = up;
        }
        None
    }

    pub fn agent_party(&self, site: Site) -> Party {
        self.agent(site).map(|a| self.party(a)).unwrap_or_default()
    }

    /// The nominals that tell to, with, against or on whom the act at a site goes.
    pub fn oblique(&self, site: Site, prepositions: &[&str]) -> Option<usize> {
        let at = |i: usize| {
            let found: Vec<usize> = self.scene.under_preposition(i, prepositions).collect();
            found
                .iter()
                .copied()
                .find(|&k| self.scene.acts_as_party(k) || self.scene.is_both(k))
                .or_else(|| found.into_iter().find(|&k| self.scene.is_animate(k)))
        };
        at(site.head).or_else(|| (site.verb != site.head).then(|| at(site.verb)).flatten())
    }

    /// As [`Reader::oblique`], any nominal where none is a party.
    pub fn oblique_any(&self, site: Site, prepositions: &[&str]) -> Option<usize> {
        self.oblique(site, prepositions).or_else(|| {
            self.scene
                .under_preposition(site.head, prepositions)
                .next()
                .or_else(|| if site.verb != site.head { self.scene.under_preposition(site.verb, prepositions).next() } else { None })
        })
    }

    /// The complement: what is proposed, demanded, refused.
    pub fn content(&self, site: Site) -> Option<usize> {
        let scene = &self.scene;
        let h = site.head;
        if scene.is_noun(h) && !(scene.is_verb(h)) {
            return scene
                .kid(h, "acl")
                .filter(|&k| scene.deprel(k) != "acl:relcl")
                .filter(|&k| scene.xpos(k) == "VB" || scene.mark(k) == "to" || scene.mark(k) == "that")
                .or_else(|| {
                    scene
                        .under_preposition(h, &["for", "on", "of", "to", "about"])
                        .find(|&k| !scene.acts_as_party(k) || scene.case(k) == "for")
                })
                .or_else(|| scene.kid(h, "ccomp"))
                .or_else(|| {
                    if site.light.is_some() {
                        scene.kid(site.verb, "xcomp").or_else(|| scene.kid(site.verb, "advcl").filter(|&k| scene.mark(k) == "to"))
                    } else {
                        None
                    }
                })
                .or_else(|| scene.kids_of(h, "compound").find(|&k| scene.topic(k) != Topic::Other));
        }
        scene
            .kid(h, "xcomp")
            .or_else(|| scene.kid(h, "ccomp"))
            .or_else(|| {
                if scene.is_passive(h) {
                    scene.patient(h)
                } else {
                    scene.object(h).filter(|&k| !scene.is_animate(k) || scene.topic(k) != Topic::Other)
                }
            })
            .or_else(|| scene.under_preposition(h, &["for", "of", "to", "with", "on", "about", "in", "against"]).next())
            .or_else(|| scene.kid(h, "advcl").filter(|&k| scene.mark(k) == "to"))
            .or_else(|| scene.object(h))
    }

    /// Words of a complement as field text.
    pub fn words(&self, token: usize) -> String {
        self.scene.text(self.scene.full_phrase(token))
    }

    /// Marks the complement and the words that carry it as read.
    pub fn consume(&mut self, token: usize) {
        for part in self.scene.conjuncts(token) {
            let head = self.scene.unwrapped(part);
            self.used[part] = true;
            self.used[head] = true;
            if self.scene.is_verb(part) {
                let inner: Vec<usize> =
                    self.scene.kids(part).iter().copied().filter(|&k| matches!(self.scene.rel(k), "obj" | "xcomp" | "obl")).collect();
                for k in inner {
                    let k2 = self.scene.unwrapped(k);
                    if self.scene.topic(k2) != Topic::Other {
                        self.used[k] = true;
                        self.used[k2] = true;
                    }
                    if self.scene.rel(k) == "xcomp" {
                        self.used[k] = true;
                        if let Some(o) = self.scene.kid(k, "obj") {
                            self.used[o] = true;
                            let o2 = self.scene.unwrapped(o);
                            self.used[o2] = true;
                        }
                    }
                }
            }
        }
    }

    /// Who says what stands at a word.
    pub fn attribution(&self, token: usize) -> Attribution {
        attribution::of(self.doc, self.scene.token_span(token))
    }

    /// The speaker of a place as a party, for moves that are made by speaking ("X must withdraw").
    pub fn speaker(&self, attribution: &Attribution) -> Party {
        let mut party = Party::default();
        if attribution.speaker.is_none()
            && let Some(statement) = attribution.statement.and_then(|s| self.doc.statements.get(s))
        {
            // a source that is no known actor: its words
            for source in &statement.source {
                if let Some((first, last)) = self.doc.words_in(self.scene.index, *source) {
                    let head = (first..=last).find(|&w| self.scene.head(w).is_none_or(|h| h < first || h > last)).unwrap_or(last);
                    if self.scene.upos(head) != Upos::Pron {
                        return self.scene.party(head, self.main);
                    }
                }
            }
        }
        if let Some(name) = &attribution.speaker {
            party.names.push(name.clone());
            party.actors.extend(attribution.speaker_actor);
            party.known = true;
        }
        if let Some(statement) = attribution.statement.and_then(|s| self.doc.statements.get(s)) {
            party.spans = statement.source.clone();
        }
        party
    }

    /// The state or party for which a single person acts.
    pub fn on_behalf(&self, party: &Party) -> Option<String> {
        let [actor] = party.actors.as_slice() else { return None };
        let actor = self.doc.actors.get(*actor as usize)?;
        actor.side.clone().filter(|side| *side != actor.name)
    }

    /// The words that say it: the clause of the verb or the noun phrase, without adverbial and coordinated clauses.
    fn words_of(&self, draft: &Draft) -> Span {
        let scene = &self.scene;
        let (head, verb) = (draft.sites[0], *draft.sites.last().unwrap_or(&draft.sites[0]));
        if scene.is_noun(verb) && scene.kid(verb, "cop").is_none() {
            return scene.full_phrase(verb);
        }
        let words = scene.subtree(verb, &|k| {
            let top = scene.head(k) == Some(verb);
            match scene.rel(k) {
                "advcl" => top && !matches!(scene.mark(k), "if" | "unless") && scene.mark(k) != "to",
                "conj" | "parataxis" | "cc" => top,
                "mark" | "discourse" | "vocative" | "dislocated" => top,
                "obl" | "advmod" => top && scene.kid(verb, "nsubj").is_some_and(|s| k < s),
                _ => false,
            }
        });
        let span = scene.span_of(&words, head);
        if scene.under(verb, head) && head != verb && scene.kid(verb, "nsubj").is_some_and(|s| head < s) {
            span
        } else {
            span.cover(scene.token_span(head))
        }
    }

    /// Finishes a draft: span, speaker, time, code.
    pub fn push(&mut self, mut draft: Draft) {
        let head = draft.sites[0];
        let site = *draft.sites.last().unwrap_or(&head);
        let span = draft.span.unwrap_or_else(|| self.words_of(&draft));
        let attribution = self.attribution(head);
        let mut speaker = attribution.speaker.clone();
        let mut chain = attribution.chain.clone();
        if draft.presupposed && !attribution.direct {
            speaker = None;
            chain.clear();
        } else if speaker.is_none() && draft.verbal {
            for key in [FieldKey::By, FieldKey::Proposer, FieldKey::Holder] {
                if let Some(name) = draft.fields.text(key)
                    && self.doc.actors.iter().any(|a| a.name == name && a.kind == model::ActorKind::Person)
                {
                    speaker = Some(name.to_owned());
                    chain.push(name.to_owned());
                    break;
                }
            }
        }
        let time =
            draft.time.take().or_else(|| if draft.kind == model::ClaimKind::Office { None } else { self.scene.time_of(&draft.sites) });
        let code = match (draft.root, draft.answer) {
            (Some(root), _) => Some(root),
            (None, Some(answer)) => answer.plover(),
            (None, None) => plover_root(draft.kind, draft.status),
        };
        if code.is_some() {
            self.name_targets(&mut draft, site);
        }
        if draft.target.is_empty()
            && code.is_some()
            && let Some(content) = self.scene.patient(head).or_else(|| self.scene.patient(site))
        {
            draft.target.push(self.scene.full_phrase(content));
        }
        let evidential = if draft.presupposed {
            Evidential::Presupposed
        } else if attribution.reported {
            Evidential::Reported
        } else if self.scene.kids(site).iter().any(|&k| matches!(self.scene.lemma(k), "reportedly" | "allegedly" | "apparently")) {
            Evidential::Hearsay
        } else {
            Evidential::Asserted
        };
        if draft.answer.is_some() && !self.heading {
            self.memory.answered = Some((self.scene.index, draft.fields.texts(FieldKey::By).into_iter().map(str::to_owned).collect()));
        }
        if draft.kind.is_move() && !self.heading {
            let content = draft.fields.text(FieldKey::Content).map(str::to_owned);
            if content.is_some() {
                self.memory.last_move = content;
            }
            self.memory.last_mover = draft
                .fields
                .texts(FieldKey::Proposer)
                .iter()
                .chain(draft.fields.texts(FieldKey::By).iter())
                .map(|s| (*s).to_owned())
                .collect();
        }
        self.out.push(Claim {
            kind: draft.kind,
            status: draft.status,
            sentence: self.scene.index as u32,
            span,
            speaker,
            chain,
            evidential,
            fields: draft.fields,
            time,
            answer: draft.answer,
            code,
            source: if code.is_some() { draft.source } else { Vec::new() },
            target: if code.is_some() { draft.target } else { Vec::new() },
            doubt: None,
        });
    }

    /// PLOVER wants the words of the other actor: where the roles name none, the actors in the clause beside its source.
    fn name_targets(&self, draft: &mut Draft, site: usize) {
        let scene = &self.scene;
        let named = |spans: &[Span]| self.doc.mentions.iter().any(|m| m.actor.is_some() && spans.iter().any(|s| s.contains(m.span)));
        if named(&draft.target) {
            return;
        }
        let words =
            scene.subtree(site, &|k| matches!(scene.rel(k), "conj" | "parataxis") && scene.head(k) == Some(site) && scene.is_verb(k));
        for &w in &words {
            let span = scene.full_phrase(w);
            let beside = |s: &Span| !s.overlaps(scene.token_span(w));
            if w != site && scene.acts_as_party(w) && draft.source.iter().all(beside) && !self.heading {
                draft.target.push(span);
            }
        }
        if !named(&draft.target) {
            for &k in scene.kids(site) {
                if matches!(scene.rel(k), "obj" | "obl" | "iobj") && !scene.times().iter().any(|&(_, c)| c == k) {
                    draft.target.push(scene.full_phrase(k));
                }
            }
        }
    }

    /// The words that name what is answered: the phrase, or for "this proposal" and "it" the last move.
    pub fn named_move(&self, token: Option<usize>) -> String {
        let Some(token) = token else { return self.memory.last_move.clone().unwrap_or_default() };
        let scene = &self.scene;
        let anaphor = scene.upos(token) == Upos::Pron
            || scene.kids(token).iter().any(|&k| matches!(scene.lemma(k), "this" | "that" | "these" | "those" | "such" | "latest"))
            || {
                scene.kids(token).len() <= 1
                    && matches!(
                        scene.lemma(token),
                        "proposal" | "offer" | "plan" | "idea" | "invitation" | "demand" | "request" | "ultimatum"
                    )
            };
        if anaphor && let Some(last) = &self.memory.last_move {
            return last.clone();
        }
        self.words(token)
    }
}

/// Which event nouns a light verb carries.
fn carries(light: Act, lemma: &str, act: Act) -> bool {
    let event = matches!(
        act,
        Act::Meet
            | Act::Visit
            | Act::Truce
            | Act::Agreement
            | Act::Swap
            | Act::Release
            | Act::Attack
            | Act::Sanction
            | Act::Ban
            | Act::ProtestNoun
            | Act::CooperateNoun
            | Act::MobilizeNoun
            | Act::CoerceNoun
            | Act::YieldNoun
            | Act::SupportNoun
            | Act::InvestigateNoun
            | Act::View
    );
    let moves = matches!(
        act,
        Act::Propose
            | Act::Offer
            | Act::Invite
            | Act::Demand
            | Act::Ask
            | Act::Condition
            | Act::Ultimatum
            | Act::Deadline
            | Act::Threaten
            | Act::Warn
            | Act::Pledge
            | Act::Call
            | Act::Accusation
            | Act::Criticism
            | Act::Ready
            | Act::PlanNoun
    );
    let answers = matches!(act, Act::Accept | Act::Reject | Act::Respond | Act::Oppose | Act::Objection | Act::Mandate);
    let results = matches!(act, Act::Agreement | Act::Result | Act::Swap | Act::Truce | Act::View);
    match light {
        Act::Do => (moves || answers || results || (event && !matches!(lemma, "have" | "see" | "show" | "express"))) || act == Act::Goal,
        Act::Deliver => moves || answers || act == Act::Aid,
        Act::Hold => event || moves && act != Act::Call,
        Act::Occur => event,
        Act::Reach => results,
        Act::Receive => moves || answers || act == Act::Aid,
        Act::Retract => moves,
        Act::Lift => matches!(act, Act::Sanction | Act::Ban | Act::Demand | Act::Threaten),
        Act::Keep => matches!(act, Act::Truce | Act::Agreement),
        Act::Give => matches!(act, Act::Aid | Act::SupportNoun | Act::Accept | Act::Ultimatum | Act::Deadline | Act::Respond),
        _ => false,
    }
}
