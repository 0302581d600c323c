//! The command line, thin: each subcommand is a file under `commands/`.

mod commands;

use clap::{Parser, Subcommand};

/// Reads the news about a negotiation and keeps its record.
#[derive(Parser)]
#[command(version, about)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Annotate(commands::annotate::Annotate),
}

fn main() -> anyhow::Result<()> {
    match Arguments::parse().command {
        Command::Annotate(annotate) => annotate.run(),
    }
}
