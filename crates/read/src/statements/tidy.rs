//! Precision after the finders: whole words, one owner for a quotation, no speaker out of somebody else's quotation, no content that says only
//! when.

use super::attribution::Attribution;
use super::quoted;
use super::quotes::{self, Quote};
use super::tree::Words;
use crate::Document;
use lexicon::saying::CueClass;
use model::{Sentence, Span, Upos};

/// Applies every step; attributions without content left are dropped.
pub fn tidy(document: &Document, all: &[Quote], found: &mut Vec<Attribution>) {
    let (text, sentences) = (document.text(), &document.sentences);
    for a in found.iter_mut().filter(|a| !a.spoken) {
        name_after_quotation(text, sentences, all, a);
        let words = [a.source, a.cue.map(|c| (a.sentence, c))];
        for (s, words) in words.into_iter().flatten() {
            quoted::cut(a, span_of(&sentences[s], words));
        }
        a.content.retain(|c| !is_only_time(document, *c));
        for c in &mut a.content {
            *c = whole_words(text, *c);
        }
        a.content.retain(|c| c.of(text).chars().any(char::is_alphanumeric));
    }
    no_frames(sentences, found);
    participles(sentences, found);
    own_quotations(sentences, all, found);
    own_speakers(sentences, all, found);
    found.retain(|a| !a.content.is_empty());
}

fn span_of(sentence: &Sentence, (first, last): Words) -> Span {
    sentence.tokens[first].span.cover(sentence.tokens[last].span)
}

/// Contents hold neither the colon and the name that sign a headline nor nothing but another one's cue.
fn no_frames(sentences: &[Sentence], found: &mut [Attribution]) {
    for k in 0..found.len() {
        let Some(cue) = found[k].cue else { continue };
        let at = found[k].sentence;
        let own = span_of(&sentences[at], cue);
        let signed = found[k].source.filter(|&(s, w)| s == at && w.0 == cue.1 + 1 && sentences[at].tokens[cue.0].upos == Upos::Punct);
        let frame = signed.map(|(s, w)| own.cover(span_of(&sentences[s], w)));
        for j in (0..found.len()).filter(|&j| j != k) {
            let other = &mut found[j];
            if other.sentence != at || other.spoken {
                continue;
            }
            other.content.retain(|c| !own.contains(*c));
            if let Some(frame) = frame {
                quoted::cut(other, frame);
            }
        }
    }
}

/// "She said that A, adding that B": the participle of saying behind the comma speaks for who spoke before, and A ends there.
fn participles(sentences: &[Sentence], found: &mut [Attribution]) {
    for k in 0..found.len() {
        let (Some(cue), CueClass::Statement) = (found[k].cue, found[k].class) else { continue };
        let (at, tokens) = (found[k].sentence, &sentences[found[k].sentence].tokens);
        let Some(comma) = cue.0.checked_sub(1).filter(|&i| tokens[i].lemma == "," && tokens[cue.0].xpos == "VBG") else { continue };
        let (own, edge) = (span_of(&sentences[at], cue), tokens[comma].span.start);
        let runs_on = |other: &Attribution| other.content.iter().any(|c| c.contains(own));
        let shared = |a: Option<(usize, Words)>, b: Option<(usize, Words)>| {
            a.zip(b).is_some_and(|(a, b)| a.0 == b.0 && a.1.0 <= b.1.1 && b.1.0 <= a.1.1)
        };
        let before = (0..found.len()).filter(|&j| {
            let other = &found[j];
            let earlier = other.sentence == at && other.class == CueClass::Statement && other.cue.is_some_and(|c| c.1 < cue.0);
            earlier && !other.spoken && other.source.is_some() && (runs_on(other) || shared(other.source, found[k].source))
        });
        let Some(before) = before.min_by_key(|&j| found[j].cue) else { continue };
        if runs_on(&found[before]) {
            for c in &mut found[before].content {
                c.end = c.end.min(edge.max(c.start));
            }
            found[before].content.retain(|c| !c.is_empty());
        }
        (found[k].source, found[k].source_head) = (found[before].source, found[before].source_head);
    }
}

