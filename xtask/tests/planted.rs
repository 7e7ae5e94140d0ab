//! Tidy on a copy of this very house, with one thing planted at a time: what an outsider would do to see whether the walls
//! hold. Nothing is built; the workspace itself is never touched.

#![expect(
    clippy::unwrap_used,
    reason = "the whole file is a test; clippy excuses only functions marked as one"
)]

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

use tempfile::TempDir;

/// A copy of the workspace, without what is built.
struct House {
    folder: TempDir,
}

impl House {
    fn copy() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
        copy(root, folder.path());
        Self { folder }
    }

    fn path(&self, file: &str) -> PathBuf {
        self.folder.path().join(file)
    }

    fn append(&self, file: &str, text: &str) {
        let before = fs::read_to_string(self.path(file)).unwrap();
        fs::write(self.path(file), before + text).unwrap();
    }

    /// Adds a line right below the first one that reads so.
    fn add_below(&self, file: &str, heading: &str, text: &str) {
        let before = fs::read_to_string(self.path(file)).unwrap();
        let (head, tail) = before.split_once(&format!("{heading}\n")).unwrap();
        fs::write(self.path(file), format!("{head}{heading}\n{text}\n{tail}")).unwrap();
    }

    fn tidy(&self) -> Output {
        Command::new(env!("CARGO_BIN_EXE_xtask"))
            .arg("tidy")
            .current_dir(self.folder.path())
            .output()
            .unwrap()
    }

    /// What tidy says about one rule in one file.
    fn findings(&self, file: &str, rule: &str) -> Vec<String> {
        let output = self.tidy();
        let said = String::from_utf8(output.stderr).unwrap();
        let found: Vec<String> = said
            .lines()
            .filter(|line| line.starts_with(file) && line.contains(&format!("[{rule}]")))
            .map(str::to_owned)
            .collect();
        assert!(found.is_empty() || !output.status.success(), "what is found fails the command");
        found
    }

    /// Asserts that something planted in this file is found there under this rule, and says what to do.
    #[track_caller]
    fn assert_plant(&self, file: &str, rule: &str, plant: impl FnOnce(&Self)) {
        let before = fs::read_to_string(self.path(file)).unwrap();
        let known = self.findings(file, rule);
        plant(self);
        let mut found = self.findings(file, rule);
        found.retain(|line| !known.contains(line));
        assert!(!found.is_empty(), "[{rule}] was not found in {file}");
        assert!(found.iter().all(|line| line.contains("Remedy: ")));
        fs::write(self.path(file), before).unwrap();
    }
}

fn copy(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let (name, source) = (entry.file_name(), entry.path());
        if entry.file_type().unwrap().is_dir() {
            if ![".git", "target", ".build"].iter().any(|skipped| name == *skipped) {
                fs::create_dir(to.join(&name)).unwrap();
                copy(&source, &to.join(&name));
            }
        } else {
            fs::copy(&source, to.join(&name)).unwrap();
        }
    }
}

#[test]
fn planted_arrows_are_found_however_they_are_written() {
    let house = House::copy();
    let sync = "core/sync/Cargo.toml";
    for (heading, line) in [
        ("[dependencies]", "requite-store = { path = \"../store\" }"),
        ("[dependencies]", "requite-store.workspace = true"),
        ("[dependencies]", "shelf = { package = \"requite-store\", path = \"../store\" }"),
        ("[dependencies]", "requite-seal = { path = \"../seal\", optional = true }"),
        ("[dev-dependencies]", "requite-store = { path = \"../store\" }"),
    ] {
        house.assert_plant(sync, "arrow", |house| house.add_below(sync, heading, line));
    }
    for table in [
        "build-dependencies",
        "target.'cfg(windows)'.dependencies",
        "target.'cfg(unix)'.dev-dependencies",
    ] {
        let table = format!("\n[{table}]\nrequite-store = {{ path = \"../store\" }}\n");
        house.assert_plant(sync, "arrow", |house| house.append(sync, &table));
    }
    house.assert_plant("relay/Cargo.toml", "arrow", |house| {
        house.add_below("relay/Cargo.toml", "[dependencies]", "requite-record.workspace = true");
    });
}

#[test]
fn planted_dependencies_are_found_outside_their_owner() {
    let house = House::copy();
    let practice = "core/practice/Cargo.toml";
    house.assert_plant(practice, "owner", |house| {
        house.add_below(practice, "[dependencies]", "rusqlite.workspace = true");
    });
    let engine = "core/engine/Cargo.toml";
    house.assert_plant(engine, "owner", |house| {
        house.add_below(
            engine,
            "[dependencies]",
            "merger = { package = \"automerge\", version = \"0.12\" }",
        );
    });
    let sync = "core/sync/Cargo.toml";
    house.assert_plant(sync, "purity", |house| {
        house.add_below(sync, "[dependencies]", "tracing.workspace = true");
    });
    house.assert_plant(sync, "lints", |house| {
        let manifest = fs::read_to_string(house.path(sync))
            .unwrap()
            .replace("[lints]\nworkspace = true\n", "");
        fs::write(house.path(sync), manifest).unwrap();
    });
}

#[test]
fn a_planted_clock_or_map_is_found_in_every_pure_room() {
    let house = House::copy();
    for room in ["wire", "record", "seal", "sync", "practice"] {
        let file = format!("core/{room}/src/lib.rs");
        for (rule, line) in [
            ("clock", "use std::time::SystemTime;\n"),
            ("clock", "fn moment() { let _ = std::time::Instant::now(); }\n"),
            ("clock", "use std::time; fn moment() { let _ = time::Instant::now(); }\n"),
            ("map", "use std::collections::HashMap;\n"),
            ("map", "use std::collections::*;\n"),
            ("world", "fn file() { let _ = std::fs::read(\"x\"); }\n"),
        ] {
            house.assert_plant(&file, rule, |house| house.append(&file, line));
        }
    }
}

#[test]
fn a_new_file_in_a_pure_room_is_looked_at_too() {
    let house = House::copy();
    fs::write(house.path("core/sync/src/watch.rs"), "//! A clock.\nuse std::time::Instant;\n")
        .unwrap();
    assert!(!house.findings("core/sync/src/watch.rs", "clock").is_empty());
}

#[test]
fn a_new_crate_is_not_let_in_unseen() {
    let house = House::copy();
    fs::create_dir_all(house.path("core/extra/src")).unwrap();
    fs::write(house.path("core/extra/src/lib.rs"), "//! Extra.\n").unwrap();
    fs::write(
        house.path("core/extra/Cargo.toml"),
        "[package]\nname = \"requite-extra\"\nversion = \"0.1.0\"\n",
    )
    .unwrap();
    house.add_below("Cargo.toml", "members = [", "  \"core/extra\",");
    assert!(!house.findings("core/extra/Cargo.toml", "room").is_empty());
}
