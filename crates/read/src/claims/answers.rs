//! Answers: ten ways to take a move, and silence.

use super::draft::Draft;
use super::force::Force;
use super::frames::{Lexemes, Topic};
use super::reader::{Reader, Site};
use lexicon::doing::{Act, Frame};
use model::{AnswerKind, ClaimKind, FieldKey, Plover, Status};

impl Reader<'_, '_> {
    /// Whether a complement is something that can be answered.
    pub fn is_move(&self, token: usize) -> bool {
        let scene = &self.scene;
        !matches!(scene.topic(token), Topic::Other | Topic::Fight | Topic::Answer)
            || matches!(scene.lemma(token), "it" | "this" | "that" | "resolution" | "bill" | "law" | "call" | "candidate" | "result")
    }

    pub fn answer(&mut self, site: Site, frame: Frame) -> bool {
        let scene = &self.scene;
        let nominal = site.light.is_none() && scene.is_noun(site.head);
        let mut force = if nominal { Force::default() } else { scene.force(site.verb) };
        // "said no to the offer": the "no" is the answer and denies nothing
        if scene.lemma(site.head) == "say" {
            force.negated = scene.has(site.head, &["advmod"], &["not", "never", "n't", "n’t"]);
        }
        if force.supposed && frame.act != Act::Respond {
            return false;
        }
        let mut content = self.content(site);
        // "voted 64 % against the deal"
        if scene.lemma(site.head) == "vote"
            && content.is_some_and(|c| matches!(scene.upos(c), model::Upos::Sym | model::Upos::Num) || scene.lemma(c) == "percent")
        {
            content = scene.under_preposition(site.head, &["against", "for", "on", "down"]).next();
        }
        // "ruled out his deputy entering talks": what the deputy would do
        if frame.act == Act::RuleOut
            && let Some(done) =
                content.filter(|&c| scene.is_animate(c)).and_then(|c| scene.kid(c, "acl")).filter(|&k| scene.xpos(k) == "VBG")
        {
            content = Some(done);
        }
        if let Some(tone) = self.tone(site) {
            return self.toned(site, tone, content, force);
        }
        let scene = &self.scene;
        if site.light == Some(Act::Provoke) {
            // "the plan ran into opposition from the unions"
            let moved = scene.subject(site.verb).filter(|&s| self.is_move(s));
            if frame.act == Act::Respond || moved.is_none() && frame.act != Act::Criticism || force.negated {
                return false;
            }
            content = moved.or(content);
        }
        let topic = content.map_or(Topic::Other, |c| scene.topic(c));
        let reported = self.attribution(site.head).reported;
        let backshift = force.would && reported && force.condition.is_none();
        // a bare infinitive asserts nothing, unless its governor makes it a plan or a failure
        // "must accept four conditions", said by somebody: asked for, not answered
        if !nominal && force.must && matches!(frame.act, Act::Accept | Act::Consent | Act::Reject | Act::Refuse) {
            self.modal(site.verb);
            return true;
        }
        let scene = &self.scene;
        let lifted = if force.infinitive && !nominal { scene.event_status(site.verb, force, reported) } else { Some(Status::Happened) };
        use AnswerKind as A;
        let kind = match frame.act {
            Act::Accept | Act::Consent => {
                if nominal && self.agent(site).is_none() {
                    return false;
                }
                // "will submit its views to the mediator" gives in to nobody
                if matches!(scene.lemma(site.head), "submit" | "yield") && scene.object(site.head).is_some() {
                    return false;
                }
                // "approved a loan", "backed the army": only what waits for an answer is accepted
                if !nominal
                    && site.light.is_none()
                    && frame.act == Act::Accept
                    && !content.is_some_and(|c| self.is_move(c))
                    && !matches!(scene.lemma(site.head), "accept" | "consent" | "accede" | "yield" | "submit" | "bow" | "live")
                {
                    // "would back the budget in exchange for an amnesty": promised at a price
                    if (force.future || force.would) && reported && self.scene.proviso(site.verb).is_some() {
                        return self.pledge(site, Frame { act: Act::Pledge, root: None });
                    }
                    return false;
                }
                if frame.act == Act::Consent
                    && let Some(handled) = self.joint_agreement(site, content, force)
                {
                    return handled;
                }
                // "short of what the creditors can accept"
                if force.can && !force.negated && !nominal {
                    return false;
                }
                match lifted {
                    None => return false,
                    Some(Status::Refused) => A::Reject,
                    Some(Status::Negated) => A::Reject,
                    Some(Status::Hypothetical) => A::AcceptConditional,
                    _ if force.negated && force.possible => A::Unable,
                    // "has not accepted it so far"
                    _ if force.negated && !force.future && self.scene.has(site.verb, &["advmod"], &["far", "yet"]) => A::NoneYet,
                    _ if force.negated => A::Reject,
                    _ if force.condition.is_some() && !force.past => A::AcceptConditional,
                    // "accepted the offer on condition that …"
                    _ if self.scene.proviso(site.verb).is_some() => A::AcceptConditional,
                    // "will only accept a full deal"
                    _ if (force.future || force.would) && self.scene.has(site.verb, &["advmod"], &["only"]) => A::AcceptConditional,
                    _ if force.possible || (force.would && !backshift) => A::AcceptConditional,
                    _ => A::Accept,
                }
            }
            // "the talks have been pushed back": to a later day
            Act::Oppose if scene.lemma(site.head) == "push" && scene.patient(site.head).is_some_and(|p| scene.is_talks(p)) => {
                return self.process(site, Frame { act: Act::Stop, root: None });
            }
            Act::Reject | Act::Oppose | Act::Opposed | Act::Block => {
                // "pushed back in a statement": where it was said is not what it is about
                let content =
                    content.filter(|&c| !(matches!(scene.case(c), "in" | "at" | "on") && lexicon::people::is_words(scene.lemma(c))));
                if nominal && (self.agent(site).is_none() || content.is_none()) {
                    return false;
                }
                if frame.act == Act::Opposed && content.is_none() {
                    return false;
                }
                if frame.act == Act::Block
                    && !content.is_some_and(|c| self.is_move(c) || matches!(self.scene.lemma(c), "mention" | "resolution"))
                {
                    return false;
                }
                if force.negated {
                    if force.condition.is_some() { A::AcceptConditional } else { A::NotOpposed }
                } else if lifted.is_none() || force.possible || (force.would && force.condition.is_some()) {
                    return false;
                } else {
                    A::Reject
                }
            }
            // "has lifted its objections", "dropped its opposition"
            Act::Objection if matches!(site.light, Some(Act::Lift | Act::Retract)) => {
                if force.negated || force.supposed {
                    return false;
                }
                // "might drop its objections"
                let open = force.possible || force.condition.is_some() && !force.past || force.would && !reported;
                if open { A::AcceptConditional } else { A::NotOpposed }
            }
            Act::Objection => {
                // "voiced reservations about the plan", hung on the verb
                content = content.or_else(|| scene.under_preposition(site.verb, &["about", "to", "over", "with"]).next());
                if force.negated || self.scene.has(site.head, &["det"], &["no"]) {
                    A::NotOpposed
                } else if site.light.is_some() && content.is_some_and(|c| self.is_move(c)) {
                    A::Criticise
                } else {
                    return false;
                }
            }
            Act::Unacceptable => {
                if scene.rel(site.head) == "amod" || force.negated {
                    return false;
                }
                A::Reject
            }
            // "the terms are not acceptable", "that is not on the table"
            Act::Acceptable => {
                let told = reported || scene.under_preposition(site.head, &["to", "for"]).next().is_some();
                if scene.rel(site.head) == "amod" || !force.negated || !told || scene.subject(site.head).is_none_or(|s| scene.is_animate(s))
                {
                    return false;
                }
                force.negated = false;
                A::Reject
            }
            Act::Refuse | Act::RuleOut => {
                if let Some(c) = content {
                    // "declined to say whether": a word to the press, no answer to a move
                    if matches!(
                        scene.lemma(c),
                        "say"
                            | "disclose"
                            | "reveal"
                            | "specify"
                            | "elaborate"
                            | "identify"
                            | "confirm"
                            | "detail"
                            | "speculate"
                            | "name"
                            | "describe"
                            | "explain"
                    ) {
                        self.consume_all(c);
                        return true;
                    }
                    // "declined to comment": to the press, but for a comment "on the offer"
                    let on_move = || scene.under_preposition(c, &["on", "about"]).any(|k| self.is_move(k));
                    if scene.lemma(c) == "comment" && scene.lemma(site.head) == "decline" && !on_move() {
                        self.consume_all(c);
                        return true;
                    }
                    if scene.senses(c).iter().any(|f| f.act == Act::Respond) {
                        if force.negated { A::Accept } else { A::NoneYet }
                    } else if force.negated {
                        if force.condition.is_some() { A::AcceptConditional } else { A::NotOpposed }
                    } else if topic == Topic::Meeting {
                        return self.refused_meeting(site, c);
                    } else if lifted.is_none() {
                        return false;
                    } else {
                        A::Reject
                    }
                } else if force.negated {
                    A::NotOpposed
                } else {
                    A::Reject
                }
            }
            Act::FailTo => return self.failed(site, content, force),
            Act::Respond => {
                // "will study it and respond next week": one answer put off
                let put_off = |h: usize| self.used[h] && scene.verb_senses(h).iter().any(|f| f.act == Act::Defer);
                if scene.rel(site.head) == "conj" && scene.head(site.head).is_some_and(put_off) && !force.negated {
                    return true;
                }
                // "would respond with force": no answer but what it threatens
                let strikes = |k: usize| scene.is_a(k, Act::Blow) || scene.topic(k) == Topic::Fight;
                if !scene.is_noun(site.head)
                    && (force.future || force.would || force.past && !force.negated)
                    && scene.under_preposition(site.head, &["with"]).any(strikes)
                    && self.threaten(site, Frame { act: Act::Retaliate, root: None })
                {
                    return true;
                }
                let scene = &self.scene;
                let counter = scene.under_preposition(site.head, &["with"]).find(|&k| scene.topic(k) == Topic::Move);
                if let Some(c) = counter.filter(|_| !scene.is_noun(site.head) && !force.negated && !force.future) {
                    return self.push_answer(site, A::Counter, Some(c), force, None);
                }
                let denied = force.negated || scene.has(site.head, &["det", "advmod"], &["no"]);
                // "did not respond to a request for comment"
                let press = content.is_some_and(|c| {
                    let words = scene.subtree(c, &|_| false);
                    words.iter().any(|&k| matches!(scene.lemma(k), "comment" | "email" | "e-mail" | "text" | "call" | "message" | "query"))
                        && !scene.acts_as_party(c)
                });
                // "had no immediate response to a request for comment"
                let asked = content.is_some_and(|c| {
                    matches!(scene.lemma(c), "request" | "question" | "query" | "inquiry")
                        && scene
                            .subtree(c, &|_| false)
                            .iter()
                            .any(|&k| matches!(scene.lemma(k), "comment" | "interview" | "reporter" | "journalist"))
                });
                if press && (!scene.is_noun(site.head) || asked) && scene.lemma(site.head) != "comment" {
                    return true;
                }
                if denied {
                    A::NoneYet
                } else if scene.is_noun(site.head)
                    && !(matches!(site.light, Some(Act::Deliver | Act::Give | Act::Do)) && (force.future || backshift))
                {
                    return false;
                } else if force.supposed
                    || !(force.future
                        || matches!(scene.infinitive_or_none(site.verb), Some(Status::Planned | Status::Hypothetical))
                        || backshift)
                {
                    return false;
                } else {
                    A::Defer
                }
            }
            Act::Ignore => {
                if force.negated || !content.is_some_and(|c| self.is_move(c)) {
                    return false;
                }
                A::NoneYet
            }
            Act::Silent => {
                if force.negated || !matches!(scene.rel(site.head), "xcomp" | "root" | "conj" | "ccomp") {
                    return false;
                }
                A::NoneYet
            }
            Act::Defer => return self.defer(site, content, force),
            Act::Unable => A::Unable,
            Act::Mandate => {
                if !(force.negated || scene.has(site.head, &["det"], &["no"])) {
                    return false;
                }
                A::Unable
            }
            Act::Criticise | Act::Condemn | Act::Criticism => return self.criticise(site, content, force),
            Act::Welcome => return self.welcome(site, content, force),
            Act::Concede => {
                return false;
            }
            Act::Deny => {
                if force.negated || lifted.is_none() {
                    return false;
                }
                A::Reject
            }
            _ => return false,
        };
        self.push_answer(site, kind, content, force, frame.root)
    }

