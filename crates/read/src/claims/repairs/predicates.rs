//! Predicates: verbs that the tagger or the parser took for nouns, adjectives or participles.

use super::{Repair, Tree, is_day};
use model::Upos;

/// "will not negotiate" with the verb tagged as a noun or adjective: a modal makes it a verb.
pub(super) fn modal_noun(tree: &Tree<'_>, i: usize, out: &mut Vec<Repair>) {
    let modal = |k: usize| tree.rel(k) == "aux" && tree.xpos(k) == "MD";
    if matches!(tree.upos(i), Upos::Noun | Upos::Adj) && tree.kids(i).any(modal) && !tree.has_kid(i, &["cop"]) {
        out.push(Repair { token: i, head: tree.head(i), relation: "", upos: Some(Upos::Verb) });
    }
}

/// "The army violated the truce" read as one noun phrase: the only verb of a sentence without a verb is its predicate.
pub(super) fn swallowed_verb(tree: &Tree<'_>, v: usize, out: &mut Vec<Repair>) {
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
    let relation = tree.clause(noun);
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

/// "Members of the union voted by a majority to accept the offer." read as one noun phrase: in a sentence without a finite verb, the
/// participle behind the noun is its predicate.
pub(super) fn lost_predicate(tree: &Tree<'_>, v: usize, out: &mut Vec<Repair>) {
    let tokens = &tree.sent.tokens;
    if tree.xpos(v) != "VBN" || tree.rel(v) != "acl" || tokens[v].deprel != "acl" || !tree.lemmas.last().is_some_and(|l| l == ".") {
        return;
    }
    let Some(root) = (0..tokens.len()).find(|&i| tree.head(i).is_none()) else { return };
    let Some(noun) = tree.head(v).filter(|&n| n < v) else { return };
    let under = noun == root || tree.head(noun) == Some(root) && tree.rel(noun) == "nmod";
    if !under || !tree.nominal(root) || tree.has_kid(root, &["nsubj", "cop", "aux", "expl"]) {
        return;
    }
    let finite = (0..tokens.len()).any(|k| matches!(tree.xpos(k), "VBD" | "VBZ" | "VBP" | "MD") && tree.rel(k) != "aux" && k != v);
    let own = (v + 1..tokens.len()).any(|k| tree.head(k) == Some(v) && matches!(tree.rel(k), "obj" | "ccomp" | "xcomp" | "advcl"));
    if finite || !own {
        return;
    }
    out.push(Repair { token: v, head: None, relation: "root", upos: Some(Upos::Verb) });
    out.push(Repair { token: root, head: Some(v), relation: "nsubj", upos: None });
}

/// "Norway denies arming the rebels" as one noun phrase: forms that are never nouns.
pub(super) fn plain_verb(tree: &Tree<'_>, v: usize, out: &mut Vec<Repair>) {
    const VERBS: [&str; 13] = [
        "deny",
        "accuse",
        "reject",
        "accept",
        "agree",
        "refuse",
        "insist",
        "threaten",
        "warn",
        "condemn",
        "criticise",
        "impose",
        "announce",
    ];
    if tree.upos(v) != Upos::Noun || tree.xpos(v) != "NNS" || !VERBS.contains(&tree.lemmas[v].as_str()) || tree.head(v).is_some() {
        return;
    }
    let Some(subject) = tree.kids(v).filter(|&k| k < v && tree.rel(k) == "compound" && tree.nominal(k)).last() else { return };
    if subject + 1 != v {
        return;
    }
    out.push(Repair { token: v, head: None, relation: "root", upos: Some(Upos::Verb) });
    for k in tree.kids(v) {
        if k == subject {
            out.push(Repair { token: k, head: Some(v), relation: "nsubj", upos: None });
        } else if k < v {
            out.push(Repair { token: k, head: Some(subject), relation: "", upos: None });
        } else if tree.rel(k) == "acl" {
            out.push(Repair { token: k, head: Some(v), relation: "xcomp", upos: None });
        }
    }
}

/// "Talks open in Nairobi on 5 May": an adjective that has a plural subject and no copula is the verb of that form.
pub(super) fn bare_predicate(tree: &Tree<'_>, v: usize, out: &mut Vec<Repair>) {
    // "demands that the army free the crews"
    if tree.upos(v) == Upos::Adj
        && tree.rel(v) == "ccomp"
        && tree.has_kid(v, &["obj"])
        && tree.has_kid(v, &["nsubj"])
        && !tree.has_kid(v, &["cop", "aux"])
        && !lexicon::doing::Doing::get().senses(lexicon::doing::Pos::Verb, &tree.lemmas[v]).is_empty()
    {
        out.push(Repair { token: v, head: tree.head(v), relation: "", upos: Some(Upos::Verb) });
        return;
    }
    let clause = tree.head(v).is_none() || matches!(tree.rel(v), "ccomp" | "advcl" | "parataxis" | "conj");
    if tree.upos(v) != Upos::Adj || tree.xpos(v) != "JJ" || !clause || tree.has_kid(v, &["cop", "aux", "xcomp", "expl"]) {
        return;
    }
    let subject = tree.kids(v).find(|&k| tree.rel(k) == "nsubj" && k < v && matches!(tree.xpos(k), "NNS" | "NNPS"));
    let known = !lexicon::doing::Doing::get().senses(lexicon::doing::Pos::Verb, &tree.lemmas[v]).is_empty();
    if subject.is_some() && known {
        out.push(Repair { token: v, head: tree.head(v), relation: "", upos: Some(Upos::Verb) });
    }
}

/// "Fighting resumed on Friday": the gerund at the head of the sentence is its subject.
pub(super) fn fronted_gerund(tree: &Tree<'_>, g: usize, out: &mut Vec<Repair>) {
    // "Fighting went on": the bare gerund as a subject is a noun
    if g == 0 && tree.xpos(g) == "VBG" && tree.rel(g) == "nsubj" && tree.upos(g) == Upos::Verb && tree.kids(g).next().is_none() {
        out.push(Repair { token: g, head: tree.head(g), relation: "", upos: Some(Upos::Noun) });
        return;
    }
    if g > 1 || tree.xpos(g) != "VBG" || tree.head(g).is_some() || tree.has_kid(g, &["nsubj", "obj", "aux", "cop"]) {
        return;
    }
    let verb = g + 1;
    let finite = verb < tree.sent.tokens.len()
        && tree.head(verb) == Some(g)
        && matches!(tree.rel(verb), "xcomp" | "ccomp" | "acl" | "advcl")
        && matches!(tree.xpos(verb), "VBD" | "VBN" | "VBZ")
        && !tree.has_kid(verb, &["nsubj", "mark", "aux"]);
    if !finite {
        return;
    }
    out.push(Repair { token: verb, head: None, relation: "root", upos: Some(Upos::Verb) });
    out.push(Repair { token: g, head: Some(verb), relation: "nsubj", upos: Some(Upos::Noun) });
    for k in tree.kids(g).filter(|&k| k > verb) {
        out.push(Repair { token: k, head: Some(verb), relation: "", upos: None });
    }
}

/// "The talks between A and B resume", "are meeting union bosses": a plural noun tagged as a verb of the third person. What is the subject
/// or object of another verb, and has no subject of its own that a comma or pronoun sets off, is a noun.
pub(super) fn plural_noun(tree: &Tree<'_>, n: usize, out: &mut Vec<Repair>) {
    if tree.upos(n) != Upos::Verb || tree.xpos(n) != "VBZ" || !matches!(tree.rel(n), "nsubj" | "obj" | "obl" | "nmod" | "iobj") {
        return;
    }
    let objects = || tree.kids(n).filter(|&k| tree.rel(k) == "obj");
    if tree.has_kid(n, &["aux", "mark", "ccomp", "xcomp", "cop"]) || objects().any(|k| !is_day(&tree.lemmas[k])) {
        return;
    }
    // "bosses next Friday": the day belongs to the verb above
    out.extend(objects().map(|k| Repair { token: k, head: tree.head(n), relation: "obl", upos: None }));
    out.push(Repair { token: n, head: tree.head(n), relation: "", upos: Some(Upos::Noun) });
    for k in tree.kids(n).filter(|&k| k + 1 == n && tree.rel(k) == "nsubj" && tree.nominal(k)) {
        out.push(Repair { token: k, head: Some(n), relation: "compound", upos: None });
    }
}

/// "has long denied allegations": the participle before a bare object is taken for an adjective of it, "has" for the verb.
pub(super) fn split_perfect(tree: &Tree<'_>, v: usize, out: &mut Vec<Repair>) {
    if tree.xpos(v) != "VBN" || tree.rel(v) != "amod" {
        return;
    }
    let Some(object) = tree.head(v).filter(|&o| o > v && tree.rel(o) == "obj" && tree.nominal(o)) else { return };
    let Some(have) = tree.head(object).filter(|&h| h < v && tree.lemmas[h] == "have" && matches!(tree.upos(h), Upos::Verb | Upos::Aux))
    else {
        return;
    };
    let between = (have + 1..v).all(|k| tree.upos(k) == Upos::Adv) && have + 1 < v;
    let known = !lexicon::doing::Doing::get().senses(lexicon::doing::Pos::Verb, &tree.lemmas[v]).is_empty();
    if !between || !known {
        return;
    }
    let relation = tree.clause(have);
    out.push(Repair { token: v, head: tree.head(have), relation, upos: Some(Upos::Verb) });
    out.push(Repair { token: have, head: Some(v), relation: "aux", upos: Some(Upos::Aux) });
    out.push(Repair { token: object, head: Some(v), relation: "obj", upos: None });
    out.extend(tree.kids(have).filter(|&k| k != object).map(|k| Repair { token: k, head: Some(v), relation: "", upos: None }));
}
