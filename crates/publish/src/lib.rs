//! What leaves the record: annotations, exports, the brief. Serialised forms are defined here, at the edge.

pub mod annotation;
pub mod brief;
pub mod export;
pub mod index;
mod keys;
pub mod record_lines;
pub mod told;
pub mod wording;
