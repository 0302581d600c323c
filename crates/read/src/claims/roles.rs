//! Who and what: the arguments of a site as parties and words.

use super::attribution::{self, Attribution};
use super::draft::Draft;
use super::frames::{Lexemes, Topic};
use super::parties::Party;
use super::reader::{Reader, Site};
use lexicon::doing::Act;
use model::{FieldKey, Upos};

impl Reader<'_, '_> {
    /// The one who acts at a site.
    pub fn agent(&self, site: Site) -> Option<usize> {
        let agent = self.agent_of(site)?;
        if let Some(owner) = self.owner(site, agent) {
            return Some(owner);
        }
        // "a statement from the government demanded": the government
        if lexicon::people::is_words(self.scene.lemma(agent)) && !self.scene.acts_as_party(agent) {
            return self
                .scene
                .noun_agent(agent)
                .or_else(|| self.scene.under_preposition(agent, &["from", "by", "of"]).find(|&k| self.scene.is_animate(k)))
                // "put out a report accusing the army": who put it out
                .or_else(|| {
                    let verb = self.scene.head(agent).filter(|&v| self.scene.rel(agent) == "obj" && self.scene.is_verb(v))?;
                    self.scene.agent(verb).filter(|&a| a != agent && self.scene.is_animate(a))
                })
                .or(Some(agent));
        }
        Some(agent)
    }

    /// "The makers raised their offers": a possessive in the object of a verb is that of the subject, where number allows it; not of one who
    /// takes what another has put ("the union rejected their offers").
    fn owner(&self, site: Site, whose: usize) -> Option<usize> {
        let scene = &self.scene;
        if scene.upos(whose) != Upos::Pron || scene.deprel(whose) != "nmod:poss" || !scene.is_noun(site.head) {
            return None;
        }
        let verb = scene
            .head(self.wrapper(site.head))
            .filter(|&v| scene.is_verb(v) && matches!(scene.rel(self.wrapper(site.head)), "obj" | "obl"))?;
        let taking = scene.verb_senses(verb).iter().any(|f| {
            matches!(
                f.act,
                Act::Reject
                    | Act::Accept
                    | Act::Consent
                    | Act::Refuse
                    | Act::Welcome
                    | Act::Criticise
                    | Act::Ignore
                    | Act::Oppose
                    | Act::Receive
            )
        });
        let subject =
            scene.subject(verb).filter(|&s| !taking && !scene.is_passive(verb) && scene.upos(s) != Upos::Pron && scene.is_animate(s))?;
        let plural = matches!(scene.xpos(subject), "NNS" | "NNPS") || scene.kid(subject, "conj").is_some();
        let person =
            scene.actor_at(subject).and_then(|a| self.doc.actors.get(a as usize)).is_some_and(|a| a.kind == model::ActorKind::Person);
        let agrees = match scene.lemma(whose) {
            "their" | "they" => plural,
            "its" | "it" => !plural && !person,
            _ => false,
        };
        agrees.then_some(subject)
    }

    fn agent_of(&self, site: Site) -> Option<usize> {
        if site.light.is_some() {
            if site.light == Some(Act::Occur) {
                return self.scene.noun_agent(site.head);
            }
            // "the dockers got an offer from the port": the port's; so "has no answer from the port"
            let has = || self.scene.lemma(site.verb) == "have" && self.scene.under_preposition(site.head, &["from"]).next().is_some();
            // "drew criticism from the unions": the unions'
            if matches!(site.light, Some(Act::Receive | Act::Provoke)) || has() {
                let from = |i: usize| self.scene.under_preposition(i, &["from", "among", "by"]).next();
                return from(site.head).or_else(|| from(site.verb)).or_else(|| self.scene.noun_agent(site.head));
            }
            return self.scene.agent(site.verb).filter(|&a| a != site.head).or_else(|| self.scene.noun_agent(site.head));
        }
        if self.scene.is_noun(site.head) {
            return self.scene.noun_agent(site.head);
        }
        self.scene.agent(site.verb)
    }

