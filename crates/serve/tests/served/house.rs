//! A server with a dossier of its own, and a plain HTTP client.

use record::{Adding, Dossier};
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;
use std::sync::atomic::AtomicBool;
use std::sync::mpsc::channel;

/// What an attacker may write into a report, a headline, an outlet, an address or a file's name.
pub const ATTACKS: &[&str] = &[
    "<script>document.documentElement.dataset.pwned=1</script>",
    "\"><img src=x onerror=\"document.documentElement.dataset.pwned=1\">",
    "'><svg onload=document.documentElement.dataset.pwned=1>",
    "</title></textarea></style><script>document.documentElement.dataset.pwned=1</script>",
    "javascript:document.documentElement.dataset.pwned=1",
    "{{constructor.constructor('document.documentElement.dataset.pwned=1')()}}",
];

/// A running server.
pub struct House {
    pub address: String,
    pub token: String,
    pub dossier: PathBuf,
    _folder: tempfile::TempDir,
}

/// An answer.
pub struct Got {
    pub status: u16,
    pub head: String,
    pub body: String,
}

impl Got {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.head
            .lines()
            .find_map(|line| line.split_once(':').filter(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value.trim()))
    }

    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("no JSON ({error}): {}", self.body))
    }
}

fn now() -> String {
    "2031-03-10T12:00:00Z".to_owned()
}

pub fn report(id: &str, day: &str, outlet: &str, title: &str, text: &str) -> String {
    serde_json::json!({ "id": id, "published": day, "outlet": outlet, "title": title, "text": text, "url": "https://news.example/a" })
        .to_string()
}

/// Reports on an invented negotiation, one of them by somebody who means ill.
fn reports() -> String {
    let attack = ATTACKS.join(" ");
    [
        report("a", "2031-03-05", "Harbour Post", "Valley offers Ruritania talks", "Graustark offered Ruritania a ceasefire on Tuesday, its foreign minister Anna Weiss said. \"We propose talks in Zenda on 12 March,\" Weiss said. Ruritania has not yet answered the offer."),
        report("b", "2031-03-06", "Morning Wire", "Ruritania rejects ceasefire offer", "Ruritania rejected the ceasefire offer of Graustark on Wednesday. \"We will not accept it,\" President Otto Falk said. Graustark demanded that Ruritania withdraw its troops by 20 March."),
        report("c", "2031-03-06", "Evening Echo", "Ruritania turns down truce", "According to Morning Wire, Ruritania rejected the ceasefire offer of Graustark on Wednesday. \"We will not accept it,\" President Otto Falk said."),
        serde_json::json!({ "id": format!("x/{}", ATTACKS[1]), "published": "2031-03-07", "outlet": ATTACKS[0], "title": ATTACKS[3], "url": ATTACKS[4],
            "text": format!("{attack}\n\nPresident {attack} said that Ruritania offered Graustark {attack} on Thursday. Graustark rejected the proposal of {attack}.") }).to_string(),
    ]
    .join("\n")
}

fn lines(reports: String) -> impl Iterator<Item = intake::Incoming> {
    intake::open_stream(std::io::Cursor::new(reports.into_bytes()), "test.jsonl", &intake::Options::default()).filter_map(Result::ok)
}

impl House {
    /// Starts a server over the invented negotiation.
    pub fn start() -> House {
        House::start_as(|_| ())
    }

    /// The same with other options.
    pub fn start_as(change: impl FnOnce(&mut serve::Options)) -> House {
        House::over(lines(reports()), change)
    }

    /// Starts a server over reports in the exchange format, one a line.
    pub fn telling(reports: String) -> House {
        House::over(lines(reports), |_| ())
    }

    /// Starts a server over files of reports.
    pub fn reading(files: &[PathBuf]) -> House {
        House::over(intake::open(files, &intake::Options::default()).filter_map(Result::ok), |_| ())
    }

    /// Starts a server on a free port; it ends with the test's process.
    fn over(incoming: impl Iterator<Item = intake::Incoming>, change: impl FnOnce(&mut serve::Options)) -> House {
        let folder = tempfile::tempdir().expect("a folder");
        let path: PathBuf = folder.path().join("talks.rapporteur");
        let mut dossier = Dossier::create(&path).expect("a dossier");
        dossier.add(incoming, Adding { at: &now(), stop: &AtomicBool::new(false) }, |_| ()).expect("added");
        drop(dossier);
        let mut options = serve::Options {
            dossier: path.clone(),
            address: "127.0.0.1:0".to_owned(),
            now,
            user: "tester".to_owned(),
            token: None,
            read_only: false,
            manner: intake::fetch::Manner { pause: std::time::Duration::ZERO, ..intake::fetch::Manner::default() },
        };
        change(&mut options);
        // A server that may write settles the record by itself.
        if options.read_only {
            Dossier::open(&path).and_then(|mut dossier| dossier.settle(&now(), "test")).expect("settled");
        }
        let (ready, started) = channel();
        std::thread::spawn(move || {
            serve::serve(options, |running| ready.send(running.clone()).expect("somebody waits")).expect("served");
        });
        let running = started.recv().expect("it starts");
        House { address: running.address.to_string(), token: running.token, dossier: path, _folder: folder }
    }

    pub fn get(&self, path: &str) -> Got {
        self.ask("GET", path, &[], b"")
    }

    pub fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Got {
        let mut stream = TcpStream::connect(&self.address).expect("a connection");
        let host = if headers.iter().any(|(name, _)| *name == "Host") { String::new() } else { format!("Host: {}\r\n", self.address) };
        let more: String = headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
        let head = format!("{method} {path} HTTP/1.1\r\n{host}{more}Connection: close\r\nContent-Length: {}\r\n\r\n", body.len());
        stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(body)).expect("sent");
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).expect("an answer");
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let (head, body) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
        let status = head.split(' ').nth(1).and_then(|s| s.parse().ok()).unwrap_or(0);
        let body = if head.to_ascii_lowercase().contains("transfer-encoding: chunked") { unchunked(body) } else { body.to_owned() };
        Got { status, head: head.to_owned(), body }
    }
}

fn unchunked(mut body: &str) -> String {
    let mut out = String::new();
    while let Some((size, rest)) = body.split_once("\r\n") {
        let size = usize::from_str_radix(size.trim(), 16).unwrap_or(0);
        if size == 0 {
            break;
        }
        out.push_str(rest.get(..size).unwrap_or(""));
        body = rest.get(size + 2..).unwrap_or("");
    }
    out
}
