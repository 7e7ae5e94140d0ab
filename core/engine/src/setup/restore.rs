//! A vault comes back from the recovery words.

use std::collections::BTreeSet;

use rand::CryptoRng;
use requite_seal::{
    AccountKey, DeviceSecrets, Entropy, EpochKey, NewEpoch, Root, Signer, Statement,
};
use requite_sync::roster::{Roster, RosterError};
use requite_wire::{
    Hash, VaultId,
    message::{RosterPage, code},
    roster::Entry,
};

use super::{Lock, Setup, registration};
use crate::{
    Admission, Engine, EngineError,
    net::{Http, NetError, RelayClient, RelayUrl, Session},
    vault::{self, Strict, keys::Keys},
};

/// Tries to append an Add when another device was faster each time.
pub(crate) const APPEND_TRIES: u32 = 8;

/// A device that the recovery words let in: see [`Setup::by_words`].
#[derive(Debug)]
pub struct Back {
    /// What the device keeps secret.
    pub device: DeviceSecrets,
    /// What lets it in, in order, each with the head that the list must have before it.
    pub entries: Vec<(Hash, Entry)>,
    /// What the device begins with.
    pub admission: Admission,
}

impl Setup {
    /// Brings a vault onto this device by its recovery words: finds it at a relay and adds this device to it.
    /// The records come with the first sync.
    ///
    /// # Errors
    /// [`EngineError::WrongWords`], [`EngineError::NoVaultForWords`], [`EngineError::RelayUnreachable`], and those of the disk.
    pub async fn restore(
        self,
        words: &str,
        relay: &RelayUrl,
        device_name: &str,
        lock: Lock<'_>,
    ) -> Result<Engine, EngineError> {
        self.check(device_name)?;
        let root = Root::from_entropy(&Entropy::from_words(words)?);
        let account = root.account();
        let client = RelayClient::new(Http::new()?, relay.clone());
        let vault = client.locate(&account, root.locator()).await.map_err(unknown_words)?;
        let session = client.enter(&account, vault).await.map_err(unknown_words)?;
        for _ in 0..APPEND_TRIES {
            let roster = fetch_roster(&session, vault).await?;
            let back = self.come_back(words, roster, device_name)?;
            if append_all(&session, &back.entries).await? {
                return self.enter(back.device, back.admission, lock);
            }
        }
        Err(EngineError::Busy)
    }

    /// Lets this device in by the recovery words, in a device list that somebody brought: the seam for meeting a relay in another
    /// way than [`Setup::restore`] does. Nothing is written here. Whoever calls this has the entries appended where the list came
    /// from, and then calls [`Setup::enter`].
    ///
    /// # Errors
    /// [`EngineError::WrongWords`], [`EngineError::NoVaultForWords`] where these words are not those in force,
    /// [`EngineError::TooManyDevices`], [`EngineError::Damaged`].
    pub fn by_words(
        &self,
        words: &str,
        vault: VaultId,
        entries: Vec<Vec<u8>>,
        device_name: &str,
    ) -> Result<Back, EngineError> {
        self.check(device_name)?;
        self.come_back(words, vault::roster(vault, entries)?, device_name)
    }

    fn come_back(
        &self,
        words: &str,
        roster: Roster,
        device_name: &str,
    ) -> Result<Back, EngineError> {
        let root = Root::from_entropy(&Entropy::from_words(words)?);
        let (account, recovery) = (root.account(), root.recovery());
        if *roster.account() != account.verify_key() {
            return Err(EngineError::NoVaultForWords);
        }
        let mut rng = self.surroundings.rng()?;
        let at_ms = self.surroundings.now_ms();
        let keys = Keys::gather(&roster, core::slice::from_ref(&recovery));
        let mut list = List { roster, account: &account, at_ms, entries: Vec::new() };
        // Links of holds that are over: whoever would have published them may be gone.
        while let Some((newer, older)) = owed(&list.roster, &keys, at_ms) {
            let entry = list.sign().links(newer, &[older], &mut rng)?;
            list.append(entry)?;
        }
        // Behind a fork, the words may not have been given the key in force, or it may not lead to all that they were given.
        let is_aside = list.roster.place_of_account() != list.roster.head();
        let wants_epoch = is_aside || list.roster.rotation_wanted(&keys.held());
        let current = keys.current(&list.roster).filter(|_| !wants_epoch);
        let key = if let Some(current) = current {
            current.duplicate()
        } else {
            let epoch = joining_epoch(&list.roster, &keys, &mut rng)
                .ok_or(EngineError::Damaged { what: "the key in the device list" })?;
            let entry = list.sign().rotate(&epoch, &mut rng)?;
            list.append(entry)?;
            epoch.key
        };
        let device = DeviceSecrets::generate(&mut rng);
        let entry = list.sign().add(&device.keys(), device_name, &key, &mut rng)?;
        list.append(entry)?;
        let List { roster, entries, .. } = list;
        let genesis = roster.entries().next().ok_or(EngineError::Internal("roster"))?;
        let registration = registration(&account, genesis.bytes(), root.locator());
        let admission = Admission { entries: roster.entries().cloned().collect(), registration };
        Ok(Back { device, entries, admission })
    }
}

