//! The courier's legs: requests over HTTP, one task, many under way at once; a live connection for each relay while
//! somebody watches.

use std::time::Duration;

use futures_util::{StreamExt, future::BoxFuture, stream::FuturesUnordered};
use requite_sync::RelayId;
use requite_wire::{
    limits,
    message::{RosterPage, code},
};
use tokio::time::Instant;

use super::{Answer, Courier, Fault, Request, SyncEvent, SyncReport, Until, courier::Credentials};
use crate::{
    Engine, EngineError,
    net::{Http, Live, NetError, RelayClient, RelayUrl, Session},
};

/// How often new writes of other processes are looked for.
const LOOK_EVERY: Duration = Duration::from_millis(200);
/// Identities that one sync may take on: a second copy that is met in the same minute is another matter.
const IDENTITIES_MAX: u32 = 3;

/// Times that a one-off sync begins anew with a relay that hangs up on it.
const CUTS_MAX: u32 = 8;

/// A request that came to its end.
enum Done {
    Answer(Answer),
    Connected(RelayId, Box<Session>, Answer),
    Live(RelayId, Box<Live>, Answer),
}

struct Driver<'a> {
    engine: &'a mut Engine,
    courier: Courier,
    relays: Vec<(RelayClient, Option<Session>)>,
    jobs: FuturesUnordered<BoxFuture<'static, Done>>,
    until: Until,
    started: Instant,
    /// Times that a relay was lost.
    cuts: u32,
    observe: &'a mut dyn FnMut(&SyncEvent),
}

impl Engine {
    /// Sends what is new here and receives what is new elsewhere. Dropping the future stops it anywhere without loss.
    ///
    /// # Errors
    /// [`EngineError::RelayUnreachable`] or [`EngineError::RelayRefused`] when no relay could be used, and those of the disk. A relay that hangs up in the
    /// middle is tried again a few times; a one-off sync that it never lets come to an end is unreachable too, and what came stays.
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
        tokio::pin!(stop);
        let mut whole = SyncReport::default();
        for _ in 0..IDENTITIES_MAX {
            let mut driver = Driver::new(self, relays, until, &mut *observe)?;
            let mut stopped = false;
            tokio::select! {
                outcome = driver.run() => outcome?,
                () = &mut stop => stopped = true,
            }
            let Driver { engine, mut courier, observe, .. } = driver;
            courier.finish(engine)?;
            whole.take(courier.report());
            if !courier.is_copied() || stopped {
                break;
            }
            match engine.reenrol() {
                Ok(()) => observe(&SyncEvent::Reenrolled),
                // It cannot sign for a new identity yet: it goes on listening.
                Err(EngineError::Removed | EngineError::WrongKey) => {}
                Err(error) => return Err(error),
            }
        }
        match (relays.is_empty(), whole.reached.is_empty(), whole.refused.is_empty()) {
            (false, true, _) if until == Until::Stopped => Ok(whole),
            (false, true, true) => Err(EngineError::RelayUnreachable),
            (false, true, false) => Err(EngineError::RelayRefused),
            _ => Ok(whole),
        }
    }
}

impl SyncReport {
    fn take(&mut self, other: &Self) {
        self.sent += other.sent;
        self.received += other.received;
        self.changed += other.changed;
        self.alarms.extend(&other.alarms);
        for url in &other.reached {
            if !self.reached.contains(url) {
                self.reached.push(url.clone());
            }
        }
        self.refused.clone_from(&other.refused);
    }
}

impl<'a> Driver<'a> {
    fn new(
        engine: &'a mut Engine,
        urls: &[RelayUrl],
        until: Until,
        observe: &'a mut dyn FnMut(&SyncEvent),
    ) -> Result<Self, EngineError> {
        let http = Http::new()?;
        let client = |url: &RelayUrl| (RelayClient::new(http.clone(), url.clone()), None);
        let relays = urls.iter().map(client).collect();
        let courier = Courier::new(engine, urls)?;
        let (jobs, started) = (FuturesUnordered::new(), Instant::now());
        Ok(Self { engine, courier, relays, jobs, until, started, cuts: 0, observe })
    }

    async fn run(&mut self) -> Result<(), EngineError> {
        self.courier.tick(self.engine, 0)?;
        let mut look = tokio::time::interval(LOOK_EVERY);
        look.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        let nudge = std::sync::Arc::clone(&self.engine.nudge);
        loop {
            self.carry()?;
            // Behind what is told, and before anything is sent: what is offered is on the disk in both files.
            self.courier.rest(self.engine)?;
            if self.until == Until::Stopped {
                self.courier.await_writing();
            }
            let is_quiet = self.until == Until::Quiet && self.courier.is_quiet();
            let is_over = is_quiet && self.jobs.is_empty();
            if self.courier.is_copied() || (is_over && !self.is_cut_off()) {
                return Ok(());
            }
            if is_over && self.cuts > CUTS_MAX {
                return Err(EngineError::RelayUnreachable);
            }
            let wake = self.courier.wake_ms().map_or_else(
                || Instant::now() + Duration::from_secs(3_600),
                |at| self.started + Duration::from_millis(at),
            );
            tokio::select! {
                Some(done) = self.jobs.next() => self.done(done)?,
                () = tokio::time::sleep_until(wake) => {
                    let now = self.now_ms();
                    self.courier.tick(self.engine, now)?;
                }
                () = nudge.written(), if self.until == Until::Stopped => {
                    let now = self.now_ms();
                    self.courier.look(self.engine, now)?;
                }
                _ = look.tick(), if self.until == Until::Stopped => {
                    let now = self.now_ms();
                    self.courier.look(self.engine, now)?;
                }
            }
        }
    }

