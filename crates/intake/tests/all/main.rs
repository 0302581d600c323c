//! Each way in and each fault, through the public interface.

mod common;
mod formats;
mod pdf;
mod reading;
mod watch;
