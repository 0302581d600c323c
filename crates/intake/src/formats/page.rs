//! A web page or a text, with what a file beside it says of it.

use super::json::{apply_fields, finish};
use crate::files::{ending, looks_like_page};
use crate::{Item, Options, Origin, Problem, ProblemKind, charset};
use model::{Body, Report};
use serde_json::Value;
use std::collections::VecDeque;
use std::fs;

/// Reads bytes as a page where name or look say so, else as a text.
pub(crate) fn page_or_text(bytes: &[u8], origin: &Origin, options: &Options, out: &mut VecDeque<Item>) -> Result<(), ProblemKind> {
    let path = &origin.path;
    let named_page = matches!(ending(path).as_str(), "html" | "htm" | "xhtml");
    let label = charset::label_in_page(bytes).filter(|_| named_page || looks_like_page(bytes));
    let decoded = charset::decode(bytes, label.as_deref())?;
    if decoded.lossy {
        out.push_back(Err(Problem::new(origin, ProblemKind::DoubtfulCharset { encoding: decoded.encoding })));
    }
    let page = named_page || (ending(path) != "txt" && looks_like_page(decoded.text.as_bytes()));
    let body = match () {
        () if page => Body::Html(decoded.text),
        () if options.plain => Body::Plain(decoded.text),
        () => Body::Text(decoded.text),
    };
    with_sidecar(Report { id: origin.id(), body, ..Report::default() }, bytes, origin, options, out);
    Ok(())
}

/// Hands a report on, with what `NAME.json` beside its file says.
pub(crate) fn with_sidecar(mut report: Report, bytes: &[u8], origin: &Origin, options: &Options, out: &mut VecDeque<Item>) {
    let beside = origin.path.with_extension("json");
    if beside != origin.path && beside.is_file() {
        let at = Origin { path: beside.clone(), ..origin.clone() };
        let read = fs::read(&beside).map_err(|e| e.to_string());
        match read.and_then(|bytes| serde_json::from_slice::<Value>(&bytes).map_err(|e| e.to_string())) {
            Ok(Value::Object(fields)) => apply_fields(&mut report, &fields, &at, out),
            Ok(_) => out.push_back(Err(Problem::new(&at, ProblemKind::Sidecar { reason: "it is a value of another kind".to_owned() }))),
            Err(reason) => out.push_back(Err(Problem::new(&at, ProblemKind::Sidecar { reason }))),
        }
    }
    finish(report, bytes, origin, options, out);
}
