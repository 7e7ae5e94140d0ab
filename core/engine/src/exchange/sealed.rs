//! Moving sealed mail while the content is locked: with the mail key alone, which opens no envelope. What relays have is
//! stored; what was sealed before the lock and has not reached them is sent. Whatever needs the content waits for the next sync of
//! the whole engine: opening, sealing, and a list of devices that is another there than here (until it was met nothing is sent).

use std::{collections::VecDeque, path::Path, time::Duration};

use rand::Rng;
use requite_store::Mail;
use requite_sync::{
    Alarm, Engine as Sync, Input, Lost, Output, PushRefusal, RelayId, Source, Start,
};
use requite_wire::message::Page;
use tokio::time::Instant;

use super::{
    Answer, PushOutcome, Request, SyncReport, alarm,
    carry::{forked, offer, sorted, start, store, unknown_own},
    courier::Credentials,
    driver::{ask, connect},
};
use crate::{
    EngineError, Surroundings,
    home::Home,
    net::{Http, NetError, RelayClient, RelayUrl, Session},
    vault::{Sender, file_key},
};

/// The mail file of a vault, open by its own key.
#[derive(Debug)]
pub struct SealedMail {
    mail: Mail,
    sender: Sender,
    surroundings: Surroundings,
}

/// One round with all relays, one after the other.
struct Round<'a> {
    post: &'a mut SealedMail,
    sync: Sync,
    lines: Vec<Line>,
    requests: VecDeque<Request>,
    wake: Option<u64>,
    started: Instant,
    /// This device has a copy somewhere: its own chain is for the whole engine to look at.
    is_copied: bool,
    report: SyncReport,
}

struct Line {
    client: RelayClient,
    session: Option<Session>,
}

impl SealedMail {
    /// Opens the mail of the vault in this folder with its mail key.
    ///
    /// # Errors
    /// [`EngineError::NoVault`], [`EngineError::Damaged`] also where the key is another's, [`EngineError::NewerVersion`].
    pub fn open(folder: &Path, mail_key: &[u8; 32]) -> Result<Self, EngineError> {
        let (home, surroundings) = (Home::new(folder), Surroundings::system());
        if !home.has_vault() {
            return Err(EngineError::NoVault);
        }
        let mail = Mail::open(&home.mail(), &file_key(mail_key));
        let mut mail = mail.map_err(crate::setup::lost_file)?;
        mail.protect(&surroundings.fuse);
        let sender = Sender::load(&mut mail)?;
        Ok(Self { mail, sender, surroundings })
    }

    /// Sends and receives what is sealed, once with each relay, for so long at most. What was received before the time was
    /// over, or before `stop` came, is kept; nothing is opened.
    ///
    /// # Errors
    /// [`EngineError::RelayUnreachable`] or [`EngineError::RelayRefused`] when no relay could be used in that time, and those
    /// of the disk.
    pub async fn sync(
        &mut self,
        relays: &[RelayUrl],
        budget: Duration,
        stop: impl Future<Output = ()>,
    ) -> Result<SyncReport, EngineError> {
        let mut round = Round::begin(self, relays)?;
        let is_stopped = tokio::select! {
            done = round.run() => { done?; false }
            () = tokio::time::sleep(budget) => false,
            () = stop => true,
        };
        let report = round.report;
        match (report.reached.is_empty(), report.refused.is_empty()) {
            (true, true) if !is_stopped && !relays.is_empty() => Err(EngineError::RelayUnreachable),
            (true, false) => Err(EngineError::RelayRefused),
            _ => Ok(report),
        }
    }
}

