//! Meetings that are arranged, under way or told by what came of them: who is due where, days that are fixed, deals that somebody brokered.

use super::draft::Draft;
use super::frames::{Lexemes, Topic};
use super::reader::{Reader, Site};
use lexicon::doing::{Act, Frame};
use model::{ClaimKind, FieldKey, Status};

impl Reader<'_, '_> {
    /// "the decision followed a meeting between Kenya and Somalia", "signed after talks between the two": told by what came after it.
    pub fn told_in_passing(&self, talks: usize, wrapper: usize) -> bool {
        let scene = &self.scene;
        let Some(governor) = scene.head(wrapper).filter(|&g| scene.is_verb(g)) else { return false };
        let behind = matches!(scene.case(wrapper), "after" | "following")
            || scene.lemma(governor) == "follow" && scene.rel(wrapper) == "obj"
            || scene.lemma(governor) == "lead" && scene.case(wrapper) == "to";
        let between = [talks, wrapper].into_iter().any(|at| {
            scene.under_preposition(at, &["between"]).any(|k| scene.is_both(k) || scene.conjuncts(k).len() > 1 && scene.is_animate(k))
        });
        let told = || scene.event_status(governor, scene.force(governor), self.attribution(governor).reported) == Some(Status::Happened);
        behind && between && (told() || scene.lemma(governor) == "follow" && scene.xpos(governor) == "VBZ")
    }

    /// "a delegation is due in Cairo on Sunday", "the envoy is expected in Geneva": a meeting ahead.
    pub fn expected(&mut self, site: Site, frame: Frame) -> bool {
        let scene = &self.scene;
        let h = site.head;
        let finite = !matches!(scene.rel(h), "acl" | "advcl" | "amod" | "nmod");
        if finite && frame.act == Act::Fixed && scene.is_passive(h) && scene.patient(h).is_some_and(|p| scene.topic(p) == Topic::Meeting) {
            // "a further round is pencilled in for September"
            return self.meeting(
                Site { head: scene.unwrapped(scene.patient(h).unwrap_or(h)), verb: h, light: Some(Act::Hold) },
                Frame { act: Act::Meet, root: None },
            );
        }
        if scene.kid(h, "xcomp").is_some() || scene.kid(h, "ccomp").is_some() || frame.act == Act::Expect && !scene.is_passive(h) {
            return false;
        }
        let place =
            scene.under_preposition(h, &["in", "at"]).find(|&k| scene.mention(k).is_some_and(|m| m.kind == model::EntityKind::Place));
        let dated = scene.time_of(&[h]).is_some_and(|t| !t.implicit);
        let guest = scene.patient(h).or_else(|| scene.subject(h)).filter(|&s| {
            scene.noun_senses(s).iter().any(|f| f.act == Act::Delegation)
                || matches!(scene.lemma(s), "envoy" | "negotiator" | "mediator" | "minister" | "delegate" | "diplomat")
                || scene.actor_at(s).and_then(|a| self.doc.actors.get(a as usize)).is_some_and(|a| a.kind == model::ActorKind::Person)
        });
        let (Some(place), Some(guest), true) = (place, guest, dated) else { return false };
        let force = scene.force(h);
        if force.negated || force.supposed {
            return false;
        }
        let party = self.party(guest);
        let status = if frame.act == Act::Fixed { Status::Planned } else { Status::Hypothetical };
        let mut draft = Draft::new(ClaimKind::Meeting, status, &[h]);
        draft.role(FieldKey::Participants, &party);
        draft.text(FieldKey::Place, self.words(place));
        self.push(draft);
        true
    }

