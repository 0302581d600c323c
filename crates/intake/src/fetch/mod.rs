//! Fetching from the web, politely: a stated user agent, robots.txt, one request at a time a host and a pause between two, limits of size and
//! time, conditional requests, no private addresses unless allowed.

mod address;
mod robots;

use robots::Rules;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use std::net::IpAddr;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};
use ureq::Agent;
use ureq::http::{Response, header};
use ureq::tls::{Certificate, RootCerts, TlsConfig};
use ureq::unversioned::transport::DefaultConnector;
use url::{Host, Url};

/// How to fetch.
#[derive(Clone, Debug)]
pub struct Manner {
    /// Who we say we are; begins with a product token.
    pub user_agent: String,
    /// An answer of more bytes is given up, packed or unpacked.
    pub max_bytes: usize,
    /// A request that takes longer in all is given up.
    pub timeout: Duration,
    /// Between two requests to one host; a host's own wish (`Crawl-delay`) counts where it is longer, up to a minute.
    pub pause: Duration,
    /// Private addresses may be asked.
    pub allow_private: bool,
}

impl Default for Manner {
    fn default() -> Manner {
        let user_agent = concat!("rapporteur/", env!("CARGO_PKG_VERSION"), " (+", env!("CARGO_PKG_REPOSITORY"), ")").to_owned();
        Manner { user_agent, max_bytes: 16 << 20, timeout: Duration::from_secs(30), pause: Duration::from_secs(1), allow_private: false }
    }
}

/// What to send along so that what is known is not sent again (RFC 9110, 13).
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Known {
    /// The `ETag` of the last answer.
    pub etag: Option<String>,
    /// The `Last-Modified` of the last answer.
    pub modified: Option<String>,
}

/// An answer.
#[derive(Debug)]
pub enum Answer {
    /// What is known is still what there is (304).
    Same,
    /// What there is.
    Body(Page),
}

/// What an address gave.
#[derive(Debug)]
pub struct Page {
    /// The bytes, unpacked.
    pub bytes: Vec<u8>,
    /// The encoding that the server names.
    pub label: Option<String>,
    /// What to send along the next time.
    pub known: Known,
    /// The address that gave it, after all redirections.
    pub address: String,
    /// The address to which it has moved for good, where the server says so.
    pub moved: Option<String>,
}

/// Why nothing was fetched.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{note}")]
pub struct Fault {
    /// What happened and what to do, for a person.
    pub note: String,
    /// How lasting it is.
    pub lasts: Lasts,
    /// Seconds that the server asks to wait.
    pub after: Option<u64>,
}

/// How lasting a fault is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lasts {
    /// It may be better soon.
    Soon,
    /// It will not be better by itself, though asking again now and then does no harm.
    Long,
    /// It is gone for good, or cannot be at all: it is not asked again.
    Forever,
}

fn fault(lasts: Lasts, note: impl Into<String>) -> Fault {
    Fault { note: note.into(), lasts, after: None }
}

/// What is kept of a host. Whoever holds it may ask the host.
#[derive(Default)]
struct Hosted {
    last: Option<Instant>,
    rules: Option<(Rules, Instant)>,
}

/// Rules are asked for anew after a day (RFC 9309, 2.4), after faults sooner.
const RULES_HOLD: Duration = Duration::from_secs(24 * 3600);
const CLOSED_HOLD: Duration = Duration::from_secs(600);
/// Redirections followed.
const HOPS: usize = 8;
/// Of robots.txt this much is read (RFC 9309, 2.5).
const RULES_BYTES: usize = 500 << 10;

/// Fetches. Shared by threads: a host is asked by one at a time.
pub struct Client {
    manner: Manner,
    usual: Agent,
    /// For private addresses, past the user's proxy.
    direct: Agent,
    hosts: Mutex<BTreeMap<String, Arc<Mutex<Hosted>>>>,
    stop: Arc<AtomicBool>,
}

#[allow(clippy::disallowed_methods)]
fn now() -> Instant {
    Instant::now()
}

