//! BibTeX of the reports (read by BibTeX as `@misc`, and by biblatex with its EDTF dates).

use super::{Result, View};
use crate::told::one_line;
use std::collections::BTreeSet;
use std::io::Write;

/// One entry per report.
pub fn bibtex(view: &View<'_>, out: &mut dyn Write) -> Result<()> {
    let mut keys = BTreeSet::new();
    for report in &view.record.reports {
        let reading = view.source.reading(&report.id)?;
        writeln!(out, "@misc{{{},", free_key(&report.id, &mut keys))?;
        let mut field = |name: &str, value: &str| writeln!(out, "  {name} = {{{value}}},");
        if let Some(byline) = reading.as_ref().and_then(|r| r.article.byline.as_deref()) {
            // Double braces keep the line as it stands: a byline may be a desk, an agency or several people.
            field("author", &format!("{{{}}}", escape(byline)))?;
        }
        let title = report.title.as_deref().unwrap_or("(no headline)");
        field("title", &format!("{{{}}}", escape(title)))?;
        if let Some(outlet) = &report.outlet {
            field("howpublished", &escape(outlet))?;
        }
        if let Some(published) = report.published.as_ref().filter(|p| !p.envelope.is_open()) {
            field("date", &published.envelope.edtf().replace("..", ""))?;
            let ends = (published.envelope.earliest, published.envelope.latest);
            if let (Some(first), Some(last)) = ends
                && first.year() == last.year()
            {
                field("year", &first.year().to_string())?;
                if first.month() == last.month() {
                    field("month", &first.month().to_string())?;
                }
            }
        }
        if let Some(url) = &report.url {
            field("url", &address(url))?;
        }
        let rests = match &report.origin {
            Some(origin) => format!("rests on {}, whose report was not read", escape(origin)),
            None if report.root == report.id => "rests on its own reporting, as far as it says".to_owned(),
            None => format!("rests on {}", escape(&report.root)),
        };
        field("note", &format!("{rests}; SHA-256 {}", report.sha256))?;
        writeln!(out, "}}\n")?;
    }
    Ok(())
}

/// A citation key from an id: letters, digits and `-_.:`; made unique by a number.
fn free_key(id: &str, keys: &mut BTreeSet<String>) -> String {
    let key: String = id.chars().map(|c| if c.is_ascii_alphanumeric() || "-_.:".contains(c) { c } else { '_' }).collect();
    let key = if key.is_empty() { "report".to_owned() } else { key };
    let mut free = key.clone();
    let mut number = 2;
    while !keys.insert(free.clone()) {
        free = format!("{key}_{number}");
        number += 1;
    }
    free
}

/// Text as TeX has it: special characters escaped, braces taken away with the backslash (they would have to balance).
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in one_line(text).chars() {
        match c {
            '&' | '%' | '$' | '#' | '_' => {
                out.push('\\');
                out.push(c);
            }
            '{' => out.push('('),
            '}' => out.push(')'),
            '\\' => out.push('/'),
            '~' => out.push_str("\\~{}"),
            '^' => out.push_str("\\^{}"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// An address: braces and backslashes as `%XX`, all else as it is (the field is verbatim).
fn address(url: &str) -> String {
    url.replace('{', "%7B").replace('}', "%7D").replace('\\', "%5C").replace(char::is_whitespace, "%20")
}
