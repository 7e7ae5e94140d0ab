//! One journal on this device: opening it, its areas, locking it, letting go of its files.

use std::{
    path::{Path, PathBuf},
    sync::{Arc, Mutex},
    time::Duration,
};

use requite::Practice;
use requite_engine::{
    LocalKeys, block_on, unlock,
    wrapped::{self, WrappedKeys},
};
use zeroize::Zeroizing;

use crate::{
    EngineError,
    at::At,
    care::SelfCare,
    desk::{Desk, held},
    devices::{Devices, Joined, Joining, until_told},
    goodbye::Goodbyes,
    hub::{ChangeListener, Subscription},
    journal::Journal,
    lists::{self, ListListener, ListOf},
    log::LogSink,
    moments::Looking,
    open::{Face, Open},
    peace::Peace,
    people::People,
    picture::Pictures,
    promises::Evidence,
    reflect::Reflect,
    sides::aside,
    sync::{Sync, address},
    transfer::Transfer,
    vault::{Asking, KeyVault, PATIENCE},
};

/// What an engine does now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum EngineState {
    /// It answers.
    Open,
    /// It holds no file; [`Engine::resume`] goes on.
    Suspended,
    /// It holds no key; unlocking goes on.
    Locked,
    /// It has ended.
    ShutDown,
}

/// A journal that is open on this device. All calls are safe from any thread, and none blocks its thread.
#[derive(uniffi::Object)]
pub struct Engine {
    desk: Arc<Desk>,
    words: Mutex<Option<Zeroizing<String>>>,
    relay: Option<String>,
}

#[uniffi::export]
impl Engine {
    /// Makes a new journal in an empty folder. `zone` is the phone's time zone, such as `Europe/London`. The recovery words
    /// are then waiting in [`Engine::take_words`], once.
    #[uniffi::constructor]
    pub async fn create(
        folder: String,
        device_name: String,
        passphrase: String,
        zone: String,
    ) -> Result<Arc<Self>, EngineError> {
        let passphrase = Zeroizing::new(passphrase);
        aside(move || {
            let at = At::new(&zone)?;
            let path = PathBuf::from(&folder);
            let now = at.moment().now.as_millisecond();
            let (practice, words) = Practice::create(&path, &device_name, &passphrase, now)?;
            let words = Zeroizing::new(words.reveal().to_owned());
            let keys = unlock(&path, &passphrase)?;
            Self::over(path, practice, keys, at, Some(words), None)
        })
        .await
    }

    /// Opens the journal in a folder with its passphrase.
    #[uniffi::constructor]
    pub async fn open(
        folder: String,
        passphrase: String,
        zone: String,
    ) -> Result<Arc<Self>, EngineError> {
        let passphrase = Zeroizing::new(passphrase);
        aside(move || {
            let keys = unlock(Path::new(&folder), &passphrase)?;
            Self::open_by(&folder, keys, &zone)
        })
        .await
    }

    /// Opens the journal in a folder with the platform's vault, into which [`Engine::keep_in`] has put its keys.
    #[uniffi::constructor]
    pub async fn open_with_vault(
        folder: String,
        vault: Arc<dyn KeyVault>,
        zone: String,
    ) -> Result<Arc<Self>, EngineError> {
        aside(move || {
            let path = Path::new(&folder);
            let keys = Asking::of(path, vault, PATIENCE)?.unwrap(kept(path)?)?;
            Self::open_by(&folder, keys, &zone)
        })
        .await
    }

    /// Brings a journal onto this device by its recovery words. The first sync then fetches it.
    #[uniffi::constructor]
    pub async fn restore(
        folder: String,
        words: String,
        relay: String,
        device_name: String,
        passphrase: String,
        zone: String,
    ) -> Result<Arc<Self>, EngineError> {
        let (words, passphrase) = (Zeroizing::new(words), Zeroizing::new(passphrase));
        aside(move || {
            let at = At::new(&zone)?;
            let (path, url) = (PathBuf::from(&folder), address(&relay)?);
            let now = at.moment().now.as_millisecond();
            let work = Practice::restore(&path, &words, &url, &device_name, &passphrase, now);
            let practice = block_on(work)??;
            let keys = unlock(&path, &passphrase)?;
            Self::over(path, practice, keys, at, None, Some(url.to_string()))
        })
        .await
    }

    /// The end of [`join`]: the journal, once the other device has let this one in. The first sync then fetches it.
    #[uniffi::constructor]
    pub async fn joined(joining: Arc<Joining>) -> Result<Arc<Self>, EngineError> {
        let at = At::new(&joining.zone)?;
        let Joined { folder, open, keys, relay } = joining.outcome().await?;
        let desk = Desk::begin(folder, Face::Practice, open, keys, at)?;
        Ok(Arc::new(Self { desk, words: Mutex::new(None), relay: Some(relay) }))
    }

    /// The recovery words of a journal that was just made: once, for the person to write down. None afterwards.
    pub fn take_words(&self) -> Option<String> {
        held(&self.words).take().map(|words| words.as_str().to_owned())
    }

