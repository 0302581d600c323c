//! The pages that people look at and the HTTP API, over one dossier: `rapporteur serve`.
//!
//! [`serve`] binds an address (loopback unless told otherwise), prints nothing itself and returns when told to stop. Pages are plain HTML
//! that works without JavaScript; `assets/script.js` only makes it quicker. Nothing is fetched from outside, everything is escaped (maud
//! escapes by type), and a strict Content-Security-Policy stands behind that. Writing needs a token that only our own pages and the
//! terminal know.
// Templates move a place on between two pieces of markup: a `@let` is their only statement.
#![allow(clippy::let_unit_value)]

mod api;
mod guard;
mod house;
mod pages;
mod progress;
mod query;
mod server;
mod snapshot;
mod terms;
mod view;
mod whole;

pub use house::Options;
pub use server::{Error, Running, serve};
