//! Letting another device in: the half of pairing of a device that is in the vault, and the mailbox in which the two
//! meet. The cryptography is in `seal::pairing`.

use core::time::Duration;

use requite_seal::{Check, Claim, Inviter, KeyFile, PairingError, Statement, mailbox};
use requite_wire::{
    DeviceId, Hash, codec, limits,
    message::code,
    pairing::{Invitation, LIFE_S, Verdict},
    roster::{DeviceKeys, Entry},
};
use tokio::time::Instant;

use crate::{
    Engine, EngineError,
    net::{Http, NetError, RelayClient, RelayUrl},
    setup::{APPEND_TRIES, fetch_roster, roster_error},
    vault::Strict,
};

/// How often the mailbox is looked into.
const LOOK_EVERY: Duration = Duration::from_millis(150);
/// Milliseconds that an authentication counts for.
const FRESH_MS: i64 = 60_000;

/// Proof that the person was just asked for the passphrase: letting a device in takes more than an open journal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FreshAuth {
    at_ms: i64,
}

/// How much of the past a newcomer reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum History {
    /// All of it, at once.
    Shared,
    /// What is written from now on; all of it once this many milliseconds have passed, or an older device says so.
    Held {
        /// Milliseconds.
        for_ms: i64,
    },
}

impl History {
    /// Held back for a day: what a person chooses who wants time to notice a device that they did not let in.
    pub const fn held_a_day() -> Self {
        Self::Held { for_ms: 24 * 60 * 60 * 1_000 }
    }
}

/// An invitation that was made: one try, two minutes.
#[derive(Debug)]
pub struct Invite {
    line: String,
    expires_ms: i64,
    mailbox: Mailbox,
    inviter: Inviter,
    met: Option<(Claim, Check)>,
    client: RelayClient,
}

/// The relay's mailbox for one pairing.
#[derive(Debug)]
pub(crate) struct Mailbox {
    client: RelayClient,
    id: Hash,
    until: Instant,
}

impl Mailbox {
    pub(crate) fn open(client: RelayClient, invitation: &Invitation) -> Self {
        let until = Instant::now() + Duration::from_secs(LIFE_S);
        Self { client, id: mailbox(invitation), until }
    }

    pub(crate) async fn put(&self, place: u64, message: Vec<u8>) -> Result<(), EngineError> {
        self.check()?;
        self.client.mailbox_put(self.id, place, message).await.map_err(over)
    }

    /// Waits until the message at a place is there.
    pub(crate) async fn wait_for(&mut self, place: u64) -> Result<Vec<u8>, EngineError> {
        loop {
            self.check()?;
            let found = self.client.mailbox_get(self.id, place).await.map_err(over)?;
            if let Some(message) = found.messages.into_iter().next() {
                return Ok(message.into());
            }
            tokio::time::sleep(LOOK_EVERY).await;
        }
    }

    fn check(&self) -> Result<(), EngineError> {
        if Instant::now() < self.until { Ok(()) } else { Err(EngineError::PairingExpired) }
    }
}

/// A mailbox that is gone or full is a pairing that is over.
fn over(error: NetError) -> EngineError {
    match error {
        NetError::Refused { status: 404 | 409 | 410 | 413, .. } => EngineError::PairingExpired,
        error => error.into(),
    }
}

impl Engine {
    /// Asks for the passphrase afresh.
    ///
    /// # Errors
    /// [`EngineError::WrongPassphrase`].
    pub fn authenticate(&self, passphrase: &str) -> Result<FreshAuth, EngineError> {
        KeyFile::open(&self.home.read_keys()?, passphrase.as_bytes())?;
        Ok(FreshAuth { at_ms: self.surroundings.now_ms() })
    }

    /// Invites a device by way of a relay that has this vault.
    ///
    /// # Errors
    /// [`EngineError::AuthRequired`], [`EngineError::Removed`], [`EngineError::TooManyDevices`], and those of the relay.
    pub async fn invite(
        &mut self,
        relay: &RelayUrl,
        auth: &FreshAuth,
    ) -> Result<Invite, EngineError> {
        self.is_fresh(*auth)?;
        self.refresh()?;
        self.vault.writing_key()?;
        if self.vault.roster.active().count() >= limits::DEVICES_MAX {
            return Err(EngineError::TooManyDevices);
        }
        let mut secret = [0; 16];
        rand::Rng::fill_bytes(&mut self.rng, &mut secret);
        let head = self.vault.roster.head();
        let invitation = Invitation::new(relay.to_string(), self.vault.id, head, secret);
        let client = RelayClient::new(Http::new()?, relay.clone());
        let mailbox = Mailbox::open(client.clone(), &invitation);
        let line = invitation.to_string();
        let (inviter, first) = Inviter::begin(invitation, &mut self.rng);
        mailbox.put(0, first).await?;
        let life_ms = i64::try_from(LIFE_S * 1_000).unwrap_or(i64::MAX);
        let expires_ms = self.surroundings.now_ms().saturating_add(life_ms);
        Ok(Invite { line, expires_ms, mailbox, inviter, met: None, client })
    }

