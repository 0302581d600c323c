//! The API against its own description: every address, every form, paging, errors.

use crate::house::House;
use serde_json::Value;

/// Whether a value fits a schema: the part of JSON Schema that the description uses. Gives the first place where it does not.
fn fits(document: &Value, schema: &Value, value: &Value, place: &str) -> Result<(), String> {
    if let Some(name) = schema["$ref"].as_str() {
        let target = document.pointer(name.trim_start_matches('#')).ok_or_else(|| format!("{name} is not described"))?;
        return fits(document, target, value, place);
    }
    for key in ["anyOf", "oneOf"] {
        if let Some(all) = schema[key].as_array() {
            return if all.iter().any(|one| fits(document, one, value, place).is_ok()) {
                Ok(())
            } else {
                Err(format!("{place}: none of {key} fits {value}"))
            };
        }
    }
    if let Some(wanted) = schema.get("const") {
        return if wanted == value { Ok(()) } else { Err(format!("{place}: {value} is not {wanted}")) };
    }
    if let Some(all) = schema["enum"].as_array()
        && !all.contains(value)
    {
        return Err(format!("{place}: {value} is not in the list"));
    }
    let is = |name: &str| match name {
        "string" => value.is_string(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "boolean" => value.is_boolean(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        "null" => value.is_null(),
        other => panic!("{other} is no type"),
    };
    match &schema["type"] {
        Value::String(name) if !is(name) => return Err(format!("{place}: {value} is no {name}")),
        Value::Array(names) if !names.iter().filter_map(Value::as_str).any(is) => {
            return Err(format!("{place}: {value} is none of {names:?}"));
        }
        _ => {}
    }
    for name in schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
        value.get(name).ok_or_else(|| format!("{place}: {name} is missing in {value}"))?;
    }
    if let (Some(properties), Some(object)) = (schema["properties"].as_object(), value.as_object()) {
        for (name, inner) in properties {
            if let Some(inside) = object.get(name) {
                fits(document, inner, inside, &format!("{place}.{name}"))?;
            }
        }
    }
    if let (Some(items), Some(all)) = (schema.get("items"), value.as_array()) {
        for (at, one) in all.iter().enumerate() {
            fits(document, items, one, &format!("{place}[{at}]"))?;
        }
    }
    Ok(())
}

#[test]
fn answers_are_as_described() {
    let house = House::start();
    let document = house.get("/api/v1/openapi.json").json();
    let mut checked = 0;
    for (path, item) in document["paths"].as_object().expect("paths") {
        let Some(operation) = item.get("get").filter(|_| !path.ends_with("/events")) else { continue };
        let mut asked = path.clone();
        if path.contains("{id}") {
            let shelf = path.trim_end_matches("/{id}");
            let Some(id) = house.get(shelf).json()["items"][0]["id"].as_str().map(str::to_owned) else { continue };
            asked = path
                .replace("{id}", &id.replace('/', "%2F").replace('"', "%22").replace('<', "%3C").replace('>', "%3E").replace(' ', "%20"));
        }
        let query = match path.rsplit('/').next() {
            Some("changes") => "?since=2031-03-06",
            Some("search") => "?q=ceasefire",
            _ => "",
        };
        let got = house.get(&format!("{asked}{query}"));
        assert_eq!(got.status, 200, "{asked}: {}", got.body);
        assert!(got.header("etag").is_some(), "{asked} has no tag");
        let schema = &operation["responses"]["200"]["content"]["application/json"]["schema"];
        fits(&document, schema, &got.json(), path).unwrap_or_else(|why| panic!("{why}"));
        checked += 1;
    }
    assert!(checked >= 18, "only {checked} addresses were checked");
}

#[test]
fn pages_of_a_list_make_the_whole_list() {
    let house = House::start();
    let whole = house.get("/api/v1/facts?limit=500").json();
    let (mut next, mut ids) = (Some("/api/v1/facts?limit=3".to_owned()), Vec::new());
    while let Some(path) = next {
        let page = house.get(&path).json();
        ids.extend(page["items"].as_array().expect("items").iter().map(|i| i["id"].clone()));
        next = page["next"].as_str().map(str::to_owned);
    }
    let all: Vec<Value> = whole["items"].as_array().expect("items").iter().map(|i| i["id"].clone()).collect();
    assert_eq!(ids, all);
    assert_eq!(whole["total"], all.len());
    assert!(all.len() > 3, "too few facts to page through");
}

#[test]
fn offsets_are_code_points_of_the_text() {
    let house = House::start();
    let facts = house.get("/api/v1/facts?limit=500").json();
    let mut checked = 0;
    for place in facts["items"]
        .as_array()
        .expect("items")
        .iter()
        .flat_map(|f| f["evidence"].as_array().cloned().unwrap_or_default())
        .filter(|p| p["report"] == "a")
    {
        let text = house.get("/api/v1/reports/a").json()["text"].as_str().expect("a text").to_owned();
        let (start, end) = (place["start"].as_u64().expect("start") as usize, place["end"].as_u64().expect("end") as usize);
        assert!(start < end && end <= text.chars().count(), "{place}");
        checked += 1;
    }
    assert!(checked > 0, "no evidence in the first report");
}

#[test]
fn errors_are_problems_with_one_sentence() {
    let house = House::start();
    for (path, status) in [
        ("/api/v1/facts?limit=0", 400),
        ("/api/v1/facts?limit=many", 400),
        ("/api/v1/facts?offset=-1", 400),
        ("/api/v1/facts?kind=nonsense", 400),
        ("/api/v1/facts?from=yesterday", 400),
        ("/api/v1/changes", 400),
        ("/api/v1/changes?since=soon", 400),
        ("/api/v1/search", 400),
        ("/api/v1/facts/none", 404),
        ("/api/v1/reports/none", 404),
        ("/api/v1/nothing", 404),
    ] {
        let got = house.get(path);
        assert_eq!(got.status, status, "{path}");
        assert_eq!(got.header("content-type"), Some("application/problem+json"), "{path}");
        let problem = got.json();
        assert_eq!(problem["status"], status);
        assert!(problem["detail"].as_str().is_some_and(|detail| detail.ends_with('.')), "{path}: {problem}");
    }
}

#[test]
fn parameters_are_those_of_the_description_and_no_others() {
    let house = House::start();
    let document = house.get("/api/v1/openapi.json").json();
    let sample = |parameter: &Value| match (parameter["name"].as_str().unwrap_or(""), parameter.pointer("/schema/items/enum/0")) {
        (_, Some(word)) => word.as_str().unwrap_or("").to_owned(),
        ("from" | "to" | "since", _) => "2031-03-05".to_owned(),
        ("limit" | "offset" | "roots", _) => "1".to_owned(),
        _ => "a".to_owned(),
    };
    let mut checked = 0;
    for (path, item) in document["paths"].as_object().expect("paths") {
        let known = item["get"]["parameters"].as_array().cloned().unwrap_or_default();
        let query: Vec<String> =
            known.iter().filter(|p| p["in"] == "query").map(|p| format!("{}={}", p["name"].as_str().unwrap_or(""), sample(p))).collect();
        let asked = path.replace("{id}", "a");
        if !path.ends_with("/events") {
            let status = house.get(&format!("{asked}?{}", query.join("&"))).status;
            assert!(matches!(status, 200 | 404), "{asked}?{}: {status}", query.join("&"));
        }
        let got = house.get(&format!("{asked}?{}", [query, vec!["spam=1".to_owned()]].concat().join("&")));
        assert_eq!((got.status, got.header("content-type")), (400, Some("application/problem+json")), "{asked}");
        assert!(got.json()["detail"].as_str().is_some_and(|detail| detail.contains("spam")), "{}", got.body);
        checked += 1;
    }
    assert!(checked >= 20, "only {checked} addresses");
}
