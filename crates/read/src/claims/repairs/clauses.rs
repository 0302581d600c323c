//! Clauses: which is the main one, and what is said.

use super::{Repair, Tree, is_day};
use model::Upos;

/// "proposed that the contract, which ends on Friday, be extended": a clause with "that" behind a verb is its complement.
pub(super) fn that_clause(tree: &Tree<'_>, i: usize, out: &mut Vec<Repair>) {
    let that = |k: usize| tree.rel(k) == "mark" && k < i && tree.lemmas[k] == "that";
    if tree.rel(i) != "parataxis" || !tree.kids(i).any(that) {
        return;
    }
    if let Some(verb) = tree.head(i).filter(|&v| v < i && tree.upos(v) == Upos::Verb && !tree.has_kid(v, &["ccomp", "xcomp", "obj"])) {
        out.push(Repair { token: i, head: Some(verb), relation: "ccomp", upos: None });
    }
}

/// "said on 5 May that it would answer": the clause is hung on the day.
pub(super) fn dated_clause(tree: &Tree<'_>, v: usize, out: &mut Vec<Repair>) {
    if tree.sent.tokens[v].deprel != "acl:relcl" || tree.upos(v) != Upos::Verb {
        return;
    }
    let that = tree.kids(v).any(|k| k < v && tree.rel(k) == "mark" && tree.lemmas[k] == "that");
    let Some(day) = tree.head(v).filter(|_| that && tree.has_kid(v, &["nsubj"])) else { return };
    let Some(verb) = tree.head(day).filter(|&s| s < day && tree.upos(s) == Upos::Verb) else { return };
    let dated = tree.rel(day) == "obl" && (tree.upos(day) == Upos::Num || is_day(&tree.lemmas[day]));
    if dated && !tree.has_kid(verb, &["ccomp", "xcomp", "obj"]) {
        out.push(Repair { token: v, head: Some(verb), relation: "ccomp", upos: None });
    }
}

/// "told the agency the rebels backed out of the talks": the clause without "that" is taken for a second object with a participle.
pub(super) fn told_clause(tree: &Tree<'_>, v: usize, out: &mut Vec<Repair>) {
    if !matches!(tree.xpos(v), "VBN" | "VBD") || tree.rel(v) != "acl" || tree.sent.tokens[v].deprel != "acl" {
        return;
    }
    let Some(subject) = tree.head(v).filter(|&s| s + 1 == v && tree.nominal(s) && tree.rel(s) == "obj") else { return };
    let Some(tell) = tree.head(subject).filter(|&t| t < subject && matches!(tree.lemmas[t].as_str(), "tell" | "inform" | "assure")) else {
        return;
    };
    let told = tree.kids(tell).any(|k| k > tell && k < subject && matches!(tree.rel(k), "obj" | "iobj"));
    let agent = tree.kids(v).any(|k| tree.kids(k).any(|c| tree.rel(c) == "case" && tree.lemmas[c] == "by"));
    if told && !agent {
        out.push(Repair { token: v, head: Some(tell), relation: "ccomp", upos: None });
        out.push(Repair { token: subject, head: Some(v), relation: "nsubj", upos: None });
    }
}

/// "Talks broke down after the party pulled out": the second verb is taken for the main one, its subject for a noun under "after".
pub(super) fn later_clause(tree: &Tree<'_>, w: usize, out: &mut Vec<Repair>) {
    if !matches!(tree.xpos(w), "VBD" | "VBZ" | "VBP") || tree.rel(w) != "ccomp" || tree.has_kid(w, &["nsubj", "mark", "aux", "cop"]) {
        return;
    }
    let Some(second) = tree.head(w).filter(|&r| r > w && matches!(tree.xpos(r), "VBD" | "VBZ" | "VBP")) else { return };
    let Some(subject) = tree.kids(second).find(|&k| k < w && tree.rel(k) == "nsubj") else { return };
    let link = |n: usize| {
        tree.kids(n).find(|&c| {
            tree.rel(c) == "case" && matches!(tree.lemmas[c].as_str(), "after" | "before" | "since" | "until" | "as" | "because")
        })
    };
    let Some((noun, case)) = tree.kids(w).filter(|&n| n > w && n < second && tree.nominal(n)).find_map(|n| link(n).map(|c| (n, c))) else {
        return;
    };
    let relation = tree.clause(second);
    out.push(Repair { token: w, head: tree.head(second), relation, upos: None });
    out.push(Repair { token: second, head: Some(w), relation: "advcl", upos: None });
    out.push(Repair { token: subject, head: Some(w), relation: "nsubj", upos: None });
    out.push(Repair { token: noun, head: Some(second), relation: "nsubj", upos: None });
    out.push(Repair { token: case, head: Some(second), relation: "mark", upos: None });
}

