//! A write wakes the sync that keeps in touch for the same vault in the same process, so that nobody waits for the next
//! look. What another process writes is found at that look. The other way round, a write hears whether that sync would pass it on
//! at once.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex, PoisonError, Weak,
        atomic::{AtomicBool, Ordering},
    },
};

use tokio::sync::Notify;

static VAULTS: Mutex<BTreeMap<PathBuf, Weak<Nudge>>> = Mutex::new(BTreeMap::new());

/// Between the handles of one vault in this process.
#[derive(Debug, Default)]
pub(crate) struct Nudge {
    written: Notify,
    awaited: AtomicBool,
}

impl Nudge {
    /// Something was written.
    pub(crate) fn wrote(&self) {
        self.written.notify_one();
    }

    /// Comes back when something was written.
    pub(crate) async fn written(&self) {
        self.written.notified().await;
    }

    /// Whether the next that is written goes to a relay at once.
    pub(crate) fn set_awaited(&self, awaited: bool) {
        self.awaited.store(awaited, Ordering::Relaxed);
    }

    /// Whether what is written now goes to a relay at once. True for one write: behind it, others wait for it.
    pub(crate) fn take_awaited(&self) -> bool {
        self.awaited.swap(false, Ordering::Relaxed)
    }
}

/// The one of the vault in this file, for all who have it open in this process.
pub(crate) fn of(file: &Path) -> Arc<Nudge> {
    let file = file.canonicalize().unwrap_or_else(|_| file.to_owned());
    let mut vaults = VAULTS.lock().unwrap_or_else(PoisonError::into_inner);
    vaults.retain(|_, vault| vault.strong_count() > 0);
    if let Some(nudge) = vaults.get(&file).and_then(Weak::upgrade) {
        return nudge;
    }
    let nudge = Arc::new(Nudge::default());
    vaults.insert(file, Arc::downgrade(&nudge));
    nudge
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_vault_has_one_and_another_vault_another() {
        let (phone, tablet) = (Path::new("phone/journal"), Path::new("tablet/journal"));
        let first = of(phone);
        assert!(Arc::ptr_eq(&first, &of(phone)));
        assert!(!Arc::ptr_eq(&first, &of(tablet)));
    }
}
