//! What the report as a whole is about, where a word's meaning hangs on it; found out once, when first asked.

use super::reader::Reader;
use std::cell::OnceCell;

/// Answers about the report, kept for its later sentences.
#[derive(Clone, Debug, Default)]
pub(crate) struct About {
    labour: OnceCell<bool>,
    talks: OnceCell<bool>,
}

impl Reader<'_, '_> {
    /// Whether the report is about labour: a strike there is no bombardment.
    pub fn labour(&self) -> bool {
        *self.memory.about.labour.get_or_init(|| lexicon::is_about_labour(self.doc.text()))
    }

    /// Whether the report is about talks: what divides somebody is else nothing that keeps them from a deal.
    pub fn speaks_of_talks(&self) -> bool {
        let talks = |t: &model::Token| match t.lemma.as_str() {
            "talk" => t.upos == model::Upos::Noun,
            lemma => {
                matches!(lemma, "talks" | "negotiation" | "negotiate" | "negotiator" | "mediator" | "truce" | "ceasefire" | "bargaining")
            }
        };
        *self.memory.about.talks.get_or_init(|| self.doc.sentences.iter().any(|s| s.tokens.iter().any(talks)))
    }
}
