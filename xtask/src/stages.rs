//! The stages of `cargo xtask test`, cheap ones first; the first that fails ends the run. What CI runs is this and
//! nothing else.

use std::{
    process::Command,
    time::{Duration, Instant},
};

use clap::Args;

use crate::{
    ahead, bindings,
    bindings::{Build, Language},
    child,
    child::Overseer,
    scenarios::{Ground, Ran},
    setup,
    setup::{Component, Program},
    swift::Swift,
    tidy,
};

/// Everything is built in this profile, so that SQLCipher is compiled once for lints, tests, documents and the demo.
const PROFILE: &str = "--release";

/// All of it, or the rest of it.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// The stage to begin with, where an earlier run got that far
    #[arg(long)]
    from: Option<String>,
}

/// What came of one stage.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Outcome {
    Passed,
    Failed(String),
    /// Could not run here, and why. Under CI that is a failure.
    Skipped(String),
}

#[derive(Debug)]
struct Stage {
    name: &'static str,
    run: fn(&Ground) -> Outcome,
    /// The surfaces whose runs of the scenario suite are part of it.
    surfaces: &'static [&'static str],
}

const STAGES: &[Stage] = &[
    stage("fmt", fmt),
    stage("tidy", tidied),
    stage("clippy", clippy),
    stage("check without C", without_c),
    Stage { name: "test", run: tests, surfaces: &["rust", "cli"] },
    stage("api", api),
    Stage { name: "python", run: python, surfaces: &["python"] },
    Stage { name: "kotlin", run: kotlin, surfaces: &["kotlin"] },
    stage("android", droid),
    Stage { name: "swift", run: swift, surfaces: &["swift"] },
    stage("ios", iphone),
    stage("doc", doc),
];

const fn stage(name: &'static str, run: fn(&Ground) -> Outcome) -> Stage {
    Stage { name, run, surfaces: &[] }
}

/// Sets up, runs the stages, and closes with a table.
pub(crate) fn test(arguments: &Arguments) -> Result<(), String> {
    let stages = beginning_with(arguments.from.as_deref())?;
    setup::c_toolchain()?;
    let ground = Ground::prepare(stages.iter().flat_map(|stage| stage.surfaces.iter().copied()))?;
    ahead::fetch(ground.project());
    let mut table = Vec::new();
    let mut suite = Vec::new();
    let mut failure = None;
    for stage in stages {
        println!("\n── {} ──", stage.name);
        let began = Instant::now();
        let outcome = judged((stage.run)(&ground), child::overseer());
        let outcome = match outcome {
            Outcome::Passed => told(stage, &ground, &mut suite),
            other => other,
        };
        if let Outcome::Failed(why) = &outcome {
            failure = Some(format!("stage \"{}\" failed: {why}", stage.name));
        }
        table.push((stage.name, began.elapsed(), outcome));
        if failure.is_some() {
            break;
        }
    }
    print_table(&table, stages.get(table.len()..).unwrap_or_default());
    print_suite(&suite);
    failure.map_or(Ok(()), Err)
}

fn beginning_with(name: Option<&str>) -> Result<&'static [Stage], String> {
    let Some(name) = name else { return Ok(STAGES) };
    let found = STAGES.iter().position(|stage| stage.name == name);
    found.and_then(|at| STAGES.get(at..)).ok_or_else(|| {
        let names: Vec<&str> = STAGES.iter().map(|stage| stage.name).collect();
        format!("there is no stage \"{name}\"; there are: {}", names.join(", "))
    })
}

