//! A real browser over the DevTools protocol: as much of it as the tests need. The WebSocket (RFC 6455) is that of a client on loopback whose
//! other end we started ourselves: unmasked in effect (an all-zero key), no compression.

use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// The browser's program, where one is installed.
fn chromium() -> Option<&'static str> {
    ["chromium", "chromium-browser", "google-chrome"]
        .into_iter()
        .find(|name| Command::new(name).arg("--version").stderr(Stdio::null()).output().is_ok_and(|out| out.status.success()))
}

/// One tab of a browser of its own; it ends with the value.
pub struct Tab {
    child: Child,
    _profile: tempfile::TempDir,
    socket: BufReader<TcpStream>,
    session: Option<String>,
    number: u64,
    /// What the page complained of: failed scripts, broken policies, dialogs.
    pub complaints: Vec<String>,
    loaded: bool,
}

impl Drop for Tab {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Tab {
    /// Starts a browser; says on the error output that the test is skipped where there is none.
    pub fn open() -> Option<Tab> {
        let Some(program) = chromium() else {
            eprintln!("skipped: no chromium here");
            return None;
        };
        let profile = tempfile::tempdir().expect("a folder");
        let mut child = Command::new(program)
            .args(["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"])
            .args(["--disable-component-update", "--disable-sync", "--disable-dev-shm-usage", "--hide-scrollbars"])
            .args(["--remote-debugging-port=0", "about:blank"])
            .arg(format!("--user-data-dir={}", profile.path().display()))
            .stderr(Stdio::piped())
            .stdout(Stdio::null())
            .spawn()
            .expect("it starts");
        let mut lines = BufReader::new(child.stderr.take().expect("an error output"));
        let mut line = String::new();
        let address = loop {
            line.clear();
            assert!(lines.read_line(&mut line).expect("a line") > 0, "the browser ended before it listened");
            if let Some((_, address)) = line.trim().split_once("DevTools listening on ws://") {
                break address.to_owned();
            }
        };
        // What it says later is read away, lest it waits for us.
        std::thread::spawn(move || std::io::copy(&mut lines, &mut std::io::sink()));
        let (host, path) = address.split_once('/').expect("a path");
        let mut stream = TcpStream::connect(host).expect("a connection");
        stream.set_read_timeout(Some(Duration::from_secs(600))).expect("a limit");
        let head = format!(
            "GET /{path} HTTP/1.1\r\nHost: {host}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n\r\n"
        );
        stream.write_all(head.as_bytes()).expect("sent");
        let mut socket = BufReader::new(stream);
        loop {
            line.clear();
            socket.read_line(&mut line).expect("an answer");
            if line.trim().is_empty() {
                break;
            }
        }
        let mut tab = Tab { child, _profile: profile, socket, session: None, number: 0, complaints: Vec::new(), loaded: false };
        let target = tab.call("Target.createTarget", json!({ "url": "about:blank" }))["targetId"].clone();
        let session = tab.call("Target.attachToTarget", json!({ "targetId": target, "flatten": true }));
        tab.session = session["sessionId"].as_str().map(str::to_owned);
        for domain in ["Page.enable", "Runtime.enable", "Log.enable"] {
            tab.call(domain, json!({}));
        }
        Some(tab)
    }

    fn send(&mut self, text: &str) {
        let mut frame = vec![0x81];
        match text.len() {
            n @ 0..126 => frame.push(0x80 | n as u8),
            n @ 126..65_536 => {
                frame.push(0x80 | 126);
                frame.extend((n as u16).to_be_bytes());
            }
            n => {
                frame.push(0x80 | 127);
                frame.extend((n as u64).to_be_bytes());
            }
        }
        frame.extend([0; 4]);
        frame.extend(text.as_bytes());
        self.socket.get_mut().write_all(&frame).expect("sent");
    }

