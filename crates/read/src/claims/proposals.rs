//! Proposals: a meeting, truce, terms or plan that the other side can take up, and to whom it goes.

use super::draft::Draft;
use super::frames::{Lexemes, Topic};
use super::parties::Party;
use super::reader::{Reader, Site};
use lexicon::doing::{Act, Frame};
use model::{ClaimKind, FieldKey, Stage, Status};

impl Reader<'_, '_> {
    /// propose, offer, invite: verb, light verb with noun, or noun with its author.
    pub fn propose(&mut self, site: Site, frame: Frame) -> bool {
        let scene = &self.scene;
        let nominal = site.light.is_none() && scene.is_noun(site.head);
        let agent = self.agent(site);
        let content = self.content(site);
        let mut topic = content.map_or(Topic::Other, |c| scene.topic(c));
        if frame.act == Act::Invite {
            topic = Topic::Meeting;
        }
        if nominal && agent.is_none() || self.is_told_by_text(agent) {
            return false;
        }
        // "offered scathing criticism of the plan"
        let fault = |o: &usize| scene.noun_senses(*o).iter().any(|f| f.act == Act::Criticism);
        if let Some(o) = scene.object(site.head).filter(fault).filter(|_| site.light.is_none() && scene.is_verb(site.head)) {
            return self.criticise(Site { head: o, verb: site.verb, light: Some(Act::Do) }, None, scene.force(site.verb));
        }
        // "set out three conditions"
        let asked = |o: &usize| scene.noun_senses(*o).iter().any(|f| matches!(f.act, Act::Condition | Act::Demand));
        if let Some(o) = scene.object(site.head).filter(asked).filter(|_| frame.act == Act::Suggest && site.light.is_none()) {
            return self.demand(Site { head: o, verb: site.verb, light: Some(Act::Do) }, Frame { act: Act::Condition, root: None });
        }
        // "his bid": for office, as far as is told
        if nominal && content.is_none() && scene.lemma(site.head) == "bid" {
            return false;
        }
        // "the union rejected their offers": not the union's; "if they do not improve their offers": whose is not sure
        if let Some(whose) = agent.filter(|&a| nominal && scene.upos(a) == model::Upos::Pron)
            && let Some(governor) = scene.head(site.head).filter(|&g| scene.is_verb(g))
            && let Some(subject) = scene.agent(governor).filter(|&s| s != whose)
        {
            let (own, other) = (self.party(whose), self.party(subject));
            let shared = own.names.iter().any(|name| other.names.contains(name));
            // "we will study their offer": not ours
            if matches!(scene.lemma(subject), "we" | "i")
                && matches!(scene.lemma(whose), "they" | "their" | "he" | "his" | "she" | "her")
                && shared
            {
                return false;
            }
            let taken = scene
                .verb_senses(governor)
                .iter()
                .any(|f| matches!(f.act, Act::Reject | Act::Accept | Act::Refuse | Act::Welcome | Act::Criticise));
            if taken && shared || scene.force(governor).supposed {
                return false;
            }
        }
        // "a proposal put forward by Norway": told by the noun
        let noun = scene.head(site.head).filter(|_| scene.rel(site.head) == "acl" && site.light.is_none() && scene.is_verb(site.head));
        let told = |n: usize| {
            let span = scene.token_span(n);
            self.out.iter().any(|c| c.kind == ClaimKind::Proposal && c.sentence == scene.index as u32 && c.span.contains(span))
        };
        if noun.is_some_and(|n| scene.topic(n) == Topic::Move && told(n)) {
            return true;
        }
        // a day, a demonstration, a report of something: nobody who proposes
        let sender = site.light == Some(Act::Receive);
        if !nominal
            && !sender
            && agent.is_some_and(|a| scene.upos(a) == model::Upos::Noun && !scene.is_animate(a) && scene.noun_agent(a).is_none())
        {
            return false;
        }
        // "suggested that talks had failed" is a view
        let doing = content.is_some_and(|c| scene.rel(c) == "xcomp" && scene.xpos(c) == "VBG" && scene.kid(c, "obj").is_some());
        if frame.act == Act::Suggest && !topic.is_joint() && !matches!(topic, Topic::Exchange | Topic::Move) && !doing {
            return false;
        }
        if frame.act == Act::Invite
            && !nominal
            && site.light.is_none()
            && !scene.object(site.head).or(scene.patient(site.head)).is_some_and(|o| scene.is_animate(o))
        {
            return false;
        }
        let status = if nominal {
            Status::Proposed
        } else {
            let mut force = scene.force(site.verb);
            let reported = self.attribution(site.head).reported;
            force.condition = None;
            match scene.event_status(site.verb, force, reported) {
                Some(Status::Happened | Status::Demanded) => Status::Proposed,
                Some(Status::Negated) => return true,
                Some(status) => status,
                None => return false,
            }
        };
        let mut draft = Draft::new(ClaimKind::Proposal, status, &site.sites());
        draft.presupposed = nominal;
        let mut by = agent.map(|a| self.party(a)).unwrap_or_default();
        // "The mediator presented a Kenyan proposal": who carries it has not made it
        let carried = site.light == Some(Act::Deliver) && scene.is_noun(site.head);
        let author = scene.noun_agent(site.head).filter(|&a| carried && Some(a) != agent && scene.head(a) == Some(site.head));
        if let Some(author) = author.map(|a| self.party(a)).filter(|party| party.known && !party.plural) {
            by = author;
        }
        // "Oman passed the proposal on to Norway": whose it is the sentence does not say
        if carried
            && author.is_none()
            && matches!(scene.lemma(site.verb), "pass" | "relay" | "convey" | "forward" | "transmit" | "circulate")
        {
            by = Party::default();
        }
        draft.role(FieldKey::Proposer, &by);
        if let Some(side) = self.on_behalf(&by) {
            draft.text(FieldKey::OnBehalf, side);
        }
        let stage = match site.light {
            Some(Act::Deliver | Act::Give) => Stage::Delivered,
            Some(Act::Retract) => Stage::Withdrawn,
            Some(_) if frame.act == Act::Invite => Stage::Delivered,
            _ if status == Status::Planned => Stage::Intended,
            _ if nominal && self.scene.kid(site.head, "acl").is_some() => Stage::Delivered,
            _ if self.scene.kid(site.verb, "iobj").is_some() || frame.act == Act::Invite => Stage::Delivered,
            _ => Stage::Stated,
        };
        let to = self.addressee(site, content, agent, frame.act);
        draft.role(FieldKey::Addressee, &to);
        self.terms(&mut draft, content, topic);
        // "Oman had passed the proposal on": the one just told of
        let known = scene.is_noun(site.head)
            && scene.kids(site.head).iter().filter(|&&k| k < site.head).all(|&k| matches!(scene.lemma(k), "the" | "this" | "that"))
            && scene.has(site.head, &["det"], &["the", "this", "that"]);
        let told =
            self.memory.last_of.get(&ClaimKind::Proposal).filter(|_| content.is_none() && carried && author.is_none() && known).cloned();
        if let Some(told) = told {
            draft.text(FieldKey::Content, told);
        } else if content.is_none() && scene.is_noun(site.head) {
            self.named_terms(&mut draft, site.head);
        }
        draft.fields.set(FieldKey::Stage, stage.name());
        self.move_time(&mut draft, site, content);
        if let Some(c) = content {
            self.consume(c);
        }
        self.push(draft);
        true
    }

