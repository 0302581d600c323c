//! What the model sees of a word: its neighbours, its place in the tree, quotation marks, and what the rules think.

use crate::statements::attribution::Attribution;
use crate::statements::quotes::{self, Quote};
use crate::statements::tree::{Tree, Words};
use lexicon::saying;
use model::{Span, Upos};

/// Where a word stands to quotation marks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Marked {
    /// Outside.
    #[default]
    Out,
    /// A mark itself.
    Mark,
    /// Inside; the number of the quotation in the document.
    In(u32),
}

/// What is known of a word once, whatever is asked of it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Word {
    lemma: u32,
    form: u32,
    upos: u8,
    relation: u32,
    head: u16,
    class: u8,
    marked: Marked,
    kind: u8,
    suffix: u32,
    tag: u32,
    /// Lemma, part of speech and nearness of the subject, own or shared, for verbs.
    subject: (u32, u8, u8),
}

fn hash(bytes: &[u8]) -> u32 {
    let mut h = 0x811C_9DC5u32;
    for &b in bytes {
        h = (h ^ u32::from(b)).wrapping_mul(0x0100_0193);
    }
    h
}

#[inline(always)]
fn mix(a: u32, b: u32) -> u32 {
    let x = (u64::from(a) << 32 | u64::from(b)).wrapping_mul(0x9FB2_1C65_1E98_DF25);
    ((x ^ x >> 29).wrapping_mul(0xD6E8_FEB8_6659_FD93) >> 32) as u32
}

/// Collects keys; each template has its number.
pub struct Keys<'k> {
    keys: &'k mut Vec<u32>,
    template: u32,
}

impl Keys<'_> {
    #[inline(always)]
    fn add(&mut self, values: &[u32]) {
        self.template += 1;
        let mut h = self.template.wrapping_mul(0x9E37_79B1);
        for &v in values {
            h = mix(h, v);
        }
        self.keys.push(h);
    }

    #[inline(always)]
    fn same(&mut self, template: u32, values: &[u32]) {
        let mut h = (template + 1000).wrapping_mul(0x9E37_79B1);
        for &v in values {
            h = mix(h, v);
        }
        self.keys.push(h);
    }
}

/// Kind of a word for transitions: word, comma, full stop, colon or dash, quotation mark, other mark.
pub fn transition_kind(form: &str, upos: Upos) -> u8 {
    if upos != Upos::Punct {
        return 0;
    }
    match form.chars().next().unwrap_or(' ') {
        ',' => 1,
        '.' | '!' | '?' => 2,
        ':' | '-' | '–' | '—' | ';' => 3,
        '“' | '”' | '"' | '‘' | '’' | '\'' | '«' | '»' | '„' | '`' => 4,
        _ => 5,
    }
}

/// The words of one sentence.
pub fn words(tree: &Tree, text: &str, all: &[Quote]) -> Vec<Word> {
    tree.sentence
        .tokens
        .iter()
        .enumerate()
        .map(|(index, t)| {
            let form = t.span.of(text);
            let quote = quotes::within(all, t.span).first();
            let marked = match quote {
                Some(q) if q.inner.contains(t.span) => Marked::In(all.partition_point(|x| x.span.start < q.span.start) as u32),
                Some(_) => Marked::Mark,
                None => Marked::Out,
            };
            let class = match t.upos {
                Upos::Verb => saying::verbs(&t.lemma).last().map_or(0, |s| 1 + s.class as u8),
                Upos::Noun => saying::noun(&t.lemma).map_or(0, |s| 5 + s.class as u8),
                _ => 0,
            };
            // A hyphen between letters parts no words.
            let bound = form == "-" && t.span.end < tree.sentence.span.end && !text[t.span.end as usize..].starts_with(' ');
            let kind = if bound { 0 } else { transition_kind(form, t.upos) };
            let lower = form.to_ascii_lowercase();
            let number = form.starts_with(|c: char| c.is_ascii_digit());
            let lemma = if number {
                7
            } else if kind == 4 {
                4
            } else {
                hash(t.lemma.as_bytes())
            };
            let tail = lower.len().saturating_sub(3);
            Word {
                lemma,
                form: if kind == 4 { 4 } else { hash(lower.as_bytes()) },
                upos: t.upos as u8 + 1,
                relation: hash(t.deprel.as_bytes()),
                head: t.head,
                class,
                marked,
                kind,
                suffix: hash(lower.as_bytes().get(tail..).unwrap_or_default()),
                tag: hash(t.xpos.as_bytes()),
                subject: if t.upos == Upos::Verb { subject(tree, text, index) } else { (0, 0, 0) },
            }
        })
        .collect()
}

