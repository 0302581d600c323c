//! The fields' answers fitted to the tree: a speaker that they left out or took from a clause further away, and contents that begin among the
//! cue's own complements or run into the main clause.

use super::attribution::Attribution;
use super::tree::{Tree, Words};
use crate::Document;
use lexicon::saying::{self, CueClass};
use model::Upos;

/// Applies every step to attributions whose cue is a verb.
pub fn fit(document: &Document, trees: &[Tree], found: &mut [Attribution]) {
    for a in found.iter_mut().filter(|a| !a.spoken) {
        let tree = &trees[a.sentence];
        let Some(head) = a.head.filter(|&h| tree.sentence.tokens[h].upos == Upos::Verb) else { continue };
        begin_at_that(tree, a);
        end_before_main_clause(tree, head, a);
        without_opening(tree, a);
        end_before_setting(tree, a);
        own_subject(tree, head, a);
        inverted(document, tree, head, a);
    }
}

/// "told a meeting in Suva that …", "said on the sidelines of the summit that …": addressee, occasion and time stand outside the content.
fn begin_at_that(tree: &Tree, a: &mut Attribution) {
    let Some(cue) = a.cue.filter(|_| a.class == CueClass::Statement) else { return };
    let tokens = &tree.sentence.tokens;
    let Some(first) = (cue.1 + 1..tree.len()).find(|&i| tokens[i].upos != Upos::Punct) else { return };
    let Some(content) = a.content.iter_mut().find(|c| c.contains(tokens[first].span)) else { return };
    let complement = |i: usize| {
        tokens[i].upos.is_nominal()
            && tree.sentence.head(i).is_some_and(|h| (cue.0..=cue.1).contains(&h))
            && matches!(tree.relation(i), "iobj" | "obj" | "obl")
    };
    let that = (first + 1..tree.len()).take(16).find(|&i| tokens[i].lemma == "that" && tokens[i].upos == Upos::Sconj);
    let Some(that) = that.filter(|&t| content.contains(tokens[t].span)) else { return };
    let plain = (first..that).all(|i| !matches!(tokens[i].upos, Upos::Verb | Upos::Aux | Upos::Sconj | Upos::Punct));
    if plain && (first..that).any(complement) {
        content.start = tokens[that].span.start;
    }
}

/// "Asked whether the army would withdraw, the colonel declined …": the content of the participle that opens the sentence ends at the comma.
fn end_before_main_clause(tree: &Tree, head: usize, a: &mut Attribution) {
    let tokens = &tree.sentence.tokens;
    let opens = a.cue.is_some_and(|c| c.0 == 0) && tokens[head].xpos == "VBN" || tokens[head].xpos == "VBD" && head == 0;
    if !opens || tree.sentence.child(head, "nsubj").is_some() {
        return;
    }
    let Some(first) = a.content.iter().map(|c| c.start).min() else { return };
    let subject_of = |v: usize| tree.sentence.children(v).find(|&c| tree.relation(c) == "nsubj");
    let main = (head + 1..tree.len()).find(|&v| {
        let finite = matches!(tokens[v].xpos.as_str(), "VBD" | "VBZ" | "VBP");
        let beside = tree.sentence.head(v) == Some(head) || tree.sentence.head(v).is_none();
        finite
            && beside
            && subject_of(v).is_some_and(|s| {
                let low = tree.extent(s).0;
                low > head + 1 && tokens[low - 1].lemma == "," && tokens[low].span.start > first
            })
    });
    if let Some(subject) = main.and_then(subject_of) {
        let comma = tokens[tree.extent(subject).0 - 1].span;
        a.content.retain(|c| c.start < comma.start);
        for c in &mut a.content {
            c.end = c.end.min(comma.start);
        }
        if a.source.is_some_and(|(s, w)| s == a.sentence && tokens[w.0].span.start > comma.start) {
            a.source = None;
            a.source_head = None;
        }
    }
}

/// "Pressed on the date, she said that …": a participle that opens the sentence is no piece of what stands behind the cue.
fn without_opening(tree: &Tree, a: &mut Attribution) {
    let (Some(cue), [first, .., last]) = (a.cue, a.content.as_slice()) else { return };
    let tokens = &tree.sentence.tokens;
    let opening = first.start == tokens[0].span.start && matches!(tokens[0].xpos.as_str(), "VBN" | "VBG");
    if opening && first.end <= tokens[cue.0].span.start && last.start >= tokens[cue.1].span.end {
        a.content.remove(0);
    }
}

/// "rejected the plan in a speech on Tuesday": where a thing is all that was said, the occasion or medium behind it is none of it.
fn end_before_setting(tree: &Tree, a: &mut Attribution) {
    let (Some(cue), [content]) = (a.cue, a.content.as_mut_slice()) else { return };
    let tokens = &tree.sentence.tokens;
    let Some(first) = (cue.1 + 1..tree.len()).find(|&i| content.contains(tokens[i].span)) else { return };
    let last = (first..tree.len()).take_while(|&i| content.contains(tokens[i].span)).last().unwrap_or(first);
    let setting = |i: usize| {
        matches!(tokens[i].lemma.as_str(), "in" | "during" | "on" | "via" | "through")
            && tokens[i].upos == Upos::Adp
            && tree.sentence.head(i).is_some_and(|o| o > i && o <= last && saying::setting(&tokens[o].lemma).is_some())
    };
    let Some(at) = (first + 1..=last).find(|&i| setting(i)) else { return };
    let nominal = tokens[first..at].iter().all(|t| !matches!(t.upos, Upos::Verb | Upos::Aux | Upos::Sconj));
    let plain = tokens[at..=last].iter().all(|t| !matches!(t.xpos.as_str(), "VBD" | "VBZ" | "VBP" | "MD"));
    if nominal && plain && tokens[first..at].iter().any(|t| t.upos.is_nominal()) {
        content.end = tokens[at - 1].span.end;
    }
}

