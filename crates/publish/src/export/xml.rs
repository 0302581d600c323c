//! What the XML forms share: a writer, and text without the characters that XML 1.0 has no place for.

use super::Result;
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};
use std::borrow::Cow;
use std::io::Write;

/// A writer that has written the declaration.
pub(super) fn writer(out: &mut dyn Write) -> Result<Writer<&mut dyn Write>> {
    let mut writer = Writer::new_with_indent(out, b' ', 1);
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    Ok(writer)
}

/// An element with text; an empty one where there is none.
pub(super) fn element<W: Write>(writer: &mut Writer<W>, name: &str, attributes: &[(&str, &str)], text: &str) -> std::io::Result<()> {
    let cleaned: Vec<(&str, Cow<'_, str>)> = attributes.iter().map(|(key, value)| (*key, clean(value))).collect();
    let element = writer.create_element(name).with_attributes(cleaned.iter().map(|(key, value)| (*key, value.as_ref())));
    if text.is_empty() {
        element.write_empty()?;
    } else {
        element.write_text_content(BytesText::new(&clean(text)))?;
    }
    Ok(())
}

/// The text without characters outside of XML 1.0's `Char`.
pub(super) fn clean(text: &str) -> Cow<'_, str> {
    let odd = |c: char| matches!(c, '\u{0}'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}');
    if text.contains(odd) { text.replace(odd, "\u{fffd}").into() } else { text.into() }
}
