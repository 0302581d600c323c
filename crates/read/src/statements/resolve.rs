//! From words to speakers: attributions -> statements, with actors, modes, parents, and headline and pull-quote lines tied to the body.

use super::attribution::Attribution;
use super::quotes::{self, Quote};
use super::setting;
use super::tree::Tree;
use crate::Document;
use model::{ActorIndex, ActorKind, BlockKind, Span, Statement, StatementMode, Upos};

/// The finished statements, in order of position.
pub fn statements(document: &Document, trees: &[Tree], quotes: &[Quote], mut found: Vec<Attribution>) -> Vec<Statement> {
    found.retain(|a| !a.content.is_empty());
    let word = |s: usize, (a, b): (usize, usize)| {
        let tokens = &document.sentences[s].tokens;
        tokens[a].span.cover(tokens[b].span)
    };
    let mut all: Vec<Statement> = found
        .iter()
        .map(|a| Statement {
            mode: if a.spoken { StatementMode::Direct } else { mode(document.text(), quotes, &a.content) },
            cue: a.cue.map(|c| word(a.sentence, c)).into_iter().collect(),
            content: a.content.clone(),
            source: a.source.map(|(s, w)| word(s, w)).into_iter().collect(),
            speaker: speaker(document, a),
            addressee: a.addressee.and_then(|h| actor_at(document, a.sentence, h, None)),
            parent: None,
            sentence: a.sentence as u32,
            setting: setting::of(document, &trees[a.sentence], a),
        })
        .collect();
    all.sort_by_key(|s| (s.sentence, s.cue.first().copied().unwrap_or(s.content[0]), s.content[0]));
    all.dedup_by(|b, a| a.cue == b.cue && a.content == b.content);
    tie_to_body(document, &mut all);
    nest(&mut all);
    all
}

/// Sources that end or begin inside a name, or stop right before one, take the whole of it.
pub fn whole_names(document: &Document, found: &mut [Attribution]) {
    for a in found {
        let Some((sentence, words)) = a.source else { continue };
        let tokens = &document.sentences[sentence].tokens;
        let span = tokens[words.0].span.cover(tokens[words.1].span);
        let next = tokens.get(words.1 + 1).map_or(u32::MAX, |t| t.span.start);
        let first = document.name_spans.partition_point(|n| n.span.end <= span.start);
        for name in document.name_spans[first..].iter().take_while(|n| n.span.start <= next) {
            let person = name.kind == model::EntityKind::Person && name.span.start == next && tokens[words.1].upos != Upos::Pron;
            if !name.span.overlaps(span) && !person {
                continue;
            }
            if let Some((low, high)) = document.words_in(sentence, name.span) {
                let wider = (words.0.min(low), words.1.max(high));
                let clear = a.cue.is_none_or(|c| a.sentence != sentence || c.1 < wider.0 || c.0 > wider.1);
                if clear && !a.covers(tokens[wider.0].span.cover(tokens[wider.1].span)) {
                    a.source = Some((sentence, wider));
                }
            }
        }
    }
}

/// Direct where nearly all of the content stands in quotation marks, mixed where some does.
fn mode(text: &str, quotes: &[Quote], content: &[Span]) -> StatementMode {
    let letters = |s: &str| s.chars().filter(|c| c.is_alphanumeric()).count();
    let (mut inside, mut total) = (0, 0);
    for c in content {
        total += letters(c.of(text));
        for q in quotes::within(quotes, *c) {
            let (start, end) = (q.inner.start.max(c.start), q.inner.end.min(c.end));
            if start < end {
                inside += letters(Span { start, end }.of(text));
            }
        }
    }
    if total > 0 && inside * 20 >= total * 19 {
        StatementMode::Direct
    } else if inside > 0 {
        StatementMode::Mixed
    } else {
        StatementMode::Indirect
    }
}

/// The actor that the words of the source name.
fn speaker(document: &Document, a: &Attribution) -> Option<ActorIndex> {
    let (sentence, words) = a.source?;
    let tokens = &document.sentences[sentence].tokens;
    let mut head = a.source_head.filter(|h| (words.0..=words.1).contains(h)).unwrap_or(words.0);
    // "who", "which", "that": the noun that the relative clause belongs to.
    if words.0 == words.1 && tokens[head].xpos.starts_with('W') {
        let tree = &document.sentences[sentence];
        let mut up = head;
        for _ in 0..tokens.len() {
            let relation = tokens[up].deprel.clone();
            match tree.head(up) {
                Some(next) => up = next,
                None => break,
            }
            if relation == "acl:relcl" {
                head = up;
                break;
            }
        }
        // "… Gao Feng, who warned": where the tree lost the clause, the name right before it.
        return actor_at(document, sentence, head, None).or_else(|| {
            let before = words.0.checked_sub(1).map(|b| if tokens[b].upos == Upos::Punct { b.saturating_sub(1) } else { b })?;
            let end = tokens[before].span.end;
            let touching = document.mentions.iter().filter(|m| m.span.end == end && m.actor.is_some());
            touching.max_by_key(|m| m.span.len()).and_then(|m| m.actor)
        });
    }
    let span = tokens[words.0].span.cover(tokens[words.1].span);
    if a.spoken && asks(span.of(document.text())) {
        return None;
    }
    let actor = actor_at(document, sentence, head, Some(span));
    if a.spoken { actor.or_else(|| labelled(document, span.of(document.text()))) } else { actor }
}

