//! Factuality of an event (R. Saurí and J. Pustejovsky: *FactBank: a corpus annotated with event factuality*, 2009): whether it happened, is planned, asked for or only thought of, by the force of its
//! clause and of those above it.

use super::force::Force;
use super::scene::Scene;
use model::Status;

impl Scene<'_> {
    /// Status of an event under this force; `None` where the clause asserts nothing.
    pub fn event_status(&self, p: usize, force: Force, reported: bool) -> Option<Status> {
        if force.supposed {
            return None;
        }
        if force.negated {
            return Some(if force.future || (force.would && reported) { Status::Refused } else { Status::Negated });
        }
        if force.possible || force.can {
            return Some(Status::Hypothetical);
        }
        if force.must {
            return Some(Status::Demanded);
        }
        if force.would {
            // "The ministers would meet again on Tuesday": what a report tells of a day ahead, in the words of those who told it
            let ahead = || {
                let published = self.published().and_then(|p| p.latest);
                self.time_of(&[p]).and_then(|t| t.envelope.earliest).zip(published).is_some_and(|(from, published)| from > published)
            };
            return Some(if force.condition.is_none() && (reported || ahead()) { Status::Planned } else { Status::Hypothetical });
        }
        if force.future {
            return Some(if force.condition.is_some() { Status::Hypothetical } else { Status::Planned });
        }
        if force.condition.is_some() && !force.past {
            return Some(Status::Hypothetical);
        }
        let gerund = self.xpos(p) == "VBG" && self.kid(p, "aux").is_none() && self.kid(p, "cop").is_none();
        if force.infinitive || (gerund && matches!(self.rel(p), "xcomp" | "ccomp")) {
            return self.infinitive_status(p);
        }
        // "ruled out the minister entering talks"
        if gerund && self.rel(p) == "advcl" && self.kid(p, "nsubj").is_some() && self.kid(p, "mark").is_none() {
            let status = self.infinitive_status(p);
            if status.is_some() {
                return status;
            }
        }
        // "ruled out his deputy entering talks"
        let ruled_out = |v: usize| {
            use super::frames::Lexemes;
            use lexicon::doing::Act;
            self.verb_senses(v).iter().any(|f| matches!(f.act, Act::RuleOut | Act::Refuse | Act::Oppose))
        };
        if gerund
            && self.rel(p) == "acl"
            && self.head(p).filter(|&o| self.rel(o) == "obj").and_then(|o| self.head(o)).is_some_and(ruled_out)
        {
            return None;
        }
        // "a long process, with several rounds taking place in Oslo": told as done
        let absolute = self.rel(p) == "advcl" && self.mark(p) == "with" && self.kid(p, "nsubj").is_some();
        if gerund
            && !absolute
            && (matches!(self.rel(p), "csubj" | "obl" | "nmod")
                || matches!(self.rel(p), "acl" | "advcl") && self.kids(p).iter().any(|&k| matches!(self.rel(k), "mark" | "case")))
        {
            return None;
        }
        // "no truce before the group is destroyed", "would not agree before it was destroyed"
        let open = || self.head(p).is_some_and(|h| self.force(h).would || self.force(h).future || self.force(h).negated);
        let present = |k: usize| matches!(self.xpos(k), "VBZ" | "VBP");
        let now = present(p) || self.kids(p).iter().any(|&k| matches!(self.rel(k), "aux" | "cop") && present(k));
        if matches!(self.mark(p), "before" | "until" | "till" | "unless") && (now || open()) {
            return None;
        }
        Some(Status::Happened)
    }

    /// "A failure to sign would cost …": a noun of which only the consequences are told.
    pub fn is_feared(&self, noun: usize) -> bool {
        let told = |v: usize| {
            let force = self.force(v);
            force.would || force.possible || force.future
        };
        self.is_noun(noun) && self.rel(noun) == "nsubj" && self.head(noun).is_some_and(told)
    }

    /// An infinitive takes its status from what governs it: "set to meet", "failed to agree", "managed to sign".
    fn infinitive_status(&self, p: usize) -> Option<Status> {
        use super::frames::Lexemes;
        use lexicon::doing::Act;
        let up = self.head(p)?;
        // "announced its decision to boycott": the noun governs the infinitive that hangs on the verb
        let decided = self
            .kid(up, "obj")
            .filter(|&o| self.rel(p) == "advcl" && self.noun_senses(o).iter().any(|f| matches!(f.act, Act::Decision | Act::Goal)));
        let governor = match decided {
            Some(noun) => self.noun_senses(noun),
            None => self.senses(up),
        };
        let over = self.force(up);
        if over.supposed {
            return None;
        }
        if self.is_feared(up) {
            return None;
        }
        for f in governor {
            let status = match f.act {
                Act::Fixed | Act::Plan | Act::PlanNoun | Act::Decide | Act::Decision | Act::Prepare | Act::Vow => Status::Planned,
                Act::Expect | Act::Likely | Act::Hope | Act::Seem => Status::Hypothetical,
                Act::FailTo | Act::Unable => Status::Negated,
                Act::Refuse | Act::RuleOut => Status::Refused,
                // "returned to Geneva to resume talks"
                Act::Travel if matches!(self.rel(p), "advcl" | "xcomp") && self.topic(p) == super::frames::Topic::Meeting => {
                    Status::Planned
                }
                Act::Manage | Act::Begin | Act::Continue | Act::Resume => Status::Happened,
                // "is said to have demanded"
                Act::Say if self.is_passive(up) && self.kids(p).iter().any(|&k| self.rel(k) == "aux" && self.lemma(k) == "have") => {
                    Status::Happened
                }
                _ => continue,
            };
            // "called on them to start talks to end the war": the governor is an infinitive that asserts nothing itself
            let aspect = matches!(f.act, Act::Begin | Act::Continue | Act::Resume);
            let idle = (aspect || f.act == Act::Manage)
                && (aspect && self.rel(p) == "advcl" || over.infinitive && self.event_status(up, over, false).is_none());
            if idle {
                return None;
            }
            return Some(match (status, over.negated) {
                (Status::Refused | Status::Negated, true) => Status::Hypothetical,
                (_, true) => Status::Negated,
                (Status::Planned, false) if over.possible => Status::Hypothetical,
                (Status::Happened, false) if over.future => Status::Planned,
                (status, false) => status,
            });
        }
        None
    }
}
