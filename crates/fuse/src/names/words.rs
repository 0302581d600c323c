//! A name as romanised words with their keys.

use compact_str::CompactString;
use lexicon::fold;
use std::borrow::Cow;
use std::cell::OnceCell;

/// A word of a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// Lower-case Latin letters.
    pub roman: CompactString,
    /// Key that romanisations share, made when first asked for.
    key: OnceCell<CompactString>,
    /// Stood in brackets.
    pub aside: bool,
    /// What it is in a person's name.
    part: Part,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Name,
    Honorific,
    Particle,
}

impl Word {
    /// The key that romanisations of one word share; words of one or two letters are their own.
    pub(super) fn key(&self) -> &CompactString {
        self.key.get_or_init(|| if self.roman.len() <= 2 { self.roman.clone() } else { fold::fold_roman(&self.roman) })
    }
}

/// Scripts that decide how two names are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Script {
    /// Letters for consonants and vowels.
    Alphabet,
    /// Letters for consonants: Arabic, Hebrew.
    Consonants,
    /// Signs for syllables or words: Han, Hangul, kana.
    Signs,
}

/// A name cut into words.
#[derive(Clone, Debug)]
pub(super) struct Words {
    pub words: Vec<Word>,
    /// The legal form, in one spelling.
    pub legal_form: Option<&'static str>,
    /// An honorific or title was taken off.
    pub titled: bool,
    pub script: Script,
    /// The signs of a name in [`Script::Signs`].
    pub signs: Vec<char>,
}

/// Legal forms: spellings (romanised, without points), and one spelling for all.
const FORMS: &[(&str, &str)] = &[
    ("ag", "ag"),
    ("akg", "ag"),
    ("aktiengesellschaft", "ag"),
    ("gmbh", "gmbh"),
    ("gesellschaft mit beschrankter haftung", "gmbh"),
    ("plc", "plc"),
    ("public limited company", "plc"),
    ("llc", "llc"),
    ("limited liability company", "llc"),
    ("ltd", "ltd"),
    ("limited", "ltd"),
    ("inc", "inc"),
    ("incorporated", "inc"),
    ("corp", "corp"),
    ("corporation", "corp"),
    ("co", "co"),
    ("company", "co"),
    ("sa", "sa"),
    ("sarl", "sarl"),
    ("spa", "spa"),
    ("srl", "srl"),
    ("societatea cu raspundere limitata", "srl"),
    ("societa a responsabilita limitata", "srl"),
    ("nv", "nv"),
    ("bv", "bv"),
    ("ab", "ab"),
    ("as", "as"),
    ("a s", "as"),
    ("oy", "oy"),
    ("oyj", "oyj"),
    ("llp", "llp"),
    ("lp", "lp"),
    ("na", "na"),
    ("pty ltd", "ltd"),
    ("pte ltd", "ltd"),
    ("co ltd", "ltd"),
    ("ooo", "llc"),
    ("obshchestvo s ogranychennoy otvetstvennostyu", "llc"),
    ("ao", "jsc"),
    ("oao", "jsc"),
    ("pao", "jsc"),
    ("zao", "jsc"),
    ("jsc", "jsc"),
    ("pjsc", "jsc"),
    ("ojsc", "jsc"),
    ("aktsyonernoe obshchestvo", "jsc"),
    ("joint stock company", "jsc"),
    ("kg", "kg"),
    ("se", "se"),
    ("sas", "sas"),
    ("kk", "kk"),
    ("doo", "llc"),
    ("tov", "llc"),
];

