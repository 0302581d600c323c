//! Light verbs ("made a proposal", "held talks"): they lend subject and force to the event noun that they carry.

use super::draft::Draft;
use super::frames::{Lexemes, Topic};
use super::reader::{Reader, Site};
use lexicon::doing::{Act, Frame};
use model::{AnswerKind, ClaimKind, EntityKind, FieldKey, Plover, Status};

impl Reader<'_, '_> {
    /// A light verb lends its subject and force to the event noun that it carries.
    pub fn light(&mut self, i: usize, light: Act) -> bool {
        let scene = &self.scene;
        // "has nothing against meeting X"
        if scene.lemma(i) == "have"
            && let Some(nothing) = scene.kid(i, "obj").filter(|&o| scene.lemma(o) == "nothing")
        {
            let against = scene
                .kids(nothing)
                .iter()
                .chain(scene.kids(i))
                .copied()
                .find(|&k| scene.mark(k) == "against" || scene.case(k) == "against");
            if let Some(content) = against {
                return self.nothing_against(i, content);
            }
        }
        // "proposed a new round of talks, scheduled for next week": asked for, not fixed
        if matches!(scene.lemma(i), "schedule" | "set" | "plan" | "slate")
            && matches!(scene.rel(i), "acl" | "advcl")
            && std::iter::successors(scene.head(i), |&up| scene.head(up))
                .take(8)
                .any(|up| scene.is_noun(up) && scene.topic(up) == Topic::Move)
        {
            return true;
        }
        // "the truce was set to expire"
        if scene.lemma(i) == "set" && scene.is_passive(i) && scene.kid(i, "xcomp").is_some() {
            return false;
        }
        let mut nouns: Vec<usize> = Vec::new();
        if light == Act::Occur {
            nouns.extend(scene.subject(i));
        } else {
            // "the round is headed for failure" holds none
            if scene.lemma(i) != "head" {
                nouns.extend(scene.patient(i));
            }
            nouns.extend(scene.kids_of(i, "obj"));
            // "progress was made in the talks" tells of no talks held
            // nor "reiterated at the talks that …" of talks
            if light == Act::Provoke {
                nouns.extend(scene.under_preposition(i, &["with", "into"]));
            } else if !matches!(light, Act::Do | Act::Give | Act::Deliver) && !(scene.lemma(i) == "have" && !nouns.is_empty()) {
                nouns.extend(scene.under_preposition(i, &["in", "into", "to", "at", "on"]));
            }
        }
        if nouns.is_empty() && matches!(light, Act::Hold | Act::Keep) {
            // "the ceasefire has held"
            nouns.extend(scene.subject(i).filter(|&s| scene.topic(s) == Topic::Truce));
        }
        nouns.dedup();
        if light == Act::Give {
            // "gave two million dollars to …"
            let money = nouns.iter().copied().find(|&n| {
                matches!(self.scene.lemma(n), "million" | "billion" | "dollar" | "euro" | "pound" | "$" | "€" | "£")
                    || self.scene.form(n).starts_with(['$', '€', '£'])
                    || self.scene.kids(n).iter().any(|&k| matches!(self.scene.form(k), "$" | "€" | "£"))
            });
            if let Some(noun) = money
                && self.aid(Site { head: noun, verb: i, light: Some(light) }, Frame { act: Act::Aid, root: None })
            {
                return true;
            }
        }
        // "signalled its agreement to the plan"
        if matches!(light, Act::Do | Act::Deliver | Act::Give)
            && let Some(&noun) = nouns.iter().find(|&&n| matches!(self.scene.lemma(n), "agreement" | "consent" | "assent" | "approval"))
            && self.scene.under_preposition(noun, &["to", "for", "of"]).next().is_some()
            && (self.scene.kid(noun, "nmod:poss").is_some() || self.scene.lemma(noun) != "agreement")
        {
            self.used[noun] = true;
            return self.dispatch(Site { head: noun, verb: i, light: Some(light) }, Frame { act: Act::Accept, root: None });
        }
        // "voiced its support for the proposal"
        if light == Act::Do
            && let Some(&noun) = nouns.iter().find(|&&n| matches!(self.scene.lemma(n), "support" | "backing"))
            && self.scene.under_preposition(noun, &["for"]).next().is_some_and(|k| self.scene.topic(k) == Topic::Move)
        {
            self.used[noun] = true;
            return self.dispatch(Site { head: noun, verb: i, light: Some(light) }, Frame { act: Act::Accept, root: None });
        }
        // "gave their backing to the plan"
        let backed = nouns.iter().copied().filter(|_| light == Act::Give).find_map(|n| {
            let backing = matches!(self.scene.lemma(n), "support" | "backing" | "blessing");
            let thing = |k: &usize| !self.scene.is_animate(*k) && self.is_move(*k);
            let to = |i: usize| self.scene.under_preposition(i, &["to", "for"]).find(thing);
            if backing { to(n).or_else(|| to(i)).map(|what| (n, what)) } else { None }
        });
        if let Some((noun, what)) = backed {
            self.used[noun] = true;
            let force = self.scene.force(i);
            return !force.supposed
                && !force.infinitive
                && self.push_answer(
                    Site { head: noun, verb: i, light: Some(light) },
                    if force.negated { AnswerKind::Reject } else { AnswerKind::Accept },
                    Some(what),
                    force,
                    None,
                );
        }
        // "announced the start of a truce": the truce
        if light == Act::Do && matches!(self.scene.lemma(i), "announce" | "declare" | "proclaim") {
            for noun in &mut nouns {
                let begins = matches!(self.scene.lemma(*noun), "start" | "beginning" | "resumption" | "renewal" | "extension");
                let of = self.scene.under_preposition(*noun, &["of", "to"]).find(|&k| self.scene.topic(k) == Topic::Truce);
                if let Some(truce) = of.filter(|_| begins) {
                    *noun = truce;
                }
            }
        }
        // "called his counterpart to discuss the truce"
        if self.scene.lemma(i) == "call" && self.rings(i) {
            return true;
        }
        // "announced the suspension of talks"
        if light == Act::Do
            && matches!(self.scene.lemma(i), "announce" | "declare" | "order" | "confirm")
            && nouns.iter().any(|&n| self.turning(i, n))
        {
            return true;
        }
        // "will send a delegation to Cairo for talks"
        if matches!(light, Act::Deliver | Act::Give)
            && nouns.iter().any(|&n| {
                self.scene.noun_senses(n).iter().any(|f| f.act == Act::Delegation)
                    || matches!(self.scene.lemma(n), "envoy" | "negotiator" | "representative" | "emissary" | "delegate" | "minister")
            })
            && self.delegates(i)
        {
            return true;
        }
        // "presented the port with five principles"
        if light == Act::Deliver
            && matches!(self.scene.lemma(i), "present" | "provide")
            && nouns.iter().all(|&n| self.scene.is_animate(n) || self.scene.is_animate(self.scene.unwrapped(n)))
        {
            nouns.extend(self.scene.under_preposition(i, &["with"]).next());
            if nouns.len() > 1 {
                nouns.remove(0);
            }
        }
        if light == Act::Deliver {
            // "submitted a list of reforms to its creditors"
            if let Some(&noun) = nouns.first() {
                let plain = self.scene.noun_senses(self.scene.unwrapped(noun)).iter().all(|f| !carries(light, self.scene.lemma(i), f.act));
                // "shared a draft agreement with both": put on the table
                let words = self.scene.subtree(noun, &|k| k > noun);
                let draft = words.iter().any(|&k| matches!(self.scene.lemma(k), "draft" | "proposed"));
                let plain = plain || draft && self.scene.topic(noun) == Topic::Agreement;
                // "tabled a compromise": nothing is agreed yet
                let tabled = matches!(self.scene.lemma(i), "table" | "submit" | "present" | "circulate" | "put")
                    && self.scene.topic(noun) == Topic::Agreement
                    && self.scene.has(noun, &["det"], &["a", "an", "another"]);
                if tabled {
                    return self.dispatch(Site { head: noun, verb: i, light: Some(light) }, Frame { act: Act::Propose, root: None });
                }
                if plain
                    && (self.scene.topic(noun) == Topic::Move
                        || draft
                        || matches!(
                            self.scene.lemma(noun),
                            "list"
                                | "resolution"
                                | "set"
                                | "package"
                                | "roadmap"
                                | "framework"
                                | "draft"
                                | "text"
                                | "note"
                                | "principle"
                                | "outline"
                                | "blueprint"
                                | "paper"
                                | "version"
                        ))
                {
                    return self.dispatch(Site { head: noun, verb: i, light: Some(light) }, Frame { act: Act::Propose, root: None });
                }
            }
        }
        // "will return to the bargaining table": to talks
        if matches!(light, Act::Hold | Act::Reach)
            && matches!(self.scene.lemma(i), "return" | "come" | "go")
            && let Some(&table) = nouns.iter().find(|&&n| self.scene.noun_senses(n).iter().any(|f| f.act == Act::Table))
        {
            self.used[table] = true;
            return self.dispatch(Site { head: table, verb: i, light: Some(Act::Hold) }, Frame { act: Act::Meet, root: None });
        }
        for noun in nouns {
            let mut handled = false;
            for part in self.scene.conjuncts(noun) {
                let head = self.scene.unwrapped(part);
                if !self.scene.is_noun(head) || self.used[head] {
                    continue;
                }
                // "give evidence": only goods and moves are given; "have" carries only answers and results
                for &frame in self.scene.noun_senses(head) {
                    if !carries(light, self.scene.lemma(i), frame.act) {
                        continue;
                    }
                    if self.dispatch(Site { head, verb: i, light: Some(light) }, frame) {
                        self.used[head] = true;
                        self.used[part] = true;
                        handled = true;
                        break;
                    }
                }
            }
            if handled {
                return true;
            }
        }
        false
    }

