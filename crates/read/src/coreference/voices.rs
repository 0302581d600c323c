//! Who speaks: quotations and turns, by their speaker as far as it is known.

use crate::hashing::hash;
use crate::statements::quotes;
use model::{Reading, Span, StatementMode};

/// Stretches that somebody other than the narrator speaks.
#[derive(Clone, Debug, Default)]
pub struct Voices {
    /// In order, with a number that is the same for the same speaker.
    spoken: Vec<(Span, u32)>,
}

/// Words of the shortest speech.
const LEAST_WORDS: usize = 4;
/// Statements before a quotation's end that may be about it.
const NEAR: usize = 16;

impl Voices {
    /// From quotation marks and direct statements.
    pub fn new(reading: &Reading) -> Voices {
        let text = reading.article.text.as_str();
        let mut quoted = Vec::new();
        for block in &reading.article.blocks {
            quotes::scan(text, block.span, &mut quoted);
        }
        let mut told: Vec<(Span, u32, bool)> = Vec::new();
        for statement in reading.statements.iter().filter(|s| s.mode != StatementMode::Indirect) {
            let named = statement.source.first().map_or(0, |span| hash(span.of(text)) | 1 << 31);
            let speaker = statement.speaker.map_or(named, |actor| actor + 1);
            let direct = statement.mode == StatementMode::Direct;
            told.extend(statement.content.iter().filter(|_| speaker != 0).map(|&span| (span, speaker, direct)));
        }
        told.sort_unstable_by_key(|t| (t.0.start, t.0.end));
        let mut spoken: Vec<(Span, u32)> = Vec::new();
        for quote in &quoted {
            // A few words in quotation marks are a wording, no speech.
            if quote.inner.of(text).split_whitespace().take(LEAST_WORDS).count() < LEAST_WORDS {
                continue;
            }
            let overlap = |s: Span| quote.inner.end.min(s.end).saturating_sub(quote.inner.start.max(s.start));
            let before = told.partition_point(|t| t.0.start < quote.inner.end);
            let near = told[..before].iter().rev().take(NEAR).filter(|t| overlap(t.0) > 0);
            let speaker = near.max_by_key(|t| (overlap(t.0), std::cmp::Reverse(t.0.start))).map(|t| t.1);
            spoken.push((quote.span, speaker.unwrap_or(number_of(quote.span))));
        }
        // Turns of a transcript stand without marks.
        for &(span, speaker, _) in told.iter().filter(|t| t.2) {
            let after = quoted.partition_point(|q| q.span.end <= span.start);
            if quoted.get(after).is_none_or(|q| q.span.start >= span.end) {
                spoken.push((span, speaker));
            }
        }
        spoken.sort_by_key(|s| (s.0.start, s.0.end));
        Voices { spoken }
    }

    /// Who speaks a stretch; 0 is the narrator.
    pub fn of(&self, span: Span) -> u32 {
        let after = self.spoken.partition_point(|s| s.0.start <= span.start);
        self.spoken[..after].iter().rev().take(2).find(|s| s.0.end >= span.end).map_or(0, |s| s.1)
    }
}

/// A number for a quotation of which the speaker is not known.
fn number_of(span: Span) -> u32 {
    3 << 30 | span.start & 0x3FFF_FFFF
}
