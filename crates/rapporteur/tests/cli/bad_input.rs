//! Every bad input: a clear message, the rest is read, the dossier stays whole.

use crate::house::{House, Run, report};
use std::process::Command;

/// Reads a folder that holds the bad file and a good report; gives the run.
fn beside_a_good_one(name: &str, bytes: impl AsRef<[u8]>) -> (House, Run) {
    let house = House::new();
    house.write("in/aaa-good.txt", report(1));
    house.write(&format!("in/{name}"), bytes);
    house.write("in/zzz-good.txt", report(2));
    let run = house.run(&["read", "d.rapporteur", "in"]);
    for n in [1, 2] {
        assert!(
            house.ok(&["search", "d.rapporteur", &format!("\"round {n}\"")]).contains("good"),
            "the good reports are read: {}",
            run.err
        );
    }
    house.ok(&["check", "d.rapporteur"]);
    (house, run)
}

#[test]
fn an_empty_file() {
    let (_house, run) = beside_a_good_one("empty.txt", "");
    assert_eq!(run.code, Some(1));
    assert!(run.err.contains("empty.txt: empty"), "{}", run.err);
}

#[test]
fn a_file_of_blanks() {
    let (_house, run) = beside_a_good_one("blank.txt", " \n\n\t\n");
    assert_eq!(run.code, Some(1));
    assert!(run.err.contains("blank") && run.err.contains("empty"), "{}", run.err);
}

#[test]
fn a_binary_file() {
    let bytes: Vec<u8> = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".iter().copied().chain((0..4096u32).map(|n| (n * 37 % 251) as u8)).collect();
    let (_house, run) = beside_a_good_one("picture.txt", bytes);
    assert_eq!(run.code, Some(1));
    assert!(run.err.contains("picture.txt") && run.err.contains("not text"), "{}", run.err);
}

#[test]
fn latin_1_and_utf_16_are_read_as_what_they_are() {
    let house = House::new();
    let text = "Négociations à Genève\n\nThe café talks between Atlantis and Borduria went on in Genève, the mediator said on Friday.\n";
    house.write("in/latin1.txt", text.chars().map(|c| c as u32 as u8).collect::<Vec<u8>>());
    let utf16 = text.replace("café", "hôtel");
    house.write("in/wide.txt", std::iter::once(0xFEFF).chain(utf16.encode_utf16()).flat_map(u16::to_le_bytes).collect::<Vec<u8>>());
    assert_eq!(house.run(&["read", "d.rapporteur", "in"]).code, Some(0));
    assert!(house.ok(&["search", "d.rapporteur", "café", "genève"]).contains("latin1"));
    assert!(house.ok(&["search", "d.rapporteur", "hôtel", "genève"]).contains("wide"));
}

#[test]
fn a_line_of_50_mb() {
    let (_house, run) = beside_a_good_one("line.txt", "They talked and talked and talked. ".repeat((50 << 20) / 35));
    assert_eq!(run.code, Some(1));
    assert!(run.err.contains("line.txt"), "{}", run.err);
}

#[test]
fn a_file_that_is_not_there_any_more() {
    let house = House::new();
    house.write("good.txt", report(3));
    let run = house.run(&["read", "d.rapporteur", "gone.txt", "good.txt"]);
    assert_eq!(run.code, Some(1));
    assert!(run.err.contains("gone.txt: no such file"), "{}", run.err);
    assert!(house.ok(&["search", "d.rapporteur", "Syldavia"]).contains("good"));
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_read() {
    use std::os::unix::fs::PermissionsExt;
    let house = House::new();
    let path = house.write("in/secret.txt", report(4));
    house.write("in/good.txt", report(5));
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o000)).expect("chmod");
    if std::fs::read(&path).is_ok() {
        println!("skipped: this user may read everything");
        return;
    }
    let run = house.run(&["read", "d.rapporteur", "in"]);
    assert_eq!(run.code, Some(1));
    assert!(run.err.contains("secret.txt: no permission"), "{}", run.err);
}

#[test]
fn an_invalid_json_line_among_good_ones() {
    let line = |id: &str, n: usize| serde_json::json!({ "id": id, "text": report(n) }).to_string();
    let lines = format!("{}\n{{\"id\": \"broken\", \"text\": \n{}\n[1, 2]\n", line("j1", 11), line("j2", 12));
    let (house, run) = beside_a_good_one("day.jsonl", lines);
    assert_eq!(run.code, Some(1));
    assert!(run.err.contains("day.jsonl:2:") && run.err.contains("day.jsonl:4:"), "{}", run.err);
    for (id, n) in [("j1", 11), ("j2", 12)] {
        assert!(house.ok(&["search", "d.rapporteur", &format!("\"round {n}\"")]).contains(id));
    }
}

