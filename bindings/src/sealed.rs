//! Moving sealed mail in the background, while the content is locked: the platform's vault is asked for the mail key alone, and
//! nothing can be read with that.

use std::{path::PathBuf, sync::Arc, time::Duration};

use requite_engine::{SealedMail, block_on};

use crate::{
    EngineError, ListenerError,
    desk::Shared,
    engine::kept,
    sides::Run,
    sync::{SyncOperation, addresses, report},
    tickets,
    vault::{Asking, KeyVault, PATIENCE},
};

/// Whether there is a network.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum Network {
    /// There is none: no relay is tried.
    Offline,
    /// There may be one.
    Online,
}

/// What the platform knows of the network, so that nothing is tried in vain: a phone's radio costs battery.
#[uniffi::export(with_foreign)]
pub trait NetworkState: Send + core::marker::Sync {
    /// How it is now. Whoever cannot tell is taken for online.
    fn network(&self) -> Result<Network, ListenerError>;
}

/// Moves sealed mail between the journal in this folder and its relays while the content is locked, or no engine is there at
/// all: once with each relay, for so many milliseconds at most. What comes is kept sealed and read when the journal is next
/// opened; what was sealed before the lock is sent. `vault` is asked for the background slot alone.
///
/// The files are let go of when [`SyncOperation::report`] has answered, also after [`SyncOperation::cancel`]: wait for that before
/// the system suspends the app. Fails with `relay_unreachable` at once where `network` is offline, with the vault's codes, and as a sync does.
#[uniffi::export]
pub fn sync_sealed(
    folder: String,
    vault: Arc<dyn KeyVault>,
    relays: &[String],
    budget_ms: u32,
    network: Option<Arc<dyn NetworkState>>,
) -> Result<Arc<SyncOperation>, EngineError> {
    let relays = addresses(relays)?;
    let (folder, budget) = (PathBuf::from(folder), Duration::from_millis(budget_ms.into()));
    let run = Run::alone("sealed", move |stop| {
        if is_offline(network.as_deref()) {
            return Err(requite_engine::EngineError::RelayUnreachable.into());
        }
        let key = Asking::of(&folder, vault, PATIENCE)?.unwrap_mail(kept(&folder)?)?;
        let mut mail = SealedMail::open(&folder, &key)?;
        drop(key);
        Ok(report(block_on(mail.sync(&relays, budget, stop.told()))??))
    })?;
    Ok(Arc::new(SyncOperation { run }))
}

/// Whether a relay need not be tried.
pub(crate) fn is_offline(network: Option<&dyn NetworkState>) -> bool {
    let told = network.map(|network| tickets::guarded(|| network.network()));
    matches!(told, Some(Ok(Ok(Network::Offline))))
}

impl Shared {
    /// As [`is_offline`], of the network that this engine was told of.
    pub(crate) fn is_offline(&self) -> bool {
        let network = crate::desk::held(&self.network).clone();
        is_offline(network.as_deref())
    }
}
