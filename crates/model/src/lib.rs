//! What a record is made of. Plain data: no input or output, no clock, no policy.
//!
//! Offsets in these types are bytes into the report's text ([`Span`]); the exchange formats count code points ([`CodePoints`]).
#![warn(missing_docs)]

mod span;
mod syntax;

pub use span::{CodePoints, Span};
pub use syntax::{Sentence, Token, Upos};
