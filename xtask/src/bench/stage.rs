//! The stage of a job: a folder with the homes of Mia's devices, a relay, and the keys that open each without a passphrase.

use std::path::{Path, PathBuf};

use requite::{Practice, RelayUrl};
use requite_engine::{Engine, LocalKeys, Lock, Presence, Setup, Unlock};
use requite_wire::compress;

use super::measure::Part;

/// Homes are opened with keys that stand beside them: what is measured is measured unlocked.
#[derive(Debug, Clone)]
pub(super) struct Stage {
    pub(super) folder: PathBuf,
}

/// A key for each device of a stage; nothing real is ever behind it.
fn keys(device: &str) -> LocalKeys {
    let mut bytes = [7; 64];
    bytes.iter_mut().zip(device.bytes()).for_each(|(byte, name)| *byte = name);
    LocalKeys::from_bytes(&bytes)
}

fn told(error: impl core::fmt::Display) -> String {
    error.to_string()
}

impl Stage {
    pub(super) fn new(folder: &Path) -> Self {
        Self { folder: folder.to_owned() }
    }

    pub(super) fn home(&self, device: &str) -> PathBuf {
        self.folder.join(device)
    }

    pub(super) fn relay_data(&self) -> PathBuf {
        self.folder.join("relay")
    }

    /// Makes a vault with one device in it.
    pub(super) fn create(&self, device: &str) -> Result<(), String> {
        let setup = Setup::new(&self.home(device), requite::kinds::schema().map_err(told)?);
        let (_, words) = setup.create(device, Lock::Keys(keys(device))).map_err(told)?;
        std::fs::write(self.folder.join("words"), words.reveal()).map_err(told)
    }

    /// Brings the vault onto another device; the records come with its first sync.
    pub(super) fn restore(&self, device: &str) -> Result<(), String> {
        let words = std::fs::read_to_string(self.folder.join("words")).map_err(told)?;
        let setup = Setup::new(&self.home(device), requite::kinds::schema().map_err(told)?);
        let relay = self.relay()?;
        let restored = setup.restore(&words, &relay, device, Lock::Keys(keys(device)));
        runtime()?.block_on(restored).map_err(told)?;
        Ok(())
    }

    pub(super) fn open(&self, device: &str) -> Result<Practice, String> {
        Practice::open_with(&self.home(device), keys(device)).map_err(told)
    }

    /// The engine below the practice, for what the practice has no intent for.
    pub(super) fn engine(&self, device: &str) -> Result<Engine, String> {
        let schema = requite::kinds::schema().map_err(told)?;
        Engine::open(&self.home(device), schema, Unlock::Keys(keys(device))).map_err(told)
    }

    /// Entries and moments that a device shows.
    pub(super) fn records(&self, device: &str) -> Result<u64, String> {
        let mut engine = self.engine(device)?;
        let mut count = |kind| engine.count(kind, Presence::Present).map_err(told);
        Ok(count(requite::kinds::name::ENTRY)? + count(requite::kinds::name::MOMENT)?)
    }

    /// Starts a relay in a process of its own.
    pub(super) fn start_relay(&self) -> Result<Part, String> {
        let folder = self.folder.to_string_lossy();
        let mut relay = Part::start(&["relay", &folder])?;
        let url = relay.hear()?;
        std::fs::write(self.folder.join("url"), url).map_err(told)?;
        Ok(relay)
    }

    pub(super) fn relay(&self) -> Result<RelayUrl, String> {
        let url = std::fs::read_to_string(self.folder.join("url")).map_err(told)?;
        url.parse().map_err(told)
    }

    /// Bytes of a device's files, or of the relay's.
    pub(super) fn bytes(folder: &Path) -> Result<f64, String> {
        let mut bytes = 0;
        for file in std::fs::read_dir(folder).map_err(told)? {
            bytes += file.and_then(|file| file.metadata()).map_err(told)?.len();
        }
        Ok(u32::try_from(bytes).map_or(f64::INFINITY, f64::from))
    }

    /// Bytes of the envelopes that a device has sealed, and how many they are.
    pub(super) fn sealed(&self, device: &str) -> Result<(f64, f64), String> {
        let key = requite_store::FileKey::new(*keys(device).mail);
        let mut mail =
            requite_store::Mail::open(&self.home(device).join("mail"), &key).map_err(told)?;
        mail.read(|mail| {
            let (mut bytes, mut count) = (0, 0);
            for tip in mail.tips()? {
                for n in 1..=tip.n {
                    let envelope = mail.envelope(tip.device, n)?;
                    bytes += envelope.map_or(0, |envelope| envelope.bytes().len());
                    count += 1;
                }
            }
            Ok::<_, requite_store::StoreError>((bytes, count))
        })
        .map(|(bytes, count)| (number(bytes), f64::from(count)))
        .map_err(told)
    }
}

/// A count as a figure.
pub(super) fn number(n: usize) -> f64 {
    u32::try_from(n).map_or(f64::INFINITY, f64::from)
}

/// Bytes of a text at zstd-3, by which everything is measured.
pub(super) fn usual(text: &str) -> f64 {
    number(compress::compress(text.as_bytes(), compress::Effort::Usual).len())
}

pub(super) fn runtime() -> Result<tokio::runtime::Runtime, String> {
    tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(told)
}
