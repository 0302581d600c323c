//! Answers that have not come: awaited, failed to come, put off.

use super::draft::Draft;
use super::force::Force;
use super::frames::{Lexemes, Topic};
use super::reader::{Reader, Site};
use lexicon::doing::{Act, Frame};
use model::{AnswerKind, ClaimKind, FieldKey, Plover, Status};

impl Reader<'_, '_> {
    /// "is waiting for their reply": an answer that has not come.
    pub fn awaited(&mut self, site: Site) -> bool {
        let scene = &self.scene;
        let force = scene.force(site.verb);
        let object = scene.object(site.head).or_else(|| scene.under_preposition(site.head, &["for", "on"]).next());
        let Some(reply) = object.filter(|&o| scene.noun_senses(o).iter().any(|f| f.act == Act::Respond)) else { return false };
        if force.negated || force.supposed || force.infinitive || force.future {
            return false;
        }
        let Some(owner) = scene.noun_agent(reply).or_else(|| scene.under_preposition(reply, &["from", "by", "of"]).next()) else {
            return false;
        };
        let by = self.party(owner);
        if by.is_empty() {
            return false;
        }
        let waits = self.agent(site).filter(|&a| scene.is_animate(a) && a != owner);
        let to = self.named_move(scene.under_preposition(reply, &["to", "on"]).next());
        let mut draft = Draft::answer(AnswerKind::NoneYet, &site.sites());
        draft.role(FieldKey::By, &by);
        if let Some(side) = self.on_behalf(&by) {
            draft.text(FieldKey::OnBehalf, side);
        }
        if let Some(a) = waits {
            let party = self.party(a);
            draft.role(FieldKey::Addressee, &party);
        }
        draft.text(FieldKey::To, to);
        self.consume(reply);
        self.push(draft);
        true
    }

    /// "failed to agree", "failed to deliver a breakthrough", "failed to reply".
    pub fn failed(&mut self, site: Site, content: Option<usize>, force: Force) -> bool {
        let Some(c) = content.filter(|&c| self.scene.is_verb(c)) else { return false };
        if force.negated {
            return false;
        }
        if self.scene.senses(c).iter().any(|f| f.act == Act::Respond) {
            return self.push_answer(site, AnswerKind::NoneYet, Some(c), force, None);
        }
        // "failed to approve the bailout"
        let passes =
            self.scene.senses(c).iter().any(|f| matches!(f.act, Act::Accept | Act::Consent)) && self.scene.topic(c) != Topic::Agreement;
        if passes
            && self.scene.object(c).is_some_and(|o| self.is_move(o) || self.scene.topic(o) != Topic::Other)
            && self.agent(site).is_some()
        {
            let object = self.scene.object(c);
            self.used[c] = true;
            return self.push_answer(site, AnswerKind::Reject, object, force, None);
        }
        let result =
            |k: usize| self.scene.noun_senses(self.scene.unwrapped(k)).iter().any(|f| matches!(f.act, Act::Agreement | Act::Result));
        let lacks = self.scene.topic(c) == Topic::Agreement
            || self.scene.kid(c, "obj").is_some_and(result)
            || self.scene.under_preposition(c, &["in", "to"]).any(result);
        if !lacks {
            return false;
        }
        let by = if self.agent(site).is_some_and(|a| self.scene.is_animate(a)) { self.agent_party(site) } else { Default::default() };
        let object = self.scene.kid(c, "obj");
        self.no_result(site, &by, object.or(Some(c)));
        self.consume(c);
        true
    }

    /// study, consider, consult: later.
    pub fn defer(&mut self, site: Site, content: Option<usize>, force: Force) -> bool {
        let scene = &self.scene;
        let agent = self.agent(site);
        let content = if scene.is_passive(site.head) { scene.patient(site.head).or(content) } else { content };
        let topic = content.map_or(Topic::Other, |c| scene.topic(c));
        // "a truce was discussed": put on the table
        if scene.lemma(site.head) == "discuss" && scene.is_passive(site.head) && topic == Topic::Truce {
            let mut draft = Draft::new(ClaimKind::Proposal, Status::Proposed, &site.sites());
            self.terms(&mut draft, content, topic);
            draft.fields.set(FieldKey::Stage, model::Stage::Stated.name());
            if let Some(c) = content {
                self.consume(c);
            }
            self.push(draft);
            return true;
        }
        if matches!(scene.lemma(site.head), "discuss" | "consult") && !force.future {
            return self.meeting(site, Frame { act: Act::Discuss, root: Some(Plover::Consult) });
        }
        let Some(agent) = agent else { return false };
        // "considers the terms unfair", "considered the offer dead", "considers it below the market" are views
        let measured = |k: usize| matches!(scene.case(k), "below" | "above" | "beyond" | "beneath");
        if scene.lemma(site.head) == "consider"
            && (scene.kid(site.head, "xcomp").is_some()
                || scene.kids(site.head).iter().chain(content.iter().flat_map(|&c| scene.kids(c))).any(|&k| measured(k))
                || content.is_some_and(|c| scene.kids(c).iter().any(|&k| k > c && matches!(scene.rel(k), "acl" | "amod" | "xcomp"))))
            && !scene.kids(site.head).iter().any(|&k| matches!(scene.rel(k), "aux"))
        {
            return false;
        }
        let by = self.party(agent);
        if scene.lemma(site.head) == "discuss" && by.plural {
            return self.meeting(site, Frame { act: Act::Discuss, root: Some(Plover::Consult) });
        }
        let answerable = content.is_some_and(|c| {
            matches!(topic, Topic::Move | Topic::Truce | Topic::Agreement) || matches!(scene.lemma(c), "it" | "this" | "that")
        }) || (matches!(scene.lemma(site.head), "consult") && force.future);
        if !answerable || force.negated || force.possible {
            return false;
        }
        self.push_answer(site, AnswerKind::Defer, content, force, None)
    }
}
