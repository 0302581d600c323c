//! Comma-separated values (RFC 4180).

use super::{Result, View};
use std::io::Write;

/// One row per fact.
pub fn facts(view: &View<'_>, out: &mut dyn Write) -> Result<()> {
    let mut writer = csv::Writer::from_writer(out);
    let row = |cells: &[&str], writer: &mut csv::Writer<&mut dyn Write>| writer.write_record(cells).map_err(std::io::Error::from);
    row(&["id", "kind", "status", "edtf"], &mut writer)?;
    for fact in &view.record.facts {
        row(&[&fact.id, fact.kind.name(), fact.status.name(), &fact.envelope.edtf()], &mut writer)?;
    }
    writer.flush()?;
    Ok(())
}
