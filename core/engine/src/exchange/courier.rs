//! The courier of one device: hands what happened to the sans-io engine, does what it asks for in the files, and lays
//! out what is to be carried. Knows no sockets and no clock.

use std::{collections::VecDeque, sync::Arc};

use rand::Rng;
use requite_seal::DeviceSigner;
use requite_store::Mail;
use requite_sync::{Engine as Sync, Input, Lost, RelayId, Source, Start, roster::Roster};
use requite_wire::{VaultId, message::CreateVault};

use super::{Answer, Fault, PushOutcome, Request, SyncEvent, SyncReport, alarm, carry};
use crate::{Engine, EngineError, Membership, net::RelayUrl, nudge::Nudge, outbox::Offer};

/// One relay as the courier sees it.
#[derive(Debug)]
pub(super) struct Line {
    pub(super) url: RelayUrl,
    /// Envelopes in the push under way.
    pub(super) pushing: u64,
    /// An entry of ours is under way, and the roster is not settled before it has come.
    pub(super) appending: Appending,
}

/// Whether an entry is under way to a relay.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Appending {
    #[default]
    Nothing,
    /// Entries that are here and that the relay lacks.
    Known,
    /// One that only comes to be when the relay takes it.
    Upkeep,
}

/// What proves to a relay who this device is.
#[derive(Debug)]
pub struct Credentials {
    pub(crate) vault: VaultId,
    pub(crate) signer: DeviceSigner,
    pub(crate) registration: CreateVault,
    /// The relay may have to hear of it even where it knows the vault.
    pub(crate) register: bool,
}

impl Credentials {
    /// Of the device that sends this mail.
    pub(super) fn of(
        mail: &mut Mail,
        vault: VaultId,
        signer: &DeviceSigner,
        registration: &CreateVault,
        roster: &Roster,
    ) -> Result<Self, EngineError> {
        let register = mail.read(|mail| {
            let flag = mail.setting(crate::vault::mail_setting::REGISTER)?;
            Ok::<_, EngineError>(flag.is_some_and(|flag| flag == [1]))
        })?;
        let mut registration = registration.clone();
        let entries = roster.entries().skip(1);
        registration.roster = entries.map(|entry| entry.bytes().to_vec().into()).collect();
        Ok(Self { vault, signer: signer.duplicate(), registration, register })
    }

    /// The vault to enter.
    pub const fn vault(&self) -> VaultId {
        self.vault
    }

    /// What registers the vault, where the relay does not know it.
    pub const fn registration(&self) -> &CreateVault {
        &self.registration
    }
}

/// Carries between one device and its relays. Whoever drives it takes [`Request`]s out, and puts [`Answer`]s in.
#[derive(Debug)]
pub struct Courier {
    pub(super) sync: Sync,
    pub(super) lines: Vec<Line>,
    pub(super) requests: VecDeque<Request>,
    pub(super) events: VecDeque<SyncEvent>,
    pub(super) wake: Option<u64>,
    pub(super) report: SyncReport,
    pub(super) identity: Identity,
    /// Something is to be sealed that no write announces.
    pub(super) wants_sealing: bool,
    /// Entries of the roster that the sans-io engine was told of.
    pub(super) roster_len: usize,
    nudge: Arc<Nudge>,
    now_ms: u64,
}

impl Drop for Courier {
    fn drop(&mut self) {
        self.nudge.set_awaited(false);
    }
}

/// Whether this device may go on as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Identity {
    Sound,
    /// There is another copy of it.
    Copied,
}

impl Courier {
    /// A courier that has not met anybody yet. Finishes, and tells, what a process that was cut off had begun.
    ///
    /// # Errors
    /// Those of the disk.
    pub fn new(engine: &mut Engine, relays: &[RelayUrl]) -> Result<Self, EngineError> {
        let opened = engine.open_received()?;
        engine.seal_pending(Offer::Later)?;
        let mut starts = Vec::new();
        let mut lines = Vec::new();
        for (url, id) in relays.iter().zip(0..) {
            starts.push(carry::start(&mut engine.mail, url, id)?);
            lines.push(Line { url: url.clone(), pushing: 0, appending: Appending::Nothing });
        }
        let tips = engine.mail.read(|mail| mail.tips().map_err(EngineError::from))?;
        let vouched =
            engine.journal.read(|journal| journal.vouched().map_err(EngineError::from))?;
        let roster = &engine.vault.roster;
        let roster_len = roster.len();
        let me = engine.vault.me;
        let start = Start {
            me,
            tips,
            roster_head: roster.head(),
            roster_len: u64::try_from(roster.len()).unwrap_or(u64::MAX),
            cuts: roster.cuts(),
            vouched: vouched.into_iter().filter(|(device, _)| *device != me).collect(),
            relays: starts,
            seed: engine.rng.next_u64(),
        };
        let mut courier = Self {
            sync: Sync::new(start),
            lines,
            requests: VecDeque::new(),
            events: VecDeque::new(),
            wake: None,
            report: SyncReport::default(),
            identity: Identity::Sound,
            wants_sealing: false,
            roster_len,
            nudge: Arc::clone(&engine.nudge),
            now_ms: 0,
        };
        courier.changed(opened.notices);
        for device in opened.forked.into_iter().filter(|device| *device != me) {
            courier.handle(engine, Input::ForkSeen { device })?;
        }
        if engine.is_copy()? {
            courier.copied(engine)?;
        }
        Ok(courier)
    }

