//! One sentence as a scene: its words, who depends on whom, and the questions that every builder of claims asks of the tree.

use super::repairs;
use crate::Document;
use compact_str::CompactString;
use lexicon::doing::{Doing, Pos};
use model::{BlockKind, Mention, Sentence, Span, Token, Upos};

/// A noun of the word lists that is written with a hyphen, or in two words, and is three tokens, or two, in the treebanks' way ("cease-fire",
/// "stand-off", "cease fire"): its head gets the lemma of the whole, without the hyphen where the lists have it so.
fn join_hyphenated(doc: &Document, index: usize, lemmas: &mut [CompactString]) {
    let (tokens, text) = (&doc.sentences[index].tokens, &doc.article.text);
    let mut whole = String::new();
    for i in 1..tokens.len() {
        let hyphen = i > 1 && matches!(tokens[i - 1].span.of(text), "-" | "‑" | "–") && tokens[i - 2].span.end == tokens[i - 1].span.start;
        let first = if hyphen && tokens[i - 1].span.end == tokens[i].span.start { i - 2 } else { i - 1 };
        let head = match (tokens[first].head as usize, tokens[i].head as usize) {
            (h, _) if h == i + 1 => i,
            (_, h) if h == first + 1 => first,
            _ => continue,
        };
        if first + 1 == i && (head != i || tokens[first].deprel != "compound" || tokens[i].upos != model::Upos::Noun) {
            continue;
        }
        for between in ["", "-"] {
            whole.clear();
            for part in [&lemmas[first], between, &lemmas[i]] {
                whole.push_str(part);
            }
            if !Doing::get().senses(Pos::Noun, &whole).is_empty() {
                lemmas[head] = whole.as_str().into();
                break;
            }
        }
    }
}

/// A sentence with its dependents by head and its lemmas in lower case.
pub(crate) struct Scene<'d> {
    pub doc: &'d Document,
    /// Number of the sentence.
    pub index: usize,
    pub sent: &'d Sentence,
    /// Title or subhead: title case, no finite grammar to rely on.
    pub heading: bool,
    kids: Vec<Vec<usize>>,
    lemmas: Vec<CompactString>,
    nodes: Vec<Node<'d>>,
}

/// A word in the tree as it stands after the repairs; asked of every word many times.
struct Node<'d> {
    upos: Upos,
    /// Without its subtype, and with it.
    relation: &'d str,
    deprel: &'d str,
    head: Option<usize>,
}

