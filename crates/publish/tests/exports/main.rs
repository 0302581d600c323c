//! Every form of the record, read back by a parser that is not ours.

mod bibliographies;
mod calendars;
mod feeds;
mod filters;
mod graphs;
mod house;
mod property;
mod rows;
mod webs;
