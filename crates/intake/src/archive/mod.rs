//! Archives of many pages: WARC, plain or gzip.

mod members;
pub(crate) mod warc;

pub(crate) use members::Members;
pub(crate) use warc::Archive;
