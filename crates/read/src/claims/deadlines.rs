//! Deadlines: a term, who must act in it, and the day on which it is over.

use super::draft::Draft;
use super::frames::Lexemes;
use super::parties::Party;
use super::reader::{Reader, Site};
use super::when::duration_days;
use crate::times::{Bearing, bearing, due};
use lexicon::doing::{Act, Frame};
use model::{Anchor, Claim, ClaimKind, ClaimTime, Envelope, FieldKey, FieldValue, Granularity, Status, TimexType};

/// A term that a clause sets.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Term {
    /// Its expression.
    pub time: usize,
    /// How long it is, where it is a length.
    pub days: Option<i64>,
    /// The days on which it is over; open where that hangs on what nobody dates.
    pub due: Envelope,
}

/// The last term that the report told of, for "the deadline".
#[derive(Clone, Debug)]
pub(crate) struct TermSet {
    kind: ClaimKind,
    by: Vec<String>,
    addressee: Vec<String>,
    content: Option<String>,
    due: Envelope,
}

impl TermSet {
    /// What a demand or an ultimatum leaves for later sentences; `None` where it sets no term.
    pub fn of(claim: &Claim) -> Option<TermSet> {
        let due = claim.time.as_ref().filter(|t| t.event.is_none()).map(|t| t.envelope);
        let days = claim.fields.get(FieldKey::DeadlineDays).is_some();
        if !matches!(claim.kind, ClaimKind::Demand | ClaimKind::Ultimatum) || due.is_none() && !days {
            return None;
        }
        let names = |key| claim.fields.texts(key).into_iter().map(str::to_owned).collect();
        Some(TermSet {
            kind: claim.kind,
            by: names(FieldKey::By),
            addressee: names(FieldKey::Addressee),
            content: claim.fields.text(FieldKey::Content).map(str::to_owned),
            due: due.unwrap_or(Envelope::OPEN),
        })
    }
}

impl Reader<'_, '_> {
    /// The term among `words`: "until Friday", "by the end of June", "within 48 hours of the summit"; a bare length only where its word is `given`
    /// ("gave the port ten days"). Lengths run from the days `issued`.
    pub fn term(&self, words: &[usize], issued: Envelope, given: &dyn Fn(usize) -> bool) -> Option<Term> {
        let times = self.scene.times();
        let inside = || times.iter().copied().filter(|(_, carrier)| words.contains(carrier));
        let named = inside().find(|&(t, _)| {
            let time = &self.doc.times[t];
            matches!(time.timex, TimexType::Date | TimexType::Time)
                && !time.envelope.is_open()
                && matches!(bearing(self.doc, time), Bearing::Until | Bearing::By | Bearing::Before)
        });
        if let Some((time, _)) = named {
            return Some(Term { time, days: None, due: self.doc.times[time].envelope });
        }
        inside().find_map(|(t, carrier)| {
            let within = self.word_before(t) == "within";
            if within || given(carrier) { self.length(t, issued) } else { None }
        })
    }

    /// A length as a term that runs from the days `issued`, or from the event that it hangs on.
    pub fn length(&self, t: usize, issued: Envelope) -> Option<Term> {
        let time = &self.doc.times[t];
        if time.timex != TimexType::Duration {
            return None;
        }
        let days = duration_days(&time.value);
        let within = self.word_before(t) == "within";
        let over = match time.envelope {
            envelope if !envelope.is_open() && within => Envelope::new(envelope.latest, envelope.latest),
            envelope if !envelope.is_open() => envelope,
            _ if time.anchor == Anchor::Event => Envelope::OPEN,
            _ => due(&time.value, issued).unwrap_or(Envelope::OPEN),
        };
        (days.is_some() || !over.is_open()).then_some(Term { time: t, days, due: over })
    }

    /// The word before an expression, in lower case.
    fn word_before(&self, t: usize) -> String {
        let text = self.doc.text().get(..self.doc.times[t].span.start as usize).unwrap_or("");
        text.split_ascii_whitespace().next_back().unwrap_or("").to_ascii_lowercase()
    }

