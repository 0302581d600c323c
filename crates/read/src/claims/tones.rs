//! How a move is taken, by the tone of a word beside: "a cool response", "responded angrily", "greeted with scorn".

use super::draft::Draft;
use super::force::Force;
use super::frames::Lexemes;
use super::reader::{Reader, Site};
use lexicon::doing::Act;
use model::{AnswerKind, ClaimKind, FieldKey, Plover, Status};

impl Reader<'_, '_> {
    /// [`Act::Cool`] or [`Act::Warm`], where a reply or a greeting has a tone.
    pub fn tone(&self, site: Site) -> Option<Act> {
        let scene = &self.scene;
        let noun = scene.is_noun(site.head);
        let replies = scene.senses(site.head).iter().any(|f| matches!(f.act, Act::Respond | Act::Welcome));
        if !replies || noun && site.light.is_none() {
            return None;
        }
        let toned = |k: usize| [Act::Cool, Act::Warm].into_iter().find(|&class| scene.is_a(k, class));
        let beside = |k: &&usize| matches!(scene.rel(**k), "amod" | "advmod") || !noun && matches!(scene.case(**k), "with");
        scene.kids(site.head).iter().filter(beside).find_map(|&k| toned(k))
    }

    /// A move found fault with, or met with a good word.
    pub fn toned(&mut self, site: Site, tone: Act, content: Option<usize>, force: Force) -> bool {
        let scene = &self.scene;
        if force.negated || force.supposed || force.future || force.infinitive {
            return false;
        }
        let passive = !scene.is_noun(site.head) && scene.is_passive(site.head);
        let provoked = matches!(site.light, Some(Act::Provoke | Act::Receive));
        let what = if provoked {
            scene.subject(site.verb)
        } else if passive {
            scene.patient(site.head)
        } else if scene.is_noun(site.head) {
            let thing = |k: &usize| *k != site.head && !scene.is_animate(*k);
            scene.under_preposition(site.head, &["to"]).find(thing).or_else(|| scene.kids_of(site.verb, "obj").find(thing)).or(content)
        } else {
            scene.object(site.head).or_else(|| scene.under_preposition(site.head, &["to"]).next())
        };
        // "reached a deal with Norway, prompting an angry reaction": to the deal
        let told = || scene.head(site.verb).filter(|_| provoked && scene.rel(site.verb) == "advcl").and_then(|up| scene.object(up));
        let what = what.filter(|&w| self.is_move(w)).or_else(|| told().filter(|&w| self.is_move(w)));
        if what.is_none() && provoked {
            return false;
        }
        // "was greeted coolly in Oslo"
        let place = || {
            let at = |v: usize| {
                scene.under_preposition(v, &["in", "among", "from"]).find(|&k| scene.acts_as_party(k) || scene.mention(k).is_some())
            };
            at(site.head).or_else(|| at(site.verb)).filter(|_| passive || provoked)
        };
        let Some(agent) = self.agent(site).filter(|&a| scene.is_animate(a) && Some(a) != what).or_else(place) else { return false };
        let by = self.party(agent);
        if by.is_empty() || what.is_none() && passive {
            return false;
        }
        let to = what.map(|w| scene.text(scene.phrase(w))).unwrap_or_default();
        let mut draft = if tone == Act::Cool {
            let mut draft = Draft::answer(AnswerKind::Criticise, &site.sites());
            draft.role(FieldKey::By, &by);
            let to = if to.is_empty() { self.named_move(None) } else { to };
            draft.text(FieldKey::To, to);
            draft
        } else {
            let mut draft = Draft::new(ClaimKind::Assessment, Status::Stated, &site.sites());
            draft.root = Some(Plover::Support);
            draft.role(FieldKey::Holder, &by);
            draft.text(FieldKey::Polarity, "pos").text(FieldKey::Content, to);
            draft
        };
        if let Some(side) = self.on_behalf(&by) {
            draft.text(FieldKey::OnBehalf, side);
        }
        if let Some(w) = what {
            draft.target.push(self.scene.full_phrase(w));
            // a move with an author of its own remains to be read
            if self.scene.noun_agent(self.scene.unwrapped(w)).is_none() {
                self.consume(w);
            }
        }
        self.push(draft);
        true
    }
}
