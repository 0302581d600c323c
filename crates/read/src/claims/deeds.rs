//! Deeds beside the table: arrests, protests, troops, joint drills, praise, withdrawals, cuts. What the vocabulary has a kind for (a strike
//! that is announced, praise, ties that are cut, a promised withdrawal) is a claim; the rest is kept with its PLOVER root alone.

use super::draft::Draft;
use super::frames::{Lexemes, Topic};
use super::reader::{Reader, Site};
use lexicon::doing::{Act, Frame};
use model::{ClaimKind, FieldKey, Plover, Status};

impl Reader<'_, '_> {
    /// "deployed peacekeepers", "sent troops to the peacekeeping force", "observers were withdrawn".
    fn keeps_peace(&self, site: Site, patient: Option<usize>) -> bool {
        let scene = &self.scene;
        let keeper = |k: usize| scene.is_a(k, Act::Keeper) || scene.kids(k).iter().any(|&j| scene.is_a(j, Act::Keeper));
        let sent = || {
            let own = |k: usize| matches!(scene.rel(k), "conj" | "parataxis") && scene.head(k) == Some(site.verb);
            !matches!(scene.lemma(site.head), "withdraw" | "pull") && scene.subtree(site.verb, &own).into_iter().any(keeper)
        };
        patient.into_iter().chain(self.agent(site)).any(keeper) || sent()
    }