    /// To whom a move goes: the indirect object, "to …", or the other party of the meeting that is asked for.
    pub fn addressee(&self, site: Site, content: Option<usize>, agent: Option<usize>, act: Act) -> Party {
        let scene = &self.scene;
        let mut found = None;
        if act == Act::Invite && site.light.is_none() && !scene.is_noun(site.head) {
            found = scene.patient(site.head);
        }
        if site.light == Some(Act::Receive) {
            found = scene.subject(site.verb).filter(|&s| scene.is_animate(s));
        }
        found = found.or_else(|| scene.kid(site.verb, "iobj"));
        if !scene.is_passive(site.verb) && found.is_none() {
            found = scene
                .kid(site.verb, "obj")
                .filter(|&o| o != site.head && Some(o) != content && scene.is_animate(o) && scene.topic(o) == Topic::Other);
        }
        found = found.or_else(|| self.oblique(site, &["to"]).filter(|&k| Some(k) != content));
        if act == Act::Propose && scene.lemma(site.head) == "call" {
            found = found.or_else(|| self.oblique(site, &["on", "upon"]).filter(|&k| Some(k) != content));
        }
        // "to the Coastal Line": a name that the engine does not know
        found = found.or_else(|| {
            let named = |k: &usize| Some(*k) != content && scene.is_noun(*k) && scene.form(*k).starts_with(char::is_uppercase);
            scene
                .under_preposition(site.head, &["to"])
                .chain(scene.under_preposition(site.verb, &["to"]))
                .find(named)
                .filter(|_| !self.heading)
        });
        found = found.or_else(|| self.oblique(site, &["with", "toward", "towards"]));
        found = found.or_else(|| content.and_then(|c| self.counterpart(c)));
        found = found.or_else(|| scene.kid(site.head, "acl").filter(|_| scene.is_noun(site.head)).and_then(|c| self.counterpart(c)));
        match found.filter(|&k| Some(k) != agent) {
            Some(k) => {
                let mut party = self.party(k);
                // "a meeting between A and B", proposed by A: B is addressed
                if party.names.len() > 1
                    && let Some(a) = agent
                {
                    let own = self.party(a);
                    let sides: Vec<String> = own.names.iter().cloned().chain(self.on_behalf(&own)).collect();
                    let keep: Vec<usize> = (0..party.names.len())
                        .filter(|&n| {
                            let side = party.actors.get(n).and_then(|&x| self.doc.actors.get(x as usize)).and_then(|x| x.side.clone());
                            !sides.contains(&party.names[n]) && !side.is_some_and(|s| sides.contains(&s))
                        })
                        .collect();
                    if !keep.is_empty() {
                        party.names = keep.iter().map(|&n| party.names[n].clone()).collect();
                    }
                }
                party
            }
            None => Party::default(),
        }
    }

