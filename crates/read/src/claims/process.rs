//! Talks as a process: they begin, run, stall, stop, end, or turn to an agenda. The same verbs carry ceasefires, fighting and aid.

use super::draft::Draft;
use super::frames::{Lexemes, Topic};
use super::parties::Party;
use super::reader::{Reader, Site};
use lexicon::doing::{Act, Frame};
use model::{ClaimKind, FieldKey, Plover, Status};

impl Reader<'_, '_> {
    pub fn process(&mut self, site: Site, frame: Frame) -> bool {
        let scene = &self.scene;
        let h = site.head;
        if matches!(frame.act, Act::Stalled | Act::Halt) {
            return self.standstill(h);
        }
        let adjectival = scene.rel(h) == "amod" && scene.head(h).is_some_and(|n| scene.is_noun(n));
        if adjectival {
            return frame.act != Act::Continue && self.standstill(h);
        }
        // what begins or stops: the object of a transitive use, the subject otherwise
        let effect =
            |&o: &usize| matches!(scene.lemma(o), "effect" | "force") && matches!(scene.lemma(h), "take" | "come" | "enter" | "go");
        let object = scene
            .patient(h)
            .or_else(|| scene.object(h))
            .or_else(|| scene.kid(h, "xcomp"))
            .filter(|_| scene.upos(h) != model::Upos::Adj)
            // "broke down Saturday"
            .filter(|&o| !effect(&o) && !(scene.in_time(o) && scene.topic(o) == Topic::Other && scene.subject(h).is_some_and(|s| s != o)));
        let (theme, transitive) = match object {
            Some(o) => (Some(o), !scene.is_passive(h) && scene.subject(h) != Some(o)),
            None => (scene.subject(h), false),
        };
        let theme = theme.or_else(|| scene.under_preposition(h, &["with", "on"]).find(|&k| scene.is_talks(k)));
        // "after talks stalled": the subject taken for the object of the preposition
        let left = (0..h)
            .rev()
            .find(|&k| !matches!(scene.rel(k), "aux" | "advmod"))
            .filter(|&k| scene.is_talks(k) && matches!(scene.rel(k), "obl" | "nmod" | "obj" | "nsubj"));
        let (theme, transitive) = match (theme, left) {
            (Some(t), Some(l)) if !scene.is_talks(t) && matches!(frame.act, Act::Stall | Act::Stop | Act::End) && object.is_none() => {
                (Some(l), false)
            }
            _ => (theme, transitive),
        };
        let Some(theme) = theme else { return false };
        let inner = scene.unwrapped(theme);
        let topic = scene.topic(inner);
        let talks = scene.is_talks(inner)
            || (matches!(frame.act, Act::Cancel | Act::Stop) && topic == Topic::Meeting)
            || (matches!(scene.lemma(inner), "process" | "dialogue") && scene.is_noun(inner))
            // "contact with the gang broke off"
            || scene.lemma(inner) == "contact" && !transitive && scene.under_preposition(inner, &["with", "between"]).next().is_some();
        let force = scene.force(h);
        if force.supposed {
            return false;
        }
        let reported = self.attribution(h).reported;
        // "the talks have not progressed"
        if talks && force.negated && !transitive && matches!(frame.act, Act::Progress) && !force.future {
            let mut draft = Draft::new(ClaimKind::ProcessState, Status::Holds, &[h]);
            draft.text(FieldKey::State, "stalled");
            self.consume(theme);
            self.push(draft);
            return true;
        }
        // "talks, originally scheduled to begin on Monday, …": and did not
        let once = |v: usize| {
            scene.has(v, &["advmod"], &["originally", "initially", "previously"])
                && matches!(scene.lemma(v), "schedule" | "set" | "plan" | "slate" | "due")
        };
        if scene.rel(h) == "xcomp" && scene.head(h).is_some_and(once) {
            return true;
        }
        // "did not get under way until Tuesday": on Tuesday they did
        let late =
            matches!(frame.act, Act::Begin | Act::Resume) && force.past && scene.under_preposition(h, &["until", "till"]).next().is_some();
        let force = if late { super::force::Force { negated: false, ..force } } else { force };
        // "talks open on 5 June": the present tense of a timetable
        let ahead = || {
            let published = scene.published().and_then(|p| p.latest);
            scene.time_of(&[h]).and_then(|t| t.envelope.earliest).zip(published).is_some_and(|(from, published)| from > published)
        };
        // "before talks restart next week"
        let timetable = || {
            talks && matches!(frame.act, Act::Begin | Act::Resume) && matches!(scene.xpos(h), "VBZ" | "VBP") && !force.negated && ahead()
        };
        let status = scene.event_status(h, force, reported).or_else(|| timetable().then_some(Status::Planned));
        let Some(mut status) = status else { return false };
        if talks && status == Status::Happened && !force.past && matches!(frame.act, Act::Begin | Act::Resume) && ahead() {
            status = Status::Planned;
        }
        if status == Status::Demanded {
            self.modal(h);
            return self.used[h];
        }
        let agent = if transitive { scene.subject(h) } else { scene.by_agent(h) };
        // "will not end the strike", "will not stop the filling": no
        if status == Status::Refused && transitive && matches!(frame.act, Act::Stop | Act::End) && agent.is_some() {
            return self.refuses(h, theme);
        }
        if talks {
            let later = ["postpon", "delay", "put", "reschedul", "defer"].iter().any(|stem| scene.lemma(h).starts_with(stem));
            if frame.act == Act::Cancel || frame.act == Act::Stop && later {
                let mut draft = Draft::new(ClaimKind::Meeting, Status::Refused, &[h]);
                let party = self.at_talks(agent, inner, h);
                if !party.is_empty() {
                    draft.role(FieldKey::Participants, &party);
                    draft.source.truncate(1);
                }
                draft.target.push(scene.full_phrase(theme));
                self.consume(theme);
                self.push(draft);
                return true;
            }
            // "will resume talks on Monday": a meeting that is fixed
            if status == Status::Planned && matches!(frame.act, Act::Begin | Act::Resume | Act::Continue) {
                let party = self.at_talks(agent, inner, h);
                let mut draft = Draft::new(ClaimKind::Meeting, Status::Planned, &[h]);
                draft.role(FieldKey::Participants, &party);
                if draft.source.len() > 1 {
                    draft.target = draft.source.split_off(1);
                }
                if scene.subtree(h, &|_| false).iter().any(|&k| scene.lemma(k) == "video") {
                    draft.text(FieldKey::Format, "video link");
                }
                self.consume(theme);
                self.push(draft);
                return true;
            }
            // "talks will not resume unless …": refused by the one who says so
            if status == Status::Refused && matches!(frame.act, Act::Begin | Act::Resume | Act::Continue) {
                let mut party = self.participants(Site { head: inner, verb: h, light: Some(Act::Occur) });
                if let Some(a) = agent.filter(|&a| self.scene.is_animate(a)) {
                    party = self.party(a);
                } else if reported {
                    party = self.speaker(&self.attribution(h));
                }
                let mut draft = Draft::new(ClaimKind::Meeting, Status::Refused, &[h]);
                draft.role(FieldKey::Participants, &party);
                if let Some(condition) = force.condition {
                    draft.text(FieldKey::Condition, self.scene.text(self.scene.proviso_span(condition)));
                }
                self.consume(theme);
                self.push(draft);
                return true;
            }
            // "decided to end the talks": done by deciding
            let decided = status == Status::Planned
                && matches!(frame.act, Act::Stop | Act::End)
                && scene.rel(h) == "xcomp"
                && scene.head(h).is_some_and(|g| {
                    scene.verb_senses(g).iter().any(|f| f.act == Act::Decide) && scene.force(g).past && !scene.force(g).would
                });
            let agent = if decided { scene.subject(h) } else { agent };
            if status != Status::Happened && !decided {
                return false;
            }
            let (state, status) = match frame.act {
                Act::Begin => ("started", Status::Happened),
                Act::Resume => ("resumed", Status::Happened),
                Act::Continue => ("running", Status::Holds),
                Act::Stall => ("stalled", Status::Holds),
                Act::Stop if agent.is_some() => ("stopped", Status::Happened),
                Act::Stop => ("stopped", Status::Holds),
                Act::End => ("ended", Status::Happened),
                Act::Progress => {
                    return self.progress(h, theme);
                }
                _ => return false,
            };
            // "the meeting ended without a deal": one meeting is not the talks
            let meeting = frame.act == Act::End
                && matches!(scene.lemma(inner), "meeting" | "summit" | "session" | "round" | "conference" | "gathering" | "visit" | "call");
            if meeting && (scene.xpos(inner) != "NNS" || scene.kid(inner, "cop").is_some()) {
                self.consume(theme);
                self.ended_without(h);
                return true;
            }
            let mut draft = Draft::new(ClaimKind::ProcessState, status, &[h, h]);
            draft.text(FieldKey::State, state);
            let party = self.at_talks(agent.filter(|&a| scene.is_animate(a)), inner, h);
            if !party.is_empty() {
                draft.role(FieldKey::Participants, &party);
                draft.source.truncate(1);
            }
            if frame.act == Act::Resume || frame.act == Act::Begin {
                draft.root = Some(Plover::Consult).filter(|_| agent.is_some());
            }
            if frame.act == Act::Stop || frame.act == Act::End {
                // PLOVER: who halts talks or a mediation reduces relations
                // not those who end them together
                let together = agent.is_some_and(|a| scene.is_both(a) || scene.conjuncts(a).len() > 1)
                    || agent.is_some_and(|a| self.party(a).names.len() > 1);
                draft.root = Some(Plover::Sanction).filter(|_| agent.is_some_and(|a| scene.is_animate(a)) && !together);
            }
            // "the talks that stopped last month" is one noun phrase
            if matches!(scene.rel(h), "acl") {
                draft.span = Some(scene.full_phrase(theme));
            }
            self.consume(theme);
            self.push(draft);
            self.ended_without(h);
            return true;
        }
        // "suspended its participation in the deal"
        if matches!(frame.act, Act::Stop | Act::End | Act::Cancel)
            && matches!(
                scene.lemma(inner),
                "participation" | "membership" | "involvement" | "compliance" | "adherence" | "cooperation" | "part" | "implementation"
            )
            && matches!(status, Status::Happened | Status::Planned)
            && let Some(a) = agent
        {
            let within = scene.under_preposition(inner, &["in", "of", "with"]).next();
            // "the dialogue ended, weeks after Norway suspended participation"
            let named = || (0..h).any(|k| scene.is_noun(k) && scene.topic(k) == Topic::Meeting);
            let meeting = within.map_or_else(named, |k| scene.topic(k) == Topic::Meeting);
            let kind = if meeting { ClaimKind::Meeting } else { ClaimKind::Agreement };
            let party = self.party(a);
            let mut draft = Draft::new(kind, Status::Refused, &[h]);
            draft.role(FieldKey::Participants, &party);
            draft.text(FieldKey::Content, self.words(theme));
            draft.target.push(self.scene.full_phrase(theme));
            self.consume(theme);
            self.push(draft);
            return true;
        }
        // a walkout, industrial action: not fighting
        let action = scene.noun_senses(inner).iter().any(|f| f.act == Act::ProtestNoun)
            || self.labour() && matches!(scene.lemma(inner), "strike" | "action" | "walkout" | "stoppage");
        if action && scene.is_noun(inner) {
            let ends = matches!(frame.act, Act::Stop | Act::End | Act::Cancel);
            return ends && matches!(status, Status::Happened | Status::Planned | Status::Hypothetical) && self.gives_up(h, theme, agent);
        }
        match topic {
            Topic::Truce => {
                let (status, phase) = match frame.act {
                    Act::Begin | Act::Resume => (status, "start"),
                    Act::Stop | Act::End => (if status == Status::Happened { Status::Happened } else { status }, "end"),
                    Act::Continue => (status, "holds"),
                    _ => return false,
                };
                // a walkout that is suspended is no truce
                if self.labour() && !matches!(scene.lemma(inner), "truce" | "ceasefire" | "armistice" | "cease-fire") {
                    return false;
                }
                let mut draft = Draft::new(ClaimKind::Ceasefire, status, &[h]);
                if let Some(a) = agent {
                    let party = self.party(a);
                    draft.role(FieldKey::By, &party);
                }
                draft.text(FieldKey::Extent, phase);
                if frame.act == Act::End || frame.act == Act::Stop {
                    draft.root = None;
                }
                self.consume(theme);
                self.push(draft);
                true
            }
            Topic::Fight => {
                // "launched a scathing attack on the plan": with words
                if scene.kids(inner).iter().any(|&k| scene.is_a(k, Act::Worded)) {
                    return false;
                }
                // left to the noun: "the fighting began"
                if scene.is_noun(inner) && !transitive {
                    return false;
                }
                let status = match (frame.act, status) {
                    (Act::Stop | Act::End, Status::Happened) => Status::Negated,
                    (_, s) => s,
                };
                if status == Status::Negated {
                    // "the accord that ended the war": no party does
                    let deal = agent.is_some_and(|a| matches!(scene.topic(a), Topic::Agreement | Topic::Truce));
                    if self.labour() || deal {
                        return false;
                    }
                    let by = agent.map(|a| self.party(a)).unwrap_or_default();
                    if by.is_empty() {
                        return false;
                    }
                    let mut draft = Draft::new(ClaimKind::Ceasefire, Status::Happened, &[h]);
                    draft.role(FieldKey::By, &by);
                    draft.root = Some(Plover::Yield);
                    draft.target.push(scene.full_phrase(theme));
                    self.consume(theme);
                    self.push(draft);
                    return true;
                }
                // "will suspend its attacks": promised
                if matches!(frame.act, Act::Stop | Act::End) {
                    return matches!(status, Status::Planned | Status::Hypothetical) && self.gives_up(h, theme, agent);
                }
                if !scene.is_noun(inner) {
                    return false;
                }
                let by = agent.map(|a| self.party(a)).unwrap_or_default();
                if by.is_empty() {
                    return false;
                }
                // "says it will resume the war if …": a consequence that it announces itself
                let own = agent.is_some_and(|a| matches!(scene.lemma(a), "it" | "we" | "they" | "he" | "she" | "i"));
                if own
                    && self.attribution(h).reported
                    && matches!(status, Status::Planned | Status::Hypothetical)
                    && matches!(frame.act, Act::Begin | Act::Resume)
                {
                    let mut draft = Draft::new(ClaimKind::Threat, Status::Threatened, &[h]);
                    draft.role(FieldKey::By, &by);
                    if let Some(k) = self.oblique(Site { head: inner, verb: h, light: None }, &["on", "against", "in"]) {
                        let party = self.party(k);
                        draft.role(FieldKey::Target, &party);
                    }
                    draft.text(FieldKey::Content, self.words(h));
                    self.consume(theme);
                    self.push(draft);
                    return true;
                }
                let mut draft = Draft::new(ClaimKind::Hostilities, status, &[h]);
                draft.role(FieldKey::By, &by);
                let phase = if frame.act == Act::Begin { "start" } else { "continued" };
                draft.text(FieldKey::Phase, phase);
                if let Some(k) = self.oblique(Site { head: inner, verb: h, light: None }, &["on", "against", "in"]) {
                    let party = self.party(k);
                    draft.target = party.spans;
                }
                self.consume(theme);
                self.push(draft);
                true
            }
            // "they were running out of food"
            Topic::Aid | Topic::Sanction if scene.lemma(h) == "run" => false,
            Topic::Aid | Topic::Sanction => {
                let by = agent.map(|a| self.party(a)).unwrap_or_default();
                if by.is_empty() && !scene.is_passive(h) {
                    return false;
                }
                let stopping = matches!(frame.act, Act::Stop | Act::End | Act::Cancel);
                let kind = if topic == Topic::Aid { ClaimKind::Aid } else { ClaimKind::Sanction };
                let status = if stopping && status == Status::Happened && kind == ClaimKind::Aid { Status::Negated } else { status };
                let mut draft = Draft::new(kind, status, &[h]);
                if stopping {
                    draft.root = Some(if kind == ClaimKind::Aid { Plover::Sanction } else { Plover::Yield });
                }
                draft.role(FieldKey::By, &by);
                if let Some(k) = self.oblique(Site { head: inner, verb: h, light: None }, &["to", "for", "on", "against"]) {
                    let party = self.party(k);
                    draft.role(if kind == ClaimKind::Aid { FieldKey::Beneficiary } else { FieldKey::Target }, &party);
                }
                draft.text(FieldKey::Content, self.words(theme));
                self.consume(theme);
                self.push(draft);
                true
            }
            Topic::Move if matches!(frame.act, Act::Stop) => {
                // "had stopped giving ultimatums": no ultimatum is open
                let by = agent.or_else(|| self.scene.subject(h)).map(|a| self.party(a)).unwrap_or_default();
                self.cessation(h, theme, &by);
                true
            }
            _ => {
                if frame.act == Act::Stop && scene.is_verb(inner) && scene.rel(inner) == "xcomp" {
                    let subject = scene.subject(h).filter(|&s| scene.is_animate(s));
                    if let Some(s) = subject
                        && (scene.kid(inner, "obj").is_some_and(|o| scene.topic(o) != Topic::Other) || self.attribution(h).reported)
                    {
                        let by = self.party(s);
                        self.cessation(h, inner, &by);
                        return true;
                    }
                }
                false
            }
        }
    }