    pub fn push_answer(&mut self, site: Site, kind: AnswerKind, content: Option<usize>, force: Force, root: Option<Plover>) -> bool {
        let mut agent = self.agent(site);
        let scene = &self.scene;
        let attribution = self.attribution(site.head);
        let mut content = content;
        if scene.lemma(site.head) == "oppose" && scene.is_passive(site.head) {
            // "is not opposed to"
            if let Some(k) = scene.under_preposition(site.head, &["to"]).next() {
                content = Some(k);
                agent = scene.subject(site.head);
            }
        }
        if matches!(kind, AnswerKind::Reject)
            && (scene.upos(site.head) == model::Upos::Adj || !scene.case(site.head).is_empty() && scene.kid(site.head, "cop").is_some())
            && !content.is_some_and(|c| scene.is_verb(c))
        {
            // "the terms are unacceptable (to X)", "X found the terms unacceptable"
            let holder = scene.under_preposition(site.head, &["to", "for", "by"]).next();
            let governor = scene.head(site.head).filter(|_| scene.rel(site.head) == "xcomp");
            content = governor.and_then(|g| scene.object(g)).or_else(|| scene.subject(site.head));
            agent = holder.or_else(|| governor.and_then(|g| scene.subject(g)));
        }
        if kind == AnswerKind::NoneYet && scene.is_noun(site.head) && agent.is_none() {
            agent =
                scene.under_preposition(site.verb, &["from", "by"]).next().or_else(|| scene.subject(site.verb).filter(|&s| s != site.head));
        }
        // "was not prepared to accept it": who was not
        if agent.is_none() && scene.is_passive(site.verb) && matches!(scene.lemma(site.verb), "prepare" | "prepared") {
            agent = scene.patient(site.verb);
        }
        let by = match agent {
            Some(a) => {
                let first = matches!(scene.lemma(a), "i" | "we" | "our" | "my");
                let party = self.party(a);
                if first && !party.known { self.speaker(&attribution) } else { party }
            }
            None => {
                let speaker = self.speaker(&attribution);
                if speaker.is_empty() { self.sayer(site.verb).map(|s| self.party(s)).unwrap_or_default() } else { speaker }
            }
        };
        if by.is_empty()
            && kind != AnswerKind::NoneYet
            && (!matches!(kind, AnswerKind::Reject | AnswerKind::Accept) || !self.scene.is_passive(site.verb))
        {
            return false;
        }
        let mut draft = Draft::answer(kind, &site.sites());
        draft.root = root.filter(|_| matches!(kind, AnswerKind::Accept | AnswerKind::Reject));
        draft.verbal = matches!(kind, AnswerKind::Criticise | AnswerKind::Reject) && site.light.is_none() && kind == AnswerKind::Criticise;
        draft.role(FieldKey::By, &by);
        if let Some(side) = self.on_behalf(&by) {
            draft.text(FieldKey::OnBehalf, side);
        }
        // "conditions that X rejected": the clause of the answer is no part of what is answered
        let to = match content {
            Some(c) if scene.under(c, site.head) => scene.text(scene.phrase(c)),
            _ => self.named_move(content),
        };
        draft.text(FieldKey::To, to);
        if let Some(c) = content {
            draft.target.push(self.scene.full_phrase(c));
            // "X's offer", "the offer made by X": X is answered
            if let Some(author) =
                self.scene.noun_agent(self.scene.unwrapped(c)).filter(|&a| self.scene.acts_as_party(a) && Some(a) != agent)
            {
                let party = self.party(author);
                draft.role(FieldKey::Addressee, &party);
            }
        }
        if let Some(condition) = force.condition {
            draft.text(FieldKey::Condition, self.scene.text(self.scene.proviso_span(condition)));
        }
        if let Some(quote) = self.quoted(site.verb) {
            draft.text(FieldKey::Quote, quote);
        }
        if self.scene.kids(site.verb).iter().any(|&k| matches!(self.scene.lemma(k), "consistently" | "repeatedly" | "always" | "again")) {
            draft.fields.set(FieldKey::Iterated, model::FieldValue::Flag(true));
        }
        if let Some(c) = content {
            // the complement is what was answered; a move with an author of its own remains to be read
            let keep = self.scene.is_noun(self.scene.unwrapped(c))
                && self.scene.noun_agent(self.scene.unwrapped(c)).is_some_and(|a| Some(a) != agent);
            if !keep {
                self.consume(c);
            }
            // "denied charges that it had cut the cable": what is denied is told with the denial
            let denied =
                |k: &usize| self.scene.is_noun(c) && matches!(self.scene.rel(*k), "acl" | "ccomp") && self.scene.mark(*k) == "that";
            let denied = self.scene.kids(c).iter().copied().find(denied);
            if let Some(clause) = denied.filter(|_| self.scene.verb_senses(site.verb).iter().any(|f| f.act == Act::Deny)) {
                self.consume_all(clause);
            }
        }
        self.push(draft);
        true
    }

