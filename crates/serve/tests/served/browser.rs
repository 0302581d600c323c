//! A real browser, where one is at hand: nothing that an attacker wrote runs, no page offends its own policy, keys reach everything, and
//! everything is there without scripts, on a narrow screen and on paper.

use crate::devtools::Tab;
use crate::house::House;
use crate::pages::VIEWS;
use serde_json::json;
use std::path::Path;

/// The brief is a sheet of its own, without the frame around it.
fn framed() -> impl Iterator<Item = &'static str> {
    VIEWS.iter().copied().filter(|view| *view != "/brief")
}

fn at(house: &House, path: &str) -> String {
    format!("http://{}{path}", house.address)
}

#[test]
fn nothing_runs_that_is_not_ours() {
    let Some(mut tab) = Tab::open() else { return };
    let house = House::start();
    let mut paths: Vec<String> = VIEWS.iter().map(|v| (*v).to_owned()).collect();
    paths.push("/search?q=%3Cscript%3Edocument.documentElement.dataset.pwned=1%3C/script%3E".to_owned());
    paths.push("/facts?actor=%22%3E%3Cimg%20src%3Dx%20onerror%3Ddocument.documentElement.dataset.pwned%3D1%3E".to_owned());
    // The pages about what the attacker wrote, as the lists link them.
    for list in ["reports", "facts", "statements", "actors", "processes", "conflicts"] {
        let page = if matches!(list, "reports" | "actors") { list } else { "evidence" };
        for item in house.get(&format!("/api/v1/{list}?limit=12")).json()["items"].as_array().expect("items") {
            let id = item["id"].as_str().expect("an id");
            let escaped: String =
                id.bytes().map(|b| if b.is_ascii_alphanumeric() { char::from(b).to_string() } else { format!("%{b:02X}") }).collect();
            paths.push(format!("/{page}/{escaped}"));
        }
    }
    for path in &paths {
        tab.go(&at(&house, path));
        assert_eq!(tab.value("document.querySelector('main, .sheet, body h1') !== null"), true, "{path} was not shown");
        // Open everything that folds out and touch everything that an attack may have put there.
        tab.value("for (const one of document.querySelectorAll('details')) one.open = true; 1");
        tab.value("for (const one of document.querySelectorAll('a[href^=\"javascript:\" i]')) one.click(); 1");
        if tab.value("document.querySelector('a[data-drawer]') !== null") == true {
            tab.value(
                "document.querySelector('a[data-drawer]').dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true })); 1",
            );
            tab.until("document.getElementById('drawer').open");
        }
        assert_eq!(tab.value("document.documentElement.dataset.pwned === undefined"), true, "{path}: an attack ran");
        assert!(tab.complaints.is_empty(), "{path}: {:?}", tab.complaints);
    }
    assert!(paths.len() > VIEWS.len() + 12, "only {} addresses", paths.len());
}

#[test]
fn names_of_dropped_files_do_not_run() {
    let Some(mut tab) = Tab::open() else { return };
    let house = House::start();
    tab.go(&at(&house, "/add"));
    // As if a person had chosen files whose names are attacks, and sent them.
    let names = json!(crate::house::ATTACKS);
    tab.value(&format!(
        "{{ const input = document.querySelector('input[type=file]'); const all = new DataTransfer();
            for (const name of {names}) all.items.add(new File(['Ruritania offered Graustark talks on Friday.'], name + '.txt', {{ type: 'text/plain' }}));
            input.files = all.files; input.dispatchEvent(new Event('change', {{ bubbles: true }})); 1 }}"
    ));
    assert_eq!(tab.value("document.documentElement.dataset.pwned === undefined"), true, "the list of chosen files ran");
    tab.value("document.querySelector('form.add').requestSubmit(document.querySelector('form.add button[type=submit]')); 1");
    tab.until("document.querySelector('#outcome [data-state]') !== null");
    assert_eq!(tab.value("document.documentElement.dataset.pwned === undefined"), true, "the outcome ran");
    tab.go(&at(&house, "/reports"));
    assert_eq!(tab.value("document.documentElement.dataset.pwned === undefined"), true, "a file's name ran");
    assert!(tab.complaints.is_empty(), "{:?}", tab.complaints);
    assert!(house.get("/api/v1/reports").json()["total"].as_u64().is_some_and(|n| n > 4), "nothing was read");
}

