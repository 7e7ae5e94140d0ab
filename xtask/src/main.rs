//! The project's own commands: `test` runs everything that CI runs, `tidy` guards the walls between the rooms, `guard`
//! tries what the door for foreign changes lets in, `bench` measures.
//! Nothing that is shipped lives here, and no network is used but cargo's own.

#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a command of the house speaks to a terminal"
)]

mod ahead;
mod android;
mod api;
#[cfg(feature = "engine")]
mod bench;
mod bindings;
mod child;
#[cfg(feature = "engine")]
mod crash;
mod droid;
#[cfg(feature = "engine")]
mod guard;
mod heavy;
mod ios;
mod iphone;
mod library_size;
mod mobile;
mod planted;
#[cfg(feature = "engine")]
mod rates;
mod relay;
mod scenarios;
mod setup;
mod shipped;
#[cfg(feature = "engine")]
mod sim;
mod stages;
mod swift;
mod tidy;

#[cfg(not(feature = "engine"))]
use std::ffi::OsString;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// The commands of the house.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", after_help = heavy::HELP)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Sets up what is missing, then runs every check and every test, cheap ones first.
    Test(stages::Arguments),
    /// Makes the library and its bindings for a language: generated code is never committed.
    Bindings(bindings::Arguments),
    /// Type-checks the core and the bindings for Android and iOS, without their C code.
    CheckMobile,
    /// Compares what the bindings offer with the committed text of it, or writes that text.
    Api(api::Arguments),
    /// Builds the library as a phone gets it, and says how large it is.
    LibrarySize,
    /// Makes the library for Android's processors, where Gradle looks for it, by cargo-ndk.
    Android,
    /// Makes the library for Apple's platforms, as an `XCFramework` beside the generated Swift.
    Ios,
    /// Measures the jobs of design/bars.md, each against its goal and against a floor of the same run.
    #[cfg(feature = "engine")]
    Bench(bench::Arguments),
    /// A part of a measurement, in a process of its own.
    #[cfg(feature = "engine")]
    #[command(hide = true)]
    BenchPart {
        /// Its name, its folder, and what it needs besides
        args: Vec<String>,
    },
    /// Simulates whole worlds of devices and a relay, each from one seed
    #[cfg(feature = "engine")]
    Sim(sim::Arguments),
    /// Kills real processes at any moment, and looks for what they had acknowledged
    #[cfg(feature = "engine")]
    Crash(crash::Arguments),
    /// Plants bugs in a copy of the tree: the simulator, or a test, has to catch each
    Planted(planted::Arguments),
    /// Simulates how often the honest numbers are wrong, against the table of design/practice.md
    #[cfg(feature = "engine")]
    Rates(rates::Arguments),
    /// Checks what no compiler checks: arrows between rooms, owners of dependencies, purity, sources, links.
    Tidy,
    /// Shows a file of changes to the guard and says in one line of JSON whether it would be let in, or throws mutations at it.
    #[cfg(feature = "engine")]
    Guard(guard::Arguments),
    /// One of those that run the engine: this program is built with it, and does it.
    #[cfg(not(feature = "engine"))]
    #[command(external_subcommand)]
    Heavy(Vec<OsString>),
}

fn main() -> ExitCode {
    let done = match Arguments::parse().command {
        Command::Bindings(arguments) => bindings::run(&arguments),
        Command::Android => android::run(),
        Command::Ios => ios::run(),
        Command::CheckMobile => mobile::check(),
        Command::Api(arguments) => api::run(&arguments, bindings::Build::Library),
        Command::LibrarySize => library_size::run(),
        #[cfg(feature = "engine")]
        Command::Bench(arguments) => bench::run(&arguments),
        #[cfg(feature = "engine")]
        Command::BenchPart { args } => bench::part(&args),
        Command::Test(arguments) => stages::test(&arguments),
        #[cfg(feature = "engine")]
        Command::Sim(arguments) => sim::run(&arguments),
        #[cfg(feature = "engine")]
        Command::Crash(arguments) => crash::run(&arguments),
        Command::Planted(arguments) => planted::run(&arguments),
        #[cfg(feature = "engine")]
        Command::Rates(arguments) => rates::run(&arguments),
        Command::Tidy => tidy::run(),
        #[cfg(feature = "engine")]
        Command::Guard(arguments) => return guard::run(&arguments),
        #[cfg(not(feature = "engine"))]
        Command::Heavy(arguments) => return heavy::run(&arguments),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(trouble) => {
            eprintln!("xtask: {trouble}");
            ExitCode::FAILURE
        }
    }
}
