//! What the network sees of a word: rows of the embedding table.

use super::vocabulary::{Values, Vocabulary};
use crate::linear::mix;
use crate::store::{Reader, Writer};
use crate::words::Word;
use model::{EntityKind, Span};

/// Features of a word.
pub(crate) const FEATURES: usize = 13;

/// Word lists ("given names", "places") that are built into a model: the hash of each entry's words and the lists it stands in.
#[derive(Clone, Debug, Default)]
pub(crate) struct Gazetteer {
    /// Sorted hashes of entries: of their words in lower case, in order.
    pub entries: Vec<u32>,
    /// For each entry a bit set of lists.
    pub lists: Vec<u32>,
    /// For each list the kind of name that its entries are, counted from 1; 0 where they are words or parts of names.
    pub kinds: Vec<u32>,
}

/// The bits of a mark that hold lists, and where the length of an entry begins.
const LISTS: u32 = 0xFFFF;
const LENGTH: u32 = 16;

/// Longest entry in words.
const LONGEST: usize = 5;

impl Gazetteer {
    /// Hash of an entry.
    pub fn hash(words: &[Word]) -> u32 {
        words.iter().fold(17u64, |h, w| mix(h, w.lower as u64)) as u32
    }

    /// The kind of name that the entry at the start of `marks` is, and its length, where it is of one kind only.
    pub fn kind(&self, marks: &[u32]) -> Option<(EntityKind, usize)> {
        let first = *marks.first()?;
        let mut kind = None;
        for (_, &code) in self.kinds.iter().enumerate().filter(|(list, _)| first >> list & 1 == 1) {
            // An entry that is also a given name or a common word, or of two kinds, tells nothing.
            let code = (code as usize).checked_sub(1).and_then(|code| EntityKind::ALL.get(code)).copied();
            match (code, kind) {
                (None, _) => return None,
                (Some(code), Some(other)) if code != other => return None,
                (code, _) => kind = code,
            }
        }
        kind.map(|k| (k, (first >> LENGTH) as usize))
    }

    /// Whether a word's mark tells that an entry of one word, a person's name and nothing else, begins there.
    pub fn is_person(&self, mark: u32) -> bool {
        let given = self.kinds.iter().position(|&kind| kind == 0);
        given.is_some_and(|list| mark & 0xFF == 1 << list && mark >> LENGTH == 1)
    }

    /// The kind of name that the whole of `form` is, where the lists have it as one kind only.
    pub fn kind_of(&self, form: &str) -> Option<EntityKind> {
        let (mut words, mut marks) = (Vec::new(), Vec::new());
        crate::words::fill(form, &entry_tokens(form), &mut words);
        self.mark(&words, &mut marks);
        self.kind(&marks).filter(|k| k.1 == words.len()).map(|k| k.0)
    }

    /// Adds entries to the list that holds names of `kind` (given names for persons), if the model knows such a list.
    pub fn extend(&mut self, kind: EntityKind, entries: &[&str]) {
        let code = if kind == EntityKind::Person { 0 } else { kind as u32 + 1 };
        let Some(list) = self.kinds.iter().position(|&k| k == code) else { return };
        let mut all: Vec<(u32, u32)> = std::mem::take(&mut self.entries).into_iter().zip(std::mem::take(&mut self.lists)).collect();
        hashes(entries.iter().copied(), |hash| all.push((hash, 1 << list)));
        self.collect(all);
    }

    /// For each word the lists it is in: bits 0–7 as the first word of an entry, 8–15 as a later one; from bit 16 the length of the entry that
    /// begins here. Lower-case words begin no entry.
    pub fn mark(&self, words: &[Word], marks: &mut Vec<u32>) {
        marks.clear();
        marks.resize(words.len(), 0);
        if self.entries.is_empty() {
            return;
        }
        for at in 0..words.len() {
            if words[at].case <= 1 {
                continue;
            }
            for length in (1..=LONGEST.min(words.len() - at)).rev() {
                if let Ok(found) = self.entries.binary_search(&Gazetteer::hash(&words[at..at + length])) {
                    marks[at] |= self.lists[found] | (length as u32) << LENGTH;
                    marks[at + 1..at + length].iter_mut().for_each(|m| *m |= self.lists[found] << 8);
                    break;
                }
            }
        }
    }

