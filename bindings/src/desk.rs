//! The desk: one thread that owns the open vault and does what is asked, one thing after the other. Whoever asks waits for
//! an answer that is sent back, so that no call blocks a phone's main thread, and no caller holds a lock.

use std::{
    convert::Infallible,
    path::PathBuf,
    sync::{Arc, Mutex, PoisonError, mpsc},
    thread,
    time::{Duration, Instant},
};

use requite::Practice;
use requite_engine::LocalKeys;
use tokio::sync::oneshot;

use crate::{
    EngineError,
    at::At,
    hub::Hub,
    log::Log,
    mirror::Cross,
    open::{Face, Open},
    sealed::NetworkState,
    sides::Sides,
    tickets,
};

/// How long a lock waits for what is under way before it returns: the gate is shut at once, and keys are wiped when it ends.
const LOCK_WAIT: Duration = Duration::from_secs(2);

/// What a desk may do now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Gate {
    Open,
    Suspended,
    Locked,
    ShutDown,
}

type Job = Box<dyn FnOnce(Result<&mut Open, EngineError>) -> Then + Send>;

/// What the desk does after a job.
enum Then {
    GoOn,
    /// The job broke off in the middle: what is open is closed and opened afresh.
    OpenAfresh,
}

enum Order {
    Job(Job),
    /// Closes the files; answers when they are closed.
    Close(mpsc::Sender<()>),
}

/// What the desk, its side runs and its hub share.
pub(crate) struct Shared {
    pub(crate) folder: PathBuf,
    face: Face,
    gate: Mutex<Gate>,
    /// In a place of their own: what moves leaves its bytes behind.
    keys: Mutex<Option<Box<LocalKeys>>>,
    patience: Mutex<Duration>,
    pub(crate) at: At,
    pub(crate) hub: Arc<Hub>,
    pub(crate) sides: Sides,
    pub(crate) log: Log,
    pub(crate) network: Mutex<Option<Arc<dyn NetworkState>>>,
}

/// One vault's desk.
pub(crate) struct Desk {
    pub(crate) shared: Arc<Shared>,
    /// Taken when the desk is dropped, which ends its thread.
    orders: Option<mpsc::Sender<Order>>,
    /// Hangs up when the thread has let go of everything.
    ended: Mutex<mpsc::Receiver<Infallible>>,
}

impl Desk {
    /// Begins with a vault that was just opened.
    pub(crate) fn begin(
        folder: PathBuf,
        face: Face,
        open: Open,
        keys: Box<LocalKeys>,
        at: At,
    ) -> Result<Arc<Self>, EngineError> {
        tickets::keep_panics_quiet();
        let hub = Hub::new();
        let shared = Arc::new(Shared {
            folder,
            face,
            gate: Mutex::new(Gate::Open),
            keys: Mutex::new(Some(keys)),
            patience: Mutex::new(crate::vault::PATIENCE),
            at,
            hub: Arc::clone(&hub),
            sides: Sides::default(),
            log: Log::default(),
            network: Mutex::new(None),
        });
        let (orders, incoming) = mpsc::channel();
        let of_thread = Arc::clone(&shared);
        let (at_work, ended) = mpsc::channel();
        spawn("desk", move || {
            work(&of_thread, &incoming, Some(open));
            drop(of_thread);
            drop(at_work);
        })?;
        let desk = Arc::new(Self { shared, orders: Some(orders), ended: Mutex::new(ended) });
        Hub::start(&hub, &desk)?;
        desk.take_in();
        Ok(desk)
    }

    /// Has what came sealed meanwhile opened, ahead of whatever is asked next. Whoever watches hears of it.
    fn take_in(&self) {
        let shared = Arc::clone(&self.shared);
        let job: Job = Box::new(move |open| {
            let Ok(open) = open else { return Then::GoOn };
            // What could not be opened now is opened by the next sync, which says why where it cannot.
            match tickets::guarded(|| open.engine().take_in()) {
                Ok(_) => Then::GoOn,
                Err(ticket) => {
                    shared.log.mistake(&ticket);
                    Then::OpenAfresh
                }
            }
        });
        let _sent = self.orders.as_ref().map(|orders| orders.send(Order::Job(job)));
    }

