//! Noun phrases hung on the wrong word: subjects, agents, receivers.

use super::{Repair, Tree, is_day};
use model::Upos;

/// "On Monday Norway gave …": the name between a date and its verb is taken for another date.
pub(super) fn dated_subject(tree: &Tree<'_>, n: usize, out: &mut Vec<Repair>) {
    if tree.upos(n) != Upos::Propn || tree.rel(n) != "obl" || tree.has_kid(n, &["case", "nummod"]) || is_day(&tree.lemmas[n]) {
        return;
    }
    let Some(verb) = tree.head(n).filter(|&v| v > n && tree.upos(v) == Upos::Verb) else { return };
    let behind = (n + 1..verb).all(|k| matches!(tree.rel(k), "aux" | "advmod") || tree.head(k) == Some(n));
    let dated = tree.kids(verb).any(|k| k < n && tree.rel(k) == "obl" && is_day(&tree.lemmas[k]));
    if behind && dated && !tree.has_kid(verb, &["nsubj", "csubj", "expl"]) {
        out.push(Repair { token: n, head: Some(verb), relation: "nsubj", upos: None });
    }
}

/// "the deadline for Norway to withdraw": who is to act is taken for a part of the noun phrase.
pub(super) fn for_subject(tree: &Tree<'_>, n: usize, out: &mut Vec<Repair>) {
    if !tree.nominal(n) || tree.rel(n) != "nmod" || tree.has_kid(n, &["case"]) {
        return;
    }
    let Some(noun) = tree.head(n).filter(|&h| h < n) else { return };
    let clause = tree.kids(noun).find(|&v| v > n && tree.rel(v) == "acl" && tree.upos(v) == Upos::Verb);
    let marked =
        |v: usize, word: &str, before: bool| tree.kids(v).any(|k| tree.lemmas[k] == word && tree.rel(k) == "mark" && (k < n) == before);
    if let Some(verb) = clause.filter(|&v| marked(v, "for", true) && marked(v, "to", false) && !tree.has_kid(v, &["nsubj"])) {
        out.push(Repair { token: n, head: Some(verb), relation: "nsubj", upos: None });
    }
}

