//! Sentences and their analysis, by Universal Dependencies v2.

use crate::Span;
use compact_str::CompactString;
use serde::{Deserialize, Serialize};

/// Universal part of speech (UD v2, 17 values).
#[allow(missing_docs)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Upos {
    Adj,
    Adp,
    Adv,
    Aux,
    Cconj,
    Det,
    Intj,
    Noun,
    Num,
    Part,
    Pron,
    Propn,
    Punct,
    Sconj,
    Sym,
    Verb,
    #[default]
    X,
}

impl Upos {
    /// All values, in alphabetical order of their UD names.
    pub const ALL: [Upos; 17] = [
        Upos::Adj,
        Upos::Adp,
        Upos::Adv,
        Upos::Aux,
        Upos::Cconj,
        Upos::Det,
        Upos::Intj,
        Upos::Noun,
        Upos::Num,
        Upos::Part,
        Upos::Pron,
        Upos::Propn,
        Upos::Punct,
        Upos::Sconj,
        Upos::Sym,
        Upos::Verb,
        Upos::X,
    ];

    /// The UD name, in capitals.
    pub const fn name(self) -> &'static str {
        match self {
            Upos::Adj => "ADJ",
            Upos::Adp => "ADP",
            Upos::Adv => "ADV",
            Upos::Aux => "AUX",
            Upos::Cconj => "CCONJ",
            Upos::Det => "DET",
            Upos::Intj => "INTJ",
            Upos::Noun => "NOUN",
            Upos::Num => "NUM",
            Upos::Part => "PART",
            Upos::Pron => "PRON",
            Upos::Propn => "PROPN",
            Upos::Punct => "PUNCT",
            Upos::Sconj => "SCONJ",
            Upos::Sym => "SYM",
            Upos::Verb => "VERB",
            Upos::X => "X",
        }
    }

    /// The value with this UD name.
    pub fn parse(name: &str) -> Option<Upos> {
        Upos::ALL.into_iter().find(|u| u.name() == name)
    }

    /// Noun, proper noun or pronoun: what a participant's head word is.
    pub const fn is_nominal(self) -> bool {
        matches!(self, Upos::Noun | Upos::Propn | Upos::Pron)
    }
}

/// A syntactic word. Words that share one orthographic token ("don't", "cannot", "zum") carry spans that split it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Token {
    /// Bytes in the text; the form is the text under it.
    pub span: Span,
    /// Lemma; lower case except for proper nouns.
    pub lemma: CompactString,
    /// Universal part of speech.
    pub upos: Upos,
    /// The treebank's own tag (Penn Treebank tags for English); empty where the model has none.
    pub xpos: CompactString,
    /// Head, counted from 1 within the sentence; 0 is the root.
    pub head: u16,
    /// UD relation to the head, with its subtype: `nsubj`, `nsubj:pass`, `acl:relcl`, …
    pub deprel: CompactString,
}

impl Token {
    /// The relation without its subtype.
    pub fn relation(&self) -> &str {
        // Asked of every word many times: a byte at a time.
        let deprel = self.deprel.as_str();
        deprel.bytes().position(|byte| byte == b':').map_or(deprel, |end| &deprel[..end])
    }
}

/// A sentence with its words; every non-space character lies under exactly one word.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sentence {
    /// Bytes in the text, without surrounding blanks.
    pub span: Span,
    /// Its words in order.
    pub tokens: Vec<Token>,
}

impl Sentence {
    /// Index of the head of word `index` (both from 0); `None` for the root.
    pub fn head(&self, index: usize) -> Option<usize> {
        (self.tokens[index].head as usize).checked_sub(1)
    }

    /// Indices (from 0) of the direct dependents of word `index`, left to right.
    pub fn children(&self, index: usize) -> impl DoubleEndedIterator<Item = usize> + '_ {
        let head = index as u16 + 1;
        self.tokens.iter().enumerate().filter(move |(_, t)| t.head == head).map(|(i, _)| i)
    }

    /// The first dependent of `index` whose relation is `relation`; with a colon the subtype must match too.
    pub fn child(&self, index: usize, relation: &str) -> Option<usize> {
        self.children(index).find(|&i| {
            let token = &self.tokens[i];
            if relation.contains(':') { token.deprel == relation } else { token.relation() == relation }
        })
    }

    /// Index of the root word; the first word where the tree has none.
    pub fn root(&self) -> Option<usize> {
        self.tokens.iter().position(|t| t.head == 0).or(if self.tokens.is_empty() { None } else { Some(0) })
    }

    /// Whether `inner` lies in the subtree of `outer` (a word lies in its own).
    pub fn dominates(&self, outer: usize, inner: usize) -> bool {
        let mut at = inner;
        for _ in 0..=self.tokens.len() {
            if at == outer {
                return true;
            }
            match self.head(at) {
                Some(up) => at = up,
                None => return false,
            }
        }
        false
    }

    /// First and last word (inclusive) of the subtree of `index`: its projection, which for a projective tree is the subtree itself.
    pub fn extent(&self, index: usize) -> (usize, usize) {
        let (mut low, mut high) = (index, index);
        for i in 0..self.tokens.len() {
            if (i < low || i > high) && self.dominates(index, i) {
                low = low.min(i);
                high = high.max(i);
            }
        }
        (low, high)
    }

    /// The bytes under the subtree of `index`.
    pub fn subtree_span(&self, index: usize) -> Span {
        let (low, high) = self.extent(index);
        self.tokens[low].span.cover(self.tokens[high].span)
    }
}
