//! The commands that run the engine itself. `cargo xtask` is built without it, so that `test` need not compile it twice, once for
//! this program alone and once with the workspace; whoever asks for one of these is handed on to a build that has it.

/// Shown below the list of commands, which lacks them in a build without the engine.
pub(crate) const HELP: &str = "\
    With the engine, which is compiled for them: bench, crash, guard, rates, sim (`cargo xtask sim --help`)";

#[cfg(any(test, not(feature = "engine")))]
const COMMANDS: &[&str] = &["bench", "bench-part", "crash", "guard", "rates", "sim"];

#[cfg(not(feature = "engine"))]
pub(crate) use handed_on::run;

#[cfg(not(feature = "engine"))]
mod handed_on {
    use std::{ffi::OsString, process::ExitCode};

    use crate::child;

    pub(crate) fn run(arguments: &[OsString]) -> ExitCode {
        let is_known = |name: &OsString| super::COMMANDS.iter().any(|command| name == command);
        if !arguments.first().is_some_and(is_known) {
            eprintln!("xtask: there is no such command; `cargo xtask --help` lists them");
            return ExitCode::from(2);
        }
        let mut again = child::cargo();
        again.args(["run", "--quiet", "--release", "--package", "xtask", "--"]).args(arguments);
        let ended = again.status().ok().and_then(|status| status.code());
        ended.and_then(|code| u8::try_from(code).ok()).map_or(ExitCode::FAILURE, ExitCode::from)
    }
}

#[cfg(all(test, feature = "engine"))]
mod tests {
    use clap::CommandFactory;

    use super::{COMMANDS, HELP};

    #[test]
    fn every_command_that_needs_the_engine_is_named_below_the_list() {
        let commands = crate::Arguments::command();
        for name in COMMANDS {
            let command = commands.find_subcommand(name);
            assert!(command.is_some_and(|it| it.is_hide_set() || HELP.contains(name)), "{name}");
        }
    }
}