    /// "called his counterpart to discuss the truce": a call, not "called him a liar" nor "called on him".
    fn rings(&mut self, verb: usize) -> bool {
        let scene = &self.scene;
        let (Some(by), Some(to)) = (scene.agent(verb).filter(|&a| scene.is_animate(a)), scene.kid(verb, "obj")) else { return false };
        let person = scene.actor_at(to).and_then(|a| self.doc.actors.get(a as usize)).is_some_and(|a| a.kind == model::ActorKind::Person)
            || scene.lemma(to) == "counterpart";
        let said = ["discuss", "convey", "express", "thank", "congratulate", "brief", "offer", "urge", "inform"];
        let purpose = scene.kids(verb).iter().any(|&k| matches!(scene.rel(k), "xcomp" | "advcl") && said.contains(&scene.lemma(k)));
        let dated = scene.time_of(&[verb]).is_some_and(|t| !t.implicit) && scene.kid(verb, "xcomp").is_none();
        if !person || scene.is_passive(verb) || !(purpose || dated) {
            return false;
        }
        let Some(status) = scene.event_status(verb, scene.force(verb), self.attribution(verb).reported) else { return false };
        let mut party = self.party(by);
        party.join(self.party(to));
        let mut draft = Draft::new(ClaimKind::Meeting, status, &[verb]);
        draft.role(FieldKey::Participants, &party);
        if draft.source.len() > 1 {
            draft.target = draft.source.split_off(1);
        }
        draft.text(FieldKey::Format, "phone");
        self.push(draft);
        true
    }

