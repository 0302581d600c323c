//! W3C Web Annotation (JSON-LD): each place that carries a fact, as an annotation of its report. Offsets are code points of the report's
//! text, as the standard asks; the quotation with its surroundings finds the place where the text was laid out anew.

use super::{Result, View};
use crate::told::Told;
use model::{CodePoints, Evidence, Fact, ReportEntry};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::io::Write;

/// Characters of surroundings in a quotation's selector.
const AROUND: usize = 32;

/// Writes a collection with one page.
pub fn annotations(view: &View<'_>, out: &mut dyn Write) -> Result<()> {
    let told = view.told();
    let points: BTreeMap<&str, CodePoints<'_>> =
        view.texts.iter().map(|(id, report)| (id.as_str(), CodePoints::new(&report.text))).collect();
    let mut items = Vec::new();
    for fact in &view.record.facts {
        for place in &fact.evidence {
            let (Some(points), Some(report)) = (points.get(place.report.as_str()), told.report(&place.report)) else { continue };
            items.push(annotation(view, &told, fact, place, points, report, items.len()));
        }
    }
    let collection = json!({
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": "urn:rapporteur:annotations",
        "type": "AnnotationCollection",
        "label": view.title,
        "total": items.len(),
        "first": {
            "id": "urn:rapporteur:annotations:1",
            "type": "AnnotationPage",
            "partOf": "urn:rapporteur:annotations",
            "startIndex": 0,
            "items": items,
        },
        "last": "urn:rapporteur:annotations:1",
    });
    serde_json::to_writer(&mut *out, &collection)?;
    out.write_all(b"\n")?;
    Ok(())
}

fn annotation(
    view: &View<'_>,
    told: &Told<'_>,
    fact: &Fact,
    place: &Evidence,
    points: &CodePoints<'_>,
    report: &ReportEntry,
    number: usize,
) -> Value {
    let text = view.texts.get(&place.report).map_or("", |report| report.text.as_str());
    let (start, end) = points.span(place.span);
    let exact = place.span.of(text);
    let tag = |value: &str| json!({ "type": "TextualBody", "purpose": "tagging", "value": value });
    let body = [
        json!({ "type": "TextualBody", "purpose": "describing", "format": "text/plain", "language": "en", "value": told.fact(fact) }),
        tag(fact.kind.name()),
        tag(fact.status.name()),
        tag(place.stance.name()),
    ];
    let mut out = Map::new();
    out.insert(
        "id".into(),
        json!(told.address(&fact.id).map_or_else(|| format!("urn:rapporteur:{}:{number}", fact.id), |a| format!("{a}#a{number}"))),
    );
    out.insert("type".into(), json!("Annotation"));
    out.insert("motivation".into(), json!("classifying"));
    out.insert("body".into(), json!(body));
    out.insert(
        "target".into(),
        json!({
            "source": source(report),
            "selector": [
                { "type": "TextQuoteSelector", "exact": exact, "prefix": before(text, place.span.start), "suffix": after(text, place.span.end) },
                { "type": "TextPositionSelector", "start": start, "end": end },
            ],
        }),
    );
    Value::Object(out)
}

/// The report's address; without one, the name of its bytes (RFC 6920: `ni:///sha-256;…`).
fn source(report: &ReportEntry) -> String {
    if let Some(url) = &report.url {
        return url.clone();
    }
    let digits: Vec<u8> = report.sha256.bytes().filter_map(|b| (b as char).to_digit(16)).map(|d| d as u8).collect();
    let bytes: Vec<u8> = digits.chunks_exact(2).map(|pair| pair[0] << 4 | pair[1]).collect();
    format!("ni:///sha-256;{}", base64url(&bytes))
}

/// Base 64 with the alphabet for addresses, without padding (RFC 4648, 5).
fn base64url(bytes: &[u8]) -> String {
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let group = chunk.iter().fold(0u32, |group, &byte| group << 8 | u32::from(byte)) << (8 * (3 - chunk.len()));
        for sign in 0..=chunk.len() {
            out.push(SIGNS[(group >> (18 - 6 * sign) & 63) as usize] as char);
        }
    }
    out
}

fn before(text: &str, at: u32) -> &str {
    let head = text.get(..at as usize).unwrap_or("");
    let from = head.char_indices().rev().nth(AROUND - 1).map_or(0, |(from, _)| from);
    &head[from..]
}

fn after(text: &str, at: u32) -> &str {
    let tail = text.get(at as usize..).unwrap_or("");
    let to = tail.char_indices().nth(AROUND).map_or(tail.len(), |(to, _)| to);
    &tail[..to]
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 4648, section 10, and the alphabet for addresses.
    #[test]
    fn base_64_as_the_rfc_has_it() {
        for (plain, coded) in
            [("", ""), ("f", "Zg"), ("fo", "Zm8"), ("foo", "Zm9v"), ("foob", "Zm9vYg"), ("fooba", "Zm9vYmE"), ("foobar", "Zm9vYmFy")]
        {
            assert_eq!(base64url(plain.as_bytes()), coded);
        }
        assert_eq!(base64url(&[0xfb, 0xff]), "-_8");
    }

    #[test]
    fn surroundings_do_not_split_characters() {
        let text = "Ünïcödé ".repeat(10);
        let at = text.char_indices().nth(40).map_or(0, |(at, _)| at) as u32;
        assert_eq!(before(&text, at).chars().count(), AROUND);
        assert_eq!(after(&text, at).chars().count(), AROUND);
        assert_eq!(before(&text, 0), "");
    }
}
