//! Objects and complements of verbs.

use super::{Repair, Tree};
use model::Upos;

/// "is striking targets, it said": the noun behind a verb is hung on the verb of saying beside it.
pub(super) fn stray_object(tree: &Tree<'_>, n: usize, out: &mut Vec<Repair>) {
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
pub(super) fn object_complement(tree: &Tree<'_>, i: usize, out: &mut Vec<Repair>) {
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

/// "struck restructuring deals": the gerund before the object is taken for a clause.
pub(super) fn split_object(tree: &Tree<'_>, g: usize, out: &mut Vec<Repair>) {
    if tree.xpos(g) != "VBG" || tree.rel(g) != "xcomp" || tree.has_kid(g, &["mark"]) {
        return;
    }
    let Some(verb) =
        tree.head(g).filter(|&v| v + 1 == g && matches!(tree.lemmas[v].as_str(), "strike" | "reach" | "sign" | "seal" | "clinch"))
    else {
        return;
    };
    let own = |v: usize| tree.kids(v).find(|&k| tree.rel(k) == "obj" && k == g + 1 && tree.nominal(k));
    if let Some(object) = own(verb).or_else(|| own(g)) {
        out.push(Repair { token: g, head: Some(object), relation: "compound", upos: Some(Upos::Noun) });
        if tree.head(object) == Some(g) {
            out.push(Repair { token: object, head: Some(verb), relation: "obj", upos: None });
            out.extend(tree.kids(g).filter(|&k| k > object).map(|k| Repair { token: k, head: Some(object), relation: "nmod", upos: None }));
        }
    }
}

/// "which poorer ones dismissed": with two subjects, the relative pronoun is the object.
pub(super) fn relative_object(tree: &Tree<'_>, r: usize, out: &mut Vec<Repair>) {
    if tree.rel(r) != "nsubj" || !matches!(tree.lemmas[r].as_str(), "which" | "that" | "whom") {
        return;
    }
    let Some(verb) = tree.head(r).filter(|&v| v > r && tree.upos(v) == Upos::Verb) else { return };
    if tree.kids(verb).any(|k| k > r && k < verb && tree.rel(k) == "nsubj") && !tree.has_kid(verb, &["obj", "cop", "aux:pass"]) {
        out.push(Repair { token: r, head: Some(verb), relation: "obj", upos: None });
    }
}

/// "offered dockworkers a raise": of two objects the first is the one to whom.
pub(super) fn two_objects(tree: &Tree<'_>, v: usize, out: &mut Vec<Repair>) {
    if tree.upos(v) != Upos::Verb || !GIVING.contains(&tree.lemmas[v].as_str()) || tree.has_kid(v, &["iobj"]) {
        return;
    }
    let mut objects = tree.kids(v).filter(|&k| k > v && tree.rel(k) == "obj");
    if let (Some(first), Some(second), None) = (objects.next(), objects.next(), objects.next())
        && tree.nominal(second)
        // "gave Norway ten days": a term, which its own reader looks for
        && !matches!(tree.lemmas[second].as_str(), "minute" | "hour" | "day" | "week" | "month" | "year")
    {
        out.push(Repair { token: first, head: Some(v), relation: "iobj", upos: None });
    }
}

/// "offered the union pay raises": the noun before the second object is taken for a verb.
pub(super) fn verbal_object(tree: &Tree<'_>, i: usize, out: &mut Vec<Repair>) {
    if tree.xpos(i) != "VB" || !matches!(tree.rel(i), "ccomp" | "xcomp") || tree.has_kid(i, &["mark", "aux", "advmod"]) {
        return;
    }
    let Some(verb) = tree.head(i).filter(|&v| v < i && GIVING.contains(&tree.lemmas[v].as_str())) else { return };
    if tree.kids(i).any(|k| k > verb && tree.rel(k) == "nsubj") {
        return;
    }
    let given = tree.kids(i).find(|&k| k == i + 1 && tree.rel(k) == "obj" && tree.nominal(k));
    let to = i.checked_sub(1).filter(|&o| matches!(tree.head(o), Some(h) if h == verb || h == i) && tree.rel(o) == "obj");
    if let (Some(given), Some(to)) = (given, to) {
        out.push(Repair { token: i, head: Some(given), relation: "compound", upos: Some(Upos::Noun) });
        out.push(Repair { token: given, head: Some(verb), relation: "obj", upos: None });
        out.push(Repair { token: to, head: Some(verb), relation: "iobj", upos: None });
    }
}

/// Verbs that give somebody something.
const GIVING: [&str; 11] = ["offer", "give", "promise", "grant", "pay", "send", "hand", "show", "deny", "owe", "guarantee"];

/// "with president Ida Berg and her colleague": the name behind its title is taken for a second complement.
pub(super) fn titled_name(tree: &Tree<'_>, name: usize, out: &mut Vec<Repair>) {
    if name == 0 || tree.rel(name) != "obl" || tree.upos(name) != Upos::Propn || tree.has_kid(name, &["case"]) {
        return;
    }
    let title = name - 1;
    if tree.rel(title) == "obl" && tree.nominal(title) && tree.head(title) == tree.head(name) && tree.has_kid(title, &["case"]) {
        out.push(Repair { token: name, head: Some(title), relation: "flat", upos: None });
        out.extend(tree.kids(name).filter(|&k| tree.rel(k) == "conj").map(|k| Repair {
            token: k,
            head: Some(title),
            relation: "conj",
            upos: None,
        }));
    }
}
