//! The server from outside: a dossier of made-up reports, a free port, and what comes over the wire.

mod api;
mod browser;
mod devtools;
mod house;
mod pages;
mod writing;
