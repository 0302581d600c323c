//! Which senses a word has here: the rows of `lexicon::doing` that fit the word with its particle or preposition.

use super::scene::Scene;
use lexicon::doing::{Act, Doing, Frame, Pos};
use model::Upos;

/// Nouns that only count or wrap what they hold: "a series of talks", "two rounds of negotiations".
const CONTAINERS: &[&str] = &[
    "ten",
    "score",
    "worth",
    "series",
    "round",
    "set",
    "list",
    "number",
    "kind",
    "type",
    "form",
    "lot",
    "range",
    "flurry",
    "sign",
    "package",
    "wave",
    "batch",
    "pair",
    "topic",
    "stage",
    "phase",
    "question",
    "issue",
    "idea",
    "possibility",
    "subject",
    "portion",
    "part",
    "share",
    "bulk",
    "majority",
    "rest",
    "remainder",
    "dozen",
    "total",
    "score",
    "hundred",
    "thousand",
    "handful",
    "couple",
    "variety",
    "hour",
    "day",
    "week",
    "month",
    "year",
];

/// Units that talks and deadlines are measured in.
pub(crate) fn is_time_unit(lemma: &str) -> bool {
    matches!(lemma, "hour" | "day" | "week" | "month" | "year")
}

/// Looks words up.
pub(crate) trait Lexemes {
    fn verb_senses(&self, i: usize) -> &'static [Frame];
    fn verb_senses_of(&self, i: usize, lemma: &str) -> &'static [Frame];
    fn noun_senses(&self, i: usize) -> &'static [Frame];
    fn senses(&self, i: usize) -> &'static [Frame];
}

