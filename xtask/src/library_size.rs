//! `cargo xtask library-size`: builds the bindings' library as a phone gets it (profile `mobile`) and says how large it is, against
//! J13 of `design/bars.md`.

use std::{env, fs};

use crate::{
    child,
    shipped::{self, PROFILE, Places},
};

/// The most bytes for one processor: 8 MB.
const GOAL: u64 = 8_000_000;

pub(crate) fn run() -> Result<(), String> {
    let places = Places::found()?;
    let mut build = child::cargo();
    build.args(["rustc", "--profile", PROFILE, "--package", "requite-bindings", "--lib"]);
    let status = places.remapped(build.args(["--crate-type", "cdylib"]), &[]).status();
    if !status.is_ok_and(|status| status.success()) {
        return Err("the library does not build".to_owned());
    }
    let name = format!("{}requite_ffi{}", env::consts::DLL_PREFIX, env::consts::DLL_SUFFIX);
    let library = places.target.join(PROFILE).join(name);
    let size = fs::metadata(&library).map_err(|_| "there is no library".to_owned())?.len();
    let (megabytes, processor) = (shipped::megabytes(size), env::consts::ARCH);
    println!("J13: {megabytes} MB for {processor}, of 8 MB at most");
    if size > GOAL { Err("the library is too large".to_owned()) } else { Ok(()) }
}
