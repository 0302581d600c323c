//! Attributions of one sentence by grammar: verbs, nouns and phrases of saying with their complements and subjects. Quotations are looked
//! after in `quoted`.

use super::attribution::Attribution;
use super::tree::{Tree, Words};
use lexicon::saying::{self, Addressee, CueClass, Saying};
use model::{Span, Upos};

/// All attributions of sentence `index` whose cue is in it; content still empty where only a quotation can be meant.
pub fn find(index: usize, tree: &Tree, text: &str, out: &mut Vec<Attribution>) {
    for at in 0..tree.len() {
        let token = &tree.sentence.tokens[at];
        match token.upos {
            Upos::Verb => {
                if let Some(found) = verb(index, tree, text, at) {
                    out.push(found);
                }
            }
            Upos::Noun => {
                if let Some(found) = noun(index, tree, text, at) {
                    out.push(found);
                }
            }
            _ => {}
        }
        phrase(index, tree, text, at, out);
    }
}

fn lemma<'t>(tree: &'t Tree, at: usize) -> &'t str {
    &tree.sentence.tokens[at].lemma
}

/// The entry of the verb at `at` that fits best, with the word of its particle or preposition and the head of the preposition's object.
fn entry(tree: &Tree, at: usize) -> Option<(&'static Saying, usize, Option<usize>)> {
    for saying in saying::verbs(lemma(tree, at)) {
        let mut words = saying.words.split(' ').skip(1).peekable();
        if words.peek().is_none() {
            return Some((saying, at, None));
        }
        // Particles and the preposition follow within a few words ("call now for", "speak out against").
        let mut last = at;
        let mut all = true;
        for word in words {
            let found = (last + 1..tree.len().min(last + 4)).find(|&k| {
                lemma(tree, k) == word
                    && matches!(tree.sentence.tokens[k].upos, Upos::Adp | Upos::Adv | Upos::Part | Upos::Sconj | Upos::Adj | Upos::Pron)
            });
            match found {
                Some(k) => last = k,
                None => {
                    all = false;
                    break;
                }
            }
        }
        if all {
            let object = tree.sentence.head(last).filter(|&o| o > last && tree.sentence.dominates(at, o));
            // "spoke on condition of anonymity": a preposition further on that joins two nouns is not the verb's.
            let foreign = last > at + 1 && object.is_some_and(|o| tree.relation(o) == "nmod" && tree.sentence.head(o) != Some(at));
            if !foreign {
                return Some((saying, last, object));
            }
        }
    }
    None
}

/// The cue words around head `at`: auxiliaries, negation and adverbs that touch it, up to the last word `last`.
fn cue_words(tree: &Tree, at: usize, last: usize) -> Words {
    let mut first = at;
    while first > 0 {
        let before = first - 1;
        let belongs = tree.sentence.head(before) == Some(at)
            && matches!(tree.relation(before), "aux" | "advmod" | "cop")
            && !matches!(tree.sentence.tokens[before].lemma.as_str(), "when" | "where" | "why" | "how" | "however")
            && tree.extent(before) == (before, before);
        if !belongs {
            break;
        }
        first -= 1;
    }
    (first, last)
}

fn verb(index: usize, tree: &Tree, text: &str, at: usize) -> Option<Attribution> {
    let light = saying::light(lemma(tree, at)).find_map(|particle| light_verb(index, tree, text, at, particle));
    if light.is_some() {
        return light;
    }
    let (saying, last, object) = entry(tree, at)?;
    if matches!(tree.relation(at), "amod" | "compound" | "case") {
        return None;
    }
    let cue = cue_words(tree, at, last);
    let mut found = Attribution::new(index, cue, at, saying.class);
    clausal_content(tree, text, at, saying, object, &mut found);
    if saying.clause && saying.class == CueClass::Statement {
        that_clause(tree, text, cue, &mut found);
    }
    let closing = found.content.is_empty() && saying.clause && saying.class == CueClass::Statement && closes(tree, text, cue, &mut found);
    if closing {
        // Source and content are set.
    } else if let Some((subject, _)) = tree.subject(at) {
        set_source(index, tree, subject, cue, &mut found);
    } else if let Some((words, head)) = name_before(tree, cue).filter(|_| saying.class == CueClass::Statement) {
        found.source = Some((index, words));
        found.source_head = Some(head);
    } else if tree.sentence.child(at, "nsubj:pass").is_some() && saying.class != CueClass::Statement {
        return None;
    }
    found.addressee = addressee(tree, at, saying);
    if found.content.is_empty() && !saying.quote {
        return None;
    }
    // A subject that is the content's own part ("the offer was rejected") names no source.
    Some(found)
}