impl Client {
    /// A client; when `stop` is raised it begins no further request.
    pub fn new(manner: Manner, stop: Arc<AtomicBool>) -> Client {
        let roots: Vec<Certificate<'static>> =
            rustls_native_certs::load_native_certs().certs.iter().map(|der| Certificate::from_der(der.as_ref()).to_owned()).collect();
        let tls = TlsConfig::builder()
            .root_certs(RootCerts::Specific(Arc::new(roots)))
            .unversioned_rustls_crypto_provider(Arc::new(rustls::crypto::ring::default_provider()))
            .build();
        let config = || {
            Agent::config_builder()
                .tls_config(tls.clone())
                .user_agent(manner.user_agent.as_str())
                // Unpacked here, where the limit counts.
                .accept_encoding("gzip")
                .http_status_as_error(false)
                // Followed here, so that each hop is checked.
                .max_redirects(0)
                .max_redirects_will_error(false)
                .max_idle_connections_per_host(1)
                .timeout_global(Some(manner.timeout))
                .timeout_connect(Some(manner.timeout.min(Duration::from_secs(10))))
        };
        let agent = |config| match manner.allow_private {
            true => Agent::new_with_config(config),
            false => Agent::with_parts(config, DefaultConnector::default(), address::OpenInternet::default()),
        };
        let (usual, direct) = (agent(config().build()), agent(config().proxy(None).build()));
        Client { manner, usual, direct, hosts: Mutex::default(), stop }
    }

