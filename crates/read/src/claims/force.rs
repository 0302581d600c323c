//! Polarity and modality of a clause: what its auxiliaries, negations and conditions make of the content.

use super::scene::Scene;

/// What a clause's grammar says about its content.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Force {
    pub negated: bool,
    /// will, shall, "is to".
    pub future: bool,
    pub would: bool,
    /// may, might, could, perhaps.
    pub possible: bool,
    /// can: with a negation "unable".
    pub can: bool,
    /// must, should, has to.
    pub must: bool,
    /// The clause that it depends on: head word of "if …", "unless …", "once …".
    pub condition: Option<usize>,
    /// A bare infinitive or "to" clause: asserts nothing by itself.
    pub infinitive: bool,
    /// Stands inside a condition ("if they meet"), which asserts nothing.
    pub supposed: bool,
    /// Past tense or perfect.
    pub past: bool,
}

const NEGATIONS: &[&str] = &["not", "n't", "never", "hardly", "nowhere", "nor"];
const NO: &[&str] = &["no", "neither", "none", "nobody", "nothing", "little", "few"];

impl Scene<'_> {
    /// The force of the clause headed by `p`.
    pub fn force(&self, p: usize) -> Force {
        let mut force = Force::default();
        self.add_force(p, &mut force, true);
        let mut at = p;
        // coordination shares auxiliaries that stand before the first verb: "will meet and sign"
        for _ in 0..4 {
            if self.rel(at) != "conj" || self.kids(at).iter().any(|&k| self.rel(k) == "nsubj" || self.rel(k) == "aux") {
                break;
            }
            let Some(up) = self.head(at) else { break };
            if !self.is_verb(up) && self.kid(up, "cop").is_none() {
                break;
            }
            let mut shared = Force::default();
            self.add_force(up, &mut shared, false);
            force.future |= shared.future;
            force.would |= shared.would;
            force.possible |= shared.possible;
            force.must |= shared.must;
            force.past |= shared.past;
            force.infinitive |= shared.infinitive;
            force.condition = force.condition.or(shared.condition);
            at = up;
        }
        force.supposed |= self.inverted(p) || self.is_proviso(p);
        let mut at = p;
        for _ in 0..self.len() {
            if self.rel(at) == "advcl" && matches!(self.mark(at), "if" | "unless" | "whether" | "lest") {
                force.supposed = true;
            }
            // "will talk when the shelling stops": what is awaited is not told as a fact
            if self.rel(at) == "advcl" && self.is_awaited(at) {
                force.supposed = true;
            }
            // "hopes that the army will take part"
            if self.rel(at) == "ccomp"
                && (force.future || force.would)
                && self.head(at).is_some_and(|h| matches!(self.lemma(h), "hope" | "wish" | "pray"))
            {
                force.supposed = true;
            }
            // "as long as the insurers agree"
            if self.rel(at) == "advcl" && self.mark(at) == "as" && self.head(at).is_some_and(|h| self.lemma(h) == "long") {
                force.supposed = true;
            }
            if self.rel(at) == "ccomp" && matches!(self.mark(at), "whether" | "if") {
                force.supposed = true;
            }
            // "it remains to be seen how they will respond"
            let asked = |k: usize| matches!(self.lemma(k), "how" | "whether" | "when" | "why");
            if matches!(self.rel(at), "ccomp" | "csubj" | "xcomp" | "advcl")
                && self.kids(at).iter().any(|&k| k < at && matches!(self.rel(k), "advmod" | "mark") && asked(k))
                && self.head(at).is_some_and(|up| {
                    matches!(
                        self.lemma(up),
                        "see"
                            | "clear"
                            | "unclear"
                            | "uncertain"
                            | "know"
                            | "unknown"
                            | "say"
                            | "ask"
                            | "decide"
                            | "determine"
                            | "depend"
                            | "question"
                    )
                })
            {
                force.supposed = true;
            }
            // "rather than negotiating", "instead of meeting": what was not done
            let instead = |k: usize| k < at && matches!(self.lemma(k), "rather" | "instead");
            if self.rel(at) == "advcl" && self.xpos(at) == "VBG" && self.kids(at).iter().any(|&k| instead(k)) {
                force.supposed = true;
            }
            if let Some(up) = self.head(at) {
                // "considers releasing the crew"
                if self.rel(at) == "xcomp"
                    && self.xpos(at) == "VBG"
                    && matches!(self.lemma(up), "consider" | "contemplate" | "envisage" | "mull" | "weigh")
                {
                    force.supposed = true;
                }
                // "did not confirm that a deal had been reached"
                let unconfirmed = self.rel(at) == "ccomp"
                    && matches!(self.lemma(up), "confirm" | "verify" | "corroborate" | "substantiate")
                    && (self.has(up, &["advmod"], &["not", "n't", "never"]) || self.has(up, &["nsubj"], &["nobody", "none"]));
                // "on condition that the boat is returned"; "denies arming the rebels"
                let hangs = matches!(self.rel(at), "acl" | "ccomp" | "advcl");
                let denied =
                    matches!(self.rel(at), "xcomp" | "ccomp" | "advcl") && matches!(self.lemma(up), "deny" | "avoid" | "prevent" | "avert");
                // "close to striking a deal"
                let near = matches!(self.lemma(up), "close" | "closer" | "near" | "nearer")
                    && self.kids(at).iter().any(|&k| k < at && matches!(self.rel(k), "mark" | "case") && self.lemma(k) == "to");
                // "stopped short of endorsing the offer"
                let short = self.lemma(up) == "short" || self.lemma(up) == "stop" && self.has(up, &["advmod", "xcomp"], &["short"]);
                // "is leaning towards accepting"
                let leaning = matches!(self.rel(at), "advcl" | "obl" | "xcomp")
                    && matches!(self.lemma(up), "lean" | "incline" | "tend" | "edge" | "inch" | "drift")
                    && self.xpos(at) == "VBG";
                if unconfirmed
                    || leaning
                    || near && self.xpos(at) == "VBG"
                    || short && matches!(self.rel(at), "advcl" | "acl" | "xcomp" | "ccomp") && self.xpos(at) == "VBG"
                    || hangs && matches!(self.lemma(up), "condition" | "proviso") && matches!(self.case(up), "on" | "under" | "with")
                    || denied && (self.xpos(at) == "VBG" || self.lemma(up) == "deny")
                {
                    force.supposed = true;
                }
            }
            // ", a demand rejected by …": what is said of the whole stands outside the condition
            if self.rel(at) == "appos" {
                break;
            }
            match self.head(at) {
                Some(up) => at = up,
                None => break,
            }
        }
        force
    }

    /// "Had a deal been struck, …", "Should the talks fail, …": a condition told by the order of its words, up to the comma.
    fn inverted(&self, p: usize) -> bool {
        let Some(first) = (0..self.len()).find(|&i| self.form(i).starts_with(char::is_alphabetic)) else { return false };
        matches!(self.form(first), "Had" | "Should" | "Were")
            && p >= first
            && self.is_noun_phrase_at(first + 1)
            && (first..self.len()).find(|&i| self.form(i) == ",").is_some_and(|comma| p < comma)
    }

    /// "…, provided the sanctions are lifted first": the clause behind a participle that makes a condition of it.
    fn is_proviso(&self, p: usize) -> bool {
        let first = self.subtree(p, &|k| k > p).into_iter().min().unwrap_or(p);
        let lead = |i: usize| {
            matches!(self.form(i), "provided" | "providing" | "assuming") && self.kid(i, "obj").is_none() && self.kid(i, "nsubj").is_none()
        };
        // the conjunction may stand between
        self.is_verb(p) && (1..=2).any(|back| first >= back && lead(first - back) && (back == 1 || self.form(first - 1) == "that"))
    }

    /// Whether a word can begin the subject behind its auxiliary.
    fn is_noun_phrase_at(&self, i: usize) -> bool {
        use model::Upos as U;
        i < self.len() && matches!(self.upos(i), U::Det | U::Noun | U::Propn | U::Pron | U::Adj | U::Num)
    }

    /// "that X be done": a clause whose only auxiliary is a bare "be".
    fn is_subjunctive(&self, p: usize) -> bool {
        let kids = self.kids(p);
        self.rel(p) == "ccomp"
            && !kids.iter().any(|&k| self.lemma(k) == "to" && self.rel(k) == "mark")
            && !kids.iter().any(|&k| matches!(self.rel(k), "aux" | "cop") && self.form(k) != "be")
    }

    /// The word that links a clause: its subordinator, or the adverb that stands for one.
    pub fn linker(&self, clause: usize) -> &str {
        match self.mark(clause) {
            "" => self
                .kids(clause)
                .iter()
                .copied()
                .find(|&k| k < clause && self.rel(k) == "advmod" && matches!(self.lemma(k), "when" | "once" | "until" | "while" | "where"))
                .map_or("", |k| self.lemma(k)),
            mark => mark,
        }
    }

    /// A clause of time in the present tense under a clause about the future.
    fn is_awaited(&self, clause: usize) -> bool {
        let kids = self.kids(clause);
        let awaits = kids.iter().any(|&k| {
            matches!(self.rel(k), "mark" | "advmod")
                && matches!(self.lemma(k), "when" | "until" | "till" | "once" | "after" | "before" | "as" | "unless" | "while")
        });
        let present = matches!(self.xpos(clause), "VBZ" | "VBP")
            || self.xpos(clause) == "JJ" && self.is_verb(clause)
            || kids.iter().any(|&k| {
                matches!(self.rel(k), "aux" | "cop")
                    && matches!(self.xpos(k), "VBZ" | "VBP")
                    && matches!(self.lemma(k), "be" | "have" | "do")
            });
        // "would not sail until the wages were paid": the same told later
        let past = matches!(self.xpos(clause), "VBD" | "VBN");
        // "before they would attend", "refused to start until the last was freed"
        let until = kids
            .iter()
            .any(|&k| matches!(self.rel(k), "mark" | "advmod") && matches!(self.lemma(k), "before" | "until" | "till" | "unless"));
        let would = kids.iter().any(|&k| self.rel(k) == "aux" && matches!(self.lemma(k), "would" | "will" | "can" | "could"));
        if until && would {
            return true;
        }
        if !awaits || !present && !past {
            return false;
        }
        // "as soon as": the clause hangs on the adverb
        let up = self.head(clause).map(|h| if self.upos(h) == model::Upos::Adv { self.head(h).unwrap_or(h) } else { h });
        up.is_some_and(|up| {
            let mut over = Force::default();
            self.add_force(up, &mut over, false);
            let mut own = Force::default();
            self.add_force(up, &mut own, true);
            if present {
                over.future || over.would || over.must || over.possible || over.can || over.infinitive
            } else {
                use super::frames::Lexemes;
                let refuses = || self.verb_senses(up).iter().any(|f| f.act == lexicon::doing::Act::Refuse);
                over.would || until && (over.infinitive || own.negated || refuses())
            }
        })
    }

    fn add_force(&self, p: usize, force: &mut Force, own: bool) {
        for &k in self.kids(p) {
            let lemma = self.lemma(k);
            match self.rel(k) {
                // "demands that the protocols be kept"
                "aux" | "cop" if self.form(k) == "be" && own && self.is_subjunctive(p) => force.must = true,
                "aux" => {
                    match lemma {
                        "will" | "shall" | "'ll" => {
                            if matches!(self.form(k), "would" | "Would" | "should" | "Should") {
                                force.would |= self.form(k).eq_ignore_ascii_case("would");
                                force.must |= self.form(k).eq_ignore_ascii_case("should");
                            } else {
                                force.future = true;
                            }
                        }
                        "would" | "'d" => force.would = true,
                        "may" | "might" | "could" => force.possible = true,
                        "can" | "ca" => {
                            if self.form(k).eq_ignore_ascii_case("could") {
                                force.possible = true
                            } else {
                                force.can = true
                            }
                        }
                        "must" | "should" | "ought" => force.must = true,
                        "have" | "do" => force.past |= lemma == "have" || self.form(k).eq_ignore_ascii_case("did"),
                        "be" if self.kid(p, "mark").is_some_and(|m| self.lemma(m) == "to") => force.future = true,
                        _ => {}
                    }
                    if lemma == "cannot" {
                        force.can = true;
                        force.negated = true;
                    }
                }
                // "the envoy was to sit down with …", the "be" taken for a copula
                "cop"
                    if lemma == "be"
                        && self.is_verb(p)
                        && self.has(p, &["mark"], &["to"])
                        && self.kid(p, "nsubj").is_some_and(|s| self.is_animate(s) || self.is_talks(self.unwrapped(s))) =>
                {
                    force.future = true
                }
                "mark" if lemma == "to" => force.infinitive = true,
                // "are due to meet", the "due" taken for a part of the "to"
                "mark" if lemma == "due" => force.future = true,
                // "ended without reaching an agreement"
                "mark" | "case" if lemma == "without" && own => force.negated = true,
                "advmod" | "neg" if NEGATIONS.contains(&lemma) && own => force.negated = true,
                "advmod" | "neg" if lemma == "neither" && own => force.negated = true,
                "advmod"
                    if matches!(lemma, "longer" | "long")
                        && (self.has(k, &["advmod", "det"], &["no"]) || k > 0 && self.lemma(k - 1) == "no") =>
                {
                    force.negated = own || force.negated
                }
                "advmod" if matches!(lemma, "perhaps" | "possibly" | "maybe") => force.possible = true,
                "nsubj" | "obj"
                    if own
                        && (NO.contains(&lemma) && !matches!(lemma, "little" | "few")
                            || self.has(k, &["det", "advmod"], &["no", "neither"])) =>
                {
                    force.negated = true;
                }
                "cc" if matches!(lemma, "neither" | "nor") && own => force.negated = true,
                "advcl" if matches!(self.mark(k), "if" | "unless" | "once" | "provided") => force.condition = Some(k),
                "advcl" if self.mark(k) == "as" && self.kids(k).iter().any(|&j| self.lemma(j) == "long") => {
                    force.condition = Some(k).filter(|_| !self.is_extent(k)).or(force.condition);
                }
                // "as soon as X is met", "only when …", "only after …"
                "advmod" if matches!(lemma, "soon" | "long") => {
                    let clause = self.kids(k).iter().copied().find(|&j| self.rel(j) == "advcl");
                    force.condition = clause.filter(|&clause| !self.is_extent(clause)).or(force.condition);
                }
                "advcl" if lemma == "provide" && self.kid(k, "obj").is_none() => force.condition = Some(k),
                "advcl" if self.mark(k) == "as" && self.has(p, &["advmod"], &["soon", "long"]) && !self.is_extent(k) => {
                    force.condition = Some(k);
                }
                "advcl" if matches!(self.linker(k), "when" | "after" | "until") && self.has(p, &["advmod"], &["only"]) => {
                    force.condition = Some(k);
                }
                "advmod" if lemma == "only" && self.kids(k).iter().any(|&j| self.rel(j) == "advcl") => {
                    force.condition = self.kids(k).iter().copied().find(|&j| self.rel(j) == "advcl");
                }
                "obl" | "nmod" if matches!(self.case(k), "without") && own => {}
                _ => {}
            }
        }
        // "have yet to agree"
        let yet = |i: usize| self.has(i, &["advmod"], &["yet"]);
        if force.infinitive
            && (yet(p) || self.head(p).is_some_and(|h| self.lemma(h) == "have" && yet(h)))
            && self.head(p).is_none_or(|h| self.lemma(h) == "have" || self.rel(p) != "xcomp")
        {
            force.negated = own || force.negated;
            force.infinitive = false;
            force.future = false;
        }
        if self.xpos(p) == "VBD" || (self.xpos(p) == "VBN" && !force.future) {
            force.past = true;
        }
        // "is to meet", "are to resume"
        if self.rel(p) == "xcomp"
            && self.mark(p) == "to"
            && let Some(up) = self.head(p)
        {
            if self.lemma(up) == "be" {
                force.future = true;
                force.infinitive = false;
            }
            if self.lemma(up) == "have" && self.kid(up, "obj").is_none() && !yet(p) && !yet(up) {
                force.must = true;
                force.infinitive = false;
            }
            if self.lemma(up) == "go" && self.xpos(up) == "VBG" {
                force.future = true;
                force.infinitive = false;
            }
        }
        if force.future
            && self.has(p, &["mark"], &["to"])
            && self.kids(p).iter().any(|&k| matches!(self.rel(k), "aux" | "cop") && self.lemma(k) == "be")
        {
            force.infinitive = false;
        }
    }
}
