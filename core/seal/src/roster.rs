//! Making roster entries and opening what they carry: wrapped epoch keys, links to older ones, sealed device names.
//! What entries mean together is in `sync::roster`.

mod epoch;
mod name;

use rand::CryptoRng;
use requite_wire::{
    Hash, VaultId,
    roster::{
        Action, Add, Body, ChangeRecovery, Cut, DeviceKeys, Entry, Genesis, Hold, Links, Revoke,
        Rotate, signed_message, vault_id,
    },
};

use crate::{AccountKey, EpochKey, Root, Signer};

pub use epoch::{NewEpoch, unlink, unwrap};
pub use name::device_name;

/// Why an entry cannot be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum EntryError {
    /// The name does not fit.
    #[error("a device's name has 1 to 64 bytes")]
    Name,
    /// A public key that is none.
    #[error("a key of the device cannot be used")]
    Key,
    /// More than one entry holds.
    #[error("this is more than one entry of the device list can hold")]
    TooLarge,
}

/// Everything that a genesis says.
#[derive(Debug, Clone, Copy)]
pub struct Beginning<'a> {
    /// The account, which signs it.
    pub account: &'a AccountKey,
    /// Public key of recovery.
    pub recovery: &'a [u8; 32],
    /// The first device.
    pub device: &'a DeviceKeys,
    /// Its name.
    pub name: &'a str,
    /// Key of epoch 0.
    pub key: &'a EpochKey,
    /// Milliseconds since 1970.
    pub at_ms: i64,
}

/// The entry that begins a vault, signed by the account.
///
/// # Errors
/// [`EntryError`] for a device name that does not fit.
pub fn genesis(of: Beginning<'_>, rng: &mut impl CryptoRng) -> Result<Entry, EntryError> {
    let mut salt = [0; 16];
    rng.fill_bytes(&mut salt);
    let genesis = Genesis {
        salt,
        account: of.account.verify_key(),
        recovery: *of.recovery,
        device: *of.device,
        name: name::seal(of.name, of.key, rng)?,
        key_index: of.key.index(),
        wraps: vec![
            epoch::wrap(of.key, &of.device.hpke, rng)?,
            epoch::wrap(of.key, of.recovery, rng)?,
        ],
    };
    let action = Action::Genesis(Box::new(genesis));
    let signer = of.account.verify_key();
    let body = Body { vault: None, parent: None, signer, at_ms: of.at_ms, action }.encode();
    let signature = of.account.sign(&signed_message(vault_id(&body), &body));
    Entry::assemble(body, signature).map_err(|_| EntryError::TooLarge)
}

/// Who says something about the devices of a vault, and where in the list.
#[derive(Clone, Copy)]
pub struct Statement<'a> {
    /// The account, or a device of the vault.
    pub signer: &'a dyn Signer,
    /// The vault.
    pub vault: VaultId,
    /// The entry that this one follows.
    pub parent: Hash,
    /// Milliseconds since 1970.
    pub at_ms: i64,
}

impl Statement<'_> {
    /// A device joins, and reads everything.
    ///
    /// # Errors
    /// [`EntryError`] for a device name that does not fit.
    pub fn add(
        self,
        device: &DeviceKeys,
        name: &str,
        key: &EpochKey,
        rng: &mut impl CryptoRng,
    ) -> Result<Entry, EntryError> {
        let add = Add {
            device: *device,
            name: name::seal(name, key, rng)?,
            wrap: epoch::wrap(key, &device.hpke, rng)?,
            hold: None,
        };
        self.sign(Action::Add(Box::new(add)))
    }

    /// A device joins, and reads only what comes from now on, until the hold ends. The new epoch must not have links.
    ///
    /// # Errors
    /// [`EntryError`] for a device name that does not fit.
    pub fn add_held(
        self,
        device: &DeviceKeys,
        name: &str,
        until_ms: i64,
        epoch: &NewEpoch,
        rng: &mut impl CryptoRng,
    ) -> Result<Entry, EntryError> {
        let rotate = Rotate { links: Vec::new(), ..epoch.rotate(rng)? };
        let add = Add {
            device: *device,
            name: name::seal(name, &epoch.key, rng)?,
            wrap: epoch::wrap(&epoch.key, &device.hpke, rng)?,
            hold: Some(Hold { until_ms, rotate }),
        };
        self.sign(Action::Add(Box::new(add)))
    }

    /// A new epoch begins.
    ///
    /// # Errors
    /// [`EntryError`] for a recipient's key that is none.
    pub fn rotate(self, epoch: &NewEpoch, rng: &mut impl CryptoRng) -> Result<Entry, EntryError> {
        self.sign(Action::Rotate(Box::new(epoch.rotate(rng)?)))
    }

    /// Devices leave, and a new epoch begins without them.
    ///
    /// # Errors
    /// [`EntryError`] for a recipient's key that is none.
    pub fn revoke(
        self,
        cuts: Vec<Cut>,
        epoch: &NewEpoch,
        rng: &mut impl CryptoRng,
    ) -> Result<Entry, EntryError> {
        let revoke = Revoke { cuts, rotate: epoch.rotate(rng)? };
        self.sign(Action::Revoke(Box::new(revoke)))
    }

    /// The words are replaced, and a new epoch begins, which is wrapped to the new ones.
    ///
    /// # Errors
    /// [`EntryError`] for a recipient's key that is none.
    pub fn change_recovery(
        self,
        words: &Root,
        epoch: &NewEpoch,
        rng: &mut impl CryptoRng,
    ) -> Result<Entry, EntryError> {
        let account = words.account();
        let (key, recovery) = (account.verify_key(), words.recovery().public());
        let locator = Some(words.locator());
        let message = ChangeRecovery::signed_message(self.vault, &key, &recovery, locator);
        let proof = account.sign(&message);
        let rotate = epoch.rotate(rng)?;
        let change = ChangeRecovery { account: key, recovery, proof, rotate, locator };
        self.sign(Action::ChangeRecovery(Box::new(change)))
    }

    /// Older keys are made known to all who have a newer one.
    ///
    /// # Errors
    /// [`EntryError::TooLarge`] for more than one entry can hold.
    pub fn links(
        self,
        newer: &EpochKey,
        older: &[&EpochKey],
        rng: &mut impl CryptoRng,
    ) -> Result<Entry, EntryError> {
        let links =
            older.iter().map(|older| epoch::link(newer, older, rng)).collect::<Result<_, _>>()?;
        self.sign(Action::Links(Box::new(Links { key_index: newer.index(), links })))
    }

    fn sign(self, action: Action) -> Result<Entry, EntryError> {
        let Self { signer, vault, parent, at_ms } = self;
        let key = signer.verify_key();
        let (vault_of, parent) = (Some(vault), Some(parent));
        let body = Body { vault: vault_of, parent, signer: key, at_ms, action }.encode();
        let signature = signer.sign(&signed_message(vault, &body));
        Entry::assemble(body, signature).map_err(|_| EntryError::TooLarge)
    }
}
