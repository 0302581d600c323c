//! What is known of a word once, whatever is asked of it.

use super::hash;
use crate::statements::quotes::{self, Quote};
use crate::statements::tree::Tree;
use lexicon::saying;
use model::Upos;

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
    pub(super) lemma: u32,
    pub(super) form: u32,
    pub(super) upos: u8,
    pub(super) relation: u32,
    pub(in crate::statements::model) head: u16,
    pub(in crate::statements::model) class: u8,
    pub(super) marked: Marked,
    pub(super) kind: u8,
    pub(super) suffix: u32,
    pub(super) tag: u32,
    /// Lemma, part of speech and nearness of the subject, own or shared, for verbs.
    pub(super) subject: (u32, u8, u8),
}

/// Kind of a word for transitions: word, comma, full stop, colon or dash, quotation mark, other mark.
fn transition_kind(form: &str, upos: Upos) -> u8 {
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

    /// Outside quotation marks, a mark, inside.
    pub(super) fn quoted(&self) -> u32 {
        match self.marked {
            Marked::Out => 0,
            Marked::Mark => 1,
            Marked::In(_) => 2,
        }
    }
}
