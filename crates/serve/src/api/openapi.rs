//! The OpenAPI document, made from the same lists that the program uses, so that it cannot go stale.

use super::read::{FARTHEST, LIMIT, MOST};
use crate::pages::Ask;
use model::{ActorKind, AnswerKind, ClaimKind, FieldKey, Relation, RulingVerb, Stage, Stance, StatementMode, Status, Verdict};
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
            "schemas": schemas(),
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
    put("/search", json!({ "get": reading("Search the reports' words", vec![q, paging()[0].clone()], reference("found"), false) }));
    let body = json!({ "application/json": { "schema": reference("new_ruling") } });
    put(
        "/rulings",
        json!({ "get": reading("Rulings with their standing", paging(), list_of("ruling_entry"), false), "post": writing("Rule on a fact, or undo a ruling", body, "201", reference("ruling")) }),
    );
    put(
        "/events",
        json!({ "get": { "summary": "Server-sent events: `state` whenever the record is another one", "responses": { "200": { "description": "A stream that does not end", "content": { "text/event-stream": { "schema": { "type": "string" } } } } } } }),
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

/// An object; names that end in `?` may be absent.
fn object(properties: &[(&str, Value)]) -> Value {
    let required: Vec<&str> = properties.iter().map(|(name, _)| *name).filter(|name| !name.ends_with('?')).collect();
    let map: Map<String, Value> = properties.iter().map(|(name, schema)| (name.trim_end_matches('?').to_owned(), schema.clone())).collect();
    json!({ "type": "object", "properties": map, "required": required })
}

/// A report to read in that brings its words under this name.
fn incoming(words: &str) -> Value {
    let mut properties: Map<String, Value> = ["id", "url", "published", "title", "outlet", "author"]
        .iter()
        .map(|name| ((*name).to_owned(), json!({ "type": ["string", "null"] })))
        .collect();
    properties.insert(words.to_owned(), json!({ "type": "string", "pattern": "\\S" }));
    json!({ "type": "object", "required": [words], "properties": properties })
}

/// New values of fields: one value or several; null for unknown.
fn patch() -> Value {
    let value = json!({ "type": ["string", "boolean", "integer", "array", "null"], "items": { "type": "string" } });
    let fields: Map<String, Value> = FieldKey::ALL.iter().map(|key| (key.name().to_owned(), value.clone())).collect();
    json!({ "type": "object", "properties": fields, "additionalProperties": false, "minProperties": 1 })
}

/// A ruling to lay down: its verbs, what it must have, and what else it has.
fn new_ruling(verbs: &[RulingVerb], required: &[&str], mut properties: Value) -> Value {
    properties["verb"] = names(verbs.iter().map(|verb| verb.name()).collect());
    properties["reason"] = json!({ "type": "string" });
    properties["who"] = json!({ "type": "string" });
    let required: Vec<&str> = ["verb"].iter().chain(required).copied().collect();
    json!({ "type": "object", "required": required, "properties": properties })
}

fn statuses() -> Value {
    names(Status::ALL.iter().map(|status| status.name()).collect())
}

fn schemas() -> Value {
    let text = || json!({ "type": "string" });
    let maybe = || json!({ "type": ["string", "null"] });
    let day = || json!({ "type": ["string", "null"], "format": "date" });
    let count = || json!({ "type": "integer", "minimum": 0 });
    let flag = || json!({ "type": "boolean" });
    let list = |items: Value| json!({ "type": "array", "items": items });
    let or_null = |schema: Value| json!({ "anyOf": [schema, { "type": "null" }] });
    let is = |name: &str| json!({ "const": name });
    let any_object = || json!({ "type": "object" });
    let evidence = || list(reference("evidence"));
    let parts: Vec<(&str, Value)> = vec![
        ("problem", object(&[("type", text()), ("title", text()), ("status", json!({ "type": "integer" })), ("detail", text())])),
        (
            "about",
            object(&[
                ("dossier", text()),
                ("version", text()),
                ("state", count()),
                ("busy", flag()),
                ("last_report", day()),
                ("sources", count()),
                ("counts", any_object()),
                ("openapi", text()),
            ]),
        ),
        (
            "evidence",
            object(&[
                ("report", text()),
                ("sentence", count()),
                ("start", count()),
                ("end", count()),
                ("stance", names(Stance::ALL.iter().map(|s| s.name()).collect())),
            ]),
        ),
        (
            "sentence",
            object(&[
                ("report", text()),
                ("title", maybe()),
                ("outlet", maybe()),
                ("url", maybe()),
                ("published", maybe()),
                ("sentence", count()),
                ("text", text()),
                ("words", text()),
                ("stance", text()),
            ]),
        ),
        (
            "report",
            object(&[
                ("type", is("report")),
                ("id", text()),
                ("title", maybe()),
                ("outlet", maybe()),
                ("url", maybe()),
                ("published", or_null(any_object())),
                ("root", text()),
                ("origin", maybe()),
                ("story", maybe()),
                ("sha256", text()),
                ("text?", maybe()),
                ("facts?", list(text())),
            ]),
        ),
        (
            "derivation",
            object(&[
                ("type", is("derivation")),
                ("from", text()),
                ("to", text()),
                ("relation", names(Relation::ALL.iter().map(|r| r.name()).collect())),
                ("score", json!({ "type": "number" })),
                ("evidence", list(any_object())),
            ]),
        ),
        (
            "actor",
            object(&[
                ("type", is("actor")),
                ("id", text()),
                ("kind", names(ActorKind::ALL.iter().map(|k| k.name()).collect())),
                ("name", text()),
                ("names", list(text())),
                ("side", maybe()),
                (
                    "positions",
                    list(object(&[
                        ("label", text()),
                        ("earliest", day()),
                        ("latest", day()),
                        ("ended", flag()),
                        ("evidence", evidence()),
                        ("verdict?", text()),
                    ])),
                ),
            ]),
        ),
        (
            "statement",
            object(&[
                ("type", is("statement")),
                ("id", text()),
                ("speaker", maybe()),
                ("earliest", day()),
                ("latest", day()),
                (
                    "wordings",
                    list(object(&[
                        ("report", text()),
                        ("mode", names(StatementMode::ALL.iter().map(|m| m.name()).collect())),
                        ("text", text()),
                    ])),
                ),
                ("roots", count()),
            ]),
        ),
        (
            "fact",
            object(&[
                ("type", is("fact")),
                ("id", text()),
                ("kind", names(ClaimKind::ALL.iter().map(|k| k.name()).collect())),
                ("status", names(Status::ALL.iter().map(|s| s.name()).collect())),
                (
                    "fields",
                    json!({ "type": "object", "description": FieldKey::ALL.iter().map(|k| k.name()).collect::<Vec<_>>().join(", ") }),
                ),
                ("earliest", day()),
                ("latest", day()),
                ("evidence", evidence()),
                ("reports", count()),
                ("roots", count()),
                ("sentences?", list(reference("sentence"))),
            ]),
        ),
        (
            "move",
            object(&[
                ("type", is("move")),
                ("id", text()),
                ("kind", names(ClaimKind::ALL.iter().map(|k| k.name()).collect())),
                ("by", list(text())),
                ("to", list(text())),
                ("content", text()),
                ("track", maybe()),
                ("stage", names(Stage::ALL.iter().map(|s| s.name()).collect())),
                ("due", or_null(object(&[("earliest", day()), ("latest", day())]))),
                ("condition", maybe()),
                (
                    "answers",
                    list(object(&[
                        ("by", text()),
                        ("answer", names(AnswerKind::ALL.iter().map(|a| a.name()).collect())),
                        ("condition", maybe()),
                        ("evidence", evidence()),
                    ])),
                ),
                ("owes", list(text())),
                ("state", text()),
                ("evidence", evidence()),
                ("reports", count()),
                ("roots", count()),
                ("sentences?", list(reference("sentence"))),
            ]),
        ),
        (
            "conflict",
            object(&[
                ("type", is("conflict")),
                ("id", text()),
                ("field", text()),
                ("values", list(object(&[("value", text()), ("reports", list(text())), ("evidence", evidence())]))),
                ("verdict", names(Verdict::ALL.iter().map(|v| v.name()).collect())),
                ("roots", count()),
            ]),
        ),
        (
            "process",
            object(&[
                ("type", is("process")),
                ("id", text()),
                ("name", text()),
                ("parties", list(text())),
                ("tracks", list(object(&[("name", text()), ("state", maybe()), ("earliest", day()), ("latest", day())]))),
                ("state", maybe()),
                ("facts", list(text())),
            ]),
        ),
        (
            "changes",
            object(&[
                ("since", json!({ "type": "string", "format": "date" })),
                ("new", list(any_object())),
                ("answers", list(any_object())),
            ]),
        ),
        (
            "found",
            object(&[
                ("query", text()),
                (
                    "items",
                    list(object(&[
                        ("report", text()),
                        ("title", maybe()),
                        ("outlet", maybe()),
                        ("published", maybe()),
                        ("score", json!({ "type": "number" })),
                        ("sentences", list(any_object())),
                    ])),
                ),
            ]),
        ),
        (
            "incoming",
            json!({ "anyOf": [incoming("text"), incoming("html")], "description": "A report; `text` or `html`, one of the two." }),
        ),
        (
            "added",
            object(&[
                ("read", list(text())),
                ("known", count()),
                ("dated", list(text())),
                ("troubles", list(object(&[("id", text()), ("why", text())]))),
                ("problems", list(text())),
            ]),
        ),
        (
            "new_ruling",
            json!({ "anyOf": [reference("new_judgement"), reference("new_edit"), reference("new_edit_of_status"), reference("new_regrouping"), reference("new_undoing")] }),
        ),
        ("new_judgement", new_ruling(&[RulingVerb::Confirm, RulingVerb::Reject], &["fact"], json!({ "fact": text() }))),
        // Two plain objects: generators of clients stumble over a choice within a choice.
        ("new_edit", new_ruling(&[RulingVerb::Edit], &["fact", "set"], json!({ "fact": text(), "set": patch(), "status": statuses() }))),
        (
            "new_edit_of_status",
            new_ruling(&[RulingVerb::Edit], &["fact", "status"], json!({ "fact": text(), "set": patch(), "status": statuses() })),
        ),
        (
            "new_regrouping",
            new_ruling(
                &[RulingVerb::Merge, RulingVerb::Split],
                &["fact", "other"],
                json!({ "fact": text(), "other": { "type": "string", "description": "merge: the id of the other fact; split: the sentence that leaves, as REPORT:SENTENCE." } }),
            ),
        ),
        (
            "new_undoing",
            new_ruling(
                &[RulingVerb::Undo],
                &["number"],
                json!({ "number": { "type": "integer", "format": "int64", "minimum": i64::MIN, "maximum": i64::MAX, "description": "The ruling." } }),
            ),
        ),
        (
            "ruling",
            object(&[
                ("id", json!({ "type": "integer" })),
                ("at", text()),
                ("who", text()),
                ("verb", names(RulingVerb::ALL.iter().map(|v| v.name()).collect())),
                ("fact", text()),
                ("anchor", json!({})),
                ("patch", any_object()),
                ("status", maybe()),
                ("other", maybe()),
                ("reason", maybe()),
            ]),
        ),
        ("ruling_entry", object(&[("ruling", reference("ruling")), ("holds", flag()), ("found", maybe())])),
    ];
    Value::Object(parts.into_iter().map(|(name, schema)| (name.to_owned(), schema)).collect())
}
