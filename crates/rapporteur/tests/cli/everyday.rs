//! Everyday use: reading twice, threads, order, help, wrong use.

use crate::house::{House, report};

fn folder(house: &House, count: usize) {
    for n in 0..count {
        house.write(&format!("in/r{n:03}.txt"), report(n));
    }
}

#[test]
fn reading_twice_changes_nothing() {
    let house = House::new();
    folder(&house, 40);
    assert!(house.ok(&["read", "d.rapporteur", "in"]).contains("40 reports read"));
    let first = house.ok(&["export", "d.rapporteur"]);
    let again = house.ok(&["read", "d.rapporteur", "in"]);
    assert!(again.contains("0 reports read") && again.contains("40 known already"), "{again}");
    assert_eq!(house.ok(&["export", "d.rapporteur"]), first);
    let history = house.ok(&["history", "d.rapporteur", "--since", "2000"]);
    house.ok(&["read", "d.rapporteur", "in"]);
    assert_eq!(house.ok(&["history", "d.rapporteur", "--since", "2000"]), history);
}

#[test]
fn threads_order_and_portions_do_not_show() {
    let house = House::new();
    folder(&house, 70);
    house.ok(&["read", "one.rapporteur", "in", "--threads", "1"]);
    house.ok(&["read", "two.rapporteur", "in", "--threads", "2"]);
    for n in (0..70).rev() {
        if n % 7 == 0 {
            let portion: Vec<String> = (n..n + 7).rev().map(|m| format!("in/r{m:03}.txt")).collect();
            let mut arguments = vec!["read", "many.rapporteur"];
            arguments.extend(portion.iter().map(String::as_str));
            house.ok(&arguments);
        }
    }
    let seen = |dossier: &str| (house.ok(&["export", dossier]), house.ok(&["search", dossier, "truce", "--limit", "99", "--json"]));
    let one = seen("one.rapporteur");
    assert!(one.1.contains("r069"), "{}", one.1);
    assert_eq!(one, seen("two.rapporteur"));
    assert_eq!(one, seen("many.rapporteur"));
}

#[test]
fn the_dossier_in_the_folder_that_is_read_is_passed_over() {
    let house = House::new();
    house.write("a.txt", report(1));
    house.ok(&["read", "d.rapporteur", "."]);
    house.ok(&["read", "d.rapporteur", "."]);
    assert!(house.ok(&["check", "d.rapporteur"]).contains("1 report."));
}

#[test]
fn help_and_wrong_use() {
    let house = House::new();
    let help = house.ok(&["--help"]);
    for command in ["read", "export", "show", "rule", "completions"] {
        assert!(help.contains(command), "{command}");
        let own = house.ok(&[command, "--help"]);
        assert!(own.contains("Example"), "{command} shows an example");
    }
    assert_eq!(house.run(&["raed"]).code, Some(2));
    assert_eq!(house.run(&["show", "d.rapporteur"]).code, Some(2));
    assert!(house.ok(&["completions", "bash"]).contains("rapporteur"));
}

#[test]
fn no_escapes_leave_for_a_pipe() {
    let house = House::new();
    folder(&house, 3);
    house.ok(&["read", "d.rapporteur", "in"]);
    for arguments in [["moves", "d.rapporteur"].as_slice(), &["search", "d.rapporteur", "truce"], &["reports", "d.rapporteur"]] {
        assert!(!house.ok(arguments).contains('\u{1b}'), "{arguments:?}");
    }
}

#[test]
fn standard_input_is_a_source() {
    use std::io::Write;
    let house = House::new();
    let mut child = house.program().args(["read", "d.rapporteur", "-"]).stdin(std::process::Stdio::piped()).spawn().expect("starts");
    let line = serde_json::json!({ "id": "piped", "text": report(1), "published": "2031-03-09" }).to_string();
    child.stdin.take().expect("a pipe").write_all(line.as_bytes()).expect("writes");
    assert!(child.wait().expect("ends").success());
    assert!(house.ok(&["search", "d.rapporteur", "truce"]).contains("piped"));
}

#[test]
fn tables_and_json_of_an_empty_dossier() {
    let house = House::new();
    house.ok(&["read", "d.rapporteur"]);
    for command in ["moves", "timeline", "actors", "statements", "conflicts", "reports"] {
        house.ok(&[command, "d.rapporteur"]);
        let json: serde_json::Value = serde_json::from_str(&house.ok(&[command, "d.rapporteur", "--json"])).expect("JSON");
        assert_eq!(json, serde_json::json!([]), "{command}");
    }
}
