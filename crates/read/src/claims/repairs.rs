//! Repairs of the tree: a few errors that a parser of newspaper English makes often enough to cost claims, each told by a pattern that
//! correct trees do not have. The tree itself is left as it is; a scene reads it through these.

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
        modal_noun(&tree, i, &mut out);
        participle_subject(&tree, i, &mut out);
        swallowed_verb(&tree, i, &mut out);
        stray_object(&tree, i, &mut out);
        object_complement(&tree, i, &mut out);
        if tree.upos(i) == Upos::Adv && tree.has_kid(i, &["det"]) {
            // "at a standstill" with the noun tagged as an adverb
            out.push(Repair { token: i, head: tree.head(i), relation: "", upos: Some(Upos::Noun) });
        }
    }
    out
}

/// "will not negotiate" with the verb tagged as a noun or adjective: a modal makes it a verb.
fn modal_noun(tree: &Tree<'_>, i: usize, out: &mut Vec<Repair>) {
    let modal = |k: usize| tree.rel(k) == "aux" && tree.xpos(k) == "MD";
    if matches!(tree.upos(i), Upos::Noun | Upos::Adj) && tree.kids(i).any(modal) && !tree.has_kid(i, &["cop"]) {
        out.push(Repair { token: i, head: tree.head(i), relation: "", upos: Some(Upos::Verb) });
    }
}

/// "Developing countries have accused …": the participle before a subject is taken for a clause with the subject as its object.
fn participle_subject(tree: &Tree<'_>, v: usize, out: &mut Vec<Repair>) {
    if tree.xpos(v) != "VBG" || !matches!(tree.rel(v), "advcl" | "csubj") {
        return;
    }
    let Some(main) = tree.head(v).filter(|&m| m > v + 1 && tree.upos(m) == Upos::Verb) else { return };
    let Some(subject) = tree.kids(v).find(|&k| tree.rel(k) == "obj" && k > v && k <= v + 2 && tree.nominal(k)) else { return };
    let comma = (v..main).any(|k| tree.upos(k) == Upos::Punct);
    let marked = tree.kids(v).any(|k| matches!(tree.rel(k), "mark" | "case" | "aux"));
    if subject < main && !comma && !marked && !tree.has_kid(main, &["nsubj"]) {
        out.push(Repair { token: v, head: Some(subject), relation: "amod", upos: Some(Upos::Adj) });
        out.push(Repair { token: subject, head: Some(main), relation: "nsubj", upos: None });
    }
}

/// "The army violated the truce" read as one noun phrase: the only verb of a sentence without a verb is its predicate.
fn swallowed_verb(tree: &Tree<'_>, v: usize, out: &mut Vec<Repair>) {
    if !matches!(tree.xpos(v), "VBN" | "VBD") || tree.rel(v) != "amod" {
        return;
    }
    let clause = |n: usize| tree.head(n).is_none() || matches!(tree.rel(n), "ccomp" | "parataxis");
    let Some(noun) = tree.head(v).filter(|&n| n > v && tree.nominal(n) && clause(n)) else { return };
    if tree.has_kid(noun, &["cop", "aux", "nsubj"]) {
        return;
    }
    let Some(subject) = tree.kids(noun).filter(|&k| k < v && matches!(tree.rel(k), "compound" | "nmod") && tree.nominal(k)).last() else {
        return;
    };
    let relation = match tree.rel(noun) {
        "ccomp" => "ccomp",
        "parataxis" => "parataxis",
        _ => "root",
    };
    out.push(Repair { token: v, head: tree.head(noun), relation, upos: Some(Upos::Verb) });
    out.push(Repair { token: subject, head: Some(v), relation: "nsubj", upos: None });
    out.push(Repair { token: noun, head: Some(v), relation: "obj", upos: None });
    for k in tree.kids(noun).filter(|&k| k < v && k != subject) {
        out.push(Repair { token: k, head: Some(subject), relation: "", upos: None });
    }
    for k in tree.kids(noun).filter(|&k| k > noun && matches!(tree.rel(k), "punct" | "acl" | "obl" | "advcl")) {
        out.push(Repair { token: k, head: Some(v), relation: if tree.rel(k) == "acl" { "advcl" } else { "" }, upos: None });
    }
}

/// "is striking targets, it said": the noun behind a verb is hung on the verb of saying beside it.
fn stray_object(tree: &Tree<'_>, n: usize, out: &mut Vec<Repair>) {
    if !tree.nominal(n) || !matches!(tree.rel(n), "ccomp" | "parataxis") || tree.has_kid(n, &["cop", "nsubj", "aux"]) {
        return;
    }
    let Some(up) = tree.head(n) else { return };
    let first = tree.kids(n).filter(|&k| k < n).min().unwrap_or(n);
    let Some(verb) = first.checked_sub(1).filter(|&v| tree.upos(v) == Upos::Verb && tree.head(v) == Some(up)) else { return };
    let intransitive = matches!(tree.lemmas[verb].as_str(), "say" | "tell" | "be");
    if !intransitive
        && !tree.has_kid(verb, &["obj", "ccomp", "xcomp"])
        && (first..n).all(|k| tree.head(k).is_some_and(|h| h <= n && h >= first))
    {
        out.push(Repair { token: n, head: Some(verb), relation: "obj", upos: None });
    }
}

/// "found the terms unacceptable", "called the move blackmail": the complement is taken into the noun phrase of the object.
fn object_complement(tree: &Tree<'_>, i: usize, out: &mut Vec<Repair>) {
    let naming = |v: usize| {
        tree.upos(v) == Upos::Verb
            && matches!(tree.lemmas[v].as_str(), "find" | "call" | "deem" | "consider" | "declare" | "label" | "brand" | "dub" | "term")
    };
    let Some(up) = tree.head(i) else { return };
    if tree.upos(i) == Upos::Adj && tree.rel(i) == "amod" && i > up && tree.rel(up) == "obj" && tree.head(up).is_some_and(naming) {
        out.push(Repair { token: i, head: tree.head(up), relation: "xcomp", upos: None });
    }
    let determined = |n: usize, before: usize| tree.kids(n).any(|k| k < before && matches!(tree.rel(k), "det" | "nmod"));
    if tree.rel(i) == "obj"
        && tree.upos(i) == Upos::Noun
        && naming(up)
        && i > 0
        && tree.rel(i - 1) == "compound"
        && tree.head(i - 1) == Some(i)
        && determined(i, i - 1)
    {
        out.push(Repair { token: i, head: Some(up), relation: "xcomp", upos: None });
        out.push(Repair { token: i - 1, head: Some(up), relation: "obj", upos: None });
    }
}