    /// Whether the user wants to stop.
    pub fn stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }

    /// Fetches an address, following redirections.
    pub fn get(&self, address: &str, known: &Known) -> Result<Answer, Fault> {
        let mut url = web_address(address)?;
        let (mut been, mut moved, mut for_good) = (BTreeSet::new(), None, true);
        for _ in 0..=HOPS {
            if !been.insert(url.to_string()) {
                return Err(fault(Lasts::Long, format!("it redirects in circles, back to {url}")));
            }
            // Held until the answer is read: one request at a time a host.
            let place = self.place(&url);
            let mut hosted = place.lock().unwrap_or_else(PoisonError::into_inner);
            let response = self.ask(&url, known, &mut hosted)?;
            let status = response.status().as_u16();
            if !matches!(status, 301 | 302 | 303 | 307 | 308) {
                return self.answer(response, url.as_str(), moved);
            }
            let next = text_of(&response, header::LOCATION).and_then(|to| url.join(&to).ok());
            let Some(mut next) = next else {
                return Err(fault(Lasts::Long, format!("it redirects ({status}) without saying where to")));
            };
            next.set_fragment(None);
            for_good &= matches!(status, 301 | 308);
            moved = for_good.then(|| next.to_string());
            url = web_address(next.as_str())?;
        }
        Err(fault(Lasts::Long, format!("it redirects more than {HOPS} times, last to {url}")))
    }

    fn place(&self, url: &Url) -> Arc<Mutex<Hosted>> {
        let host = url.host_str().unwrap_or_default().to_owned();
        Arc::clone(self.hosts.lock().unwrap_or_else(PoisonError::into_inner).entry(host).or_default())
    }

    /// One request, when it is its turn, if the host's rules let us.
    fn ask(&self, url: &Url, known: &Known, hosted: &mut Hosted) -> Result<Response<ureq::Body>, Fault> {
        if !self.manner.allow_private && literal(url).is_some_and(address::is_private) {
            return Err(private(url));
        }
        let host = url.host_str().unwrap_or_default().to_owned();
        let hold = |rules: &Rules| if rules.is_closed() { CLOSED_HOLD } else { RULES_HOLD };
        if hosted.rules.as_ref().is_none_or(|(rules, at)| at.elapsed() > hold(rules)) {
            let rules = self.rules(url, hosted)?;
            hosted.rules = Some((rules, now()));
        }
        let rules = hosted.rules.as_ref().map(|(rules, _)| rules.clone()).unwrap_or_default();
        let path = match url.query() {
            Some(query) => format!("{}?{query}", url.path()),
            None => url.path().to_owned(),
        };
        if rules.is_closed() {
            return Err(fault(Lasts::Soon, format!("{host} could not say what robots may read (robots.txt); asked again later")));
        }
        if !rules.allow(&path) {
            return Err(fault(
                Lasts::Long,
                format!("robots.txt of {host} asks robots not to read it; ask the host, or save the pages yourself"),
            ));
        }
        let delay = rules.delay.map_or(self.manner.pause, |wish| Duration::from_secs(wish.min(60)).max(self.manner.pause));
        self.request(url, known, delay, hosted)
    }

    /// The host's rules: those of its robots.txt; none where it has no such file; closed where it cannot say.
    fn rules(&self, url: &Url, hosted: &mut Hosted) -> Result<Rules, Fault> {
        let mut at = url.clone();
        at.set_query(None);
        at.set_path("/robots.txt");
        // Five redirections at least are to be followed (RFC 9309, 2.3.1.2).
        for _ in 0..5 {
            let mut response = self.request(&at, &Known::default(), self.manner.pause, hosted)?;
            match response.status().as_u16() {
                200..=299 => {
                    let bytes = self.body(&mut response, RULES_BYTES, true)?;
                    let token = self.manner.user_agent.split(['/', ' ']).next().unwrap_or_default().to_ascii_lowercase();
                    return Ok(Rules::read(&String::from_utf8_lossy(&bytes), &token));
                }
                301 | 302 | 303 | 307 | 308 => {
                    let next = text_of(&response, header::LOCATION).and_then(|to| at.join(&to).ok());
                    let Some(next) = next.filter(|next| web_address(next.as_str()).is_ok()) else { return Ok(Rules::open()) };
                    if !self.manner.allow_private && literal(&next).is_some_and(address::is_private) {
                        return Ok(Rules::open());
                    }
                    at = next;
                }
                429 | 500..=599 => return Ok(Rules::closed()),
                _ => return Ok(Rules::open()),
            }
        }
        Ok(Rules::open())
    }

    fn request(&self, url: &Url, known: &Known, delay: Duration, hosted: &mut Hosted) -> Result<Response<ureq::Body>, Fault> {
        while let Some(left) = hosted.last.and_then(|last| delay.checked_sub(last.elapsed())).filter(|left| !left.is_zero()) {
            if self.stopped() {
                break;
            }
            std::thread::sleep(left.min(Duration::from_millis(100)));
        }
        if self.stopped() {
            return Err(fault(Lasts::Soon, "stopped before it was asked"));
        }
        let agent =
            if literal(url).is_some_and(address::is_private) || url.host_str() == Some("localhost") { &self.direct } else { &self.usual };
        let mut request = agent.get(url.as_str());
        for (name, value) in [("if-none-match", &known.etag), ("if-modified-since", &known.modified)] {
            if let Some(value) = value {
                request = request.header(name, value);
            }
        }
        let answer = request.call().map_err(|error| self.explained(&error, url));
        hosted.last = Some(now());
        answer
    }

    /// What a final answer means.
    fn answer(&self, mut response: Response<ureq::Body>, address: &str, moved: Option<String>) -> Result<Answer, Fault> {
        let after = text_of(&response, header::RETRY_AFTER).and_then(|after| after.trim().parse().ok());
        let problem = |lasts, note: String| Err(Fault { note, lasts, after });
        match response.status().as_u16() {
            200 | 203 => {
                let kind = text_of(&response, header::CONTENT_TYPE).unwrap_or_default();
                let label =
                    kind.to_ascii_lowercase().split_once("charset=").map(|(_, rest)| rest.trim_matches(['"', '\'', ' ', ';']).to_owned());
                let known = Known { etag: text_of(&response, header::ETAG), modified: text_of(&response, header::LAST_MODIFIED) };
                let bytes = self.body(&mut response, self.manner.max_bytes, false)?;
                Ok(Answer::Body(Page { bytes, label, known, address: address.to_owned(), moved }))
            }
            304 => Ok(Answer::Same),
            410 => problem(Lasts::Forever, "it is gone (410) and will not be asked again; remove it from the sources".to_owned()),
            404 => problem(Lasts::Long, "there is nothing at this address (404); check it".to_owned()),
            status @ (401 | 402 | 403 | 407 | 451) => problem(Lasts::Long, format!("the server refuses to give it ({status})")),
            status @ (429 | 503) => problem(Lasts::Soon, format!("the server is busy ({status}) and asks to wait")),
            status @ 500..=599 => problem(Lasts::Soon, format!("the server has an error ({status})")),
            status => problem(Lasts::Long, format!("the server answers with status {status}, which is no page")),
        }
    }

    /// The body, unpacked. Above the limit it is cut where `cut`, else a fault.
    fn body(&self, response: &mut Response<ureq::Body>, limit: usize, cut: bool) -> Result<Vec<u8>, Fault> {
        let packed = text_of(response, header::CONTENT_ENCODING).is_some_and(|encoding| encoding.contains("gzip"));
        let too_long = || fault(Lasts::Long, format!("it is longer than {}, given up", size(limit)));
        let announced = text_of(response, header::CONTENT_LENGTH).and_then(|length| length.trim().parse::<u64>().ok());
        if !cut && announced.is_some_and(|length| length > limit as u64) {
            return Err(too_long());
        }
        let raw = response.body_mut().as_reader().take(limit as u64 + 1);
        let mut bytes = Vec::new();
        let read = match packed {
            true => flate2::read::MultiGzDecoder::new(raw).take(limit as u64 + 1).read_to_end(&mut bytes),
            false => { raw }.read_to_end(&mut bytes),
        };
        if bytes.len() > limit {
            bytes.truncate(limit);
            return if cut { Ok(bytes) } else { Err(too_long()) };
        }
        match read {
            Ok(_) => Ok(bytes),
            Err(error) => {
                let inner = error.get_ref().and_then(|inner| inner.downcast_ref::<ureq::Error>());
                let slow = error.kind() == std::io::ErrorKind::TimedOut || matches!(inner, Some(ureq::Error::Timeout(_)));
                Err(if slow { self.too_slow() } else { fault(Lasts::Soon, format!("the answer broke off ({error})")) })
            }
        }
    }

    fn too_slow(&self) -> Fault {
        fault(Lasts::Soon, format!("it took longer than {} s, given up", self.manner.timeout.as_secs_f32()))
    }

    fn explained(&self, error: &ureq::Error, url: &Url) -> Fault {
        let host = url.host_str().unwrap_or_default();
        match error {
            ureq::Error::Timeout(_) => self.too_slow(),
            ureq::Error::HostNotFound => {
                fault(Lasts::Soon, format!("no machine is known by the name {host}; check the address and the network"))
            }
            ureq::Error::ConnectionFailed => fault(Lasts::Soon, format!("{host} does not answer")),
            ureq::Error::Other(inner) if inner.to_string() == address::PRIVATE => private(url),
            ureq::Error::Io(error) if error.kind() == std::io::ErrorKind::ConnectionRefused => {
                fault(Lasts::Soon, format!("{host} takes no calls"))
            }
            ureq::Error::Io(error) if error.kind() == std::io::ErrorKind::TimedOut => self.too_slow(),
            ureq::Error::Io(error) => fault(Lasts::Soon, format!("{host} cannot be reached ({error})")),
            other => fault(Lasts::Soon, format!("no answer that can be read ({other})")),
        }
    }
}

