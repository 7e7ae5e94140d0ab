//! What the sans-io engine asks for, done in the files: envelopes and cursors are stored, pushes are put together, pages
//! are sorted.

use requite_store::{Mail, RelayCursor};
use requite_sync::{
    Input, Output, PushRefusal, Range, RelayId, Source, StartRelay, roster::Roster,
};
use requite_wire::{
    Audit, DeviceId, Envelope, VaultId, limits,
    message::{Delivered, Page},
};

use super::{
    Courier, PushOutcome, Request, SyncEvent, alarm,
    courier::{Appending, Identity},
};
use crate::{
    Engine, EngineError, Membership,
    net::RelayUrl,
    outbox::{ChainEnd, Offer},
};

impl Courier {
    pub(super) fn perform(
        &mut self,
        engine: &mut Engine,
        output: Output,
        inputs: &mut Vec<Input>,
    ) -> Result<(), EngineError> {
        match output {
            Output::Connect { relay } => self.requests.push_back(Request::Connect { relay }),
            Output::Pull { relay, after } => {
                self.requests.push_back(Request::Pull { relay, after });
            }
            Output::Push { relay, ranges } => self.push(engine, relay, &ranges)?,
            // Either way both rosters meet.
            Output::FetchRoster { relay } | Output::PublishRoster { relay } => {
                self.requests.push_back(Request::Roster { relay });
            }
            Output::Accept { relay, envelopes, cursor } => {
                self.accept(engine, relay, &envelopes, cursor, inputs)?;
            }
            Output::Evidence { envelope } => {
                engine.mail.write(|mail| mail.insert(&envelope).map_err(EngineError::from))?;
            }
            Output::WakeAt { at_ms } => self.wake = Some(at_ms),
            Output::Alarm(alarm) => self.alarm(engine, alarm)?,
        }
        Ok(())
    }

    fn alarm(
        &mut self,
        engine: &mut Engine,
        alarm: requite_sync::Alarm,
    ) -> Result<(), EngineError> {
        use requite_sync::Alarm;
        let me = engine.vault.me;
        let is_own = match alarm {
            Alarm::OwnChainAhead { .. } => true,
            Alarm::Forked { device } => device == me,
            _ => false,
        };
        if is_own {
            engine.note_copy()?;
            if engine.membership() == Membership::Member {
                self.identity = Identity::Copied;
            }
        }
        let now = engine.surroundings.now_ms();
        let urls: Vec<RelayUrl> = self.lines.iter().map(|line| line.url.clone()).collect();
        engine.mail.write(|mail| alarm::note(mail, alarm, &urls, now))?;
        if let Alarm::Forked { .. } = alarm {
            // What this device has of the chain goes on in its own envelopes, and they are to be sealed.
            self.wants_sealing = true;
        }
        self.report.alarms.push(alarm);
        self.events.push_back(SyncEvent::Alarm(alarm));
        Ok(())
    }

    fn push(
        &mut self,
        engine: &mut Engine,
        relay: RelayId,
        ranges: &[Range],
    ) -> Result<(), EngineError> {
        let envelopes = offer(&mut engine.mail, ranges, engine.vault.me)?;
        if let Some(line) = self.line(relay) {
            line.pushing = u64::try_from(envelopes.len()).unwrap_or(0);
        }
        self.requests.push_back(Request::Push { relay, envelopes });
        Ok(())
    }

    fn accept(
        &mut self,
        engine: &mut Engine,
        relay: RelayId,
        envelopes: &[Envelope],
        cursor: Option<requite_sync::Cursor>,
        inputs: &mut Vec<Input>,
    ) -> Result<(), EngineError> {
        let Some(url) = self.line(relay).map(|line| line.url.to_string()) else { return Ok(()) };
        let now = engine.surroundings.now_ms();
        store(&mut engine.mail, &url, envelopes, cursor, now)?;
        let received = u64::try_from(envelopes.len()).unwrap_or(0);
        if received == 0 {
            return Ok(());
        }
        self.report.received += received;
        self.events.push_back(SyncEvent::Received(received));
        self.open(engine, inputs)
    }

