//! A write wakes the sync that keeps in touch for the same vault in the same process, so that nobody waits for the next
//! look. What another process writes is found at that look.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError, Weak},
};

use tokio::sync::Notify;

static VAULTS: Mutex<BTreeMap<PathBuf, Weak<Notify>>> = Mutex::new(BTreeMap::new());

/// The one of the vault in this file, for all who have it open in this process.
pub(crate) fn of(file: &Path) -> Arc<Notify> {
    let file = file.canonicalize().unwrap_or_else(|_| file.to_owned());
    let mut vaults = VAULTS.lock().unwrap_or_else(PoisonError::into_inner);
    vaults.retain(|_, vault| vault.strong_count() > 0);
    if let Some(nudge) = vaults.get(&file).and_then(Weak::upgrade) {
        return nudge;
    }
    let nudge = Arc::new(Notify::new());
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
