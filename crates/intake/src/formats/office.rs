//! Text documents of office programs: DOCX (ISO/IEC 29500) and ODT (ISO/IEC 26300). One paragraph a line; notes of changes that were
//! struck out are left away.

use crate::{Options, ProblemKind};
use model::{Body, Report};
use quick_xml::Reader;
use quick_xml::events::Event;
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// Reads a document: its paragraphs, and its title and author where its properties say them.
pub(crate) fn document(bytes: &[u8], id: String, options: &Options) -> Result<Report, ProblemKind> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|e| fault(e.to_string()))?;
    let (text, properties) = if archive.index_for_name("word/document.xml").is_some() {
        ("word/document.xml", "docProps/core.xml")
    } else if archive.index_for_name("content.xml").is_some() {
        ("content.xml", "meta.xml")
    } else {
        return Err(ProblemKind::Binary { what: "a ZIP archive" });
    };
    let text = paragraphs(&member(&mut archive, text, options.max_bytes)?)?;
    let mut report = Report { id, body: if options.plain { Body::Plain(text) } else { Body::Text(text) }, ..Report::default() };
    if let Ok(xml) = member(&mut archive, properties, options.max_bytes) {
        for (name, slot) in [("title", &mut report.title), ("creator", &mut report.author)] {
            *slot = element(&xml, name);
        }
    }
    Ok(report)
}

fn fault(reason: String) -> ProblemKind {
    ProblemKind::Document { what: "document", reason }
}

/// A file of the archive, unpacked; what unpacks to more than `limit` is a problem.
fn member(archive: &mut ZipArchive<Cursor<&[u8]>>, name: &str, limit: usize) -> Result<String, ProblemKind> {
    let file = archive.by_name(name).map_err(|e| fault(e.to_string()))?;
    let mut bytes = Vec::new();
    file.take(limit as u64 + 1).read_to_end(&mut bytes).map_err(|e| fault(e.to_string()))?;
    if bytes.len() > limit {
        return Err(ProblemKind::TooLong { limit });
    }
    String::from_utf8(bytes).map_err(|e| fault(e.to_string()))
}

/// The text of the elements that are paragraphs, one a line.
fn paragraphs(xml: &str) -> Result<String, ProblemKind> {
    let mut reader = Reader::from_str(xml);
    let mut out = String::with_capacity(xml.len() / 8);
    // Word writes text only within `w:t`; OpenDocument everywhere within a paragraph.
    let (mut within_text, mut paragraph, mut struck) = (0u32, 0u32, 0u32);
    loop {
        match reader.read_event().map_err(|e| fault(e.to_string()))? {
            Event::Eof => break,
            Event::Start(tag) => match tag.name().as_ref() {
                "w:t" => within_text += 1,
                "text:p" | "text:h" => paragraph += 1,
                "text:tracked-changes" | "office:annotation" | "w:del" => struck += 1,
                _ => {}
            },
            Event::End(tag) => match tag.name().as_ref() {
                "w:t" => within_text = within_text.saturating_sub(1),
                "w:p" => out.push('\n'),
                "text:p" | "text:h" => {
                    paragraph = paragraph.saturating_sub(1);
                    out.push('\n');
                }
                "text:tracked-changes" | "office:annotation" | "w:del" => struck = struck.saturating_sub(1),
                _ => {}
            },
            Event::Empty(tag) => match tag.name().as_ref() {
                "w:p" | "text:p" | "w:br" | "w:cr" | "text:line-break" => out.push('\n'),
                "w:tab" | "text:tab" | "text:s" => out.push(' '),
                "w:noBreakHyphen" => out.push('-'),
                _ => {}
            },
            Event::Text(text) if struck == 0 && (within_text > 0 || paragraph > 0) => {
                out.push_str(&text);
            }
            Event::GeneralRef(reference) if struck == 0 && (within_text > 0 || paragraph > 0) => {
                out.push_str(&referred(&reference));
            }
            _ => {}
        }
    }
    Ok(out.trim().to_owned())
}

/// The text of the first element of this local name.
fn element(xml: &str, name: &str) -> Option<String> {
    let mut reader = Reader::from_str(xml);
    let mut found: Option<String> = None;
    loop {
        match reader.read_event().ok()? {
            Event::Eof => return None,
            Event::Start(tag) if tag.local_name().as_ref() == name => found = Some(String::new()),
            Event::Text(text) => {
                if let Some(found) = &mut found {
                    found.push_str(&text);
                }
            }
            Event::GeneralRef(reference) => {
                if let Some(found) = &mut found {
                    found.push_str(&referred(&reference));
                }
            }
            Event::End(tag) if tag.local_name().as_ref() == name => {
                return found.map(|t| t.trim().to_owned()).filter(|t| !t.is_empty());
            }
            _ => {}
        }
    }
}

/// What an entity or character reference of XML stands for; the reference itself where it is none of XML's own.
fn referred(name: &str) -> String {
    let number = name.strip_prefix("#x").map(|hex| u32::from_str_radix(hex, 16)).or_else(|| name.strip_prefix('#').map(str::parse));
    match (name, number) {
        ("amp", _) => "&".to_owned(),
        ("lt", _) => "<".to_owned(),
        ("gt", _) => ">".to_owned(),
        ("quot", _) => "\"".to_owned(),
        ("apos", _) => "'".to_owned(),
        (_, Some(Ok(number))) => char::from_u32(number).map(String::from).unwrap_or_default(),
        _ => format!("&{name};"),
    }
}
