//! Readings for tests, and reports in a few lines.

#![allow(dead_code)]

pub mod told;

use model::*;

/// A reading of a text of one sentence. `names`: where actors are named, with the index of the actor.
pub fn naming(text: &str, actors: Vec<LocalActor>, names: &[(Span, u32)]) -> Reading {
    let span = Span::new(0, text.len());
    let mention = |&(span, actor): &(Span, u32)| {
        let kind = if actors[actor as usize].kind == ActorKind::Person { EntityKind::Person } else { EntityKind::Organisation };
        Mention { span, head: (0, 0), kind, form: MentionForm::Name, actor: Some(actor), name: None }
    };
    let mentions = names.iter().map(mention).collect();
    let mut reading = empty(None);
    reading.article.text = text.to_owned();
    reading.article.blocks = vec![Block { span, kind: BlockKind::Body }];
    reading.sentence_blocks = vec![0];
    reading.sentences = vec![Sentence { span, tokens: Vec::new() }];
    Reading { actors, mentions, ..reading }
}

/// A reading of a text without a word.
pub fn empty(published: Option<Publication>) -> Reading {
    Reading {
        article: Article {
            text: String::new(),
            language: "en".into(),
            published,
            title: None,
            byline: None,
            outlet: None,
            blocks: Vec::new(),
            sources: Vec::new(),
        },
        sentence_blocks: Vec::new(),
        sentences: Vec::new(),
        actors: Vec::new(),
        mentions: Vec::new(),
        positions: Vec::new(),
        times: Vec::new(),
        statements: Vec::new(),
        sources: Vec::new(),
        claims: Vec::new(),
        deeds: Vec::new(),
        notes: Vec::new(),
    }
}

/// The actors of the record that is fused from readings.
pub fn fused(readings: &[Reading]) -> Vec<Actor> {
    let ids: Vec<String> = (0..readings.len()).map(|i| format!("r{i}")).collect();
    let sources: Vec<_> = readings.iter().zip(&ids).map(|(reading, id)| fuse::Source { id, url: None, sha256: id, reading }).collect();
    fuse::fuse(&sources).actors
}
