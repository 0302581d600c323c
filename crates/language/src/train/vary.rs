//! Variants of training sentences: other names of the same kind and length, blanks between all tokens, capitals. The treebanks name few of the
//! people and places that news will name; a network that has seen each context with many names leans on the context.

use crate::linear::Shuffle;
use model::{EntityKind, Span};
use std::ops::Range;

/// The words that names are replaced from, one list of entries a kind; an entry is a list of tokens.
#[derive(Clone, Debug, Default)]
pub struct Stock {
    pub given: Vec<Vec<String>>,
    pub places: Vec<Vec<String>>,
    pub organisations: Vec<Vec<String>>,
    pub peoples: Vec<Vec<String>>,
}

/// The entries of a word list, each cut into tokens.
pub fn entries(list: &str) -> Vec<Vec<String>> {
    let lines = list.lines().filter(|l| !l.starts_with('#')).flat_map(|l| l.split(','));
    let cut = |e: &str| crate::neural::entry_tokens(e).iter().map(|s| s.of(e).to_owned()).collect::<Vec<_>>();
    lines.map(|e| cut(e.trim())).filter(|e| !e.is_empty()).collect()
}

/// A sentence as forms with the blanks before them.
#[derive(Clone, Debug)]
pub struct Spelling {
    pub forms: Vec<String>,
    pub spaced: Vec<bool>,
}

impl Spelling {
    /// From spans of a text.
    pub fn of(text: &str, tokens: &[Span]) -> Spelling {
        let mut end = 0;
        let spaced = tokens.iter().map(|t| std::mem::replace(&mut end, t.end) != t.start).collect();
        Spelling { forms: tokens.iter().map(|t| t.of(text).to_owned()).collect(), spaced }
    }

    /// A text that it stands in, and its tokens there.
    pub fn lay_out(&self) -> (String, Vec<Span>) {
        let (mut text, mut spans) = (String::new(), Vec::new());
        for (form, spaced) in self.forms.iter().zip(&self.spaced) {
            if *spaced && !text.is_empty() {
                text.push(' ');
            }
            spans.push(Span::new(text.len(), text.len() + form.len()));
            text.push_str(form);
        }
        (text, spans)
    }

    /// Puts blanks between all tokens, as texts do that were once stored as tokens.
    pub fn spread(mut self) -> Spelling {
        self.spaced.fill(true);
        self
    }

    /// Puts all in capitals, as headlines and old wires have it.
    pub fn shout(mut self) -> Spelling {
        self.forms.iter_mut().for_each(|f| *f = f.to_uppercase());
        self
    }

    /// Replaces the names by others of their kind.
    pub fn rename(mut self, names: &[(Range<usize>, EntityKind)], stock: &Stock, random: &mut Shuffle) -> Spelling {
        for (tokens, kind) in names {
            let forms = &mut self.forms[tokens.clone()];
            match kind {
                EntityKind::Person => person(forms, stock, random),
                EntityKind::Place => whole(forms, &stock.places, 60, random),
                EntityKind::Organisation if forms.len() == 1 && random.below(100) < 45 => forms[0] = acronym(random),
                EntityKind::Organisation => organisation(forms, stock, random),
                EntityKind::Group => people(forms, stock, random),
                EntityKind::Other => {}
            }
        }
        self
    }
}

fn replaceable(form: &str) -> bool {
    form.chars().next().is_some_and(char::is_uppercase) && form.chars().filter(|c| c.is_alphabetic()).count() > 1 && !form.ends_with('.')
}

fn pick<'s>(list: &'s [Vec<String>], length: usize, random: &mut Shuffle) -> Option<&'s [String]> {
    (0..12).filter_map(|_| list.get(random.below(list.len()))).find(|e| e.len() == length).map(Vec::as_slice)
}

fn person(forms: &mut [String], stock: &Stock, random: &mut Shuffle) {
    let last = forms.len() - 1;
    for (at, form) in forms.iter_mut().enumerate().filter(|(_, f)| replaceable(f)) {
        let given = if at == 0 && last > 0 { 75 } else { 25 };
        *form = match pick(&stock.given, 1, random) {
            Some(name) if random.below(100) < given => name[0].clone(),
            _ => invented(random),
        };
    }
}

fn whole(forms: &mut [String], list: &[Vec<String>], share: usize, random: &mut Shuffle) {
    match pick(list, forms.len(), random) {
        Some(entry) if random.below(100) < share => forms.clone_from_slice(entry),
        _ if replaceable(&forms[0]) => forms[0] = invented(random),
        _ => {}
    }
}

fn organisation(forms: &mut [String], stock: &Stock, random: &mut Shuffle) {
    match pick(&stock.organisations, forms.len(), random) {
        Some(entry) if random.below(100) < 40 => forms.clone_from_slice(entry),
        _ if forms.len() > 1 && random.below(100) < 50 && replaceable(&forms[0]) => {
            forms[0] = match pick(&stock.places, 1, random) {
                Some(place) if random.below(2) == 0 => place[0].clone(),
                _ => invented(random),
            };
        }
        _ => {}
    }
}

fn people(forms: &mut [String], stock: &Stock, random: &mut Shuffle) {
    if let [form] = forms
        && let Some(other) = pick(&stock.peoples, 1, random)
        && other[0].ends_with('s') == form.ends_with('s')
    {
        form.clone_from(&other[0]);
    }
}

/// A word that no language has but many could.
fn invented(random: &mut Shuffle) -> String {
    const ONSETS: [&str; 34] = [
        "b", "ch", "d", "f", "g", "gh", "h", "j", "k", "kh", "kr", "l", "m", "mb", "n", "nd", "ny", "p", "r", "s", "sh", "st", "t", "th",
        "tr", "ts", "v", "w", "y", "z", "zh", "br", "dr", "",
    ];
    const VOWELS: [&str; 14] = ["a", "e", "i", "o", "u", "a", "a", "i", "o", "aa", "ai", "ei", "ou", "ia"];
    const CODAS: [&str; 22] = ["", "", "", "", "", "n", "n", "r", "l", "s", "m", "k", "ng", "t", "d", "v", "sh", "nk", "ch", "z", "b", "h"];
    let mut word = String::new();
    for _ in 0..1 + random.below(3).max(1) {
        word.push_str(ONSETS[random.below(ONSETS.len())]);
        word.push_str(VOWELS[random.below(VOWELS.len())]);
        word.push_str(CODAS[random.below(CODAS.len())]);
    }
    let mut chars = word.chars();
    chars.next().map(|c| c.to_uppercase().chain(chars).collect()).unwrap_or(word)
}

/// Three to five capitals.
fn acronym(random: &mut Shuffle) -> String {
    (0..3 + random.below(3)).map(|_| (b'A' + random.below(26) as u8) as char).collect()
}
