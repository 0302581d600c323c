//! A real browser, where one is at hand: nothing that an attacker wrote runs, and no page offends its own policy.

use crate::house::House;
use std::process::Command;

fn chromium() -> Option<&'static str> {
    ["chromium", "chromium-browser", "google-chrome"]
        .into_iter()
        .find(|name| Command::new(name).arg("--version").output().is_ok_and(|out| out.status.success()))
}

#[test]
fn nothing_runs_that_is_not_ours() {
    let Some(program) = chromium() else {
        eprintln!("skipped: no chromium here");
        return;
    };
    let house = House::start();
    for path in ["/", "/reports", "/search?q=pwned", "/timeline?kinds=all&span=all"] {
        let profile = tempfile::tempdir().expect("a folder");
        let out = Command::new(program)
            .args([
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--enable-logging=stderr",
                "--dump-dom",
            ])
            .arg(format!("--user-data-dir={}", profile.path().display()))
            .arg(format!("http://{}{path}", house.address))
            .output()
            .expect("it runs");
        let (page, log) = (String::from_utf8_lossy(&out.stdout), String::from_utf8_lossy(&out.stderr));
        assert!(page.contains("<main"), "{path} was not shown: {log}");
        assert!(!page.contains("data-pwned"), "{path}: an attack ran");
        assert!(!log.contains("Content Security Policy"), "{path} offends its policy: {log}");
        assert!(!log.contains("Uncaught"), "{path} has a script that fails: {log}");
    }
}
