//! Finishing a draft: its words, speaker, chain, time, PLOVER root and the two actors' words.

use super::draft::Draft;
use super::reader::Reader;
use model::{Claim, ClaimKind, Deed, Evidential, FieldKey, Span, Status, Upos, plover_root};

impl Reader<'_, '_> {
    /// The words that say it: the clause of the verb or the noun phrase, without adverbial and coordinated clauses.
    fn words_of(&self, draft: &Draft) -> Span {
        let scene = &self.scene;
        let (head, verb) = (draft.sites[0], *draft.sites.last().unwrap_or(&draft.sites[0]));
        if scene.is_noun(verb) && scene.kid(verb, "cop").is_none() {
            return scene.full_phrase(verb);
        }
        let words = scene.subtree(verb, &|k| {
            let top = scene.head(k) == Some(verb);
            match scene.rel(k) {
                "advcl" => top && !matches!(scene.mark(k), "if" | "unless") && scene.mark(k) != "to",
                "conj" | "parataxis" | "cc" => top,
                "mark" | "discourse" | "vocative" | "dislocated" => top,
                "obl" | "advmod" => top && scene.kid(verb, "nsubj").is_some_and(|s| k < s),
                _ => false,
            }
        });
        let span = scene.span_of(&words, head);
        if scene.under(verb, head) && head != verb && scene.kid(verb, "nsubj").is_some_and(|s| head < s) {
            span
        } else {
            span.cover(scene.token_span(head))
        }
    }

    /// Nobody asks anything of himself: "the conditions of Kenya for an end of the war" go to nobody that is named.
    fn not_to_oneself(&self, draft: &mut Draft) {
        let own: Vec<&str> =
            [FieldKey::By, FieldKey::Proposer, FieldKey::OnBehalf].iter().flat_map(|key| draft.fields.texts(*key)).collect();
        let to: Vec<&str> = draft.fields.texts(FieldKey::Addressee);
        if to.iter().any(|name| own.contains(name)) {
            let others: Vec<String> = to.iter().filter(|name| !own.contains(*name)).map(|name| (*name).to_owned()).collect();
            if others.is_empty() {
                draft.fields.remove(FieldKey::Addressee);
            } else {
                draft.fields.set(FieldKey::Addressee, others);
            }
        }
    }

    /// Finishes a draft: span, speaker, time, code.
    pub fn push(&mut self, mut draft: Draft) {
        let head = draft.sites[0];
        let site = *draft.sites.last().unwrap_or(&head);
        let span = draft.span.unwrap_or_else(|| self.words_of(&draft));
        let attribution = self.attribution(head);
        let mut speaker = attribution.told_by.clone();
        let mut chain = attribution.chain.clone();
        if draft.presupposed && !attribution.direct {
            speaker = None;
            chain.clear();
        } else if speaker.is_none() && draft.verbal {
            for key in [FieldKey::By, FieldKey::Proposer, FieldKey::Holder] {
                if let Some(name) = draft.fields.text(key)
                    && self.doc.actors.iter().any(|a| a.name == name && a.kind == model::ActorKind::Person)
                {
                    speaker = Some(name.to_owned());
                    chain.push(name.to_owned());
                    break;
                }
            }
        }
        let time = draft
            .time
            .take()
            .or_else(|| if draft.kind == Some(model::ClaimKind::Office) { None } else { self.scene.time_of(&draft.sites) })
            .or_else(|| {
                // What is only words happens when it is said.
                use model::ClaimKind::{Accusation, Answer, Assessment};
                let words = matches!(draft.kind, Some(Answer | Accusation | Assessment));
                if words { self.scene.time_of_saying(&draft.sites) } else { None }
            })
            .or_else(|| {
                use model::ClaimKind::{Accusation, Answer, Assessment, Office};
                let said = matches!(draft.kind, Some(Answer | Accusation | Assessment));
                if draft.kind == Some(Office) { None } else { self.scene.tied(&draft.sites, said) }
            });
        let code = match (draft.root, draft.answer) {
            (Some(root), _) => Some(root),
            (None, Some(answer)) => answer.plover(),
            (None, None) => draft.kind.and_then(|kind| plover_root(kind, draft.status)),
        };
        if code.is_some() {
            self.name_actors(&mut draft, site);
            self.name_again(&mut draft);
        }
        if draft.target.is_empty()
            && code.is_some()
            && let Some(content) = self.scene.patient(head).or_else(|| self.scene.patient(site))
        {
            draft.target.push(self.scene.full_phrase(content));
        }
        if let Some(mediator) = self.mediator(&draft) {
            draft.text(FieldKey::Mediator, mediator);
        }
        self.not_to_oneself(&mut draft);
        let Some(kind) = draft.kind else {
            if let Some(root) = code {
                let sentence = self.scene.index as u32;
                let (source, target) = (draft.source, draft.target);
                self.deeds.push(Deed { root, status: draft.status, sentence, span, speaker, chain, source, target });
            }
            return;
        };
        use ClaimKind::{Agreement, Aid, Answer, Ceasefire, Demand, Exchange, Meeting, Pledge, Proposal, Sanction, Threat};
        let conditional = match kind {
            Aid | Agreement | Answer | Ceasefire | Demand | Exchange | Pledge | Proposal | Sanction | Threat => true,
            Meeting => draft.status == Status::Refused,
            _ => false,
        };
        if conditional
            && draft.fields.text(FieldKey::Condition).is_none()
            && let Some(span) = self.scene.condition_span(site)
        {
            draft.text(FieldKey::Condition, self.scene.text(span));
        }
        let evidential = if draft.presupposed {
            Evidential::Presupposed
        } else if attribution.reported {
            Evidential::Reported
        } else if self.scene.kids(site).iter().any(|&k| matches!(self.scene.lemma(k), "reportedly" | "allegedly" | "apparently")) {
            Evidential::Hearsay
        } else {
            Evidential::Asserted
        };
        if draft.answer.is_some() && !self.heading {
            self.memory.answered = Some((self.scene.index, draft.fields.texts(FieldKey::By).into_iter().map(str::to_owned).collect()));
        }
        if kind.is_move() && !self.heading {
            let content = draft.fields.text(FieldKey::Content).map(str::to_owned);
            if let Some(content) = &content {
                self.memory.last_of.insert(kind, content.clone());
            }
            if content.is_some() {
                self.memory.last_move = content;
                self.memory.last_move_at = self.scene.index;
            }
            self.memory.last_mover = draft
                .fields
                .texts(FieldKey::Proposer)
                .iter()
                .chain(draft.fields.texts(FieldKey::By).iter())
                .map(|s| (*s).to_owned())
                .collect();
        }
        let claim = Claim {
            kind,
            status: draft.status,
            sentence: self.scene.index as u32,
            span,
            speaker,
            chain,
            evidential,
            fields: draft.fields,
            time,
            answer: draft.answer,
            code,
            source: if code.is_some() { draft.source } else { Vec::new() },
            target: if code.is_some() { draft.target } else { Vec::new() },
            doubt: None,
            signs: Vec::new(),
        };
        if !self.heading {
            self.memory.term = super::deadlines::TermSet::of(&claim).or(self.memory.term.take());
        }
        self.out.push(claim);
        self.sites.push(draft.sites);
        self.cast.push(draft.cast);
    }

