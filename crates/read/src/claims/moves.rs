//! Moves: proposals, demands, pledges, aims.

use super::draft::Draft;
use super::frames::{Lexemes, Topic};
use super::parties::Party;
use super::reader::{Reader, Site};
use lexicon::doing::{Act, Frame};
use model::{ClaimKind, ClaimTime, FieldKey, Plover, Stage, Status};

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
        if nominal && agent.is_none() {
            return false;
        }
        // "suggested that talks had failed" is a view
        if frame.act == Act::Suggest && !topic.is_joint() && !matches!(topic, Topic::Exchange | Topic::Move) {
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
        let by = agent.map(|a| self.party(a)).unwrap_or_default();
        draft.role(FieldKey::Proposer, &by);
        if let Some(side) = self.on_behalf(&by) {
            draft.text(FieldKey::OnBehalf, side);
        }
        let stage = match site.light {
            Some(Act::Deliver) => Stage::Delivered,
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
        found = found.or_else(|| scene.kid(site.verb, "iobj"));
        if !scene.is_passive(site.verb) && found.is_none() {
            found = scene
                .kid(site.verb, "obj")
                .filter(|&o| o != site.head && Some(o) != content && scene.is_animate(o) && scene.topic(o) == Topic::Other);
        }
        found = found.or_else(|| self.oblique(site, &["to"]).filter(|&k| Some(k) != content));
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
            .find(|k| matches!(scene.case(*k), "with" | "between") && party(k))
            .or_else(|| {
                words.iter().copied().find(|&k| scene.rel(k) == "obj" && party(&k) && scene.head(k).is_some_and(|h| scene.is_verb(h)))
            })
            .or_else(|| words.iter().copied().find(|k| matches!(scene.case(*k), "to") && scene.acts_as_party(*k)))
    }

    /// Content with its terms: scope, duration, format, place, condition.
    pub fn terms(&self, draft: &mut Draft, content: Option<usize>, topic: Topic) {
        let scene = &self.scene;
        let Some(c) = content else { return };
        let mut words = self.words(c);
        if let Some(cut) = words.char_indices().nth(240) {
            words.truncate(cut.0);
        }
        draft.text(FieldKey::Content, words);
        let under = scene.subtree(c, &|k| scene.rel(k) == "parataxis");
        let mut format = Vec::new();
        let mut domains = Vec::new();
        for &k in &under {
            match scene.lemma(k) {
                "full" | "comprehensive" | "unconditional" if topic == Topic::Truce => {
                    draft.text(FieldKey::Scope, "full");
                }
                "limited" | "partial" | "temporary" if topic == Topic::Truce => {
                    draft.text(FieldKey::Scope, "limited");
                }
                "direct" | "directly" | "bilateral" | "indirect" | "trilateral" | "ministerial" if topic == Topic::Meeting => {
                    format.push(scene.lemma(k).trim_end_matches("ly").to_owned())
                }
                "face" if topic == Topic::Meeting && !format.iter().any(|f| f == "face to face") => format.push("face to face".to_owned()),
                "personally" | "person" if topic == Topic::Meeting => format.push("in person".to_owned()),
                "video" | "videolink" if topic == Topic::Meeting => format.push("video link".to_owned()),
                "land" | "sea" | "air" | "energy" | "infrastructure"
                    if topic == Topic::Truce && matches!(scene.rel(k), "nmod" | "conj" | "obl") =>
                {
                    domains.push(scene.lemma(k).to_owned())
                }
                _ => {}
            }
            if scene.rel(k) == "advcl" && matches!(scene.mark(k), "if" | "unless" | "after" | "once") {
                draft.text(FieldKey::Condition, self.scene.text(self.scene.sent.subtree_span(k)));
            }
        }
        if !format.is_empty() {
            draft.text(FieldKey::Format, format.join(", "));
        }
        if !domains.is_empty() {
            draft.fields.set(FieldKey::Domains, domains);
        }
        if let Some((t, _)) = scene.days(Some(c)) {
            draft.text(FieldKey::Duration, self.doc.times[t].value.clone());
        }
        if matches!(topic, Topic::Meeting)
            && let Some(place) = self.place(c)
        {
            draft.text(FieldKey::Place, place);
        }
    }

    /// A place under "in" or "at".
    pub fn place(&self, token: usize) -> Option<String> {
        let scene = &self.scene;
        scene
            .subtree(token, &|k| scene.rel(k) == "parataxis" || scene.rel(k) == "ccomp")
            .into_iter()
            .filter(|&k| matches!(scene.case(k), "in" | "at"))
            .find_map(|k| {
                scene
                    .mention(k)
                    .filter(|m| m.kind == model::EntityKind::Place)
                    .map(|m| m.name.clone().unwrap_or_else(|| m.span.of(self.doc.text()).to_owned()))
            })
    }

    /// The time of a move is that of what is asked; the time beside the asking is when it was put.
    fn move_time(&self, draft: &mut Draft, site: Site, content: Option<usize>) {
        let scene = &self.scene;
        let published = scene.published();
        let ahead = |time: &ClaimTime| match (published.and_then(|p| p.earliest), time.envelope.latest) {
            (Some(p), Some(latest)) => latest >= p,
            (_, None) => true,
            (None, _) => true,
        };
        let mut asked = None;
        if let Some(c) = content {
            let inside: Vec<(usize, usize)> = scene.times().into_iter().filter(|&(_, k)| scene.under(c, k)).collect();
            for (t, _) in inside {
                let time = &self.doc.times[t];
                if time.timex == model::TimexType::Duration && time.envelope.is_open() {
                    continue;
                }
                let time = ClaimTime { expression: Some(t as u32), envelope: time.envelope, implicit: time.implicit };
                if ahead(&time) {
                    asked = Some(time);
                    break;
                }
            }
        }
        let own = scene.time_of(&site.sites());
        match (asked, own) {
            (Some(time), own) => {
                if let Some(own) = own.filter(|o| o.expression != time.expression) {
                    self.set_days(draft, FieldKey::Made, &own);
                }
                draft.time = Some(time);
            }
            (None, Some(own)) => {
                if !ahead(&own) {
                    self.set_days(draft, FieldKey::Made, &own);
                }
                draft.time = Some(own);
            }
            (None, None) => {}
        }
    }

    pub fn set_days(&self, draft: &mut Draft, key: FieldKey, time: &ClaimTime) {
        let day = |d: Option<jiff::civil::Date>| d.map_or(model::FieldValue::Unknown, |d| model::FieldValue::Text(d.to_string()));
        if !time.envelope.is_open() {
            draft.fields.set(key, model::FieldValue::List(vec![day(time.envelope.earliest), day(time.envelope.latest)]));
        }
    }

    /// want, be ready, plan, aim, hope, try: a proposal where a meeting or truce is meant, an aim otherwise.
    pub fn intend(&mut self, site: Site, frame: Frame) -> bool {
        let scene = &self.scene;
        let aim = frame.act == Act::Goal;
        // "our goal is to …": the infinitive is the predicate and the noun its subject
        let content = if aim || (matches!(frame.act, Act::Ready | Act::PlanNoun) && scene.is_noun(site.head)) {
            if matches!(scene.rel(site.head), "nsubj") {
                scene
                    .head(site.head)
                    .filter(|&h| scene.kid(h, "cop").is_some() || scene.lemma(h) == "be")
                    .map(|h| scene.kid(h, "ccomp").or(scene.kid(h, "xcomp")).unwrap_or(h))
            } else {
                self.content(site).or_else(|| scene.kid(site.head, "csubj"))
            }
        } else {
            self.content(site)
        };
        let Some(content) = content.filter(|&c| c != site.head) else { return false };
        let topic = scene.topic(content);
        let agent = self.agent(site).or_else(|| if aim { None } else { scene.subject(site.verb) });
        let attribution = self.attribution(site.head);
        let agent_party = match agent {
            Some(a) => self.party(a),
            None => Party::default(),
        };
        // "our goal", "my hope"
        let first_person = agent.is_some_and(|a| matches!(self.scene.lemma(a), "we" | "i" | "our" | "my" | "us"));
        let by = if agent_party.is_empty() || (first_person && !agent_party.known) || aim && agent.is_none() {
            self.speaker(&attribution)
        } else {
            agent_party
        };
        if by.is_empty() {
            return false;
        }
        let nominal = scene.is_noun(site.head) && site.light.is_none() && !aim;
        if nominal && !matches!(frame.act, Act::PlanNoun | Act::Ready) {
            return false;
        }
        let force = if nominal || aim { Default::default() } else { scene.force(site.verb) };
        if force.supposed {
            return false;
        }
        if matches!(frame.act, Act::Hope | Act::Try | Act::Prepare | Act::Decide)
            && !(topic == Topic::Meeting && matches!(frame.act, Act::Hope | Act::Try))
        {
            return false;
        }
        if force.negated {
            if topic.is_joint() && matches!(frame.act, Act::Ready | Act::Want) {
                let kind = if topic == Topic::Meeting { ClaimKind::Meeting } else { ClaimKind::Answer };
                let mut draft = if kind == ClaimKind::Answer {
                    Draft::answer(model::AnswerKind::Reject, &site.sites())
                } else {
                    Draft::new(kind, Status::Refused, &site.sites())
                };
                draft.role(if kind == ClaimKind::Meeting { FieldKey::Participants } else { FieldKey::By }, &by);
                draft.text(FieldKey::Content, self.words(content));
                self.consume(content);
                self.push(draft);
                return true;
            }
            return false;
        }
        let joint = topic.is_joint() || topic == Topic::Exchange;
        let planned = matches!(frame.act, Act::Plan | Act::PlanNoun | Act::Goal | Act::Hope | Act::Try);
        let kind_status = if joint {
            if planned && by.plural && by.names.len() > 1 && topic == Topic::Meeting {
                (ClaimKind::Meeting, Status::Planned)
            } else if force.condition.is_some() && !planned && frame.act == Act::Ready {
                (ClaimKind::Proposal, Status::Proposed)
            } else if planned {
                if aim && topic == Topic::Meeting && scene.lemma(content) == "do" {
                    (ClaimKind::Goal, Status::Planned)
                } else {
                    (ClaimKind::Proposal, Status::Planned)
                }
            } else {
                (ClaimKind::Proposal, Status::Proposed)
            }
        } else {
            match frame.act {
                Act::Ready => (ClaimKind::Pledge, Status::Planned),
                Act::Goal | Act::Want | Act::Plan => (ClaimKind::Goal, Status::Planned),
                _ => return false,
            }
        };
        // plain wishes of no side ("fans want …") and infinitives without a subject say nothing about a negotiation
        if kind_status.0 == ClaimKind::Goal && !by.known {
            return false;
        }
        let mut draft = Draft::new(kind_status.0, kind_status.1, &site.sites());
        draft.verbal = true;
        match kind_status.0 {
            ClaimKind::Meeting => {
                draft.role(FieldKey::Participants, &by);
            }
            ClaimKind::Proposal => {
                draft.role(FieldKey::Proposer, &by);
                let to = self.addressee(site, Some(content), agent, frame.act);
                draft.role(FieldKey::Addressee, &to);
                draft.fields.set(FieldKey::Stage, if planned { Stage::Intended.name() } else { Stage::Stated.name() });
            }
            _ => {
                draft.role(FieldKey::By, &by);
                if let Some(k) = self.counterpart(content) {
                    let to = self.party(k);
                    draft.target = to.spans;
                }
            }
        }
        if let Some(side) = self.on_behalf(&by) {
            draft.text(FieldKey::OnBehalf, side);
        }
        if scene_repeats(self, site) {
            draft.fields.set(FieldKey::Repeated, model::FieldValue::Flag(true));
        }
        self.terms(&mut draft, Some(content), topic);
        if let Some(condition) = force.condition {
            draft.text(FieldKey::Condition, self.scene.text(self.scene.sent.subtree_span(condition)));
        }
        self.move_time(&mut draft, site, Some(content));
        if aim {
            draft.span = Some(self.scene.full_phrase(content));
        }
        self.consume(content);
        self.push(draft);
        true
    }

    /// call for: a proposal where the two can only do it together, a demand otherwise.
    pub fn call(&mut self, site: Site, frame: Frame) -> bool {
        let content = self.content(site);
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

    /// demand, insist, urge, call on, ask, order; the noun with its author.
    pub fn demand(&mut self, site: Site, frame: Frame) -> bool {
        let scene = &self.scene;
        // "ordered the release of …": the deed itself, told of by its noun
        let deed = |o: usize| {
            scene.noun_senses(scene.unwrapped(o)).iter().any(|f| {
                matches!(f.act, Act::Release | Act::CoerceNoun | Act::Attack | Act::InvestigateNoun | Act::MobilizeNoun | Act::YieldNoun)
            })
        };
        if frame.act == Act::Order && site.light.is_none() && scene.patient(site.head).is_some_and(deed) {
            return false;
        }
        let nominal = site.light.is_none() && scene.is_noun(site.head);
        let agent = self.agent(site);
        let mut content = self.content(site);
        if nominal && agent.is_none() && scene.kid(site.head, "acl").is_none() {
            return false;
        }
        if nominal && frame.act == Act::Ask && scene.kid(site.head, "acl").is_none() {
            return false;
        }
        let force = if nominal { Default::default() } else { scene.force(site.verb) };
        if force.supposed || force.negated {
            return false;
        }
        if !nominal && frame.act == Act::Ask && scene.has(site.head, &["advmod", "mark"], &["whether", "if", "why", "how"]) {
            return false;
        }
        let attribution = self.attribution(site.head);
        let mut unconditional = force;
        unconditional.condition = None;
        let status = match scene.event_status(site.verb, unconditional, attribution.reported) {
            Some(Status::Happened | Status::Demanded) => Status::Demanded,
            Some(Status::Planned | Status::Hypothetical) if !nominal => return false,
            None if !nominal => return false,
            _ => Status::Demanded,
        };
        let by = match agent {
            Some(a) => self.party(a),
            None => Party::default(),
        };
        let mut addressee = None;
        if scene.is_noun(site.head) {
            addressee = self.oblique(site, &["to", "on", "of", "for", "from"]).or_else(|| {
                scene.kid(site.head, "acl").and_then(|c| scene.kid(c, "nsubj").or_else(|| scene.under_preposition(c, &["for"]).next()))
            });
        } else {
            if scene.is_passive(site.head) {
                addressee = scene.patient(site.head).filter(|&k| scene.is_animate(k));
            }
            addressee = addressee
                .or_else(|| scene.object(site.head).filter(|&o| scene.is_animate(o) && scene.topic(o) == Topic::Other))
                .or_else(|| scene.kid(site.head, "iobj"))
                .or_else(|| self.oblique(site, &["on", "upon", "to", "from", "of"]))
                .or_else(|| content.filter(|&c| scene.is_verb(c)).and_then(|c| scene.kid(c, "nsubj")));
            if content == addressee {
                content = scene
                    .kid(site.head, "xcomp")
                    .or_else(|| scene.kid(site.head, "ccomp"))
                    .or_else(|| scene.under_preposition(site.head, &["for"]).next());
            }
        }
        let topic = content.map_or(Topic::Other, |c| scene.topic(c));
        // "demanded talks", "asked for a meeting" of the other side
        if topic == Topic::Meeting
            && !nominal
            && frame.act != Act::Order
            && addressee.is_none_or(|a| !scene.acts_as_party(a) || scene.is_both(a))
            && agent.is_some()
        {
            return self.propose(site, Frame { act: Act::Propose, ..frame });
        }
        let to = addressee.map(|k| self.party(k)).unwrap_or_default();
        let listed = self.listed(site.head);
        let clauses: Vec<usize> = match content {
            Some(c) if scene.is_noun(site.head) && scene.rel(c) == "acl" => scene.conjuncts(c),
            _ => Vec::new(),
        };
        let bare_list = !listed.is_empty() && clauses.is_empty();
        if clauses.len() < 2 || bare_list {
            let mut draft = Draft::new(ClaimKind::Demand, status, &site.sites());
            draft.verbal = !nominal;
            self.demand_roles(&mut draft, &by, &to, content);
            if topic == Topic::Truce || content.is_some_and(|c| self.ends_fighting(c)) {
                draft.root = Some(Plover::Agree);
            }
            if frame.act == Act::Order {
                draft.root = draft.root.or(frame.root);
            }
            if let Some(c) = content {
                let target = self.counter_target(c, addressee);
                if let Some(t) = target {
                    let party = self.party(t);
                    let known = party.known;
                    let spans = party.spans.clone();
                    if known {
                        draft.role(FieldKey::Target, &party);
                    } else {
                        draft.target.extend(spans);
                    }
                }
            }
            if let Some(condition) = force.condition {
                draft.text(FieldKey::Condition, self.scene.text(self.scene.sent.subtree_span(condition)));
            }
            self.push(draft);
        }
        for &c in &clauses {
            if clauses.len() > 1 {
                let mut draft = Draft::new(ClaimKind::Demand, status, &[c]);
                self.demand_roles(&mut draft, &by, &to, Some(c));
                draft.span =
                    Some(if c == clauses[0] { self.scene.token_span(site.head).cover(self.scene.phrase(c)) } else { self.scene.phrase(c) });
                self.push(draft);
            }
        }
        for item in listed {
            // "conditions, including demands for X to do A and to do B"
            let inner: Vec<usize> =
                self.scene.kid(item, "acl").filter(|&k| self.scene.mark(k) == "to").map(|k| self.scene.conjuncts(k)).unwrap_or_default();
            if !inner.is_empty() {
                let own = self
                    .scene
                    .under_preposition(item, &["for", "on", "to"])
                    .find(|&k| self.scene.acts_as_party(k))
                    .map(|k| self.party(k))
                    .unwrap_or_else(|| to.clone());
                for &k in &inner {
                    let mut draft = Draft::new(ClaimKind::Demand, status, &[k]);
                    self.demand_roles(&mut draft, &by, &own, Some(k));
                    let span = self.scene.phrase(k);
                    draft.span = Some(if k == inner[0] { self.scene.token_span(item).cover(span) } else { span });
                    for w in self.scene.subtree(k, &|w| self.scene.rel(w) == "appos" || self.scene.rel(w) == "conj") {
                        self.used[w] = true;
                    }
                    self.push(draft);
                }
                self.used[item] = true;
                continue;
            }
            let mut draft = Draft::new(ClaimKind::Demand, status, &[item]);
            self.demand_roles(&mut draft, &by, &to, Some(item));
            draft.span = Some(self.scene.phrase_with_relative(item));
            self.used[item] = true;
            self.push(draft);
        }
        if let Some(c) = content
            && (!matches!(topic, Topic::Other) || self.scene.is_verb(c))
        {
            self.consume(c);
            for &k in &clauses {
                self.used[k] = true;
            }
        }
        true
    }

    fn demand_roles(&self, draft: &mut Draft, by: &Party, to: &Party, content: Option<usize>) {
        draft.role(FieldKey::By, by);
        if let Some(side) = self.on_behalf(by) {
            draft.text(FieldKey::OnBehalf, side);
        }
        draft.role(FieldKey::Addressee, to);
        if let Some(c) = content {
            let mut words = self.words(c);
            if let Some(cut) = words.char_indices().nth(240) {
                words.truncate(cut.0);
            }
            draft.text(FieldKey::Content, words);
        }
    }

    /// "put pressure on Graustark": a third party that the demand aims at.
    fn counter_target(&self, content: usize, addressee: Option<usize>) -> Option<usize> {
        let scene = &self.scene;
        scene
            .subtree(content, &|k| scene.rel(k) == "advcl")
            .into_iter()
            .find(|&k| Some(k) != addressee && matches!(scene.case(k), "on" | "against" | "upon") && scene.acts_as_party(k))
    }

    /// "stop the attacks", "end the war", "cease fire".
    fn ends_fighting(&self, content: usize) -> bool {
        let scene = &self.scene;
        self.scene.subtree(content, &|k| scene.rel(k) == "advcl").into_iter().any(|k| scene.topic(k) == Topic::Truce)
    }

    /// Items of "demands, including A and B".
    fn listed(&self, noun: usize) -> Vec<usize> {
        let scene = &self.scene;
        if !scene.is_noun(noun) {
            return Vec::new();
        }
        let first = (noun + 1..scene.len()).find(|&k| {
            scene
                .kids(k)
                .iter()
                .any(|&j| j < k && matches!(scene.lemma(j), "include" | "including") && matches!(scene.rel(j), "case" | "mark"))
                && !scene.is_verb(k)
        });
        let first = first.or_else(|| {
            // "demands that include A and B", "including" read as a participle
            (noun + 1..scene.len()).find(|&k| scene.lemma(k) == "include" && scene.is_verb(k)).and_then(|k| scene.kid(k, "obj"))
        });
        let Some(first) = first else { return Vec::new() };
        let mut items = scene.conjuncts(first);
        // "the A of B and a C of D": C may hang on B
        for k in scene.subtree(first, &|_| false) {
            if scene.rel(k) == "conj"
                && scene.upos(k) == model::Upos::Noun
                && scene.kids(k).iter().any(|&j| scene.rel(j) == "det")
                && !items.contains(&k)
            {
                items.push(k);
            }
        }
        items
    }

    /// promise, pledge, vow to help.
    pub fn pledge(&mut self, site: Site, frame: Frame) -> bool {
        let scene = &self.scene;
        let nominal = site.light.is_none() && scene.is_noun(site.head);
        let agent = self.agent(site);
        if agent.is_none() || nominal && scene.lemma(site.head) == "commitment" {
            return false;
        }
        let content = self.content(site).or_else(|| scene.object(site.head));
        if nominal && content.is_none() {
            return false;
        }
        let force = if nominal { Default::default() } else { scene.force(site.verb) };
        if force.negated || force.supposed || (force.infinitive && scene.event_status(site.verb, force, false).is_none()) {
            return false;
        }
        if scene.lemma(site.head) == "assure" && content.is_none_or(|c| !scene.force(c).future && !scene.force(c).would) {
            return false;
        }
        let by = agent.map(|a| self.party(a)).unwrap_or_default();
        let mut draft = Draft::new(ClaimKind::Pledge, Status::Planned, &site.sites());
        draft.root = frame.root;
        draft.verbal = true;
        draft.role(FieldKey::By, &by);
        let beneficiary = scene
            .kid(site.verb, "iobj")
            .or_else(|| self.oblique(site, &["to", "for"]))
            .or_else(|| {
                content.and_then(|c| {
                    scene
                        .subtree(c, &|k| scene.rel(k) == "advcl")
                        .into_iter()
                        .find(|&k| matches!(scene.case(k), "to" | "for") && (scene.acts_as_party(k) || scene.is_animate(k)))
                })
            })
            .or_else(|| scene.object(site.verb).filter(|&o| o != site.head && Some(o) != content && scene.is_animate(o)));
        if let Some(b) = beneficiary {
            let party = self.party(b);
            draft.role(FieldKey::Beneficiary, &party);
        }
        if let Some(c) = content {
            draft.text(FieldKey::Content, self.words(c));
            self.consume(c);
            let inner: Vec<usize> = self.scene.subtree(c, &|k| self.scene.rel(k) == "advcl");
            for k in inner {
                self.used[k] = true;
            }
        }
        self.push(draft);
        true
    }

    /// "X must withdraw", "everything should be done": a demand by its speaker, a proposal where a meeting is meant.
    pub fn modal(&mut self, i: usize) {
        let scene = &self.scene;
        if !(scene.is_verb(i) || scene.kid(i, "cop").is_some()) {
            return;
        }
        let force = scene.force(i);
        if !force.must || force.supposed || force.possible {
            return;
        }
        let attribution = self.attribution(i);
        if !attribution.reported {
            return;
        }
        let by = self.speaker(&attribution);
        let subject = scene.subject(i);
        let own = subject.is_some_and(|s| matches!(scene.lemma(s), "i" | "we"));
        if own {
            return;
        }
        let words = scene.subtree(i, &|k| matches!(scene.rel(k), "advcl" | "parataxis"));
        let meeting = words.iter().copied().find(|&k| {
            scene.topic(k) == Topic::Meeting && matches!(scene.rel(k), "obj" | "nsubj" | "xcomp" | "obl")
                || k == i && scene.topic(i) == Topic::Meeting
        });
        let mut draft;
        if let Some(m) = meeting {
            draft = Draft::new(ClaimKind::Proposal, Status::Proposed, &[i]);
            draft.role(FieldKey::Proposer, &by);
            let to = self.counterpart(i).map(|k| self.party(k)).unwrap_or_default();
            if to.known {
                draft.role(FieldKey::Addressee, &to);
            }
            self.terms(&mut draft, Some(m), Topic::Meeting);
            draft.fields.set(FieldKey::Stage, Stage::Stated.name());
            self.consume(m);
        } else {
            draft = Draft::new(ClaimKind::Demand, Status::Demanded, &[i]);
            draft.role(FieldKey::By, &by);
            if let Some(s) = subject.filter(|&s| scene.is_animate(s) && !scene.is_passive(i)) {
                let party = self.party(s);
                draft.role(FieldKey::Addressee, &party);
            }
            draft.text(FieldKey::Content, self.words(i));
            if words.iter().any(|&k| scene.topic(k) == Topic::Truce) {
                draft.root = Some(Plover::Agree);
            }
        }
        draft.verbal = true;
        if let Some(side) = self.on_behalf(&by) {
            draft.text(FieldKey::OnBehalf, side);
        }
        for k in words {
            self.used[k] = true;
        }
        self.push(draft);
    }
}

/// "reiterated that he was ready": the verb above repeats.
fn scene_repeats(reader: &Reader<'_, '_>, site: Site) -> bool {
    let repeats = |i: usize| matches!(reader.scene.lemma(i), "reiterate" | "repeat" | "renew" | "reaffirm");
    repeats(site.verb) || reader.scene.head(site.verb).is_some_and(repeats)
}
