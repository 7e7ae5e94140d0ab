//! A device joins from another one: the newcomer's half of pairing. The other half is in `pairing`.

use requite_seal::{DeviceSecrets, Newcomer};
use requite_wire::{codec, pairing::Invitation};

use super::{Lock, Made, Setup, restore::fetch_roster};
use crate::{
    Admission, Engine, EngineError,
    net::{Http, NetError, RelayClient, RelayUrl},
    pairing::Mailbox,
};

/// What the newcomer's person is told on the way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum JoinEvent {
    /// These six digits are to be typed on the other device.
    Check(String),
}

impl Setup {
    /// Begins with what a device of the vault handed over directly: see [`Engine::let_in`].
    ///
    /// # Errors
    /// [`EngineError::AlreadyThere`], [`EngineError::Damaged`], and those of the disk.
    pub fn enter(
        self,
        device: DeviceSecrets,
        admission: Admission,
        lock: Lock<'_>,
    ) -> Result<Engine, EngineError> {
        if self.home.has_vault() {
            return Err(EngineError::AlreadyThere);
        }
        let Admission { entries, registration } = admission;
        let genesis = entries.first().ok_or(EngineError::Damaged { what: "the device list" })?;
        let made = Made { vault: genesis.vault(), device, registration, entries };
        made.write(self, lock)
    }

    /// Joins the vault of another device by the line of text that it shows. `observe` is told the digits that the person
    /// types there. The records come with the first sync.
    ///
    /// # Errors
    /// [`EngineError::InvalidLine`], [`EngineError::PairingExpired`], [`EngineError::WrongDigits`],
    /// [`EngineError::PairingTampered`], those of the relay and of the disk.
    pub async fn join(
        self,
        line: &str,
        device_name: &str,
        lock: Lock<'_>,
        observe: &mut dyn FnMut(&JoinEvent),
    ) -> Result<(Engine, RelayUrl), EngineError> {
        self.check(device_name)?;
        let invitation: Invitation = line.parse().map_err(|error| match error {
            requite_wire::WireError::NewerVersion => EngineError::NewerVersion,
            _ => EngineError::InvalidLine,
        })?;
        let relay: RelayUrl = invitation.relay.parse().map_err(|_| EngineError::InvalidLine)?;
        let client = RelayClient::new(Http::new()?, relay.clone());
        let mut rng = self.surroundings.rng()?;
        let mut mailbox = Mailbox::open(client.clone(), &invitation);
        let first = mailbox.wait_for(0).await?;
        let (mut newcomer, hello) =
            Newcomer::begin(invitation.clone(), &first, device_name, &mut rng)?;
        mailbox.put(1, hello).await?;
        let answer = mailbox.wait_for(2).await?;
        let (check, reveal) = newcomer.reveal(&answer, &mut rng)?;
        mailbox.put(3, reveal).await?;
        observe(&JoinEvent::Check(check.digits().to_owned()));
        let (verdict, device) = newcomer.conclude(&mailbox.wait_for(4).await?)?;
        let admitted = verdict.admitted.ok_or(EngineError::WrongDigits)?;
        let registration = codec::decode(&verdict.registration)?;
        let vault = invitation.vault;
        let session = client.enter(&device.signer, vault).await.map_err(not_there_yet)?;
        let roster = fetch_roster(&session, vault).await?;
        // An older list would lack what the inviter saw, or the entry that let us in.
        let is_current = roster.contains(invitation.roster_head) && roster.contains(admitted);
        if !is_current || !roster.is_active(device.keys().id()) {
            return Err(EngineError::PairingTampered);
        }
        let entries = roster.entries().cloned().collect();
        let made = Made { vault, device, registration, entries };
        Ok((made.write(self, lock)?, relay))
    }
}

fn not_there_yet(error: NetError) -> EngineError {
    match error {
        NetError::Refused { .. } => EngineError::PairingTampered,
        NetError::Unreachable | NetError::Malformed => error.into(),
    }
}
