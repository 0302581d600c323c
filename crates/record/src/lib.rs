//! The `record` crate; see docs/architecture.md.
