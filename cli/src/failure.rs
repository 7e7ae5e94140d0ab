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
            Self::Practice(PracticeError::Engine(error)) => engine(error),
            Self::Practice(error) => practice(error),
            Self::Relay(error) => (error.exit_code(), error.code()),
            Self::Shell(error) => shell(*error),
        }
    }
}

fn practice(error: &PracticeError) -> (u8, &'static str) {
    match error {
        PracticeError::NoEntry
        | PracticeError::NoPerson
        | PracticeError::NoVersion
        | PracticeError::NoMark
        | PracticeError::NoRecord(_) => (3, "not_found"),
        PracticeError::Ambiguous => (3, "ambiguous"),
        PracticeError::Word { .. } => (8, "invalid_choice"),
        PracticeError::SamePerson => (8, "same_person"),
        PracticeError::SameRecord => (8, "same_record"),
        PracticeError::Window => (8, "invalid_window"),
        PracticeError::NothingToUndo => (3, "nothing_to_undo"),
        PracticeError::EmptyText => (8, "empty_text"),
        PracticeError::Date | PracticeError::LaterDay | PracticeError::DayOfYear => {
            (8, "invalid_date")
        }
        PracticeError::Period => (8, "invalid_period"),
        PracticeError::NoLevel => (8, "no_level"),
        PracticeError::Resting { .. } => (8, "resting"),
        PracticeError::NotRested => (8, "not_rested"),
        PracticeError::Decided => (8, "decided"),
        PracticeError::NotDecided => (8, "not_decided"),
        PracticeError::Gate => (8, "invalid_answers"),
        PracticeError::Sealed { .. } => (8, "sealed_until"),
        PracticeError::Feeling => (8, "invalid_feeling"),
        PracticeError::Month => (8, "invalid_month"),
        PracticeError::Time | PracticeError::Hours => (8, "invalid_time"),
        PracticeError::Zone => (8, "invalid_zone"),
        PracticeError::MomentKind => (8, "invalid_kind"),
        PracticeError::Tag => (8, "invalid_tag"),
        PracticeError::Name => (8, "invalid_name"),
        PracticeError::NoBase => (8, "no_base"),
        PracticeError::Base => (8, "invalid_base"),
        PracticeError::Format => (8, "invalid_format"),
        PracticeError::Engine(error) => engine(error),
    }
}

fn engine(error: &EngineError) -> (u8, &'static str) {
    match error {
        EngineError::AlreadyThere => (8, "already_there"),
        EngineError::NoVault => (3, "no_vault"),
        EngineError::NotFound => (3, "not_found"),
        EngineError::WrongPassphrase => (4, "wrong_passphrase"),
        EngineError::WrongWords(_) | EngineError::NoVaultForWords => (4, "wrong_words"),
        EngineError::Busy => (5, "busy"),
        EngineError::RelayUnreachable => (6, "relay_unreachable"),
        EngineError::RelayRefused => (6, "relay_refused"),
        EngineError::RelayUrl(_) => (8, "invalid_relay"),
        EngineError::Damaged { .. } => (7, "damaged"),
        EngineError::OwnChainAhead => (7, "older_than_sent"),
        EngineError::Removed => (8, "removed"),
        EngineError::WrongKey => (8, "wrong_key"),
        EngineError::LastDevice => (8, "last_device"),
        EngineError::Ambiguous => (3, "ambiguous"),
        EngineError::AuthRequired => (4, "auth_required"),
        EngineError::InvalidLine => (8, "invalid_code"),
        EngineError::PairingExpired => (8, "invite_expired"),
        EngineError::PairingTampered => (4, "pairing_tampered"),
        EngineError::WrongDigits => (4, "wrong_digits"),
        EngineError::Refused(_) => (8, "invalid"),
        EngineError::DeviceName => (8, "invalid_name"),
        EngineError::Query(_) => (8, "invalid_query"),
        EngineError::Cursor => (8, "invalid_cursor"),
        EngineError::TooManyDevices => (8, "too_many_devices"),
        EngineError::Full => (9, "storage_full"),
        EngineError::ReadOnly => (8, "read_only"),
        EngineError::NewerVersion => (10, "newer_version"),
        EngineError::Crashed | EngineError::Internal(_) => (1, "internal"),
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
