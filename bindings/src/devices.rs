//! The devices of a journal: letting one in, joining, removing; new recovery words.

use std::{
    path::PathBuf,
    sync::{Arc, Mutex},
};

use requite_engine::{DeviceInfo, History as HistoryIn, Invite, JoinEvent, block_on};
use tokio::sync::{mpsc, watch};
use zeroize::Zeroizing;

use crate::{
    EngineError,
    desk::{Desk, held},
    mirror::Cross,
    open::Open,
    sides::{Run, Sides, Stop},
    sync::address,
};

/// A device of the journal, past or present.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Device {
    /// Its id.
    pub id: String,
    /// Its name; empty where this device was never given the key that opens it.
    pub name: String,
    /// Whether it is this one.
    pub this: bool,
    /// When it was let in, in milliseconds since 1970 by the clock of who did.
    pub added_ms: i64,
    /// When it was removed.
    pub revoked_ms: Option<i64>,
    /// When something of it last arrived here.
    pub last_heard_ms: Option<i64>,
    /// Until when it is pointed out as new.
    pub new_until_ms: Option<i64>,
}

impl Cross<Device> for DeviceInfo {
    fn cross(self) -> Device {
        Device {
            id: self.id.to_string(),
            name: self.name,
            this: self.this,
            added_ms: self.added_ms,
            revoked_ms: self.revoked_ms,
            last_heard_ms: self.last_heard_ms,
            new_until_ms: self.new_until_ms,
        }
    }
}

/// How much of the past a newcomer reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum PastFor {
    /// All of it, at once.
    Newcomer,
    /// All of it after a day, or when an older device says so.
    NewcomerTomorrow,
}

/// The devices.
#[derive(uniffi::Object)]
pub struct Devices {
    pub(crate) desk: Arc<Desk>,
}

/// An invitation that is open: one try, two minutes. Dropping it withdraws it.
#[derive(uniffi::Object)]
pub struct Invitation {
    line: String,
    expires_ms: i64,
    met: watch::Receiver<Option<String>>,
    answer: mpsc::UnboundedSender<Confirmation>,
    run: Run<String>,
}

struct Confirmation {
    digits: String,
    passphrase: Option<Zeroizing<String>>,
    past: PastFor,
}

#[uniffi::export]
impl Devices {
    /// Every device that is or was in the journal.
    pub async fn list(&self) -> Result<Vec<Device>, EngineError> {
        self.desk.ask(move |open| Ok(open.engine().devices()?.cross())).await
    }

    /// Invites a device by way of a relay. The passphrase is asked for afresh: letting a device in takes more than an open
    /// journal.
    pub async fn invite(
        &self,
        relay: String,
        passphrase: String,
    ) -> Result<Arc<Invitation>, EngineError> {
        let relay = address(&relay)?;
        let passphrase = Zeroizing::new(passphrase);
        let (tell_line, mut line) = watch::channel(None);
        let (tell_met, met) = watch::channel(None);
        let (answer, mut answers) = mpsc::unbounded_channel();
        let shared = Arc::clone(&self.desk.shared);
        let run = Sides::begin(&self.desk.shared, "invite", move |mut open, stop| {
            let auth = open.engine().authenticate(&passphrase)?;
            let work = async {
                // The relay must know the journal as it is before a newcomer looks at it.
                let engine = open.engine();
                let relays = [relay.clone()];
                let forever = core::future::pending();
                let quiet = requite_engine::Until::Quiet;
                engine.sync(&relays, quiet, forever, &mut |_| ()).await?;
                let mut invite = engine.invite(&relay, &auth).await?;
                tell_line.send_replace(Some((invite.line().to_owned(), invite.expires_ms())));
                let name = invite.meet(engine).await?;
                tell_met.send_replace(Some(name));
                let told: Option<Confirmation> = answers.recv().await;
                let told = told.ok_or_else(EngineError::cancelled)?;
                confirm(&mut open, invite, auth, told).await
            };
            let done = until_told(work, stop);
            shared.hub.tell(open.take_notices());
            done
        })?;
        let shown = line.wait_for(Option::is_some).await.ok().and_then(|line| line.clone());
        match shown {
            Some((line, expires_ms)) => {
                Ok(Arc::new(Invitation { line, expires_ms, met, answer, run }))
            }
            None => Err(run.outcome().await.err().unwrap_or_else(EngineError::cancelled)),
        }
    }

    /// Removes the device whose id begins so: it can write nothing that others show, and read nothing that is written from now
    /// on. Gives its whole id.
    pub async fn revoke(&self, id: String) -> Result<String, EngineError> {
        self.desk
            .ask(move |open| {
                let engine = open.engine();
                let device = engine.find_device(&id)?;
                engine.revoke(&[device])?;
                Ok(device.to_string())
            })
            .await
    }

    /// Gives newcomers what was held back from them.
    pub async fn release_history(&self) -> Result<(), EngineError> {
        self.desk.ask(move |open| Ok(open.engine().release_history()?)).await
    }

    /// New recovery words, shown once and kept nowhere; the old ones open nothing any more once every device knows. The
    /// passphrase is asked for afresh.
    pub async fn change_words(&self, passphrase: String) -> Result<String, EngineError> {
        let passphrase = Zeroizing::new(passphrase);
        self.desk
            .ask(move |open| {
                open.engine().authenticate(&passphrase)?;
                Ok(open.engine().change_recovery()?.reveal().to_owned())
            })
            .await
    }
}