    /// Asks the practice.
    pub(crate) async fn practice<T, U>(
        &self,
        job: impl FnOnce(&mut Practice, &crate::at::Moment) -> Result<T, requite::PracticeError>
        + Send
        + 'static,
    ) -> Result<U, EngineError>
    where
        T: Cross<U>,
        U: Send + 'static,
    {
        let moment = self.shared.at.moment();
        self.ask(move |open| Ok(job(open.practice()?, &moment)?.cross())).await
    }

    /// Asks for something, and waits until it is done. A caller who has gone before its turn came asked for nothing.
    pub(crate) async fn ask<T: Send + 'static>(
        &self,
        job: impl FnOnce(&mut Open) -> Result<T, EngineError> + Send + 'static,
    ) -> Result<T, EngineError> {
        let (sender, receiver) = oneshot::channel();
        self.order(sender, job)?;
        receiver.await.unwrap_or_else(|_| Err(EngineError::shut_down()))
    }

    /// As [`Desk::ask`], for a thread of ours.
    pub(crate) fn ask_here<T: Send + 'static>(
        &self,
        job: impl FnOnce(&mut Open) -> Result<T, EngineError> + Send + 'static,
    ) -> Result<T, EngineError> {
        let (sender, receiver) = oneshot::channel();
        self.order(sender, job)?;
        receiver.blocking_recv().unwrap_or_else(|_| Err(EngineError::shut_down()))
    }

    fn order<T: Send + 'static>(
        &self,
        answer: oneshot::Sender<Result<T, EngineError>>,
        job: impl FnOnce(&mut Open) -> Result<T, EngineError> + Send + 'static,
    ) -> Result<(), EngineError> {
        self.shared.admits()?;
        let shared = Arc::clone(&self.shared);
        let job: Job = Box::new(move |open| {
            if answer.is_closed() {
                return Then::GoOn;
            }
            let (told, then) = match open {
                Err(error) => (Err(error), Then::GoOn),
                Ok(open) => match tickets::guarded(|| job(open)) {
                    Ok(told) => (told, Then::GoOn),
                    Err(ticket) => {
                        shared.log.mistake(&ticket);
                        (Err(EngineError::internal(ticket.number)), Then::OpenAfresh)
                    }
                },
            };
            // Who asked may be gone; what was done is done.
            let _told = answer.send(told);
            then
        });
        let orders = self.orders.as_ref().ok_or_else(EngineError::shut_down)?;
        orders.send(Order::Job(job)).map_err(|_| EngineError::shut_down())
    }

    /// Shuts the gate and wipes the keys.
    pub(crate) fn lock(&self) {
        self.shut(Gate::Locked, LOCK_WAIT);
        self.shared.log.note("locked");
    }

    /// No more calls, ever.
    pub(crate) fn shut_down(&self) {
        self.shut(Gate::ShutDown, LOCK_WAIT);
        self.shared.hub.end();
    }

    fn shut(&self, gate: Gate, wait: Duration) {
        {
            let mut now = held(&self.shared.gate);
            if *now == Gate::ShutDown {
                return;
            }
            *now = gate;
        }
        self.shared.wipe_keys();
        let _closed = self.close(Instant::now() + wait);
    }

    /// Lets go of every file: done when none is held any more. Keys stay, for [`Desk::resume`].
    pub(crate) fn suspend(&self, wait: Duration) -> Result<(), EngineError> {
        {
            let mut now = held(&self.shared.gate);
            match *now {
                Gate::Open => *now = Gate::Suspended,
                Gate::Suspended | Gate::Locked => {}
                Gate::ShutDown => return Err(EngineError::shut_down()),
            }
        }
        self.close(Instant::now() + wait)
    }

    /// Goes on after [`Desk::suspend`].
    pub(crate) fn resume(&self) -> Result<(), EngineError> {
        {
            let mut now = held(&self.shared.gate);
            match *now {
                Gate::Suspended => *now = Gate::Open,
                Gate::Open => return Ok(()),
                Gate::Locked => return Err(EngineError::locked()),
                Gate::ShutDown => return Err(EngineError::shut_down()),
            }
        }
        self.take_in();
        self.shared.hub.nudge();
        Ok(())
    }

    /// Opens the gate again, with these keys.
    pub(crate) fn unlock(&self, keys: LocalKeys) -> Result<(), EngineError> {
        // Whether these keys open the files is found out before anything is said to be open.
        drop(self.shared.face.open(&self.shared.folder, &keys)?);
        {
            let mut now = held(&self.shared.gate);
            if *now == Gate::ShutDown {
                return Err(EngineError::shut_down());
            }
            *held(&self.shared.keys) = Some(Box::new(keys));
            *now = Gate::Open;
        }
        self.shared.log.note("unlocked");
        self.take_in();
        self.shared.hub.nudge();
        Ok(())
    }

    /// Ends the side runs, waits for what is under way, closes the files.
    fn close(&self, until: Instant) -> Result<(), EngineError> {
        self.shared.sides.stop_all(until)?;
        let (closed, told) = mpsc::channel();
        let close = self.orders.as_ref().map(|orders| orders.send(Order::Close(closed)));
        if !matches!(close, Some(Ok(()))) {
            return Ok(());
        }
        let wait = until.saturating_duration_since(Instant::now());
        told.recv_timeout(wait).map_err(|_| EngineError::busy())
    }
}

