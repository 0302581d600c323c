//! Verbs with two words more: "shook hands on a contract", "put the deal to a vote". Rows of three words in the tables.

use super::scene::Scene;
use lexicon::doing::{Doing, Frame, Pos};

impl Scene<'_> {
    /// The nouns that belong to the words of an idiom: the "deadlock" of "ended in deadlock".
    pub fn idiom_words(&self, i: usize) -> impl Iterator<Item = usize> + '_ {
        let known = Doing::get().has_idioms(self.lemma(i));
        self.kids(i).iter().copied().filter(move |&k| {
            known
                && matches!(self.rel(k), "obl" | "nmod")
                && !Doing::get().senses(Pos::Verb, &format!("{} {} {}", self.lemma(i), self.case(k), self.lemma(k))).is_empty()
        })
    }

    /// "shook hands on a contract", "gave the offer short shrift", "put the deal to a vote": the senses of a verb with two words more, and what stands
    /// under the last of them where that is a preposition.
    pub fn idiom(&self, i: usize, lemma: &str) -> Option<(&'static [Frame], Option<usize>)> {
        let doing = Doing::get();
        if !doing.has_idioms(lemma) {
            return None;
        }
        let look =
            |second: &str, third: &str| Some(doing.senses(Pos::Verb, &format!("{lemma} {second} {third}"))).filter(|f| !f.is_empty());
        for &k in self.kids(i).iter().filter(|&&k| k > i) {
            let object = matches!(self.rel(k), "obj" | "nsubj") && self.is_noun(k);
            if object {
                let behind = self.kids(i).iter().chain(self.kids(k)).copied().filter(|&n| n > k && matches!(self.rel(n), "obl" | "nmod"));
                // "pointed the finger at Norway", "closed the door to talks"
                for n in behind {
                    if let Some(found) = look(self.lemma(k), self.case(n)) {
                        return Some((found, Some(n)));
                    }
                }
            } else if matches!(self.rel(k), "obl" | "nmod")
                && let Some(found) = look(self.case(k), self.lemma(k))
            {
                return Some((found, None));
            }
        }
        None
    }
}