async fn confirm(
    open: &mut Open,
    invite: Invite,
    auth: requite_engine::FreshAuth,
    told: Confirmation,
) -> Result<String, EngineError> {
    let engine = open.engine();
    let auth = match &told.passphrase {
        Some(passphrase) => engine.authenticate(passphrase)?,
        None => auth,
    };
    let past = match told.past {
        PastFor::Newcomer => HistoryIn::Shared,
        PastFor::NewcomerTomorrow => HistoryIn::held_a_day(),
    };
    Ok(invite.confirm(engine, &told.digits, &auth, past).await?.to_string())
}

/// Runs to its end, or until it is told to stop.
pub(crate) fn until_told<T>(
    work: impl Future<Output = Result<T, EngineError>>,
    stop: Stop,
) -> Result<T, EngineError> {
    block_on(async {
        tokio::select! {
            done = work => done,
            () = stop.told() => Err(EngineError::cancelled()),
        }
    })?
}

#[uniffi::export]
impl Invitation {
    /// The line of text for the other device; also what its camera reads.
    pub fn line(&self) -> String {
        self.line.clone()
    }

    /// When it is over, in milliseconds since 1970.
    pub fn expires_ms(&self) -> i64 {
        self.expires_ms
    }

    /// Waits for the newcomer. Gives the name that it goes by; the person then types the six digits that it shows.
    pub async fn newcomer(&self) -> Result<String, EngineError> {
        let mut met = self.met.clone();
        let name = met.wait_for(Option::is_some).await.ok().and_then(|name| name.clone());
        match name {
            Some(name) => Ok(name),
            None => Err(self.run.outcome().await.err().unwrap_or_else(EngineError::cancelled)),
        }
    }

    /// Lets the newcomer in, if these are the digits that it shows; either way the invitation is used up. A minute after the
    /// passphrase was given it is asked for once more: `auth_required`. Gives the new device's id.
    pub async fn confirm(
        &self,
        digits: String,
        passphrase: Option<String>,
        past: PastFor,
    ) -> Result<String, EngineError> {
        let passphrase = passphrase.map(Zeroizing::new);
        // A run that has ended takes no answer, and its outcome says why.
        let _taken = self.answer.send(Confirmation { digits, passphrase, past });
        self.run.outcome().await
    }

    /// Withdraws it.
    pub fn cancel(&self) {
        self.run.stop();
    }
}

/// Joining the journal of another device. Dropping it before its end leaves nothing.
#[derive(uniffi::Object)]
pub struct Joining {
    digits: watch::Receiver<Option<String>>,
    stop: watch::Sender<bool>,
    joined: Mutex<Option<tokio::sync::oneshot::Receiver<Result<Joined, EngineError>>>>,
    pub(crate) zone: String,
}

/// What a newcomer has once it is in.
pub(crate) struct Joined {
    pub(crate) folder: PathBuf,
    pub(crate) open: Open,
    /// Boxed: what moves leaves its bytes behind.
    pub(crate) keys: Box<requite_engine::LocalKeys>,
    pub(crate) relay: String,
}

impl Joining {
    /// Begins; `join` is told the digits as soon as they are known.
    pub(crate) fn begin(
        zone: String,
        join: impl FnOnce(&mut dyn FnMut(&JoinEvent), Stop) -> Result<Joined, EngineError>
        + Send
        + 'static,
    ) -> Result<Arc<Self>, EngineError> {
        crate::tickets::keep_panics_quiet();
        let (tell_digits, digits) = watch::channel(None);
        let (stop, stopped) = watch::channel(false);
        let (tell, joined) = tokio::sync::oneshot::channel();
        crate::desk::spawn("join", move || {
            let mut observe = |event: &JoinEvent| match event {
                JoinEvent::Check(digits) => {
                    tell_digits.send_replace(Some(digits.clone()));
                }
            };
            let done = crate::tickets::guarded(|| join(&mut observe, Stop::of(stopped)));
            let done = done.unwrap_or_else(|ticket| Err(EngineError::internal(ticket.number)));
            let _told = tell.send(done);
        })?;
        Ok(Arc::new(Self { digits, stop, joined: Mutex::new(Some(joined)), zone }))
    }

    pub(crate) async fn outcome(&self) -> Result<Joined, EngineError> {
        let joined = held(&self.joined).take();
        let joined = joined.ok_or_else(|| EngineError::Refused { code: "used".to_owned() })?;
        joined.await.unwrap_or_else(|_| Err(EngineError::cancelled()))
    }
}

#[uniffi::export]
impl Joining {
    /// The six digits, to be typed on the device that invited.
    pub async fn digits(&self) -> Result<String, EngineError> {
        let mut digits = self.digits.clone();
        let shown = digits.wait_for(Option::is_some).await.ok().and_then(|shown| shown.clone());
        match shown {
            Some(digits) => Ok(digits),
            None => Err(self.failure().await),
        }
    }

    /// Gives up.
    pub fn cancel(&self) {
        self.stop.send_replace(true);
    }
}

impl Joining {
    /// Why it came to nothing; whoever asks for its end hears the same.
    async fn failure(&self) -> EngineError {
        match self.outcome().await {
            Ok(_) => EngineError::cancelled(),
            Err(error) => {
                let (tell, again) = tokio::sync::oneshot::channel();
                let _kept = tell.send(Err(error.clone()));
                *held(&self.joined) = Some(again);
                error
            }
        }
    }
}

impl Drop for Joining {
    fn drop(&mut self) {
        self.stop.send_replace(true);
    }
}
