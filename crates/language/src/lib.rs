//! The `language` crate; see docs/architecture.md.