/// “… doubt about it,” regulator Guo said: what stands between the quotation's end and the name belongs to the name.
fn name_after_quotation(text: &str, sentences: &[Sentence], all: &[Quote], a: &mut Attribution) {
    let Some((s, source)) = a.source.filter(|&(s, w)| s == a.sentence && a.cue.is_some_and(|c| w.1 < c.0)) else { return };
    let sentence = &sentences[s];
    let start = sentence.tokens[source.0].span.start;
    let Some(c) = a.content.iter_mut().find(|c| c.end <= start && text[c.end as usize..start as usize].trim().is_empty()) else { return };
    let Some(q) = quotes::within(all, *c).last().filter(|q| q.closed && q.span.end < c.end && q.span.start >= c.start) else { return };
    let between = text[q.span.end as usize..start as usize].trim();
    if !q.inner.of(text).ends_with([',', '?', '!']) || between.is_empty() || between.split_whitespace().count() > 8 || between.contains(',')
    {
        return;
    }
    let Some(first) = sentence.tokens.iter().position(|t| t.span.start >= q.span.end) else { return };
    let nominal = |i: usize| {
        matches!(
            sentence.tokens[i].upos,
            Upos::Noun | Upos::Propn | Upos::Adj | Upos::Det | Upos::Adp | Upos::Part | Upos::Num | Upos::Punct
        )
    };
    if first < source.0 && (first..source.0).all(nominal) {
        c.end = q.span.end;
        a.source = Some((s, (first, source.1)));
    }
}

/// Whether the words are nothing but a time ("reported | Thursday").
fn is_only_time(document: &Document, span: Span) -> bool {
    let words = span.of(document.text()).split_whitespace().count();
    words <= 4 && document.times.iter().any(|t| span.start.abs_diff(t.span.start) <= 4 && t.span.end >= span.end)
}

/// Never the half of "US-China": a span takes the whole of a word that a hyphen joins.
fn whole_words(text: &str, mut span: Span) -> Span {
    let bytes = text.as_bytes();
    let letter =
        |i: u32| bytes.get(i as usize).is_some_and(|b| b.is_ascii_alphanumeric() || *b >= 0x80 && text.is_char_boundary(i as usize));
    let plain = |i: u32| bytes.get(i as usize).is_some_and(u8::is_ascii_alphanumeric);
    while span.start >= 2 && letter(span.start) && bytes[span.start as usize - 1] == b'-' && plain(span.start - 2) {
        span.start -= 2;
        while span.start > 0 && plain(span.start - 1) {
            span.start -= 1;
        }
    }
    while span.end > 0 && plain(span.end - 1) && bytes.get(span.end as usize) == Some(&b'-') && plain(span.end + 1) {
        span.end += 2;
        while plain(span.end) {
            span.end += 1;
        }
    }
    span
}

/// A whole quotation beside one cue is not also the content of a cue in another sentence.
fn own_quotations(sentences: &[Sentence], all: &[Quote], found: &mut [Attribution]) {
    for k in 0..found.len() {
        if found[k].content.len() < 2 || found[k].spoken {
            continue;
        }
        let own = sentences[found[k].sentence].span;
        let foreign = |c: &Span| {
            !c.overlaps(own)
                && quotes::within(all, *c).iter().any(|q| q.span.contains(*c) || c.contains(q.inner))
                && found.iter().enumerate().any(|(j, o)| {
                    j != k
                        && o.cue.is_some()
                        && o.class == CueClass::Statement
                        && sentences[o.sentence].span.overlaps(*c)
                        && o.content.iter().any(|x| x.overlaps(*c) && x.len() < c.len() * 2)
                })
        };
        let kept: Vec<Span> = found[k].content.iter().filter(|c| !foreign(c)).copied().collect();
        if !kept.is_empty() {
            found[k].content = kept;
        }
    }
}

/// A source inside a closed quotation does not speak the words of a cue outside of it; the speaker of the sentence's statement before does.
fn own_speakers(sentences: &[Sentence], all: &[Quote], found: &mut [Attribution]) {
    for k in 0..found.len() {
        let (Some(cue), Some((s, source))) = (found[k].cue, found[k].source) else { continue };
        let cue = span_of(&sentences[found[k].sentence], cue);
        let source = span_of(&sentences[s], source);
        let inside = quotes::within(all, source).iter().any(|q| q.closed && q.inner.contains(source) && !q.span.overlaps(cue));
        if !inside {
            continue;
        }
        let before = found
            .iter()
            .filter(|o| o.sentence == found[k].sentence && o.class == CueClass::Statement && o.source.is_some() && o.cue < found[k].cue)
            .max_by_key(|o| o.cue)
            .map(|o| (o.source, o.source_head));
        (found[k].source, found[k].source_head) = before.unwrap_or((None, None));
    }
}