#[test]
fn an_invalid_date() {
    let house = House::new();
    house.write("a.txt", report(1));
    let run = house.run(&["read", "d.rapporteur", "a.txt", "--published", "2031-02-30"]);
    assert_eq!(run.code, Some(2));
    assert!(run.err.contains("2031-02-30") && !house.path("d.rapporteur").exists(), "nothing is made on wrong use: {}", run.err);
    house.write("b.jsonl", serde_json::json!({ "id": "b", "text": report(2), "published": "the day before" }).to_string());
    let run = house.run(&["read", "d.rapporteur", "b.jsonl"]);
    assert!(run.err.contains("the day before"), "{}", run.err);
    assert!(house.ok(&["search", "d.rapporteur", "\"round 2\""]).contains('b'), "it is read without the date");
}

#[test]
fn a_dossier_that_is_none() {
    let house = House::new();
    house.write("a.txt", report(1));
    house.write("notes.txt", "My own notes.\n".repeat(100));
    let before = std::fs::read(house.path("notes.txt")).expect("bytes");
    for arguments in
        [["read", "notes.txt", "a.txt"].as_slice(), &["reports", "notes.txt"], &["export", "notes.txt"], &["check", "notes.txt"]]
    {
        let run = house.run(arguments);
        assert_eq!(run.code, Some(2), "{arguments:?}");
        assert!(run.err.contains("notes.txt is not a dossier"), "{}", run.err);
    }
    assert_eq!(std::fs::read(house.path("notes.txt")).expect("bytes"), before);
    let run = house.run(&["reports", "nowhere.rapporteur"]);
    assert!(run.code == Some(2) && run.err.contains("is not there"), "{}", run.err);
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk() {
    let house = House::new();
    for n in 0..400 {
        house.write(&format!("in/r{n:03}.txt"), report(n).repeat(3));
    }
    std::fs::create_dir(house.path("disk")).expect("a folder");
    let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", "size=1m", "tmpfs"]).arg(house.path("disk")).output();
    if !mounted.is_ok_and(|output| output.status.success()) {
        println!("no small disk can be mounted here: a limit on the size of files stands in for it");
        let script = "trap '' XFSZ; ulimit -f 600; exec \"$0\" read d.rapporteur in";
        let run =
            Command::new("sh").args(["-c", script, env!("CARGO_BIN_EXE_rapporteur")]).current_dir(house.root()).output().expect("runs");
        after_the_full_disk(&house, "d.rapporteur", Run::of(run));
        return;
    }
    let run = house.run(&["read", "disk/d.rapporteur", "in"]);
    let seen = std::panic::catch_unwind(|| after_the_full_disk(&house, "disk/d.rapporteur", run));
    let _ = Command::new("umount").arg(house.path("disk")).output();
    seen.expect("as expected");
}

#[cfg(target_os = "linux")]
fn after_the_full_disk(house: &House, dossier: &str, run: Run) {
    assert_eq!(run.code, Some(2), "{}{}", run.out, run.err);
    assert!(run.err.contains("safe") && run.err.contains("space"), "{}", run.err);
    // Whole, with what was committed before; moved to where there is room, the same command finishes the work.
    let sound = house.ok(&["check", dossier]);
    assert!(sound.contains("sound"), "{sound}");
    if dossier.contains('/') {
        house.ok(&["backup", dossier, "moved.rapporteur"]);
        house.ok(&["read", "moved.rapporteur", "in"]);
        assert!(house.ok(&["check", "moved.rapporteur"]).contains("sound, 400 reports"));
    } else {
        house.ok(&["read", dossier, "in"]);
        assert!(house.ok(&["check", dossier]).contains("sound, 400 reports"));
    }
}

#[test]
fn a_reader_of_our_output_that_has_seen_enough() {
    let house = House::new();
    house.write(
        "in/all.jsonl",
        (0..300).map(|n| serde_json::json!({ "id": format!("r{n}"), "text": report(n) }).to_string() + "\n").collect::<String>(),
    );
    house.ok(&["read", "d.rapporteur", "in"]);
    let mut child = house
        .program()
        .args(["search", "d.rapporteur", "truce", "--limit", "300"])
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .expect("starts");
    drop(child.stdout.take());
    let run = Run::of(child.wait_with_output().expect("ends"));
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""));
}