    /// "talks mediated by Oman collapsed", "a truce brokered by Kenya": who stands between the sides.
    fn mediator(&self, draft: &Draft) -> Option<String> {
        use super::frames::Lexemes;
        let kinds = [ClaimKind::Meeting, ClaimKind::ProcessState, ClaimKind::Agreement, ClaimKind::Ceasefire, ClaimKind::Exchange];
        if !draft.kind.is_some_and(|k| kinds.contains(&k)) || draft.fields.text(FieldKey::Mediator).is_some() {
            return None;
        }
        let scene = &self.scene;
        let mediates = |k: usize| {
            scene.is_verb(k) && scene.is_passive(k) && scene.verb_senses(k).iter().any(|f| f.act == lexicon::doing::Act::Mediate)
        };
        let nouns = draft.sites.iter().flat_map(|&s| [Some(s), scene.subject(s), scene.patient(s)]).flatten();
        let found = nouns
            .flat_map(|n| scene.kids(n).iter().copied().chain([n]).collect::<Vec<_>>())
            .find_map(|k| if mediates(k) { scene.by_agent(k) } else { None })?;
        let party = self.party(found);
        (!party.is_empty()).then(|| party.names.join(", "))
    }

    /// PLOVER wants the words of two actors: where the roles name no source, the place or body of the clause; where they name no target, the
    /// actors and other names of the clause beside its source, else its nominals.
    fn name_actors(&self, draft: &mut Draft, site: usize) {
        let scene = &self.scene;
        let mentions = &self.doc.mentions;
        let named = |spans: &[Span]| {
            let real = |m: &&model::Mention| m.actor.is_some() && m.form != model::MentionForm::Pronoun;
            mentions.iter().filter(real).any(|m| spans.iter().any(|s| s.contains(m.span)))
        };
        // "Norway and Sweden agreed": each with the other, where one phrase names both
        let joint = matches!(draft.kind, Some(model::ClaimKind::Agreement | model::ClaimKind::Meeting))
            || matches!(draft.root, Some(model::Plover::Cooperate | model::Plover::Consult));
        if joint && draft.source.len() == 1 && draft.target.is_empty() && scene.names_several(draft.source[0]) {
            draft.target.push(draft.source[0]);
        }
        // "will not end the strike until the ministry pays": said to the ministry
        let withheld = matches!(draft.status, Status::Refused | Status::Threatened) || draft.root == Some(model::Plover::Reject);
        if withheld
            && let Some(asked) = scene
                .force(site)
                .condition
                .or_else(|| {
                    scene.kids(site).iter().copied().find(|&k| scene.rel(k) == "advcl" && matches!(scene.mark(k), "until" | "before"))
                })
                .and_then(|c| scene.subject(c))
                .filter(|&s| scene.is_animate(s))
            && draft.source.iter().all(|s| !s.overlaps(scene.token_span(asked)))
        {
            draft.target.push(scene.full_phrase(asked));
        }
        let words =
            scene.subtree(site, &|k| matches!(scene.rel(k), "conj" | "parataxis") && scene.head(k) == Some(site) && scene.is_verb(k));
        let times = scene.times();
        let is_time = |k: usize| times.iter().any(|&(_, c)| c == k);
        if draft.source.is_empty() && !self.heading {
            let beside = |k: &usize| !draft.target.iter().any(|s| s.overlaps(scene.token_span(*k)));
            let place = words.iter().copied().filter(beside).find(|&k| {
                !is_time(k) && matches!(scene.case(k), "in" | "by" | "from" | "at") && (scene.mention(k).is_some() || scene.is_animate(k))
            });
            // "the explosion killed six", "a car bomb struck a bus": no party, but what did it
            let cause =
                scene.subject(site).filter(|&s| draft.kind == Some(ClaimKind::Hostilities) && !scene.is_passive(site) && beside(&s));
            draft.source.extend(cause.or(place).map(|k| scene.full_phrase(k)));
        }
        // whom a threat is made to, and what it would hit
        if named(&draft.target) && draft.kind != Some(ClaimKind::Threat) {
            return;
        }
        // beside the source, by word and by who is meant: "Norway says it will not accept them" is not said to itself
        let own: Vec<u32> = mentions.iter().filter(|m| draft.source.contains(&m.span)).filter_map(|m| m.actor).collect();
        let beside = |w: usize, source: &[Span]| {
            let same = scene.upos(w) == Upos::Pron && scene.actor_at(w).is_some_and(|a| own.contains(&a));
            !same && scene.subject(site) != Some(w) && source.iter().all(|s| !s.overlaps(scene.token_span(w)))
        };
        for &w in &words {
            let name = scene.acts_as_party(w) || scene.mention(w).is_some_and(|m| m.kind != model::EntityKind::Other && m.span.len() > 1);
            if w != site && name && !is_time(w) && beside(w, &draft.source) && !self.heading {
                draft.target.push(scene.full_phrase(w));
            }
        }
        if !named(&draft.target) {
            for &k in &words {
                if matches!(scene.rel(k), "obj" | "obl" | "iobj") && !is_time(k) && beside(k, &draft.source) {
                    draft.target.push(scene.full_phrase(k));
                }
            }
        }
    }

