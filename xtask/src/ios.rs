//! `cargo xtask ios`: the library for Apple's platforms as `bindings/swift/lib/RequiteFFI.xcframework`, with the generated Swift
//! beside it. Says first what is missing here. The framework is put together by hand, which is a few files in a fixed order:
//! Xcode's own tool lists them in another order each time.

use std::{
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};

use crate::{
    bindings::{self, Build, Language},
    child,
    shipped::{self, PROFILE, Places},
};

/// A library for one of Apple's platforms.
struct Slice {
    target: &'static str,
    /// Its folder in the framework; also its name for Xcode.
    name: &'static str,
    platform: &'static str,
    variant: Option<&'static str>,
    /// The oldest system that is served, as Apple's tools ask for it.
    oldest: (&'static str, &'static str),
}

const IOS: (&str, &str) = ("IPHONEOS_DEPLOYMENT_TARGET", "17.0");

const SLICES: &[Slice] = &[
    Slice {
        target: "aarch64-apple-ios",
        name: "ios-arm64",
        platform: "ios",
        variant: None,
        oldest: IOS,
    },
    Slice {
        target: "aarch64-apple-ios-sim",
        name: "ios-arm64-simulator",
        platform: "ios",
        variant: Some("simulator"),
        oldest: IOS,
    },
    Slice {
        target: "aarch64-apple-darwin",
        name: "macos-arm64",
        platform: "macos",
        variant: None,
        oldest: ("MACOSX_DEPLOYMENT_TARGET", "14.0"),
    },
];

const LIBRARY: &str = "librequite_ffi.a";

pub(crate) fn run() -> Result<(), String> {
    complete()?;
    let places = Places::found()?;
    let package = bindings::make(Language::Swift, Build::Library)?;
    let mut libraries = Vec::new();
    for slice in SLICES {
        libraries.push(built(slice, &places)?);
    }
    let framework = package.join("lib/RequiteFFI.xcframework");
    assemble(&framework, &package.join("Sources/RequiteFFI"), &libraries)
        .map_err(|error| format!("the framework cannot be written: {error}"))?;
    let sizes: Vec<(&str, &Path)> = SLICES
        .iter()
        .zip(&libraries)
        .map(|(slice, library)| (slice.name, library.as_path()))
        .collect();
    println!("{}\n{}", shipped::sizes(&sizes)?, framework.display());
    Ok(())
}

fn complete() -> Result<(), String> {
    let mut missing: Vec<String> = shipped::missing(&[(
        "Xcode (only on a Mac)",
        &["xcrun", "--sdk", "iphoneos", "--show-sdk-path"],
    )])
    .into_iter()
    .map(str::to_owned)
    .collect();
    let targets: Vec<&str> = SLICES.iter().map(|slice| slice.target).collect();
    for target in shipped::targets_missing(&targets) {
        missing.push(format!("Rust for {target} (`rustup target add {target}`)"));
    }
    if missing.is_empty() {
        return Ok(());
    }
    Err(format!("nothing was built; missing here: {}", missing.join("; ")))
}

fn built(slice: &Slice, places: &Places) -> Result<PathBuf, String> {
    let mut build = child::cargo();
    build.args([
        "rustc",
        "--locked",
        "--profile",
        PROFILE,
        "--package",
        "requite-bindings",
        "--lib",
    ]);
    build.args(["--crate-type", "staticlib", "--target", slice.target]);
    let status = places.remapped(build.env(slice.oldest.0, slice.oldest.1), &[]).status();
    if !status.is_ok_and(|status| status.success()) {
        return Err(format!("the library for {} does not build", slice.target));
    }
    Ok(places.target.join(slice.target).join(PROFILE).join(LIBRARY))
}

/// The framework anew: for each slice its library and the C header with a module map, and the list of them.
fn assemble(framework: &Path, header: &Path, libraries: &[PathBuf]) -> std::io::Result<()> {
    if framework.exists() {
        fs::remove_dir_all(framework)?;
    }
    for (slice, library) in SLICES.iter().zip(libraries) {
        let folder = framework.join(slice.name);
        fs::create_dir_all(folder.join("Headers"))?;
        fs::copy(library, folder.join(LIBRARY))?;
        for file in ["RequiteFFI.h", "module.modulemap"] {
            fs::copy(header.join(file), folder.join("Headers").join(file))?;
        }
    }
    fs::write(framework.join("Info.plist"), list())
}

/// What Xcode reads to find the slice that it needs.
fn list() -> String {
    let slices = SLICES.iter().fold(String::new(), |mut all, slice| {
        let variant = slice.variant.map_or_else(String::new, |variant| {
            format!("\t\t\t<key>SupportedPlatformVariant</key>\n\t\t\t<string>{variant}</string>\n")
        });
        let (name, platform) = (slice.name, slice.platform);
        // Writing to a text cannot fail.
        let _written = write!(
            all,
            "\t\t<dict>\n\
             \t\t\t<key>HeadersPath</key>\n\t\t\t<string>Headers</string>\n\
             \t\t\t<key>LibraryIdentifier</key>\n\t\t\t<string>{name}</string>\n\
             \t\t\t<key>LibraryPath</key>\n\t\t\t<string>{LIBRARY}</string>\n\
             \t\t\t<key>SupportedArchitectures</key>\n\t\t\t<array>\n\t\t\t\t<string>arm64</string>\n\t\t\t</array>\n\
             \t\t\t<key>SupportedPlatform</key>\n\t\t\t<string>{platform}</string>\n\
             {variant}\t\t</dict>\n"
        );
        all
    });
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <!DOCTYPE plist PUBLIC \"-//Apple//DTD PLIST 1.0//EN\" \"http://www.apple.com/DTDs/PropertyList-1.0.dtd\">\n\
         <plist version=\"1.0\">\n<dict>\n\t<key>AvailableLibraries</key>\n\t<array>\n{slices}\t</array>\n\
         \t<key>CFBundlePackageType</key>\n\t<string>XFWK</string>\n\
         \t<key>XCFrameworkFormatVersion</key>\n\t<string>1.0</string>\n</dict>\n</plist>\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_framework_holds_each_slice_with_its_header_and_is_the_same_each_time()
    -> std::io::Result<()> {
        let folder = tempfile::tempdir()?;
        let place = |name: &str| folder.path().join(name);
        for file in ["RequiteFFI.h", "module.modulemap", "a", "b", "c"] {
            fs::write(place(file), file)?;
        }
        let libraries = ["a", "b", "c"].map(place);
        let framework = place("RequiteFFI.xcframework");
        assemble(&framework, folder.path(), &libraries)?;
        let first = fs::read_to_string(framework.join("Info.plist"))?;
        fs::write(framework.join("left over"), "")?;
        assemble(&framework, folder.path(), &libraries)?;
        assert_eq!(fs::read_to_string(framework.join("Info.plist"))?, first);
        assert!(!framework.join("left over").exists());
        for (slice, library) in SLICES.iter().zip(["a", "b", "c"]) {
            let there = framework.join(slice.name);
            assert_eq!(fs::read_to_string(there.join(LIBRARY))?, library);
            assert!(there.join("Headers/RequiteFFI.h").exists());
            assert!(there.join("Headers/module.modulemap").exists());
            assert!(first.contains(&format!("<string>{}</string>", slice.name)));
        }
        assert_eq!(first.matches("SupportedPlatformVariant").count(), 1);
        Ok(())
    }
}
