//! Irregular past forms of English verbs; `data/irregular.tsv`.

use crate::table::rows;
use std::collections::HashMap;
use std::sync::LazyLock;

pub(crate) const TABLE: &str = include_str!("../data/irregular.tsv");

static LEMMAS: LazyLock<HashMap<&'static str, &'static str>> =
    LazyLock::new(|| rows::<2>(TABLE).map(|[form, lemma]| (form, lemma)).collect());

/// The verb of an irregular past form in lower case: "froze" → "freeze"; `None` where the form is regular, unknown or also another verb's.
pub fn irregular_lemma(form: &str) -> Option<&'static str> {
    LEMMAS.get(form).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_and_their_verbs() {
        assert_eq!(irregular_lemma("froze"), Some("freeze"));
        assert_eq!(irregular_lemma("found"), None);
        for [form, lemma] in rows::<2>(TABLE) {
            assert_ne!(form, lemma);
            assert!(irregular_lemma(lemma).is_none(), "{lemma} is a form itself");
        }
    }
}