impl<'d> Scene<'d> {
    pub fn new(doc: &'d Document, index: usize) -> Scene<'d> {
        let sent = &doc.sentences[index];
        let mut lemmas: Vec<CompactString> = sent
            .tokens
            .iter()
            .map(|t| {
                // "froze", "tore", which the lemmatiser leaves as they are where it has not seen them
                let past = t.upos == Upos::Verb;
                if let Some(base) = if past { lexicon::irregular_lemma(t.span.of(&doc.article.text)) } else { None } {
                    base.into()
                } else if t.lemma.bytes().any(|b| b.is_ascii_uppercase()) {
                    t.lemma.to_lowercase()
                } else {
                    t.lemma.clone()
                }
            })
            .collect();
        join_hyphenated(doc, index, &mut lemmas);
        let heading = matches!(doc.block_kind(index), BlockKind::Title | BlockKind::Subhead);
        let len = sent.tokens.len();
        let head = |i: usize| sent.head(i).filter(|&h| h < len && h != i);
        let node = |(i, t): (usize, &'d Token)| Node { upos: t.upos, relation: t.relation(), deprel: &t.deprel, head: head(i) };
        let mut nodes: Vec<Node<'d>> = sent.tokens.iter().enumerate().map(node).collect();
        // Of two repairs of a word the first counts.
        for repair in repairs::find(sent, &doc.article.text, &lemmas).iter().rev() {
            let node = &mut nodes[repair.token];
            let token = &sent.tokens[repair.token];
            node.upos = repair.upos.unwrap_or(token.upos);
            node.head = repair.head;
            node.deprel = if repair.relation.is_empty() { &token.deprel } else { repair.relation };
            node.relation = node.deprel.split_once(':').map_or(node.deprel, |(relation, _)| relation);
        }
        let mut kids = vec![Vec::new(); len];
        for (i, node) in nodes.iter().enumerate() {
            if let Some(list) = node.head.and_then(|h| kids.get_mut(h)) {
                list.push(i);
            }
        }
        Scene { doc, index, sent, heading, kids, lemmas, nodes }
    }

    pub fn len(&self) -> usize {
        self.sent.tokens.len()
    }

    /// Lemma in lower case.
    pub fn lemma(&self, i: usize) -> &str {
        &self.lemmas[i]
    }

    pub fn form(&self, i: usize) -> &'d str {
        self.sent.tokens[i].span.of(&self.doc.article.text)
    }

    pub fn upos(&self, i: usize) -> Upos {
        self.nodes[i].upos
    }

    pub fn xpos(&self, i: usize) -> &str {
        &self.sent.tokens[i].xpos
    }

    /// Relation without its subtype.
    pub fn rel(&self, i: usize) -> &str {
        self.nodes[i].relation
    }

    /// Relation with its subtype.
    pub fn deprel(&self, i: usize) -> &str {
        self.nodes[i].deprel
    }

    pub fn head(&self, i: usize) -> Option<usize> {
        self.nodes[i].head
    }

    pub fn kids(&self, i: usize) -> &[usize] {
        &self.kids[i]
    }

    /// First dependent with this relation (subtypes count unless `relation` has one).
    pub fn kid(&self, i: usize, relation: &str) -> Option<usize> {
        self.kids_of(i, relation).next()
    }

    /// Dependents with this relation.
    pub fn kids_of<'a>(&'a self, i: usize, relation: &'a str) -> impl Iterator<Item = usize> + 'a {
        let typed = relation.contains(':');
        self.kids[i].iter().copied().filter(move |&k| if typed { self.deprel(k) == relation } else { self.rel(k) == relation })
    }

    /// Lemma of the preposition of a nominal: its first `case`.
    pub fn case(&self, i: usize) -> &str {
        let Some(k) = self.kid(i, "case") else { return "" };
        // "passed it on to Norway": the particle of the verb is taken into the phrase
        let to = k + 1 < self.len() && self.lemma(k + 1) == "to" && self.head(k + 1) == Some(i) && self.rel(k + 1) == "case";
        self.lemma(if to && matches!(self.lemma(k), "on" | "over" | "back" | "along") { k + 1 } else { k })
    }

    /// Lemma of the subordinator of a clause.
    pub fn mark(&self, i: usize) -> &str {
        self.kid(i, "mark").map_or("", |k| self.lemma(k))
    }

    /// The word and all words coordinated with it, left to right.
    pub fn conjuncts(&self, i: usize) -> Vec<usize> {
        let mut all = vec![i];
        let mut at = 0;
        while at < all.len() && all.len() < 32 {
            let more: Vec<usize> = self.kids_of(all[at], "conj").filter(|k| !all.contains(k)).collect();
            all.extend(more);
            at += 1;
        }
        all
    }

    /// Depth below the root; bounded, so that a broken tree does no harm.
    pub fn depth(&self, i: usize) -> usize {
        let (mut at, mut depth) = (i, 0);
        while let Some(up) = self.head(at) {
            depth += 1;
            at = up;
            if depth > self.len() {
                break;
            }
        }
        depth
    }

    /// Words of the subtree, without the branches for which `skip` holds, in order.
    pub fn subtree(&self, i: usize, skip: &dyn Fn(usize) -> bool) -> Vec<usize> {
        let mut out = vec![i];
        let mut at = 0;
        while at < out.len() && out.len() <= self.len() {
            for &k in &self.kids[out[at]] {
                if !skip(k) && !out.contains(&k) {
                    out.push(k);
                }
            }
            at += 1;
        }
        out.sort_unstable();
        out
    }

    /// Whether `inner` lies under `outer`.
    pub fn under(&self, outer: usize, inner: usize) -> bool {
        let mut at = inner;
        for _ in 0..=self.len() {
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

    pub fn token_span(&self, i: usize) -> Span {
        self.sent.tokens[i].span
    }

    /// Bytes from word `a` to word `b`, either order.
    pub fn cover(&self, a: usize, b: usize) -> Span {
        self.token_span(a).cover(self.token_span(b))
    }

    /// The noun phrase of `i`: its subtree without relative clauses, appositions, coordination and punctuation at its edges.
    pub fn phrase(&self, i: usize) -> Span {
        let words = self.subtree(i, &|k| {
            matches!(self.rel(k), "conj" | "cc" | "punct" | "case" | "mark" | "parataxis" | "appos" | "cop" | "aux")
                || self.deprel(k) == "acl:relcl"
        });
        self.span_of(&words, i)
    }

    /// The whole noun phrase, clauses on it included, without preposition.
    pub fn full_phrase(&self, i: usize) -> Span {
        let words = self.subtree(i, &|k| {
            self.head(k) == Some(i) && matches!(self.rel(k), "punct" | "case" | "mark" | "parataxis" | "cop" | "aux" | "cc")
        });
        self.span_of(&words, i)
    }

    /// Bytes around words, without quotation marks, commas and stops at the edges.
    pub fn span_of(&self, words: &[usize], or: usize) -> Span {
        let is_word = |&&w: &&usize| self.upos(w) != Upos::Punct;
        match (words.iter().find(is_word), words.iter().rev().find(is_word)) {
            (Some(&a), Some(&b)) => self.cover(a, b),
            _ => self.token_span(or),
        }
    }

    /// Bytes of the whole subtree.
    pub fn subtree_span(&self, i: usize) -> Span {
        let words = self.subtree(i, &|_| false);
        self.cover(words[0], words[words.len() - 1])
    }

    pub fn text(&self, span: Span) -> String {
        span.of(&self.doc.article.text).split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The narrowest mention whose head is this word.
    pub fn mention(&self, i: usize) -> Option<&'d Mention> {
        self.doc.mention_at(self.index, i)
    }

    /// "multiple talks around the world": too vague to say whose.
    pub fn is_pronominal_count(&self, i: usize) -> bool {
        self.kids[i].iter().any(|&k| matches!(self.lemma(k), "multiple" | "various" | "many"))
            || self.head(i).is_some_and(|h| {
                self.rel(i) == "nmod" && self.kids[h].iter().any(|&k| matches!(self.lemma(k), "multiple" | "various" | "many"))
            })
    }

    /// The actor that a word stands for: its mention's, or the person whose title and name it is part of.
    pub fn actor_at(&self, i: usize) -> Option<u32> {
        let span = self.token_span(i);
        self.doc
            .positions
            .iter()
            .find(|p| {
                p.sentence as usize == self.index
                    && !p.ended
                    && p.span.contains(span)
                    && self.head(i).is_none_or(|h| !p.span.contains(self.token_span(h)))
            })
            .filter(|p| {
                self.mention(i).is_none_or(|m| m.actor != Some(p.person))
                    && self.doc.words_in(self.index, p.span).is_some_and(|(a, b)| b - a < 12 && (a..=b).all(|w| !self.is_verb(w)))
            })
            .map(|p| p.person)
            .or_else(|| self.mention(i).and_then(|m| m.actor))
            .or_else(|| self.torn_name(i))
    }

    /// The person of whose name a word is part, where the tree tears the name: "Van" of "Adam Van der Meer" as an object of its own.
    fn torn_name(&self, i: usize) -> Option<u32> {
        let span = self.token_span(i);
        let name = |m: &&Mention| m.form == model::MentionForm::Name && m.kind == model::EntityKind::Person && m.span.contains(span);
        let whole = self.doc.mentions.iter().filter(|m| m.head.0 as usize == self.index).find(name)?;
        let outside = self.head(i).is_none_or(|h| !whole.span.contains(self.token_span(h)));
        let particle = whole.span.of(self.doc.text()).split_whitespace().any(|w| w.starts_with(char::is_lowercase));
        whole.actor.filter(|_| outside && particle)
    }

    /// Whether a dependent of `i` has one of these lemmas under one of these relations.
    pub fn has(&self, i: usize, relations: &[&str], lemmas: &[&str]) -> bool {
        self.kids[i].iter().any(|&k| relations.contains(&self.rel(k)) && lemmas.contains(&self.lemma(k)))
    }

    /// Nominals that depend on `i` under this preposition, as obl, nmod or obj with a case.
    pub fn under_preposition<'a>(&'a self, i: usize, prepositions: &'a [&'a str]) -> impl Iterator<Item = usize> + 'a {
        self.kids[i]
            .iter()
            .copied()
            .filter(move |&k| matches!(self.rel(k), "obl" | "nmod" | "obj" | "iobj" | "advcl") && prepositions.contains(&self.case(k)))
    }

