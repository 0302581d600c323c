//! Outlets that the text names as its sources: "according to Al Jazeera", "told Reuters", "state media reported".

use crate::Document;
use lexicon::saying::CueClass;
use model::{SourceReference, SourceRelation, Span};

/// Adds to `document.sources` each outlet that speaks, or that somebody spoke to.
pub fn cite(document: &mut Document) {
    let mut found: Vec<SourceReference> = Vec::new();
    for statement in &document.statements {
        if !matches!(super::class(document, statement), CueClass::Statement | CueClass::Evidence | CueClass::Act) {
            continue;
        }
        for span in &statement.source {
            named(document, *span, &mut found);
        }
        // "told Reuters", "said in an interview with Der Spiegel": between cue and content, or right after the cue.
        if let Some(cue) = statement.cue.first() {
            let after = after_cue(document, statement, *cue);
            named(document, after, &mut found);
        }
    }
    found.sort_by_key(|s| s.span);
    found.dedup_by_key(|s| s.span);
    for source in found {
        if !document.sources.iter().any(|s| s.span.overlaps(source.span)) {
            document.sources.push(source);
        }
    }
    document.sources.sort_by_key(|s| s.span);
}

/// The words after a cue in its sentence that are neither content nor source.
fn after_cue(document: &Document, statement: &model::Statement, cue: Span) -> Span {
    let Some(sentence) = document.sentences.get(statement.sentence as usize) else { return Span::default() };
    let mut start = cue.end;
    for s in &statement.source {
        if s.start >= cue.end && s.start - cue.end < 3 {
            start = s.end;
        }
    }
    let next = statement.content.iter().map(|c| c.start).filter(|&c| c >= start).min().unwrap_or(sentence.span.end);
    let end = next.min(sentence.span.end).min(start + 80);
    let mut end = end as usize;
    while !document.text().is_char_boundary(end) {
        end -= 1;
    }
    if (start as usize) < end { Span::new(start as usize, end) } else { Span::default() }
}

/// Whether a name goes on behind its word at `at`, with more than what outlets call themselves.
fn goes_on(document: &Document, sentence: usize, at: usize) -> bool {
    let Some(next) = document.sentences[sentence].tokens.get(at + 1) else { return false };
    let word = next.span.of(document.text());
    let own = ["News", "Agency", "TV", "Television", "Radio", "Online", "Newspaper", "Magazine", "Press", "Network", "Channel", "World"];
    next.upos == model::Upos::Propn && word.starts_with(char::is_uppercase) && !own.contains(&word)
}

/// Capitalised runs of up to five words inside `span` that the lexicon knows as outlets; collective media count under their own words.
fn named(document: &Document, span: Span, out: &mut Vec<SourceReference>) {
    let text = document.text();
    let Some((sentence, _)) = document.word_at(span.start).or_else(|| document.word_at(span.start + 1)) else { return };
    let Some((first, last)) = document.words_in(sentence, span) else { return };
    let tokens = &document.sentences[sentence].tokens;
    let mut at = first;
    while at <= last {
        let longest = (at..=last.min(at + 4)).rev().find_map(|end| {
            let span = tokens[at].span.cover(tokens[end].span);
            let words = span.of(text);
            let capital = words.chars().next().is_some_and(char::is_uppercase);
            // A word of a longer name ("the Liberation Front") is no newspaper of that word.
            let part = end == at && goes_on(document, sentence, at);
            lexicon::outlet(words).filter(|_| capital && !part).map(|o| (end, span, o.name.to_owned()))
        });
        if let Some((end, span, outlet)) = longest {
            out.push(SourceReference { span, outlet, relation: SourceRelation::Cites });
            at = end + 1;
            continue;
        }
        let media = tokens[at].span.of(text).to_lowercase();
        if matches!(media.as_str(), "media" | "agencies" | "agency" | "television" | "tv" | "newspaper" | "newspapers" | "radio")
            && at > first
            && document.sentences[sentence].head(at).is_none_or(|h| h < first || h > last)
        {
            let start = (first..at).find(|&k| tokens[k].upos != model::Upos::Det && tokens[k].upos != model::Upos::Adp).unwrap_or(at);
            let span = tokens[start].span.cover(tokens[at].span);
            out.push(SourceReference { span, outlet: span.of(text).to_owned(), relation: SourceRelation::Cites });
        }
        at += 1;
    }
}
