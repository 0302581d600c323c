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
