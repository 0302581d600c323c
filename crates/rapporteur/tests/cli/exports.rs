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
