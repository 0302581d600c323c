//! Sources as a user keeps them: added, watched, listed, handed on as OPML.

use crate::house::{House, report};
use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::process::Stdio;
use std::time::Duration;

/// A server with a feed of two entries and their pages, for as long as the test runs.
fn server() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let base = format!("http://{}", listener.local_addr().expect("an address"));
    let home = base.clone();
    std::thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let mut head = String::new();
            let mut reader = BufReader::new(stream.try_clone().expect("a stream"));
            while reader.read_line(&mut head).is_ok_and(|n| n > 2) {}
            let path = head.split(' ').nth(1).unwrap_or_default();
            let item = |n: usize| {
                format!("<item><title>Round {n}</title><link>{home}/{n}</link><pubDate>Sun, 09 Mar 2031 18:30:00 +0000</pubDate></item>")
            };
            let (status, body) = match path {
                "/feed" => (
                    "200 OK",
                    format!(
                        "<rss version=\"2.0\"><channel><title>Post</title><link>{home}</link><description>d</description>{}{}</channel></rss>",
                        item(1),
                        item(2)
                    ),
                ),
                "/1" | "/2" => (
                    "200 OK",
                    format!(
                        "<html><body><article>{}</article></body></html>",
                        report(path.len()).lines().map(|l| format!("<p>{l}</p>")).collect::<String>()
                    ),
                ),
                "/gone" => ("410 Gone", String::new()),
                _ => ("404 Not Found", String::new()),
            };
            let _ = write!(stream, "HTTP/1.1 {status}\r\nConnection: close\r\nContent-Length: {}\r\n\r\n{body}", body.len());
        }
    });
    base
}

#[test]
fn a_feed_a_folder_and_a_dead_address() {
    let (house, base) = (House::new(), server());
    house.write("saved/a.txt", report(7));
    let (feed, gone) = (format!("{base}/feed"), format!("{base}/gone"));
    let arguments = ["watch", "d.rapporteur", "saved", &feed, &gone, "--once", "--allow-private", "--pause", "0"];
    let run = house.run(&arguments);
    assert_eq!(run.code, Some(1), "one source is dead: {}{}", run.out, run.err);
    assert!(run.out.contains("3 sources visited, 3 reports read"), "{}{}", run.out, run.err);
    assert!(run.err.contains("gone (410)"), "{}", run.err);
    let again = house.run(&["watch", "d.rapporteur", "--once", "--allow-private", "--pause", "0"]);
    assert!(again.out.contains("2 sources visited, 0 reports read"), "{}{}", again.out, again.err);
    let list = house.ok(&["sources", "d.rapporteur"]);
    for (address, state) in [(feed.as_str(), "well"), (gone.as_str(), "given up"), ("saved", "well")] {
        assert!(list.lines().any(|l| l.contains(address) && l.contains(state)), "{address} {state}: {list}");
    }
    let opml = house.ok(&["sources", "d.rapporteur", "export"]);
    house.write("feeds.opml", &opml);
    assert!(opml.contains("text=\"Post\"") && !opml.contains("saved"), "{opml}");
    assert!(house.ok(&["sources", "other.rapporteur", "import", "feeds.opml"]).contains("2 sources added"));
    house.ok(&["sources", "d.rapporteur", "remove", &gone, "saved"]);
    assert_eq!(house.ok(&["sources", "d.rapporteur", "list"]).lines().count(), 2, "the heads and the feed");
    assert!(house.ok(&["reports", "d.rapporteur"]).lines().count() >= 4, "reports stay");
    let private = house.run(&["watch", "other.rapporteur", "--once"]);
    assert!(private.err.contains("private network"), "{}{}", private.out, private.err);
}

#[test]
fn wrong_sources_are_named() {
    let house = House::new();
    for (source, said) in [("nowhere/", "no such file or folder"), ("example.org", "https://example.org"), ("http://", "no web address")] {
        let run = house.run(&["sources", "d.rapporteur", "add", source]);
        assert!(run.code == Some(2) && run.err.contains(said), "{source}: {}", run.err);
    }
    let run = house.run(&["watch", "d.rapporteur", "--once"]);
    assert!(run.code == Some(2) && run.err.contains("no sources yet"), "{}", run.err);
    house.write("list.opml", "<html></html>");
    assert_eq!(house.run(&["sources", "d.rapporteur", "import", "list.opml"]).code, Some(2));
}

#[cfg(unix)]
#[test]
fn a_watched_folder_is_read_until_interrupted() {
    let house = House::new();
    house.write("in/a.txt", report(1));
    let child =
        house.program().args(["watch", "d.rapporteur", "in"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("starts");
    let reports = |wanted: usize| {
        for _ in 0..400 {
            let run = house.run(&["reports", "d.rapporteur"]);
            if run.code == Some(0) && run.out.lines().count() > wanted {
                return;
            }
            std::thread::sleep(Duration::from_millis(300));
        }
        panic!("{wanted} reports were not read within some two minutes");
    };
    reports(1);
    house.write("in/b.txt", report(2));
    reports(2);
    assert!(std::process::Command::new("kill").args(["-INT", &child.id().to_string()]).status().expect("kill").success());
    let run = crate::house::Run::of(child.wait_with_output().expect("ends"));
    assert_eq!(run.code, Some(0), "{}{}", run.out, run.err);
    assert!(run.out.contains("the next run goes on from here"), "{}", run.out);
    assert!(house.ok(&["check", "d.rapporteur"]).contains("sound, 2 reports"));
}
