//! `cargo xtask planted`: are the simulator and the tests of honest numbers and kind words worth anything? Bugs that are easily made
//! are planted, one at a time, in a copy of the tree, and each must be caught: within 200 seeds, or by a test.

mod honest;

use std::{
    fs,
    path::{Path, PathBuf},
};

use clap::{Args, ValueEnum};

use crate::child;

/// What is planted.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// Only these (default: all)
    #[arg(value_enum)]
    which: Option<Which>,
}

/// Kinds of bugs, by who has to catch them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Which {
    /// Bugs of devices that keep in touch: the simulator
    Sim,
    /// Broken gates, sentences and words: the tests of numbers and words
    Honest,
}

/// A bug: in these files, this text becomes that one.
struct Bug {
    name: &'static str,
    patches: &'static [Patch],
}

struct Patch {
    file: &'static str,
    from: &'static str,
    to: &'static str,
}

const BUGS: &[Bug] = &[
    Bug {
        name: "a gap in a chain is accepted",
        patches: &[Patch {
            file: "core/sync/src/inbox.rs",
            from: "        if n > have + 1 {\n            return self.hold(relay, seq, envelope);\n        }\n        if !self.follows(&envelope) {",
            to: "        if n <= have + 1 && !self.follows(&envelope) {",
        }],
    },
    Bug {
        name: "the cursor moves before what it passes is committed",
        patches: &[
            Patch {
                file: "core/engine/src/opening.rs",
                from: "        let notices = self.apply(device, after, last, head, inside)?;",
                to: "        self.journal.write(|journal| journal.set_opened(device, last).map_err(EngineError::from))?;\n        let notices = self.apply(device, after, last, head, inside)?;",
            },
            Patch {
                file: "core/engine/src/opening.rs",
                from: "copied().unwrap_or(0) != after {",
                to: "copied().unwrap_or(0) != last {",
            },
        ],
    },
    Bug {
        name: "nobody announces itself again",
        patches: &[Patch {
            file: "core/sync/src/relay.rs",
            from: "    pub(crate) fn announce_is_due(&self, now: u64) -> bool {\n        self.line",
            to: "    pub(crate) fn announce_is_due(&self, now: u64) -> bool {\n        now == u64::MAX && self.line",
        }],
    },
    Bug {
        name: "an automerge actor is used again",
        patches: &[Patch {
            file: "core/engine/src/setup.rs",
            from: "        rng.fill_bytes(&mut actor);",
            to: "        rng.fill_bytes(&mut actor);\n        actor = [0; 16];\n        actor.iter_mut().zip(vault.me.as_bytes()).for_each(|(to, from)| *to = *from);",
        }],
    },
    Bug {
        name: "an edit is compared with the text as it is now",
        patches: &[
            Patch {
                file: "core/record/src/text.rs",
                from: "        Some(base) => Ok(document.doc.text_at(text, &hashes_of(base))?),",
                to: "        Some(_) => Ok(document.doc.text(text)?),",
            },
            Patch {
                file: "core/record/src/text.rs",
                from: "at.base.as_ref().filter(|base| document.heads() != **base);",
                to: "at.base.as_ref().filter(|_| false);",
            },
        ],
    },
    Bug {
        name: "a flag is a plain value",
        patches: &[Patch {
            file: "core/record/src/encode.rs",
            from: "    let flag = flag(document, field)?;\n    Ok(document.doc.put(&flag, tokens.key(), true)?)",
            to: "    let flag = flag(document, field)?;\n    let _ = tokens.key();\n    if document.doc.get(&flag, \"on\")?.is_some() { return Ok(()); }\n    Ok(document.doc.put(&flag, \"on\", true)?)",
        }],
    },
];

/// Says what has caught a bug that stands in a tree, built into a target; nothing where nobody has.
type Catcher = fn(&Path, &Path) -> Result<Option<String>, String>;

/// Plants every bug in turn.
pub(crate) fn run(arguments: &Arguments) -> Result<(), String> {
    let root = root()?;
    let garden = root.join("target/planted");
    let tree = garden.join("tree");
    copy_tree(&root, &tree)?;
    let target = garden.join("target");
    let beds: [(Which, &[Bug], Catcher); 2] =
        [(Which::Honest, honest::BUGS, failing_test), (Which::Sim, BUGS, first_failing)];
    let mut missed = Vec::new();
    for (which, bugs, catcher) in beds {
        if arguments.which.is_none_or(|wanted| wanted == which) {
            missed.extend(bed(&tree, &target, bugs, catcher)?);
        }
    }
    if missed.is_empty() { Ok(()) } else { Err(format!("missed: {}", missed.join("; "))) }
}

/// Plants bugs that are caught in one way, and gives the names of those that nobody caught.
fn bed(
    tree: &Path,
    target: &Path,
    bugs: &[Bug],
    catcher: Catcher,
) -> Result<Vec<&'static str>, String> {
    println!("the tree as it is must pass:");
    if let Some(failed) = catcher(tree, target)? {
        return Err(format!("the tree as it is does not pass: {failed}"));
    }
    let mut missed = Vec::new();
    for bug in bugs {
        let originals = plant(tree, bug)?;
        let caught = catcher(tree, target);
        for (path, text) in originals {
            fs::write(path, text).map_err(|_| "a file could not be put back".to_owned())?;
        }
        if let Some(seed) = caught? {
            println!("{:<56} caught\n    {seed}", bug.name);
        } else {
            println!("{:<56} MISSED", bug.name);
            missed.push(bug.name);
        }
    }
    Ok(missed)
}