    /// "announced the resumption of talks", "a suspension of aid": the turn that a noun names, of talks or of aid.
    fn turning(&mut self, verb: usize, noun: usize) -> bool {
        let scene = &self.scene;
        let (state, ends) = match scene.lemma(noun) {
            "resumption" | "restart" | "renewal" => ("resumed", false),
            "start" | "beginning" | "launch" | "opening" => ("started", false),
            "suspension" | "halt" | "freeze" | "pause" | "interruption" => ("stopped", true),
            "end" | "termination" | "cancellation" => ("ended", true),
            _ => return false,
        };
        let Some(theme) = scene.under_preposition(noun, &["of", "to", "in"]).next() else { return false };
        let (talks, topic) = (scene.is_talks(theme), scene.topic(theme));
        let Some(agent) = scene.agent(verb).filter(|&a| scene.is_animate(a)) else { return false };
        if scene.event_status(verb, scene.force(verb), self.attribution(verb).reported) != Some(Status::Happened) {
            return false;
        }
        let by = self.party(agent);
        let mut draft = if talks {
            let mut draft = Draft::new(ClaimKind::ProcessState, Status::Happened, &[verb, noun]);
            let mut party = by;
            party.join(self.participants(Site { head: scene.unwrapped(theme), verb: theme, light: Some(Act::Occur) }));
            draft.role(FieldKey::Participants, &party);
            draft.source.truncate(1);
            draft.text(FieldKey::State, state);
            draft.root = Some(if ends { Plover::Reject } else { Plover::Agree });
            draft
        } else if topic == Topic::Aid {
            let status = if ends { Status::Negated } else { Status::Planned };
            let mut draft = Draft::new(ClaimKind::Aid, status, &[verb, noun]);
            draft.root = Some(if ends { Plover::Sanction } else { Plover::Aid });
            draft.role(FieldKey::By, &by);
            draft.text(FieldKey::Content, self.words(theme));
            draft
        } else {
            return false;
        };
        // "announced a halt of supplies to the port", the receiver hung on the verb
        let behind = || scene.under_preposition(verb, &["to", "for", "with"]).find(|&k| k > theme && scene.acts_as_party(k));
        if let Some(to) = self.oblique(Site { head: theme, verb: noun, light: None }, &["to", "for", "with"]).or_else(behind) {
            let party = self.party(to);
            if !talks {
                draft.role(FieldKey::Beneficiary, &party);
            }
            draft.target.extend(party.spans);
        }
        self.used[noun] = true;
        self.consume(theme);
        self.push(draft);
        true
    }

