//! The `intake` crate; see docs/architecture.md.
