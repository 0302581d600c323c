//! How near the end of the talks is: "a deal is close", "the sides remain far apart", "differences persist", "hopes of a truce faded". Views of
//! talks whose words say little by themselves; what they are said of decides. Words in `outlook.tsv`.

use super::draft::Draft;
use super::frames::{Lexemes, Topic};
use super::reader::Reader;
use lexicon::doing::{Act, Doing, Pos};
use model::{ClaimKind, FieldKey, Status, Upos};

impl Reader<'_, '_> {
    /// Reads a predicate that nothing else has read.
    pub fn outlook(&mut self, i: usize) -> bool {
        let scene = &self.scene;
        let predicate = scene.is_verb(i) && scene.rel(i) != "amod" || scene.kid(i, "cop").is_some() || scene.rel(i) == "xcomp";
        if self.heading || !predicate || matches!(scene.rel(i), "aux" | "cop") {
            return false;
        }
        let force = scene.force(i);
        // "to be presented at talks to resolve outstanding issues": a purpose
        let purpose = force.infinitive && matches!(scene.rel(i), "advcl" | "acl") && scene.mark(i) == "to";
        if force.supposed || force.must || force.condition.is_some() || purpose {
            return false;
        }
        let subject = scene.subject(i).filter(|&s| s != i);
        if !(self.is_idiom(i, subject)
            || self.of_a_deal(i, subject)
            || self.of_the_sides(i, subject)
            || self.of_a_rift(i, subject)
            || self.of_hopes(i, subject))
        {
            return false;
        }
        let attribution = self.attribution(i);
        let by = if attribution.reported { self.speaker(&attribution) } else { Default::default() };
        // the clause: "is unlikely", "remain far apart", "failed to bridge their differences"
        let governor =
            scene.head(i).filter(|&h| scene.rel(i) == "xcomp" && !self.used[h] && !scene.senses(h).iter().any(|f| f.act == Act::Say));
        let top = governor.unwrap_or(i);
        let mut draft = Draft::new(ClaimKind::Assessment, Status::Stated, &[top]);
        if !by.is_empty() {
            draft.role(FieldKey::Holder, &by);
        }
        draft.text(FieldKey::Content, self.words(top));
        let words: Vec<usize> =
            self.scene.kids(i).iter().copied().filter(|&k| matches!(self.scene.upos(k), Upos::Adj | Upos::Adv)).collect();
        for k in words.into_iter().chain([i, top]) {
            self.used[k] = true;
        }
        self.push(draft);
        true
    }

    /// "Time is running out", "the ball is in their court".
    fn is_idiom(&self, i: usize, subject: Option<usize>) -> bool {
        let scene = &self.scene;
        let named = |lemma: &str| subject.is_some_and(|s| scene.lemma(s) == lemma);
        let runs = scene.lemma(i) == "run" && scene.has(i, &["compound:prt", "compound", "advmod"], &["out"]);
        named("time") && runs && self.attribution(i).reported || named("ball") && scene.lemma(i) == "court"
    }

    /// The word as a predicate of the lists: an adjective or adverb by itself, a noun with its preposition ("within reach").
    fn predicate_is(&self, i: usize, act: Act) -> bool {
        let scene = &self.scene;
        let doing = Doing::get();
        let has = |words: &str| doing.senses(Pos::Adjective, words).iter().any(|f| f.act == act);
        match scene.upos(i) {
            Upos::Adj | Upos::Adv => {
                has(scene.lemma(i))
                    || scene.lemma(i).strip_suffix("er").is_some_and(has)
                    || scene.lemma(i).strip_suffix('r').is_some_and(has)
            }
            Upos::Noun if !scene.case(i).is_empty() => has(&format!("{} {}", scene.case(i), scene.lemma(i))),
            // "divided", "split" tagged as participles
            Upos::Verb if scene.kid(i, "cop").is_some() || scene.is_passive(i) => has(&scene.form(i).to_lowercase()),
            _ => false,
        }
    }

    /// The predicate itself, or behind "remain", "look", "seem" what it is said to be.
    fn said_to_be(&self, i: usize, act: Act) -> bool {
        let scene = &self.scene;
        if scene.kid(i, "cop").is_some() || scene.rel(i) == "xcomp" {
            return self.predicate_is(i, act);
        }
        let link = matches!(scene.lemma(i), "remain" | "look" | "seem" | "appear" | "stay" | "be" | "prove");
        link && scene
            .kids(i)
            .iter()
            .any(|&k| k > i && matches!(scene.rel(k), "xcomp" | "advmod" | "obl" | "acl") && self.predicate_is(k, act))
    }

    /// A deal, a truce, a breakthrough, talks.
    fn is_outcome(&self, s: usize) -> bool {
        let scene = &self.scene;
        let s = scene.unwrapped(s);
        scene.is_noun(s)
            && (scene.is_talks(s)
                || matches!(scene.topic(s), Topic::Agreement | Topic::Truce)
                || matches!(scene.lemma(s), "peace" | "solution" | "consensus")
                || scene.noun_senses(s).iter().any(|f| matches!(f.act, Act::Agreement | Act::Result | Act::Truce)))
    }