    /// Opens what was received.
    pub(super) fn open(
        &mut self,
        engine: &mut Engine,
        inputs: &mut Vec<Input>,
    ) -> Result<(), EngineError> {
        let opened = engine.open_received()?;
        self.changed(opened.notices);
        let me = engine.vault.me;
        inputs.extend(opened.forked.into_iter().map(|device| Input::ForkSeen { device }));
        let vouched = opened.vouched.into_iter().filter(|(device, _)| *device != me);
        inputs.extend(vouched.map(|(device, n)| Input::Vouched { device, n }));
        Ok(())
    }

    /// Seals what waits, and tells of it.
    pub(super) fn seal(&mut self, engine: &mut Engine) -> Result<(), EngineError> {
        let offer = if self.sync.offers_at_once() { Offer::AtOnce } else { Offer::Later };
        let outgoing = engine.seal_pending(offer)?;
        if let Some(ChainEnd(end)) = outgoing.rewound {
            self.handle(engine, Input::Rewound { end })?;
        }
        for envelope in outgoing.sealed {
            self.handle(engine, Input::Sealed(envelope))?;
        }
        Ok(())
    }

    /// Before an audit is believed to know more of this device's chain than it does itself, another process of this device
    /// may have gone on with it.
    pub(super) fn audited(
        &mut self,
        engine: &mut Engine,
        audit: &Audit,
    ) -> Result<(), EngineError> {
        for envelope in unknown_own(&self.sync, &mut engine.mail, engine.vault.me, audit)? {
            self.handle(engine, Input::Sealed(envelope))?;
        }
        Ok(())
    }

    pub(super) fn page(
        &mut self,
        engine: &mut Engine,
        relay: RelayId,
        source: Source,
        page: Page,
    ) -> Result<(), EngineError> {
        self.audited(engine, &page.audit)?;
        let vault = &engine.vault;
        let (envelopes, strangers) = sorted(page.envelopes, vault.id, &vault.roster);
        if self.line(relay).is_some_and(|line| line.appending == Appending::Nothing) {
            self.upkeep_where_met(engine, relay, &page.audit)?;
        }
        let (next, more, audit) = (page.next, page.more, Box::new(page.audit));
        self.handle(engine, Input::Page { relay, source, envelopes, strangers, next, more, audit })
    }

    pub(super) fn pushed(
        &mut self,
        engine: &mut Engine,
        relay: RelayId,
        outcome: PushOutcome,
    ) -> Result<(), EngineError> {
        let sent = self.line(relay).map_or(0, |line| core::mem::take(&mut line.pushing));
        let input = match outcome {
            PushOutcome::Stored(audit) => {
                self.report.sent += sent;
                self.events.push_back(SyncEvent::Sent(sent));
                Input::Pushed { relay, audit: Box::new(audit) }
            }
            PushOutcome::Full => Input::PushRefused { relay, refusal: PushRefusal::Full },
            PushOutcome::Stale(audit) => {
                Input::PushRefused { relay, refusal: PushRefusal::Stale(Box::new(audit)) }
            }
            PushOutcome::Forked(audit) => {
                let devices = forked(&mut engine.mail, &audit)?;
                let refusal = PushRefusal::Forked { audit: Box::new(audit), devices };
                Input::PushRefused { relay, refusal }
            }
        };
        self.handle(engine, input)
    }
}

/// A relay to begin with, and how far it was read.
pub(super) fn start(mail: &mut Mail, url: &RelayUrl, id: u32) -> Result<StartRelay, EngineError> {
    let name = url.to_string();
    let cursor = mail.read(|mail| mail.cursor(&name).map_err(EngineError::from))?;
    let cursor = cursor
        .map(|cursor| requite_sync::Cursor { generation: cursor.generation, after: cursor.after });
    Ok(StartRelay { id: RelayId(id), cursor })
}

/// Envelopes with the relay's numbers.
pub(super) type Numbered = Vec<(u64, Envelope)>;

/// The envelopes of a page whose author is in the list of devices, and those whose author is not. What is not an envelope, or
/// not signed by its author, is the relay's invention: passed over. If it hides a real one, the gap in the chain says so.
pub(super) fn sorted(
    page: Vec<Delivered>,
    vault: VaultId,
    roster: &Roster,
) -> (Numbered, Numbered) {
    let (mut envelopes, mut strangers) = (Vec::new(), Vec::new());
    for Delivered { seq, envelope } in page {
        let Ok(envelope) = Envelope::parse(envelope) else { continue };
        match roster.member(envelope.header().device) {
            None => strangers.push((seq, envelope)),
            Some(member) => {
                if requite_seal::authenticate(&envelope, vault, &member.keys.verify).is_ok() {
                    envelopes.push((seq, envelope));
                }
            }
        }
    }
    (envelopes, strangers)
}