impl Drop for Desk {
    /// Waits for its threads, as a lock does: a process that goes on to its end while one of them closes a file takes what
    /// that thread still uses away from under it.
    fn drop(&mut self) {
        self.shared.sides.tell_all();
        self.shared.hub.end();
        drop(self.orders.take());
        if tickets::is_ours() {
            // A thread of ours that waited for another of ours could be the one that it waits for.
            return;
        }
        let until = Instant::now() + LOCK_WAIT;
        let _stopped = self.shared.sides.stop_all(until);
        let ended = self.ended.get_mut().unwrap_or_else(PoisonError::into_inner);
        let _ended = ended.recv_timeout(until.saturating_duration_since(Instant::now()));
    }
}

impl Shared {
    /// Whether anything may be asked now.
    pub(crate) fn admits(&self) -> Result<(), EngineError> {
        match *held(&self.gate) {
            Gate::Open => Ok(()),
            Gate::Suspended => Err(EngineError::suspended()),
            Gate::Locked => Err(EngineError::locked()),
            Gate::ShutDown => Err(EngineError::shut_down()),
        }
    }

    pub(crate) fn state(&self) -> crate::engine::EngineState {
        use crate::engine::EngineState;
        match *held(&self.gate) {
            Gate::Open => EngineState::Open,
            Gate::Suspended => EngineState::Suspended,
            Gate::Locked => EngineState::Locked,
            Gate::ShutDown => EngineState::ShutDown,
        }
    }

    /// One more handle on the vault, as another process would have.
    pub(crate) fn open(&self) -> Result<Open, EngineError> {
        self.admits()?;
        let keys = held(&self.keys).as_deref().map(crate::open::copy);
        self.face.open(&self.folder, &keys.ok_or_else(EngineError::locked)?)
    }

    /// How long the platform's vault may take.
    pub(crate) fn patience(&self) -> Duration {
        *held(&self.patience)
    }

    pub(crate) fn set_patience(&self, patience: Duration) {
        *held(&self.patience) = patience;
    }

    /// The keys, for the platform's vault.
    pub(crate) fn keys(&self) -> Result<LocalKeys, EngineError> {
        self.admits()?;
        held(&self.keys).as_deref().map(crate::open::copy).ok_or_else(EngineError::locked)
    }

    fn wipe_keys(&self) {
        // Its drop wipes it where it is.
        drop(held(&self.keys).take());
    }
}

/// A thread of ours.
pub(crate) fn spawn(
    name: &str,
    work: impl FnOnce() + Send + 'static,
) -> Result<thread::JoinHandle<()>, EngineError> {
    let named = thread::Builder::new().name(format!("{}{name}", tickets::THREADS));
    let work = move || {
        work();
        scrub();
    };
    named.spawn(work).map_err(|_| EngineError::internal(0))
}

/// How much of a thread's stack is wiped: more than anything here has under way at once.
const STACK: usize = 512 * 1024;

