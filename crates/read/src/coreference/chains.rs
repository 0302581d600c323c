//! Chains while they grow: phrases are read in order, and each joins the chain of an earlier one or begins its own.

use super::phrases::{Form, Gender, Number};
use super::traits::{Pools, Traits};
use std::collections::HashMap;

/// What is known of a chain.
#[derive(Clone, Debug)]
pub struct Chain {
    pub size: u32,
    pub last: u32,
    pub gender: Gender,
    pub number: Number,
    pub kind: u8,
    pub actor: u32,
    /// Bit set of the codes of its members' forms.
    pub forms: u32,
    /// Heads of its first names and descriptions.
    pub heads: [u32; 6],
    /// The voice that calls it "I".
    pub spoken: u32,
}

/// The state of reading.
#[derive(Debug)]
pub struct State {
    /// Chain of each phrase read.
    pub chain_of: Vec<u32>,
    pub chains: Vec<Chain>,
    /// The last phrases that hold a word, newest first.
    with_word: HashMap<u32, [u32; RECENT]>,
    /// The last phrase of each actor and of each pronoun.
    of_actor: HashMap<u32, u32>,
    of_form: [u32; 16],
}

const RECENT: usize = 3;
const NONE: u32 = u32::MAX;
/// Words of a name that are looked up.
const MOST_WORDS: usize = 6;

impl Default for State {
    fn default() -> State {
        State { chain_of: Vec::new(), chains: Vec::new(), with_word: HashMap::new(), of_actor: HashMap::new(), of_form: [NONE; 16] }
    }
}

impl State {
    /// The chain of phrase `i`.
    pub fn chain(&self, i: u32) -> &Chain {
        &self.chains[self.chain_of[i as usize] as usize]
    }

    /// The phrases that phrase `j` may mean, nearest first, without those that hold it.
    pub fn candidates(&self, all: &[Traits], pools: &Pools, j: usize, out: &mut Vec<u32>) {
        out.clear();
        let t = &all[j];
        let (window, reach) = match t.phrase.form {
            Form::Pronoun(kind) if kind.is_of_speech() => (14, 4),
            Form::Pronoun(_) => (32, 4),
            _ => (16, 3),
        };
        for i in (j.saturating_sub(window)..j).rev() {
            if all[i].phrase.sentence + reach < t.phrase.sentence {
                break;
            }
            out.push(i as u32);
        }
        if let Form::Pronoun(_) = t.phrase.form {
            let last = self.of_form[t.phrase.form.code() as usize];
            if last != NONE {
                out.push(last);
            }
            if t.phrase.form.code() <= 7 {
                for other in [2, 3, 7] {
                    let last = self.of_form[other];
                    if last != NONE && t.phrase.form != all[last as usize].phrase.form {
                        out.push(last);
                    }
                }
            }
        } else {
            let mut look = |word: u32| {
                if let Some(recent) = self.with_word.get(&word) {
                    out.extend(recent.iter().filter(|&&i| i != NONE));
                }
            };
            look(t.head);
            if t.phrase.form == Form::Name {
                pools.words[t.others.0 as usize..t.others.1 as usize].iter().take(MOST_WORDS).for_each(|&w| look(w));
            }
        }
        for actor in [t.actor, t.voice] {
            if actor != 0
                && let Some(&i) = self.of_actor.get(&actor)
            {
                out.push(i);
            }
        }
        out.sort_unstable_by(|a, b| b.cmp(a));
        out.dedup();
        out.retain(|&i| {
            let span = all[i as usize].phrase.span;
            span.end <= t.phrase.span.start
        });
    }

    /// Phrase `j` joins the chain of `antecedent`, or begins one.
    pub fn join(&mut self, all: &[Traits], pools: &Pools, j: usize, antecedent: Option<u32>) {
        let t = &all[j];
        let code = t.phrase.form.code();
        let which = match antecedent {
            Some(i) => self.chain_of[i as usize],
            None => {
                self.chains.push(Chain {
                    size: 0,
                    last: j as u32,
                    gender: Gender::Unknown,
                    number: Number::Unknown,
                    kind: 0,
                    actor: 0,
                    forms: 0,
                    heads: [0; 6],
                    spoken: 0,
                });
                self.chains.len() as u32 - 1
            }
        };
        self.chain_of.push(which);
        let chain = &mut self.chains[which as usize];
        chain.size += 1;
        chain.last = j as u32;
        chain.forms |= 1 << code;
        if chain.gender == Gender::Unknown {
            chain.gender = t.gender;
        }
        if chain.number == Number::Unknown {
            chain.number = t.number;
        }
        if chain.kind == 0 {
            chain.kind = t.kind;
        }
        if chain.actor == 0 {
            chain.actor = t.actor;
        }
        if code < 2 {
            if let Some(free) = chain.heads.iter_mut().find(|h| **h == 0 || **h == t.head) {
                *free = t.head;
            }
            let mut note = |word: u32| {
                let recent = self.with_word.entry(word).or_insert([NONE; RECENT]);
                if recent[0] != j as u32 {
                    recent.rotate_right(1);
                    recent[0] = j as u32;
                }
            };
            note(t.head);
            if code == 0 {
                pools.words[t.others.0 as usize..t.others.1 as usize].iter().take(MOST_WORDS).for_each(|&w| note(w));
            }
        } else {
            self.of_form[code as usize] = j as u32;
            if code == 2 {
                chain.spoken = t.voice;
            }
        }
        if t.actor != 0 {
            self.of_actor.insert(t.actor, j as u32);
        }
        if code == 2 && t.voice != 0 {
            self.of_actor.insert(t.voice, j as u32);
        }
    }
}
