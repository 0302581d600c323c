//! Text of PDF files (ISO 32000).

use crate::{Options, ProblemKind};
use model::Report;

/// Reads the text of a PDF file; scans without text are a problem.
pub(crate) fn document(_bytes: &[u8], _id: String, _options: &Options) -> Result<Report, ProblemKind> {
    Err(ProblemKind::Binary { what: "a PDF file" })
}
