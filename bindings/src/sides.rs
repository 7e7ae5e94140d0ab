//! Side runs: what takes long or waits for the network has a thread and a handle of its own, as another process would, so
//! that the desk stays free. Every one of them ends when it is told to, when its handle is dropped, and before a lock or a
//! suspend returns.

use std::{
    sync::{Arc, Mutex},
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};

use tokio::sync::watch;

use crate::{
    EngineError,
    desk::{Shared, held, spawn},
    open::Open,
    tickets,
};

/// How often a run that was told to end is looked at.
const LOOK_EVERY: Duration = Duration::from_millis(2);

#[derive(Default)]
pub(crate) struct Sides(Mutex<Vec<Side>>);

struct Side {
    stop: watch::Sender<bool>,
    thread: JoinHandle<()>,
}

/// Resolves when a run is to end.
#[derive(Clone)]
pub(crate) struct Stop(watch::Receiver<bool>);

/// A run that is under way. Dropping it ends it.
pub(crate) struct Run<T> {
    stop: watch::Sender<bool>,
    outcome: watch::Receiver<Option<Result<T, EngineError>>>,
}

impl Stop {
    pub(crate) fn of(told: watch::Receiver<bool>) -> Self {
        Self(told)
    }

    pub(crate) async fn told(mut self) {
        // The sender lives as long as the run is listed; when it is gone there is nobody to run for.
        let _told = self.0.wait_for(|stop| *stop).await;
    }
}

impl Sides {
    pub(crate) fn tell_all(&self) {
        for side in held(&self.0).iter() {
            side.stop.send_replace(true);
        }
    }

    /// Tells every run to end and waits for it.
    pub(crate) fn stop_all(&self, until: Instant) -> Result<(), EngineError> {
        self.tell_all();
        loop {
            let me = thread::current().id();
            let busy = {
                let mut sides = held(&self.0);
                sides.retain(|side| !side.thread.is_finished());
                // A run that itself asked for the end goes on to its own end.
                sides.iter().any(|side| side.thread.thread().id() != me)
            };
            if !busy {
                return Ok(());
            }
            if Instant::now() >= until {
                return Err(EngineError::busy());
            }
            thread::sleep(LOOK_EVERY);
        }
    }

    /// Begins a run with a handle of its own.
    pub(crate) fn begin<T: Clone + Send + Sync + 'static>(
        shared: &Arc<Shared>,
        name: &str,
        work: impl FnOnce(Open, Stop) -> Result<T, EngineError> + Send + 'static,
    ) -> Result<Run<T>, EngineError> {
        shared.admits()?;
        let (stop, stopped) = watch::channel(false);
        let (tell, outcome) = watch::channel(None);
        let of_thread = Arc::clone(shared);
        let told = Stop(stopped);
        let mut sides = held(&shared.sides.0);
        sides.retain(|side| !side.thread.is_finished());
        let thread = spawn(name, move || {
            let done = tickets::guarded(|| work(of_thread.open()?, told));
            let done = done.unwrap_or_else(|ticket| {
                of_thread.log.mistake(&ticket);
                Err(EngineError::internal(ticket.number))
            });
            tell.send_replace(Some(done));
        })?;
        sides.push(Side { stop: stop.clone(), thread });
        Ok(Run { stop, outcome })
    }
}

impl<T: Clone + Send + Sync + 'static> Run<T> {
    /// Begins a run that has no desk beside it.
    pub(crate) fn alone(
        name: &str,
        work: impl FnOnce(Stop) -> Result<T, EngineError> + Send + 'static,
    ) -> Result<Self, EngineError> {
        tickets::keep_panics_quiet();
        let (stop, stopped) = watch::channel(false);
        let (tell, outcome) = watch::channel(None);
        spawn(name, move || {
            let done = tickets::guarded(|| work(Stop(stopped)));
            let done = done.unwrap_or_else(|ticket| Err(EngineError::internal(ticket.number)));
            tell.send_replace(Some(done));
        })?;
        Ok(Self { stop, outcome })
    }
}

impl<T: Clone> Run<T> {
    pub(crate) fn stop(&self) {
        self.stop.send_replace(true);
    }

    /// What came of it, once it has ended.
    pub(crate) async fn outcome(&self) -> Result<T, EngineError> {
        let mut outcome = self.outcome.clone();
        let told = outcome.wait_for(Option::is_some).await;
        let told = told.ok().and_then(|told| told.clone());
        told.unwrap_or_else(|| Err(EngineError::shut_down()))
    }
}

impl<T> Drop for Run<T> {
    fn drop(&mut self) {
        self.stop.send_replace(true);
    }
}

/// Something that blocks, off the caller's thread, and without a vault.
pub(crate) async fn aside<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, EngineError> + Send + 'static,
) -> Result<T, EngineError> {
    tickets::keep_panics_quiet();
    let (sender, receiver) = tokio::sync::oneshot::channel();
    spawn("aside", move || {
        let done = tickets::guarded(work);
        let done = done.unwrap_or_else(|ticket| Err(EngineError::internal(ticket.number)));
        let _told = sender.send(done);
    })?;
    receiver.await.unwrap_or_else(|_| Err(EngineError::internal(0)))
}
