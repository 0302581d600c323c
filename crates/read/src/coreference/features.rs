//! What is seen of a phrase and an earlier one together, as hashed keys: **atoms**, which the network embeds, and **keys**, atoms joined with the forms of both.

use super::chains::State;
use super::phrases::{Form, Gender, Number};
use super::traits::{Pools, TIME, Traits};
use crate::hashing::key;

/// The keys and atoms of one pair.
#[derive(Clone, Debug, Default)]
pub struct Seen {
    pub keys: Vec<u32>,
}

/// What runs along while the candidates of one phrase are looked at, nearest first.
#[derive(Clone, Copy, Debug, Default)]
pub struct Passed {
    /// Candidates nearer that agree.
    agreeing: u32,
    /// Those of them that are subjects.
    subjects: u32,
    /// Those with the same head.
    same_head: u32,
}

fn bucket(n: u32) -> u32 {
    match n {
        0..=4 => n,
        5..=6 => 5,
        7..=9 => 6,
        10..=14 => 7,
        15..=24 => 8,
        25..=49 => 9,
        50..=99 => 10,
        _ => 11,
    }
}

/// 0 unknown, 1 the same, 2 not the same.
fn agree<T: PartialEq + Copy>(a: T, b: T, unknown: T) -> u32 {
    if a == unknown || b == unknown { 0 } else { 1 + u32::from(a != b) }
}

impl Seen {
    /// A property of a pair or of a beginning, joined with the form of the later phrase and with the forms of both (or what `both` says besides). The numbers
    /// of the templates below only keep them apart.
    fn add(&mut self, template: u32, value: u32, mine: u32, both: u32) {
        let atom = key(template + 100, value);
        self.keys.push(key(mine + 200, atom));
        self.keys.push(key(both + 300, atom));
    }

    /// The beginning of a new chain.
    pub fn none(&mut self, t: &Traits, pools: &Pools, candidates: &[u32], all: &[Traits]) {
        self.keys.clear();
        let form = t.phrase.form.code();
        let same = candidates.iter().filter(|&&i| all[i as usize].head == t.head && form < 2).count() as u32;
        let whole = candidates.iter().any(|&i| all[i as usize].whole == t.whole && form < 2);
        self.add(0, 0, form, form);
        self.add(1, same.min(3) << 1 | u32::from(whole), form, form | (t.determiner as u32) << 8);
        self.add(2, bucket(candidates.len() as u32), form, form);
        if form < 2 {
            self.add(3, bucket(t.common), form, form | (t.determiner as u32) << 8);
            self.add(4, bucket(t.common) | bucket(same) << 4, form, form | (t.longer as u32) << 8);
        }
        for &k in &pools.keys[t.keys.0 as usize..t.keys.1 as usize] {
            self.keys.push(key(400, k));
        }
    }

