//! Lemmas by edit rules: the longest suffix seen with a tag decides how the form is changed.

use crate::linear::mix;
use crate::store::{Reader, Writer};
use compact_str::CompactString;

/// How a form becomes its lemma: fold case or not, cut characters off the end, add an ending.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Edit {
    /// Whether the form is put in lower case first.
    pub fold: bool,
    /// Characters cut off the end; 255 replaces the whole form.
    pub cut: u8,
    /// What is added.
    pub add: String,
}

impl Edit {
    /// The edit that turns `form` into `lemma`: the one with the shortest change.
    pub fn between(form: &str, lemma: &str) -> Edit {
        let lower = form.to_lowercase();
        let fold = !lemma.chars().any(char::is_uppercase);
        let base: &str = if fold { &lower } else { form };
        let shared: usize = base.chars().zip(lemma.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
        let cut = base[shared..].chars().count();
        // A single letter with a capital lemma ("i", "I") has it whatever its own case.
        if shared == 0 && !base.is_empty() || cut >= 255 || !fold && form.chars().nth(1).is_none() {
            return Edit { fold: false, cut: 255, add: lemma.to_owned() };
        }
        Edit { fold, cut: cut as u8, add: lemma[shared..].to_owned() }
    }

    /// Applies the edit.
    pub fn apply(&self, form: &str) -> CompactString {
        if self.cut == 255 {
            return CompactString::from(self.add.as_str());
        }
        let mut out = if self.fold { CompactString::from_str_to_lowercase(form) } else { CompactString::from(form) };
        for _ in 0..self.cut {
            out.pop();
        }
        out.push_str(&self.add);
        if out.is_empty() { CompactString::from(form) } else { out }
    }
}

/// The learned rules.
#[derive(Clone, Debug, Default)]
pub struct Lemmatiser {
    pub(crate) edits: Vec<Edit>,
    /// Open-addressing table from hash of (tag, suffix length, suffix) to an edit.
    pub(crate) keys: Vec<u32>,
    pub(crate) values: Vec<u16>,
    /// Entries of the table before indexing, sorted by key; what is written.
    pub(crate) rules: Vec<(u32, u16)>,
}

/// Longest suffix that a rule may look at; beyond it only the whole form.
pub(crate) const LONGEST: usize = 6;

/// Key of a rule: `length` characters from the end, 0 for the tag alone, `LONGEST + 1` for the whole form.
pub(crate) fn rule_key(tag: u8, length: usize, part: &str) -> u32 {
    let hash = part.bytes().fold(mix(tag as u64 + 1, length as u64), |h, b| mix(h, b as u64));
    // Zero marks an empty slot.
    ((hash >> 13) as u32).max(1)
}

impl Lemmatiser {
    /// The lemma of `form` under joint tag `tag`.
    pub fn lemma(&self, form: &str, tag: u8) -> CompactString {
        match self.edit(form, tag) {
            Some(edit) => self.edits[edit as usize].apply(form),
            None => CompactString::from_str_to_lowercase(form),
        }
    }

    fn edit(&self, form: &str, tag: u8) -> Option<u16> {
        if self.keys.is_empty() {
            return None;
        }
        let mut buffer = CompactString::default();
        let form = plain(form, &mut buffer);
        if let Some(edit) = self.get(rule_key(tag, LONGEST + 1, form)) {
            return Some(edit);
        }
        let mut starts = [form.len(); LONGEST + 1];
        let mut count = 0;
        for (i, (at, _)) in form.char_indices().rev().take(LONGEST).enumerate() {
            starts[i + 1] = at;
            count = i + 1;
        }
        (0..=count).rev().find_map(|k| self.get(rule_key(tag, k, &form[starts[k]..])))
    }

    fn get(&self, key: u32) -> Option<u16> {
        let mask = self.keys.len() - 1;
        let mut at = key as usize & mask;
        loop {
            match self.keys[at] {
                0 => return None,
                k if k == key => return Some(self.values[at]),
                _ => at = (at + 1) & mask,
            }
        }
    }

    pub(crate) fn index(edits: Vec<Edit>, rules: Vec<(u32, u16)>) -> Lemmatiser {
        let slots = (rules.len() * 2 + 1).next_power_of_two();
        let mut it = Lemmatiser { edits, keys: vec![0; slots], values: vec![0; slots], rules };
        for &(key, value) in &it.rules {
            let mut at = key as usize & (slots - 1);
            while it.keys[at] != 0 {
                at = (at + 1) & (slots - 1);
            }
            (it.keys[at], it.values[at]) = (key, value);
        }
        it
    }

    pub(crate) fn write(&self, to: &mut Writer) {
        to.strings(&self.edits.iter().map(|e| format!("{}{:02x}{}", e.fold as u8, e.cut, e.add)).collect::<Vec<_>>());
        to.numbers(self.rules.iter().map(|r| r.0));
        to.numbers(self.rules.iter().map(|r| r.1 as u32));
    }

    pub(crate) fn read(from: &mut Reader) -> Option<Lemmatiser> {
        let lines = from.strings()?;
        let edits = lines
            .iter()
            .map(|s| Some(Edit { fold: s.get(..1)? == "1", cut: u8::from_str_radix(s.get(1..3)?, 16).ok()?, add: s.get(3..)?.to_owned() }));
        let edits: Vec<Edit> = edits.collect::<Option<_>>()?;
        let (keys, values) = (from.numbers()?, from.numbers()?);
        if keys.len() != values.len() || keys.contains(&0) || values.iter().any(|&v| v as usize >= edits.len()) {
            return None;
        }
        Some(Lemmatiser::index(edits, keys.into_iter().zip(values.into_iter().map(|v| v as u16)).collect()))
    }
}

/// The form in lower case with typewriter apostrophes; borrowed where it is so already.
pub(crate) fn plain<'a>(form: &'a str, buffer: &'a mut CompactString) -> &'a str {
    if form.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_punctuation()) {
        return form;
    }
    for c in form.chars().take(300) {
        let c = crate::segment::normalise(c);
        if c.is_ascii() { buffer.push(c.to_ascii_lowercase()) } else { buffer.extend(c.to_lowercase()) }
    }
    buffer.as_str()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_edit_leads_from_form_to_lemma() {
        for (form, lemma) in [
            ("talks", "talk"),
            ("Said", "say"),
            ("went", "go"),
            ("Kyiv", "Kyiv"),
            ("ging", "gehen"),
            ("Ölpreise", "Ölpreis"),
            ("WAS", "be"),
        ] {
            assert_eq!(Edit::between(form, lemma).apply(form), lemma, "{form}");
        }
        assert_eq!(Edit::between("countries", "country").apply("Parties"), "party");
    }
}