#[test]
fn keys_reach_everything() {
    let Some(mut tab) = Tab::open() else { return };
    let house = House::start();
    tab.shape(1280, false);
    tab.go(&at(&house, "/"));
    tab.key("Tab");
    assert_eq!(tab.value("document.activeElement.className"), "skip", "the first stop is the skip link");
    assert_eq!(tab.value("document.activeElement.getBoundingClientRect().top >= 0"), true, "and it shows");
    tab.key("Enter");
    assert_eq!(tab.value("document.activeElement.id"), "content");
    // The order of stops is the order of the page.
    let stops = "[...document.querySelectorAll('[tabindex]')].filter((one) => one.tabIndex > 0).length";
    assert_eq!(tab.value(stops), 0, "something jumps the queue");
    // A focused link opens the drawer; Escape closes it and the link has the focus again.
    for path in ["/", "/timeline", "/answers", "/facts"] {
        tab.go(&at(&house, path));
        // A first key tells the browser that this reader uses the keyboard.
        tab.key("Tab");
        tab.value("[...document.querySelectorAll('main a[data-drawer]')].find((one) => one.getBoundingClientRect().width > 0).focus(); 1");
        let link = tab.value("(document.activeElement.getAttribute('href'))");
        assert!(link.as_str().is_some_and(|link| link.starts_with("/evidence/")), "{path}: the focus is elsewhere: {link}");
        assert_eq!(tab.value("document.activeElement.matches(':focus-visible')"), true, "{path}: the focus does not show");
        assert_eq!(tab.value("getComputedStyle(document.activeElement).outlineStyle"), "solid", "{path}: the focus does not show");
        tab.key("Enter");
        tab.until("document.getElementById('drawer').open && document.activeElement.closest('#drawer') !== null");
        assert_eq!(
            tab.value("document.querySelectorAll('[id]').length === new Set([...document.querySelectorAll('[id]')].map((e) => e.id)).size"),
            true,
            "{path}: an id twice"
        );
        for _ in 0..40 {
            tab.key("Tab");
            let inside = "document.activeElement === document.body || document.activeElement.closest('#drawer') !== null";
            assert_eq!(tab.value(inside), true, "{path}: the focus left the open drawer");
        }
        tab.key("Escape");
        tab.until("!document.getElementById('drawer').open");
        assert_eq!(tab.value("document.activeElement.getAttribute('href')"), link, "{path}: the focus is lost");
    }
    // Review: j goes down, a accepts, u undoes.
    tab.go(&at(&house, "/review"));
    tab.key("j");
    tab.key("j");
    assert_eq!(tab.value("[...document.querySelectorAll('[data-item]')].indexOf(document.activeElement)"), 1);
    tab.key("k");
    assert_eq!(tab.value("[...document.querySelectorAll('[data-item]')].indexOf(document.activeElement)"), 0);
    for (key, count) in [("a", 1), ("u", 2)] {
        tab.expect_load();
        tab.key(key);
        tab.wait();
        assert_eq!(house.get("/api/v1/rulings").json()["total"], count, "after {key}");
    }
    tab.key("j");
    tab.key("e");
    tab.until("document.getElementById('drawer').open");
    tab.key("Escape");
    tab.until("!document.getElementById('drawer').open");
    // m opens the same where the other fact is chosen; ? tells all keys, wherever one is.
    tab.key("m");
    tab.until("document.getElementById('drawer').open && document.activeElement.closest('#d-merge') !== null");
    tab.key("Escape");
    for path in ["/review", "/timeline"] {
        tab.go(&at(&house, path));
        tab.key("?");
        tab.until("document.getElementById('drawer').open && document.querySelector('#drawer .keys-list') !== null");
        assert_eq!(tab.value("document.activeElement.closest('#drawer') !== null && document.activeElement.tagName"), "H1", "{path}");
        tab.key("Escape");
        tab.until("!document.getElementById('drawer').open");
    }
    assert!(tab.complaints.is_empty(), "{:?}", tab.complaints);
}

/// Marks of the timeline that stand in the part of it that shows.
const SHOWN: &str = "(() => { const region = document.querySelector('.days').getBoundingClientRect(); return [...document.querySelectorAll('.days .shape')].filter((one) => { const at = one.getBoundingClientRect(); return at.right > region.left && at.left < region.right; }).length; })()";