/// "ruled out his deputy entering talks": a participle behind a noun is taken for an adjective of what follows it.
pub(super) fn gerund_between(tree: &Tree<'_>, v: usize, out: &mut Vec<Repair>) {
    if tree.xpos(v) != "VBG" || tree.rel(v) != "amod" || v == 0 {
        return;
    }
    let Some(object) = tree.head(v).filter(|&o| o > v && tree.nominal(o) && tree.rel(o) == "obj") else { return };
    let actor = v - 1;
    if tree.upos(actor) != Upos::Noun || tree.head(actor) != Some(object) || tree.rel(actor) != "compound" {
        return;
    }
    out.push(Repair { token: v, head: tree.head(object), relation: "ccomp", upos: Some(Upos::Verb) });
    out.push(Repair { token: actor, head: Some(v), relation: "nsubj", upos: None });
    out.push(Repair { token: object, head: Some(v), relation: "obj", upos: None });
    for k in tree.kids(object).filter(|&k| k < actor) {
        out.push(Repair { token: k, head: Some(actor), relation: "", upos: None });
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

/// "offered dockworkers a raise": of two objects the first is the one to whom.
pub(super) fn two_objects(tree: &Tree<'_>, v: usize, out: &mut Vec<Repair>) {
    if tree.upos(v) != Upos::Verb || !GIVING.contains(&tree.lemmas[v].as_str()) || tree.has_kid(v, &["iobj"]) {
        return;
    }
    let mut objects = tree.kids(v).filter(|&k| k > v && tree.rel(k) == "obj");
    if let (Some(first), Some(second), None) = (objects.next(), objects.next(), objects.next())
        && tree.nominal(second)
        // "offered the nurses' union pay rises": two words of one gift
        && !(second == first + 1 && tree.upos(first) == Upos::Noun && !lexicon::people::is_person_noun(&tree.lemmas[first]))
        // "gave Norway ten days": a term, which its own reader looks for
        && !matches!(tree.lemmas[second].as_str(), "minute" | "hour" | "day" | "week" | "month" | "year")
    {
        out.push(Repair { token: first, head: Some(v), relation: "iobj", upos: None });
    }
}

/// "offered the nurses' union pay rises": the receiver behind a genitive is taken into the noun phrase of what is offered.
pub(super) fn split_gift(tree: &Tree<'_>, union: usize, out: &mut Vec<Repair>) {
    if tree.rel(union) != "compound" || !tree.nominal(union) || union == 0 || !lexicon::people::is_person_noun(&tree.lemmas[union]) {
        return;
    }
    let Some(gift) = tree.head(union).filter(|&g| g == union + 1 && tree.rel(g) == "obj") else { return };
    let genitive = tree.xpos(union - 1) == "POS";
    if !genitive || lexicon::people::is_person_noun(&tree.lemmas[gift]) {
        return;
    }
    let Some(verb) = tree.head(gift).filter(|&v| v < union && GIVING.contains(&tree.lemmas[v].as_str())) else { return };
    out.push(Repair { token: union, head: Some(verb), relation: "iobj", upos: None });
    out.extend(tree.kids(gift).filter(|&k| k < union).map(|k| Repair { token: k, head: Some(union), relation: "", upos: None }));
    // "pay rises" taken for two objects
    if let Some(rises) = tree.kids(gift).chain(tree.kids(verb)).find(|&k| k == gift + 1 && tree.rel(k) == "obj" && tree.nominal(k)) {
        out.push(Repair { token: rises, head: Some(verb), relation: "obj", upos: None });
        out.push(Repair { token: gift, head: Some(rises), relation: "compound", upos: None });
    }
}

/// "Employers Raise Pay Offer": a noun in a headline that is taken for a second verb.
pub(super) fn noun_for_verb(tree: &Tree<'_>, n: usize, out: &mut Vec<Repair>) {
    const BOTH: [&str; 9] = ["offer", "demand", "call", "plan", "strike", "vote", "bid", "pledge", "threat"];
    let verbal = tree.upos(n) == Upos::Verb && matches!(tree.xpos(n), "VB" | "VBP") && matches!(tree.rel(n), "xcomp" | "ccomp");
    if !verbal || n == 0 || !BOTH.contains(&tree.lemmas[n].as_str()) || tree.has_kid(n, &["mark", "aux", "nsubj", "obj"]) {
        return;
    }
    let Some(verb) = tree.head(n).filter(|&v| v < n) else { return };
    let pay = n - 1;
    if tree.head(pay) == Some(verb) && tree.rel(pay) == "obj" && tree.upos(pay) == Upos::Noun {
        out.push(Repair { token: n, head: Some(verb), relation: "obj", upos: Some(Upos::Noun) });
        out.push(Repair { token: pay, head: Some(n), relation: "compound", upos: None });
    }
}

/// "the limited ceasefire offers": what kind of truce is offered is hung on the offers.
pub(super) fn scoped_compound(tree: &Tree<'_>, a: usize, out: &mut Vec<Repair>) {
    const SCOPES: [&str; 12] = [
        "limited",
        "limit",
        "partial",
        "full",
        "complete",
        "comprehensive",
        "temporary",
        "permanent",
        "unconditional",
        "immediate",
        "humanitarian",
        "interim",
    ];
    if tree.rel(a) != "amod" || !SCOPES.contains(&tree.lemmas[a].as_str()) {
        return;
    }
    let Some(noun) = tree.head(a).filter(|&n| n > a + 1) else { return };
    let truce = a + 1;
    if tree.head(truce) == Some(noun) && tree.rel(truce) == "compound" && tree.nominal(truce) {
        out.push(Repair { token: a, head: Some(truce), relation: "amod", upos: None });
    }
}

/// "has led to continued fighting": a noun in -ing is taken for a verb.
pub(super) fn verbal_noun(tree: &Tree<'_>, n: usize, out: &mut Vec<Repair>) {
    if tree.upos(n) != Upos::Verb || tree.xpos(n) != "VBG" || !matches!(tree.rel(n), "advcl" | "acl") {
        return;
    }
    let before = |relation: &str| tree.kids(n).any(|k| k < n && tree.rel(k) == relation);
    // "led to continued fighting": the preposition is then taken for a subordinator
    let mark = tree.kids(n).find(|&k| k < n && tree.rel(k) == "mark" && tree.upos(k) == Upos::Adp && before("amod"));
    if (before("case") && (before("amod") || before("det")) || mark.is_some()) && !tree.has_kid(n, &["obj", "ccomp", "aux"]) {
        let relation = if tree.rel(n) == "acl" { "nmod" } else { "obl" };
        out.push(Repair { token: n, head: tree.head(n), relation, upos: Some(Upos::Noun) });
        out.extend(mark.map(|k| Repair { token: k, head: Some(n), relation: "case", upos: None }));
    }
}

/// "gave the general a week": two articles in one noun phrase are two phrases.
pub(super) fn two_articles(tree: &Tree<'_>, n: usize, out: &mut Vec<Repair>) {
    if !tree.nominal(n) || tree.rel(n) != "obj" {
        return;
    }
    let mut articles = tree.kids(n).filter(|&k| k < n && tree.rel(k) == "det" && matches!(tree.lemmas[k].as_str(), "the" | "a"));
    let (Some(first), Some(second)) = (articles.next(), articles.next()) else { return };
    let whom = second - 1;
    let Some(verb) = tree.head(n).filter(|_| whom > first && tree.head(whom) == Some(n) && matches!(tree.rel(whom), "amod" | "compound"))
    else {
        return;
    };
    out.push(Repair { token: whom, head: Some(verb), relation: "iobj", upos: Some(Upos::Noun) });
    out.push(Repair { token: first, head: Some(whom), relation: "det", upos: None });
}

/// "brought little, mainly an agreement on prisoners", "terms, including demands for a canal": what is set beside a noun is hung on the verb.
pub(super) fn set_beside(tree: &Tree<'_>, n: usize, out: &mut Vec<Repair>) {
    if !tree.nominal(n) || !matches!(tree.rel(n), "parataxis" | "obl") || tree.has_kid(n, &["nsubj", "cop"]) {
        return;
    }
    let first = tree.kids(n).filter(|&k| k < n).min().unwrap_or(n);
    let start = tree.kids(n).filter(|&k| k < n && tree.rel(k) != "punct").min().unwrap_or(n);
    let word = tree.lemmas[start].as_str();
    let adverb = matches!(word, "mainly" | "primarily" | "chiefly" | "mostly" | "notably" | "namely" | "principally" | "largely");
    let move_noun = matches!(tree.lemmas[n].as_str(), "demand" | "call" | "request" | "condition" | "proposal" | "offer" | "requirement");
    let including = matches!(word, "include" | "including") && move_noun;
    if !(adverb && tree.rel(n) == "parataxis" || including && tree.rel(n) == "obl") || start == 0 || tree.lemmas[start - 1] != "," {
        return;
    }
    let Some(beside) = first.min(start - 1).checked_sub(1).filter(|&b| tree.nominal(b)) else { return };
    let relation = if including { "nmod" } else { "appos" };
    out.push(Repair { token: n, head: Some(beside), relation, upos: None });
}

/// "to sit face to face with Norway": an adverb of three words.
pub(super) fn face_to_face(tree: &Tree<'_>, n: usize, out: &mut Vec<Repair>) {
    let word = |at: usize| tree.lemmas.get(at).map(|l| l.as_str());
    if word(n) != Some("face") || word(n + 1) != Some("to") || word(n + 2) != Some("face") || tree.rel(n) == "advmod" {
        return;
    }
    let Some(verb) = tree.head(n).filter(|&v| v < n) else { return };
    out.push(Repair { token: n, head: Some(verb), relation: "advmod", upos: Some(Upos::Adv) });
    out.push(Repair { token: n + 2, head: Some(n), relation: "fixed", upos: Some(Upos::Adv) });
    for k in tree.kids(n + 2).filter(|&k| k > n + 2 && tree.rel(k) == "obl") {
        out.push(Repair { token: k, head: Some(verb), relation: "", upos: None });
    }
}

/// "to resume arms deliveries": the first word of a compound object is taken for an object of its own.
pub(super) fn object_compound(tree: &Tree<'_>, n: usize, out: &mut Vec<Repair>) {
    let next = n + 1;
    if !tree.nominal(n) || tree.rel(n) != "obj" || next >= tree.lemmas.len() || !tree.nominal(next) || tree.rel(next) != "obj" {
        return;
    }
    let Some(verb) = tree.head(n).filter(|&v| tree.head(next) == Some(v)) else { return };
    if !GIVING.contains(&tree.lemmas[verb].as_str()) && tree.kids(n).next().is_none() {
        out.push(Repair { token: n, head: Some(next), relation: "compound", upos: None });
    }
}

/// "asked them to scrap the levy — terms Norway opposes": what stands behind a dash is taken for a second object.
pub(super) fn dashed_noun(tree: &Tree<'_>, n: usize, out: &mut Vec<Repair>) {
    if !tree.nominal(n) || tree.rel(n) != "obj" {
        return;
    }
    let first = tree.kids(n).filter(|&k| k < n && tree.upos(k) != Upos::Punct).min().unwrap_or(n);
    let dash = first > 0 && matches!(tree.lemmas[first - 1].as_str(), "—" | "–" | "-");
    let Some(verb) = tree.head(n).filter(|&v| dash && v < n && tree.kids(v).any(|k| k > v && k < first && tree.rel(k) == "obj")) else {
        return;
    };
    let top = std::iter::successors(Some(verb), |&up| tree.head(up)).take(tree.sent.tokens.len()).last();
    out.push(Repair { token: n, head: top, relation: "parataxis", upos: None });
}

/// "promised increased support": the participle before an object is taken for a verb of its own.
pub(super) fn participle_before(tree: &Tree<'_>, v: usize, out: &mut Vec<Repair>) {
    if !matches!(tree.xpos(v), "VBD" | "VBN") || !matches!(tree.rel(v), "xcomp" | "ccomp") || tree.kids(v).next().is_some() {
        return;
    }
    let Some(verb) = tree.head(v).filter(|&h| h + 1 == v) else { return };
    let Some(object) = tree.kids(verb).find(|&k| k > v && tree.rel(k) == "obj" && tree.nominal(k)) else { return };
    if (v + 1..object).all(|k| tree.head(k) == Some(object)) {
        out.push(Repair { token: v, head: Some(object), relation: "amod", upos: Some(Upos::Adj) });
    }
}

/// "sent a proposal for a meeting": what the proposal is for is hung on the verb.
pub(super) fn move_content(tree: &Tree<'_>, n: usize, out: &mut Vec<Repair>) {
    const MOVES: [&str; 10] = ["proposal", "offer", "plan", "request", "demand", "appeal", "bid", "invitation", "roadmap", "suggestion"];
    if tree.rel(n) != "obl" || !tree.nominal(n) {
        return;
    }
    let Some(verb) = tree.head(n).filter(|&v| v < n) else { return };
    let Some(case) = tree.kids(n).find(|&k| tree.rel(k) == "case" && tree.lemmas[k] == "for").filter(|&c| c > 0) else { return };
    let noun = case - 1;
    if tree.head(noun) == Some(verb) && tree.rel(noun) == "obj" && MOVES.contains(&tree.lemmas[noun].as_str()) {
        out.push(Repair { token: n, head: Some(noun), relation: "nmod", upos: None });
    }
}

/// Verbs that give somebody something.
const GIVING: [&str; 11] = ["offer", "give", "promise", "grant", "pay", "send", "hand", "show", "deny", "owe", "guarantee"];

/// "Graustark and Ruritania met": a name that is taken for an adjective, beside one that is not.
pub(super) fn adjective_name(tree: &Tree<'_>, n: usize, out: &mut Vec<Repair>) {
    let bare = tree.upos(n) == Upos::Adj && matches!(tree.rel(n), "nsubj" | "obj" | "obl" | "nmod") && !tree.has_kid(n, &["det", "advmod"]);
    if bare && tree.kids(n).any(|k| tree.rel(k) == "conj" && tree.upos(k) == Upos::Propn) {
        out.push(Repair { token: n, head: tree.head(n), relation: "", upos: Some(Upos::Propn) });
    }
}

/// "called on Norway to accept it": the preposition is taken for a particle, and what stands behind it has none.
pub(super) fn called_on(tree: &Tree<'_>, p: usize, out: &mut Vec<Repair>) {
    if tree.upos(p) != Upos::Adp || tree.rel(p) != "compound" || !matches!(tree.lemmas[p].as_str(), "on" | "upon") {
        return;
    }
    let Some(verb) = tree.head(p).filter(|&v| v < p && tree.upos(v) == Upos::Verb) else { return };
    let behind = |&n: &usize| tree.rel(n) == "obl" && tree.nominal(n) && !tree.has_kid(n, &["case"]);
    if let Some(n) = tree.kids(verb).find(|&n| n > p).filter(behind).filter(|&n| n == p + 1 || tree.head(p + 1) == Some(n)) {
        out.push(Repair { token: p, head: Some(n), relation: "case", upos: None });
    }
}

/// "declared a ceasefire effective from Sunday": the adjective behind a noun is taken for the head of the noun phrase.
pub(super) fn adjective_behind(tree: &Tree<'_>, a: usize, out: &mut Vec<Repair>) {
    if tree.upos(a) != Upos::Adj || tree.rel(a) != "xcomp" || a == 0 || !matches!(tree.lemmas[a].as_str(), "effective" | "valid" | "due") {
        return;
    }
    let noun = a - 1;
    let compound = tree.head(noun) == Some(a) && tree.rel(noun) == "compound" && tree.upos(noun) == Upos::Noun;
    let article = tree.has_kid(a, &["det"]) || tree.has_kid(noun, &["det"]);
    let Some(verb) = tree.head(a).filter(|_| compound && article) else { return };
    out.push(Repair { token: noun, head: Some(verb), relation: "obj", upos: None });
    out.push(Repair { token: a, head: Some(noun), relation: "amod", upos: None });
    out.extend(tree.kids(a).filter(|&k| k < noun).map(|k| Repair { token: k, head: Some(noun), relation: "", upos: None }));
}

/// "Norway's premier announced …": a noun behind a genitive is taken for an adverb of the verb.
pub(super) fn possessed_subject(tree: &Tree<'_>, n: usize, out: &mut Vec<Repair>) {
    if !matches!(tree.upos(n), Upos::Adv | Upos::Adj) || !matches!(tree.rel(n), "advmod" | "amod") || n == 0 || tree.xpos(n - 1) != "POS" {
        return;
    }
    let Some(verb) = tree.head(n).filter(|&v| v > n && tree.upos(v) == Upos::Verb && !tree.has_kid(v, &["nsubj", "csubj"])) else { return };
    let Some(owner) = tree.head(n - 1).filter(|&o| matches!(tree.head(o), Some(h) if h == verb || h == n)) else { return };
    out.push(Repair { token: n, head: Some(verb), relation: "nsubj", upos: Some(Upos::Noun) });
    out.push(Repair { token: owner, head: Some(n), relation: "nmod:poss", upos: None });
}

/// "is open to dialogue": the noun behind "to" is taken for a verb, and still for an oblique.
pub(super) fn oblique_noun(tree: &Tree<'_>, n: usize, out: &mut Vec<Repair>) {
    if tree.upos(n) != Upos::Verb || !matches!(tree.rel(n), "obl" | "advcl") || tree.xpos(n) != "VB" {
        return;
    }
    if tree.rel(n) == "advcl" && tree.head(n).is_none_or(|h| tree.upos(h) != Upos::Adj) {
        return;
    }
    let doing = lexicon::doing::Doing::get();
    let known = !doing.senses(lexicon::doing::Pos::Noun, &tree.lemmas[n]).is_empty()
        && (tree.rel(n) == "obl" || doing.senses(lexicon::doing::Pos::Verb, &tree.lemmas[n]).is_empty() && !tree.has_kid(n, &["obj"]));
    if let Some(to) = tree.kids(n).find(|&k| known && k < n && tree.rel(k) == "mark" && tree.lemmas[k] == "to") {
        out.push(Repair { token: n, head: tree.head(n), relation: "obl", upos: Some(Upos::Noun) });
        out.push(Repair { token: to, head: Some(n), relation: "case", upos: Some(Upos::Adp) });
    }
}

/// "expressed its support for the plan": what is supported is hung on the verb.
pub(super) fn supported(tree: &Tree<'_>, n: usize, out: &mut Vec<Repair>) {
    if tree.rel(n) != "obj"
        || !matches!(tree.lemmas[n].as_str(), "support" | "backing" | "praise" | "opposition" | "objection" | "sympathy")
    {
        return;
    }
    let Some(verb) = tree.head(n) else { return };
    let case = |k: usize| tree.kids(k).find(|&c| tree.rel(c) == "case" && matches!(tree.lemmas[c].as_str(), "for" | "to"));
    if let Some(what) = tree.kids(verb).find(|&k| k > n && tree.rel(k) == "obl" && case(k) == Some(n + 1)) {
        out.push(Repair { token: what, head: Some(n), relation: "nmod", upos: None });
    }
}

/// "signed on Monday in Klow a treaty": an object behind what says when and where is taken for an oblique without preposition.
pub(super) fn late_object(tree: &Tree<'_>, n: usize, out: &mut Vec<Repair>) {
    if tree.sent.tokens[n].deprel != "obl" || !tree.nominal(n) || !tree.has_kid(n, &["det"]) || tree.has_kid(n, &["case", "mark"]) {
        return;
    }
    let verb = tree.head(n).filter(|&v| v < n && tree.upos(v) == Upos::Verb && !is_day(&tree.lemmas[n]));
    let passive = |v: usize| tree.kids(v).any(|k| tree.sent.tokens[k].deprel.ends_with(":pass"));
    let Some(verb) = verb.filter(|&v| !passive(v) && !tree.has_kid(v, &["obj", "ccomp", "xcomp"])) else { return };
    // "in Zenda an agreement": the place is hung on the object
    let place = |k: usize| k < n && tree.rel(k) == "nmod" && tree.kids(k).any(|c| tree.rel(c) == "case" && c < k);
    let article = tree.kids(n).find(|&k| tree.rel(k) == "det").unwrap_or(n);
    let torn: Vec<usize> = tree.kids(n).filter(|&k| place(k) && k < article).collect();
    if !torn.is_empty() || tree.kids(verb).any(|k| k > verb && k < n && tree.rel(k) == "obl") {
        out.push(Repair { token: n, head: Some(verb), relation: "obj", upos: None });
        out.extend(torn.into_iter().map(|k| Repair { token: k, head: Some(verb), relation: "obl", upos: None }));
    }
}

/// "demanded, among other things, a raise": what is demanded is hung on the words between the commas.
pub(super) fn among_others(tree: &Tree<'_>, n: usize, out: &mut Vec<Repair>) {
    let among = |k: usize| tree.rel(k) == "case" && tree.lemmas[k] == "among";
    if tree.lemmas[n] != "thing" || !tree.kids(n).any(among) {
        return;
    }
    let Some(verb) = tree.head(n).filter(|&v| v < n && tree.upos(v) == Upos::Verb) else { return };
    if let Some(object) = tree.kids(n).find(|&k| k > n && tree.rel(k) == "appos" && tree.nominal(k)) {
        out.push(Repair { token: object, head: Some(verb), relation: "obj", upos: None });
        out.push(Repair { token: n, head: Some(verb), relation: "obl", upos: None });
    }
}

/// "met with party secretary Otto Lind": the preposition is hung on the title before the name.
pub(super) fn titled_case(tree: &Tree<'_>, c: usize, out: &mut Vec<Repair>) {
    if tree.rel(c) != "case" {
        return;
    }
    let title = tree.head(c).filter(|&t| t > c && tree.sent.tokens[t].deprel == "nmod:desc");
    let Some(name) = title.and_then(|t| tree.head(t).filter(|&n| n > t)) else { return };
    if matches!(tree.rel(name), "obl" | "nmod") && !tree.has_kid(name, &["case"]) {
        out.push(Repair { token: c, head: Some(name), relation: "case", upos: None });
    }
}
