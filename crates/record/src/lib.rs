//! The dossier, and the way of the data through the stages.
//!
//! [`read_report`] is the pure way from a report to its reading; [`Dossier`] keeps reports, readings, the record fused from them and a
//! person's rulings in one file, and answers the questions of front ends as plain structs: no SQL above this crate.

mod annotate;
pub mod changes;
mod dossier;
mod error;
pub mod overlay;

pub use annotate::{article_text, chains, read_report};
pub use dossier::*;
pub use error::{Error, Result};
