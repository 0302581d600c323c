//! What happens while a page is open: progress of adding, a record that has changed, addresses that are fetched.

use crate::devtools::Tab;
use crate::house::{House, report};
use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{Sender, channel};
use std::time::Duration;

/// A server of somebody else's pages on this machine. It answers when it is let.
struct Elsewhere {
    address: String,
    let_go: Sender<()>,
}

const PAGE: &str = "<!doctype html><html><head><title>Graustark accepts the plan - Harbour Post</title><meta property=\"article:published_time\" content=\"2031-03-09T08:00:00Z\"></head><body><article><h1>Graustark accepts the plan</h1><p>Graustark accepted the plan of Ruritania on Saturday, its foreign minister Anna Weiss said in Zenda. \"We accept it,\" Weiss said.</p><p>Ruritania will meet Graustark in Zenda on 20 March.</p></article></body></html>";

impl Elsewhere {
    /// Pages are held back until `let_go` has been sent to once for each; where `held` is false they come at once.
    fn start(held: bool) -> Elsewhere {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = format!("http://{}", listener.local_addr().expect("an address"));
        let (let_go, gate) = channel();
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let Ok(mut stream) = stream else { continue };
                let mut lines = BufReader::new(stream.try_clone().expect("a second hand"));
                let mut first = String::new();
                let _read = lines.read_line(&mut first);
                let path = first.split(' ').nth(1).unwrap_or("").to_owned();
                let (status, kind, body) = match path.as_str() {
                    "/robots.txt" => ("200 OK", "text/plain", "User-agent: *\nDisallow: /closed/\n".to_owned()),
                    "/report.html" => {
                        if held {
                            let _go = gate.recv();
                        }
                        ("200 OK", "text/html; charset=utf-8", PAGE.to_owned())
                    }
                    "/empty" => ("200 OK", "text/plain", String::new()),
                    _ => ("404 Not Found", "text/plain", "nothing".to_owned()),
                };
                let head =
                    format!("HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", body.len());
                let _sent = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(body.as_bytes()));
            }
        });
        Elsewhere { address, let_go }
    }
}

