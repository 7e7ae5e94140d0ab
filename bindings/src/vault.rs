//! The platform's vault: a Keystore, a Keychain, a Secure Enclave, that keeps the keys of the journal's files under the
//! phone's own lock. It wraps; the engine keeps what is wrapped beside the files, where it opens nothing by itself.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, mpsc},
    time::Duration,
};

use requite_engine::{LocalKeys, wrapped::WrappedKeys};
use zeroize::Zeroizing;

use crate::{
    EngineError,
    desk::{held, spawn},
    tickets,
};

/// How long a vault may take, a finger on the sensor included, where nobody says else.
pub(crate) const PATIENCE: Duration = Duration::from_secs(30);

/// The folders whose vaults are being asked now. A vault that asks for itself may do so from any thread, so what tells is the
/// journal, not the thread.
static ASKED: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());

/// Which of the two keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum VaultSlot {
    /// Moves sealed mail while the content is locked: readable without the person once the phone was unlocked.
    Background,
    /// Opens the content: only with the person, by biometrics or the phone's own code.
    Content,
}

/// How a vault stands for a slot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum VaultStatus {
    /// There is no key.
    Missing,
    /// There is one, kept by hardware.
    Hardware,
    /// There is one, kept by software.
    Software,
    /// There was one; the phone threw it away, as after a new fingerprint.
    Invalidated,
    /// Too many tries; later, or by the phone's code.
    LockedOut,
}

/// Why a vault could not. Every one of these is ordinary life: nothing is deleted because of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error, uniffi::Error)]
pub enum VaultError {
    /// There is no key in this slot.
    #[error("missing")]
    Missing,
    /// The key was thrown away by the phone.
    #[error("invalidated")]
    Invalidated,
    /// Too many tries.
    #[error("locked out")]
    LockedOut,
    /// The person turned it down.
    #[error("refused")]
    Refused,
    /// Anything else.
    #[error("failed")]
    Failed,
}

impl From<uniffi::UnexpectedUniFFICallbackError> for VaultError {
    /// What a shell throws by mistake carries its whole stack; none of it is taken over.
    fn from(_: uniffi::UnexpectedUniFFICallbackError) -> Self {
        Self::Failed
    }
}

/// A platform's vault. Called on a thread of its own, never on the caller's; it has 30 seconds unless
/// [`Engine::set_vault_patience`](crate::Engine::set_vault_patience) says else. While it is being asked for a journal, whatever
/// else would ask it for the same one, itself included, is answered `vault_reentered`.
#[uniffi::export(with_foreign)]
pub trait KeyVault: Send + Sync {
    /// Closes a secret under this slot's key, which is made when it is not there.
    fn wrap(&self, slot: VaultSlot, secret: Vec<u8>) -> Result<Vec<u8>, VaultError>;
    /// Opens what [`KeyVault::wrap`] gave.
    fn unwrap(&self, slot: VaultSlot, wrapped: Vec<u8>) -> Result<Vec<u8>, VaultError>;
    /// Throws this slot's key away.
    fn erase(&self, slot: VaultSlot) -> Result<(), VaultError>;
    /// How it stands.
    fn status(&self, slot: VaultSlot) -> Result<VaultStatus, VaultError>;
}

/// The vault of one journal is being asked; by nobody else at the same time.
pub(crate) struct Asking {
    folder: PathBuf,
    vault: Arc<dyn KeyVault>,
    patience: Duration,
}

impl Asking {
    pub(crate) fn of(
        folder: &Path,
        vault: Arc<dyn KeyVault>,
        patience: Duration,
    ) -> Result<Self, EngineError> {
        if held(&ASKED).insert(folder.to_owned()) {
            return Ok(Self { folder: folder.to_owned(), vault, patience });
        }
        Err(EngineError::vault("vault_reentered"))
    }

    pub(crate) fn wrap(&self, keys: &LocalKeys) -> Result<WrappedKeys, EngineError> {
        let close = |slot, key: &[u8; 32]| {
            let (vault, key) = (Arc::clone(&self.vault), key.to_vec());
            within(self.patience, move || vault.wrap(slot, key))
        };
        Ok(WrappedKeys {
            mail: close(VaultSlot::Background, &keys.mail)?,
            content: close(VaultSlot::Content, &keys.content)?,
        })
    }

    pub(crate) fn unwrap(&self, kept: WrappedKeys) -> Result<LocalKeys, EngineError> {
        Ok(LocalKeys {
            mail: self.opened(VaultSlot::Background, kept.mail)?,
            content: self.opened(VaultSlot::Content, kept.content)?,
        })
    }

    /// The mail key alone: the slot that needs the person is not asked.
    pub(crate) fn unwrap_mail(
        &self,
        kept: WrappedKeys,
    ) -> Result<Zeroizing<[u8; 32]>, EngineError> {
        self.opened(VaultSlot::Background, kept.mail)
    }

    fn opened(
        &self,
        slot: VaultSlot,
        wrapped: Vec<u8>,
    ) -> Result<Zeroizing<[u8; 32]>, EngineError> {
        let vault = Arc::clone(&self.vault);
        // Wiped also where nobody waits for it any more.
        let call = move || vault.unwrap(slot, wrapped).map(Zeroizing::new);
        let bytes = within(self.patience, call)?;
        let key: [u8; 32] =
            bytes.as_slice().try_into().map_err(|_| EngineError::vault("vault_failed"))?;
        Ok(Zeroizing::new(key))
    }

    pub(crate) fn erase(&self) -> Result<(), EngineError> {
        for slot in [VaultSlot::Content, VaultSlot::Background] {
            let vault = Arc::clone(&self.vault);
            match within(self.patience, move || vault.erase(slot)) {
                Ok(()) => {}
                Err(EngineError::Vault { code }) if code == "vault_missing" => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }
}

impl Drop for Asking {
    fn drop(&mut self) {
        held(&ASKED).remove(&self.folder);
    }
}

/// One call of a vault, on a thread of its own, for as long as it may take.
fn within<T: Send + 'static>(
    patience: Duration,
    call: impl FnOnce() -> Result<T, VaultError> + Send + 'static,
) -> Result<T, EngineError> {
    let (sender, receiver) = mpsc::channel();
    spawn("vault", move || {
        let told = tickets::guarded(call);
        let _told = sender.send(told.unwrap_or(Err(VaultError::Failed)));
    })?;
    let told = receiver.recv_timeout(patience).map_err(|_| EngineError::vault("vault_timeout"))?;
    told.map_err(|error| {
        EngineError::vault(match error {
            VaultError::Missing => "vault_missing",
            VaultError::Invalidated => "vault_invalidated",
            VaultError::LockedOut => "vault_locked_out",
            VaultError::Refused => "vault_refused",
            VaultError::Failed => "vault_failed",
        })
    })
}
