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
