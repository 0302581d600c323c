//! What the finder of contents and sources sees of a word in the window of a cue.

use super::super::frame::Frame;
use super::{Features, Keys, Marked, Word, mix};
use crate::statements::quotes::{self, Quote};
use crate::statements::tree::Tree;

/// Keys and atoms of every word of a window.
pub fn arguments(frame: &Frame, all: &[Quote], features: &mut Features) {
    let (_, tree, words) = frame.sentences[frame.own];
    let cue = &words[frame.head];
    let none = Word::default();
    // The way from the cue's head to the root: where other words' ways join it.
    let n = words.len();
    let mut above = vec![u8::MAX; n];
    let mut down = vec![0u32; 1];
    let mut at = frame.head;
    for step in 0..n.min(200) {
        above[at] = step as u8;
        match tree.sentence.head(at).filter(|&h| h < n && above[h] == u8::MAX) {
            Some(h) => {
                down.push(mix(down[step], words[at].relation));
                at = h;
            }
            None => break,
        }
    }
    let cue_span = tree.sentence.tokens[frame.cue.0].span.cover(tree.sentence.tokens[frame.cue.1].span);
    let cue_quoted = quotes::within(all, cue_span).first().is_some_and(|q| q.inner.contains(cue_span));
    let cue_upos = u32::from(cue.upos);
    let cue_class = u32::from(cue.class);
    let cue_lemma = cue.lemma;
    let cue_first = words[frame.cue.0].form;
    let words_after = words.get(frame.cue.1 + 1).map_or(0, |w| w.lemma);
    let mut bag = 0u32;
    for c in tree.sentence.children(frame.head) {
        bag |= match tree.relation(c) {
            "ccomp" => 1,
            "xcomp" => 2,
            "obj" => 4,
            "nsubj" => 8,
            "parataxis" => 16,
            "acl" => 32,
            "nmod" | "obl" => 64,
            _ => 0,
        };
    }
    let cue_relation = cue.relation;
    let mut flat = 0;
    let (mut opens, mut ends_at): (Vec<u16>, Vec<u16>) = (Vec::new(), Vec::new());
    for (number, (_, tree, words)) in frame.sentences.iter().enumerate() {
        let other = number as i32 - frame.own as i32;
        widest(tree, &mut opens, &mut ends_at);
        for (i, w) in words.iter().enumerate() {
            let mut k = Keys::new(&mut features.keys);
            let rule = |d: isize| flat_at(&frame.rules, flat, d);
            let near = |d: isize| i.checked_add_signed(d).and_then(|p| words.get(p)).unwrap_or(&none);
            let inside = other == 0 && (frame.cue.0..=frame.cue.1).contains(&i);
            let side = if inside {
                1
            } else if other < 0 || other == 0 && i < frame.cue.0 {
                0
            } else {
                2u32
            };
            let place = (other + 2) as u32 * 4 + side;
            let distance = if other != 0 {
                99
            } else if side == 0 {
                bucket(frame.cue.0 - i)
            } else {
                bucket(i.saturating_sub(frame.cue.1)) + 20
            };
            // The branch of the tree that leads from the cue's way upwards to this word.
            let (mut branch, mut join, mut way, mut length) = (i, u8::MAX, 0u32, 0u32);
            if other == 0 {
                let mut up = i;
                for _ in 0..n {
                    if above[up] != u8::MAX {
                        join = above[up];
                        break;
                    }
                    branch = up;
                    length += 1;
                    way = mix(way, words[up].relation);
                    match tree.sentence.head(up).filter(|&h| h < n) {
                        Some(h) => up = h,
                        None => break,
                    }
                }
            }
            let b = if length > 0 { &words[branch] } else { &none };
            let through = down.get(join as usize).copied().unwrap_or(1);
            let (low, high) = if length > 0 { tree.extent(branch) } else { (i, i) };
            let edge = u32::from(i == low)
                + 2 * u32::from(i == high)
                + 4 * u32::from(i == branch)
                + 8 * u32::from(near(-1).kind != 0)
                + 16 * u32::from(near(1).kind != 0);
            let mark = if length > 0 { words[low].lemma } else { 0 };
            let span = tree.sentence.tokens[i].span;
            let quote = quotes::within(all, span).first();
            let quoted = match (quote, w.marked) {
                (None, _) => 0,
                (Some(q), m) => {
                    let touches = q.span.end <= cue_span.start && cue_span.start - q.span.end < 40
                        || q.span.start >= cue_span.end && q.span.start - cue_span.end < 40;
                    1 + u32::from(touches)
                        + 2 * u32::from(q.inner.contains(cue_span))
                        + 4 * u32::from(m == Marked::Mark)
                        + 8 * u32::from(span.start < q.inner.start)
                        + 16 * u32::from(is_long(q))
                }
            };
            let branch_side = u32::from(branch > frame.head) + 2 * u32::from(low > frame.cue.1) + 4 * u32::from(high < frame.cue.0);
            let up = u32::from(w.upos);
            let ruled = u32::from(frame.ruled) * 4 + u32::from(rule(0));
            k.add(&[place]);
            k.add(&[place, distance]);
            k.add(&[place, w.lemma]);
            k.add(&[place, w.form, near(-1).form]);
            k.add(&[place, w.form, near(1).form]);
            k.add(&[place, up, u32::from(near(-1).upos), u32::from(near(1).upos)]);
            k.add(&[place, up, u32::from(near(-1).upos), u32::from(near(-2).upos)]);
            k.add(&[place, up, w.relation]);
            k.add(&[through, b.relation, branch_side]);
            k.add(&[through, b.relation, branch_side, edge]);
            k.add(&[through, b.relation, branch_side, cue_lemma]);
            k.add(&[through, b.relation, branch_side, cue_upos, cue_class]);
            k.add(&[through, b.relation, b.upos.into(), branch_side, bag]);
            k.add(&[through, b.relation, mark, branch_side]);
            k.add(&[through, b.relation, mark, branch_side, cue_lemma]);
            k.add(&[through, way, branch_side]);
            k.add(&[through, way, branch_side, edge]);
            k.add(&[u32::from(join), b.relation, b.upos.into(), length.min(3), branch_side]);
            k.add(&[u32::from(join), b.relation, branch_side, cue_relation, bag]);
            k.add(&[through, b.relation, b.lemma]);
            k.add(&[ruled, place]);
            k.add(&[ruled, rule(-1).into(), rule(1).into(), place]);
            k.add(&[ruled, cue_class, place, quoted]);
            k.add(&[ruled, through, b.relation, branch_side]);
            k.add(&[ruled, cue_lemma, place]);
            k.add(&[ruled, w.kind.into(), near(1).kind.into(), place]);
            k.add(&[quoted, place]);
            k.add(&[quoted, place, w.kind.into(), near(-1).quoted(), near(1).quoted()]);
            k.add(&[quoted, place, u32::from(cue_quoted), cue_class]);
            k.add(&[quoted, place, cue_lemma]);
            k.add(&[place, cue_lemma, distance]);
            k.add(&[place, cue_lemma, up]);
            k.add(&[place, cue_first, distance, up]);
            k.add(&[place, w.kind.into(), near(1).lemma, near(-1).lemma]);
            k.add(&[place, u32::from(w.class), u32::from(flat_at(&frame.others, flat, 0))]);
            k.add(&[place, u32::from(flat_at(&frame.others, flat, -1)), u32::from(flat_at(&frame.others, flat, 1)), up]);
            k.add(&[place, cue_upos, cue_relation, up, distance.min(23)]);
            k.add(&[i.min(3) as u32, (words.len() - 1 - i).min(2) as u32, place, quoted]);
            // The widest subtrees that begin and end about here, and whether they hang on the cue.
            let of = |list: &[u16], d: isize| {
                i.checked_add_signed(d).and_then(|p| list.get(p)).map_or((0, 0), |&top| {
                    let word = &words[top as usize];
                    let hangs = (word.head as usize)
                        .checked_sub(1)
                        .and_then(|h| above.get(h))
                        .filter(|_| other == 0)
                        .map_or(9, |&a| u32::from(a.min(4)));
                    (word.relation, hangs)
                })
            };
            let ((begin, begin_on), (next, next_on)) = (of(&opens, 0), of(&opens, 1));
            let ((end, end_on), (last, last_on)) = (of(&ends_at, 0), of(&ends_at, -1));
            k.add(&[place, begin, begin_on]);
            k.add(&[place, end, end_on]);
            k.add(&[place, next, next_on, near(1).lemma]);
            k.add(&[place, last, last_on, begin, begin_on]);
            k.add(&[place, end, end_on, next, next_on]);
            k.add(&[place, begin, begin_on, w.lemma]);
            k.add(&[place, begin, begin_on, near(1).lemma, w.kind.into()]);
            k.add(&[place, next, next_on, near(2).tag, w.kind.into()]);
            k.add(&[through, b.relation, branch_side, begin, begin_on]);
            k.add(&[through, b.relation, branch_side, next, next_on, cue_class]);
            k.add(&[place, w.tag, near(1).tag]);
            k.add(&[place, w.tag, near(-1).tag, cue_upos]);
            let mut k = Keys::new(&mut features.atoms);
            for d in -2..=2 {
                let w = near(d);
                k.add(&[w.lemma]);
                k.add(&[w.tag]);
                k.add(&[w.kind.into(), w.quoted(), rule(d).into(), flat_at(&frame.others, flat, d).into()]);
            }
            let head = (w.head as usize).checked_sub(1).and_then(|h| words.get(h)).unwrap_or(&none);
            k.add(&[w.form]);
            k.add(&[w.relation]);
            k.add(&[u32::from(w.class), up]);
            k.add(&[head.lemma]);
            k.add(&[head.tag]);
            k.add(&[place]);
            k.add(&[distance]);
            k.add(&[cue_lemma]);
            k.add(&[cue_first]);
            k.add(&[cue_class, cue_upos]);
            k.add(&[cue_relation]);
            k.add(&[bag]);
            k.add(&[words_after]);
            k.add(&[through]);
            k.add(&[b.relation, branch_side]);
            k.add(&[b.lemma]);
            k.add(&[b.upos.into()]);
            k.add(&[mark]);
            k.add(&[u32::from(join)]);
            k.add(&[length.min(6)]);
            k.add(&[way]);
            k.add(&[edge]);
            k.add(&[quoted]);
            k.add(&[u32::from(cue_quoted)]);
            k.add(&[ruled]);
            k.add(&[begin, begin_on]);
            k.add(&[end, end_on]);
            k.add(&[next, next_on]);
            k.add(&[last, last_on]);
            k.add(&[i.min(3) as u32, (words.len() - 1 - i).min(2) as u32]);
            features.end_word();
            flat += 1;
        }
    }
}

