//! `cuttings` on the command line: arguments → files → documents → print.
//!
//! Exit status: 0 where all went well, 1 where an input could not be read
//! (each is one line on standard error; all the others are still written),
//! 2 for wrong usage. A search has the statuses of grep: 0 where something is
//! found, 1 where nothing is, 2 where an input could not be read.

mod args;
mod bundle;
mod collection;
mod extract;
mod hosted;
mod inputs;
mod outcomes;
mod pack;
mod parts;
mod search;
mod shell;

use std::io;
use std::process::ExitCode;

use clap::Parser;

use args::{Cli, Command};

fn main() -> ExitCode {
    let all_read = |n_failed| if n_failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE };
    let (outcome, on_error) = match Cli::parse().command {
        Command::Extract(args) => (extract::run(&args).map(all_read), ExitCode::FAILURE),
        Command::Pack(args) => (pack::run(&args).map(all_read), ExitCode::FAILURE),
        Command::Bundle(args) => (bundle::run(&args).map(all_read), ExitCode::FAILURE),
        Command::Shell(args) => (shell::run(&args).map(|()| ExitCode::SUCCESS), ExitCode::FAILURE),
        Command::Search(args) => (search::run(&args).map(search::Outcome::status), ExitCode::from(2)),
    };
    outcome.unwrap_or_else(|error| {
        if is_closed_pipe(&error) {
            return ExitCode::SUCCESS;
        }
        eprintln!("cuttings: {error:#}");
        on_error
    })
}

/// Whether the reader of our output has gone, as `head` does: no error of ours.
fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        let io = cause.downcast_ref::<io::Error>().map(io::Error::kind);
        let json = cause.downcast_ref::<serde_json::Error>().and_then(serde_json::Error::io_error_kind);
        [io, json].contains(&Some(io::ErrorKind::BrokenPipe))
    })
}
