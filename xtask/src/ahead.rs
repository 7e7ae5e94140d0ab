//! What the later stages need from far away, fetched while the first ones compile: Swift's own Debian, the packages of Maven.
//! Nothing here is waited for, and nothing fails here: a stage that finds something missing says so itself.

use std::{path::Path, process::Stdio, thread};

use crate::{child, child::Overseer, setup::Program, swift::Swift};

/// Folders with a build of Maven's, from the project's root.
const MAVEN: &[&str] = &["bindings/kotlin", "android"];

/// Begins to fetch. Only where nobody sits in front of it: at a desk a stage asks, or says what is missing.
pub(crate) fn fetch(project: &Path) {
    if child::overseer() == Overseer::Person {
        return;
    }
    let project = project.to_owned();
    // One after the other: both install packages of the system, which takes a lock.
    thread::spawn(move || {
        let jvm = [Program::JDK, Program::MAVEN];
        if jvm.iter().all(|program| program.or_why_not().is_ok()) {
            for folder in MAVEN {
                fetch_packages(&project.join(folder));
            }
        }
        Swift::ready(&project)
    });
}

/// Everything that a build of Maven's will ask for.
fn fetch_packages(folder: &Path) {
    let mut maven = child::command(Program::MAVEN.name());
    maven.args(["--batch-mode", "--quiet", "--no-transfer-progress", "dependency:go-offline"]);
    maven.current_dir(folder).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    // What could not be fetched is asked for again by the stage.
    let _fetched = maven.status();
}
