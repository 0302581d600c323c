//! The brief that is kept beside the record is the brief that would be made of it now.

use crate::house::{House, report};
use publish::brief::{self, Brief, Material, ReportText};
use record::Dossier;

fn made(dossier: &Dossier) -> Brief {
    let record = dossier.record().expect("a record");
    let texts = dossier.texts().expect("texts");
    let texts = texts.into_iter().map(|t| (t.id, ReportText { text: t.text, sentences: t.sentences })).collect();
    brief::compose(Material { record: &record, texts: &texts, as_of: None })
}

fn told(page: &Brief) -> String {
    format!("{}\n", serde_json::to_string_pretty(page).expect("JSON"))
}

#[test]
fn the_brief_that_is_kept_is_the_one_that_would_be_made() {
    let house = House::new();
    let open = || Dossier::open_read_only(&house.path("d.rapporteur")).expect("opens");
    let json = || house.ok(&["brief", "d.rapporteur", "--format", "json"]);
    for n in 0..3 {
        house.write("in.txt", report(n));
        house.ok(&["read", "d.rapporteur", "in.txt"]);
        let dossier = open();
        let page = brief::kept(&dossier).expect("asks").expect("reading keeps it");
        assert!(!page.processes.is_empty());
        assert_eq!(page, made(&dossier), "after {n}");
        assert_eq!(json().trim(), told(&page).trim());
    }
    // After a ruling it is made of the record under that ruling.
    let fact = open().record().expect("a record").facts[0].id.clone();
    house.ok(&["rule", "d.rapporteur", "reject", &fact, "--because", "it was meant as a joke"]);
    assert_eq!(brief::kept(&open()).expect("asks"), None);
    assert_eq!(json().trim(), told(&made(&open())).trim());
    house.ok(&["read", "d.rapporteur", "in.txt"]);
    assert_eq!(brief::kept(&open()).expect("asks"), Some(made(&open())));
}