/// "The quota is unacceptable, two people briefed on the talks said." where the tree lost the clause: the words between the last comma and a
/// cue that ends the sentence speak all that stands before.
fn closes(tree: &Tree, text: &str, cue: Words, found: &mut Attribution) -> bool {
    let tokens = &tree.sentence.tokens;
    if tokens[cue.1 + 1..].iter().any(|t| t.upos != Upos::Punct) || !matches!(tokens[cue.1].xpos.as_str(), "VBD" | "VBZ" | "VBP") {
        return false;
    }
    let Some(comma) = (4..cue.0).rev().find(|&i| tokens[i].lemma == ",") else { return false };
    let words = (comma + 1, cue.0 - 1);
    let inner = &tokens[comma + 1..cue.0];
    let finite = |t: &model::Token| matches!(t.xpos.as_str(), "VBD" | "VBZ" | "VBP" | "MD" | "VB");
    let nominal = inner.first().is_some_and(|t| t.upos.is_nominal() || matches!(t.upos, Upos::Det | Upos::Num | Upos::Adj));
    let main = tokens[..comma].iter().any(finite);
    if inner.len() > 12 || !nominal || inner.iter().any(finite) || inner[0].xpos.starts_with('W') || !main {
        return false;
    }
    found.source = Some((found.sentence, words));
    found.source_head = inner.iter().position(|t| t.upos.is_nominal() && !t.xpos.starts_with('W')).map(|k| comma + 1 + k);
    found.add(content_span(tree, (0, comma)), text);
    true
}

fn set_source(index: usize, tree: &Tree, head: usize, cue: Words, found: &mut Attribution) {
    let words = tree.name_of(head, cue);
    found.source = Some((index, words));
    found.source_head = Some(head);
}

/// "said on Friday that …" where the tree lost the clause: from "that" to the end of the sentence.
fn that_clause(tree: &Tree, text: &str, cue: Words, found: &mut Attribution) {
    let after = tree.sentence.tokens[cue.1].span.end;
    if found.content.iter().any(|c| c.end > after) {
        return;
    }
    for k in cue.1 + 1..tree.len().min(cue.1 + 7) {
        let token = &tree.sentence.tokens[k];
        if token.lemma == "that" && token.upos == Upos::Sconj {
            found.content.clear();
            found.add(content_span(tree, (k, tree.len() - 1)), text);
            return;
        }
        if matches!(token.upos, Upos::Verb | Upos::Aux | Upos::Sconj | Upos::Cconj) || matches!(token.lemma.as_str(), ":" | ";") {
            return;
        }
    }
}

/// The noun phrase right before the cue, where the tree gives it no subject: words that a name and its titles are made of.
fn name_before(tree: &Tree, cue: Words) -> Option<(Words, usize)> {
    let tokens = &tree.sentence.tokens;
    let last = cue.0.checked_sub(1)?;
    if !tokens[last].upos.is_nominal() || tokens[last].xpos.starts_with('W') {
        return None;
    }
    if tokens[last].upos == Upos::Pron {
        return (tokens[last].lemma != "it").then_some(((last, last), last));
    }
    let mut first = last;
    while first > 0 && matches!(tokens[first - 1].upos, Upos::Propn | Upos::Noun | Upos::Adj | Upos::Det | Upos::Part) {
        first -= 1;
    }
    let name = tokens[first..=last].iter().any(|t| t.upos == Upos::Propn);
    name.then_some(((first, last), last))
}