    /// Time has passed; also what sets it going. `now_ms` counts from anywhere and never runs backwards.
    ///
    /// # Errors
    /// Those of the disk.
    pub fn tick(&mut self, engine: &mut Engine, now_ms: u64) -> Result<(), EngineError> {
        self.now_ms = now_ms;
        self.wake = None;
        self.handle(engine, Input::Tick)
    }

    /// Looks for new writes, of this process or another, and for a list of devices that another process has changed.
    ///
    /// # Errors
    /// Those of the disk.
    pub fn look(&mut self, engine: &mut Engine, now_ms: u64) -> Result<(), EngineError> {
        self.now_ms = now_ms;
        engine.refresh()?;
        if engine.vault.roster.len() != self.roster_len {
            self.roster_changed(engine)?;
        }
        if engine.has_unsealed()? {
            self.seal(engine)?;
        }
        Ok(())
    }

    /// Does what nobody waits for. To be called whenever everything that is to be carried and told was taken out: what was
    /// received is durable when it returns.
    ///
    /// # Errors
    /// Those of the disk.
    pub fn rest(&self, engine: &mut Engine) -> Result<(), EngineError> {
        engine.rest()
    }

    /// Says whether what is written next goes out at once: for whoever calls [`Courier::look`] as soon as something is written,
    /// when everything that is to be carried was taken out.
    pub fn await_writing(&self) {
        self.nudge.set_awaited(self.sync.offers_at_once() && !self.is_copied());
    }

    /// The next thing to be carried.
    pub fn next_request(&mut self) -> Option<Request> {
        self.requests.pop_front()
    }

    /// The next thing to tell.
    pub fn next_event(&mut self) -> Option<SyncEvent> {
        self.events.pop_front()
    }

    /// When to call [`Courier::tick`] at the latest.
    pub const fn wake_ms(&self) -> Option<u64> {
        self.wake
    }

    /// Whether, for now, nothing is under way and nothing more can be done.
    pub fn is_quiet(&self) -> bool {
        let idle = self.lines.iter().all(|line| line.appending == Appending::Nothing);
        self.sync.is_quiet() && self.requests.is_empty() && idle
    }

    /// Whether another copy of this device was met. The courier is of no use then: drop it, call
    /// [`Courier::reenrol`], and begin with a new one.
    pub fn is_copied(&self) -> bool {
        self.identity == Identity::Copied
    }

    /// This device goes on under a new identity; nothing that it wrote is lost.
    ///
    /// # Errors
    /// [`EngineError::Removed`], and those of the disk.
    pub fn reenrol(engine: &mut Engine) -> Result<(), EngineError> {
        engine.reenrol()
    }

    /// What was done so far.
    pub const fn report(&self) -> &SyncReport {
        &self.report
    }

    /// What proves to a relay who this device is.
    ///
    /// # Errors
    /// Those of the disk.
    pub fn credentials(&self, engine: &mut Engine) -> Result<Credentials, EngineError> {
        let crate::vault::Vault { id, signer, registration, roster, .. } = &engine.vault;
        Credentials::of(&mut engine.mail, *id, signer, registration, roster)
    }

