//! Reader of names.

use crate::Document;

/// Finds the names of the document and stores them in it.
pub fn find(_document: &mut Document) {}