impl<'a> Round<'a> {
    fn begin(post: &'a mut SealedMail, relays: &[RelayUrl]) -> Result<Self, EngineError> {
        let http = Http::new()?;
        let (mut starts, mut lines) = (Vec::new(), Vec::new());
        for (url, id) in relays.iter().zip(0..) {
            starts.push(start(&mut post.mail, url, id)?);
            let client = RelayClient::new(http.clone(), url.clone());
            lines.push(Line { client, session: None });
        }
        let roster = &post.sender.roster;
        let from = Start {
            me: post.sender.me,
            tips: post.mail.read(|mail| mail.tips().map_err(EngineError::from))?,
            roster_head: roster.head(),
            roster_len: u64::try_from(roster.len()).unwrap_or(u64::MAX),
            cuts: roster.cuts(),
            // Said under seal.
            vouched: std::collections::BTreeMap::new(),
            relays: starts,
            seed: post.surroundings.rng()?.next_u64(),
        };
        Ok(Self {
            post,
            sync: Sync::new(from),
            lines,
            requests: VecDeque::new(),
            wake: None,
            started: Instant::now(),
            is_copied: false,
            report: SyncReport::default(),
        })
    }

    /// Until there is nothing more to ask for at once: nobody is tried a second time.
    async fn run(&mut self) -> Result<(), EngineError> {
        self.handle(Input::Tick)?;
        loop {
            while let Some(request) = self.requests.pop_front() {
                if let Some(input) = self.carry(request).await? {
                    self.handle(input)?;
                }
            }
            let now = self.now_ms();
            if self.wake.take().is_none_or(|at| at > now) {
                return Ok(());
            }
            self.handle(Input::Tick)?;
        }
    }

    fn now_ms(&self) -> u64 {
        u64::try_from(self.started.elapsed().as_millis()).unwrap_or(u64::MAX)
    }

    fn handle(&mut self, input: Input) -> Result<(), EngineError> {
        let now = self.now_ms();
        let outputs: Vec<_> = self.sync.handle(input, now).collect();
        for output in outputs {
            self.perform(output)?;
        }
        Ok(())
    }

    fn perform(&mut self, output: Output) -> Result<(), EngineError> {
        let me = self.post.sender.me;
        match output {
            Output::Connect { relay } => self.requests.push_back(Request::Connect { relay }),
            Output::Pull { relay, after } => {
                self.requests.push_back(Request::Pull { relay, after });
            }
            Output::Push { relay, mut ranges } => {
                ranges.retain(|range| !self.is_copied || range.device != me);
                if !ranges.is_empty() {
                    let envelopes = offer(&mut self.post.mail, &ranges, me)?;
                    self.requests.push_back(Request::Push { relay, envelopes });
                }
            }
            // Left for the whole engine: who may write decides about what is sealed and how.
            Output::FetchRoster { .. } | Output::PublishRoster { .. } => {}
            Output::Accept { relay, envelopes, cursor } => {
                let Some(line) = self.line(relay) else { return Ok(()) };
                let url = line.client.url().to_string();
                let now = self.post.surroundings.now_ms();
                store(&mut self.post.mail, &url, &envelopes, cursor, now)?;
                self.post.mail.settle()?;
                self.report.received += u64::try_from(envelopes.len()).unwrap_or(0);
            }
            Output::Evidence { envelope } => {
                let mail = &mut self.post.mail;
                mail.write(|mail| mail.insert(&envelope).map_err(EngineError::from))?;
            }
            Output::WakeAt { at_ms } => self.wake = Some(at_ms),
            Output::Alarm(alarm) => self.alarm(alarm)?,
        }
        Ok(())
    }

    fn alarm(&mut self, alarm: Alarm) -> Result<(), EngineError> {
        self.is_copied |= match alarm {
            Alarm::OwnChainAhead { .. } => true,
            Alarm::Forked { device } => device == self.post.sender.me,
            _ => false,
        };
        let now = self.post.surroundings.now_ms();
        let urls: Vec<RelayUrl> = self.lines.iter().map(|line| line.client.url().clone()).collect();
        self.post.mail.write(|mail| alarm::note(mail, alarm, &urls, now))?;
        self.report.alarms.push(alarm);
        Ok(())
    }

