//! Repairs of the tree: a few errors that a parser of newspaper English makes often enough to cost claims, each told by a pattern that
//! correct trees do not have. The tree itself is left as it is; a scene reads it through these.

mod clauses;
mod nominals;
mod predicates;

use compact_str::CompactString;
use model::{Sentence, Upos};

/// A word whose head, relation or part of speech is read otherwise than the parser said.
#[derive(Clone, Debug)]
pub(crate) struct Repair {
    pub token: usize,
    /// `None`: the root.
    pub head: Option<usize>,
    pub relation: &'static str,
    pub upos: Option<Upos>,
}

/// The tree under repair: heads, relations and dependents by word.
struct Tree<'s> {
    sent: &'s Sentence,
    text: &'s str,
    lemmas: &'s [CompactString],
    /// Dependents of all words, those of word `i` from `first[i]` to `first[i + 1]`, left to right.
    kids: Vec<u32>,
    first: Vec<u32>,
}

impl<'s> Tree<'s> {
    fn new(sent: &'s Sentence, text: &'s str, lemmas: &'s [CompactString]) -> Tree<'s> {
        let n = sent.tokens.len();
        let head = |k: usize| sent.head(k).filter(|&h| h < n && h != k);
        let mut first = vec![0u32; n + 1];
        for h in (0..n).filter_map(head) {
            first[h + 1] += 1;
        }
        for i in 0..n {
            first[i + 1] += first[i];
        }
        let (mut kids, mut next) = (vec![0u32; first[n] as usize], first.clone());
        for k in 0..n {
            if let Some(h) = head(k) {
                kids[next[h] as usize] = k as u32;
                next[h] += 1;
            }
        }
        Tree { sent, text, lemmas, kids, first }
    }

    fn head(&self, i: usize) -> Option<usize> {
        self.sent.head(i).filter(|&h| h < self.sent.tokens.len() && h != i)
    }

    fn rel(&self, i: usize) -> &str {
        self.sent.tokens[i].relation()
    }

    fn form(&self, i: usize) -> &'s str {
        self.sent.tokens[i].span.of(self.text)
    }

    fn upos(&self, i: usize) -> Upos {
        self.sent.tokens[i].upos
    }

    fn xpos(&self, i: usize) -> &str {
        &self.sent.tokens[i].xpos
    }

    fn nominal(&self, i: usize) -> bool {
        matches!(self.upos(i), Upos::Noun | Upos::Propn)
    }

    fn kids(&self, i: usize) -> impl Iterator<Item = usize> + '_ {
        self.kids[self.first[i] as usize..self.first[i + 1] as usize].iter().map(|&k| k as usize)
    }

    fn has_kid(&self, i: usize, relations: &[&str]) -> bool {
        self.kids(i).any(|k| relations.contains(&self.rel(k)))
    }
}

/// What can be mended at a word; where two mend the same word, the first counts.
const REPAIRS: &[fn(&Tree<'_>, usize, &mut Vec<Repair>)] = &[
    predicates::modal_noun,
    predicates::lost_predicate,
    predicates::plural_noun,
    predicates::or_face,
    predicates::talks_collapsed,
    predicates::auxiliary_head,
    predicates::predicate_conjunct,
    predicates::ready_participle,
    predicates::expressed_noun,
    predicates::finite_conjunct,
    predicates::second_clause,
    nominals::dated_subject,
    nominals::for_subject,
    nominals::gerund_between,
    nominals::participle_agent,
    nominals::split_gift,
    nominals::noun_for_verb,
    nominals::two_objects,
    nominals::scoped_compound,
    nominals::verbal_noun,
    nominals::dashed_noun,
    nominals::participle_before,
    nominals::two_articles,
    nominals::set_beside,
    nominals::face_to_face,
    nominals::object_compound,
    nominals::adjective_name,
    nominals::called_on,
    nominals::move_content,
    nominals::adjective_behind,
    nominals::possessed_subject,
    nominals::oblique_noun,
    nominals::supported,
    nominals::late_object,
    nominals::among_others,
    nominals::titled_case,
    clauses::past_cue,
    clauses::told_clause,
    clauses::timed_object,
    clauses::set_participle,
    clauses::relative_clause,
    clauses::object_clause,
    clauses::negated_infinitive,
    clauses::own_clause,
    clauses::own_subject,
    clauses::told_on_occasion,
    clauses::willing,
    clauses::absolute,
    clauses::second_infinitive,
    clauses::verb_as_adjective,
];

/// The repairs that a sentence needs, in the order of its words; most need none.
pub(crate) fn find(sent: &Sentence, text: &str, lemmas: &[CompactString]) -> Vec<Repair> {
    let tree = Tree::new(sent, text, lemmas);
    let mut out = Vec::new();
    for i in 0..sent.tokens.len() {
        for mend in REPAIRS {
            mend(&tree, i, &mut out);
        }
        if tree.upos(i) == Upos::Adv && tree.has_kid(i, &["det"]) {
            // "at a standstill" with the noun tagged as an adverb
            out.push(Repair { token: i, head: tree.head(i), relation: "", upos: Some(Upos::Noun) });
        }
    }
    out
}

fn is_day(lemma: &str) -> bool {
    matches!(
        lemma.to_lowercase().as_str(),
        "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday" | "day" | "week" | "month" | "year"
    )
}
