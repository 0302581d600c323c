//! Universal Dependencies treebanks (CoNLL-U) as documents with raw text.

use super::{Document, Word, letters};
use anyhow::Context;

/// Sentences a document in a file without `# newdoc`.
const BY: usize = 20;

struct Block<'a> {
    lines: Vec<Vec<&'a str>>,
    new_document: bool,
    new_paragraph: bool,
}

/// Reads a treebank. A document is what stands under one `# newdoc`, or twenty sentences where the file has none.
pub fn read(text: &str) -> anyhow::Result<Vec<Document>> {
    let mut blocks: Vec<Block> = Vec::new();
    let fresh = || Block { lines: Vec::new(), new_document: false, new_paragraph: false };
    let mut current = fresh();
    for line in text.split('\n').map(|line| line.strip_suffix('\r').unwrap_or(line)).chain([""]) {
        if line.starts_with('#') {
            current.new_document |= line.starts_with("# newdoc");
            current.new_paragraph |= line.starts_with("# newpar");
        } else if !line.is_empty() {
            current.lines.push(line.split('\t').collect());
        } else if !current.lines.is_empty() {
            blocks.push(std::mem::replace(&mut current, fresh()));
        }
    }
    let marked = blocks.iter().any(|block| block.new_document);
    let mut groups: Vec<Vec<Block>> = Vec::new();
    for (number, block) in blocks.into_iter().enumerate() {
        match groups.last_mut() {
            Some(group) if !(if marked { block.new_document } else { number % BY == 0 }) => group.push(block),
            _ => groups.push(vec![block]),
        }
    }
    groups.iter().enumerate().map(|(number, group)| document(format!("{number:05}"), group)).collect()
}

fn document(id: String, group: &[Block]) -> anyhow::Result<Document> {
    let (mut text, mut at, mut sentences) = (String::new(), 0, Vec::new());
    for block in group {
        if !text.is_empty() && block.new_paragraph {
            text.truncate(text.trim_end().len());
            text.push_str("\n\n");
        }
        let mut words: Vec<Word> = Vec::new();
        // The token of several words that is open: its surface, first letter, and the positions of its words.
        let (mut until, mut surface, mut begin, mut multi) = (0usize, "", 0usize, Vec::new());
        for columns in &block.lines {
            let [number, form, lemma, upos, xpos, _, head, deprel, _, misc] = columns.as_slice() else {
                anyhow::bail!("a line of {} columns, 10 are asked for: {:?}", columns.len(), columns.join(" "));
            };
            let space = if misc.split('|').any(|part| part == "SpaceAfter=No") { "" } else { " " };
            if number.contains('.') {
                continue;
            }
            if let Some((_, last)) = number.split_once('-') {
                until = last.parse().with_context(|| format!("{number:?} is no range of words"))?;
                (surface, begin) = (form, at);
                multi.clear();
                text.push_str(form);
                text.push_str(space);
                at += letters(form).chars().count();
                continue;
            }
            let position: usize = number.parse().with_context(|| format!("{number:?} is no word number"))?;
            let mut word = Word {
                form: letters(form),
                upos: Some((*upos).to_owned()),
                xpos: Some((*xpos).to_owned()),
                lemma: Some((*lemma).to_owned()),
                head: Some(head.parse().with_context(|| format!("{head:?} is no head"))?),
                deprel: (*deprel).to_owned(),
                ..Word::default()
            };
            if position > until {
                word.start = at;
                at += word.form.chars().count();
                word.end = at;
                text.push_str(form);
                text.push_str(space);
                words.push(word);
                continue;
            }
            multi.push(words.len());
            words.push(word);
            if position == until {
                let spelt: String = multi.iter().map(|&of| words[of].form.as_str()).collect();
                let spells = spelt.to_lowercase() == letters(surface).to_lowercase();
                let mut place = begin;
                for &of in &multi {
                    let length = words[of].form.chars().count();
                    words[of].multi = true;
                    (words[of].start, words[of].end) = if spells { (place, place + length) } else { (begin, at) };
                    place += length;
                }
            }
        }
        sentences.push(words);
    }
    Ok(Document { id, text: text.trim().to_owned(), sentences })
}
