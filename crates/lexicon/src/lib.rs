//! The `lexicon` crate; see docs/architecture.md.
pub mod doing;