    /// The days from which a term runs that the clause of `verb` sets: the day told with it, that of the saying, else that of the report.
    pub fn issued(&self, verb: usize) -> Envelope {
        let own = self.scene.time_of(&[verb]).or_else(|| self.scene.time_of_saying(&[verb]));
        let day = own.filter(|time| {
            let expression = time.expression.and_then(|t| self.doc.times.get(t as usize));
            let limit = |t| matches!(bearing(self.doc, t), Bearing::Until | Bearing::By | Bearing::Before);
            expression.is_some_and(|t| t.timex != TimexType::Duration && !limit(t)) && !time.envelope.is_open()
        });
        day.map(|t| t.envelope).or_else(|| self.scene.published()).unwrap_or(Envelope::OPEN)
    }

    /// Writes a term into a move: its length, and the day on which it is over as the time of what is asked.
    pub fn set_term(&self, draft: &mut Draft, term: Term) {
        if let Some(days) = term.days {
            draft.fields.set(FieldKey::DeadlineDays, FieldValue::Number(days));
        }
        if !term.due.is_open() {
            let implicit = self.doc.times[term.time].implicit;
            draft.time = Some(ClaimTime { expression: Some(term.time as u32), envelope: term.due, implicit, event: None });
        }
    }

    /// "gave the port until Friday to answer", "has ten days to answer": a demand with a term, without a consequence.
    pub fn demand_with_term(&mut self, i: usize, holds: bool, addressee: Option<usize>) -> bool {
        let scene = &self.scene;
        let words = scene.subtree(i, &|k| scene.deprel(k) == "acl:relcl" || scene.rel(k) == "conj");
        let infinitive = |k: &usize| {
            *k > i && scene.is_verb(*k) && scene.mark(*k) == "to" && matches!(scene.rel(*k), "xcomp" | "advcl" | "acl" | "ccomp")
        };
        let Some(asked) = words.iter().copied().find(infinitive) else { return false };
        let force = scene.force(i);
        let reported = self.attribution(i).reported;
        // "did not give the port a week to answer": denied, as "set no deadline" is
        if force.negated && !force.supposed && !holds {
            return self.ultimatum(Site { head: i, verb: i, light: Some(Act::Give) }, Frame { act: Act::Ultimatum, root: None });
        }
        if force.negated || force.supposed || !matches!(scene.event_status(i, force, reported), Some(Status::Happened | Status::Planned)) {
            return false;
        }
        // "had ten days to answer": when they began is not said
        let issued = if holds && force.past { Envelope::OPEN } else { self.issued(i) };
        // "has time to talk" is no term
        let Some(term) = self.term(&words, issued, &|c| c < asked) else { return false };
        let given = scene.is_passive(i);
        let agent = match (holds, given) {
            (true, _) => None,
            (_, true) => scene.by_agent(i),
            _ => self.agent(Site::plain(i)).filter(|&a| scene.is_animate(a)),
        };
        if agent.is_none() && !holds && !given {
            return false;
        }
        let by = match agent {
            Some(a) => self.party(a),
            None if given => Party::default(),
            None => self.speaker(&self.attribution(i)),
        };
        let mut draft = Draft::new(ClaimKind::Demand, Status::Demanded, &[i]);
        draft.role(FieldKey::By, &by);
        if let Some(a) = addressee.filter(|&a| Some(a) != agent) {
            let party = self.party(a);
            draft.role(FieldKey::Addressee, &party);
        }
        draft.text(FieldKey::Content, self.words(asked));
        self.set_term(&mut draft, term);
        self.consume(asked);
        for k in self.scene.subtree(asked, &|k| self.scene.deprel(k) == "acl:relcl") {
            self.used[k] = true;
        }
        self.push(draft);
        true
    }

    /// The one to whom a term is given although the parser took the name into the noun phrase of the length: "gave Hungary two months".
    pub fn swallowed_addressee(&self, verb: usize) -> Option<usize> {
        let scene = &self.scene;
        scene.times().into_iter().find_map(|(t, c)| {
            let time = &self.doc.times[t];
            let given = scene.rel(c) == "obj" || scene.rel(c) == "obl" && scene.case(c).is_empty();
            let object = time.timex == TimexType::Duration && given && scene.head(c) == Some(verb);
            let inside = scene.kids(c).iter().copied().filter(|&k| k > verb && scene.token_span(k).end <= time.span.start);
            let name = |k: usize| matches!(scene.rel(k), "compound" | "nmod") && scene.is_animate(k);
            // "gave the military 48 hours", the noun taken for an adjective
            let noun = |k: usize| scene.rel(k) == "amod" && lexicon::people::is_role_word(scene.lemma(k));
            inside.filter(|&k| name(k) || noun(k)).rfind(|_| object)
        })
    }

