//! What a record is made of. Plain data: no input or output, no clock, no policy.
//!
//! - [`Report`] and [`Article`]: what comes in, and its lines marked by kind.
//! - [`Sentence`] and [`Token`]: Universal Dependencies.
//! - [`Reading`]: what one report says: [`Mention`], [`TimeExpression`], [`Statement`], [`Claim`].
//! - [`Record`]: what many reports give together: [`Actor`], [`Utterance`], [`Fact`], [`Move`], [`Conflict`], [`Derivation`], [`Process`].
//! - the closed vocabularies: [`ClaimKind`], [`Status`], [`AnswerKind`], [`Stage`], [`BlockKind`], [`Plover`], …
//!
//! Offsets in these types are bytes into the report's text ([`Span`]); the exchange formats count code points ([`CodePoints`]).

mod fact;
mod fields;
mod given_date;
mod reading;
mod report;
mod span;
mod syntax;
mod time;
mod vocabulary;

pub use fact::*;
pub use fields::{FieldKey, FieldValue, Fields};
pub use reading::*;
pub use report::*;
pub use span::{CodePoints, Span};
pub use syntax::{Sentence, Token, Upos};
pub use time::*;
pub use vocabulary::*;
