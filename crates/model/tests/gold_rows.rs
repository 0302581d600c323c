//! The types hold every row of the acceptance gold: each is loaded into a [`Claim`] and written back unchanged.
//!
//! Needs `../shared/data/reports`; says so and passes where that is absent.

use model::*;
use serde_json::{Map, Value, json};
use std::path::Path;

/// A gold row, taken apart into the model's types. What belongs to the row as a row of a coder's table (its fact id, its note, the other
/// readings that count as right) is no part of a claim and travels beside it.
struct Row {
    claim: Claim,
    time: Option<TimeExpression>,
    beside: Map<String, Value>,
}

fn take(row: &Map<String, Value>, text: &str) -> Row {
    let points = CodePoints::new(text);
    let number = |key: &str| row[key].as_u64().expect("number") as usize;
    let fields: Fields = serde_json::from_value(row["fields"].clone()).expect("fields in the closed list");
    let time = row["time"].as_object().map(|time| TimeExpression {
        span: Span::default(),
        timex: TimexType::Date,
        value: time["expression"].as_str().expect("words").to_owned(),
        envelope: Envelope::new(day(&time["earliest"]), day(&time["latest"])),
        granularity: Granularity::Day,
        anchor: Anchor::Publication,
        alternatives: Vec::new(),
        implicit: time.get("implicit").is_some(),
    });
    let claim = Claim {
        kind: ClaimKind::parse(row["kind"].as_str().expect("kind")).expect("a kind of the vocabulary"),
        status: Status::parse(row["status"].as_str().expect("status")).expect("a status of the vocabulary"),
        sentence: row["sentence"].as_str().expect("sentence")[4..].parse().expect("sentence number"),
        span: points.bytes(number("start"), number("end")),
        speaker: row["speaker"].as_str().map(str::to_owned),
        chain: serde_json::from_value(row["chain"].clone()).expect("chain"),
        evidential: Evidential::Asserted,
        answer: fields.text(FieldKey::Answer).map(|a| AnswerKind::parse(a).expect("an answer of the vocabulary")),
        fields,
        time: time.as_ref().map(|t| ClaimTime { expression: Some(0), envelope: t.envelope, implicit: t.implicit, event: None }),
        code: row["code"].as_str().map(|code| Plover::parse(code).expect("a PLOVER root")),
        source: Vec::new(),
        target: Vec::new(),
        doubt: None,
        signs: Vec::new(),
    };
    let keep = ["report", "sentence_start", "sentence_end", "fact", "required", "note", "also", "also_time"];
    let mut beside: Map<String, Value> = keep.iter().filter_map(|&k| Some((k.to_owned(), row.get(k)?.clone()))).collect();
    if let Some(time) = row["time"].as_object() {
        beside.insert("granularity".into(), time["granularity"].clone());
    }
    Row { claim, time, beside }
}

fn day(value: &Value) -> Option<jiff::civil::Date> {
    value.as_str().map(|text| text[..10].parse().expect("a date"))
}

fn give(row: &Row, text: &str) -> Value {
    let points = CodePoints::new(text);
    let claim = &row.claim;
    let (start, end) = points.span(claim.span);
    let report = row.beside["report"].as_str().expect("report");
    let time = claim.time.as_ref().map(|time| {
        let mut map = Map::new();
        map.insert("expression".into(), json!(row.time.as_ref().map(|t| &t.value)));
        map.insert("earliest".into(), json!(time.envelope.earliest));
        map.insert("latest".into(), json!(time.envelope.latest));
        map.insert("granularity".into(), row.beside["granularity"].clone());
        if time.implicit {
            map.insert("implicit".into(), json!(true));
        }
        map
    });
    let mut out = json!({
        "report": report,
        "sentence": format!("{report}.{:02}", claim.sentence),
        "sentence_start": row.beside["sentence_start"], "sentence_end": row.beside["sentence_end"],
        "start": start, "end": end, "text": claim.span.of(text),
        "kind": claim.kind, "status": claim.status, "speaker": claim.speaker, "chain": claim.chain,
        "fields": claim.fields, "time": time,
        "fact": row.beside["fact"], "required": row.beside["required"], "note": row.beside["note"], "code": claim.code,
    });
    for key in ["also", "also_time"] {
        if let Some(value) = row.beside.get(key) {
            out[key] = value.clone();
        }
    }
    out
}

#[test]
fn every_gold_row_is_held_and_written_back_unchanged() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/reports");
    let Ok(facts) = std::fs::read_to_string(folder.join("facts.jsonl")) else {
        eprintln!("skipped: {} is not there", folder.display());
        return;
    };
    let mut rows = 0;
    for line in facts.lines().filter(|line| !line.trim().is_empty()) {
        let gold: Value = serde_json::from_str(line).expect("a JSON row");
        let name = gold["report"].as_str().expect("report");
        let text = std::fs::read_to_string(folder.join(name).with_extension("txt")).expect("the report");
        let row = take(gold.as_object().expect("an object"), &text);
        assert_eq!(give(&row, &text), gold);
        if let Some(answer) = row.claim.answer {
            let also = gold.get("also").is_some_and(|also| also.to_string().contains(answer.status().name()));
            assert!(answer.status() == row.claim.status || also, "{line}");
        }
        rows += 1;
    }
    assert!(rows > 150, "only {rows} rows");
}

#[test]
fn plover_roots_follow_the_table_of_the_vocabulary() {
    assert_eq!(plover_root(ClaimKind::Meeting, Status::Happened), Some(Plover::Consult));
    assert_eq!(plover_root(ClaimKind::Meeting, Status::Hypothetical), None);
    assert_eq!(plover_root(ClaimKind::Exchange, Status::Refused), Some(Plover::Reject));
    assert_eq!(plover_root(ClaimKind::Office, Status::Holds), None);
    assert_eq!(AnswerKind::Counter.plover(), Some(Plover::Agree));
    assert_eq!(AnswerKind::NoneYet.plover(), None);
}
