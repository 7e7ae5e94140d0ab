//! What a fresh clone needs before anything can be checked: the linter and the formatter, a C toolchain for the
//! bundled SQLCipher, the languages of the bindings. Installs what rustup and Debian's packages can install; names what only
//! a person can.

use std::process::Stdio;

use crate::child;

/// A program that a stage runs, from the system's packages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Program {
    /// What it is, for a sentence.
    what: &'static str,
    /// How it is called, and how it is asked whether it is there.
    ask: (&'static str, &'static str),
    /// Debian's packages that bring it.
    packages: &'static [&'static str],
}

impl Program {
    /// Python, for its bindings.
    pub(crate) const PYTHON: Self =
        Self { what: "Python 3", ask: ("python3", "--version"), packages: &["python3"] };
    /// A Java compiler, for the bindings of Kotlin and the modules of Android.
    pub(crate) const JDK: Self =
        Self { what: "a JDK", ask: ("javac", "-version"), packages: &["default-jdk-headless"] };
    /// Maven, which builds them.
    pub(crate) const MAVEN: Self =
        Self { what: "Maven", ask: ("mvn", "--version"), packages: &["maven"] };

    /// How it is called.
    pub(crate) const fn name(self) -> &'static str {
        self.ask.0
    }

    /// Whether it can be used now, after an attempt to install it where that may be done without asking anybody.
    pub(crate) fn or_why_not(self) -> Result<(), String> {
        let (program, flag) = self.ask;
        if succeeds(program, &[flag]) || (debian(self.packages) && succeeds(program, &[flag])) {
            return Ok(());
        }
        let (what, packages) = (self.what, self.packages.join(" "));
        Err(format!("{what} is not installed; on Debian: apt-get install {packages}"))
    }
}

/// Asks Debian's packages for these. Whoever is not root, or is on another system, is asked to do it instead.
pub(crate) fn debian(packages: &[&str]) -> bool {
    if packages.is_empty() || !succeeds("apt-get", &["--version"]) || !is_root() {
        return false;
    }
    println!("xtask: {} is missing; asking Debian's packages for it", packages.join(", "));
    let quiet = ["-qq", "-y", "-o", "Dpkg::Use-Pty=0"];
    let ask = |words: &[&str]| {
        let mut apt = child::command("apt-get");
        apt.env("DEBIAN_FRONTEND", "noninteractive").args(quiet).args(words);
        apt.stdin(Stdio::null()).status().is_ok_and(|status| status.success())
    };
    ask(&["update"]) && ask(&[&["install", "--no-install-recommends"], packages].concat())
}

fn is_root() -> bool {
    let told = child::command("id").arg("-u").output();
    told.is_ok_and(|told| told.stdout.trim_ascii() == b"0")
}

/// A part of the toolchain that a stage cannot do without.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Component {
    /// The linter.
    Clippy,
    /// The formatter.
    Rustfmt,
}

impl Component {
    /// The name by which rustup knows it.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Clippy => "clippy",
            Self::Rustfmt => "rustfmt",
        }
    }

    const fn subcommand(self) -> &'static str {
        match self {
            Self::Clippy => "clippy",
            Self::Rustfmt => "fmt",
        }
    }

    /// Whether it can be used now, after an attempt to install it.
    pub(crate) fn is_there(self) -> bool {
        if self.answers() {
            return true;
        }
        println!("xtask: {} is missing; asking rustup for it", self.name());
        let added = child::command("rustup").args(["component", "add", self.name()]).status();
        added.is_ok_and(|status| status.success()) && self.answers()
    }

    fn answers(self) -> bool {
        succeeds("cargo", &[self.subcommand(), "--version"])
    }
}

/// Says which programs are missing that the bundled C sources are built with.
pub(crate) fn c_toolchain() -> Result<(), String> {
    let tools = [
        ("a C compiler", cc_name(), "--version"),
        ("Perl", "perl".to_owned(), "-v"),
        ("make", "make".to_owned(), "--version"),
    ];
    let missing: Vec<&str> = tools
        .iter()
        .filter(|(_, program, flag)| !succeeds(program, &[flag]))
        .map(|(what, ..)| *what)
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    Err(format!(
        "missing: {}. SQLCipher and its OpenSSL are built from source here; install these with your system's packages \
         (on Debian: build-essential perl), then run this again",
        missing.join(", ")
    ))
}

fn cc_name() -> String {
    std::env::var("CC").unwrap_or_else(|_| "cc".to_owned())
}

fn succeeds(program: &str, arguments: &[&str]) -> bool {
    // `CC` may carry arguments ("ccache cc"), as in a shell.
    let mut words = program.split_whitespace();
    let Some(first) = words.next() else { return false };
    child::command(first)
        .args(words)
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_that_is_nowhere_is_named_with_the_packages_that_bring_it() {
        let nowhere = Program { what: "a loom", ask: ("no-such-loom", "--version"), packages: &[] };
        let why = nowhere.or_why_not();
        assert!(why.is_err_and(|why| why.starts_with("a loom is not installed")));
    }
}
