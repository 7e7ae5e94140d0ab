//! How a vault comes to be on a device: made anew, restored from the words, joined from another device, or opened again.

mod join;
mod made;
mod restore;

use std::path::Path;

use rand::Rng;
use requite_record::Schema;
use requite_seal::{
    Beginning, DeviceSecrets, Entropy, EpochKey, KeyFile, LocalKeys, RecoveryWords, Root,
};
use requite_store::{Journal, Mail};

use crate::{
    Engine, EngineError, Surroundings, Tally,
    home::Home,
    net::RelayUrl,
    nudge, reenrol,
    vault::{Vault, file_key},
};

pub use join::JoinEvent;
use made::Made;
pub(crate) use made::registration;
pub use restore::Back;
pub(crate) use restore::{APPEND_TRIES, fetch_roster, roster_error};

/// What opens a vault on this device.
#[derive(Debug)]
pub enum Unlock<'a> {
    /// The passphrase: derives the keys, which takes a noticeable moment on purpose.
    Passphrase(&'a str),
    /// Keys derived before, from [`unlock`], or kept by a platform's key store.
    Keys(LocalKeys),
}

/// What is to close a vault that is being made.
#[derive(Debug)]
pub enum Lock<'a> {
    /// A passphrase.
    Passphrase(&'a str),
    /// Keys that the caller keeps, in a platform's key store: no passphrase opens this vault.
    Keys(LocalKeys),
}

/// Derives the keys of a vault's files, for a platform's key store.
///
/// # Errors
/// [`EngineError::WrongPassphrase`], [`EngineError::NoVault`].
pub fn unlock(folder: &Path, passphrase: &str) -> Result<LocalKeys, EngineError> {
    let bytes = Home::new(folder).read_keys()?;
    Ok(KeyFile::open(&bytes, passphrase.as_bytes())?)
}

/// A folder, the records that it is to hold, and what surrounds the device.
#[derive(Debug)]
pub struct Setup {
    home: Home,
    schema: Schema,
    surroundings: Surroundings,
}

impl Setup {
    /// In the system's surroundings.
    pub fn new(folder: &Path, schema: Schema) -> Self {
        Self { home: Home::new(folder), schema, surroundings: Surroundings::system() }
    }

    /// In surroundings of one's own.
    #[must_use]
    pub fn within(mut self, surroundings: Surroundings) -> Self {
        self.surroundings = surroundings;
        self
    }

    /// Makes a new vault with this device in it. The words are returned once and kept nowhere.
    ///
    /// # Errors
    /// [`EngineError::AlreadyThere`], [`EngineError::DeviceName`], and those of the disk.
    pub fn create(
        self,
        device_name: &str,
        lock: Lock<'_>,
    ) -> Result<(Engine, RecoveryWords), EngineError> {
        self.check(device_name)?;
        let mut rng = self.surroundings.rng()?;
        let entropy = Entropy::generate(&mut rng);
        let root = Root::from_entropy(&entropy);
        let device = DeviceSecrets::generate(&mut rng);
        let key = EpochKey::generate(&mut rng);
        let account = root.account();
        let beginning = Beginning {
            account: &account,
            recovery: &root.recovery().public(),
            device: &device.keys(),
            name: device_name,
            key: &key,
            at_ms: self.surroundings.now_ms(),
        };
        let genesis = requite_seal::genesis(beginning, &mut rng)?;
        let registration = registration(&account, genesis.bytes(), root.locator());
        let made = Made { vault: genesis.vault(), device, registration, entries: vec![genesis] };
        Ok((made.write(self, lock)?, entropy.words()))
    }

    /// Opens the vault that is in the folder.
    ///
    /// # Errors
    /// [`EngineError::NoVault`], [`EngineError::WrongPassphrase`], [`EngineError::Damaged`], [`EngineError::NewerVersion`].
    pub fn open(self, with: Unlock<'_>) -> Result<Engine, EngineError> {
        let Self { home, schema, surroundings } = self;
        let keys = match with {
            Unlock::Passphrase(passphrase) => {
                KeyFile::open(&home.read_keys()?, passphrase.as_bytes())?
            }
            Unlock::Keys(keys) if home.has_vault() => keys,
            Unlock::Keys(_) => return Err(EngineError::NoVault),
        };
        let mail = Mail::open(&home.mail(), &file_key(&keys.mail));
        let mut mail = mail.map_err(lost_file)?;
        let mut journal =
            Journal::open(&home.journal(), &file_key(&keys.content)).map_err(lost_file)?;
        mail.protect(&surroundings.fuse);
        journal.protect(&surroundings.fuse);
        reenrol::finish(&mut mail, &mut journal, surroundings.now_ms())?;
        let vault = Vault::load(&mut mail, &mut journal)?;
        let mut rng = surroundings.rng()?;
        let mut actor = [0; 16];
        rng.fill_bytes(&mut actor);
        let nudge = nudge::of(&home.journal());
        Ok(Engine {
            home,
            schema,
            mail,
            journal,
            vault,
            surroundings,
            rng,
            actor,
            notices: Vec::new(),
            recent: crate::recent::Recent::default(),
            nudge,
            tally: Tally::default(),
        })
    }

    fn check(&self, device_name: &str) -> Result<(), EngineError> {
        let fits = !device_name.trim().is_empty() && device_name.len() <= 64;
        match (fits, self.home.has_vault()) {
            (false, _) => Err(EngineError::DeviceName),
            (true, true) => Err(EngineError::AlreadyThere),
            (true, false) => Ok(()),
        }
    }
}

impl Engine {
    /// [`Setup::create`], closed by a passphrase.
    ///
    /// # Errors
    /// As there.
    pub fn create(
        folder: &Path,
        schema: Schema,
        device_name: &str,
        passphrase: &str,
    ) -> Result<(Self, RecoveryWords), EngineError> {
        Setup::new(folder, schema).create(device_name, Lock::Passphrase(passphrase))
    }

    /// [`Setup::restore`], closed by a passphrase.
    ///
    /// # Errors
    /// As there.
    pub async fn restore(
        folder: &Path,
        schema: Schema,
        words: &str,
        relay: &RelayUrl,
        device_name: &str,
        passphrase: &str,
    ) -> Result<Self, EngineError> {
        let lock = Lock::Passphrase(passphrase);
        Setup::new(folder, schema).restore(words, relay, device_name, lock).await
    }

    /// [`Setup::open`].
    ///
    /// # Errors
    /// As there.
    pub fn open(folder: &Path, schema: Schema, with: Unlock<'_>) -> Result<Self, EngineError> {
        Setup::new(folder, schema).open(with)
    }
}

/// The key file opened, so a file that does not open with its keys is damaged, not locked.
pub(crate) fn lost_file(error: requite_store::StoreError) -> EngineError {
    match error {
        requite_store::StoreError::WrongKey | requite_store::StoreError::Missing => {
            EngineError::Damaged { what: "a file of this vault" }
        }
        error => error.into(),
    }
}
