//! Leaving: a party pulls out of a deal, walks out of talks, stays away from a meeting.

use super::draft::Draft;
use super::frames::{Lexemes, Topic};
use super::reader::{Reader, Site};
use lexicon::doing::{Act, Frame};
use model::{ClaimKind, FieldKey, Plover, Status};

impl Reader<'_, '_> {
    /// pull out of, walk out, quit, boycott: a deal or a meeting, refused. Troops that leave a place are none of this.
    pub fn quit(&mut self, site: Site) -> bool {
        let scene = &self.scene;
        let verb = site.verb;
        let theme = scene.idiom(verb, scene.lemma(verb)).and_then(|(_, thing)| thing);
        let theme = theme.or_else(|| {
            scene
                .under_preposition(verb, &["of", "from", "out", "on"])
                .find(|&k| scene.topic(k) != Topic::Other || scene.is_talks(k) || scene.noun_senses(k).iter().any(|f| f.act == Act::Table))
                .or_else(|| scene.object(verb))
                .or_else(|| scene.patient(verb))
        });
        // "walked away from the table"
        let table = |k: usize| scene.noun_senses(k).iter().any(|f| f.act == Act::Table);
        let joint = |k: usize| scene.topic(k) == Topic::Meeting || scene.is_talks(k) || table(k);
        let walked = matches!(scene.lemma(verb), "walk" | "storm" | "pull");
        // "the troops began to leave Kenya": a deed
        let troops = |k: usize| scene.is_a(k, Act::Troops);
        if scene.agent(verb).is_some_and(troops) && theme.is_some_and(|k| scene.mention(k).is_some()) {
            return self.deed(site, Frame { act: Act::Yield, root: Some(Plover::Yield) });
        }
        let kind = match theme {
            Some(k) if joint(k) => ClaimKind::Meeting,
            Some(k) if scene.topic(k) == Topic::Agreement || scene.is_a(scene.unwrapped(k), Act::League) => ClaimKind::Agreement,
            // "walked out": of what the sentence speaks of
            // workers walk out of their work
            None if scene.lemma(verb) == "walk"
                && scene.has(verb, &["compound:prt", "compound", "advmod"], &["out"])
                && (scene.agent(verb).is_some_and(|a| lexicon::people::is_worker(scene.lemma(a)))
                    || self.labour() && !(0..scene.len()).any(|k| scene.is_talks(k))) =>
            {
                return self.deed(site, Frame { act: Act::Protest, root: Some(Plover::Protest) });
            }
            None if walked => {
                let spoken = (0..scene.len())
                    .rev()
                    .find(|&k| scene.is_noun(k) && matches!(scene.topic(k), Topic::Meeting | Topic::Agreement | Topic::Move));
                match spoken {
                    Some(k) if scene.topic(k) != Topic::Agreement => ClaimKind::Meeting,
                    Some(_) if scene.lemma(verb) == "pull" => ClaimKind::Agreement,
                    // "the rebels walked out on Saturday", in a report of talks
                    None if self.speaks_of_talks()
                        && scene.has(verb, &["compound:prt", "compound", "advmod"], &["out"])
                        && !scene.agent(verb).is_some_and(|a| troops(a) || lexicon::people::is_worker(scene.lemma(a)))
                        && scene.under_preposition(verb, &["from", "of", "in"]).next().is_none() =>
                    {
                        ClaimKind::Meeting
                    }
                    _ => return false,
                }
            }
            _ => return false,
        };
        let Some(agent) = scene.agent(verb).filter(|&a| scene.is_animate(a)) else { return false };
        let force = scene.force(verb);
        let reported = self.attribution(verb).reported;
        let status = match scene.event_status(verb, force, reported) {
            Some(Status::Happened | Status::Planned) => Status::Refused,
            Some(Status::Hypothetical) => Status::Hypothetical,
            _ => return false,
        };
        let party = self.party(agent);
        let mut draft = Draft::new(kind, status, &site.sites());
        draft.role(FieldKey::Participants, &party);
        if let Some(k) = theme {
            draft.text(FieldKey::Content, self.words(k));
            draft.target.push(self.scene.full_phrase(k));
            self.consume(k);
        }
        if let Some(condition) = force.condition {
            draft.text(FieldKey::Condition, self.scene.text(self.scene.proviso_span(condition)));
        }
        self.push(draft);
        true
    }
}
