//! Who holds which position, who takes it up or leaves it, who led a delegation; and occasions of speaking.

use super::attribution;
use super::draft::Draft;
use super::frames::Lexemes;
use super::reader::{Reader, Site};
use lexicon::doing::{Act, Frame};
use model::{ClaimKind, EntityKind, FieldKey, FieldValue, Status};

impl Reader<'_, '_> {
    /// The positions that the sentence gives to persons.
    pub fn offices(&mut self) {
        if self.heading {
            return;
        }
        let sentence = self.scene.index as u32;
        let mine: Vec<usize> = (0..self.doc.positions.len()).filter(|&i| self.doc.positions[i].sentence == sentence).collect();
        for i in mine {
            let position = &self.doc.positions[i];
            let Some(person) = self.doc.actors.get(position.person as usize) else { continue };
            let Some(head) = self.doc.words_in(self.scene.index, position.span).map(|(_, last)| last) else { continue };
            // "was appointed as …", "led the delegation": read with their verbs
            if let Some((first, last)) = self.doc.words_in(self.scene.index, position.span)
                && (first..=last).any(|w| {
                    self.scene.is_verb(w)
                        && self.scene.verb_senses(w).iter().any(|f| matches!(f.act, Act::Appoint | Act::Lead | Act::Depart))
                })
            {
                continue;
            }
            let status = if position.ended { Status::Happened } else { Status::Holds };
            let mut draft = Draft::new(ClaimKind::Office, status, &[head]);
            draft.presupposed = true;
            draft.fields.set(FieldKey::Person, person.name.as_str());
            draft.text(FieldKey::Position, position.label.clone());
            if position.as_written != position.label {
                draft.text(FieldKey::AsWritten, position.as_written.clone());
            }
            if position.ended {
                draft.fields.set(FieldKey::Ended, FieldValue::Flag(true));
            }
            draft.span = Some(position.span);
            self.push(draft);
        }
    }

    /// Statements whose own sentence gives date, occasion or medium.
    pub fn speeches(&mut self) {
        if self.heading {
            return;
        }
        let sentence = self.scene.index;
        let statements: Vec<usize> = attribution::in_sentence(self.doc, sentence).map(|(i, _)| i).collect();
        let mut seen: Vec<usize> = Vec::new();
        for s in statements {
            let statement = self.doc.statements[s].clone();
            let Some(&cue) = statement.cue.first() else { continue };
            let Some((a, b)) = self.doc.words_in(sentence, cue) else { continue };
            let Some(verb) = (a..=b).find(|&i| self.scene.is_verb(i)) else { continue };
            // "agreed on Monday", "signed on Monday" are acts and no occasions of speaking
            let says =
                self.scene.verb_senses(verb).iter().any(|f| matches!(f.act, Act::Say | Act::Call | Act::Insist | Act::Warn | Act::Deny));
            if seen.contains(&verb) || !says && crate::statements::class(self.doc, &statement) != lexicon::saying::CueClass::Statement {
                continue;
            }
            let Some(speaker) = statement.speaker.and_then(|i| self.doc.actors.get(i as usize)) else { continue };
            if speaker.kind == model::ActorKind::Outlet {
                continue;
            }
            let scene = &self.scene;
            let in_content = |k: usize| statement.content.iter().any(|c| c.contains(scene.token_span(k)));
            let time = scene.times().into_iter().find(|&(t, c)| {
                !in_content(c) && self.doc.times[t].timex != model::TimexType::Duration && {
                    let mut at = c;
                    let mut near = false;
                    for _ in 0..4 {
                        match scene.head(at) {
                            Some(up) if up == verb => {
                                near = true;
                                break;
                            }
                            Some(up) => at = up,
                            None => break,
                        }
                    }
                    near && !matches!(scene.rel(at), "ccomp" | "advcl" | "conj")
                }
            });
            let occasion = scene.kids(verb).iter().copied().find(|&k| {
                !in_content(k)
                    && (matches!(scene.rel(k), "obl")
                        && matches!(scene.case(k), "in" | "at" | "on" | "to" | "during" | "via" | "after")
                        && is_occasion(scene.lemma(k))
                        || matches!(scene.rel(k), "obj" | "iobj") && is_audience(scene.lemma(k)))
            });
            // "Speaking at a press briefing on Monday, she …"
            let speaking = scene.kids(verb).iter().copied().find(|&k| {
                scene.rel(k) == "advcl" && matches!(scene.lemma(k), "speak" | "address" | "talk" | "write" | "post") && !in_content(k)
            });
            let speaking_occasion = speaking.and_then(|p| {
                scene
                    .kids(p)
                    .iter()
                    .copied()
                    .find(|&k| matches!(scene.rel(k), "obl" | "obj") && (is_occasion(scene.lemma(k)) || is_audience(scene.lemma(k))))
            });
            let speaking_time = speaking.and_then(|p| scene.times().into_iter().find(|&(_, c)| scene.under(p, c)));
            if time.is_none() && occasion.is_none() && speaking_occasion.is_none() && speaking_time.is_none() {
                continue;
            }
            seen.push(verb);
            let mut draft = Draft::new(ClaimKind::Speech, Status::Happened, &[verb]);
            draft.verbal = true;
            draft.fields.set(FieldKey::By, speaker.name.as_str());
            let words = occasion.or(speaking_occasion);
            if let Some(k) = words {
                draft.text(FieldKey::Occasion, scene.text(scene.phrase(k)));
            }
            let mut span = scene.token_span(verb);
            if let Some(p) = speaking.filter(|_| speaking_occasion.is_some() || speaking_time.is_some()) {
                span = scene.subtree_span(p);
                if let Some(place) = self.place(p) {
                    draft.text(FieldKey::Place, place);
                }
            } else {
                for source in &statement.source {
                    if self.doc.words_in(sentence, *source).is_some() {
                        span = span.cover(*source);
                    }
                }
                if let Some(k) = occasion {
                    span = span.cover(scene.token_span(k));
                }
                if let Some((t, _)) = time {
                    span = span.cover(self.doc.times[t].span);
                }
            }
            draft.span = Some(span);
            draft.time = time.or(speaking_time).map(|(t, _)| model::ClaimTime {
                expression: Some(t as u32),
                envelope: self.doc.times[t].envelope,
                implicit: self.doc.times[t].implicit,
                event: None,
            });
            if let Some(quote) = statement.content.iter().find_map(|c| {
                let words = c.of(self.doc.text());
                let open = words.find(['“', '"'])?;
                let rest = &words[open..];
                let rest = rest.trim_start_matches(['“', '"']);
                rest.find(['”', '"']).map(|e| rest[..e].trim_end_matches([',', '.']).to_owned())
            }) {
                draft.text(FieldKey::Quote, quote);
            }
            let speaker_name = speaker.name.clone();
            self.push(draft);
            if let Some(last) = self.out.last_mut()
                && last.speaker.is_none()
            {
                last.speaker = Some(speaker_name.clone());
                last.chain = vec![speaker_name];
            }
        }
    }

