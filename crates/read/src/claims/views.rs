//! Views and blame: assessments by a speaker or the narrator, accusations.

use super::attribution;
use super::draft::Draft;
use super::frames::{Lexemes, Topic};
use super::reader::{Reader, Site};
use lexicon::doing::{Act, Frame};
use model::{ClaimKind, FieldKey, Status};

impl Reader<'_, '_> {
    /// progress, optimism, constructive, complex: of talks or of a side.
    pub fn view(&mut self, site: Site, frame: Frame) -> bool {
        let scene = &self.scene;
        let h = site.head;
        let attribution = self.attribution(h);
        if scene.is_verb(h) {
            return self.viewer(site);
        }
        if scene.is_noun(h) {
            // "see progress", "expressed optimism", "spoke of progress", "signs of movement emerged"
            let governor = scene.head(h);
            let holder = if site.light.is_some() {
                scene.agent(site.verb)
            } else {
                governor
                    .filter(|&g| {
                        scene.is_verb(g)
                            && matches!(
                                scene.lemma(g),
                                "see" | "speak" | "note" | "express" | "voice" | "report" | "talk" | "hail" | "praise" | "cite"
                            )
                    })
                    .and_then(|g| scene.subject(g))
            };
            let about_talks = scene.under_preposition(h, &["in", "at", "on", "over"]).any(|k| scene.is_talks(k));
            let force = governor.map(|g| scene.force(g)).unwrap_or_default();
            if force.negated || force.supposed || force.infinitive {
                return false;
            }
            // "talks broke down, citing differences": talks hold no view
            if holder.is_some_and(|k| !scene.is_animate(k)) {
                return false;
            }
            let by = match holder {
                Some(k) => self.party(k),
                None if attribution.reported && about_talks => self.speaker(&attribution),
                None => return false,
            };
            let speaks = site.light.is_some() && !by.is_empty() && self.speaks_of_talks();
            if !by.known && !by.plural && !speaks {
                return false;
            }
            let mut draft = Draft::new(ClaimKind::Assessment, Status::Stated, &site.sites());
            draft.role(FieldKey::Holder, &by);
            draft.verbal = true;
            let container = scene.head(h).filter(|&g| scene.unwrapped(g) == h).unwrap_or(h);
            draft.text(FieldKey::Content, self.words(container));
            if let Some(g) = governor.filter(|_| site.light.is_none() && holder.is_some()) {
                draft.sites = vec![h, g];
            }
            // "voiced confidence that a deal could be sealed": hoped, not told
            let hoped = |k: &usize| {
                let force = scene.force(*k);
                matches!(scene.rel(*k), "acl" | "ccomp") && (force.possible || force.would || force.future || force.can)
            };
            let clauses: Vec<usize> = scene.kids(h).iter().copied().filter(hoped).collect();
            for &clause in &clauses {
                self.consume_all(clause);
            }
            // what is hoped is told with the hope, and carries no claim of its own
            draft.sites.splice(1..1, clauses);
            self.push(draft);
            return true;
        }
        // adjectives: of talks, as predicate or object complement
        let (theme, holder) = if scene.rel(h) == "xcomp" {
            let governor = scene.head(h);
            (governor.and_then(|g| scene.object(g)), governor.and_then(|g| scene.subject(g)))
        } else if scene.rel(h) == "amod" {
            // "a long and complex process" as predicate
            let noun = scene.head(h);
            match noun {
                Some(n) if scene.kid(n, "cop").is_some() => (scene.subject(n), None),
                _ => return false,
            }
        } else {
            (scene.subject(h), None)
        };
        let Some(theme) = theme else { return false };
        let sided = scene.acts_as_party(theme);
        if !(scene.is_talks(theme)
            || (sided && attribution.reported)
            || (matches!(frame.act, Act::View)
                && sided
                && matches!(
                    scene.lemma(h),
                    "optimistic" | "pessimistic" | "hopeful" | "confident" | "sceptical" | "skeptical" | "determined"
                )))
        {
            return false;
        }
        let force = scene.force(h);
        if force.supposed {
            return false;
        }
        let by = match holder {
            Some(k) => self.party(k),
            None => self.speaker(&attribution),
        };
        let mut draft = Draft::new(
            ClaimKind::Assessment,
            Status::Stated,
            &[h, scene.head(h).filter(|_| scene.rel(h) == "amod" || scene.rel(h) == "xcomp").unwrap_or(h)],
        );
        draft.role(FieldKey::Holder, &by);
        if sided {
            let party = self.party(theme);
            draft.role(FieldKey::Target, &party);
        }
        draft.text(FieldKey::Content, self.words(h));
        self.push(draft);
        true
    }

