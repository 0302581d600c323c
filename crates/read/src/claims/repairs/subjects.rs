//! Subjects and agents: noun phrases hung on the wrong verb.

use super::{Repair, Tree, is_day};
use model::Upos;

/// "Developing countries have accused …": the participle before a subject is taken for a clause with the subject as its object.
pub(super) fn participle_subject(tree: &Tree<'_>, v: usize, out: &mut Vec<Repair>) {
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

/// "freed a pilot on Thursday and Norway released two sailors": the subject of the second clause is taken into the first. A finite verb that
/// is coordinated without a conjunction of its own has the noun phrase right before it as its subject.
pub(super) fn clause_subject(tree: &Tree<'_>, v: usize, out: &mut Vec<Repair>) {
    if v == 0 || tree.rel(v) != "conj" || tree.upos(v) != Upos::Verb || !matches!(tree.xpos(v), "VBD" | "VBZ" | "VBP") {
        return;
    }
    let first = tree.head(v).unwrap_or(v);
    if first >= v || tree.upos(first) != Upos::Verb || tree.has_kid(v, &["nsubj", "csubj", "cc", "expl"]) || !tree.nominal(v - 1) {
        return;
    }
    let mut at = v - 1;
    for _ in 0..8 {
        let Some(up) = tree.head(at) else { return };
        let linked = tree.kids(at).find(|&k| tree.rel(k) == "cc" && k < at);
        if tree.rel(at) == "conj"
            && up > first
            && up < at
            && let Some(cc) = linked
        {
            out.push(Repair { token: at, head: Some(v), relation: "nsubj", upos: None });
            out.push(Repair { token: cc, head: Some(v), relation: "cc", upos: None });
            return;
        }
        at = up;
        if at <= first || at >= v {
            return;
        }
    }
}

/// "The alliance, which runs the ports, on Monday offered …": a prepositional phrase is no subject; the noun before it is.
pub(super) fn dated_subject(tree: &Tree<'_>, i: usize, out: &mut Vec<Repair>) {
    if tree.rel(i) != "nsubj" || !tree.nominal(i) {
        return;
    }
    let Some(verb) = tree.head(i).filter(|&v| v > i && tree.upos(v) == Upos::Verb) else { return };
    // "On Monday Norway offered" read as one phrase is another error: its subject is right.
    let preposition =
        tree.kids(i).find(|&k| k < i && tree.rel(k) == "case" && tree.upos(k) == Upos::Adp && is_day(tree.lemmas[i].as_str()));
    let first = |k: usize| tree.kids(k).min().unwrap_or(k).min(k);
    // "The rebels last week proposed": of two subjects the second is a time.
    let other = tree.kids(verb).find(|&k| k < first(i) && tree.rel(k) == "nsubj" && tree.nominal(k));
    let time = matches!(tree.lemmas[i].as_str(), "week" | "month" | "year" | "night" | "morning" | "evening" | "weekend")
        && tree.kids(i).any(|k| matches!(tree.lemmas[k].as_str(), "last" | "this" | "next" | "late" | "early"));
    if preposition.is_none() && !(time && other.is_some()) {
        return;
    }
    out.push(Repair { token: i, head: Some(verb), relation: "obl", upos: None });
    if other.is_none() {
        // The subject was hung on a word behind the verb.
        let lost = (0..first(i)).find(|&k| tree.rel(k) == "nsubj" && tree.nominal(k) && tree.head(k).is_some_and(|h| h > verb));
        out.extend(lost.map(|k| Repair { token: k, head: Some(verb), relation: "nsubj", upos: None }));
    }
}

/// "was rejected by developing economies": the participle before the agent is taken for a clause of manner.
pub(super) fn participle_agent(tree: &Tree<'_>, g: usize, out: &mut Vec<Repair>) {
    const KINDS: [&str; 9] =
        ["developing", "warring", "opposing", "striking", "neighbouring", "neighboring", "ruling", "participating", "mediating"];
    if tree.xpos(g) != "VBG" || tree.rel(g) != "advcl" || g == 0 || tree.lemmas[g - 1] != "by" || tree.head(g - 1) != Some(g) {
        return;
    }
    let kind = KINDS.iter().any(|k| k.strip_suffix("ing").is_some_and(|stem| tree.lemmas[g].starts_with(stem)));
    let Some(verb) = tree.head(g).filter(|_| kind) else { return };
    let Some(agent) = tree.kids(g).find(|&k| tree.rel(k) == "obj" && k == g + 1 && tree.nominal(k)) else { return };
    out.push(Repair { token: g, head: Some(agent), relation: "amod", upos: Some(Upos::Adj) });
    out.push(Repair { token: g - 1, head: Some(agent), relation: "case", upos: Some(Upos::Adp) });
    out.push(Repair { token: agent, head: Some(verb), relation: "obl", upos: None });
}

/// "Talks between the opposition and the government will resume": the second of the two is taken for another subject.
pub(super) fn between_two(tree: &Tree<'_>, second: usize, out: &mut Vec<Repair>) {
    if tree.rel(second) != "nsubj" || !tree.nominal(second) {
        return;
    }
    let Some(verb) = tree.head(second) else { return };
    let Some(and) = tree.kids(second).find(|&k| k < second && tree.rel(k) == "cc") else { return };
    let Some(first) = tree.kids(verb).find(|&k| k < and && tree.rel(k) == "nsubj") else { return };
    // "the premier and his counterpart spoke": two subjects joined by "and" are one
    if and == first + 1 && !tree.has_kid(first, &["conj"]) {
        out.push(Repair { token: second, head: Some(first), relation: "conj", upos: None });
        if tree.upos(first) == Upos::Adj {
            out.push(Repair { token: first, head: Some(verb), relation: "", upos: Some(Upos::Noun) });
        }
        return;
    }
    let between = |n: usize| tree.kids(n).any(|c| tree.rel(c) == "case" && tree.lemmas[c] == "between") && !tree.has_kid(n, &["conj"]);
    if let Some(one) = tree.kids(first).find(|&k| k > first && k < and && tree.rel(k) == "nmod" && between(k)) {
        out.push(Repair { token: second, head: Some(one), relation: "conj", upos: None });
    }
}

/// "rejected it, the president who, according to his aide, …": the relative pronoun of a clause without a subject is its subject, and the
/// clause belongs to the noun before it.
pub(super) fn relative_subject(tree: &Tree<'_>, who: usize, out: &mut Vec<Repair>) {
    if tree.lemmas[who] != "who" || who == 0 || !matches!(tree.rel(who), "obj" | "obl") {
        return;
    }
    let Some(verb) = tree.head(who).filter(|&v| v > who && tree.upos(v) == Upos::Verb && !tree.has_kid(v, &["nsubj"])) else { return };
    let before = who - 1 - usize::from(tree.upos(who - 1) == Upos::Punct && who > 1);
    if !tree.nominal(before) {
        return;
    }
    let mut noun = before;
    while matches!(tree.rel(noun), "flat" | "compound" | "fixed") {
        match tree.head(noun) {
            Some(up) if up < noun => noun = up,
            _ => break,
        }
    }
    out.push(Repair { token: who, head: Some(verb), relation: "nsubj", upos: None });
    out.push(Repair { token: verb, head: Some(noun), relation: "acl:relcl", upos: None });
    for k in tree.kids(verb).filter(|&k| k > who && tree.kids(k).any(|c| tree.lemmas[c] == "accord" || tree.lemmas[c] == "according")) {
        out.push(Repair { token: k, head: Some(verb), relation: "obl", upos: None });
    }
}