    pub fn deed(&mut self, site: Site, frame: Frame) -> bool {
        let scene = &self.scene;
        let noun = scene.is_noun(site.head);
        let bare = noun && site.light.is_none();
        if self.heading || (!noun && scene.rel(site.head) == "amod") {
            return false;
        }
        if frame.act == Act::SupportNoun && site.light == Some(Act::Give) {
            return self.aid(site, Frame { act: Act::Aid, root: None });
        }
        // "charging that the government had not kept its word"
        if frame.act == Act::Investigate && !noun && scene.lemma(site.head) == "charge" && scene.kid(site.head, "ccomp").is_some() {
            return self.accuse(site, Frame { act: Act::Accuse, root: None });
        }
        let force = if bare { Default::default() } else { scene.force(site.verb) };
        if force.supposed || force.negated {
            return false;
        }
        let status = if bare { Some(Status::Happened) } else { scene.event_status(site.verb, force, self.attribution(site.head).reported) };
        let Some(status) = status else { return false };
        // "will close its ports unless …"
        if !noun
            && matches!(frame.act, Act::Coerce | Act::Protest | Act::Mobilize | Act::Deed | Act::Cut)
            && self.is_threatened(site.verb, force)
        {
            return self.push_threat(site.verb, force);
        }
        let agent = self.agent(site);
        let patient = if noun {
            self.oblique(site, &["of", "against", "into", "for", "with", "to", "from", "at", "in"])
                .or_else(|| self.oblique_any(site, &["into", "of", "against", "over", "to", "for"]))
        } else {
            scene.patient(site.head).or_else(|| self.oblique(site, &["against", "with", "to", "from", "at", "in", "on", "for", "into"]))
        };
        // "closed the gap on wages": of a rift
        let rift = |o: usize| scene.is_noun(o) && scene.noun_senses(o).iter().any(|f| f.act == Act::Rift);
        if bare && agent.is_none() || !noun && patient.is_some_and(rift) {
            return false;
        }
        let strike = matches!(frame.act, Act::Protest | Act::ProtestNoun);
        let status = if strike && status == Status::Hypothetical && force.condition.is_some() { Status::Planned } else { status };
        // "will withdraw only if …": a promise on a condition
        let conditional = status == Status::Hypothetical
            && force.condition.is_some()
            && (frame.act == Act::Yield && force.future || frame.act == Act::Cut && (force.future || force.would));
        if matches!(status, Status::Demanded | Status::Refused | Status::Negated | Status::Hypothetical) && !conditional {
            return false;
        }
        let by = agent.map(|a| self.party(a)).unwrap_or_default();
        // "thousands of workers"; "the regime said it would allow access"
        let acts = |a: usize| scene.is_animate(scene.unwrapped(a)) || scene.lemma(a) == "it" && self.attribution(site.head).reported;
        if !by.known && !agent.is_some_and(acts) && !(patient.is_some() && scene.is_passive(site.verb)) {
            return false;
        }
        let planned = status == Status::Planned;
        // What one side says the other would do is no promise of the other.
        let speaker = self.speaker(&self.attribution(site.head));
        let sides = |party: &super::parties::Party| -> Vec<String> { party.names.iter().cloned().chain(self.on_behalf(party)).collect() };
        let foreign = speaker.known && by.known && !sides(&speaker).iter().any(|side| sides(&by).contains(side));
        if planned && foreign && matches!(frame.act, Act::Yield | Act::YieldNoun) {
            return false;
        }
        // what the vocabulary has a kind for is a claim of that kind, the rest a deed
        let (kind, status, root) = match frame.act {
            Act::Protest | Act::ProtestNoun if planned || matches!(scene.lemma(site.verb), "announce" | "threaten") => {
                (Some(ClaimKind::Threat), Status::Threatened, None)
            }
            // backing of a party or a move
            Act::Support | Act::SupportNoun if patient.is_none() => return false,
            Act::Support | Act::SupportNoun => (Some(ClaimKind::Assessment), Status::Stated, Some(Plover::Support)),
            Act::Yield if conditional => (Some(ClaimKind::Pledge), Status::Hypothetical, Some(Plover::Agree)),
            // "will share its data with Kenya": given to somebody
            Act::Cooperate if planned && scene.lemma(site.head) == "share" && scene.rel(site.verb) != "acl" => {
                (Some(ClaimKind::Pledge), Status::Planned, Some(Plover::Agree))
            }
            Act::Yield | Act::YieldNoun if planned => (Some(ClaimKind::Pledge), Status::Planned, Some(Plover::Agree)),
            Act::Cut => {
                let topic = patient.map_or(Topic::Other, |p| scene.topic(p));
                let ties = patient.is_some_and(|p| scene.is_a(p, Act::Ties));
                // "reduced tariffs"
                if topic == Topic::Sanction && matches!(scene.lemma(site.verb), "cut" | "reduce" | "suspend" | "halt") {
                    let mut draft = Draft::new(ClaimKind::Sanction, Status::Happened, &site.sites());
                    draft.root = Some(Plover::Yield);
                    draft.role(FieldKey::By, &by);
                    if let Some(p) = patient {
                        draft.text(FieldKey::Content, self.words(p));
                        self.consume(p);
                    }
                    self.push(draft);
                    return true;
                }
                if !(topic == Topic::Aid || ties) {
                    return false;
                }
                // "would halt its purchases if …", said by itself
                if matches!(status, Status::Planned | Status::Hypothetical) && force.condition.is_some() && !foreign {
                    (Some(ClaimKind::Threat), Status::Threatened, None)
                } else {
                    (Some(ClaimKind::Sanction), status, Some(Plover::Sanction))
                }
            }
            Act::Cooperate | Act::CooperateNoun if planned => (None, status, Some(Plover::Agree)),
            // those who keep a peace or watch a vote are sent to help, and their recall cuts ties
            Act::Mobilize | Act::MobilizeNoun | Act::Yield | Act::YieldNoun if self.keeps_peace(site, patient) => {
                let sent = matches!(frame.act, Act::Mobilize | Act::MobilizeNoun);
                (None, status, Some(if sent { Plover::Aid } else { Plover::Sanction }))
            }
            _ => (None, status, frame.root),
        };
        let mut draft = match (kind, root) {
            (Some(kind), root) => {
                let mut draft = Draft::new(kind, status, &site.sites());
                draft.root = root;
                draft
            }
            (None, Some(root)) => Draft::deed(root, status, &site.sites()),
            (None, None) => return false,
        };
        draft.verbal = kind == Some(ClaimKind::Assessment);
        draft.role(if kind == Some(ClaimKind::Assessment) { FieldKey::Holder } else { FieldKey::By }, &by);
        if matches!(frame.act, Act::Cooperate | Act::CooperateNoun) && draft.source.len() > 1 {
            let others = draft.source.split_off(1);
            draft.target.extend(others);
        }
        // "observers were deployed along the border": they act, and the place is where
        let place = scene.under_preposition(site.head, &["in", "to", "at", "along", "across", "into"]).next();
        let sent = matches!(frame.act, Act::Mobilize) && scene.is_passive(site.verb) && agent.is_none();
        if let (Some(p), Some(place), true) = (patient, place, sent) {
            draft.source.push(scene.full_phrase(p));
            draft.target.push(scene.full_phrase(place));
        } else if let Some(p) = patient {
            let party = self.party(p);
            if party.known {
                draft.role(FieldKey::Target, &party);
            }
            draft.target.push(scene.full_phrase(p));
        }
        if let Some(k) = self.oblique(site, &["with", "from", "to", "against"]) {
            // "cut ties with Norway"
            let party = self.party(k);
            if kind == Some(ClaimKind::Sanction) && party.known && party.names != by.names {
                draft.role(FieldKey::Target, &party);
            }
            draft.target.push(self.scene.full_phrase(k));
        }
        draft.text(FieldKey::Content, self.words(site.verb));
        self.push(draft);
        true
    }
}
