//! `requite`: every intent and question from a terminal. The first shell: it shows, asks and exits; whatever decides lives in the
//! crates below.

mod args;
mod ask;
mod commands;
mod config;
mod demo;
mod editor;
mod failure;
mod home;
mod input;
mod keyring;
mod output;
mod passphrase;
mod quick;

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    let wants_json = std::env::args_os().any(|arg| arg == "--json");
    let given = quick::expanded(std::env::args_os().collect(), &args::is_command);
    let arguments = match args::Arguments::try_parse_from(given) {
        Ok(arguments) => arguments,
        Err(error) => return failure::usage(&error, wants_json),
    };
    quiet_panics();
    start_log();
    let out = output::Output::new(&arguments.general);
    let outcome = commands::run(arguments, &out);
    match outcome {
        Ok(code) => code,
        Err(failure) => failure.report(&out),
    }
}

/// A panic says where, never what: its text may quote what was written. Those that the engine contains say no more than that.
fn quiet_panics() {
    std::panic::set_hook(Box::new(|panic| {
        if let Some(place) = panic.location() {
            tracing::error!(file = place.file(), line = place.line(), "a mistake of ours");
        }
    }));
}

/// Logs go to standard error, and only where `REQUITE_LOG` asks for them.
fn start_log() {
    let filter = tracing_subscriber::EnvFilter::try_from_env("REQUITE_LOG");
    if let Ok(filter) = filter {
        tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
    }
}