    fn receive(&mut self) -> Value {
        let mut text = Vec::new();
        loop {
            let mut head = [0; 2];
            self.socket.read_exact(&mut head).expect("a frame");
            let size = match head[1] & 0x7f {
                126 => {
                    let mut long = [0; 2];
                    self.socket.read_exact(&mut long).expect("a size");
                    u64::from(u16::from_be_bytes(long))
                }
                127 => {
                    let mut long = [0; 8];
                    self.socket.read_exact(&mut long).expect("a size");
                    u64::from_be_bytes(long)
                }
                short => u64::from(short),
            };
            let from = text.len();
            text.resize(from + size as usize, 0);
            self.socket.read_exact(&mut text[from..]).expect("a payload");
            if head[0] & 0x80 != 0 {
                return serde_json::from_slice(&text).unwrap_or(Value::Null);
            }
        }
    }

    /// Calls a method of the protocol and waits for its result; events that come meanwhile are noted.
    pub fn call(&mut self, method: &str, params: Value) -> Value {
        self.number += 1;
        let number = self.number;
        let mut message = json!({ "id": number, "method": method, "params": params });
        if let Some(session) = &self.session {
            message["sessionId"] = json!(session);
        }
        self.send(&message.to_string());
        loop {
            let got = self.receive();
            if got["id"] == number {
                assert!(got.get("error").is_none(), "{method}: {}", got["error"]);
                return got["result"].clone();
            }
            self.note(&got);
        }
    }

    fn note(&mut self, event: &Value) {
        let params = &event["params"];
        match event["method"].as_str().unwrap_or("") {
            "Page.loadEventFired" => self.loaded = true,
            "Runtime.exceptionThrown" => self.complaints.push(params["exceptionDetails"].to_string()),
            "Page.javascriptDialogOpening" => self.complaints.push(format!("dialog: {}", params["message"])),
            "Log.entryAdded" if params["entry"]["level"] == "error" => self.complaints.push(params["entry"]["text"].to_string()),
            _ => {}
        }
    }

    /// Waits until the page that is being loaded is there.
    pub fn wait(&mut self) {
        while !self.loaded {
            let event = self.receive();
            self.note(&event);
        }
    }

    /// From now on, `wait` waits for a new page.
    pub fn expect_load(&mut self) {
        self.loaded = false;
    }

    /// Goes to an address and waits until it has loaded.
    pub fn go(&mut self, address: &str) {
        self.expect_load();
        self.call("Page.navigate", json!({ "url": address }));
        self.wait();
    }

    /// The value of an expression in the page.
    pub fn value(&mut self, expression: &str) -> Value {
        let got = self.call("Runtime.evaluate", json!({ "expression": expression, "awaitPromise": true, "returnByValue": true }));
        assert!(got.get("exceptionDetails").is_none(), "{expression}: {got}");
        got["result"]["value"].clone()
    }

    /// Waits until an expression holds; fails after two minutes, which no machine is busy enough for.
    pub fn until(&mut self, expression: &str) {
        for _ in 0..2400 {
            if self.value(expression) == true {
                return;
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        panic!("never: {expression}");
    }

    /// Presses and lets go a key: a letter, or "Tab", "Enter", "Escape".
    pub fn key(&mut self, key: &str) {
        let (code, text) = match key {
            "Tab" => (9, String::new()),
            "Enter" => (13, "\r".to_owned()),
            "Escape" => (27, String::new()),
            letter => (u32::from(letter.to_ascii_uppercase().as_bytes()[0]), letter.to_owned()),
        };
        let kind = if text.is_empty() { "rawKeyDown" } else { "keyDown" };
        self.call("Input.dispatchKeyEvent", json!({ "type": kind, "key": key, "windowsVirtualKeyCode": code, "text": text }));
        self.call("Input.dispatchKeyEvent", json!({ "type": "keyUp", "key": key, "windowsVirtualKeyCode": code }));
    }

    /// The width of the window in CSS pixels, and whether the reader prefers dark pages.
    pub fn shape(&mut self, width: u32, dark: bool) {
        self.call("Emulation.setDeviceMetricsOverride", json!({ "width": width, "height": 900, "deviceScaleFactor": 1, "mobile": false }));
        let scheme = if dark { "dark" } else { "light" };
        self.call("Emulation.setEmulatedMedia", json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }, { "name": "prefers-reduced-motion", "value": "reduce" }] }));
    }
}