    pub fn party(&self, token: usize) -> Party {
        if let Some(sayer) = self.own_sayer(token) {
            return self.scene.party(sayer, self.main);
        }
        // "a spokesman for the kidnappers said they would …": they are those for whom he speaks
        if self.scene.lemma(token) == "they"
            && let Some(sayer) = self.sayer(token).filter(|&s| self.scene.xpos(s) == "NN" && self.scene.actor_at(token).is_none())
            && let Some(many) = self.scene.under_preposition(sayer, &["for", "of"]).find(|&k| self.scene.is_animate(k))
        {
            return self.scene.party(many, self.main);
        }
        let party = self.scene.party(token, self.main);
        if party.is_empty() && self.scene.upos(token) == Upos::Pron {
            // "he" is nobody but a person
            let person = |p: &Party| {
                !matches!(self.scene.lemma(token), "he" | "she" | "his" | "her")
                    || p.actors.iter().all(|&a| self.doc.actors.get(a as usize).is_some_and(|a| a.kind == model::ActorKind::Person))
            };
            // "the army said it would …": where nobody else is known, the one who says it
            let attribution = self.attribution(token);
            if attribution.speaker.is_some() {
                return Some(self.speaker(&attribution)).filter(person).unwrap_or_default();
            }
            if let Some(sayer) = self.sayer(token) {
                return Some(self.scene.party(sayer, self.main)).filter(person).unwrap_or_default();
            }
        }
        party
    }

    /// "Kenya said it would …": the body that says a clause is the "it" of the clause.
    pub fn own_sayer(&self, token: usize) -> Option<usize> {
        let scene = &self.scene;
        let pronoun = scene.lemma(token);
        if !matches!(pronoun, "it" | "they") || scene.rel(token) != "nsubj" || pronoun == "they" && scene.actor_at(token).is_some() {
            return None;
        }
        let verb = scene.head(token)?;
        let up = scene.head(verb).filter(|_| scene.rel(verb) == "ccomp")?;
        let says = scene
            .verb_senses(up)
            .iter()
            .any(|f| matches!(f.act, Act::Say | Act::Warn | Act::Insist | Act::Deny | Act::Threaten | Act::Pledge | Act::Decide));
        let sayer = scene.subject(up).filter(|&s| says && scene.upos(s) != Upos::Pron)?;
        // "three groups of creditors announced they had rejected …"
        let body = |a: u32| self.doc.actors.get(a as usize).is_some_and(|a| a.kind != model::ActorKind::Person);
        if pronoun == "they"
            && !(matches!(scene.xpos(sayer), "NNS" | "NNPS")
                || scene.kid(sayer, "conj").is_some()
                || scene.actor_at(sayer).is_some_and(body))
        {
            return None;
        }
        // "Berg Motors said it …" taken for a person: a person is no "it"
        let thing = pronoun == "it" && scene.upos(sayer) == Upos::Propn;
        (thing || scene.actor_at(sayer).is_some_and(body) || scene.actor_at(sayer).is_none() && scene.is_animate(sayer)).then_some(sayer)
    }

    /// Whether the subject is a text ("the draft proposes"): its terms are no move of anybody, unless the text is somebody's words.
    pub fn is_told_by_text(&self, agent: Option<usize>) -> bool {
        agent.is_some_and(|a| {
            let scene = &self.scene;
            !scene.acts_as_party(a)
                && (lexicon::people::is_terms(scene.lemma(a)) || lexicon::people::is_words(scene.lemma(a)))
                && scene.noun_agent(a).is_none()
        })
    }

    /// The subject of the nearest verb of saying above a word.
    pub fn sayer(&self, token: usize) -> Option<usize> {
        let mut at = token;
        for _ in 0..self.scene.len() {
            let up = self.scene.head(at)?;
            if self.scene.rel(at) == "ccomp"
                && self.scene.verb_senses(up).iter().any(|f| matches!(f.act, Act::Say | Act::Warn | Act::Insist))
            {
                return self.scene.subject(up).filter(|&s| self.scene.upos(s) != Upos::Pron || self.scene.acts_as_party(s));
            }
            at = up;
        }
        None
    }

    pub fn agent_party(&self, site: Site) -> Party {
        self.agent(site).map(|a| self.party(a)).unwrap_or_default()
    }

    /// The nominals that tell to, with, against or on whom the act at a site goes.
    pub fn oblique(&self, site: Site, prepositions: &[&str]) -> Option<usize> {
        let at = |i: usize| {
            let found: Vec<usize> = self.scene.under_preposition(i, prepositions).collect();
            found
                .iter()
                .copied()
                .find(|&k| self.scene.acts_as_party(k) || self.scene.is_both(k))
                .or_else(|| found.into_iter().find(|&k| self.scene.is_animate(k)))
        };
        at(site.head).or_else(|| (site.verb != site.head).then(|| at(site.verb)).flatten())
    }

