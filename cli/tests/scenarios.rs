//! The scenario suite of `bindings/scenarios`: the same stories by command line, in processes, and through the bindings' own
//! library. Kotlin, Swift and Python run the same files with runners of their own.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that fails says so by panicking, and reads best in one line"
)]

#[path = "scenarios/by_command.rs"]
mod by_command;
#[path = "scenarios/by_library/mod.rs"]
mod by_library;
mod home;
#[path = "scenarios/matching.rs"]
mod matching;
#[path = "scenarios/story.rs"]
mod story;

use by_command::Program;
use by_library::Library;
use story::{Surface, files, run, run_all, scenarios};

#[test]
fn every_story_holds_by_command_line() {
    run_all("cli", || Box::new(Program::default()));
}

#[test]
fn every_story_holds_in_rust() {
    run_all("rust", || Box::new(Library::default()));
}

#[test]
fn what_is_broken_is_noticed() {
    let surfaces: [fn() -> Box<dyn Surface>; 2] =
        [|| Box::new(Program::default()), || Box::new(Library::default())];
    for file in files(&scenarios().join("broken")) {
        for fresh in surfaces {
            assert!(run(&file, &mut *fresh()).is_err(), "{} was not noticed", file.display());
        }
    }
}
