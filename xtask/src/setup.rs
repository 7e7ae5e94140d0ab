//! What a fresh clone needs before anything can be checked: the linter and the formatter, and a C toolchain for the
//! bundled SQLCipher. Installs what rustup can install; names what only a person can.

use std::process::Stdio;

use crate::child;

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