    /// appoint, name, resign.
    pub fn appointment(&mut self, site: Site, frame: Frame) -> bool {
        let scene = &self.scene;
        let h = site.head;
        if scene.is_noun(h) {
            return false;
        }
        let force = scene.force(h);
        if force.supposed {
            return false;
        }
        let Some(status) = scene
            .event_status(h, force, self.attribution(h).reported)
            .filter(|s| matches!(s, Status::Happened | Status::Planned | Status::Refused))
        else {
            return false;
        };
        let person = match frame.act {
            Act::Depart => scene.subject(h),
            _ => scene.patient(h),
        };
        let Some(mut person) = person else { return false };
        // "Umar, recently appointed as …": the participle stands beside the name
        if scene.is_noun(person)
            && !scene.acts_as_party(person)
            && let Some(k) = scene.kid(person, "appos").filter(|&k| scene.acts_as_party(k))
        {
            person = k;
        }
        let is_person =
            scene.actor_at(person).and_then(|a| self.doc.actors.get(a as usize)).is_some_and(|a| a.kind == model::ActorKind::Person)
                || scene.mention(person).is_some_and(|m| m.kind == EntityKind::Person)
                || matches!(scene.lemma(person), "he" | "she" | "who" | "they")
                || scene.upos(person) == model::Upos::Noun
                    && scene.is_animate(person)
                    && !scene.noun_senses(person).iter().any(|f| f.act == Act::Delegation);
        if !is_person {
            return false;
        }
        if frame.act == Act::Assign {
            let Some(task) =
                scene.kid(h, "xcomp").or_else(|| scene.kid(h, "advcl")).or_else(|| scene.under_preposition(h, &["with"]).next())
            else {
                return false;
            };
            // "charged with murder", "the court charged him with inciting": no task
            let bench = |a: usize| scene.is_a(a, Act::Bench);
            if scene.lemma(h) == "charge" && (scene.is_noun(task) && !scene.is_a(task, Act::Errand) || scene.agent(h).is_some_and(bench)) {
                return false;
            }
            let party = self.party(person);
            let mut draft = Draft::new(ClaimKind::Goal, Status::Planned, &[h]);
            draft.role(FieldKey::Person, &party);
            draft.text(FieldKey::Content, self.words(task));
            self.consume(task);
            for k in self.scene.subtree(task, &|_| false) {
                self.used[k] = true;
            }
            self.push(draft);
            return true;
        }
        let position = scene
            .under_preposition(h, &["as", "to"])
            .next()
            .or_else(|| scene.kid(h, "xcomp"))
            .or_else(|| scene.kid(h, "obj").filter(|&o| o != person));
        // "named the city", "named as suspects": a position or a person without one
        if matches!(scene.lemma(h), "name" | "charge" | "retire" | "quit" | "elect" | "install" | "designate")
            && position.is_none()
            && (scene.upos(person) != model::Upos::Noun || scene.lemma(h) == "name" && scene.xpos(person) == "NNS")
            && frame.act == Act::Appoint
        {
            return false;
        }
        let party = self.party(person);
        let mut draft = Draft::new(ClaimKind::Appointment, status, &[h]);
        draft.root = frame.root.filter(|_| status == Status::Happened);
        // "his defence minister" is not he
        let possessed =
            scene.upos(person) == model::Upos::Noun && scene.kid(person, "nmod:poss").is_some() && scene.actor_at(person).is_none();
        let name = if possessed { Some(scene.text(scene.phrase(person))) } else { party.names.first().cloned() };
        draft.fields.set(FieldKey::Person, name);
        if frame.act == Act::Oust {
            draft.root = Some(model::Plover::Coerce);
        }
        draft.target = party.spans.clone();
        if frame.act == Act::Depart {
            draft.source = party.spans;
        }
        if frame.act != Act::Depart {
            let by = self.agent_party(site);
            draft.role(FieldKey::By, &by);
            draft.source = by.spans;
        }
        if let Some(p) = position {
            let words = self.words(p);
            draft.text(FieldKey::Position, words.clone());
            draft.text(FieldKey::AsWritten, words);
        }
        if scene.rel(h) == "acl" && scene.deprel(h) != "acl:relcl" {
            draft.span = Some(self.scene.subtree_span(h));
        }
        self.push(draft);
        true
    }