/// Words before a person's name that are no part of it.
fn honorific(word: &str) -> bool {
    matches!(
        word,
        "mr" | "mrs"
            | "ms"
            | "miss"
            | "dr"
            | "prof"
            | "professor"
            | "sir"
            | "lord"
            | "lady"
            | "dame"
            | "president"
            | "presidente"
            | "prasident"
            | "prezydent"
            | "presiden"
            | "elnok"
            | "minister"
            | "premier"
            | "general"
            | "gen"
            | "colonel"
            | "col"
            | "major"
            | "captain"
            | "sheikh"
            | "shaikh"
            | "sheik"
            | "haji"
            | "hajji"
            | "hadji"
            | "mullah"
            | "maulvi"
            | "mawlawi"
            | "ayatollah"
            | "imam"
            | "king"
            | "queen"
            | "prince"
            | "princess"
            | "emir"
            | "sultan"
            | "jr"
            | "sr"
            | "hon"
            | "rev"
            | "senator"
            | "sen"
            | "ambassador"
            | "alhaji"
            | "qari"
            | "senor"
            | "herr"
            | "frau"
            | "monsieur"
    )
}

/// Words inside a person's name that spellings leave out at will.
fn particle(word: &str) -> bool {
    matches!(
        word,
        "al" | "el"
            | "ul"
            | "ud"
            | "ad"
            | "as"
            | "ar"
            | "an"
            | "bin"
            | "ben"
            | "ibn"
            | "bint"
            | "abu"
            | "von"
            | "van"
            | "de"
            | "der"
            | "den"
            | "la"
            | "le"
            | "del"
            | "da"
            | "dos"
            | "das"
            | "do"
            | "di"
            | "du"
            | "the"
            | "y"
            | "ould"
            | "wa"
    )
}

impl Words {
    /// Cuts a name. `person`: honorifics and particles are taken off, digits inside words read as the letters they look like.
    pub(super) fn new(name: &str, person: bool) -> Words {
        let (mut consonants, mut signs, mut letters) = (0u32, Vec::new(), 0u32);
        let prepared = if name.contains(['.', '\'', '’', '&', '/']) {
            let mut out = String::with_capacity(name.len() + 8);
            prepare(name, &mut out);
            Cow::Owned(out)
        } else {
            Cow::Borrowed(name)
        };
        for c in prepared.chars() {
            match c {
                '\u{0590}'..='\u{06FF}' => consonants += 1,
                '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7AF}' => signs.push(c),
                c if c.is_alphabetic() => letters += 1,
                _ => {}
            }
        }
        let script = if signs.len() as u32 > letters {
            Script::Signs
        } else if consonants > letters {
            Script::Consonants
        } else {
            Script::Alphabet
        };
        let mut roman = String::new();
        let mut words = Vec::new();
        let mut legal_form = None;
        for (part, aside) in brackets(&prepared) {
            fold::romanise(part, &mut roman);
            if !person || legal(&roman) {
                legal_form = take_form(&mut roman).or(legal_form);
            }
            for word in roman.split(' ').filter(|w| !w.is_empty()) {
                let roman = if person && word.bytes().any(|b| b.is_ascii_digit()) && word.bytes().any(|b| b.is_ascii_alphabetic()) {
                    unmask(word)
                } else {
                    CompactString::from(word)
                };
                let part = match person && roman.len() <= 10 {
                    true if particle(&roman) => Part::Particle,
                    true if honorific(&roman) => Part::Honorific,
                    _ => Part::Name,
                };
                words.push(Word { roman, key: OnceCell::new(), aside, part });
            }
        }
        let mut titled = false;
        if person {
            if words.iter().any(|w| w.part == Part::Name) {
                titled = words.iter().any(|w| w.part == Part::Honorific);
                words.retain(|w| w.part == Part::Name);
            }
        } else if words.len() > 1 {
            words.retain(|w| w.roman != "the");
        }
        Words { words, legal_form, titled, script, signs }
    }

    /// Letters in all words.
    pub(super) fn letters(&self) -> usize {
        self.words.iter().map(|w| w.roman.len()).sum()
    }

    /// All words as one.
    pub(super) fn joined(&self) -> CompactString {
        let mut out = CompactString::default();
        for word in &self.words {
            out.push_str(&word.roman);
        }
        out
    }
}

