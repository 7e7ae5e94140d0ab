//! `cargo xtask android`: the library for Android's processors, by cargo-ndk, in pages of 16 KB, where Gradle looks for it. Says
//! first what is missing here.

use std::{fs, path::Path};

use crate::{
    child,
    shipped::{self, PROFILE, Places},
};

/// Rust's names of the processors, and Android's. The first two are phones; the others are old ones and emulators.
const PROCESSORS: &[(&str, &str)] = &[
    ("aarch64-linux-android", "arm64-v8a"),
    ("armv7-linux-androideabi", "armeabi-v7a"),
    ("x86_64-linux-android", "x86_64"),
];

/// The oldest Android that is served: 9.
const PLATFORM: &str = "28";

/// What a phone with large pages asks of every part of a library that is loaded.
const PAGE: u64 = 16 * 1024;

pub(crate) fn run() -> Result<(), String> {
    complete()?;
    let places = Places::found()?;
    let out = places.project.join("android/engine/src/main/jniLibs");
    let mut build = child::cargo();
    build.arg("ndk").args(["--platform", PLATFORM]).arg("--output-dir").arg(&out);
    for (_, processor) in PROCESSORS {
        build.args(["--target", processor]);
    }
    build.args([
        "build",
        "--locked",
        "--profile",
        PROFILE,
        "--package",
        "requite-bindings",
        "--lib",
    ]);
    // Newer kits do so by themselves; an older one has to be told.
    let large_pages = ["-Clink-arg=-Wl,-z,max-page-size=16384"];
    let status = places.remapped(&mut build, &large_pages).status();
    if !status.is_ok_and(|status| status.success()) {
        return Err("the library does not build".to_owned());
    }
    let libraries: Vec<_> = PROCESSORS
        .iter()
        .map(|(_, processor)| (*processor, out.join(processor).join("librequite_ffi.so")))
        .collect();
    for (processor, library) in &libraries {
        let library = fs::read(library).map_err(|_| format!("no library for {processor}"))?;
        if !in_large_pages(&library) {
            return Err(format!("the library for {processor} is not in pages of 16 KB"));
        }
    }
    let libraries: Vec<(&str, &Path)> =
        libraries.iter().map(|(name, path)| (*name, path.as_path())).collect();
    println!("{}", shipped::sizes(&libraries)?);
    Ok(())
}

fn complete() -> Result<(), String> {
    let mut missing: Vec<String> = shipped::missing(&[(
        "cargo-ndk (`cargo install cargo-ndk`)",
        &["cargo", "ndk", "--version"],
    )])
    .into_iter()
    .map(str::to_owned)
    .collect();
    if std::env::var_os("ANDROID_NDK_HOME").is_none() && std::env::var_os("ANDROID_HOME").is_none()
    {
        missing.push(
            "Android's NDK, 28.2 or later (ANDROID_NDK_HOME or ANDROID_HOME says where)".to_owned(),
        );
    }
    let targets: Vec<&str> = PROCESSORS.iter().map(|(target, _)| *target).collect();
    for target in shipped::targets_missing(&targets) {
        missing.push(format!("Rust for {target} (`rustup target add {target}`)"));
    }
    if missing.is_empty() {
        return Ok(());
    }
    Err(format!("nothing was built; missing here: {}", missing.join("; ")))
}

/// Whether every part that is loaded begins where a page of 16 KB may. Reads the program headers of an ELF file of either width.
fn in_large_pages(library: &[u8]) -> bool {
    let number = |at: usize, bytes: usize| -> Option<u64> {
        let read = library.get(at..at.checked_add(bytes)?)?;
        Some(read.iter().rev().fold(0, |sum, byte| (sum << 8) | u64::from(*byte)))
    };
    let parts = || -> Option<Vec<u64>> {
        let wide = match (library.get(..4)?, library.get(4)?) {
            (b"\x7fELF", 2) => true,
            (b"\x7fELF", 1) => false,
            _ => return None,
        };
        let (table, size, count) = if wide {
            (number(0x20, 8)?, number(0x36, 2)?, number(0x38, 2)?)
        } else {
            (number(0x1c, 4)?, number(0x2a, 2)?, number(0x2c, 2)?)
        };
        let mut alignments = Vec::new();
        for part in 0..count {
            let at = usize::try_from(table.checked_add(part.checked_mul(size)?)?).ok()?;
            if number(at, 4)? == 1 {
                alignments.push(if wide { number(at + 0x30, 8)? } else { number(at + 0x1c, 4)? });
            }
        }
        Some(alignments)
    };
    // Processors of 32 bits have no large pages; asking it of them costs nothing.
    parts().is_some_and(|parts| !parts.is_empty() && parts.iter().all(|part| part % PAGE == 0))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A file of headers alone: as many loaded parts as there are alignments.
    fn elf(alignments: &[u64]) -> Vec<u8> {
        let mut file = vec![0; 64];
        file[..5].copy_from_slice(b"\x7fELF\x02");
        file[0x20] = 64;
        file[0x36] = 56;
        file[0x38] = u8::try_from(alignments.len()).unwrap_or(0);
        for alignment in alignments {
            let mut part = [0; 56];
            part[0] = 1;
            part[0x30..].copy_from_slice(&alignment.to_le_bytes());
            file.extend(part);
        }
        file
    }

    #[test]
    fn a_library_in_small_pages_is_refused() {
        assert!(in_large_pages(&elf(&[0x4000, 0x10000])));
        assert!(!in_large_pages(&elf(&[0x4000, 0x1000])));
        assert!(!in_large_pages(&elf(&[])));
        assert!(!in_large_pages(&elf(&[0x4000])[..70]));
        assert!(!in_large_pages(b"not a library"));
    }

    #[test]
    fn this_very_program_is_read() -> std::io::Result<()> {
        if cfg!(all(target_os = "linux", target_arch = "x86_64")) {
            // Linux on this processor has pages of 4 KB, and its programs are made for them.
            assert!(!in_large_pages(&fs::read(std::env::current_exe()?)?));
        }
        Ok(())
    }
}
