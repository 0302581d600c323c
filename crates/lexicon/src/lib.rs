//! The `lexicon` crate; see docs/architecture.md.
