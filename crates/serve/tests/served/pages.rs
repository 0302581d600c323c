//! Every page: it is there, it is safe, it says what it should.

use crate::house::{ATTACKS, House};

/// Every view under the plain address and under filters.
pub const VIEWS: &[&str] = &[
    "/",
    "/answers",
    "/timeline",
    "/timeline?lanes=actor&span=all&kinds=all",
    "/calendar",
    "/calendar?month=2031-03",
    "/changes",
    "/changes?since=2031-03-06",
    "/facts",
    "/facts?order=sources",
    "/statements",
    "/conflicts",
    "/reports",
    "/reports/a",
    "/compare",
    "/compare?report=b&report=c",
    "/sources",
    "/actors",
    "/search",
    "/search?q=ceasefire",
    "/review",
    "/add",
    "/downloads",
    "/api",
    "/brief",
    "/facts?kind=proposal&actor=Ruritania&from=2031-01-01&to=2031-12-31&roots=1",
    "/?actor=Nobody",
];

/// Addresses of our own that a page leads to.
fn links(page: &str) -> Vec<String> {
    let mut all: Vec<String> = page
        .split("href=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .map(|link| link.replace("&amp;", "&"))
        .filter(|link| link.starts_with('/'))
        .map(|link| link.split('#').next().unwrap_or("").to_owned())
        .collect();
    all.sort();
    all.dedup();
    all
}

#[test]
fn every_view_is_there_and_safe_and_nothing_leads_nowhere() {
    let house = House::start();
    let mut open: Vec<String> = VIEWS.iter().map(|v| (*v).to_owned()).collect();
    let mut seen: Vec<String> = Vec::new();
    // Follow the links two steps deep, as far as there is patience.
    while let Some(path) = open.pop() {
        if seen.contains(&path) || seen.len() > 400 {
            continue;
        }
        let got = house.get(&path);
        assert!(matches!(got.status, 200 | 303), "{path}: {}", got.status);
        let policy = got.header("content-security-policy").unwrap_or_else(|| panic!("{path} has no policy"));
        assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe"), "{path}: {policy}");
        assert_eq!(got.header("x-content-type-options"), Some("nosniff"), "{path}");
        if got.header("content-type").is_some_and(|kind| kind.starts_with("text/html")) && got.status == 200 {
            safe(&path, &got.body);
            if seen.len() < 120 {
                open.extend(links(&got.body));
            }
        }
        seen.push(path);
    }
    assert!(seen.len() > 60, "only {} addresses were found", seen.len());
}

/// What an attacker wrote is text and nothing else; the page has no inline script, style or handler and fetches nothing from elsewhere.
fn safe(path: &str, page: &str) {
    let own = if path.starts_with("/brief") { 0 } else { 1 };
    assert_eq!(page.matches("<script").count(), own, "{path} has a script that is not ours");
    for tag in ["<img", "<svg onload", "<iframe", "<object", "<base"] {
        assert!(!page.contains(tag), "{path} has {tag}");
    }
    assert!(!page.contains(" style=\""), "{path} has an inline style");
    for inside in page.split('<').skip(1).filter_map(|rest| rest.split('>').next()) {
        // Between the signs of a tag, outside of quoted values, there must be no handler.
        let outside: String = inside.split('"').step_by(2).collect();
        assert!(!outside.contains(" on"), "{path} has a handler: <{inside}>");
    }
    for attribute in ["href=\"", "src=\"", "action=\""] {
        for value in page.split(attribute).skip(1).filter_map(|rest| rest.split('"').next()) {
            assert!(value.starts_with('/') || value.starts_with('#'), "{path} leads to {value}");
        }
    }
    for attack in &ATTACKS[..4] {
        assert!(!page.contains(attack), "{path} holds {attack} as it came");
    }
    if !path.starts_with("/brief") {
        assert_eq!(page.matches("<h1").count(), 1, "{path} has no single heading");
        assert!(page.contains("<main") && page.contains("<nav") && page.contains("class=\"skip\""), "{path} has no landmarks");
    }
}

#[test]
fn the_board_answers_the_first_questions() {
    let house = House::start();
    let board = house.get("/").body;
    for question in ["Who owes an answer", "What is due when", "What is new"] {
        assert!(board.contains(question), "{question}");
    }
    assert!(board.contains("Graustark") && board.contains("Ruritania"), "the parties are not named");
    assert!(board.contains("from 4 independent sources") || board.contains("from 3 independent sources"), "sources are not counted");
}

#[test]
fn unknown_addresses_and_odd_filters_are_told() {
    let house = House::start();
    for path in ["/nothing", "/reports/none", "/evidence/none", "/actors/none", "/export/none"] {
        assert_eq!(house.get(path).status, 404, "{path}");
    }
    assert_eq!(house.get("/changes?since=soon").status, 400);
    assert!(house.get("/facts?kind=nonsense").body.contains("is no kind"));
    assert!(house.get("/facts?page=999999").status == 200);
}

#[test]
fn a_second_look_costs_nothing() {
    let house = House::start();
    let first = house.get("/facts");
    let tag = first.header("etag").expect("a tag").to_owned();
    let second = house.ask("GET", "/facts", &[("If-None-Match", &tag)], b"");
    assert_eq!((second.status, second.body.len()), (304, 0));
}

#[test]
fn other_names_for_this_machine_are_refused() {
    let house = House::start();
    assert_eq!(house.ask("GET", "/", &[("Host", "evil.example")], b"").status, 403);
    assert_eq!(house.ask("GET", "/", &[("Host", "localhost:1234")], b"").status, 200);
}