/// For each word the head of the widest subtree that begins there, and of the widest that ends there.
fn widest(tree: &Tree, opens: &mut Vec<u16>, ends: &mut Vec<u16>) {
    opens.clear();
    ends.clear();
    opens.extend(0..tree.len() as u16);
    ends.extend(0..tree.len() as u16);
    let size = |i: usize| tree.extent(i).1 - tree.extent(i).0;
    for i in 0..tree.len() {
        let (low, high) = tree.extent(i);
        if size(i) > size(opens[low] as usize) || tree.extent(opens[low] as usize).0 != low {
            opens[low] = i as u16;
        }
        if size(i) > size(ends[high] as usize) || tree.extent(ends[high] as usize).1 != high {
            ends[high] = i as u16;
        }
    }
}

fn flat_at<T: Copy + Default>(list: &[T], at: usize, d: isize) -> T {
    at.checked_add_signed(d).and_then(|p| list.get(p)).copied().unwrap_or_default()
}

fn is_long(quote: &Quote) -> bool {
    quote.inner.len() > 30
}

fn bucket(distance: usize) -> u32 {
    match distance {
        0..=4 => distance as u32,
        5..=6 => 5,
        7..=9 => 6,
        10..=14 => 7,
        15..=24 => 8,
        _ => 9,
    }
}
