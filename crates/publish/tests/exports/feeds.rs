//! The feed of changes, read by feed-rs.

use crate::house::{bytes, record, write};

#[test]
fn changes_come_newest_first_and_once() {
    let feed = feed_rs::parser::parse(bytes("atom").as_slice()).expect("a feed");
    assert_eq!(feed.feed_type, feed_rs::model::FeedType::Atom);
    assert_eq!(feed.updated.map(|at| at.to_rfc3339()).as_deref(), Some("2031-07-21T09:30:00+00:00"));
    let titles: Vec<&str> = feed.entries.iter().filter_map(|e| Some(e.title.as_ref()?.content.as_str())).collect();
    assert_eq!(titles.len(), 2, "a move and its fact are one entry; actors are none: {titles:?}");
    assert!(titles[0].starts_with("Changed: Exchange by Graustark"), "{titles:?}");
    assert!(titles[1].starts_with("New: Offer by Ruritania to Graustark: =1+1; talks"), "{titles:?}");
    let mut ids: Vec<&str> = feed.entries.iter().map(|e| e.id.as_str()).collect();
    assert!(ids.iter().all(|id| id.starts_with("tag:")));
    ids.dedup();
    assert_eq!(ids.len(), 2);
    let words = feed.entries[1].content.as_ref().and_then(|c| c.body.as_deref()).expect("content");
    assert!(words.contains("‘the bold’") && words.contains("1 report, 1 source"), "{words}");
}

#[test]
fn entries_link_to_pages_where_there_are_pages() {
    let bytes = write("atom", &record(), Some("http://127.0.0.1:8080/"));
    let feed = feed_rs::parser::parse(bytes.as_slice()).expect("a feed");
    for entry in &feed.entries {
        assert_eq!(entry.authors.iter().filter_map(|person| person.name.as_deref()).collect::<Vec<_>>(), ["Rapporteur"]);
        assert!(entry.updated.is_some() && entry.links.len() == 1, "{}", entry.id);
    }
    assert_eq!(feed.entries[1].links[0].href, "http://127.0.0.1:8080/evidence/f-offer");
    let own = feed.links.iter().find(|link| link.rel.as_deref() == Some("self")).expect("its own address");
    assert_eq!(own.href, "http://127.0.0.1:8080/export/atom");
}
