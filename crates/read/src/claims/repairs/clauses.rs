//! Clauses and their complements hung on the wrong verb.

use super::{Repair, Tree};
use model::Upos;

/// "“We will sign,” the ministry said in a statement": what follows the cue is hung into the quotation before it.
pub(super) fn past_cue(tree: &Tree<'_>, n: usize, out: &mut Vec<Repair>) {
    if !matches!(tree.rel(n), "obl" | "advmod" | "advcl") {
        return;
    }
    let Some(said) = tree.head(n).filter(|&s| s < n && tree.rel(s) == "ccomp") else { return };
    if let Some(cue) = tree.head(said).filter(|&c| said < c && c < n && tree.upos(c) == Upos::Verb) {
        out.push(Repair { token: n, head: Some(cue), relation: "", upos: None });
    }
}

/// "announced on Monday they had rejected it": the content of a saying without "that" is taken for a sentence beside it.
pub(super) fn told_clause(tree: &Tree<'_>, v: usize, out: &mut Vec<Repair>) {
    if tree.rel(v) != "parataxis" || tree.upos(v) != Upos::Verb || !tree.has_kid(v, &["nsubj"]) {
        return;
    }
    let Some(cue) = tree.head(v).filter(|&c| c < v && tree.upos(c) == Upos::Verb && tree.has_kid(c, &["nsubj"])) else { return };
    let set_off = (cue + 1..v).any(|k| tree.upos(k) == Upos::Punct);
    if !set_off && !tree.has_kid(cue, &["ccomp", "obj", "xcomp"]) {
        out.push(Repair { token: v, head: Some(cue), relation: "ccomp", upos: None });
    }
}

/// "will release twelve sailors ahead of the talks": when it happens is hung on the object.
pub(super) fn timed_object(tree: &Tree<'_>, n: usize, out: &mut Vec<Repair>) {
    if tree.rel(n) != "nmod" || !tree.nominal(n) {
        return;
    }
    let timed = tree.kids(n).any(|k| tree.rel(k) == "case" && matches!(tree.lemmas[k].as_str(), "ahead" | "before" | "after" | "during"));
    let Some(object) = tree.head(n).filter(|&o| timed && o < n && tree.rel(o) == "obj") else { return };
    if let Some(verb) = tree.head(object).filter(|&v| v < object && tree.upos(v) == Upos::Verb) {
        out.push(Repair { token: n, head: Some(verb), relation: "obl", upos: None });
    }
}

/// "put forward talks with Norway, scheduled for May": the participle behind the comma is hung on the verb.
pub(super) fn set_participle(tree: &Tree<'_>, v: usize, out: &mut Vec<Repair>) {
    let set = matches!(tree.lemmas[v].as_str(), "schedule" | "set" | "plan" | "slate" | "time");
    if !set || tree.xpos(v) != "VBN" || tree.rel(v) != "advcl" || v < 2 || tree.lemmas[v - 1] != "," {
        return;
    }
    let Some(verb) = tree.head(v).filter(|&h| h < v && !tree.has_kid(v, &["nsubj", "mark", "aux"])) else { return };
    let mut noun = v - 2;
    while let Some(up) = tree.head(noun).filter(|&up| up > verb && up < v && tree.nominal(up)) {
        noun = up;
    }
    if tree.nominal(noun) && noun > verb {
        out.push(Repair { token: v, head: Some(noun), relation: "acl", upos: None });
    }
}

/// "the president who, according to his aide, rejected it": a relative clause is taken for the content of the saying above.
pub(super) fn relative_clause(tree: &Tree<'_>, who: usize, out: &mut Vec<Repair>) {
    if !matches!(tree.xpos(who), "WP" | "WDT") || tree.lemmas[who] == "what" || who == 0 || tree.rel(who) != "nsubj" {
        return;
    }
    let Some(verb) = tree.head(who).filter(|&v| v > who && matches!(tree.rel(v), "ccomp" | "parataxis" | "conj")) else { return };
    let mut noun = who - 1 - usize::from(tree.upos(who - 1) == Upos::Punct && who > 1);
    if !tree.nominal(noun) {
        return;
    }
    while let Some(up) = tree.head(noun).filter(|&up| up < noun && matches!(tree.rel(noun), "flat" | "compound" | "fixed")) {
        noun = up;
    }
    out.push(Repair { token: verb, head: Some(noun), relation: "acl:relcl", upos: None });
}

