//! Parts of speech: a left-to-right classifier over joint tags ("NOUN|NNS").

use crate::linear::{Features, Sparse};
use crate::store::{Reader, Writer};
use crate::words::Word;
use model::Upos;

/// The joint tag of a word: an index into [`Tagger::tags`].
pub type Tag = u8;

/// The learned tagger.
#[derive(Clone, Debug, Default)]
pub struct Tagger {
    /// Joint tags: part of speech and the treebank's own tag.
    pub tags: Vec<(Upos, String)>,
    pub(crate) model: Sparse,
    /// Frequent words, sorted by hash of their lower-case form …
    pub(crate) known: Vec<u32>,
    /// … and for each what is known of it: the class of its ambiguity in the upper bits, and its tag + 1 in the lower eight where it has only one.
    pub(crate) facts: Vec<u32>,
}

impl Tagger {
    /// What the dictionary knows of each word; needed by [`Tagger::tag`].
    pub(crate) fn look_up(&self, words: &[Word], facts: &mut Vec<u32>) {
        facts.clear();
        facts.extend(words.iter().map(|w| self.known.binary_search(&w.lower).map_or(0, |i| self.facts[i])));
    }

    /// Tags a sentence; `facts` as [`Tagger::look_up`] gives them.
    pub fn tag(&self, words: &[Word], facts: &[u32], features: &mut Features, sums: &mut [i32; 256], tags: &mut Vec<Tag>) {
        tags.clear();
        let (mut one, mut two) = (START, START);
        for at in 0..words.len() {
            let tag = match certain(facts[at], &words[at]) {
                Some(tag) => tag,
                None => {
                    tag_features(words, facts, at, one, two, features);
                    self.model.best(features.keys(), sums) as Tag
                }
            };
            tags.push(tag);
            (two, one) = (one, tag as u32);
        }
    }

    pub(crate) fn write(&self, to: &mut Writer) {
        to.strings(&self.tags.iter().map(|(u, x)| format!("{}|{x}", u.name())).collect::<Vec<_>>());
        self.model.write(to);
        to.numbers(self.known.iter().copied());
        to.numbers(self.facts.iter().copied());
    }

    pub(crate) fn read(from: &mut Reader) -> Option<Tagger> {
        let names = from.strings()?;
        let tags = names.iter().map(|t| t.split_once('|').and_then(|(u, x)| Some((Upos::parse(u)?, x.to_owned()))));
        let tags: Vec<(Upos, String)> = tags.collect::<Option<_>>()?;
        let tagger = Tagger { tags, model: Sparse::read(from)?, known: from.numbers()?, facts: from.numbers()? };
        let fits = tagger.model.classes() == tagger.tags.len()
            && tagger.known.len() == tagger.facts.len()
            && tagger.facts.iter().all(|f| (f & 255) as usize <= tagger.tags.len());
        fits.then_some(tagger)
    }
}

/// The tag "before the sentence".
pub(crate) const START: u32 = 999;

/// The only tag of a word, where the dictionary is sure of it. Capitals may make a name of any word.
#[inline]
pub(crate) fn certain(fact: u32, word: &Word) -> Option<Tag> {
    if fact & 255 != 0 && word.case <= 1 { Some(((fact & 255) - 1) as Tag) } else { None }
}

/// The features of the word `at`, after the tags `one` and `two` words before.
pub(crate) fn tag_features(words: &[Word], facts: &[u32], at: usize, one: u32, two: u32, f: &mut Features) {
    let n = words.len() as isize;
    let get = |d: isize| {
        let i = at as isize + d;
        if i < 0 || i >= n { None } else { Some(&words[i as usize]) }
    };
    let lower = |d: isize| get(d).map_or((7 + d) as u32, |w| w.lower);
    let shape = |d: isize| get(d).map_or(9, |w| w.shape);
    let suffix = |d: isize, k: usize| get(d).map_or(9, |w| w.suffix[k]);
    let known = |d: isize| {
        let i = at as isize + d;
        if i < 0 || i >= n { 1 } else { facts[i as usize] >> 8 }
    };
    let w = &words[at];
    let first = (at == 0) as u32;
    let case = w.case as u32;
    f.clear();
    f.add([0]);
    f.add([w.form]);
    f.add([w.lower]);
    f.add([w.shape, first]);
    f.add([w.prefix[0]]);
    f.add([w.prefix[1]]);
    f.add([w.prefix[2]]);
    f.add([w.suffix[0], case]);
    f.add([w.suffix[1], case]);
    f.add([w.suffix[2]]);
    f.add([w.suffix[3]]);
    f.add([w.suffix[4]]);
    f.add([one]);
    f.add([one, two]);
    f.add([one, w.lower]);
    f.add([one, w.suffix[2]]);
    f.add([one, two, w.lower]);
    f.add([lower(-1)]);
    f.add([lower(-2)]);
    f.add([lower(1)]);
    f.add([lower(2)]);
    f.add([lower(-1), w.lower]);
    f.add([w.lower, lower(1)]);
    f.add([lower(1), lower(2)]);
    f.add([lower(-1), lower(1)]);
    f.add([lower(-2), lower(-1)]);
    f.add([one, lower(1)]);
    f.add([suffix(1, 2)]);
    f.add([suffix(-1, 2)]);
    f.add([suffix(2, 2)]);
    f.add([suffix(1, 1), w.suffix[1]]);
    f.add([one, suffix(1, 2)]);
    f.add([one, w.suffix[1], suffix(1, 1)]);
    f.add([w.shape, shape(1)]);
    f.add([shape(-1), w.shape, shape(1)]);
    // The ambiguity classes of the words around: what they could be, before they are tagged.
    f.add([known(0), one]);
    f.add([known(0), known(1)]);
    f.add([known(0), known(1), known(2)]);
    f.add([one, known(0), known(1)]);
    f.add([one, two, known(0), known(1)]);
    f.add([known(1), known(2), known(3)]);
    f.add([w.suffix[2], known(1), case]);
    f.add([w.lower, known(1)]);
    f.add([w.lower, known(1), known(2)]);
    f.add([one, w.suffix[2], known(1)]);
    f.add([w.spaced as u32, case, get(1).is_none_or(|x| x.spaced) as u32, w.suffix[1]]);
}
