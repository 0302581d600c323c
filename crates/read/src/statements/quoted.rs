//! Quotations: joined to the cue beside them, carried on over sentences and paragraphs, kept without a speaker where none is told.

use super::attribution::Attribution;
use super::quotes::{self, Quote};
use super::tree::{Tree, Words};
use lexicon::saying::{self, CueClass};
use model::{Sentence, Span, Upos};

/// What is between two places, short of marks and blanks.
fn gap(text: &str, from: u32, to: u32) -> &str {
    text.get(from as usize..to as usize)
        .unwrap_or("")
        .trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ':' | '.' | '—' | '–' | '-' | ';'))
}

/// Whether a stretch is quoted speech rather than a term in scare quotes: several words.
fn is_speech(text: &str, quote: &Quote) -> bool {
    quote.inner.of(text).split_whitespace().nth(2).is_some()
}

/// The stretch of words that cue and source fill together, as bytes.
fn frame(sentence: &Sentence, found: &Attribution) -> Option<Span> {
    let word = |(a, b): Words| sentence.tokens[a].span.cover(sentence.tokens[b].span);
    let cue = word(found.cue?);
    Some(match found.source {
        Some((s, source)) if s == found.sentence => {
            let source = word(source);
            if source.end <= cue.start && cue.start - source.end < 60 || source.start >= cue.end && source.start - cue.end < 60 {
                cue.cover(source)
            } else {
                cue
            }
        }
        _ => cue,
    })
}

/// Widens contents to the whole of a quotation that they touch, and gives cues without content the quotation beside them.
pub fn join(text: &str, sentences: &[Sentence], all: &[Quote], found: &mut Vec<Attribution>) {
    for a in found.iter_mut() {
        widen(text, sentences, all, a);
    }
    for k in 0..found.len() {
        let Some(frame) = frame(&sentences[found[k].sentence], &found[k]) else { continue };
        let takes = found[k].head.is_some_and(|h| {
            let token = &sentences[found[k].sentence].tokens[h];
            token.upos == Upos::Verb && saying::verbs(&token.lemma).iter().any(|s| s.quote)
        });
        if !takes || in_closed_quote(all, frame) {
            continue;
        }
        if found[k].content.is_empty()
            && let Some(spoken) = before_in_open_quote(text, all, frame)
        {
            found[k].add(spoken, text);
            continue;
        }
        let first = all.partition_point(|q| q.span.end <= frame.start);
        let before = first.checked_sub(1).map(|i| all[i]).filter(|q| {
            q.span.end <= frame.start
                && gap(text, q.span.end, frame.start).is_empty()
                && !text[q.span.end as usize..frame.start as usize].contains('\n')
        });
        let after = all.get(first).filter(|q| q.span.start >= frame.end && after_cue(text, &sentences[found[k].sentence], frame, q));
        let empty = found[k].content.is_empty();
        let quoting = found[k].content.iter().any(|c| all.iter().any(|q| q.span.overlaps(*c)));
        if let Some(q) = before.filter(|_| empty) {
            let other =
                found.iter().enumerate().any(|(j, o)| j != k && o.cue.is_some() && o.covers(q.span) && o.class == CueClass::Statement);
            if !other {
                found[k].add(q.span, text);
            }
        }
        if let Some(q) = after.filter(|q| empty || quoting || is_speech(text, q)) {
            let taken = found.iter().enumerate().any(|(j, o)| j != k && o.covers(q.span) && o.class == CueClass::Statement);
            let now_quoting = !found[k].content.is_empty() && !quoting && !empty;
            if !taken && !now_quoting {
                found[k].add(q.span, text);
            }
        }
    }
    found.retain(|a| !a.content.is_empty());
}

/// "The talks are over, she said: a quotation whose end was forgotten ends at the comma before speaker and cue.
fn before_in_open_quote(text: &str, all: &[Quote], frame: Span) -> Option<Span> {
    let quote = quotes::within(all, frame).iter().find(|q| !q.closed && q.inner.start < frame.start)?;
    let words = text.get(quote.span.start as usize..frame.start as usize)?.trim_end();
    let stopped = words.ends_with([',', '?', '!']) && !words[..words.len() - 1].contains(['.', '\n']);
    stopped.then(|| Span { start: quote.span.start, end: quote.span.start + words.len() as u32 })
}

