//! `cargo xtask library-size`: builds the bindings' library as a phone gets it (profile `mobile`) and says how large it is, against
//! J13 of `design/bars.md`.

use std::{env, fs};

use cargo_metadata::MetadataCommand;

use crate::child;

/// The most bytes for one processor: 8 MB.
const GOAL: u64 = 8_000_000;

pub(crate) fn run() -> Result<(), String> {
    let metadata = MetadataCommand::new().no_deps().exec();
    let metadata = metadata.map_err(|_| "cargo says nothing of this project".to_owned())?;
    let mut build = child::cargo();
    // Paths of this machine are nobody's business and no library's bytes.
    let flags = format!("--remap-path-prefix={}=/requite", metadata.workspace_root);
    let built = build
        .env("RUSTFLAGS", flags)
        .args(["rustc", "--profile", "mobile", "--package", "requite-bindings", "--lib"])
        .args(["--crate-type", "cdylib"])
        .status();
    if !built.is_ok_and(|status| status.success()) {
        return Err("the library does not build".to_owned());
    }
    let name = format!("{}requite_ffi{}", env::consts::DLL_PREFIX, env::consts::DLL_SUFFIX);
    let library = metadata.target_directory.join("mobile").join(name);
    let size = fs::metadata(&library).map_err(|_| "there is no library".to_owned())?.len();
    let (megabytes, processor) = (hundredths(size), env::consts::ARCH);
    println!("J13: {megabytes} MB for {processor}, of 8 MB at most");
    if size > GOAL { Err("the library is too large".to_owned()) } else { Ok(()) }
}

fn hundredths(bytes: u64) -> String {
    let hundredths = bytes / 10_000;
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

#[cfg(test)]
mod tests {
    use super::hundredths;

    #[test]
    fn megabytes_are_said_in_hundredths() {
        assert_eq!(hundredths(7_059_999), "7.05");
        assert_eq!(hundredths(8_000_000), "8.00");
    }
}
