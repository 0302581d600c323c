//! The command line, thin: each subcommand is a file under `commands/` and only asks the library and prints.

mod commands;
mod output;
mod surroundings;
mod table;

use clap::{Parser, Subcommand};
use commands::Outcome;
use output::Output;
use std::process::ExitCode;

/// Reads the news about a negotiation and keeps its record: who proposed what to whom, who answered how, what is due, who said what, and
/// which sentences say so.
#[derive(Parser)]
#[command(
    name = "rapporteur",
    version,
    about,
    propagate_version = true,
    max_term_width = 110,
    after_help = "Begin with:\n  rapporteur demo\n  rapporteur read talks.rapporteur reports/\n  rapporteur brief talks.rapporteur\n  rapporteur serve talks.rapporteur\n\n\
                  Exit codes: 0 done; 1 done, but something could not be read; 2 wrong use, or it cannot go on."
)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Read(commands::read::Read),
    Watch(commands::watch::Watch),
    Sources(commands::sources::Sources),
    Brief(commands::brief::Brief),
    Serve(commands::serve::Serve),
    Show(commands::show::Show),
    Moves(commands::moves::Moves),
    Timeline(commands::timeline::Timeline),
    Actors(commands::actors::Actors),
    Statements(commands::statements::Statements),
    Conflicts(commands::conflicts::Conflicts),
    Reports(commands::reports::Reports),
    Search(commands::search::Search),
    Changes(commands::changes::ChangesSince),
    Rule(commands::rule::Rule),
    Review(commands::review::ReviewRulings),
    History(commands::history::History),
    Export(commands::export::Export),
    Annotate(commands::annotate::Annotate),
    Schema(commands::schema::Schema),
    Check(commands::check::Check),
    Backup(commands::backup::Backup),
    Compact(commands::compact::Compact),
    Demo(commands::demo::Demo),
    Bench(commands::bench::Bench),
    Completions(commands::completions::Completions),
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let mut out = Output::new();
    let outcome = run(arguments.command, &mut out).and_then(|outcome| {
        out.flush()?;
        Ok(outcome)
    });
    match outcome {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::Partly) => ExitCode::from(1),
        // Whoever reads our output has seen enough.
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("rapporteur: {}", text_of(&error));
            ExitCode::from(2)
        }
    }
}

fn run(command: Command, out: &mut Output) -> anyhow::Result<Outcome> {
    match command {
        Command::Read(command) => command.run(out),
        Command::Watch(command) => command.run(out),
        Command::Sources(command) => command.run(out),
        Command::Brief(command) => command.run(out),
        Command::Serve(command) => command.run(out),
        Command::Show(command) => command.run(out),
        Command::Moves(command) => command.run(out),
        Command::Timeline(command) => command.run(out),
        Command::Actors(command) => command.run(out),
        Command::Statements(command) => command.run(out),
        Command::Conflicts(command) => command.run(out),
        Command::Reports(command) => command.run(out),
        Command::Search(command) => command.run(out),
        Command::Changes(command) => command.run(out),
        Command::Rule(command) => command.run(out),
        Command::Review(command) => command.run(out),
        Command::History(command) => command.run(out),
        Command::Export(command) => command.run(out),
        Command::Annotate(command) => command.run(out),
        Command::Schema(command) => command.run(out),
        Command::Check(command) => command.run(out),
        Command::Backup(command) => command.run(out),
        Command::Compact(command) => command.run(out),
        Command::Demo(command) => command.run(out),
        Command::Bench(command) => command.run(out),
        Command::Completions(command) => command.run(out),
    }
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().filter_map(|cause| cause.downcast_ref::<std::io::Error>()).any(|error| error.kind() == std::io::ErrorKind::BrokenPipe)
}

/// The error with its causes on one line, none said twice.
fn text_of(error: &anyhow::Error) -> String {
    let mut text = error.to_string();
    for cause in error.chain().skip(1).map(|cause| cause.to_string()) {
        if !text.contains(&cause) {
            text.push_str(": ");
            text.push_str(&cause);
        }
    }
    text
}
