//! The page that shows the API, made from its OpenAPI document.

use super::ask::{Ask, Fault, Reply};
use maud::html;
use serde_json::Value;

/// The page.
pub fn page(ask: &Ask) -> Result<Reply, Fault> {
    let document = crate::api::document(ask);
    let none = serde_json::Map::new();
    let paths = document["paths"].as_object().unwrap_or(&none);
    let schemas = document["components"]["schemas"].as_object().unwrap_or(&none);
    let body = html! {
        header.head {
            h1 { "API" }
            p.lede { "Everything on these pages, for programs. The whole description: " a href="/api/v1/openapi.json" { "/api/v1/openapi.json" } " (OpenAPI 3.1)." }
            p { "Reading needs nothing. Writing needs the token that the server prints at its start, as " code { "Authorization: Bearer TOKEN" } ". Answers carry an ETag; errors are " code { "application/problem+json" } "." }
        }
        @for (path, item) in paths { @for method in ["get", "post"] { @if let Some(operation) = item.get(method) {
            section.operation {
                h2 { span.method { (method.to_uppercase()) } " " @if method == "get" && can_be_opened(path, operation) { a href=(path) { code { (path) } } } @else { code { (path) } } }
                p { (operation["summary"].as_str().unwrap_or("")) }
                @let parameters = operation["parameters"].as_array().map(Vec::as_slice).unwrap_or_default();
                @if !parameters.is_empty() { details { summary { "Parameters (" (parameters.len()) ")" } dl.facts { @for one in parameters { dt { code { (one["name"].as_str().unwrap_or("")) } } dd { (told(one)) } } } } }
                p.faint { "Answers: " (operation["responses"].as_object().map(|r| r.keys().cloned().collect::<Vec<_>>().join(", ")).unwrap_or_default()) }
            }
        } } }
        h2 { "Forms" }
        @for (name, schema) in schemas { details { summary { code { (name) } } pre tabindex="0" { (serde_json::to_string_pretty(schema).unwrap_or_default()) } } }
    };
    ask.page("API", body)
}

fn told(parameter: &Value) -> String {
    let about = parameter["description"].as_str().unwrap_or("").to_owned();
    let schema = &parameter["schema"];
    let values = schema["enum"].as_array().or(schema["items"]["enum"].as_array());
    let values = values.map(|all| all.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(", "));
    match values {
        Some(values) => format!("{about} One of: {values}."),
        None => about,
    }
}

/// Whether an address answers as it stands, without anything to fill in, and comes to an end.
fn can_be_opened(path: &str, operation: &Value) -> bool {
    let needs = operation["parameters"].as_array().is_some_and(|all| all.iter().any(|one| one["required"] == true));
    !needs && !path.contains('{') && !path.ends_with("/events")
}
