//! What a move, an answer or a promise hangs on: a clause ("if", "unless", "provided that"), a noun ("on condition that"), a return
//! ("in exchange for").

use super::scene::Scene;
use model::Span;

impl Scene<'_> {
    /// The condition within a predicate's clause, its complements included: the head of the clause or of what is given in return.
    pub fn proviso(&self, p: usize) -> Option<usize> {
        let own = self.clause_of(p);
        own.iter().copied().filter(|&k| k != p).find(|&k| self.is_condition(k))
    }

    /// The words of [`Scene::proviso`], or of what is given in return.
    pub fn condition_span(&self, p: usize) -> Option<Span> {
        if let Some(k) = self.proviso(p) {
            return Some(self.proviso_span(k));
        }
        // "said they had made an offer, on condition that …": hung on the word of saying
        let said = self.head(p).filter(|_| self.rel(p) == "ccomp");
        if let Some(k) =
            said.and_then(|s| self.kids(s).iter().copied().find(|&k| k > p && self.lemma(k) == "condition" && self.is_condition(k)))
        {
            return Some(self.proviso_span(k));
        }
        let own = self.clause_of(p);
        own.iter().copied().find_map(|k| {
            let given = self.returned(k)?;
            Some(self.cover(k.saturating_sub(1), k).cover(self.full_phrase(given)))
        })
    }

    /// The words of a condition with this head: "if the road opens", "as long as the road is open", where "as long" hangs on what is promised.
    pub fn proviso_span(&self, k: usize) -> Span {
        let words = self.subtree(k, &|_| false);
        let span = self.span_of(&words, k);
        let opening = words
            .first()
            .copied()
            .filter(|&first| first >= 2 && self.lemma(first) == "as" && matches!(self.lemma(first - 1), "long" | "soon"));
        match opening.filter(|first| matches!(self.lemma(first - 2), "as" | "so")) {
            Some(first) => self.token_span(first - 2).cover(span),
            None => span,
        }
    }

    /// The predicate with its complements, without relative clauses and coordinated sentences.
    fn clause_of(&self, p: usize) -> Vec<usize> {
        self.subtree(p, &|k| {
            self.deprel(k) == "acl:relcl"
                || matches!(self.rel(k), "conj" | "parataxis") && self.is_verb(k) && self.kid(k, "nsubj").is_some()
        })
    }

    /// Whether a clause behind "as long" or "as soon" tells how long or how soon and sets no condition: "as necessary", "as it takes".
    pub(super) fn is_extent(&self, clause: usize) -> bool {
        let measured = self.kid(clause, "mark").is_some_and(|m| m > 0 && matches!(self.lemma(m - 1), "long" | "soon" | "much"));
        measured
            && match self.kid(clause, "nsubj") {
                Some(subject) => self.lemma(subject) == "it" && matches!(self.lemma(clause), "take" | "require" | "need"),
                None => self.kid(clause, "nsubj:pass").is_none(),
            }
    }

    fn is_condition(&self, k: usize) -> bool {
        // "on condition that the boat is returned", not "on condition of anonymity"
        if self.lemma(k) == "condition" && matches!(self.case(k), "on" | "under") {
            return self.kids(k).iter().any(|&j| j > k && matches!(self.rel(j), "acl" | "ccomp" | "advcl" | "parataxis"));
        }
        if self.rel(k) != "advcl" && self.rel(k) != "ccomp" {
            return false;
        }
        match self.mark(k) {
            "if" | "unless" => self.rel(k) == "advcl",
            "provide" | "provided" | "providing" => true,
            // "as long as the threat is lifted"
            "as" => {
                self.rel(k) == "advcl" && self.kid(k, "mark").is_some_and(|m| m > 0 && self.lemma(m - 1) == "long") && !self.is_extent(k)
            }
            // "provided that X returns", the participle taken for the clause
            _ => self.rel(k) == "advcl" && self.lemma(k) == "provide" && self.kid(k, "nsubj").is_none() && self.kid(k, "obj").is_none(),
        }
    }

    /// "in exchange for X", "in return for X": X, with `k` at "exchange".
    fn returned(&self, k: usize) -> Option<usize> {
        let word = matches!(self.lemma(k), "exchange" | "return") && k > 0 && self.lemma(k - 1) == "in";
        if !word || k + 2 >= self.len() || self.lemma(k + 1) != "for" {
            return None;
        }
        // the noun that "for" marks, wherever it was hung
        (k + 2..self.len()).find(|&j| self.kids(j).contains(&(k + 1))).or_else(|| self.head(k + 1).filter(|&j| j > k))
    }
}
