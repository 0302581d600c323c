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
        clause_subject(&tree, i, &mut out);
        participle_agent(&tree, i, &mut out);
        split_object(&tree, i, &mut out);
        fronted_gerund(&tree, i, &mut out);
        relative_object(&tree, i, &mut out);
        lost_predicate(&tree, i, &mut out);
        plain_verb(&tree, i, &mut out);
        bare_predicate(&tree, i, &mut out);
        dated_subject(&tree, i, &mut out);
        two_objects(&tree, i, &mut out);
        verbal_object(&tree, i, &mut out);
        that_clause(&tree, i, &mut out);
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

/// "freed a pilot on Thursday and Norway released two sailors": the subject of the second clause is taken into the first. A finite verb that
/// is coordinated without a conjunction of its own has the noun phrase right before it as its subject.
fn clause_subject(tree: &Tree<'_>, v: usize, out: &mut Vec<Repair>) {
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

/// "was rejected by developing economies": the participle before the agent is taken for a clause of manner.
fn participle_agent(tree: &Tree<'_>, g: usize, out: &mut Vec<Repair>) {
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

/// "struck restructuring deals": the gerund before the object is taken for a clause.
fn split_object(tree: &Tree<'_>, g: usize, out: &mut Vec<Repair>) {
    if tree.xpos(g) != "VBG" || tree.rel(g) != "xcomp" || tree.has_kid(g, &["obj", "obl", "mark"]) {
        return;
    }
    let Some(verb) =
        tree.head(g).filter(|&v| v + 1 == g && matches!(tree.lemmas[v].as_str(), "strike" | "reach" | "sign" | "seal" | "clinch"))
    else {
        return;
    };
    if let Some(object) = tree.kids(verb).find(|&k| tree.rel(k) == "obj" && k == g + 1 && tree.nominal(k)) {
        out.push(Repair { token: g, head: Some(object), relation: "compound", upos: Some(Upos::Noun) });
    }
}

/// "Fighting resumed on Friday": the gerund at the head of the sentence is its subject.
fn fronted_gerund(tree: &Tree<'_>, g: usize, out: &mut Vec<Repair>) {
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

/// "which poorer ones dismissed": with two subjects, the relative pronoun is the object.
fn relative_object(tree: &Tree<'_>, r: usize, out: &mut Vec<Repair>) {
    if tree.rel(r) != "nsubj" || !matches!(tree.lemmas[r].as_str(), "which" | "that" | "whom") {
        return;
    }
    let Some(verb) = tree.head(r).filter(|&v| v > r && tree.upos(v) == Upos::Verb) else { return };
    if tree.kids(verb).any(|k| k > r && k < verb && tree.rel(k) == "nsubj") && !tree.has_kid(verb, &["obj", "cop", "aux:pass"]) {
        out.push(Repair { token: r, head: Some(verb), relation: "obj", upos: None });
    }
}

/// "Members of the union voted by a majority to accept the offer." read as one noun phrase: in a sentence without a finite verb, the
/// participle behind the noun is its predicate.
fn lost_predicate(tree: &Tree<'_>, v: usize, out: &mut Vec<Repair>) {
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
fn plain_verb(tree: &Tree<'_>, v: usize, out: &mut Vec<Repair>) {
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
fn bare_predicate(tree: &Tree<'_>, v: usize, out: &mut Vec<Repair>) {
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

/// "The alliance, which runs the ports, on Monday offered …": a prepositional phrase is no subject; the noun before it is.
fn dated_subject(tree: &Tree<'_>, i: usize, out: &mut Vec<Repair>) {
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

fn is_day(lemma: &str) -> bool {
    matches!(
        lemma.to_lowercase().as_str(),
        "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday" | "day" | "week" | "month" | "year"
    )
}

/// Verbs that give somebody something.
const GIVING: [&str; 11] = ["offer", "give", "promise", "grant", "pay", "send", "hand", "show", "deny", "owe", "guarantee"];

/// "offered dockworkers a raise": of two objects the first is the one to whom.
fn two_objects(tree: &Tree<'_>, v: usize, out: &mut Vec<Repair>) {
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
fn verbal_object(tree: &Tree<'_>, i: usize, out: &mut Vec<Repair>) {
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

/// "proposed that the contract, which ends on Friday, be extended": a clause with "that" behind a verb is its complement.
fn that_clause(tree: &Tree<'_>, i: usize, out: &mut Vec<Repair>) {
    let that = |k: usize| tree.rel(k) == "mark" && k < i && tree.lemmas[k] == "that";
    if tree.rel(i) != "parataxis" || !tree.kids(i).any(that) {
        return;
    }
    if let Some(verb) = tree.head(i).filter(|&v| v < i && tree.upos(v) == Upos::Verb && !tree.has_kid(v, &["ccomp", "xcomp", "obj"])) {
        out.push(Repair { token: i, head: Some(verb), relation: "ccomp", upos: None });
    }
}
