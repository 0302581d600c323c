//! Killed in the middle of reading, again and again: nothing is lost, nothing doubled, and the next run finishes the work.

use crate::house::{House, report};
use std::process::Stdio;
use std::time::Duration;

const REPORTS: usize = 600;

/// 20 kills; `RAPPORTEUR_KILLS=200` for the long run.
fn kills() -> u32 {
    std::env::var("RAPPORTEUR_KILLS").ok().and_then(|n| n.parse().ok()).unwrap_or(20)
}

fn all() -> String {
    (0..REPORTS).map(|n| serde_json::json!({ "id": format!("r{n:03}"), "text": report(n) }).to_string() + "\n").collect()
}

#[test]
fn kill_9_in_mid_read() {
    let house = House::new();
    house.write("all.jsonl", all());
    house.ok(&["read", "calm.rapporteur", "all.jsonl"]);
    let mut seed = 0x2545_F491_4F6C_DD1Du64;
    let mut died = 0;
    for round in 0..kills() {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        if round % 10 == 0 {
            // From the beginning again, so that the making of the file is killed too.
            for suffix in ["", "-wal", "-shm", "-journal"] {
                let _ = std::fs::remove_file(house.path(&format!("d.rapporteur{suffix}")));
            }
        }
        let mut child = house
            .program()
            .args(["read", "d.rapporteur", "all.jsonl"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("starts");
        std::thread::sleep(Duration::from_millis(5 + (seed >> 33) % 250));
        died += u32::from(child.try_wait().expect("asks").is_none());
        child.kill().expect("kills");
        child.wait().expect("ends");
        if house.path("d.rapporteur").metadata().is_ok_and(|m| m.len() > 0) {
            let run = house.run(&["check", "d.rapporteur"]);
            // Killed before anything was committed, the file is still empty for SQLite.
            assert!(run.code == Some(0) || run.err.contains("it is empty"), "round {round}: {}{}", run.out, run.err);
        }
    }
    assert!(died > 0, "every run had ended before it was killed: the test shows nothing");
    house.ok(&["read", "d.rapporteur", "all.jsonl"]);
    assert!(house.ok(&["check", "d.rapporteur"]).contains(&format!("sound, {REPORTS} reports")));
    assert_eq!(house.ok(&["export", "d.rapporteur"]), house.ok(&["export", "calm.rapporteur"]), "as if it had never been killed");
}

#[cfg(unix)]
#[test]
fn an_interrupt_finishes_the_open_batch() {
    let house = House::new();
    let many: String = (0..40)
        .map(|_| all())
        .enumerate()
        .map(|(n, text)| text.replace("\"r", &format!("\"r{n}-")).replace("round", &format!("round {n}.")))
        .collect();
    house.write("all.jsonl", many);
    let child =
        house.program().args(["read", "d.rapporteur", "all.jsonl"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("starts");
    std::thread::sleep(Duration::from_millis(600));
    let asked = std::process::Command::new("kill").args(["-INT", &child.id().to_string()]).status().expect("kill");
    assert!(asked.success());
    let run = crate::house::Run::of(child.wait_with_output().expect("ends"));
    assert_eq!(run.code, Some(1), "{}{}", run.out, run.err);
    assert!(run.err.contains("run the same command again"), "{}", run.err);
    assert!(house.ok(&["check", "d.rapporteur"]).contains("sound"));
}