/// The cue's own subject speaks where the field names nobody, or somebody before a subject that stands right at the cue.
fn own_subject(tree: &Tree, head: usize, a: &mut Attribution) {
    let tokens = &tree.sentence.tokens;
    let (Some(cue), true) = (a.cue, a.class.is_speech()) else { return };
    let nominal = |i: usize| tokens[i].upos.is_nominal() && !tokens[i].xpos.starts_with('W');
    if tree.sentence.children(head).any(|c| matches!(tree.relation(c), "expl") || tokens[c].deprel == "nsubj:pass") {
        return;
    }
    let Some(subject) = tree.sentence.children(head).rfind(|&c| tree.relation(c) == "nsubj" && c < cue.0 && nominal(c)) else {
        return;
    };
    let mut words = tree.name_of(subject, cue);
    // "its spokesman | Oleg Sorin": two subjects in a row are one.
    if let Some(other) = tree.sentence.children(head).find(|&c| tree.relation(c) == "nsubj" && c < subject && nominal(c)) {
        let before = tree.name_of(other, cue);
        if before.1 + 1 == words.0 {
            words.0 = before.0;
        }
    }
    let close = words.1 + 1 == cue.0;
    let take = match a.source {
        None => true,
        Some((s, w)) => s == a.sentence && w.1 < words.0 && close && a.class == CueClass::Statement,
    };
    let span = tokens[words.0].span.cover(tokens[words.1].span);
    let only = a.content.iter().all(|c| span.contains(*c));
    if take && !only {
        a.source = Some((a.sentence, words));
        a.source_head = Some(subject);
        super::quoted::cut(a, span);
    }
}

/// "Said Belkacem: …": who stands between a verb that opens the sentence and its colon or comma.
fn inverted(document: &Document, tree: &Tree, head: usize, a: &mut Attribution) {
    let Some(cue) = a.cue.filter(|c| c.0 == 0 && c.1 == head && a.source.is_none() && a.class == CueClass::Statement) else { return };
    let tokens = &tree.sentence.tokens;
    let mark = |i: usize| matches!(tokens[i].lemma.as_str(), ":" | ",");
    let Some(end) = (cue.1 + 1..tree.len().min(cue.1 + 10)).find(|&i| mark(i)) else { return };
    let words: Words = (cue.1 + 1, end - 1);
    let name = |i: usize| matches!(tokens[i].upos, Upos::Propn | Upos::Noun | Upos::Adj | Upos::Det | Upos::Part | Upos::Adp);
    if words.0 > words.1 || !(words.0..=words.1).all(name) || !tokens[words.0..=words.1].iter().any(|t| t.upos == Upos::Propn) {
        return;
    }
    let span = tokens[words.0].span.cover(tokens[words.1].span);
    if tokens[head].xpos.starts_with("VB") && !a.covers(span) && document.text()[span.end as usize..].trim_start().starts_with([':', ',']) {
        a.source = Some((a.sentence, words));
        a.source_head = (words.0..=words.1).find(|&i| tree.sentence.head(i).is_none_or(|h| h < words.0 || h > words.1));
    }
}

/// Whether an attribution inside somebody else's words is one beyond doubt: a finite verb of saying with its own subject and a clause as what
/// was said, or a noun of saying with its owner.
pub fn is_clear(tree: &Tree, a: &Attribution) -> bool {
    let Some(head) = a.head.filter(|_| a.class.is_speech()) else { return false };
    let token = &tree.sentence.tokens[head];
    let that = |c: usize| tree.sentence.children(c).any(|m| tree.relation(m) == "mark" && tree.sentence.tokens[m].lemma == "that");
    let speech = a.class == CueClass::Statement;
    let clause = || {
        tree.sentence
            .children(head)
            .any(|c| c > head && (tree.relation(c) == "ccomp" && (speech || that(c)) || speech && tree.relation(c) == "acl"))
    };
    match token.upos {
        Upos::Verb => {
            let aux = tree.sentence.child(head, "aux").is_some_and(|x| matches!(tree.sentence.tokens[x].lemma.as_str(), "have" | "be"));
            let finite = matches!(token.xpos.as_str(), "VBD" | "VBZ" | "VBP") || aux;
            let subject = tree.sentence.child(head, "nsubj").is_some_and(|s| !tree.sentence.tokens[s].xpos.starts_with('W'));
            finite && subject && clause()
        }
        Upos::Noun => tree.sentence.child(head, "nmod:poss").is_some() && clause(),
        _ => false,
    }
}