    /// An outcome of the clause: "closer to a deal", "hopes for a truce", "optimistic about the talks", "on track to reach a deal".
    fn has_outcome(&self, i: usize) -> bool {
        let words =
            self.scene.subtree(i, &|k| matches!(self.scene.rel(k), "nsubj" | "parataxis" | "conj") && self.scene.head(k) == Some(i));
        words.into_iter().any(|k| k != i && self.is_outcome(k))
    }

    fn of_a_deal(&self, i: usize, subject: Option<usize>) -> bool {
        let Some(s) = subject.filter(|&s| self.is_outcome(s)) else { return false };
        // "the talks are going well"
        let scene = &self.scene;
        let going = scene.lemma(i) == "go" && scene.has(i, &["advmod"], &["well", "badly", "nowhere", "smoothly", "poorly", "better"]);
        self.said_to_be(i, Act::Near) || going && scene.is_talks(scene.unwrapped(s))
    }

    fn of_the_sides(&self, i: usize, subject: Option<usize>) -> bool {
        let scene = &self.scene;
        let Some(s) = subject.filter(|&s| scene.is_animate(s) || matches!(scene.lemma(s), "we" | "they")) else { return false };
        // "far apart" needs two; "close to a deal", "on track to reach one" name what they are close to
        let two = scene.is_both(s) || scene.conjuncts(s).len() > 1 || scene.xpos(s) == "NNS" || matches!(scene.lemma(s), "we" | "they");
        // "far apart" with the first word as the head
        let far = || self.said_to_be(i, Act::Toward) && scene.kids(i).iter().any(|&k| self.predicate_is(k, Act::Apart));
        let bare = two && (self.said_to_be(i, Act::Apart) || far());
        let near = (self.said_to_be(i, Act::Apart) || self.said_to_be(i, Act::Toward)) && self.has_outcome(i);
        let draws = scene.verb_senses(i).iter().any(|f| f.act == Act::Draw)
            && (matches!(scene.lemma(i), "near" | "approach") && scene.object(i).is_some_and(|o| self.is_outcome(o))
                || scene.kids(i).iter().any(|&k| matches!(scene.form(k), "closer" | "nearer" | "close")))
            && self.has_outcome(i);
        bare || near || draws
    }

    fn of_a_rift(&self, i: usize, subject: Option<usize>) -> bool {
        let scene = &self.scene;
        // "differences", "the gap": not what is different between two things
        let rift = |k: usize| {
            let inner = scene.unwrapped(k);
            let several = scene.xpos(inner) == "NNS" || !matches!(scene.lemma(inner), "difference" | "disagreement" | "divergence");
            scene.is_noun(inner) && several && scene.noun_senses(inner).iter().any(|f| f.act == Act::Rift)
                // "sticking points" with the first word taken for a verb
                || scene.lemma(inner) == "stick" && scene.object(inner).is_some_and(|o| scene.lemma(o) == "point")
        };
        let does = |act: Act| scene.verb_senses(i).iter().any(|f| f.act == act);
        if matches!(scene.rel(i), "acl") {
            return false;
        }
        let Some(found) = subject.into_iter().chain(scene.patient(i)).find(|&k| rift(k)) else { return false };
        // "differences remain", "there are sticking points", "the main obstacle is the timetable"
        let stays = subject == Some(found) && (does(Act::Stay) || does(Act::Narrow) || scene.kid(i, "cop").is_some());
        // "narrowed the gap", "failed to bridge their differences"
        let closes = does(Act::Narrow) && subject != Some(found);
        // told of talks: with the sides or their deal named, or in a report of talks
        let between = |k: usize| scene.case(k) == "between" && (scene.is_animate(k) || scene.is_both(k));
        let words = scene.subtree(i, &|k| scene.rel(k) == "parataxis");
        let within = |k: usize| scene.under(found, k) || scene.head(k) == Some(i);
        let told = words.iter().any(|&k| k != found && (self.is_outcome(k) || between(k) && within(k)));
        (stays || closes) && (told || !scene.under_preposition(found, &["in"]).any(|_| true) && self.speaks_of_talks())
    }

    fn of_hopes(&self, i: usize, subject: Option<usize>) -> bool {
        let scene = &self.scene;
        let hopes = |k: usize| {
            scene.noun_senses(k).iter().any(|f| f.act == Act::Hopes)
                && scene.under_preposition(k, &["for", "of"]).any(|o| self.is_outcome(o))
        };
        let fades = scene.verb_senses(i).iter().any(|f| f.act == Act::Fade);
        fades && subject.into_iter().chain(scene.patient(i)).any(hopes)
    }
}