    /// "sent a delegation to Cairo for talks", "will not send negotiators": a meeting by those who are sent.
    fn delegates(&mut self, verb: usize) -> bool {
        let scene = &self.scene;
        let words = scene.subtree(verb, &|k| matches!(scene.rel(k), "conj" | "parataxis") || scene.deprel(k) == "acl:relcl");
        let talks = words.iter().copied().find(|&k| matches!(scene.case(k), "to" | "for" | "at") && scene.topic(k) == Topic::Meeting);
        let Some(agent) = scene.agent(verb).filter(|&a| scene.is_animate(a)) else { return false };
        let place = words.iter().copied().find(|&k| scene.case(k) == "to" && scene.mention(k).is_some_and(|m| m.kind == EntityKind::Place));
        if talks.is_none() && place.is_none() {
            return false;
        }
        let force = scene.force(verb);
        let reported = self.attribution(verb).reported;
        let status = match scene.event_status(verb, force, reported) {
            Some(Status::Negated) => Status::Refused,
            Some(Status::Demanded) | None => return false,
            Some(status) => status,
        };
        let mut draft = Draft::new(ClaimKind::Meeting, status, &[verb]);
        let mut party = self.party(agent);
        if let Some(k) = words.iter().copied().find(|&k| matches!(scene.case(k), "with" | "between") && scene.acts_as_party(k)) {
            let other = self.party(k);
            party.names.extend(other.names);
            party.spans.extend(other.spans);
        }
        draft.role(FieldKey::Participants, &party);
        if draft.source.len() > 1 {
            draft.target = draft.source.split_off(1);
        }
        if let Some(place) = self.place(verb).or_else(|| place.map(|k| self.words(k))) {
            draft.text(FieldKey::Place, place);
        }
        for k in talks.into_iter().chain(self.scene.object(verb)) {
            self.consume(k);
        }
        self.push(draft);
        true
    }
}

/// Which event nouns a light verb carries.
fn carries(light: Act, lemma: &str, act: Act) -> bool {
    let event = matches!(
        act,
        Act::Meet
            | Act::Visit
            | Act::Truce
            | Act::Agreement
            | Act::Swap
            | Act::Release
            | Act::Attack
            | Act::Sanction
            | Act::Ban
            | Act::ProtestNoun
            | Act::CooperateNoun
            | Act::MobilizeNoun
            | Act::CoerceNoun
            | Act::YieldNoun
            | Act::SupportNoun
            | Act::InvestigateNoun
            | Act::Breach
            | Act::View
    );
    let moves = matches!(
        act,
        Act::Propose
            | Act::Offer
            | Act::Invite
            | Act::Demand
            | Act::Ask
            | Act::Condition
            | Act::Ultimatum
            | Act::Deadline
            | Act::Threaten
            | Act::Warn
            | Act::Pledge
            | Act::Call
            | Act::Accusation
            | Act::Criticism
            | Act::Ready
            | Act::PlanNoun
    );
    let answers = matches!(act, Act::Accept | Act::Reject | Act::Respond | Act::Oppose | Act::Objection | Act::Mandate);
    let results = matches!(act, Act::Agreement | Act::Result | Act::Swap | Act::Truce | Act::View);
    match light {
        // "sees the proposal as a chance" puts none
        // "called a ceasefire", not "called a vote"
        Act::Do if lemma == "call" => act == Act::Truce,
        // a gift is announced before it is given, and the decision for it is told
        Act::Do | Act::Hold if act == Act::Aid => {
            matches!(lemma, "announce" | "declare" | "confirm" | "unveil" | "approve" | "authorise" | "authorize")
        }
        Act::Do => {
            (moves && lemma != "see" || answers || results || (event && !matches!(lemma, "have" | "see" | "show" | "express")))
                || act == Act::Goal
        }
        Act::Deliver => moves || answers || act == Act::Aid,
        Act::Hold => event || moves && act != Act::Call,
        Act::Occur => event,
        Act::Reach => results,
        Act::Receive => moves || answers || act == Act::Aid,
        // "drew criticism", "met with a cool response": how others take it
        Act::Provoke => matches!(act, Act::Criticism | Act::Objection | Act::Oppose | Act::Reject | Act::Respond),
        Act::Retract => moves || act == Act::Objection,
        Act::Lift => matches!(act, Act::Sanction | Act::Ban | Act::Demand | Act::Threaten | Act::Objection),
        Act::Keep => matches!(act, Act::Truce | Act::Agreement),
        Act::Give => {
            matches!(
                act,
                Act::Aid
                    | Act::SupportNoun
                    | Act::Accept
                    | Act::Ultimatum
                    | Act::Deadline
                    | Act::Respond
                    | Act::Offer
                    | Act::Propose
                    | Act::Pledge
            )
        }
        _ => false,
    }
}