/// Wipes what calls that have returned left on this thread's stack: keys that were moved, half of a hash. The system keeps the
/// stacks of threads that have ended, as they are, for those that come.
#[inline(never)]
#[expect(
    clippy::large_stack_arrays,
    reason = "the stack is what is wiped; threads of ours have four times as much"
)]
fn scrub() {
    let below = [0_u8; STACK];
    core::hint::black_box(&below);
}

/// Nothing is left half done under these locks, so one that a panic left behind is as good as any.
pub(crate) fn held<T>(lock: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}

fn work(shared: &Arc<Shared>, orders: &mpsc::Receiver<Order>, mut open: Option<Open>) {
    while let Ok(order) = orders.recv() {
        match order {
            Order::Job(job) => {
                let held = match open.take() {
                    Some(open) => Ok(open),
                    None => tickets::guarded(|| shared.open()).unwrap_or_else(|ticket| {
                        shared.log.mistake(&ticket);
                        Err(EngineError::internal(ticket.number))
                    }),
                };
                match held {
                    Ok(mut it) => {
                        let then = job(Ok(&mut it));
                        shared.hub.tell(it.take_notices());
                        open = match then {
                            Then::GoOn => Some(it),
                            Then::OpenAfresh => None,
                        };
                    }
                    Err(error) => drop(job(Err(error))),
                }
            }
            Order::Close(closed) => {
                drop(open.take());
                scrub();
                let _told = closed.send(());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

    use std::{
        pin::pin,
        sync::atomic::{AtomicBool, Ordering},
        task::{Context, Waker},
    };

    use requite_engine::{block_on, unlock};

    use super::*;

    fn a_desk(folder: &tempfile::TempDir) -> Arc<Desk> {
        let path = folder.path().join("journal");
        let (practice, _) = Practice::create(&path, "phone", "a passphrase", 0).unwrap();
        let keys = Box::new(unlock(&path, "a passphrase").unwrap());
        let open = Open::Practice(Box::new(practice));
        let at = At::new("UTC").unwrap();
        Desk::begin(path, Face::Practice, open, keys, at).unwrap()
    }

    #[test]
    fn who_drops_the_last_handle_goes_on_when_no_thread_holds_a_file() {
        let folder = tempfile::tempdir().unwrap();
        let desk = a_desk(&folder);
        let done = Arc::new(AtomicBool::new(false));
        let of_job = Arc::clone(&done);
        let (begun, wait) = mpsc::channel::<()>();
        {
            // Somebody who no longer waits for an answer, and work that is under way all the same.
            let mut gone = pin!(desk.ask(move |_| {
                begun.send(()).unwrap();
                (0..1_000).for_each(|_| thread::yield_now());
                of_job.store(true, Ordering::SeqCst);
                Ok(())
            }));
            let mut context = Context::from_waker(Waker::noop());
            assert!(gone.as_mut().poll(&mut context).is_pending());
            wait.recv().unwrap();
        }
        let shared = Arc::clone(&desk.shared);
        drop(desk);
        assert!(done.load(Ordering::SeqCst), "the work was cut off");
        // The desk's thread held the other one.
        assert_eq!(Arc::strong_count(&shared), 1);
    }

    #[test]
    fn who_goes_away_before_their_turn_asked_for_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let desk = a_desk(&folder);

        let (go_on, wait) = mpsc::channel::<()>();
        let mut busy = pin!(desk.ask(move |_| {
            wait.recv().unwrap();
            Ok(())
        }));
        let mut context = Context::from_waker(Waker::noop());
        assert!(busy.as_mut().poll(&mut context).is_pending());
        let ran = Arc::new(AtomicBool::new(false));
        let of_job = Arc::clone(&ran);
        {
            let mut gone = pin!(desk.ask(move |_| {
                of_job.store(true, Ordering::SeqCst);
                Ok(())
            }));
            assert!(gone.as_mut().poll(&mut context).is_pending());
        }
        go_on.send(()).unwrap();
        block_on(busy).unwrap().unwrap();
        block_on(desk.ask(|_| Ok(()))).unwrap().unwrap();
        assert!(!ran.load(Ordering::SeqCst));
    }
}
