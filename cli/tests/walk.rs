//! The walk through the practice, as `docs/walk` tells it, from an empty home to its end.

#![allow(clippy::unwrap_used, reason = "a test that fails says so by panicking")]

mod home;

use std::{
    path::Path,
    process::{Command, Stdio},
};

const WALK: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/walk");

/// The parts of the walk in order: the name of each and what it says.
fn parts() -> Vec<(String, String)> {
    let files = std::fs::read_dir(WALK).unwrap().map(|file| file.unwrap().path());
    let mut scripts: Vec<_> = files.filter(|p| p.extension().is_some_and(|e| e == "sh")).collect();
    scripts.sort();
    let read = |path: &std::path::PathBuf| {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        (name, std::fs::read_to_string(path).unwrap())
    };
    scripts.iter().map(read).collect()
}

#[test]
fn every_row_can_be_lived_through() {
    let folder = tempfile::tempdir().unwrap();
    let bin = Path::new(home::PROGRAM).parent().unwrap();
    let path = format!("{}:{}", bin.display(), std::env::var("PATH").unwrap());
    // One shell for all parts, since later ones use what earlier ones found.
    let mut script = r#"id() { sed -n 's/.*"id":"\([0-9a-f]*\)".*/\1/p'; }"#.to_owned();
    for (name, text) in parts() {
        script.extend(["\necho '== ", &name, "' >&2\n", &text]);
    }
    let mut shell = Command::new("sh");
    shell.args(["-eu", "-c", &script]).env("PATH", path).current_dir(folder.path());
    shell.env("REQUITE_HOME", folder.path().join("home"));
    shell.env("REQUITE_PASSPHRASE", "only for this walk").env("TZ", "Europe/London");
    let walked = shell.stdin(Stdio::null()).output().unwrap();
    let said = String::from_utf8_lossy(&walked.stderr).into_owned();
    assert!(walked.status.success(), "{said}");
}

#[test]
fn every_command_says_why_it_is_typed() {
    for (name, text) in parts() {
        let mut explained = false;
        for line in text.lines() {
            match line.trim() {
                "" => explained = false,
                line if line.starts_with('#') => explained = true,
                _ => assert!(explained, "{name}: {line}"),
            }
        }
    }
}
