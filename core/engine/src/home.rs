//! The folder of one device's vault: its files, their names, and who may look in.
//!
//! | file | holds | opened by |
//! |---|---|---|
//! | `keys` | the keys of the two files below, sealed under the passphrase | the passphrase |
//! | `mail` | envelopes, roster, cursors, the device's signing key | the mail key |
//! | `journal` | records, rows, search, the keys that open envelopes | the content key |
//! | `wrapped` | the same keys, closed by the phone's own vault, where a shell wants that | that vault |
//! | `watching` | empty; locked by the one process that keeps in touch with relays | – |

use std::{
    fs::{self, File, OpenOptions},
    io::{self, Write},
    path::{Path, PathBuf},
};

use crate::EngineError;

/// Where a device's vault lives.
#[derive(Debug, Clone)]
pub(crate) struct Home(PathBuf);

/// Held by the process that keeps in touch with relays; let go when dropped.
#[derive(Debug)]
pub struct WatchLock {
    _file: File,
}

impl Home {
    pub(crate) fn new(folder: &Path) -> Self {
        Self(folder.to_owned())
    }

    pub(crate) fn mail(&self) -> PathBuf {
        self.0.join("mail")
    }

    pub(crate) fn journal(&self) -> PathBuf {
        self.0.join("journal")
    }

    fn keys(&self) -> PathBuf {
        self.0.join("keys")
    }

    /// Whether a vault is here. The key file is written last, so a half-made vault does not count.
    pub(crate) fn has_vault(&self) -> bool {
        self.keys().exists()
    }

    /// Makes the folder, readable by its owner only, and removes what a creation that was cut off left behind.
    pub(crate) fn prepare(&self) -> Result<(), EngineError> {
        if self.has_vault() {
            return Err(EngineError::AlreadyThere);
        }
        make_private_folder(&self.0).map_err(|error| io_error(&error))?;
        for stem in [self.mail(), self.journal()] {
            for ending in ["", "-wal", "-shm", "-journal"] {
                let mut name = stem.clone().into_os_string();
                name.push(ending);
                match fs::remove_file(name) {
                    Ok(()) => {}
                    Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                    Err(error) => return Err(io_error(&error)),
                }
            }
        }
        Ok(())
    }

    pub(crate) fn read_keys(&self) -> Result<Vec<u8>, EngineError> {
        match fs::read(self.keys()) {
            Ok(bytes) => Ok(bytes),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Err(EngineError::NoVault),
            Err(error) => Err(io_error(&error)),
        }
    }

    /// Writes the key file whole or not at all, and durably: this is what makes a vault exist.
    pub(crate) fn write_keys(&self, bytes: &[u8]) -> Result<(), EngineError> {
        self.replace("keys", bytes)
    }

    pub(crate) fn write_wrapped(&self, bytes: &[u8]) -> Result<(), EngineError> {
        self.replace("wrapped", bytes)
    }

    pub(crate) fn read_wrapped(&self) -> Result<Option<Vec<u8>>, EngineError> {
        match fs::read(self.0.join("wrapped")) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(io_error(&error)),
        }
    }

    pub(crate) fn remove_wrapped(&self) -> Result<(), EngineError> {
        match fs::remove_file(self.0.join("wrapped")) {
            Ok(()) => Ok(()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            Err(error) => Err(io_error(&error)),
        }
    }

    /// Writes a file whole or not at all, and durably.
    fn replace(&self, name: &str, bytes: &[u8]) -> Result<(), EngineError> {
        let draft = self.0.join(format!("{name}.new"));
        let written = write_private(&draft, bytes)
            .and_then(|()| fs::rename(&draft, self.0.join(name)))
            .and_then(|()| File::open(&self.0)?.sync_all());
        written.map_err(|error| io_error(&error))
    }

    pub(crate) fn watch_lock(&self) -> Result<WatchLock, EngineError> {
        let mut options = OpenOptions::new();
        options.create(true).truncate(false).write(true);
        let file = options.open(self.0.join("watching")).map_err(|error| io_error(&error))?;
        match file.try_lock() {
            Ok(()) => Ok(WatchLock { _file: file }),
            Err(fs::TryLockError::WouldBlock) => Err(EngineError::Busy),
            Err(fs::TryLockError::Error(error)) => Err(io_error(&error)),
        }
    }
}

#[cfg(unix)]
fn make_private_folder(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    fs::DirBuilder::new().recursive(true).mode(0o700).create(path)
}

#[cfg(not(unix))]
fn make_private_folder(path: &Path) -> io::Result<()> {
    fs::create_dir_all(path)
}

fn write_private(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.create(true).truncate(true).write(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    let mut file = options.open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

fn io_error(error: &io::Error) -> EngineError {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => EngineError::Full,
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            EngineError::ReadOnly
        }
        _ => EngineError::Internal("a file of the vault could not be read or written"),
    }
}
