//! The `publish` crate; see docs/architecture.md.