    /// "called the move blackmail", "described the talks as constructive".
    pub fn label(&mut self, site: Site) -> bool {
        let scene = &self.scene;
        let h = site.head;
        let force = scene.force(h);
        if force.negated || force.supposed || force.infinitive {
            return false;
        }
        let Some(agent) = self.agent(site).filter(|&a| scene.is_animate(a)) else { return false };
        let object = scene.patient(h);
        let predicate = scene
            .kid(h, "xcomp")
            .or_else(|| scene.under_preposition(h, &["as"]).next())
            .or_else(|| scene.kids_of(h, "advcl").find(|&k| matches!(scene.mark(k), "as") || scene.case(k) == "as"))
            .or_else(|| scene.kids_of(h, "obj").nth(1));
        let (Some(object), Some(predicate)) = (object, predicate) else { return false };
        // "dismissed it as a ploy": no
        let answered = scene.topic(object) != Topic::Other || matches!(scene.lemma(object), "it" | "this" | "that");
        if matches!(scene.lemma(h), "dismiss" | "reject" | "spurn") && answered {
            return self.answer(site, Frame { act: Act::Reject, root: None });
        }
        let senses = scene.senses(predicate);
        // "called it a non-starter", "views any such step as unacceptable": no
        if senses.iter().any(|f| f.act == Act::Unacceptable) && scene.upos(predicate) != model::Upos::Verb {
            let (agent, object) = (agent, object);
            let by = self.party(agent);
            if by.is_empty() {
                return false;
            }
            let mut draft = Draft::answer(model::AnswerKind::Reject, &site.sites());
            draft.role(FieldKey::By, &by);
            if let Some(side) = self.on_behalf(&by) {
                draft.text(FieldKey::OnBehalf, side);
            }
            let to = if scene.is_noun(object) { scene.text(scene.phrase(object)) } else { self.named_move(Some(object)) };
            draft.text(FieldKey::To, to);
            draft.target.push(self.scene.full_phrase(object));
            self.used[predicate] = true;
            self.consume(object);
            self.push(draft);
            return true;
        }
        let wrong = senses.iter().any(|f| f.act == Act::Wrong)
            || scene.kids(predicate).iter().any(|&k| scene.senses(k).iter().any(|f| f.act == Act::Wrong));
        let view = senses.iter().any(|f| f.act == Act::View);
        if !(wrong || view && (scene.is_talks(object) || scene.acts_as_party(object) || scene.topic(object) != Topic::Other)) {
            return false;
        }
        let by = self.party(agent);
        let answerable = matches!(scene.topic(object), Topic::Move);
        if wrong && answerable {
            return self.push_criticism(site, object);
        }
        let mut draft = Draft::new(if wrong { ClaimKind::Accusation } else { ClaimKind::Assessment }, Status::Stated, &site.sites());
        draft.verbal = true;
        draft.role(if wrong { FieldKey::By } else { FieldKey::Holder }, &by);
        let author = scene.noun_agent(object).unwrap_or(object);
        let party = self.party(author);
        if party.known {
            draft.role(FieldKey::Target, &party);
        }
        draft.target.push(self.scene.full_phrase(object));
        draft.text(if wrong { FieldKey::About } else { FieldKey::Content }, self.words(object));
        self.used[predicate] = true;
        self.push(draft);
        true
    }

    /// "believes that …", "sees X as …".
    fn viewer(&mut self, site: Site) -> bool {
        let scene = &self.scene;
        let h = site.head;
        let Some(object) = scene.object(h) else { return false };
        let inner = scene.unwrapped(object);
        let view =
            scene.noun_senses(inner).iter().any(|f| f.act == Act::View) || scene.noun_senses(object).iter().any(|f| f.act == Act::View);
        let Some(holder) = scene.subject(h) else { return false };
        if !view || scene.force(h).supposed {
            return false;
        }
        let by = self.party(holder);
        if !by.known && !by.plural {
            return false;
        }
        let mut draft = Draft::new(ClaimKind::Assessment, Status::Stated, &[inner, h]);
        draft.role(FieldKey::Holder, &by);
        draft.text(FieldKey::Content, self.words(object));
        self.used[inner] = true;
        self.used[object] = true;
        self.push(draft);
        true
    }

