//! Release, exchange and return of people or bodies.

use super::draft::Draft;
use super::force::Force;
use super::frames::{Lexemes, Topic};
use super::parties::Party;
use super::reader::{Reader, Site};
use lexicon::doing::{Act, Frame};
use model::{ClaimKind, FieldKey, FieldValue, Plover, Status};

impl Reader<'_, '_> {
    pub fn exchange(&mut self, site: Site, frame: Frame) -> bool {
        let scene = &self.scene;
        let bare = self.is_bare(site);
        let object = if scene.is_noun(site.head) {
            scene
                .kids_of(site.head, "compound")
                .find(|&k| scene.is_captive(k))
                .or_else(|| scene.under_preposition(site.head, &["of"]).next())
                .or_else(|| scene.kids_of(site.head, "amod").find(|&k| scene.is_captive(k)))
        } else {
            scene.patient(site.head)
        };
        let ratio = scene
            .kids(site.head)
            .iter()
            .copied()
            // "several exchanges, including a 40-for-40 swap": one of them
            .filter(|&k| !matches!(scene.case(k), "include" | "including"))
            .find_map(|k| ratio_of(scene.form(k)).or_else(|| scene.kids(k).iter().find_map(|&j| ratio_of(scene.form(j)))));
        let ratio = ratio.or_else(|| {
            let words = self.scene.text(self.scene.phrase(site.head));
            words.split(' ').take_while(|word| !matches!(*word, "including" | "among")).find_map(ratio_of)
        });
        // "return the crews to work", "to their posts": nobody is freed
        let to_work = scene
            .under_preposition(site.head, &["to"])
            .chain(scene.kid(site.head, "xcomp"))
            .any(|k| matches!(scene.lemma(k), "work" | "job" | "post" | "duty" | "class" | "classroom" | "school" | "shift" | "station"));
        if frame.act == Act::Return && to_work {
            return false;
        }
        let captive = object.is_some_and(|o| scene.is_captive(o)) || ratio.is_some();
        // "the release of a citizen held for months"
        let held = |o: usize| {
            let held = |k: usize| {
                let held = ["hold", "detain", "jail", "kidnap", "abduct", "imprison", "capture", "arrest", "seize", "take"];
                held.contains(&scene.lemma(k))
            };
            scene.is_animate(o) && (scene.kids_of(o, "acl").chain(scene.kids_of(o, "amod")).any(held) || self.count(o).is_some())
        };
        let captive = captive || frame.act == Act::Release && object.is_some_and(held);
        if scene.is_noun(site.head) && !captive {
            return false;
        }
        if !captive {
            // goods and land handed over: PLOVER's YIELD where one party gives to another
            let handed = frame.act == Act::Return
                && object.is_some()
                && self.agent(site).is_some_and(|a| scene.is_animate(a))
                && self.receiver(site, object).is_some();
            // "released at least 19 Lutherans": a count of what is written as a name
            let counted = |o: usize| self.count(o).is_some() && scene.xpos(o) == "NNS" && scene.form(o).starts_with(char::is_uppercase);
            // "two of the five were freed"
            let number = |o: usize| scene.upos(scene.unwrapped(o)) == model::Upos::Num && scene.is_verb(site.head);
            let freed =
                frame.act == Act::Release && object.is_some_and(|o| scene.is_animate(scene.unwrapped(o)) || counted(o) || number(o));
            // "freed the tanker"
            let vessel = |o: usize| scene.is_a(scene.unwrapped(o), Act::Vessel);
            if frame.act == Act::Release && object.is_some_and(vessel) {
                return self.handed_over(site, object);
            }
            if !handed && !freed {
                return false;
            }
            if handed && !object.is_some_and(|o| scene.is_animate(o)) {
                return self.handed_over(site, object);
            }
        }
        // "their condition remained the release of the leaders"
        let asked = scene.subject(site.head).or_else(|| {
            scene.head(site.head).filter(|&h| matches!(scene.lemma(h), "remain" | "be" | "include")).and_then(|h| scene.subject(h))
        });
        if asked.is_some_and(|s| s != site.head && scene.is_noun(s) && scene.topic(s) == Topic::Move) {
            return false;
        }
        if bare {
            let produced = scene.head(site.head).is_some_and(|h| {
                matches!(scene.rel(site.head), "obl" | "obj" | "conj" | "nsubj" | "nmod")
                    && (scene.is_verb(h) || scene.rel(site.head) == "conj" || scene.noun_senses(h).iter().any(|f| f.act == Act::Swap))
            });
            let negotiated = scene.head(site.head).is_some_and(|h| {
                scene.noun_senses(h).iter().any(|f| matches!(f.act, Act::Agreement | Act::Focus))
                    || scene
                        .senses(h)
                        .iter()
                        .any(|f| matches!(f.act, Act::Demand | Act::Call | Act::Discuss | Act::Defer | Act::Propose | Act::Agree))
            });
            let dated = scene.kids(site.head).iter().any(|&k| scene.rel(k) == "acl") || self.count(site.head).is_some() || ratio.is_some();
            // "the talks follow the government's freeing of 300 prisoners"
            let told = scene.noun_agent(site.head).is_some_and(|a| scene.is_animate(a)) && object.is_some_and(|o| self.count(o).is_some());
            if negotiated
                || !(produced || told)
                || (!dated && !told && !scene.head(site.head).is_some_and(|h| scene.verb_senses(h).iter().any(|f| f.act == Act::Reach)))
            {
                return false;
            }
        }
        let mut force = if bare { Force::default() } else { scene.force(site.verb) };
        let status = if bare {
            // "obtained the release of …" tells it, "to secure the release of …" does not
            match scene.head(site.head).filter(|&h| scene.is_verb(h)) {
                Some(h) => {
                    force = scene.force(h);
                    scene.event_status(h, force, self.attribution(site.head).reported)
                }
                None => Some(Status::Happened),
            }
        } else {
            self.status(site, force)
        };
        let Some(mut status) = status else { return false };
        if status == Status::Demanded {
            self.modal(site.verb);
            return self.used[site.verb];
        }
        if status == Status::Negated && frame.act == Act::Release && force.would {
            status = Status::Refused;
        }
        let mut by = if self.agent(site).is_some_and(|a| scene.is_animate(a)) { self.agent_party(site) } else { Party::default() };
        let mut draft = Draft::new(ClaimKind::Exchange, status, &site.sites());
        draft.root = frame.root;
        if by.is_empty() && frame.act == Act::Swap && self.main.len() == 2 {
            by.names = self.main.to_vec();
        }
        if let Some(k) = self.oblique(site, &["with"]).filter(|_| frame.act == Act::Swap) {
            let other = self.party(k);
            draft.target.extend(other.spans.clone());
            by.names.extend(other.names);
        }
        draft.role(if frame.act == Act::Swap || by.names.len() > 1 { FieldKey::Participants } else { FieldKey::By }, &by);
        if let Some(k) = self.oblique(site, &["to"]) {
            let party = self.party(k);
            draft.target.extend(party.spans);
        }
        if let Some(o) = object {
            draft.text(FieldKey::Object, scene.lemma(scene.unwrapped(o)).to_owned());
            if let Some(count) = self.count(o) {
                draft.fields.set(FieldKey::Count, count);
            }
            draft.target.push(scene.full_phrase(o));
        }
        if let Some(count) = self.count(site.head).filter(|_| bare) {
            draft.fields.set(FieldKey::Count, count);
        }
        if let Some(ratio) = ratio {
            // "a 1,000-for-1,000 swap": a thousand on each side
            let each = ratio.split(':').next().and_then(|n| n.parse::<i64>().ok());
            if let Some(each) = each.filter(|_| draft.fields.get(FieldKey::Count).is_none()) {
                draft.fields.set(FieldKey::Count, FieldValue::Number(each));
            }
            draft.text(FieldKey::Ratio, ratio);
        }
        if bare {
            draft.span = Some(scene.full_phrase(site.head));
        }
        self.push(draft);
        true
    }
}

