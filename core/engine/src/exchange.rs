//! Keeping in touch with relays: performs what the sans-io engine asks for and tells it what came of it.
//! Everything durable happens on this task; only requests are under way beside it.

use std::time::Duration;

use futures_util::{StreamExt, future::BoxFuture, stream::FuturesUnordered};
use rand::Rng;
use requite_sync::{
    Alarm, Engine as Sync, Input, Lost, Output, RelayId, Source, Start, StartRelay,
};
use requite_wire::message::Page;
use tokio::time::Instant;

use crate::{
    Engine, EngineError, Notice,
    net::{Http, Live, NetError, PushOutcome, RelayClient, RelayUrl, Session},
};

mod perform;
mod roster;

/// How long to keep in touch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Until {
    /// Until there is nothing more to send or receive.
    Quiet,
    /// Until told to stop.
    Stopped,
}

/// Something that a person may want to hear while syncing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SyncEvent {
    /// A relay was reached.
    Connected(RelayUrl),
    /// A relay was lost, or never reached; it is tried again.
    Disconnected(RelayUrl),
    /// Envelopes were sent.
    Sent(u64),
    /// Envelopes were received.
    Received(u64),
    /// Records changed.
    Changed(Vec<Notice>),
    /// Something to know.
    Alarm(Alarm),
}

/// What a sync did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SyncReport {
    /// Envelopes sent.
    pub sent: u64,
    /// Envelopes received.
    pub received: u64,
    /// Relays reached.
    pub reached: Vec<RelayUrl>,
    /// Relays that refused this device.
    pub refused: Vec<RelayUrl>,
    /// What was noticed.
    pub alarms: Vec<Alarm>,
    /// Records changed by what was received.
    pub changed: u64,
}

/// How often new writes of other processes are looked for.
const LOOK_EVERY: Duration = Duration::from_millis(200);

struct Exchange<'a> {
    engine: &'a mut Engine,
    sync: Sync,
    relays: Vec<Line>,
    jobs: FuturesUnordered<BoxFuture<'static, Done>>,
    until: Until,
    started: Instant,
    wake: Option<Instant>,
    report: SyncReport,
    observe: &'a mut dyn FnMut(&SyncEvent),
}

/// One relay's connection.
struct Line {
    client: RelayClient,
    session: Option<Session>,
    /// Envelopes in the push under way.
    pushing: u64,
}

/// A request that came to its end.
enum Done {
    Connected(RelayId, Result<(Session, Box<Page>), NetError>),
    Pulled(RelayId, Result<Box<Page>, NetError>),
    Pushed(RelayId, Result<PushOutcome, NetError>),
    Roster(RelayId, Result<roster::Exchanged, NetError>),
    Live(RelayId, Result<(Box<Live>, Box<Page>), NetError>),
}

impl Engine {
    /// Sends what is new here and receives what is new elsewhere. Dropping the future stops it anywhere without loss.
    ///
    /// # Errors
    /// [`EngineError::RelayUnreachable`] or [`EngineError::RelayRefused`] when no relay could be used, and those of the disk. Once a relay was reached, a
    /// later loss is in the report.
    pub async fn sync(
        &mut self,
        relays: &[RelayUrl],
        until: Until,
        stop: impl Future<Output = ()>,
        observe: &mut dyn FnMut(&SyncEvent),
    ) -> Result<SyncReport, EngineError> {
        let _lock = match until {
            Until::Stopped => Some(self.home.watch_lock()?),
            Until::Quiet => None,
        };
        self.catch_up(observe)?;
        let mut exchange = Exchange::new(self, relays, until, observe)?;
        tokio::select! {
            outcome = exchange.run() => outcome?,
            () = stop => {}
        }
        let report = exchange.report;
        match (relays.is_empty(), report.reached.is_empty(), report.refused.is_empty()) {
            (false, true, _) if until == Until::Stopped => Ok(report),
            (false, true, true) => Err(EngineError::RelayUnreachable),
            (false, true, false) => Err(EngineError::RelayRefused),
            _ => Ok(report),
        }
    }

    /// Finishes what a process that was cut off had begun.
    fn catch_up(&mut self, observe: &mut dyn FnMut(&SyncEvent)) -> Result<(), EngineError> {
        let opened = self.open_received()?;
        if !opened.notices.is_empty() {
            observe(&SyncEvent::Changed(opened.notices));
        }
        self.seal_pending().map(|_| ())
    }
}

impl<'a> Exchange<'a> {
    fn new(
        engine: &'a mut Engine,
        urls: &[RelayUrl],
        until: Until,
        observe: &'a mut dyn FnMut(&SyncEvent),
    ) -> Result<Self, EngineError> {
        let http = Http::new()?;
        let mut relays = Vec::new();
        let mut starts = Vec::new();
        for (url, id) in urls.iter().zip(0..) {
            let cursor = engine
                .mail
                .read(|mail| mail.cursor(&url.to_string()).map_err(EngineError::from))?;
            let cursor = cursor.map(|cursor| requite_sync::Cursor {
                generation: cursor.generation,
                after: cursor.after,
            });
            starts.push(StartRelay { id: RelayId(id), cursor });
            let client = RelayClient::new(http.clone(), url.clone());
            relays.push(Line { client, session: None, pushing: 0 });
        }
        let tips = engine.mail.read(|mail| mail.tips().map_err(EngineError::from))?;
        let roster = &engine.vault.roster;
        let start = Start {
            me: engine.vault.me,
            tips,
            roster_head: roster.head(),
            roster_len: u64::try_from(roster.len()).unwrap_or(u64::MAX),
            relays: starts,
            seed: engine.rng.next_u64(),
        };
        Ok(Self {
            engine,
            sync: Sync::new(start),
            relays,
            jobs: FuturesUnordered::new(),
            until,
            started: Instant::now(),
            wake: None,
            report: SyncReport::default(),
            observe,
        })
    }