/// A stage has passed when each of its surfaces has run every scenario.
fn told(stage: &Stage, ground: &Ground, suite: &mut Vec<(&'static str, Ran)>) -> Outcome {
    for &surface in stage.surfaces {
        match ground.ran(surface) {
            Ok(ran) => suite.push((surface, ran)),
            Err(why) => return Outcome::Failed(why),
        }
    }
    Outcome::Passed
}

fn judged(outcome: Outcome, overseer: Overseer) -> Outcome {
    match (outcome, overseer) {
        (Outcome::Skipped(why), Overseer::Ci) => Outcome::Failed(why),
        (outcome, Overseer::Ci | Overseer::Person) => outcome,
    }
}

fn print_table(table: &[(&str, Duration, Outcome)], not_reached: &[Stage]) {
    println!("\n{:<18}{:>9}  outcome", "stage", "seconds");
    for (name, took, outcome) in table {
        let outcome = match outcome {
            Outcome::Passed => "passed".to_owned(),
            Outcome::Failed(_) => "FAILED".to_owned(),
            Outcome::Skipped(why) => format!("skipped: {why}"),
        };
        println!("{name:<18}{:>9.1}  {outcome}", took.as_secs_f64());
    }
    for stage in not_reached {
        println!("{:<18}{:>9}  not reached", stage.name, "-");
    }
}

fn print_suite(suite: &[(&str, Ran)]) {
    println!("\n{:<18}{:>9}  scenarios", "surface", "seconds");
    for (surface, ran) in suite {
        println!("{surface:<18}{:>9.1}  {}", ran.seconds, ran.stories);
    }
    let surfaces = STAGES.iter().flat_map(|stage| stage.surfaces);
    for surface in surfaces.filter(|surface| !suite.iter().any(|(ran, _)| ran == *surface)) {
        println!("{surface:<18}{:>9}  not run", "-");
    }
}

fn fmt(_: &Ground) -> Outcome {
    needing(Component::Rustfmt, child::cargo().args(["fmt", "--all", "--check"]))
}

fn tidied(_: &Ground) -> Outcome {
    match tidy::run() {
        Ok(()) => Outcome::Passed,
        Err(why) => Outcome::Failed(why),
    }
}

fn clippy(_: &Ground) -> Outcome {
    needing(
        Component::Clippy,
        child::cargo().args([
            "clippy",
            "--workspace",
            "--all-targets",
            PROFILE,
            "--",
            "-D",
            "warnings",
        ]),
    )
}

/// The core and the practice check where no C compiler is: the one named for this target is one that fails. It is named by
/// target, not as `CC`, because build scripts that compile nothing also watch `CC`, and would have half the tree rebuilt.
/// Build scripts themselves still link, with rustc's own linker.
fn without_c(_: &Ground) -> Outcome {
    let Some(host) = host_target() else {
        return Outcome::Failed("rustc does not say which target it builds for".to_owned());
    };
    let host = host.replace('-', "_");
    let mut check = child::cargo();
    for program in ["CC", "CXX"] {
        check.env(format!("{program}_{host}"), "no-c-compiler-here");
    }
    outcome(check.args(["check", PROFILE, "--package", "requite", "--no-default-features"]))
}

fn tests(ground: &Ground) -> Outcome {
    let mut tests = child::cargo();
    outcome(tests.envs(ground.environment()).args(["test", "--workspace", PROFILE]))
}

fn api(_: &Ground) -> Outcome {
    match crate::api::run(&crate::api::Arguments::default(), Build::Workspace) {
        Ok(()) => Outcome::Passed,
        Err(why) => Outcome::Failed(why),
    }
}

/// The bindings from Python, on the real library.
fn python(ground: &Ground) -> Outcome {
    bound(
        ground,
        Language::Python,
        &[Program::PYTHON],
        &["-m", "unittest", "discover", "-s", "tests", "-t", "."],
    )
}

/// The bindings from Kotlin, on the JVM and the real library.
fn kotlin(ground: &Ground) -> Outcome {
    let programs = [Program::JDK, Program::MAVEN];
    bound(ground, Language::Kotlin, &programs, &["--batch-mode", "--no-transfer-progress", "test"])
}

/// The Android app without an SDK, on the classes that the stage before it has compiled.
fn droid(ground: &Ground) -> Outcome {
    for program in [Program::JDK, Program::MAVEN] {
        if let Err(why) = program.or_why_not() {
            return Outcome::Skipped(why);
        }
    }
    crate::droid::tried(ground).map_or_else(Outcome::Failed, |()| Outcome::Passed)
}

/// The bindings from Swift, on the real library; without a warning. Then what its users meet.
fn swift(ground: &Ground) -> Outcome {
    let swift = match Swift::ready(ground.project()) {
        Ok(swift) => swift,
        Err(why) => return Outcome::Skipped(why),
    };
    let package = match bindings::make(Language::Swift, Build::Workspace) {
        Ok(package) => package,
        Err(why) => return Outcome::Failed(why),
    };
    let (environment, visible) = (ground.environment(), [ground.target()]);
    match outcome(&mut swift.command("test", &package, &environment, &visible)) {
        Outcome::Passed => {
            crate::swift::tried(&swift, ground).map_or_else(Outcome::Failed, |()| Outcome::Passed)
        }
        other => other,
    }
}

/// The iOS app without a Mac, on what the stage before it has made.
fn iphone(ground: &Ground) -> Outcome {
    match Swift::ready(ground.project()) {
        Ok(swift) => {
            crate::iphone::tried(&swift, ground).map_or_else(Outcome::Failed, |()| Outcome::Passed)
        }
        Err(why) => Outcome::Skipped(why),
    }
}

/// Makes the library and the generated code of a language, then runs the package's own tests on them, the scenarios among them,
/// with the last of these programs.
fn bound(ground: &Ground, language: Language, programs: &[Program], arguments: &[&str]) -> Outcome {
    for program in programs {
        if let Err(why) = program.or_why_not() {
            return Outcome::Skipped(why);
        }
    }
    let runner = programs.last().map_or("", |program| program.name());
    let package = match bindings::make(language, Build::Workspace) {
        Ok(package) => package,
        Err(why) => return Outcome::Failed(why),
    };
    let mut tests = child::command(runner);
    outcome(tests.envs(ground.environment()).current_dir(package).args(arguments))
}

fn doc(_: &Ground) -> Outcome {
    let mut doc = child::cargo();
    doc.env("RUSTDOCFLAGS", "-D warnings");
    outcome(doc.args(["doc", "--no-deps", "--workspace", PROFILE]))
}

fn needing(component: Component, command: &mut Command) -> Outcome {
    if component.is_there() {
        return outcome(command);
    }
    let name = component.name();
    Outcome::Skipped(format!("{name} is not installed; `rustup component add {name}` installs it"))
}

fn outcome(command: &mut Command) -> Outcome {
    match command.status() {
        Ok(status) if status.success() => Outcome::Passed,
        Ok(status) => Outcome::Failed(format!("its command ended with {status}")),
        Err(error) => Outcome::Failed(format!("its command did not start: {error}")),
    }
}

fn host_target() -> Option<String> {
    let version = child::command("rustc").arg("-vV").output().ok()?;
    let version = String::from_utf8(version.stdout).ok()?;
    version.lines().find_map(|line| line.strip_prefix("host: ")).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_that_fails_fails_its_stage() {
        assert_eq!(outcome(child::command("rustc").arg("--version")), Outcome::Passed);
        assert!(matches!(
            outcome(child::command("rustc").arg("--no-such-flag")),
            Outcome::Failed(_)
        ));
        assert!(matches!(outcome(&mut child::command("no such program")), Outcome::Failed(_)));
    }

    #[test]
    fn what_is_skipped_at_a_desk_fails_in_ci() {
        let skipped = || Outcome::Skipped("clippy is not installed".to_owned());
        assert_eq!(judged(skipped(), Overseer::Person), skipped());
        assert!(matches!(judged(skipped(), Overseer::Ci), Outcome::Failed(_)));
    }

    #[test]
    fn a_run_goes_on_from_a_stage_that_there_is() {
        assert_eq!(beginning_with(None).map(<[Stage]>::len), Ok(STAGES.len()));
        assert!(beginning_with(Some("doc")).is_ok_and(|rest| rest.len() == 1));
        assert!(beginning_with(Some("dog")).is_err_and(|why| why.contains("kotlin")));
    }

    #[test]
    fn the_target_is_known() {
        assert!(host_target().is_some_and(|host| host.contains('-')));
    }
}
