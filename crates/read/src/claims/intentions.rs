//! Wishes, readiness, aims and promises.

use super::draft::Draft;
use super::frames::{Lexemes, Topic};
use super::parties::Party;
use super::reader::{Reader, Site};
use lexicon::doing::{Act, Frame};
use model::{AnswerKind, ClaimKind, FieldKey, Stage, Status, Upos};

impl Reader<'_, '_> {
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
        // "the Union must be ready to mediate", said by somebody else
        if frame.act == Act::Ready && scene.force(site.verb).must && self.attribution(site.head).reported {
            self.modal(site.verb);
            if self.used[site.verb] {
                return true;
            }
        }
        let scene = &self.scene;
        // "talks aimed at reviving the deal": what talks are for nobody puts forward
        if frame.act == Act::Plan && scene.rel(site.head) == "acl" && scene.head(site.head).is_some_and(|n| scene.is_talks(n)) {
            return false;
        }
        if frame.act == Act::Plan && !scene.is_noun(site.head) && scene.is_passive(site.verb) {
            return self.charged_purpose(site, content);
        }
        // "the rejection means that talks go on": no plan
        if scene.lemma(site.head) == "mean" && scene.mark(content) != "to" {
            return false;
        }
        let topic = scene.topic(content);
        // "interest in the market" offers nothing
        if scene.lemma(site.head) == "interest" && !topic.is_joint() {
            return false;
        }
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
        // "changes to the ceasefire plan": a plan of nobody named is not its speaker's
        if nominal && frame.act == Act::PlanNoun && agent.is_none() {
            return false;
        }
        let force = if nominal || aim { Default::default() } else { scene.force(site.verb) };
        if force.supposed {
            return false;
        }
        // "met to prepare the next round": a purpose
        if matches!(frame.act, Act::Prepare | Act::Try) && force.infinitive && scene.event_status(site.verb, force, false).is_none() {
            return false;
        }
        if matches!(frame.act, Act::Hope | Act::Try | Act::Prepare | Act::Decide)
            && !(topic == Topic::Meeting && matches!(frame.act, Act::Hope | Act::Try))
        {
            return false;
        }
        if force.negated {
            if topic.is_joint() && (matches!(frame.act, Act::Ready | Act::Want) || frame.act == Act::Plan && topic == Topic::Meeting) {
                let kind = if topic == Topic::Meeting { ClaimKind::Meeting } else { ClaimKind::Answer };
                let mut draft = if kind == ClaimKind::Answer {
                    Draft::answer(AnswerKind::Reject, &site.sites())
                } else {
                    Draft::new(kind, Status::Refused, &site.sites())
                };
                draft.role(if kind == ClaimKind::Meeting { FieldKey::Participants } else { FieldKey::By }, &by);
                draft.text(FieldKey::Content, self.words(content));
                self.consume(content);
                self.push(draft);
                return true;
            }
            // "do not want to form a government with the Greens"
            if frame.act == Act::Want
                && scene.is_verb(content)
                && scene.under_preposition(content, &["with"]).any(|k| scene.is_animate(scene.unwrapped(k)))
                && self.attribution(site.head).reported
            {
                return self.refuses(site.verb, content);
            }
            // "is not willing to give up the valleys": no
            if frame.act == Act::Ready && scene.is_verb(content) && topic != Topic::Meeting {
                return self.refuses(site.verb, content);
            }
            return false;
        }
        // "the prisoners it wants released", "wants the ban lifted": asked of others
        if frame.act == Act::Want && scene.xpos(content) == "VBN" && scene.is_verb(content) {
            let mut draft = Draft::new(ClaimKind::Demand, Status::Demanded, &site.sites());
            draft.role(FieldKey::By, &by);
            let object = scene.object(site.head).or_else(|| scene.kid(content, "nsubj"));
            let words = object.map_or_else(|| scene.token_span(content), |o| scene.phrase(o).cover(scene.token_span(content)));
            draft.text(FieldKey::Content, self.scene.text(words));
            self.consume(content);
            self.push(draft);
            return true;
        }
        // "wants the city to reopen the port": asked of another; "wants a pay rise", "is seeking guarantees": asked, of nobody named
        if matches!(frame.act, Act::Want | Act::Seek) && !scene.is_noun(site.head) && !matches!(topic, Topic::Meeting | Topic::Truce) {
            let other = self.wished_of(site, content, agent);
            let thing =
                !scene.is_verb(content) && (scene.upos(content).is_nominal() || matches!(scene.upos(content), Upos::Num | Upos::Sym));
            let asked = thing && scene.upos(content) != Upos::Pron && !topic.is_joint() && !scene.is_good(content);
            let sides = scene.is_animate(agent.unwrap_or(content)) && agent.is_some();
            // "wants the text to include …"
            let changed = frame.act == Act::Want
                && (scene.is_verb(content)
                    && scene
                        .kid(content, "nsubj")
                        .or_else(|| scene.object(site.head))
                        .is_some_and(|o| o != content && Some(o) != agent && scene.is_noun(o))
                    || scene.is_noun(content)
                        && scene.kid(content, "acl").or_else(|| scene.kid(site.head, "advcl")).is_some_and(|k| scene.mark(k) == "to"));
            if other.is_some() || changed && sides || asked && sides && scene.object(site.head) == Some(content) {
                return self.wish(site, content, &by, other);
            }
        }
        // "is prepared to impose tariffs", "is ready to strike back"
        if frame.act == Act::Ready && self.is_blow(content) && !scene.is_noun(site.head) && by.known {
            return self.threat_by(site, &by, content);
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
                // "is ready to reopen the port if the crews return": an offer with its price
                Act::Ready if force.condition.or(scene.force(content).condition).is_some() => (ClaimKind::Proposal, Status::Proposed),
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
        // a wish is told by the narrator, a readiness is declared
        draft.verbal = frame.act == Act::Ready;
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
            draft.text(FieldKey::Condition, self.scene.text(self.scene.proviso_span(condition)));
        }
        self.move_time(&mut draft, site, Some(content));
        if aim {
            draft.span = Some(self.scene.full_phrase(content));
        }
        self.consume(content);
        self.push(draft);
        true
    }

    /// Who is to do what another wants: "wants the city to reopen the port".
    fn wished_of(&self, site: Site, content: usize, agent: Option<usize>) -> Option<usize> {
        let scene = &self.scene;
        let own = |k: usize| Some(k) == agent || matches!(scene.lemma(k), "i" | "we" | "it");
        (scene.is_verb(content) && !scene.is_passive(content))
            .then(|| scene.kid(content, "nsubj").or_else(|| scene.object(site.head)).or_else(|| scene.kid(site.head, "iobj")))
            .flatten()
            .filter(|&k| k != content && !own(k) && scene.is_animate(k))
    }

    /// What is wanted of others is demanded.
    fn wish(&mut self, site: Site, content: usize, by: &Party, other: Option<usize>) -> bool {
        let mut draft = Draft::new(ClaimKind::Demand, Status::Demanded, &site.sites());
        draft.role(FieldKey::By, by);
        if let Some(side) = self.on_behalf(by) {
            draft.text(FieldKey::OnBehalf, side);
        }
        if let Some(k) = other {
            let to = self.party(k);
            draft.role(FieldKey::Addressee, &to);
        }
        // "the treaty to include a clause", the clause hung on the wish
        let scene = &self.scene;
        match scene.kid(site.head, "advcl").filter(|&k| k > content && scene.is_noun(content) && scene.mark(k) == "to") {
            Some(clause) => {
                let words = scene.phrase(content).cover(scene.phrase(clause));
                draft.text(FieldKey::Content, scene.text(words));
                self.used[clause] = true;
                self.consume(clause);
            }
            None => {
                draft.text(FieldKey::Content, self.words(content));
            }
        }
        self.consume(content);
        self.push(draft);
        true
    }

    /// promise, pledge, vow to help.
    pub fn pledge(&mut self, site: Site, frame: Frame) -> bool {
        let scene = &self.scene;
        let nominal = site.light.is_none() && scene.is_noun(site.head);
        let agent = self.agent(site);
        if agent.is_none() || nominal && scene.lemma(site.head) == "commitment" || self.is_told_by_text(agent) {
            return false;
        }
        // "the commitments made by both sides"
        if scene.rel(site.verb) == "acl" && scene.xpos(site.verb) == "VBN" {
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
        // "the offer that promises to end the strike": nobody promises
        if agent.is_some_and(|a| scene.is_noun(a) && !scene.is_animate(a) && scene.noun_agent(a).is_none()) {
            return false;
        }
        // "has sworn to block the pact"
        let against =
            |c: usize| scene.is_verb(c) && scene.verb_senses(c).iter().any(|f| matches!(f.act, Act::Block | Act::Reject | Act::Oppose));
        if !nominal
            && let Some(c) = content.filter(|&c| against(c))
            && let Some(o) = scene.patient(c).or_else(|| scene.object(c)).map(|o| scene.antecedent(o)).filter(|&o| self.is_move(o))
        {
            self.used[c] = true;
            let force = self.scene.force(site.verb);
            return self.push_answer(site, AnswerKind::Reject, Some(o), force, None);
        }
        let by = agent.map(|a| self.party(a)).unwrap_or_default();
        // "pledged to retaliate", "promised countermeasures"
        if let Some(c) = content.filter(|&c| self.is_blow(c) && !scene.has(c, &["advmod"], &["not", "never", "no"])) {
            return self.threat_by(site, &by, c);
        }
        let mut draft = Draft::new(ClaimKind::Pledge, Status::Planned, &site.sites());
        draft.root = frame.root;
        // "pledged its full support for the plan": words, no gift
        let words = |c: usize| matches!(scene.lemma(c), "support" | "backing" | "solidarity" | "friendship" | "loyalty");
        if draft.root.is_none() && content.is_some_and(|c| words(c) || scene.object(site.head).is_some_and(words)) {
            draft.root = Some(model::Plover::Support);
        }
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
            // "pledged 500 million euros in aid to Kenya"
            .or_else(|| scene.under_preposition(site.verb, &["in", "as"]).find_map(|k| scene.under_preposition(k, &["to", "for"]).next()))
            .or_else(|| scene.object(site.verb).filter(|&o| o != site.head && Some(o) != content && scene.is_animate(o)));
        // "committed themselves to": to nobody else
        let oneself = |b: usize| scene.lemma(b).ends_with("self") || scene.form(b).ends_with("selves");
        if let Some(b) = beneficiary.filter(|&b| !oneself(b)) {
            let party = self.party(b);
            draft.role(FieldKey::Beneficiary, &party);
        }
        if let Some(c) = content {
            draft.text(FieldKey::Content, self.words(c));
            self.consume(c);
            let inner: Vec<usize> = self
                .scene
                .subtree(c, &|k| self.scene.rel(k) == "advcl" && (self.scene.xpos(k) != "VBG" || self.scene.kid(k, "nsubj").is_some()));
            for k in inner {
                self.used[k] = true;
            }
        }
        self.push(draft);
        true
    }
}

/// "reiterated that he was ready": the verb above repeats.
fn scene_repeats(reader: &Reader<'_, '_>, site: Site) -> bool {
    let repeats = |i: usize| matches!(reader.scene.lemma(i), "reiterate" | "repeat" | "renew" | "reaffirm");
    repeats(site.verb) || reader.scene.head(site.verb).is_some_and(repeats)
}
