//! The folder of the journal, and opening what is in it.

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use requite::{EngineError, Practice, PracticeError, Zone};

use crate::{
    args::General,
    config::Config,
    failure::{Failure, Shell},
    keyring, passphrase,
};

/// The folder that commands work on, with its settings.
#[derive(Debug)]
pub(crate) struct Home {
    pub(crate) folder: PathBuf,
    pub(crate) config: Config,
    tz: Option<String>,
}

impl Home {
    pub(crate) fn find(general: &General) -> Result<Self, Failure> {
        let folder = match (&general.home, std::env::var_os("REQUITE_HOME")) {
            (Some(folder), _) => folder.clone(),
            (None, Some(folder)) if !folder.is_empty() => folder.into(),
            (None, _) => usual_folder().ok_or(Shell::NoHome)?,
        };
        let config = Config::read(&folder)?;
        Ok(Self { folder, config, tz: general.tz.clone() })
    }

    /// Opens the journal: with the keys in the keyring, else with the passphrase.
    pub(crate) fn open(&self) -> Result<Practice, Failure> {
        if let Some(keys) = keyring::read(&self.folder) {
            match Practice::open_with(&self.folder, keys) {
                // Keys of a journal that was here before.
                Err(PracticeError::Engine(EngineError::Damaged { .. })) => {}
                outcome => return Ok(outcome?),
            }
        }
        if !self.has_vault() {
            return Err(EngineError::NoVault.into());
        }
        let passphrase = passphrase::ask()?;
        Ok(Practice::open(&self.folder, &passphrase)?)
    }

    pub(crate) fn has_vault(&self) -> bool {
        self.folder.join("keys").exists()
    }

    /// The zone of this command: `--tz`, else `zone` of config.toml, else this machine's.
    pub(crate) fn zone(&self) -> Result<Zone, PracticeError> {
        let system = jiff::tz::TimeZone::system();
        let named = self.tz.as_deref().or(self.config.zone.as_deref());
        Zone::named(named.or(system.iana_name()).unwrap_or("UTC"))
    }
}

/// The clock, read once for each command.
pub(crate) fn now() -> Timestamp {
    Timestamp::now()
}

fn usual_folder() -> Option<PathBuf> {
    let data = std::env::var_os("XDG_DATA_HOME").filter(|data| !data.is_empty()).map(PathBuf::from);
    let data = data.filter(|data| data.is_absolute()).or_else(|| {
        let home = std::env::var_os("HOME").filter(|home| !home.is_empty())?;
        Some(Path::new(&home).join(".local/share"))
    });
    data.map(|data| data.join("requite"))
}