/// "asked the government to respond", "accused the union of refusing": what is asked of or laid to somebody is hung on his name.
pub(super) fn object_clause(tree: &Tree<'_>, v: usize, out: &mut Vec<Repair>) {
    const TO: [&str; 16] = [
        "ask",
        "urge",
        "tell",
        "order",
        "invite",
        "force",
        "allow",
        "persuade",
        "press",
        "push",
        "instruct",
        "beg",
        "command",
        "require",
        "compel",
        "encourage",
    ];
    if tree.rel(v) != "acl" || tree.sent.tokens[v].deprel != "acl" || tree.upos(v) != Upos::Verb {
        return;
    }
    let Some(object) = tree.head(v).filter(|&o| o < v && matches!(tree.rel(o), "obj" | "iobj")) else { return };
    let Some(verb) = tree.head(object).filter(|&h| h < object) else { return };
    let marked = |word: &str| tree.kids(v).any(|k| k < v && tree.rel(k) == "mark" && tree.lemmas[k] == word);
    let lemma = tree.lemmas[verb].as_str();
    if marked("to") && TO.contains(&lemma) {
        out.push(Repair { token: v, head: Some(verb), relation: "xcomp", upos: None });
    } else if marked("of") && matches!(lemma, "accuse" | "suspect" | "convict") {
        out.push(Repair { token: v, head: Some(verb), relation: "advcl", upos: None });
    }
}

/// "agreed not to move": the negation before the infinitive is hung on the verb above it.
pub(super) fn negated_infinitive(tree: &Tree<'_>, not: usize, out: &mut Vec<Repair>) {
    if !matches!(tree.lemmas[not].as_str(), "not" | "never")
        || tree.rel(not) != "advmod"
        || tree.lemmas.get(not + 1).is_none_or(|l| l != "to")
    {
        return;
    }
    let Some(verb) = tree.head(not).filter(|&v| v < not && tree.upos(v) == Upos::Verb) else { return };
    if let Some(done) = tree.head(not + 1).filter(|&x| tree.xpos(x) == "VB" && tree.head(x) == Some(verb)) {
        out.push(Repair { token: not, head: Some(done), relation: "", upos: None });
    }
}

/// "asked the crew to call off a strike planned for Friday, but this was rejected": a clause of its own is tied to the participle before it.
pub(super) fn own_clause(tree: &Tree<'_>, v: usize, out: &mut Vec<Repair>) {
    let own = tree.rel(v) == "conj" && tree.has_kid(v, &["nsubj"]) && (tree.has_kid(v, &["aux"]) || matches!(tree.xpos(v), "VBD" | "VBZ"));
    let Some(mut up) =
        tree.head(v).filter(|&h| own && h < v && tree.xpos(h) == "VBN" && tree.rel(h) == "acl" && !tree.has_kid(h, &["nsubj"]))
    else {
        return;
    };
    if !tree.kids(v).any(|k| tree.rel(k) == "punct" && k > up && k < v && tree.lemmas[k] == ",") {
        return;
    }
    while let Some(next) = tree.head(up) {
        up = next;
        if tree.upos(up) == Upos::Verb && tree.has_kid(up, &["nsubj"]) {
            out.push(Repair { token: v, head: Some(up), relation: "conj", upos: None });
            return;
        }
    }
}

/// "would leave the north of Gaza and Hamas would free the captives": the subject of the second verb is taken for another part of the name before it.
pub(super) fn own_subject(tree: &Tree<'_>, v: usize, out: &mut Vec<Repair>) {
    if tree.rel(v) != "conj" || tree.upos(v) != Upos::Verb || tree.has_kid(v, &["nsubj", "nsubj:pass"]) {
        return;
    }
    let Some(aux) = tree.kids(v).find(|&k| k < v && tree.rel(k) == "aux" && tree.xpos(k) == "MD") else { return };
    let verb_before = tree.head(v).is_some_and(|h| h < aux && tree.upos(h) == Upos::Verb);
    let Some(name) = aux.checked_sub(1).filter(|&n| verb_before && tree.upos(n) == Upos::Propn && tree.rel(n) == "conj") else { return };
    let joined = tree.kids(name).any(|k| k < name && tree.rel(k) == "cc");
    if joined && tree.head(name).is_some_and(|h| h < name && tree.nominal(h)) {
        out.push(Repair { token: name, head: Some(v), relation: "nsubj", upos: None });
    }
}