/// Own envelopes that a relay has and the sans-io engine does not know of: another process of this device sealed them.
pub(super) fn unknown_own(
    sync: &requite_sync::Engine,
    mail: &mut Mail,
    me: DeviceId,
    audit: &Audit,
) -> Result<Vec<Envelope>, EngineError> {
    let theirs = audit.have.iter().find(|tip| tip.device == me).map_or(0, |tip| tip.n);
    let mine = sync.tips().find(|tip| tip.device == me).map_or(0, |tip| tip.n);
    if theirs <= mine {
        return Ok(Vec::new());
    }
    mail.read(|mail| mail.envelopes(me, mine, usize::MAX, usize::MAX).map_err(EngineError::from))
}

/// Own envelopes and others' from the head of these ranges, as many as one push takes. Own ones are noted as offered before
/// they are: after a crash we must know that somebody may have seen them. In one transaction with reading them, so that nobody
/// takes them back meanwhile.
pub(super) fn offer(
    mail: &mut Mail,
    ranges: &[Range],
    me: DeviceId,
) -> Result<Vec<Envelope>, EngineError> {
    if ranges.iter().all(|range| range.device != me) {
        return mail.read(|mail| gather(mail, ranges));
    }
    mail.write(|mail| {
        let envelopes = gather(mail, ranges)?;
        let own = envelopes.iter().filter(|envelope| envelope.header().device == me);
        if let Some(n) = own.map(|envelope| envelope.header().n).max() {
            mail.set_offered(n)?;
        }
        Ok::<_, EngineError>(envelopes)
    })
}

/// Stores what came, and the cursor that passes it, soon: it may be shown before it is on the disk, for the relay has it, and where
/// the one is lost the other is lost with it.
pub(super) fn store(
    mail: &mut Mail,
    url: &str,
    envelopes: &[Envelope],
    cursor: Option<requite_sync::Cursor>,
    now_ms: i64,
) -> Result<(), EngineError> {
    let put = |mail: &mut requite_store::MailWrite<'_>| {
        for envelope in envelopes {
            mail.insert(envelope)?;
            mail.set_heard(envelope.header().device, now_ms)?;
        }
        if let Some(cursor) = cursor {
            let cursor = RelayCursor { generation: cursor.generation, after: cursor.after };
            mail.set_cursor(url, &cursor)?;
        }
        Ok::<_, EngineError>(())
    };
    // A cursor that is lost is read again.
    if envelopes.is_empty() { mail.write_whenever(put) } else { mail.write_soon(put) }
}

fn gather(
    mail: &requite_store::MailRead<'_>,
    ranges: &[Range],
) -> Result<Vec<Envelope>, EngineError> {
    let mut envelopes: Vec<Envelope> = Vec::new();
    let mut bytes = 0;
    for range in ranges {
        let room = limits::PUSH_ENVELOPES_MAX.saturating_sub(envelopes.len());
        let wanted = usize::try_from(range.upto - range.after).unwrap_or(usize::MAX).min(room);
        let bytes_left = limits::PAGE_BYTES_MAX.saturating_sub(bytes);
        if wanted == 0 || bytes_left == 0 {
            break;
        }
        let run = mail.envelopes(range.device, range.after, wanted, bytes_left)?;
        bytes += run.iter().map(|envelope| envelope.bytes().len()).sum::<usize>();
        envelopes.extend(run);
    }
    Ok(envelopes)
}

/// The chains in which a relay has another envelope than this device at the relay's height.
pub(super) fn forked(mail: &mut Mail, audit: &Audit) -> Result<Vec<DeviceId>, EngineError> {
    mail.read(|mail| {
        let mut forked = Vec::new();
        for tip in &audit.have {
            let mine = mail.envelope(tip.device, tip.n)?;
            if mine.is_some_and(|mine| mine.hash() != tip.hash) {
                forked.push(tip.device);
            }
        }
        Ok(forked)
    })
}
