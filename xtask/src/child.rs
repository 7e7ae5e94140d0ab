//! Starting other programs with a small environment. What a developer's shell holds besides (tokens, passphrases, a
//! journal's home) is nothing that a build script or a test should be able to read.

use std::{
    env,
    ffi::{OsStr, OsString},
    process::Command,
};

/// Passed on when set, exactly so named.
const NAMED: &[&str] = &[
    "PATH",
    "HOME",
    "USER",
    "LOGNAME",
    "SHELL",
    "TMPDIR",
    "TEMP",
    "TMP",
    "TERM",
    "COLORTERM",
    "NO_COLOR",
    "LANG",
    "TZ",
    "CI",
    "COLUMNS",
    "LD_LIBRARY_PATH",
    "DYLD_LIBRARY_PATH",
    "SYSTEMROOT",
    "USERPROFILE",
    "APPDATA",
    "LOCALAPPDATA",
    "COMSPEC",
    "PATHEXT",
    "PROGRAMFILES",
    "SSL_CERT_FILE",
    "SSL_CERT_DIR",
    "HTTP_PROXY",
    "HTTPS_PROXY",
    "NO_PROXY",
    "http_proxy",
    "https_proxy",
    "no_proxy",
    "CC",
    "CXX",
    "AR",
    "CFLAGS",
    "CXXFLAGS",
    "LDFLAGS",
    "MACOSX_DEPLOYMENT_TARGET",
    "SDKROOT",
    "DEVELOPER_DIR",
    "PERL",
    "MAKE",
    "RUSTFLAGS",
    "RUSTC_WRAPPER",
    "RUST_BACKTRACE",
    "RUST_TEST_THREADS",
    "CARGO_HOME",
    "CARGO_TARGET_DIR",
    "CARGO_INCREMENTAL",
    "PROPTEST_CASES",
];

/// Passed on when a name begins so: settings of cargo, rustup and the locale. Cargo also sets variables about the package
/// that it runs (this one); those stay here.
const FAMILIES: &[&str] = &[
    "LC_",
    "RUSTUP_",
    "CARGO_BUILD_",
    "CARGO_NET_",
    "CARGO_HTTP_",
    "CARGO_TERM_",
    "CARGO_PROFILE_",
    "CARGO_SOURCE_",
    "CARGO_REGISTRIES_",
    "SCCACHE_",
];

/// Never passed on, whatever else is said: names that say that a secret is inside.
const SECRETS: &[&str] = &["TOKEN", "SECRET", "PASSWORD", "PASSPHRASE", "CREDENTIAL"];

/// A command that sees only the environment named here.
pub(crate) fn command(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    command.env_clear().envs(passed_on(env::vars_os()));
    command
}

/// Cargo, as a command that sees only the environment named here.
pub(crate) fn cargo() -> Command {
    command("cargo")
}

/// Who looks at what comes out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Overseer {
    /// Somebody at a desk, who may lack a tool.
    Person,
    /// An automatic build, which forgives nothing.
    Ci,
}

/// Who looks at this run, by the variable that every build service sets.
pub(crate) fn overseer() -> Overseer {
    let set = env::var_os("CI").is_some_and(|value| !value.is_empty() && value != "false");
    if set { Overseer::Ci } else { Overseer::Person }
}

fn passed_on(
    all: impl Iterator<Item = (OsString, OsString)>,
) -> impl Iterator<Item = (OsString, OsString)> {
    all.filter(|(name, _)| name.to_str().is_some_and(may_pass))
}

fn may_pass(name: &str) -> bool {
    let upper = name.to_ascii_uppercase();
    !SECRETS.iter().any(|secret| upper.contains(secret))
        && (NAMED.contains(&name) || FAMILIES.iter().any(|family| name.starts_with(family)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_mia_keeps_in_her_shell_does_not_reach_a_build_script() {
        let shell = [
            "PATH",
            "HOME",
            "REQUITE_PASSPHRASE",
            "REQUITE_HOME",
            "GITHUB_TOKEN",
            "CARGO_REGISTRIES_HERS_TOKEN",
        ];
        let shell = shell.map(|name| (OsString::from(name), OsString::from("value")));
        let passed: Vec<OsString> = passed_on(shell.into_iter()).map(|(name, _)| name).collect();
        assert_eq!(passed, ["PATH", "HOME"]);
    }

    #[test]
    fn settings_of_cargo_pass_and_its_words_about_this_package_do_not() {
        assert!(may_pass("CARGO_BUILD_JOBS"));
        assert!(may_pass("RUSTUP_TOOLCHAIN"));
        assert!(!may_pass("CARGO_MANIFEST_DIR"));
        assert!(!may_pass("CARGO_PKG_NAME"));
    }
}
