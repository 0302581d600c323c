//! The `read` crate; see docs/architecture.md.
