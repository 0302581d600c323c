//! What a word should come out as: a class for each question, or several with shares where a teacher is in doubt.

use super::tags;
use crate::models::Models;
use crate::treebank::TreeWord;
use model::{EntityKind, Upos};

/// Classes with shares that sum to one; no class where the data do not say.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Choice {
    classes: [u16; 4],
    shares: [f32; 4],
}

impl Choice {
    /// One class for sure.
    pub fn one(class: usize) -> Choice {
        Choice { classes: [class as u16, 0, 0, 0], shares: [1.0, 0.0, 0.0, 0.0] }
    }

    /// The four classes with the largest shares, largest first (the earlier one where two are equal); a class may come more than once.
    pub fn of(classes: &[(usize, f32)]) -> Choice {
        let mut sums: Vec<(usize, f32)> = Vec::new();
        for &(class, share) in classes.iter().filter(|c| c.1 > 0.0) {
            match sums.iter_mut().find(|s| s.0 == class) {
                Some(sum) => sum.1 += share,
                None => sums.push((class, share)),
            }
        }
        sums.sort_by(|a, b| b.1.total_cmp(&a.1));
        sums.truncate(4);
        let total: f32 = sums.iter().map(|s| s.1).sum();
        let mut it = Choice::default();
        for (at, (class, share)) in sums.into_iter().enumerate() {
            (it.classes[at], it.shares[at]) = (class as u16, share / total);
        }
        it
    }

    /// Half of each; the other where one says nothing.
    pub fn halved(&self, other: &Choice) -> Choice {
        match (self.is_known(), other.is_known()) {
            (true, true) => Choice::of(&self.shares().chain(other.shares()).collect::<Vec<_>>()),
            (true, false) => *self,
            _ => *other,
        }
    }

    fn is_known(&self) -> bool {
        self.shares[0] > 0.0
    }

    /// Whether it says something and all its classes are below `count`.
    pub fn is_below(&self, count: usize) -> bool {
        self.is_known() && self.shares().all(|(class, _)| class < count)
    }

    /// The classes and their shares.
    pub fn shares(&self) -> impl Iterator<Item = (usize, f32)> + '_ {
        self.classes.iter().zip(&self.shares).filter(|c| *c.1 > 0.0).map(|(&class, &share)| (class as usize, share))
    }

    /// The class with the largest share.
    pub fn best(&self) -> Option<usize> {
        self.is_known().then_some(self.classes[0] as usize)
    }
}

/// What a word should come out as.
#[derive(Clone, Copy, Debug)]
pub struct Target {
    /// Joint tag.
    pub tag: Choice,
    /// Class of names.
    pub name: Choice,
    /// The head in the tree, whose relation `label` is; `u16::MAX` where none is known.
    pub head: u16,
    /// Head; 0 is the root.
    pub heads: Choice,
    /// Relation.
    pub label: Choice,
}

impl Default for Target {
    fn default() -> Target {
        let unknown = Choice::default();
        Target { tag: unknown, name: unknown, head: u16::MAX, heads: unknown, label: unknown }
    }
}

impl Target {
    /// What the treebank says of the word.
    pub fn of(models: &Models, w: &TreeWord) -> Target {
        let relation = models.relations.iter().position(|r| *r == w.deprel).unwrap_or(0);
        Target {
            tag: Choice::one(tags::index(&models.tags, w.upos, &w.xpos) as usize),
            head: w.head as u16,
            heads: Choice::one(w.head),
            label: Choice::one(relation),
            ..Target::default()
        }
    }

    /// What a teacher thinks of word `at` of a sentence of `count` words: `Tags=NOUN/NN 930 VERB/VB 70|Heads=3 1000|Relations=obj 800 nsubj 200|Names=B-person
    /// 600 O 400`, with shares of any unit and relations to the head that stands in the tree. Classes that the models do not have, heads outside the sentence and the word itself are passed over.
    pub fn doubts(models: &Models, misc: &str, at: usize, count: usize) -> Target {
        let choice = |name: &str, class: &dyn Fn(&str) -> Option<usize>| {
            let list = misc.split('|').find_map(|part| part.strip_prefix(name)).unwrap_or("");
            let (mut classes, mut words) = (Vec::new(), list.split(' '));
            while let (Some(word), Some(share)) = (words.next(), words.next()) {
                classes.extend(class(word).zip(share.parse::<f32>().ok()));
            }
            Choice::of(&classes)
        };
        let tag = |word: &str| {
            let (upos, own) = word.split_once('/')?;
            Some(tags::index(&models.tags, Upos::parse(upos)?, own) as usize)
        };
        let head = |word: &str| word.parse().ok().filter(|&h: &usize| h <= count && h != at + 1);
        let relation = |word: &str| models.relations.iter().position(|r| r == word);
        let name = |word: &str| match word.split_once('-') {
            None => Some(0),
            Some((place, kind)) => Some(1 + 4 * EntityKind::ALL.iter().position(|k| k.name() == kind)? + "BILU".find(place)?),
        };
        Target {
            tag: choice("Tags=", &tag),
            name: choice("Names=", &name),
            head: u16::MAX,
            heads: choice("Heads=", &head),
            label: choice("Relations=", &relation),
        }
    }

    /// This with another's shares beside its own: all of the other's where `whole`, else half. The tree's head stays.
    pub fn taught(&self, other: &Target, whole: bool) -> Target {
        let mix = |own: &Choice, other: &Choice| if whole && other.is_known() { *other } else { own.halved(other) };
        Target {
            tag: mix(&self.tag, &other.tag),
            name: mix(&self.name, &other.name),
            head: self.head,
            heads: mix(&self.heads, &other.heads),
            label: mix(&self.label, &other.label),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_read_and_mixed() {
        let models = Models {
            tags: vec![(Upos::Noun, "NN".into()), (Upos::Verb, "VB".into()), (Upos::Punct, ",".into())],
            relations: vec!["root".into(), "obj".into(), "nsubj:pass".into()],
            ..Models::default()
        };
        let misc = "SpaceAfter=No|Name=O|Tags=VERB/VB 750 NOUN/NNX 250|Heads=2 500 9 300 4 500|Relations=nsubj:pass 600 obj 200 vocative 200|Names=O 900 L-place 100";
        let doubts = Target::doubts(&models, misc, 1, 5);
        // An unknown tag goes to the part of speech's first; a head outside the sentence and the word itself fall out.
        assert_eq!(doubts.tag, Choice::of(&[(1, 0.75), (0, 0.25)]));
        assert_eq!(doubts.heads, Choice::one(4));
        assert_eq!(doubts.label, Choice::of(&[(2, 0.75), (1, 0.25)]));
        let place = EntityKind::ALL.iter().position(|k| k.name() == "place").expect("a kind");
        assert_eq!(doubts.name, Choice::of(&[(0, 0.9), (3 + 4 * place, 0.1)]));
        let gold = Target { tag: Choice::one(0), head: 3, heads: Choice::one(3), label: Choice::one(0), ..Target::default() };
        let half = gold.taught(&doubts, false);
        assert_eq!((half.tag, half.head), (Choice::of(&[(0, 0.625), (1, 0.375)]), 3));
        assert_eq!(half.heads, Choice::of(&[(3, 0.5), (4, 0.5)]));
        assert_eq!(half.name, doubts.name, "gold says nothing of names");
        assert_eq!(gold.taught(&doubts, true).heads, Choice::one(4));
        assert_eq!(gold.taught(&Target::default(), true).heads, gold.heads);
        assert!(!Choice::default().is_below(9) && Choice::one(8).is_below(9) && !Choice::one(9).is_below(9));
    }
}
