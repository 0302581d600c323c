//! Meetings, rounds, visits, calls: who takes part, how many, where, in which form.

use super::draft::Draft;
use super::force::Force;
use super::frames::{Lexemes, Topic};
use super::parties::Party;
use super::reader::{Reader, Site};
use lexicon::doing::{Act, Frame};
use model::{ClaimKind, FieldKey, Plover, Status};

impl Reader<'_, '_> {
    pub fn status(&self, site: Site, force: Force) -> Option<Status> {
        let reported = self.attribution(site.head).reported;
        self.scene.event_status(site.verb, force, reported)
    }

    pub fn is_bare(&self, site: Site) -> bool {
        site.light.is_none() && self.scene.is_noun(site.head)
    }

    /// The container that holds a noun: "rounds" of "two rounds of talks".
    pub fn wrapper(&self, noun: usize) -> usize {
        match self.scene.head(noun) {
            Some(up) if self.scene.rel(noun) == "nmod" && self.scene.unwrapped(up) == noun => up,
            _ => noun,
        }
    }

    /// Who takes part in a meeting or deal: subject, object, "with", "between".
    pub fn participants(&self, site: Site) -> Party {
        let scene = &self.scene;
        let mut all = Party::default();
        let agent =
            self.agent(site).filter(|&a| !(scene.is_verb(site.verb) && scene.is_passive(site.verb) && scene.subject(site.verb) == Some(a)));
        // "Union-sponsored talks": whose roof they are under, not who talks
        let hosting = |v: usize| {
            matches!(scene.rel(v), "amod" | "acl")
                && matches!(scene.lemma(v), "sponsor" | "broker" | "mediate" | "host" | "facilitate" | "lead" | "back" | "convene")
        };
        let tied = |a: usize| a + 2 < scene.len() && scene.form(a + 1) == "-" && hosting(a + 2);
        let host = |a: usize| scene.head(a).is_some_and(hosting) || tied(a);
        if let Some(a) = agent.filter(|&a| !host(a))
            && (scene.is_animate(a) || self.own_sayer(a).is_some())
        {
            all.join(self.party(a));
        }
        let verbal = !scene.is_noun(site.head);
        if verbal
            && !scene.is_passive(site.head)
            && let Some(o) = scene.object(site.head).filter(|&o| scene.is_animate(o) && scene.topic(o) != Topic::Meeting)
        {
            all.join(self.party(o));
        }
        for at in [site.head, self.wrapper(site.head), site.verb] {
            let found: Vec<usize> = scene
                .under_preposition(at, &["with", "between", "among", "to", "by", "of"])
                .filter(|&k| {
                    scene.acts_as_party(k)
                        || scene.is_both(k)
                        || matches!(scene.case(k), "with" | "between") && scene.is_animate(k)
                        // a name that the engine does not know
                        || scene.case(k) == "between" && scene.form(k).starts_with(char::is_uppercase) && scene.kid(k, "conj").is_some()
                })
                .collect();
            for k in found {
                if matches!(scene.case(k), "to" | "of" | "by")
                    && (verbal && scene.case(k) != "to" || at == site.verb && site.verb != site.head)
                {
                    continue;
                }
                all.join(self.party(k));
            }
            if at == site.verb && site.head == site.verb {
                break;
            }
        }
        for &k in scene.kids(site.head) {
            if matches!(scene.rel(k), "amod" | "compound") && scene.acts_as_party(k) && !tied(k) {
                all.join(self.party(k));
            }
        }
        all
    }

