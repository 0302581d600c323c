//! The sentences to learn from, with what is known of each: trees, names, both.
//!
//! They can be written as CoNLL-U ([`conllu`]), so that a teacher outside this crate learns from the same sentences; what it then says of sentences
//! that nobody annotated comes back as a treebank ([`super::Data::silver`]).

use super::names::{NamedSentence, from_entities};
use crate::treebank::{Document, TreeSentence};
use model::{EntityKind, Span};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::ops::Range;

/// Names in a sentence: words and kind.
pub type Names = Vec<(Range<usize>, EntityKind)>;

/// A sentence to learn from.
#[derive(Clone, Debug)]
pub struct Example<'d> {
    /// The text that the words stand in.
    pub text: &'d str,
    /// The words, bytes in `text`.
    pub words: Vec<Span>,
    /// Tags and dependencies, where they are known.
    pub tree: Option<&'d TreeSentence>,
    /// Its names, where they are known.
    pub names: Option<Names>,
}

/// All sentences of treebanks, with the names that `named` has for the same sentence where the treebank marks none; then those of `named` that no
/// treebank has. `demonym` tells whether a form is of a people.
pub fn examples<'d>(documents: &'d [Document], named: &'d [NamedSentence], demonym: impl Fn(&str) -> bool + Copy) -> Vec<Example<'d>> {
    let columns: BTreeMap<String, &NamedSentence> = named.iter().map(|s| (letters(&s.text), s)).collect();
    let mut used: BTreeSet<String> = BTreeSet::new();
    let mut out = Vec::new();
    for (document, sentence) in documents.iter().flat_map(|d| d.sentences.iter().map(move |s| (d, s))) {
        let words: Vec<Span> = sentence.words.iter().map(|w| w.span).collect();
        let key = words.iter().map(|s| s.of(&document.text)).collect::<String>();
        let names = match &sentence.names {
            Some(names) => Some(names.clone()),
            None if sentence.entities.is_empty() => columns.get(&key).filter(|c| c.tokens.len() == words.len()).map(|c| c.names.clone()),
            None => Some(from_entities(document, sentence, demonym)),
        };
        used.insert(key);
        out.push(Example { text: &document.text, words, tree: Some(sentence), names });
    }
    let rest = named.iter().filter(|s| !used.contains(&letters(&s.text)));
    out.extend(rest.map(|s| Example { text: &s.text, words: s.tokens.clone(), tree: None, names: Some(s.names.clone()) }));
    out
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// The sentences as CoNLL-U without multi-word tokens: each word with the letters that are its own, `_` where no tree is known, and in the last
/// column `Name=B-person` (`I-person`, `O`) where names are known.
pub fn conllu(examples: &[Example]) -> String {
    let mut out = String::new();
    for example in examples {
        let mut marks = vec!["O".to_owned(); if example.names.is_some() { example.words.len() } else { 0 }];
        for (words, kind) in example.names.iter().flatten() {
            for at in words.clone() {
                marks[at] = format!("{}-{}", if at == words.start { "B" } else { "I" }, kind.name());
            }
        }
        for (at, word) in example.words.iter().enumerate() {
            let close = example.words.get(at + 1).is_some_and(|next| next.start == word.end);
            let misc = [close.then(|| "SpaceAfter=No".to_owned()), marks.get(at).map(|m| format!("Name={m}"))];
            let misc: Vec<String> = misc.into_iter().flatten().collect();
            let misc = if misc.is_empty() { "_".to_owned() } else { misc.join("|") };
            let form = word.of(example.text).replace(char::is_whitespace, "");
            let _ = match example.tree.and_then(|t| t.words.get(at)) {
                Some(w) => {
                    let xpos = if w.xpos.is_empty() { "_" } else { &w.xpos };
                    writeln!(out, "{}\t{form}\t{}\t{}\t{xpos}\t_\t{}\t{}\t_\t{misc}", at + 1, w.lemma, w.upos.name(), w.head, w.deprel)
                }
                None => writeln!(out, "{}\t{form}\t_\t_\t_\t_\t_\t_\t_\t{misc}", at + 1),
            };
        }
        out.push('\n');
    }
    out
}