fn private(url: &Url) -> Fault {
    fault(Lasts::Long, format!("{} is in a private network; --allow-private lets it be asked", url.host_str().unwrap_or_default()))
}

fn size(bytes: usize) -> String {
    if bytes >= 1 << 20 { format!("{} MB", bytes >> 20) } else { format!("{bytes} bytes") }
}

fn text_of(response: &Response<ureq::Body>, name: header::HeaderName) -> Option<String> {
    response.headers().get(name).and_then(|value| value.to_str().ok()).map(|v| v.trim().to_owned()).filter(|v| !v.is_empty())
}

/// The numbers of a host that is written in numbers.
fn literal(url: &Url) -> Option<IpAddr> {
    match url.host()? {
        Host::Ipv4(v4) => Some(v4.into()),
        Host::Ipv6(v6) => Some(v6.into()),
        Host::Domain(_) => None,
    }
}

/// An address of the web (http, https), or what is wrong with it.
pub fn web_address(text: &str) -> Result<Url, Fault> {
    let wrong = |why: String| fault(Lasts::Forever, format!("“{text}” is no web address ({why})"));
    let mut url = Url::parse(text.trim()).map_err(|error| wrong(error.to_string()))?;
    if !matches!(url.scheme(), "http" | "https") {
        return Err(wrong("it must begin with http:// or https://".to_owned()));
    }
    if url.host_str().is_none_or(str::is_empty) {
        return Err(wrong("it names no host".to_owned()));
    }
    url.set_fragment(None);
    Ok(url)
}
