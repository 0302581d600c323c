//! What is kept beside the record is always that of the record as it stands.

use super::*;

const BODIES: [(&str, &str, &str); 3] = [
    ("a", "Atlantis offered Borduria a truce of ten days on Monday. Borduria has not yet replied.", "2031-03-03"),
    ("b", "Borduria rejected the truce that Atlantis had offered, its foreign minister said.", "2031-03-05"),
    ("c", "The union demanded a raise of five percent from Borduria Rail on Sunday.", "2031-03-10"),
];

fn make(record: &Record, texts: Vec<ReportText>) -> Vec<u8> {
    let texts: Vec<(String, String)> = texts.into_iter().map(|t| (t.id, t.text)).collect();
    serde_json::to_vec(&(record, texts)).expect("bytes")
}

/// The whole record and its texts, as somebody's page.
const MAKER: Maker<'static> = Maker { name: "page", version: "1", make: &make };

/// What a maker would make now.
fn now(dossier: &Dossier) -> Vec<u8> {
    make(&dossier.record().expect("a record"), dossier.texts().expect("texts"))
}

fn kept(dossier: &Dossier) -> Option<Vec<u8>> {
    dossier.kept("page", "1").expect("asks")
}

#[test]
fn what_is_kept_is_made_of_the_record_that_is_stored() {
    let (_folder, path) = place();
    let mut dossier = Dossier::create(&path).expect("a dossier");
    for (id, body, day) in BODIES {
        add(&mut dossier, vec![dated(id, body, day)]);
        assert_eq!(kept(&dossier), None, "a report came and the record is not up to date");
        dossier.settle_with(AT, "read", Some(MAKER)).expect("settles");
        assert_eq!(kept(&dossier), Some(now(&dossier)));
        let reader = Dossier::open_read_only(&path).expect("opens");
        assert_eq!(kept(&reader), Some(now(&dossier)), "who may not write reads it too");
    }
    assert_eq!(dossier.kept("page", "2").expect("asks"), None, "another version of the maker");
    assert_eq!(dossier.kept("other", "1").expect("asks"), None);
}

#[test]
fn a_ruling_makes_it_old_and_settling_makes_it_anew() {
    let (_folder, path) = place();
    let mut dossier = Dossier::create(&path).expect("a dossier");
    add(&mut dossier, BODIES.iter().map(|(id, body, day)| dated(id, body, day)).collect());
    dossier.settle_with(AT, "read", Some(MAKER)).expect("settles");
    let before = kept(&dossier);
    let fact = dossier.record().expect("a record").facts[0].id.clone();
    let ruling = NewRuling {
        at: AT,
        who: "Ida Berg",
        verb: RulingVerb::Reject,
        fact: &fact,
        patch: Fields::new(),
        status: None,
        other: None,
        reason: None,
    };
    dossier.rule(&ruling).expect("rules");
    assert_eq!(kept(&dossier), None);
    dossier.settle_with(AT, "read", Some(MAKER)).expect("settles");
    assert_eq!(kept(&dossier), Some(now(&dossier)));
    assert_ne!(kept(&dossier), before, "the ruling is in it");
}

#[test]
fn a_page_that_breaks_down_leaves_the_record_whole() {
    let (_folder, path) = place();
    let mut dossier = Dossier::create(&path).expect("a dossier");
    add(&mut dossier, vec![dated(BODIES[0].0, BODIES[0].1, BODIES[0].2)]);
    let breaks = |_: &Record, _: Vec<ReportText>| -> Vec<u8> { panic!("a page that breaks down, as the test wants it") };
    dossier.settle_with(AT, "read", Some(Maker { make: &breaks, ..MAKER })).expect("settles");
    assert!(dossier.is_settled().expect("asks"));
    assert_eq!(kept(&dossier), None);
}