fn add(house: &House, fields: &[(&str, &str)]) -> crate::house::Got {
    let part = |(name, value): &(&str, &str)| format!("--edge\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
    let token = ("token", house.token.as_str());
    let body: String = std::iter::once(&token).chain(fields).map(part).collect();
    house.ask("POST", "/add", &[("Content-Type", "multipart/form-data; boundary=edge")], format!("{body}--edge--\r\n").as_bytes())
}

#[test]
fn addresses_are_fetched_read_and_added() {
    let elsewhere = Elsewhere::start(false);
    let house = House::start_as(|options| options.manner.allow_private = true);
    let at = |path: &str| format!("{}{path}", elsewhere.address);
    let wanted =
        format!("{}\r\n{}\r\n{}\r\n{}\r\nftp://nowhere.example/a", at("/report.html"), at("/closed/a.html"), at("/missing"), at("/empty"));
    let got = add(&house, &[("addresses", &wanted), ("outlet", "Harbour Post")]);
    assert_eq!(got.status, 200, "{}", got.body);
    for words in ["1 report read.", "4 not read.", "robots.txt", "(404)", "nothing to read", "is no web address"] {
        assert!(got.body.contains(words), "“{words}” is not told: {}", got.body);
    }
    let reports = house.get("/api/v1/reports?limit=500").json();
    let new =
        reports["items"].as_array().expect("items").iter().find(|r| r["url"] == at("/report.html")).cloned().expect("the fetched report");
    assert_eq!(new["outlet"], "Harbour Post");
    assert_eq!(new["published"]["earliest"], "2031-03-09", "{new}");
    let id: String = new["id"].as_str().expect("an id").bytes().map(|b| format!("%{b:02X}")).collect();
    let one = house.get(&format!("/api/v1/reports/{id}")).json();
    assert!(one["text"].as_str().is_some_and(|text| text.contains("accepted the plan of Ruritania")), "{one}");
    assert!(one["facts"].as_array().is_some_and(|facts| !facts.is_empty()), "it gave nothing: {one}");
    // The same page once more is known; an address alone in the field beside the text is fetched as well.
    assert!(add(&house, &[("url", &at("/report.html")), ("outlet", "Harbour Post")]).body.contains("1 report known already"));
}

#[test]
fn private_addresses_are_refused_unless_allowed() {
    let elsewhere = Elsewhere::start(false);
    let house = House::start();
    let got = add(&house, &[("addresses", &format!("{}/report.html", elsewhere.address))]);
    assert!(got.body.contains("is in a private network"), "{}", got.body);
    assert_eq!(house.get("/api/v1/reports").json()["total"], 4);
}

/// The events that a program hears, up to the one that is asked for.
struct Events(BufReader<TcpStream>);

impl Events {
    fn listen(house: &House) -> Events {
        let mut stream = TcpStream::connect(&house.address).expect("a connection");
        stream.set_read_timeout(Some(Duration::from_secs(120))).expect("a limit");
        let head = format!("GET /api/v1/events HTTP/1.1\r\nHost: {}\r\nAccept: text/event-stream\r\n\r\n", house.address);
        stream.write_all(head.as_bytes()).expect("sent");
        Events(BufReader::new(stream))
    }

    fn next(&mut self) -> (String, Value) {
        let mut name = String::new();
        loop {
            let mut line = String::new();
            assert!(self.0.read_line(&mut line).expect("a line") > 0, "the stream ended");
            if let Some(word) = line.trim().strip_prefix("event:") {
                name = word.trim().to_owned();
            } else if let Some(data) = line.trim().strip_prefix("data:") {
                return (name, serde_json::from_str(data.trim()).expect("JSON"));
            }
        }
    }
}

#[test]
fn progress_and_changes_are_told_as_events() {
    let house = House::start();
    let mut events = Events::listen(&house);
    assert_eq!(events.next(), ("state".to_owned(), json!({ "state": 1, "busy": false })));
    let bearer = format!("Bearer {}", house.token);
    let reports = format!(
        "{}\n{}\n{}\n",
        report("new", "2031-03-09", "Harbour Post", "Plan accepted", "Graustark accepted the plan of Ruritania on Friday."),
        report(
            "a",
            "2031-03-05",
            "Harbour Post",
            "Valley offers Ruritania talks",
            "Graustark offered Ruritania a ceasefire on Tuesday, its foreign minister Anna Weiss said. \"We propose talks in Zenda on 12 March,\" Weiss said. Ruritania has not yet answered the offer."
        ),
        report("long", "2031-03-09", "Harbour Post", "Too long", &"Words and words. ".repeat(300_000)),
    );
    let got = house.ask("POST", "/api/v1/reports", &[("Authorization", &bearer)], reports.as_bytes());
    assert_eq!((got.status, got.json()["troubles"].as_array().map(Vec::len)), (200, Some(1)), "{}", got.body);
    let order = ["reading", "fusing", "done"];
    let (mut at, mut state) = (0, 1);
    while at < 2 || state < 2 {
        let (name, data) = events.next();
        if name == "state" {
            state = data["state"].as_u64().expect("a number");
            continue;
        }
        let now = order.iter().position(|phase| data["phase"] == *phase).unwrap_or_else(|| panic!("{data}"));
        assert!(now >= at, "{data} after {}", order[at]);
        at = now;
        assert_eq!(data["received"], 3);
        if data["phase"] != "reading" {
            assert_eq!((&data["read"], &data["known"], &data["failed"]), (&json!(1), &json!(1), &json!(1)), "{data}");
        }
    }
    assert_eq!(house.get("/api/v1").json()["state"], state);
}

#[test]
fn an_open_page_offers_the_changed_record_and_does_not_load_it_unasked() {
    let Some(mut tab) = Tab::open() else { return };
    let house = House::start();
    tab.go(&format!("http://{}/facts?roots=1", house.address));
    tab.value("window.still = true; 1");
    let fact = house.get("/api/v1/facts?limit=1").json()["items"][0]["id"].as_str().expect("a fact").to_owned();
    let bearer = format!("Bearer {}", house.token);
    let body = json!({ "verb": "confirm", "fact": fact }).to_string();
    assert_eq!(house.ask("POST", "/api/v1/rulings", &[("Authorization", &bearer)], body.as_bytes()).status, 201);
    tab.until("!document.getElementById('live-changed').hidden");
    assert_eq!(
        tab.value("window.still === true && document.querySelector('#live[role=status] #live-changed').innerText"),
        "The record has changed since this page was made. Show"
    );
    tab.expect_load();
    tab.value("document.querySelector('#live-changed a').click(); 1");
    tab.wait();
    assert_eq!(tab.value("location.pathname + location.search"), "/facts?roots=1");
    assert_eq!(tab.value("document.getElementById('live-changed').hidden && document.body.dataset.state"), "2");
    assert!(tab.complaints.is_empty(), "{:?}", tab.complaints);
}

#[test]
fn adding_shows_its_progress_and_its_outcome_in_place() {
    let Some(mut tab) = Tab::open() else { return };
    let elsewhere = Elsewhere::start(true);
    let house = House::start_as(|options| options.manner.allow_private = true);
    tab.go(&format!("http://{}/add", house.address));
    tab.value("window.still = true; 1");
    tab.value(&format!("document.querySelector('[name=addresses]').value = '{0}/report.html\\n{0}/missing'; 1", elsewhere.address));
    tab.value("document.querySelector('form.add').requestSubmit(); 1");
    // The page elsewhere is held back: this much is told meanwhile.
    tab.until("document.getElementById('live-progress').innerText === 'Fetching addresses: 0 of 2 done.'");
    assert_eq!(tab.value("document.querySelector('form.add button').getAttribute('aria-disabled')"), "true");
    elsewhere.let_go.send(()).expect("it waits");
    tab.until("document.querySelector('#outcome [data-state]') !== null");
    let outcome = tab.value("document.getElementById('outcome').innerText").as_str().unwrap_or("").to_owned();
    assert!(outcome.contains("1 report read.") && outcome.contains("1 not read.") && outcome.contains("(404)"), "{outcome}");
    assert_eq!(
        tab.value("window.still === true && document.activeElement.id"),
        "outcome",
        "the page was loaded anew, or the focus is elsewhere"
    );
    assert!(tab.complaints.is_empty(), "{:?}", tab.complaints);
}
