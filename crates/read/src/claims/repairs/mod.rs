//! Repairs of the tree: a few errors that a parser of newspaper English makes often enough to cost claims, each told by a pattern that
//! correct trees do not have. The tree itself is left as it is; a scene reads it through these.

mod clauses;
mod objects;
mod predicates;
mod subjects;

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

/// The tree under repair: heads and relations by word.
struct Tree<'s> {
    sent: &'s Sentence,
    lemmas: &'s [CompactString],
}

impl Tree<'_> {
    fn head(&self, i: usize) -> Option<usize> {
        self.sent.head(i).filter(|&h| h < self.sent.tokens.len() && h != i)
    }

    fn rel(&self, i: usize) -> &str {
        self.sent.tokens[i].relation()
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
        (0..self.sent.tokens.len()).filter(move |&k| k != i && self.sent.head(k) == Some(i))
    }

    fn has_kid(&self, i: usize, relations: &[&str]) -> bool {
        self.kids(i).any(|k| relations.contains(&self.rel(k)))
    }
}

/// The repairs that a sentence needs, in the order of its words; most need none.
pub(crate) fn find(sent: &Sentence, lemmas: &[CompactString]) -> Vec<Repair> {
    let tree = Tree { sent, lemmas };
    let mut out = Vec::new();
    for i in 0..sent.tokens.len() {
        predicates::modal_noun(&tree, i, &mut out);
        subjects::participle_subject(&tree, i, &mut out);
        predicates::swallowed_verb(&tree, i, &mut out);
        objects::stray_object(&tree, i, &mut out);
        objects::object_complement(&tree, i, &mut out);
        subjects::clause_subject(&tree, i, &mut out);
        subjects::participle_agent(&tree, i, &mut out);
        objects::split_object(&tree, i, &mut out);
        predicates::fronted_gerund(&tree, i, &mut out);
        objects::relative_object(&tree, i, &mut out);
        predicates::lost_predicate(&tree, i, &mut out);
        predicates::plain_verb(&tree, i, &mut out);
        predicates::bare_predicate(&tree, i, &mut out);
        subjects::dated_subject(&tree, i, &mut out);
        objects::two_objects(&tree, i, &mut out);
        objects::verbal_object(&tree, i, &mut out);
        clauses::that_clause(&tree, i, &mut out);
        clauses::dated_clause(&tree, i, &mut out);
        clauses::told_clause(&tree, i, &mut out);
        clauses::later_clause(&tree, i, &mut out);
        subjects::between_two(&tree, i, &mut out);
        subjects::relative_subject(&tree, i, &mut out);
        predicates::plural_noun(&tree, i, &mut out);
        clauses::reduced_saying(&tree, i, &mut out);
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
