//! Predicates: verbs that the tagger or the parser took for nouns, and nouns for verbs.

use super::{Repair, Tree, is_day};
use lexicon::doing::{Act, Doing, Pos};
use model::Upos;

/// "will not negotiate" with the verb tagged as a noun or adjective: a modal makes it a verb.
pub(super) fn modal_noun(tree: &Tree<'_>, i: usize, out: &mut Vec<Repair>) {
    let modal = |k: usize| tree.rel(k) == "aux" && tree.xpos(k) == "MD";
    if matches!(tree.upos(i), Upos::Noun | Upos::Adj) && tree.kids(i).any(modal) && !tree.has_kid(i, &["cop"]) {
        out.push(Repair { token: i, head: tree.head(i), relation: "", upos: Some(Upos::Verb) });
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

/// "or face “100 percent tariffs”": the alternative that a threat leaves, its verb taken for a noun.
pub(super) fn or_face(tree: &Tree<'_>, v: usize, out: &mut Vec<Repair>) {
    if tree.upos(v) != Upos::Noun || !matches!(tree.lemmas[v].as_str(), "face" | "risk") || v == 0 || tree.lemmas[v - 1] != "or" {
        return;
    }
    // beside the infinitive before it: "to step down or face …"
    let asked = |k: &usize| tree.upos(*k) == Upos::Verb && tree.kids(*k).any(|m| m < *k && tree.lemmas[m] == "to" && tree.rel(m) == "mark");
    let mut up = (0..v).rev().find(asked).or_else(|| tree.head(v));
    while let Some(h) = up.filter(|&h| tree.upos(h) != Upos::Verb) {
        up = tree.head(h);
    }
    let Some(verb) = up.filter(|&h| h < v) else { return };
    out.push(Repair { token: v, head: Some(verb), relation: "conj", upos: Some(Upos::Verb) });
    // what is faced is the noun phrase right behind it
    let within =
        |k: &usize| matches!(tree.upos(*k), Upos::Det | Upos::Adj | Upos::Num | Upos::Noun | Upos::Propn) || tree.lemmas[*k] == "-";
    let phrase: Vec<usize> = (v + 1..tree.sent.tokens.len()).take_while(within).collect();
    let Some(&faced) = phrase.iter().rfind(|&&k| tree.nominal(k)) else { return };
    out.push(Repair { token: faced, head: Some(v), relation: "obj", upos: None });
    // "to sign the pact or face tariffs" as one noun phrase: what stands before the "or" is the object of the verb before
    if let Some(first) = v.checked_sub(2).filter(|&k| tree.nominal(k) && tree.head(k) == Some(faced) && k > verb) {
        out.push(Repair { token: first, head: Some(verb), relation: "obj", upos: None });
        out.extend(tree.kids(faced).filter(|&k| k < first).map(|k| Repair { token: k, head: Some(first), relation: "", upos: None }));
        return;
    }
    let astray = |k: &usize| *k < faced && tree.head(*k).is_none_or(|h| h <= v || h > faced);
    for k in phrase.iter().copied().filter(astray) {
        out.push(Repair { token: k, head: Some(faced), relation: if tree.nominal(k) { "compound" } else { "" }, upos: None });
    }
}

/// "Coalition talks with the Greens collapsed on Sunday": the noun is taken for the verb, and the verb for a clause beside it.
pub(super) fn talks_collapsed(tree: &Tree<'_>, n: usize, out: &mut Vec<Repair>) {
    if tree.upos(n) != Upos::Verb || tree.lemmas[n] != "talk" || tree.xpos(n) != "VBZ" || n == 0 {
        return;
    }
    let before = n - 1;
    if tree.head(before) != Some(n) || !matches!(tree.rel(before), "nsubj" | "compound") || tree.upos(before) != Upos::Noun {
        return;
    }
    let beside =
        |k: &usize| *k > n && matches!(tree.rel(*k), "advcl" | "ccomp" | "conj" | "parataxis") && matches!(tree.xpos(*k), "VBD" | "VBZ");
    let Some(verb) = tree.kids(n).find(beside).filter(|&v| !tree.has_kid(v, &["nsubj", "mark"])) else { return };
    out.push(Repair { token: verb, head: tree.head(n), relation: "root", upos: None });
    out.push(Repair { token: n, head: Some(verb), relation: "nsubj", upos: Some(Upos::Noun) });
    out.push(Repair { token: before, head: Some(n), relation: "compound", upos: None });
    for k in tree.kids(n).filter(|&k| k < verb && tree.rel(k) == "obl") {
        out.push(Repair { token: k, head: Some(n), relation: "nmod", upos: None });
    }
}

/// "Norway has so far given no sign": the auxiliary is taken for the verb, and the participle for a clause under it.
pub(super) fn auxiliary_head(tree: &Tree<'_>, v: usize, out: &mut Vec<Repair>) {
    if tree.upos(v) != Upos::Verb || tree.xpos(v) != "VBN" || !matches!(tree.rel(v), "advcl" | "xcomp" | "ccomp" | "parataxis") {
        return;
    }
    let Some(aux) = tree.head(v).filter(|&h| h < v && tree.upos(h) == Upos::Aux && tree.lemmas[h] == "have") else { return };
    let between = (aux + 1..v).all(|k| matches!(tree.upos(k), Upos::Adv | Upos::Part));
    if !between || tree.has_kid(v, &["nsubj", "mark"]) || tree.has_kid(aux, &["obj"]) {
        return;
    }
    let Some(relation) = clause_relation(tree.rel(aux)) else { return };
    out.push(Repair { token: v, head: tree.head(aux), relation, upos: None });
    out.push(Repair { token: aux, head: Some(v), relation: "aux", upos: None });
    out.extend(tree.kids(aux).filter(|&k| k != v).map(|k| Repair { token: k, head: Some(v), relation: "", upos: None }));
}

/// The relation of a clause, for the word that takes the place of its head.
fn clause_relation(relation: &str) -> Option<&'static str> {
    ["root", "ccomp", "conj", "advcl", "acl"].into_iter().find(|&known| known == relation)
}

/// "Contacts between the port and the crews are on hold": the predicate is taken for another noun beside its subject. What has a copula of its
/// own and neither a conjunction nor a comma before it is no conjunct.
pub(super) fn predicate_conjunct(tree: &Tree<'_>, p: usize, out: &mut Vec<Repair>) {
    if tree.rel(p) != "conj" || tree.has_kid(p, &["cc", "nsubj", "csubj", "expl", "mark"]) {
        return;
    }
    let Some(subject) = tree.head(p).filter(|&s| s < p && tree.nominal(s) && !tree.has_kid(s, &["nsubj", "cop", "aux", "expl"])) else {
        return;
    };
    let finite = |k: usize| tree.rel(k) == "cop" && matches!(tree.xpos(k), "VBZ" | "VBP" | "VBD");
    let Some(copula) = tree.kids(p).find(|&k| k < p && finite(k)) else { return };
    let apart = |k: usize| tree.upos(k) == Upos::Punct && matches!(tree.head(k), Some(h) if h == p || h == subject);
    let Some(relation) = clause_relation(tree.rel(subject)).filter(|_| !(subject..copula).any(apart)) else { return };
    out.push(Repair { token: p, head: tree.head(subject), relation, upos: None });
    out.push(Repair { token: subject, head: Some(p), relation: "nsubj", upos: None });
}

/// "is prepared to wait": a participle that tells how ready one is, its subject taken for that of a passive. Where another does it he is named:
/// "is prepared by the clerks".
pub(super) fn ready_participle(tree: &Tree<'_>, v: usize, out: &mut Vec<Repair>) {
    if tree.upos(v) != Upos::Verb || tree.xpos(v) != "VBN" || tree.has_kid(v, &["obj", "iobj"]) {
        return;
    }
    let deprel = |k: usize| tree.sent.tokens[k].deprel.as_str();
    let to = |c: usize| tree.rel(c) == "xcomp" && tree.kids(c).any(|k| k < c && tree.rel(k) == "mark" && tree.lemmas[k] == "to");
    let by = |n: usize| deprel(n) == "obl:agent" || tree.kids(n).any(|k| tree.rel(k) == "case" && tree.lemmas[k] == "by");
    // not "crews prepared to sail", a past tense or an aside
    let said = |k: usize| matches!(deprel(k), "cop" | "aux:pass" | "nsubj:pass");
    if !tree.kids(v).any(to) || tree.kids(v).any(by) || !tree.kids(v).any(said) && tree.rel(v) != "xcomp" {
        return;
    }
    let form = tree.form(v).to_lowercase();
    let ready = |act: Act| matches!(act, Act::Ready | Act::Refuse);
    if !Doing::get().senses(Pos::Adjective, &form).iter().any(|frame| ready(frame.act)) {
        return;
    }
    out.push(Repair { token: v, head: tree.head(v), relation: "", upos: Some(Upos::Adj) });
    for k in tree.kids(v) {
        let relation = match deprel(k) {
            "nsubj:pass" => "nsubj",
            "aux:pass" => "cop",
            _ => continue,
        };
        out.push(Repair { token: k, head: Some(v), relation, upos: None });
    }
}

/// "expressed hope that …": the noun is taken for a verb.
pub(super) fn expressed_noun(tree: &Tree<'_>, v: usize, out: &mut Vec<Repair>) {
    if tree.upos(v) != Upos::Verb || !matches!(tree.xpos(v), "VBP" | "VB") || !matches!(tree.rel(v), "xcomp" | "ccomp") {
        return;
    }
    let Some(verb) = tree.head(v).filter(|&h| h < v && matches!(tree.lemmas[h].as_str(), "express" | "voice")) else { return };
    if tree.has_kid(v, &["nsubj", "mark", "aux"]) || !(verb + 1..v).all(|k| matches!(tree.upos(k), Upos::Adj | Upos::Det)) {
        return;
    }
    out.push(Repair { token: v, head: Some(verb), relation: "obj", upos: Some(Upos::Noun) });
    out.extend(tree.kids(v).filter(|&k| tree.rel(k) == "ccomp").map(|k| Repair { token: k, head: Some(v), relation: "acl", upos: None }));
}

/// "denied having agreed to a handover and accused Norway": a finite verb is hung on the gerund or infinitive before it, not on the verb above.
pub(super) fn finite_conjunct(tree: &Tree<'_>, v: usize, out: &mut Vec<Repair>) {
    if tree.upos(v) != Upos::Verb || !matches!(tree.xpos(v), "VBD" | "VBZ") || tree.rel(v) != "conj" || tree.has_kid(v, &["nsubj", "aux"]) {
        return;
    }
    let Some(inner) = tree.head(v).filter(|&h| h < v && tree.upos(h) == Upos::Verb) else { return };
    let having = tree.kids(inner).any(|k| tree.rel(k) == "aux" && tree.xpos(k) == "VBG");
    let infinitive = tree.xpos(inner) == "VB" && tree.kids(inner).any(|k| k < inner && tree.lemmas[k] == "to" && tree.rel(k) == "mark");
    if !(tree.xpos(inner) == "VBG" && !tree.has_kid(inner, &["aux"]) || having || infinitive)
        || !matches!(tree.rel(inner), "xcomp" | "ccomp" | "advcl")
    {
        return;
    }
    let Some(verb) = tree.head(inner).filter(|&h| h < inner && matches!(tree.xpos(h), "VBD" | "VBZ" | "VBP" | "VBN")) else { return };
    if tree.has_kid(verb, &["nsubj"]) && tree.kids(v).any(|k| k < v && tree.rel(k) == "cc") {
        out.push(Repair { token: v, head: Some(verb), relation: "conj", upos: None });
    }
}

/// "The talks failed and the union called for a strike": the second clause is taken for a noun with a participle, beside a predicate that has no object to go with.
pub(super) fn second_clause(tree: &Tree<'_>, subject: usize, out: &mut Vec<Repair>) {
    if tree.rel(subject) != "conj" || !tree.nominal(subject) || !tree.has_kid(subject, &["cc"]) {
        return;
    }
    let first =
        tree.head(subject).filter(|&v| v < subject && !tree.nominal(v) && tree.has_kid(v, &["nsubj"]) && !tree.has_kid(v, &["obj"]));
    let Some(first) = first else { return };
    let by = |v: usize| tree.kids(v).any(|k| tree.rel(k) == "obl" && tree.kids(k).any(|c| tree.lemmas[c] == "by"));
    let told = |v: &usize| {
        let apart = (subject..*v).any(|k| tree.upos(k) == Upos::Punct);
        *v > subject
            && tree.rel(*v) == "acl"
            && matches!(tree.xpos(*v), "VBD" | "VBN")
            && !apart
            && !by(*v)
            && !tree.has_kid(*v, &["nsubj", "aux"])
    };
    if let Some(verb) = tree.kids(subject).find(told) {
        out.push(Repair { token: verb, head: Some(first), relation: "conj", upos: Some(Upos::Verb) });
        out.push(Repair { token: subject, head: Some(verb), relation: "nsubj", upos: None });
    }
}
