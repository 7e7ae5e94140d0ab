//! `cargo xtask bindings kotlin|swift|python`: builds the library, writes the generated code into the language's package, and
//! puts the library beside it; compiles what comes out of it where the language has a compiler (Swift). Nothing of that is
//! committed: it is made anew from the crate, so the two cannot differ.

use std::{
    fs,
    path::{Path, PathBuf},
};

use cargo_metadata::{MetadataCommand, camino::Utf8PathBuf};
use clap::{Args, ValueEnum};
use uniffi_bindgen::bindings::{GenerateOptions, TargetLanguage, generate};

use crate::{child, swift::Swift};

/// Which package.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// The language
    language: Language,
}

/// A language that has a package under `bindings/`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Language {
    Kotlin,
    Swift,
    Python,
}

pub(crate) fn run(arguments: &Arguments) -> Result<(), String> {
    let made = make(arguments.language, Build::Library)?;
    if arguments.language == Language::Swift {
        let project = made.ancestors().nth(2).unwrap_or(&made);
        let swift = Swift::ready(project)?;
        let built = swift.command("build", &made, &[], &[]).status();
        if !built.is_ok_and(|status| status.success()) {
            return Err("the package does not build".to_owned());
        }
    }
    println!("{}", made.display());
    Ok(())
}

/// What is built so that the library is there. Cargo builds a package with other features when it is built among others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Build {
    /// The library alone.
    Library,
    /// Everything, as the tests of the workspace are built: behind them there is nothing left to do.
    Workspace,
}

impl Build {
    const fn words(self) -> &'static [&'static str] {
        match self {
            Self::Library => &["build", "--release", "--quiet", "--package", "requite-bindings"],
            Self::Workspace => &["build", "--release", "--quiet", "--workspace", "--all-targets"],
        }
    }

    pub(crate) fn run(self) -> Result<(), String> {
        let built = child::cargo().args(self.words()).status();
        let built = built.map_err(|error| format!("cargo did not start: {error}"))?;
        if built.success() { Ok(()) } else { Err("the library does not build".to_owned()) }
    }
}

/// Makes the package of a language. Gives its folder.
pub(crate) fn make(language: Language, build: Build) -> Result<PathBuf, String> {
    let (root, library) = built(build)?;
    let package = root.join("bindings").join(match language {
        Language::Kotlin => "kotlin",
        Language::Swift => "swift",
        Language::Python => "python",
    });
    let (target, out, beside) = match language {
        Language::Kotlin => (
            TargetLanguage::Kotlin,
            package.join("target/generated-sources/kotlin"),
            package.join("target/native").join(jna_platform()),
        ),
        Language::Swift => (
            TargetLanguage::Swift,
            package.join("Sources/RequiteEngine/Generated"),
            package.join("lib"),
        ),
        Language::Python => {
            (TargetLanguage::Python, package.join("requite_engine"), package.join("requite_engine"))
        }
    };
    let utf8 = |path: &Path| {
        Utf8PathBuf::from_path_buf(path.to_owned()).map_err(|_| "a path is not UTF-8".to_owned())
    };
    let options = GenerateOptions {
        languages: vec![target],
        source: utf8(&library)?,
        out_dir: utf8(&out)?,
        ..GenerateOptions::default()
    };
    generate(options).map_err(|error| format!("the bindings could not be made: {error}"))?;
    mend(language, &out)?;
    if language == Language::Swift {
        header(&package, &out)?;
    }
    fs::create_dir_all(&beside).map_err(|_| "no folder for the library".to_owned())?;
    if language == Language::Kotlin {
        first_use(&root, &package.join("target/generated-test-sources/kotlin"))?;
    }
    let name = library.file_name().unwrap_or_default();
    fs::copy(&library, beside.join(name)).map_err(|_| "the library was not copied".to_owned())?;
    Ok(package)
}

/// The C header stands with the module map that is committed, not with the one that is generated, which names Apple's modules.
fn header(package: &Path, out: &Path) -> Result<(), String> {
    let moved =
        fs::rename(out.join("RequiteFFI.h"), package.join("Sources/RequiteFFI/RequiteFFI.h"));
    let removed = fs::remove_file(out.join("RequiteFFI.modulemap"));
    moved.and(removed).map_err(|_| "the C header was not moved".to_owned())
}