    /// Words in quotation marks under a word.
    pub fn quoted(&self, token: usize) -> Option<String> {
        let span = self.scene.subtree_span(token);
        let text = span.of(self.doc.text());
        let (open, close) =
            [('“', '”'), ('"', '"'), ('«', '»')].into_iter().find_map(|(o, c)| text.find(o).map(|at| (at + o.len_utf8(), c)))?;
        let end = text.get(open..)?.find(close)? + open;
        let words = text.get(open..end)?.trim_end_matches([',', '.', ';', '!', '?']);
        (!words.is_empty()).then(|| words.to_owned())
    }

    /// "refused to meet", "ruled out talks": a meeting, refused.
    fn refused_meeting(&mut self, site: Site, content: usize) -> bool {
        let mut party = self.agent_party(site);
        if party.is_empty() {
            return false;
        }
        let mut draft = Draft::new(ClaimKind::Meeting, Status::Refused, &site.sites());
        // "ruled out talks with the rebels", where the parser hangs "with the rebels" on the verb
        let beside = || self.scene.under_preposition(site.verb, &["with"]).find(|&k| k > content && self.scene.is_animate(k));
        if let Some(k) = self.counterpart(content).or_else(beside) {
            let other = self.party(k);
            draft.target = if other.spans.is_empty() { vec![self.scene.full_phrase(k)] } else { other.spans.clone() };
            party.names.extend(other.names);
        }
        draft.role(FieldKey::Participants, &party);
        draft.source.truncate(1);
        self.consume(content);
        self.push(draft);
        true
    }