    /// "ended without a result".
    fn ended_without(&mut self, h: usize) {
        if let Some(k) = self.scene.kids(h).iter().copied().find(|&k| self.scene.case(k) == "without") {
            let senses = self.scene.noun_senses(k);
            if let Some(&f) = senses.iter().find(|f| matches!(f.act, Act::Agreement | Act::Result)) {
                self.used[k] = true;
                self.agreement(Site { head: k, verb: k, light: Some(Act::Reach) }, f);
            }
        }
    }

    /// Who is at talks that begin or stop: the one who acts on them, and those named with them ("began talks with the ministry", "talks between A and B").
    fn at_talks(&self, agent: Option<usize>, talks: usize, verb: usize) -> Party {
        let mut party = agent.map(|a| self.party(a)).unwrap_or_default();
        party.join(self.participants(Site { head: talks, verb, light: Some(Act::Occur) }));
        party
    }

    /// "will suspend its attacks", "called off the strike": what one side lets go, a promise to the other.
    pub fn gives_up(&mut self, h: usize, theme: usize, agent: Option<usize>) -> bool {
        // "the offer would have ended the strike": nobody lets it go
        let mut by = agent.filter(|&a| self.scene.is_animate(a)).map(|a| self.party(a)).unwrap_or_default();
        // "the drivers' strike was called off"
        let called_off = self.scene.is_passive(h) && self.scene.force(h).past && agent.is_none();
        if called_off && let Some(owner) = self.scene.noun_agent(theme).filter(|&a| self.scene.is_animate(a)) {
            by = self.party(owner);
        }
        if by.is_empty() && !called_off {
            return false;
        }
        let mut draft = Draft::new(ClaimKind::Pledge, Status::Planned, &[h]);
        draft.root = Some(if self.scene.force(h).past { Plover::Yield } else { Plover::Agree });
        draft.role(FieldKey::By, &by);
        draft.text(FieldKey::Content, self.words(h));
        draft.target.push(self.scene.full_phrase(theme));
        self.consume(theme);
        self.push(draft);
        true
    }

    /// "has stopped doing X": a view of the side that stopped.
    fn cessation(&mut self, h: usize, theme: usize, by: &Party) {
        let attribution = self.attribution(h);
        let holder = self.speaker(&attribution);
        let mut draft = Draft::new(ClaimKind::Assessment, Status::Stated, &[h]);
        draft.role(FieldKey::Holder, &holder);
        draft.role(FieldKey::Target, by);
        draft.text(FieldKey::Content, self.words(h));
        for k in self.scene.subtree(theme, &|k| self.scene.rel(k) == "conj") {
            self.used[k] = true;
        }
        self.push(draft);
    }

    /// "talks were progressing": a view.
    fn progress(&mut self, h: usize, theme: usize) -> bool {
        let attribution = self.attribution(h);
        let holder = self.speaker(&attribution);
        let mut draft = Draft::new(ClaimKind::Assessment, Status::Stated, &[h]);
        draft.role(FieldKey::Holder, &holder);
        draft.text(FieldKey::Content, "progress");
        self.consume(theme);
        self.push(draft);
        true
    }
}
