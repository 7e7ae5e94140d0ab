//! `cargo xtask check-mobile`: type-checks the core and the bindings for both phones, without their C code, so that it runs where
//! no phone's compiler is. It makes no library: that is `android` and `ios`.

use std::path::Path;

use crate::child;

/// The phones' own targets.
const TARGETS: &[&str] = &["aarch64-linux-android", "aarch64-apple-ios"];

/// How the standard library of a target is had.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Std {
    /// It is installed beside the compiler.
    Installed,
    /// It is built from the compiler's own sources. That is unstable, and good enough for a check.
    FromSource,
}

pub(crate) fn check() -> Result<(), String> {
    let sysroot = child::command("rustc").args(["--print", "sysroot"]).output();
    let sysroot = sysroot.map_err(|error| format!("rustc did not start: {error}"))?;
    let sysroot = String::from_utf8_lossy(&sysroot.stdout).trim().to_owned();
    for target in TARGETS {
        let Some(std) = std_for(Path::new(&sysroot), target) else {
            return Err(missing(target));
        };
        println!("── {target} ──");
        check_one(target, std)?;
    }
    Ok(())
}

fn std_for(sysroot: &Path, target: &str) -> Option<Std> {
    let rustlib = sysroot.join("lib/rustlib");
    if rustlib.join(target).join("lib").exists() {
        return Some(Std::Installed);
    }
    rustlib.join("src/rust/library/Cargo.lock").exists().then_some(Std::FromSource)
}

fn check_one(target: &str, std: Std) -> Result<(), String> {
    let mut check = child::cargo();
    check.args(["check", "--locked", "--package", "requite-bindings", "--lib"]);
    check.args(["--no-default-features", "--target", target]);
    if std == Std::FromSource {
        check.env("RUSTC_BOOTSTRAP", "1").arg("-Zbuild-std=std,panic_unwind");
    }
    let status = check.status().map_err(|error| format!("cargo did not start: {error}"))?;
    if status.success() { Ok(()) } else { Err(format!("it does not check for {target}")) }
}

fn missing(target: &str) -> String {
    format!(
        "nothing was checked: this compiler has neither the standard library of {target} nor its own sources. \
         `rustup target add {target}` or `rustup component add rust-src` brings one of them; on Debian, rustc and \
         rust-src of one version, 1.90 or later, do as well"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_installed_is_preferred_and_nothing_is_said_to_be_so() -> std::io::Result<()> {
        let sysroot = tempfile::tempdir()?;
        let target = "aarch64-linux-android";
        assert_eq!(std_for(sysroot.path(), target), None);
        let library = sysroot.path().join("lib/rustlib/src/rust/library");
        std::fs::create_dir_all(&library)?;
        std::fs::write(library.join("Cargo.lock"), "")?;
        assert_eq!(std_for(sysroot.path(), target), Some(Std::FromSource));
        std::fs::create_dir_all(sysroot.path().join("lib/rustlib").join(target).join("lib"))?;
        assert_eq!(std_for(sysroot.path(), target), Some(Std::Installed));
        Ok(())
    }
}
