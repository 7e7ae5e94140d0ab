//! A vault comes back from the recovery words.

use requite_seal::{DeviceSecrets, Entropy, Root, Signer, Statement};
use requite_sync::roster::{Roster, RosterError};
use requite_wire::{
    VaultId,
    message::{RosterPage, code},
};

use super::{Lock, Made, Setup, registration};
use crate::{
    Engine, EngineError,
    net::{Http, NetError, RelayClient, RelayUrl, Session},
    vault::{self, Strict, keys::Keys},
};

/// Tries to append an Add when another device was faster each time.
pub(crate) const APPEND_TRIES: u32 = 8;

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
        let entropy = Entropy::from_words(words)?;
        let root = Root::from_entropy(&entropy);
        let account = root.account();
        let client = RelayClient::new(Http::new()?, relay.clone());
        let vault = client.locate(&account, root.locator()).await.map_err(unknown_words)?;
        let session = client.enter(&account, vault).await.map_err(unknown_words)?;
        let recovery = root.recovery();
        let mut rng = self.surroundings.rng()?;
        let device = DeviceSecrets::generate(&mut rng);
        for _ in 0..APPEND_TRIES {
            let mut roster = fetch_roster(&session, vault).await?;
            if *roster.account() != account.verify_key() {
                return Err(EngineError::NoVaultForWords);
            }
            let keys = Keys::gather(&roster, core::slice::from_ref(&recovery));
            let key = keys
                .current(&roster)
                .ok_or(EngineError::Damaged { what: "the key in the device list" })?;
            let statement = Statement {
                signer: &account,
                vault,
                parent: roster.head(),
                at_ms: self.surroundings.now_ms(),
            };
            let entry = statement.add(&device.keys(), device_name, key, &mut rng)?;
            let head = roster.head();
            roster.admit(entry.clone(), &Strict).map_err(roster_error)?;
            match session.append(&entry, head).await {
                Ok(()) => {
                    let genesis = roster.entries().next().ok_or(EngineError::Internal("roster"))?;
                    let registration = registration(&account, genesis.bytes(), root.locator());
                    let entries = roster.entries().cloned().collect();
                    let made = Made { vault, device, registration, entries };
                    return made.write(self, lock);
                }
                Err(error) if error.code() == code::STALE => {}
                Err(error) => return Err(error.into()),
            }
        }
        Err(EngineError::Busy)
    }
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
