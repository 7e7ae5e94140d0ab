//! Who this device is and which keys it holds, as read from the two files.

pub(crate) mod keys;

use requite_seal::{DeviceSigner, EpochKey, HpkeSecret};
use requite_store::{FileKey, Journal, JournalRead, Mail};
use requite_sync::roster::{Roster, Verify};
use requite_wire::{DeviceId, VaultId, codec, message::CreateVault, roster::Entry};
use zeroize::Zeroizing;

use crate::EngineError;
use keys::Keys;

/// Names of the settings in the mail file.
pub(crate) mod mail_setting {
    pub(crate) const VAULT: &str = "vault";
    pub(crate) const SIGNER: &str = "signer";
    pub(crate) const REGISTRATION: &str = "registration";
    /// Set while a relay may still have to hear of a new registration.
    pub(crate) const REGISTER: &str = "register";
    /// Hashes of the last entries that this installation made for a relay to take first, 32 bytes each.
    pub(crate) const MADE: &str = "made";
}

/// Names of the settings in the journal file.
pub(crate) mod journal_setting {
    use requite_wire::DeviceId;

    /// The private HPKE keys of all identities that this installation had, one run of 40 bytes each: device id, key.
    pub(crate) const HPKE: &str = "hpke";
    /// The first own envelope that is being taken back, to be sealed again.
    pub(crate) const RESEAL: &str = "reseal";
    /// The signing key of the identity that is being taken on.
    pub(crate) const ENROL: &str = "enrol";

    /// The last own envelope that was sealed to be offered at once: the mail file hears of it with the copy.
    pub(crate) const OFFERED: &str = "offered";
    /// Set while it is known that another copy of this device exists, until it has taken on a new identity.
    pub(crate) const COPIED: &str = "copied";

    pub(crate) fn hpke_entry(device: DeviceId, secret: &[u8; 32]) -> zeroize::Zeroizing<Vec<u8>> {
        zeroize::Zeroizing::new([&device.as_bytes()[..], secret].concat())
    }
}

/// Ed25519, strictly, for the roster's rules.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Strict;

impl Verify for Strict {
    fn verify(&self, key: &[u8; 32], message: &[u8], signature: &[u8; 64]) -> bool {
        requite_seal::verify(key, message, signature)
    }
}

/// What this device may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Membership {
    /// Read and write.
    Member,
    /// Only read what is here: it was removed on another device.
    Removed,
    /// Only read: the key that it was given is not the one that the device list names.
    WithoutKey,
}

/// This device as its mail file alone tells of it: who it is, not what it can read.
#[derive(Debug)]
pub(crate) struct Sender {
    pub(crate) vault: VaultId,
    pub(crate) me: DeviceId,
    pub(crate) signer: DeviceSigner,
    pub(crate) roster: Roster,
    pub(crate) registration: CreateVault,
}

impl Sender {
    /// Reads it back.
    pub(crate) fn load(mail: &mut Mail) -> Result<Self, EngineError> {
        let damaged = EngineError::Damaged { what: "the device's identity" };
        let stored = mail.read(|mail| {
            Ok::<_, EngineError>((
                mail.setting(mail_setting::VAULT)?,
                mail.setting(mail_setting::SIGNER)?,
                mail.setting(mail_setting::REGISTRATION)?,
                mail.roster()?,
            ))
        })?;
        let (Some(vault), Some(signer), Some(registration), rows) = stored else {
            return Err(damaged);
        };
        let vault = VaultId::from_slice(&vault)?;
        let signer = Zeroizing::new(signer);
        let signer = signer.as_slice().try_into().map_err(|_| damaged)?;
        let signer = DeviceSigner::from_bytes(signer);
        let me = DeviceId::of_key(&requite_seal::Signer::verify_key(&signer));
        let roster = roster(vault, rows.into_iter().map(|row| row.body).collect())?;
        let registration = codec::decode(&registration)?;
        Ok(Self { vault, me, signer, roster, registration })
    }
}

/// This device in its vault.
#[derive(Debug)]
pub(crate) struct Vault {
    pub(crate) id: VaultId,
    pub(crate) me: DeviceId,
    pub(crate) signer: DeviceSigner,
    pub(crate) keys: Keys,
    pub(crate) roster: Roster,
    pub(crate) registration: CreateVault,
}

impl Vault {
    /// Reads it back.
    pub(crate) fn load(mail: &mut Mail, journal: &mut Journal) -> Result<Self, EngineError> {
        let Sender { vault: id, me, signer, roster, registration } = Sender::load(mail)?;
        let secrets = journal.read(|journal| hpke_secrets(journal, me))?;
        let keys = Keys::gather(&roster, &secrets);
        Ok(Self { id, me, signer, keys, roster, registration })
    }

    pub(crate) fn membership(&self) -> Membership {
        if !self.roster.is_active(self.me) {
            Membership::Removed
        } else if self.keys.current(&self.roster).is_none() {
            Membership::WithoutKey
        } else {
            Membership::Member
        }
    }

    /// The key to seal with; refuses what must not be written before anything is.
    pub(crate) fn writing_key(&self) -> Result<&EpochKey, EngineError> {
        if self.roster.needs_update() {
            return Err(EngineError::NewerVersion);
        }
        match self.membership() {
            Membership::Removed => Err(EngineError::Removed),
            Membership::WithoutKey => Err(EngineError::WrongKey),
            Membership::Member => self.keys.current(&self.roster).ok_or(EngineError::WrongKey),
        }
    }

    /// The name of a device, where a key that is here opens it.
    pub(crate) fn name_of(&self, sealed: &[u8]) -> String {
        let mut names = self.keys.all().map(|key| requite_seal::device_name(sealed, key));
        names.find_map(Result::ok).unwrap_or_default()
    }
}

/// The private keys of this installation, those of its present identity first.
pub(crate) fn hpke_secrets(
    journal: &JournalRead<'_>,
    me: DeviceId,
) -> Result<Vec<HpkeSecret>, EngineError> {
    let damaged = EngineError::Damaged { what: "the device's identity" };
    let stored = journal.setting(journal_setting::HPKE)?.ok_or_else(|| damaged.clone())?;
    let stored = Zeroizing::new(stored);
    let (entries, rest) = stored.as_chunks::<40>();
    if !rest.is_empty() {
        return Err(damaged);
    }
    let mut secrets = Vec::with_capacity(entries.len());
    for entry in entries {
        let Some((device, secret)) = entry.split_first_chunk::<8>() else { continue };
        let secret = secret.try_into().map_err(|_| damaged.clone())?;
        secrets.push((DeviceId::new(*device) != me, HpkeSecret::from_bytes(secret)));
    }
    secrets.sort_by_key(|(is_older, _)| *is_older);
    Ok(secrets.into_iter().map(|(_, secret)| secret).collect())
}

/// The roster from its stored entries.
pub(crate) fn roster(vault: VaultId, entries: Vec<Vec<u8>>) -> Result<Roster, EngineError> {
    let entries = entries.into_iter().map(Entry::parse).collect::<Result<Vec<_>, _>>()?;
    Roster::from_entries(vault, entries, &Strict)
        .map_err(|_| EngineError::Damaged { what: "the device list" })
}

/// A file key from its bytes.
pub(crate) fn file_key(bytes: &[u8; 32]) -> FileKey {
    FileKey::new(*bytes)
}
