//! Fighting, attacks, the start and end of a war.

use super::draft::Draft;
use super::force::Force;
use super::frames::{Lexemes, Topic};
use super::parties::Party;
use super::reader::{Reader, Site};
use lexicon::doing::{Act, Frame};
use model::{ClaimKind, FieldKey, Plover, Status};

impl Reader<'_, '_> {
    pub fn hostilities(&mut self, site: Site, frame: Frame) -> bool {
        let scene = &self.scene;
        let noun = scene.is_noun(site.head);
        let bare = self.is_bare(site);
        let labour = matches!(scene.lemma(site.head), "strike") && self.labour();
        if labour {
            return self.deed(site, Frame { act: if noun { Act::ProtestNoun } else { Act::Protest }, root: Some(Plover::Protest) });
        }
        if frame.act == Act::War {
            return self.war(site);
        }
        // "it will hit the company even harder": a strike does
        if self.labour() && !noun && matches!(scene.lemma(site.head), "hit" | "hurt") {
            return false;
        }
        // "launched a scathing attack on", "attacked them, calling them …": with words
        let worded = scene.kids(site.head).iter().any(|&k| matches!(scene.rel(k), "amod" | "compound") && scene.is_a(k, Act::Worded))
            || scene
                .kids_of(site.verb, "advcl")
                .any(|k| matches!(scene.lemma(k), "call" | "accuse" | "brand" | "describe" | "label" | "denounce"));
        if worded && scene.lemma(site.head) == "attack" {
            return self.answer(site, Frame { act: if noun { Act::Criticism } else { Act::Criticise }, root: None });
        }
        // "the captured pilot"; "attacked a convoy, killing six" is one attack
        let same = matches!(scene.rel(site.head), "advcl" | "conj")
            && scene.head(site.head).is_some_and(|h| scene.is_verb(h) && scene.verb_senses(h).iter().any(|f| f.act == Act::Attack));
        if !noun && (scene.rel(site.head) == "amod" || same) {
            return false;
        }
        // "shot down the proposal", "torpedoed the deal"
        let put_down =
            |o: usize| matches!(scene.topic(o), Topic::Move | Topic::Agreement) && !scene.is_animate(o) && scene.mention(o).is_none();
        if !noun && scene.patient(site.head).or_else(|| scene.object(site.head)).is_some_and(put_down) && scene.lemma(site.head) != "strike"
        {
            return self.answer(site, Frame { act: Act::Reject, root: None });
        }
        let mut force = Force::default();
        if bare {
            let governor = scene.head(site.head);
            let rel = scene.rel(site.head);
            let senses: &[Frame] = governor.map_or(&[], |g| scene.senses(g));
            let stopped = senses.iter().any(|f| {
                matches!(
                    f.act,
                    Act::Stop
                        | Act::Halt
                        | Act::End
                        | Act::Call
                        | Act::Demand
                        | Act::Threaten
                        | Act::Warn
                        | Act::Truce
                        | Act::Agreement
                        | Act::Accuse
                        | Act::Condemn
                        | Act::Criticise
                )
            });
            let continued = scene.has(
                site.head,
                &["amod"],
                &["continued", "renewed", "heavy", "fresh", "fierce", "ongoing", "deadly", "intense", "continue", "renew"],
            );
            let began = governor.is_some_and(|g| {
                rel == "nsubj"
                    && (scene.verb_senses(g).iter().any(|f| matches!(f.act, Act::Begin | Act::Resume | Act::Continue))
                        || scene.is_a(g, Act::Rage))
            });
            // "An attack on a police station cast doubt on the talks"
            let told = rel == "nsubj"
                && governor.is_some_and(|g| scene.is_verb(g) && !scene.is_passive(g) && scene.force(g).past)
                && scene.has(site.head, &["det"], &["a", "an"])
                && scene.under_preposition(site.head, &["on", "against", "in", "near"]).next().is_some();
            if self.heading || stopped || !(continued && matches!(rel, "obl" | "obj" | "nsubj" | "root") || began || told) {
                return false;
            }
            if began || told {
                force = scene.force(governor.unwrap_or(site.head));
            }
        } else {
            force = scene.force(site.verb);
        }
        if force.supposed {
            return false;
        }
        let governor = if bare { scene.head(site.head).filter(|_| scene.rel(site.head) == "nsubj") } else { None };
        let status = match governor {
            Some(g) => scene.event_status(g, force, self.attribution(site.head).reported),
            None if bare => Some(Status::Happened),
            None => self.status(site, force),
        };
        let Some(status) = status else { return false };
        // "without firing a shot"
        let without = status == Status::Negated && scene.mark(site.verb) == "without";
        if matches!(status, Status::Demanded | Status::Refused) || without {
            return false;
        }
        if !bare && self.is_threatened(site.verb, force) {
            return self.push_threat(site.verb, force);
        }
        let targeting = scene
            .kids(site.verb)
            .iter()
            .chain(scene.kids(site.head))
            .copied()
            .find(|&k| matches!(scene.rel(k), "advcl" | "acl") && matches!(scene.lemma(k), "target" | "hit" | "strike" | "kill"))
            .and_then(|k| scene.object(k));
        let patient = if noun {
            targeting.or_else(|| self.oblique_any(site, &["on", "against"])).or_else(|| self.oblique_any(site, &["in", "at"]))
        } else {
            scene.patient(site.head).or_else(|| self.oblique(site, &["on", "at", "with", "against"]))
        };
        // "the shelling that killed 17 people": no party did
        let event =
            |a: usize| scene.is_noun(a) && scene.noun_senses(a).iter().any(|f| matches!(f.act, Act::Attack | Act::Fight | Act::War));
        let nobody = self.agent(site).is_none_or(|a| if noun { !scene.is_animate(a) } else { event(a) || self.is_hit(a) });
        // "Norwegian drones hit", "shells killed": whose they are, if that is said
        let armed = if noun { None } else { self.agent(site).filter(|&a| !scene.acts_as_party(a) && self.is_weapon(a)) };
        let owner = armed.and_then(|a| scene.noun_agent(a).or_else(|| scene.kids_of(a, "amod").find(|&k| scene.acts_as_party(k))));
        let by = match (nobody, armed) {
            (true, _) => Party::default(),
            (_, Some(_)) => owner.map(|o| self.party(o)).unwrap_or_default(),
            _ => self.agent_party(site),
        };
        if !noun && by.is_empty() && patient.is_none() {
            return false;
        }
        if matches!(frame.act, Act::Fight) && !noun && patient.is_none() && by.is_empty() {
            return false;
        }
        // "would fight on as long as necessary": no event is told
        if matches!(frame.act, Act::Fight)
            && !noun
            && !matches!(status, Status::Happened)
            && !patient.is_some_and(|p| scene.acts_as_party(p))
        {
            return false;
        }
        // "struck a deal", "shot a film", "raid" of language: a body or place must be hit or hit
        if !noun
            && matches!(
                scene.lemma(site.head),
                "strike" | "shoot" | "fire" | "storm" | "execute" | "fight" | "capture" | "seize" | "battle"
            )
        {
            // "struck a conciliatory note", "struck a truce"
            let figure = patient.is_some_and(|p| scene.is_a(p, Act::Figure) || matches!(scene.topic(p), Topic::Truce | Topic::Meeting));
            let physical = !figure
                && patient.is_some_and(|p| {
                    scene.is_animate(p) || scene.mention(p).is_some() || !matches!(scene.topic(p), Topic::Agreement | Topic::Move)
                })
                || matches!(frame.act, Act::Fight);
            if !physical {
                return false;
            }
        }
        // "hit a snag": somebody or some named place must be hit
        let soft = patient.is_none_or(|p| !scene.is_animate(p) && scene.mention(p).is_none())
            && !scene.under_preposition(site.head, &["with"]).any(|k| self.is_weapon(k));
        if !noun && scene.lemma(site.head) == "hit" && soft && !(armed.is_some() && patient.is_some()) {
            return false;
        }
        // "hit by the drought", "struck by a disease": nobody and no weapon did it
        let hitter = if noun { None } else { scene.by_agent(site.head) };
        if matches!(scene.lemma(site.head), "hit" | "strike")
            && hitter.is_some_and(|a| !scene.is_animate(a) && scene.mention(a).is_none() && !self.is_weapon(a))
        {
            return false;
        }
        let mut draft = Draft::new(ClaimKind::Hostilities, status, &site.sites());
        draft.root = frame.root.filter(|_| status == Status::Happened);
        // "rejected the proposal, which has led to more fighting": no proposal fights
        let paper = self.agent(site).is_some_and(|a| !scene.is_animate(a) && scene.topic(a) != Topic::Other);
        if !paper {
            draft.role(FieldKey::By, &by);
        }
        if let Some(p) = patient {
            self.other_role(&mut draft, FieldKey::Target, p);
        }
        if let Some(place) = self.place(site.verb) {
            draft.text(FieldKey::Place, place);
        }
        if bare {
            draft.sites = match governor {
                Some(g) => vec![site.head, g],
                None => vec![site.head],
            };
            if governor.is_none() {
                draft.span = Some(scene.full_phrase(site.head));
            }
        }
        self.push(draft);
        true
    }