    /// "led the delegation".
    pub fn lead(&mut self, site: Site) -> bool {
        let scene = &self.scene;
        let h = site.head;
        let Some(object) = scene.patient(h).filter(|&o| scene.noun_senses(o).iter().any(|f| f.act == Act::Delegation)) else {
            return false;
        };
        let force = scene.force(h);
        let Some(agent) = self.agent(site) else { return false };
        if force.negated || force.supposed || force.infinitive {
            return false;
        }
        let party = self.party(agent);
        let past = force.past || scene.xpos(h) == "VBD";
        let status = if force.future {
            return false;
        } else if past {
            Status::Happened
        } else {
            Status::Holds
        };
        let mut draft = Draft::new(ClaimKind::Office, status, &[h]);
        draft.fields.set(FieldKey::Person, party.names.first().cloned());
        let whose = scene
            .noun_agent(object)
            .filter(|&k| k != agent)
            .map(|k| self.party(k))
            .filter(|p| p.known && p.names != party.names)
            .and_then(|p| p.names.first().cloned());
        draft.text(
            FieldKey::Position,
            match whose {
                Some(name) => format!("head of the delegation of {name}"),
                None => format!("head of the {}", scene.lemma(object)),
            },
        );
        draft.text(FieldKey::AsWritten, self.words(h));
        draft.time = scene.time_of(&[h]);
        let start = scene.kid(h, "nsubj").map_or(scene.token_span(h), |s| scene.phrase(s));
        draft.span = Some(start.cover(scene.phrase(object)));
        self.push(draft);
        false
    }
}

fn is_occasion(lemma: &str) -> bool {
    matches!(
        lemma,
        "conference"
            | "briefing"
            | "address"
            | "speech"
            | "interview"
            | "statement"
            | "message"
            | "twitter"
            | "telegram"
            | "x"
            | "facebook"
            | "post"
            | "tweet"
            | "television"
            | "tv"
            | "radio"
            | "letter"
            | "meeting"
            | "summit"
            | "forum"
            | "ceremony"
            | "rally"
            | "parliament"
            | "press"
            | "media"
            | "video"
            | "broadcast"
            | "podcast"
            | "article"
            | "nation"
            | "reporter"
            | "journalist"
            | "session"
            | "hearing"
    )
}

fn is_audience(lemma: &str) -> bool {
    matches!(
        lemma,
        "reporter"
            | "journalist"
            | "parliament"
            | "nation"
            | "press"
            | "lawmaker"
            | "conference"
            | "briefing"
            | "media"
            | "agency"
            | "council"
            | "assembly"
            | "newspaper"
            | "television"
    )
}