    /// accuse, blame; an accusation with its author.
    pub fn accuse(&mut self, site: Site, frame: Frame) -> bool {
        let scene = &self.scene;
        let noun = scene.is_noun(site.head);
        if noun && site.light.is_none() && scene.noun_agent(site.head).is_none() {
            return false;
        }
        let force = if noun && site.light.is_none() { Default::default() } else { scene.force(site.verb) };
        if force.negated || force.supposed {
            return false;
        }
        // "denied allegations that …", "rejected the charges": the answer tells it
        let answered = |h: usize| scene.verb_senses(h).iter().any(|f| matches!(f.act, Act::Deny | Act::Reject));
        if noun && scene.head(site.head).is_some_and(answered) {
            return false;
        }
        // an envoy is summoned to be blamed, others to come
        let envoy = |k: usize| scene.subtree(k, &|_| false).into_iter().any(|w| scene.is_a(w, Act::Envoy));
        if scene.lemma(site.head) == "summon" && !scene.patient(site.head).is_some_and(envoy) {
            return false;
        }
        let agent = self.agent(site);
        let mut target = if noun { self.oblique(site, &["against"]) } else { scene.patient(site.head) };
        // "pointed the finger at Norway"
        let pointed = if noun { None } else { scene.idiom(site.head, scene.lemma(site.head)).and_then(|(_, thing)| thing) };
        target = pointed.or(target);
        // "blamed the delay on Graustark"
        let dated = scene.times();
        let is_time = |k: usize| dated.iter().any(|&(_, c)| c == k);
        let on = scene.under_preposition(site.head, &["on"]).find(|&k| !is_time(k));
        let about = scene
            .under_preposition(site.head, &["of", "for", "over"])
            .find(|&k| !is_time(k))
            // "accused each other of refusing …": the charge hung on the object
            .or_else(|| {
                let hung = |t: usize| scene.kids_of(t, "acl").find(|&k| matches!(scene.mark(k), "of" | "for"));
                target.and_then(|t| hung(t).or_else(|| scene.kids_of(t, "fixed").find_map(hung)))
            })
            .or_else(|| scene.kid(site.head, "advcl"))
            .or_else(|| scene.kid(site.head, "ccomp").filter(|_| scene.lemma(site.head) == "charge"))
            .or(if on.is_some() { target } else { None });
        // hung on the failure
        let within = |t: usize| {
            let blamed = |k: &usize| *k > t && scene.case(*k) == "on" && scene.acts_as_party(*k);
            scene.subtree(t, &|_| false).into_iter().find(blamed)
        };
        let on = on.or_else(|| target.filter(|_| scene.lemma(site.head) == "blame").and_then(within));
        if let Some(k) = on.filter(|_| !noun) {
            target = Some(k);
        }
        // "charged that the army had broken it": the army
        if target.is_none() && scene.lemma(site.head) == "charge" {
            target = about.and_then(|c| scene.kid(c, "nsubj")).filter(|&t| scene.is_animate(t));
        }
        if agent.is_none() && target.is_none() {
            return false;
        }
        // "accused one another", "blamed each other"
        let mutual = |k: usize| {
            matches!(scene.lemma(k), "one" | "each") && k + 1 < scene.len() && matches!(scene.lemma(k + 1), "another" | "other")
                || matches!(scene.lemma(k), "other" | "one" | "each" | "another")
                    && scene.subtree(k, &|_| false).iter().any(|&j| matches!(scene.lemma(j), "other" | "another"))
        };
        // "traded blame over the shelling": the object is the charge
        if target.is_some_and(mutual) || matches!(scene.lemma(site.head), "trade" | "exchange" | "swap") {
            target = None;
        }
        let by = agent.map(|a| self.party(a)).unwrap_or_default();
        let mut draft = Draft::new(ClaimKind::Accusation, Status::Stated, &site.sites());
        draft.root = frame.root;
        draft.verbal = true;
        draft.role(FieldKey::By, &by);
        if let Some(side) = self.on_behalf(&by) {
            draft.text(FieldKey::OnBehalf, side);
        }
        if let Some(t) = target {
            let party = self.party(t);
            // nobody accuses himself: a pronoun was read wrongly
            if party.names != by.names {
                draft.role(FieldKey::Target, &party);
            }
        }
        if let Some(a) = about {
            draft.text(FieldKey::About, self.words(a));
            // what one is accused of is alleged, not told: fighting and the like inside stay charges
            for k in self.scene.subtree(a, &|k| self.scene.deprel(k) == "acl:relcl") {
                self.used[k] = true;
            }
            // "accused each other of being unprepared to talk"
            let clause =
                matches!(self.scene.rel(a), "advcl" | "acl") && self.scene.kid(a, "cop").is_some_and(|k| self.scene.xpos(k) == "VBG");
            if self.scene.xpos(a) == "VBG" || clause {
                self.consume_all(a);
            }
            let charges: Vec<usize> = (a + 1..self.scene.len())
                .filter(|&k| {
                    self.scene.xpos(k) == "VBG" && self.scene.rel(k) == "conj" && self.scene.head(k).is_some_and(|h| self.used[h] && h >= a)
                })
                .collect();
            for k in charges {
                self.consume_all(k);
            }
        }
        if let Some(quote) = self.quoted(site.verb) {
            draft.text(FieldKey::Quote, quote);
        }
        self.push(draft);
        true
    }

