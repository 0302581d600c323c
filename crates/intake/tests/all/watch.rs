//! A server on this machine that plays every trick: each source gets a note that says what happened, and the others go on.

use crate::common::Folder;
use intake::Options;
use intake::fetch::{Client, Manner};
use intake::watch::{Event, Health, Kind, Marks, Source, Visiting, round};
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// What the server was asked: paths in order, and how many questions ever waited at a time.
#[derive(Default)]
struct Asked {
    paths: Mutex<Vec<String>>,
    heads: Mutex<Vec<String>>,
    now: AtomicUsize,
    most: AtomicUsize,
}

struct Server {
    base: String,
    asked: Arc<Asked>,
}

fn page(text: &str) -> String {
    format!("<html><head><title>T</title></head><body><article><p>{text}</p></article></body></html>")
}

fn rss(base: &str, paths: &[&str]) -> String {
    let items: String = paths
        .iter()
        .map(|path| {
            format!("<item><title>About {path}</title><link>{base}{path}</link><pubDate>Sun, 09 Mar 2031 18:30:00 +0000</pubDate><description>Short on {path}.</description></item>")
        })
        .collect();
    format!("<rss version=\"2.0\"><channel><title>Post</title><link>{base}/</link><description>d</description>{items}</channel></rss>")
}

impl Server {
    fn start() -> Server {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let base = format!("http://{}", listener.local_addr().expect("an address"));
        let asked = Arc::new(Asked::default());
        let (base_, asked_) = (base.clone(), Arc::clone(&asked));
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (base, asked) = (base_.clone(), Arc::clone(&asked_));
                std::thread::spawn(move || {
                    let _ = serve(stream, &base, &asked);
                });
            }
        });
        Server { base, asked }
    }

    fn source(&self, path: &str) -> Source {
        Source { address: format!("{}{path}", self.base), ..Source::default() }
    }

    fn count(&self, path: &str) -> usize {
        self.asked.paths.lock().expect("paths").iter().filter(|p| *p == path).count()
    }
}

fn serve(mut stream: TcpStream, base: &str, asked: &Asked) -> std::io::Result<()> {
    let mut reader = BufReader::new(stream.try_clone()?);
    let mut head = String::new();
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line)? == 0 || line == "\r\n" {
            break;
        }
        head.push_str(&line);
    }
    let path = head.split(' ').nth(1).unwrap_or_default().to_owned();
    asked.paths.lock().expect("paths").push(path.clone());
    asked.heads.lock().expect("heads").push(head.to_ascii_lowercase());
    // Counted until the answer begins, not until it is written: whoever asks one thing at a time may have the last byte, and ask again, before this
    // thread runs on. The pause gives a second question time to come in.
    asked.most.fetch_max(asked.now.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
    std::thread::sleep(Duration::from_millis(5));
    asked.now.fetch_sub(1, Ordering::SeqCst);
    answer(&mut stream, &path, &head.to_ascii_lowercase(), base)
}

