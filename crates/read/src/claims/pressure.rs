//! Deeds beside the table that PLOVER has roots for and the vocabulary no kind of their own: arrests, protests, troops, joint drills,
//! praise, withdrawals, cuts. Each is carried by the nearest kind, with its root.

use super::draft::Draft;
use super::frames::Topic;
use super::reader::{Reader, Site};
use lexicon::doing::{Act, Frame};
use model::{ClaimKind, FieldKey, Plover, Status};

impl Reader<'_, '_> {
    pub fn pressure(&mut self, site: Site, frame: Frame) -> bool {
        let scene = &self.scene;
        let noun = scene.is_noun(site.head);
        let bare = noun && site.light.is_none();
        if self.heading || (!noun && scene.rel(site.head) == "amod") {
            return false;
        }
        let force = if bare { Default::default() } else { scene.force(site.verb) };
        if force.supposed || force.negated {
            return false;
        }
        let status = if bare { Some(Status::Happened) } else { scene.event_status(site.verb, force, self.attribution(site.head).reported) };
        let Some(status) = status else { return false };
        let agent = self.agent(site);
        let patient = if noun {
            self.oblique(site, &["of", "against", "into", "for", "with", "to", "from", "at", "in"])
                .or_else(|| self.oblique_any(site, &["into", "of", "against", "over"]))
        } else {
            scene.patient(site.head).or_else(|| self.oblique(site, &["against", "with", "to", "from", "at", "in", "on", "for", "into"]))
        };
        if bare && agent.is_none() {
            return false;
        }
        let (kind, status, root) = match frame.act {
            Act::Coerce | Act::CoerceNoun | Act::Force => (ClaimKind::Sanction, status, frame.root),
            Act::Protest | Act::ProtestNoun => {
                let announced = status == Status::Planned || scene.lemma(site.verb) == "announce" || scene.lemma(site.verb) == "threaten";
                if announced {
                    (ClaimKind::Threat, Status::Threatened, None)
                } else {
                    (ClaimKind::Accusation, Status::Stated, Some(Plover::Protest))
                }
            }
            Act::Mobilize | Act::MobilizeNoun => (ClaimKind::Threat, Status::Threatened, Some(Plover::Mobilize)),
            Act::Cooperate | Act::CooperateNoun => {
                if status == Status::Planned {
                    (ClaimKind::Agreement, status, Some(Plover::Agree))
                } else {
                    (ClaimKind::Agreement, status, Some(Plover::Cooperate))
                }
            }
            Act::Support | Act::SupportNoun => (ClaimKind::Assessment, Status::Stated, Some(Plover::Support)),
            Act::Yield | Act::YieldNoun => {
                let planned = status == Status::Planned;
                (ClaimKind::Pledge, Status::Planned, if planned { Some(Plover::Agree) } else { Some(Plover::Yield) })
            }
            Act::Cut => {
                let topic = patient.map_or(Topic::Other, |p| scene.topic(p));
                let ties = patient.is_some_and(|p| {
                    matches!(scene.lemma(p), "tie" | "relation" | "link" | "contact" | "supply" | "cooperation" | "trade" | "membership")
                });
                if !(matches!(topic, Topic::Aid) || ties) {
                    return false;
                }
                (ClaimKind::Sanction, status, Some(Plover::Sanction))
            }
            Act::Investigate | Act::InvestigateNoun => (ClaimKind::Accusation, Status::Stated, frame.root),
            _ => return false,
        };
        if matches!(status, Status::Demanded | Status::Refused | Status::Negated) {
            return false;
        }
        if status == Status::Hypothetical {
            return false;
        }
        let by = agent.map(|a| self.party(a)).unwrap_or_default();
        if !by.known && !agent.is_some_and(|a| scene.is_animate(a)) && !(patient.is_some() && scene.is_passive(site.verb)) {
            return false;
        }
        // troops and officials who withdraw, backing of a party: somebody else must be concerned, or a place
        if matches!(frame.act, Act::Support | Act::SupportNoun) && patient.is_none() {
            return false;
        }
        let mut draft = Draft::new(kind, status, &site.sites());
        draft.root = root;
        draft.verbal = matches!(kind, ClaimKind::Accusation | ClaimKind::Assessment);
        draft.role(
            if kind == ClaimKind::Assessment {
                FieldKey::Holder
            } else if kind == ClaimKind::Agreement {
                FieldKey::Participants
            } else {
                FieldKey::By
            },
            &by,
        );
        if let Some(p) = patient {
            let party = self.party(p);
            if party.known {
                draft.role(if kind == ClaimKind::Agreement { FieldKey::Participants } else { FieldKey::Target }, &party);
            }
            draft.target.push(scene.full_phrase(p));
        }
        if let Some(k) = self.oblique(site, &["with", "from", "to", "against"]) {
            draft.target.push(self.scene.full_phrase(k));
        }
        draft.text(FieldKey::Content, self.words(site.verb));
        self.push(draft);
        true
    }
}
