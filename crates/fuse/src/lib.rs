//! The `fuse` crate; see docs/architecture.md.
