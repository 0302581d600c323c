//! Demands: by verb, by noun, in lists, and by "must".

use super::draft::Draft;
use super::frames::{Lexemes, Topic};
use super::parties::Party;
use super::reader::{Reader, Site};
use lexicon::doing::{Act, Frame};
use model::{ClaimKind, FieldKey, Plover, Stage, Status};

impl Reader<'_, '_> {
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
        if nominal && frame.act == Act::Condition && scene.kid(site.head, "cop").is_some() && self.named_condition(site) {
            return true;
        }
        let scene = &self.scene;
        if nominal && agent.is_none() && scene.kid(site.head, "acl").is_none_or(|c| scene.deprel(c) == "acl:relcl") {
            return false;
        }
        // "the company's request for arbitration", not "a request"
        let whose = || agent.is_some_and(|a| scene.is_animate(a)) && scene.under_preposition(site.head, &["for"]).next().is_some();
        if nominal && frame.act == Act::Ask && scene.kid(site.head, "acl").is_none() && !whose() {
            return false;
        }
        if self.is_told_by_text(agent) {
            return false;
        }
        // "on condition that …" belongs to what is agreed on it
        if nominal && frame.act == Act::Condition && scene.case(site.head) == "on" {
            return true;
        }
        // "if its conditions are not met"
        if nominal && scene.head(site.head).is_some_and(|h| scene.is_verb(h) && scene.force(h).supposed) {
            return false;
        }
        // "told the crew to leave" orders, "told reporters that" tells
        if scene.lemma(site.head) == "tell" && !content.is_some_and(|c| scene.is_verb(c) && scene.mark(c) == "to") {
            return false;
        }
        if let Some(clause) = content.filter(|&c| !nominal && scene.rel(c) == "ccomp") {
            // "asked whether", "insists that the truce was arranged without it": a question, an assertion
            let finite = |k: usize| matches!(scene.xpos(k), "VBZ" | "VBD" | "VBP");
            let helped = scene.kids(clause).iter().any(|&k| matches!(scene.rel(k), "aux" | "cop") && finite(k));
            let asserts = (matches!(scene.xpos(clause), "VBZ" | "VBD")
                || helped
                || scene.force(clause).future
                || scene.force(clause).would
                || scene.force(clause).possible
                || scene.force(clause).can)
                && !scene.force(clause).must;
            if matches!(scene.mark(clause), "whether" | "if") || frame.act == Act::Insist && asserts {
                return false;
            }
        }
        // "stuck to the pact": kept
        if scene.lemma(site.head) == "stick" && content.is_none_or(|c| scene.topic(c) != Topic::Move) {
            return false;
        }
        // "requested anonymity", "asking not to be identified": a word to the press
        if content.is_some_and(|c| scene.lemma(c) == "anonymity") {
            return true;
        }
        if let Some(c) = content.filter(|&c| scene.is_passive(c) && matches!(scene.lemma(c), "identify" | "name" | "quote" | "cite")) {
            self.consume_all(c);
            return true;
        }
        // "was encouraged to hear of it": a feeling; "asked about her health": a question
        let feels = scene.is_passive(site.head)
            && content.is_some_and(|c| matches!(scene.lemma(c), "hear" | "see" | "learn" | "note" | "find" | "read"));
        if !nominal
            && (scene.lemma(site.head) == "encourage" && feels
                || frame.act == Act::Ask && content.is_some_and(|c| scene.case(c) == "about"))
        {
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
            // "will insist on a full withdrawal"
            Some(Status::Planned) if !nominal && matches!(frame.act, Act::Insist | Act::Demand) && agent.is_some() => Status::Demanded,
            Some(Status::Planned | Status::Hypothetical) if !nominal => return false,
            None if !nominal => return false,
            _ => Status::Demanded,
        };
        // "the demonstrations demand": a demand of nobody named
        let by = match agent.filter(|&a| scene.upos(a) != model::Upos::Noun || scene.is_animate(a) || scene.noun_agent(a).is_some()) {
            Some(a) => self.party(a),
            None => Party::default(),
        };
        let mut addressee = None;
        if scene.is_noun(site.head) {
            // "conditions for the start of talks" are put to nobody
            addressee = self
                .oblique(site, &["to", "on", "of", "for", "from"])
                .filter(|&k| {
                    scene.case(k) != "for" || scene.is_animate(k) && (scene.upos(k) != model::Upos::Propn || scene.mention(k).is_some())
                })
                .or_else(|| {
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
                .or_else(|| self.oblique(site, &["for"]).filter(|&k| Some(k) != content && content.is_some_and(|c| scene.is_verb(c))))
                .or_else(|| content.filter(|&c| scene.is_verb(c) && !scene.is_passive(c)).and_then(|c| scene.kid(c, "nsubj")));
            if content == addressee {
                content = scene
                    .kid(site.head, "xcomp")
                    .or_else(|| scene.kid(site.head, "ccomp"))
                    .or_else(|| scene.under_preposition(site.head, &["for"]).find(|&k| Some(k) != addressee))
                    .or_else(|| addressee.and_then(|a| scene.kid(a, "acl")).filter(|&k| scene.mark(k) == "to"))
                    .or_else(|| scene.kid(site.head, "advcl").filter(|&k| scene.mark(k) == "to"));
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
        // "demonstrations demanding a deal": a demand of nobody to nobody tells nothing of the table
        let unsaid = agent.is_some_and(|a| scene.upos(a) == model::Upos::Noun && !scene.is_animate(a));
        if by.is_empty() && to.is_empty() && unsaid && !nominal {
            return false;
        }
        // "to pay whatever was asked"
        if by.is_empty() && to.is_empty() && scene.is_passive(site.verb) && matches!(scene.deprel(site.verb), "acl:relcl" | "ccomp") {
            return false;
        }
        // "found the other's conditions unacceptable": nobody's, of nobody, for nothing
        // nor "until the union's demands are met"
        let taken = scene.head(site.head).is_some_and(|v| {
            let senses = scene.verb_senses(v);
            senses.iter().any(|f| matches!(f.act, Act::Reject | Act::Accept | Act::Refuse | Act::Oppose | Act::Criticise | Act::Ignore))
        });
        let bare = nominal && to.is_empty() && content.is_none() && !taken;
        if bare && (by.is_empty() || self.listed(site.head).is_empty() && frame.act != Act::Condition) {
            return false;
        }
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
                draft.text(FieldKey::Condition, self.scene.text(self.scene.proviso_span(condition)));
            }
            let asked = content.filter(|&c| self.scene.is_verb(c)).map(|c| self.scene.subtree(c, &|k| self.scene.rel(k) == "conj"));
            if let Some(term) = asked.and_then(|words| self.term(&words, self.issued(site.verb), &|_| false)) {
                self.set_term(&mut draft, term);
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
        if let Some(c) = content {
            self.consume(c);
            // "assurances that the ban will be lifted": what is asked for tells no fact
            let told: Vec<usize> = self
                .scene
                .kids(c)
                .iter()
                .copied()
                .filter(|&k| matches!(self.scene.rel(k), "ccomp" | "acl") && self.scene.mark(k) == "that")
                .collect();
            for k in told {
                self.used[k] = true;
                self.consume(k);
            }
            for &k in &clauses {
                self.used[k] = true;
            }
        }
        true
    }

    /// "insisted that his resignation was a precondition for peace": asked by the one who says so.
    fn named_condition(&mut self, site: Site) -> bool {
        let attribution = self.attribution(site.head);
        let force = self.scene.force(site.head);
        let Some(subject) = self.scene.subject(site.head) else { return false };
        if !attribution.reported && self.sayer(site.head).is_none()
            || force.negated
            || force.supposed
            || self.scene.topic(subject) == Topic::Move
        {
            return false;
        }
        let mut by = self.speaker(&attribution);
        if by.is_empty() {
            by = self.sayer(site.head).map(|s| self.party(s)).unwrap_or_default();
        }
        let mut draft = Draft::new(ClaimKind::Demand, Status::Demanded, &site.sites());
        self.demand_roles(&mut draft, &by, &Party::default(), Some(subject));
        draft.verbal = true;
        self.consume(subject);
        self.push(draft);
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
        if own
            || subject.is_some_and(|s| self.own_sayer(s).is_some() || scene.party(s, self.main).names.iter().any(|n| by.names.contains(n)))
        {
            return;
        }
        let own_clause = |k: usize| scene.rel(k) == "conj" && scene.is_verb(k) && scene.kid(k, "nsubj").is_some();
        let words = scene.subtree(i, &|k| matches!(scene.rel(k), "advcl" | "parataxis") || k != i && own_clause(k));
        // "must stop before any talks", "must not block the talks" ask for no meeting
        let beside = |k: usize| {
            let case = scene.case(k);
            matches!(case, "before" | "after" | "until" | "till" | "during" | "without" | "despite" | "since" | "ahead" | "prior")
        };
        // "must be ready to talk": what is asked is to be ready
        let able = scene.upos(i) == model::Upos::Adj;
        let meeting = words.iter().copied().filter(|_| !able).find(|&k| {
            scene.topic(k) == Topic::Meeting && matches!(scene.rel(k), "obj" | "nsubj" | "xcomp" | "obl") && !beside(k)
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
            if let Some(term) = self.term(&words, self.issued(i), &|_| false) {
                self.set_term(&mut draft, term);
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