    /// The start or end of a war, where it is dated.
    fn war(&mut self, site: Site) -> bool {
        let scene = &self.scene;
        let Some(up) = scene.head(site.head) else { return false };
        let verbal = scene.is_verb(up) && scene.rel(site.head) == "nsubj";
        let phase = match scene.lemma(up) {
            "start" | "beginning" | "outbreak" | "begin" | "onset" | "erupt" | "break" => "start",
            "end" | "finish" => "end",
            _ => return false,
        };
        let anchor = up;
        let Some(time) = scene.time_of(&[site.head, up]).filter(|t| t.envelope.earliest.is_some() && !t.implicit) else { return false };
        if !verbal && !scene.times().iter().any(|&(_, c)| scene.under(up, c)) {
            return false;
        }
        let mut draft = Draft::new(ClaimKind::Hostilities, Status::Happened, &[site.head, anchor]);
        draft.text(FieldKey::Phase, phase);
        if let Some(place) = self.place(anchor) {
            draft.text(FieldKey::Place, place);
        }
        draft.time = Some(time);
        if !verbal {
            draft.span = Some(scene.full_phrase(up));
        }
        self.used[up] = true;
        self.push(draft);
        true
    }

    /// What strikes without being a party: "a drone", "shell fire", "an explosion".
    fn is_weapon(&self, i: usize) -> bool {
        let scene = &self.scene;
        scene.is_a(i, Act::Weapon)
            || scene.kids(i).iter().any(|&k| scene.is_a(k, Act::Weapon))
            || scene.noun_senses(i).iter().any(|f| matches!(f.act, Act::Attack | Act::Fight))
    }

    /// "the shelling of a hospital that killed 17": what the clause hangs on is what was hit.
    fn is_hit(&self, noun: usize) -> bool {
        let scene = &self.scene;
        scene.rel(noun) == "nmod"
            && scene.case(noun) == "of"
            && scene
                .head(noun)
                .is_some_and(|h| scene.is_noun(h) && scene.noun_senses(h).iter().any(|f| matches!(f.act, Act::Attack | Act::Fight)))
    }
}