/// The device list as the account goes on with it.
struct List<'a> {
    roster: Roster,
    account: &'a AccountKey,
    at_ms: i64,
    entries: Vec<(Hash, Entry)>,
}

impl List<'_> {
    fn sign(&self) -> Statement<'_> {
        let (vault, parent) = (self.roster.vault(), self.roster.place_of_account());
        Statement { signer: self.account, vault, parent, at_ms: self.at_ms }
    }

    fn append(&mut self, entry: Entry) -> Result<(), EngineError> {
        let head = self.roster.head();
        self.roster.admit(entry.clone(), &Strict).map_err(roster_error)?;
        self.entries.push((head, entry));
        Ok(())
    }
}

/// The two keys of a hold that is over and whose link nobody has published.
fn owed<'a>(roster: &Roster, keys: &'a Keys, now_ms: i64) -> Option<(&'a EpochKey, &'a EpochKey)> {
    let mut over = roster.holds().into_iter().filter(|(_, _, until_ms)| *until_ms <= now_ms);
    over.find_map(|(newer, older, _)| keys.get(&newer).zip(keys.get(&older)))
}

/// An epoch that leads to every key that is here, for everybody who is in; none where no key is here.
fn joining_epoch(roster: &Roster, keys: &Keys, rng: &mut impl CryptoRng) -> Option<NewEpoch> {
    let key = keys.any()?.next(rng);
    // What another key leads to, or is to lead to once a hold is over, needs no link of its own.
    let links = roster.links().map(|(newer, link)| (newer, link.key_index));
    let holds = roster.holds().into_iter().map(|(newer, older, _)| (newer, older));
    let led_to: BTreeSet<Hash> = links
        .chain(holds)
        .filter(|(newer, _)| keys.get(newer).is_some())
        .map(|(_, older)| older)
        .collect();
    let before = keys.all().filter(|key| !led_to.contains(&key.index()));
    let before = before.map(EpochKey::duplicate).collect();
    Some(NewEpoch { key, recipients: roster.recipients(), before })
}

/// Whether the relay took all of them; not, where another device was faster.
async fn append_all(session: &Session, entries: &[(Hash, Entry)]) -> Result<bool, EngineError> {
    for (head, entry) in entries {
        match session.append(entry, *head).await {
            Ok(()) => {}
            Err(error) if error.code() == code::STALE => return Ok(false),
            Err(error) => return Err(error.into()),
        }
    }
    Ok(true)
}

/// The whole roster as the relay has it, checked from its genesis on.
pub(crate) async fn fetch_roster(session: &Session, vault: VaultId) -> Result<Roster, EngineError> {
    let mut entries = Vec::new();
    loop {
        let from = u64::try_from(entries.len()).unwrap_or(u64::MAX);
        let RosterPage { entries: page, len, .. } = session.roster(from).await?;
        if page.is_empty() {
            break;
        }
        entries.extend(page.into_iter().map(Vec::from));
        let have = u64::try_from(entries.len()).unwrap_or(u64::MAX);
        if have >= len || entries.len() >= requite_wire::limits::ROSTER_ENTRIES_MAX {
            break;
        }
    }
    vault::roster(vault, entries)
}

pub(crate) fn roster_error(error: RosterError) -> EngineError {
    match error {
        RosterError::TooManyDevices => EngineError::TooManyDevices,
        RosterError::LastDevice => EngineError::LastDevice,
        RosterError::NotAMember => EngineError::NotFound,
        RosterError::Signer => EngineError::Removed,
        RosterError::OtherVault
        | RosterError::MissingParent
        | RosterError::SecondGenesis
        | RosterError::Signature
        | RosterError::Twice
        | RosterError::TooLong => EngineError::Damaged { what: "the device list" },
    }
}

fn unknown_words(error: NetError) -> EngineError {
    match &error {
        NetError::Refused { status: 401 | 403 | 404, .. } => EngineError::NoVaultForWords,
        NetError::Refused { .. } | NetError::Unreachable | NetError::Malformed => error.into(),
    }
}
