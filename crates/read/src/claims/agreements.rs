//! What was agreed or signed, the lack of any result, and ceasefires.

use super::draft::Draft;
use super::force::Force;
use super::frames::{Lexemes, Topic};
use super::parties::Party;
use super::reader::{Reader, Site};
use lexicon::doing::{Act, Frame};
use model::{ClaimKind, FieldKey, Plover, Status};

impl Reader<'_, '_> {
    pub fn agreement(&mut self, site: Site, frame: Frame) -> bool {
        let scene = &self.scene;
        let bare = self.is_bare(site);
        let force = if bare { Force::default() } else { scene.force(site.verb) };
        // "if there is no deal"
        if force.supposed || bare && scene.head(site.head).is_some_and(|h| scene.is_verb(h) && scene.force(h).supposed) {
            return false;
        }
        // "Without a deal, all ships would stop": nobody says that there is none
        let feared = scene.case(site.head) == "without"
            && scene
                .head(site.head)
                .is_some_and(|h| scene.is_verb(h) && (scene.force(h).would || scene.force(h).future || scene.force(h).possible));
        if feared {
            return false;
        }
        match frame.act {
            Act::Fruitless => {
                if scene.rel(site.head) == "amod" {
                    return false;
                }
                if let Some(subject) = scene.subject(site.head) {
                    let by = if scene.is_talks(subject) { Party::default() } else { self.party(subject) };
                    self.no_result(site, &by, None);
                    return true;
                }
                return false;
            }
            Act::Result | Act::Agreement
                if scene.has(site.head, &["det", "advmod"], &["no", "neither"])
                    || frame.act == Act::Result
                        && site.light.is_some()
                        && scene.has(site.head, &["amod", "advmod"], &["little", "scant"])
                    // "will not reach an accord" is missed; "will not return to the accord" and "will not renew it" are refused
                    || force.negated && (matches!(site.light, Some(Act::Reach) | None) || !(force.future || force.would))
                    || scene.case(site.head) == "without" =>
            {
                let by = if site.light.is_some() && self.agent(site).is_some_and(|a| scene.is_animate(a)) {
                    self.agent_party(site)
                } else {
                    Party::default()
                };
                let governed = site.light.is_some()
                    || scene.case(site.head) == "without"
                    || scene.head(site.head).is_some_and(|h| scene.lemma(h) == "be" || scene.is_verb(h));
                if !governed {
                    return false;
                }
                self.no_result(site, &by, Some(site.head));
                return true;
            }
            Act::Result => return false,
            _ => {}
        }
        if bare {
            // "an agreement on prisoners" among what talks brought; "under an agreement" is no claim
            let brought = scene.head(site.head).is_some_and(|h| {
                matches!(scene.rel(site.head), "obj" | "obl" | "appos" | "conj" | "nmod")
                    // not "closer to a pact", an adjective with the lemma of a verb
                    && (scene.upos(h) != model::Upos::Adj && scene.verb_senses(h).iter().any(|f| matches!(f.act, Act::Reach))
                        || scene.rel(site.head) == "appos" && scene.is_talks(scene.unwrapped(h))
                        || scene.noun_senses(h).iter().any(|f| f.act == Act::Result)
                        || matches!(scene.lemma(h), "result" | "outcome" | "little"))
            });
            // "had a week to reach a deal": nothing was brought yet
            let told = scene
                .head(site.head)
                .filter(|&h| scene.is_verb(h))
                .is_none_or(|h| scene.event_status(h, scene.force(h), self.attribution(site.head).reported) == Some(Status::Happened));
            // "a possible breakthrough in the deal"
            let unsure = |i: usize| {
                scene.has(
                    i,
                    &["amod"],
                    &["possible", "potential", "likely", "probable", "prospective", "eventual", "expected", "hoped-for"],
                )
            };
            if !brought || !told || unsure(site.head) || scene.head(site.head).is_some_and(unsure) {
                return false;
            }
        }
        let status = if bare { Some(Status::Happened) } else { self.status(site, force) };
        let Some(status) = status else {
            // "documents to be signed", "a treaty to sign": expected
            let feared = scene.head(site.head).is_some_and(|noun| scene.is_feared(noun));
            if frame.act == Act::Sign && scene.rel(site.head) == "acl" && scene.mark(site.head) == "to" && !feared {
                let mut draft = Draft::new(ClaimKind::Agreement, Status::Hypothetical, &site.sites());
                if let Some(noun) = scene.head(site.head) {
                    draft.text(FieldKey::Content, self.words(noun));
                    draft.span = Some(scene.phrase(noun).cover(scene.subtree_span(site.head)));
                    self.used[noun] = true;
                }
                self.push(draft);
                return true;
            }
            return false;
        };
        if status == Status::Demanded {
            self.modal(site.verb);
            return self.used[site.verb];
        }
        // "a map yet to be agreed": nothing is, so far; what it is stands before it
        if status == Status::Negated && scene.has(site.verb, &["advmod"], &["yet"]) && matches!(scene.rel(site.verb), "acl" | "advcl") {
            let before = (0..site.verb).rev().find(|&k| scene.is_noun(k));
            self.no_result(site, &Party::default(), before);
            return true;
        }
        let content = if site.light.is_some() || bare { Some(site.head) } else { self.content(site) };
        // "there is nothing finalised"
        if content.is_some_and(|c| c != site.head && matches!(scene.lemma(c), "nothing" | "none")) {
            self.no_result(site, &Party::default(), None);
            return true;
        }
        if frame.act == Act::Settle && !content.is_some_and(|c| matches!(scene.topic(c), Topic::Exchange | Topic::Agreement | Topic::Other))
        {
            return false;
        }
        if frame.act == Act::Sign
            && content.is_none_or(|c| {
                scene.is_noun(c)
                    && !matches!(scene.topic(c), Topic::Agreement | Topic::Move | Topic::Truce)
                    && !matches!(
                        scene.lemma(c),
                        "law" | "contract" | "charter" | "convention" | "letter" | "paper" | "order" | "bill" | "roadmap"
                    )
            })
        {
            return false;
        }
        // "the talks concluded with plans for another round": they ended
        if scene.lemma(site.head) == "conclude" && scene.is_verb(site.head) && scene.subject(site.head).is_some_and(|s| scene.is_talks(s)) {
            return false;
        }
        // "X agreed that …" without the other side is a view
        let party = if bare || scene.is_passive(site.verb) && scene.by_agent(site.verb).is_none() {
            Party::default()
        } else {
            let mut party = self.participants(site);
            // "the summit between Norway and Sweden agreed that …"
            if party.is_empty()
                && let Some(talks) = scene.subject(site.verb).map(|s| scene.unwrapped(s)).filter(|&s| scene.is_talks(s))
            {
                party = self.participants(Site { head: talks, verb: talks, light: Some(Act::Occur) });
            }
            // "signed a deal with the government"
            let with = |c: usize| {
                let partner = |k: &usize| scene.case(*k) == "with" && scene.is_animate(*k) && scene.rel(*k) == "nmod";
                scene.subtree(c, &|k| scene.is_verb(k) && k != c).into_iter().find(partner)
            };
            if let Some(other) = content.filter(|&c| scene.is_noun(c)).and_then(with) {
                party.join(self.party(other));
            }
            party
        };
        self.agreed(
            site,
            party,
            content,
            force,
            if frame.act == Act::Agree && !scene.is_noun(site.head) && scene.kid(site.head, "xcomp").is_some() {
                Some(Plover::Agree)
            } else {
                frame.root
            },
        )
    }

