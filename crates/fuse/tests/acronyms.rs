//! An acronym that one report explains names the same actor in a report that does not.

use model::*;

/// A report that names actors, each written as in `names`: (words in the text, index of the actor).
fn reading(text: &str, actors: &[&str], names: &[(&str, u32)]) -> Reading {
    let span = Span::new(0, text.len());
    let mention = |&(words, actor): &(&str, u32)| {
        let at = text.find(words).expect("the words stand in the text");
        Mention {
            span: Span::new(at, at + words.len()),
            head: (0, 0),
            kind: EntityKind::Organisation,
            form: MentionForm::Name,
            actor: Some(actor),
            name: None,
        }
    };
    Reading {
        article: Article {
            text: text.to_owned(),
            language: "en".into(),
            published: None,
            title: None,
            byline: None,
            outlet: None,
            blocks: vec![Block { span, kind: BlockKind::Body }],
            sources: Vec::new(),
        },
        sentence_blocks: vec![0],
        sentences: vec![Sentence { span, tokens: Vec::new() }],
        actors: actors
            .iter()
            .map(|name| LocalActor { name: (*name).to_owned(), id: None, kind: ActorKind::Organisation, side: None })
            .collect(),
        mentions: names.iter().map(mention).collect(),
        positions: Vec::new(),
        times: Vec::new(),
        statements: Vec::new(),
        sources: Vec::new(),
        claims: Vec::new(),
        deeds: Vec::new(),
        notes: Vec::new(),
    }
}

fn actors(readings: &[Reading]) -> Vec<(String, Vec<String>)> {
    let ids = ["a", "b", "c"];
    let sources: Vec<_> = readings.iter().zip(ids).map(|(reading, id)| fuse::Source { id, url: None, sha256: id, reading }).collect();
    fuse::fuse(&sources).actors.into_iter().map(|a| (a.name, a.names)).collect()
}

#[test]
fn an_acronym_explained_elsewhere_is_the_body_it_belongs_to() {
    let one = reading(
        "The United Grain Shippers Alliance (USGX) sued the railway.",
        &["United Grain Shippers Alliance"],
        &[("United Grain Shippers Alliance", 0), ("USGX", 0)],
    );
    let other = reading("USGX wants a ruling by May.", &["USGX"], &[("USGX", 0)]);
    let found = actors(&[other, one]);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].1, ["USGX", "United Grain Shippers Alliance"]);
}

#[test]
fn an_acronym_of_two_bodies_stays_by_itself() {
    let one =
        reading("The Northern Miners League (NMLX) struck.", &["Northern Miners League"], &[("Northern Miners League", 0), ("NMLX", 0)]);
    let two = reading("The New Marine Lobby (NMLX) met.", &["New Marine Lobby"], &[("New Marine Lobby", 0), ("NMLX", 0)]);
    let bare = reading("NMLX said no.", &["NMLX"], &[("NMLX", 0)]);
    assert_eq!(actors(&[one, two, bare]).len(), 3);
}