    /// The relay by which this device joined or was restored, for the app's settings.
    pub fn relay(&self) -> Option<String> {
        self.relay.clone()
    }

    /// The diary.
    pub fn journal(&self) -> Arc<Journal> {
        Arc::new(Journal { desk: Arc::clone(&self.desk) })
    }

    /// People.
    pub fn people(&self) -> Arc<People> {
        Arc::new(People { desk: Arc::clone(&self.desk) })
    }

    /// Looking back, searching, moments.
    pub fn looking(&self) -> Arc<Looking> {
        Arc::new(Looking { desk: Arc::clone(&self.desk) })
    }

    /// Promises, contacts, needs, feelings.
    pub fn evidence(&self) -> Arc<Evidence> {
        Arc::new(Evidence { desk: Arc::clone(&self.desk) })
    }

    /// Honest numbers.
    pub fn pictures(&self) -> Arc<Pictures> {
        Arc::new(Pictures { desk: Arc::clone(&self.desk) })
    }

    /// Guided reflection and lessons.
    pub fn reflect(&self) -> Arc<Reflect> {
        Arc::new(Reflect { desk: Arc::clone(&self.desk) })
    }

    /// Standards, boundaries, stepping back.
    pub fn peace(&self) -> Arc<Peace> {
        Arc::new(Peace { desk: Arc::clone(&self.desk) })
    }

    /// Goodbyes.
    pub fn goodbyes(&self) -> Arc<Goodbyes> {
        Arc::new(Goodbyes { desk: Arc::clone(&self.desk) })
    }

    /// Care for oneself, support, reminders, settings.
    pub fn care(&self) -> Arc<SelfCare> {
        Arc::new(SelfCare { desk: Arc::clone(&self.desk) })
    }

    /// Keeping in touch with relays.
    pub fn sync(&self) -> Arc<Sync> {
        Arc::new(Sync { desk: Arc::clone(&self.desk) })
    }

    /// The devices of the journal.
    pub fn devices(&self) -> Arc<Devices> {
        Arc::new(Devices { desk: Arc::clone(&self.desk) })
    }

    /// Taking a diary in from a file.
    pub fn transfer(&self) -> Arc<Transfer> {
        Arc::new(Transfer { desk: Arc::clone(&self.desk) })
    }

    /// Tells a listener how a list changes, from now until the subscription ends. It is first told the list as it is.
    pub fn watch_list(
        &self,
        list: ListOf,
        listener: Arc<dyn ListListener>,
    ) -> Result<Arc<Subscription>, EngineError> {
        lists::watch(&self.desk, list, listener)
    }

    /// The phone has travelled.
    pub fn set_zone(&self, zone: &str) -> Result<(), EngineError> {
        self.desk.shared.at.travel(zone)
    }

    /// Holds the clock still at a moment, in milliseconds since 1970, for tests and previews; none lets it go.
    pub fn hold_clock(&self, now_ms: Option<i64>) -> Result<(), EngineError> {
        self.desk.shared.at.hold(now_ms)
    }
}