    /// The verb that moves a deadline: "extended the deadline", "the deadline was pushed back".
    pub fn mover(&self, noun: usize) -> Option<usize> {
        let scene = &self.scene;
        scene.head(noun).filter(|&v| {
            let back = || scene.kids(v).iter().any(|&k| matches!(scene.lemma(k), "back" | "off"));
            let moves = match scene.lemma(v) {
                "extend" | "prolong" | "postpone" | "delay" | "defer" => true,
                "push" | "put" | "move" => back(),
                _ => false,
            };
            moves && matches!(scene.rel(noun), "obj" | "nsubj")
        })
    }

    /// The noun itself: "the deadline expires on Friday", "extended the deadline by a week". The term is that of the demand told before, where the words do
    /// not say whose.
    pub fn deadline(&mut self, noun: usize) -> bool {
        if let Some(verb) = self.mover(noun) {
            return self.extended(noun, verb);
        }
        let scene = &self.scene;
        let ends = |k: usize| {
            let verb =
                scene.is_verb(k) || scene.xpos(k).starts_with("VB") || matches!(scene.form(k), "runs" | "expires" | "lapses" | "ends");
            let particle = k + 1 < scene.len() && scene.form(k + 1) == "out";
            let lapses = scene.verb_senses_of(k, scene.lemma(k)).iter().any(|f| f.act == Act::End)
                || matches!(scene.lemma(k), "expire" | "lapse" | "end" | "fall");
            verb && (lapses || matches!(scene.lemma(k), "run" | "runs") && particle) || scene.lemma(k) == "be" && scene.rel(k) == "cop"
        };
        // its verb, also where the parser took it for a part of the noun phrase
        let clause_of = |k: usize| if scene.rel(k) == "cop" { scene.head(k).unwrap_or(k) } else { k };
        let own = |k: usize| scene.kid(clause_of(k), "nsubj") == Some(noun) || scene.rel(noun) == "root" && scene.under(noun, k);
        let Some(verb) = (noun + 1..scene.len()).find(|&k| ends(k) && own(k)) else { return false };
        let clause = clause_of(verb);
        let force = scene.force(clause);
        if force.negated || force.supposed || force.possible {
            return false;
        }
        let from = self.doc.text().get(scene.token_span(verb).end as usize..).map_or(0, |_| scene.token_span(verb).end);
        let Some((t, _)) = scene.times().into_iter().find(|&(t, _)| self.doc.times[t].span.start >= from) else { return false };
        let time = &self.doc.times[t];
        let over = match time.timex {
            TimexType::Duration => self.length(t, self.issued(clause)).map_or(Envelope::OPEN, |term| term.due),
            TimexType::Set => Envelope::OPEN,
            _ if time.granularity == Granularity::Span => Envelope::OPEN,
            _ => time.envelope,
        };
        if over.is_open() {
            return false;
        }
        self.push_term(noun, verb, None, ClaimTime { expression: Some(t as u32), envelope: over, implicit: time.implicit, event: None })
    }