/// A label that names nobody: the one who asks, the one who answers.
fn asks(label: &str) -> bool {
    let label = label.trim_end_matches(['.', ':']).to_lowercase();
    matches!(label.as_str(), "q" | "a" | "question" | "answer" | "reporter" | "interviewer" | "moderator" | "journalist")
}

/// The only person whose name ends as a transcript's label does, in capitals or not.
fn labelled(document: &Document, label: &str) -> Option<ActorIndex> {
    let last = label.split_whitespace().next_back()?.to_lowercase();
    let mut fitting =
        document.actors.iter().enumerate().filter(|(_, a)| {
            a.kind == ActorKind::Person && a.name.split_whitespace().next_back().is_some_and(|n| n.to_lowercase() == last)
        });
    let (index, _) = fitting.next()?;
    fitting.next().is_none().then_some(index as ActorIndex)
}

/// The actor of the mention whose head is this word; else of a mention inside `span`: persons before others, then the widest.
fn actor_at(document: &Document, sentence: usize, head: usize, span: Option<Span>) -> Option<ActorIndex> {
    if let Some(actor) = document.mention_at(sentence, head).and_then(|m| m.actor) {
        return Some(actor);
    }
    let span = span?;
    let person = |a: ActorIndex| document.actors.get(a as usize).is_some_and(|a| a.kind == ActorKind::Person);
    let head_span = document.sentences[sentence].tokens[head].span;
    document
        .mentions
        .iter()
        .filter(|m| span.contains(m.span) && (m.span.overlaps(head_span) || m.actor.is_some_and(person)))
        // "His spokesman", "the minister's aide": the owner is not the one who speaks.
        .filter(|m| {
            let owner = document.sentences.get(m.head.0 as usize).and_then(|s| s.tokens.get(m.head.1 as usize));
            m.span.overlaps(head_span) || owner.is_none_or(|t| t.deprel != "nmod:poss")
        })
        .filter_map(|m| m.actor.map(|a| (m, a)))
        .max_by_key(|(m, a)| (person(*a), m.span.overlaps(head_span), m.span.len(), std::cmp::Reverse(m.span.start)))
        .map(|(_, a)| a)
}

/// Gives a headline, crosshead or pull quote without speaker the speaker of the body's statement that says nearly the same words.
fn tie_to_body(document: &Document, all: &mut [Statement]) {
    let words = |s: &Statement| -> Vec<String> {
        let mut out = Vec::new();
        for c in &s.content {
            if let Some((sentence, _)) = document.word_at(c.start).or_else(|| document.word_at(c.start + 3)) {
                let last = document.sentences.partition_point(|x| x.span.start < c.end);
                for tokens in document.sentences[sentence..last.max(sentence + 1).min(document.sentences.len())].iter().map(|x| &x.tokens) {
                    out.extend(
                        tokens.iter().filter(|t| c.contains(t.span) && is_content_word(t.upos)).map(|t| t.lemma.as_str().to_lowercase()),
                    );
                }
            }
        }
        out.sort();
        out.dedup();
        out
    };
    let apart =
        |s: &Statement| matches!(document.block_kind(s.sentence as usize), BlockKind::Title | BlockKind::Subhead | BlockKind::PullQuote);
    for k in 0..all.len() {
        if all[k].speaker.is_some() || !apart(&all[k]) && !all[k].source.is_empty() {
            continue;
        }
        let pronoun = all[k].source.iter().any(|s| s.of(document.text()).chars().all(|c| c.is_lowercase()));
        if !(all[k].source.is_empty() || pronoun) {
            continue;
        }
        let mine = words(&all[k]);
        if mine.len() < 2 {
            continue;
        }
        let best = (0..all.len())
            .filter(|&j| j != k && all[j].speaker.is_some() && !apart(&all[j]))
            .map(|j| {
                let other = words(&all[j]);
                let shared = mine.iter().filter(|w| other.binary_search(w).is_ok()).count();
                (shared * 100 / mine.len(), std::cmp::Reverse(j))
            })
            .max();
        if let Some((share, std::cmp::Reverse(j))) = best
            && share >= 60
        {
            all[k].speaker = all[j].speaker;
        }
    }
}

fn is_content_word(upos: Upos) -> bool {
    matches!(upos, Upos::Noun | Upos::Propn | Upos::Verb | Upos::Adj | Upos::Num | Upos::Adv)
}

/// Sets parents: the narrowest other statement whose content holds the cue, or the whole content where there is no cue.
fn nest(all: &mut [Statement]) {
    let size = |s: &Statement| s.content.iter().map(|c| c.len()).sum::<usize>();
    let holds = |outer: &Statement, span: Span| outer.content.iter().any(|c| c.contains(span));
    for k in 0..all.len() {
        let inner = &all[k];
        let anchor = inner.cue.first().copied().unwrap_or(inner.content[0]);
        let parent = (0..all.len())
            .filter(|&j| {
                j != k && size(&all[j]) > size(inner) && holds(&all[j], anchor) && inner.content.iter().any(|c| holds(&all[j], *c))
            })
            .min_by_key(|&j| (size(&all[j]), j));
        all[k].parent = parent.map(|j| j as u32);
    }
}
