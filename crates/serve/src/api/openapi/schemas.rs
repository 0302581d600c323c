//! The forms of the API: what answers hold and what requests bring, as JSON Schema.

use super::{names, reference};
use model::{ActorKind, AnswerKind, ClaimKind, FieldKey, Relation, RulingVerb, Stage, Stance, StatementMode, Status, Verdict};
use serde_json::{Map, Value, json};

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

/// All forms, by name.
pub fn schemas() -> Value {
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
                (
                    "gist?",
                    list(object(&[
                        ("report", text()),
                        ("sentence", count()),
                        ("start", count()),
                        ("end", count()),
                        ("reports", count()),
                        ("roots", count()),
                    ])),
                ),
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
                    "totals",
                    object(&[("reports", count()), ("actors", count()), ("moves", count()), ("facts", count()), ("statements", count())]),
                ),
                ("actors", list(reference("actor"))),
                ("moves", list(reference("move"))),
                ("facts", list(reference("fact"))),
                ("statements", list(reference("statement"))),
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
