//! Persons across reports: one actor for each, in whatever script and spelling; two of one surname stay two.

mod common;

use model::*;

/// A report that names these persons, each with the side that it gives them.
fn reading(persons: &[(&str, Option<&str>)]) -> Reading {
    let text = persons.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(" met ") + ".";
    let local = |(name, side): &(&str, Option<&str>)| LocalActor {
        name: (*name).to_owned(),
        id: None,
        kind: ActorKind::Person,
        side: side.map(str::to_owned),
    };
    let mut at = 0;
    let names = persons.iter().zip(0..).map(|((name, _), index)| {
        let start = at;
        at += name.len() + " met ".len();
        (Span::new(start, start + name.len()), index)
    });
    common::naming(&text, persons.iter().map(local).collect(), &names.collect::<Vec<_>>())
}

/// The actors of reports that name these persons: all spellings of one actor together.
fn actors(reports: &[&[(&str, Option<&str>)]]) -> Vec<Vec<String>> {
    let readings: Vec<Reading> = reports.iter().map(|persons| reading(persons)).collect();
    common::fused(&readings).into_iter().map(|a| a.names).collect()
}

fn spellings(names: &[&str]) -> Vec<Vec<String>> {
    let reports: Vec<Vec<(&str, Option<&str>)>> = names.iter().map(|name| vec![(*name, None)]).collect();
    let reports: Vec<&[(&str, Option<&str>)]> = reports.iter().map(Vec::as_slice).collect();
    actors(&reports)
}

/// Spellings of one invented name, each in a report of its own, in either order, are one actor.
fn one(names: &[&str]) {
    for order in [names.to_vec(), names.iter().rev().copied().collect()] {
        let found = spellings(&order);
        assert_eq!(found.len(), 1, "{order:?} gave {found:?}");
        for name in names {
            assert!(found[0].iter().any(|n| n == name), "{name} is missing in {found:?}");
        }
    }
}

#[test]
fn cyrillic() {
    one(&["Микола Вербицький", "Mykola Verbytsky", "Mykola Verbytskyi", "Mykola Verbytskyy"]);
    one(&["Тихон Шабанов", "Tikhon Shabanov"]);
}

#[test]
fn greek() {
    one(&["Στέλιος Καραμπέτης", "Stelios Karabetis"]);
    one(&["Ελένη Δημητρίου", "Eleni Dimitriou"]);
}

#[test]
fn arabic() {
    one(&["محمود الكرباسي", "Mahmoud al-Karbasi", "Mahmud al-Karbasi"]);
    one(&["سمير حداد", "Samir Haddad"]);
}

#[test]
fn hebrew() {
    one(&["גלעד ברקאי", "Gilad Barkai"]);
    one(&["שמעון לדרמן", "Shimon Lederman"]);
}

#[test]
fn chinese() {
    one(&["魏敏哲", "Wei Minzhe", "Wei Min-zhe"]);
}

#[test]
fn initials_and_middle_names() {
    one(&["Ida Lindqvist", "I. Lindqvist", "Ida Maria Lindqvist"]);
}

#[test]
fn names_that_only_look_alike_stay_two_in_every_script() {
    assert_eq!(spellings(&["Микола Вербицький", "Petro Verbytsky"]).len(), 2);
    assert_eq!(spellings(&["Στέλιος Καραμπέτης", "Eleni Dimitriou"]).len(), 2);
    assert_eq!(spellings(&["سمير حداد", "Mahmoud al-Karbasi"]).len(), 2);
    assert_eq!(spellings(&["魏敏哲", "Li Guotao"]).len(), 2);
    assert_eq!(spellings(&["Ida Maria Lindqvist", "Karl Maria Lindqvist"]).len(), 2);
}

#[test]
fn two_of_one_surname_stay_two_and_the_bare_surname_is_neither() {
    let ida = [("Ida Lindqvist", Some("Norway"))];
    let karl = [("Karl Lindqvist", Some("Sweden"))];
    let bare = [("Lindqvist", None)];
    for reports in [[&ida[..], &karl, &bare], [&bare[..], &ida, &karl], [&karl[..], &bare, &ida]] {
        let mut found = actors(&reports);
        found.sort();
        assert_eq!(found, [vec!["Ida Lindqvist".to_owned()], vec!["Karl Lindqvist".to_owned()], vec!["Lindqvist".to_owned()]]);
    }
}

#[test]
fn the_side_tells_which_of_two_is_meant() {
    let mut found =
        actors(&[&[("Ida Lindqvist", Some("Norway"))], &[("Karl Lindqvist", Some("Sweden"))], &[("Lindqvist", Some("Sweden"))]]);
    found.sort();
    assert_eq!(found, [vec!["Ida Lindqvist".to_owned()], vec!["Karl Lindqvist".to_owned(), "Lindqvist".to_owned()]]);
}

#[test]
fn a_bare_surname_that_one_bears_is_theirs() {
    assert_eq!(spellings(&["Ida Lindqvist", "Lindqvist"]).len(), 1);
}

#[test]
fn an_initial_that_two_share_is_neither() {
    assert_eq!(spellings(&["Ida Lindqvist", "Ines Lindqvist", "I. Lindqvist"]).len(), 3);
}