    /// As [`Reader::oblique`], any nominal where none is a party.
    pub fn oblique_any(&self, site: Site, prepositions: &[&str]) -> Option<usize> {
        self.oblique(site, prepositions).or_else(|| {
            self.scene
                .under_preposition(site.head, prepositions)
                .next()
                .or_else(|| if site.verb != site.head { self.scene.under_preposition(site.verb, prepositions).next() } else { None })
        })
    }

    /// The complement: what is proposed, demanded, refused.
    pub fn content(&self, site: Site) -> Option<usize> {
        let scene = &self.scene;
        let h = site.head;
        if scene.is_noun(h) && !(scene.is_verb(h)) {
            // "the union's offer was to go back to work"
            let told = scene.head(h).filter(|&v| scene.rel(h) == "nsubj" && scene.is_verb(v) && scene.mark(v) == "to");
            if let Some(told) = told.filter(|&v| scene.kid(v, "cop").is_some() || scene.kids(v).iter().any(|&k| scene.lemma(k) == "be")) {
                return Some(told);
            }
            // "the union's demands include cutting the hours"
            let listing = scene.head(h).filter(|&v| scene.rel(h) == "nsubj" && matches!(scene.lemma(v), "include" | "comprise"));
            if let Some(first) =
                listing.and_then(|v| scene.kid(v, "xcomp").or_else(|| scene.kid(v, "obj")).or_else(|| scene.kid(v, "ccomp")))
            {
                return Some(first);
            }
            return scene
                .kid(h, "acl")
                .filter(|&k| scene.deprel(k) != "acl:relcl")
                .filter(|&k| scene.xpos(k) == "VB" || scene.mark(k) == "to" || scene.mark(k) == "that")
                .or_else(|| {
                    // "conditions for a truce": what they must be met for is not what they ask
                    let of_terms = matches!(scene.lemma(h), "condition" | "term" | "prerequisite" | "precondition");
                    // "a proposal by the bloc to shorten the term": the infinitive hung on the proposer
                    let author = scene.under_preposition(h, &["by", "from"]).next();
                    if let Some(c) = author.and_then(|a| scene.kid(a, "acl")).filter(|&c| scene.mark(c) == "to" && scene.xpos(c) == "VB") {
                        return Some(c);
                    }
                    scene
                        .under_preposition(h, if scene.lemma(h) == "interest" { &["in"] } else { &["for", "on", "of", "to", "about"] })
                        // "the first offer of the week"
                        .filter(|&k| !(of_terms && scene.case(k) == "for") && !scene.in_time(k))
                        .find(|&k| {
                            let whom = scene.acts_as_party(k) || scene.case(k) == "to" && scene.is_animate(k);
                            // "harsh demands for Norway" are made of it
                            !whom || scene.case(k) == "for" && scene.lemma(h) != "demand"
                        })
                })
                .or_else(|| scene.kid(h, "ccomp"))
                // "expressed interest in talks", hung on the verb
                .or_else(|| {
                    scene.under_preposition(site.verb, &["in"]).find(|&k| k > h && scene.lemma(h) == "interest" && site.light.is_some())
                })
                .or_else(|| {
                    if site.light.is_some() {
                        scene.kid(site.verb, "xcomp").or_else(|| scene.kid(site.verb, "advcl").filter(|&k| scene.mark(k) == "to"))
                    } else {
                        None
                    }
                })
                .or_else(|| scene.kids_of(h, "compound").find(|&k| scene.topic(k) != Topic::Other && scene.lemma(k) != "draft"));
        }
        // "shook hands on a contract"
        if let Some((_, Some(thing))) = scene.idiom(h, scene.lemma(h)) {
            return Some(thing);
        }
        // "committed itself to elections": not to itself
        if scene.lemma(h) == "commit"
            && scene.object(h).is_some_and(|o| scene.form(o).ends_with("self") || scene.form(o).ends_with("selves"))
        {
            let to = scene.under_preposition(h, &["to"]).next();
            return to.or_else(|| scene.kid(h, "xcomp")).or_else(|| scene.kid(h, "advcl"));
        }
        scene
            .kid(h, "xcomp")
            .or_else(|| scene.kid(h, "ccomp"))
            // "urged countries engaged in talks to submit …": the participle is the object's, the infinitive the complement
            .map(|c| {
                let reduced = scene.xpos(c) == "VBN" && scene.kid(c, "aux").is_none() && scene.kid(c, "nsubj").is_some();
                scene
                    .kids(c)
                    .iter()
                    .copied()
                    .find(|&k| reduced && matches!(scene.rel(k), "xcomp" | "advcl") && scene.mark(k) == "to")
                    .unwrap_or(c)
            })
            // "was designed to derail the talks"
            .or_else(|| {
                let meant = scene.is_passive(h) && matches!(scene.lemma(h), "design" | "calculate" | "intend");
                scene.kid(h, "advcl").filter(|&k| meant && scene.mark(k) == "to")
            })
            .or_else(|| {
                if scene.is_passive(h) {
                    scene.patient(h)
                } else {
                    // "proposed a national unity government"
                    let proposed = matches!(scene.lemma(h), "propose" | "suggest" | "table" | "advocate");
                    scene.object(h).filter(|&k| proposed || !scene.is_animate(k) || scene.topic(k) != Topic::Other)
                }
            })
            // "told the company to stop": the infinitive hung on the one who is told
            .or_else(|| {
                let told = scene.object(h).filter(|&o| scene.is_animate(o))?;
                scene.kid(told, "acl").filter(|&k| scene.mark(k) == "to" && scene.deprel(k) != "acl:relcl")
            })
            // "agreed in April to work towards a truce": a day is no complement
            .or_else(|| {
                let times = scene.times();
                // "with this step the two committed to a truce"
                if scene.lemma(h) == "commit"
                    && let Some(k) = scene.under_preposition(h, &["to"]).find(|&k| k > h)
                {
                    return Some(k);
                }
                let found: Vec<usize> = scene
                    .under_preposition(h, &["for", "of", "to", "with", "on", "about", "in", "against"])
                    .filter(|&k| !times.iter().any(|&(_, c)| c == k))
                    // "agreed in principle to …"
                    .filter(|&k| scene.lemma(k) != "principle")
                    .collect();
                let infinitive = scene.kid(h, "advcl").filter(|&k| scene.mark(k) == "to");
                match found.first() {
                    Some(&k) if matches!(scene.case(k), "in" | "with") && infinitive.is_some() => infinitive,
                    // "called on the government to restart talks"
                    Some(&k) if matches!(scene.case(k), "on" | "to" | "for") && infinitive.is_some() && scene.is_animate(k) => infinitive,
                    // "called for the two leaders to talk", the infinitive hung on the noun
                    Some(&k)
                        if scene.case(k) == "for" && scene.is_animate(k) && scene.kid(k, "acl").is_some_and(|c| scene.mark(c) == "to") =>
                    {
                        scene.kid(k, "acl")
                    }
                    Some(&k) => Some(k),
                    None => infinitive,
                }
            })
            .or_else(|| scene.object(h))
            // "ruled out recognising …" with the gerund set aside
            .or_else(|| {
                scene
                    .kid(h, "advcl")
                    .filter(|&k| scene.xpos(k) == "VBG" && k > h && (k <= h + 2 || scene.kid(k, "nsubj").is_some_and(|s| s > h)))
            })
    }

