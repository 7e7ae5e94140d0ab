//! Who this device is and which keys it holds, as read from the two files.

use requite_seal::{DeviceSigner, EpochKey, HpkeSecret};
use requite_store::{FileKey, Journal, Mail};
use requite_sync::roster::{Roster, Verify};
use requite_wire::{DeviceId, VaultId, codec, message::CreateVault, roster::Entry};
use zeroize::Zeroizing;

use crate::EngineError;

/// Names of the settings in the mail file.
pub(crate) mod mail_setting {
    pub(crate) const VAULT: &str = "vault";
    pub(crate) const SIGNER: &str = "signer";
    pub(crate) const REGISTRATION: &str = "registration";
}

/// Names of the settings in the journal file.
pub(crate) mod journal_setting {
    pub(crate) const HPKE: &str = "hpke";
}

/// Ed25519, strictly, for the roster's rules.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Strict;

impl Verify for Strict {
    fn verify(&self, key: &[u8; 32], message: &[u8], signature: &[u8; 64]) -> bool {
        requite_seal::verify(key, message, signature)
    }
}

/// This device in its vault.
#[derive(Debug)]
pub(crate) struct Vault {
    pub(crate) id: VaultId,
    pub(crate) me: DeviceId,
    pub(crate) signer: DeviceSigner,
    pub(crate) key: EpochKey,
    pub(crate) roster: Roster,
    pub(crate) registration: CreateVault,
}

impl Vault {
    /// Reads it back; refuses to go on with a key that is not the roster's.
    pub(crate) fn load(mail: &mut Mail, journal: &mut Journal) -> Result<Self, EngineError> {
        let damaged = EngineError::Damaged { what: "the device's identity" };
        let stored = mail.read(|mail| {
            Ok::<_, EngineError>((
                mail.setting(mail_setting::VAULT)?,
                mail.setting(mail_setting::SIGNER)?,
                mail.setting(mail_setting::REGISTRATION)?,
                mail.roster()?,
            ))
        })?;
        let (Some(id), Some(signer), Some(registration), entries) = stored else {
            return Err(damaged);
        };
        let id = VaultId::from_slice(&id)?;
        let signer = Zeroizing::new(signer);
        let signer = signer.as_slice().try_into().map_err(|_| damaged.clone())?;
        let signer = DeviceSigner::from_bytes(signer);
        let roster = roster(id, entries)?;
        let hpke = journal
            .read(|journal| journal.setting(journal_setting::HPKE).map_err(EngineError::from))?
            .ok_or_else(|| damaged.clone())?;
        let hpke = Zeroizing::new(hpke);
        let hpke = HpkeSecret::from_bytes(hpke.as_slice().try_into().map_err(|_| damaged.clone())?);
        let key = current_key(&roster, &hpke)?;
        let registration = codec::decode(&registration)?;
        let me = DeviceId::of_key(&requite_seal::Signer::verify_key(&signer));
        Ok(Self { id, me, signer, key, roster, registration })
    }
}

/// The roster from its stored entries.
pub(crate) fn roster(vault: VaultId, entries: Vec<Vec<u8>>) -> Result<Roster, EngineError> {
    let entries = entries.into_iter().map(Entry::parse).collect::<Result<Vec<_>, _>>()?;
    Roster::from_entries(vault, entries, &Strict)
        .map_err(|_| EngineError::Damaged { what: "the device list" })
}

/// The key of the roster's epoch, out of the wraps for this recipient.
pub(crate) fn current_key(roster: &Roster, secret: &HpkeSecret) -> Result<EpochKey, EngineError> {
    let missing = EngineError::Damaged { what: "this device's key" };
    let epoch = roster.epoch(roster.head()).ok_or_else(|| missing.clone())?;
    let public = secret.public();
    let mut keys = roster
        .wraps(&public)
        .filter_map(|wrap| requite_seal::unwrap(wrap, secret, &epoch.key_index).ok());
    keys.find(|key| key.index() == epoch.key_index).ok_or(missing)
}

/// A file key from its bytes.
pub(crate) fn file_key(bytes: &[u8; 32]) -> FileKey {
    FileKey::new(*bytes)
}
