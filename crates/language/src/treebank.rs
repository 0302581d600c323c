//! Reading treebanks in CoNLL-U, with their raw text.

use model::{EntityKind, Span, Upos};
use std::ops::Range;

/// A document of a treebank: its raw text as `SpaceAfter` and `# newpar` give it, and its sentences.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// The text; paragraphs are set apart by an empty line.
    pub text: String,
    /// Its sentences in order.
    pub sentences: Vec<TreeSentence>,
}

/// A sentence of a treebank.
#[derive(Clone, Debug, Default)]
pub struct TreeSentence {
    /// Its words.
    pub words: Vec<TreeWord>,
    /// Names, where the treebank marks them: words and the treebank's own name of the kind.
    pub entities: Vec<(Range<usize>, String)>,
    /// Names that are ready to be learned (`Name=B-person`, `I-person`, `O` in the last column); `None` where no word has such a mark.
    pub names: Option<Vec<(Range<usize>, EntityKind)>>,
}

/// A word of a treebank.
#[derive(Clone, Debug)]
pub struct TreeWord {
    /// Bytes in the document's text. Words of a multi-word token share out its letters.
    pub span: Span,
    /// Lemma.
    pub lemma: String,
    /// Part of speech.
    pub upos: Upos,
    /// The treebank's own tag; empty where it has none.
    pub xpos: String,
    /// Head, 1-based; 0 is the root.
    pub head: usize,
    /// Relation with subtype.
    pub deprel: String,
    /// What a teacher thinks of the word: the last column where it has `Heads=…` (see `train::target`).
    pub doubts: Option<Box<str>>,
}

struct Line<'t> {
    id: &'t str,
    form: &'t str,
    columns: Vec<&'t str>,
}

/// Reads all documents of a CoNLL-U text. Files without `# newdoc` give documents of twenty sentences. Malformed lines are skipped.
pub fn read_conllu(source: &str) -> Vec<Document> {
    let marked = source.lines().any(|l| l.starts_with("# newdoc"));
    let mut documents: Vec<Document> = Vec::new();
    let mut lines: Vec<Line> = Vec::new();
    let (mut new_document, mut new_paragraph) = (true, false);
    for line in source.lines().chain(std::iter::once("")) {
        if line.starts_with('#') {
            new_document |= line.starts_with("# newdoc");
            new_paragraph |= line.starts_with("# newpar");
        } else if !line.is_empty() {
            let columns: Vec<&str> = line.split('\t').collect();
            if columns.len() >= 8 && !columns[0].contains('.') {
                lines.push(Line { id: columns[0], form: columns[1], columns });
            }
        } else if !lines.is_empty() {
            if documents.is_empty() || new_document || !marked && documents.last().is_some_and(|d| d.sentences.len() >= 20) {
                documents.push(Document::default());
            }
            if let Some(document) = documents.last_mut() {
                add_sentence(document, &lines, new_paragraph);
            }
            lines.clear();
            (new_document, new_paragraph) = (false, false);
        }
    }
    documents
}

fn add_sentence(document: &mut Document, lines: &[Line], new_paragraph: bool) {
    let text = &mut document.text;
    if !text.is_empty() && new_paragraph {
        text.truncate(text.trim_end().len());
        text.push_str("\n\n");
    }
    let mut sentence = TreeSentence::default();
    let mut at = 0;
    let mut open: Vec<(String, usize)> = Vec::new();
    while at < lines.len() {
        let line = &lines[at];
        let spaced = !line.columns.get(9).is_some_and(|m| m.split('|').any(|p| p == "SpaceAfter=No"));
        let start = text.len();
        text.push_str(line.form);
        let members = match line.id.split_once('-') {
            Some((a, b)) => {
                let count = b.parse::<usize>().unwrap_or(0).saturating_sub(a.parse().unwrap_or(usize::MAX)).wrapping_add(1);
                at += 1;
                &lines[at.min(lines.len())..(at + count).min(lines.len())]
            }
            None => &lines[at..at + 1],
        };
        at += members.len();
        let forms: Vec<&str> = members.iter().map(|m| m.form).collect();
        let mut from = start;
        for (member, len) in members.iter().zip(share_out(line.form, &forms)) {
            let c = &member.columns;
            name_mark(c.get(9).copied().unwrap_or("_"), sentence.words.len(), &mut sentence.names);
            entity_marks(c.get(9).copied().unwrap_or("_"), sentence.words.len(), &mut open, &mut sentence.entities);
            sentence.words.push(TreeWord {
                span: Span::new(from, from + len),
                lemma: c[2].to_owned(),
                upos: Upos::parse(c[3]).unwrap_or(Upos::X),
                xpos: if c[4] == "_" { String::new() } else { c[4].to_owned() },
                head: c[6].parse().unwrap_or(0),
                deprel: c[7].to_owned(),
                doubts: c.get(9).filter(|m| m.contains("Heads=")).map(|&m| m.into()),
            });
            from += len;
        }
        if spaced {
            text.push(' ');
        }
    }
    let count = sentence.words.len();
    for word in &mut sentence.words {
        word.head = if word.head > count { 0 } else { word.head };
    }
    document.sentences.push(sentence);
}

