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
mod bench;
mod bindings;
mod child;
mod crash;
mod droid;
mod guard;
mod ios;
mod iphone;
mod library_size;
mod mobile;
mod planted;
mod rates;
mod relay;
mod scenarios;
mod setup;
mod shipped;
mod sim;
mod stages;
mod swift;
mod tidy;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// The commands of the house.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
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
    Bench(bench::Arguments),
    /// A part of a measurement, in a process of its own.
    #[command(hide = true)]
    BenchPart {
        /// Its name, its folder, and what it needs besides
        args: Vec<String>,
    },
    /// Simulates whole worlds of devices and a relay, each from one seed
    Sim(sim::Arguments),
    /// Kills real processes at any moment, and looks for what they had acknowledged
    Crash(crash::Arguments),
    /// Plants bugs in a copy of the tree: the simulator, or a test, has to catch each
    Planted(planted::Arguments),
    /// Simulates how often the honest numbers are wrong, against the table of design/practice.md
    Rates(rates::Arguments),
    /// Checks what no compiler checks: arrows between rooms, owners of dependencies, purity, sources, links.
    Tidy,
    /// Shows a file of changes to the guard and says in one line of JSON whether it would be let in, or throws mutations at it.
    Guard(guard::Arguments),
}

fn main() -> ExitCode {
    let done = match Arguments::parse().command {
        Command::Bindings(arguments) => bindings::run(&arguments),
        Command::Android => android::run(),
        Command::Ios => ios::run(),
        Command::CheckMobile => mobile::check(),
        Command::Api(arguments) => api::run(&arguments, bindings::Build::Library),
        Command::LibrarySize => library_size::run(),
        Command::Bench(arguments) => bench::run(&arguments),
        Command::BenchPart { args } => bench::part(&args),
        Command::Test(arguments) => stages::test(&arguments),
        Command::Sim(arguments) => sim::run(&arguments),
        Command::Crash(arguments) => crash::run(&arguments),
        Command::Planted(arguments) => planted::run(&arguments),
        Command::Rates(arguments) => rates::run(&arguments),
        Command::Tidy => tidy::run(),
        Command::Guard(arguments) => return guard::run(&arguments),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(trouble) => {
            eprintln!("xtask: {trouble}");
            ExitCode::FAILURE
        }
    }
}
