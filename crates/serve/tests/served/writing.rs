//! Rulings and new reports: through the forms of the pages and through the API, and only with the token.

use crate::house::House;
use serde_json::json;

const FORM: (&str, &str) = ("Content-Type", "application/x-www-form-urlencoded");

fn first_fact(house: &House) -> String {
    house.get("/api/v1/facts?limit=1").json()["items"][0]["id"].as_str().expect("a fact").to_owned()
}

#[test]
fn forms_rule_and_undo_and_need_the_token() {
    let house = House::start();
    let fact = first_fact(&house);
    let without = house.ask("POST", "/review", &[FORM], format!("verb=confirm&fact={fact}").as_bytes());
    assert_eq!(without.status, 403);
    let body = format!("token={}&verb=reject&fact={fact}&back=%2Freview", house.token);
    let foreign = house.ask("POST", "/review", &[FORM, ("Origin", "https://evil.example")], body.as_bytes());
    assert_eq!(foreign.status, 403);
    let site = house.ask("POST", "/review", &[FORM, ("Sec-Fetch-Site", "cross-site")], body.as_bytes());
    assert_eq!(site.status, 403);
    let done = house.ask("POST", "/review", &[FORM], body.as_bytes());
    assert_eq!((done.status, done.header("location")), (303, Some("/review")));
    assert_eq!(house.get(&format!("/api/v1/facts/{fact}")).status, 404, "a rejected fact leaves the record");
    let undo = format!("token={}&verb=undo&number=1", house.token);
    assert_eq!(house.ask("POST", "/review", &[FORM], undo.as_bytes()).status, 303);
    assert_eq!(house.get(&format!("/api/v1/facts/{fact}")).status, 200, "an undone rejection brings it back");
    let edit = format!("token={}&verb=edit&fact={fact}&status=hypothetical&reason=a+test", house.token);
    assert_eq!(house.ask("POST", "/review", &[FORM], edit.as_bytes()).status, 303);
    assert_eq!(house.get(&format!("/api/v1/facts/{fact}")).json()["status"], "hypothetical");
}

