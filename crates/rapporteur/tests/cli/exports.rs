//! Exports from the command line: every form, filters, files.

use crate::house::{House, report};

fn dossier() -> House {
    let house = House::new();
    for n in 0..3 {
        house.write(&format!("in/r{n}.txt"), report(n));
    }
    house.ok(&["read", "d.rapporteur", "in", "--published", "2031-03-09"]);
    house
}

#[test]
fn every_form_of_the_help_text_writes_a_file_and_the_same_one_twice() {
    let house = dossier();
    let forms: Vec<&str> = publish::export::FORMATS.iter().map(|format| format.name).collect();
    let help = house.ok(&["export", "--help"]);
    for form in forms {
        assert!(help.contains(form), "{form} is in the help text");
        for name in ["a", "b"] {
            house.ok(&["export", "d.rapporteur", "--format", form, "-o", name]);
        }
        let (a, b) = (std::fs::read(house.path("a")).expect("a file"), std::fs::read(house.path("b")).expect("a file"));
        assert!(!a.is_empty() && a == b, "{form}");
    }
}

/// The five reports where they are at hand, and the demo: every line of the record is one that the schema allows.
#[test]
fn the_record_is_what_its_schema_says() {
    let house = House::new();
    house.ok(&["demo", "--in", "demo"]);
    let mut dossiers = vec!["demo/demo.rapporteur"];
    let shared = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/reports");
    let reports: Vec<String> = (0..5).map(|n| shared.join(format!("00{n}.txt")).to_string_lossy().into_owned()).collect();
    if shared.is_dir() {
        let all: Vec<&str> = ["read", "five.rapporteur"].into_iter().chain(reports.iter().map(String::as_str)).collect();
        house.ok(&all);
        dossiers.push("five.rapporteur");
    } else {
        println!("skipped for the five reports: {} is not there", shared.display());
    }
    let schema: serde_json::Value = serde_json::from_str(&house.ok(&["schema", "record"])).expect("JSON");
    let (mut schemas, mut compiler) = (boon::Schemas::new(), boon::Compiler::new());
    compiler.add_resource("record.json", schema).expect("a resource");
    let schema = compiler.compile("record.json", &mut schemas).expect("a schema");
    for dossier in dossiers {
        let lines = house.ok(&["export", dossier]);
        let mut types = std::collections::BTreeSet::new();
        for line in lines.lines() {
            let line: serde_json::Value = serde_json::from_str(line).expect("JSON");
            if let Err(error) = schemas.validate(&line, schema) {
                panic!("{dossier}: {error:#}\n{line}");
            }
            types.insert(line["type"].to_string());
        }
        assert!(types.len() >= 6, "{dossier}: {types:?}");
        let mut odd: serde_json::Value = serde_json::from_str(lines.lines().last().expect("a line")).expect("JSON");
        odd["id"] = serde_json::json!(7);
        assert!(schemas.validate(&odd, schema).is_err(), "an id is no number");
    }
}

#[test]
fn the_list_of_forms_needs_no_dossier_and_speaks_english() {
    let house = House::new();
    let list = house.ok(&["export", "--list"]);
    for format in publish::export::FORMATS {
        assert!(
            list.contains(format.name) && !format.title.contains('_') && format.title.starts_with(char::is_uppercase),
            "{}",
            format.name
        );
        assert!(format.about.len() > 20 && !format.about.ends_with('.'), "{}", format.about);
    }
    assert_eq!(house.run(&["export"]).code, Some(2), "otherwise a dossier is asked for");
}

#[test]
fn entries_link_to_pages_where_their_address_is_given() {
    let house = dossier();
    let feed = house.ok(&["export", "d.rapporteur", "--format", "atom", "--base", "http://127.0.0.1:9/"]);
    assert!(feed.contains("href=\"http://127.0.0.1:9/evidence/f"), "{feed}");
    assert_eq!(house.run(&["export", "d.rapporteur", "--base", "javascript:alert(1)"]).code, Some(2));
}

#[test]
fn filters_leave_less() {
    let house = dossier();
    let count = |arguments: &[&str]| {
        let all = [&["export", "d.rapporteur", "--format", "csv"], arguments].concat();
        house.ok(&all).lines().count()
    };
    let all = count(&[]);
    let meetings = count(&["--kind", "meeting"]);
    assert!(meetings < all, "{meetings} of {all}");
    assert_eq!(count(&["--roots", "99"]), 1, "the head alone");
    assert_eq!(count(&["--actor", "no such actor"]), 1);
    assert!(house.ok(&["timeline", "d.rapporteur", "--roots", "99"]).lines().count() <= 1);
}

#[test]
fn wrong_use_says_what_is_right() {
    let house = dossier();
    let run = house.run(&["export", "d.rapporteur", "--format", "xslx"]);
    assert_eq!(run.code, Some(2));
    assert!(run.err.contains("xlsx"), "{}", run.err);
    let run = house.run(&["export", "d.rapporteur", "-o", "missing/out.jsonl"]);
    assert_eq!(run.code, Some(2));
    assert!(run.err.contains("cannot be written"), "{}", run.err);
    let run = house.run(&["export", "d.rapporteur", "--kind", "metting"]);
    assert!(run.err.contains("meeting"), "{}", run.err);
}

#[test]
fn lists_keep_to_the_width_asked_for() {
    let house = dossier();
    for command in ["moves", "timeline", "actors", "reports"] {
        for width in ["60", "80"] {
            let out = house.program().args([command, "d.rapporteur"]).env("COLUMNS", width).output().expect("runs");
            let room: usize = width.parse().expect("a number");
            for line in String::from_utf8_lossy(&out.stdout).lines() {
                assert!(unicode_width::UnicodeWidthStr::width(line) <= room, "{command} at {width}: {line}");
            }
        }
    }
}
