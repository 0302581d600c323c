//! What the finder of cues sees of a word.

use super::{Features, Keys, Word};
use crate::statements::attribution::Attribution;
use crate::statements::tree::Tree;
use model::Upos;

/// What the rules think of each word as a cue: 0 none, else class and first or later word.
pub fn rule_cues(sentence: usize, count: usize, rules: &[Attribution]) -> Vec<u8> {
    let mut out = vec![0u8; count];
    for a in rules.iter().filter(|a| a.sentence == sentence) {
        if let Some((first, last)) = a.cue {
            for (k, slot) in out.iter_mut().enumerate().take(last + 1).skip(first) {
                *slot = 1
                    + a.class as u8 * 3
                    + if k == first {
                        0
                    } else if Some(k) == a.head {
                        1
                    } else {
                        2
                    };
            }
        }
    }
    out
}

/// Keys and atoms of word `i` for the finding of cues.
pub fn cue(words: &[Word], tree: &Tree, rules: &[u8], i: usize, opening: bool, features: &mut Features) {
    let mut k = Keys::new(&mut features.keys);
    let none = Word::default();
    let at = |d: isize| i.checked_add_signed(d).and_then(|p| words.get(p)).unwrap_or(&none);
    let rule = |d: isize| i.checked_add_signed(d).and_then(|p| rules.get(p)).copied().map_or(99, u32::from);
    let w = at(0);
    let (l0, l1, l2, m1, m2) = (w.lemma, at(1).lemma, at(2).lemma, at(-1).lemma, at(-2).lemma);
    let u = |d: isize| u32::from(at(d).upos);
    let head = (w.head as usize).checked_sub(1).and_then(|h| words.get(h)).unwrap_or(&none);
    let up = u32::from(head.upos);
    let q = w.quoted();
    k.add(&[l0, u(0)]);
    k.add(&[w.form]);
    k.add(&[l1]);
    k.add(&[m1]);
    k.add(&[l2]);
    k.add(&[m2]);
    k.add(&[l0, l1]);
    k.add(&[m1, l0]);
    k.add(&[m2, m1, l0]);
    k.add(&[l0, l1, l2]);
    k.add(&[u(-1), u(0), u(1)]);
    k.add(&[u(-2), u(-1), u(0), u(1), u(2)]);
    k.add(&[l0, u(-1), u(1)]);
    k.add(&[m1, u(0), l1]);
    k.add(&[w.relation, u(0)]);
    k.add(&[l0, w.relation]);
    k.add(&[w.relation, head.relation, u(0)]);
    k.add(&[head.lemma, w.relation]);
    k.add(&[head.lemma, l0]);
    k.add(&[u32::from(head.class), w.relation, l0]);
    k.add(&[u32::from(head.class), up, u(0), u32::from(i > w.head as usize)]);
    k.add(&[u32::from(w.class), u(0)]);
    k.add(&[u32::from(w.class), w.relation, u(1)]);
    k.add(&[w.suffix, u(0)]);
    k.add(&[rule(0), rule(-1)]);
    k.add(&[rule(0), rule(1)]);
    k.add(&[rule(0), l0]);
    k.add(&[rule(0), q, w.relation]);
    k.add(&[q, u(0), l0]);
    k.add(&[at(-1).quoted(), q, at(1).quoted(), u(0)]);
    k.add(&[at(-1).quoted(), at(1).quoted(), at(2).quoted(), at(-2).quoted(), u32::from(w.class)]);
    k.add(&[u32::from(opening), (i.min(4) as u32), u(0)]);
    k.add(&[u32::from(opening), l0]);
    k.add(&[
        u32::from(at(-3).kind),
        u32::from(at(-2).kind),
        u32::from(at(-1).kind),
        u32::from(at(1).kind),
        u32::from(at(2).kind),
        u32::from(w.class),
    ]);
    k.add(&[w.tag, u32::from(w.class)]);
    k.add(&[w.tag, l0]);
    k.add(&[w.tag, w.relation, at(-1).tag, at(1).tag]);
    k.add(&[at(-1).tag, w.tag, at(1).tag, l0]);
    k.add(&[at(-2).tag, at(-1).tag, w.tag]);
    k.add(&[w.tag, at(1).tag, at(2).tag]);
    k.add(&[l0, l1, at(2).tag]);
    if w.upos == Upos::Verb as u8 + 1 {
        let (lemma, upos, near) = w.subject;
        k.same(20, &[lemma, near.into()]);
        k.same(21, &[lemma, l0]);
        k.same(22, &[upos.into(), near.into(), u32::from(w.class)]);
        k.same(23, &[upos.into(), near.into(), l0]);
        k.same(24, &[upos.into(), near.into(), w.relation, w.tag]);
    }
    // Its dependents.
    let (mut bag, mut subject) = (0u32, &none);
    for c in tree.sentence.children(i) {
        let word = &words[c];
        let side = u32::from(c > i);
        k.same(1, &[l0, word.relation, side]);
        k.same(2, &[u(0), word.relation, u32::from(word.upos), side]);
        k.same(3, &[u32::from(w.class), word.relation, side, word.quoted()]);
        k.same(4, &[l0, word.relation, word.lemma]);
        match tree.relation(c) {
            "ccomp" => bag |= 1,
            "xcomp" => bag |= 2,
            "obj" => bag |= 4,
            "nsubj" => {
                bag |= 8;
                subject = word;
            }
            "mark" => bag |= 16,
            "obl" => bag |= 32,
            "acl" | "nmod" => bag |= 64,
            _ => {}
        }
    }
    k.same(5, &[bag, u(0)]);
    k.same(6, &[bag, l0]);
    k.same(7, &[bag, u32::from(w.class), w.relation, q]);
    k.same(8, &[subject.lemma, l0]);
    k.same(9, &[subject.lemma, u32::from(w.class)]);
    k.same(10, &[u32::from(subject.upos), l0]);
    if let Some(h) = (w.head as usize).checked_sub(1).filter(|&h| h < words.len()) {
        k.same(11, &[rules[h].into(), w.relation, (h as i32 - i as i32).clamp(-4, 4) as u32]);
        k.same(12, &[l0, head.lemma, (h as i32 - i as i32).clamp(-3, 3) as u32]);
    }
    let mut k = Keys::new(&mut features.atoms);
    for d in -3..=3 {
        let w = at(d);
        k.add(&[w.lemma]);
        k.add(&[w.tag]);
        k.add(&[w.kind.into(), w.quoted(), rule(d)]);
    }
    let (lemma, upos, near) = w.subject;
    let grand = (head.head as usize).checked_sub(1).and_then(|h| words.get(h)).unwrap_or(&none);
    k.add(&[w.form]);
    k.add(&[w.suffix]);
    k.add(&[w.class.into()]);
    k.add(&[u(0)]);
    k.add(&[w.relation]);
    k.add(&[head.lemma]);
    k.add(&[head.tag]);
    k.add(&[head.relation]);
    k.add(&[u32::from(head.class), u32::from(i > w.head as usize)]);
    k.add(&[grand.lemma]);
    k.add(&[grand.relation, grand.class.into()]);
    k.add(&[lemma]);
    k.add(&[upos.into(), near.into()]);
    k.add(&[subject.lemma]);
    k.add(&[bag]);
    k.add(&[u32::from(opening), i.min(4) as u32]);
    k.add(&[words.len().min(60) as u32 / 6]);
    for c in tree.sentence.children(i) {
        let word = &words[c];
        k.same(1, &[word.relation, u32::from(c > i)]);
        k.same(2, &[word.relation, word.lemma]);
        k.same(3, &[word.relation, word.tag]);
    }
    features.end_word();
}
