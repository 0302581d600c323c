//! Bibliographies, read by biblatex and citationberg.

use crate::house::text;
use biblatex::{Bibliography, ChunksExt};

#[test]
fn bibtex_comes_back_as_it_was() {
    let bibliography = Bibliography::parse(&text("bibtex")).expect("BibTeX");
    assert_eq!(bibliography.len(), 2);
    let first = bibliography.get("r_1").expect("its key");
    assert_eq!(first.title().expect("a title").format_verbatim(), "100% of (it): $5 & “more” /o/");
    assert!(matches!(first.date().expect("a date"), biblatex::PermissiveType::Typed(_)));
    assert_eq!(first.get("howpublished").expect("an outlet").format_verbatim(), "The Strelsau Post & Mail");
    assert!(first.get("note").expect("a note").format_verbatim().contains("rests on Zenda Wire"));
    let second = bibliography.get("r2").expect("its key");
    assert_eq!(second.url().expect("an address"), "https://post.example/a?b=1&c=%7Bd%7D");
}

#[test]
fn csl_items_are_items() {
    let items: Vec<citationberg::json::Item> = serde_json::from_str(&text("csl")).expect("CSL-JSON");
    assert_eq!(items.len(), 2);
    assert_eq!(items[0].id().expect("an id"), "r,1");
    assert_eq!(items[0].type_().expect("a type"), "article-newspaper");
    let plain: serde_json::Value = serde_json::from_str(&text("csl")).expect("JSON");
    assert_eq!(plain[0]["issued"], serde_json::json!({ "date-parts": [[2031, 7, 20]] }));
    assert_eq!(plain[0]["author"][0]["literal"], "A. & B. Hope");
}