    pub fn is_verb(&self, i: usize) -> bool {
        matches!(self.upos(i), Upos::Verb | Upos::Aux) || self.is_mistagged_verb(i)
    }

    /// A verb that the tagger took for a noun ("terms Kyiv opposes", "or face tariffs"): it has a subject or object and no copula.
    fn is_mistagged_verb(&self, i: usize) -> bool {
        self.upos(i) == Upos::Noun
            && self.kids[i].iter().any(|&k| matches!(self.rel(k), "nsubj" | "obj"))
            && self.kid(i, "cop").is_none()
            // "secondary sanctions targeting states": what has an adjective or article is a noun all the same
            && !self.kids[i].iter().any(|&k| k < i && matches!(self.rel(k), "amod" | "det" | "nummod"))
    }

    pub fn is_noun(&self, i: usize) -> bool {
        matches!(self.upos(i), Upos::Noun | Upos::Propn) && !self.is_mistagged_verb(i)
    }

    pub fn is_passive(&self, i: usize) -> bool {
        self.kids[i].iter().any(|&k| matches!(self.deprel(k), "nsubj:pass" | "aux:pass" | "csubj:pass"))
            || (self.rel(i) == "acl"
                && self.deprel(i) != "acl:relcl"
                && matches!(self.xpos(i), "VBN" | "VBD")
                && self.kid(i, "nsubj").is_none()
                && self.kid(i, "obj").is_none())
            || (self.rel(i) == "amod" && self.xpos(i) == "VBN")
            || (self.rel(i) == "conj"
                && self.xpos(i) == "VBN"
                && self.kid(i, "nsubj").is_none()
                && self.kid(i, "obj").is_none()
                && self.head(i).is_some_and(|h| self.xpos(h) == "VBN" && self.is_passive(h)))
    }

    /// The noun that a relative pronoun stands for, else the word itself.
    pub fn antecedent(&self, i: usize) -> usize {
        if !matches!(self.lemma(i), "who" | "which" | "that" | "whom" | "whose") {
            return i;
        }
        let mut at = i;
        for _ in 0..6 {
            let Some(up) = self.head(at) else { return i };
            if self.deprel(at) == "acl:relcl" {
                return up;
            }
            at = up;
        }
        i
    }
}