impl Reader<'_, '_> {
    /// To whom something is given back; the parser may hang it on what is given: "returned two paintings to the museum".
    fn receiver(&self, site: Site, object: Option<usize>) -> Option<usize> {
        let scene = &self.scene;
        self.oblique_any(site, &["to"]).or_else(|| object.and_then(|o| scene.under_preposition(o, &["to"]).next())).or_else(|| {
            // "returned dozens of statues to the embassy", hung deeper
            let named = |k: &usize| scene.case(*k) == "to" && (scene.is_animate(*k) || scene.mention(*k).is_some());
            scene.subtree(object?, &|_| false).into_iter().rfind(named)
        })
    }

    /// Goods or land handed over by one party to another: aid where they are relief or arms, else a deed, or a promise of it.
    fn handed_over(&mut self, site: Site, object: Option<usize>) -> bool {
        if object.is_some_and(|o| self.scene.topic(o) == Topic::Aid) {
            return self.aid(site, Frame { act: Act::Aid, root: None });
        }
        let force = self.scene.force(site.verb);
        let by = self.agent_party(site);
        let mut draft = match self.status(site, force) {
            Some(Status::Planned) => Draft::new(ClaimKind::Pledge, Status::Planned, &site.sites()),
            Some(Status::Happened) => Draft::deed(Plover::Yield, Status::Happened, &site.sites()),
            _ => return false,
        };
        draft.role(FieldKey::By, &by);
        if let Some(k) = self.receiver(site, object) {
            self.other_role(&mut draft, FieldKey::Beneficiary, k);
        }
        if let Some(o) = object {
            draft.text(FieldKey::Content, self.words(o));
        }
        self.push(draft);
        true
    }
}

/// "1,000-for-1,000" -> "1000:1000".
fn ratio_of(form: &str) -> Option<String> {
    let (a, b) = form.split_once("-for-").or_else(|| form.split_once("-to-"))?;
    let digits = |s: &str| s.chars().filter(char::is_ascii_digit).collect::<String>();
    let (a, b) = (digits(a), digits(b));
    (!a.is_empty() && !b.is_empty()).then(|| format!("{a}:{b}"))
}
