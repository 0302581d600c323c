//! Noun phrases: what can be a mention. Each nominal word of the tree gives the phrase that it heads, with its articles, titles, appositions and relative
//! clauses, without the preposition before it; the members of a list give theirs, and the list as a whole.

use super::words::{LONGEST, PronounKind, in_small_letters, pronoun};
use model::{Sentence, Span, Token, Upos};

/// A noun phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Phrase {
    /// Bytes.
    pub span: Span,
    /// Its sentence.
    pub sentence: u32,
    /// Its head word.
    pub head: u32,
    /// Its first and last word.
    pub words: (u32, u32),
    /// Name, description or pronoun.
    pub form: Form,
    /// A list of several: "A and B".
    pub list: bool,
}

/// Name, description or pronoun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    Name,
    Nominal,
    Pronoun(PronounKind),
}

impl Form {
    /// A small number for keys: 0 name, 1 description, then the pronouns.
    pub fn code(self) -> u32 {
        match self {
            Form::Name => 0,
            Form::Nominal => 1,
            Form::Pronoun(kind) => 1 + kind as u32,
        }
    }
}

/// Grammatical number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Number {
    Unknown,
    One,
    Many,
}

/// Natural gender.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gender {
    Unknown,
    He,
    She,
}

/// Levels of a tree that are climbed.
const DEEPEST: usize = 100;

/// The tree of a sentence, ready for questions about dependents and what lies under a word.
#[derive(Clone, Debug, Default)]
pub struct Tree {
    /// Where each word's dependents begin in `dependents`.
    starts: Vec<u32>,
    dependents: Vec<u32>,
    /// First and last word under each word.
    reach: Vec<(u32, u32)>,
}

impl Tree {
    /// Reads another sentence into the memory of this tree.
    pub fn read(&mut self, sentence: &Sentence) {
        let tokens = &sentence.tokens;
        let n = tokens.len();
        self.starts.clear();
        self.starts.resize(n + 2, 0);
        for token in tokens {
            self.starts[(token.head as usize).min(n) + 1] += 1;
        }
        for i in 1..self.starts.len() {
            self.starts[i] += self.starts[i - 1];
        }
        self.dependents.clear();
        self.dependents.resize(n, 0);
        // The starts move to their ends while the lists fill, and are moved back after.
        for (i, token) in tokens.iter().enumerate() {
            let start = &mut self.starts[(token.head as usize).min(n)];
            self.dependents[*start as usize] = i as u32;
            *start += 1;
        }
        for i in (1..self.starts.len()).rev() {
            self.starts[i] = self.starts[i - 1];
        }
        self.starts[0] = 0;
        self.reach.clear();
        self.reach.extend((0..n as u32).map(|i| (i, i)));
        for i in 0..n {
            let mut at = i;
            // A longer path is a circle, or no sentence that anybody wrote.
            for _ in 0..DEEPEST {
                let up = tokens[at].head as usize;
                if up == 0 || up > n {
                    break;
                }
                at = up - 1;
                let reach = &mut self.reach[at];
                *reach = (reach.0.min(i as u32), reach.1.max(i as u32));
            }
        }
    }

    /// The dependents of word `i`, left to right.
    pub fn dependents(&self, i: usize) -> &[u32] {
        &self.dependents[self.starts[i + 1] as usize..self.starts[i + 2] as usize]
    }
}

/// Possessive endings, which belong to the phrase before them.
pub fn is_ending(text: &str, token: &Token) -> bool {
    matches!(token.span.of(text), "'s" | "’s" | "'" | "’" | "'S") && token.relation() == "case"
}

/// Whether a word can head a phrase.
fn heads(text: &str, tokens: &[Token], i: usize) -> Option<Form> {
    let token = &tokens[i];
    let relation = token.relation();
    let argument = matches!(relation, "nsubj" | "obj" | "obl" | "nmod" | "iobj");
    if matches!(relation, "flat" | "fixed" | "goeswith" | "punct" | "expl" | "discourse" | "case" | "cc" | "mark") {
        return None;
    }
    let word = token.span.of(text);
    let as_pronoun = || pronoun(in_small_letters(word, &mut [0; LONGEST]));
    match token.upos {
        Upos::Pron => as_pronoun().map(|p| Form::Pronoun(p.kind)),
        Upos::Det if argument => as_pronoun().map(|p| Form::Pronoun(p.kind)),
        Upos::Propn => Some(Form::Name),
        Upos::Noun if relation != "compound" => Some(Form::Nominal),
        Upos::Num | Upos::Adj | Upos::X | Upos::Sym if argument => Some(Form::Nominal),
        _ => None,
    }
}

