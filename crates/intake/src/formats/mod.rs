//! Files of one kind each: what they hold, as reports.

pub(crate) mod feed;
pub(crate) mod json;
pub(crate) mod mail;
pub(crate) mod office;
pub(crate) mod opml;
pub(crate) mod page;
pub(crate) mod pdf;
pub(crate) mod table;
