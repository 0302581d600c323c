//! Where talks stand by a word of standing: stalled, at a standstill, in deadlock; and what their agenda is.

use super::draft::Draft;
use super::reader::{Reader, Site};
use lexicon::doing::{Act, Frame};
use model::{ClaimKind, FieldKey, FieldValue, Status};

impl Reader<'_, '_> {
    /// "the stalled talks", "a halt in negotiations", "the talks are at a standstill".
    pub fn standstill(&mut self, h: usize) -> bool {
        let scene = &self.scene;
        let noun = scene.is_noun(h);
        let theme = if noun {
            scene
                .under_preposition(h, &["in", "of", "to"])
                .find(|&k| scene.is_talks(k))
                .or_else(|| scene.subject(h))
                // "the talks are at a standstill", "have reached an impasse"
                .or_else(|| {
                    let within = scene.rel(h) == "obj" || scene.rel(h) == "obl" && matches!(scene.case(h), "at" | "in" | "into" | "to");
                    // "pushed the talks into a deadlock"
                    let pushed = |v: usize| scene.object(v).filter(|&o| o != h && scene.is_talks(o));
                    scene.head(h).filter(|_| within).and_then(|v| pushed(v).or_else(|| scene.subject(v)))
                })
        } else if scene.rel(h) == "amod" {
            scene.head(h)
        } else {
            scene.subject(h)
        };
        // "the port and the union are in deadlock": the talks between them
        let parties = scene.subject(h).filter(|&s| noun && scene.kid(h, "cop").is_some() && scene.case(h) == "in" && scene.is_animate(s));
        if let Some(s) = parties.filter(|_| matches!(scene.lemma(h), "deadlock" | "stalemate" | "impasse" | "standoff")) {
            let party = self.party(s);
            let force = self.scene.force(h);
            if !party.plural || force.negated || force.supposed || force.future {
                return false;
            }
            let mut draft = Draft::new(ClaimKind::ProcessState, Status::Holds, &[h]);
            draft.text(FieldKey::State, "stalled");
            draft.role(FieldKey::Participants, &party);
            draft.source.truncate(1);
            self.push(draft);
            return true;
        }
        let Some(theme) = theme.filter(|&t| scene.is_talks(t)) else { return false };
        // "talks aimed at resolving the deadlock": they run all the same
        let mended = scene.head(h).filter(|_| noun && scene.rel(h) == "obj").is_some_and(|v| {
            matches!(scene.lemma(v), "resolve" | "break" | "end" | "overcome" | "solve" | "unlock" | "unblock" | "avoid" | "prevent")
        });
        if mended {
            return false;
        }
        if !noun
            && scene.rel(h) == "amod"
            && matches!(
                scene.lemma(h),
                "continue"
                    | "continued"
                    | "start"
                    | "begin"
                    | "open"
                    | "last"
                    | "end"
                    | "ending"
                    | "resume"
                    | "resumed"
                    | "renewed"
                    | "progress"
                    | "restart"
                    | "failed"
                    | "fail"
            )
        {
            return false;
        }
        let force = scene.force(h);
        if force.negated || force.supposed || force.future {
            return false;
        }
        // "The collapse of the talks" ended them; their brink of collapse did not.
        let near = |k: usize| {
            matches!(
                scene.lemma(k),
                "brink" | "verge" | "edge" | "risk" | "danger" | "toward" | "towards" | "near" | "avert" | "avoid" | "prevent"
            )
        };
        let ended = noun && matches!(scene.lemma(h), "collapse" | "breakdown" | "failure") && !(h.saturating_sub(4)..h).any(near);
        let status = if ended { Status::Happened } else { Status::Holds };
        let mut draft = Draft::new(ClaimKind::ProcessState, status, &[h]);
        draft.text(
            FieldKey::State,
            if ended {
                "ended"
            } else if scene.lemma(h).starts_with("stop") || scene.lemma(h) == "halt" || scene.lemma(h).starts_with("suspen") {
                "stopped"
            } else {
                "stalled"
            },
        );
        draft.span = Some(if noun {
            scene.full_phrase(h)
        } else if scene.rel(h) == "amod" {
            let words = scene.subtree(theme, &|k| matches!(scene.rel(k), "case" | "conj" | "cc" | "punct" | "nmod" | "acl" | "parataxis"));
            scene.span_of(&words, theme)
        } else {
            scene.phrase(theme).cover(scene.token_span(h))
        });
        self.used[h] = true;
        self.used[scene.unwrapped(theme)] = true;
        self.push(draft);
        true
    }

    /// "the focus of talks shifted to …", "the priority was to …".
    pub fn agenda(&mut self, site: Site, frame: Frame) -> bool {
        let scene = &self.scene;
        let h = site.head;
        let agenda = match frame.act {
            Act::Shift => {
                let subject = scene.subject(h);
                if !subject.is_some_and(|s| {
                    scene.is_talks(s) || matches!(scene.lemma(s), "focus" | "attention" | "agenda" | "emphasis" | "discussion")
                }) {
                    return false;
                }
                scene.under_preposition(h, &["to", "towards", "toward", "on", "onto"]).next()
            }
            _ if scene.is_verb(h) => {
                if !scene.subject(h).is_some_and(|s| scene.is_talks(s)) {
                    return false;
                }
                scene.under_preposition(h, &["on", "around"]).next().or_else(|| scene.kid(h, "obj"))
            }
            _ => {
                // "the priority was to create corridors"
                if scene.rel(h) != "nsubj" {
                    return false;
                }
                scene
                    .head(h)
                    .filter(|&p| scene.kid(p, "cop").is_some() || scene.lemma(p) == "be")
                    .map(|p| if scene.lemma(p) == "be" { scene.kid(p, "ccomp").or(scene.kid(p, "xcomp")).unwrap_or(p) } else { p })
            }
        };
        let Some(agenda) = agenda else { return false };
        let mut draft = Draft::new(ClaimKind::ProcessState, Status::Holds, &[agenda, h]);
        let items: Vec<FieldValue> = scene.conjuncts(agenda).into_iter().map(|k| FieldValue::Text(scene.text(scene.phrase(k)))).collect();
        draft.fields.set(FieldKey::Agenda, FieldValue::List(items));
        let start = if frame.act == Act::Shift { scene.token_span(h) } else { scene.phrase(h) };
        draft.span = Some(start.cover(scene.full_phrase(agenda)));
        for k in scene.subtree(agenda, &|_| false) {
            self.used[k] = true;
        }
        if let Some(s) = self.scene.subject(h).filter(|_| frame.act == Act::Shift) {
            self.used[s] = true;
            for k in self.scene.subtree(s, &|_| false) {
                self.used[k] = true;
            }
        }
        self.push(draft);
        true
    }
}