    /// Words of a complement as field text.
    pub fn words(&self, token: usize) -> String {
        let scene = &self.scene;
        let words = scene.subtree(token, &|k| {
            let top = scene.head(k) == Some(token);
            match scene.rel(k) {
                "parataxis" => true,
                "punct" | "case" | "mark" | "cop" | "aux" | "cc" => top,
                // "free the prisoners but relented"
                // nor "had stopped giving terms and had begun to listen"
                "conj" => {
                    let finite = matches!(scene.xpos(k), "VBD" | "VBZ" | "VBP") && scene.xpos(token) == "VB";
                    top && scene.is_verb(token) && (finite || scene.is_verb(k) && scene.kid(k, "aux").is_some())
                }
                // "…, putting it closer to a loan", "after workers rejected it", ", which …"
                // but "as long as necessary" belongs to what is done
                "advcl" => {
                    scene.xpos(k) == "VBG" && k > 0 && scene.form(k - 1) == ","
                        || match scene.linker(k) {
                            "as" => !scene.is_extent(k),
                            // "should open only when the truce holds": without the clause it would say the reverse
                            "after" | "when" if scene.kids(token).iter().any(|&only| scene.lemma(only) == "only") => false,
                            "after" | "while" | "because" | "since" | "although" | "though" | "whereas" | "when" => true,
                            _ => false,
                        }
                }
                "acl" => scene.is_aside(k),
                _ => false,
            }
        });
        scene.text(scene.span_of(&words, token))
    }