    /// A candidate.
    pub fn pair(&mut self, all: &[Traits], pools: &Pools, state: &State, i: usize, j: usize, passed: &mut Passed) {
        self.keys.clear();
        let (a, t) = (&all[i], &all[j]);
        let chain = state.chain(i as u32);
        let (form_i, form) = (a.phrase.form.code(), t.phrase.form.code());
        let both = form << 4 | form_i;
        let sentences = t.phrase.sentence - a.phrase.sentence;
        let words = |x: &Traits| &pools.words[x.others.0 as usize..x.others.1 as usize];

        // Agreement.
        let gender = agree(chain.gender, t.gender, Gender::Unknown);
        let number = agree(chain.number, t.number, Number::Unknown);
        let own_number = agree(a.number, t.number, Number::Unknown);
        let fits = match t.phrase.form {
            Form::Pronoun(kind) => {
                let person = kind.gender() != Gender::Unknown;
                gender != 2 && own_number != 2 && !(person && chain.kind > 1) && !(form == 6 && chain.kind == 1)
            }
            _ => gender != 2 && number != 2,
        };
        self.add(1, bucket(sentences), form, both);
        self.add(2, bucket((j - i) as u32), form, both);
        self.add(3, gender, form, both);
        self.add(4, number << 2 | own_number, form, both);
        self.add(5, u32::from(chain.kind) << 4 | u32::from(t.kind), form, both);
        self.add(6, u32::from(a.kind) << 4 | u32::from(a.number as u8), form, both);
        if form >= 2 {
            self.add(7, bucket(passed.agreeing) << 1 | u32::from(fits), form, both);
            self.add(8, bucket(passed.subjects) << 1 | u32::from(a.role == 1), form, form | sentences.min(2) << 8);
        }
        // Place in the clause.
        self.add(9, u32::from(a.role) << 4 | u32::from(t.role), form, form | sentences.min(2) << 8);
        self.add(10, u32::from(a.role) | sentences.min(3) << 8, form, both);
        let clause = sentences == 0 && a.governor == t.governor;
        let under = sentences == 0 && a.governor == Some(t.phrase.head) || sentences == 0 && t.governor == Some(a.phrase.head);
        self.add(11, u32::from(clause) | u32::from(under) << 1 | u32::from(t.reflexive) << 2 | u32::from(sentences == 0) << 3, form, both);
        // The chain so far.
        self.add(12, bucket(chain.size), form, both);
        self.add(13, u32::from(chain.last == i as u32) | u32::from(chain.forms & 1 != 0) << 1 | (chain.forms >> form & 1) << 2, form, both);
        let actor = agree(chain.actor, t.actor, 0);
        self.add(14, actor << 2 | u32::from(chain.actor != 0) << 1 | u32::from(t.actor != 0), form, both);
        self.add(31, u32::from(a.use_of == t.use_of) | u32::from(t.use_of != 0) << 1, form, both);
        // Who speaks.
        let voice = if a.voice == t.voice { u32::from(t.voice != 0) } else { 2 + u32::from(a.voice == 0) + 2 * u32::from(t.voice == 0) };
        self.add(15, voice, form, both);
        let speaks = |spoken: u32, x: &Traits| spoken != 0 && x.actor == spoken;
        let told = (form == 2 && t.voice != 0 && (chain.actor == t.voice || chain.spoken == t.voice)) || speaks(chain.spoken, t);
        let untold = form == 2 && t.voice != 0 && chain.spoken != 0 && chain.spoken != t.voice;
        self.add(16, u32::from(told) | u32::from(untold) << 1, form, both);
        if form >= 2 && t.phrase.form.is_of_speech() {
            let blocks = (t.block - a.block).min(3);
            self.add(17, blocks << 2 | u32::from(t.asks) << 1 | u32::from(a.asks), form, both);
            let speech = chain.forms >> 2 & 1 | (chain.forms >> 3 & 1) << 1 | (chain.forms >> 7 & 1) << 2;
            self.add(18, speech << 2 | u32::from(t.voice != 0), form, form);
        }
        if form < 2 {
            self.words(a, t, chain.heads, words(a), words(t), both, sentences, passed);
        } else {
            if form_i < 2 {
                self.add(40, a.head, form, form);
                self.add(41, a.determiner as u32 | u32::from(a.longer) << 4, form, both);
            }
            let near = sentences.min(3);
            self.add(50, u32::from(fits) | near << 1 | u32::from(a.role) << 4 | form_i.min(2) << 9, form, form | u32::from(t.role) << 8);
            self.add(
                51,
                bucket(passed.agreeing) | near << 4 | u32::from(fits) << 6 | u32::from(chain.last == i as u32) << 7,
                form,
                form | u32::from(t.role == 1) << 8,
            );
            self.add(52, bucket(chain.size) | near << 4 | u32::from(fits) << 6 | u32::from(chain.last == i as u32) << 7, form, both);
            self.add(53, u32::from(chain.kind) | (chain.number as u32) << 3 | (chain.gender as u32) << 5, form, both);
            self.add(54, t.use_of ^ a.head, form, form);
            if form_i == form {
                self.add(42, u32::from(chain.last == i as u32), form, form | sentences.min(3) << 8);
            }
        }
        if a.kind == TIME || t.kind == TIME {
            self.add(43, u32::from(a.kind == TIME) | u32::from(t.kind == TIME) << 1, form, both);
        }
        passed.agreeing += u32::from(fits);
        passed.subjects += u32::from(fits && a.role <= 2);
        passed.same_head += u32::from(a.head == t.head && form < 2);
    }

