//! What a platform's vault has wrapped: the keys of a device's two files, closed by a key that never leaves the phone's
//! hardware. Kept beside the files in `wrapped`; opens nothing by itself.
//!
//! ```text
//! [ length of the first, 4 bytes, little endian | wrapped mail key | wrapped content key ]
//! ```

use std::path::Path;

use crate::{EngineError, home::Home};

/// The most bytes that a wrapped key may have: platforms add a header, an initial vector and a tag.
const LONGEST: usize = 16 * 1024;

/// The keys of a vault's two files, each closed by a platform's vault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrappedKeys {
    /// Opens the mail file, once unwrapped.
    pub mail: Vec<u8>,
    /// Opens the journal file, once unwrapped.
    pub content: Vec<u8>,
}

/// Keeps the wrapped mail key and content key of the vault in this folder, in place of any before.
///
/// # Errors
/// [`EngineError::NoVault`], [`EngineError::Damaged`] for a key that is absurdly long, and those of the disk.
pub fn keep(folder: &Path, keys: &WrappedKeys) -> Result<(), EngineError> {
    let WrappedKeys { mail, content } = keys;
    if mail.len() > LONGEST || content.len() > LONGEST {
        return Err(EngineError::Damaged { what: "a wrapped key" });
    }
    let home = Home::new(folder);
    if !home.has_vault() {
        return Err(EngineError::NoVault);
    }
    let length = u32::try_from(mail.len()).unwrap_or_default();
    home.write_wrapped(&[length.to_le_bytes().as_slice(), mail, content].concat())
}

/// The wrapped mail key and the wrapped content key, where they are kept.
///
/// # Errors
/// [`EngineError::Damaged`], and those of the disk.
pub fn read(folder: &Path) -> Result<Option<WrappedKeys>, EngineError> {
    let Some(bytes) = Home::new(folder).read_wrapped()? else { return Ok(None) };
    let damaged = EngineError::Damaged { what: "the wrapped keys" };
    let (length, rest) = bytes.split_first_chunk::<4>().ok_or(damaged.clone())?;
    let length = usize::try_from(u32::from_le_bytes(*length)).unwrap_or(usize::MAX);
    let (mail, content) = rest.split_at_checked(length).ok_or(damaged)?;
    Ok(Some(WrappedKeys { mail: mail.to_vec(), content: content.to_vec() }))
}

/// Forgets them.
///
/// # Errors
/// Those of the disk.
pub fn forget(folder: &Path) -> Result<(), EngineError> {
    Home::new(folder).remove_wrapped()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

    use super::*;

    fn keys(mail: &[u8], content: &[u8]) -> WrappedKeys {
        WrappedKeys { mail: mail.to_vec(), content: content.to_vec() }
    }

    #[test]
    fn what_was_kept_is_read_until_it_is_forgotten() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(keep(folder.path(), &keys(b"m", b"c")), Err(EngineError::NoVault));
        std::fs::write(folder.path().join("keys"), b"a vault is here").unwrap();
        assert_eq!(read(folder.path()), Ok(None));
        keep(folder.path(), &keys(b"the mail key", b"the other")).unwrap();
        keep(folder.path(), &keys(b"mail key", b"content key")).unwrap();
        assert_eq!(read(folder.path()), Ok(Some(keys(b"mail key", b"content key"))));
        forget(folder.path()).unwrap();
        forget(folder.path()).unwrap();
        assert_eq!(read(folder.path()), Ok(None));
    }

    #[test]
    fn a_file_that_was_cut_is_damaged() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("keys"), b"a vault is here").unwrap();
        for cut in [&b"\x05\0\0\0mai"[..], b"\x05", b""] {
            std::fs::write(folder.path().join("wrapped"), cut).unwrap();
            assert!(matches!(read(folder.path()), Err(EngineError::Damaged { .. })));
        }
    }
}
