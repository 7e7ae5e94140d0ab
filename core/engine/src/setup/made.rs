//! A vault as it is about to be written to a folder, whichever way it came.

use requite_seal::{AccountKey, Argon2Params, DeviceSecrets, KeyFile, LocalKeys, Signer};
use requite_store::{Journal, Mail};
use requite_wire::{Locator, VaultId, codec, message::CreateVault, roster::Entry};

use super::{Lock, Setup, Unlock};
use crate::{
    Engine, EngineError,
    vault::{file_key, journal_setting, mail_setting},
};

pub(super) struct Made {
    pub(super) vault: VaultId,
    pub(super) device: DeviceSecrets,
    pub(super) registration: CreateVault,
    pub(super) entries: Vec<Entry>,
}

impl Made {
    /// Writes both files, then the key file: only then is there a vault.
    pub(super) fn write(self, setup: Setup, lock: Lock<'_>) -> Result<Engine, EngineError> {
        setup.home.prepare()?;
        let mut rng = setup.surroundings.rng()?;
        let now = setup.surroundings.now_ms();
        let (keys, passphrase) = match lock {
            Lock::Passphrase(passphrase) => (LocalKeys::generate(&mut rng), Some(passphrase)),
            Lock::Keys(keys) => (keys, None),
        };
        let mut mail = Mail::create(&setup.home.mail(), &file_key(&keys.mail))?;
        let mut journal = Journal::create(&setup.home.journal(), &file_key(&keys.content))?;
        mail.write(|mail| {
            mail.put_setting(mail_setting::VAULT, self.vault.as_bytes())?;
            mail.put_setting(mail_setting::SIGNER, &*self.device.signer.to_bytes())?;
            mail.put_setting(mail_setting::REGISTRATION, &codec::encode(&self.registration))?;
            for entry in &self.entries {
                mail.append_roster(entry.hash(), entry.bytes(), now)?;
            }
            Ok::<_, EngineError>(())
        })?;
        journal.write(|journal| {
            let secret = self.device.hpke.to_bytes();
            let entry = journal_setting::hpke_entry(self.device.keys().id(), &secret);
            journal.put_setting(journal_setting::HPKE, &entry).map_err(EngineError::from)
        })?;
        let sealed = match passphrase {
            Some(passphrase) => {
                KeyFile::seal(&keys, passphrase.as_bytes(), Argon2Params::default(), &mut rng)?
            }
            // Somebody else keeps the keys; the file only says that a vault is here.
            None => Vec::new(),
        };
        setup.home.write_keys(&sealed)?;
        drop((mail, journal));
        setup.open(Unlock::Keys(keys))
    }
}

/// What registers a vault at a relay.
pub(crate) fn registration(account: &AccountKey, genesis: &[u8], locator: Locator) -> CreateVault {
    let message = CreateVault::signed_message(genesis, locator);
    CreateVault {
        genesis: genesis.to_vec(),
        locator,
        signature: account.sign(&message),
        roster: Vec::new(),
    }
}
