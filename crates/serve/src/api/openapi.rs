//! The OpenAPI document, made from the same lists that the program uses, so that it cannot go stale.

mod schemas;

use super::read::{FARTHEST, LIMIT, MOST};
use crate::pages::Ask;
use crate::progress::Phase;
use model::{ClaimKind, Status};
use serde_json::{Map, Value, json};

/// The whole document (OpenAPI 3.1).
pub fn document(ask: &Ask) -> Value {
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Rapporteur",
            "version": env!("CARGO_PKG_VERSION"),
            "description": format!("The record of the dossier {}. Offsets are Unicode code points, half open. Unknown is null.", ask.house.name()),
            "license": { "name": "MIT OR Apache-2.0", "identifier": "MIT OR Apache-2.0" },
        },
        "servers": [{ "url": "/" }],
        "paths": paths(),
        "components": {
            "securitySchemes": { "token": { "type": "http", "scheme": "bearer", "description": "The token that the server prints at its start." } },
            "schemas": schemas::schemas(),
        },
    })
}

fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{name}") })
}

fn parameter(name: &str, schema: Value, about: &str) -> Value {
    json!({ "name": name, "in": "query", "schema": schema, "description": about })
}

fn names(all: Vec<&str>) -> Value {
    json!({ "type": "string", "enum": all })
}

/// The filters of pages and API.
fn filters() -> Vec<Value> {
    let text = || json!({ "type": "string" });
    let many = |schema: Value| json!({ "type": "array", "items": schema });
    let day = || json!({ "type": "string", "format": "date" });
    vec![
        parameter("actor", many(text()), "An actor that takes part: an id, or a part of a name. A state stands for its people too."),
        parameter("track", many(text()), "A part of the name of the track of a move."),
        parameter("kind", many(names(ClaimKind::ALL.iter().map(|k| k.name()).collect())), "Kinds of facts."),
        parameter("status", many(names(Status::ALL.iter().map(|s| s.name()).collect())), "Statuses of facts."),
        parameter("outlet", many(text()), "A part of the name of an outlet that carries it."),
        parameter("process", text(), "The id of a process."),
        parameter("from", day(), "It may lie on or after this day."),
        parameter("to", day(), "It may lie on or before this day."),
        parameter(
            "roots",
            json!({ "type": "integer", "minimum": 0, "maximum": u32::MAX }),
            "It rests on at least so many independent sources.",
        ),
    ]
}

fn paging() -> Vec<Value> {
    vec![
        parameter("limit", json!({ "type": "integer", "minimum": 1, "maximum": MOST, "default": LIMIT }), "Entries at most."),
        parameter("offset", json!({ "type": "integer", "minimum": 0, "maximum": FARTHEST, "default": 0 }), "Entries to pass over."),
    ]
}

fn answer(about: &str, schema: Value) -> Value {
    json!({ "description": about, "headers": { "ETag": { "schema": { "type": "string" } } }, "content": { "application/json": { "schema": schema } } })
}

fn fault(about: &str) -> Value {
    json!({ "description": about, "content": { "application/problem+json": { "schema": reference("problem") } } })
}

/// An operation that reads.
fn reading(summary: &str, parameters: Vec<Value>, schema: Value, by_id: bool) -> Value {
    let mut responses = Map::new();
    responses.insert("200".to_owned(), answer(summary, schema));
    responses.insert("304".to_owned(), json!({ "description": "Nothing has changed since the ETag that was sent." }));
    responses.insert("400".to_owned(), fault("A parameter makes no sense."));
    if by_id {
        responses.insert("404".to_owned(), fault("Nothing has this id."));
    }
    json!({ "summary": summary, "parameters": parameters, "responses": responses })
}

fn with_id() -> Vec<Value> {
    vec![json!({ "name": "id", "in": "path", "required": true, "schema": { "type": "string" } })]
}

fn writing(summary: &str, body: Value, status: &str, schema: Value) -> Value {
    json!({
        "summary": summary,
        "security": [{ "token": [] }],
        "requestBody": { "required": true, "content": body },
        "responses": {
            status: { "description": summary, "content": { "application/json": { "schema": schema } } },
            "400": fault("The body makes no sense."),
            "401": fault("The token is missing or wrong."),
            "403": fault("The server is read-only, or another site's page asks."),
            "404": fault("Nothing has this id."),
            "413": fault("The body is too long."),
            "409": fault("The ruling does not fit the facts, or the rulings before it, as they stand."),
            "503": fault("Another process is writing."),
        },
    })
}