/// How many bytes of `surface` each of its words gets: its own where they spell the surface; otherwise every later word as much of the end
/// as it shares with it (at least one character), and the first the rest.
fn share_out(surface: &str, forms: &[&str]) -> Vec<usize> {
    if forms.len() <= 1 || forms.iter().map(|f| f.len()).sum::<usize>() == surface.len() {
        let mut lengths: Vec<usize> = forms.iter().map(|f| f.len()).collect();
        let mut at = 0;
        if lengths.iter().all(|&l| {
            at += l;
            surface.is_char_boundary(at.min(surface.len()))
        }) && at == surface.len()
        {
            return lengths;
        }
        if let Some(only) = lengths.first_mut().filter(|_| forms.len() == 1) {
            *only = surface.len();
            return lengths;
        }
    }
    let mut bounds: Vec<usize> = surface.char_indices().map(|c| c.0).collect();
    bounds.push(surface.len());
    let chars = bounds.len() - 1;
    let mut lengths = vec![0; forms.len()];
    let mut end = chars;
    for (i, form) in forms.iter().enumerate().skip(1).rev() {
        let left = &surface[..bounds[end]];
        let shared = form.chars().rev().zip(left.chars().rev()).take_while(|(a, b)| a == b).count();
        let take = shared.clamp(1, end.saturating_sub(i).max(1)).min(end);
        lengths[i] = bounds[end] - bounds[end - take];
        end -= take;
    }
    lengths[0] = bounds[end];
    lengths
}

/// Follows `Name=` marks.
fn name_mark(misc: &str, word: usize, names: &mut Option<Vec<(Range<usize>, EntityKind)>>) {
    let Some(mark) = misc.split('|').find_map(|p| p.strip_prefix("Name=")) else { return };
    let names = names.get_or_insert_default();
    let Some((place, kind)) = mark.split_once('-') else { return };
    let Some(kind) = EntityKind::ALL.iter().find(|k| k.name() == kind) else { return };
    match names.last_mut() {
        Some((words, last)) if place == "I" && words.end == word && *last == *kind => words.end = word + 1,
        _ => names.push((word..word + 1, *kind)),
    }
}

/// Follows GUM's bracket notation in the last column: `Entity=(12-person-…`, `12)`.
fn entity_marks(misc: &str, word: usize, open: &mut Vec<(String, usize)>, found: &mut Vec<(Range<usize>, String)>) {
    let Some(marks) = misc.split('|').find_map(|p| p.strip_prefix("Entity=")) else { return };
    let mut rest = marks;
    while !rest.is_empty() {
        if let Some(inner) = rest.strip_prefix('(') {
            let end = inner.find(['(', ')']).unwrap_or(inner.len());
            let mut parts = inner[..end].split('-');
            let (_, kind) = (parts.next(), parts.next().unwrap_or(""));
            open.push((kind.to_owned(), word));
            rest = &inner[end..];
            if let Some(after) = rest.strip_prefix(')') {
                close(word, open, found);
                rest = after;
            }
        } else {
            // "12)" closes the innermost open one.
            let end = rest.find(')').map_or(rest.len(), |e| e + 1);
            close(word, open, found);
            rest = &rest[end..];
        }
    }
}

fn close(word: usize, open: &mut Vec<(String, usize)>, found: &mut Vec<(Range<usize>, String)>) {
    if let Some((kind, start)) = open.pop() {
        found.push((start..word + 1, kind));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_a_multi_word_token_share_out_its_letters() {
        assert_eq!(share_out("don't", &["do", "n't"]), [2, 3]);
        assert_eq!(share_out("zum", &["zu", "dem"]), [2, 1]);
        assert_eq!(share_out("im", &["in", "dem"]), [1, 1]);
        assert_eq!(share_out("größ", &["größ"]), [6]);
    }

    #[test]
    fn text_follows_spaces_and_paragraphs() {
        let source = "# newdoc\n1\tGeh\tgehen\tVERB\t_\t_\t0\troot\t_\t_\n2-3\tzum\t_\t_\t_\t_\t_\t_\t_\t_\n2\tzu\tzu\tADP\t_\t_\t4\tcase\t_\t_\n\
                      3\tdem\tder\tDET\t_\t_\t4\tdet\t_\t_\n4\tRat\tRat\tNOUN\t_\t_\t1\tobl\t_\tSpaceAfter=No\n5\t!\t!\tPUNCT\t_\t_\t1\tpunct\t_\t_\n\n\
                      # newpar\n1\tJa\tja\tINTJ\t_\t_\t0\troot\t_\t_\n\n";
        let documents = read_conllu(source);
        assert_eq!(documents.len(), 1);
        assert_eq!(documents[0].text.trim_end(), "Geh zum Rat!\n\nJa");
        let forms: Vec<&str> = documents[0].sentences[0].words.iter().map(|w| w.span.of(&documents[0].text)).collect();
        assert_eq!(forms, ["Geh", "zu", "m", "Rat", "!"]);
    }
}