fn in_closed_quote(all: &[Quote], span: Span) -> bool {
    quotes::within(all, span).iter().any(|q| q.closed && q.inner.contains(span))
}

/// Whether a quotation after a cue is its content: in the same sentence with only an addressee, an occasion or a time between.
fn after_cue(text: &str, sentence: &Sentence, frame: Span, quote: &Quote) -> bool {
    let between = text.get(frame.end as usize..quote.span.start as usize).unwrap_or("");
    if gap(text, frame.end, quote.span.start).is_empty() {
        return !between.contains('\n') || between.contains(':');
    }
    let trimmed = between.trim_end();
    quote.span.start < sentence.span.end && (trimmed.ends_with([',', ':']) || trimmed.ends_with(" that")) && trimmed.len() < 120
}

/// A content that touches a quotation takes the whole of it, also beyond the sentence.
pub fn widen(text: &str, sentences: &[Sentence], all: &[Quote], a: &mut Attribution) {
    let frame = frame(&sentences[a.sentence], a);
    stop_at_sentence_end(text, all, a);
    let mut more: Vec<Span> = Vec::new();
    for c in &a.content {
        for q in quotes::within(all, Span { start: c.start.saturating_sub(1), end: c.end + 1 }) {
            if frame.is_some_and(|f| q.span.overlaps(f)) {
                // The cue stands inside: an inner attribution, or a quotation whose end was lost before it.
                continue;
            }
            let shared = c.end.min(q.span.end).saturating_sub(c.start.max(q.span.start));
            let edge = q.inner.start >= c.start && q.inner.end <= c.end;
            if shared > 0 && (edge || q.inner.contains(Span { start: c.start.max(q.inner.start), end: c.end.min(q.inner.end) })) {
                more.push(q.span);
            }
        }
    }
    for span in more {
        a.add(span, text);
    }
    if let Some(f) = frame {
        cut(a, f);
    }
}

/// Reported words end where a full stop and then a quotation follow, whatever the segmenter thought of the place.
fn stop_at_sentence_end(text: &str, all: &[Quote], a: &mut Attribution) {
    for c in &mut a.content {
        let inside = |q: &Quote| q.span.start <= c.start;
        let stop = quotes::within(all, *c).iter().find(|q| {
            !inside(q) && q.span.start > c.start && text[c.start as usize..q.span.start as usize].trim_end().ends_with(['.', '!', '?'])
        });
        if let Some(q) = stop
            && quotes::within(all, Span { start: c.start, end: c.start + 1 }).is_empty()
        {
            let kept = text[c.start as usize..q.span.start as usize].trim_end_matches(|x: char| x.is_whitespace() || x == '.');
            c.end = c.start + kept.len() as u32;
        }
    }
    a.content.retain(|c| !c.is_empty());
}

/// Takes the words of cue and source out of the content.
pub fn cut(a: &mut Attribution, hole: Span) {
    let mut parts = Vec::with_capacity(a.content.len());
    for c in &a.content {
        if !c.overlaps(hole) {
            parts.push(*c);
            continue;
        }
        if c.start < hole.start {
            parts.push(Span { start: c.start, end: hole.start });
        }
        if c.end > hole.end {
            parts.push(Span { start: hole.end, end: c.end });
        }
    }
    a.content = parts;
}

