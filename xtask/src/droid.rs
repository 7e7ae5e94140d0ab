//! The Android app, as far as it can be tried without an SDK: its modules are compiled on the JVM, its view models meet the real
//! engine and a real relay, and its screens are drawn and compared with the pictures that somebody has looked at.

use std::path::Path;

use crate::{
    bindings::{self, Build, Language},
    child,
    scenarios::Ground,
    setup::Program,
};

/// Where the stage of Kotlin leaves the engine, from the project's root: its classes, and the library beside them.
const ENGINE: &str = "bindings/kotlin/target/classes/app/requite/engine";

/// Tries all of it.
pub(crate) fn tried(ground: &Ground) -> Result<(), String> {
    if !ground.project().join(ENGINE).is_dir() {
        let package = bindings::make(Language::Kotlin, Build::Library)?;
        maven(ground, &package, "compile", "the engine does not compile in Kotlin")?;
    }
    let modules = ground.project().join("android");
    maven(ground, &modules, "test", "the Android app's tests do not hold")
}

fn maven(ground: &Ground, folder: &Path, goal: &str, failed: &str) -> Result<(), String> {
    let mut maven = child::command(Program::MAVEN.name());
    maven.args(["--batch-mode", "--no-transfer-progress", goal]).current_dir(folder);
    let ended = maven.envs(ground.environment()).status();
    if ended.is_ok_and(|status| status.success()) { Ok(()) } else { Err(failed.to_owned()) }
}