fn paths() -> Value {
    let mut paths = Map::new();
    let mut put = |path: &str, mut item: Value| {
        for (method, operation) in item.as_object_mut().into_iter().flatten() {
            operation["operationId"] = json!(operation_id(method, path));
        }
        paths.insert(format!("/api/v1{path}"), item);
    };
    put("", json!({ "get": reading("What this is: counts, state, version", vec![], reference("about"), false) }));
    put("/openapi.json", json!({ "get": reading("This document", vec![], json!({ "type": "object" }), false) }));
    let shelves = [
        ("reports", "report", "Reports"),
        ("actors", "actor", "Actors"),
        ("statements", "statement", "Statements with their wordings"),
        ("facts", "fact", "Facts"),
        ("moves", "move", "Moves: what asks for an answer"),
        ("conflicts", "conflict", "Differences between reports"),
        ("processes", "process", "Negotiations"),
    ];
    for (shelf, entry, about) in shelves {
        let parameters = || filters().into_iter().chain(paging()).collect();
        let mut item = json!({ "get": reading(about, parameters(), list_of(entry), false) });
        if shelf == "reports" {
            let one = json!({ "oneOf": [reference("incoming"), { "type": "array", "items": reference("incoming"), "minItems": 1 }] });
            let body = json!({ "application/json": { "schema": one }, "application/jsonl": { "schema": { "type": "string" } } });
            item["post"] = writing("Read reports in", body, "200", reference("added"));
        }
        put(&format!("/{shelf}"), item);
        put(&format!("/{shelf}/{{id}}"), json!({ "get": reading(&format!("One {entry}"), with_id(), reference(entry), true) }));
    }
    put(
        "/derivations",
        json!({ "get": reading("Which report leans on which", filters().into_iter().chain(paging()).collect(), list_of("derivation"), false) }),
    );
    let since = json!({ "name": "since", "in": "query", "required": true, "schema": { "type": "string", "format": "date" } });
    put(
        "/changes",
        json!({ "get": reading("What reports since a day brought that no earlier one had", [vec![since], filters()].concat(), reference("changes"), false) }),
    );
    let q = json!({ "name": "q", "in": "query", "required": true, "schema": { "type": "string", "pattern": "\\S" } });
    put(
        "/search",
        json!({ "get": reading("Search over everything: sentences of reports, actors, moves, facts, statements", [vec![q, paging()[0].clone()], filters()].concat(), reference("found"), false) }),
    );
    let body = json!({ "application/json": { "schema": reference("new_ruling") } });
    put(
        "/rulings",
        json!({ "get": reading("Rulings with their standing", paging(), list_of("ruling_entry"), false), "post": writing("Rule on a fact, or undo a ruling", body, "201", reference("ruling")) }),
    );
    put(
        "/events",
        json!({ "get": {
            "summary": "Server-sent events: `state` whenever the record is another one, `progress` while reports are added",
            "description": format!("First a `state` event tells the present state: {{\"state\": 7, \"busy\": false}}. While reports are added, `progress` events tell how far that has come: {{\"phase\": \"reading\", \"received\": 40, \"seen\": 32, \"read\": 30, \"known\": 1, \"failed\": 1}}. Phases: {}.", Phase::ALL.iter().map(|phase| phase.name()).collect::<Vec<_>>().join(", ")),
            "responses": {
                "200": { "description": "A stream that does not end", "content": { "text/event-stream": { "schema": { "type": "string" } } } },
                "400": fault("A parameter makes no sense."),
            },
        } }),
    );
    Value::Object(paths)
}

/// What generated clients call an operation: `list_facts`, `get_fact`, `add_reports`, `rule`, `search`.
fn operation_id(method: &str, path: &str) -> String {
    let one =
        |shelf: &str| shelf.strip_suffix("es").filter(|one| one.ends_with("ss")).or(shelf.strip_suffix('s')).unwrap_or(shelf).to_owned();
    match (method, path.trim_start_matches('/')) {
        (_, "") => "about".to_owned(),
        (_, "openapi.json") => "description".to_owned(),
        (_, single @ ("changes" | "search" | "events")) => single.to_owned(),
        ("post", "rulings") => "rule".to_owned(),
        ("post", shelf) => format!("add_{shelf}"),
        (_, shelf) => match shelf.strip_suffix("/{id}") {
            Some(shelf) => format!("get_{}", one(shelf)),
            None => format!("list_{shelf}"),
        },
    }
}

fn list_of(entry: &str) -> Value {
    json!({
        "type": "object",
        "required": ["total", "offset", "limit", "next", "items"],
        "properties": {
            "total": { "type": "integer" }, "offset": { "type": "integer" }, "limit": { "type": "integer" },
            "next": { "type": ["string", "null"], "description": "Where the list goes on." },
            "items": { "type": "array", "items": reference(entry) },
        },
    })
}
