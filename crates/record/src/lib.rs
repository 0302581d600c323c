//! The dossier, and the way of the data through the stages.

mod annotate;

pub use annotate::read_report;