impl Lexemes for Scene<'_> {
    /// Senses of a verb: with its particle, with the preposition right behind it, with that of a dependent, alone.
    fn verb_senses(&self, i: usize) -> &'static [Frame] {
        let found = self.verb_senses_of(i, self.lemma(i));
        if !found.is_empty() {
            return found;
        }
        // a lemma that the lemmatiser cut short ("shel", "rul"): what the form allows
        let form = self.form(i);
        for (ending, add) in [("ed", ""), ("d", ""), ("ied", "y"), ("ing", ""), ("ing", "e"), ("es", ""), ("s", "")] {
            if let Some(stem) = form.strip_suffix(ending).filter(|s| s.len() > 2) {
                let mut candidate = format!("{}{add}", stem.to_lowercase());
                // "initialled", "shipped": the last letter doubled
                if candidate == self.lemma(i) && add.is_empty() && candidate.is_ascii() {
                    let bytes = candidate.as_bytes();
                    let n = bytes.len();
                    if n > 3 && bytes[n - 1] == bytes[n - 2] {
                        candidate.truncate(n - 1);
                    }
                }
                if candidate != self.lemma(i) {
                    let found = self.verb_senses_of(i, &candidate);
                    if !found.is_empty() {
                        return found;
                    }
                }
            }
        }
        &[]
    }

    fn verb_senses_of(&self, i: usize, lemma: &str) -> &'static [Frame] {
        let doing = Doing::get();
        if let Some((found, _)) = self.idiom(i, lemma) {
            return found;
        }
        let mut key = String::with_capacity(24);
        let mut look = |second: &str| {
            key.clear();
            key.push_str(lemma);
            key.push(' ');
            key.push_str(second);
            doing.senses(Pos::Verb, &key)
        };
        if let Some(k) = self.kid(i, "compound:prt") {
            // "caved in to the demands"
            if k + 1 < self.len() && self.upos(k + 1) == Upos::Adp {
                let found = look(&format!("{} {}", self.lemma(k), self.lemma(k + 1)));
                if !found.is_empty() {
                    return found;
                }
            }
            let found = look(self.lemma(k));
            if !found.is_empty() {
                return found;
            }
        }
        if i + 1 < self.len()
            && (matches!(self.upos(i + 1), Upos::Adp | Upos::Part | Upos::Adv | Upos::Sconj) || matches!(lemma, "let" | "set" | "hold"))
        {
            if i + 2 < self.len() {
                let two = format!("{} {}", self.lemma(i + 1), self.lemma(i + 2));
                let found = look(&two);
                if !found.is_empty() {
                    return found;
                }
            }
            let found = look(self.lemma(i + 1));
            // "called on Monday for talks" is no "call on"
            if !found.is_empty() && !(i + 2 < self.len() && self.in_time(i + 2)) {
                return found;
            }
        }
        for &k in self.kids(i) {
            let found = match self.rel(k) {
                "obl" if self.in_time(k) => &[],
                // "called a referendum on the constitution" is no "call on"
                "obl"
                    if lemma == "call"
                        && self.kid(i, "obj").is_some_and(|o| o < k && self.upos(o) == Upos::Noun && !self.is_animate(o)) =>
                {
                    &[]
                }
                // "turned the prisoners over to the Red Cross"
                "obl"
                    if k > i
                        && self
                            .kids(k)
                            .iter()
                            .any(|&c| self.rel(c) == "case" && c + 1 < k && self.lemma(c) == "over" && self.lemma(c + 1) == "to") =>
                {
                    look("over")
                }
                // "charged him with finding a majority"
                "advcl" if self.mark(k) == "with" => look("with"),
                "obl" | "advcl" | "ccomp" if self.upos(k) != Upos::Intj && !matches!(self.lemma(k), "yes" | "no") => look(self.case(k)),
                "obj" if k == i + 1 && k + 1 < self.len() && self.upos(k + 1) == Upos::Adp => {
                    // "take part in"
                    let found = look(&format!("{} {}", self.lemma(k), self.lemma(k + 1)));
                    if found.is_empty() { look(self.lemma(k)) } else { found }
                }
                "advmod" | "obj" | "discourse" => look(self.lemma(k)),
                // "said yes to the offer"
                "ccomp" if self.upos(k) == Upos::Intj || matches!(self.lemma(k), "yes" | "no") => look(self.lemma(k)),
                _ => &[],
            };
            if !found.is_empty() {
                return found;
            }
        }
        doing.senses(Pos::Verb, lemma)
    }

    /// Senses of a noun, with the compound before it where a row has both.
    fn noun_senses(&self, i: usize) -> &'static [Frame] {
        let doing = Doing::get();
        let lemma = self.lemma(i);
        if let Some(k) = self.kids(i).iter().copied().rfind(|&k| k + 1 == i && matches!(self.rel(k), "compound" | "amod" | "flat")) {
            let key = format!("{} {}", self.lemma(k), lemma);
            let found = doing.senses(Pos::Noun, &key);
            if !found.is_empty() {
                return found;
            }
        }
        if let Some(k) = self
            .kids(i)
            .iter()
            .copied()
            .find(|&k| self.rel(k) == "nmod" && self.case(k) == "of" && self.kids(k).iter().filter(|&&j| j < k).count() == 1)
        {
            let found = doing.senses(Pos::Noun, &format!("{lemma} of {}", self.lemma(k)));
            if !found.is_empty() {
                return found;
            }
        }
        let found = match self.xpos(i) {
            // a noun in -ing that the tagger took for a verb keeps the verb's lemma
            "VBG" => doing.senses(Pos::Noun, &self.form(i).to_lowercase()),
            _ => doing.senses(Pos::Noun, lemma),
        };
        if found.is_empty() && lemma.ends_with('s') { doing.senses(Pos::Noun, &lemma[..lemma.len() - 1]) } else { found }
    }

    fn senses(&self, i: usize) -> &'static [Frame] {
        match self.upos(i) {
            Upos::Verb => {
                let found = self.verb_senses(i);
                if found.is_empty() && matches!(self.rel(i), "amod") { Doing::get().senses(Pos::Adjective, self.form(i)) } else { found }
            }
            Upos::Noun if self.is_verb(i) => self.verb_senses(i),
            Upos::Noun => self.noun_senses(i),
            Upos::Propn if self.heading || self.mention(i).is_none() => {
                let found = self.noun_senses(i);
                if found.is_empty() && self.heading { self.verb_senses(i) } else { found }
            }
            Upos::Adj => {
                let found = Doing::get().senses(Pos::Adjective, self.lemma(i));
                if !found.is_empty() || !matches!(self.xpos(i), "VBN" | "VBG") {
                    return found;
                }
                // "prepared to wait": a participle keeps the lemma of its verb
                let own = self.kid(i, "xcomp").map_or(&[][..], |_| Doing::get().senses(Pos::Adjective, &self.form(i).to_lowercase()));
                if own.is_empty() { self.verb_senses(i) } else { own }
            }
            _ => &[],
        }
    }
}

