//! JSON forms: TimelineJS, FollowTheMoney, Web Annotation, JSON Lines. Each is held against what its own documentation asks.

use crate::house::{TEXT, text};
use serde::Deserialize;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// TimelineJS 3, "JSON data format": the keys that its reader knows. Keys that it does not know are refused here.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code)]
struct Timeline {
    title: Slide,
    scale: String,
    events: Vec<Slide>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code)]
struct Slide {
    unique_id: String,
    start_date: Option<Day>,
    end_date: Option<Day>,
    display_date: Option<String>,
    group: Option<String>,
    text: Words,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    headline: String,
    text: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Day {
    year: i32,
    month: u8,
    day: u8,
}

#[test]
fn timelinejs_has_a_slide_for_each_dated_fact() {
    let timeline: Timeline = serde_json::from_str(&text("timelinejs")).expect("a timeline");
    assert_eq!(timeline.events.iter().map(|e| e.unique_id.as_str()).collect::<Vec<_>>(), ["f-offer", "f-met", "f-home"]);
    assert!(timeline.title.text.text.contains("1 fact without any date"), "what is left out is said");
    let offer = &timeline.events[0];
    let (start, end) = (offer.start_date.as_ref().expect("a start"), offer.end_date.as_ref().expect("an end"));
    assert_eq!((start.year, start.month, start.day, end.day), (2031, 7, 21, 27));
    assert_eq!(offer.display_date.as_deref(), Some("21–27 July 2031"));
    let served: Timeline =
        serde_json::from_slice(&crate::house::write("timelinejs", &crate::house::record(), Some("http://127.0.0.1:8080/")))
            .expect("a timeline");
    assert!(served.events[0].text.text.ends_with("<p><a href=\"http://127.0.0.1:8080/evidence/f-offer\">In the record</a></p>"));
    for slide in &timeline.events {
        assert!(!slide.text.text.contains("<script") && !slide.text.headline.contains('<'), "words of reports are escaped");
    }
}

/// The properties that the schemata have in FollowTheMoney's default model, version 4.11 (those that we write).
const MODEL: &[(&str, &[&str], &[&str])] = &[
    ("Article", &[], &["title", "fileName", "publisher", "sourceUrl", "publishedAt", "author", "bodyText"]),
    ("Person", &["name"], &["name", "alias", "description"]),
    ("PublicBody", &["name"], &["name", "alias", "description"]),
    ("Position", &["name"], &["name"]),
    ("Occupancy", &["holder", "post"], &["holder", "post", "status", "date", "proof"]),
    ("UnknownLink", &["subject", "object"], &["subject", "object", "role"]),
    ("Event", &["name"], &["name", "recordId", "keywords", "date", "notes", "summary", "involved", "location", "sourceUrl", "proof"]),
];

/// Properties whose values are ids of other entities.
const LINKS: &[&str] = &["holder", "post", "proof", "subject", "object", "involved"];

#[test]
fn followthemoney_entities_fit_the_model() {
    #[derive(Deserialize)]
    struct Entity {
        id: String,
        schema: String,
        properties: BTreeMap<String, Vec<String>>,
    }
    let entities: Vec<Entity> = text("followthemoney").lines().map(|line| serde_json::from_str(line).expect("an entity")).collect();
    let ids: BTreeSet<&str> = entities.iter().map(|e| e.id.as_str()).collect();
    assert_eq!(ids.len(), entities.len(), "ids are unique");
    for entity in &entities {
        let (_, required, known) = MODEL.iter().find(|(name, ..)| *name == entity.schema).expect("a schema");
        assert!(required.iter().all(|property| entity.properties.contains_key(*property)), "{}", entity.id);
        assert!(entity.id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'.'), "{}", entity.id);
        for (property, values) in &entity.properties {
            assert!(known.contains(&property.as_str()), "{}: {property}", entity.schema);
            assert!(!values.is_empty());
            assert!(!LINKS.contains(&property.as_str()) || values.iter().all(|id| ids.contains(id.as_str())), "{}: {property}", entity.id);
        }
    }
    let offer = entities.iter().find(|e| e.id == "fact-f-offer").expect("the offer");
    assert_eq!(offer.properties["date"], ["2031-07-21", "2031-07-27"]);
    assert_eq!(offer.properties["involved"], ["actor-ruritania", "actor-graustark"]);
    assert!(offer.properties["notes"].contains(&"Owes an answer: Graustark.".to_owned()));
    assert!(entities.iter().any(|e| e.schema == "Occupancy" && e.properties["holder"] == ["actor-Rudolf.20Rassendyll"]));
}

#[test]
fn web_annotations_point_to_the_words() {
    let collection: Value = serde_json::from_str(&text("webannotation")).expect("JSON");
    assert_eq!(collection["@context"], "http://www.w3.org/ns/anno.jsonld");
    let items = collection["first"]["items"].as_array().expect("items");
    assert_eq!((collection["total"].as_u64(), items.len()), (Some(4), 4));
    let mut ids = BTreeSet::new();
    for item in items {
        assert_eq!(item["type"], "Annotation");
        assert!(ids.insert(item["id"].as_str().expect("an id")));
        assert_eq!(item["target"]["source"].as_str().map(|s| s.starts_with("ni:///sha-256;q6urq6")), Some(true), "a name of the bytes");
        let [quote, position] = item["target"]["selector"].as_array().expect("selectors").as_slice() else { panic!("two selectors") };
        let number = |key: &str| position[key].as_u64().expect("a number") as usize;
        let words: String = TEXT.chars().skip(number("start")).take(number("end") - number("start")).collect();
        assert_eq!(quote["exact"], words.as_str(), "both selectors choose the same words");
        let (prefix, suffix) = (quote["prefix"].as_str().expect("words"), quote["suffix"].as_str().expect("words"));
        assert!(TEXT.contains(&format!("{prefix}{words}{suffix}")));
    }
}

#[test]
fn json_lines_have_a_type_each() {
    let types: Vec<String> = text("jsonl")
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).expect("JSON")["type"].as_str().expect("a type").to_owned())
        .collect();
    assert_eq!(types.first().map(String::as_str), Some("report"));
    assert_eq!(types.iter().filter(|t| *t == "fact").count(), 4);
}
