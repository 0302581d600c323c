//! The HTTP API under `/api/v1`: the record in the exchange format (part 3; offsets in code points), with paging, the filters of the pages,
//! ETags (see [`crate::guard`]) and errors as problem+json. Writing needs the token as a bearer.

mod events;
mod openapi;
mod read;
mod write;

use crate::house::House;
use crate::pages::{Ask, Fault, described};
use axum::Router;
use axum::extract::{Path, RawQuery, State};
use axum::http::{StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, get, post};
use serde_json::Value;
use std::sync::Arc;

type Shared = State<Arc<House>>;
type Answer = fn(&Ask) -> Result<Value, Fault>;
type AnswerOf = fn(&Ask, &str) -> Result<Value, Fault>;

/// Routes of the API.
pub fn routes() -> Router<Arc<House>> {
    Router::new()
        .route("/api", get(described))
        .route("/api/v1", list(read::about))
        .route("/api/v1/openapi.json", list(|ask| Ok(openapi::document(ask))))
        .route("/api/v1/reports", list(read::reports).merge(post(write::reports)))
        .route("/api/v1/reports/{id}", one(read::report))
        .route("/api/v1/derivations", list(read::derivations))
        .route("/api/v1/actors", list(read::actors))
        .route("/api/v1/actors/{id}", one(read::actor))
        .route("/api/v1/statements", list(read::statements))
        .route("/api/v1/statements/{id}", one(read::statement))
        .route("/api/v1/facts", list(read::facts))
        .route("/api/v1/facts/{id}", one(read::fact))
        .route("/api/v1/moves", list(read::moves))
        .route("/api/v1/moves/{id}", one(read::one_move))
        .route("/api/v1/conflicts", list(read::conflicts))
        .route("/api/v1/conflicts/{id}", one(read::conflict))
        .route("/api/v1/processes", list(read::processes))
        .route("/api/v1/processes/{id}", one(read::process))
        .route("/api/v1/changes", list(read::changes))
        .route("/api/v1/search", list(read::search))
        .route("/api/v1/rulings", list(read::rulings).merge(post(write::ruling)))
        .route("/api/v1/events", get(events::asked))
}

/// The OpenAPI document, for the page that shows it.
pub fn document(ask: &Ask) -> Value {
    openapi::document(ask)
}

fn list(make: Answer) -> MethodRouter<Arc<House>> {
    get(move |State(house): Shared, uri: Uri, RawQuery(query): RawQuery| answer(house, uri, query, make))
}

fn one(make: AnswerOf) -> MethodRouter<Arc<House>> {
    get(move |State(house): Shared, uri: Uri, Path(id): Path<String>, RawQuery(query): RawQuery| {
        answer(house, uri, query, move |ask| make(ask, &id))
    })
}

async fn answer(
    house: Arc<House>,
    uri: Uri,
    query: Option<String>,
    make: impl FnOnce(&Ask) -> Result<Value, Fault> + Send + 'static,
) -> Response {
    let path = uri.path().to_owned();
    let made = tokio::task::spawn_blocking(move || {
        let ask = Ask::new(house, &path, query.as_deref().unwrap_or(""))?;
        if let Some(key) = empty(query.as_deref().unwrap_or("")) {
            return Err(Fault::wrong(format!("{key} has no value; leave it out or give it one.")));
        }
        match ask.query.problems.first() {
            Some(problem) => Err(Fault::wrong(format!("{problem}."))),
            None => make(&ask),
        }
    });
    match made.await {
        Ok(Ok(value)) => json(StatusCode::OK, &value),
        Ok(Err(fault)) => problem(fault.status, &fault.detail),
        Err(_) => problem(StatusCode::INTERNAL_SERVER_ERROR, "The server broke down on this; please report it."),
    }
}

/// The first parameter without a value where a value is a number, a day or a word of a list. Forms of the pages send such; programs that do
/// have made a mistake and should hear of it.
fn empty(query: &str) -> Option<String> {
    const TYPED: [&str; 8] = ["limit", "offset", "roots", "from", "to", "kind", "status", "since"];
    let mut pairs = form_urlencoded::parse(query.as_bytes());
    pairs.find(|(key, value)| value.trim().is_empty() && TYPED.contains(&key.as_ref())).map(|(key, _)| key.into_owned())
}

/// A JSON answer.
fn json(status: StatusCode, value: &Value) -> Response {
    (status, [(header::CONTENT_TYPE, "application/json")], value.to_string()).into_response()
}

/// An error as RFC 9457 has it.
pub fn problem(status: StatusCode, detail: &str) -> Response {
    let title = status.canonical_reason().unwrap_or("error");
    let body = serde_json::json!({ "type": "about:blank", "title": title, "status": status.as_u16(), "detail": detail });
    (status, [(header::CONTENT_TYPE, "application/problem+json")], body.to_string()).into_response()
}
