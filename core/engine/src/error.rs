//! The one place where the rich errors of the rooms below become the few that an app meets.

use requite_record::{DamagedDocument, Refusal, ValueError};
use requite_seal::{EntryError, KeyFileError, WordsError};
use requite_store::StoreError;

use crate::net::{NetError, RelayUrlError};

/// What can go wrong, for an app. Sentences say what to do and carry no content.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EngineError {
    /// There is a vault in this folder already.
    #[error("there is a vault in this folder already; choose another folder, or use this one")]
    AlreadyThere,
    /// There is no vault in this folder.
    #[error("there is no vault in this folder yet; create one, or restore yours from the words")]
    NoVault,
    /// No such record.
    #[error("there is no such record here")]
    NotFound,
    /// The passphrase does not open this vault.
    #[error("the passphrase does not open this vault")]
    WrongPassphrase,
    /// The recovery words are not right.
    #[error("the recovery words are not right: {0}")]
    WrongWords(WordsError),
    /// Words that are whole, of another vault or replaced since.
    #[error("these words do not open this journal: they are another's, or were replaced since")]
    OtherWords,
    /// No relay that was asked knows a vault for these words.
    #[error("the relay has no vault for these words; check the words and the relay's address")]
    NoVaultForWords,
    /// Another process is writing.
    #[error("another program is using this vault; try again in a moment")]
    Busy,
    /// A relay cannot be reached.
    #[error("the relay cannot be reached; everything is saved here and will be sent later")]
    RelayUnreachable,
    /// A relay refuses this device.
    #[error("the relay refuses this device or this request")]
    RelayRefused,
    /// An address is not that of a relay.
    #[error(transparent)]
    RelayUrl(#[from] RelayUrlError),
    /// A file or record is damaged.
    #[error("{what} is damaged; nothing was changed. Run the doctor, and keep the files")]
    Damaged {
        /// What is damaged.
        what: &'static str,
    },
    /// A request does not fit a record's rules or limits.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// A device name is empty or too long.
    #[error("a device's name has 1 to 64 bytes")]
    DeviceName,
    /// A search without anything to search for, or with too much.
    #[error("{0}")]
    Query(&'static str),
    /// A page's cursor is not one that this vault gave out.
    #[error("the cursor is not valid; start again from the first page")]
    Cursor,
    /// There is no room for another device.
    #[error("a vault has at most 16 devices; remove one first")]
    TooManyDevices,
    /// The disk is full.
    #[error("the storage is full; nothing was changed. Free some space and try again")]
    Full,
    /// The folder cannot be written.
    #[error("the folder cannot be written to")]
    ReadOnly,
    /// Made by a newer version.
    #[error("this vault was written by a newer version; update this program")]
    NewerVersion,
    /// This device was cloned or restored from a backup.
    #[error(
        "this device's files are older than what it has sent; sync once, and it goes on as a new device"
    )]
    OwnChainAhead,
    /// This device was removed on another one.
    #[error(
        "this device was removed from the journal on another device; what is here can be read, and no longer changed"
    )]
    Removed,
    /// The key that this device was given is not the one that the device list names.
    #[error(
        "this device has not got the present key of the journal; what is here can be read, and not changed until another device gives it the key"
    )]
    WrongKey,
    /// The last device cannot be removed.
    #[error("this is the last device of the journal; it cannot be removed")]
    LastDevice,
    /// Several fit.
    #[error("several begin like this; give more of it")]
    Ambiguous,
    /// The passphrase was not asked for within the last minute.
    #[error("this needs the passphrase, given within the last minute")]
    AuthRequired,
    /// The line of text is no invitation.
    #[error("this is not an invitation; copy the whole line that the other device shows")]
    InvalidLine,
    /// The invitation is over.
    #[error("the invitation is over or was used; make a new one on the other device")]
    PairingExpired,
    /// Somebody else spoke in the pairing.
    #[error(
        "somebody tampered with the pairing; nothing was shared. Make a new invitation, on another network if you can"
    )]
    PairingTampered,
    /// The digits are not those that the other device shows.
    #[error("the digits are not the same, so nothing was shared; make a new invitation")]
    WrongDigits,
    /// Stopped on purpose, in a test of crashes.
    #[error("the program was stopped here on purpose")]
    Crashed,
    /// A mistake of ours.
    #[error("something went wrong inside ({0}); nothing was lost")]
    Internal(&'static str),
}

