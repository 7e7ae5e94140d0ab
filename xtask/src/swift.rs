//! Swift, where it is: the system's own, or that of a small Debian which `bindings/swift/scripts/debian-swift.sh` makes. Nothing
//! here knows what is built with it.

mod users;

use std::{
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::OnceLock,
};

use crate::{child, child::Overseer};

pub(crate) use users::tried;

/// The script that brings Swift to a Debian without it, from the project's root.
const SCRIPT: &str = "bindings/swift/scripts/debian-swift.sh";

/// Asked once in a run: whoever comes while it is being made waits for it.
static READY: OnceLock<Result<Swift, String>> = OnceLock::new();

/// A Swift that answers.
#[derive(Debug, Clone)]
pub(crate) struct Swift {
    project: PathBuf,
    place: Place,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// On this system's path.
    Here,
    /// In a Debian of its own, with what the command needs to see made visible there.
    Debian,
}

impl Swift {
    /// The Swift of this machine. Where there is none, an automatic build has one made; a person is told how.
    pub(crate) fn ready(project: &Path) -> Result<Self, String> {
        READY.get_or_init(|| Self::made_ready(project)).clone()
    }

    fn made_ready(project: &Path) -> Result<Self, String> {
        let it = |place| Self { project: project.to_owned(), place };
        let version = child::command("swift").arg("--version").output();
        if version.is_ok_and(|told| told.status.success()) {
            return Ok(it(Place::Here));
        }
        let script = project.join(SCRIPT);
        if quiet(child::command(&script).arg("ready")) {
            return Ok(it(Place::Debian));
        }
        if child::overseer() == Overseer::Person {
            return Err(format!("Swift 6 is not here; on Debian, as root: {SCRIPT} setup"));
        }
        let made = child::command(&script).arg("setup").status();
        if made.is_ok_and(|status| status.success()) {
            return Ok(it(Place::Debian));
        }
        Err(format!("{SCRIPT} setup did not bring Swift here"))
    }

    /// `swift build`, `test` or `run` for a package of the project, with this environment. `visible` are folders outside the
    /// project that it needs. A warning is an error.
    pub(crate) fn command(
        &self,
        verb: &str,
        package: &Path,
        environment: &[(&str, &Path)],
        visible: &[&Path],
    ) -> Command {
        let mut command = self.called(environment, visible);
        command.arg(verb).arg("--package-path").arg(package);
        // One place for all packages, so that the generated code is compiled once.
        command.arg("--scratch-path").arg(self.project.join("bindings/swift/.build"));
        command.args(["-Xswiftc", "-warnings-as-errors"]);
        if self.place == Place::Debian {
            // The linker that Debian's Swift takes by itself is slow, and does not find what Observation leaves open.
            command.args(["-Xswiftc", "-use-ld=lld"]);
        }
        command
    }

    /// `swift` with these arguments and nothing besides: a check of sources, which builds nothing.
    pub(crate) fn plain(&self, arguments: &[&str], visible: &[&Path]) -> Command {
        let mut command = self.called(&[], visible);
        command.args(arguments);
        command
    }

    fn called(&self, environment: &[(&str, &Path)], visible: &[&Path]) -> Command {
        if self.place == Place::Here {
            let mut command = child::command("swift");
            command.envs(environment.iter().copied());
            return command;
        }
        let mut command = child::command(self.project.join(SCRIPT));
        command.arg("run").arg(&self.project).args(visible).args(["--", "env"]);
        for (name, value) in environment {
            command.arg(format!("{name}={}", value.display()));
        }
        command.arg("swift");
        command
    }
}

fn quiet(command: &mut Command) -> bool {
    let status = command.stdout(Stdio::null()).stderr(Stdio::null()).status();
    status.is_ok_and(|status| status.success())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(command: &Command) -> Vec<String> {
        command.get_args().map(|word| word.to_string_lossy().into_owned()).collect()
    }

    fn of(place: Place) -> Command {
        let swift = Swift { project: PathBuf::from("/p"), place };
        let environment = [("REQUITE_PROGRAM", Path::new("/t/requite"))];
        swift.command("test", Path::new("/p/a"), &environment, &[Path::new("/t")])
    }

    #[test]
    fn in_a_debian_of_its_own_the_project_and_what_else_is_needed_are_visible() {
        let told = words(&of(Place::Debian)).join(" ");
        let expected =
            "run /p /t -- env REQUITE_PROGRAM=/t/requite swift test --package-path /p/a ";
        assert!(told.starts_with(expected), "{told}");
        assert!(told.ends_with("-use-ld=lld"), "{told}");
    }

    #[test]
    fn on_the_path_it_is_called_as_it_is() {
        let command = of(Place::Here);
        assert_eq!(command.get_program(), "swift");
        assert!(words(&command).join(" ").starts_with("test --package-path /p/a "));
        assert!(command.get_envs().any(|(name, _)| name == "REQUITE_PROGRAM"));
    }
}
