//! Stances short of a yes or no: fault found, a good word, assent to a view that nobody asked for.

use super::draft::Draft;
use super::force::Force;
use super::frames::{Lexemes, Topic};
use super::reader::{Reader, Site};
use lexicon::doing::{Act, Frame};
use model::{AnswerKind, ClaimKind, FieldKey, Plover, Status};

impl Reader<'_, '_> {
    /// criticise, condemn: an answer where a move is found fault with, an accusation where a deed or a party is.
    pub fn criticise(&mut self, site: Site, content: Option<usize>, force: Force) -> bool {
        let scene = &self.scene;
        let Some(agent) = self.agent(site) else { return false };
        if force.negated || force.supposed || (force.infinitive && scene.event_status(site.verb, force, false).is_none()) {
            return false;
        }
        if !scene.is_animate(agent) {
            return false;
        }
        let object = if site.light == Some(Act::Provoke) {
            scene.subject(site.verb).or_else(|| scene.head(site.verb).filter(|_| scene.rel(site.verb) == "advcl"))
        } else if scene.is_noun(site.head) {
            // "launched a scathing attack on the plan", hung on the verb
            let at = |i: usize| scene.under_preposition(i, &["of", "on", "against"]).find(|&k| k > site.head && !scene.in_time(k));
            at(site.head).or_else(|| at(site.verb))
        } else if let Some((_, Some(thing))) = scene.idiom(site.head, scene.lemma(site.head)) {
            Some(thing)
        } else {
            let fault = || scene.under_preposition(site.head, &["about", "of", "over"]).next();
            scene.patient(site.head).or_else(|| scene.object(site.head)).or_else(fault).or(content)
        };
        let Some(object) = object else { return false };
        if scene.is_noun(site.head) && site.light.is_none() && !scene.acts_as_party(agent) {
            return false;
        }
        let inner = scene.unwrapped(object);
        let answerable = matches!(scene.topic(inner), Topic::Move | Topic::Agreement | Topic::Truce);
        let author = scene.noun_agent(inner).filter(|&a| a != agent && scene.acts_as_party(a));
        if answerable {
            return self.push_answer(site, AnswerKind::Criticise, Some(object), force, None);
        }
        let by = self.party(agent);
        let mut draft = Draft::new(ClaimKind::Accusation, Status::Stated, &site.sites());
        draft.verbal = true;
        draft.role(FieldKey::By, &by);
        if let Some(side) = self.on_behalf(&by) {
            draft.text(FieldKey::OnBehalf, side);
        }
        let party = self.party(author.unwrap_or(object));
        if party.known && party.names != by.names {
            draft.role(FieldKey::Target, &party);
        }
        draft.target = vec![self.scene.full_phrase(object)];
        // "criticised the mediators for leaving": for that
        let what = self.scene.kids_of(site.head, "advcl").find(|&k| self.scene.mark(k) == "for").filter(|_| self.scene.is_animate(object));
        draft.text(FieldKey::About, self.words(what.unwrap_or(object)));
        if let Some(what) = what {
            self.consume_all(what);
        }
        if let Some(quote) = self.quoted(site.verb) {
            draft.text(FieldKey::Quote, quote);
        }
        // a threat of somebody's own remains to be read
        let own = self.scene.noun_senses(inner).iter().any(|f| f.act == Act::Threaten) && self.scene.noun_agent(inner).is_some();
        for k in self.scene.subtree(object, &|k| own || self.scene.deprel(k) == "acl:relcl").into_iter().filter(|&k| !own || k != inner) {
            if !self.scene.acts_as_party(k) {
                self.used[k] = true;
            }
        }
        self.push(draft);
        true
    }

    /// A move found fault with by a name that is given to it.
    pub fn push_criticism(&mut self, site: Site, object: usize) -> bool {
        let force = self.scene.force(site.verb);
        self.push_answer(site, AnswerKind::Criticise, Some(object), force, None)
    }

    /// "welcomed the plan": a view with a good word; nobody has said yes.
    pub fn welcome(&mut self, site: Site, content: Option<usize>, force: Force) -> bool {
        let (Some(agent), Some(content)) = (self.agent(site), content) else { return false };
        if force.negated || force.supposed || force.infinitive || self.scene.is_animate(content) && !self.is_move(content) {
            return false;
        }
        // "greeted the crowd"
        if self.scene.lemma(site.head) == "greet" && !self.is_move(content) {
            return false;
        }
        let by = self.party(agent);
        let mut draft = Draft::new(ClaimKind::Assessment, Status::Stated, &site.sites());
        draft.root = Some(Plover::Support);
        draft.verbal = true;
        draft.role(FieldKey::Holder, &by);
        draft.text(FieldKey::Polarity, "pos").text(FieldKey::Content, self.words(content));
        draft.target.push(self.scene.full_phrase(content));
        self.consume(content);
        self.push(draft);
        true
    }

    /// "agrees with the call for …": assent to a view that nobody asked for.
    pub fn concur(&mut self, site: Site) -> bool {
        let Some(agent) = self.agent(site) else { return false };
        let force = self.scene.force(site.verb);
        if force.negated || force.supposed {
            return false;
        }
        // "agreed with his counterpart to exchange …" is an agreement
        let object = self.scene.under_preposition(site.head, &["with"]).next();
        let jointly =
            |k: usize| self.scene.kid(k, "acl").is_some_and(|c| self.scene.mark(c) == "to" && self.scene.deprel(c) != "acl:relcl");
        if self.scene.kid(site.head, "xcomp").is_some()
            || self.scene.kid(site.head, "advcl").is_some_and(|c| self.scene.mark(c) == "to")
            || object.is_some_and(jointly)
            || self.scene.kid(site.head, "obj").is_some_and(|o| self.scene.is_noun(o))
            || self.scene.under_preposition(site.head, &["on", "to"]).next().is_some()
        {
            return self.agreement(site, Frame { act: Act::Agree, root: None });
        }
        // "agreed with the proposal": yes to what was put; "agrees with the call": a view
        if object.is_some_and(|o| self.is_move(o) && self.scene.is_noun(o) && self.scene.lemma(o) != "call") {
            return self.answer(site, Frame { act: Act::Accept, root: None });
        }
        let by = self.party(agent);
        let mut draft = Draft::new(ClaimKind::Assessment, Status::Stated, &site.sites());
        draft.role(FieldKey::Holder, &by);
        if let Some(o) = object {
            let author = self.scene.noun_agent(o).unwrap_or(o);
            let party = self.party(author);
            if party.known {
                draft.role(FieldKey::Target, &party);
            }
            draft.text(FieldKey::Content, self.words(o));
            for k in self.scene.subtree(o, &|_| false) {
                self.used[k] = true;
            }
        }
        self.push(draft);
        true
    }
}