#[test]
fn the_timeline_begins_where_its_marks_are_and_is_zoomed_by_keys() {
    let Some(mut tab) = Tab::open() else { return };
    let house = House::start();
    for scripts in [true, false] {
        tab.call("Emulation.setScriptExecutionDisabled", json!({ "value": !scripts }));
        tab.shape(390, false);
        tab.go(&at(&house, "/timeline"));
        let (shown, all) = (tab.value(SHOWN).as_u64(), tab.value("document.querySelectorAll('.days .shape').length").as_u64());
        assert!(all >= Some(3) && shown >= Some(1), "{shown:?} of {all:?} marks show, scripts: {scripts}");
        assert!(!scripts || shown >= all.map(|all| all / 3), "{shown:?} of {all:?} marks show");
    }
    tab.call("Emulation.setScriptExecutionDisabled", json!({ "value": false }));
    tab.shape(1280, false);
    tab.go(&at(&house, "/timeline?span=all"));
    let days = |tab: &mut Tab| tab.value("document.querySelector('#days b').innerText").as_str().unwrap_or("").to_owned();
    let whole = days(&mut tab);
    let mut before = whole.clone();
    for key in ["+", "[", "]", "-"] {
        tab.expect_load();
        tab.key(key);
        tab.wait();
        let now = days(&mut tab);
        assert_ne!(now, before, "after {key}");
        before = now;
    }
    // Put forward and planned differ by shape, for a day and for a span; the legend has every shape that the picture uses.
    tab.go(&at(&house, "/timeline?span=all&kinds=all"));
    let shapes = |tab: &mut Tab, class: &str| {
        tab.value(&format!("[...document.querySelectorAll('.legend .shape-{class}')].map((one) => one.firstElementChild.tagName)"))
    };
    assert_eq!(shapes(&mut tab, "put"), json!(["path", "path"]));
    assert_eq!(shapes(&mut tab, "planned"), json!(["circle", "rect"]));
    let missing = "[...document.querySelectorAll('.days .shape')].map((one) => one.classList[1]).filter((name) => !document.querySelector('.legend .' + name)).join()";
    assert_eq!(tab.value(missing), "");
    assert!(tab.complaints.is_empty(), "{:?}", tab.complaints);
}

#[test]
fn everything_is_there_without_scripts_and_on_a_narrow_screen_and_on_paper() {
    let Some(mut tab) = Tab::open() else { return };
    let house = House::start();
    tab.call("Emulation.setScriptExecutionDisabled", json!({ "value": true }));
    tab.shape(390, false);
    for path in framed() {
        tab.go(&at(&house, path));
        assert!(tab.value("document.body.innerText.length").as_u64().is_some_and(|n| n > 200), "{path} is empty");
        let wide = tab.value("document.documentElement.scrollWidth");
        assert!(wide.as_u64().is_some_and(|n| n <= 390), "{path} is {wide} wide");
    }
    // The drawer is a plain page.
    tab.go(&at(&house, "/"));
    tab.expect_load();
    tab.value("document.querySelector('main a[data-drawer]').click(); 1");
    tab.wait();
    assert_eq!(tab.value("location.pathname.startsWith('/evidence/') && document.querySelector('main h1') !== null"), true);
    for path in ["/", "/timeline?span=all", "/brief"] {
        tab.go(&at(&house, path));
        let sheet = tab.call("Page.printToPDF", json!({ "paperWidth": 8.27, "paperHeight": 11.69 }));
        // "%PDF-" in Base64.
        assert!(sheet["data"].as_str().is_some_and(|data| data.starts_with("JVBERi")), "{path} does not print");
    }
    assert!(tab.complaints.is_empty(), "{:?}", tab.complaints);
}

/// Sheets of paper that a page prints on, by its PDF: Chromium writes the page objects in plain text.
fn sheets(tab: &mut Tab) -> usize {
    let printed = tab.call("Page.printToPDF", json!({ "preferCSSPageSize": true, "printBackground": false }));
    let pdf = from_base64(printed["data"].as_str().expect("a PDF"));
    let text = String::from_utf8_lossy(&pdf);
    text.match_indices("/Type /Page").filter(|(at, found)| !text[at + found.len()..].starts_with('s')).count()
}

fn from_base64(text: &str) -> Vec<u8> {
    let value = |c: u8| match c {
        b'A'..=b'Z' => Some(c - b'A'),
        b'a'..=b'z' => Some(c - b'a' + 26),
        b'0'..=b'9' => Some(c - b'0' + 52),
        b'+' => Some(62),
        b'/' => Some(63),
        _ => None,
    };
    let (mut out, mut bits, mut held) = (Vec::new(), 0u32, 0u32);
    for six in text.bytes().filter_map(value) {
        bits = bits << 6 | u32::from(six);
        held += 6;
        if held >= 8 {
            held -= 8;
            out.push((bits >> held) as u8);
        }
    }
    out
}

