//! The command line as a user meets it: the program is started, its output and exit code are looked at.

mod bad_input;
mod everyday;
mod exports;
mod house;
mod kept;
mod kills;
mod watched;