    /// An agreement with its participants.
    pub fn agreed(&mut self, site: Site, party: Party, content: Option<usize>, force: Force, root: Option<Plover>) -> bool {
        let scene = &self.scene;
        let bare = self.is_bare(site);
        // "agreed not to move troops": agreed all the same
        let refrains = content.is_some_and(|c| {
            c != site.head
                && scene.rel(c) == "xcomp"
                && scene.has(c, &["advmod"], &["not", "never"])
                && !scene.has(site.head, &["advmod"], &["not", "never", "n't"])
        });
        let force = if refrains { Force { negated: false, ..force } } else { force };
        let status = if bare { Status::Happened } else { self.status(site, force).unwrap_or(Status::Happened) };
        let mut draft = Draft::new(ClaimKind::Agreement, status, &site.sites());
        draft.root = root;
        draft.role(FieldKey::Participants, &party);
        if party.is_empty()
            && (bare || scene.subject(site.verb).is_some_and(|s| scene.is_talks(s) || matches!(scene.lemma(s), "they" | "which" | "that")))
            && self.main.len() == 2
        {
            draft.fields.set(FieldKey::Participants, self.main.to_vec());
        }
        if draft.source.len() > 1 {
            draft.target = draft.source.split_off(1);
        }
        if let Some(c) = content {
            if let Some(words) = self.agreed_words(site, c) {
                draft.text(FieldKey::Content, words);
            }
            if let Some(extent) = scene
                .kids_of(c, "amod")
                .find(|&k| matches!(scene.lemma(k), "minor" | "minimal" | "partial" | "limited" | "full" | "comprehensive" | "preliminary"))
            {
                draft.text(FieldKey::Extent, scene.lemma(extent));
            }
            let words = scene.subtree(c, &|_| false);
            self.consume(c);
            for k in words {
                self.used[k] = true;
            }
        }
        if bare {
            draft.span = Some(self.scene.full_phrase(site.head));
        }
        self.push(draft);
        true
    }

