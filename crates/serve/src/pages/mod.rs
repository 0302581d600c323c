//! The pages. One file per view; `layout` frames them, `parts` holds what several use.

mod actors;
mod add;
mod answers;
mod ask;
mod assets;
mod board;
mod calendar;
mod changes;
mod compare;
mod conflicts;
mod downloads;
mod evidence;
mod facts;
mod interface;
mod keys;
mod layout;
mod parts;
mod report;
mod reports;
mod review;
pub mod search;
mod sources;
mod statements;
mod timeline;

pub use ask::{Ask, Fault};
pub use board::is_event;

use crate::house::House;
use ask::Reply;
use axum::Router;
use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::{MethodRouter, get, post};
use std::sync::Arc;

type Shared = State<Arc<House>>;

/// Routes of all pages.
pub fn routes() -> Router<Arc<House>> {
    Router::new()
        .route("/", page(board::page))
        .route("/answers", page(answers::page))
        .route("/timeline", page(timeline::page))
        .route("/calendar", page(calendar::page))
        .route("/changes", page(changes::page))
        .route("/facts", page(facts::page))
        .route("/statements", page(statements::page))
        .route("/conflicts", page(conflicts::page))
        .route("/reports", page(reports::page))
        .route("/reports/{id}", page_of(report::page))
        .route("/compare", page(compare::page))
        .route("/sources", page(sources::page))
        .route("/actors", page(actors::page))
        .route("/actors/{id}", page_of(actors::one))
        .route("/search", page(search::page))
        .route("/review", page(review::page).merge(post(review::rule)))
        .route("/add", page(add::page).merge(post(add::receive)))
        .route("/evidence/{id}", page_of(evidence::page))
        .route("/downloads", page(downloads::page))
        .route("/keys", page(keys::page))
        .route("/brief", page(downloads::brief))
        .route("/export/{name}", page_of(downloads::export))
        .merge(assets::routes())
}

type View = fn(&Ask) -> Result<Reply, Fault>;
type ViewOf = fn(&Ask, &str) -> Result<Reply, Fault>;

/// A page without a parameter in its path.
fn page(view: View) -> MethodRouter<Arc<House>> {
    get(move |State(house): Shared, uri: Uri, headers: HeaderMap, RawQuery(query): RawQuery| answer(house, uri, headers, query, view))
}

/// A page about one entry.
fn page_of(view: ViewOf) -> MethodRouter<Arc<House>> {
    get(move |State(house): Shared, uri: Uri, headers: HeaderMap, Path(id): Path<String>, RawQuery(query): RawQuery| {
        answer(house, uri, headers, query, move |ask| view(ask, &id))
    })
}

/// Makes a page outside of the threads that talk to the network: it may read the dossier.
async fn answer(
    house: Arc<House>,
    uri: Uri,
    headers: HeaderMap,
    query: Option<String>,
    make: impl FnOnce(&Ask) -> Result<Reply, Fault> + Send + 'static,
) -> Response {
    let path = uri.path().to_owned();
    let made = tokio::task::spawn_blocking(move || {
        let ask = match Ask::new(house, &path, query.as_deref().unwrap_or("")) {
            Ok(ask) => ask.called(headers.get(header::HOST).and_then(|host| host.to_str().ok())),
            Err(fault) => return (fault.status, Html(fault.detail)).into_response(),
        };
        match make(&ask) {
            Ok(reply) => laid_out(&ask, reply),
            Err(fault) => faulty(&ask, &fault),
        }
    });
    made.await.unwrap_or_else(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response())
}

fn laid_out(ask: &Ask, reply: Reply) -> Response {
    match reply {
        Reply::Page { title, body, .. } if ask.is_part() => Html(layout::part(ask, &title, &body).into_string()).into_response(),
        Reply::Page { title, body, wide } => Html(layout::whole(ask, &title, &body, wide).into_string()).into_response(),
        Reply::Redirect(to) => Redirect::to(&to).into_response(),
        Reply::File { media_type, name, bytes } => {
            let name: String = name.chars().filter(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.')).collect();
            let shown = format!("attachment; filename=\"{name}\"");
            ([(header::CONTENT_TYPE, media_type), (header::CONTENT_DISPOSITION, shown)], bytes).into_response()
        }
        Reply::Styled(text) => {
            // The page brings one style of its own: it is let through by its hash, and nothing else is.
            let policy = format!("{}; style-src '{}'; img-src data:", POLICY_OF_A_SHEET, style_hash(&text));
            ([(header::CONTENT_SECURITY_POLICY, policy)], Html(text)).into_response()
        }
    }
}

const POLICY_OF_A_SHEET: &str = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// The hash of a page's first style element, as a Content-Security-Policy writes it.
fn style_hash(page: &str) -> String {
    let style = page.split_once("<style>").and_then(|(_, rest)| rest.split_once("</style>")).map_or("", |(style, _)| style);
    let hex = intake::sha256_hex(style.as_bytes());
    let bytes: Vec<u8> = hex.as_bytes().chunks(2).filter_map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()).collect();
    format!("sha256-{}", base64(&bytes))
}

/// Base64 (RFC 4648) with padding.
fn base64(bytes: &[u8]) -> String {
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for chunk in bytes.chunks(3) {
        let group = chunk.iter().fold(0u32, |group, byte| group << 8 | u32::from(*byte)) << (8 * (3 - chunk.len()));
        for place in 0..4 {
            let sign = SIGNS[(group >> (18 - 6 * place) & 63) as usize];
            out.push(if place <= chunk.len() { char::from(sign) } else { '=' });
        }
    }
    out
}

fn faulty(ask: &Ask, fault: &Fault) -> Response {
    let title = if fault.status == StatusCode::NOT_FOUND { "Not found" } else { "This did not work" };
    let body = maud::html! { h1 { (title) } p.lede { (fault.detail) } p { a href="/" { "State of play" } } };
    (fault.status, Html(layout::whole(ask, title, &body, false).into_string())).into_response()
}

/// The page that shows the API.
pub async fn described(State(house): Shared, uri: Uri, headers: HeaderMap, RawQuery(query): RawQuery) -> Response {
    answer(house, uri, headers, query, interface::page).await
}

/// Any other address.
pub async fn not_found(State(house): Shared, uri: Uri) -> Response {
    if uri.path().starts_with("/api/") {
        return crate::api::problem(StatusCode::NOT_FOUND, "There is nothing at this address.");
    }
    answer(house, uri, HeaderMap::new(), None, |_| Err(Fault::not_found("There is no page at this address."))).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_that_of_the_standard() {
        // The examples of RFC 4648, section 10.
        for (plain, coded) in [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("foobar", "Zm9vYmFy")] {
            assert_eq!(base64(plain.as_bytes()), coded);
        }
    }
}
