//! The page that shows the API, made from its OpenAPI document.

use super::ask::{Ask, Fault, Reply, segment};
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
                @if let Some(command) = example(ask, method, path) { div.example { pre.curl tabindex="0" { code { (command) } } button type="button" data-copy="" hidden { "Copy" span.hidden { " the command for " (method.to_uppercase()) " " (path) } } } }
                p.faint { "Answers: " (operation["responses"].as_object().map(|r| r.keys().cloned().collect::<Vec<_>>().join(", ")).unwrap_or_default()) }
            }
        } } }
        h2 { "Forms" }
        @for (name, schema) in schemas { details { summary { code { (name) } } pre tabindex="0" { (serde_json::to_string_pretty(schema).unwrap_or_default()) } } }
    };
    ask.page("API", body)
}

/// A command that asks for it, of this server and with ids of this dossier: to be copied and run as it is. Writing needs the token, which stands
/// on the terminal and not on a page.
fn example(ask: &Ask, method: &str, path: &str) -> Option<String> {
    let record = ask.snapshot.record();
    let base = ask.house.address();
    let first = |shelf: &str| -> Option<&str> {
        Some(match shelf {
            "reports" => &record.reports.first()?.id,
            "actors" => &record.actors.first()?.id,
            "statements" => &record.statements.first()?.id,
            "facts" => &record.facts.first()?.id,
            "moves" => &record.moves.first()?.id,
            "conflicts" => &record.conflicts.first()?.id,
            "processes" => &record.processes.first()?.id,
            _ => return None,
        })
    };
    let quoted = |text: String| format!("'{}'", text.replace('\'', "'\\''"));
    if method == "post" {
        let body = match path {
            "/api/v1/rulings" => serde_json::json!({ "verb": "confirm", "fact": first("facts")?, "reason": "read and found right" }),
            _ => {
                serde_json::json!({ "text": "Ruritania offered Graustark talks in Zenda on Friday.", "published": "2031-03-04", "outlet": "Harbour Post" })
            }
        };
        let body = quoted(body.to_string());
        return Some(format!(
            "curl -H 'Authorization: Bearer TOKEN' -H 'Content-Type: application/json' -d {body} {}",
            quoted(format!("{base}{path}"))
        ));
    }
    if let Some(shelf) = path.strip_suffix("/{id}") {
        let id = first(shelf.rsplit('/').next()?)?;
        return Some(format!("curl {}", quoted(format!("{base}{shelf}/{}", segment(id)))));
    }
    let query = match path {
        "/api/v1/events" => return Some(format!("curl -N {}", quoted(format!("{base}{path}")))),
        "/api/v1" | "/api/v1/openapi.json" => String::new(),
        "/api/v1/search" => "?q=talks&limit=3".to_owned(),
        "/api/v1/changes" => {
            format!("?since={}", ask.snapshot.whole.last_day().map_or_else(|| "2031-03-04".to_owned(), |day| day.to_string()))
        }
        "/api/v1/facts" => "?kind=meeting&roots=2&limit=5".to_owned(),
        _ => "?limit=5".to_owned(),
    };
    Some(format!("curl {}", quoted(format!("{base}{path}{query}"))))
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
