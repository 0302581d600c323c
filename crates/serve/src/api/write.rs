//! What can be written: reports and rulings. Needs `Authorization: Bearer TOKEN`.

use super::{Shared, json, problem};
use crate::guard::same_token;
use crate::house::House;
use crate::pages::Fault;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::Response;
use intake::{Incoming, Options};
use model::{FieldKey, FieldValue, Fields, RulingVerb, Status};
use record::NewRuling;
use serde_json::{Map, Value, json as value};
use std::sync::Arc;

/// Why this request may not write, where so.
fn refusal(house: &House, headers: &HeaderMap) -> Option<Response> {
    if house.options().read_only {
        return Some(problem(StatusCode::FORBIDDEN, "This server was started read-only."));
    }
    let given = headers.get(header::AUTHORIZATION).and_then(|h| h.to_str().ok()).and_then(|h| h.strip_prefix("Bearer "));
    if given.is_some_and(|given| same_token(given.trim(), house.token())) {
        return None;
    }
    let mut response =
        problem(StatusCode::UNAUTHORIZED, "Writing needs the token that the server printed at its start: Authorization: Bearer TOKEN.");
    response.headers_mut().insert(header::WWW_AUTHENTICATE, header::HeaderValue::from_static("Bearer"));
    Some(response)
}

async fn blocking(work: impl FnOnce() -> Result<(StatusCode, Value), Fault> + Send + 'static) -> Response {
    match tokio::task::spawn_blocking(work).await {
        Ok(Ok((status, told))) => json(status, &told),
        Ok(Err(fault)) => problem(fault.status, &fault.detail),
        Err(_) => problem(StatusCode::INTERNAL_SERVER_ERROR, "The server broke down on this; please report it."),
    }
}

/// Adds reports: one object, a list of objects, or JSON Lines (exchange format, part 1).
pub async fn reports(State(house): Shared, headers: HeaderMap, body: Bytes) -> Response {
    if let Some(response) = refusal(&house, &headers) {
        return response;
    }
    blocking(move || add(&house, &body)).await
}

fn add(house: &House, body: &[u8]) -> Result<(StatusCode, Value), Fault> {
    let text = std::str::from_utf8(body).map_err(|_| Fault::wrong("The body is not UTF-8."))?;
    let parsed = serde_json::from_str::<Value>(text);
    if let Ok(given) = &parsed {
        strict(given)?;
    }
    let lines: String = match parsed {
        Ok(Value::Array(all)) => all.iter().map(|one| format!("{one}\n")).collect(),
        Ok(one) => format!("{one}\n"),
        Err(_) => text.to_owned(),
    };
    let mut problems: Vec<String> = Vec::new();
    if !lines.trim_start().starts_with('{') {
        return Err(Fault::wrong("The body is no JSON: send one report, a list of reports, or one report a line."));
    }
    let stream = intake::open_stream(std::io::Cursor::new(lines.into_bytes()), "request.jsonl", &Options::default());
    let reports: Vec<Incoming> = stream.filter_map(|item| item.map_err(|problem| problems.push(problem.to_string())).ok()).collect();
    if reports.is_empty() {
        return Err(Fault::wrong(problems.into_iter().next().unwrap_or_else(|| "There is no report in the body.".to_owned())));
    }
    let added = house.add(reports)?;
    let troubles: Vec<Value> = added.troubles.iter().map(|t| value!({ "id": t.id, "why": t.why })).collect();
    Ok((
        StatusCode::OK,
        value!({ "read": added.read, "known": added.known, "dated": added.dated, "troubles": troubles, "problems": problems }),
    ))
}

/// Files are read for what they hold; a program that sends a number for a title is told so.
fn strict(given: &Value) -> Result<(), Fault> {
    let reports = given.as_array().map_or(std::slice::from_ref(given), Vec::as_slice);
    for (key, value) in reports.iter().filter_map(Value::as_object).flatten() {
        let known = matches!(key.as_str(), "id" | "url" | "published" | "title" | "outlet" | "author" | "text" | "html");
        if known && !value.is_string() && !value.is_null() {
            return Err(Fault::wrong(format!("{key} is a string.")));
        }
    }
    if reports.iter().any(|report| !report.is_object()) {
        return Err(Fault::wrong("A report is a JSON object."));
    }
    Ok(())
}

/// Lays down a ruling, or undoes one.
pub async fn ruling(State(house): Shared, headers: HeaderMap, body: Bytes) -> Response {
    if let Some(response) = refusal(&house, &headers) {
        return response;
    }
    blocking(move || rule(&house, &body)).await
}

fn rule(house: &Arc<House>, body: &[u8]) -> Result<(StatusCode, Value), Fault> {
    let asked: Map<String, Value> =
        serde_json::from_slice(body).map_err(|error| Fault::wrong(format!("The body is no JSON object: {error}.")))?;
    let text = |key: &str| asked.get(key).and_then(Value::as_str);
    let verb = text("verb").and_then(RulingVerb::parse).ok_or_else(|| {
        let all: Vec<&str> = RulingVerb::ALL.iter().map(|verb| verb.name()).collect();
        Fault::wrong(format!("verb is one of {}.", all.join(", ")))
    })?;
    let who = text("who").map_or_else(|| house.options().user.clone(), str::to_owned);
    if verb == RulingVerb::Undo {
        let number = asked.get("number").and_then(Value::as_i64).ok_or_else(|| Fault::wrong("number is the ruling to undo."))?;
        let ruling = house.undo(number, &who, text("reason"))?;
        return Ok((StatusCode::CREATED, value!(ruling)));
    }
    let fact = text("fact").ok_or_else(|| Fault::wrong("fact is the id of the fact."))?;
    let mut patch = Fields::new();
    if let Some(set) = asked.get("set") {
        let set = set.as_object().ok_or_else(|| Fault::wrong("set is an object of fields and values."))?;
        for (key, new) in set {
            let key = FieldKey::parse(key).ok_or_else(|| Fault::wrong(format!("There is no field {key}.")))?;
            let new: FieldValue = serde_json::from_value(new.clone())
                .map_err(|_| Fault::wrong(format!("The value of {key} is none that a field can have.")))?;
            patch.set(key, new);
        }
    }
    let status = match text("status") {
        Some(name) => Some(Status::parse(name).ok_or_else(|| Fault::wrong(format!("There is no status {name}.")))?),
        None => None,
    };
    let at = (house.options().now)();
    let ruling = house.rule(&NewRuling { at: &at, who: &who, verb, fact, patch, status, other: text("other"), reason: text("reason") })?;
    Ok((StatusCode::CREATED, value!(ruling)))
}
