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
    "/search?q=ceasefire&in=facts&roots=1",
    "/keys",
    "/timeline?span=31&until=2031-03-20",
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
pub fn safe(path: &str, page: &str) {
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
    // What a view does not know is told on the page; a sheet or a file that cannot tell it is not made.
    for path in
        ["/?spam=1", "/timeline?span=long", "/calendar?month=soon", "/facts?order=up", "/reports/a?page=2", "/search?q=talks&in=all"]
    {
        let got = house.get(path);
        assert!(got.status == 200 && got.body.contains("; left out.</p>"), "{path}");
    }
    for path in [
        "/timeline?span=31&lanes=actor&kinds=all",
        "/facts?order=kind&roots=1&page=1",
        "/compare?report=a&report=b",
        "/search?q=talks&in=facts",
    ] {
        assert!(!house.get(path).body.contains("; left out."), "{path}");
    }
    for path in ["/brief?spam=1", "/export/csv?kind=nonsense", "/export/jsonl?form=1"] {
        assert_eq!(house.get(path).status, 400, "{path}");
    }
    assert_eq!(house.get("/brief?roots=1").status, 200);
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

/// The text of a page between two of its marks.
fn between<'p>(page: &'p str, from: &str, to: &str) -> &'p str {
    let (_, rest) = page.split_once(from).unwrap_or_else(|| panic!("no {from} in {page}"));
    rest.split_once(to).map_or(rest, |(inside, _)| inside)
}

#[test]
fn search_finds_everything_by_kind_and_under_filters() {
    let house = House::start();
    let page = house.get("/search?q=ceasefire").body;
    for part in ["moves", "statements", "reports"] {
        assert!(page.contains(&format!("id=\"found-{part}\"")), "no {part} found");
    }
    assert!(house.get("/search?q=weiss").body.contains("id=\"found-actors\""));
    assert!(house.get("/search?q=rejected").body.contains("id=\"found-facts\""), "no fact found");
    // A statement is found by its words and by its speaker, in every wording.
    let found = house.get("/api/v1/search?q=%22not+accept+it%22").json();
    assert_eq!(found["totals"]["reports"], 2, "{found}");
    assert!(found["totals"]["statements"].as_u64().is_some_and(|n| n > 0), "{found}");
    // Filters hold: by outlet, by kind, by actor, by number of sources.
    let outlet = house.get("/api/v1/search?q=ceasefire&outlet=Evening+Echo").json();
    assert_eq!(outlet["totals"]["reports"], 1, "{outlet}");
    assert_eq!(outlet["items"][0]["report"], "c");
    let all = house.get("/api/v1/search?q=ceasefire").json();
    assert!(all["totals"]["reports"].as_u64() >= Some(3), "{all}");
    let kind = house.get("/api/v1/search?q=ruritania&kind=meeting").json();
    for group in ["moves", "statements"] {
        assert_eq!(kind["totals"][group], 0, "{group} under a filter of kinds: {kind}");
    }
    assert!(kind["facts"].as_array().expect("facts").iter().all(|fact| fact["kind"] == "meeting"), "{kind}");
    let nobody = house.get("/api/v1/search?q=ceasefire&actor=Nobody").json();
    assert!(nobody["totals"].as_object().expect("totals").values().all(|n| *n == 0), "{nobody}");
    assert!(house.get("/search?q=ceasefire&actor=Nobody").body.contains("Search without filters"));
    // The page says how it is filtered, and its forms keep what is looked for.
    let filtered = house.get("/search?q=ceasefire&outlet=Evening+Echo").body;
    assert!(
        filtered.contains("Filtered")
            && between(&filtered, "<details class=\"filters\"", "</details>").contains("name=\"q\" value=\"ceasefire\"")
    );
    assert!(!between(&filtered, "id=\"found-reports\"", "</section>").contains("Harbour Post"));
}

