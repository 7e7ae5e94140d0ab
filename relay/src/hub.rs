//! Who waits for news of which vault. Only "there is more" is told; what it is, everybody pulls at their own pace.

use std::{
    collections::BTreeMap,
    sync::{Mutex, PoisonError},
};

use requite_wire::VaultId;
use tokio::sync::watch;

#[derive(Debug, Default)]
pub(crate) struct Hub(Mutex<BTreeMap<VaultId, watch::Sender<u64>>>);

impl Hub {
    pub(crate) fn listen(&self, vault: VaultId) -> watch::Receiver<u64> {
        let mut vaults = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // Those whom nobody listens to any more go when somebody new comes.
        vaults.retain(|id, sender| *id == vault || sender.receiver_count() > 0);
        vaults.entry(vault).or_insert_with(|| watch::Sender::new(0)).subscribe()
    }

    pub(crate) fn tell(&self, vault: VaultId) {
        let vaults = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(sender) = vaults.get(&vault) {
            sender.send_modify(|n| *n = n.wrapping_add(1));
        }
    }

    /// The vault is gone.
    pub(crate) fn close(&self, vault: VaultId) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&vault);
    }
}