    /// "Norway was dragging its feet", said by Sweden: a verb of [`Act::Wrong`] is blame.
    pub fn blamed(&mut self, verb: usize) -> bool {
        let scene = &self.scene;
        if !scene.is_verb(verb) || scene.is_passive(verb) {
            return false;
        }
        let attribution = self.attribution(verb);
        let force = scene.force(verb);
        let told = scene.event_status(verb, force, attribution.reported) == Some(Status::Happened);
        let Some(subject) = scene.subject(verb).filter(|&s| told && attribution.reported && scene.is_animate(s)) else { return false };
        let (by, target) = (self.speaker(&attribution), self.party(subject));
        let sides = |party: &super::parties::Party| -> Vec<String> { party.names.iter().cloned().chain(self.on_behalf(party)).collect() };
        if by.is_empty() || !target.known || sides(&by).iter().any(|side| sides(&target).contains(side)) {
            return false;
        }
        let mut draft = Draft::new(ClaimKind::Accusation, Status::Stated, &[verb]);
        draft.role(FieldKey::By, &by);
        if let Some(side) = self.on_behalf(&by) {
            draft.text(FieldKey::OnBehalf, side);
        }
        draft.role(FieldKey::Target, &target);
        draft.text(FieldKey::About, self.words(verb));
        self.push(draft);
        true
    }

    /// "the step was designed to derail the talks", said by somebody: a charge against whoever took the step.
    pub fn charged_purpose(&mut self, site: Site, purpose: usize) -> bool {
        let scene = &self.scene;
        let attribution = self.attribution(site.head);
        if attribution.told_by.is_none() || scene.force(site.verb).negated || !scene.is_verb(purpose) {
            return false;
        }
        let Some(step) = scene.patient(site.verb).filter(|&s| !scene.is_animate(s)) else { return false };
        let harmful = scene.subtree(purpose, &|_| false).into_iter().any(|k| {
            scene.is_verb(k) && scene.verb_senses_of(k, scene.lemma(k)).iter().any(|f| f.act == Act::Wrong)
                || scene.is_noun(k) && scene.noun_senses(k).iter().any(|f| f.act == Act::Wrong)
        });
        if !harmful {
            return false;
        }
        let by = self.speaker(&attribution);
        let mut draft = Draft::new(ClaimKind::Accusation, Status::Stated, &site.sites());
        draft.role(FieldKey::By, &by);
        if let Some(side) = self.on_behalf(&by) {
            draft.text(FieldKey::OnBehalf, side);
        }
        if let Some(author) = scene.noun_agent(step).filter(|&a| scene.acts_as_party(a)) {
            let party = self.party(author);
            draft.role(FieldKey::Target, &party);
        }
        draft.text(FieldKey::About, self.words(purpose));
        self.consume_all(purpose);
        self.push(draft);
        true
    }

