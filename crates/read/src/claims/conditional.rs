//! Threats without a word of threatening: "unless Norway lifts the ban, Sweden will close its ports".

use super::draft::Draft;
use super::force::Force;
use super::frames::{Lexemes, Topic};
use super::parties::Party;
use super::reader::{Reader, Site};
use lexicon::doing::Act;
use model::{AnswerKind, ClaimKind, FieldKey, Status};

impl Reader<'_, '_> {
    /// Whether what `verb` tells would follow if another did not do something: "unless they pay", "if no deal is reached", "if the army fails to leave".
    pub fn is_threatened(&self, verb: usize, force: Force) -> bool {
        let scene = &self.scene;
        let Some(condition) =
            self.threat_condition(verb, force).filter(|_| (force.future || force.would) && !force.negated && !force.supposed)
        else {
            return false;
        };
        let Some(subject) = scene.subject(verb).filter(|&s| scene.is_animate(s)) else { return false };
        let own = scene.force(condition);
        let fails = scene.mark(condition) == "unless"
            || scene.mark(condition) == "if"
                && (own.negated || matches!(scene.lemma(condition), "fail" | "refuse" | "continue" | "persist"));
        // "unless it is paid": who is to pay is another
        let asked = scene.subject(condition);
        let other = asked.is_none_or(|a| {
            !scene.is_animate(a)
                || self.party(a).names != self.party(subject).names && scene.upos(a) != model::Upos::Pron
                || scene.is_passive(condition)
        });
        fails && other
    }

    /// The condition; "Unless they pay, the minister said, the port will close" hangs it on the saying.
    fn threat_condition(&self, verb: usize, force: Force) -> Option<usize> {
        let scene = &self.scene;
        let says = |up: usize| scene.rel(verb) == "ccomp" && scene.verb_senses(up).iter().any(|f| f.act == Act::Say);
        let before = |k: &usize| *k < verb && scene.rel(*k) == "advcl" && matches!(scene.mark(*k), "if" | "unless");
        force
            .condition
            .or_else(|| scene.head(verb).filter(|&up| says(up) && up < verb).and_then(|up| scene.kids(up).iter().copied().find(before)))
    }

    /// A clause that nothing else has read.
    pub fn conditional_threat(&mut self, verb: usize) -> bool {
        let scene = &self.scene;
        if self.heading || !scene.is_verb(verb) || matches!(scene.rel(verb), "aux" | "cop" | "acl" | "advcl" | "amod") {
            return false;
        }
        let force = scene.force(verb);
        if scene.is_passive(verb) || !self.is_threatened(verb, force) {
            return false;
        }
        self.push_threat(verb, force)
    }

    /// "will not return to the accord unless the sanctions are lifted", "would not sail until the wages were paid": no, but for a price.
    pub fn withheld(&mut self, verb: usize) -> bool {
        let scene = &self.scene;
        if self.heading || !scene.is_verb(verb) || scene.is_passive(verb) || matches!(scene.rel(verb), "aux" | "cop" | "acl" | "amod") {
            return false;
        }
        let force = scene.force(verb);
        if !force.negated || force.supposed || !(force.future || force.would) {
            return false;
        }
        // the clause may be hung on a noun before it
        let price = |k: &usize| {
            matches!(scene.rel(*k), "advcl" | "acl")
                && matches!(scene.mark(*k), "unless" | "until" | "till" | "before")
                && scene.kid(*k, "nsubj").is_some()
        };
        let condition = scene.subtree(verb, &|k| matches!(scene.rel(k), "conj" | "parataxis")).into_iter().find(price);
        // "said it would not recognise the debt": without a price, where the one who says so means a thing
        let own = || {
            let attribution = self.attribution(verb);
            // "said the movement would not surrender its weapons": said of one's own side
            let ours = |s: usize| {
                let (sayer, party) = (self.speaker(&attribution), self.party(s));
                let sides: Vec<String> = sayer.names.iter().cloned().chain(self.on_behalf(&sayer)).collect();
                matches!(scene.lemma(s), "it" | "we" | "they" | "he" | "she")
                    || party.names.iter().cloned().chain(self.on_behalf(&party)).any(|name| sides.contains(&name))
                    || !party.known && scene.is_a(s, Act::Body)
            };
            let said = scene.subject(verb).is_some_and(ours);
            let thing = scene.object(verb).is_some_and(|o| scene.is_noun(o) && !scene.is_animate(o));
            let idle = scene.is_a(verb, Act::Idle);
            said && thing && !idle && attribution.reported && self.speaks_of_talks()
        };
        if condition.is_none() && !own() {
            return false;
        }
        let Some(subject) = scene.subject(verb).filter(|&s| scene.is_animate(s) || scene.lemma(s) == "it") else { return false };
        let by = self.party(subject);
        if by.is_empty() {
            return false;
        }
        let mut draft = Draft::answer(AnswerKind::Reject, &[verb]);
        draft.role(FieldKey::By, &by);
        if let Some(side) = self.on_behalf(&by) {
            draft.text(FieldKey::OnBehalf, side);
        }
        draft.text(FieldKey::To, self.words(verb));
        if let Some(condition) = condition {
            draft.text(FieldKey::Condition, self.scene.text(self.scene.proviso_span(condition)));
        }
        self.push(draft);
        true
    }