    /// "extended the deadline by a week", "until 30 June".
    fn extended(&mut self, noun: usize, verb: usize) -> bool {
        let scene = &self.scene;
        let force = scene.force(verb);
        let reported = self.attribution(verb).reported;
        if !matches!(scene.event_status(verb, force, reported), Some(Status::Happened | Status::Planned)) {
            return false;
        }
        let words = scene.subtree(verb, &|k| scene.rel(k) == "conj" || scene.rel(k) == "advcl");
        let inside: Vec<usize> = scene.times().into_iter().filter(|(_, c)| words.contains(c)).map(|(t, _)| t).collect();
        let before = self.memory.term.as_ref().map_or(Envelope::OPEN, |set| set.due);
        let ahead = Envelope::new(scene.published().and_then(|p| p.earliest), None);
        let to = |t: &usize| matches!(self.word_before(*t).as_str(), "to" | "until" | "till");
        let by = |t: &usize| self.doc.times[*t].timex == TimexType::Duration;
        let time = if let Some(t) = inside.iter().copied().find(|t| to(t) && !self.doc.times[*t].envelope.is_open()) {
            let time = &self.doc.times[t];
            ClaimTime { expression: Some(t as u32), envelope: time.envelope, implicit: time.implicit, event: None }
        } else if let Some(t) = inside.iter().copied().find(by) {
            // A term that is longer than one that nobody dates lies ahead; more is not known.
            let moved = due(&self.doc.times[t].value, before).filter(|e| !e.is_open());
            ClaimTime { expression: Some(t as u32), envelope: moved.unwrap_or(ahead), implicit: moved.is_none(), event: None }
        } else {
            return false;
        };
        let agent = self.scene.agent(verb).filter(|&a| a != noun && self.scene.is_animate(a));
        self.push_term(noun, verb, agent, time)
    }

    /// A demand told by its term: whose it is the words say, or the demand told before.
    fn push_term(&mut self, noun: usize, verb: usize, agent: Option<usize>, time: ClaimTime) -> bool {
        let scene = &self.scene;
        let kept = self.memory.term.clone();
        let clause = scene.kid(noun, "acl").filter(|&k| scene.mark(k) == "to" || scene.xpos(k) == "VB");
        let target = scene.under_preposition(noun, &["for", "on"]).find(|&k| scene.is_animate(k));
        let target = target.or_else(|| clause.and_then(|c| scene.kid(c, "nsubj")));
        let thing = scene.under_preposition(noun, &["for"]).find(|&k| !scene.is_animate(k));
        let own = agent.or_else(|| scene.noun_agent(noun).filter(|&a| scene.acts_as_party(a)));
        let ultimatum = scene.lemma(noun) == "ultimatum" || kept.as_ref().is_some_and(|k| k.kind == ClaimKind::Ultimatum);
        let (kind, status) = if ultimatum { (ClaimKind::Ultimatum, Status::Threatened) } else { (ClaimKind::Demand, Status::Demanded) };
        let mut draft = Draft::new(kind, status, &[noun, verb]);
        let names = |draft: &mut Draft, key: FieldKey, names: Vec<String>| match names.as_slice() {
            [] => {}
            [one] => {
                draft.fields.set(key, one.as_str());
            }
            _ => {
                draft.fields.set(key, names);
            }
        };
        match own {
            Some(a) => {
                let party = self.party(a);
                draft.role(FieldKey::By, &party);
            }
            None => names(&mut draft, FieldKey::By, kept.as_ref().map(|k| k.by.clone()).unwrap_or_default()),
        }
        match target {
            Some(k) => {
                let party = self.party(k);
                draft.role(FieldKey::Addressee, &party);
            }
            None if clause.is_none() && thing.is_none() => {
                names(&mut draft, FieldKey::Addressee, kept.as_ref().map(|k| k.addressee.clone()).unwrap_or_default());
            }
            None => {}
        }
        let content = match (clause, thing) {
            (Some(c), _) => Some(self.deadline_content(c, verb)),
            (_, Some(k)) => Some(self.words(k)),
            _ => kept.and_then(|k| k.content),
        };
        // A bare "the deadline" of a demand that the report does not tell asks nothing of anybody.
        if content.is_none() && draft.fields.text(FieldKey::Addressee).is_none() && draft.fields.text(FieldKey::By).is_none() {
            return false;
        }
        draft.text(FieldKey::Content, content.unwrap_or_default());
        draft.span = Some(self.scene.token_span(noun).cover(self.scene.token_span(verb)));
        draft.time = Some(time);
        for k in [noun, verb].into_iter().chain(clause) {
            self.used[k] = true;
        }
        self.push(draft);
        true
    }

    /// What is asked by the deadline, without the verb of its end where the parser took that in.
    fn deadline_content(&self, clause: usize, verb: usize) -> String {
        let scene = &self.scene;
        if !scene.under(clause, verb) {
            return self.words(clause);
        }
        let words: Vec<usize> = (clause..verb).collect();
        scene.text(scene.span_of(&words, clause))
    }
}
