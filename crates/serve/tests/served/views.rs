//! Every view in a real browser on real and on many reports: it opens, complains of nothing, axe-core finds nothing, and everything in it can be
//! reached by the keyboard.

use crate::browser::{axe, examined};
use crate::devtools::Tab;
use crate::house::House;
use std::path::Path;
use std::process::Command;

/// The views, and one entry of each sort.
fn views(house: &House) -> Vec<String> {
    let mut views: Vec<String> = [
        "/",
        "/answers",
        "/timeline",
        "/timeline?lanes=actor&span=all&kinds=all",
        "/calendar",
        "/changes",
        "/facts",
        "/statements",
        "/conflicts",
        "/reports",
        "/compare",
        "/sources",
        "/actors",
        "/search?q=talks",
        "/review",
        "/add",
        "/downloads",
        "/api",
        "/keys",
        "/brief",
    ]
    .map(str::to_owned)
    .to_vec();
    for (shelf, page) in [
        ("reports", "reports"),
        ("actors", "actors"),
        ("moves", "evidence"),
        ("facts", "evidence"),
        ("statements", "evidence"),
        ("conflicts", "evidence"),
        ("processes", "evidence"),
    ] {
        let list = house.get(&format!("/api/v1/{shelf}?limit=1")).json();
        if let Some(id) = list["items"][0]["id"].as_str() {
            let id: String = id.bytes().map(|b| format!("%{b:02X}")).collect();
            views.push(format!("/{page}/{id}"));
        }
    }
    views
}

/// What shows and can be used, and yet the keyboard does not reach.
const UNREACHED: &str = "(() => { const shows = (one) => one.checkVisibility({ visibilityProperty: true }) && !one.closest('#drawer:not([open])'); return [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary, .scroll[tabindex]')].filter(shows).filter((one) => { one.focus({ preventScroll: true }); return document.activeElement !== one || one.tabIndex < 0; }).map((one) => one.outerHTML.slice(0, 90)).join('\\n'); })()";

/// Opens every view, wide and light, narrow and dark; axe looks at those that are wide, and at the narrow ones where `thorough`.
fn visit(house: &House, thorough: bool) {
    let Some(mut tab) = Tab::open() else { return };
    let axe = axe();
    let mut found = Vec::new();
    for (width, dark) in [(1280, false), (390, true)] {
        tab.shape(width, dark);
        for path in views(house) {
            tab.go(&format!("http://{}{path}", house.address));
            assert_eq!(
                tab.value("document.querySelectorAll('h1').length > 0 && document.body.innerText.length > 200"),
                true,
                "{path} at {width} shows nothing"
            );
            let wide = tab.value("document.documentElement.scrollWidth").as_u64();
            assert!(path == "/brief" || wide <= Some(width.into()), "{path} is {wide:?} wide at {width}");
            assert_eq!(tab.value(UNREACHED), "", "{path} at {width}: not reached by keys");
            if let Some(axe) = axe.as_ref().filter(|_| thorough || width > 400) {
                found.extend(examined(&mut tab, axe).into_iter().map(|one| format!("{path} at {width}: {one}")));
            }
            assert!(tab.complaints.is_empty(), "{path} at {width}: {:?}", tab.complaints);
        }
    }
    assert!(found.is_empty(), "{} findings:\n{}", found.len(), found.join("\n"));
}

#[test]
fn every_view_on_the_five_reports() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/reports");
    let Ok(entries) = std::fs::read_dir(&folder) else {
        eprintln!("skipped: no ../shared/data/reports");
        return;
    };
    let mut files: Vec<_> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    files.retain(|file| file.extension().is_some_and(|ending| ending == "txt"));
    files.sort();
    assert_eq!(files.len(), 5);
    let house = House::reading(&files);
    assert_eq!(house.get("/api/v1").json()["counts"]["reports"], 5);
    visit(&house, true);
}

#[test]
fn every_view_on_hundreds_of_generated_reports() {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/scale/generate.py");
    let made = Command::new("python3").arg(script).arg("300").output();
    let Ok(made) = made else {
        eprintln!("skipped: no python3 here");
        return;
    };
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let house = House::telling(String::from_utf8(made.stdout).expect("text"));
    assert_eq!(house.get("/api/v1").json()["counts"]["reports"], 300);
    visit(&house, false);
}