    /// The other party inside a meeting's phrase: "meet X", "talks with X", "a meeting between X and Y".
    pub fn counterpart(&self, content: usize) -> Option<usize> {
        let scene = &self.scene;
        let words = scene.subtree(content, &|k| matches!(scene.rel(k), "advcl" | "parataxis") || scene.deprel(k) == "acl:relcl");
        let party =
            |k: &usize| scene.acts_as_party(*k) || scene.is_both(*k) || scene.is_animate(*k) && scene.upos(*k) == model::Upos::Propn;
        words
            .iter()
            .copied()
            .find(|k| matches!(scene.case(*k), "with" | "between") && (party(k) || scene.is_animate(*k)))
            .or_else(|| {
                words.iter().copied().find(|&k| scene.rel(k) == "obj" && party(&k) && scene.head(k).is_some_and(|h| scene.is_verb(h)))
            })
            .or_else(|| words.iter().copied().find(|k| matches!(scene.case(*k), "to") && scene.acts_as_party(*k)))
    }

    /// call for: a proposal where the two can only do it together, a demand otherwise.
    pub fn call(&mut self, site: Site, frame: Frame) -> bool {
        let content = self.content(site);
        // "called a referendum": it is called, not called for
        let vote = |o: usize| self.scene.is_a(o, Act::Vote) && content == Some(o);
        if !self.scene.is_noun(site.head) && self.scene.kid(site.head, "obj").is_some_and(vote) {
            return false;
        }
        // "the union called for a strike": its own people are to walk out
        let strike = |c: usize| {
            matches!(self.scene.lemma(c), "strike" | "walkout" | "stoppage")
                || self.scene.lemma(c) == "action" && self.scene.has(c, &["amod"], &["industrial"])
        };
        if content.is_some_and(|c| self.labour() && strike(c)) && self.oblique(site, &["on", "upon", "from"]).is_none() {
            return true;
        }
        let topic = content.map_or(Topic::Other, |c| self.scene.topic(c));
        if topic.is_joint() {
            let agent = self.agent(site);
            if agent.is_none() {
                return false;
            }
            return self.propose(site, Frame { act: Act::Propose, ..frame });
        }
        self.demand(site, frame)
    }

