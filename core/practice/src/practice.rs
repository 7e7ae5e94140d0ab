//! The practice in one vault: opening it, and what concerns all of it. Entries, people and moments have files of their own.

use std::path::Path;

use requite_engine::{
    Engine, EngineError, Expect, Finding, LocalKeys, Origin, RecoveryWords, RelayUrl, Status,
    SyncEvent, SyncReport, Unlock, Until, Write,
    record::{DocumentId, Edit, Value},
};

use crate::{PracticeError, evidence::Kept, kinds};

/// A vault, open, as its person uses it.
#[derive(Debug)]
pub struct Practice {
    pub(crate) engine: Engine,
    /// What counts, as it was when it was last asked for.
    pub(crate) kept: Option<Kept>,
}

impl Practice {
    /// Makes a new vault. The words are returned once and kept nowhere.
    ///
    /// # Errors
    /// [`PracticeError::Engine`].
    pub fn create(
        folder: &Path,
        device_name: &str,
        passphrase: &str,
        now_ms: i64,
    ) -> Result<(Self, RecoveryWords), PracticeError> {
        let (engine, words) = Engine::create(folder, kinds::schema()?, device_name, passphrase)?;
        let mut practice = Self { engine, kept: None };
        practice.introduce(device_name, now_ms)?;
        Ok((practice, words))
    }

    /// Brings a vault onto this device by its recovery words.
    ///
    /// # Errors
    /// [`PracticeError::Engine`].
    pub async fn restore(
        folder: &Path,
        words: &str,
        relay: &RelayUrl,
        device_name: &str,
        passphrase: &str,
        now_ms: i64,
    ) -> Result<Self, PracticeError> {
        let schema = kinds::schema()?;
        let engine = Engine::restore(folder, schema, words, relay, device_name, passphrase).await?;
        let mut practice = Self { engine, kept: None };
        practice.introduce(device_name, now_ms)?;
        Ok(practice)
    }

    /// Opens the vault in a folder with its passphrase.
    ///
    /// # Errors
    /// [`PracticeError::Engine`].
    pub fn open(folder: &Path, passphrase: &str) -> Result<Self, PracticeError> {
        let engine = Engine::open(folder, kinds::schema()?, Unlock::Passphrase(passphrase))?;
        Ok(Self { engine, kept: None })
    }

    /// Opens the vault in a folder with keys that were derived before.
    ///
    /// # Errors
    /// [`PracticeError::Engine`].
    pub fn open_with(folder: &Path, keys: LocalKeys) -> Result<Self, PracticeError> {
        let engine = Engine::open(folder, kinds::schema()?, Unlock::Keys(keys))?;
        Ok(Self { engine, kept: None })
    }

    /// The practice upon an engine that holds its kinds, [`kinds::schema`].
    pub const fn over(engine: Engine) -> Self {
        Self { engine, kept: None }
    }

    /// The engine below, for who carries between devices by other means.
    pub fn into_engine(self) -> Engine {
        self.engine
    }

    /// The engine below, for what is the same in every app: devices, relays, notices. Records are written by the practice
    /// alone, which knows what they mean.
    pub const fn engine(&mut self) -> &mut Engine {
        &mut self.engine
    }

    /// Id of the vault.
    pub fn vault_id(&self) -> String {
        self.engine.vault_id().to_string()
    }

    /// Id of this device.
    pub fn device_id(&self) -> String {
        self.engine.device_id().to_string()
    }

    /// Reverses this device's last act.
    ///
    /// # Errors
    /// [`PracticeError::NothingToUndo`].
    pub fn undo(&mut self) -> Result<(String, Vec<DocumentId>), PracticeError> {
        let undone = self.engine.undo().map_err(|error| match error {
            EngineError::NotFound => PracticeError::NothingToUndo,
            error => error.into(),
        })?;
        let label = undone.label.split('#').next().unwrap_or_default().to_owned();
        Ok((label, undone.ids))
    }

    /// Sends what is new here and receives what is new elsewhere.
    ///
    /// # Errors
    /// [`PracticeError::Engine`].
    pub async fn sync(
        &mut self,
        relays: &[RelayUrl],
        until: Until,
        stop: impl Future<Output = ()>,
        observe: &mut dyn FnMut(&SyncEvent),
    ) -> Result<SyncReport, PracticeError> {
        Ok(self.engine.sync(relays, until, stop, observe).await?)
    }

    /// How things stand.
    ///
    /// # Errors
    /// [`PracticeError::Engine`].
    pub fn status(&mut self) -> Result<Status, PracticeError> {
        Ok(self.engine.status()?)
    }

    /// Looks everything over.
    ///
    /// # Errors
    /// [`PracticeError::Engine`].
    pub fn check(&mut self) -> Result<Vec<Finding>, PracticeError> {
        Ok(self.engine.check()?)
    }

    /// The vault's own record, alike on every device, and this device's.
    pub(crate) fn introduce(
        &mut self,
        device_name: &str,
        now_ms: i64,
    ) -> Result<(), PracticeError> {
        let vault = self.engine.derived_id(kinds::name::VAULT, 0, &[]);
        let device_id = self.engine.device_id();
        let device = self.engine.derived_id(kinds::name::DEVICE, 0, &[device_id.as_bytes()]);
        let set = |field: &str, value: Value| Edit::Set { field: field.to_owned(), value };
        let write =
            |id, kind, edits, origin| Write { id, kind, edits, origin, expect: Expect::Either };
        let about_device =
            vec![set("name", device_name.into()), set("added_ms", now_ms.max(0).into())];
        self.engine.commit(
            "",
            &[
                write(vault, kinds::name::VAULT, Vec::new(), Origin::Derived),
                write(device, kinds::name::DEVICE, about_device, Origin::Derived),
            ],
        )?;
        Ok(())
    }
}
