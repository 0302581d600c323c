//! JSON Lines: the exchange format of the record itself.

use super::{Result, View};
use crate::record_lines::record_lines;
use std::io::Write;

/// One object a line, each with its `type`.
pub fn jsonl(view: &View<'_>, out: &mut dyn Write) -> Result<()> {
    for line in record_lines(view.record, view.texts.iter().map(|(id, report)| (id.as_str(), report.text.as_str()))) {
        serde_json::to_writer(&mut *out, &line)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}
