//! What the sans-io engine asks for, done: requests are started, envelopes and cursors are stored.

use std::time::Duration;

use requite_store::RelayCursor;
use requite_sync::{Input, Output, PushRefusal, RelayId, Source};
use requite_wire::{
    Audit, Envelope, limits,
    message::{Delivered, Page},
};

use super::{Done, Exchange, SyncEvent};
use crate::{
    EngineError, chance,
    net::{NetError, PushOutcome},
};

impl Exchange<'_> {
    pub(super) fn perform(
        &mut self,
        output: Output,
        inputs: &mut Vec<Input>,
    ) -> Result<(), EngineError> {
        match output {
            Output::Connect { relay } => self.connect(relay),
            Output::Pull { relay, after } => self.pull(relay, after),
            Output::Push { relay, ranges } => self.push(relay, &ranges)?,
            // Either way both rosters meet.
            Output::FetchRoster { relay } | Output::PublishRoster { relay } => {
                self.exchange_roster(relay);
            }
            Output::Accept { relay, envelopes, cursor } => {
                self.accept(relay, &envelopes, cursor, inputs)?;
            }
            Output::Evidence { envelope } => {
                self.engine.mail.write(|mail| mail.insert(&envelope).map_err(EngineError::from))?;
            }
            Output::WakeAt { at_ms } => {
                self.wake = Some(self.started + Duration::from_millis(at_ms));
            }
            Output::Alarm(alarm) => {
                self.report.alarms.push(alarm);
                (self.observe)(&SyncEvent::Alarm(alarm));
            }
        }
        Ok(())
    }

    fn connect(&mut self, relay: RelayId) {
        let Some(line) = self.line(relay) else { return };
        let client = line.client.clone();
        let vault = self.engine.vault.id;
        let signer = self.engine.vault.signer.duplicate();
        let mut registration = self.engine.vault.registration.clone();
        let entries = self.engine.vault.roster.entries().skip(1);
        registration.roster = entries.map(|entry| entry.bytes().to_vec().into()).collect();
        self.jobs.push(Box::pin(async move {
            let connected = async {
                let session = match client.enter(&signer, vault).await {
                    Err(NetError::Refused { status: 401 | 403 | 404, .. }) => {
                        // The relay does not know the vault, or not this device: it is new, or was put back from an old copy.
                        client.create(&registration).await?;
                        client.enter(&signer, vault).await?
                    }
                    entered => entered?,
                };
                // A page with nothing in it, for its audit.
                let page = session.pull(u64::MAX >> 1).await?;
                Ok((session, Box::new(page)))
            };
            Done::Connected(relay, connected.await)
        }));
    }

    fn pull(&mut self, relay: RelayId, after: u64) {
        let Some(session) = self.line(relay).and_then(|line| line.session.clone()) else { return };
        self.jobs.push(Box::pin(async move {
            Done::Pulled(relay, session.pull(after).await.map(Box::new))
        }));
    }

    fn push(&mut self, relay: RelayId, ranges: &[requite_sync::Range]) -> Result<(), EngineError> {
        let me = self.engine.vault.me;
        let mut envelopes: Vec<Envelope> = Vec::new();
        let mut bytes = 0;
        self.engine.mail.read(|mail| {
            for range in ranges {
                let room = limits::PUSH_ENVELOPES_MAX.saturating_sub(envelopes.len());
                let wanted =
                    usize::try_from(range.upto - range.after).unwrap_or(usize::MAX).min(room);
                let bytes_left = limits::PAGE_BYTES_MAX.saturating_sub(bytes);
                if wanted == 0 || bytes_left == 0 {
                    break;
                }
                let run = mail.envelopes(range.device, range.after, wanted, bytes_left)?;
                bytes += run.iter().map(|envelope| envelope.bytes().len()).sum::<usize>();
                envelopes.extend(run);
            }
            Ok::<_, EngineError>(())
        })?;
        let own = envelopes.iter().filter(|envelope| envelope.header().device == me);
        if let Some(n) = own.map(|envelope| envelope.header().n).max() {
            // Said before it is offered: after a crash we must know that somebody may have seen it.
            self.engine.mail.write(|mail| mail.set_offered(n).map_err(EngineError::from))?;
        }
        let Some(line) = self.line(relay) else { return Ok(()) };
        line.pushing = u64::try_from(envelopes.len()).unwrap_or(0);
        let Some(session) = line.session.clone() else { return Ok(()) };
        self.jobs.push(Box::pin(async move { Done::Pushed(relay, session.push(envelopes).await) }));
        Ok(())
    }

    fn accept(
        &mut self,
        relay: RelayId,
        envelopes: &[Envelope],
        cursor: Option<requite_sync::Cursor>,
        inputs: &mut Vec<Input>,
    ) -> Result<(), EngineError> {
        let Some(url) = self.line(relay).map(|line| line.client.url().to_string()) else {
            return Ok(());
        };
        let now = chance::now_ms();
        self.engine.mail.write(|mail| {
            for envelope in envelopes {
                mail.insert(envelope)?;
                mail.set_heard(envelope.header().device, now)?;
            }
            if let Some(cursor) = cursor {
                let cursor = RelayCursor { generation: cursor.generation, after: cursor.after };
                mail.set_cursor(&url, &cursor)?;
            }
            Ok::<_, EngineError>(())
        })?;
        let received = u64::try_from(envelopes.len()).unwrap_or(0);
        if received == 0 {
            return Ok(());
        }
        self.report.received += received;
        (self.observe)(&SyncEvent::Received(received));
        self.open(inputs)
    }

    /// Opens what was received.
    pub(super) fn open(&mut self, inputs: &mut Vec<Input>) -> Result<(), EngineError> {
        let opened = self.engine.open_received()?;
        self.report.changed += u64::try_from(opened.notices.len()).unwrap_or(0);
        if !opened.notices.is_empty() {
            (self.observe)(&SyncEvent::Changed(opened.notices));
        }
        let me = self.engine.vault.me;
        let vouched = opened.vouched.into_iter().filter(|(device, _)| *device != me);
        inputs.extend(vouched.map(|(device, n)| Input::Vouched { device, n }));
        Ok(())
    }

    pub(super) fn page(
        &mut self,
        relay: RelayId,
        source: Source,
        page: Page,
    ) -> Result<(), EngineError> {
        let mut envelopes = Vec::new();
        let mut strangers = Vec::new();
        for Delivered { seq, envelope } in page.envelopes {
            // What is not an envelope, or not signed by its author, is the relay's invention: passed over. If it hides a
            // real one, the gap in the chain says so.
            let Ok(envelope) = Envelope::parse(envelope) else { continue };
            let vault = &self.engine.vault;
            match vault.roster.member(envelope.header().device) {
                None => strangers.push((seq, envelope)),
                Some(member) => {
                    let key = &member.keys.verify;
                    if requite_seal::authenticate(&envelope, vault.id, key).is_ok() {
                        envelopes.push((seq, envelope));
                    }
                }
            }
        }
        let (next, more, audit) = (page.next, page.more, Box::new(page.audit));
        self.handle(Input::Page { relay, source, envelopes, strangers, next, more, audit })
    }

    pub(super) fn pushed(
        &mut self,
        relay: RelayId,
        outcome: PushOutcome,
    ) -> Result<(), EngineError> {
        let sent = self.line(relay).map_or(0, |line| core::mem::take(&mut line.pushing));
        let input = match outcome {
            PushOutcome::Stored(audit) => {
                self.report.sent += sent;
                (self.observe)(&SyncEvent::Sent(sent));
                Input::Pushed { relay, audit: Box::new(audit) }
            }
            PushOutcome::Full => Input::PushRefused { relay, refusal: PushRefusal::Full },
            PushOutcome::Stale(audit) => {
                Input::PushRefused { relay, refusal: PushRefusal::Stale(Box::new(audit)) }
            }
            PushOutcome::Forked(audit) => {
                let devices = self.forked(&audit)?;
                let refusal = PushRefusal::Forked { audit: Box::new(audit), devices };
                Input::PushRefused { relay, refusal }
            }
        };
        self.handle(input)
    }

    /// The chains in which a relay has another envelope than this device at the relay's height.
    fn forked(&mut self, audit: &Audit) -> Result<Vec<requite_wire::DeviceId>, EngineError> {
        self.engine.mail.read(|mail| {
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
}