    /// Marks the complement and the words that carry it as read.
    pub fn consume(&mut self, token: usize) {
        for part in self.scene.conjuncts(token) {
            let head = self.scene.unwrapped(part);
            self.used[part] = true;
            self.used[head] = true;
            self.consume_clauses(part);
            if self.scene.is_verb(part) {
                let inner: Vec<usize> =
                    self.scene.kids(part).iter().copied().filter(|&k| matches!(self.scene.rel(k), "obj" | "xcomp" | "obl")).collect();
                for k in inner {
                    let k2 = self.scene.unwrapped(k);
                    if self.scene.topic(k2) != Topic::Other {
                        self.used[k] = true;
                        self.used[k2] = true;
                    }
                    if self.scene.rel(k) == "xcomp" {
                        self.consume_clauses(k);
                        self.used[k] = true;
                        if let Some(o) = self.scene.kid(k, "obj") {
                            self.used[o] = true;
                            let o2 = self.scene.unwrapped(o);
                            self.used[o2] = true;
                        }
                    }
                }
            }
        }
    }

    /// Marks everything under a word as read.
    pub fn consume_all(&mut self, token: usize) {
        for k in self.scene.subtree(token, &|_| false) {
            self.used[k] = true;
        }
    }

    /// As [`Reader::consume_all`], but for clauses that tell when or why: "threatened a strike after talks broke down" tells of talks.
    pub fn consume_all_but_asides(&mut self, token: usize) {
        let scene = &self.scene;
        let aside = |k: usize| {
            scene.rel(k) == "advcl"
                && scene.is_verb(k)
                && matches!(scene.mark(k), "after" | "since" | "because" | "as" | "although" | "though" | "while")
        };
        for k in scene.subtree(token, &aside) {
            self.used[k] = true;
        }
    }

    /// Marks the infinitives and gerunds under a complement as read: they tell no fact of their own.
    fn consume_clauses(&mut self, token: usize) {
        let scene = &self.scene;
        let inner = scene.subtree(token, &|k| scene.deprel(k) == "acl:relcl" || scene.rel(k) == "advcl" || scene.rel(k) == "conj");
        let bare: Vec<usize> = inner
            .into_iter()
            .filter(|&k| {
                k != token && scene.is_verb(k) && (scene.mark(k) == "to" || scene.xpos(k) == "VBG" && scene.kid(k, "aux").is_none())
            })
            .collect();
        for k in bare {
            self.used[k] = true;
        }
    }

    /// Who says what stands at a word.
    pub fn attribution(&self, token: usize) -> Attribution {
        attribution::of(self.doc, self.scene.token_span(token))
    }

    /// The speaker of a place as a party, for moves that are made by speaking ("X must withdraw").
    pub fn speaker(&self, attribution: &Attribution) -> Party {
        let mut party = Party::default();
        if attribution.speaker.is_none()
            && let Some(statement) = attribution.statement.and_then(|s| self.doc.statements.get(s))
        {
            // a source that is no known actor: its words
            for source in &statement.source {
                if let Some((first, last)) = self.doc.words_in(self.scene.index, *source) {
                    let head = (first..=last).find(|&w| self.scene.head(w).is_none_or(|h| h < first || h > last)).unwrap_or(last);
                    if self.scene.upos(head) != Upos::Pron {
                        return self.scene.party(head, self.main);
                    }
                }
            }
        }
        if let Some(name) = &attribution.speaker {
            party.names.push(name.clone());
            party.actors.extend(attribution.speaker_actor);
            party.known = true;
        }
        if let Some(statement) = attribution.statement.and_then(|s| self.doc.statements.get(s)) {
            party.spans = statement.source.clone();
        }
        party
    }

    /// Sets the role of the other actor: a party where one is known, else only the words for PLOVER.
    pub fn other_role(&self, draft: &mut Draft, key: FieldKey, token: usize) {
        let party = self.party(token);
        if party.known {
            draft.role(key, &party);
        } else {
            draft.target.push(self.scene.full_phrase(token));
        }
    }

    /// The state or party for which a single person acts.
    pub fn on_behalf(&self, party: &Party) -> Option<String> {
        let [actor] = party.actors.as_slice() else { return None };
        let actor = self.doc.actors.get(*actor as usize)?;
        actor.side.clone().filter(|side| *side != actor.name)
    }
}