    /// What was agreed: what stands behind "on", "to" or "that", else the words themselves. "An agreement was reached" does not say what.
    fn agreed_words(&self, site: Site, c: usize) -> Option<String> {
        let scene = &self.scene;
        let times = scene.times();
        let timeless = |k: &usize| !times.iter().any(|&(_, at)| at == *k);
        let about = ["on", "over", "about", "for"];
        let inner = scene.under_preposition(c, &about).find(|k| scene.is_noun(c) && timeless(k));
        let deal = scene.noun_senses(c).iter().any(|f| f.act == Act::Agreement);
        let noun = scene.is_noun(c) && deal && site.light.is_some();
        // "reached agreement on quotas", "agreement was reached that …", "a deal was struck to share the water"
        let verb = site.verb;
        let clause = |k: &usize| match scene.rel(*k) {
            "acl" | "ccomp" => matches!(scene.mark(*k), "to" | "that") && scene.is_verb(*k),
            "xcomp" | "advcl" => scene.mark(*k) == "to" && scene.is_verb(*k),
            _ => false,
        };
        let behind = |i: usize| scene.kids(i).iter().copied().filter(move |&k| k > i);
        let told = || {
            behind(c)
                .find(clause)
                .or_else(|| scene.under_preposition(verb, &["on", "over"]).find(|k| *k > c && timeless(k)))
                .or_else(|| behind(verb).find(|k| scene.is_passive(verb) && clause(k)))
        };
        let inner = inner.or_else(|| if noun { told() } else { None });
        // "an agreement", "the deal": the noun alone says nothing, its adjectives may
        let alone = || scene.kids(c).iter().all(|&k| matches!(scene.rel(k), "det" | "nsubj" | "aux" | "case" | "punct" | "advmod"));
        if noun && inner.is_none() && alone() {
            return None;
        }
        // "an agreement on wages on Thursday": the day is no part of what was agreed
        let mut words = self.words(inner.unwrap_or(c));
        for &(t, _) in &times {
            let day = format!(" on {}", self.doc.times[t].span.of(self.doc.text()));
            words.truncate(words.strip_suffix(day.as_str()).map_or(words.len(), str::len));
        }
        Some(words)
    }

    /// "adjourned without a text", "emerged with nothing to show for it": the sides part, and nothing is agreed.
    pub fn parted_without(&mut self, verb: usize) -> bool {
        let scene = &self.scene;
        if !scene.is_a(verb, Act::Part) || !scene.is_verb(verb) || self.heading || scene.force(verb).supposed {
            return false;
        }
        let lacks = |k: &usize| {
            scene.case(*k) == "without" && scene.is_a(*k, Act::Paper)
                || matches!(scene.case(*k), "with" | "for")
                    && (scene.lemma(*k) == "nothing" || scene.lemma(*k) == "little" && scene.kid(*k, "acl").is_some())
                    && scene.kids_of(*k, "acl").chain(scene.kids_of(verb, "advcl")).any(|c| scene.lemma(c) == "show")
        };
        let within = |k: usize| matches!(scene.rel(k), "conj" | "advcl" | "parataxis" | "ccomp");
        let Some(lack) = scene.subtree(verb, &within).into_iter().find(lacks) else {
            return false;
        };
        let spoken = scene.subject(verb).is_some_and(|s| scene.is_animate(s) || scene.is_talks(s)) || scene.rel(verb) == "advcl";
        if !spoken {
            return false;
        }
        let by = scene.subject(verb).filter(|&s| scene.is_animate(s)).map(|s| self.party(s)).unwrap_or_default();
        let words: Vec<usize> = self.scene.subtree(lack, &|_| false);
        for k in words {
            self.used[k] = true;
        }
        self.no_result(Site { head: lack, verb: lack, light: None }, &by, None);
        // what else the verb tells ("emerged from nine hours of talks") remains to be read
        false
    }

