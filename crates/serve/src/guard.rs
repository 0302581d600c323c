//! What stands before and behind every request: who may ask, and what a browser may do with the answer.

use crate::house::House;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::sync::Arc;

/// Only our own style sheet, script and pictures; nothing inline, nothing from elsewhere, no frames.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// Headers of every answer.
const HEADERS: &[(&str, &str)] = &[
    ("content-security-policy", POLICY),
    ("x-content-type-options", "nosniff"),
    // Not "no-referrer": under that, browsers send our own forms with `Origin: null`, which looks like another site's.
    ("referrer-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("permissions-policy", "camera=(), geolocation=(), microphone=()"),
    ("x-frame-options", "DENY"),
];

/// The middleware around all routes.
pub async fn around(State(house): State<Arc<House>>, request: Request, next: Next) -> Response {
    let (method, wanted) = (request.method().clone(), request.headers().get(header::IF_NONE_MATCH).cloned());
    let refused = refusal(&house, request.headers(), request.uri(), &method);
    let for_programs = request.uri().path().starts_with("/api/");
    let mut response = match refused {
        Some(why) => (StatusCode::FORBIDDEN, why).into_response(),
        None => next.run(request).await,
    };
    if for_programs && (response.status().is_client_error() || response.status().is_server_error()) {
        response = as_problem(response, refused);
    }
    for (name, value) in HEADERS {
        response.headers_mut().entry(*name).or_insert(HeaderValue::from_static(value));
    }
    if !response.headers().contains_key(header::CACHE_CONTROL) {
        response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    }
    if matches!(method, Method::GET | Method::HEAD) && response.status() == StatusCode::OK && !is_stream(&response) {
        return tagged(response, wanted.as_ref()).await;
    }
    response
}

/// Gives the errors of the layers around the API the form of its own: what the router or the limit on bodies says is plain text or nothing.
fn as_problem(response: Response, why: Option<&str>) -> Response {
    if response.headers().get(header::CONTENT_TYPE).is_some_and(|kind| kind == "application/problem+json") {
        return response;
    }
    let detail = match (why, response.status()) {
        (Some(why), _) => why.trim(),
        (_, StatusCode::METHOD_NOT_ALLOWED) => "This address does not know this method.",
        (_, StatusCode::PAYLOAD_TOO_LARGE) => "The body is too long.",
        _ => "The request makes no sense.",
    };
    let mut problem = crate::api::problem(response.status(), detail);
    if let Some(allowed) = response.headers().get(header::ALLOW) {
        problem.headers_mut().insert(header::ALLOW, allowed.clone());
    }
    problem
}

/// Why a request is not answered, where so.
fn refusal(house: &House, headers: &HeaderMap, uri: &Uri, method: &Method) -> Option<&'static str> {
    let host = headers.get(header::HOST).and_then(|h| h.to_str().ok()).or_else(|| uri.authority().map(|a| a.as_str())).unwrap_or("");
    // A page elsewhere can make its own name point here (DNS rebinding); the browser then sends that name.
    if listens_on_loopback(&house.options().address) && !is_loopback_name(host) {
        return Some("This server answers only to the names of this machine (localhost, 127.0.0.1).\n");
    }
    if matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS) {
        return None;
    }
    let site = headers.get("sec-fetch-site").and_then(|site| site.to_str().ok());
    if site.is_some_and(|site| !matches!(site, "same-origin" | "none")) {
        return Some("Another site's page may not write here.\n");
    }
    // The browser itself vouches that our own page asks.
    if site == Some("same-origin") {
        return None;
    }
    let origin = headers.get(header::ORIGIN).and_then(|origin| origin.to_str().ok());
    let own = |origin: &str| origin.split_once("://").is_some_and(|(_, name)| name == host);
    if origin.is_some_and(|origin| !own(origin)) {
        return Some("Another site's page may not write here.\n");
    }
    None
}

fn listens_on_loopback(address: &str) -> bool {
    is_loopback_name(address)
}

/// Whether a host, with or without port, is this machine.
fn is_loopback_name(host: &str) -> bool {
    let name = match host.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or(""),
        None => host.rsplit_once(':').map_or(host, |(name, _)| name),
    };
    name.eq_ignore_ascii_case("localhost") || name.parse::<std::net::IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

fn is_stream(response: &Response) -> bool {
    response.headers().get(header::CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/event-stream"))
}

/// Gives the answer a tag made from its bytes, or says that nothing has changed.
async fn tagged(response: Response, wanted: Option<&HeaderValue>) -> Response {
    let (mut parts, body) = response.into_parts();
    let Ok(bytes) = to_bytes(body, usize::MAX).await else { return StatusCode::INTERNAL_SERVER_ERROR.into_response() };
    let tag = format!("\"{}\"", &blake3::hash(&bytes).to_hex()[..24]);
    let known = wanted.and_then(|w| w.to_str().ok()).is_some_and(|w| w.split(',').any(|t| t.trim().trim_start_matches("W/") == tag));
    if let Ok(value) = HeaderValue::from_str(&tag) {
        parts.headers.insert(header::ETAG, value);
    }
    if known {
        parts.status = StatusCode::NOT_MODIFIED;
        parts.headers.remove(header::CONTENT_TYPE);
        parts.headers.remove(header::CONTENT_LENGTH);
        return Response::from_parts(parts, Body::empty());
    }
    Response::from_parts(parts, Body::from(bytes))
}

/// Whether two tokens are the same, in time that does not tell where they differ. An empty token is never right.
pub fn same_token(given: &str, token: &str) -> bool {
    !token.is_empty() && blake3::hash(given.as_bytes()) == blake3::hash(token.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn loopback_is_told_from_other_names() {
        for name in ["localhost:8080", "127.0.0.1:1", "[::1]:80", "127.0.0.1", "LOCALHOST"] {
            assert!(is_loopback_name(name), "{name}");
        }
        for name in ["evil.example:8080", "127.0.0.1.evil.example", "", "localhost.evil.example:80", "0.0.0.0:80"] {
            assert!(!is_loopback_name(name), "{name}");
        }
    }

    #[test]
    fn an_empty_token_opens_nothing() {
        assert!(same_token("abc", "abc"));
        assert!(!same_token("abd", "abc"));
        assert!(!same_token("", ""));
    }
}
