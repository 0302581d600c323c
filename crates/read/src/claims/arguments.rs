//! Who does what to whom: subjects, objects and agents of verbs, nouns and adjectives, across control, coordination, relative clauses and
//! participles.

use super::frames::Lexemes;
use super::scene::Scene;
use lexicon::doing::Act;

/// Verbs whose infinitive belongs to their object: "urged Ruritania to leave".
fn object_control(act: Act) -> bool {
    matches!(
        act,
        Act::Demand
            | Act::Ask
            | Act::Order
            | Act::Invite
            | Act::Force
            | Act::Allow
            | Act::Expect
            | Act::Warn
            | Act::Assign
            | Act::Appoint
            | Act::Insist
    )
}

/// What one does to another's move: its agent is not the move's author.
fn is_taking(act: Act) -> bool {
    matches!(
        act,
        Act::Accept
            | Act::Consent
            | Act::Reject
            | Act::Oppose
            | Act::Block
            | Act::Refuse
            | Act::Welcome
            | Act::Ignore
            | Act::Criticise
            | Act::Condemn
            | Act::Receive
            | Act::Defer
            | Act::Mediate
    )
}

impl Scene<'_> {
    /// The logical subject of a predicate (the surface subject of a passive is none; see [`Scene::patient`]).
    pub fn agent(&self, p: usize) -> Option<usize> {
        if self.is_noun(p) {
            return self.noun_agent(p);
        }
        if self.is_passive(p) { self.by_agent(p) } else { self.subject(p) }
    }

    /// "by …" of a passive.
    pub fn by_agent(&self, p: usize) -> Option<usize> {
        self.kid(p, "obl:agent").or_else(|| {
            self.under_preposition(p, &["by"]).find(|&k| self.mention(k).is_some_and(|m| m.actor.is_some()) || self.upos(k).is_nominal())
        })
    }

    /// The surface subject, looked for through coordination, control, participles and relative clauses.
    pub fn subject(&self, p: usize) -> Option<usize> {
        self.subject_within(p, 8)
    }

    fn subject_within(&self, p: usize, fuel: usize) -> Option<usize> {
        if fuel == 0 {
            return None;
        }
        if let Some(k) = self.kids_of(p, "nsubj").filter(|&k| k < p).last().or_else(|| self.kid(p, "nsubj")) {
            return Some(self.antecedent(self.before_time(k)));
        }
        // a name before the verb that the parser set aside
        if let Some(k) = self.kids(p).iter().copied().find(|&k| {
            k < p
                && matches!(self.rel(k), "discourse" | "vocative" | "dislocated" | "dep")
                && (self.acts_as_party(k)
                    || self.upos(k) == model::Upos::Propn
                    || self.upos(k) == model::Upos::Intj && self.form(k).len() > 4 && self.form(k).starts_with(char::is_uppercase))
        }) {
            return Some(k);
        }
        if matches!(self.xpos(p), "VBD" | "VBZ" | "VBP") && matches!(self.rel(p), "root" | "ccomp") {
            // "before the talks, ministers of both sides said": read as "talks, ministers"
            if let Some(k) = (0..p).rev().find(|&k| {
                self.upos(k).is_nominal()
                    && matches!(self.rel(k), "conj" | "appos")
                    && self.is_animate(k)
                    && self.head(k).is_some_and(|h| h < k && self.head(h) == Some(p))
            }) {
                return Some(k);
            }
        }
        let up = self.head(p)?;
        match self.rel(p) {
            "conj" if !self.is_noun(p) || self.kid(p, "cop").is_some() => self.subject_within(up, fuel - 1),
            "xcomp" => self.controller(up, fuel - 1),
            "ccomp" if self.mark(p) == "to" || self.xpos(p) == "VBG" || self.xpos(p) == "VB" => self.controller(up, fuel - 1),
            "advcl" | "parataxis"
                if self.xpos(p) == "VBG"
                    || (self.xpos(p) == "VBN" && !matches!(self.mark(p), "after" | "because" | "since" | "that" | "before"))
                    || self.mark(p) == "to"
                    || (self.rel(p) == "advcl" && !self.is_verb(p)) =>
            {
                self.subject_within(up, fuel - 1)
            }
            // "is the leading donor, providing …": the parser hangs the participle on the predicate
            "acl" if self.xpos(p) == "VBG" && self.kid(up, "cop").is_some() && p > 0 && self.form(p - 1) == "," => {
                self.subject_within(up, fuel - 1).or(Some(up))
            }
            // "voted in favour of rejecting": the noun's own author, not the noun
            "acl" if self.xpos(p) == "VBG" && self.kids(p).iter().any(|&k| k < p && matches!(self.rel(k), "mark" | "case")) => {
                self.noun_agent(up).or_else(|| self.head(up).and_then(|g| self.subject_within(g, fuel - 1)))
            }
            "acl" if self.deprel(p) == "acl:relcl" || self.xpos(p) == "VBG" || self.xpos(p) == "VBN" => Some(up),
            "acl" => self.noun_agent(up).or_else(|| {
                let governor = self.head(up)?;
                matches!(self.rel(up), "obj" | "obl").then(|| self.subject_within(governor, fuel - 1)).flatten()
            }),
            _ => None,
        }
    }

    /// "Kenya on Monday released …": a day that was taken for the subject gives way to the noun before its preposition.
    fn before_time(&self, subject: usize) -> usize {
        let span = self.token_span(subject);
        let first = self.doc.times.partition_point(|t| t.span.end <= span.start);
        let dated = self.doc.times.get(first).is_some_and(|t| t.span.contains(span));
        if !dated || self.acts_as_party(subject) {
            return subject;
        }
        let start = self.kid(subject, "case").unwrap_or(subject);
        match start.checked_sub(1) {
            Some(before) if self.upos(before).is_nominal() => before,
            _ => subject,
        }
    }

    /// Who is understood as the subject of the infinitive under `v`.
    fn controller(&self, v: usize, fuel: usize) -> Option<usize> {
        if self.is_noun(v) {
            return self.noun_agent(v);
        }
        let acts = self.verb_senses(v);
        if !self.is_passive(v)
            && acts.iter().any(|f| object_control(f.act))
            && let Some(k) = self.object(v).or_else(|| self.under_preposition(v, &["on", "upon", "to"]).next())
        {
            return Some(k);
        }
        self.subject_within(v, fuel)
    }

    /// Surface object.
    pub fn object(&self, p: usize) -> Option<usize> {
        self.kid(p, "obj")
            .filter(|&k| !self.is_time_phrase(k))
            .map(|k| self.antecedent(k))
            .or_else(|| {
                // "handed over the pilot", "deported at least four": a particle or an adverb read as a preposition
                self.kids_of(p, "obl").find(|&k| {
                    self.kid(k, "case").is_some_and(|c| {
                        // "stalled over the list" is no "handed over the list"
                        let intransitive = self.lemma(c) == "over"
                            && !matches!(
                                self.lemma(p),
                                "hand"
                                    | "turn"
                                    | "give"
                                    | "take"
                                    | "bring"
                                    | "carry"
                                    | "win"
                                    | "sign"
                                    | "pass"
                                    | "push"
                                    | "hold"
                                    | "put"
                                    | "make"
                            );
                        (!intransitive
                            && c == p + 1
                            && matches!(self.lemma(c), "over" | "out" | "down" | "up" | "off" | "back" | "forward" | "aside"))
                            || (self.lemma(c) == "at" && c + 1 < self.len() && matches!(self.lemma(c + 1), "least" | "most" | "little"))
                    })
                })
            })
            .or_else(|| {
                // "called off the walkout planned for May": the object read as a measure
                let particle = self.kid(p, "compound:prt")?;
                self.kids_of(p, "obl:unmarked").find(|&k| k > particle && k <= particle + 4 && !self.is_time_phrase(k) && self.is_noun(k))
            })
            .or_else(|| {
                // "terms that Graustark rejects" without a pronoun, "terms Graustark opposes"
                (self.deprel(p) == "acl:relcl" && self.kid(p, "nsubj").is_some_and(|s| self.antecedent(s) == s))
                    .then(|| self.head(p))
                    .flatten()
            })
    }

    /// "last month" read as an object.
    fn is_time_phrase(&self, i: usize) -> bool {
        matches!(
            self.lemma(i),
            "week" | "month" | "year" | "day" | "night" | "morning" | "evening" | "weekend" | "spring" | "summer" | "autumn" | "winter"
        ) && self.kids(i).iter().any(|&k| matches!(self.lemma(k), "last" | "next" | "this" | "that" | "past" | "early" | "late"))
    }

    /// What the predicate is done to: the object, or the subject of a passive, or the noun that a past participle describes.
    pub fn patient(&self, p: usize) -> Option<usize> {
        if self.is_noun(p) {
            return self.under_preposition(p, &["of", "for", "on", "to", "against"]).next().or_else(|| self.kid(p, "compound"));
        }
        if !self.is_passive(p) {
            return self.object(p).or_else(|| {
                // shared object: "criticised and rejected the plan"
                self.kids_of(p, "conj")
                    .find_map(|k| self.object(k))
                    .filter(|_| self.kid(p, "obl").is_none() && self.kid(p, "ccomp").is_none() && self.kid(p, "xcomp").is_none())
            });
        }
        if let Some(k) = self.kid(p, "nsubj") {
            return Some(self.antecedent(k));
        }
        match self.rel(p) {
            "acl" | "amod" => self.head(p),
            "conj" | "xcomp" | "advcl" => self.subject(p),
            _ => None,
        }
    }

    /// Who does what an event noun names: possessive, "by", "from", a nationality or name in front, the subject of a participle on it.
    pub fn noun_agent(&self, n: usize) -> Option<usize> {
        if let Some(k) = self.kid(n, "nmod:poss") {
            return Some(k);
        }
        if let Some(k) = self
            .under_preposition(n, &["by", "from"])
            .find(|&k| self.acts_as_party(k) || self.case(k) == "by" && self.is_animate(k) && !self.is_verb(k))
        {
            return Some(k);
        }
        // "rebuffed proposals from X to …": what comes from X hung on the verb
        if matches!(self.rel(n), "obj" | "obl")
            && let Some(verb) = self.head(n).filter(|&v| !self.is_passive(v))
            && let Some(k) = self.under_preposition(verb, &["from", "by"]).find(|&k| k > n && self.acts_as_party(k))
            && (n + 1..k).all(|w| matches!(self.form(w), "from" | "by") || matches!(self.rel(w), "det" | "compound" | "amod"))
        {
            return Some(k);
        }
        for &k in self.kids(n) {
            match self.rel(k) {
                // "an offer made by X"; "an offer accepted by Y" is not Y's
                "acl" if self.xpos(k) == "VBN" && !self.verb_senses(k).iter().any(|f| is_taking(f.act)) => {
                    if let Some(agent) = self.by_agent(k) {
                        return Some(agent);
                    }
                }
                // "the demands that X had made"
                "acl"
                    if self.deprel(k) == "acl:relcl"
                        && self.verb_senses(k).iter().any(|f| matches!(f.act, Act::Do | Act::Deliver | Act::Propose)) =>
                {
                    let author = self.kid(k, "nsubj").filter(|&s| self.upos(s) != model::Upos::Pron && !self.is_passive(k));
                    if author.is_some() {
                        return author;
                    }
                }
                "amod" | "compound" => {
                    if self.acts_as_party(k) {
                        return Some(k);
                    }
                    // "US-proposed truce", "Egyptian-led talks"
                    if let Some(inner) = self.kids(k).iter().copied().find(|&j| j < k && self.acts_as_party(j) && !self.is_supported(k)) {
                        return Some(inner);
                    }
                }
                "nsubj" if self.kid(n, "cop").is_none() => return Some(k),
                _ => {}
            }
        }
        // "a government threat to suspend the talks", "a union demand"
        let moved = self.noun_senses(n).iter().any(|f| {
            matches!(
                f.act,
                Act::Threaten | Act::Demand | Act::Offer | Act::Propose | Act::Pledge | Act::Ultimatum | Act::Accusation | Act::Criticism
            )
        });
        let role =
            |&k: &usize| self.rel(k) == "compound" && self.upos(k) == model::Upos::Noun && lexicon::people::is_role_word(self.lemma(k));
        if let Some(k) = self.kids(n).iter().copied().filter(|_| moved).find(role) {
            return Some(k);
        }
        self.under_preposition(n, &["of"]).find(|&k| self.acts_as_party(k) && self.upos(k) != model::Upos::Noun)
    }

    /// Whether the word heads a mention of an actor.
    pub fn acts_as_party(&self, i: usize) -> bool {
        self.actor_at(i).is_some() && !self.is_supported(i)
    }

    /// Whether a phrase names two and more that are coordinated: "Norway and Sweden", not "Norway's prime minister, Ida Berg".
    pub fn names_several(&self, phrase: model::Span) -> bool {
        let inside = |i: usize| phrase.contains(self.token_span(i));
        (0..self.len())
            .filter(|&i| inside(i) && self.rel(i) == "conj" && self.actor_at(i).is_some())
            .any(|i| self.head(i).is_some_and(|h| inside(h) && self.actor_at(h).is_some()))
    }

    /// "UN-backed talks", "the Saudi-supported army": the participle tells who stands behind, and that is no party to it.
    pub fn is_supported(&self, i: usize) -> bool {
        i > 1 && matches!(self.form(i - 1), "-" | "‑") && crate::names::supports(self.form(i))
    }
}
