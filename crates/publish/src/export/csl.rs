//! CSL-JSON of the reports (Citation Style Language 1.0.2), for Zotero, pandoc and word processors.

use super::{Result, View};
use crate::told::one_line;
use jiff::civil::Date;
use model::{Envelope, ReportEntry};
use serde_json::{Map, Value, json};
use std::io::Write;

/// One item per report.
pub fn csl(view: &View<'_>, out: &mut dyn Write) -> Result<()> {
    let mut items = Vec::with_capacity(view.record.reports.len());
    for report in &view.record.reports {
        let article = view.source.reading(&report.id)?.map(|reading| reading.article);
        items.push(item(report, article.as_ref()));
    }
    serde_json::to_writer_pretty(&mut *out, &items)?;
    out.write_all(b"\n")?;
    Ok(())
}

fn item(report: &ReportEntry, article: Option<&model::Article>) -> Value {
    let mut item = Map::new();
    item.insert("id".into(), json!(report.id));
    item.insert("type".into(), json!("article-newspaper"));
    item.insert("title".into(), json!(report.title.as_deref().map_or_else(|| "(no headline)".to_owned(), one_line)));
    if let Some(outlet) = &report.outlet {
        item.insert("container-title".into(), json!(one_line(outlet)));
    }
    if let Some(byline) = article.and_then(|a| a.byline.as_deref()) {
        item.insert("author".into(), json!([{ "literal": one_line(byline) }]));
    }
    if let Some(issued) = report.published.as_ref().and_then(|p| issued(p.envelope)) {
        item.insert("issued".into(), issued);
    }
    if let Some(url) = &report.url {
        item.insert("URL".into(), json!(url));
    }
    if let Some(language) = article.map(|a| a.language.as_str()).filter(|l| *l != "und") {
        item.insert("language".into(), json!(language));
    }
    if let Some(origin) = &report.origin {
        item.insert("note".into(), json!(format!("rests on {origin}, whose report was not read")));
    }
    Value::Object(item)
}

/// A day, or a range; CSL has no open ends: those stand in words.
fn issued(envelope: Envelope) -> Option<Value> {
    let parts = |date: Date| json!([date.year(), date.month(), date.day()]);
    match (envelope.earliest, envelope.latest) {
        (None, None) => None,
        (Some(a), Some(b)) if a == b => Some(json!({ "date-parts": [parts(a)] })),
        (Some(a), Some(b)) => Some(json!({ "date-parts": [parts(a), parts(b)] })),
        _ => Some(json!({ "literal": crate::wording::when(envelope)? })),
    }
}
