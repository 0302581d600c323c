//! Threats and ultimatums: a consequence announced; a demand with a term and a consequence.

use super::draft::Draft;
use super::frames::{Lexemes, Topic};
use super::reader::{Reader, Site};
use lexicon::doing::{Act, Frame};
use model::{ClaimKind, ClaimTime, Envelope, FieldKey, Status};

impl Reader<'_, '_> {
    /// "or face A and B", "warning of A and B": the words for what follows otherwise.
    pub fn consequences(&self) -> Vec<usize> {
        let scene = &self.scene;
        let mut found: Vec<usize> = Vec::new();
        for i in 0..scene.len() {
            let after_or = scene.has(i, &["cc"], &["or"]) || (i > 0 && scene.lemma(i - 1) == "or");
            let gerund = scene.form(i).eq_ignore_ascii_case("warning") || scene.form(i).eq_ignore_ascii_case("threatening");
            let threat = gerund || scene.verb_senses(i).iter().any(|f| matches!(f.act, Act::Warn | Act::Threaten)) && scene.is_verb(i);
            let list = if after_or
                && (scene.is_verb(i) || scene.kid(i, "obj").is_some())
                && matches!(scene.lemma(i), "face" | "risk" | "suffer" | "see" | "incur" | "be" | "lose" | "forfeit")
            {
                scene
                    .kid(i, "obj")
                    .or_else(|| scene.under_preposition(i, &["with", "by"]).next())
                    .or_else(|| {
                        // "or face military action" in one noun phrase
                        let head = scene.head(i).filter(|&h| h > i && scene.is_noun(h) && scene.rel(i) == "compound");
                        head.filter(|_| matches!(scene.lemma(i), "face" | "risk"))
                    })
                    // "to sign or face sanctions": the object taken for that of the verb before
                    .or_else(|| {
                        let near = |k: &usize| scene.rel(*k) == "obj" && scene.is_noun(*k);
                        (i + 1..scene.len().min(i + 6)).find(near).filter(|_| matches!(scene.lemma(i), "face" | "risk"))
                    })
            } else if threat {
                scene
                    .under_preposition(i, &["of", "with", "about"])
                    .next()
                    .or_else(|| scene.kid(i, "obj").filter(|&o| scene.topic(o) == Topic::Sanction))
            } else if after_or && matches!(scene.lemma(i), "face" | "risk") && i + 1 < scene.len() {
                // "or face tariffs" with the verb taken for a noun
                (i + 1..scene.len().min(i + 6))
                    .find(|&k| scene.is_noun(k) && scene.head(k).is_none_or(|h| h < i || h == k || !scene.is_noun(h) || h > i))
            } else if after_or && scene.topic(i) == Topic::Sanction {
                Some(i)
            } else if after_or
                && scene.is_verb(i)
                && scene.is_passive(i)
                && matches!(
                    scene.lemma(i),
                    "exclude"
                        | "expel"
                        | "suspend"
                        | "dismiss"
                        | "sack"
                        | "fire"
                        | "fine"
                        | "evict"
                        | "arrest"
                        | "prosecute"
                        | "ban"
                        | "relegate"
                )
            {
                // "or be excluded from the league"
                found.push(i);
                None
            } else if scene.is_verb(i) && self.is_otherwise(i) {
                found.push(i);
                None
            } else {
                None
            };
            if let Some(first) = list {
                let mut last = first;
                for part in scene.conjuncts(first) {
                    let follows =
                        part == first || matches!(scene.topic(part), Topic::Sanction | Topic::Fight) || scene.topic(first) == Topic::Other;
                    if !found.contains(&part) && scene.is_noun(part) && follows {
                        found.push(part);
                        last = part;
                    }
                }
                let _ = last;
            }
        }
        // "warning of tariffs and sanctions": a second consequence that was hung higher up
        if let Some(&last) = found.iter().max() {
            let next = (last + 1..scene.len()).find(|&k| {
                scene.is_noun(k)
                    && scene.rel(k) == "conj"
                    && scene.head(k).is_some_and(|h| h < last)
                    && scene.has(k, &["cc"], &["and", "or"])
                    && matches!(scene.topic(k), Topic::Sanction | Topic::Fight)
                    && !(last + 1..k).any(|w| scene.is_verb(w))
            });
            found.extend(next);
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// "failing which the pilots would be shot", "otherwise it would walk away", "or else".
    fn is_otherwise(&self, verb: usize) -> bool {
        let scene = &self.scene;
        let force = scene.force(verb);
        let lead = |k: usize| {
            let word = scene.lemma(k);
            word == "otherwise"
                || word == "else" && k > 0 && scene.lemma(k - 1) == "or"
                || word == "which" && k > 0 && scene.lemma(k - 1).starts_with("fail")
        };
        (force.future || force.would) && scene.subtree(verb, &|k| k > verb).into_iter().any(lead)
    }

    /// ultimatum, deadline: who set it, for whom, until when, and what follows.
    pub fn ultimatum(&mut self, site: Site, frame: Frame) -> bool {
        if self.deadline(site.head) {
            return true;
        }
        // "would not extend the deadline" sets none
        if self.mover(site.head).is_some() {
            return false;
        }
        let scene = &self.scene;
        // "X has three weeks to …": X is the one addressed
        let holds = scene.lemma(site.head) == "have" && site.head == site.verb;
        let agent = if holds { None } else { self.agent(site) };
        let consequences = self.consequences();
        let deadline = frame.act == Act::Deadline;
        if site.light.is_none() {
            return false;
        }
        if deadline && agent.is_none() && consequences.is_empty() {
            return false;
        }
        let force = if site.light.is_some() { scene.force(site.verb) } else { Default::default() };
        if force.supposed || force.possible {
            return false;
        }
        // A deadline without a consequence is a demand with a term.
        let (kind, status) = match (force.negated, deadline && consequences.is_empty()) {
            (true, _) => (ClaimKind::Ultimatum, Status::Negated),
            (_, true) => (ClaimKind::Demand, Status::Demanded),
            _ => (ClaimKind::Ultimatum, Status::Threatened),
        };
        let mut draft = Draft::new(kind, status, &site.sites());
        let by = match agent {
            Some(a) => self.party(a),
            None if holds => self.speaker(&self.attribution(site.verb)),
            None => Default::default(),
        };
        draft.role(FieldKey::By, &by);
        let words = scene.subtree(site.verb, &|_| false);
        // "told the port that it has a week": the port
        let told = || {
            let up = scene.head(site.verb).filter(|_| holds && scene.rel(site.verb) == "ccomp")?;
            scene.subject(site.verb).filter(|&s| matches!(scene.lemma(s), "it" | "they" | "he" | "she"))?;
            scene.kid(up, "iobj").or_else(|| scene.object(up)).filter(|&o| scene.is_animate(o))
        };
        let addressee = told()
            .or_else(|| scene.subject(site.verb).filter(|_| holds))
            .or_else(|| scene.kid(site.verb, "iobj"))
            .or_else(|| scene.kid(site.verb, "obj").filter(|&o| o != site.head && scene.is_animate(o)))
            .or_else(|| if site.light == Some(Act::Give) { self.swallowed_addressee(site.verb) } else { None })
            .or_else(|| self.oblique(site, &["to", "for", "on", "upon"]))
            .or_else(|| scene.kid(site.head, "acl").and_then(|c| scene.kid(c, "nsubj")))
            .or_else(|| scene.kid(site.verb, "xcomp").and_then(|c| scene.kid(c, "nsubj")))
            .or_else(|| scene.kid(site.verb, "advcl").and_then(|c| scene.kid(c, "nsubj")))
            .or_else(|| {
                words.iter().copied().find(|&k| {
                    Some(k) != agent && k > site.head && scene.acts_as_party(k) && !consequences.iter().any(|&c| scene.under(c, k))
                })
            });
        if let Some(a) = addressee.filter(|&a| Some(a) != agent) {
            let party = self.party(a);
            draft.role(FieldKey::Addressee, &party);
        }
        let content = scene
            .kid(site.head, "acl")
            .or_else(|| scene.kid(site.verb, "xcomp").filter(|&k| k != site.head))
            .or_else(|| {
                (site.head + 1..scene.len()).find(|&k| {
                    matches!(scene.rel(k), "parataxis" | "advcl" | "acl" | "ccomp" | "appos")
                        && scene.is_verb(k)
                        && !matches!(scene.xpos(k), "VBG")
                })
            })
            .or_else(|| scene.under_preposition(site.head, &["for"]).next());
        if let Some(c) = content {
            // "to sign by Friday or face tariffs": what follows otherwise has a field of its own
            let otherwise = consequences.first().and_then(|&first| (c + 1..first).rev().find(|&k| scene.lemma(k) == "or"));
            let mut span = scene.phrase(c);
            if let Some(or) = otherwise {
                span.end = span.end.min(scene.token_span(or).start);
            }
            draft.text(FieldKey::Content, scene.text(span).trim_end_matches([',', ' ']));
        }
        let issued = scene.time_of(&[site.verb, site.head]).filter(|t| !t.implicit || !t.envelope.is_open());
        let from = issued.as_ref().map(|i| i.envelope).or_else(|| scene.published()).unwrap_or(Envelope::OPEN);
        let whole: Vec<usize> = (0..scene.len()).collect();
        let term = scene.times().into_iter().find_map(|(t, _)| self.length(t, from)).or_else(|| self.term(&whole, from, &|_| false));
        if let Some(term) = term {
            if let Some(issued) = issued.filter(|i| term.days.is_some() && i.expression != Some(term.time as u32)) {
                self.set_days(&mut draft, FieldKey::Issued, &issued);
            }
            self.set_term(&mut draft, term);
        }
        let texts: Vec<String> = consequences.iter().map(|&c| self.consequence(c)).collect();
        if !texts.is_empty() {
            draft.fields.set(FieldKey::Consequence, texts);
        }
        let due = draft.time.clone();
        let mut words_end = self.scene.full_phrase(site.head).cover(self.scene.token_span(site.verb));
        if let Some(a) = agent {
            words_end = words_end.cover(self.scene.token_span(a));
        }
        if let Some(c) = content {
            words_end = words_end.cover(self.scene.phrase(c));
        }
        if let Some(&first) = consequences.first() {
            let start = self.scene.phrase(first).start;
            if start > words_end.start && start < words_end.end {
                words_end.end = start;
            }
        }
        draft.span = Some(words_end);
        let addressed = addressee.filter(|&a| Some(a) != agent);
        self.push(draft);
        for c in consequences {
            self.threat_of(c, &by, addressed, due.clone());
        }
        if let Some(c) = content {
            for k in self.scene.subtree(c, &|_| false) {
                self.used[k] = true;
            }
        }
        for k in self.scene.subtree(site.verb, &|k| matches!(self.scene.rel(k), "parataxis" | "conj")) {
            self.used[k] = true;
        }
        true
    }

    /// The words of a consequence, without the "or face" that the parser took into its noun phrase.
    pub fn consequence(&self, noun: usize) -> String {
        let text = self.scene.text(self.scene.phrase_with_relative(noun));
        let bare = text.strip_prefix("or ").unwrap_or(&text);
        ["face ", "risk ", "which ", "else ", "otherwise "].iter().find_map(|verb| bare.strip_prefix(verb)).unwrap_or(bare).to_owned()
    }

    /// One consequence as a threat of its own.
    fn threat_of(&mut self, consequence: usize, by: &super::parties::Party, addressee: Option<usize>, due: Option<ClaimTime>) {
        let mut draft = Draft::new(ClaimKind::Threat, Status::Threatened, &[consequence]);
        draft.role(FieldKey::By, by);
        let own = self.scene.under_preposition(consequence, &["on", "against", "for", "to"]).next().or_else(|| {
            self.scene.kids(consequence).iter().copied().filter(|&k| self.scene.rel(k) == "acl").find_map(|k| self.scene.object(k))
        });
        match own {
            Some(k) => {
                let party = self.party(k);
                draft.role(FieldKey::Target, &party);
            }
            None => {
                if let Some(a) = addressee {
                    let party = self.party(a);
                    draft.target = party.spans;
                }
            }
        }
        let span = self.scene.phrase_with_relative(consequence);
        draft.text(FieldKey::Content, self.consequence(consequence));
        draft.span = Some(span);
        draft.time = due;
        self.used[consequence] = true;
        self.push(draft);
    }

    /// threaten, warn of, vow to hit back.
    pub fn threaten(&mut self, site: Site, frame: Frame) -> bool {
        let scene = &self.scene;
        let nominal = site.light.is_none() && scene.is_noun(site.head);
        let agent = self.agent(site);
        if agent.is_none() || nominal && frame.act == Act::Warn {
            return false;
        }
        // "withdrew its strike notice"
        if site.light == Some(Act::Retract) {
            let (verb, head) = (site.verb, site.head);
            return scene.event_status(verb, scene.force(verb), false) == Some(Status::Happened) && self.gives_up(verb, head, agent);
        }
        // "vowed never to pay", "vowed not to yield": no
        if frame.act == Act::Vow
            && let Some(c) = scene.kid(site.verb, "xcomp").or_else(|| scene.kid(site.verb, "ccomp")).filter(|&c| scene.is_verb(c))
            && (scene.force(c).negated || [site.verb, c].iter().any(|&v| scene.has(v, &["advmod", "neg"], &["never", "not"])))
        {
            return !scene.force(site.verb).supposed && self.refuses(site.verb, c);
        }
        let force = if nominal { Default::default() } else { scene.force(site.verb) };
        if force.negated || force.supposed || (force.infinitive && !nominal && scene.event_status(site.verb, force, false).is_none()) {
            return false;
        }
        let content = self.content(site).filter(|&c| scene.topic(c) != Topic::Other || !scene.acts_as_party(c) || scene.is_verb(c));
        let topic = content.map_or(Topic::Other, |c| scene.topic(c));
        let addressee = scene
            .object(site.head)
            .filter(|&o| Some(o) != content && scene.is_animate(o))
            .or_else(|| self.oblique(site, &["against", "to", "on"]));
        match frame.act {
            Act::Warn => {
                let against = matches!(topic, Topic::Sanction | Topic::Fight)
                    || content.is_some_and(|c| {
                        matches!(
                            scene.lemma(c),
                            "consequence"
                                | "retaliation"
                                | "response"
                                | "measure"
                                | "action"
                                | "step"
                                | "reprisal"
                                | "repercussion"
                                | "strike"
                        )
                    });
                let clause = content.filter(|&c| scene.is_verb(c) && scene.rel(c) == "ccomp").is_some_and(|c| {
                    let f = scene.force(c);
                    // "warned the banks that they risked being cut off"
                    matches!(scene.lemma(c), "risk" | "face") && scene.subject(c).is_some_and(|s| scene.is_animate(s))
                        || (f.condition.is_some() && scene.subject(c).is_none_or(|s| !scene.is_talks(s)))
                        || (f.would || f.future || f.possible)
                            && (f.condition.is_some()
                                || scene.subject(c).is_some_and(|s| {
                                    matches!(scene.lemma(s), "it" | "we" | "they" | "he") || scene.has(s, &["det"], &["any"])
                                }))
                });
                if !against && !clause {
                    // a warning to somebody without a consequence: PLOVER's THREATEN all the same where it is addressed
                    if addressee.is_none() || content.is_some_and(|c| scene.is_verb(c) && scene.rel(c) == "ccomp") {
                        return false;
                    }
                }
            }
            Act::Vow => {
                let hostile = topic == Topic::Fight
                    || topic == Topic::Sanction
                    || content.is_some_and(|c| scene.verb_senses(c).iter().any(|f| matches!(f.act, Act::Retaliate)));
                if !hostile {
                    return content.is_some() && self.pledge(site, Frame { act: Act::Pledge, root: None });
                }
            }
            Act::Retaliate => {
                let with = scene.under_preposition(site.head, &["with", "by"]).find(|&k| scene.topic(k) == Topic::Sanction);
                if let Some(k) = with.filter(|_| force.past) {
                    let by = self.agent_party(site);
                    let mut draft = Draft::new(ClaimKind::Sanction, Status::Happened, &site.sites());
                    draft.role(FieldKey::By, &by);
                    draft.text(FieldKey::Content, self.words(k));
                    draft.target.push(self.scene.full_phrase(k));
                    self.consume(k);
                    self.push(draft);
                    return true;
                }
                // "hit back with a volley of drones"
                let armed = |k: &usize| {
                    let inner = scene.subtree(*k, &|_| false);
                    scene.topic(*k) == Topic::Fight || inner.into_iter().any(|w| scene.is_a(w, Act::Weapon))
                };
                let blow = scene.under_preposition(site.head, &["with", "by"]).find(armed).filter(|_| force.past && !nominal);
                if let Some(k) = blow {
                    let by = self.agent_party(site);
                    let mut draft = Draft::new(ClaimKind::Hostilities, Status::Happened, &site.sites());
                    draft.role(FieldKey::By, &by);
                    if let Some(t) = self.oblique(site, &["on", "against", "at"]) {
                        let party = self.party(t);
                        draft.role(FieldKey::Target, &party);
                    }
                    self.consume(k);
                    self.push(draft);
                    return true;
                }
                if !(force.future || force.would) {
                    return false;
                }
            }
            _ => {}
        }
        let by = agent.map(|a| self.party(a)).unwrap_or_default();
        let mut draft = Draft::new(ClaimKind::Threat, Status::Threatened, &site.sites());
        draft.verbal = true;
        draft.role(FieldKey::By, &by);
        let inner = content.and_then(|c| {
            scene.subtree(c, &|k| scene.rel(k) == "advcl").into_iter().find(|&k| {
                Some(k) != agent && (scene.acts_as_party(k) || matches!(scene.case(k), "on" | "against") && scene.is_animate(k)) && k != c
            })
        });
        if let Some(a) = addressee.or(inner) {
            let party = self.party(a);
            // "has warned it will escalate": nobody threatens himself
            if party.names != by.names {
                draft.role(FieldKey::Target, &party);
            }
        }
        if let Some(c) = content {
            // "would respond with force": the answer is the threat, not what it would be made with
            let whole = frame.act == Act::Retaliate && !nominal && !scene.is_verb(c);
            draft.text(FieldKey::Content, self.words(if whole { site.verb } else { c }));
        }
        if let Some(condition) = force.condition.or_else(|| content.and_then(|c| self.scene.force(c).condition)) {
            draft.text(FieldKey::Condition, self.scene.text(self.scene.proviso_span(condition)));
        }
        if let Some(c) = content {
            self.consume(c);
            self.consume_all_but_asides(c);
        }
        self.push(draft);
        true
    }

    /// "gave X until Friday to sign or face Y": a term without the word.
    pub fn give_term(&mut self, i: usize) -> bool {
        let scene = &self.scene;
        // "gave it a 24-hour ultimatum": the noun tells it
        let named = |o: usize| scene.noun_senses(o).iter().any(|f| matches!(f.act, Act::Ultimatum | Act::Deadline));
        if scene.kids_of(i, "obj").any(named) {
            return false;
        }
        // "Beijing has three weeks to agree or face tariffs"
        let holds = scene.lemma(i) == "have";
        let term = scene.kids(i).iter().any(|&c| matches!(scene.case(c), "until" | "by"))
            || scene.times().into_iter().any(|(_, c)| matches!(scene.case(c), "until" | "by"));
        let days = scene.days(Some(i)).is_some();
        let addressee = if holds || scene.is_passive(i) { scene.subject(i) } else { scene.kid(i, "iobj").or_else(|| scene.kid(i, "obj")) };
        // "told the port that it has a week to answer": the port
        let told = || {
            let up = scene.head(i).filter(|_| holds && scene.rel(i) == "ccomp")?;
            scene.subject(i).filter(|&s| matches!(scene.lemma(s), "it" | "they" | "he" | "she"))?;
            scene.object(up).or_else(|| scene.kid(up, "iobj"))
        };
        let addressee = addressee.filter(|&k| scene.is_animate(k)).or_else(told).filter(|&k| scene.is_animate(k));
        let addressee = addressee.or_else(|| self.swallowed_addressee(i));
        if !(term || days) || addressee.is_none() {
            return false;
        }
        if self.consequences().is_empty() {
            return self.demand_with_term(i, holds, addressee);
        }
        self.ultimatum(Site { head: i, verb: i, light: Some(Act::Give) }, Frame { act: Act::Ultimatum, root: None })
    }
}

impl super::scene::Scene<'_> {
    /// A noun phrase with a clause on it ("sanctions on states that buy oil"), without what is coordinated with it.
    pub fn phrase_with_relative(&self, i: usize) -> model::Span {
        let words =
            self.subtree(i, &|k| self.head(k) == Some(i) && matches!(self.rel(k), "conj" | "cc" | "punct" | "case" | "mark" | "parataxis"));
        self.span_of(&words, i)
    }
}
