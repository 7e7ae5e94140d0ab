//! The few errors that a shell meets, and the one place that maps the rich ones. No text of a person's, no names, no
//! paths: a stable code each, for which the shell has words.

use requite::PracticeError;
use requite_engine::EngineError as Inner;

/// What can go wrong. `code` is stable and says it exactly; the variant says what kind of answer it wants.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, uniffi::Error)]
pub enum EngineError {
    /// There is no such vault, record, person, version or mark: `no_vault`, `not_found`, `nothing_to_undo`.
    #[error("{code}")]
    NotFound {
        /// Which.
        code: String,
    },
    /// Several fit; give more of the id: `ambiguous`.
    #[error("{code}")]
    Ambiguous {
        /// Which.
        code: String,
    },
    /// What was given cannot be understood or does not fit: `invalid_date`, `invalid_name`, `empty_text`, `too_long`, `invalid_text` and the
    /// like.
    /// Ask the person again.
    #[error("{code}")]
    Invalid {
        /// Which.
        code: String,
    },
    /// Understood, and not possible as things stand: `resting`, `decided`, `no_base`, `already_there`, `used` and the like.
    #[error("{code}")]
    Refused {
        /// Which.
        code: String,
    },
    /// The content is locked: unlock first. `locked`.
    #[error("{code}")]
    Locked {
        /// Which.
        code: String,
    },
    /// The engine was shut down or is suspended: `shut_down`, `suspended`.
    #[error("{code}")]
    Closed {
        /// Which.
        code: String,
    },
    /// The passphrase, words or digits are not right, or must be given afresh: `wrong_passphrase`, `wrong_words`,
    /// `auth_required`.
    #[error("{code}")]
    Secret {
        /// Which.
        code: String,
    },
    /// Another program or engine uses this vault now; the same call may go through in a moment: `busy`.
    #[error("{code}")]
    Busy {
        /// Which.
        code: String,
    },
    /// The relay: `relay_unreachable`, `relay_refused`. Everything is saved here and goes out later.
    #[error("{code}")]
    Relay {
        /// Which.
        code: String,
    },
    /// Letting a device in came to nothing: `invalid_code`, `invite_expired`, `wrong_digits`, `pairing_tampered`.
    #[error("{code}")]
    Pairing {
        /// Which.
        code: String,
    },
    /// What this device may do in the journal: `removed`, `wrong_key`, `last_device`, `too_many_devices`.
    #[error("{code}")]
    Membership {
        /// Which.
        code: String,
    },
    /// The disk or the files: `storage_full`, `read_only`, `damaged`, `older_than_sent`.
    #[error("{code}")]
    Storage {
        /// Which.
        code: String,
    },
    /// Written by a newer version of this program: `newer_version`.
    #[error("{code}")]
    Newer {
        /// Which.
        code: String,
    },
    /// The platform's vault: `vault_missing`, `vault_invalidated`, `vault_locked_out`, `vault_refused`, `vault_failed`, `vault_timeout`,
    /// `vault_reentered`. Offer the
    /// passphrase, the words, or another device; nothing was deleted.
    #[error("{code}")]
    Vault {
        /// Which.
        code: String,
    },
    /// Stopped by who began it: `cancelled`.
    #[error("{code}")]
    Cancelled {
        /// Which.
        code: String,
    },
    /// A mistake of ours. Nothing was lost; the next call works. The ticket finds the line in the log.
    #[error("{code} {ticket}")]
    Internal {
        /// `internal`.
        code: String,
        /// Counts from 1 in each process; 0 where nothing was logged.
        ticket: u64,
    },
}

impl EngineError {
    pub(crate) fn locked() -> Self {
        Self::Locked { code: "locked".to_owned() }
    }

    pub(crate) fn suspended() -> Self {
        Self::Closed { code: "suspended".to_owned() }
    }

    pub(crate) fn shut_down() -> Self {
        Self::Closed { code: "shut_down".to_owned() }
    }

    pub(crate) fn cancelled() -> Self {
        Self::Cancelled { code: "cancelled".to_owned() }
    }

    pub(crate) fn busy() -> Self {
        Self::Busy { code: "busy".to_owned() }
    }

    pub(crate) fn invalid(code: &str) -> Self {
        Self::Invalid { code: code.to_owned() }
    }

    pub(crate) fn vault(code: &str) -> Self {
        Self::Vault { code: code.to_owned() }
    }

    pub(crate) fn internal(ticket: u64) -> Self {
        Self::Internal { code: "internal".to_owned(), ticket }
    }

    /// The stable code.
    pub fn code(&self) -> &str {
        match self {
            Self::NotFound { code }
            | Self::Ambiguous { code }
            | Self::Invalid { code }
            | Self::Refused { code }
            | Self::Locked { code }
            | Self::Closed { code }
            | Self::Secret { code }
            | Self::Busy { code }
            | Self::Relay { code }
            | Self::Pairing { code }
            | Self::Membership { code }
            | Self::Storage { code }
            | Self::Newer { code }
            | Self::Vault { code }
            | Self::Cancelled { code }
            | Self::Internal { code, .. } => code,
        }
    }

    /// By its code: the codes are one list for the command line and for every binding.
    fn of_code(code: &str) -> Self {
        let kind: fn(String) -> Self = match code {
            "no_vault" | "not_found" | "nothing_to_undo" => |code| Self::NotFound { code },
            "ambiguous" => |code| Self::Ambiguous { code },
            "wrong_passphrase" | "wrong_words" | "auth_required" => |code| Self::Secret { code },
            "busy" => |code| Self::Busy { code },
            "relay_unreachable" | "relay_refused" => |code| Self::Relay { code },
            "invalid_code" | "invite_expired" | "pairing_tampered" | "wrong_digits" => {
                |code| Self::Pairing { code }
            }
            "removed" | "wrong_key" | "last_device" | "too_many_devices" => {
                |code| Self::Membership { code }
            }
            "storage_full" | "read_only" | "damaged" | "older_than_sent" => {
                |code| Self::Storage { code }
            }
            "newer_version" => |code| Self::Newer { code },
            "internal" => |code| Self::Internal { code, ticket: 0 },
            "already_there" | "same_person" | "same_record" | "no_level" | "resting"
            | "not_rested" | "decided" | "not_decided" | "sealed_until" | "no_base" => {
                |code| Self::Refused { code }
            }
            _ => |code| Self::Invalid { code },
        };
        kind(code.to_owned())
    }
}

impl From<PracticeError> for EngineError {
    fn from(error: PracticeError) -> Self {
        Self::of_code(error.code())
    }
}

impl From<Inner> for EngineError {
    fn from(error: Inner) -> Self {
        Self::of_code(error.code())
    }
}
