//! One file per subcommand.

pub mod annotate;