/// What a complement is about, as far as it decides between kinds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Topic {
    /// A meeting, talks, negotiations.
    Meeting,
    /// A ceasefire or an end of the fighting.
    Truce,
    /// A deal, an agreement.
    Agreement,
    /// A release or exchange of people.
    Exchange,
    /// Sanctions, tariffs.
    Sanction,
    /// Arms, money, relief.
    Aid,
    /// Fighting.
    Fight,
    /// A proposal, offer, demand, ultimatum: something that waits for an answer.
    Move,
    /// An answer.
    Answer,
    /// Anything else.
    Other,
}

impl Topic {
    /// Something that two sides can only do together.
    pub fn is_joint(self) -> bool {
        matches!(self, Topic::Meeting | Topic::Truce | Topic::Agreement)
    }

    fn of(act: Act) -> Option<Topic> {
        Some(match act {
            Act::Meet | Act::Visit | Act::Discuss | Act::Mediate => Topic::Meeting,
            Act::Truce => Topic::Truce,
            Act::Agreement | Act::Agree | Act::Sign | Act::Settle => Topic::Agreement,
            Act::Release | Act::Swap => Topic::Exchange,
            Act::Sanction | Act::Ban | Act::Expel => Topic::Sanction,
            Act::Aid => Topic::Aid,
            Act::Attack | Act::Fight | Act::War | Act::Seize => Topic::Fight,
            Act::Propose
            | Act::Suggest
            | Act::Offer
            | Act::Invite
            | Act::Demand
            | Act::Ultimatum
            | Act::Deadline
            | Act::Call
            | Act::Ask
            | Act::Condition
            | Act::PlanNoun => Topic::Move,
            Act::Accept | Act::Reject | Act::Consent | Act::Respond | Act::Oppose => Topic::Answer,
            _ => return None,
        })
    }
}

