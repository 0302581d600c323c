//! Reader of statements.

use crate::Document;

/// Finds the statements of the document and stores them in it.
pub fn find(_document: &mut Document) {}
