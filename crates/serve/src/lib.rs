//! The `serve` crate; see docs/architecture.md.