impl EngineError {
    /// The stable code, for scripts and shells: the sentence may be put better one day, the code stays.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::AlreadyThere => "already_there",
            Self::NoVault => "no_vault",
            Self::NotFound => "not_found",
            Self::WrongPassphrase => "wrong_passphrase",
            Self::WrongWords(_) | Self::OtherWords | Self::NoVaultForWords => "wrong_words",
            Self::Busy => "busy",
            Self::RelayUnreachable => "relay_unreachable",
            Self::RelayRefused => "relay_refused",
            Self::RelayUrl(_) => "invalid_relay",
            Self::Damaged { .. } => "damaged",
            Self::OwnChainAhead => "older_than_sent",
            Self::Removed => "removed",
            Self::WrongKey => "wrong_key",
            Self::LastDevice => "last_device",
            Self::Ambiguous => "ambiguous",
            Self::AuthRequired => "auth_required",
            Self::InvalidLine => "invalid_code",
            Self::PairingExpired => "invite_expired",
            Self::PairingTampered => "pairing_tampered",
            Self::WrongDigits => "wrong_digits",
            Self::Refused(
                Refusal::OverLimit { .. }
                | Refusal::Value { error: ValueError::TooLong { .. }, .. },
            ) => "too_long",
            Self::Refused(_) => "invalid",
            Self::DeviceName => "invalid_name",
            Self::Query(_) => "invalid_query",
            Self::Cursor => "invalid_cursor",
            Self::TooManyDevices => "too_many_devices",
            Self::Full => "storage_full",
            Self::ReadOnly => "read_only",
            Self::NewerVersion => "newer_version",
            Self::Crashed | Self::Internal(_) => "internal",
        }
    }
}

impl From<StoreError> for EngineError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::WrongKey => Self::WrongPassphrase,
            StoreError::Damaged => Self::Damaged { what: "a file of this vault" },
            StoreError::NewerVersion => Self::NewerVersion,
            StoreError::Busy => Self::Busy,
            StoreError::Full => Self::Full,
            StoreError::ReadOnly => Self::ReadOnly,
            StoreError::Missing => Self::NoVault,
            StoreError::Exists => Self::AlreadyThere,
            StoreError::EmptyQuery => {
                Self::Query("type at least one letter or digit to search for")
            }
            StoreError::QueryTooLong => Self::Query("this is too much to search for at once"),
            StoreError::Cursor => Self::Cursor,
            StoreError::Crashed => Self::Crashed,
            StoreError::Chain | StoreError::Internal(_) => Self::Internal("store"),
        }
    }
}

impl From<DamagedDocument> for EngineError {
    fn from(_: DamagedDocument) -> Self {
        Self::Damaged { what: "a record" }
    }
}

impl From<WordsError> for EngineError {
    fn from(error: WordsError) -> Self {
        Self::WrongWords(error)
    }
}

impl From<EntryError> for EngineError {
    fn from(error: EntryError) -> Self {
        match error {
            EntryError::Name => Self::DeviceName,
            EntryError::Key => Self::Damaged { what: "a key in the device list" },
            EntryError::TooLarge => Self::TooManyDevices,
        }
    }
}

impl From<KeyFileError> for EngineError {
    fn from(error: KeyFileError) -> Self {
        match error {
            KeyFileError::WrongPassphrase => Self::WrongPassphrase,
            KeyFileError::NewerVersion => Self::NewerVersion,
            KeyFileError::Damaged | KeyFileError::Params => Self::Damaged { what: "the key file" },
        }
    }
}

impl From<NetError> for EngineError {
    fn from(error: NetError) -> Self {
        match error {
            NetError::Unreachable => Self::RelayUnreachable,
            NetError::Malformed | NetError::Refused { .. } => Self::RelayRefused,
        }
    }
}

impl From<requite_wire::WireError> for EngineError {
    fn from(error: requite_wire::WireError) -> Self {
        match error {
            requite_wire::WireError::NewerVersion => Self::NewerVersion,
            _ => Self::Damaged { what: "the device list" },
        }
    }
}
