//! TimelineJS 3 (Knight Lab): one slide per dated fact and deadline. Headlines and texts are HTML there, so words of reports are escaped.

use super::{Result, View};
use crate::told::{Told, doubt};
use crate::wording;
use jiff::civil::Date;
use model::{Envelope, Evidence, Fact};
use serde_json::{Map, Value, json};
use std::io::Write;

/// Writes the timeline as JSON.
pub fn timelinejs(view: &View<'_>, out: &mut dyn Write) -> Result<()> {
    let told = view.told();
    let mut events: Vec<Value> = Vec::new();
    let mut undated = 0usize;
    for fact in &view.record.facts {
        match slide(&told, fact) {
            Some(slide) => events.push(slide),
            None => undated += 1,
        }
    }
    let note = match undated {
        0 => String::new(),
        1 => "1 fact without any date is left out.".to_owned(),
        n => format!("{n} facts without any date are left out."),
    };
    let timeline = json!({
        "title": { "unique_id": "title", "text": { "headline": escape(view.title), "text": note } },
        "scale": "human",
        "events": events,
    });
    serde_json::to_writer_pretty(&mut *out, &timeline)?;
    out.write_all(b"\n")?;
    Ok(())
}

fn slide<'v>(told: &Told<'v>, fact: &'v Fact) -> Option<Value> {
    let entry = told.move_of(&fact.id);
    // A move stands at the time it asks for; where that is not known, at its own.
    let envelope = entry.and_then(|m| m.due).filter(|due| !due.is_open()).unwrap_or(fact.envelope);
    let first = envelope.earliest.or(envelope.latest)?;
    let mut slide = Map::new();
    slide.insert("unique_id".into(), json!(fact.id));
    slide.insert("start_date".into(), date(first));
    if let Some(last) = envelope.latest.filter(|last| *last != first) {
        slide.insert("end_date".into(), date(last));
    }
    slide.insert("display_date".into(), json!(wording::when(envelope)));
    slide.insert("group".into(), json!(entry.and_then(|m| m.track.clone()).unwrap_or_else(|| wording::kind(fact.kind).to_owned())));
    slide.insert("text".into(), json!({ "headline": escape(&told.fact(fact)), "text": body(told, envelope, &fact.evidence, fact) }));
    Some(Value::Object(slide))
}

fn body<'v>(told: &Told<'v>, envelope: Envelope, evidence: &'v [Evidence], fact: &Fact) -> String {
    let doubt = doubt(envelope).map(|doubt| format!("When: {doubt}."));
    let lines = doubt.into_iter().chain(told.grounds(evidence, fact.reports, fact.roots));
    let lines: String = lines.map(|line| format!("<p>{}</p>", escape(&line))).collect();
    // Not as its medium: the program would try to embed the page.
    let link = told.address(&fact.id).map(|address| format!("<p><a href=\"{}\">In the record</a></p>", escape(&address)));
    lines + &link.unwrap_or_default()
}

fn date(date: Date) -> Value {
    json!({ "year": date.year(), "month": date.month(), "day": date.day() })
}

/// Text as HTML.
fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;").replace('\'', "&#39;")
}