/// The phrases of a sentence.
pub fn find(text: &str, number: usize, sentence: &Sentence, tree: &Tree, out: &mut Vec<Phrase>) {
    let tokens = &sentence.tokens;
    for head in 0..tokens.len() {
        let Some(form) = heads(text, tokens, head) else { continue };
        let dependents = tree.dependents(head);
        let kind = |d: u32| tokens[d as usize].relation();
        let relation = tokens[head].relation();
        let predicate = dependents.iter().any(|&d| kind(d) == "cop");
        let clausal = predicate || matches!(relation, "root" | "ccomp" | "advcl" | "acl" | "conj" | "parataxis" | "xcomp");
        let pronoun = matches!(form, Form::Pronoun(_));
        let (mut low, mut high) = (head as u32, head as u32);
        let (mut low_all, mut high_all) = (low, high);
        let mut several = false;
        // What stands before the preposition belongs to it: "only in English".
        let front = dependents.iter().filter(|&&d| d < head as u32 && matches!(kind(d), "case" | "mark")).max().map_or(0, |&d| d + 1);
        for &d in dependents {
            let token = &tokens[d as usize];
            let aside = || {
                let from = tree.reach[d as usize].0 as usize;
                form == Form::Name && from > head && text.as_bytes().get(tokens[from].span.start as usize) == Some(&b'(')
            };
            let out = d < front
                || match kind(d) {
                    "case" => !(d as usize > head && is_ending(text, token)),
                    "cc" | "punct" | "discourse" | "mark" | "parataxis" | "vocative" | "dislocated" => true,
                    "nsubj" | "cop" | "aux" | "csubj" | "expl" | "advcl" | "ccomp" => clausal,
                    "obl" => predicate,
                    // "later this week", "especially the north": the adverb before the article stands outside.
                    "advmod" => d < head as u32 && dependents.iter().any(|&o| o > d && o < head as u32 && kind(o) == "det") || predicate,
                    "preconj" => true,
                    // "Moreno (1983)"
                    "appos" | "nmod" | "nummod" | "list" | "dep" => aside(),
                    _ => false,
                };
            if out {
                continue;
            }
            let (from, to) = tree.reach[d as usize];
            low_all = low_all.min(from);
            high_all = high_all.max(to);
            if kind(d) == "conj" {
                several = true;
            } else {
                low = low.min(from);
                high = high.max(to);
            }
        }
        let mut put = |low: u32, high: u32, form: Form, list: bool| {
            let (mut low, mut high) = (low as usize, high as usize);
            while low < head && outside(text, &tokens[low], true) {
                low += 1;
            }
            while high > head && outside(text, &tokens[high], false) {
                high -= 1;
            }
            let span = Span { start: tokens[low].span.start, end: tokens[high].span.end };
            out.push(Phrase { span, sentence: number as u32, head: head as u32, words: (low as u32, high as u32), form, list });
        };
        if several && (low_all, high_all) != (low, high) {
            put(low_all, high_all, if pronoun { Form::Nominal } else { form }, true);
        }
        if pronoun && (low, high) != (head as u32, head as u32) {
            put(low, high, form, false);
        }
        if pronoun {
            put(head as u32, head as u32, form, false);
        } else {
            put(low, high, form, false);
        }
    }
}

/// Marks at the edge of a phrase that are no part of it.
fn outside(text: &str, token: &Token, front: bool) -> bool {
    if token.upos != Upos::Punct {
        return false;
    }
    let word = token.span.of(text);
    if front { !matches!(word, "\"" | "“" | "#" | "(") } else { !matches!(word, ")" | "\"" | "”") }
}
