//! Questions to a dependency tree that the rules ask again and again, answered from tables made once a sentence.

use model::{Sentence, Upos};

/// A sentence with the extent of every subtree.
pub struct Tree<'s> {
    /// The sentence.
    pub sentence: &'s Sentence,
    low: Vec<u16>,
    high: Vec<u16>,
}

/// First and last word, inclusive.
pub type Words = (usize, usize);

impl<'s> Tree<'s> {
    /// Prepares the tables.
    pub fn new(sentence: &'s Sentence) -> Tree<'s> {
        let n = sentence.tokens.len();
        let mut low: Vec<u16> = (0..n as u16).collect();
        let mut high = low.clone();
        for i in 0..n {
            let mut up = i;
            // A damaged tree may hold a cycle: no more steps than words.
            for _ in 0..n {
                match sentence.head(up) {
                    Some(h) if h < n => {
                        low[h] = low[h].min(i as u16);
                        high[h] = high[h].max(i as u16);
                        up = h;
                    }
                    _ => break,
                }
            }
        }
        Tree { sentence, low, high }
    }

    /// Words under `i`.
    pub fn extent(&self, i: usize) -> Words {
        (self.low[i] as usize, self.high[i] as usize)
    }

    /// Number of words.
    pub fn len(&self) -> usize {
        self.sentence.tokens.len()
    }

    /// Relation of `i` without its subtype.
    pub fn relation(&self, i: usize) -> &str {
        self.sentence.tokens[i].relation()
    }

    /// Words without punctuation at either edge.
    pub fn trim(&self, (mut first, mut last): Words) -> Words {
        let mark = |i: usize| self.sentence.tokens[i].upos == Upos::Punct;
        while first < last && mark(first) {
            first += 1;
        }
        while last > first && mark(last) {
            last -= 1;
        }
        (first, last)
    }

    /// The subject of verb `v`: its own, or that of the verb it is coordinated with, subordinated to as a participle, or controlled by.
    /// With it whether it is its own.
    pub fn subject(&self, v: usize) -> Option<(usize, bool)> {
        let mut at = v;
        for step in 0..6 {
            let passive = self.sentence.child(at, "nsubj:pass").is_some();
            if passive {
                // The one who speaks is the agent: "was told by", "it was announced by".
                let agent = self
                    .sentence
                    .children(at)
                    .find(|&c| self.relation(c) == "obl" && self.sentence.children(c).any(|k| self.sentence.tokens[k].lemma == "by"));
                if at == v {
                    return agent.map(|a| (a, true));
                }
            }
            if let Some(s) = self.sentence.child(at, "nsubj") {
                let expletive = self.sentence.child(at, "expl").is_some();
                return (!expletive).then_some((s, step == 0));
            }
            let up = self.sentence.head(at)?;
            match self.relation(at) {
                "conj" | "xcomp" | "advcl" | "parataxis" | "ccomp" | "dep" | "cop" | "aux" => at = up,
                "acl" => return Some((up, false)),
                _ => return None,
            }
        }
        None
    }

    /// The words that name the one whose head word is `head`: its subtree without clauses that only follow it and without case words.
    pub fn name_of(&self, head: usize, avoid: Words) -> Words {
        let (mut first, mut last) = self.extent(head);
        for c in self.sentence.children(head) {
            let relation = self.relation(c);
            let (low, high) = self.extent(c);
            if (relation == "case" || relation == "mark" || relation == "cc") && c < head {
                first = first.max(high + 1);
            }
            if relation == "parataxis" && c > head {
                last = last.min(low.saturating_sub(1));
            }
        }
        // Crossing branches and clauses in between: never run over the cue.
        if first <= avoid.1 && last >= avoid.0 {
            if head < avoid.0 {
                last = avoid.0.saturating_sub(1);
            } else if head > avoid.1 {
                first = avoid.1 + 1;
            }
        }
        self.trim((first.min(head), last.max(head)))
    }
}
