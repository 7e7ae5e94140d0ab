//! The kernel keyring: keys that were derived once, for a while. Where there is none, every command derives.

use std::{
    hash::{DefaultHasher, Hash, Hasher},
    path::Path,
    time::Duration,
};

use requite::LocalKeys;

use crate::failure::Shell;

/// Keeps keys for a while.
pub(crate) fn keep(folder: &Path, keys: &LocalKeys, time: Duration) -> Result<(), Shell> {
    imp::keep(&name(folder), keys, time).ok_or(Shell::Keyring)
}

/// The keys of a folder, if they are kept.
pub(crate) fn read(folder: &Path) -> Option<LocalKeys> {
    imp::read(&name(folder))
}

/// Lets go of them.
pub(crate) fn forget(folder: &Path) -> Result<(), Shell> {
    imp::forget(&name(folder)).ok_or(Shell::Keyring)
}

/// A name that does not say which folder it is.
fn name(folder: &Path) -> String {
    let folder = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    let mut hasher = DefaultHasher::new();
    folder.hash(&mut hasher);
    format!("requite:{:016x}", hasher.finish())
}

#[cfg(target_os = "linux")]
mod imp {
    use std::time::Duration;

    use linux_keyutils::{KeyRing, KeyRingIdentifier};
    use requite::LocalKeys;
    use zeroize::Zeroizing;

    pub(super) fn keep(name: &str, keys: &LocalKeys, time: Duration) -> Option<()> {
        let seconds = usize::try_from(time.as_secs()).ok()?;
        let ring = ring()?;
        let key = ring.add_key(name, keys.to_bytes().as_slice()).ok()?;
        if key.set_timeout(seconds).is_ok() {
            return Some(());
        }
        // A key that would stay for ever must not stay at all.
        key.invalidate().ok()?;
        None
    }

    pub(super) fn read(name: &str) -> Option<LocalKeys> {
        let bytes = Zeroizing::new(ring()?.search(name).ok()?.read_to_vec().ok()?);
        bytes.as_slice().try_into().ok().map(LocalKeys::from_bytes)
    }

    pub(super) fn forget(name: &str) -> Option<()> {
        match ring()?.search(name) {
            Ok(key) => key.invalidate().ok(),
            Err(_) => Some(()),
        }
    }

    fn ring() -> Option<KeyRing> {
        KeyRing::from_special_id(KeyRingIdentifier::User, true).ok()
    }
}

#[cfg(not(target_os = "linux"))]
mod imp {
    use std::time::Duration;

    use requite::LocalKeys;

    pub(super) fn keep(_: &str, _: &LocalKeys, _: Duration) -> Option<()> {
        None
    }

    pub(super) fn read(_: &str) -> Option<LocalKeys> {
        None
    }

    pub(super) fn forget(_: &str) -> Option<()> {
        None
    }
}