/// Prints the brief of some files of reports; says how many sheets that takes, and what stands on them.
fn printed(tab: &mut Tab, folder: &Path, endings: &[&str]) -> Option<(usize, String)> {
    let mut files: Vec<_> = std::fs::read_dir(folder).ok()?.filter_map(|entry| Some(entry.ok()?.path())).collect();
    files.retain(|file| file.extension().and_then(|e| e.to_str()).is_some_and(|ending| endings.contains(&ending)));
    files.sort();
    let house = House::reading(&files);
    tab.go(&at(&house, "/brief"));
    tab.call("Emulation.setEmulatedMedia", json!({ "media": "print" }));
    let words = tab.value("document.body.innerText").as_str().unwrap_or("").to_owned();
    tab.call("Emulation.setEmulatedMedia", json!({ "media": "" }));
    Some((sheets(tab), words))
}

/// A minister acts on one sheet: what is owed, the table, what falls due, what is done and disputed, and the sentences.
#[test]
fn the_brief_is_one_sheet() {
    let Some(mut tab) = Tab::open() else { return };
    let home = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (count, words) = printed(&mut tab, &home.join("../../examples"), &["txt", "html", "jsonl"]).expect("the examples");
    assert_eq!(count, 1, "the examples:\n{words}");
    assert!(words.contains("owes") && words.contains("On the table") && words.contains("Reports and their sentences"), "{words}");
    let shared = home.join("../../../shared/data/reports");
    let Some((count, words)) = printed(&mut tab, &shared, &["txt"]) else {
        eprintln!("skipped: no ../shared/data/reports");
        return;
    };
    assert_eq!(count, 1, "the five reports:\n{words}");
    let heads =
        ["owes an answer", "On the table", "Falls due", "Agreed and done", "In dispute between reports", "Reports and their sentences"];
    for head in heads {
        assert!(words.contains(head), "“{head}” is not on paper:\n{words}");
    }
    // Smaller letters than these are no help to anybody: eight points are 10.7 pixels.
    tab.call("Emulation.setEmulatedMedia", json!({ "media": "print" }));
    let smallest = "Math.min(...[...document.querySelectorAll('main *:not(sup):not(sup *)')].filter((e) => e.offsetParent !== null && e.innerText).map((e) => parseFloat(getComputedStyle(e).fontSize)))";
    let smallest = tab.value(smallest).as_f64().expect("a size");
    assert!(smallest >= 10.6, "letters of {smallest} pixels");
}

#[test]
fn axe_finds_nothing() {
    let Some(axe) = axe() else { return };
    let Some(mut tab) = Tab::open() else { return };
    let house = House::start();
    let mut found = Vec::new();
    for (width, dark) in [(1280, false), (390, true)] {
        tab.shape(width, dark);
        for path in VIEWS {
            tab.go(&at(&house, path));
            found.extend(examined(&mut tab, &axe).into_iter().map(|one| format!("{path} at {width}: {one}")));
        }
        tab.go(&at(&house, "/"));
        tab.value("document.querySelector('main a[data-drawer]').click(); 1");
        tab.until("document.getElementById('drawer').open");
        found.extend(examined(&mut tab, &axe).into_iter().map(|one| format!("drawer at {width}: {one}")));
    }
    assert!(found.is_empty(), "{} findings:\n{}", found.len(), found.join("\n"));
}

/// axe-core (MPL-2.0) is fetched, not kept: `npm install --prefix crates/serve/tests/axe` (see `.ci/run`).
pub fn axe() -> Option<String> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/axe/node_modules/axe-core/axe.min.js");
    let axe = std::fs::read_to_string(file).ok();
    if axe.is_none() {
        eprintln!("skipped: axe-core is not installed (npm install --prefix crates/serve/tests/axe)");
    }
    axe
}

/// What axe finds in the page at hand: rule, place, first reason.
pub fn examined(tab: &mut Tab, axe: &str) -> Vec<String> {
    // What is still sliding in is paler than it will be.
    tab.until("document.getAnimations().every((moving) => moving.playState !== 'running')");
    tab.value(&format!("{axe}; 1"));
    let found = tab.value(
        "axe.run(document, { resultTypes: ['violations'] }).then((r) => r.violations.flatMap((v) => v.nodes.slice(0, 3).map((n) => `${v.id}: ${n.target.join(' ')} · ${n.failureSummary.split('\\n').slice(1, 2)}`)))",
    );
    found.as_array().expect("a list").iter().filter_map(|one| one.as_str().map(str::to_owned)).collect()
}
