//! From errors to what a person and a script meet: a sentence, a stable code, an exit code. The one table of both is here.

use std::process::ExitCode;

use requite::{EngineError, PracticeError};

use crate::output::Output;

/// Why a command ended early.
#[derive(Debug)]
pub(crate) enum Failure {
    /// What the practice or the engine says.
    Practice(PracticeError),
    /// What the relay says.
    Relay(requite_relay::Failure),
    /// What this shell says.
    Shell(Shell),
}

/// Failures of the shell itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Shell {
    #[error(
        "no passphrase was given; set REQUITE_PASSPHRASE_FILE, REQUITE_PASSPHRASE_COMMAND or REQUITE_PASSPHRASE, or use a terminal"
    )]
    PassphraseNeeded,
    #[error("the passphrase file or command could not be read")]
    PassphraseSource,
    #[error("the passphrase is empty; choose one that only you know")]
    PassphraseEmpty,
    #[error("the two passphrases are not the same")]
    PassphraseTwice,
    #[error("the text is not valid UTF-8")]
    Utf8,
    #[error("the text is longer than 1 MiB, the most that one entry holds")]
    TooLong,
    #[error("standard input could not be read")]
    Input,
    #[error("standard output is closed")]
    Output,
    #[error("the file could not be read")]
    File,
    #[error("config.toml could not be read; its fields are relays, zone and language")]
    Config,
    #[error("config.toml could not be written")]
    ConfigWrite,
    #[error("no folder for the journal is known; give --home DIR or set REQUITE_HOME")]
    NoHome,
    #[error("no relay is set; add one with `requite relays add URL`")]
    NoRelay,
    #[error("this relay is not in the list")]
    UnknownRelay,
    #[error("a time is written like 90s, 15m or 2h")]
    Duration,
    #[error(
        "this system has no kernel keyring that can be used; each command asks for the passphrase"
    )]
    Keyring,
    #[error("no editor is set; set EDITOR, or give the text on standard input")]
    NoEditor,
    #[error("the editor could not be run or ended with an error; nothing was changed")]
    Editor,
    #[error(
        "there is no memory-backed folder for a private draft here; give the text on standard input"
    )]
    NoMemoryFolder,
    #[error("another `requite sync --watch` keeps this journal in touch already")]
    Watching,
    #[error("the six digits were not given; make a new invitation")]
    NoDigits,
    #[error("the folder for the evidence is there already, or cannot be made")]
    EvidenceFolder,
    #[error("interrupted")]
    Interrupted,
    #[error("the demo found something that is not as it should be; please report it")]
    Demo,
    #[error("the folder for the demo is not empty or cannot be used")]
    DemoFolder,
    #[error("the program could not start its threads")]
    Runtime,
}

impl From<PracticeError> for Failure {
    fn from(error: PracticeError) -> Self {
        Self::Practice(error)
    }
}

impl From<EngineError> for Failure {
    fn from(error: EngineError) -> Self {
        Self::Practice(error.into())
    }
}

impl From<requite::RelayUrlError> for Failure {
    fn from(error: requite::RelayUrlError) -> Self {
        EngineError::from(error).into()
    }
}

impl From<requite_relay::Failure> for Failure {
    fn from(error: requite_relay::Failure) -> Self {
        Self::Relay(error)
    }
}

impl From<Shell> for Failure {
    fn from(error: Shell) -> Self {
        Self::Shell(error)
    }
}

impl Failure {
    /// Tells the person, and gives the exit code.
    pub(crate) fn report(&self, out: &Output) -> ExitCode {
        let (exit, code) = self.codes();
        out.failure(code, &self.sentence());
        ExitCode::from(exit)
    }

    fn sentence(&self) -> String {
        match self {
            Self::Practice(error) => error.to_string(),
            Self::Relay(error) => error.to_string(),
            Self::Shell(error) => error.to_string(),
        }
    }

    fn codes(&self) -> (u8, &'static str) {
        match self {
            Self::Practice(error) => (exit_code(error.code()), error.code()),
            Self::Relay(error) => (error.exit_code(), error.code()),
            Self::Shell(error) => shell(*error),
        }
    }
}

/// The exit code that goes with a code of the practice or the engine: what a script can do about it.
fn exit_code(code: &str) -> u8 {
    match code {
        "internal" => 1,
        "ambiguous" | "no_vault" | "not_found" | "nothing_to_undo" => 3,
        "auth_required" | "pairing_tampered" | "wrong_digits" | "wrong_passphrase"
        | "wrong_words" => 4,
        "busy" => 5,
        "relay_refused" | "relay_unreachable" => 6,
        "damaged" | "older_than_sent" => 7,
        "storage_full" => 9,
        "newer_version" => 10,
        _ => 8,
    }
}

const fn shell(error: Shell) -> (u8, &'static str) {
    match error {
        Shell::PassphraseNeeded => (4, "passphrase_needed"),
        Shell::PassphraseSource => (4, "passphrase_source"),
        Shell::PassphraseEmpty => (8, "passphrase_empty"),
        Shell::PassphraseTwice => (4, "passphrase_twice"),
        Shell::Utf8 => (8, "invalid_utf8"),
        Shell::TooLong => (8, "too_long"),
        Shell::Input => (1, "input"),
        Shell::Output => (1, "output"),
        Shell::File => (3, "file_not_readable"),
        Shell::Config => (8, "invalid_config"),
        Shell::ConfigWrite => (8, "config_not_writable"),
        Shell::NoHome => (2, "no_home"),
        Shell::NoRelay => (8, "no_relay"),
        Shell::UnknownRelay => (3, "not_found"),
        Shell::Duration => (8, "invalid_time"),
        Shell::Keyring => (5, "keyring_unavailable"),
        Shell::NoEditor => (2, "no_editor"),
        Shell::Editor => (1, "editor"),
        Shell::NoMemoryFolder => (8, "no_memory_folder"),
        Shell::Watching => (5, "watching"),
        Shell::NoDigits => (4, "no_digits"),
        Shell::EvidenceFolder => (8, "evidence_folder"),
        Shell::Interrupted => (130, "interrupted"),
        Shell::Demo => (1, "demo"),
        Shell::DemoFolder => (8, "demo_folder"),
        Shell::Runtime => (1, "internal"),
    }
}

/// Help and version are no failures; anything else is told as clap tells it, or in one JSON object.
pub(crate) fn usage(error: &clap::Error, wants_json: bool) -> ExitCode {
    use clap::error::ErrorKind;
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            // A closed pipe, as with `| head`, is no failure of help.
            let _printed = error.print();
            return ExitCode::SUCCESS;
        }
        _ => {}
    }
    let (exit, code) = match error.kind() {
        ErrorKind::InvalidUtf8 => (8, "invalid_utf8"),
        _ => (2, "usage"),
    };
    if wants_json {
        crate::output::json_failure(
            code,
            "the arguments are not right; `requite help` shows how they go",
        );
    } else {
        let _printed = error.print();
    }
    ExitCode::from(exit)
}