/// Quotations that no cue claimed: carried on from the statement before, introduced by a dash or a name, or without a speaker.
pub fn carry_on(text: &str, sentences: &[Sentence], trees: &[Tree], blocks: &[u32], all: &[Quote], found: &mut Vec<Attribution>) {
    found.sort_by_key(|a| (a.sentence, a.cue));
    for q in all {
        if found.iter().any(|a| a.covers(q.span)) || !is_speech(text, q) {
            continue;
        }
        let first = sentences.partition_point(|s| s.span.end <= q.span.start);
        let Some(sentence) = sentences.get(first) else { continue };
        let alone = gap(text, sentence.span.start, q.span.start.max(sentence.span.start)).is_empty();
        let last = sentences.partition_point(|s| s.span.start < q.span.end).saturating_sub(1).max(first);
        let tail = gap(text, q.span.end.min(sentences[last].span.end), sentences[last].span.end);
        if let Some(signed) = signature(text, sentences, trees, last, q) {
            found.push(signed.with(q.span));
            continue;
        }
        if !alone || !tail.is_empty() {
            continue;
        }
        // The statement that was speaking last: in this paragraph, or in the one before if its quotation was left open at its end.
        let before = found
            .iter()
            .enumerate()
            .filter(|(_, a)| a.cue.is_some() && a.content.last().is_some_and(|c| c.end <= q.span.start || a.sentence < first));
        let before = before
            .filter(|(_, a)| a.class.is_speech() && a.sentence <= first && a.content.iter().any(|c| !quotes::within(all, *c).is_empty()));
        let last_one = before.max_by_key(|(_, a)| (a.sentence, a.cue)).map(|(k, _)| k);
        let speaker = last_one.filter(|&k| {
            let a = &found[k];
            let same = blocks.get(a.sentence) == blocks.get(first);
            let unclosed =
                a.content.last().is_some_and(|c| quotes::within(all, *c).last().is_some_and(|p| !p.closed && p.span.end <= q.span.start));
            let next = blocks.get(first).zip(blocks.get(a.sentence)).is_some_and(|(b, p)| b - p == 1);
            same || (next && unclosed)
        });
        let speaker = speaker.or_else(|| taken_up(sentences, blocks, all, found, q, first));
        match speaker {
            Some(k) => found[k].add(q.span, text),
            None => found.push(Attribution {
                sentence: first,
                cue: None,
                head: None,
                source: None,
                source_head: None,
                content: vec![q.span],
                class: CueClass::Statement,
                addressee: None,
                spoken: false,
            }),
        }
    }
}

/// “… a corridor. ¶ “They gave us a siege,” said Nouri: a quotation left open at the end of its paragraph is the next one's speaker's too.
fn taken_up(sentences: &[Sentence], blocks: &[u32], all: &[Quote], found: &[Attribution], quote: &Quote, first: usize) -> Option<usize> {
    let next = *all.get(all.partition_point(|q| q.span.start < quote.span.end)).filter(|_| !quote.closed)?;
    let begins = sentences.partition_point(|s| s.span.end <= next.span.start);
    let opens = sentences.get(begins)?.span.start.abs_diff(next.span.start) <= 1 && begins > first;
    let follows = opens && blocks.get(begins) != blocks.get(begins - 1) && blocks.get(begins).copied() == blocks.get(first).map(|b| b + 1);
    let takes = |a: &Attribution| a.cue.is_some() && a.source.is_some() && a.class.is_speech() && a.covers(next.span);
    found.iter().position(takes).filter(|_| follows)
}

/// Source words after a dash: “…” — Commissioner X.
struct Signature {
    dash: usize,
    words: Words,
    sentence: usize,
    head: usize,
}

impl Signature {
    fn with(self, content: Span) -> Attribution {
        Attribution {
            sentence: self.sentence,
            cue: Some((self.dash, self.dash)),
            head: None,
            source: Some((self.sentence, self.words)),
            source_head: Some(self.head),
            content: vec![content],
            class: CueClass::Statement,
            addressee: None,
            spoken: false,
        }
    }
}

fn signature(text: &str, sentences: &[Sentence], trees: &[Tree], last: usize, quote: &Quote) -> Option<Signature> {
    let rest_of = |s: usize| sentences.get(s).map(|x| x.tokens.iter().position(|t| t.span.start >= quote.span.end)).unwrap_or(None);
    let (sentence, dash) = match rest_of(last) {
        Some(k) => (last, k),
        None => (last + 1, rest_of(last + 1)?),
    };
    let tokens = &sentences.get(sentence)?.tokens;
    let mark = tokens.get(dash)?;
    let near = text.get(quote.span.end as usize..mark.span.start as usize).is_some_and(|gap| gap.trim().is_empty());
    if !near || !matches!(mark.span.of(text), "-" | "–" | "—" | "--" | "―") {
        return None;
    }
    let words = trees.get(sentence)?.trim((dash + 1, tokens.len().checked_sub(1).filter(|&l| l > dash)?));
    let short = words.1 - words.0 < 12;
    let named = tokens[words.0..=words.1].iter().any(|t| t.upos == Upos::Propn);
    let clause = tokens[words.0..=words.1].iter().any(|t| t.upos == Upos::Verb);
    let head =
        (words.0..=words.1).find(|&i| !tokens[i].head.checked_sub(1).is_some_and(|h| (words.0..=words.1).contains(&(h as usize))))?;
    (short && named && !clause).then_some(Signature { dash, words, sentence, head })
}