    pub fn meeting(&mut self, site: Site, frame: Frame) -> bool {
        let scene = &self.scene;
        let bare = self.is_bare(site);
        // "the accord brokered last summer"
        if frame.act == Act::Mediate
            && scene.is_verb(site.head)
            && scene.rel(site.head) == "acl"
            && let Some(deal) = scene.patient(site.head).filter(|&o| matches!(scene.topic(o), Topic::Agreement | Topic::Truce))
            && scene.time_of(&[site.head]).is_some_and(|t| !t.implicit)
        {
            return self.brokered(site.head, deal);
        }
        // "the talks, mediated by Oman", "officials mediating the talks": a role in the talks
        if frame.act == Act::Mediate
            && scene.is_verb(site.head)
            && matches!(scene.rel(site.head), "acl" | "amod")
            && (scene.is_passive(site.head) || scene.xpos(site.head) == "VBG")
        {
            return true;
        }
        // "considering its conditions not yet met": nobody meets
        if scene.lemma(site.head) == "meet" && scene.xpos(site.head) == "VBN" && scene.kid(site.head, "aux").is_none() {
            let before = (0..site.head).rev().find(|&k| !matches!(scene.upos(k), model::Upos::Adv | model::Upos::Part));
            if before
                .is_some_and(|k| matches!(scene.lemma(k), "condition" | "demand" | "target" | "requirement" | "need" | "term" | "deadline"))
            {
                return true;
            }
        }
        // "was originally scheduled in Oslo": and is no longer
        let once = |v: usize| scene.has(v, &["advmod"], &["originally", "initially", "previously", "first"]) && scene.force(v).past;
        let set = |v: usize| matches!(scene.lemma(v), "schedule" | "set" | "plan" | "slate" | "arrange");
        if set(site.verb) && once(site.verb) {
            return true;
        }
        // "brokered a truce", "a truce was brokered by Oman": the deal, with who stood between
        if frame.act == Act::Mediate
            && scene.is_verb(site.head)
            && let Some(deal) = scene.patient(site.head).filter(|&o| matches!(scene.topic(o), Topic::Agreement | Topic::Truce))
        {
            return self.brokered(site.head, deal);
        }
        // "negotiated a settlement with its creditors": the settlement
        let settled = scene.lemma(site.head) == "negotiate" && scene.is_verb(site.head) && scene.xpos(site.head) != "VBG";
        // a deal, or a thing that is new: "a lease"
        let brought =
            |o: usize| scene.topic(o) == Topic::Agreement || scene.topic(o) == Topic::Other && scene.has(o, &["det"], &["a", "an"]);
        let deal = scene.kids_of(site.head, "obj").chain(scene.patient(site.head)).find(|&o| brought(o));
        if let Some(deal) = deal.filter(|_| settled && scene.force(site.verb).past) {
            let head = scene.unwrapped(deal);
            self.used[deal] = true;
            self.used[head] = true;
            return self.agreement(Site { head, verb: site.verb, light: Some(Act::Reach) }, Frame { act: Act::Agreement, root: None });
        }
        // "the talks will be held in October and facilitated by Norway": who stands between
        if frame.act == Act::Mediate
            && scene.is_verb(site.head)
            && scene.is_passive(site.head)
            && scene.patient(site.head).is_some_and(|o| self.used[scene.unwrapped(o)] && scene.topic(o) == Topic::Meeting)
        {
            return true;
        }
        // "the last round of talks, convened by the UN": told already
        if frame.act == Act::Meet
            && scene.is_verb(site.head)
            && scene.xpos(site.head) == "VBN"
            && scene.kid(site.head, "obl:agent").is_some()
            && matches!(scene.rel(site.head), "acl" | "advcl")
            && scene.kid(site.head, "nsubj").is_none()
        {
            return true;
        }
        // "Cuba, which hosts the talks": what it is, no event
        let habit = !bare
            && scene.deprel(site.verb) == "acl:relcl"
            && matches!(scene.xpos(site.verb), "VBZ" | "VBP")
            && matches!(scene.lemma(site.verb), "host" | "mediate" | "chair" | "sponsor" | "facilitate" | "lead" | "attend" | "conduct");
        if habit && scene.time_of(&[site.verb]).is_none_or(|t| t.implicit) {
            return true;
        }
        let talks = site.head;
        let wrapper = self.wrapper(talks);
        // "there were no talks"
        let absent = bare
            && scene.has(talks, &["det"], &["no"])
            && scene.head(wrapper).is_some_and(|h| scene.lemma(h) == "be" && scene.kid(h, "expl").is_some());
        if absent {
            let f = scene.head(wrapper).map(|h| scene.force(h)).unwrap_or_default();
            // "there will be no talks until …": refused by the party that says so
            let attribution = self.attribution(talks);
            let barred = f.future || f.possible || scene.head(wrapper).is_some_and(|h| scene.has(h, &["aux"], &["can", "may"]));
            let by = if barred && attribution.reported { self.speaker(&attribution) } else { Party::default() };
            if f.supposed || by.is_empty() && (f.future || f.possible) {
                return false;
            }
            let mut party = self.participants(site);
            let status = if by.is_empty() { Status::Negated } else { Status::Refused };
            if !by.is_empty() {
                party = by;
            }
            let mut draft = Draft::new(ClaimKind::Meeting, status, &[talks]);
            draft.role(FieldKey::Participants, &party);
            self.push(draft);
            return true;
        }
        let mut verb = site.verb;
        let mut force = Force::default();
        let count = self.count(talks);
        if bare {
            // "two rounds of talks held in X", "a meeting in Geneva on Monday" carry a claim, "the talks" do not
            let held = scene
                .kids(wrapper)
                .iter()
                .chain(scene.kids(talks))
                .copied()
                .find(|&k| scene.rel(k) == "acl" && scene.verb_senses(k).iter().any(|f| matches!(f.act, Act::Hold | Act::Occur)));
            let governor = scene.head(wrapper);
            let asked = governor.is_some_and(|g| {
                scene.senses(g).iter().any(|f| {
                    matches!(f.act, Act::Propose | Act::Call | Act::Want | Act::Ready | Act::Plan | Act::Invite | Act::Offer | Act::Refuse)
                })
            });
            let told = scene.time_of(&[talks]).is_some_and(|t| !t.implicit) || scene.tied(&[talks], false).is_some();
            let dated = told && scene.times().iter().any(|&(_, c)| scene.under(wrapper, c));
            let placed = self.place(wrapper).is_some();
            let joint = self.told_in_passing(talks, wrapper);
            let past_count =
                count.is_some() && (placed || scene.has(wrapper, &["amod"], &["previous", "earlier", "past", "recent", "last"]));
            // "is in talks with X"
            if scene.kid(talks, "cop").is_some()
                && scene.case(talks) == "in"
                && matches!(scene.lemma(talks), "talk" | "talks" | "negotiation" | "contact")
            {
                return self.in_talks(talks);
            }
            // "hosted talks", "engaging in talks": told by the verb
            let told = governor.is_some_and(|g| self.used[g] && scene.is_verb(g) && scene.rel(wrapper) == "obj");
            if asked || told || self.heading || !(held.is_some() || past_count || joint || (dated && placed)) {
                return false;
            }
            if let Some(h) = held {
                let f = scene.force(h);
                if f.future || f.infinitive {
                    force.future = true;
                }
            }
            verb = wrapper;
        } else {
            force = scene.force(verb);
            if force.supposed {
                return false;
            }
        }
        let status =
            if bare { if force.future { Some(Status::Planned) } else { Some(Status::Happened) } } else { self.status(site, force) };
        let Some(mut status) = status else { return false };
        // "held meetings with A and B, engaging in talks on …": the same meeting told twice
        if !bare
            && scene.rel(verb) == "advcl"
            && scene.xpos(verb) == "VBG"
            && scene.head(verb).is_some_and(|h| self.used[h] && scene.topic(h) == Topic::Meeting)
        {
            return true;
        }
        if status == Status::Demanded {
            self.modal(verb);
            return self.used[verb];
        }
        let mut party = self.participants(site);
        // "was negotiating in bad faith": how, not that they did
        if party.names.len() < 2 && scene.under_preposition(site.head, &["in"]).any(|k| scene.lemma(k) == "faith") {
            return true;
        }
        // "hosted talks between A and B": the host sits between
        let hosts = matches!(
            scene.lemma(verb),
            "host" | "convene" | "chair" | "facilitate" | "broker" | "moderate" | "sponsor" | "organise" | "organize"
        );
        let mut host = None;
        if hosts && !scene.is_passive(verb) {
            let talks =
                if scene.is_verb(site.head) { scene.object(site.head).map_or(site.head, |o| scene.unwrapped(o)) } else { site.head };
            let between = self.participants(Site { head: talks, verb: talks, light: Some(Act::Occur) });
            if between.names.len() > 1 {
                host = self.agent(site).map(|a| self.party(a).names.join(", "));
                party = between;
            }
        }
        // "discussed the crisis and the border with X": the partner may hang on the topic
        let mut with_whom = false;
        if frame.act == Act::Discuss && !scene.is_noun(site.head) && party.names.len() < 2 {
            let words = scene.subtree(site.head, &|k| matches!(scene.rel(k), "advcl" | "parataxis" | "conj") && scene.is_verb(k));
            if let Some(k) = words.into_iter().find(|&k| scene.case(k) == "with" && (scene.acts_as_party(k) || scene.is_animate(k))) {
                let other = self.party(k);
                party.names.extend(other.names);
                party.spans.extend(other.spans);
                with_whom = true;
            }
        }
        match frame.act {
            // "visited the market", "received a letter": the other party must be one
            Act::Visit | Act::Travel | Act::Discuss | Act::Mediate => {
                let other = scene.object(site.head).or_else(|| self.oblique(site, &["with", "to", "for", "between"]));
                let travel_for_talks = scene.under_preposition(site.head, &["for"]).any(|k| scene.topic(k) == Topic::Meeting)
                    || scene.object(site.head).is_some_and(|o| scene.topic(o) == Topic::Meeting);
                let ok = match frame.act {
                    Act::Travel => travel_for_talks || self.is_mission(site.head),
                    Act::Discuss => party.names.len() > 1 || party.plural || with_whom,
                    Act::Mediate => party.known || other.is_some(),
                    _ => party.known && (other.is_some() || scene.is_noun(site.head)),
                };
                if !ok {
                    return false;
                }
            }
            _ => {}
        }
        if party.is_empty() && !bare && site.light.is_none() && !scene.is_noun(site.head) {
            return false;
        }
        // "meet" the demands, the deadline, the needs
        if !scene.is_noun(site.head)
            && matches!(scene.lemma(site.head), "meet" | "receive" | "host")
            && let Some(o) = scene.object(site.head)
            && !scene.is_animate(o)
            && scene.lemma(o) != "face"
            && scene.topic(o) != Topic::Meeting
        {
            return false;
        }
        // present tense of a body's habits aside, a meeting dated ahead is planned
        if status == Status::Happened
            && !force.past
            && let (Some(time), Some(published)) = (scene.time_of(&site.sites()), scene.published())
            && !time.implicit
            && time.envelope.earliest.is_some()
            && time.envelope.earliest > published.latest
        {
            status = Status::Planned;
        }
        if status == Status::Negated && force.would {
            status = Status::Refused;
        }
        // "is scheduled for May": fixed, not held
        if !bare
            && status == Status::Happened
            && (matches!(scene.lemma(verb), "schedule" | "slate")
                || scene.is_passive(verb)
                    && (matches!(scene.lemma(verb), "plan" | "arrange") || scene.verb_senses(verb).iter().any(|f| f.act == Act::Fixed)))
        {
            status = Status::Planned;
        }
        let mut draft = Draft::new(ClaimKind::Meeting, status, &[talks, verb]);
        draft.role(FieldKey::Participants, &party);
        if let Some(host) = host {
            draft.text(FieldKey::Mediator, host);
        }
        if party.is_empty() && self.main.len() == 2 && (bare || self.scene.is_passive(verb)) && !self.scene.is_pronominal_count(talks) {
            draft.fields.set(FieldKey::Participants, self.main.to_vec());
        }
        if party.spans.len() > 1 {
            draft.target = draft.source.split_off(1);
        }
        if let Some(count) = count {
            draft.fields.set(FieldKey::Count, count);
        }
        let content_words = scene.subtree(verb, &|k| matches!(scene.rel(k), "advcl" | "ccomp" | "parataxis"));
        let mut format = Vec::new();
        for &k in &content_words {
            match scene.lemma(k) {
                "video" | "videolink" => format.push("video link"),
                "phone" | "telephone" if !format.contains(&"phone") => format.push("phone"),
                "indirect" => format.push("indirect"),
                "direct" | "face-to-face" => format.push("direct"),
                "trilateral" => format.push("trilateral"),
                "minister" if scene.rel(k).starts_with("nsubj") || scene.rel(k) == "compound" => format.push("ministerial"),
                _ => {}
            }
        }
        if !format.is_empty() {
            draft.text(FieldKey::Format, format.join(", "));
        }
        if let Some(place) = self.place(verb) {
            draft.text(FieldKey::Place, place);
        }
        if let Some(first) =
            content_words.iter().copied().find(|&k| scene.lemma(k) == "first" && scene.head(k).is_some_and(|h| scene.lemma(h) == "time"))
        {
            let _ = first;
            draft.text(FieldKey::First, "first time");
        }
        if status == Status::Refused && frame.act == Act::Meet && !bare && self.scene.kid(site.verb, "aux").is_none() {
            draft.root = Some(Plover::Reject);
        }
        if bare {
            draft.span = Some(self.scene.full_phrase(wrapper));
            for k in self.scene.subtree(wrapper, &|k| self.scene.deprel(k) == "acl:relcl") {
                if self.scene.rel(k) == "acl" || k == talks {
                    self.used[k] = true;
                }
            }
        }
        // "hosted two-day talks": the object is the meeting that the verb told
        if !bare && let Some(o) = self.scene.object(verb).filter(|&o| self.scene.topic(o) == Topic::Meeting) {
            self.consume(o);
        }
        self.memory.met = Some(self.scene.index);
        self.push(draft);
        true
    }
}
