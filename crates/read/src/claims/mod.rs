//! Reader of claims.

use crate::Document;

/// Finds the claims of the document and stores them in it.
pub fn find(_document: &mut Document) {}