    /// "a meeting is needed", "there is a need for talks": a proposal by its speaker.
    pub fn need(&mut self, site: Site) -> bool {
        let scene = &self.scene;
        // "the creditors require the state to cut spending"
        let told = scene.lemma(site.head) == "require" && !scene.is_noun(site.head) && !scene.is_passive(site.head);
        if told && scene.object(site.head).is_some_and(|o| scene.is_animate(o)) && self.agent(site).is_some_and(|a| scene.is_animate(a)) {
            return self.demand(site, Frame { act: Act::Demand, root: None });
        }
        let attribution = self.attribution(site.head);
        let answered = self.memory.answered.as_ref().filter(|(s, _)| self.scene.index <= s + 1).map(|(_, by)| by.clone());
        if !attribution.reported && !self.heading && answered.is_none() {
            return false;
        }
        let content = if scene.is_noun(site.head) {
            scene.under_preposition(site.head, &["for", "of"]).next()
        } else if scene.upos(site.head) == model::Upos::Adj || scene.is_passive(site.head) {
            scene.subject(site.head).or_else(|| scene.patient(site.head))
        } else {
            scene.object(site.head)
        };
        let Some(content) = content else { return false };
        let by = self.speaker(&attribution);
        let topic = scene.topic(content);
        let force = scene.force(site.verb);
        if force.negated {
            return false;
        }
        // "his country needs stronger guarantees from Norway": asked of Norway
        let own = scene.is_verb(site.head) && !scene.is_passive(site.head) && !topic.is_joint();
        let from = |i: usize| scene.under_preposition(i, &["from"]).find(|&k| scene.is_animate(k));
        let asks = scene.subject(site.head).filter(|&s| own && scene.is_animate(s));
        if let (Some(asks), Some(to)) = (asks, from(site.head).or_else(|| from(content))) {
            let (asks, to) = (self.party(asks), self.party(to));
            let mut draft = Draft::new(ClaimKind::Demand, Status::Demanded, &site.sites());
            draft.role(FieldKey::By, if asks.known || by.is_empty() { &asks } else { &by });
            draft.role(FieldKey::Addressee, &to);
            draft.text(FieldKey::Content, self.words(content));
            self.consume(content);
            self.push(draft);
            return true;
        }
        if topic.is_joint() && (attribution.reported || self.heading) {
            let mut draft = Draft::new(ClaimKind::Proposal, Status::Proposed, &site.sites());
            draft.role(FieldKey::Proposer, &by);
            draft.verbal = true;
            self.terms(&mut draft, Some(content), topic);
            draft.fields.set(FieldKey::Stage, Stage::Stated.name());
            self.consume(content);
            self.push(draft);
            return true;
        }
        // "preparation is required for this": yes, if
        let for_what = scene.under_preposition(site.head, &["for", "before"]).next();
        if let Some(f) = for_what
            && self.memory.last_move.is_some()
            && (scene.upos(f) == model::Upos::Pron || scene.topic(f).is_joint() || matches!(scene.lemma(f), "this" | "that" | "it"))
        {
            let mut draft = Draft::answer(model::AnswerKind::AcceptConditional, &site.sites());
            let condition = self.words(content);
            let to = self.named_move(Some(f));
            let by = match (&answered, by.is_empty()) {
                (Some(names), true) => Party { names: names.clone(), ..Party::default() },
                _ => by,
            };
            draft.role(FieldKey::By, &by).text(FieldKey::To, to).text(FieldKey::Condition, condition);
            self.push(draft);
            return true;
        }
        false
    }
}
