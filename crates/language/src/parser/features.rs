//! What the parser looks at (after Zhang and Nivre 2011).

use super::state::{NONE, State};
use crate::linear::Features;
use crate::tagger::Tag;
use crate::words::Word;

/// Fills `f` with the features of the configuration.
pub(crate) fn parse_features(words: &[Word], tags: &[Tag], state: &State, f: &mut Features) {
    let depth = state.stack.len();
    let stack = |d: usize| if depth > d { state.stack[depth - 1 - d] } else { NONE };
    let buffer = |d: usize| if state.next + d <= state.len { (state.next + d) as u16 } else { NONE };
    let (s0, s1, s2) = (stack(0), stack(1), stack(2));
    let (b0, b1, b2) = (buffer(0), buffer(1), buffer(2));
    let w = |i: u16| match i {
        NONE => 3,
        0 => 5,
        _ => words[i as usize - 1].lower,
    };
    let t = |i: u16| match i {
        NONE => 3,
        0 => 5,
        _ => tags[i as usize - 1] as u32 + 11,
    };
    let ending = |i: u16| if i == NONE || i == 0 { 3 } else { words[i as usize - 1].suffix[2] };
    let of = |i: u16, list: &[[u16; 2]], k: usize| if i == NONE { NONE } else { list[i as usize][k] };
    let left = |i: u16, k: usize| of(i, &state.left, k);
    let right = |i: u16, k: usize| of(i, &state.right, k);
    let lefts = |i: u16| if i == NONE { 0 } else { state.lefts[i as usize].min(5) as u32 + 1 };
    let rights = |i: u16| if i == NONE { 0 } else { state.rights[i as usize].min(5) as u32 + 1 };
    let distance = |a: u16, b: u16| {
        if a == NONE || b == NONE {
            return 0;
        }
        match b - a {
            d @ 0..=4 => d as u32 + 1,
            5..=9 => 6,
            _ => 7,
        }
    };
    let (w0, t0, w1, t1, w2, t2) = (w(s0), t(s0), w(s1), t(s1), w(s2), t(s2));
    let (v0, u0, v1, u1, v2, u2) = (w(b0), t(b0), w(b1), t(b1), w(b2), t(b2));
    let u3 = t(buffer(3));
    let (d0, d1) = (distance(s0, b0), distance(s1, s0));
    f.clear();
    f.add([0]);
    f.add([w0]);
    f.add([t0]);
    f.add([w0, t0]);
    f.add([w1]);
    f.add([t1]);
    f.add([w1, t1]);
    f.add([w2, t2]);
    f.add([t2]);
    f.add([v0]);
    f.add([u0]);
    f.add([v0, u0]);
    f.add([v1]);
    f.add([u1]);
    f.add([v1, u1]);
    f.add([v2, u2]);
    f.add([u2]);
    f.add([w0, t0, v0, u0]);
    f.add([w0, t0, v0]);
    f.add([w0, v0, u0]);
    f.add([w0, t0, u0]);
    f.add([t0, v0, u0]);
    f.add([w0, v0]);
    f.add([t0, u0]);
    f.add([u0, u1]);
    f.add([t0, u0, u1]);
    f.add([u0, u1, u2]);
    f.add([t0, u0, u1, u2]);
    f.add([t0, u0, u1, u2, u3]);
    f.add([w0, u0, u1]);
    f.add([t0, v0, u1]);
    f.add([t0, u0, v1]);
    f.add([w1, w0]);
    f.add([t1, t0]);
    f.add([w1, t1, t0]);
    f.add([t1, w0, t0]);
    f.add([w1, w0, t0]);
    f.add([w1, t1, w0]);
    f.add([t1, t0, u0]);
    f.add([w1, u0]);
    f.add([t1, v0]);
    f.add([w1, v0]);
    f.add([t1, u0]);
    f.add([t2, t1, t0]);
    f.add([t1, t0, u0, u1]);
    f.add([t1, w0, u0]);
    f.add([w1, t0, u0]);
    f.add([t1, t0, v0]);
    f.add([t2, t1, t0, u0]);
    f.add([t1, u0, u1]);
    f.add([w0, d0]);
    f.add([t0, d0]);
    f.add([v0, d0]);
    f.add([u0, d0]);
    f.add([w0, v0, d0]);
    f.add([t0, u0, d0]);
    f.add([t0, t1, d1]);
    f.add([w1, d1]);
    f.add([t1, d1]);
    f.add([w0, w1, d1]);
    f.add([w0, lefts(s0)]);
    f.add([t0, lefts(s0)]);
    f.add([w0, rights(s0)]);
    f.add([t0, rights(s0)]);
    f.add([v0, lefts(b0)]);
    f.add([u0, lefts(b0)]);
    f.add([w1, rights(s1)]);
    f.add([t1, rights(s1)]);
    f.add([t1, lefts(s1)]);
    f.add([t1, t0, rights(s1), rights(s0)]);
    let (l0, r0, lb, l1, r1) = (left(s0, 0), right(s0, 0), left(b0, 0), left(s1, 0), right(s1, 0));
    let (l00, r00, r11, lbb) = (left(s0, 1), right(s0, 1), right(s1, 1), left(b0, 1));
    f.add([w(l0)]);
    f.add([t(l0)]);
    f.add([w(r0)]);
    f.add([t(r0)]);
    f.add([w(lb)]);
    f.add([t(lb)]);
    f.add([w(r1)]);
    f.add([t(r1)]);
    f.add([t(l1)]);
    f.add([t(l00)]);
    f.add([t(r00)]);
    f.add([t(lbb)]);
    f.add([t0, t(l0), u0]);
    f.add([t0, t(r0), u0]);
    f.add([t0, u0, t(lb)]);
    f.add([t1, t(r1), t0]);
    f.add([t1, t(l1), t0]);
    f.add([t1, t0, t(l0)]);
    f.add([t1, t0, t(r0)]);
    f.add([t0, t(l0), t(l00)]);
    f.add([t0, t(r0), t(r00), u0]);
    f.add([u0, t(lb), t(lbb)]);
    f.add([t1, t(r1), t(r11), t0]);
    f.add([w0, t(l0)]);
    f.add([w0, t(r0)]);
    f.add([w1, t(r1)]);
    f.add([v0, t(lb)]);
    f.add([t1, t0, w(r0)]);
    f.add([t1, t0, w(l0)]);
    f.add([w1, w(r0)]);
    f.add([w1, w(l0)]);
    f.add([w1, w(l0), t0]);
    f.add([w0, w(l0), u0]);
    f.add([v0, w(l0)]);
    f.add([t1, w(l0), t0, u0]);
    f.add([t0, w(lb), u0]);
    f.add([w0, w(lb)]);
    f.add([ending(s0), t0]);
    f.add([ending(b0), u0]);
    f.add([ending(s1), t1]);
    f.add([ending(s0), ending(b0)]);
    f.add([ending(s1), ending(s0)]);
    f.add([t1, t0, u0, t(r1), t(l0)]);
    // Between the two nearest words: commas and verbs passed over are what attachment turns on.
    let between = |a: u16, b: u16| {
        if a == NONE || b == NONE || b <= a + 1 {
            return 0;
        }
        let mut seen = 0u32;
        for i in (a + 1..b).take(12) {
            seen |= 1 << (tags[i as usize - 1] as u32 % 31);
        }
        seen
    };
    f.add([t0, u0, between(s0, b0)]);
    f.add([t1, t0, between(s1, s0)]);
}