    /// The other places of the sentence where an actor of the event is called by a name: which of them is "the actor's words" is all the same.
    fn name_again(&self, draft: &mut Draft) {
        let name = |m: &&model::Mention| m.head.0 as usize == self.scene.index && m.form == model::MentionForm::Name && m.actor.is_some();
        let names: Vec<&model::Mention> = self.doc.mentions.iter().filter(name).collect();
        let again = |own: &[Span], other: &[Span]| -> Vec<Span> {
            let of_own = |m: &&&model::Mention| names.iter().any(|n| n.actor == m.actor && own.contains(&n.span));
            let free = |m: &&&model::Mention| own.iter().chain(other).all(|s| !s.overlaps(m.span));
            names.iter().filter(of_own).filter(free).map(|m| m.span).collect()
        };
        let (source, target) = (again(&draft.source, &draft.target), again(&draft.target, &draft.source));
        draft.source.extend(source);
        draft.target.extend(target);
    }

    /// The words that name what is answered: the phrase, or for "this proposal" and "it" the last move.
    pub fn named_move(&self, token: Option<usize>) -> String {
        let Some(token) = token else {
            // a bare "did not reply": the move just told of
            let near = self.scene.index <= self.memory.last_move_at + 2;
            return self.memory.last_move.clone().filter(|_| near).unwrap_or_default();
        };
        let scene = &self.scene;
        let kind = match scene.lemma(token) {
            "demand" | "request" | "condition" => Some(ClaimKind::Demand),
            "proposal" | "offer" | "plan" | "idea" | "invitation" | "suggestion" => Some(ClaimKind::Proposal),
            "ultimatum" | "deadline" => Some(ClaimKind::Ultimatum),
            "promise" | "pledge" => Some(ClaimKind::Pledge),
            _ => None,
        };
        let owned = scene.kid(token, "nmod:poss").is_some();
        let anaphor = scene.upos(token) == Upos::Pron
            || scene
                .kids(token)
                .iter()
                .any(|&k| k < token && matches!(scene.lemma(k), "this" | "that" | "these" | "those" | "such" | "latest"))
            || {
                scene.kids(token).len() <= 1
                    && matches!(
                        scene.lemma(token),
                        "proposal" | "offer" | "plan" | "idea" | "invitation" | "demand" | "request" | "ultimatum"
                    )
            };
        // "the proposal on the association" has a name of its own
        let named = (token + 1 < scene.len())
            && matches!(scene.lemma(token + 1), "on" | "for" | "of" | "to" | "by" | "from" | "about" | "make" | "put");
        if anaphor && !named && !owned {
            let last = match kind {
                Some(kind) => self.memory.last_of.get(&kind),
                None => self.memory.last_move.as_ref(),
            };
            if let Some(last) = last {
                return last.clone();
            }
        }
        self.words(token)
    }
}
