//! A claim of a kind and status that a word is held to carry: who, to whom, what, read off the tree as the rules do.

use crate::claims::draft::Draft;
use crate::claims::keys;
use crate::claims::parties::Party;
use crate::claims::reader::{Reader, Site};
use lexicon::doing::Act;
use model::{AnswerKind, ClaimKind as K, FieldKey, Status as S};

impl Reader<'_, '_> {
    /// Adds the claim.
    pub(super) fn add_likely(&mut self, word: usize, kind: K, status: S) {
        let site = self.site_of(word);
        let content = self.content(site);
        let agent = self.agent(site);
        if kind == K::Answer {
            let before = self.out.len();
            let force = self.scene.force(site.verb);
            if self.push_answer(site, answer(status), content, force, None) && self.out.len() > before {
                return;
            }
        }
        let by = agent.map(|agent| self.party(agent)).unwrap_or_default();
        let mut draft = match kind {
            K::Answer => Draft::answer(answer(status), &site.sites()),
            _ => Draft::new(kind, status, &site.sites()),
        };
        draft.verbal = matches!(kind, K::Accusation | K::Assessment | K::Demand | K::Threat);
        match kind {
            K::Meeting | K::Agreement | K::Ceasefire | K::Exchange | K::ProcessState => {
                let all = self.participants(site);
                let key =
                    if kind == K::Exchange || kind == K::Ceasefire && all.names.len() < 2 { FieldKey::By } else { FieldKey::Participants };
                draft.role(key, &all);
            }
            K::Appointment => {
                let patient = self.scene.patient(site.head).filter(|&p| self.scene.is_animate(p));
                if let Some(patient) = patient {
                    draft.role(FieldKey::Person, &self.party(patient));
                    draft.role(FieldKey::By, &by);
                } else {
                    draft.role(FieldKey::Person, &by);
                }
            }
            K::Assessment => {
                let holder = if by.is_empty() { self.speaker(&self.attribution(site.head)) } else { by };
                draft.role(FieldKey::Holder, &holder);
            }
            _ => {
                let author = if by.is_empty() && draft.verbal { self.speaker(&self.attribution(site.head)) } else { by };
                draft.role(keys::doer(kind), &author);
                if let Some(key) = keys::other(kind) {
                    let to = self.other_party(site, kind, content, agent);
                    draft.role(key, &to);
                }
            }
        }
        if kind == K::ProcessState {
            let state = if self.scene.is_noun(word) { self.scene.phrase(word) } else { self.scene.token_span(word) };
            draft.text(FieldKey::State, self.scene.text(state));
        } else if let Some(content) = content {
            draft.text(FieldKey::Content, self.words(content));
        } else if !matches!(kind, K::Meeting | K::Hostilities) {
            draft.text(FieldKey::Content, self.words(site.verb));
        }
        self.push(draft);
    }

    /// The word with the verb that carries it: "reached a deal", "an offer was tabled".
    pub(super) fn site_of(&self, word: usize) -> Site {
        let scene = &self.scene;
        let verb =
            scene.head(word).filter(|&up| scene.is_noun(word) && scene.is_verb(up) && matches!(scene.deprel(word), "obj" | "nsubj:pass"));
        Site { verb: verb.unwrap_or(word), ..Site::plain(word) }
    }

    fn other_party(&self, site: Site, kind: K, content: Option<usize>, agent: Option<usize>) -> Party {
        if matches!(kind, K::Proposal | K::Demand | K::Ultimatum | K::Pledge | K::Aid) {
            let to = self.addressee(site, content, agent, Act::Demand);
            if !to.is_empty() {
                return to;
            }
        }
        let scene = &self.scene;
        let patient = scene.patient(site.head).filter(|&p| scene.is_animate(p));
        let oblique = || self.oblique(site, &["against", "on", "at", "with", "to", "from", "for"]);
        // Whom a clause asks to do something: its subject.
        let asked = || content.filter(|&c| scene.is_verb(c)).and_then(|c| scene.subject(c)).filter(|&s| scene.is_animate(s));
        match patient.or_else(oblique).or_else(asked).filter(|&p| Some(p) != agent) {
            Some(party) => self.party(party),
            None => Party::default(),
        }
    }
}

/// The commonest answer of a status.
fn answer(status: S) -> AnswerKind {
    match status {
        S::Happened => AnswerKind::Accept,
        S::Hypothetical => AnswerKind::AcceptConditional,
        S::Planned => AnswerKind::Defer,
        S::Negated => AnswerKind::NoneYet,
        S::Proposed => AnswerKind::Counter,
        S::Refused => AnswerKind::Reject,
        _ => AnswerKind::Criticise,
    }
}