/// "said in an interview that Norway has asked for time": the content is taken for a clause about the occasion.
pub(super) fn told_on_occasion(tree: &Tree<'_>, v: usize, out: &mut Vec<Repair>) {
    if tree.rel(v) != "acl"
        || !tree.has_kid(v, &["nsubj"])
        || !tree.kids(v).any(|k| k < v && tree.lemmas[k] == "that" && tree.rel(k) == "mark")
    {
        return;
    }
    let Some(occasion) = tree.head(v).filter(|&o| o < v && tree.rel(o) == "obl" && tree.has_kid(o, &["case"])) else { return };
    let Some(cue) = tree.head(occasion).filter(|&c| c < occasion && !tree.has_kid(c, &["ccomp", "obj"])) else { return };
    if matches!(
        tree.lemmas[cue].as_str(),
        "say" | "tell" | "announce" | "claim" | "confirm" | "declare" | "insist" | "note" | "stress" | "write"
    ) {
        out.push(Repair { token: v, head: Some(cue), relation: "ccomp", upos: None });
    }
}

/// "is no longer willing to talk": an infinitive behind its adjective is taken for the subject, beside another.
pub(super) fn willing(tree: &Tree<'_>, v: usize, out: &mut Vec<Repair>) {
    if tree.rel(v) != "csubj" {
        return;
    }
    let Some(up) = tree.head(v).filter(|&h| h < v) else { return };
    // "said it was willing to wait": the one who is willing is no empty "it"
    let minded = ["willing", "unwilling", "ready", "prepared", "eager", "keen", "reluctant", "determined", "able", "unable"];
    let empty = tree.kids(up).find(|&k| k < up && tree.rel(k) == "expl" && minded.contains(&tree.lemmas[up].as_str()));
    if let Some(it) = empty {
        out.push(Repair { token: it, head: Some(up), relation: "nsubj", upos: None });
    }
    if empty.is_some() || tree.has_kid(up, &["nsubj"]) {
        out.push(Repair { token: v, head: Some(up), relation: "xcomp", upos: None });
    }
    // "there are still sticking points": a participle with its noun is taken for a clause
    let there = tree.kids(up).any(|k| tree.rel(k) == "expl" && tree.lemmas[k] == "there");
    if let Some(noun) = tree.kids(v).find(|&k| there && tree.xpos(v) == "VBG" && k == v + 1 && tree.rel(k) == "obj" && tree.nominal(k)) {
        out.push(Repair { token: noun, head: Some(up), relation: "nsubj", upos: None });
        out.push(Repair { token: v, head: Some(noun), relation: "amod", upos: Some(Upos::Adj) });
    }
}

/// "a long process, with several rounds taking place in Oslo": an absolute clause is taken for one about the noun.
pub(super) fn absolute(tree: &Tree<'_>, v: usize, out: &mut Vec<Repair>) {
    if tree.rel(v) != "acl" || tree.xpos(v) != "VBG" || !tree.has_kid(v, &["nsubj"]) {
        return;
    }
    if tree.kids(v).any(|k| k < v && tree.lemmas[k] == "with" && tree.rel(k) == "mark") {
        out.push(Repair { token: v, head: tree.head(v), relation: "advcl", upos: None });
    }
}

/// "agreed to a truce and to pull back their troops": the second thing that is agreed is taken for a second verb beside "agreed".
pub(super) fn second_infinitive(tree: &Tree<'_>, v: usize, out: &mut Vec<Repair>) {
    if tree.upos(v) != Upos::Verb || tree.rel(v) != "conj" || tree.has_kid(v, &["nsubj", "aux"]) {
        return;
    }
    let marked = tree.kids(v).any(|k| k < v && tree.lemmas[k] == "to" && tree.rel(k) == "mark");
    let Some(verb) = tree.head(v).filter(|&h| h < v && marked && tree.upos(h) == Upos::Verb) else { return };
    let finite = !tree.kids(verb).any(|k| tree.lemmas[k] == "to" && tree.rel(k) == "mark");
    if finite
        && !tree.has_kid(verb, &["xcomp", "ccomp"])
        && matches!(tree.lemmas[verb].as_str(), "agree" | "pledge" | "promise" | "commit" | "consent")
    {
        out.push(Repair { token: v, head: Some(verb), relation: "xcomp", upos: None });
    }
}

/// "demanded that Sweden free the crews": a verb with subject and object is taken for an adjective.
pub(super) fn verb_as_adjective(tree: &Tree<'_>, a: usize, out: &mut Vec<Repair>) {
    if tree.upos(a) == Upos::Adj && tree.has_kid(a, &["nsubj"]) && tree.has_kid(a, &["obj"]) && !tree.has_kid(a, &["cop"]) {
        out.push(Repair { token: a, head: tree.head(a), relation: "", upos: Some(Upos::Verb) });
    }
}