fn subject(tree: &Tree, text: &str, verb: usize) -> (u32, u8, u8) {
    match tree.subject(verb) {
        Some((s, own)) => {
            let token = &tree.sentence.tokens[s];
            let capital = token.span.of(text).starts_with(char::is_uppercase) && s > 0;
            (hash(token.lemma.as_bytes()), token.upos as u8 + 1, 1 + u8::from(own) + 2 * u8::from(capital))
        }
        None => (1, 0, 0),
    }
}

impl Word {
    /// Kind for transitions.
    pub fn kind(&self) -> u8 {
        self.kind
    }

    fn quoted(&self) -> u32 {
        match self.marked {
            Marked::Out => 0,
            Marked::Mark => 1,
            Marked::In(_) => 2,
        }
    }
}

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

/// Keys of word `i` for the finding of cues.
pub fn cue(words: &[Word], tree: &Tree, rules: &[u8], i: usize, opening: bool, keys: &mut Vec<u32>) {
    let mut k = Keys { keys, template: 0 };
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
}

/// A cue and the words around it that may be its arguments.
pub struct Frame<'a> {
    /// Sentence of the cue within the window.
    pub own: usize,
    /// The sentences of the window, in order.
    pub sentences: Vec<(usize, &'a Tree<'a>, &'a [Word])>,
    /// The cue's words in its sentence.
    pub cue: Words,
    /// Its head word.
    pub head: usize,
    /// Labels of the rules for the same cue, word by word of the window (0 outside, 1 content, 2 source), with whether there are any.
    pub rules: Vec<u8>,
    /// Whether a rule found this cue.
    pub ruled: bool,
    /// Other cues of the window, word by word.
    pub others: Vec<bool>,
}

/// Head word of a cue: the one whose head lies outside.
pub fn cue_head(words: &[Word], cue: Words) -> usize {
    let outside = |i: usize| (words[i].head as usize).checked_sub(1).is_none_or(|h| h < cue.0 || h > cue.1);
    let verb = (cue.0..=cue.1).find(|&i| outside(i) && words[i].class > 0);
    verb.or_else(|| (cue.0..=cue.1).find(|&i| outside(i))).unwrap_or(cue.0)
}

/// Rule labels of a window for a cue: content and source of the attribution whose cue overlaps most.
pub fn rule_labels(frame: &mut Frame, rules: &[Attribution]) {
    let sentence = frame.sentences[frame.own].0;
    let overlap = |c: Words| (c.1.min(frame.cue.1) + 1).saturating_sub(c.0.max(frame.cue.0));
    let best = rules
        .iter()
        .filter(|a| a.sentence == sentence)
        .filter_map(|a| a.cue.map(|c| (overlap(c), a)))
        .filter(|(o, _)| *o > 0)
        .max_by_key(|(o, a)| (*o, a.head == Some(frame.head), std::cmp::Reverse(a.cue)));
    let total = frame.sentences.iter().map(|(_, t, _)| t.len()).sum();
    frame.rules = vec![0; total];
    frame.ruled = best.is_some();
    let Some((_, rule)) = best else { return };
    let mut at = 0;
    for (s, tree, _) in &frame.sentences {
        for (k, token) in tree.sentence.tokens.iter().enumerate() {
            frame.rules[at] = if rule.covers(token.span) {
                1
            } else if rule.source.is_some_and(|(i, (a, b))| i == *s && (a..=b).contains(&k)) {
                2
            } else {
                0
            };
            at += 1;
        }
    }
}

/// Keys of every word of a window, with the ends of each word's keys.
pub fn arguments(frame: &Frame, all: &[Quote], keys: &mut Vec<u32>, ends: &mut Vec<u32>) {
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
            let mut k = Keys { keys, template: 0 };
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
            ends.push(keys.len() as u32);
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

/// The smallest span of some words of a sentence.
pub fn span_of(tree: &Tree, (first, last): Words) -> Span {
    tree.sentence.tokens[first].span.cover(tree.sentence.tokens[last].span)
}
