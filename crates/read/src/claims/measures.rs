//! Sanctions and aid: what one party imposes on another or gives it, and the decision for it.

use super::draft::Draft;
use super::frames::{Lexemes, Topic};
use super::reader::{Reader, Site};
use lexicon::doing::{Act, Frame};
use model::{ClaimKind, FieldKey, Plover, Status};

impl Reader<'_, '_> {
    pub fn sanction(&mut self, site: Site, frame: Frame) -> bool {
        let scene = &self.scene;
        if self.is_bare(site) {
            return false;
        }
        // "boycotted the election": a protest, no measure against anybody
        let vote = scene.patient(site.head).is_some_and(|k| scene.is_a(k, Act::Vote));
        if vote && scene.lemma(site.head) == "boycott" && !scene.is_noun(site.head) {
            return self.deed(site, Frame { act: Act::Protest, root: Some(Plover::Protest) });
        }
        let force = scene.force(site.verb);
        let Some(status) = self.status(site, force) else { return false };
        if status == Status::Demanded {
            self.modal(site.verb);
            return self.used[site.verb];
        }
        if status == Status::Negated {
            return false;
        }
        if site.light != Some(Act::Lift) && self.is_threatened(site.verb, force) {
            return self.push_threat(site.verb, force);
        }
        if status == Status::Refused && site.light == Some(Act::Lift) {
            return self.refuses(site.verb, site.head);
        }
        let by = self.agent_party(site);
        let noun = scene.is_noun(site.head);
        let patient = if noun {
            self.oblique(site, &["on", "upon", "against", "for", "to", "in"]).or_else(|| self.oblique_any(site, &["on", "against", "in"]))
        } else {
            scene.patient(site.head)
        };
        if by.is_empty() && patient.is_none() {
            return false;
        }
        if matches!(frame.act, Act::Freeze)
            && !patient.is_some_and(|p| matches!(scene.lemma(p), "asset" | "account" | "fund" | "property") || scene.topic(p) == Topic::Aid)
        {
            return false;
        }
        if matches!(frame.act, Act::Expel) && !noun && !patient.is_some_and(|p| scene.is_animate(p)) {
            return false;
        }
        let lifted = site.light == Some(Act::Lift) || site.light.is_some() && scene.lemma(site.verb) == "suspend";
        let mut draft = Draft::new(ClaimKind::Sanction, status, &site.sites());
        draft.root = if lifted { Some(Plover::Yield) } else { frame.root.filter(|_| status == Status::Happened) };
        draft.role(FieldKey::By, &by);
        if let Some(p) = patient {
            self.other_role(&mut draft, FieldKey::Target, p);
        } else if noun {
            draft.target.push(scene.full_phrase(site.head));
        }
        if noun {
            draft.text(FieldKey::Content, self.words(site.head));
        }
        self.push(draft);
        true
    }

    pub fn aid(&mut self, site: Site, frame: Frame) -> bool {
        let scene = &self.scene;
        if self.is_bare(site) {
            return false;
        }
        let force = scene.force(site.verb);
        let Some(status) = self.status(site, force) else { return false };
        if status == Status::Demanded {
            self.modal(site.verb);
            return self.used[site.verb];
        }
        let noun = scene.is_noun(site.head);
        let mut by = self.agent_party(site);
        let attribution = self.attribution(site.head);
        // "said no further tranche would be paid"
        if by.is_empty() && attribution.reported && status == Status::Refused && scene.is_passive(site.verb) {
            by = self.speaker(&attribution);
        }
        let to = scene
            .kid(site.verb, "iobj")
            .or_else(|| self.oblique(site, &["to", "for", "with"]))
            .or_else(|| if noun { None } else { scene.patient(site.head) });
        if by.is_empty() || !(by.known || to.is_some()) {
            return false;
        }
        // "deliver its response": what is delivered must be goods
        if !noun && frame.act == Act::Aid && scene.lemma(site.head) != "assist" {
            let goods = scene.object(site.head).map(|o| scene.topic(o));
            if matches!(goods, Some(Topic::Answer | Topic::Move | Topic::Agreement | Topic::Meeting)) {
                return false;
            }
        }
        let mut draft = Draft::new(ClaimKind::Aid, status, &site.sites());
        draft.root = frame.root.filter(|_| status == Status::Happened);
        draft.role(FieldKey::By, &by);
        if let Some(k) = to {
            self.other_role(&mut draft, FieldKey::Beneficiary, k);
        }
        if noun {
            draft.text(FieldKey::Content, self.words(site.head));
        }
        self.push(draft);
        true
    }

    /// "the decision to resume deliveries": taken for granted.
    pub fn decision(&mut self, site: Site) -> bool {
        let scene = &self.scene;
        let Some(c) = scene.kid(site.head, "acl") else { return false };
        if !scene
            .verb_senses(c)
            .iter()
            .any(|f| matches!(f.act, Act::Resume | Act::Continue | Act::Stop | Act::Give | Act::Aid | Act::Deliver | Act::Begin))
        {
            return false;
        }
        let Some(object) = scene.object(c).filter(|&o| scene.noun_senses(scene.unwrapped(o)).iter().any(|f| f.act == Act::Aid)) else {
            return false;
        };
        let by = self.agent_party(site);
        let mut draft = Draft::new(ClaimKind::Aid, Status::Happened, &[site.head]);
        draft.presupposed = true;
        draft.role(FieldKey::By, &by);
        draft.text(FieldKey::Content, self.words(c));
        draft.span = Some(scene.phrase(site.head).cover(scene.phrase(object)));
        self.used[c] = true;
        self.consume(object);
        self.push(draft);
        true
    }
}
