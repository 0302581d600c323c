//! What the finders hand on before anybody is resolved.

use super::tree::Words;
use lexicon::saying::CueClass;
use model::Span;

/// An attribution as words: cue, source, content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribution {
    /// Its sentence: that of the cue, or of the first words of the content where there is none.
    pub sentence: usize,
    /// Words of the cue.
    pub cue: Option<Words>,
    /// Head word of the cue.
    pub head: Option<usize>,
    /// Words of the source, with their sentence.
    pub source: Option<(usize, Words)>,
    /// Head word of the source.
    pub source_head: Option<usize>,
    /// Bytes of the content, in order.
    pub content: Vec<Span>,
    /// Speech or thought.
    pub class: CueClass,
    /// Head word of the one addressed.
    pub addressee: Option<usize>,
    /// The words as they were spoken though no marks say so: a turn of a transcript.
    pub spoken: bool,
}

impl Attribution {
    /// An attribution by the cue `cue` whose content is not yet known.
    pub fn new(sentence: usize, cue: Words, head: usize, class: CueClass) -> Attribution {
        Attribution {
            sentence,
            cue: Some(cue),
            head: Some(head),
            source: None,
            source_head: None,
            content: Vec::new(),
            class,
            addressee: None,
            spoken: false,
        }
    }

    /// Adds bytes to the content, joining what touches, and keeps it in order.
    pub fn add(&mut self, span: Span, text: &str) {
        if span.is_empty() {
            return;
        }
        self.content.push(span);
        self.content.sort();
        let mut joined: Vec<Span> = Vec::with_capacity(self.content.len());
        for &span in &self.content {
            match joined.last_mut() {
                Some(last)
                    if span.start <= last.end
                        || text.get(last.end as usize..span.start as usize).is_some_and(|gap| gap.trim_matches(' ').is_empty()) =>
                {
                    last.end = last.end.max(span.end);
                }
                _ => joined.push(span),
            }
        }
        self.content = joined;
    }

    /// Whether any content overlaps `span`.
    pub fn covers(&self, span: Span) -> bool {
        self.content.iter().any(|c| c.overlaps(span))
    }
}