    /// "was not allowed to meet": a meeting, refused.
    pub fn allow(&mut self, site: Site) -> bool {
        let Some(c) = self.scene.kid(site.head, "xcomp") else { return false };
        if !self.scene.force(site.verb).negated || self.scene.topic(c) != Topic::Meeting {
            return false;
        }
        let mut draft = Draft::new(ClaimKind::Meeting, Status::Refused, &site.sites());
        if let Some(s) = self.scene.subject(site.head) {
            let party = self.party(s);
            draft.role(FieldKey::Participants, &party);
        }
        self.consume(c);
        self.push(draft);
        true
    }

    /// "agreed to hold" by both sides is an agreement; by one side an answer.
    fn joint_agreement(&mut self, site: Site, content: Option<usize>, force: Force) -> Option<bool> {
        let agent = self.agent(site)?;
        let by = self.party(agent);
        // "the envoys agreed to meet again": each other
        let mutual = matches!(self.scene.xpos(agent), "NNS" | "NNPS") && content.is_some_and(|c| self.scene.topic(c) == Topic::Meeting);
        let sides = lexicon::find_collective("sides").is_some_and(|all| by.names.iter().any(|name| name == all.name));
        let both = by.names.len() > 1 || self.scene.is_both(agent) || sides || mutual;
        if !both || force.negated || force.infinitive {
            return None;
        }
        let thing = content.is_some_and(|c| self.scene.is_noun(c) && self.scene.topic(c) == Topic::Agreement);
        Some(self.agreed(site, by, content, force, if thing { None } else { Some(Plover::Agree) }))
    }

    /// "will not end the blockade".
    pub fn refuses(&mut self, verb: usize, content: usize) -> bool {
        let force = self.scene.force(verb);
        self.push_answer(Site::plain(verb), AnswerKind::Reject, Some(content), force, None)
    }

    /// "has nothing against a meeting".
    pub fn nothing_against(&mut self, verb: usize, content: usize) -> bool {
        self.push_answer(Site::plain(verb), AnswerKind::NotOpposed, Some(content), Force::default(), None)
    }
}

impl super::scene::Scene<'_> {
    /// Status that an infinitive gets from its governor.
    pub fn infinitive_or_none(&self, p: usize) -> Option<Status> {
        let force = self.force(p);
        if force.infinitive { self.event_status(p, force, false) } else { None }
    }
}