/// The snippet of the page for users, for the package's own tests to compile and run.
fn first_use(root: &Path, out: &Path) -> Result<(), String> {
    let page = fs::read_to_string(root.join("bindings/README.md"));
    let page = page.map_err(|_| "bindings/README.md is not there".to_owned())?;
    let snippet = page.split("```kotlin\n").nth(1).and_then(|rest| rest.split("```").next());
    let snippet = snippet.ok_or("bindings/README.md has no snippet in Kotlin")?;
    fs::create_dir_all(out)
        .and_then(|()| fs::write(out.join("FirstUse.kt"), snippet))
        .map_err(|_| "the snippet cannot be written".to_owned())
}

/// Where generated code lets a text that is no text end in an error of the language's own instead of a typed one.
struct Mend {
    language: Language,
    file: &'static str,
    from: &'static str,
    to: &'static str,
}

const MENDS: &[Mend] = &[
    Mend {
        language: Language::Kotlin,
        file: "app/requite/engine/requite_ffi.kt",
        from: "            encode(CharBuffer.wrap(value))\n",
        to: "            try {\n                encode(CharBuffer.wrap(value))\n            } catch (_: java.nio.charset.CharacterCodingException) {\n                throw EngineException.Invalid(\"invalid_text\")\n            }\n",
    },
    Mend {
        language: Language::Python,
        file: "requite_ffi.py",
        from: "            raise TypeError(\"argument must be str, not {}\".format(type(value).__name__))\n        return value\n",
        to: "            raise TypeError(\"argument must be str, not {}\".format(type(value).__name__))\n        try:\n            value.encode(\"utf-8\")\n        except UnicodeEncodeError:\n            raise EngineError.Invalid(\"invalid_text\") from None\n        return value\n",
    },
    Mend {
        language: Language::Python,
        file: "requite_ffi.py",
        from: "@_UNIFFI_RUST_FUTURE_CONTINUATION_CALLBACK\ndef _uniffi_continuation_callback(future_ptr, poll_code):\n    (eventloop, future) = _UniffiContinuationHandleMap.remove(future_ptr)\n    eventloop.call_soon_threadsafe(_uniffi_set_future_result, future, poll_code)\n",
        to: WAKING,
    },
];

/// A thread of the engine's that wakes a loop must not be in Python when Python ends: it would be ended inside Rust, and the
/// process with it. So the end waits for those that are.
const WAKING: &str = "import atexit, threading, time
_UNIFFI_WAKING = set()

@atexit.register
def _uniffi_no_thread_is_waking():
    time.sleep(0.001)
    while _UNIFFI_WAKING:
        time.sleep(0.001)

@_UNIFFI_RUST_FUTURE_CONTINUATION_CALLBACK
def _uniffi_continuation_callback(future_ptr, poll_code):
    thread = threading.get_ident()
    _UNIFFI_WAKING.add(thread)
    try:
        (eventloop, future) = _UniffiContinuationHandleMap.remove(future_ptr)
        eventloop.call_soon_threadsafe(_uniffi_set_future_result, future, poll_code)
    finally:
        _UNIFFI_WAKING.discard(thread)
";

/// Half a character, as a text field of Kotlin or Python can hold it, is the caller's mistake: told as such, and without the
/// text. A place that is not found once ends the command, so that a new version of the generator is looked at.
fn mend(language: Language, out: &Path) -> Result<(), String> {
    for mend in MENDS.iter().filter(|mend| mend.language == language) {
        let path = out.join(mend.file);
        let text = fs::read_to_string(&path).map_err(|_| format!("no {} was made", mend.file))?;
        if text.matches(mend.from).count() != 1 {
            return Err(format!("{} is not made as it used to be; look at MENDS", mend.file));
        }
        let text = text.replace(mend.from, mend.to);
        fs::write(path, text).map_err(|_| format!("{} cannot be written", mend.file))?;
    }
    Ok(())
}

/// Builds the library. Gives the project's folder and the library's path.
pub(crate) fn built(build: Build) -> Result<(PathBuf, PathBuf), String> {
    build.run()?;
    let metadata = MetadataCommand::new().no_deps().exec();
    let metadata = metadata.map_err(|_| "cargo says nothing of this project".to_owned())?;
    let name =
        format!("{}requite_ffi{}", std::env::consts::DLL_PREFIX, std::env::consts::DLL_SUFFIX);
    let library = metadata.target_directory.join("release").join(name);
    Ok((metadata.workspace_root.into_std_path_buf(), library.into_std_path_buf()))
}

/// How JNA calls this platform, for the library's place inside a jar.
fn jna_platform() -> &'static str {
    match (std::env::consts::OS, std::env::consts::ARCH) {
        ("macos", "aarch64") => "darwin-aarch64",
        ("macos", _) => "darwin-x86-64",
        ("windows", _) => "win32-x86-64",
        (_, "aarch64") => "linux-aarch64",
        _ => "linux-x86-64",
    }
}