#[test]
fn pasted_texts_and_files_are_read() {
    let house = House::start();
    let part = |name: &str, value: &str| format!("--edge\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
    let file = "--edge\r\nContent-Disposition: form-data; name=\"files\"; filename=\"../<b>new.txt\"\r\nContent-Type: text/plain\r\n\r\nGraustark accepted the plan of Ruritania on Friday.\r\n";
    let body = format!(
        "{}{}{}{}{file}--edge--\r\n",
        part("token", &house.token),
        part("text", "Ruritania proposed a plan for peace to Graustark on Thursday."),
        part("id", "pasted"),
        part("published", "2031-03-08")
    );
    let got = house.ask("POST", "/add", &[("Content-Type", "multipart/form-data; boundary=edge")], body.as_bytes());
    assert_eq!(got.status, 200, "{}", got.body);
    assert!(got.body.contains("2 reports read.</b>"), "{}", got.body);
    assert_eq!(house.get("/reports/pasted").status, 200);
    assert_eq!(house.get("/api/v1/reports").json()["total"], 6);
    let wrong = body.replace(&house.token, "no");
    assert_eq!(house.ask("POST", "/add", &[("Content-Type", "multipart/form-data; boundary=edge")], wrong.as_bytes()).status, 403);
}

#[test]
fn the_api_writes_with_the_token_only() {
    let house = House::start();
    let bearer = format!("Bearer {}", house.token);
    let fact = first_fact(&house);
    let ruling = json!({ "verb": "confirm", "fact": fact, "reason": "seen" }).to_string();
    assert_eq!(house.ask("POST", "/api/v1/rulings", &[], ruling.as_bytes()).status, 401);
    assert_eq!(house.ask("POST", "/api/v1/rulings", &[("Authorization", "Bearer wrong")], ruling.as_bytes()).status, 401);
    let with = [("Authorization", bearer.as_str())];
    let done = house.ask("POST", "/api/v1/rulings", &with, ruling.as_bytes());
    assert_eq!((done.status, done.json()["verb"].as_str().map(str::to_owned)), (201, Some("confirm".to_owned())));
    assert_eq!(house.ask("POST", "/api/v1/rulings", &with, b"nonsense").status, 400);
    assert_eq!(
        house.ask("POST", "/api/v1/rulings", &with, json!({ "verb": "confirm", "fact": "none" }).to_string().as_bytes()).status,
        404
    );
    assert_eq!(
        house.ask("POST", "/api/v1/rulings", &with, json!({ "verb": "merge", "fact": fact, "other": fact }).to_string().as_bytes()).status,
        409
    );
    let report =
        json!([{ "id": "new", "text": "Graustark accepted the plan of Ruritania on Friday.", "published": "2031-03-09" }]).to_string();
    let added = house.ask("POST", "/api/v1/reports", &with, report.as_bytes());
    assert_eq!(added.json()["read"], json!(["new"]), "{}", added.body);
    assert_eq!(house.ask("POST", "/api/v1/reports", &with, report.as_bytes()).json()["known"], 1);
    assert_eq!(house.ask("POST", "/api/v1/reports", &with, b"{}").status, 400);
}

/// A fact, and another one that its page offers as the same.
fn alike(house: &House) -> (String, String) {
    let facts = house.get("/api/v1/facts?limit=500").json();
    let ids = facts["items"].as_array().expect("items").iter().filter_map(|fact| fact["id"].as_str());
    let pair = ids.filter_map(|id| {
        let page = house.get(&format!("/evidence/{id}")).body;
        let (_, offered) = page.split_once("<details id=\"merge\">")?.1.split_once("<option value=\"f")?;
        Some((id.to_owned(), format!("f{}", offered.split('"').next()?)))
    });
    { pair }.next().expect("a fact with another like it")
}

#[test]
fn forms_merge_split_and_undo() {
    let house = House::start();
    let post = |body: &str| house.ask("POST", "/review", &[FORM], format!("token={}&back=%2Freview&{body}", house.token).as_bytes());
    let (kept, gone) = alike(&house);
    assert_eq!(post(&format!("verb=merge&fact={kept}&other={gone}&other_name=&reason=same+words")).status, 303);
    assert_eq!(house.get(&format!("/api/v1/facts/{gone}")).status, 404);
    let merged = house.get(&format!("/api/v1/facts/{kept}")).json();
    assert!(merged["evidence"].as_array().is_some_and(|places| places.len() > 1), "{merged}");
    // Its page can take a sentence out again, and undo.
    let page = house.get(&format!("/evidence/{kept}")).body;
    assert!(page.contains("Make this a fact of its own") && page.contains("Undo<span class=\"hidden\"> ruling 1</span>"), "{page}");
    let place = &merged["evidence"][0];
    let other =
        form_urlencoded::byte_serialize(format!("{}:{}", place["report"].as_str().expect("a report"), place["sentence"]).as_bytes())
            .collect::<String>();
    assert_eq!(post(&format!("verb=split&fact={kept}&other={other}")).status, 303);
    assert_eq!(house.get(&format!("/api/v1/facts/{kept}.s2")).status, 200, "the split gave no fact of its own");
    for number in [2, 1] {
        assert_eq!(post(&format!("verb=undo&number={number}")).status, 303);
    }
    assert_eq!(house.get(&format!("/api/v1/facts/{gone}")).status, 200);
    assert_eq!(house.get(&format!("/api/v1/facts/{kept}.s2")).status, 404);
}

#[test]
fn two_actors_become_one_and_two_again() {
    let house = House::start();
    let post = |body: &str| house.ask("POST", "/review", &[FORM], format!("token={}&back=%2Freview&{body}", house.token).as_bytes());
    let actor = |name: &str| {
        let actors = house.get("/api/v1/actors?limit=500").json();
        actors["items"].as_array().expect("items").iter().find(|a| a["name"] == name).map(|a| a["id"].as_str().expect("an id").to_owned())
    };
    let (ruritania, graustark) = (actor("Ruritania").expect("Ruritania"), actor("Graustark").expect("Graustark"));
    let speaks = |name: &str| house.get(&format!("/facts?actor={name}")).body.contains("Nothing");
    assert!(!speaks("Graustark"));
    // By its name, as the form on the actor's page sends it.
    assert_eq!(post(&format!("verb=merge&fact={ruritania}&other=&other_name=Graustark")).status, 303);
    assert!(actor("Graustark").is_none());
    let one = house.get(&format!("/api/v1/actors/{ruritania}")).json();
    assert!(one["names"].as_array().is_some_and(|names| names.contains(&json!("Graustark"))), "{one}");
    for (shelf, roles) in [("moves", &["by", "to", "owes"][..]), ("processes", &["parties"])] {
        for entry in house.get(&format!("/api/v1/{shelf}?limit=500")).json()["items"].as_array().expect("items") {
            let named = roles.iter().filter_map(|role| entry[role].as_array()).flatten().any(|name| name == "Graustark");
            assert!(!named, "the name is still in its roles: {entry}");
        }
    }
    let rulings = house.get("/review").body;
    assert!(rulings.contains("merge <a class=\"quiet\" href=\"/actors/") && rulings.contains("holds"), "{rulings}");
    // An actor and a fact cannot be one.
    assert_eq!(post(&format!("verb=merge&fact={ruritania}&other={}", first_fact(&house))).status, 409);
    assert_eq!(post("verb=undo&number=1").status, 303);
    assert_eq!(actor("Graustark"), Some(graustark));

    // A person and a state neither.
    let house = House::telling(crate::house::report(
        "a",
        "2031-03-05",
        "Harbour Post",
        "Talks",
        "France offered Germany talks on fishing on Tuesday, President Otto Falk said in Paris.",
    ));
    let actors = house.get("/api/v1/actors?limit=500").json()["items"].as_array().expect("items").clone();
    let of = |person: bool| actors.iter().find(|a| (a["kind"] == "person") == person).and_then(|a| a["id"].as_str());
    let (person, body) = (of(true).expect("a person"), of(false).expect("a body"));
    let body = format!("token={}&verb=merge&fact={person}&other={body}", house.token);
    assert_eq!(house.ask("POST", "/review", &[FORM], body.as_bytes()).status, 409);
}

#[test]
fn rulings_show_at_once_whoever_lays_them_down() {
    // A server that may not write, over a dossier in which somebody else rules and adds.
    let house = House::start_as(|options| options.read_only = true);
    let fact = first_fact(&house);
    let mut dossier = record::Dossier::open(&house.dossier).expect("a dossier");
    let at = "2031-03-10T12:00:00Z";
    let ruling = record::NewRuling {
        at,
        who: "somebody",
        verb: model::RulingVerb::Reject,
        fact: &fact,
        patch: model::Fields::new(),
        status: None,
        other: None,
        reason: None,
    };
    dossier.rule(&ruling).expect("rules");
    assert_eq!(house.get(&format!("/api/v1/facts/{fact}")).status, 404);
    // Reports that are added and not yet fused leave the record as it was, and the next ruling does not break it.
    let report = crate::house::report("late", "2031-03-09", "Harbour Post", "Late", "Ruritania accepted the plan of Graustark on Friday.");
    let options = intake::Options::default();
    let reports = intake::open_stream(std::io::Cursor::new(report.into_bytes()), "late.jsonl", &options).filter_map(Result::ok);
    let stop = std::sync::atomic::AtomicBool::new(false);
    dossier.add(reports, record::Adding { at, stop: &stop }, |_| ()).expect("added");
    assert_eq!(house.get("/api/v1/reports").json()["total"], 4);
    dossier.settle(at, "test").expect("settled");
    assert_eq!(house.get("/api/v1/reports").json()["total"], 5);
    assert_eq!(house.get(&format!("/api/v1/facts/{fact}")).status, 404);
}