    /// "no date has been set for a new round": a meeting that nobody has fixed, or that a day is found for.
    pub fn date_of(&mut self, verb: usize) -> bool {
        let scene = &self.scene;
        if !scene.is_passive(verb) || !matches!(scene.lemma(verb), "set" | "fix" | "agree" | "name" | "announce" | "schedule") {
            return false;
        }
        let Some(date) = scene.patient(verb).filter(|&d| scene.is_a(d, Act::Date)) else {
            return false;
        };
        let meeting = |i: usize| scene.under_preposition(i, &["for", "of"]).find(|&k| scene.topic(k) == Topic::Meeting);
        let force = scene.force(verb);
        // "hoped to meet, though no date had been set"
        let spoken = || (0..verb).rev().find(|&k| scene.topic(k) == Topic::Meeting && (scene.is_verb(k) || scene.is_noun(k)));
        let talks = meeting(date).or_else(|| meeting(verb)).or_else(|| spoken().filter(|_| force.negated));
        let Some(talks) = talks else { return false };
        let status = match scene.event_status(verb, force, self.attribution(verb).reported) {
            Some(Status::Happened) => Status::Planned,
            Some(Status::Negated) => Status::Negated,
            _ => return false,
        };
        let party = self.participants(Site { head: scene.unwrapped(talks), verb: talks, light: Some(Act::Occur) });
        let mut draft = Draft::new(ClaimKind::Meeting, status, &[talks, verb]);
        draft.role(FieldKey::Participants, &party);
        if scene.under(talks, verb) {
            self.consume(talks);
        }
        self.used[date] = true;
        self.push(draft);
        true
    }

    /// "the envoy flew to Port Sudan to persuade …": who travels for one side, to a place, with a purpose.
    pub fn is_mission(&self, verb: usize) -> bool {
        let scene = &self.scene;
        let sent = scene.subject(verb).is_some_and(|s| {
            scene.noun_senses(s).iter().any(|f| f.act == Act::Delegation)
                || matches!(scene.lemma(s), "envoy" | "negotiator" | "mediator" | "delegate" | "emissary" | "delegation")
        });
        let place =
            scene.under_preposition(verb, &["to", "in"]).any(|k| scene.mention(k).is_some_and(|m| m.kind == model::EntityKind::Place));
        let purpose = scene.kids_of(verb, "advcl").any(|k| scene.mark(k) == "to") || scene.kid(verb, "xcomp").is_some();
        sent && place && purpose
    }

    /// A deal that somebody between the sides brought about.
    pub fn brokered(&mut self, verb: usize, deal: usize) -> bool {
        let force = self.scene.force(verb);
        let status = match self.status(Site::plain(verb), force) {
            Some(status @ (Status::Happened | Status::Planned | Status::Hypothetical | Status::Negated)) => status,
            _ => return false,
        };
        let between = self.participants(Site { head: deal, verb: deal, light: Some(Act::Occur) });
        let broker = self.scene.agent(verb).map(|a| self.party(a)).unwrap_or_default();
        let mut draft = Draft::new(ClaimKind::Agreement, status, &[deal, verb]);
        draft.role(FieldKey::Participants, &between);
        draft.text(FieldKey::Mediator, broker.names.join(", "));
        draft.source = broker.spans;
        draft.text(FieldKey::Content, self.words(deal));
        self.consume(deal);
        self.push(draft);
        true
    }

    /// "is in talks with X": talks that run.
    pub fn in_talks(&mut self, talks: usize) -> bool {
        let force = self.scene.force(talks);
        if force.supposed || force.negated || force.possible || force.would {
            return false;
        }
        let said = |s: usize| matches!(self.scene.lemma(s), "it" | "they");
        let subject = self.scene.subject(talks).filter(|&s| self.scene.is_animate(s) || said(s));
        let Some(subject) = subject else { return false };
        let mut party = self.party(subject);
        if party.is_empty() {
            return false;
        }
        if let Some(k) = self.scene.under_preposition(talks, &["with"]).next() {
            let other = self.party(k);
            party.names.extend(other.names);
            party.spans.extend(other.spans);
        }
        let mut draft = Draft::new(ClaimKind::ProcessState, Status::Holds, &[talks]);
        draft.text(FieldKey::State, "running");
        draft.role(FieldKey::Participants, &party);
        self.push(draft);
        true
    }
}