impl Scene<'_> {
    /// Whether the word by itself is a row of this class of `things.tsv`.
    pub fn is_a(&self, i: usize, class: Act) -> bool {
        // "a scathing attack": a participle keeps the lemma of its verb
        Doing::get().is_a(self.lemma(i), class)
            || matches!(self.xpos(i), "VBG" | "VBN") && Doing::get().is_a(&self.form(i).to_lowercase(), class)
    }

    /// The noun inside a container: "series of peace talks" -> "talks".
    pub fn unwrapped(&self, i: usize) -> usize {
        let mut at = i;
        for _ in 0..4 {
            // "one of the proposals", "some of the terms"
            let counted =
                matches!(self.lemma(at), "one" | "two" | "three" | "some" | "most" | "many" | "several" | "all" | "none" | "any" | "each")
                    && matches!(self.upos(at), Upos::Num | Upos::Det | Upos::Adj | Upos::Pron | Upos::Noun)
                    || self.upos(at) == Upos::Num;
            if !counted && (!self.is_noun(at) || !CONTAINERS.contains(&self.lemma(at))) {
                break;
            }
            match self.under_preposition(at, &["of"]).next() {
                // "five weeks of talks", not "within two days of the signing"
                Some(inner) if is_time_unit(self.lemma(at)) && !self.noun_senses(inner).iter().any(|f| f.act == Act::Meet) => break,
                Some(inner) => at = inner,
                None => break,
            }
        }
        at
    }

    /// What the complement headed by `c` is about.
    pub fn topic(&self, c: usize) -> Topic {
        self.topic_within(c, 5)
    }

    fn topic_within(&self, c: usize, fuel: usize) -> Topic {
        if fuel == 0 {
            return Topic::Other;
        }
        let c = self.unwrapped(c);
        let senses = self.senses(c);
        if self.is_noun(c) {
            if self.is_a(c, Act::Move) {
                return Topic::Move;
            }
            for f in senses {
                match f.act {
                    Act::Aid | Act::Captive | Act::Delegation => {}
                    act => {
                        if let Some(topic) = Topic::of(act) {
                            return topic;
                        }
                    }
                }
            }
            if senses.iter().any(|f| f.act == Act::Table) {
                let verb = self.head(c).map_or("", |h| self.lemma(h));
                let idiom = matches!(self.case(c), "to" | "at")
                    && (matches!(verb, "come" | "return" | "go" | "get" | "sit" | "bring" | "stay") || matches!(verb, "back"));
                return if idiom { Topic::Meeting } else { Topic::Other };
            }
            if senses.iter().any(|f| matches!(f.act, Act::Halt | Act::Stop | Act::Result))
                && let Some(k) = self.patient(c)
                && self.topic_within(k, fuel - 1) == Topic::Fight
            {
                return Topic::Truce;
            }
            if senses.iter().any(|f| f.act == Act::Aid) {
                return Topic::Aid;
            }
            if matches!(
                self.lemma(c),
                "end"
                    | "halt"
                    | "cessation"
                    | "return"
                    | "resumption"
                    | "restart"
                    | "start"
                    | "renewal"
                    | "continuation"
                    | "imposition"
                    | "introduction"
                    | "entry"
                    | "application"
                    | "enforcement"
            ) && let Some(k) = self
                .under_preposition(c, &["of", "to", "in"])
                // "the entry into force of the tariffs"
                .chain(self.under_preposition(c, &["into"]).flat_map(|k| self.under_preposition(k, &["of"])))
                .next()
            {
                let inner = self.topic_within(k, fuel - 1);
                return if inner == Topic::Fight && matches!(self.lemma(c), "end" | "halt" | "cessation") { Topic::Truce } else { inner };
            }
            return Topic::Other;
        }
        // "their willingness to talk"
        if self.lemma(c) == "talk" && self.is_verb(c) {
            return Topic::Meeting;
        }
        // verbs: light and aspectual ones pass on the topic of their object
        for f in senses {
            match f.act {
                Act::Hold
                | Act::Begin
                | Act::Resume
                | Act::Continue
                | Act::Reach
                | Act::Do
                | Act::Deliver
                | Act::Keep
                | Act::Occur
                | Act::Give
                | Act::Try
                | Act::Prepare
                | Act::Plan
                | Act::Receive => {
                    let argument = self
                        .patient(c)
                        .or_else(|| self.kid(c, "obj"))
                        .or_else(|| {
                            self.under_preposition(c, &["in", "into", "to", "at", "for", "with"])
                                .find(|&k| self.topic_within(k, fuel - 1) != Topic::Other)
                        })
                        .or_else(|| self.kid(c, "xcomp"))
                        .or_else(|| if f.act == Act::Occur { self.subject(c) } else { None });
                    if let Some(k) = argument.filter(|&k| k != c) {
                        let inner = self.topic_within(k, fuel - 1);
                        if inner != Topic::Other && inner != Topic::Move {
                            return inner;
                        }
                    }
                }
                Act::Stop | Act::End | Act::Cancel => {
                    if let Some(k) = self.patient(c).or_else(|| self.kid(c, "xcomp"))
                        && self.topic_within(k, fuel - 1) == Topic::Fight
                    {
                        return Topic::Truce;
                    }
                }
                Act::Release | Act::Return | Act::Swap => {
                    if self.patient(c).is_some_and(|k| self.is_captive(k)) {
                        return Topic::Exchange;
                    }
                }
                act => {
                    if let Some(topic) = Topic::of(act) {
                        return topic;
                    }
                }
            }
        }
        if matches!(self.lemma(c), "come" | "return" | "go" | "get" | "bring" | "move" | "proceed" | "turn")
            && let Some(k) = self.under_preposition(c, &["to"]).next()
        {
            let inner = self.topic_within(k, fuel - 1);
            if inner == Topic::Meeting {
                return inner;
            }
        }
        if (self.lemma(c) == "include" || self.lemma(c) == "be" || self.lemma(c) == "see")
            && let Some(k) = self.kid(c, "obj")
        {
            return self.topic_within(k, fuel - 1);
        }
        Topic::Other
    }

    /// Prisoners, hostages, bodies: what is exchanged.
    pub fn is_captive(&self, i: usize) -> bool {
        let i = self.unwrapped(i);
        let captive = |j: usize| self.noun_senses(j).iter().any(|f| f.act == Act::Captive);
        captive(i)
            || self.kids(i).iter().any(|&k| matches!(self.rel(k), "compound" | "nmod") && captive(k))
            || self.mention(i).is_some_and(|m| m.kind == model::EntityKind::Person)
    }

    /// "peace", "stability", "a solution": what everybody wants, asked of nobody.
    pub fn is_good(&self, i: usize) -> bool {
        self.noun_senses(self.unwrapped(i)).iter().any(|f| f.act == Act::Good)
    }

    /// Whether the word names what talks and negotiations are.
    pub fn is_talks(&self, i: usize) -> bool {
        let i = self.unwrapped(i);
        (self.is_noun(i) && self.noun_senses(i).iter().any(|f| f.act == Act::Meet))
            || (self.lemma(i) == "process"
                && self.kids(i).iter().any(|&k| matches!(self.lemma(k), "peace" | "negotiation" | "negotiating")))
    }
}