    /// "made the aid conditional on new elections": a demand.
    pub fn made_conditional(&mut self, verb: usize) -> bool {
        let scene = &self.scene;
        let hinge = |k: &usize| matches!(scene.rel(*k), "xcomp" | "obj" | "amod" | "advcl") && scene.is_a(*k, Act::Hinge);
        if scene.lemma(verb) != "make" || !scene.is_verb(verb) {
            return false;
        }
        let Some(word) = scene.kids(verb).iter().copied().find(hinge) else { return false };
        let on = |i: usize| scene.under_preposition(i, &["on", "upon"]).next();
        let Some(asked) = on(word).or_else(|| on(verb)) else { return false };
        let force = scene.force(verb);
        let told = scene.event_status(verb, force, self.attribution(verb).reported) == Some(Status::Happened);
        let Some(agent) = scene.agent(verb).filter(|&a| told && scene.is_animate(a)) else { return false };
        let by = self.party(agent);
        let mut draft = Draft::new(ClaimKind::Demand, Status::Demanded, &[word, verb]);
        draft.role(FieldKey::By, &by);
        if let Some(side) = self.on_behalf(&by) {
            draft.text(FieldKey::OnBehalf, side);
        }
        draft.text(FieldKey::Content, self.words(asked));
        self.consume(asked);
        self.push(draft);
        true
    }

    /// Tariffs, an attack on somebody, revenge; "to fight as long as necessary" is done to nobody.
    pub fn is_blow(&self, c: usize) -> bool {
        let scene = &self.scene;
        let aimed = || scene.is_noun(c) || scene.object(c).is_some() || scene.under_preposition(c, &["on", "against"]).next().is_some();
        match scene.topic(c) {
            Topic::Sanction => true,
            Topic::Fight if aimed() => true,
            _ => scene.is_verb(c) && scene.verb_senses(c).iter().any(|f| f.act == Act::Retaliate),
        }
    }

    /// What one is ready, or promises, to do to another.
    pub fn threat_by(&mut self, site: Site, by: &Party, content: usize) -> bool {
        let mut draft = Draft::new(ClaimKind::Threat, Status::Threatened, &site.sites());
        draft.verbal = true;
        draft.role(FieldKey::By, by);
        if let Some(side) = self.on_behalf(by) {
            draft.text(FieldKey::OnBehalf, side);
        }
        let scene = &self.scene;
        let hit = scene
            .subtree(content, &|k| scene.rel(k) == "advcl")
            .into_iter()
            .find(|&k| k != content && matches!(scene.case(k), "on" | "against" | "at") && (scene.acts_as_party(k) || scene.is_animate(k)));
        if let Some(k) = hit {
            let party = self.party(k);
            draft.role(FieldKey::Target, &party);
        }
        draft.text(FieldKey::Content, self.words(content));
        self.consume(content);
        self.consume_all_but_asides(content);
        self.push(draft);
        true
    }

    /// The clause as a threat by its subject.
    pub fn push_threat(&mut self, verb: usize, force: Force) -> bool {
        let scene = &self.scene;
        let Some(subject) = scene.subject(verb) else { return false };
        let by = self.party(subject);
        if by.is_empty() {
            return false;
        }
        let mut draft = Draft::new(ClaimKind::Threat, Status::Threatened, &[verb]);
        draft.role(FieldKey::By, &by);
        if let Some(side) = self.on_behalf(&by) {
            draft.text(FieldKey::OnBehalf, side);
        }
        draft.text(FieldKey::Content, self.words(verb));
        if let Some(condition) = self.threat_condition(verb, force) {
            if let Some(asked) = scene.subject(condition).filter(|&a| scene.acts_as_party(a) && !scene.is_passive(condition)) {
                let party = self.party(asked);
                if party.names != by.names {
                    draft.role(FieldKey::Target, &party);
                }
            }
            draft.text(FieldKey::Condition, self.scene.text(self.scene.proviso_span(condition)));
        }
        self.consume_all_but_asides(verb);
        self.push(draft);
        true
    }
}
