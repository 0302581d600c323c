//! The server from outside: a dossier of made-up reports, a free port, and what comes over the wire.

mod api;
mod attacks;
mod browser;
mod devtools;
mod directions;
mod house;
mod live;
mod pages;
mod views;
mod writing;