/// Head word of the one whom the verb of saying at `at` addresses.
pub fn addressee_of(tree: &Tree, at: usize) -> Option<usize> {
    entry(tree, at).and_then(|(saying, _, _)| addressee(tree, at, saying))
}

fn addressee(tree: &Tree, at: usize, saying: &Saying) -> Option<usize> {
    match saying.addressee {
        Addressee::None => None,
        Addressee::Object => tree.sentence.child(at, "iobj").or_else(|| tree.sentence.child(at, "obj")),
        Addressee::Preposition(word) => tree.sentence.children(at).find(|&c| {
            tree.relation(c) == "obl"
                && tree.sentence.children(c).any(|k| tree.relation(k) == "case" && tree.sentence.tokens[k].lemma == word)
        }),
    }
}

fn clausal_content(tree: &Tree, text: &str, at: usize, saying: &Saying, object: Option<usize>, found: &mut Attribution) {
    let Some(cue) = found.cue else { return };
    let add = |words: Words, found: &mut Attribution| {
        for part in without(words, cue) {
            found.add(content_span(tree, part), text);
        }
    };
    if let Some(object) = object.filter(|_| saying.object) {
        let (_, high) = tree.extent(object);
        if high > cue.1 {
            add((cue.1 + 1, right_edge(tree, at, object, high)), found);
        }
        return;
    }
    if saying.clause {
        if let Some(clause) = tree.sentence.child(at, "ccomp") {
            let (low, high) = tree.extent(clause);
            // The subject of the cue inside the extent of a crossing tree: keep to the clause's side of the cue.
            let words = if clause > at { (low.max(cue.1 + 1), high) } else { (low, high.min(cue.0.saturating_sub(1))) };
            let words = match tree.sentence.child(at, "nsubj") {
                Some(s) if clause < at && tree.extent(s).0 <= words.1 && s > clause => (words.0, tree.extent(s).0.saturating_sub(1)),
                _ => words,
            };
            add(words, found);
            return;
        }
        if matches!(tree.relation(at), "parataxis" | "advcl")
            && let Some(main) = tree.sentence.head(at)
            && (tree.relation(at) == "parataxis" || has_mark(tree, at, "as"))
            && saying.class == CueClass::Statement
            && tree.sentence.child(at, "nsubj").is_some()
        {
            let own = tree.extent(at);
            for part in without(tree.extent(main), own) {
                found.add(content_span(tree, part), text);
            }
            return;
        }
    }
    if saying.infinitive
        && let Some(clause) = tree.sentence.child(at, "xcomp")
    {
        let (low, high) = tree.extent(clause);
        add((low.max(cue.1 + 1), high), found);
        return;
    }
    if saying.object
        && saying.addressee != Addressee::Object
        && let Some(object) = tree.sentence.child(at, "obj")
    {
        add(tree.extent(object), found);
    }
}

/// How far the complements of `at` after its object reach without a comma: "criticised the offers as insufficient", "threatened them with
/// tariffs if they fail".
fn right_edge(tree: &Tree, at: usize, object: usize, high: usize) -> usize {
    let mut edge = high;
    for c in tree.sentence.children(at).filter(|&c| c > object) {
        let (low, far) = tree.extent(c);
        if low != edge + 1 || !matches!(tree.sentence.tokens[c].deprel.as_str(), "obl" | "xcomp" | "advcl" | "ccomp") {
            break;
        }
        edge = far;
    }
    edge
}

fn has_mark(tree: &Tree, at: usize, word: &str) -> bool {
    tree.sentence.children(at).any(|c| tree.relation(c) == "mark" && lemma(tree, c) == word)
}