#[test]
fn the_calendar_holds_meetings_and_deadlines_alone_and_what_is_upcoming_first() {
    let house = House::telling(
        [
            crate::house::report("m", "2031-03-05", "Harbour Post", "Talks", "Graustark and Ruritania will meet in Zenda on 12 March 2031. President Otto Falk appointed Anna Weiss foreign minister of Ruritania on 3 March 2031."),
            crate::house::report("n", "2031-03-06", "Morning Wire", "Demand", "Graustark demanded that Ruritania withdraw its troops by 20 March 2031. Delegations of Graustark and Ruritania met in Zenda on 1 March 2031."),
        ]
        .join("\n"),
    );
    let facts = house.get("/api/v1/facts?limit=500").json();
    let kinds: Vec<&str> = facts["items"].as_array().expect("items").iter().filter_map(|f| f["kind"].as_str()).collect();
    assert!(kinds.contains(&"appointment") && kinds.contains(&"meeting") && kinds.contains(&"demand"), "{kinds:?}");
    let page = house.get("/calendar").body;
    let (upcoming, past) = (between(&page, "id=\"h-ahead\"", "</section>"), between(&page, "id=\"h-past\"", "</section>"));
    assert!(
        upcoming.contains("12 March 2031") && upcoming.contains("20 March 2031") && !upcoming.contains("1 March 2031</time>: "),
        "{upcoming}"
    );
    assert!(past.contains("1 March 2031") && !past.contains("12 March 2031"), "{past}");
    let main = between(&page, "id=\"h-ahead\"", "<footer");
    assert!(!main.contains("ppointment") && !main.contains(">3 March 2031"), "an appointment is no date of the calendar: {main}");
    assert!(page.find("id=\"h-ahead\"") < page.find("id=\"h-month\"") && page.find("id=\"h-month\"") < page.find("id=\"h-past\""));
}

#[test]
fn every_report_is_in_the_picture_and_none_is_both_alone_and_leaning() {
    let house = House::start();
    let page = house.get("/reports").body;
    let picture = between(&page, "<svg class=\"graph\"", "</svg>");
    for report in house.get("/api/v1/reports").json()["items"].as_array().expect("items") {
        let outlet: String = report["outlet"].as_str().expect("an outlet").chars().take_while(char::is_ascii_alphabetic).collect();
        assert!(picture.contains(&outlet), "{} is not in the picture", report["id"]);
    }
    assert!(picture.contains("5 March 2031") && picture.contains("Ruritania rejects"), "boxes show outlet, date and title: {picture}");
    for row in page.split("<tr>").skip(2) {
        assert!(!(row.contains("its own reporting") && row.contains("Names as source")), "{row}");
    }
    // Side by side, each row names its fact.
    let compared = house.get("/compare?report=b&report=c").body;
    for row in compared.split("<th scope=\"row\"").skip(1) {
        assert!(!between(row, "<span class=\"named\">", "</span>").trim().is_empty(), "{row}");
    }
}

#[test]
fn commands_on_the_page_of_the_api_do_as_they_say() {
    let house = House::start();
    let page = house.get("/api").body;
    let (mut read, mut wrote) = (0, 0);
    for command in page.split("<pre class=\"curl\" tabindex=\"0\"><code>").skip(1).filter_map(|rest| rest.split("</code>").next()) {
        let command = command.replace("&amp;", "&").replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">");
        let address = command.rsplit('\'').nth(1).expect("an address");
        let path = address.strip_prefix(&format!("http://{}", house.address)).unwrap_or_else(|| panic!("{command} asks elsewhere"));
        if path.ends_with("/events") {
            continue;
        }
        match command.split_once(" -d '") {
            None => {
                assert_eq!(house.get(path).status, 200, "{command}");
                read += 1;
            }
            Some((_, rest)) => {
                let body = rest.split("' '").next().expect("a body");
                let bearer = format!("Bearer {}", house.token);
                let got = house.ask("POST", path, &[("Authorization", &bearer)], body.as_bytes());
                assert!(matches!(got.status, 200 | 201), "{command}: {}", got.body);
                wrote += 1;
            }
        }
    }
    assert!(read >= 15 && wrote == 2, "{read} commands that read, {wrote} that write");
    assert!(!page.contains(&house.token), "the token stands on a page that needs none");
}