/// "Groups of creditors announced on Monday they had rejected …": the word of saying is taken for a participle, the clause for the sentence.
pub(super) fn reduced_saying(tree: &Tree<'_>, a: usize, out: &mut Vec<Repair>) {
    if !matches!(tree.xpos(a), "VBN" | "VBD")
        || tree.sent.tokens[a].deprel != "acl"
        || tree.has_kid(a, &["obj", "ccomp", "xcomp", "obl:agent"])
    {
        return;
    }
    let says =
        lexicon::doing::Doing::get().senses(lexicon::doing::Pos::Verb, &tree.lemmas[a]).iter().any(|f| f.act == lexicon::doing::Act::Say);
    let Some(noun) = tree.head(a).filter(|&n| says && n < a && tree.nominal(n)) else { return };
    // the subject of the sentence: the noun itself or the one that it hangs on
    let subject = if tree.rel(noun) == "nsubj" { noun } else { tree.head(noun).unwrap_or(noun) };
    let Some(verb) = tree.head(subject).filter(|&v| v > a && tree.rel(subject) == "nsubj" && tree.upos(v) == Upos::Verb) else { return };
    let second = tree.kids(verb).any(|k| k > a && k < verb && tree.rel(k) == "nsubj");
    if second {
        let relation = tree.clause(verb);
        out.push(Repair { token: a, head: tree.head(verb), relation, upos: Some(Upos::Verb) });
        out.push(Repair { token: verb, head: Some(a), relation: "ccomp", upos: None });
        out.push(Repair { token: subject, head: Some(a), relation: "nsubj", upos: None });
    }
}

/// "said the makers have raised their offers, but have rejected the rest": the second perfect belongs to the first, not to the word of saying.
pub(super) fn shared_perfect(tree: &Tree<'_>, v: usize, out: &mut Vec<Repair>) {
    let perfect = |k: usize| tree.kids(k).any(|a| tree.rel(a) == "aux" && tree.lemmas[a] == "have");
    if tree.rel(v) != "conj" || tree.xpos(v) != "VBN" || !perfect(v) || tree.has_kid(v, &["nsubj"]) {
        return;
    }
    let Some(say) = tree.head(v).filter(|&s| s < v && tree.xpos(s) == "VBD" && !perfect(s)) else { return };
    if let Some(first) = tree.kids(say).find(|&c| tree.rel(c) == "ccomp" && c > say && c < v && perfect(c)) {
        out.push(Repair { token: v, head: Some(first), relation: "conj", upos: None });
    }
}

/// "a week after the group called off the talks": the clause is taken for a noun with a participle.
pub(super) fn lapse_clause(tree: &Tree<'_>, v: usize, out: &mut Vec<Repair>) {
    if !matches!(tree.xpos(v), "VBN" | "VBD") || tree.sent.tokens[v].deprel != "acl" {
        return;
    }
    let Some(lapse) = tree.head(v).filter(|&n| n < v && is_lapse(&tree.lemmas[n])) else { return };
    let Some(subject) = tree.kids(lapse).find(|&k| k + 1 == v && tree.rel(k) == "nmod" && tree.nominal(k)) else { return };
    let Some(case) = tree.kids(subject).find(|&c| tree.rel(c) == "case" && matches!(tree.lemmas[c].as_str(), "after" | "before")) else {
        return;
    };
    let Some(governor) = tree.head(lapse) else { return };
    out.push(Repair { token: v, head: Some(governor), relation: "advcl", upos: None });
    out.push(Repair { token: subject, head: Some(v), relation: "nsubj", upos: None });
    out.push(Repair { token: case, head: Some(v), relation: "mark", upos: None });
}

fn is_lapse(lemma: &str) -> bool {
    matches!(lemma, "minute" | "hour" | "day" | "week" | "month" | "year" | "decade")
}

/// "demanded that the crews be freed before it would attend": the second clause is one of time, not a second complement.
pub(super) fn timed_clause(tree: &Tree<'_>, v: usize, out: &mut Vec<Repair>) {
    let timed = |k: usize| {
        tree.rel(k) == "mark" && k < v && matches!(tree.lemmas[k].as_str(), "before" | "after" | "until" | "unless" | "once" | "while")
    };
    let Some(up) = tree.head(v).filter(|&up| tree.rel(v) == "ccomp" && up < v) else { return };
    if tree.kids(v).any(timed) && tree.kids(up).any(|k| k < v && matches!(tree.rel(k), "ccomp" | "xcomp" | "obj")) {
        out.push(Repair { token: v, head: Some(up), relation: "advcl", upos: None });
    }
}

/// "said talks would not resume": the subject of the clause is taken for the object of the word of saying.
pub(super) fn said_subject(tree: &Tree<'_>, n: usize, out: &mut Vec<Repair>) {
    if tree.rel(n) != "obj" || !tree.nominal(n) {
        return;
    }
    let Some(say) =
        tree.head(n).filter(|&s| s < n && matches!(tree.lemmas[s].as_str(), "say" | "announce" | "confirm" | "insist" | "claim"))
    else {
        return;
    };
    let Some(clause) = tree.kids(say).find(|&c| c > n && tree.rel(c) == "ccomp" && !tree.has_kid(c, &["nsubj", "mark", "expl"])) else {
        return;
    };
    if (n + 1..clause).all(|k| tree.head(k) == Some(clause) && matches!(tree.rel(k), "aux" | "aux:pass" | "advmod" | "cop"))
        && n + 1 < clause
    {
        out.push(Repair { token: n, head: Some(clause), relation: "nsubj", upos: None });
    }
}