/// Words of a range without a hole in it.
fn without(words: Words, hole: Words) -> impl Iterator<Item = Words> {
    let (low, high) = words;
    let before = if hole.0 > high {
        Some((low, high))
    } else if hole.0 > low {
        Some((low, hole.0 - 1))
    } else {
        None
    };
    let after = if hole.1 < low {
        Some((low, high)).filter(|_| before.is_none())
    } else if hole.1 < high && hole.0 <= high {
        Some((hole.1 + 1, high))
    } else {
        None
    };
    before.into_iter().chain(after)
}

/// Bytes of content words: no comma or full stop at the edges; quotation marks and brackets stay.
pub fn content_span(tree: &Tree, (mut first, mut last): Words) -> Span {
    let tokens = &tree.sentence.tokens;
    // a range that ends behind the sentence: what is there of it
    last = last.min(tokens.len().saturating_sub(1));
    if first > last || tokens.is_empty() {
        return Span::default();
    }
    let soft = |i: usize| {
        let lemma = tokens[i].lemma.as_str();
        // A row of lines or stars parts the pieces of a report.
        tokens[i].upos == Upos::Punct && matches!(lemma, "," | "." | ";" | ":" | "-" | "–" | "—" | "!" | "?")
            || lemma.bytes().all(|b| matches!(b, b'_' | b'*'))
    };
    while first < last && soft(first) {
        first += 1;
    }
    while last > first && soft(last) {
        last -= 1;
    }
    if soft(first) { Span::default() } else { tokens[first].span.cover(tokens[last].span) }
}

/// "issued a warning that …", "expressed hope that …": verb to noun is the cue, the noun's complement the content.
fn light_verb(index: usize, tree: &Tree, text: &str, at: usize, particle: Option<&str>) -> Option<Attribution> {
    if let Some(word) = particle {
        tree.sentence.children(at).find(|&c| lemma(tree, c) == word)?;
    }
    let object = tree.sentence.child(at, "obj")?;
    if object < at {
        return None;
    }
    let saying = saying::noun(lemma(tree, object))?;
    let cue = cue_words(tree, at, object);
    let mut found = Attribution::new(index, cue, at, saying.class);
    noun_content(tree, text, object, saying, true, &mut found);
    if found.content.is_empty() {
        return None;
    }
    let (subject, _) = tree.subject(at)?;
    set_source(index, tree, subject, cue, &mut found);
    Some(found)
}

/// The complement of a noun of saying: a that-clause, an infinitive, or what a preposition joins.
fn noun_content(tree: &Tree, text: &str, at: usize, saying: &Saying, any: bool, found: &mut Attribution) {
    // Where "for" or "of" tells the content, "to" tells the addressee: looked at last.
    let complements: Vec<usize> = tree.sentence.children(at).filter(|&c| c > at).collect();
    for (c, last_resort) in complements.iter().map(|&c| (c, false)).chain(complements.iter().map(|&c| (c, true))) {
        let (low, high) = tree.extent(c);
        let marked = |word: &str| tree.sentence.children(c).any(|k| matches!(tree.relation(k), "mark" | "case") && lemma(tree, k) == word);
        let fits = match tree.relation(c) {
            "acl" | "ccomp" => {
                (saying.clause && (marked("that") || marked("how") || marked("whether"))) || (saying.infinitive && marked("to"))
            }
            "nmod" => {
                saying.object
                    && any
                    && (marked("for")
                        || marked("on")
                        || marked("about")
                        || marked("against")
                        || marked("of")
                        || last_resort && marked("to"))
            }
            _ => false,
        };
        if fits {
            found.add(content_span(tree, (low, high)), text);
            return;
        }
    }
}