    /// Carries one request, and gives what came of it.
    async fn carry(&mut self, request: Request) -> Result<Option<Input>, EngineError> {
        let (relay, count) = match &request {
            Request::Connect { relay } => return self.connect(*relay).await.map(Some),
            Request::Push { relay, envelopes } => (*relay, envelopes.len()),
            Request::Pull { relay, .. }
            | Request::Roster { relay }
            | Request::Append { relay, .. } => (*relay, 0),
        };
        let Some(session) = self.line(relay).and_then(|line| line.session.clone()) else {
            return Ok(None);
        };
        match ask(&session, request).await {
            Ok(Answer::Pulled { page, .. }) => self.page(relay, *page).map(Some),
            Ok(Answer::Pushed { outcome, .. }) => {
                self.pushed(relay, u64::try_from(count).unwrap_or(0), outcome).map(Some)
            }
            Ok(_) => Ok(None),
            Err(_) => Ok(self.lost(relay, Lost::Unreachable)),
        }
    }

    async fn connect(&mut self, relay: RelayId) -> Result<Input, EngineError> {
        let credentials = self.credentials()?;
        let lost = |why| Ok(Input::Disconnected { relay, why });
        let Some(client) = self.line(relay).map(|line| line.client.clone()) else {
            return lost(Lost::Refused);
        };
        match connect(&client, credentials).await {
            Ok((session, page)) => {
                if let Some(line) = self.line(relay) {
                    line.session = Some(session);
                }
                self.report.reached.push(client.url().clone());
                self.know_own(&page.audit)?;
                Ok(Input::Connected { relay, audit: Box::new(page.audit) })
            }
            Err(NetError::Refused { status: 401 | 403 | 404, .. }) => {
                self.report.refused.push(client.url().clone());
                lost(Lost::Refused)
            }
            Err(_) => lost(Lost::Unreachable),
        }
    }

    fn credentials(&mut self) -> Result<Credentials, EngineError> {
        let SealedMail { mail, sender, .. } = &mut *self.post;
        let Sender { vault, signer, registration, roster, .. } = sender;
        Credentials::of(mail, *vault, signer, registration, roster)
    }

    fn page(&mut self, relay: RelayId, page: Page) -> Result<Input, EngineError> {
        self.know_own(&page.audit)?;
        let sender = &self.post.sender;
        let (envelopes, strangers) = sorted(page.envelopes, sender.vault, &sender.roster);
        let (source, next, more) = (Source::Pulled, page.next, page.more);
        let audit = Box::new(page.audit);
        Ok(Input::Page { relay, source, envelopes, strangers, next, more, audit })
    }

    fn pushed(
        &mut self,
        relay: RelayId,
        count: u64,
        outcome: PushOutcome,
    ) -> Result<Input, EngineError> {
        let refusal = match outcome {
            PushOutcome::Stored(audit) => {
                self.report.sent += count;
                return Ok(Input::Pushed { relay, audit: Box::new(audit) });
            }
            PushOutcome::Full => PushRefusal::Full,
            PushOutcome::Stale(audit) => PushRefusal::Stale(Box::new(audit)),
            PushOutcome::Forked(audit) => {
                let devices = forked(&mut self.post.mail, &audit)?;
                PushRefusal::Forked { audit: Box::new(audit), devices }
            }
        };
        Ok(Input::PushRefused { relay, refusal })
    }

    fn know_own(&mut self, audit: &requite_wire::Audit) -> Result<(), EngineError> {
        let me = self.post.sender.me;
        for envelope in unknown_own(&self.sync, &mut self.post.mail, me, audit)? {
            self.handle(Input::Sealed(envelope))?;
        }
        Ok(())
    }

    fn lost(&mut self, relay: RelayId, why: Lost) -> Option<Input> {
        self.line(relay)?.session = None;
        Some(Input::Disconnected { relay, why })
    }

    fn line(&mut self, relay: RelayId) -> Option<&mut Line> {
        let index = usize::try_from(relay.0).ok()?;
        self.lines.get_mut(index)
    }
}