    /// What a speaker of one side says about another side or about the talks, where nothing else was read in it.
    pub fn views_of_speakers(&mut self) {
        let sentence = self.scene.index;
        let statements: Vec<usize> = attribution::in_sentence(self.doc, sentence).map(|(i, _)| i).collect();
        for s in statements {
            let statement = &self.doc.statements[s];
            let Some(speaker) = statement.speaker.and_then(|a| self.doc.actors.get(a as usize)) else { continue };
            if speaker.kind == model::ActorKind::Outlet {
                continue;
            }
            // innermost statements only
            if self.doc.statements.iter().any(|other| other.parent == Some(s as u32) && other.sentence as usize == sentence) {
                continue;
            }
            let own = speaker.side.clone().unwrap_or_else(|| speaker.name.clone());
            let speaker_name = speaker.name.clone();
            for content in statement.content.clone() {
                let Some((first, last)) = self.doc.words_in(sentence, content) else { continue };
                let heads: Vec<usize> = (first..=last)
                    .filter(|&i| {
                        (self.scene.is_verb(i) || self.scene.kid(i, "cop").is_some())
                            && self.scene.head(i).is_none_or(|h| h < first || h > last || self.scene.rel(i) == "conj")
                    })
                    .collect();
                for head in heads {
                    // "it seems that …"
                    let head = if matches!(self.scene.lemma(head), "seem" | "appear") {
                        self.scene.kid(head, "ccomp").unwrap_or(head)
                    } else {
                        head
                    };
                    if self.used[head] || self.scene.rel(head) == "aux" {
                        continue;
                    }
                    // a second clause of the same speech, hung on the verb of saying
                    let outside = self.scene.head(head).is_some_and(|h| h < first || h > last);
                    let first_clause = (first..=last)
                        .find(|&i| self.scene.is_verb(i) && self.scene.rel(i) == "ccomp" && self.scene.head(i) == self.scene.head(head));
                    let subject = match first_clause {
                        Some(c) if outside && self.scene.rel(head) == "conj" && self.scene.kid(head, "nsubj").is_none() => {
                            self.scene.subject(c)
                        }
                        _ => self.scene.subject(head),
                    };
                    let Some(subject) = subject else { continue };
                    // "would not say whether …": nothing is told
                    if matches!(self.scene.mark(head), "whether" | "if") || self.scene.kid(head, "expl").is_some() {
                        continue;
                    }
                    let span = {
                        let words = self.scene.subtree(head, &|k| {
                            matches!(self.scene.rel(k), "conj" | "cc" | "parataxis" | "mark") && self.scene.head(k) == Some(head)
                        });
                        self.scene.span_of(&words, head)
                    };
                    let word = self.scene.token_span(head);
                    if self
                        .out
                        .iter()
                        .any(|c| c.span.contains(word) && span.contains(c.span) && !matches!(c.kind, ClaimKind::Office | ClaimKind::Speech))
                    {
                        continue;
                    }
                    let party = self.party(subject);
                    let outlet = |a: &u32| self.doc.actors.get(*a as usize).is_some_and(|a| a.kind == model::ActorKind::Outlet);
                    let other_side = party.known
                        && !party.actors.iter().any(outlet)
                        && !party.names.contains(&speaker_name)
                        && !party.names.contains(&own)
                        && party
                            .actors
                            .iter()
                            .all(|&a| self.doc.actors.get(a as usize).and_then(|x| x.side.as_deref()).is_none_or(|side| side != own));
                    let talks = self.scene.is_talks(subject)
                        || self.scene.topic(subject) != Topic::Other
                        || matches!(
                            self.scene.lemma(subject),
                            "effort" | "decision" | "position" | "stance" | "process" | "progress" | "situation" | "decisions"
                        );
                    if !(other_side || talks) {
                        continue;
                    }
                    // what two sides tell together, and what a text contains, is no view
                    let contains = matches!(
                        self.scene.lemma(head),
                        "include" | "contain" | "comprise" | "provide" | "cover" | "involve" | "take" | "expire" | "stipulate" | "envisage"
                    );
                    if other_side && speaker.kind == model::ActorKind::Collective || !other_side && contains {
                        continue;
                    }
                    let mut draft = Draft::new(ClaimKind::Assessment, Status::Stated, &[head]);
                    draft.fields.set(FieldKey::Holder, speaker_name.as_str());
                    if let Some(side) = &speaker.side
                        && *side != speaker_name
                    {
                        draft.text(FieldKey::OnBehalf, side.clone());
                    }
                    if other_side {
                        draft.role(FieldKey::Target, &party);
                    }
                    // "declared that, “the treaty …"
                    let words = self.scene.text(span);
                    let bare = words.strip_prefix("that").map(|w| w.trim_start_matches([',', ' ', '“', '"', '‘', '\'']));
                    draft.text(FieldKey::Content, bare.filter(|w| w.len() + 5 < words.len()).unwrap_or(&words).to_owned());
                    draft.span = Some(span);
                    if let Some(quote) = self.quoted(head) {
                        draft.text(FieldKey::Quote, quote);
                    }
                    self.used[head] = true;
                    self.push(draft);
                }
            }
        }
    }
}