/// "his assertion that …", "her call for …", "the minister's refusal to …".
fn noun(index: usize, tree: &Tree, text: &str, at: usize) -> Option<Attribution> {
    let saying = saying::noun(lemma(tree, at))?;
    let owner = tree.sentence.child(at, "nmod:poss");
    // "expressed his readiness to": one attribution, by the verb.
    let taken = tree
        .sentence
        .head(at)
        .filter(|_| tree.relation(at) == "obj")
        .is_some_and(|v| saying::light(lemma(tree, v)).next().is_some() && tree.subject(v).is_some());
    if taken {
        return None;
    }
    let mut found = Attribution::new(index, (at, at), at, saying.class);
    noun_content(tree, text, at, saying, owner.is_some() && saying.class != CueClass::Evidence, &mut found);
    if found.content.is_empty() {
        return None;
    }
    if let Some(owner) = owner {
        set_source(index, tree, owner, (at, at), &mut found);
    } else {
        // "a statement by the union that …"
        let by = tree
            .sentence
            .children(at)
            .find(|&c| tree.relation(c) == "nmod" && tree.sentence.children(c).any(|k| matches!(lemma(tree, k), "by" | "from")));
        match by {
            Some(by) => set_source(index, tree, by, (at, at), &mut found),
            // Without owner only the plain form counts ("a statement that …"), and not what a light verb takes up.
            None => {
                let verb = tree.sentence.head(at).filter(|_| tree.relation(at) == "obj");
                if verb.is_some_and(|v| saying::light(lemma(tree, v)).next().is_some()) {
                    return None;
                }
            }
        }
    }
    Some(found)
}

/// "according to …", "citing …", "reportedly" beginning at `at`.
fn phrase(index: usize, tree: &Tree, text: &str, at: usize, out: &mut Vec<Attribution>) {
    let form = |k: usize| tree.sentence.tokens[k].span.of(text);
    for phrase in saying::phrases() {
        let n = phrase.words.len();
        if at + n > tree.len() || !phrase.words.iter().enumerate().all(|(k, w)| form(at + k).eq_ignore_ascii_case(w)) {
            continue;
        }
        let cue = (at, at + n - 1);
        let mut found = Attribution::new(index, cue, at, phrase.class);
        let mut hole = cue;
        if phrase.source_follows {
            if at + n >= tree.len() {
                return;
            }
            let head = source_after(tree, at + n);
            let mut words = tree.name_of(head, cue);
            words.0 = at + n;
            words.1 = words.1.max(words.0);
            // "According to Berg, Oslo …": before a clause the source ends at a comma, and the last of its commas is that one.
            let comma = |k: usize| tree.sentence.tokens[k].lemma == ",";
            if at == 0
                && words.1 + 1 < tree.len()
                && !comma(words.1 + 1)
                && let Some(first) = (words.0..=words.1).find(|&k| comma(k)).filter(|&k| k > words.0)
            {
                words.1 = first - 1;
            }
            found.source = Some((index, words));
            found.source_head = Some(head);
            hole.1 = words.1;
        }
        let top = clause_above(tree, at);
        let (low, high) = tree.extent(top);
        for part in without((low, high), hole) {
            found.add(content_span(tree, part), text);
        }
        // Of two pieces around a phrase in the middle both count; a bare conjunction or adverb before it does not.
        found.content.retain(|s| s.of(text).contains(' ') || s.len() > 12);
        if !found.content.is_empty() {
            out.push(found);
        }
        return;
    }
}

/// Head of the noun phrase that begins at `first`.
fn source_after(tree: &Tree, first: usize) -> usize {
    let mut head = first;
    for _ in 0..8 {
        match tree.sentence.head(head) {
            Some(up)
                if up > first
                    && tree.extent(up).0 + 3 >= first
                    && tree.sentence.tokens[up].upos.is_nominal()
                    && tree.relation(head) != "appos" =>
            {
                head = up
            }
            _ => break,
        }
    }
    head
}

/// The clause that a phrase at `at` belongs to: up to the root, but not out of a relative clause or a complement of saying.
fn clause_above(tree: &Tree, at: usize) -> usize {
    let mut top = at;
    for _ in 0..tree.len() {
        let Some(up) = tree.sentence.head(top) else { break };
        if tree.sentence.tokens[top].deprel == "acl:relcl" {
            break;
        }
        top = up;
    }
    top
}