/// "A.B.C." becomes "ABC", "AT&T" "AT and T", a genitive "'s" falls away.
fn prepare(name: &str, out: &mut String) {
    let chars: Vec<char> = name.chars().collect();
    let mut at = 0;
    while at < chars.len() {
        let c = chars[at];
        let alone = |i: usize| i == 0 || !chars[i - 1].is_alphanumeric();
        if c == '.'
            && at > 0
            && chars[at - 1].is_alphabetic()
            && alone(at - 1)
            && chars.get(at + 1).is_some_and(|n| n.is_alphabetic())
            && chars.get(at + 2).is_none_or(|n| !n.is_alphanumeric())
        {
            at += 1;
            // The next single letter joins this one; mark it by not writing the point.
            out.push(chars[at]);
            at += 1;
            while chars.get(at) == Some(&'.')
                && chars.get(at + 1).is_some_and(|n| n.is_alphabetic())
                && chars.get(at + 2).is_none_or(|n| !n.is_alphanumeric())
            {
                out.push(chars[at + 1]);
                at += 2;
            }
            continue;
        }
        if matches!(c, '\'' | '’') && chars.get(at + 1) == Some(&'s') && chars.get(at + 2).is_none_or(|n| !n.is_alphanumeric()) {
            at += 2;
            continue;
        }
        match c {
            '&' => out.push_str(" and "),
            '/' if chars.get(at + 1) == Some(&'S') && at > 0 && chars[at - 1] == 'A' => {}
            c => out.push(c),
        }
        at += 1;
    }
}

/// The parts of a name inside and outside brackets.
fn brackets(name: &str) -> impl Iterator<Item = (&str, bool)> {
    name.split_inclusive(['(', ')']).map(|part| match part.strip_suffix(')') {
        Some(inside) => (inside, true),
        None => (part.strip_suffix('(').unwrap_or(part), false),
    })
}

/// Whether a person-or-company name ends with a legal form.
fn legal(roman: &str) -> bool {
    roman.rsplit(' ').next().is_some_and(|last| last.len() > 2 && FORMS.iter().any(|(form, _)| *form == last))
}

/// Takes legal forms off a romanised name; a long form may be misspelt.
fn take_form(roman: &mut String) -> Option<&'static str> {
    let mut found = None;
    // Forms of several words are rare: look for them only where a word of theirs stands.
    let long = ["limit", "obshchestvo", "haftung", "stock", "a s", "co ltd"].iter().any(|part| roman.contains(part));
    for (phrase, form) in FORMS.iter().filter(|(phrase, _)| long && phrase.contains(' ')) {
        if let Some(at) = roman.find(phrase)
            && (at == 0 || roman.as_bytes()[at - 1] == b' ')
            && (at + phrase.len() == roman.len() || roman.as_bytes()[at + phrase.len()] == b' ')
        {
            roman.replace_range(at..at + phrase.len(), "");
            found = Some(*form);
        }
    }
    let count = roman.split(' ').filter(|w| !w.is_empty()).count();
    let mut kept = String::with_capacity(roman.len());
    for (at, word) in roman.split(' ').filter(|w| !w.is_empty()).enumerate() {
        let edge = at == 0 || at + 2 >= count;
        let form = FORMS.iter().find(|(f, _)| *f == word || f.len() > 10 && word.len() > 10 && super::distance::edits(f, word) <= 2);
        match form {
            Some((_, form)) if edge && count > 1 => found = found.filter(|f| *f != "co").or(Some(form)),
            _ => {
                if !kept.is_empty() {
                    kept.push(' ');
                }
                kept.push_str(word);
            }
        }
    }
    *roman = kept;
    found
}

/// Letters for the digits that look like them.
fn unmask(word: &str) -> CompactString {
    word.chars()
        .map(|c| match c {
            '0' => 'o',
            '1' => 'i',
            '3' => 'e',
            '4' => 'a',
            '5' => 's',
            '7' => 't',
            '9' => 'g',
            c => c,
        })
        .collect()
}