/// The first test that fails. A tree that does not compile any more has caught nothing.
fn failing_test(tree: &Path, target: &Path) -> Result<Option<String>, String> {
    let packages = || honest::PACKAGES.iter().flat_map(|package| ["--package", package]);
    let cargo = |more: &[&str]| {
        let mut cargo = child::cargo();
        cargo.current_dir(tree).env("CARGO_TARGET_DIR", target);
        cargo.args(["test", "--release", "--quiet", "--tests"]).args(packages()).args(more);
        cargo
    };
    let built =
        cargo(&["--no-run"]).status().map_err(|error| format!("cargo did not start: {error}"))?;
    if !built.success() {
        return Err("a planted bug does not compile any more; mend the list".to_owned());
    }
    let ran = cargo(&["--no-fail-fast"]).output();
    let ran = ran.map_err(|error| format!("cargo did not start: {error}"))?;
    let said = String::from_utf8_lossy(&ran.stdout);
    let named = said.lines().find_map(|line| line.strip_prefix("---- ")?.split_once(" stdout"));
    Ok(named.map(|(test, _)| format!("test {test} failed")))
}

/// What the simulation says of the first seed that fails, of 200. One that does not compile is a mistake of this list, and a run
/// that ends badly without naming a seed, as for a mark that was never met, has caught nothing.
fn first_failing(tree: &Path, target: &Path) -> Result<Option<String>, String> {
    let cargo = || {
        let mut cargo = child::cargo();
        cargo.current_dir(tree).env("CARGO_TARGET_DIR", target);
        cargo
    };
    let built = cargo()
        .args(["build", "--release", "--quiet", "--package", "xtask"])
        .status()
        .map_err(|error| format!("cargo did not start: {error}"))?;
    if !built.success() {
        return Err("a planted bug does not compile any more; mend the list".to_owned());
    }
    let ran = cargo()
        .args(["run", "--release", "--quiet", "--package", "xtask", "--", "sim", "--seeds", "200"])
        .arg("--first")
        .output()
        .map_err(|error| format!("cargo did not start: {error}"))?;
    let said = String::from_utf8_lossy(&ran.stdout);
    let told = String::from_utf8_lossy(&ran.stderr);
    let named = said.lines().chain(told.lines()).find(|line| names_a_seed(line));
    Ok(named.map(|line| line.chars().take(160).collect()))
}

/// `seed 17 failed: …`, as the simulation prints it.
fn names_a_seed(line: &str) -> bool {
    let number = line.strip_prefix("seed ").and_then(|rest| rest.split_once(" failed: "));
    number.is_some_and(|(number, _)| number.parse::<u64>().is_ok())
}

fn plant(tree: &Path, bug: &Bug) -> Result<Vec<(PathBuf, String)>, String> {
    let mut originals: Vec<(PathBuf, String)> = Vec::new();
    for patch in bug.patches {
        let path = tree.join(patch.file);
        let text = fs::read_to_string(&path).map_err(|_| format!("no {}", patch.file))?;
        if text.matches(patch.from).count() != 1 {
            return Err(format!("\"{}\" has no place in {} any more", bug.name, patch.file));
        }
        let planted = text.replacen(patch.from, patch.to, 1);
        if originals.iter().all(|(known, _)| *known != path) {
            originals.push((path.clone(), text));
        }
        fs::write(&path, planted).map_err(|_| format!("{} cannot be written", patch.file))?;
    }
    Ok(originals)
}

/// What git knows of the tree, as it lies here.
fn copy_tree(root: &Path, to: &Path) -> Result<(), String> {
    let listed = child::command("git")
        .current_dir(root)
        .args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
        .output()
        .map_err(|error| format!("git did not start: {error}"))?;
    for name in String::from_utf8_lossy(&listed.stdout).split('\0').filter(|name| !name.is_empty())
    {
        let (from, to) = (root.join(name), to.join(name));
        let same = fs::read(&from).ok();
        // Files that are the same keep their time, so that nothing is built again for nothing.
        if same.is_some() && same == fs::read(&to).ok() {
            continue;
        }
        if let Some(folder) = to.parent() {
            fs::create_dir_all(folder).map_err(|_| "the copy could not be made".to_owned())?;
        }
        fs::copy(&from, &to).map_err(|_| format!("{name} could not be copied"))?;
    }
    Ok(())
}

fn root() -> Result<PathBuf, String> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().map(Path::to_owned).ok_or_else(|| "no workspace".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_named_seed_counts_as_caught() {
        assert!(names_a_seed("seed 17 failed: two devices show different words"));
        assert!(!names_a_seed("200 seeds, 0 failed"));
        assert!(!names_a_seed("never met: a clone"));
        assert!(!names_a_seed("error: could not compile"));
    }
}
