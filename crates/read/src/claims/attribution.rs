//! Who says a claim: the statement that its words lie in, and the chain of sources above.

use crate::Document;
use lexicon::saying::CueClass;
use model::{ActorKind, Span, Statement};

/// Speaker and chain of a place in the text.
#[derive(Clone, Debug, Default)]
pub(crate) struct Attribution {
    /// Canonical name; `None` for the narrator, and for an outlet, which is a source but no speaker at the table.
    pub speaker: Option<String>,
    /// As `speaker`, words of saying alone: what somebody wants, sees or does by speaking is not thereby told by them.
    pub told_by: Option<String>,
    pub speaker_actor: Option<u32>,
    /// Who tells it, outermost source first.
    pub chain: Vec<String>,
    /// Words of somebody.
    pub reported: bool,
    /// Inside quotation marks.
    pub direct: bool,
    /// Index of the innermost statement.
    pub statement: Option<usize>,
}

/// The innermost statement whose content holds `at`, with its sources.
pub(crate) fn of(doc: &Document, at: Span) -> Attribution {
    let mut best: Option<(usize, usize)> = None;
    for (i, statement) in doc.statements.iter().enumerate() {
        if let Some(size) =
            statement.content.iter().filter(|c| c.contains(at)).map(|_| statement.content.iter().map(|c| c.len()).sum()).min()
        {
            let size: usize = size;
            if best.is_none_or(|(_, b)| size < b) {
                best = Some((i, size));
            }
        }
    }
    let Some((innermost, _)) = best else { return Attribution::default() };
    let mut attribution = Attribution { reported: true, statement: Some(innermost), ..Attribution::default() };
    attribution.direct = doc.statements[innermost].mode == model::StatementMode::Direct;
    let mut at = Some(innermost);
    for _ in 0..8 {
        let Some(statement) = at.and_then(|i| doc.statements.get(i)) else { break };
        let known = statement.speaker.or_else(|| named(doc, statement));
        if let Some(actor) = known.and_then(|a| doc.actors.get(a as usize)) {
            if crate::statements::class(doc, statement) == CueClass::Statement {
                if attribution.chain.last() != Some(&actor.name) {
                    attribution.chain.push(actor.name.clone());
                }
                if actor.kind != ActorKind::Outlet && attribution.told_by.is_none() {
                    attribution.told_by = Some(actor.name.clone());
                }
            }
            if actor.kind != ActorKind::Outlet && attribution.speaker.is_none() {
                attribution.speaker = Some(actor.name.clone());
                attribution.speaker_actor = known;
            }
        }
        at = statement.parent.map(|p| p as usize).filter(|&p| Some(p) != at);
    }
    attribution.chain.reverse();
    attribution
}

/// The person, or else the actor, that the words of a source name.
pub(crate) fn named(doc: &Document, statement: &Statement) -> Option<u32> {
    let inside = |span: Span| statement.source.iter().any(|s| s.contains(span));
    doc.positions
        .iter()
        .find(|p| inside(p.span))
        .map(|p| p.person)
        .or_else(|| {
            let person =
                |m: &&model::Mention| m.actor.and_then(|a| doc.actors.get(a as usize)).is_some_and(|a| a.kind == ActorKind::Person);
            doc.mentions.iter().filter(|m| inside(m.span)).find(person).and_then(|m| m.actor)
        })
        .or_else(|| doc.mentions.iter().find(|m| inside(m.span) && m.actor.is_some() && heads(doc, statement, m)).and_then(|m| m.actor))
}

/// Whether a mention belongs to the noun that a source is, not to a clause on it: not Norway in "the union representing the crews of Norway".
fn heads(doc: &Document, statement: &Statement, mention: &model::Mention) -> bool {
    let Some(source) = statement.source.iter().find(|s| s.contains(mention.span)) else { return false };
    let before = Span { start: source.start, end: mention.span.start };
    let s = mention.head.0 as usize;
    match doc.words_in(s, before) {
        Some((first, last)) => (first..=last).all(|w| doc.sentences[s].tokens[w].upos != model::Upos::Verb),
        None => true,
    }
}

/// The statements whose cue or content begins in the sentence.
pub(crate) fn in_sentence(doc: &Document, sentence: usize) -> impl Iterator<Item = (usize, &Statement)> {
    doc.statements.iter().enumerate().filter(move |(_, s)| s.sentence as usize == sentence)
}