    /// Whether a relay that was reached is out of reach now: then nobody knows whether everything is here.
    fn is_cut_off(&self) -> bool {
        let report = self.courier.report();
        self.relays.iter().any(|(client, session)| {
            let url = client.url();
            session.is_none() && report.reached.contains(url) && !report.refused.contains(url)
        })
    }

    fn now_ms(&self) -> u64 {
        u64::try_from(self.started.elapsed().as_millis()).unwrap_or(u64::MAX)
    }

    /// Sends what is to be sent, and tells what is to be told.
    fn carry(&mut self) -> Result<(), EngineError> {
        while let Some(event) = self.courier.next_event() {
            (self.observe)(&event);
        }
        while let Some(request) = self.courier.next_request() {
            if let Some(job) = self.job(request)? {
                self.jobs.push(job);
            }
        }
        Ok(())
    }

    fn job(&mut self, request: Request) -> Result<Option<BoxFuture<'static, Done>>, EngineError> {
        let relay = match &request {
            Request::Connect { relay }
            | Request::Pull { relay, .. }
            | Request::Push { relay, .. }
            | Request::Roster { relay }
            | Request::Append { relay, .. } => *relay,
        };
        let Some((client, session)) = self.line(relay) else { return Ok(None) };
        if let Request::Connect { .. } = request {
            let client = client.clone();
            let credentials = self.courier.credentials(self.engine)?;
            return Ok(Some(Box::pin(async move {
                match connect(&client, credentials).await {
                    Ok((session, page)) => {
                        Done::Connected(relay, Box::new(session), Answer::Connected { relay, page })
                    }
                    Err(NetError::Refused { status: 401 | 403 | 404, .. }) => {
                        Done::Answer(Answer::Lost { relay, fault: Fault::Refused })
                    }
                    Err(_) => Done::Answer(unreachable(relay)),
                }
            })));
        }
        let Some(session) = session.clone() else { return Ok(None) };
        Ok(Some(Box::pin(async move {
            // Whatever goes wrong on a line that was open, a token that ran out among it, a new one may help.
            Done::Answer(ask(&session, request).await.unwrap_or_else(|_| unreachable(relay)))
        })))
    }

    fn done(&mut self, done: Done) -> Result<(), EngineError> {
        let now = self.now_ms();
        let answer = match done {
            Done::Answer(answer) => answer,
            Done::Connected(relay, session, answer) => {
                if let Some((_, line)) = self.line(relay) {
                    *line = Some(Session::clone(&session));
                }
                if let (Until::Stopped, Answer::Connected { page, .. }) = (self.until, &answer) {
                    self.jobs.push(Box::pin(open_live(relay, *session, page.audit.head)));
                }
                answer
            }
            Done::Live(relay, live, answer) => {
                self.jobs.push(Box::pin(listen(relay, live)));
                answer
            }
        };
        if let Answer::Lost { relay, .. } = &answer
            && let Some((_, line)) = self.line(*relay)
        {
            *line = None;
            self.cuts += 1;
        }
        self.courier.answer(self.engine, answer, now)
    }

    fn line(&mut self, relay: RelayId) -> Option<&mut (RelayClient, Option<Session>)> {
        let index = usize::try_from(relay.0).ok()?;
        self.relays.get_mut(index)
    }
}

const fn unreachable(relay: RelayId) -> Answer {
    Answer::Lost { relay, fault: Fault::Unreachable }
}

pub(super) async fn connect(
    client: &RelayClient,
    credentials: Credentials,
) -> Result<(Session, Box<requite_wire::message::Page>), NetError> {
    let Credentials { vault, signer, registration, register } = credentials;
    if register {
        client.create(&registration).await?;
    }
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
}

pub(super) async fn ask(session: &Session, request: Request) -> Result<Answer, NetError> {
    match request {
        Request::Connect { .. } => Err(NetError::Malformed),
        Request::Pull { relay, after } => {
            Ok(Answer::Pulled { relay, page: Box::new(session.pull(after).await?) })
        }
        Request::Push { relay, envelopes } => {
            Ok(Answer::Pushed { relay, outcome: session.push(envelopes).await? })
        }
        Request::Roster { relay } => {
            Ok(Answer::Roster { relay, page: Box::new(whole_roster(session).await?) })
        }
        Request::Append { relay, entry, head } => match session.append(&entry, head).await {
            Ok(()) => Ok(Answer::Appended { relay, entry: Some(entry) }),
            Err(error) if error.code() == code::STALE => {
                Ok(Answer::Appended { relay, entry: None })
            }
            Err(error) => Err(error),
        },
    }
}

async fn whole_roster(session: &Session) -> Result<RosterPage, NetError> {
    let mut whole = session.roster(0).await?;
    while !whole.entries.is_empty() && whole.entries.len() < limits::ROSTER_ENTRIES_MAX {
        let from = u64::try_from(whole.entries.len()).unwrap_or(u64::MAX);
        if from >= whole.len {
            break;
        }
        let page = session.roster(from).await?;
        if page.entries.is_empty() {
            break;
        }
        whole.entries.extend(page.entries);
        whole.head = page.head;
    }
    Ok(whole)
}

async fn open_live(relay: RelayId, session: Session, after: u64) -> Done {
    match session.live(after).await {
        Ok(live) => listen(relay, Box::new(live)).await,
        Err(_) => Done::Answer(unreachable(relay)),
    }
}

async fn listen(relay: RelayId, mut live: Box<Live>) -> Done {
    match live.next().await {
        Ok(page) => Done::Live(relay, live, Answer::Live { relay, page: Box::new(page) }),
        Err(_) => Done::Answer(unreachable(relay)),
    }
}
