//! Names to learn from: columns with BIO tags, and treebanks that mark entities.

use crate::treebank::{Document, TreeSentence};
use model::{EntityKind, Span, Upos};
use std::collections::BTreeMap;
use std::ops::Range;

/// A sentence with its names.
#[derive(Clone, Debug, Default)]
pub struct NamedSentence {
    /// The forms, one blank apart or as `# text` gives them.
    pub text: String,
    /// Its tokens in `text`.
    pub tokens: Vec<Span>,
    /// Names: tokens and kind.
    pub names: Vec<(Range<usize>, EntityKind)>,
}

/// Our kind for a data set's name of it; `None` is not learned as a name.
fn kind_of(name: &str) -> Option<EntityKind> {
    Some(match name.to_lowercase().as_str() {
        "per" | "person" => EntityKind::Person,
        "org" | "organization" | "corporation" => EntityKind::Organisation,
        "loc" | "location" | "place" => EntityKind::Place,
        "norp" => EntityKind::Group,
        "oth" | "event" | "product" | "creative-work" | "group" | "misc" => EntityKind::Other,
        _ => return None,
    })
}

/// The class of each of `count` tokens: see [`crate::neural::bilou_path`].
pub fn classes(count: usize, names: &[(Range<usize>, EntityKind)]) -> Vec<u8> {
    let mut out = vec![0; count];
    for (tokens, kind) in names {
        let base = 1 + 4 * EntityKind::ALL.iter().position(|k| k == kind).unwrap_or(0) as u8;
        if tokens.len() == 1 {
            out[tokens.start] = base + 3;
            continue;
        }
        for at in tokens.clone() {
            out[at] = base
                + if at == tokens.start {
                    0
                } else if at + 1 == tokens.end {
                    2
                } else {
                    1
                };
        }
    }
    out
}

/// Reads columns: form and BIO tag, or number, form and tag; a blank line ends a sentence. `demonym` tells whether a form is of a people: such
/// names of kind "other" are groups.
pub fn read_columns(source: &str, demonym: impl Fn(&str) -> bool) -> Vec<NamedSentence> {
    let mut out = Vec::new();
    let mut now = NamedSentence::default();
    let mut text: Option<&str> = None;
    for line in source.lines().chain(std::iter::once("")) {
        if let Some(comment) = line.strip_prefix("# ") {
            text = comment.strip_prefix("text = ").or(text);
            continue;
        }
        let cells: Vec<&str> = line.split('\t').collect();
        let (form, tag) = match cells.as_slice() {
            [number, form, tag, ..] if number.parse::<u32>().is_ok() => (*form, *tag),
            [form, tag, ..] => (*form, *tag),
            _ => {
                if !now.tokens.is_empty() {
                    out.push(std::mem::take(&mut now));
                }
                text = None;
                continue;
            }
        };
        if form.trim().is_empty() {
            continue;
        }
        let from = now.tokens.last().map_or(0, |t| t.end as usize);
        match text.and_then(|t| t.get(from..)?.find(form)) {
            Some(gap) if gap <= 2 => now.text.push_str(if gap == 0 { "" } else { " " }),
            None | Some(_) if from > 0 => now.text.push(' '),
            _ => {}
        }
        let start = now.text.len();
        // Offsets in "# text" and here agree as long as gaps are single blanks; a mismatch only costs the knowledge of blanks.
        now.text.push_str(form);
        let at = now.tokens.len();
        now.tokens.push(Span::new(start, now.text.len()));
        let (mark, name) = tag.split_once('-').unwrap_or(("O", ""));
        let Some(mut kind) = kind_of(name) else { continue };
        if kind == EntityKind::Other && demonym(form) {
            kind = EntityKind::Group;
        }
        match now.names.last_mut() {
            Some((tokens, last)) if mark == "I" && tokens.end == at && (*last == kind || *last == EntityKind::Group) => tokens.end = at + 1,
            _ => now.names.push((at..at + 1, kind)),
        }
    }
    out
}

/// The names among the entities of a treebank sentence: those with a proper noun for a head, without titles and determiners.
pub fn from_entities(document: &Document, sentence: &TreeSentence, demonym: impl Fn(&str) -> bool) -> Vec<(Range<usize>, EntityKind)> {
    let words = &sentence.words;
    let form = |i: usize| words[i].span.of(&document.text);
    let mut found: Vec<(Range<usize>, EntityKind)> = Vec::new();
    for (span, kind) in &sentence.entities {
        let outside = |i: &usize| words[*i].head == 0 || !span.contains(&(words[*i].head - 1));
        let (Some(head), Some(kind)) = (span.clone().find(outside), entity_kind(kind)) else { continue };
        if words[head].upos != Upos::Propn {
            continue;
        }
        let joins = |i: usize| {
            words[i].upos == Upos::Propn && words[i].deprel != "nmod:desc" && words[i].deprel != "conj" && words[i].deprel != "appos"
        };
        let links = |i: usize| matches!(form(i), "of" | "the" | "for" | "-" | "–" | "&" | "'s" | "’s" | "de" | "al" | ".");
        let (mut start, mut end) = (head, head + 1);
        loop {
            let mut probe = start;
            while probe > span.start && start - probe < 2 && links(probe - 1) {
                probe -= 1;
            }
            if probe > span.start && joins(probe - 1) {
                start = probe - 1;
            } else {
                break;
            }
        }
        loop {
            let mut probe = end;
            while probe < span.end && probe - end < 2 && links(probe) {
                probe += 1;
            }
            if probe < span.end && (joins(probe) || words[probe].deprel == "flat" || words[probe].upos == Upos::Num && probe == end) {
                end = probe + 1;
            } else {
                break;
            }
        }
        found.push((start..end, kind));
    }
    for (at, word) in words.iter().enumerate() {
        if demonym(form(at)) && (word.upos == Upos::Adj || word.xpos == "NNPS" || word.xpos == "NNS") {
            found.push((at..at + 1, EntityKind::Group));
        }
    }
    // The longest of those that overlap.
    found.sort_by_key(|(tokens, kind)| (usize::MAX - tokens.len(), tokens.start, *kind));
    let mut names: BTreeMap<usize, (Range<usize>, EntityKind)> = BTreeMap::new();
    for (tokens, kind) in found {
        if names.values().all(|(other, _)| tokens.end <= other.start || other.end <= tokens.start) {
            names.insert(tokens.start, (tokens, kind));
        }
    }
    names.into_values().collect()
}

fn entity_kind(name: &str) -> Option<EntityKind> {
    Some(match name {
        "person" => EntityKind::Person,
        "organization" => EntityKind::Organisation,
        "place" => EntityKind::Place,
        "event" | "object" | "abstract" => EntityKind::Other,
        _ => return None,
    })
}
