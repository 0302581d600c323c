//! The `article` crate; see docs/architecture.md.