    async fn run(&mut self) -> Result<(), EngineError> {
        self.handle(Input::Tick)?;
        let mut look = tokio::time::interval(LOOK_EVERY);
        look.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        loop {
            if self.until == Until::Quiet && self.sync.is_quiet() && self.jobs.is_empty() {
                return Ok(());
            }
            let wake = self.wake.unwrap_or_else(|| Instant::now() + Duration::from_secs(3_600));
            tokio::select! {
                Some(done) = self.jobs.next() => self.done(done)?,
                () = tokio::time::sleep_until(wake) => {
                    self.wake = None;
                    self.handle(Input::Tick)?;
                }
                _ = look.tick(), if self.until == Until::Stopped => self.look()?,
            }
        }
    }

    /// New writes, of this process or another, and what another process received.
    fn look(&mut self) -> Result<(), EngineError> {
        if !self.engine.has_unsealed()? {
            return Ok(());
        }
        for envelope in self.engine.seal_pending()? {
            self.handle(Input::Sealed(envelope))?;
        }
        Ok(())
    }

    /// Hands one input in and performs what comes out, until nothing comes any more.
    fn handle(&mut self, input: Input) -> Result<(), EngineError> {
        let mut inputs = vec![input];
        while let Some(input) = inputs.pop() {
            let now = u64::try_from(self.started.elapsed().as_millis()).unwrap_or(u64::MAX);
            let outputs: Vec<Output> = self.sync.handle(input, now).collect();
            for output in outputs {
                self.perform(output, &mut inputs)?;
            }
        }
        Ok(())
    }

    fn done(&mut self, done: Done) -> Result<(), EngineError> {
        match done {
            Done::Connected(relay, Ok((session, page))) => self.connected(relay, session, *page),
            Done::Pulled(relay, Ok(page)) => self.page(relay, Source::Pulled, *page),
            Done::Live(relay, Ok((live, page))) => {
                self.listen(relay, live);
                self.page(relay, Source::Live, *page)
            }
            Done::Pushed(relay, Ok(outcome)) => self.pushed(relay, outcome),
            Done::Roster(relay, Ok(exchanged)) => self.roster_exchanged(relay, exchanged),
            Done::Connected(relay, Err(error)) => {
                let refused = matches!(error, NetError::Refused { status: 401 | 403 | 404, .. });
                self.lost(relay, if refused { Lost::Refused } else { Lost::Unreachable })
            }
            // Whatever went wrong on a line that was open, a token that ran out among it, a new one may help.
            Done::Pulled(relay, Err(_))
            | Done::Pushed(relay, Err(_))
            | Done::Roster(relay, Err(_))
            | Done::Live(relay, Err(_)) => self.lost(relay, Lost::Unreachable),
        }
    }

    fn connected(
        &mut self,
        relay: RelayId,
        session: Session,
        page: Page,
    ) -> Result<(), EngineError> {
        let Some(line) = self.line(relay) else { return Ok(()) };
        let url = line.client.url().clone();
        line.session = Some(session.clone());
        if !self.report.reached.contains(&url) {
            self.report.reached.push(url.clone());
        }
        (self.observe)(&SyncEvent::Connected(url));
        if self.until == Until::Stopped {
            let after = page.audit.head;
            self.jobs.push(Box::pin(async move {
                let opened = async {
                    let mut socket = session.live(after).await?;
                    let page = socket.next().await?;
                    Ok((Box::new(socket), Box::new(page)))
                };
                Done::Live(relay, opened.await)
            }));
        }
        self.handle(Input::Connected { relay, audit: Box::new(page.audit) })
    }

    fn listen(&mut self, relay: RelayId, mut live: Box<Live>) {
        self.jobs.push(Box::pin(async move {
            let next = live.next().await;
            Done::Live(relay, next.map(|page| (live, Box::new(page))))
        }));
    }

    fn lost(&mut self, relay: RelayId, why: Lost) -> Result<(), EngineError> {
        let Some(line) = self.line(relay) else { return Ok(()) };
        line.session = None;
        let url = line.client.url().clone();
        if why == Lost::Refused && !self.report.refused.contains(&url) {
            self.report.refused.push(url.clone());
        }
        tracing::debug!(relay = relay.0, "relay lost");
        (self.observe)(&SyncEvent::Disconnected(url));
        self.handle(Input::Disconnected { relay, why })
    }

    fn line(&mut self, relay: RelayId) -> Option<&mut Line> {
        let index = usize::try_from(relay.0).ok()?;
        self.relays.get_mut(index)
    }
}