    pub fn write(&self, to: &mut Writer) {
        to.numbers(self.entries.iter().copied());
        to.numbers(self.lists.iter().copied());
        to.numbers(self.kinds.iter().copied());
    }

    pub fn read(from: &mut Reader) -> Option<Gazetteer> {
        let it = Gazetteer { entries: from.numbers()?, lists: from.numbers()?, kinds: from.numbers()? };
        (it.entries.len() == it.lists.len()).then_some(it)
    }

    /// Builds the lists from texts of entries set apart by commas or line ends; lines that begin with `#` are comments.
    pub fn build(lists: &[String]) -> Gazetteer {
        let mut all: Vec<(u32, u32)> = Vec::new();
        for (number, list) in lists.iter().enumerate().take(8) {
            let entries = list.lines().filter(|l| !l.starts_with('#')).flat_map(|l| l.split(','));
            hashes(entries, |hash| all.push((hash, 1 << number)));
        }
        let mut it = Gazetteer::default();
        it.collect(all);
        it
    }

    fn collect(&mut self, mut all: Vec<(u32, u32)>) {
        all.sort_unstable();
        for (hash, bits) in all {
            if self.entries.last() == Some(&hash) {
                if let Some(last) = self.lists.last_mut() {
                    *last |= bits;
                }
            } else {
                self.entries.push(hash);
                self.lists.push(bits);
            }
        }
    }
}

/// The hashes of entries that are not too long.
fn hashes<'e>(entries: impl Iterator<Item = &'e str>, mut each: impl FnMut(u32)) {
    let mut words = Vec::new();
    for entry in entries.map(str::trim) {
        let spans = entry_tokens(entry);
        if !spans.is_empty() && spans.len() <= LONGEST {
            crate::words::fill(entry, &spans, &mut words);
            each(Gazetteer::hash(&words));
        }
    }
}

/// An entry's tokens as the treebanks cut them: at blanks and around hyphens.
pub(crate) fn entry_tokens(entry: &str) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut start = 0;
    for (at, c) in entry.char_indices().chain(std::iter::once((entry.len(), ' '))) {
        if c.is_whitespace() || c == '-' {
            if at > start {
                spans.push(Span::new(start, at));
            }
            if c == '-' {
                spans.push(Span::new(at, at + 1));
            }
            start = at + c.len_utf8();
        }
    }
    spans
}

/// What the network is told of each word of a sentence.
pub(crate) fn input_values(words: &[Word], marks: &[u32], mut each: impl FnMut(Values)) {
    let last = words.len().saturating_sub(1);
    for (at, (w, &mark)) in words.iter().zip(marks).enumerate() {
        let place = (at == 0) as u32 + 2 * (at == last) as u32;
        let after = words.get(at + 1).is_none_or(|n| n.spaced);
        each([
            w.lower,
            w.form,
            w.shape,
            w.prefix[0],
            w.prefix[1],
            w.prefix[2],
            w.suffix[0],
            w.suffix[1],
            w.suffix[2],
            w.suffix[3],
            w.suffix[4],
            w.case as u32 + 8 * w.spaced as u32 + 16 * after as u32 + 32 * place,
            mark & LISTS,
        ]);
    }
}

/// The rows of the embedding table for each word; row 0 is no row.
pub(crate) fn input_ids(words: &[Word], marks: &[u32], known: &Vocabulary, ids: &mut Vec<[u32; FEATURES]>) {
    input_values(words, marks, |values| ids.push(known.rows_of(&values)));
}
