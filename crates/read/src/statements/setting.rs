//! The circumstances of an utterance: to whom, on which occasion, by which medium, where and when, from the complements of the cue's verb and of
//! a "speaking to …" beside it.

use super::attribution::Attribution;
use super::rules;
use super::tree::Tree;
use crate::Document;
use lexicon::saying::{self, Circumstance};
use model::{EntityKind, Setting, Span, Upos};

/// Gives attributions the addressee that their cue's verb names, where they have none.
pub fn address(trees: &[Tree], found: &mut [Attribution]) {
    for a in found.iter_mut().filter(|a| a.addressee.is_none() && !a.spoken) {
        let Some(head) = a.head else { continue };
        let tree = &trees[a.sentence];
        if tree.sentence.tokens[head].upos == Upos::Verb {
            let content = |i: usize| a.covers(tree.sentence.tokens[i].span);
            a.addressee = rules::addressee_of(tree, head).filter(|&to| !content(to));
        }
    }
}

/// What the words beside the cue tell of the circumstances.
pub fn of(document: &Document, tree: &Tree, a: &Attribution) -> Setting {
    let mut setting = Setting::default();
    let Some(head) = a.head.filter(|_| !a.spoken) else { return setting };
    let mut verbs = vec![head];
    // "Speaking by telephone from Oslo, she said …"
    verbs.extend(tree.sentence.children(head).filter(|&c| {
        tree.relation(c) == "advcl"
            && tree.sentence.child(c, "nsubj").is_none()
            && matches!(tree.sentence.tokens[c].lemma.as_str(), "speak" | "talk" | "write" | "address" | "appear" | "testify" | "post")
    }));
    for verb in verbs {
        for c in tree.sentence.children(verb) {
            if matches!(tree.relation(c), "obl" | "nmod") {
                phrase(document, tree, a, c, &mut setting);
            }
        }
    }
    setting
}

/// Reads one complement and those that hang on it ("at a briefing in Oslo on Friday").
fn phrase(document: &Document, tree: &Tree, a: &Attribution, at: usize, setting: &mut Setting) {
    let tokens = &tree.sentence.tokens;
    let (low, high) = tree.extent(at);
    let (low, high) = tree.trim((low, high));
    let whole = tokens[low].span.cover(tokens[high].span);
    if a.covers(tokens[at].span) || a.source.is_some_and(|(s, w)| s == a.sentence && (w.0..=w.1).contains(&at)) {
        return;
    }
    let case = tree.sentence.children(at).find(|&c| tree.relation(c) == "case").map_or("", |c| tokens[c].lemma.as_str());
    let time = document.times.iter().find(|t| t.span.overlaps(tokens[at].span));
    let place = document.mention_at(a.sentence, at).filter(|m| m.kind == EntityKind::Place);
    let inner = |setting: &mut Setting| {
        for c in tree.sentence.children(at).filter(|&c| c > at && matches!(tree.relation(c), "nmod" | "obl")) {
            phrase(document, tree, a, c, setting);
        }
    };
    if let Some(time) = time {
        setting.time.get_or_insert(time.span);
        return;
    }
    let lemma = tokens[at].lemma.to_lowercase();
    let outlet = || lexicon::outlet(tokens[at].span.of(document.text())).is_some();
    match saying::setting(&lemma) {
        Some(Circumstance::Occasion) if matches!(case, "in" | "at" | "during" | "after" | "on" | "before" | "ahead" | "following") => {
            setting.occasion.get_or_insert(until(document, tree, a, whole, at, high));
        }
        Some(Circumstance::Medium) if matches!(case, "in" | "on" | "by" | "via" | "over" | "through") => {
            setting.medium.get_or_insert(until(document, tree, a, whole, at, high));
        }
        None if matches!(case, "on" | "via" | "through") && outlet() => {
            setting.medium.get_or_insert(whole);
        }
        None if matches!(case, "in" | "at" | "from" | "near" | "outside") && place.is_some() => {
            if let Some(place) = place {
                setting.place.get_or_insert(place.span);
            }
        }
        _ => return,
    }
    inner(setting);
}

/// The words of an occasion or medium up to the place or time that follows its noun, and never into the content.
fn until(document: &Document, tree: &Tree, a: &Attribution, whole: Span, at: usize, high: usize) -> Span {
    let tokens = &tree.sentence.tokens;
    let mut end = whole.end;
    for c in tree.sentence.children(at).filter(|&c| c > at) {
        let (low, _) = tree.extent(c);
        let timed = document.times.iter().any(|t| t.span.overlaps(tokens[c].span));
        let placed = document.mention_at(a.sentence, c).is_some_and(|m| m.kind == EntityKind::Place);
        if low > at && (timed || placed || matches!(tree.relation(c), "acl" | "appos" | "parataxis" | "punct")) {
            end = end.min(tokens[low - 1].span.end);
        }
    }
    for k in at + 1..=high {
        if a.covers(tokens[k].span) {
            end = end.min(tokens[k - 1].span.end);
            break;
        }
    }
    Span { start: whole.start, end: end.max(tokens[at].span.end) }
}
