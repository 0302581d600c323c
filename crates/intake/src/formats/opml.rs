//! OPML 2.0, the format in which feed readers hand lists of feeds to each other.

use crate::ProblemKind;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, escape};

/// A line of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outline {
    /// Address of the feed.
    pub address: String,
    /// Its name.
    pub title: Option<String>,
}

/// The feeds in an OPML text, folders opened. An error where it is no OPML, or badly formed before the first feed.
pub fn read_opml(text: &str) -> Result<Vec<Outline>, ProblemKind> {
    let fault = |reason: String| ProblemKind::Document { what: "list of feeds (OPML)", reason };
    if super::feed::root(text).is_none_or(|(name, _)| name != "opml") {
        return Err(fault("it does not begin with <opml>".to_owned()));
    }
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = false;
    let mut found = Vec::new();
    loop {
        match reader.read_event() {
            Ok(Event::Eof) => return Ok(found),
            Ok(Event::Start(tag) | Event::Empty(tag)) if tag.name().as_ref().eq_ignore_ascii_case("outline") => found.extend(outline(&tag)),
            Ok(_) => {}
            // What stands before the fault counts.
            Err(_) if !found.is_empty() => return Ok(found),
            Err(error) => return Err(fault(error.to_string())),
        }
    }
}

fn outline(tag: &BytesStart<'_>) -> Option<Outline> {
    let value = |wanted: &str| {
        let attribute = tag.html_attributes().flatten().find(|a| a.key.as_ref().eq_ignore_ascii_case(wanted))?;
        let text = attribute.value.into_owned();
        let text = escape::unescape(&text).map(|t| t.into_owned()).unwrap_or(text);
        Some(text.trim().to_owned()).filter(|t| !t.is_empty())
    };
    Some(Outline { address: value("xmlUrl")?, title: value("title").or_else(|| value("text")) })
}

/// The list as OPML.
pub fn write_opml<'a>(title: &str, outlines: impl IntoIterator<Item = &'a Outline>) -> String {
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opml version=\"2.0\">\n  <head><title>");
    out.push_str(&escape::escape(title));
    out.push_str("</title></head>\n  <body>\n");
    for outline in outlines {
        let (text, address) = (escape::escape(outline.title.as_deref().unwrap_or(&outline.address)), escape::escape(&outline.address));
        out.push_str(&format!("    <outline type=\"rss\" text=\"{text}\" xmlUrl=\"{address}\"/>\n"));
    }
    out.push_str("  </body>\n</opml>\n");
    out
}