    fn is_fresh(&self, auth: FreshAuth) -> Result<(), EngineError> {
        let age = self.surroundings.now_ms().saturating_sub(auth.at_ms);
        // A clock that was put back makes nothing fresh.
        if (0..=FRESH_MS).contains(&age) { Ok(()) } else { Err(EngineError::AuthRequired) }
    }
}

impl Invite {
    /// The line of text for the other device.
    pub fn line(&self) -> &str {
        &self.line
    }

    /// When it is over, in milliseconds since 1970.
    pub const fn expires_ms(&self) -> i64 {
        self.expires_ms
    }

    /// Waits for the newcomer; then the digits that it shows are fixed. Gives the name that it goes by.
    ///
    /// # Errors
    /// [`EngineError::PairingExpired`], [`EngineError::PairingTampered`], and those of the relay.
    pub async fn meet(&mut self, engine: &mut Engine) -> Result<String, EngineError> {
        let hello = self.mailbox.wait_for(1).await?;
        let (claim, answer) = self.inviter.greet(&hello, &mut engine.rng)?;
        self.mailbox.put(2, answer).await?;
        let reveal = self.mailbox.wait_for(3).await?;
        let check = self.inviter.check(&claim, &reveal)?;
        let name = claim.hello.name.clone();
        self.met = Some((claim, check));
        Ok(name)
    }

    /// Lets the newcomer in, if these are the digits that it shows. Either way the invitation is used up.
    ///
    /// # Errors
    /// [`EngineError::WrongDigits`], [`EngineError::AuthRequired`], [`EngineError::PairingExpired`],
    /// [`EngineError::TooManyDevices`], and those of the relay and the disk.
    pub async fn confirm(
        self,
        engine: &mut Engine,
        digits: &str,
        auth: &FreshAuth,
        history: History,
    ) -> Result<DeviceId, EngineError> {
        engine.is_fresh(*auth)?;
        self.mailbox.check()?;
        let Some((claim, check)) = &self.met else { return Err(EngineError::PairingExpired) };
        if !check.matches(digits) {
            let verdict = Verdict { admitted: None, registration: Vec::new() };
            let told = self.inviter.conclude(claim, &verdict, &mut engine.rng)?;
            // The newcomer would find out by itself, two minutes later.
            let _told = self.mailbox.put(4, told).await;
            return Err(EngineError::WrongDigits);
        }
        let entry = self.admit(engine, claim, history).await?;
        let registration = codec::encode(&engine.vault.registration);
        let verdict = Verdict { admitted: Some(entry.hash()), registration };
        let told = self.inviter.conclude(claim, &verdict, &mut engine.rng)?;
        self.mailbox.put(4, told).await?;
        Ok(claim.hello.device.id())
    }

    /// First at the relay, which guards the head of the list, then here.
    async fn admit(
        &self,
        engine: &mut Engine,
        claim: &Claim,
        history: History,
    ) -> Result<Entry, EngineError> {
        let session = self.client.enter(&engine.vault.signer, engine.vault.id).await?;
        for _ in 0..APPEND_TRIES {
            let there = fetch_roster(&session, engine.vault.id).await?;
            for entry in there.entries() {
                engine.admit(entry)?;
            }
            let hello = &claim.hello;
            let entry = engine.addition(&hello.device, &hello.name, history)?;
            let mut after = engine.vault.roster.clone();
            after.admit(entry.clone(), &Strict).map_err(roster_error)?;
            // What this device knows and the relay does not goes first.
            let mut head = there.head();
            for known in engine.vault.roster.entries().filter(|known| !there.contains(known.hash()))
            {
                session.append(known, head).await?;
                head = known.hash();
            }
            engine.note_made(entry.hash())?;
            match session.append(&entry, head).await {
                Ok(()) => {
                    engine.admit(&entry)?;
                    return Ok(entry);
                }
                Err(error) if error.code() == code::STALE => {}
                Err(error) => return Err(error.into()),
            }
        }
        Err(EngineError::Busy)
    }
}

impl Engine {
    /// The entry that lets a device in.
    pub(crate) fn addition(
        &mut self,
        device: &DeviceKeys,
        name: &str,
        history: History,
    ) -> Result<Entry, EngineError> {
        let now = self.surroundings.now_ms();
        let epoch = match history {
            History::Shared => None,
            History::Held { .. } => Some(self.new_epoch([device.hpke], [])?),
        };
        let Self { vault, rng, .. } = self;
        let statement = Statement {
            signer: &vault.signer,
            vault: vault.id,
            parent: vault.roster.head(),
            at_ms: now,
        };
        let entry = match (history, epoch) {
            (History::Held { for_ms }, Some(epoch)) => {
                statement.add_held(device, name, now.saturating_add(for_ms), &epoch, rng)?
            }
            _ => statement.add(device, name, vault.writing_key()?, rng)?,
        };
        Ok(entry)
    }
}

impl From<PairingError> for EngineError {
    fn from(_: PairingError) -> Self {
        Self::PairingTampered
    }
}
