//! Reader of times.

use crate::Document;

/// Finds the times of the document and stores them in it.
pub fn find(_document: &mut Document) {}
