//! How a library for a phone is built: the profile, and no byte in it that names this machine. What it weighs is said beside.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use cargo_metadata::MetadataCommand;

use crate::child;

/// What phones get: small, in one piece, without symbols (`Cargo.toml`).
pub(crate) const PROFILE: &str = "mobile";

/// The folders of this build.
#[derive(Debug)]
pub(crate) struct Places {
    /// The project's.
    pub(crate) project: PathBuf,
    /// Where cargo builds.
    pub(crate) target: PathBuf,
}

impl Places {
    pub(crate) fn found() -> Result<Self, String> {
        let metadata = MetadataCommand::new().no_deps().exec();
        let metadata = metadata.map_err(|_| "cargo says nothing of this project".to_owned())?;
        Ok(Self {
            project: metadata.workspace_root.into_std_path_buf(),
            target: metadata.target_directory.into_std_path_buf(),
        })
    }

    /// Has a build name the folders of this machine by what they are instead: in Rust's panics, in what C says of its files,
    /// in the dates of archives. `besides` are further flags for Rust.
    pub(crate) fn remapped<'command>(
        &self,
        build: &'command mut Command,
        besides: &[&str],
    ) -> &'command mut Command {
        let prefixes = self.prefixes();
        let remapped = prefixes.iter().map(|(from, to)| format!("--remap-path-prefix={from}={to}"));
        let rust: Vec<String> =
            remapped.chain(besides.iter().map(|flag| (*flag).to_owned())).collect();
        let c: Vec<String> =
            prefixes.iter().map(|(from, to)| format!("-ffile-prefix-map={from}={to}")).collect();
        // A space in a path would end a flag in the plain variable.
        build.env("CARGO_ENCODED_RUSTFLAGS", rust.join("\x1f"));
        build.env("CFLAGS", c.join(" ")).env("CXXFLAGS", c.join(" "));
        build.env("SOURCE_DATE_EPOCH", "0").env("ZERO_AR_DATE", "1").env("CARGO_INCREMENTAL", "0")
    }

    fn prefixes(&self) -> [(String, &'static str); 4] {
        let cargo = std::env::var("CARGO_HOME")
            .or_else(|_| std::env::var("HOME").map(|home| format!("{home}/.cargo")));
        let sysroot = child::command("rustc").args(["--print", "sysroot"]).output();
        let sysroot = sysroot.map(|told| String::from_utf8_lossy(&told.stdout).trim().to_owned());
        // The last that fits counts, so what lies within another comes later.
        [
            (cargo.unwrap_or_else(|_| "/cargo".to_owned()), "/cargo"),
            (sysroot.unwrap_or_else(|_| "/rust".to_owned()), "/rust"),
            (self.project.display().to_string(), "/requite"),
            (self.target.display().to_string(), "/target"),
        ]
    }
}

/// Which of these programs does not answer.
pub(crate) fn missing<'what>(programs: &[(&'what str, &[&str])]) -> Vec<&'what str> {
    let answers = |words: &[&str]| {
        let Some((program, arguments)) = words.split_first() else { return false };
        let told = child::command(program).args(arguments).output();
        told.is_ok_and(|told| told.status.success())
    };
    programs.iter().filter(|(_, words)| !answers(words)).map(|(what, _)| *what).collect()
}

/// Which of these targets this compiler has no standard library for.
pub(crate) fn targets_missing(targets: &[&'static str]) -> Vec<&'static str> {
    let has = |target: &str| {
        let told =
            child::command("rustc").args(["--print", "target-libdir", "--target", target]).output();
        told.is_ok_and(|told| Path::new(String::from_utf8_lossy(&told.stdout).trim()).exists())
    };
    targets.iter().filter(|target| !has(target)).copied().collect()
}

/// A table of sizes, in the order given.
pub(crate) fn sizes(libraries: &[(&str, &Path)]) -> Result<String, String> {
    let row = |name: &str, size: &str| format!("{name:<28}{size:>10}\n");
    let mut table = vec![row("for", "MB")];
    for (name, path) in libraries {
        let size = fs::metadata(path).map_err(|_| format!("there is no library for {name}"))?;
        table.push(row(name, &megabytes(size.len())));
    }
    Ok(table.concat())
}

/// Millions of bytes, with two digits behind the point.
pub(crate) fn megabytes(bytes: u64) -> String {
    let hundredths = bytes / 10_000;
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn megabytes_are_said_in_hundredths() {
        assert_eq!(megabytes(7_059_999), "7.05");
        assert_eq!(megabytes(8_000_000), "8.00");
    }

    #[test]
    fn no_folder_of_this_machine_is_named_and_the_innermost_counts() {
        let places = Places {
            project: PathBuf::from("/home/mia/re quite"),
            target: "/home/mia/re quite/target".into(),
        };
        let mut build = Command::new("cargo");
        places.remapped(&mut build, &["-Cx"]);
        let flags = build.get_envs().find(|(name, _)| *name == "CARGO_ENCODED_RUSTFLAGS");
        let flags = flags.and_then(|(_, value)| value).unwrap_or_default().to_string_lossy();
        let flags: Vec<&str> = flags.split('\x1f').collect();
        assert_eq!(flags.len(), 5);
        assert_eq!(flags[2], "--remap-path-prefix=/home/mia/re quite=/requite");
        assert_eq!(flags[3], "--remap-path-prefix=/home/mia/re quite/target=/target");
    }

    #[test]
    fn what_does_not_answer_is_named() {
        let asked: [(&str, &[&str]); 2] =
            [("a compiler", &["rustc", "--version"]), ("a loom", &["no-such-loom"])];
        assert_eq!(missing(&asked), ["a loom"]);
        assert_eq!(targets_missing(&["no-such-target"]), ["no-such-target"]);
    }
}
