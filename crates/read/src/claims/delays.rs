//! Answers that have not come: awaited, failed to come, put off.

use super::draft::Draft;
use super::force::Force;
use super::frames::{Lexemes, Topic};
use super::reader::{Reader, Site};
use lexicon::doing::{Act, Frame};
use model::{AnswerKind, ClaimKind, FieldKey, Plover, Status, Upos};

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
        if force.negated || self.scene.is_feared(site.head) {
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

    /// "has yet to say whether it will attend", "has given no sign of whether it accepts": no answer yet.
    pub fn undecided(&mut self, i: usize) -> bool {
        let scene = &self.scene;
        let verb = scene.is_verb(i) && scene.is_a(i, Act::Undecided);
        let sign = scene.is_noun(i) && matches!(scene.lemma(i), "sign" | "indication" | "hint" | "word");
        if !verb && !sign {
            return false;
        }
        let carrier = if sign { scene.head(i).filter(|&h| scene.is_verb(h)) } else { Some(i) };
        let Some(carrier) = carrier else { return false };
        let force = scene.force(carrier);
        let perfect =
            scene.kids(carrier).iter().any(|&k| scene.lemma(k) == "have") || scene.has(carrier, &["advmod"], &["yet", "still", "far"]);
        let yet = force.negated && (perfect || scene.head(carrier).is_some_and(|h| scene.lemma(h) == "have"));
        let none = sign && scene.has(i, &["det"], &["no", "any"]) && (force.negated || scene.has(i, &["det"], &["no"]));
        if !(yet && verb || none) || force.supposed || force.future || force.would {
            return false;
        }
        let doubt = |k: usize| scene.has(k, &["mark", "advmod"], &["whether", "if", "that"]);
        let clause = scene.kids(i).iter().chain(scene.kids(carrier)).copied().find(|&k| {
            matches!(scene.rel(k), "ccomp" | "acl" | "advcl" | "xcomp" | "nmod" | "obl") && (doubt(k) || scene.mark(k) == "to" && verb)
        });
        let Some(clause) = clause else { return false };
        let answers = |k: usize| {
            scene.senses(k).iter().any(|f| {
                matches!(
                    f.act,
                    Act::Accept
                        | Act::Consent
                        | Act::Agree
                        | Act::Sign
                        | Act::Reject
                        | Act::Travel
                        | Act::Meet
                        | Act::Hold
                        | Act::Respond
                        | Act::Receive
                )
            })
        };
        let Some(agent) = scene.subject(carrier).filter(|&a| scene.is_animate(a)) else { return false };
        // whether another would: nothing that it is asked itself
        let inner = scene.kid(clause, "nsubj");
        if !answers(clause)
            || inner.is_some_and(|s| scene.upos(s) != Upos::Pron && scene.party(s, self.main).names != self.party(agent).names)
        {
            return false;
        }
        let by = self.party(agent);
        if by.is_empty() {
            return false;
        }
        let what = scene.object(clause).or_else(|| scene.under_preposition(clause, &["to", "in"]).next());
        let to = match what {
            Some(w) => self.named_move(Some(w)),
            None => self.words(clause),
        };
        let mut draft = Draft::answer(AnswerKind::NoneYet, &[i, carrier]);
        draft.role(FieldKey::By, &by);
        if let Some(side) = self.on_behalf(&by) {
            draft.text(FieldKey::OnBehalf, side);
        }
        draft.text(FieldKey::To, to);
        if let Some(w) = what {
            draft.target.push(self.scene.full_phrase(w));
            if self.scene.noun_agent(self.scene.unwrapped(w)).is_none() {
                self.consume(w);
            }
        }
        self.used[clause] = true;
        self.used[carrier] = true;
        self.push(draft);
        true
    }
}