fn answer(to: &mut TcpStream, path: &str, head: &str, base: &str) -> std::io::Result<()> {
    let mut send = |status: &str, fields: &str, body: &[u8]| {
        write!(to, "HTTP/1.1 {status}\r\nConnection: close\r\nContent-Length: {}\r\n{fields}\r\n", body.len())?;
        to.write_all(body)
    };
    match path {
        "/robots.txt" => send("200 OK", "", b"User-agent: *\nDisallow: /secret\n"),
        "/good.xml" if head.contains("if-none-match: \"v1\"") => send("304 Not Modified", "", b""),
        "/good.xml" => send("200 OK", "ETag: \"v1\"\r\n", rss(base, &["/1", "/secret/2", "/lost"]).as_bytes()),
        "/1" | "/2" | "/3" => send("200 OK", "Content-Type: text/html\r\n", page(&format!("The envoys met for round {path}.")).as_bytes()),
        "/malformed.xml" => {
            let feed = rss(base, &["/2", "/3"]);
            send("200 OK", "", &feed.as_bytes()[..feed.len() - 60])
        }
        "/broken.xml" => send("200 OK", "", b"<rss version='2.0'><channel><item><title>x"),
        "/charset.xml" => {
            let feed = rss(base, &["/3"]).replace("Short on /3.", "Die Gespr\u{e4}che in Z\u{fc}rich begannen fr\u{fc}h.");
            send("200 OK", "Content-Type: application/rss+xml; charset=utf-8\r\n", &encoding_rs::WINDOWS_1252.encode(&feed).0)
        }
        "/circle" => send("302 Found", "Location: /circle2\r\n", b""),
        "/circle2" => send("302 Found", "Location: /circle\r\n", b""),
        "/moved.xml" => send("301 Moved Permanently", "Location: /good.xml\r\n", b""),
        "/gone" => send("410 Gone", "", b""),
        "/busy" => send("503 Service Unavailable", "Retry-After: 7200\r\n", b""),
        "/bomb" => {
            let mut packed = Vec::new();
            let zeros = std::io::Read::take(std::io::repeat(b'x'), 16 << 20);
            std::io::Read::read_to_end(&mut flate2::read::GzEncoder::new(zeros, flate2::Compression::fast()), &mut packed)?;
            send("200 OK", "Content-Encoding: gzip\r\n", &packed)
        }
        "/endless" => {
            to.write_all(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")?;
            let chunk = [b"10000\r\n".as_slice(), &vec![b'x'; 0x10000], b"\r\n"].concat();
            loop {
                to.write_all(&chunk)?;
            }
        }
        "/slow" => {
            to.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")?;
            for _ in 0..1000 {
                to.write_all(b"x")?;
                std::thread::sleep(Duration::from_millis(100));
            }
            Ok(())
        }
        "/cut" => to.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n<html>"),
        "/private" => send("302 Found", "Location: http://10.1.2.3/\r\n", b""),
        "/home" => send(
            "200 OK",
            "Content-Type: text/html\r\n",
            b"<html><head><link rel=\"alternate\" type=\"application/rss+xml\" href=\"/good.xml\"></head><body><p>News.</p></body></html>",
        ),
        "/picture" => send("200 OK", "Content-Type: image/png\r\n", b"\x89PNG\r\n\x1a\n"),
        _ => send("404 Not Found", "", b"no"),
    }
}

/// What a round left.
#[derive(Default)]
struct Left {
    reports: Vec<(String, intake::Incoming)>,
    states: BTreeMap<String, intake::watch::State>,
    marks: BTreeMap<String, Marks>,
    problems: Vec<String>,
}

impl Left {
    /// Makes a round, with the marks of the rounds before; gives what is new.
    fn round(&mut self, sources: &[Source], client: &Client, now: i64, patient: bool) {
        self.reports.clear();
        self.problems.clear();
        let how = Visiting {
            options: Options::default(),
            client,
            now,
            every: 900,
            pages: 50,
            entries_only: false,
            patient,
            passed_over: &|path| path.ends_with("own.db"),
        };
        let marks = self.marks.clone();
        let name = |place: usize| sources[place].address.clone();
        let marks_of = |source: &Source| Ok::<_, ()>(marks.get(&source.address).cloned().unwrap_or_default());
        let done = round(sources, &how, marks_of, |event| {
            match event {
                Event::Report { source, incoming, .. } => self.reports.push((name(source), *incoming)),
                Event::Handled { source, key, stamp } => {
                    self.marks.entry(name(source)).or_default().insert(key, stamp);
                }
                Event::Problem { text, .. } => self.problems.push(text),
                Event::Done { source, state } => {
                    self.states.insert(name(source), state);
                }
            }
            Ok(())
        });
        assert_eq!(done, Ok(()));
    }
}

fn client(allow_private: bool) -> Client {
    let manner = Manner { max_bytes: 1 << 20, timeout: Duration::from_secs(5), pause: Duration::ZERO, allow_private, ..Manner::default() };
    Client::new(manner, Arc::new(AtomicBool::new(false)))
}

#[test]
fn every_fault_has_its_note_and_the_others_go_on() {
    let server = Server::start();
    // What the note of each source must say, and whether the source is given up.
    let faults = [
        ("/broken.xml", "malformed", false),
        ("/circle", "redirects in circles", false),
        ("/gone", "gone (410)", true),
        ("/busy", "busy (503)", false),
        ("/bomb", "longer than 1 MB", false),
        ("/endless", "longer than 1 MB", false),
        ("/slow", "longer than 5 s", false),
        ("/cut", "broke off", false),
        ("/secret/x", "robots.txt of 127.0.0.1 asks", false),
        ("/nothing", "nothing at this address (404)", false),
        ("/picture", "a picture, not text", false),
    ];
    let mut sources: Vec<Source> = faults.iter().map(|(path, ..)| server.source(path)).collect();
    sources.extend(["/good.xml", "/malformed.xml", "/charset.xml", "/home"].map(|path| server.source(path)));
    let mut left = Left::default();
    left.round(&sources, &client(true), 1_000_000, false);
    let state = |path: &str| left.states.get(&format!("{}{path}", server.base)).unwrap_or_else(|| panic!("{path} has no state"));
    for (path, said, gone) in faults {
        let state = state(path);
        assert!(state.note.contains(said), "{path}: {}", state.note);
        assert_eq!(state.health, if gone { Health::Gone } else { Health::Ailing }, "{path}: {}", state.note);
        assert!(state.due >= 1_000_000 + 900, "{path} is left to rest");
    }
    assert_eq!(state("/busy").due, 1_000_000 + 7200, "as long as the server asks");
    let good = state("/good.xml");
    assert_eq!((good.kind, good.health, good.reports), (Kind::Feed, Health::Well, 3), "{}", good.note);
    assert!(good.note.starts_with("3 new; 2 only as the feed has it"), "{}", good.note);
    assert_eq!(state("/malformed.xml").reports, 1, "the entry that is whole");
    assert!(state("/malformed.xml").note.contains("the feed is malformed"), "{}", state("/malformed.xml").note);
    assert!(state("/home").note.contains(&format!("announces a feed: {}/good.xml", server.base)), "{}", state("/home").note);
    let text = |id: &str| {
        let (_, incoming) =
            left.reports.iter().find(|(_, r)| r.report.id == format!("{}{id}", server.base)).unwrap_or_else(|| panic!("no {id}"));
        crate::common::text_of(incoming).to_owned()
    };
    assert!(text("/1").contains("met for round /1") && text("/lost").contains("Short on /lost."));
    let first = left.reports.iter().find(|(_, r)| r.report.id.ends_with("/1")).map(|(_, r)| &r.report).expect("read");
    assert_eq!((first.title.as_deref(), first.published.as_deref()), (Some("About /1"), Some("2031-03-09T18:30:00+00:00")));
    assert_eq!(server.count("/secret/2") + server.count("/secret/x"), 0, "robots.txt is followed");
    assert_eq!(server.count("/robots.txt"), 1, "and asked for once");
    assert_eq!(server.asked.most.load(Ordering::SeqCst), 1, "one request at a time");
    let heads = server.asked.heads.lock().expect("heads");
    assert!(heads.iter().all(|h| h.contains("user-agent: rapporteur/")), "we say who we are");
}

#[test]
fn what_was_read_is_not_asked_for_again() {
    let server = Server::start();
    let mut source = server.source("/good.xml");
    let mut left = Left::default();
    left.round(std::slice::from_ref(&source), &client(true), 1_000_000, false);
    assert_eq!(left.reports.len(), 3);
    // A new process, with what was kept.
    source.state = left.states[&source.address].clone();
    assert_eq!(source.state.known.etag.as_deref(), Some("\"v1\""));
    left.round(std::slice::from_ref(&source), &client(true), 1_001_000, false);
    assert!(left.reports.is_empty() && left.states[&source.address].note == "nothing new", "{:?}", left.states);
    assert_eq!((server.count("/good.xml"), server.count("/1"), server.count("/lost")), (2, 1, 1));
    // Without the ETag the feed comes whole, and its entries are known all the same.
    source.state.known = intake::fetch::Known::default();
    left.round(std::slice::from_ref(&source), &client(true), 1_002_000, false);
    assert!(left.reports.is_empty() && server.count("/1") == 1);
    // A moved feed is read, and its new address told.
    let moved = server.source("/moved.xml");
    left.round(std::slice::from_ref(&moved), &client(true), 1_003_000, false);
    assert_eq!(left.reports.len(), 3);
    let note = &left.states[&moved.address].note;
    assert!(note.contains(&format!("has moved to {}/good.xml", server.base)), "{note}");
}

#[test]
fn private_addresses_are_not_asked_unless_allowed() {
    let server = Server::start();
    let port = server.base.rsplit(':').next().expect("a port");
    let sources: Vec<Source> = ["127.0.0.1", "localhost", "[::1]", "10.0.0.1", "169.254.169.254"]
        .iter()
        .map(|host| Source { address: format!("http://{host}:{port}/good.xml"), ..Source::default() })
        .collect();
    let mut left = Left::default();
    left.round(&sources, &client(false), 1_000_000, false);
    assert!(left.reports.is_empty() && left.states.len() == sources.len());
    for (address, state) in &left.states {
        assert!(state.note.contains("private network"), "{address}: {}", state.note);
    }
    assert_eq!(server.asked.paths.lock().expect("paths").len(), 0, "nothing was asked, not even robots.txt");
}

#[test]
fn faults_are_visited_more_and_more_rarely() {
    let server = Server::start();
    let mut source = server.source("/nothing");
    let client = client(true);
    let mut pauses = Vec::new();
    for _ in 0..12 {
        let now = source.state.due + 1_000_000;
        let mut left = Left::default();
        left.round(std::slice::from_ref(&source), &client, now, false);
        source.state = left.states[&source.address].clone();
        pauses.push(source.state.due - now);
    }
    assert_eq!(pauses[..3], [1800, 3600, 7200]);
    assert_eq!(pauses[11], 24 * 3600, "a day at most");
    assert_eq!(source.state.failures, 12);
}

#[test]
fn folders_give_what_is_new_or_changed() {
    let folder = Folder::new("watched");
    folder.file("a.txt", b"The envoys met.");
    folder.file("b/c.txt", b"They left.");
    folder.file("bad.txt", b"");
    folder.file("own.db", b"SQLite format 3\0");
    let source = Source { address: folder.0.to_string_lossy().into_owned(), ..Source::default() };
    let gone = Source { address: folder.0.join("gone").to_string_lossy().into_owned(), ..Source::default() };
    let sources = [source.clone(), gone.clone()];
    let client = client(true);
    let mut left = Left::default();
    left.round(&sources, &client, 1_000_000, false);
    assert_eq!(left.reports.iter().map(|(_, r)| r.report.id.as_str()).collect::<Vec<_>>(), ["a", "b/c"]);
    assert!(left.problems.len() == 1 && left.problems[0].contains("bad.txt: empty"), "{:?}", left.problems);
    assert!(left.states[&gone.address].note.contains("not there"));
    assert_eq!(left.states[&source.address].note, "2 new, 1 not read");
    left.round(&sources, &client, 1_000_010, false);
    assert!(left.reports.is_empty() && left.problems.is_empty(), "neither good nor bad is read twice");
    folder.file("a.txt", b"The envoys met again, and longer.");
    folder.file("d.txt", b"A new one.");
    // Just written, they may not be whole.
    let now = std::fs::metadata(folder.0.join("d.txt")).and_then(|m| m.modified()).expect("a time");
    let now = now.duration_since(std::time::UNIX_EPOCH).expect("after 1970").as_secs() as i64;
    left.round(&sources, &client, now, true);
    assert!(left.reports.is_empty() && left.states[&source.address].note.contains("2 still being written"), "{:?}", left.states);
    left.round(&sources, &client, now + 10, true);
    assert_eq!(left.reports.iter().map(|(_, r)| r.report.id.as_str()).collect::<Vec<_>>(), ["a", "d"]);
}

#[test]
fn nobody_listening_ends_the_round() {
    let server = Server::start();
    let sources: Vec<Source> = (0..5).map(|_| server.source("/good.xml")).collect();
    let client = client(true);
    let how = Visiting {
        options: Options::default(),
        client: &client,
        now: 0,
        every: 900,
        pages: 50,
        entries_only: false,
        patient: false,
        passed_over: &|_| false,
    };
    let ended = round(&sources, &how, |_| Ok(Marks::new()), |_| Err("the disk is full"));
    assert_eq!(ended, Err("the disk is full"));
}
