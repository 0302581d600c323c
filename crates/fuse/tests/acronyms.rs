//! An acronym that one report explains names the same actor in a report that does not.

mod common;

use model::*;

/// A report that names organisations, each written as in `names`: (words in the text, index of the actor).
fn reading(text: &str, actors: &[&str], names: &[(&str, u32)]) -> Reading {
    let local = |name: &&str| LocalActor { name: (*name).to_owned(), id: None, kind: ActorKind::Organisation, side: None };
    let place = |&(words, actor): &(&str, u32)| {
        let at = text.find(words).expect("the words stand in the text");
        (Span::new(at, at + words.len()), actor)
    };
    common::naming(text, actors.iter().map(local).collect(), &names.iter().map(place).collect::<Vec<_>>())
}

fn actors(readings: &[Reading]) -> Vec<(String, Vec<String>)> {
    common::fused(readings).into_iter().map(|a| (a.name, a.names)).collect()
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