    /// The lack of any result.
    pub fn no_result(&mut self, site: Site, by: &Party, content: Option<usize>) {
        let mut draft = Draft::new(ClaimKind::Agreement, Status::Negated, &site.sites());
        if !by.names.is_empty() {
            draft.role(FieldKey::Participants, by);
        } else if self.main.len() == 2 {
            draft.fields.set(FieldKey::Participants, self.main.to_vec());
        }
        if let Some(c) = content {
            draft.text(FieldKey::Content, self.words(c));
        }
        let verb = site.verb;
        if !self.scene.is_noun(verb)
            && let Some(s) = self.scene.subject(verb).filter(|&s| self.scene.head(s) == Some(verb))
        {
            draft.span = Some(
                self.scene.phrase(s).cover(
                    self.scene
                        .span_of(&self.scene.subtree(verb, &|k| matches!(self.scene.rel(k), "advcl" | "conj" | "parataxis" | "cc")), verb),
                ),
            );
        }
        self.push(draft);
    }

    pub fn ceasefire(&mut self, site: Site, frame: Frame) -> bool {
        let scene = &self.scene;
        if frame.act == Act::Breach {
            if self.is_bare(site) {
                return false;
            }
            let Some(o) = scene.patient(site.head).filter(|&o| {
                matches!(scene.topic(o), Topic::Truce | Topic::Agreement | Topic::Sanction)
                    || matches!(scene.lemma(o), "resolution" | "law" | "order" | "pledge" | "promise")
            }) else {
                return false;
            };
            let force = scene.force(site.verb);
            if self.status(site, force) != Some(Status::Happened) {
                return false;
            }
            // who records a violation has not committed it
            let by = if scene.is_noun(site.head) && !matches!(scene.lemma(site.verb), "commit" | "make") {
                Party::default()
            } else {
                self.agent_party(site)
            };
            let mut draft = Draft::new(ClaimKind::Ceasefire, Status::Happened, &site.sites());
            draft.root = Some(if scene.topic(o) == Topic::Truce { Plover::Assault } else { Plover::Reject });
            if scene.topic(o) != Topic::Truce {
                draft.kind = Some(ClaimKind::Agreement);
                draft.status = Status::Refused;
            }
            draft.role(FieldKey::By, &by);
            draft.text(FieldKey::Extent, "broken");
            draft.target.push(scene.full_phrase(o));
            self.consume(o);
            self.push(draft);
            return true;
        }
        // "would hold its fire"
        if site.light.is_none() && !scene.is_verb(site.head) {
            return false;
        }
        let force = scene.force(site.verb);
        let Some(mut status) = self.status(site, force) else { return false };
        if status == Status::Demanded {
            self.modal(site.verb);
            return self.used[site.verb];
        }
        // a ceasefire that is announced or agreed has yet to be kept
        if scene.lemma(site.verb) == "agree" && status == Status::Happened {
            status = Status::Planned;
        }
        let by = self.agent_party(site);
        let mut draft = Draft::new(ClaimKind::Ceasefire, status, &site.sites());
        draft.role(if by.plural { FieldKey::Participants } else { FieldKey::By }, &by);
        for &k in scene.kids(site.head) {
            match scene.lemma(k) {
                "unilateral" | "bilateral" | "multilateral" => {
                    draft.text(FieldKey::Side, scene.lemma(k));
                }
                _ => {}
            }
        }
        if let Some((t, _)) = scene.days(Some(site.head)) {
            draft.text(FieldKey::Duration, self.doc.times[t].value.clone());
        }
        if let Some(place) = self.place(site.head) {
            draft.text(FieldKey::Place, place);
        }
        if let Some(condition) = force.condition {
            draft.text(FieldKey::Condition, self.scene.text(self.scene.proviso_span(condition)));
        }
        self.push(draft);
        true
    }
}
