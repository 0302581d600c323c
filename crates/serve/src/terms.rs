//! What a person looks for: words, beginnings and phrases, understood as the full-text search of the reports understands them, so that the
//! entries of the record are found by the same words.

/// A search, ready to be compared with folded texts.
#[derive(Debug, Default)]
pub struct Terms(Vec<String>);

impl Terms {
    /// Reads a search: all words must occur; a phrase stands in quotation marks; `nego*` finds beginnings.
    pub fn parse(words: &str) -> Terms {
        let mut terms = Vec::new();
        for (at, piece) in words.replace(['“', '”', '„'], "\"").split('"').enumerate() {
            if at % 2 == 1 {
                terms.push(fold(piece));
            } else {
                terms.extend(piece.split_whitespace().map(|word| match word.strip_suffix('*') {
                    Some(beginning) => fold(beginning).trim_end().to_owned(),
                    None => fold(word),
                }));
            }
        }
        terms.retain(|term| !term.trim().is_empty());
        Terms(terms)
    }

    /// Whether nothing is looked for.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether all of it occurs in a folded text.
    pub fn occur(&self, folded: &str) -> bool {
        !self.0.is_empty() && self.0.iter().all(|term| folded.contains(term.as_str()))
    }
}

/// A text for comparing: its words without case and accents, each with a space before and behind.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push(' ');
    for c in text.chars() {
        match c {
            _ if is_mark(c) => {}
            _ if c.is_ascii_alphanumeric() => out.push(c.to_ascii_lowercase()),
            // Latin letters with accents.
            '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' if c.is_alphabetic() => {
                out.extend(any_ascii::any_ascii_char(c).chars().map(|c| c.to_ascii_lowercase()));
            }
            _ if c.is_alphanumeric() => out.extend(c.to_lowercase()),
            _ if !out.ends_with(' ') => out.push(' '),
            _ => {}
        }
    }
    if !out.ends_with(' ') {
        out.push(' ');
    }
    out
}

/// Points and accents that stand upon letters: Latin, Hebrew, Arabic.
const fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5bd}' | '\u{5c1}'..='\u{5c2}' | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{670}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_phrases_and_beginnings_are_found_as_in_reports() {
        let text = fold("The Cease-fire of Grünau was “agreed” by Ruritania's envoys.");
        for found in ["ceasefire*", "cease-fire", "grunau GRÜNAU", "\"fire of Grunau\"", "“was agreed”", "envo*", "ruritania agreed"] {
            let expected = found != "ceasefire*";
            assert_eq!(Terms::parse(found).occur(&text), expected, "{found}");
        }
        for missing in ["cease fires", "\"of the fire\"", "agree", "voys", "", "  ", "\"\"", "***"] {
            assert!(!Terms::parse(missing).occur(&text), "{missing}");
        }
        assert!(Terms::parse("שלום").occur(&fold("שָׁלוֹם לכולם")));
    }
}