    /// Takes in what a relay said.
    ///
    /// # Errors
    /// Those of the disk.
    pub fn answer(
        &mut self,
        engine: &mut Engine,
        answer: Answer,
        now_ms: u64,
    ) -> Result<(), EngineError> {
        self.now_ms = now_ms;
        match answer {
            Answer::Connected { relay, page } => {
                let Some(line) = self.line(relay) else { return Ok(()) };
                // A late answer on the line before may have asked for something that nobody answers any more.
                (line.pushing, line.appending) = (0, Appending::Nothing);
                let url = line.url.clone();
                if !self.report.reached.contains(&url) {
                    self.report.reached.push(url.clone());
                }
                self.events.push_back(SyncEvent::Connected(url));
                self.registered(engine)?;
                self.audited(engine, &page.audit)?;
                self.upkeep_where_met(engine, relay, &page.audit)?;
                let audit = Box::new(page.audit);
                self.handle(engine, Input::Connected { relay, audit })
            }
            Answer::Pulled { relay, page } => self.page(engine, relay, Source::Pulled, *page),
            Answer::Live { relay, page } => self.page(engine, relay, Source::Live, *page),
            Answer::Pushed { relay, outcome } => {
                if let PushOutcome::Stored(audit)
                | PushOutcome::Forked(audit)
                | PushOutcome::Stale(audit) = &outcome
                {
                    self.audited(engine, audit)?;
                }
                self.pushed(engine, relay, outcome)
            }
            Answer::Roster { relay, page } => self.roster_met(engine, relay, *page),
            Answer::Appended { relay, entry } => self.appended(engine, relay, entry),
            Answer::Lost { relay, fault } => self.lost(engine, relay, fault),
        }
    }

    /// A sync has come to its end.
    ///
    /// # Errors
    /// Those of the disk.
    pub fn finish(&mut self, engine: &mut Engine) -> Result<(), EngineError> {
        let now = engine.surroundings.now_ms();
        engine.mail.write(|mail| alarm::settle(mail, &self.report, now))?;
        self.rest(engine)?;
        Ok(engine.journal.give_back()?)
    }

    /// There is another copy of this device: its chain is not continued. It goes on under a new identity as soon as it can sign for
    /// one; until then it only listens.
    pub(super) fn copied(&mut self, engine: &mut Engine) -> Result<(), EngineError> {
        engine.note_copy()?;
        if engine.membership() == Membership::Member {
            self.identity = Identity::Copied;
            return Ok(());
        }
        let device = engine.vault.me;
        self.handle(engine, Input::ForkSeen { device })
    }

    fn registered(&mut self, engine: &mut Engine) -> Result<(), EngineError> {
        let name = crate::vault::mail_setting::REGISTER;
        let is_due = engine.mail.read(|mail| {
            Ok::<_, EngineError>(mail.setting(name)?.is_some_and(|flag| flag == [1]))
        })?;
        if is_due && self.report.reached.len() == self.lines.len() {
            engine.mail.write(|mail| mail.put_setting(name, &[0]).map_err(EngineError::from))?;
        }
        Ok(())
    }

    fn lost(
        &mut self,
        engine: &mut Engine,
        relay: RelayId,
        fault: Fault,
    ) -> Result<(), EngineError> {
        let Some(line) = self.line(relay) else { return Ok(()) };
        line.pushing = 0;
        line.appending = Appending::Nothing;
        let url = line.url.clone();
        let why = match fault {
            Fault::Unreachable => Lost::Unreachable,
            Fault::Refused => Lost::Refused,
        };
        if why == Lost::Refused && !self.report.refused.contains(&url) {
            self.report.refused.push(url.clone());
        }
        self.nudge.set_awaited(false);
        tracing::debug!(relay = relay.0, "relay lost");
        self.events.push_back(SyncEvent::Disconnected(url));
        self.handle(engine, Input::Disconnected { relay, why })
    }

    /// Hands one input in and performs what comes out, until nothing comes any more.
    pub(super) fn handle(&mut self, engine: &mut Engine, input: Input) -> Result<(), EngineError> {
        let mut inputs = vec![input];
        while let Some(input) = inputs.pop() {
            let outputs: Vec<_> = self.sync.handle(input, self.now_ms).collect();
            for output in outputs {
                self.perform(engine, output, &mut inputs)?;
            }
        }
        if core::mem::take(&mut self.wants_sealing) {
            self.seal(engine)?;
        }
        Ok(())
    }

    pub(super) fn line(&mut self, relay: RelayId) -> Option<&mut Line> {
        let index = usize::try_from(relay.0).ok()?;
        self.lines.get_mut(index)
    }

    pub(super) fn changed(&mut self, notices: Vec<crate::Notice>) {
        self.report.changed += u64::try_from(notices.len()).unwrap_or(0);
        if !notices.is_empty() {
            self.events.push_back(SyncEvent::Changed(notices));
        }
    }
}