/// What both faces of the engine share: its life.
macro_rules! life {
    ($name:ident) => {
        #[uniffi::export]
        impl $name {
            /// What it does now.
            pub fn state(&self) -> $crate::engine::EngineState {
                self.desk.shared.state()
            }

            /// Shuts at once and wipes the keys from memory. Everything afterwards answers `locked`, until it is unlocked.
            /// Waits for what is being written at this moment, two seconds at most.
            pub fn lock(&self) {
                self.desk.lock();
            }

            /// Opens again after [`Self::lock`].
            pub async fn unlock(&self, passphrase: String) -> Result<(), EngineError> {
                let (desk, passphrase) = (Arc::clone(&self.desk), Zeroizing::new(passphrase));
                aside(move || desk.unlock(unlock(&desk.shared.folder, &passphrase)?)).await
            }

            /// Opens again by the platform's vault.
            pub async fn unlock_with_vault(
                &self,
                vault: Arc<dyn KeyVault>,
            ) -> Result<(), EngineError> {
                let desk = Arc::clone(&self.desk);
                aside(move || {
                    let (folder, patience) = (&desk.shared.folder, desk.shared.patience());
                    let keys = Asking::of(folder, vault, patience)?.unwrap(kept(folder)?)?;
                    desk.unlock(keys)
                })
                .await
            }

            /// Puts the keys into the platform's vault, so that it opens the journal from now on, beside the passphrase.
            pub async fn keep_in(&self, vault: Arc<dyn KeyVault>) -> Result<(), EngineError> {
                let desk = Arc::clone(&self.desk);
                aside(move || {
                    let (folder, patience) = (&desk.shared.folder, desk.shared.patience());
                    let keys = desk.shared.keys()?;
                    let keys = Asking::of(folder, vault, patience)?.wrap(&keys)?;
                    Ok(requite_engine::wrapped::keep(folder, &keys)?)
                })
                .await
            }

            /// Takes them out again: only the passphrase opens the journal then.
            pub async fn forget_vault(&self, vault: Arc<dyn KeyVault>) -> Result<(), EngineError> {
                let desk = Arc::clone(&self.desk);
                aside(move || {
                    let (folder, patience) = (&desk.shared.folder, desk.shared.patience());
                    requite_engine::wrapped::forget(folder)?;
                    Asking::of(folder, vault, patience)?.erase()
                })
                .await
            }

            /// How long the platform's vault may take for one key, a finger on the sensor included, before the call that waits
            /// for it answers `vault_timeout`: in milliseconds, 30,000 unless said. [`Engine::open_with_vault`](crate::Engine::open_with_vault)
            /// always has the 30 seconds.
            pub fn set_vault_patience(&self, patience_ms: u32) {
                self.desk.shared.set_patience(Duration::from_millis(patience_ms.into()));
            }

            /// Lets go of every file: returns when no lock is held any more, or `busy` when that takes longer than so many
            /// milliseconds. To be called before the system suspends the app. Keys stay in memory.
            pub async fn suspend(&self, deadline_ms: u32) -> Result<(), EngineError> {
                let desk = Arc::clone(&self.desk);
                let wait = Duration::from_millis(deadline_ms.into());
                aside(move || desk.suspend(wait)).await
            }

            /// Goes on after [`Self::suspend`].
            pub fn resume(&self) -> Result<(), EngineError> {
                self.desk.resume()
            }

            /// Ends it: everything afterwards answers `shut_down`.
            pub fn shut_down(&self) {
                self.desk.shut_down();
            }

            /// Tells a listener which records change, here or on another device.
            pub fn watch(
                &self,
                listener: Arc<dyn ChangeListener>,
            ) -> Result<Arc<Subscription>, EngineError> {
                self.desk.shared.admits()?;
                let mut generation = 0;
                Ok(self.desk.shared.hub.watch(Box::new(move |_, changes| {
                    if changes.is_empty() {
                        return Ok(());
                    }
                    generation += 1;
                    listener.changed(generation, changes.to_vec())
                })))
            }

            /// Asked before a sync that is to end by itself: where there is no network it answers `relay_unreachable` at once.
            /// One that keeps in touch goes on by itself when the network comes. None: every sync is tried.
            pub fn set_network(&self, network: Option<Arc<dyn $crate::sealed::NetworkState>>) {
                *$crate::desk::held(&self.desk.shared.network) = network;
            }

            /// Where codes and tickets go; none for nowhere.
            pub fn set_log(&self, sink: Option<Arc<dyn LogSink>>) {
                self.desk.shared.log.set(sink);
            }

            /// A mistake of ours, on purpose: for an app that tries what it does then. It is answered as any other mistake, and
            /// nothing is harmed.
            pub async fn rehearse_mistake(&self) -> Result<(), EngineError> {
                self.desk.ask(|_| rehearsed()).await
            }
        }
    };
}
pub(crate) use life;

life!(Engine);

#[expect(clippy::panic, reason = "that is what is rehearsed")]
pub(crate) fn rehearsed() -> Result<(), EngineError> {
    panic!("rehearsed");
}

impl Engine {
    fn open_by(folder: &str, keys: LocalKeys, zone: &str) -> Result<Arc<Self>, EngineError> {
        let (at, path) = (At::new(zone)?, PathBuf::from(folder));
        let practice = Practice::open_with(&path, crate::open::copy(&keys))?;
        Self::over(path, practice, keys, at, None, None)
    }

    fn over(
        folder: PathBuf,
        practice: Practice,
        keys: LocalKeys,
        at: At,
        words: Option<Zeroizing<String>>,
        relay: Option<String>,
    ) -> Result<Arc<Self>, EngineError> {
        let open = Open::Practice(Box::new(practice));
        let desk = Desk::begin(folder, Face::Practice, open, Box::new(keys), at)?;
        Ok(Arc::new(Self { desk, words: Mutex::new(words), relay }))
    }
}

/// What a vault has wrapped for the files of this folder.
pub(crate) fn kept(folder: &Path) -> Result<WrappedKeys, EngineError> {
    let kept = wrapped::read(folder)?;
    kept.ok_or_else(|| EngineError::vault("vault_missing"))
}

/// Begins to join the journal of another device by the line that it shows. Show [`Joining::digits`], then
/// [`Engine::joined`].
#[uniffi::export]
pub fn join(
    folder: String,
    line: String,
    device_name: String,
    passphrase: String,
    zone: String,
) -> Result<Arc<Joining>, EngineError> {
    let passphrase = Zeroizing::new(passphrase);
    let at = At::new(&zone)?;
    Joining::begin(zone, move |observe, stop| {
        let path = PathBuf::from(folder);
        let now = at.moment().now.as_millisecond();
        let (practice, relay) = until_told(
            async {
                let work = Practice::join(&path, &line, &device_name, &passphrase, now, observe);
                Ok(work.await?)
            },
            stop,
        )?;
        let keys = Box::new(unlock(&path, &passphrase)?);
        let open = Open::Practice(Box::new(practice));
        Ok(Joined { folder: path, open, keys, relay: relay.to_string() })
    })
}