    /// Words of two names or descriptions.
    #[allow(clippy::too_many_arguments)]
    fn words(&mut self, a: &Traits, t: &Traits, heads: [u32; 6], of_a: &[u32], of_t: &[u32], both: u32, sentences: u32, passed: &Passed) {
        let form = t.phrase.form.code();
        let same = a.head == t.head;
        let in_chain = heads.contains(&t.head);
        let whole = a.whole == t.whole;
        let determiner = (t.determiner as u32) << 4 | a.determiner as u32;
        let known = |w: &u32| *w == a.head || of_a.contains(w);
        let missing = of_t.iter().filter(|w| !known(w)).count() as u32;
        let shared = of_t.iter().filter(|w| known(w)).count() as u32;
        let lost = of_a.iter().filter(|w| **w != t.head && !of_t.contains(w)).count() as u32;
        let head_inside = of_a.contains(&t.head);
        let other_head_inside = of_t.contains(&a.head);
        let matched = u32::from(same)
            | u32::from(in_chain) << 1
            | u32::from(whole) << 2
            | u32::from(head_inside) << 3
            | u32::from(other_head_inside) << 4;
        let acronym = a.acronym != t.acronym && a.initials == t.initials && a.initials != 0;
        self.add(32, u32::from(acronym) | bucket(t.common) << 1 | u32::from(same) << 5, form, both);
        self.add(20, matched, form, both);
        self.add(21, matched | determiner << 8, form, both);
        self.add(22, missing.min(3) | shared.min(3) << 2 | lost.min(3) << 4 | u32::from(same) << 6, form, both);
        self.add(23, matched | missing.min(2) << 8 | (t.determiner as u32) << 12, form, both);
        self.add(24, passed.same_head.min(3) | u32::from(same) << 2 | u32::from(a.longer) << 3 | u32::from(t.longer) << 4, form, both);
        self.add(25, u32::from(same) | u32::from(a.phrase.list) << 1 | u32::from(t.phrase.list) << 2, form, both);
        self.add(26, u32::from(same) | bucket(sentences) << 1, form, form | (t.determiner as u32) << 8);
        let near = bucket(sentences).min(7);
        self.add(60, matched | near << 6 | missing.min(2) << 9 | lost.min(2) << 11, form, form | (t.determiner as u32) << 8);
        self.add(61, matched | u32::from(a.role) << 6 | u32::from(t.role) << 10, form, form);
        self.add(
            62,
            matched | bucket(t.common) << 6 | missing.min(2) << 10 | u32::from(t.longer) << 12,
            form,
            form | (t.determiner as u32) << 8,
        );
        self.add(
            63,
            matched | u32::from(a.kind) << 6 | u32::from(t.kind) << 10 | (a.number as u32) << 14 | (t.number as u32) << 16,
            form,
            both,
        );
        if same || whole {
            self.add(27, t.head, form, form);
            self.add(28, t.head, form, form | (t.determiner as u32) << 8);
        } else {
            self.add(29, a.head ^ t.head.rotate_left(7), form, form);
            self.add(30, u32::from(a.kind) << 4 | u32::from(t.kind) | (t.determiner as u32) << 8, form, both);
        }
    }
}

impl Form {
    fn is_of_speech(self) -> bool {
        matches!(self, Form::Pronoun(kind) if kind.is_of_speech())
    }
}
